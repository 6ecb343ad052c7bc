/**
 * A training's way through a kill: where it stands, written whole or not at all, and read again
 * only by the same training.
 */
@NullMarked
package io.foreflow.trainer.checkpoint;

import org.jspecify.annotations.NullMarked;
