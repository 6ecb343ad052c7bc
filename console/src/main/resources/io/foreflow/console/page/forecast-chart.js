// The chart of one series: readings, forecasts with bands, and the line of the cutoff.

import { el, setText } from "./dom.js";
import { colour, faded, hatch } from "./colours.js";
import { bandPairs } from "./forecast.js";
import { buildColumns } from "./chart-columns.js";
import { drawBehind, drawOver, lanesOf } from "./chart-marks.js";
import { numberAxis, padded, timeAxis } from "./chart-axes.js";
import { zonedDate } from "./time.js";
import { ChartPointer } from "./chart-pointer.js";
import { ChartTip, snapToTime } from "./chart-tip.js";

/** Room above the lines for the strip of versions, as a share of the range of values. */
const ROOM_ABOVE = 0.14;

/** Where the flag of the cutoff stands: under the lanes of versions. */
const FLAG_TOP = 20;
const LANE = 16;

export class ForecastChart {
  #plot = null;
  #shape = "";
  #shown = null;
  #height = 0;

  /** `actions` has `range(from, to)`, `fit()` and `cutoff(time, done)`. */
  constructor(actions) {
    this.root = el("div", { class: "chart" });
    this.tip = new ChartTip();
    this.flag = el("span", { class: "flag" });
    this.line = el("div", { class: "cutoff-line", "aria-hidden": "true" }, this.flag, el("span", { class: "grip" }));
    this.pointer = new ChartPointer(this, actions);
    new ResizeObserver(() => this.#resize()).observe(this.root);
  }

  get plot() {
    return this.#plot;
  }

  get shown() {
    return this.#shown;
  }

  /** Shows readings and forecasts: `{data, forecasts, cutoff, live, range}`. A range is two times. */
  show(shown) {
    this.#shown = shown;
    const columns = buildColumns(shown.data, shown.forecasts, shown.cutoff);
    const shape = shown.forecasts.map((forecast) => `${forecast.levels}|${forecast.classes}`).join("/");
    if (this.#plot === null || shape !== this.#shape) {
      this.#shape = shape;
      this.#build(columns);
    }
    const [from, to] = shown.range;
    // Without `false` the new data would reset the zoom.
    this.#plot.batch(() => {
      this.#plot.setData(columns, false);
      this.#plot.setScale("x", { min: from / 1000, max: to / 1000 });
    });
    this.#placeLine();
    this.tip.refresh();
  }

  /** Colours or zone have changed. */
  redraw() {
    if (this.#shown === null) return;
    this.#shape = "";
    this.show(this.#shown);
  }

  clear() {
    this.#plot?.destroy();
    this.#plot = null;
    this.#shown = null;
  }

  #build(columns) {
    this.#plot?.destroy();
    const { series, bands } = this.#lines();
    const { width, height } = this.#size();
    this.#plot = new window.uPlot(
      {
        width,
        height,
        series,
        bands,
        ms: 1e-3,
        tzDate: zonedDate,
        legend: { show: false },
        padding: [4, 20, 0, 0],
        scales: {
          x: { time: true, range: (plot, min, max) => [min, max] },
          y: {
            range: (plot, low, high) => {
              const [least, most] = padded(plot, low, high);
              return [least, most + (most - least) * ROOM_ABOVE];
            },
          },
        },
        axes: [timeAxis(), numberAxis()],
        cursor: {
          y: false,
          points: { show: false },
          move: snapToTime,
          drag: { x: true, y: false, setScale: false, dist: 4 },
          bind: this.pointer.bindings(),
        },
        hooks: {
          drawAxes: [(plot) => drawBehind(plot, this.#shown)],
          draw: [(plot) => drawOver(plot, this.#shown)],
          setCursor: [(plot) => this.tip.show(plot, this.#shown)],
          setSelect: [(plot) => this.pointer.selected(plot)],
          setSize: [() => this.#placeLine()],
        },
      },
      columns,
      this.root,
    );
    this.#plot.over.append(this.line);
    this.root.append(this.tip.root);
    this.pointer.attach(this.#plot.over);
  }

  #lines() {
    const { forecasts } = this.#shown;
    const series = [{}];
    const bands = [];
    const none = { show: false };
    forecasts.forEach((forecast, place) => {
      const name = place === 0 ? "accent" : "other";
      bandPairs(forecast).forEach((pair, depth) => {
        // Of the second forecast only the outer band: two fans on top of each other must stay readable.
        if (place === 0 || depth === 0)
          bands.push({ series: [series.length + 1, series.length], fill: (plot) => bandFill(plot, place, depth) });
        for (let edge = 0; edge < 2; edge++) {
          series.push({
            stroke: () => faded(name, depth === 0 ? 0.55 : 0),
            width: 1,
            dash: place === 0 ? undefined : [3, 3],
            points: none,
          });
        }
      });
    });
    forecasts.forEach((forecast, place) => {
      const name = place === 0 ? "accent" : "other";
      series.push({ stroke: () => colour(name), width: 2, dash: place === 0 ? undefined : [7, 4], points: none });
    });
    series.push({ stroke: () => colour("ink"), width: 1.4, points: { size: 4, fill: () => colour("ink") } });
    series.push({
      stroke: () => colour("ink"),
      width: 1.2,
      dash: [1, 3],
      points: { show: true, size: 5, width: 1.4, stroke: () => colour("ink"), fill: () => colour("panel") },
    });
    return { series, bands };
  }

  #placeLine() {
    const plot = this.#plot;
    if (plot === null || this.#shown === null) return;
    const { cutoff, live, label } = this.#shown;
    const { min, max } = plot.scales.x;
    const seconds = cutoff === null ? null : cutoff / 1000;
    this.line.hidden = seconds === null || seconds < min || seconds > max;
    if (this.line.hidden) return;
    const left = plot.valToPos(seconds, "x");
    this.line.style.transform = `translateX(${Math.round(left)}px)`;
    this.line.classList.toggle("is-live", live);
    this.line.classList.toggle("is-right", left > plot.over.clientWidth - 150);
    setText(this.flag, label);
    this.flag.style.top = `${FLAG_TOP + LANE * (lanesOf(this.#shown.data) - 1)}px`;
  }

  #size() {
    const width = Math.max(200, this.root.clientWidth);
    return { width, height: this.root.clientHeight || 360 };
  }

  #resize() {
    if (this.#plot === null) return;
    const { width, height } = this.#size();
    if (width !== this.#plot.width || height !== this.#height) {
      this.#height = height;
      this.#plot.setSize({ width, height });
      this.#placeLine();
    }
  }
}

/** The first forecast has plain bands, the second one hatched ones. */
function bandFill(plot, place, depth) {
  if (place === 0) return faded("accent", depth === 0 ? 0.14 : 0.2);
  return hatch(plot.ctx, "other", 0.45);
}
