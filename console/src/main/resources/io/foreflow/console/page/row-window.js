// The rows of a long list that are on the screen, fetched in windows by offset and limit.

const BLOCK = 50;
const MOST_ROWS_KEPT = 2000;

/**
 * Remembers rows by their place. `load(offset, limit)` fetches; `changed()` is called when there is
 * something new to draw, `failed(error)` when not.
 */
export class RowWindow {
  #load;
  #changed;
  #failed;
  #rows = new Map();
  #busy = false;
  #again = false;
  #generation = 0;
  #first = 0;
  #last = 0;
  matching = null;
  total = null;
  /** Whether rows keep their places while their figures change. */
  held = false;

  constructor(load, changed, failed) {
    this.#load = load;
    this.#changed = changed;
    this.#failed = failed;
  }

  row(index) {
    return this.#rows.get(index);
  }

  /** Forgets all rows: another search, sort or filter. */
  clear() {
    this.#generation++;
    this.#rows.clear();
    this.matching = null;
  }

  /** Says which rows are on the screen, from `first` up to and without `last`. */
  look(first, last) {
    this.#first = first;
    this.#last = last;
    for (let index = first; index < last; index++) {
      if (!this.#rows.has(index)) {
        this.refresh();
        return;
      }
    }
  }

  /** Fetches what is on the screen again. While a fetch runs, one more is remembered, never a queue. */
  async refresh() {
    if (this.#busy) {
      this.#again = true;
      return;
    }
    this.#busy = true;
    const generation = this.#generation;
    const offset = Math.floor(this.#first / BLOCK) * BLOCK;
    const limit = Math.min(1000, Math.max(BLOCK, Math.ceil(this.#last / BLOCK) * BLOCK - offset));
    try {
      const answer = await this.#load(offset, limit);
      if (generation === this.#generation) this.#take(answer);
    } catch (problem) {
      if (generation === this.#generation) this.#failed(problem);
    }
    this.#busy = false;
    if (this.#again || generation !== this.#generation) {
      this.#again = false;
      this.refresh();
    }
  }

  #take(answer) {
    const fresh = new Map(answer.items.map((item) => [item.series, item]));
    answer.items.forEach((item, place) => {
      const index = answer.offset + place;
      const shown = this.#rows.get(index);
      const keeps = this.held && shown !== undefined;
      this.#rows.set(index, keeps ? (fresh.get(shown.series) ?? shown) : item);
    });
    this.matching = answer.matching;
    this.total = answer.total;
    for (const index of this.#rows.keys()) {
      const far = this.#rows.size > MOST_ROWS_KEPT && (index < this.#first - BLOCK || index > this.#last + BLOCK);
      if (index >= answer.matching || far) this.#rows.delete(index);
    }
    this.#changed();
  }
}
