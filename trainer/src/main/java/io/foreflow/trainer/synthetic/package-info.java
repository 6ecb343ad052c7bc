/**
 * Series drawn from a generator, to train on without any data set. {@link
 * io.foreflow.trainer.synthetic.SyntheticRecipe} is the entry point.
 */
@NullMarked
package io.foreflow.trainer.synthetic;

import org.jspecify.annotations.NullMarked;
