/**
 * Parts of a training step that the engine runs as one call each, with gradients that are written
 * out by hand.
 */
@NullMarked
package io.foreflow.trainer.kernel;

import org.jspecify.annotations.NullMarked;
