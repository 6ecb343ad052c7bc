package io.foreflow.cli.simulate;

/**
 * One fault of a simulated series.
 *
 * @param series name of the series
 * @param begin the first slot that it disturbs
 * @param end the last slot that it disturbs
 * @param size the mean distance between the readings with and without it, in units of the series'
 *     noise
 */
public record SimulatedFault(String series, FaultKind kind, long begin, long end, double size) {}
