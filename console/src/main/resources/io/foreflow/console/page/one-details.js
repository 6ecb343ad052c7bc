// Under the chart: the forecast in words and as a table, what can't be shown, and the episodes.

import { el, setText } from "./dom.js";
import { forecastSentence, forecastTable } from "./one-text.js";
import { classPanel } from "./classes.js";
import { episodeWords } from "./episodes.js";
import { duration, known, number, plural } from "./format.js";
import { missingWords } from "./one-words.js";
import { dateTime, zoneName } from "./time.js";

const MOST_EPISODES = 30;

export class OneDetails {
  #tableOf = "";
  #classesOf = "";
  #episodesOf = "";
  #forecasts = [];
  #data = null;

  constructor() {
    this.sentences = el("div", { class: "sentences" });
    this.classes = el("div", { class: "class-panels" });
    this.tables = el("div", { class: "tables" });
    this.table = el(
      "details",
      { class: "panel", on: { toggle: () => this.#showTable() } },
      el("summary", {}, el("h2", { text: "The forecast as a table" })),
      this.tables,
    );
    this.episodes = el("section", { class: "panel" });
    this.root = el("div", { class: "details" }, this.episodes, this.table);
  }

  /** Shows what the chart shows, in words. */
  show(shown, chosen) {
    this.#forecasts = shown.forecasts;
    this.#data = shown.data;
    const sentences = [
      ...shown.forecasts.map((forecast, place) => ({
        text: forecastSentence(forecast, shown.data),
        kind: place === 0 ? "first" : "second",
      })),
      ...missingWords(shown, chosen).map((text) => ({ text, kind: "" })),
    ];
    this.#showSentences(sentences);
    this.#showTable();
    this.#showClasses();
    this.#showEpisodes(shown.data);
  }

  /** Shows everything afresh next time. */
  forget() {
    this.#tableOf = this.#classesOf = this.#episodesOf = "";
  }

  #showSentences(sentences) {
    while (this.sentences.children.length > sentences.length) this.sentences.lastChild.remove();
    sentences.forEach(({ text, kind }, place) => {
      if (!this.sentences.children[place]) this.sentences.append(el("p"));
      const line = this.sentences.children[place];
      line.className = kind ? `sentence is-${kind}` : "sentence is-missing";
      setText(line, text);
    });
  }

  #key() {
    const newest = this.#data.times[this.#data.times.length - 1];
    return this.#forecasts.map((forecast) => `${forecast.key}|${forecast.cutoff}`).join() + newest;
  }

  #showTable() {
    if (!this.table.open || this.#data === null || this.#tableOf === this.#key()) return;
    this.#tableOf = this.#key();
    this.tables.replaceChildren(
      ...this.#forecasts.map((forecast) =>
        el(
          "div",
          {
            class: "scroll",
            tabindex: "0",
            role: "region",
            "aria-label": `Steps of ${forecast.key}`,
          },
          forecastTable(forecast, this.#data),
        ),
      ),
    );
  }

  #showClasses() {
    const key = this.#key();
    if (this.#classesOf === key) return;
    this.#classesOf = key;
    this.classes.replaceChildren(...[classPanel(this.#forecasts)].filter(Boolean));
  }

  #showEpisodes({ episodes, cadence, unread }) {
    const key = JSON.stringify([episodes[0] ?? null, episodes.length, unread]);
    if (this.#episodesOf === key) return;
    this.#episodesOf = key;
    const more = episodes.length - MOST_EPISODES;
    this.episodes.replaceChildren(
      el(
        "div",
        { class: "panel-head" },
        el("h2", { text: "Episodes" }),
        el("p", { text: episodes.length === 0 ? "" : plural(episodes.length, "episode") }),
      ),
      episodes.length === 0
        ? el("p", {
            class: "none",
            text: unread.length > 0 ? "This can’t be read now." : "No anomaly is kept for this series.",
          })
        : episodeTable(episodes, cadence),
      more > 0 ? el("p", { class: "aside", text: `${more} older ones are not listed.` }) : "",
    );
  }
}

function episodeTable(episodes, cadence) {
  const head = el(
    "tr",
    {},
    ...[`Begin, ${zoneName()}`, "Lasted", "What", "Reading", "Expected"].map((text, place) =>
      el("th", { scope: "col", class: place > 2 ? "right" : null, text }),
    ),
  );
  const rows = episodes.slice(0, MOST_EPISODES).map((episode) =>
    el(
      "tr",
      {},
      el("td", { class: "nowrap", text: dateTime(episode.begin) }),
      el("td", {
        class: "nowrap",
        text: episode.closed ? duration((episode.end ?? episode.last) - episode.begin + cadence) : "still open",
      }),
      el("td", {
        text: `${episodeWords(episode)}${episode.readings > 0 ? `, ${plural(episode.readings, "reading")}` : ""}`,
      }),
      el("td", { class: "right", text: number(episode.reading?.actual) }),
      el("td", { class: "right nowrap", text: expected(episode.reading) }),
    ),
  );
  return el(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Episodes" },
    el("table", {}, el("thead", {}, head), el("tbody", {}, ...rows)),
  );
}

function expected(reading) {
  if (!reading || !known(reading.expected)) return "–";
  return `${number(reading.expected)} (${number(reading.lower)} to ${number(reading.upper)})`;
}
