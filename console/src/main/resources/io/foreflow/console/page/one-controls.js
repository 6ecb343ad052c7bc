// What is around the chart: the head with figures, the choice of versions, the slider of the cutoff.

import { el, setText, setAttribute, statusMark } from "./dom.js";
import { shownStatus, statusWord } from "./list-row.js";
import { known, level, modelName, number, percent, ratio, shadowWord } from "./format.js";
import { stamp } from "./time.js";

/** The name of the series and its figures. */
export class OneHead {
  constructor() {
    this.title = el("h1", { id: "one-title" });
    this.status = el("span");
    this.figures = el("dl", { class: "figures" });
    this.root = el(
      "header",
      { class: "one-head" },
      el("a", { class: "back", href: "#series", text: "← Series" }),
      this.title,
      this.status,
      this.figures,
    );
  }

  show(data) {
    setText(this.title, data.series);
    this.title.title = data.series;
    const { item } = data;
    if (item === null) {
      this.status.replaceChildren();
      this.figures.replaceChildren();
      return;
    }
    const status = shownStatus(item);
    if (this.status.dataset.shown !== status) {
      this.status.dataset.shown = status;
      this.status.replaceChildren(statusMark(status, statusWord(status)));
    }
    const last = data.times.length - 1;
    const figures = [
      ["Last value", number(data.values[last])],
      ["MASE", known(item.mase) && item.mase >= 1 ? `▲ ${ratio(item.mase)}` : ratio(item.mase)],
      ["Coverage", known(item.coverage) ? `${percent(item.coverage)} of ${level(item.nominalCoverage)}` : "–"],
      ["Model", item.model ? modelName(item.model, item.version) : "–"],
    ];
    this.figures.replaceChildren(
      ...figures.map(([name, value]) => el("div", {}, el("dt", { text: name }), el("dd", { text: value }))),
    );
  }
}

/** Which versions are compared, and the buttons of the range. */
export class OneTools {
  #known = null;

  /** `actions` has `version(key)`, `compare(key)`, `newest()` and `fit()`. */
  constructor(actions) {
    this.first = el("select", { id: "version", on: { change: () => actions.version(this.first.value) } });
    this.second = el("select", { id: "compare", on: { change: () => actions.compare(this.second.value) } });
    this.newest = el("button", {
      type: "button",
      text: "Newest",
      title: "Follow the newest forecast (End)",
      on: { click: actions.newest },
    });
    this.fit = el("button", {
      type: "button",
      text: "Fit",
      title: "History on two thirds, horizon on one (0)",
      on: { click: actions.fit },
    });
    this.root = el(
      "div",
      { class: "tools" },
      el(
        "label",
        {},
        el("span", { class: "key is-first", "aria-hidden": "true" }),
        el("span", { text: "Forecast" }),
        this.first,
      ),
      el(
        "label",
        {},
        el("span", { class: "key is-second", "aria-hidden": "true" }),
        el("span", { text: "Compare with" }),
        this.second,
      ),
      el("span", { class: "spacer" }),
      this.newest,
      this.fit,
    );
  }

  show(data, { version, compare, live, fitted }) {
    this.root.hidden = data.versions.size === 0;
    const keys = [...data.versions].map(([key, { shadow }]) => key + shadowWord(shadow)).join("\n");
    if (keys !== this.#known) {
      this.#known = keys;
      this.#fill(this.first, "Any version", data);
      this.#fill(this.second, "No other", data);
    }
    this.#choose(this.first, version);
    this.#choose(this.second, compare);
    this.newest.disabled = live;
    this.fit.disabled = fitted;
  }

  #fill(select, none, data) {
    select.replaceChildren(
      el("option", { value: "", text: none }),
      ...[...data.versions].map(([value, { model, version, shadow }]) =>
        el("option", { value, text: `${model} ${version}${shadowWord(shadow)}` }),
      ),
    );
  }

  #choose(select, value) {
    if (![...select.options].some((option) => option.value === value))
      select.append(el("option", { value, text: value }));
    if (select.value !== value) select.value = value;
  }
}

/** The slider of the cutoff: it stands on the kept cutoffs only. */
export class CutoffSlider {
  #data = null;

  /** `move(cutoff, done)` is called with a kept cutoff. */
  constructor(move) {
    this.input = el("input", {
      type: "range",
      id: "cutoff",
      min: "0",
      step: "1",
      "aria-label": "Cutoff of the forecast",
      on: {
        input: () => move(this.#data.cutoffs[Number(this.input.value)], false),
        change: () => move(this.#data.cutoffs[Number(this.input.value)], true),
      },
    });
    this.text = el("output", { for: "cutoff" });
    this.root = el("div", { class: "cutoff" }, el("label", { for: "cutoff", text: "Cutoff" }), this.input, this.text);
  }

  show(data, cutoff, live) {
    this.#data = data;
    const last = data.cutoffs.length - 1;
    this.root.hidden = last < 1;
    setAttribute(this.input, "max", Math.max(0, last));
    const place = cutoff === null ? last : data.cutoffs.indexOf(cutoff);
    if (this.input.value !== String(place)) this.input.value = String(place);
    const words = cutoff === null ? "–" : `${stamp(cutoff)}${live ? ", the newest" : ""}`;
    setAttribute(this.input, "aria-valuetext", words);
    setText(this.text, words);
  }
}
