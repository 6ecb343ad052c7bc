// What flows: health, rates, lag, topics, and what the console keeps in memory.

import { el, setText, statusMark } from "./dom.js";
import { Part, table } from "./part.js";
import { SmallChart, legend } from "./small-chart.js";
import { bytes, count, duration, known, percent, plural, rate } from "./format.js";
import { dateTime, millis, zoneName } from "./time.js";

const STATES = { ok: "OK", warning: "Warning", critical: "Critical", unknown: "Unknown" };
const GRAVITY = ["critical", "warning", "unknown", "ok"];

/** Health by the same rules as the alerts: what is wrong first. */
export class HealthPart extends Part {
  #shown = "";

  constructor() {
    super("Health", "health");
  }

  show({ health }) {
    const key = JSON.stringify(health);
    if (key === this.#shown) return;
    this.#shown = key;
    if (health.length === 0) {
      this.none("No rule has been looked at yet.");
      return;
    }
    const sorted = [...health].sort((one, other) => GRAVITY.indexOf(one.state) - GRAVITY.indexOf(other.state));
    const wrong = sorted.filter(({ state }) => state === "critical" || state === "warning").length;
    this.fill(
      summary(wrong, sorted.filter(({ state }) => state === "unknown").length, health.length),
      el(
        "ul",
        { class: "rules" },
        ...sorted.map(({ rule, state, text }) =>
          el(
            "li",
            {},
            statusMark(state, STATES[state] ?? state),
            el("strong", { text: rule }),
            el("span", { class: "rule-text", text }),
          ),
        ),
      ),
    );
  }
}

function summary(wrong, unknown, all) {
  if (wrong > 0) return `${plural(wrong, "rule")} of ${all} ${wrong === 1 ? "needs" : "need"} a look.`;
  return unknown > 0
    ? `Nothing is wrong; ${plural(unknown, "rule")} can’t be judged yet.`
    : "Nothing is wrong, by the rules of the alerts.";
}

/** What stands in place of wave sizes where they are not known. */
const WITHOUT_WAVES = {
  off: "Sizes of waves are known to Flink only. Start the console with --flink URL to see them here.",
  away: "Sizes of waves are not known: Flink does not answer.",
  "no-waves": "Flink has run no wave yet.",
};

/** Rates of readings and forecasts, how far forecasts are behind readings, and how large waves are. */
export class FlowPart {
  constructor() {
    const fromZero = (plot, low, high) => [0, known(high) && high > 0 ? high * 1.1 : 1];
    this.chart = new SmallChart("Rates", { time: true, yRange: fromZero });
    this.numbers = [
      ["readings", "Readings", "/s"],
      ["forecasts", "Forecasts", "/s"],
      ["p50", "Lag, median", ""],
      ["p99", "Lag, 99 %", ""],
      ["medianSize", "Wave, median", "readings"],
      ["largestSize", "Wave, largest", "readings"],
      ["medianStep", "Step, median", ""],
      ["longStep", "Step, 99 %", ""],
    ].map(([key, name, unit]) => ({ key, unit, value: el("span", { class: "big" }), name }));
    this.without = el("p", { class: "aside without-waves" });
    this.root = el(
      "section",
      { class: "panel flow" },
      el(
        "div",
        { class: "flow-numbers" },
        el("h2", { class: "unseen", text: "Rates and lag" }),
        el(
          "dl",
          {},
          ...this.numbers.map((number) => {
            const { name, value, unit } = number;
            number.root = el(
              "div",
              {},
              el("dt", { text: name }),
              el("dd", {}, value, unit ? el("span", { class: "aside", text: unit.startsWith("/") ? unit : ` ${unit}` }) : null),
            );
            return number.root;
          }),
        ),
        this.without,
      ),
      el(
        "div",
        { class: "flow-chart" },
        this.chart.root,
        legend([
          { name: "readings/s", kind: "reading" },
          { name: "forecasts/s", kind: "first" },
        ]),
      ),
    );
  }

