// What the list says when there is nothing to list, or when something is wrong beside it.

import { el } from "./dom.js";

/** A state: its title, the text under it, and whether the list stays visible beside it. */
class State {
  constructor(title, text, { beside = false, action = null, busy = false } = {}) {
    Object.assign(this, { title, text, beside, action, busy });
  }

  build(act) {
    return el(
      "div",
      { class: this.beside ? "notice" : "empty" },
      this.busy ? el("span", { class: "busy", "aria-hidden": "true" }) : null,
      el("p", { class: "empty-title", text: this.title }),
      ...this.text.map((text) => el("p", { text })),
      this.action ? el("button", { type: "button", text: this.action, on: { click: act } }) : null,
    );
  }
}

function topic(overview, role) {
  return overview.topics.find((entry) => entry.role === role);
}

/** The state of the list, or null if it speaks for itself. */
export function listState(overview, matching, total, params, problem) {
  if (problem !== null && matching === null) {
    return problem.status === 401
      ? new State("This console asks for a token.", [
          "Open it once as /?token=… with the token that it printed at its start.",
        ])
      : new State("The list can't be read.", [problem.message, "The page tries again by itself."]);
  }
  if (overview === null || matching === null) return new State("Reading the series …", [], { busy: true });
  const readings = topic(overview, "readings");
  if (total === 0) return noSeries(overview, readings);
  if (matching === 0) {
    const words = params.search ? `No series matches “${params.search}”.` : "No series matches these filters.";
    return new State(words, [], { action: "Show all series" });
  }
  return silentJob(overview);
}

function noSeries(overview, readings) {
  if (overview.broker.reachable === false) {
    return new State("Nothing to show yet.", ["The broker is away, and the console remembers no series."]);
  }
  if (readings?.state === "waiting") {
    return new State("Waiting for the broker …", [`The console asks ${overview.bootstrapServers} for its topics.`], {
      busy: true,
    });
  }
  if (readings?.state === "missing") {
    return new State(`The topic ${readings.name} does not exist.`, [
      `The console looks for it on ${overview.bootstrapServers} and continues by itself when it is there.`,
      "If your readings are in another topic, start the console with its name.",
    ]);
  }
  return new State(
    "No reading has come yet.",
    [
      `The console reads the topic ${readings?.name ?? "of readings"} on ${overview.bootstrapServers}.`,
      "A series appears here with its first reading.",
    ],
    { busy: true },
  );
}

function silentJob(overview) {
  const forecasts = topic(overview, "forecasts");
  if (forecasts?.state === "missing") {
    return new State(
      `The topic ${forecasts.name} does not exist: you see readings without forecasts.`,
      ["It appears when the job writes its first forecast."],
      { beside: true },
    );
  }
  const { readings, forecasts: made, marketClosed } = overview.rates.history;
  const recent = 12;
  const none = made.length >= recent && made.slice(-recent).every((rate) => rate === 0);
  const some = readings.slice(-recent).some((rate) => rate > 0);
  // Readings of a closed market make no forecast. A job that puts them aside works.
  const closed = marketClosed.slice(-recent).some((rate) => rate > 0);
  if (none && some && !closed) {
    return new State(
      "The job is silent: readings come, but no forecast for a minute.",
      ["See Pipeline for its health. The forecasts that you see are the last ones."],
      { beside: true },
    );
  }
  return null;
}
