// A part of the pipeline's page: a panel with a head and a body.

import { el, setText } from "./dom.js";

export class Part {
  constructor(title, name = "") {
    this.note = el("p");
    this.body = el("div");
    this.root = el(
      "section",
      { class: `panel ${name}` },
      el("div", { class: "panel-head" }, el("h2", { text: title }), this.note),
      this.body,
    );
    this.title = title;
  }

  /** Replaces the body. */
  fill(note, ...children) {
    setText(this.note, note);
    this.body.replaceChildren(...children.filter(Boolean));
  }

  /** Says that there is nothing. */
  none(text) {
    this.fill("", el("p", { class: "none", text }));
  }

  /** Says that it can't be read. */
  fail(message) {
    this.fill("", el("p", { class: "is-bad", text: `This can't be read: ${message}` }));
  }
}

/** A table whose head is `[text, class]` and whose rows are lists of cells (text or nodes). */
export function table(label, head, rows) {
  const cell = (tag, content, name, extra = {}) =>
    el(
      tag,
      { class: name || null, ...extra, ...(content instanceof Node ? {} : { text: content }) },
      content instanceof Node ? content : null,
    );
  return el(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": label },
    el(
      "table",
      {},
      el("thead", {}, el("tr", {}, ...head.map(([text, name]) => cell("th", text, name, { scope: "col" })))),
      el(
        "tbody",
        {},
        ...rows.map((row) => el("tr", {}, ...row.map((content, place) => cell("td", content, head[place][1])))),
      ),
    ),
  );
}
