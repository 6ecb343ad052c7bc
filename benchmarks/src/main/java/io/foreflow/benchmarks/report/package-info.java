/**
 * The parts that all benchmarks share. Variants are measured in turn, and a report says what was
 * found and on which machine.
 */
@NullMarked
package io.foreflow.benchmarks.report;

import org.jspecify.annotations.NullMarked;
