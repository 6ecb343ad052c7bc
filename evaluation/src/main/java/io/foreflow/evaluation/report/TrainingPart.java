package io.foreflow.evaluation.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of a report about the training of the model.
 *
 * @param course how the training went, in plain sentences
 * @param plots plots of the training
 * @param notes what the reader should know, in plain sentences
 * @param facts facts about the training, by name, in the order of the page
 */
public record TrainingPart(
    String course, List<Plot> plots, List<String> notes, Map<String, String> facts) {

  public TrainingPart {
    plots = List.copyOf(plots);
    notes = List.copyOf(notes);
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }
}
