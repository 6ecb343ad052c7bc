package io.foreflow.benchmarks.accuracy;

import java.util.Map;

/**
 * What became of a task.
 *
 * @param task its name
 * @param forecasts the file they are in
 * @param score the command of the scoring scripts that prints the figures
 * @param series how many
 * @param origins that were forecast from, over all series
 * @param trainingSeconds from the training part in memory to the proved file in memory
 * @param modelSha256 of the model file
 * @param stateFloats that a job keeps for a series
 * @param configuration every option of the training, those not given included
 */
public record AccuracyResult(
    String task,
    String forecasts,
    String score,
    int series,
    long origins,
    double trainingSeconds,
    String modelSha256,
    int stateFloats,
    Map<String, String> configuration) {}
