/**
 * What came of forecasts. An {@link io.foreflow.outcome.OutcomeMemory} remembers the forecasts of a
 * series until their readings come, and then says how good they were and moves the band. An {@link
 * io.foreflow.outcome.AnomalyWatch} reports the readings that were not forecast.
 */
@NullMarked
package io.foreflow.outcome;

import org.jspecify.annotations.NullMarked;
