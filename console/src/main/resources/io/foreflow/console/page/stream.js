// The live stream of the console, as one window reads it.

import { Hub } from "./stream-hub.js";

/** A window that is seen asks so often, and so the hub knows that it is there. */
const ASK_EVERY = 2000;
/** An overview comes each second, and the hub tells when none comes. A hub that is silent is gone. */
const LONGEST_SILENCE = 20000;
const LONGEST_OPENING = 500;
/** Windows of another release of the page may not understand this one's worker. */
const WORKER = { type: "module", name: "foreflow-stream-1" };

/**
 * One stream for one series or none. `open` and `away` tell whether it comes, and `reset` says: fetch everything
 * afresh. A window that nobody sees has no stream.
 */
export class Stream {
  #series = null;
  #handlers = new Map();
  /** Whether something may have come while there was no stream. It is not repeated. */
  #missed = false;
  /** Whether the records of the series come. */
  #isOpen = false;
  #whenOpen = [];
  #heard = Date.now();
  #hub = null;

  constructor() {
    this.#hub = this.#sharedHub() ?? this.#ownHub();
    setInterval(() => this.#ask(), ASK_EVERY);
    document.addEventListener("visibilitychange", () => this.#seen());
    window.addEventListener("pagehide", () => this.#leave());
    window.addEventListener("pageshow", () => this.#seen());
  }

  /** Calls `handler` with what an event holds; `open`, `away` and `reset` have nothing. */
  on(name, handler) {
    if (!this.#handlers.has(name)) this.#handlers.set(name, []);
    this.#handlers.get(name).push(handler);
  }

  /** Reads the events of a series too, or of none. */
  follow(series) {
    if (this.#series !== series) this.#isOpen = false;
    this.#series = series;
    this.#ask();
  }

  /** Waits until nothing can be missed that comes after what is fetched now. If it takes long, `reset` follows. */
  async ready() {
    if (this.#isOpen) return;
    await new Promise((resolve) => {
      this.#whenOpen.push(resolve);
      setTimeout(resolve, LONGEST_OPENING);
    });
    if (!this.#isOpen) this.#missed = true;
  }

  /** The hub of all windows, or null where a browser has none. */
  #sharedHub() {
    let worker;
    try {
      worker = new SharedWorker("/stream-worker.js", WORKER);
    } catch {
      return null;
    }
    worker.port.onmessage = ({ data: { name, data } }) => this.#tell(name, data);
    worker.onerror = () => this.#useOwnHub();
    return {
      follow: (series) => worker.port.postMessage({ seen: true, series }),
      leave: () => worker.port.postMessage({ seen: false }),
      end: () => {
        worker.port.onmessage = null;
        worker.onerror = null;
        worker.port.close();
      },
    };
  }

  /** A hub of this window alone. */
  #ownHub() {
    const hub = new Hub();
    const tell = (name, data) => this.#tell(name, data);
    return { follow: (series) => hub.follow(tell, series), leave: () => hub.leave(tell), end: () => hub.leave(tell) };
  }

  #useOwnHub() {
    this.#change(this.#ownHub());
  }

  #change(hub) {
    this.#hub.leave();
    this.#hub.end();
    this.#hub = hub;
    this.#heard = Date.now();
    this.#ask();
  }

  #ask() {
    if (document.visibilityState === "hidden") {
      this.#missed = true;
      return;
    }
    if (Date.now() - this.#heard > LONGEST_SILENCE) {
      this.#tell("away");
      this.#change(this.#sharedHub() ?? this.#ownHub());
      return;
    }
    this.#hub.follow(this.#series);
  }

  #seen() {
    if (document.visibilityState === "hidden") {
      this.#leave();
    } else {
      this.#heard = Date.now();
      this.#ask();
    }
  }

  #leave() {
    this.#missed = true;
    this.#isOpen = false;
    this.#hub.leave();
  }

  #tell(name, data) {
    this.#heard = Date.now();
    if (name === "full") {
      this.#useOwnHub();
      return;
    }
    // One of a series that was left meanwhile.
    if (name === "open" && data !== this.#series) return;
    if (name === "away") {
      this.#missed = true;
      this.#isOpen = false;
    }
    for (const handler of this.#handlers.get(name) ?? []) handler(data);
    if (name === "open") this.#opened();
  }

  #opened() {
    this.#isOpen = true;
    for (const resolve of this.#whenOpen.splice(0)) resolve();
    if (this.#missed) {
      this.#missed = false;
      this.#tell("reset");
    }
  }
}
