/**
 * Trains a model file from history. {@link io.foreflow.trainer.Trainer} is the entry point. Only
 * this module uses DJL.
 */
@NullMarked
package io.foreflow.trainer;

import org.jspecify.annotations.NullMarked;
