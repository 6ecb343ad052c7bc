package io.foreflow.console.memory;

import org.jspecify.annotations.Nullable;

/**
 * Where the records of a series lie.
 *
 * @param readingsTopic null if no reading came yet
 * @param readingsPartition -1 if it isn't known
 * @param forecastsPartition -1 if it isn't known
 */
public record SeriesPlace(
    @Nullable String readingsTopic, int readingsPartition, int forecastsPartition) {}
