/**
 * Searches for options that suit a history. It draws options from a space, trains each of them
 * briefly, and trains the promising ones longer.
 */
@NullMarked
package io.foreflow.trainer.tune;

import org.jspecify.annotations.NullMarked;
