// Axes of all charts.

import { axisLabels } from "./time.js";
import { canvasFont, colour } from "./colours.js";
import { known } from "./format.js";

function axis(settings) {
  return {
    font: canvasFont(11),
    stroke: () => colour("ink-2"),
    grid: { stroke: () => colour("line"), width: 1 },
    ticks: { show: false },
    border: { show: false },
    gap: 6,
    ...settings,
  };
}

/** An axis of times, with the day under its first label. */
export function timeAxis(settings = {}) {
  return axis({ values: axisLabels, space: 70, size: 40, grid: { show: false }, ...settings });
}

/** An axis of numbers with as many decimals as its step needs. */
export function numberAxis(settings = {}) {
  return axis({ values: numbers, size: 52, space: 36, ...settings });
}

/** An axis of shares from 0 to 100 %. */
export function percentAxis(settings = {}) {
  return axis({
    values: (plot, splits) => splits.map((split) => `${Math.round(split * 100)} %`),
    size: 48,
    space: 30,
    ...settings,
  });
}

/** An axis of steps: whole numbers. */
export function stepAxis() {
  return axis({
    values: numbers,
    size: 26,
    space: 40,
    grid: { show: false },
    incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
  });
}

function numbers(plot, splits, place, space, step) {
  // Steps are 1, 2, 2.5 or 5 times a power of ten.
  const decimals = String(Number(step.toPrecision(3))).split(".")[1]?.length ?? 0;
  return splits.map((split) => {
    if (!known(split)) return "";
    if (Math.abs(split) >= 1e6 || decimals > 5) return split.toExponential(1).replace("-", "−");
    return split.toFixed(decimals).replace("-", "−");
  });
}

/** Limits of a scale a little wider than its values. */
export function padded(plot, low, high) {
  if (!known(low) || !known(high)) return [0, 1];
  const room = high > low ? (high - low) * 0.1 : Math.abs(high) * 0.1 || 1;
  return [low - room, high + room];
}
