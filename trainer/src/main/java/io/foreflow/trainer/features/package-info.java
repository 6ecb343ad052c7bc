/**
 * The features of a series that a network sees: gaps are filled, values are scaled causally,
 * calendar and seasons are added. The features are one ONNX graph, which is the first part of every
 * step graph. The trainer runs the same nodes over the history to get its training tensors, so
 * there is no second implementation that could differ from the first.
 */
@NullMarked
package io.foreflow.trainer.features;

import org.jspecify.annotations.NullMarked;
