// Spans of versions: which version of which model made the forecasts, and when.

import { openTime } from "./closed.js";
import { millis } from "./time.js";
import { versionKey } from "./forecast.js";

/** So many cadences may lie between two forecasts of a span, while the market is open. */
const SAME_SPAN = 3;

/** A span as the page uses it. */
export function parseSpan({ model, version, shadow, from, to }) {
  return { model, version, shadow, key: versionKey(model, version), from: millis(from), to: millis(to) };
}

/** Adds a forecast to the spans of a series. */
export function extendSpans({ spans, closed }, forecast) {
  const span = spans.findLast((other) => other.key === forecast.key && other.shadow === forecast.shadow);
  if (span !== undefined && openTime(closed, span.to, forecast.cutoff) <= SAME_SPAN * forecast.cadence) {
    span.to = Math.max(span.to, forecast.cutoff);
  } else {
    spans.push({
      model: forecast.model,
      version: forecast.version,
      shadow: forecast.shadow,
      key: forecast.key,
      from: forecast.cutoff,
      to: forecast.cutoff,
    });
  }
}

/**
 * Spans side by side where they overlap, such as those of a model and its shadow: each gets a `lane`,
 * from 0, an `end` that reaches to the span that took over from it, and `swap` if it took over itself.
 * Shadows have the last lanes: none takes over from the live model.
 */
export function spansInLanes(data) {
  const live = placed(data, false, 0);
  return [...live, ...placed(data, true, Math.max(0, ...live.map((span) => span.lane + 1)))];
}

function placed({ spans, cadence, closed }, shadow, firstLane) {
  const lanes = [];
  return spans
    .filter((span) => span.shadow === shadow)
    .sort((one, other) => one.from - other.from)
    .map((span) => {
      let lane = lanes.findIndex((last) => last.to < span.from);
      if (lane < 0) lane = lanes.length;
      const before = lanes[lane];
      const swap = before !== undefined && openTime(closed, before.to, span.from) <= SAME_SPAN * cadence;
      if (swap) before.end = span.from;
      const here = { ...span, lane: firstLane + lane, end: span.to, swap };
      lanes[lane] = here;
      return here;
    });
}
