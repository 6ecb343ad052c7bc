// The pipeline: what flows, what is put aside, which models are in use, and what has happened.

import { el } from "./dom.js";
import { api } from "./api.js";
import { HealthPart, FlowPart, TopicsPart, MemoryPart } from "./pipeline-flow.js";
import { DeadLettersPart, LateReadingsPart } from "./pipeline-aside.js";
import { ModelsPart, DecisionsPart, EventsPart } from "./pipeline-models.js";

const EVERY = 5000;
const MOST_RECORDS = 50;
const MOST_EVENTS = 200;

export class PipelineView {
  #asked = 0;
  #last = new Map();
  #overview = null;

  constructor(stream) {
    this.health = new HealthPart();
    this.flow = new FlowPart();
    this.topics = new TopicsPart();
    this.memory = new MemoryPart();
    this.dead = new DeadLettersPart();
    this.late = new LateReadingsPart();
    this.models = new ModelsPart();
    this.decisions = new DecisionsPart();
    this.events = new EventsPart();
    this.waiting = el(
      "div",
      { class: "empty" },
      el("span", { class: "busy", "aria-hidden": "true" }),
      el("p", { class: "empty-title", text: "Reading the pipeline …" }),
    );
    this.body = el(
      "div",
      { class: "pipeline-body", hidden: true },
      this.health.root,
      this.flow.root,
      el("div", { class: "halves" }, this.topics.root, this.models.root),
      el("div", { class: "halves" }, this.dead.root, this.late.root),
      el("div", { class: "halves" }, this.decisions.root, this.events.root),
      this.memory.root,
    );
    this.root = el(
      "section",
      { class: "pipeline", "aria-labelledby": "pipeline-title" },
      el("h1", { id: "pipeline-title", class: "unseen", text: "Pipeline" }),
      this.waiting,
      this.body,
    );
    stream.on("event", () => {
      this.#asked = 0;
    });
  }

  show() {
    this.#asked = 0;
    this.#fetch();
  }

  hide() {
    // Nothing runs while the view is away: it is driven by the overview of each second.
  }

  reload() {
    this.show();
  }

  overview(overview) {
    this.#overview = overview;
    this.waiting.hidden = true;
    this.body.hidden = false;
    for (const part of [this.health, this.flow, this.topics, this.memory]) part.show(overview);
    if (Date.now() - this.#asked >= EVERY && document.visibilityState === "visible") this.#fetch();
  }

  redraw() {
    this.flow.redraw();
    if (this.#overview !== null) this.overview(this.#overview);
    for (const [part, answer] of this.#last) part.show(answer, this.#overview);
  }

  #fetch() {
    this.#asked = Date.now();
    this.#fill(this.dead, api.deadLetters(MOST_RECORDS));
    this.#fill(this.late, api.lateReadings(MOST_RECORDS));
    this.#fill(this.models, api.models());
    this.#fill(this.decisions, api.decisions(MOST_RECORDS));
    this.#fill(this.events, api.events(MOST_EVENTS));
  }

  /** A part that can't be read says so. What it showed before stays with the others. */
  async #fill(part, request) {
    try {
      const answer = await request;
      const before = this.#last.get(part);
      this.#last.set(part, answer);
      // A record that somebody reads or selects must not be built anew without need.
      if (JSON.stringify(before) !== JSON.stringify(answer)) part.show(answer, this.#overview);
    } catch (problem) {
      this.#last.delete(part);
      part.fail(problem.message);
    }
  }
}
