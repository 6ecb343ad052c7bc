package io.foreflow.console.memory;

/** A reading that came too late to be forecast from. */
public record LateReading(long time, float value) {}
