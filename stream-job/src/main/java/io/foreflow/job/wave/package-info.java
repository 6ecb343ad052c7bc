/**
 * The step from readings to forecasts. Readings of different series gather in a wave, the wave
 * steps as one batch of the model, and each series' state moves on by a slot.
 */
@NullMarked
package io.foreflow.job.wave;

import org.jspecify.annotations.NullMarked;
