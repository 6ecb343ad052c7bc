// Readings and forecasts as columns for uPlot: one row for each time.

import { bandPairs, stepTime } from "./forecast.js";
import { known } from "./format.js";
import { closedIn, openTime } from "./closed.js";
import { placeOf } from "./sorted.js";

/** Readings further apart than this many cadences have a gap between them, unless the market is closed. */
const GAP_CADENCES = 1.5;

/**
 * The columns of a chart: times in seconds; for each forecast the edges of its bands; the middles;
 * the readings known at the cutoff; the readings that came later. `undefined` is "no row here",
 * `null` breaks a line.
 */
export function buildColumns(data, forecasts, cutoff) {
  const breaks = breaksOf(data);
  const times = unionOf([data.times, breaks, ...forecasts.map(pointTimes)]);
  const columns = [];
  const column = () => {
    columns.push(new Array(times.length).fill(undefined));
    return columns[columns.length - 1];
  };
  for (const forecast of forecasts) {
    for (const quantiles of edgeRows(forecast)) fillForecast(column(), times, data, forecast, quantiles);
  }
  for (const forecast of forecasts) fillForecast(column(), times, data, forecast, forecast.quantiles[forecast.middle]);
  fillReadings(column(), column(), times, data, breaks, cutoff);
  return [Array.from(times, (time) => time / 1000), ...columns];
}

/** All times, ascending, each once. */
function unionOf(lists) {
  const sorted = Float64Array.from(lists.flat()).sort();
  let length = 0;
  for (let place = 0; place < sorted.length; place++) {
    if (place === 0 || sorted[place] !== sorted[place - 1]) sorted[length++] = sorted[place];
  }
  return sorted.subarray(0, length);
}

function pointTimes(forecast) {
  return [forecast.cutoff, ...pointsOf(forecast).map(([time]) => time)];
}

/**
 * The points of a line through the steps: a time and its step, or null where the line is broken. It is
 * broken while the market is closed. The last step before that reaches to its end: so it shows if it is
 * alone, and so does the last step of all.
 */
function pointsOf(forecast) {
  const points = [];
  let slot = forecast.cutoff;
  for (let step = 0; step < forecast.horizon; step++) {
    const time = stepTime(forecast, step);
    const end = slot + forecast.cadence;
    if (time > end) {
      if (step > 0) points.push([end, step - 1]);
      points.push([end + 1, null]);
    }
    points.push([time, step]);
    slot = time;
  }
  if (forecast.stepTimes) points.push([slot + forecast.cadence, forecast.horizon - 1]);
  return points;
}

/** Where the line of readings is broken: right after the last one before a gap or a closed market. */
function breaksOf({ times, cadence }) {
  const longest = cadence * GAP_CADENCES;
  const breaks = [];
  for (let place = 1; place < times.length; place++) {
    if (times[place] - times[place - 1] > longest) breaks.push(times[place - 1] + 1);
  }
  return breaks;
}

function fillReadings(before, after, times, data, breaks, cutoff) {
  let place = 0;
  const put = (time, value) => {
    while (times[place] < time) place++;
    if (cutoff === null || time <= cutoff) before[place] = value;
    if (cutoff !== null && time >= cutoff) after[place] = value;
  };
  data.times.forEach((time, reading) => put(time, known(data.values[reading]) ? data.values[reading] : null));
  place = 0;
  for (const time of breaks) put(time, null);
}

function fillForecast(column, times, data, forecast, quantiles) {
  if (forecast.classes.length > 0 || quantiles === undefined) return;
  // The fan opens at the reading that the forecast knows last.
  const begin = data.readingAt(forecast.cutoff);
  if (known(begin)) column[placeOf(times, forecast.cutoff)] = begin;
  let place = placeOf(times, forecast.cutoff);
  for (const [time, step] of pointsOf(forecast)) {
    while (times[place] < time) place++;
    const value = step === null ? null : quantiles[step];
    column[place] = known(value) ? value : null;
  }
}

/** The rows of quantiles that are edges of bands, low and high by turns, the outer band first. */
function edgeRows(forecast) {
  return bandPairs(forecast).flatMap(({ low, high }) => [forecast.quantiles[low], forecast.quantiles[high]]);
}

/** Stretches without readings, as pairs of times. The time in which the market is closed is left out. */
export function gapsOf(data) {
  const gaps = [];
  const longest = data.cadence * GAP_CADENCES;
  let before = null;
  for (let place = 0; place < data.times.length; place++) {
    if (!known(data.values[place])) continue;
    const time = data.times[place];
    if (before !== null && time - before > longest && openTime(data.closed, before, time) > longest) {
      gaps.push(...openParts(data.closed, before, time));
    }
    before = time;
  }
  return gaps;
}

/** What is left of a stretch without the time in which the market is closed. */
function openParts(closed, from, to) {
  const parts = [];
  let begin = from;
  for (const [close, open] of closedIn(closed, from, to)) {
    if (close > begin) parts.push([begin, close]);
    begin = open;
  }
  if (to > begin) parts.push([begin, to]);
  return parts;
}
