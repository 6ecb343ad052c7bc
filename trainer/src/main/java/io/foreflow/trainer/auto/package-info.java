/** The options that a training chooses by itself, from what its history is like. */
@NullMarked
package io.foreflow.trainer.auto;

import org.jspecify.annotations.NullMarked;
