// The live stream of the console, by server-sent events.

const EVENTS = ["overview", "reading", "forecast", "anomaly", "score", "event"];
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 10000;
/** The server sends an overview each second. A stream that is silent for longer has lost its server. */
const LONGEST_SILENCE = 8000;

/**
 * One stream at a time, for one series or none. It connects again by itself, also after an answer
 * that makes the browser's EventSource give up. `reset` says: fetch everything afresh.
 */
export class Stream {
  #source = null;
  #series = null;
  #handlers = new Map();
  #wait = FIRST_WAIT;
  #timer = 0;
  #wasOpen = false;
  /** Whether something may have come while there was no stream. It is not repeated. */
  #missed = false;
  #heard = 0;

  constructor() {
    setInterval(() => this.#watch(), LONGEST_SILENCE / 4);
    // A browser allows six connections to a server over all its tabs: a tab that nobody sees needs none.
    document.addEventListener("visibilitychange", () => this.#seen());
  }

  /** Calls `handler` with what an event holds; `open`, `away` and `reset` have nothing. */
  on(name, handler) {
    if (!this.#handlers.has(name)) this.#handlers.set(name, []);
    this.#handlers.get(name).push(handler);
  }

  /** Reads the events of a series too, or of none. */
  follow(series) {
    if (this.#source !== null && this.#series === series) return;
    this.#series = series;
    this.#connect();
  }

  #tell(name, data) {
    for (const handler of this.#handlers.get(name) ?? []) handler(data);
  }

  #connect() {
    this.#stop();
    if (document.visibilityState === "hidden") {
      this.#missed = true;
      return;
    }
    const query = this.#series === null ? "" : `?series=${encodeURIComponent(this.#series)}`;
    const source = new EventSource(`/api/stream${query}`);
    this.#source = source;
    source.addEventListener("open", () => this.#opened());
    source.addEventListener("error", () => this.#failed(source));
    source.addEventListener("reset", () => this.#tell("reset"));
    for (const name of EVENTS) {
      source.addEventListener(name, (message) => {
        this.#heard = Date.now();
        this.#tell(name, JSON.parse(message.data));
      });
    }
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  #seen() {
    if (document.visibilityState === "hidden") {
      this.#stop();
      this.#wasOpen = false;
      this.#missed = true;
    } else if (this.#source === null) {
      this.#connect();
    }
  }

  /** A connection can be dead without an error, after a computer has slept for example. */
  #watch() {
    if (this.#wasOpen && Date.now() - this.#heard > LONGEST_SILENCE) this.#failed(this.#source);
  }

  #opened() {
    this.#heard = Date.now();
    this.#wait = FIRST_WAIT;
    this.#wasOpen = true;
    this.#tell("open");
    if (this.#missed) {
      this.#missed = false;
      this.#tell("reset");
    }
  }

  #failed(source) {
    if (source !== this.#source) return;
    this.#wasOpen = false;
    this.#missed = true;
    this.#tell("away");
    source.close();
    this.#timer = setTimeout(() => this.#connect(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }
}
