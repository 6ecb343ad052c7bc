/** The numbers of a training between two steps, as a checkpoint stores them. */
@NullMarked
package io.foreflow.trainer.state;

import org.jspecify.annotations.NullMarked;
