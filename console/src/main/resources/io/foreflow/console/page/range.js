// Which stretch of time the chart shows.

import { lastTime } from "./forecast.js";

const STEPS_WITHOUT_FORECAST = 96;

/** History on two thirds and the horizon on one. */
export function rangeAround(data, forecast, cutoff) {
  const newest = data.times[data.times.length - 1] ?? Date.now();
  if (forecast === undefined || cutoff === null) {
    return [newest - STEPS_WITHOUT_FORECAST * data.cadence, newest + data.cadence];
  }
  const horizon = Math.max(forecast.cadence, lastTime(forecast) - forecast.cutoff);
  // With step times the last step is drawn until its end.
  const shown = forecast.stepTimes ? horizon + forecast.cadence : horizon;
  return [cutoff - 2 * horizon, cutoff + shown];
}

/** The same range, moved as little as needed to show a cutoff and its horizon. */
export function rangeWith([from, to], cutoff, horizon) {
  const length = to - from;
  const room = Math.min(horizon, length * 0.5);
  if (cutoff < from + length * 0.05) return [cutoff - length * 0.05, cutoff + length * 0.95];
  if (cutoff + room > to) return [cutoff + room - length, cutoff + room];
  return [from, to];
}
