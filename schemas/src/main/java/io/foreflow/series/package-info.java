/**
 * Series as rows of slots on the grid of one cadence, and the rules by which readings become slots:
 * which records are readings at all, what several readings of a slot become, where a series goes on
 * after a gap and where it starts afresh. Job and trainer have no other rules for this.
 */
@NullMarked
package io.foreflow.series;

import org.jspecify.annotations.NullMarked;
