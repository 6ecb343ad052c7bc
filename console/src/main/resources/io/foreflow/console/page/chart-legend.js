// What the marks of the chart mean. Only marks that the chart has are listed.

import { el, setText } from "./dom.js";
import { gapsOf } from "./chart-columns.js";
import { shadowWord } from "./format.js";

const MARKS = [
  ["reading", "reading", () => true],
  [
    "came",
    "came after the cutoff",
    ({ data, cutoff }) => cutoff !== null && data.times[data.times.length - 1] > cutoff,
  ],
  ["first", "median and bands", ({ forecasts }) => forecasts[0]?.classes.length === 0],
  ["second", "compared version", ({ forecasts }) => forecasts[1]?.classes.length === 0],
  ["gap", "gap", ({ data }) => gapsOf(data).length > 0],
  ["closed", "market closed", ({ data }) => data.closed.length > 0],
  ["late", "late reading", ({ data }) => data.late.length > 0],
  ["episode", "episode of an anomaly", ({ data }) => data.episodes.length > 0],
];

/** Which forecast of the chart a mark belongs to. */
const FORECASTS = { first: 0, second: 1 };

export class ChartLegend {
  constructor() {
    this.marks = MARKS.map(([kind, name, present]) => {
      const text = el("span");
      const root = el("li", {}, el("span", { class: `key is-${kind}`, "aria-hidden": "true" }), text);
      return { kind, name, present, text, root };
    });
    this.root = el("ul", { class: "legend chart-legend" }, ...this.marks.map(({ root }) => root));
  }

  show(shown) {
    for (const { kind, name, present, text, root } of this.marks) {
      root.hidden = !present(shown);
      setText(text, name + shadowWord(shown.forecasts[FORECASTS[kind]]?.shadow));
    }
  }
}
