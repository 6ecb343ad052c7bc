// A forecast as the page uses it, and what came of it.

import { known } from "./format.js";
import { millis } from "./time.js";

/** Names a version of a model, in links and lists. */
export function versionKey(model, version) {
  return `${model}@${version}`;
}

/** Names what made a forecast: one version may have been a shadow, then live. */
export function forecasterKey({ model, version, shadow }) {
  return `${versionKey(model, version)}${shadow ? " shadow" : ""}`;
}

/** A forecast record with its times as numbers. */
export function parseForecast(record) {
  const quantiles = record.quantiles ?? [];
  const levels = record.levels ?? [];
  const middle = levels.indexOf(0.5);
  return {
    cutoff: millis(record.cutoff),
    issuedAt: millis(record.issuedAt),
    cadence: record.cadenceMillis,
    // Of a model with a trading calendar: its steps are not one cadence apart.
    stepTimes: record.stepTimes?.map(millis) ?? null,
    model: record.model,
    version: record.modelVersion,
    shadow: record.shadow,
    key: versionKey(record.model, record.modelVersion),
    status: record.status,
    calibrated: record.calibrated === true,
    levels,
    quantiles,
    classes: record.classes ?? [],
    horizon: quantiles[0]?.length ?? 0,
    middle: middle >= 0 ? middle : levels.length % 2 === 1 ? (levels.length - 1) / 2 : -1,
  };
}

/** Time of a step, counted from 0. */
export function stepTime(forecast, step) {
  return forecast.stepTimes ? forecast.stepTimes[step] : forecast.cutoff + (step + 1) * forecast.cadence;
}

/** The step of a time that is exactly that of a step; -1 without one. */
export function stepAt(forecast, time) {
  if (forecast.stepTimes) return forecast.stepTimes.indexOf(time);
  const step = Math.round((time - forecast.cutoff) / forecast.cadence) - 1;
  return step >= 0 && step < forecast.horizon && stepTime(forecast, step) === time ? step : -1;
}

/** End of the last step. */
export function lastTime(forecast) {
  return forecast.horizon > 0 ? stepTime(forecast, forecast.horizon - 1) : forecast.cutoff;
}

/** Pairs of rows that enclose a band, the outer one first. */
export function bandPairs(forecast) {
  const pairs = [];
  const last = forecast.levels.length - 1;
  for (let low = 0; low < last - low; low++) {
    pairs.push({ low, high: last - low, share: forecast.levels[last - low] - forecast.levels[low] });
  }
  return pairs;
}

/** The row of the middle, or an empty row. */
export function middleRow(forecast) {
  return forecast.quantiles[forecast.middle] ?? [];
}

/** The readings that came for the steps: one value for each step, or undefined. */
export function whatCame(forecast, times, values) {
  const came = new Array(forecast.horizon);
  const base = Math.floor(forecast.cutoff / forecast.cadence);
  for (let place = times.length - 1; place >= 0 && times[place] > forecast.cutoff; place--) {
    const step = forecast.stepTimes
      ? slotStep(forecast, times[place])
      : Math.floor(times[place] / forecast.cadence) - base - 1;
    if (step >= 0 && step < forecast.horizon) came[step] = values[place];
  }
  return came;
}

/** The step of whose slot a time is, of a forecast with step times; -1 without one. */
function slotStep({ stepTimes, cadence }, time) {
  let step = stepTimes.length - 1;
  while (step >= 0 && stepTimes[step] > time) step--;
  return step >= 0 && time < stepTimes[step] + cadence ? step : -1;
}

/** How many readings came, how many of them lie in the outer band, and the mean error of the middle. */
export function outcomeOf(forecast, times, values) {
  const came = whatCame(forecast, times, values);
  const [outer] = bandPairs(forecast);
  const middle = middleRow(forecast);
  const result = { came: 0, inside: 0, error: 0, compared: 0, share: outer?.share ?? null };
  came.forEach((value, step) => {
    if (!known(value)) return;
    result.came++;
    if (outer && value >= forecast.quantiles[outer.low][step] && value <= forecast.quantiles[outer.high][step])
      result.inside++;
    if (known(middle[step])) {
      result.error += Math.abs(value - middle[step]);
      result.compared++;
    }
  });
  result.error = result.compared > 0 ? result.error / result.compared : null;
  return result;
}
