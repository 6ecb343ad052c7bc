package io.foreflow.benchmarks.report;

import java.util.function.DoubleSupplier;

/**
 * One of the things that a benchmark compares.
 *
 * @param name its name in the report
 * @param unit the unit of a measurement, such as {@code steps/s}
 * @param measurement runs the variant for a while and returns one figure
 */
public record Variant(String name, String unit, DoubleSupplier measurement) {}
