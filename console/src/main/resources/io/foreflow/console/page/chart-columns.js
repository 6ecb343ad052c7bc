// Readings and forecasts as columns for uPlot: one row for each time.

import { bandPairs, stepTime } from "./forecast.js";
import { known } from "./format.js";

/** Readings further apart than this many cadences have a gap between them. */
export const GAP_CADENCES = 1.5;

/**
 * The columns of a chart: times in seconds; for each forecast the edges of its bands; the middles;
 * the readings known at the cutoff; the readings that came later. `undefined` is "no row here",
 * `null` breaks a line.
 */
export function buildColumns(data, forecasts, cutoff) {
  const rows = new Map();
  const width = forecasts.reduce((sum, forecast) => sum + edgeRows(forecast).length + 1, 0) + 2;
  const row = (time) => {
    if (!rows.has(time)) rows.set(time, new Array(width).fill(undefined));
    return rows.get(time);
  };
  addReadings(data, cutoff, row, width);
  let column = 0;
  for (const forecast of forecasts) {
    for (const quantiles of edgeRows(forecast)) addForecastRow(data, forecast, quantiles, row, column++);
  }
  for (const forecast of forecasts) addForecastRow(data, forecast, forecast.quantiles[forecast.middle], row, column++);
  const times = [...rows.keys()].sort((one, other) => one - other);
  const columns = [times.map((time) => time / 1000)];
  for (let place = 0; place < width; place++) columns.push(times.map((time) => rows.get(time)[place]));
  return columns;
}

/** The rows of quantiles that are edges of bands, low and high by turns, the outer band first. */
export function edgeRows(forecast) {
  return bandPairs(forecast).flatMap(({ low, high }) => [forecast.quantiles[low], forecast.quantiles[high]]);
}

function addReadings(data, cutoff, row, width) {
  const { times, values } = data;
  const longest = data.cadence * GAP_CADENCES;
  for (let place = 0; place < times.length; place++) {
    const time = times[place];
    const value = known(values[place]) ? values[place] : null;
    if (cutoff === null || time <= cutoff) row(time)[width - 2] = value;
    if (cutoff !== null && time >= cutoff) row(time)[width - 1] = value;
    if (place > 0 && time - times[place - 1] > longest) {
      row(times[place - 1] + 1)[cutoff === null || time <= cutoff ? width - 2 : width - 1] = null;
    }
  }
}

function addForecastRow(data, forecast, quantiles, row, column) {
  if (forecast.classes.length > 0 || quantiles === undefined) return;
  // The fan opens at the reading that the forecast knows last.
  const begin = data.readingAt(forecast.cutoff);
  if (known(begin)) row(forecast.cutoff)[column] = begin;
  quantiles.forEach((value, step) => {
    row(stepTime(forecast, step))[column] = known(value) ? value : null;
  });
}

/** Stretches without readings, as pairs of times. */
export function gapsOf(data) {
  const gaps = [];
  const longest = data.cadence * GAP_CADENCES;
  let before = null;
  for (let place = 0; place < data.times.length; place++) {
    if (!known(data.values[place])) continue;
    const time = data.times[place];
    if (before !== null && time - before > longest) gaps.push([before, time]);
    before = time;
  }
  return gaps;
}
