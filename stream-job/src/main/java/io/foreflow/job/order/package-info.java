/**
 * Puts the readings of each series in order of event time, and makes one reading of those that come
 * for one slot. Readings are held until the watermark says that none before them is still to come.
 *
 * <p>A reading that comes too late to be put in order goes straight on. The step of the series, and
 * not this package, decides which reading is late or comes twice.
 */
@NullMarked
package io.foreflow.job.order;

import org.jspecify.annotations.NullMarked;
