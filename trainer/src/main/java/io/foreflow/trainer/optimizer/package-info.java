/**
 * How weights move along their gradients: optimizers, clipping, the learning rate. By hand, since
 * those of the engine hide their state, which a checkpoint must hold.
 */
@NullMarked
package io.foreflow.trainer.optimizer;

import org.jspecify.annotations.NullMarked;
