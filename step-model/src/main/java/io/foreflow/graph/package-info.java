/**
 * A small typed language for ONNX graphs: values are columns of a batch, operators check their
 * widths, and the same calls give the same bytes. It knows the operators a step graph needs and
 * nothing of networks.
 */
@NullMarked
package io.foreflow.graph;

import org.jspecify.annotations.NullMarked;
