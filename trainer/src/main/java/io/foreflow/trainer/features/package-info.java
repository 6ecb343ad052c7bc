/**
 * What a network sees of a series: imputed, scaled causally, with its calendar and its seasons. The
 * features are one ONNX graph. It is the first part of every step graph, and the trainer runs the
 * very same nodes over the history to get its training tensors, so there is no second
 * implementation to drift from the first.
 */
@NullMarked
package io.foreflow.trainer.features;

import org.jspecify.annotations.NullMarked;
