package io.foreflow.console.memory;

import io.foreflow.wire.ModelEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event of the pipeline.
 *
 * @param time when, in epoch milliseconds
 * @param kind a code for programs
 * @param text for a person
 * @param json the record as it is on its topic, a JSON object
 * @param model what became of an announced model; null for another event
 */
public record PipelineEvent(
    long time, String kind, String text, String json, @Nullable ModelEvent model) {}
