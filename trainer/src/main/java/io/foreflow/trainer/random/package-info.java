/** Random numbers and orders that a seed decides. */
@NullMarked
package io.foreflow.trainer.random;

import org.jspecify.annotations.NullMarked;
