package io.foreflow.benchmarks.anomaly;

/**
 * An episode that a detector opened.
 *
 * @param series index of the series
 * @param slot index of the reading that opened it
 * @param end index of the last reading that belongs to it
 * @param stuck whether it is of a stuck sensor
 */
record Alarm(int series, int slot, int end, boolean stuck) {}
