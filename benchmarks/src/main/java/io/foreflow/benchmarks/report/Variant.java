package io.foreflow.benchmarks.report;

import java.util.function.DoubleSupplier;

/**
 * One of the things a benchmark compares.
 *
 * @param name what it is called in the report
 * @param unit the unit of a measurement, e.g. {@code steps/s}
 * @param measurement runs the variant for a while and returns one figure
 */
public record Variant(String name, String unit, DoubleSupplier measurement) {}
