/**
 * The training of a ridge regression in closed form: one pass over the readings adds up normal
 * equations, blocks that are left out choose the penalty and give the residuals. All sums have 64
 * bits and a fixed order, so the same readings give the same weights.
 */
@NullMarked
package io.foreflow.trainer.ridge;

import org.jspecify.annotations.NullMarked;
