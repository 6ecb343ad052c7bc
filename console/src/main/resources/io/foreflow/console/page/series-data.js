// Everything that the page knows of one series: fetched once, then kept up by the stream.

import { api } from "./api.js";
import { iso, millis } from "./time.js";
import { parseForecast, versionKey } from "./forecast.js";
import { addClosedOf } from "./closed.js";
import { episodesOf } from "./episodes.js";
import { placeOf } from "./sorted.js";
import { extendSpans, parseSpan } from "./spans.js";

const MOST_READINGS = 20000;
const MOST_FORECASTS = 600;

export class SeriesData {
  times = [];
  values = [];
  late = [];
  /** When the market is closed, as far as forecasts say so: pairs of times. */
  closed = [];
  cutoffs = [];
  /** By its key: the model, the version, and whether its newest forecast was that of a shadow. */
  versions = new Map();
  anomalies = [];
  episodes = [];
  spans = [];
  keptSince = null;
  forecastsKeptSince = null;
  item = null;
  /** How many cutoffs the server keeps: older ones can't be fetched any more. */
  mostCutoffs = Infinity;
  /** How far the series was read again, or null if it was in memory. */
  again = null;
  /** What could not be read, in words. */
  unread = [];
  #forecasts = new Map();
  #cadence = null;

  constructor(series) {
    this.series = series;
  }

  /** Fetches everything. What a series has no forecast for is simply empty. */
  async load() {
    const name = this.series;
    // The readings first: a series that is not in memory is read again from Kafka for them.
    const readings = await api.readings(name);
    this.unread = [];
    const missing = (what) => () => {
      this.unread.push(what);
      return { items: [] };
    };
    const [cutoffs, anomalies, spans] = await Promise.all([
      api.cutoffs(name),
      api.anomalies(name).catch(missing("The episodes")),
      api.spans(name).catch(missing("The spans of versions")),
      this.loadItem(),
    ]);
    this.times = readings.times.map(millis);
    this.values = readings.values;
    this.late = (readings.late ?? []).map(({ time, value }) => ({ time: millis(time), value }));
    this.closed = readings.closed.map(({ from, to }) => [millis(from), millis(to)]);
    this.keptSince = millis(readings.keptSince);
    this.forecastsKeptSince = millis(cutoffs.keptSince);
    this.cutoffs = [];
    this.versions.clear();
    for (const entry of cutoffs.cutoffs) this.#addCutoff(millis(entry.cutoff), entry);
    this.anomalies = anomalies.items;
    this.episodes = episodesOf(this.anomalies);
    this.spans = spans.items.map(parseSpan);
    this.again = readings.again ?? null;
    this.#forecasts.clear();
  }

  /** The row of the list for this series. */
  async loadItem() {
    for (const limit of [50, 1000]) {
      const { items, matching } = await api
        .series({ search: this.series, limit })
        .catch(() => ({ items: [], matching: 0 }));
      this.item = items.find((item) => item.series === this.series) ?? this.item;
      if (this.item !== null || matching <= limit) return;
    }
  }

  /** Whether some of it is not in memory, and Kafka could not be asked for it. */
  get isUnread() {
    return this.again !== null && this.again.records === 0 && !this.again.complete;
  }

  get newestCutoff() {
    return this.cutoffs.length > 0 ? this.cutoffs[this.cutoffs.length - 1] : null;
  }

  /** Time from one reading to the next: of the forecasts, or the usual distance of readings. */
  get cadence() {
    if (this.#cadence !== null) return this.#cadence;
    const steps = this.times
      .slice(-200)
      .map((time, place, all) => (place > 0 ? time - all[place - 1] : 0))
      .slice(1);
    return steps.sort((one, other) => one - other)[steps.length >> 1] ?? 60000;
  }

  /** The kept cutoff nearest to a time. */
  nearestCutoff(time) {
    const place = placeOf(this.cutoffs, time);
    const before = this.cutoffs[place - 1];
    const after = this.cutoffs[place];
    if (before === undefined) return after ?? null;
    if (after === undefined) return before;
    return time - before <= after - time ? before : after;
  }

  /** The reading at a time, or undefined. */
  readingAt(time) {
    const place = placeOf(this.times, time);
    return this.times[place] === time ? this.values[place] : undefined;
  }

  /** A forecast that is here already. */
  knownForecast(cutoff, version) {
    return this.#forecasts.get(`${version}|${cutoff}`);
  }

  /** The forecasts of the newest cutoff not after `cutoff`, of one version or of all (empty text). */
  async forecastsAt(cutoff, version) {
    const key = `${version}|${cutoff}`;
    if (this.#forecasts.has(key)) return this.#forecasts.get(key);
    const chosen = this.versions.get(version);
    const answer = await api
      .forecast({
        series: this.series,
        cutoff: cutoff === null ? null : iso(cutoff),
        model: chosen?.model,
        version: chosen?.version,
      })
      .catch((problem) => {
        if (problem.status === 404) return { forecasts: [] };
        throw problem;
      });
    const forecasts = answer.forecasts.map(parseForecast);
    this.#keep(key, forecasts);
    return forecasts;
  }

  #keep(key, forecasts) {
    if (forecasts.length > 0) this.#cadence = forecasts[0].cadence;
    this.#forecasts.set(key, forecasts);
    if (this.#forecasts.size > MOST_FORECASTS) this.#forecasts.delete(this.#forecasts.keys().next().value);
  }

  #addCutoff(cutoff, { model, version, shadow }) {
    const key = versionKey(model, version);
    if (!(this.versions.get(key)?.newest > cutoff)) this.versions.set(key, { model, version, shadow, newest: cutoff });
    const place = placeOf(this.cutoffs, cutoff);
    if (this.cutoffs[place] !== cutoff) this.cutoffs.splice(place, 0, cutoff);
  }

  /** A reading from the stream. */
  addReading({ time: text, value, late }) {
    const time = millis(text);
    if (late) {
      this.late.push({ time, value });
      return;
    }
    const place = placeOf(this.times, time);
    if (this.times[place] === time) {
      this.values[place] = value;
      return;
    }
    this.times.splice(place, 0, time);
    this.values.splice(place, 0, value);
    if (this.times.length > MOST_READINGS) {
      this.times.shift();
      this.values.shift();
    }
  }

  /** A forecast from the stream. */
  addForecast(record) {
    const forecast = parseForecast(record);
    const all = this.knownForecast(forecast.cutoff, "") ?? [];
    const same = all.find((other) => other.key === forecast.key);
    // A version that is both live and a shadow, because it took over at this cutoff, is live.
    if (forecast.shadow && same?.shadow === false) return;
    this.#addCutoff(forecast.cutoff, forecast);
    this.#keep(`|${forecast.cutoff}`, liveFirst([...all.filter((other) => other !== same), forecast]));
    this.#keep(`${forecast.key}|${forecast.cutoff}`, [forecast]);
    addClosedOf(this.closed, forecast);
    extendSpans(this, forecast);
    while (this.cutoffs.length > this.mostCutoffs) {
      this.cutoffs.shift();
      this.forecastsKeptSince = this.cutoffs[0];
    }
  }

  /** A change of an episode from the stream. */
  addAnomaly(record) {
    this.anomalies.push(record);
    this.episodes = episodesOf(this.anomalies);
  }
}

/** The forecasts of a cutoff in the order in which the server has them. */
function liveFirst(forecasts) {
  return forecasts.sort((one, other) => Number(one.shadow) - Number(other.shadow));
}