  show({ rates, lag, waves }) {
    const areKnown = waves.state === "read";
    const texts = {
      readings: rate(rates.readings),
      forecasts: rate(rates.forecasts),
      p50: duration(lag?.p50),
      p99: duration(lag?.p99),
      medianSize: count(waves.medianSize),
      largestSize: count(waves.largestSize),
      medianStep: duration(waves.medianStep),
      longStep: duration(waves.longStep),
    };
    for (const { key, value, root } of this.numbers) {
      setText(value, texts[key]);
      root.hidden = key in waves && !areKnown;
    }
    setText(this.without, areKnown ? "" : WITHOUT_WAVES[waves.state]);
    this.without.hidden = areKnown;
    const { times, readings, forecasts } = rates.history;
    const key = times.join();
    if (key === this.drawn || times.length === 0) return;
    this.drawn = key;
    this.chart.show(
      [
        { colour: "ink", width: 1.3 },
        { colour: "accent", dash: [6, 3] },
      ],
      [times.map((time) => millis(time) / 1000), readings, forecasts],
      `Rates of the last ten minutes: now ${texts.readings} readings/s and ${texts.forecasts} forecasts/s.`,
    );
  }

  redraw() {
    this.drawn = null;
    this.chart.redraw();
  }
}

const TOPIC_STATES = {
  read: ["ok", "Read"],
  missing: ["critical", "Missing"],
  waiting: ["waiting", "Waiting"],
  off: ["unknown", "Off"],
};

/** Each topic, whether it is read, and how far. */
export class TopicsPart extends Part {
  constructor() {
    super("Topics");
  }

  show({ topics, bootstrapServers }) {
    const head = [
      ["Topic", "long"],
      ["State", ""],
      ["Records", "right"],
      ["Behind", "right"],
      [`Newest, ${zoneName()}`, "right nowrap"],
    ];
    const rows = topics.map((topic) => {
      const [mark, word] = TOPIC_STATES[topic.state] ?? ["unknown", topic.state];
      const name = el(
        "span",
        { class: "topic" },
        topic.name ? el("strong", { text: topic.name }) : null,
        topic.name === topic.role ? null : el("span", { class: "aside", text: ` ${topic.role.replace("-", " ")}` }),
        topic.unreadable > 0
          ? el("div", { class: "why", text: `${plural(topic.unreadable, "record")} can’t be read` })
          : null,
      );
      return [
        name,
        statusMark(mark, word),
        count(topic.records),
        count(topic.behind),
        topic.newest ? dateTime(millis(topic.newest)) : "–",
      ];
    });
    const key = JSON.stringify(topics) + zoneName();
    if (key === this.drawn) return;
    this.drawn = key;
    this.fill(bootstrapServers ?? "", table("Topics", head, rows));
  }
}

/** What the console keeps, and what it does not. */
export class MemoryPart {
  constructor() {
    this.root = el("p", { class: "memory" });
  }

  show({ memory, series, foreflow }) {
    if (!memory) return;
    const away = series.known - series.kept;
    const sentences = [
      `This console${foreflow ? ` (Foreflow ${foreflow})` : ""} keeps ${plural(series.kept, "series", "series")} in memory`,
      `of at most ${count(memory.seriesLimit)}, with the last ${count(memory.readings)} readings`,
      `and the forecasts of ${count(memory.cutoffs)} cutoffs of each:`,
      `${bytes(memory.bytes)} of ${bytes(memory.limit)} (${percent(memory.bytes / memory.limit)}).`,
      away > 0
        ? `${plural(away, "series", "series")} more are known and read again from Kafka when they are opened.`
        : "These are all that it knows.",
    ];
    if (memory.forgotten > 0)
      sentences.push(`Series were dropped for want of room ${plural(memory.forgotten, "time")}.`);
    setText(this.root, sentences.join(" "));
  }
}
