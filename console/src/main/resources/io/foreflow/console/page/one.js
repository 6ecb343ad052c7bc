// One series: what is chosen (cutoff, range, versions) and the parts that show it.

import { el, oncePerFrame, setText } from "./dom.js";
import { replaceLink } from "./link.js";
import { chosenParams, readChosen } from "./chosen.js";
import { dayTime } from "./time.js";
import { forecasterKey, lastTime } from "./forecast.js";
import { SeriesData } from "./series-data.js";
import { ForecastChart } from "./forecast-chart.js";
import { Timeline } from "./timeline.js";
import { CutoffSlider, OneHead, OneTools } from "./one-controls.js";
import { OneDetails } from "./one-details.js";
import { ChartLegend } from "./chart-legend.js";
import { listenToKeys } from "./chart-keys.js";
import { oneState } from "./one-state.js";
import { Quality } from "./quality.js";
import { rangeAround, rangeWith } from "./range.js";

const ITEM_EVERY = 5000;
const HINT = "Drag selects a range, Shift and drag moves it, Ctrl and wheel zooms, ← → move the cutoff, 0 fits.";

export class OneView {
  #data = null;
  #loading = false;
  #problem = null;
  #chosen = { cutoff: null, range: null, version: "", compare: "" };
  #forecasts = [];
  #fetching = null;
  /** Why the forecast that is chosen could not be read, or nothing. */
  #failure = "";
  /** What the stream told while the series was being read. */
  #waiting = [];
  #asked = 0;
  #draw = oncePerFrame(() => this.#show());

