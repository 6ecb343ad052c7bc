/**
 * Sorts the readings of each series by event time, and merges the readings of one slot. Readings
 * are held until the watermark shows that no earlier ones are missing.
 *
 * <p>Late and repeated readings are not rejected here but where the series step. A reading that is
 * too late to be sorted is passed on at once.
 */
@NullMarked
package io.foreflow.job.order;

import org.jspecify.annotations.NullMarked;
