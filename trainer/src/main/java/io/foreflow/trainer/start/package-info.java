/** The weights of an earlier training, from which another training can start. */
@NullMarked
package io.foreflow.trainer.start;

import org.jspecify.annotations.NullMarked;
