/**
 * Recurrent cells and heads. Each has two forms that must agree: DJL over whole sequences, to
 * train, and ONNX nodes for one step, to forecast. A new cell is a class behind {@link
 * io.foreflow.trainer.network.RecurrentCell} and a constant of {@link
 * io.foreflow.trainer.network.CellKind}; a new head is one behind {@link
 * io.foreflow.trainer.network.Head} and one of {@link io.foreflow.trainer.network.HeadKind}.
 */
@NullMarked
package io.foreflow.trainer.network;

import org.jspecify.annotations.NullMarked;
