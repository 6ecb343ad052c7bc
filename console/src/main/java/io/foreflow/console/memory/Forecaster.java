package io.foreflow.console.memory;

/**
 * What makes forecasts.
 *
 * @param shadow whether the version is a shadow: a candidate beside the live model
 */
public record Forecaster(ModelVersion model, boolean shadow) {}
