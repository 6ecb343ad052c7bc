/**
 * Moves weights along their gradients: optimizers, clipping, learning rate. Written by hand,
 * because the engine's optimizers hide their state, and a checkpoint must hold it.
 */
@NullMarked
package io.foreflow.trainer.optimizer;

import org.jspecify.annotations.NullMarked;
