package io.foreflow.cli.flink;

import java.time.Instant;

/**
 * A failure from which a job restarts.
 *
 * @param reason what went wrong, for a person
 */
public record JobFailure(Instant time, String reason) {}
