// Models in use, decisions of the retraining loop, and the log of events.

import { el, statusMark } from "./dom.js";
import { Part, table } from "./part.js";
import { plural } from "./format.js";
import { clockWithSeconds, date, dateTime, millis, zoneName } from "./time.js";

const STATES = {
  "in-use": ["ok", "In use"],
  announced: ["announced", "Announced"],
  refused: ["refused", "Refused"],
  former: ["former", "Former"],
};
const ORDER = Object.keys(STATES);

export class ModelsPart extends Part {
  constructor() {
    super("Models");
  }

  show({ items }) {
    if (items.length === 0) {
      this.none("No forecast and no announcement has named a model yet.");
      return;
    }
    const sorted = [...items].sort(
      (one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state) || millis(other.time) - millis(one.time),
    );
    const head = [
      ["Model", "long"],
      ["State", ""],
      ["Tasks", "right"],
      [`Since, ${zoneName()}`, "right nowrap"],
    ];
    this.fill(
      plural(items.length, "version"),
      table(
        "Models",
        head,
        sorted.map((item) => {
          const [mark, word] = STATES[item.state] ?? ["unknown", item.state];
          const name = el(
            "div",
            {},
            el("strong", { text: item.model }),
            el("span", { text: ` ${item.version}` }),
            item.sha256
              ? el("div", { class: "code aside hash", text: `sha256 ${item.sha256.slice(0, 16)}…`, title: item.sha256 })
              : null,
            item.reason ? el("div", { class: "why", text: item.reason }) : null,
          );
          return [name, statusMark(mark, word), tasks(item.tasks), item.time ? dateTime(millis(item.time)) : "–"];
        }),
      ),
    );
  }
}

function tasks(value) {
  if (value === null || value === undefined) return "–";
  return typeof value === "object" ? `${value.length ?? Object.values(value).join(" of ")}` : String(value);
}

const ACTIONS = {
  promoted: ["ok", "Promoted"],
  "rolled-back": ["warning", "Rolled back"],
  nominated: ["announced", "Nominated"],
  kept: ["former", "Kept the champion"],
  confirmed: ["ok", "Confirmed"],
  unconfirmed: ["warning", "Not confirmed"],
};

export class DecisionsPart extends Part {
  constructor() {
    super("Decisions of the retraining loop");
  }

  show({ items, store }) {
    if (!store) {
      this.none("Start the console with --store to see what the retraining loop decided, and why.");
      return;
    }
    if (items.length === 0) {
      this.none(`The store ${store} has no decision yet.`);
      return;
    }
    this.fill(
      store,
      el(
        "ol",
        { class: "decisions", tabindex: "0", role: "list", "aria-label": "Decisions, newest first" },
        ...items.map((item) => {
          const [mark, word] = ACTIONS[item.action] ?? ["unknown", item.action];
          return el(
            "li",
            {},
            el(
              "div",
              { class: "decision-head" },
              statusMark(mark, word),
              el("strong", { text: item.version }),
              el("span", { class: "aside nowrap", text: dateTime(millis(item.at)) }),
            ),
            el("p", { text: item.why }),
            el("p", {
              class: "aside",
              text: `by ${item.by}${item.champion ? ` · champion before: ${item.champion}` : ""}`,
            }),
          );
        }),
      ),
    );
  }
}

export class EventsPart extends Part {
  constructor() {
    super("Events");
  }

  show({ items }) {
    if (items.length === 0) {
      this.none("Nothing has happened yet: no swap, no refusal, no lost transaction.");
      return;
    }
    let day = "";
    const lines = items.flatMap((item) => {
      const time = millis(item.time);
      const today = date(time);
      const head = today === day ? [] : [el("li", { class: "day", text: `${today} ${zoneName()}` })];
      day = today;
      return [
        ...head,
        el(
          "li",
          {},
          el("span", { class: "aside", text: clockWithSeconds(time) }),
          el("span", { class: `kind is-${item.kind}`, text: item.kind }),
          el("span", { class: "event-text", text: item.text }),
        ),
      ];
    });
    this.fill(
      `the newest ${items.length}`,
      el("ol", { class: "log", tabindex: "0", role: "list", "aria-label": "Events, newest first" }, ...lines),
    );
  }
}
