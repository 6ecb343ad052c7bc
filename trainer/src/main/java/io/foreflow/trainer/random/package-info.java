/** Random numbers and orders that depend only on a seed. */
@NullMarked
package io.foreflow.trainer.random;

import org.jspecify.annotations.NullMarked;
