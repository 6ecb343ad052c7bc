package io.foreflow.cli.demo;

/**
 * Counts of readings and forecasts, and latencies, at one moment.
 *
 * @param readings sent
 * @param forecasts seen, each once
 * @param repeated forecasts seen again
 * @param late readings seen on the late topic
 * @param waiting readings that nothing has come of yet
 * @param latencyP50Ms milliseconds from sending a reading to seeing its forecast, half of them
 * @param latencyP99Ms the same, 99 of 100
 */
public record TrafficCounts(
    long readings,
    long forecasts,
    long repeated,
    long late,
    long waiting,
    double latencyP50Ms,
    double latencyP99Ms) {}
