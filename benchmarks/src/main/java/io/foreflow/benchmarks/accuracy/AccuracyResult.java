package io.foreflow.benchmarks.accuracy;

import java.util.Map;

/**
 * The result of a task.
 *
 * @param task name of the task
 * @param forecasts the file with the forecasts
 * @param score the command of the scoring scripts that prints the figures
 * @param series number of series
 * @param origins number of forecast origins of all series
 * @param trainingSeconds time from the training part in memory to the checked file in memory
 * @param modelSha256 SHA-256 of the model file
 * @param stateFloats number of floats that a job stores for a series
 * @param heldOut figures of the part of the training data that was held out, by name; empty if none
 *     was
 * @param configuration all options of the training, defaults included
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
    Map<String, Double> heldOut,
    Map<String, String> configuration) {}
