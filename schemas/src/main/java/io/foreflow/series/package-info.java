/**
 * What a series is to every module: a row of slots on the grid of one cadence. And how readings
 * become slots: which records are readings at all, what becomes of several in a slot, where a
 * series goes on after a gap and where it starts afresh. The job and the reading of history have no
 * rules of their own for this.
 */
@NullMarked
package io.foreflow.series;

import org.jspecify.annotations.NullMarked;
