// The list of all series.

import { el, setAttribute, oncePerFrame, speak } from "./dom.js";
import { api } from "./api.js";
import { linkTo, replaceLink } from "./link.js";
import { plural } from "./format.js";
import { date, millis } from "./time.js";
import { RowWindow } from "./row-window.js";
import { ListRow } from "./list-row.js";
import { COLUMN_COUNT, ListFoot, ListHead } from "./list-head.js";
import { listState } from "./list-state.js";
import { FilterBar } from "./list-filter.js";

/** Rows drawn above and below what is visible. */
const MARGIN = 6;
/** Rows keep their places for so long after a key, in milliseconds. */
const HOLD_AFTER_KEY = 5000;
const CAN_HOVER = matchMedia("(hover: hover)");
const NARROW = matchMedia("(max-width: 720px)");

export class ListView {
  #params = {};
  #pool = [];
  #active = 0;
  #now = Date.now();
  #overview = null;
  #problem = null;
  #shown = false;
  #keyed = 0;
  /** How far the list was scrolled when it was left. */
  #place = 0;
  #draw = oncePerFrame(() => this.#drawRows());

  constructor() {
    this.rows = new RowWindow(
      (offset, limit) => api.series({ ...this.#params, offset, limit }),
      () => this.#changed(),
      (problem) => this.#failedWith(problem),
    );
    this.filter = new FilterBar((changes) => this.#change(changes));
    this.head = new ListHead((changes) => this.#change(changes));
    this.space = el("div", { class: "space", role: "rowgroup" });
    this.grid = el(
      "div",
      {
        class: "grid",
        role: "grid",
        tabindex: "0",
        "aria-label": "Series",
        "aria-colcount": String(COLUMN_COUNT),
      },
      el("div", { role: "rowgroup", class: "headgroup" }, this.head.root),
      this.space,
    );
    this.state = el("div", { class: "state" });
    this.foot = new ListFoot();
    this.root = el(
      "section",
      { class: "list", "aria-labelledby": "list-title" },
      el("h1", { id: "list-title", class: "unseen", text: "Series" }),
      this.filter.root,
      this.grid,
      this.state,
      this.foot.root,
    );
    this.grid.addEventListener("scroll", this.#draw, { passive: true });
    this.grid.addEventListener("keydown", (event) => this.#key(event));
    this.grid.addEventListener("pointerdown", (event) => this.#point(event));
    this.grid.addEventListener("click", (event) => this.#click(event));
    this.grid.addEventListener("pointerenter", () => this.#hold());
    this.grid.addEventListener("pointerleave", () => this.#hold());
    this.grid.addEventListener("focus", () => this.#draw());
    this.grid.addEventListener("blur", () => this.#draw());
    new ResizeObserver(this.#draw).observe(this.grid);
  }

  show(params) {
    this.#shown = true;
    const wanted = {};
    for (const key of ["search", "status", "model", "sort", "descending"]) wanted[key] = params.get(key) ?? "";
    const same = JSON.stringify(wanted) === JSON.stringify(this.#params);
    this.#params = wanted;
    this.filter.fill(wanted);
    this.head.show(this.#params);
    if (!same) {
      this.rows.clear();
      this.grid.scrollTop = 0;
      this.#place = 0;
      this.#active = 0;
    }
    this.rows.refresh();
    this.#showState();
    this.#draw();
  }

  hide() {
    this.#shown = false;
    this.#place = this.grid.scrollTop;
  }

  focus() {
    this.grid.focus({ preventScroll: true });
  }

  overview(overview) {
    this.#overview = overview;
    this.#now = millis(overview.now) ?? Date.now();
    this.filter.models(overview);
    if (document.visibilityState === "visible") this.rows.refresh();
    this.#showState();
  }

  redraw() {
    for (const row of this.#pool) row.forget();
    this.#draw();
  }

  reload() {
    this.rows.refresh();
  }

  focusSearch() {
    this.filter.focus();
  }

  #change(changes) {
    const next = { ...this.#params, ...changes };
    replaceLink("series", next);
    this.#params = next;
    this.rows.clear();
    this.grid.scrollTop = 0;
    this.#active = 0;
    this.head.show(this.#params);
    this.rows.refresh();
  }

  /** Rows keep their places while somebody points at them, so that a click meets what was aimed at. */
  #hold() {
    const moves = this.#params.sort && this.#params.sort !== "name";
    const points = CAN_HOVER.matches && this.grid.matches(":hover");
    this.rows.held = Boolean(moves) && (points || Date.now() - this.#keyed < HOLD_AFTER_KEY);
  }

  #failedWith(problem) {
    this.#problem = problem;
    this.#showState();
  }

  #changed() {
    this.#problem = null;
    this.#hold();
    setAttribute(this.grid, "aria-rowcount", this.rows.matching + 1);
    const before = this.said;
    this.said = plural(this.rows.matching, "series", "series");
    if (before !== undefined && before !== this.said && this.#params.search) speak(this.said);
    this.#showState();
    this.#draw();
  }

  #showState() {
    const { matching, total } = this.rows;
    const state = listState(this.#overview, matching, total, this.#params, this.#problem);
    this.grid.hidden = state !== null && !state.beside;
    this.state.hidden = state === null;
    if (state !== null && this.state.dataset.shown !== state.title) {
      this.state.replaceChildren(state.build(() => this.#change({ search: "", status: "", model: "" })));
    }
    this.state.dataset.shown = state?.title ?? "";
    this.foot.show(matching, this.#overview?.series, this.rows.held);
  }

  /** Rows are two lines high on a narrow screen. The style sheet has the same heights. */
  #rowHeight() {
    return NARROW.matches ? 60 : 36;
  }

  #drawRows() {
    if (!this.#shown || this.grid.hidden) return;
    if (this.#place > 0) {
      this.grid.scrollTop = this.#place;
      this.#place = 0;
    }
    const height = this.#rowHeight();
    const matching = this.rows.matching ?? 0;
    this.space.style.height = `${matching * height}px`;
    const first = Math.max(0, Math.floor(this.grid.scrollTop / height) - MARGIN);
    const last = Math.min(matching, Math.ceil((this.grid.scrollTop + this.grid.clientHeight) / height) + MARGIN);
    while (this.#pool.length < last - first) {
      const row = new ListRow();
      this.#pool.push(row);
      this.space.append(row.root);
    }
    const focused = document.activeElement === this.grid;
    const today = date(this.#now);
    this.#pool.forEach((row, place) => {
      // A row of the pool serves the same places again, so that most rows do not change while scrolling.
      const size = this.#pool.length;
      const index = first + ((place - (first % size) + size) % size);
      row.root.hidden = index >= last;
      if (index >= last) return;
      row.root.style.transform = `translateY(${index * height}px)`;
      row.fill(index, this.rows.row(index), {
        now: this.#now,
        today,
        active: focused && index === this.#active,
        sparkWidth: NARROW.matches ? 92 : 132,
      });
    });
    setAttribute(
      this.grid,
      "aria-activedescendant",
      focused && this.#active >= first && this.#active < last ? `row-${this.#active}` : null,
    );
    if (matching > 0) this.rows.look(first, last);
  }

  #key(event) {
    if (event.target !== this.grid) return;
    this.#keyed = Date.now();
    const height = this.#rowHeight();
    const page = Math.max(1, Math.floor(this.grid.clientHeight / height) - 2);
    const last = (this.rows.matching ?? 1) - 1;
    const moves = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -this.#active,
      End: last - this.#active,
    };
    if (event.key === "Enter") {
      this.#open(this.#active);
    } else if (event.key in moves) {
      this.#active = Math.max(0, Math.min(last, this.#active + moves[event.key]));
      this.#reveal(height);
    } else {
      return;
    }
    event.preventDefault();
  }

  #reveal(height) {
    const top = this.#active * height;
    const room = this.grid.clientHeight - this.head.root.offsetHeight;
    if (top < this.grid.scrollTop) this.grid.scrollTop = top;
    else if (top + height > this.grid.scrollTop + room) this.grid.scrollTop = top + height - room;
    this.#draw();
  }

  #indexOf(event) {
    const row = event.target.closest(".space > .row");
    return row === null ? null : Number(row.id.slice("row-".length));
  }

  #point(event) {
    const index = this.#indexOf(event);
    if (index !== null) this.#active = index;
  }

  #click(event) {
    const index = this.#indexOf(event);
    if (index === null || event.target.closest("a") || event.ctrlKey || event.metaKey) return;
    if (String(getSelection()) === "") this.#open(index);
  }

  #open(index) {
    const item = this.rows.row(index);
    if (item !== undefined) location.hash = linkTo("one", { series: item.series });
  }
}
