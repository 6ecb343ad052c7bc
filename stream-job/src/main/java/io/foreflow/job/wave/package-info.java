/**
 * Turns readings into forecasts. Readings of different series gather in a wave. The wave steps as
 * one batch of the model, and each series' state moves by one slot.
 */
@NullMarked
package io.foreflow.job.wave;

import org.jspecify.annotations.NullMarked;
