/**
 * Writes ONNX graphs. A value is a number of columns for each row of a batch, operators check the
 * widths of their values, and the same calls give the same bytes. The operators are those that a
 * step graph needs. Nothing here knows about networks.
 */
@NullMarked
package io.foreflow.graph;

import org.jspecify.annotations.NullMarked;
