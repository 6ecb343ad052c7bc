// A small chart of a few lines over plain numbers or times.

import { el } from "./dom.js";
import { colour } from "./colours.js";
import { numberAxis, timeAxis } from "./chart-axes.js";
import { zonedDate } from "./time.js";

/**
 * A chart that is built once for each set of lines. A line is `{colour, dash, width, points, steps}`;
 * `settings` has `time`, `yAxis`, `yRange`, `xAxis` and `xRange`.
 */
export class SmallChart {
  #plot = null;
  #shape = "";
  #lines = [];
  #columns = null;
  #settings;

  constructor(label, settings = {}) {
    this.#settings = settings;
    this.root = el("div", { class: "small-chart", role: "img", "aria-label": label });
    new ResizeObserver(() => this.#plot?.setSize(this.#size())).observe(this.root);
  }

  /** Shows columns (first x, then one for each line) and says them in words. */
  show(lines, columns, words) {
    this.root.setAttribute("aria-label", words);
    this.#columns = columns;
    const shape = JSON.stringify(lines);
    if (this.#plot === null || shape !== this.#shape) {
      this.#shape = shape;
      this.#lines = lines;
      this.#build();
    } else {
      this.#plot.setData(columns);
    }
  }

  redraw() {
    if (this.#plot !== null) this.#build();
  }

  #size() {
    return { width: Math.max(160, this.root.clientWidth), height: this.root.clientHeight || 150 };
  }

  #build() {
    this.#plot?.destroy();
    const { time = false, yAxis = numberAxis(), yRange, xAxis, xRange } = this.#settings;
    this.#plot = new window.uPlot(
      {
        ...this.#size(),
        ms: 1e-3,
        tzDate: zonedDate,
        legend: { show: false },
        cursor: { show: false },
        padding: [6, 18, 0, 0],
        scales: { x: { time, range: xRange }, y: { range: yRange } },
        axes: [
          xAxis ?? (time ? timeAxis({ size: 38 }) : numberAxis({ size: 26, space: 40, grid: { show: false } })),
          yAxis,
        ],
        series: [
          {},
          ...this.#lines.map((line) => ({
            stroke: () => colour(line.colour),
            width: line.width ?? 1.6,
            dash: line.dash,
            points: { show: line.points === true, size: 5, fill: () => colour(line.colour) },
          })),
        ],
      },
      this.#columns,
      this.root,
    );
  }
}

/** A legend: a key that looks like its line, and a name. */
export function legend(entries) {
  return el(
    "ul",
    { class: "legend" },
    ...entries.map(({ name, kind }) =>
      el("li", {}, el("span", { class: `key is-${kind}`, "aria-hidden": "true" }), el("span", { text: name })),
    ),
  );
}
