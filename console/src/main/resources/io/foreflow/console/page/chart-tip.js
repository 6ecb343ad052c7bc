// What the chart says of the time under the pointer.

import { el } from "./dom.js";
import { bandPairs, middleRow, whatCame, stepAt } from "./forecast.js";
import { episodeEnd } from "./chart-marks.js";
import { placeOf } from "./sorted.js";
import { forecasterName, known, level, number } from "./format.js";
import { stamp } from "./time.js";

/** Further than this from a time, the pointer is not at it. */
const REACH = 24;
/** Room between the pointer and the tip. */
const DISTANCE = 14;

function awayFrom(plot, idx, left) {
  return Math.abs(plot.valToPos(plot.data[0][idx], "x") - left) > REACH;
}

/** Where the upright line stands: at the time that the tip speaks of. */
export function snapToTime(plot, left, top) {
  if (left < 0) return [left, top];
  const idx = plot.posToIdx(left);
  return [awayFrom(plot, idx, left) ? left : plot.valToPos(plot.data[0][idx], "x"), top];
}

export class ChartTip {
  #plot = null;
  #shown = null;

  constructor() {
    this.root = el("div", { class: "tip", hidden: true, "aria-hidden": "true" });
  }

  /** The data have changed under a pointer that rests. */
  refresh() {
    if (!this.root.hidden && this.#plot !== null) this.show(this.#plot, this.#shown);
  }

  show(plot, shown) {
    this.#plot = plot;
    this.#shown = shown;
    const { left, idx } = plot.cursor;
    this.root.hidden = left < 0 || idx === null || idx === undefined || awayFrom(plot, idx, left);
    if (this.root.hidden) return;
    const time = Math.round(plot.data[0][idx] * 1000);
    const lines = this.#lines(shown, time);
    this.root.hidden = lines.length === 0;
    this.root.replaceChildren(
      el("p", { class: "tip-time", text: stamp(time) }),
      ...lines,
      el("p", { class: "tip-unit", text: "in the series’ own unit" }),
    );
    this.#place(plot, left);
  }

  /** Right of the pointer if there is room, else left of it, and never outside of the chart. */
  #place(plot, left) {
    const width = this.root.offsetWidth;
    const fits = left + DISTANCE + width <= plot.over.clientWidth;
    const beside = fits ? left + DISTANCE : left - DISTANCE - width;
    const place = Math.max(0, Math.min(plot.width - width, plot.over.offsetLeft + beside));
    this.root.style.transform = `translateX(${Math.round(place)}px)`;
  }

  #lines(shown, time) {
    const { data } = shown;
    const lines = [];
    const line = (name, label, value, note = "") =>
      lines.push(
        el(
          "p",
          { class: `tip-line ${name}` },
          el("span", { class: "key" }),
          el("span", { class: "tip-label", text: label }),
          el("span", { class: "tip-value", text: value }),
          note ? el("span", { class: "tip-note", text: note }) : null,
        ),
      );
    const place = placeOf(data.times, time);
    if (data.times[place] === time) {
      const value = data.values[place];
      line(
        "is-reading",
        shown.cutoff !== null && time > shown.cutoff ? "Reading that came" : "Reading",
        known(value) ? number(value) : "missing",
      );
    }
    for (const late of data.late) if (late.time === time) line("is-late", "Late reading", number(late.value));
    shown.forecasts.forEach((forecast, which) => this.#forecastLines(line, shown, forecast, which, time));
    for (const episode of data.episodes) {
      if (time >= episode.begin && time <= episodeEnd(data, episode)) line("is-episode", "In an episode", episode.kind);
    }
    return lines;
  }

  #forecastLines(line, shown, forecast, which, time) {
    const step = stepAt(forecast, time);
    if (step < 0 || forecast.classes.length > 0) return;
    const name = which === 0 ? "is-first" : "is-second";
    const middle = middleRow(forecast)[step];
    line(name, forecasterName(forecast), number(middle), `step ${step + 1}`);
    // Of two forecasts only the outer bands: the tip must not cover what it explains.
    const bands = bandPairs(forecast).slice(0, shown.forecasts.length > 1 ? 1 : undefined);
    for (const { low, high, share } of bands) {
      line(
        `${name} is-band`,
        `${level(share)} band`,
        `${number(forecast.quantiles[low][step])} to ${number(forecast.quantiles[high][step])}`,
      );
    }
    const came = whatCame(forecast, shown.data.times, shown.data.values)[step];
    if (known(came) && known(middle)) line(`${name} is-band`, "Error", number(came - middle));
  }
}
