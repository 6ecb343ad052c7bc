package io.foreflow.cli.tail;

import java.util.Optional;

/**
 * What a frame says beside the series.
 *
 * @param place the topic and its broker
 * @param nowMillis the time, in epoch milliseconds
 * @param problem what was wrong with the last record that could not be read, and how many there
 *     were
 */
record TailStatus(String place, long nowMillis, Optional<String> problem) {}
