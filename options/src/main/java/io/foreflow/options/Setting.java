package io.foreflow.options;

/**
 * A value as it was given.
 *
 * @param place where it was given, for messages: {@code pipeline.yaml:12}, a variable or a flag
 */
public record Setting(String value, String place) {}
