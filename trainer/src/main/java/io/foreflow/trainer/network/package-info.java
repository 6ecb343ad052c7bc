/**
 * Recurrent cells and heads, each in two forms that must agree: DJL over whole sequences, to learn,
 * and ONNX nodes for one step, to serve. A new kind is a new class behind {@link
 * io.foreflow.trainer.network.RecurrentCell} or {@link io.foreflow.trainer.network.Head}; nothing
 * else changes.
 */
@NullMarked
package io.foreflow.trainer.network;

import org.jspecify.annotations.NullMarked;
