/** What a training makes small: losses of quantiles, points, likelihoods and classes. */
@NullMarked
package io.foreflow.trainer.loss;

import org.jspecify.annotations.NullMarked;
