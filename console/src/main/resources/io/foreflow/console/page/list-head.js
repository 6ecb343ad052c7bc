// The head of the list, whose buttons sort it, and the line at its foot.

import { el, setText } from "./dom.js";
import { count, plural } from "./format.js";
import { statusWord } from "./list-row.js";

const COLUMNS = [
  ["name", "Series", "c-name"],
  [null, "Recent readings", "c-spark"],
  ["lastValue", "Last value", "c-value"],
  ["lastTime", "Last reading", "c-time"],
  ["status", "Status", "c-status"],
  ["mase", "MASE", "c-mase"],
  ["coverage", "Coverage", "c-coverage"],
  [null, "Model", "c-model"],
];
const TITLES = {
  mase: "Error of the model ÷ error of the seasonal naive forecast. Below 1 is better than naive.",
  coverage: "Share of readings in the outer band. The tick is what the band promises.",
};

/** How many columns the list has. */
export const COLUMN_COUNT = COLUMNS.length;

export class ListHead {
  #sort = "name";
  #down = false;

  /** `sort(changes)` is called with the sort that the viewer asks for. */
  constructor(sort) {
    this.columns = COLUMNS.map(([key, label, name]) => {
      const cell = el("div", { role: "columnheader", class: `cell ${name}`, title: TITLES[key] });
      if (key === null) {
        cell.textContent = label;
        return { key, cell };
      }
      const button = el("button", { type: "button", text: label });
      button.addEventListener("click", () => {
        const turn = this.#sort === key && !this.#down;
        sort({ sort: key, descending: turn ? "true" : "" });
      });
      cell.append(button);
      return { key, cell, button };
    });
    this.root = el(
      "div",
      { class: "row head", role: "row", "aria-rowindex": "1" },
      ...this.columns.map(({ cell }) => cell),
    );
  }

  /** Shows by which column the list is sorted. */
  show({ sort, descending }) {
    this.#sort = sort || "name";
    this.#down = descending === "true";
    for (const { key, cell, button } of this.columns) {
      if (key === null) continue;
      const here = key === this.#sort;
      cell.setAttribute("aria-sort", here ? (this.#down ? "descending" : "ascending") : "none");
      button.className = here ? `sort is-${this.#down ? "down" : "up"}` : "sort";
    }
  }
}

/** Counts what the list shows and what there is. */
export class ListFoot {
  constructor() {
    this.root = el("p", { class: "foot" });
  }

  show(matching, series, held) {
    const parts = matching === null || !series ? [] : counts(matching, series);
    if (held) parts.push("order held while you point at the list");
    setText(this.root, parts.join(" · "));
  }
}

function counts(matching, series) {
  const parts = [];
  if (matching === series.known) parts.push(plural(matching, "series", "series"), ...statusCounts(series));
  else parts.push(`${count(matching)} of ${count(series.known)} series`);
  if (series.kept < series.known) parts.push(`${count(series.kept)} in memory; others are read again when opened`);
  return parts;
}

function statusCounts(series) {
  const numbers = {
    ready: series.ready,
    warming: series.warming,
    waiting: series.waiting,
    silent: series.silent,
    episode: series.inEpisode,
  };
  return Object.entries(numbers)
    .filter(([, number]) => number > 0)
    .map(([status, number]) => `${count(number)} ${statusWord(status).toLowerCase()}`);
}
