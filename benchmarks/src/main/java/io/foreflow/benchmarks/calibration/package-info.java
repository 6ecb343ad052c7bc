/**
 * Measures what online calibration does to bands. For each task a small model is trained, and the
 * readings after its training are forecast with the model's own bands and with calibrated ones.
 */
@NullMarked
package io.foreflow.benchmarks.calibration;

import org.jspecify.annotations.NullMarked;
