package io.foreflow.console.memory;

/** A version of a model. */
public record ModelVersion(String model, String version) {}
