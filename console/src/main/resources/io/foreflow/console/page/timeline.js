// The strip under the chart: all kept readings, and the window that selects the visible range.

import { el, canvasContext, oncePerFrame, setAttribute } from "./dom.js";
import { colour, faded } from "./colours.js";
import { versionColour } from "./chart-marks.js";
import { known } from "./format.js";
import { spansInLanes } from "./spans.js";
import { dateTime, stamp } from "./time.js";

const HEIGHT = 46;
const EDGE = 8;
const PAN_SHARE = 0.1;
const ZOOM_STEP = 1.25;

export class Timeline {
  #shown = null;
  #select;
  #draw = oncePerFrame(() => this.#paint());

  /** `select(from, to)` is called with the range that the viewer chose. */
  constructor(select) {
    this.#select = select;
    this.canvas = el("canvas", { "aria-hidden": "true" });
    this.window = el("div", { class: "window", "aria-hidden": "true" });
    this.root = el(
      "div",
      {
        class: "timeline",
        role: "slider",
        tabindex: "0",
        "aria-label": "Visible range",
        "aria-valuemin": "0",
        "aria-valuemax": "100",
        "aria-valuenow": "0",
      },
      this.canvas,
      this.window,
    );
    this.root.addEventListener("pointerdown", (event) => this.#press(event));
    this.root.addEventListener("pointermove", (event) => this.#point(event));
    this.root.addEventListener("keydown", (event) => this.#key(event));
    new ResizeObserver(this.#draw).observe(this.root);
  }

  /** Shows `{data, forecasts, range, cutoff, end}`; `end` is the last time of all. */
  show(shown) {
    this.#shown = shown;
    const [from, to] = shown.range;
    const [first, last] = this.#whole();
    const place = last > first ? ((from + to) / 2 - first) / (last - first) : 0;
    setAttribute(this.root, "aria-valuenow", Math.round(Math.max(0, Math.min(1, place)) * 100));
    setAttribute(this.root, "aria-valuetext", `${dateTime(Math.round(from))} to ${stamp(Math.round(to))}`);
    this.#draw();
  }

  redraw() {
    this.#draw();
  }

  #whole() {
    const { data, range, end } = this.#shown;
    return [Math.min(data.times[0] ?? range[0], range[0]), Math.max(end, range[1])];
  }

  #x(time) {
    const [first, last] = this.#whole();
    return ((time - first) / (last - first)) * this.root.clientWidth;
  }

  #time(x) {
    const [first, last] = this.#whole();
    return first + (x / this.root.clientWidth) * (last - first);
  }

  #paint() {
    if (this.#shown === null || this.root.clientWidth === 0) return;
    const { data, forecasts, range, cutoff } = this.#shown;
    const width = this.root.clientWidth;
    const context = canvasContext(this.canvas, width, HEIGHT);
    this.#paintReadings(context, data, width);
    for (const span of spansInLanes(data)) {
      context.fillStyle = colour(versionColour(forecasts, span.key));
      context.fillRect(
        this.#x(span.from),
        HEIGHT - 3 - span.lane * 4,
        Math.max(1, this.#x(span.end) - this.#x(span.from) - 1),
        3,
      );
    }
    context.fillStyle = colour("bad");
    for (const episode of data.episodes) {
      const x = this.#x(episode.begin);
      context.beginPath();
      context.moveTo(x - 3, 0);
      context.lineTo(x + 3, 0);
      context.lineTo(x, 5);
      context.fill();
    }
    if (cutoff !== null) {
      context.fillStyle = colour("accent");
      context.fillRect(this.#x(cutoff) - 0.5, 0, 1.5, HEIGHT);
    }
    this.window.style.left = `${this.#x(range[0])}px`;
    this.window.style.width = `${Math.max(4, this.#x(range[1]) - this.#x(range[0]))}px`;
  }

  /** A line through the least and the largest reading of each pixel. */
  #paintReadings(context, data, width) {
    const low = new Float64Array(Math.ceil(width)).fill(Infinity);
    const high = new Float64Array(Math.ceil(width)).fill(-Infinity);
    let least = Infinity;
    let most = -Infinity;
    const [first, last] = this.#whole();
    const scale = width / (last - first);
    for (let place = 0; place < data.times.length; place++) {
      const value = data.values[place];
      if (!known(value)) continue;
      const x = Math.min(low.length - 1, Math.floor((data.times[place] - first) * scale));
      low[x] = Math.min(low[x], value);
      high[x] = Math.max(high[x], value);
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    const y = (value) => 6 + (1 - (value - least) / (most - least || 1)) * (HEIGHT - 14);
    context.strokeStyle = faded("ink-2", 0.9);
    context.lineWidth = 1;
    context.beginPath();
    let before = -Infinity;
    for (let x = 0; x < low.length; x++) {
      if (low[x] > high[x]) continue;
      // A pixel without a reading is a gap only if readings are usually closer.
      const apart = x - before > Math.max(2, data.cadence * 3 * scale);
      if (apart) context.moveTo(x, y(high[x]));
      else context.lineTo(x, y(high[x]));
      context.lineTo(x, y(low[x]) + (apart ? 0.5 : 0));
      before = x;
    }
    context.stroke();
  }

  #grip(x) {
    const [from, to] = this.#shown.range;
    const left = Math.abs(x - this.#x(from));
    const right = Math.abs(x - this.#x(to));
    if (Math.min(left, right) <= EDGE) return left < right ? "left" : "right";
    return x > this.#x(from) && x < this.#x(to) ? "whole" : "outside";
  }

  #point(event) {
    if (this.#shown === null || event.buttons !== 0) return;
    const grip = this.#grip(event.clientX - this.root.getBoundingClientRect().left);
    this.root.style.cursor = { left: "ew-resize", right: "ew-resize", whole: "grab", outside: "pointer" }[grip];
  }

  #press(event) {
    if (this.#shown === null) return;
    const box = this.root.getBoundingClientRect();
    const begin = event.clientX - box.left;
    let grip = this.#grip(begin);
    let [from, to] = this.#shown.range;
    if (grip === "outside") {
      const shift = this.#time(begin) - (from + to) / 2;
      [from, to] = [from + shift, to + shift];
      this.#select(from, to);
      grip = "whole";
    }
    const [first, last] = this.#whole();
    const perPixel = (last - first) / box.width;
    const least = 4 * this.#shown.data.cadence;
    const move = (moved) => {
      const shift = (moved.clientX - box.left - begin) * perPixel;
      if (grip === "left") this.#select(Math.min(from + shift, to - least), to);
      else if (grip === "right") this.#select(from, Math.max(to + shift, from + least));
      else this.#select(from + shift, to + shift);
    };
    this.root.setPointerCapture(event.pointerId);
    this.root.addEventListener("pointermove", move);
    const drop = () => this.root.removeEventListener("pointermove", move);
    this.root.addEventListener("pointerup", drop, { once: true });
    this.root.addEventListener("pointercancel", drop, { once: true });
  }

  #key(event) {
    if (this.#shown === null) return;
    const [from, to] = this.#shown.range;
    const length = to - from;
    const [first, last] = this.#whole();
    const moves = {
      ArrowLeft: -length * PAN_SHARE,
      ArrowRight: length * PAN_SHARE,
      ArrowDown: -length * PAN_SHARE,
      ArrowUp: length * PAN_SHARE,
      PageDown: -length,
      PageUp: length,
      Home: first - from,
      End: last - to,
    };
    if (event.key in moves) {
      this.#select(from + moves[event.key], to + moves[event.key]);
    } else if (event.key === "+" || event.key === "-") {
      const spare = (length * (event.key === "-" ? ZOOM_STEP - 1 : 1 / ZOOM_STEP - 1)) / 2;
      this.#select(from - spare, to + spare);
    } else {
      return;
    }
    event.preventDefault();
  }
}
