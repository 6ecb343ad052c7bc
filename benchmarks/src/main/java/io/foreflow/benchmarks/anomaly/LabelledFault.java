package io.foreflow.benchmarks.anomaly;

/**
 * Where something is known to be wrong.
 *
 * @param series index of the series
 * @param begin index of the first reading
 * @param end index of the last reading
 */
record LabelledFault(int series, int begin, int end) {}
