package io.foreflow.console.memory;

/**
 * A time in which the market of a series is closed.
 *
 * @param from when it begins, in epoch milliseconds
 * @param to when the market opens again
 */
public record ClosedTime(long from, long to) {}
