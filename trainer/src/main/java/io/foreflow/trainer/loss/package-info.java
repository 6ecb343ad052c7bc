/** Losses that a training minimizes: for quantiles, points, likelihoods and classes. */
@NullMarked
package io.foreflow.trainer.loss;

import org.jspecify.annotations.NullMarked;
