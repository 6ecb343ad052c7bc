// One row of the list of series.

import { el, setText, setAttribute } from "./dom.js";
import { drawSparkline } from "./sparkline.js";
import { linkTo } from "./link.js";
import { level, number, percent, ratio, known, modelName, duration } from "./format.js";
import { clock, date, dayTime, millis, stamp } from "./time.js";

const SPARK_HEIGHT = 26;
/** Coverage further than this from what the band promises is marked. */
const COVERAGE_TOLERANCE = 0.1;

const WORDS = { waiting: "Waiting", warming: "Warming", ready: "Ready", silent: "Silent", episode: "In an episode" };

/** The one word for a series of the list: what asks for attention first. */
export function shownStatus(item) {
  if (item.inEpisode) return "episode";
  if (item.silent) return "silent";
  return item.status;
}

export function statusWord(status) {
  return WORDS[status] ?? status;
}

/** The elements of a row, which are filled again and again. */
export class ListRow {
  constructor() {
    const cell = (name, ...children) => el("div", { role: "gridcell", class: `cell ${name}` }, ...children);
    this.name = el("a", { tabindex: "-1" });
    this.spark = el("canvas", { class: "spark", "aria-hidden": "true" });
    this.gone = el("span", {
      class: "gone",
      text: "not in memory",
      title: "Opening this series reads it again from Kafka.",
    });
    this.value = el("span");
    this.time = el("span");
    this.mark = el("span", { class: "mark", "aria-hidden": "true" });
    this.word = el("span");
    this.status = el("span", { class: "status" }, this.mark, this.word);
    this.mase = el("span");
    this.coverage = el("span");
    this.dot = el("span", { class: "dot" });
    this.goal = el("span", { class: "goal" });
    this.meter = el("span", { class: "meter", "aria-hidden": "true" }, this.goal, this.dot);
    this.model = el("span", { class: "model" });
    this.root = el(
      "div",
      { role: "row", class: "row" },
      cell("c-name", this.name),
      cell("c-spark", this.spark, this.gone),
      cell("c-value", this.value),
      cell("c-time", this.time),
      cell("c-status", this.status),
      cell("c-mase", this.mase),
      cell("c-coverage", this.coverage, this.meter),
      cell("c-model", this.model),
    );
    this.drawn = null;
  }

  /** Shows an item, or that it is still on its way. `look` has `now`, `today`, `active` and `sparkWidth`. */
  fill(index, item, { now, today, active, sparkWidth }) {
    const same = this.item === item && this.index === index && this.active === active && this.sparkWidth === sparkWidth;
    if (same && item !== undefined) return;
    Object.assign(this, { item, index, active, sparkWidth, today });
    this.root.id = `row-${index}`;
    setAttribute(this.root, "aria-rowindex", index + 2);
    setAttribute(this.root, "aria-selected", active ? "true" : "false");
    this.root.classList.toggle("is-active", active);
    this.root.classList.toggle("is-coming", item === undefined);
    if (item === undefined) this.#blank();
    else this.#show(item, now);
  }

  #blank() {
    for (const part of [this.value, this.time, this.word, this.mase, this.coverage, this.model]) setText(part, "");
    setText(this.name, "…");
    this.name.removeAttribute("href");
    this.status.className = "status";
    this.meter.hidden = true;
    this.gone.hidden = true;
    this.#draw([]);
  }

  #show(item, now) {
    setText(this.name, item.series);
    this.name.title = item.series;
    setAttribute(this.name, "href", linkTo("one", { series: item.series }));
    setText(this.value, number(item.lastValue));
    const time = millis(item.lastTime);
    setText(this.time, time === null ? "–" : this.#when(time));
    this.time.title = time === null ? "" : `${stamp(time)}, ${duration(now - time)} ago`;
    const status = shownStatus(item);
    this.status.className = `status is-${status}`;
    setText(this.word, statusWord(status));
    this.#figures(item);
    setText(this.model, item.model ? modelName(item.model, item.version) : "–");
    this.model.title = item.model ? `${item.model} ${item.version}` : "No forecast yet";
    this.gone.hidden = item.inMemory;
    this.#draw(item.sparkline);
  }

  /** The time of day, and the day where it is another one: replays and simulations have other years, too. */
  #when(time) {
    const day = date(time);
    if (day === this.today) return clock(time);
    return day.slice(0, 4) === this.today.slice(0, 4) ? dayTime(time) : `${day} ${clock(time)}`;
  }

  #figures(item) {
    const worse = known(item.mase) && item.mase >= 1;
    setText(this.mase, worse ? `▲ ${ratio(item.mase)}` : ratio(item.mase));
    this.mase.className = worse ? "is-bad" : "";
    this.mase.title = known(item.mase)
      ? `Error ÷ error of the seasonal naive forecast: ${worse ? "worse than naive" : "better than naive"}`
      : "Not scored yet";
    const off =
      known(item.coverage) &&
      known(item.nominalCoverage) &&
      Math.abs(item.coverage - item.nominalCoverage) > COVERAGE_TOLERANCE;
    setText(this.coverage, percent(item.coverage));
    this.coverage.className = off ? "is-off" : "";
    this.meter.hidden = !known(item.coverage);
    if (known(item.coverage)) {
      this.dot.style.left = `${item.coverage * 100}%`;
      this.goal.style.left = `${(item.nominalCoverage ?? 0) * 100}%`;
      this.coverage.title = `The band promises ${level(item.nominalCoverage)} of the readings`;
    }
  }

  #draw(values) {
    const key = `${this.sparkWidth}:${values}`;
    if (this.drawn === key) return;
    this.drawn = key;
    drawSparkline(this.spark, values, this.sparkWidth, SPARK_HEIGHT);
  }

  /** Shows everything afresh next time: colours or zone have changed. */
  forget() {
    this.drawn = null;
    this.item = undefined;
  }
}