  constructor(stream) {
    this.stream = stream;
    this.chart = new ForecastChart({
      range: (from, to) => this.#setRange(from, to),
      fit: () => this.#fit(),
      cutoff: (time, done) => this.#setCutoff(this.#data.nearestCutoff(time), done),
    });
    this.chart.root.tabIndex = 0;
    this.chart.root.setAttribute("role", "group");
    this.chart.root.setAttribute(
      "aria-label",
      "Chart. Left and right arrows move the cutoff, plus and minus zoom, 0 fits.",
    );
    listenToKeys(this.chart.root, {
      step: (count) => this.#step(count),
      oldest: () => this.#step(-Infinity),
      newest: () => this.#choose({ cutoff: null, range: null }),
      fit: () => this.#fit(),
      zoom: (factor) => this.chart.pointer.zoom(factor),
      pan: (share) => this.chart.pointer.pan(share),
    });
    this.timeline = new Timeline((from, to) => this.#setRange(from, to));
    this.slider = new CutoffSlider((cutoff, done) => this.#setCutoff(cutoff, done));
    this.head = new OneHead();
    this.tools = new OneTools({
      version: (key) => this.#choose({ version: key }),
      compare: (key) => this.#choose({ compare: key }),
      newest: () => this.#choose({ cutoff: null, range: null }),
      fit: () => this.#fit(),
    });
    this.details = new OneDetails();
    this.quality = new Quality();
    this.state = el("div", { class: "state" });
    this.keys = new ChartLegend();
    this.body = el(
      "div",
      { class: "one-body" },
      this.tools.root,
      el(
        "figure",
        { class: "panel chart-panel" },
        this.chart.root,
        this.timeline.root,
        this.slider.root,
        this.keys.root,
        el("p", { class: "hint", text: HINT }),
        el("figcaption", {}, this.details.sentences),
      ),
      this.details.classes,
      this.quality.root,
      this.details.root,
    );
    this.root = el("article", { class: "one", "aria-labelledby": "one-title" }, this.head.root, this.state, this.body);
    stream.on("reading", (reading) => this.#take(reading, (data) => data.addReading(reading)));
    stream.on("forecast", (record) => this.#take(record, (data) => data.addForecast(record)));
    stream.on("anomaly", (record) => {
      this.#take(record, (data) => data.addAnomaly(record));
      // The status beside the name changes with it.
      this.#asked = 0;
    });
  }

  show(params) {
    const series = params.get("series") ?? "";
    this.#chosen = readChosen(params);
    document.title = `${series} · Foreflow console`;
    if (this.#data?.series === series && !this.#loading && this.#problem === null) this.#refresh();
    else this.#load(series);
  }

  hide() {
    document.title = "Foreflow console";
  }

  overview({ memory }) {
    if (this.#data === null || this.#loading) return;
    this.#data.mostCutoffs = memory?.cutoffs ?? Infinity;
    if (Date.now() - this.#asked < ITEM_EVERY || document.visibilityState !== "visible") return;
    this.#asked = Date.now();
    if (this.#problem !== null || this.#data.isUnread) {
      this.#load(this.#data.series);
      return;
    }
    this.#data.loadItem().then(this.#draw);
    if (this.#failure) this.#refresh();
    this.#showQuality();
  }

  redraw() {
    this.chart.redraw();
    this.timeline.redraw();
    this.quality.redraw();
    this.details.forget();
    this.#draw();
  }

  reload() {
    if (this.#data !== null) this.#load(this.#data.series);
  }

  async #load(series) {
    const data = new SeriesData(series);
    if (this.#data?.series !== series) {
      // What was wrong stays on the page while the same series is tried again.
      this.#problem = null;
      this.chart.clear();
      this.#forecasts = [];
    }
    this.#data = data;
    this.#loading = true;
    this.#waiting = [];
    this.#asked = Date.now();
    this.#showState();
    // What comes meanwhile waits. What came before would be missing.
    await this.stream.ready();
    const problem = await data.load().then(
      () => null,
      (failure) => failure,
    );
    if (this.#data !== data) return;
    this.#problem = problem;
    this.#loading = false;
    this.#showState();
    if (this.#problem !== null) return;
    for (const take of this.#waiting.splice(0)) take();
    this.#refresh();
  }

  #take(record, add) {
    if (this.#data === null || record.series !== this.#data.series) return;
    if (this.#loading) {
      this.#waiting.push(() => this.#take(record, add));
      return;
    }
    add(this.#data);
    if (this.#chosen.cutoff === null) this.#refresh();
    else this.#draw();
  }

  #choose(changes) {
    this.#chosen = { ...this.#chosen, ...changes };
    this.#refresh();
  }

  /** Gets the forecasts that are chosen. While one request runs, only the last wish is remembered. */
  async #refresh() {
    const data = this.#data;
    const { version, compare } = this.#chosen;
    const cutoff = this.#cutoff();
    const here = [version, compare || null].map((key) => (key === null ? [] : data.knownForecast(cutoff, key)));
    if (here.every((forecasts) => forecasts !== undefined)) {
      this.#failure = "";
      this.#setForecasts(here);
      return;
    }
    if (this.#fetching !== null) {
      this.#fetching = "again";
      return;
    }
    this.#fetching = "running";
    try {
      const fetched = await Promise.all([
        data.forecastsAt(cutoff, version),
        compare ? data.forecastsAt(cutoff, compare) : [],
      ]);
      this.#failure = "";
      if (data === this.#data) this.#setForecasts(fetched);
    } catch (problem) {
      // The readings are shown nevertheless, and the forecast is asked for again.
      this.#failure = problem.message;
      if (data === this.#data) this.#setForecasts([[], []]);
    }
    const again = this.#fetching === "again";
    this.#fetching = null;
    if (again) this.#refresh();
  }

  #setForecasts([all, second]) {
    const { compare } = this.#chosen;
    const others = all.filter((forecast) => forecast.key !== compare);
    const live = others.filter((forecast) => !forecast.shadow);
    // A shadow's forecast may come first: the chart has it until that of a live model is here.
    const choice = [live, others, all].find((some) => some.length > 0) ?? [];
    const first = choice.find((forecast) => forecast.key === this.#forecasts[0]?.key) ?? choice[0];
    const other = second.find((forecast) => forecast.key !== first?.key);
    this.#forecasts = [first, other].filter(Boolean);
    this.#showQuality();
    this.#draw();
  }

  #showQuality() {
    this.quality.show(this.#data.series, this.#forecasts.map(forecasterKey));
  }

  /** The cutoff that is shown: the chosen one, or the newest. */
  #cutoff() {
    const { cutoff } = this.#chosen;
    return cutoff === null ? this.#data.newestCutoff : this.#data.nearestCutoff(cutoff);
  }

  #range() {
    return this.#chosen.range ?? rangeAround(this.#data, this.#forecasts[0], this.#cutoff());
  }

  #setRange(from, to) {
    if (this.#data === null || this.chart.shown === null) return;
    const length = Math.max(to - from, 4 * this.#data.cadence);
    // Whole seconds make a short link. Only a very short range needs more.
    const grain = length > 100000 ? 1000 : 1;
    const begin = Math.round(from / grain) * grain;
    this.#chosen.range = [begin, begin + Math.round(length / grain) * grain];
    this.#draw();
  }

  #fit() {
    this.#chosen.range = null;
    this.#draw();
  }

  /** The range stays while the cutoff moves in it, and follows when the cutoff leaves it. */
  #setCutoff(cutoff, done) {
    if (cutoff === null || cutoff === undefined) return;
    const range = this.#range();
    const horizon = this.#forecasts[0] ? lastTime(this.#forecasts[0]) - this.#forecasts[0].cutoff : 0;
    const newest = done && cutoff === this.#data.newestCutoff;
    this.#chosen.cutoff = newest ? null : cutoff;
    this.#chosen.range = rangeWith(range, cutoff, horizon).map(Math.round);
    this.#refresh();
  }

  /** Moves the cutoff by so many kept cutoffs. */
  #step(count) {
    const { cutoffs } = this.#data;
    const place = cutoffs.indexOf(this.#cutoff()) + count;
    this.#setCutoff(cutoffs[Math.max(0, Math.min(cutoffs.length - 1, place))], true);
  }

  #show() {
    if (this.#data === null || this.#loading || this.#problem !== null || !this.root.isConnected) return;
    const data = this.#data;
    const cutoff = this.#cutoff();
    const range = this.#range();
    const live = this.#chosen.cutoff === null;
    const shown = { data, forecasts: this.#forecasts, cutoff, live, range };
    this.head.show(data);
    this.tools.show(data, {
      ...this.#chosen,
      live: live && this.#chosen.range === null,
      fitted: this.#chosen.range === null,
    });
    if (data.times.length > 0 || cutoff !== null) {
      this.chart.show({ ...shown, label: cutoff === null ? "" : `${live ? "Now" : "Cutoff"} ${dayTime(cutoff)}` });
      const end = Math.max(data.times[data.times.length - 1] ?? 0, ...this.#forecasts.map(lastTime));
      this.timeline.show({ ...shown, end });
    }
    this.keys.show(shown);
    this.slider.show(data, cutoff, live);
    this.details.show(shown, { ...this.#chosen, failure: this.#failure });
    replaceLink("one", { series: data.series, ...chosenParams(this.#chosen) });
  }

  #showState() {
    const first = this.#loading && this.chart.shown === null;
    this.body.hidden = first || this.#problem !== null;
    this.state.hidden = !this.body.hidden;
    this.state.replaceChildren(oneState(this.#data.series, this.#problem));
    setText(this.head.title, this.#data.series);
  }
}
