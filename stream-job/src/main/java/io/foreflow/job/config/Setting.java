package io.foreflow.job.config;

/**
 * A value as it was given.
 *
 * @param place where, for error messages: {@code pipeline.yaml:12} or {@code -D}
 */
public record Setting(String value, String place) {}
