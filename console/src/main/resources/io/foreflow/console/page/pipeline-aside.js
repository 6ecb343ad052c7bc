// Records put aside: dead letters and late readings.

import { el } from "./dom.js";
import { Part } from "./part.js";
import { bytes, count, plural } from "./format.js";
import { dateTime, millis } from "./time.js";

/** A record put aside: where it was read, why it is here, and what it holds. Text from data stays text. */
function record(item) {
  const place = `${item.topic} · partition ${item.partition} · offset ${item.offset}`;
  return el(
    "details",
    { class: "record" },
    el(
      "summary",
      {},
      el("span", { class: "nowrap aside", text: dateTime(millis(item.time)) }),
      el("span", { class: "reason", text: item.reason ?? "unknown" }),
      el("span", { class: "record-key", text: item.key ?? "no key" }),
    ),
    el("p", { text: item.text ?? "" }),
    el("pre", {
      class: "code",
      tabindex: "0",
      role: "region",
      "aria-label": "Value of the record",
      text: item.value ?? "",
    }),
    el("p", {
      class: "aside",
      text: `${place} · ${bytes(item.bytes)}${(item.bytes ?? 0) > 2048 ? ", of which you see the first 2 KB" : ""}`,
    }),
  );
}

/** Keeps records open that the reader has opened, when newer ones come. */
function records(part, items) {
  const name = (item) => `${item.topic}/${item.partition}/${item.offset}`;
  const open = part.open ?? new Set();
  part.open = open;
  return el(
    "div",
    { class: "records" },
    ...items.map((item) => {
      const node = record(item);
      node.open = open.has(name(item));
      node.addEventListener("toggle", () => (node.open ? open.add(name(item)) : open.delete(name(item))));
      return node;
    }),
  );
}

export class DeadLettersPart extends Part {
  constructor() {
    super("Dead letters");
  }

  show({ items }, overview) {
    const { total = items.length, byReason = {} } = overview?.deadLetters ?? {};
    if (items.length === 0) {
      this.none("No record was refused.");
      return;
    }
    const reasons = Object.entries(byReason).sort((one, other) => other[1] - one[1]);
    const most = reasons[0]?.[1] ?? 1;
    this.fill(
      `${count(total)} in all, the newest ${items.length} below`,
      el(
        "ul",
        { class: "reasons" },
        ...reasons.map(([reason, number]) => {
          const bar = el("span", { class: "reason-bar", "aria-hidden": "true" });
          bar.style.width = `${(number / most) * 100}%`;
          return el(
            "li",
            {},
            el("span", { class: "reason", text: reason }),
            el("span", { class: "reason-track" }, bar),
            el("span", { class: "right", text: count(number) }),
          );
        }),
      ),
      records(this, items),
    );
  }
}

export class LateReadingsPart extends Part {
  constructor() {
    super("Late readings");
  }

  show({ items }, overview) {
    if (items.length === 0) {
      this.none("No reading came late.");
      return;
    }
    const total = overview?.lateReadings?.total ?? items.length;
    this.fill(`${plural(total, "reading")} in all, the newest ${items.length} below`, records(this, items));
  }
}
