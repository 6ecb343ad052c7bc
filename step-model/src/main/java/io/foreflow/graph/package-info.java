/**
 * A small typed language for ONNX graphs. Values are columns of a batch, operators check their
 * widths, and the same calls give the same bytes. It has the operators that a step graph needs and
 * knows nothing about networks.
 */
@NullMarked
package io.foreflow.graph;

import org.jspecify.annotations.NullMarked;
