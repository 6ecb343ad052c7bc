/**
 * A series, and the rules that turn readings into slots. A series is a row of slots on the grid of
 * one cadence. The rules decide which records are readings, what happens to several readings in one
 * slot, and after which gap a series starts afresh. The job and the readers of history share these
 * rules.
 */
@NullMarked
package io.foreflow.series;

import org.jspecify.annotations.NullMarked;
