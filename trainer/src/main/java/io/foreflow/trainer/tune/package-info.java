/**
 * Which options suit a history: draws some from a stated space, trains each of them briefly, and
 * the promising ones longer.
 */
@NullMarked
package io.foreflow.trainer.tune;

import org.jspecify.annotations.NullMarked;
