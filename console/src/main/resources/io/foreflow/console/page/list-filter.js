// Search and filters above the list.

import { el } from "./dom.js";
import { api } from "./api.js";
import { statusWord } from "./list-row.js";

const PAUSE = 150;

export class FilterBar {
  #changed;
  #timer = 0;
  #known = "";
  #asked = 0;
  #model = "";

  constructor(changed) {
    this.#changed = changed;
    this.search = el("input", {
      type: "search",
      id: "search",
      placeholder: "Search series",
      autocomplete: "off",
      spellcheck: "false",
      "aria-label": "Search series by name",
      "aria-keyshortcuts": "/",
      on: {
        input: () => this.#later(),
        keydown: (event) => {
          if (event.key === "Escape" && this.search.value !== "") {
            this.search.value = "";
            this.#later();
          } else if (event.key === "ArrowDown") {
            event.preventDefault();
            document.querySelector(".grid")?.focus();
          }
        },
      },
    });
    this.status = el(
      "select",
      { "aria-label": "Status", on: { change: () => changed({ status: this.status.value }) } },
      el("option", { value: "", text: "Any status" }),
      ...["ready", "warming", "waiting", "silent", "episode"].map((value) =>
        el("option", { value, text: statusWord(value) }),
      ),
    );
    this.model = el(
      "select",
      { "aria-label": "Model", on: { change: () => changed({ model: this.model.value }) } },
      el("option", { value: "", text: "Any model" }),
    );
    this.root = el(
      "div",
      { class: "filter", role: "search" },
      el("span", { class: "search" }, this.search, el("kbd", { text: "/", "aria-hidden": "true" })),
      this.status,
      this.model,
    );
  }

  /** Shows what the link says. */
  fill({ search, status, model }) {
    if (this.search.value.trim() !== search) this.search.value = search;
    this.status.value = status;
    this.#model = model;
    this.#choose();
  }

  focus() {
    this.search.focus();
    this.search.select();
  }

  /** Reads the names of the models now and then. */
  async models() {
    if (Date.now() - this.#asked < 15000) return;
    this.#asked = Date.now();
    const { items } = await api.models().catch(() => ({ items: [] }));
    const names = [...new Set(items.map((item) => item.model))].sort();
    if (names.join("\n") === this.#known) return;
    this.#known = names.join("\n");
    this.model.replaceChildren(
      el("option", { value: "", text: "Any model" }),
      ...names.map((name) => el("option", { value: name, text: name })),
    );
    this.#choose();
  }

  #choose() {
    const there = [...this.model.options].some((option) => option.value === this.#model);
    if (!there) this.model.append(el("option", { value: this.#model, text: this.#model }));
    this.model.value = this.#model;
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#changed({ search: this.search.value.trim() }), PAUSE);
  }
}
