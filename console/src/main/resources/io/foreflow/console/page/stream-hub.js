// One event stream of the console for all windows of a browser that are seen.

const OF_PIPELINE = ["overview", "event"];
const OF_SERIES = ["reading", "forecast", "anomaly", "score"];
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 10000;
/** The server sends an overview each second. A stream that is silent for longer has lost its server. */
const LONGEST_SILENCE = 8000;
/** A window that is seen asks again every two seconds. One that has not asked for so long is gone. */
const LONGEST_ABSENCE = 60000;
/** The server's limits of one stream. */
const MOST_SERIES = 32;
const LONGEST_ADDRESS = 8000;

/**
 * A browser opens six connections to one server, over all its windows. So they share a stream, which carries
 * the series of all of them. It connects again by itself, also after an answer that makes an EventSource give up.
 *
 * A window is known by its function `tell(name, data)`. It hears `open` with its series when that comes, `away`
 * when nothing comes, `reset` when it must fetch everything afresh, `full` when it has to look for another hub, and
 * the events of the stream.
 */
export class Hub {
  #windows = new Map();
  /** The stream that is read: its EventSource and its series. */
  #stream = null;
  /** The stream that takes its place as soon as it is open. So nothing is missed. */
  #next = null;
  #timer = 0;
  #wait = FIRST_WAIT;
  #heard = 0;

  constructor() {
    setInterval(() => this.#watch(), LONGEST_SILENCE / 4);
  }

  /** A window is seen and wants the records of a series (null: of none). It asks again every two seconds. */
  follow(tell, series) {
    const window = this.#windows.get(tell) ?? { open: false };
    const asked = Date.now();
    if (window.series === series) {
      window.asked = asked;
      return;
    }
    this.#windows.set(tell, { series, asked, open: false });
    if (this.#isTooMuch()) {
      this.#windows.delete(tell);
      tell("full");
      return;
    }
    this.#update();
  }

  /** A window is seen no more. */
  leave(tell) {
    this.#windows.delete(tell);
    if (this.#windows.size === 0) this.#stop();
  }

  #wanted() {
    return new Set([...this.#windows.values()].map(({ series }) => series).filter((series) => series !== null));
  }

  #isTooMuch() {
    const wanted = this.#wanted();
    return wanted.size > MOST_SERIES || address(wanted).length > LONGEST_ADDRESS;
  }

  #update() {
    const wanted = this.#wanted();
    const here = this.#next ?? this.#stream;
    if (here === null || [...wanted].some((series) => !here.series.has(series))) this.#connect(wanted);
    this.#tellOpen();
  }

  #connect(series) {
    clearTimeout(this.#timer);
    this.#next?.source.close();
    const source = new EventSource(address(series));
    const next = { source, series };
    this.#next = next;
    source.addEventListener("open", () => this.#opened(next));
    source.addEventListener("error", () => this.#failed(next));
    source.addEventListener("reset", () => this.#tell("reset"));
    for (const name of [...OF_PIPELINE, ...OF_SERIES]) {
      source.addEventListener(name, (message) => this.#came(name, JSON.parse(message.data)));
    }
  }

  #opened(next) {
    if (next !== this.#next) return;
    this.#stream?.source.close();
    this.#stream = next;
    this.#next = null;
    this.#heard = Date.now();
    this.#wait = FIRST_WAIT;
    this.#tellOpen();
  }

  #tellOpen() {
    for (const [tell, window] of this.#windows) {
      if (window.open || !this.#serves(window)) continue;
      window.open = true;
      tell("open", window.series);
    }
  }

  #serves({ series }) {
    return this.#stream !== null && (series === null || this.#stream.series.has(series));
  }

  #came(name, data) {
    this.#heard = Date.now();
    for (const [tell, { series }] of this.#windows) {
      if (OF_PIPELINE.includes(name) || data.series === series) tell(name, data);
    }
  }

  #tell(name) {
    for (const tell of this.#windows.keys()) tell(name);
  }

  #failed(stream) {
    if (stream !== this.#stream && stream !== this.#next) return;
    if (stream === this.#next && this.#stream !== null) {
      this.#next.source.close();
      this.#next = null;
    } else {
      this.#stop();
    }
    for (const [tell, window] of this.#windows) {
      window.open = this.#serves(window);
      if (!window.open) tell("away");
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#connect(this.#wanted()), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#stream?.source.close();
    this.#next?.source.close();
    this.#stream = null;
    this.#next = null;
  }

  #watch() {
    const now = Date.now();
    // A connection can be dead without an error, after a computer has slept for example.
    if (this.#stream !== null && now - this.#heard > LONGEST_SILENCE) this.#failed(this.#stream);
    for (const [tell, { asked }] of this.#windows) if (now - asked > LONGEST_ABSENCE) this.leave(tell);
  }
}

function address(series) {
  const query = new URLSearchParams([...series].map((name) => ["series", name])).toString();
  return `/api/stream${query === "" ? "" : `?${query}`}`;
}
