// How good the forecasts of a series were: error and coverage by step, and calibration.

import { el } from "./dom.js";
import { api } from "./api.js";
import { SmallChart, legend } from "./small-chart.js";
import { percentAxis, stepAxis } from "./chart-axes.js";
import { forecasterName, known, level, number, percent, plural } from "./format.js";
import { forecasterKey } from "./forecast.js";

const EVERY = 10000;
const NOTHING_CAME = "No reading has come yet for a kept forecast.";
const KINDS = ["first", "second", "third"];
const LINES = [{ colour: "accent" }, { colour: "other", dash: [7, 4] }, { colour: "good", dash: [2, 3] }];

function panel(title, note, chart) {
  const keys = el("div");
  const text = el("p", { class: "aside" });
  const root = el(
    "section",
    { class: "panel" },
    el("div", { class: "panel-head" }, el("h2", { text: title }), el("p", { text: note })),
    chart.root,
    keys,
    text,
  );
  return { root, keys, text, chart };
}

export class Quality {
  #asked = 0;
  #series = null;
  #answer = null;
  #shown = "";

  constructor() {
    const fromZero = (plot, low, high) => [0, known(high) && high > 0 ? high * 1.1 : 1];
    const xAxis = stepAxis();
    this.error = panel(
      "Error by step",
      "mean absolute error",
      new SmallChart("Error by step", { yRange: fromZero, xAxis }),
    );
    this.coverage = panel(
      "Coverage by step",
      "share in the outer band",
      new SmallChart("Coverage by step", { yRange: [0, 1], yAxis: percentAxis(), xAxis }),
    );
    const shares = percentAxis({ size: 26, space: 44, grid: { show: false } });
    this.calibration = panel(
      "Calibration",
      "level against share below it",
      new SmallChart("Calibration", { yRange: [0, 1], xRange: [0, 1], yAxis: percentAxis(), xAxis: shares }),
    );
    this.root = el("div", { class: "thirds" }, this.error.root, this.coverage.root, this.calibration.root);
  }

  redraw() {
    for (const part of [this.error, this.coverage, this.calibration]) part.chart.redraw();
  }

  /** Shows the figures of a series, fetched now and then. `shown` are the keys of what made those in the chart. */
  async show(series, shown) {
    if (series !== this.#series || Date.now() - this.#asked >= EVERY) {
      if (series !== this.#series) this.#answer = null;
      this.#series = series;
      this.#asked = Date.now();
      const answer = await api.errors(series).catch(() => null);
      if (series !== this.#series) return;
      this.#answer = answer;
    } else if (shown.join("\n") === this.#shown) {
      return;
    }
    this.#shown = shown.join("\n");
    const none = this.#answer === null ? "This can’t be read now." : NOTHING_CAME;
    this.#showSteps(this.#order(this.#answer?.models ?? [], shown), none);
    this.#showCalibration(this.#answer?.calibration, none);
  }

  /** Versions have the colours that they have in the chart, so those that it shows come first. */
  #order(models, shown) {
    const rank = (model) => {
      const place = shown.indexOf(forecasterKey(model));
      return place < 0 ? shown.length : place;
    };
    return models
      .filter(({ count }) => Math.max(0, ...count) > 0)
      .sort((one, other) => rank(one) - rank(other))
      .slice(0, KINDS.length);
  }

  #showSteps(models, words) {
    this.#empty(this.error, models.length === 0, words);
    this.#empty(this.coverage, models.length === 0, words);
    if (models.length === 0) return;
    const steps = [...new Set(models.flatMap((model) => model.steps))].sort((one, other) => one - other);
    const column = (model, field) => steps.map((step) => model[field]?.[model.steps.indexOf(step)] ?? null);
    const lines = models.map((model, place) => ({ ...LINES[place], points: steps.length < 8 }));
    const names = models.map((model, place) => ({ name: forecasterName(model), kind: KINDS[place] }));
    const [main] = models;
    const last = main.steps.length - 1;
    this.error.chart.show(
      [...lines, { colour: "ink-2", dash: [2, 3] }],
      [steps, ...models.map((model) => column(model, "mae")), column(main, "naiveMae")],
      `Error by step: from ${number(main.mae[0])} at step ${main.steps[0]} to ${number(main.mae[last])} at step ${main.steps[last]}.`,
    );
    this.error.keys.replaceChildren(legend([...names, { name: "seasonal naive", kind: "naive" }]));
    this.error.text.textContent = `${plural(Math.max(...main.count), "forecast")} compared at most at a step.`;
    this.coverage.chart.show(
      [...lines, { colour: "ink-2", dash: [2, 3] }],
      [steps, ...models.map((model) => column(model, "coverage")), steps.map(() => main.nominal)],
      `Coverage by step: from ${percent(main.coverage[0])} at step ${main.steps[0]} to ${percent(main.coverage[last])} ` +
        `at step ${main.steps[last]}; ${level(main.nominal)} was promised.`,
    );
    this.coverage.keys.replaceChildren(legend([...names, { name: `promised, ${level(main.nominal)}`, kind: "naive" }]));
  }

  #showCalibration(calibration, words) {
    const none = !calibration || calibration.levels.length === 0 || calibration.count === 0;
    this.#empty(this.calibration, none, words);
    if (none) return;
    const { levels, share } = calibration;
    const columns = [
      [0, ...levels, 1],
      [null, ...share, null],
      [0, ...levels, 1],
    ];
    const worst = levels.reduce(
      (most, at, place) => (Math.abs(share[place] - at) > Math.abs(share[most] - levels[most]) ? place : most),
      0,
    );
    this.calibration.chart.show(
      [
        { colour: "accent", points: true },
        { colour: "ink-2", dash: [2, 3] },
      ],
      columns,
      `Calibration: ${levels.map((at, place) => `${percent(share[place])} of the readings were below level ${at}`).join(", ")}.`,
    );
    this.calibration.keys.replaceChildren(
      legend([
        { name: "what came", kind: "first" },
        { name: "perfect", kind: "naive" },
      ]),
    );
    this.calibration.text.textContent =
      `Furthest off: level ${levels[worst]}, with ${percent(share[worst])} below it. ` +
      `Of ${plural(calibration.count, "reading")}.`;
  }

  #empty(part, none, words) {
    part.chart.root.hidden = none;
    part.keys.hidden = none;
    if (none) part.text.textContent = words;
    else part.text.textContent = "";
  }
}
