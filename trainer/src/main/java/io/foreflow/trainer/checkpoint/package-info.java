/**
 * Checkpoints of a training, so that it survives a kill. A checkpoint is written completely or not
 * at all, and only the same training can resume from it.
 */
@NullMarked
package io.foreflow.trainer.checkpoint;

import org.jspecify.annotations.NullMarked;
