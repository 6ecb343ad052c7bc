// Pointer and wheel on the chart: drag selects a range, Shift and drag moves it, the wheel zooms,
// the line of the cutoff can be dragged. One finger moves the range, two zoom.

const ZOOM_STEP = 1.25;

export class ChartPointer {
  #chart;
  #actions;
  #fingers = new Map();

  constructor(chart, actions) {
    this.#chart = chart;
    this.#actions = actions;
    const { line } = chart;
    line.addEventListener("mousedown", (event) => event.stopPropagation());
    line.addEventListener("pointerdown", (event) => this.#dragCutoff(event));
  }

  /** Bindings for uPlot: it selects by the left button, and nothing else. */
  bindings() {
    return {
      mousedown: (plot, target, select) => (event) => {
        this.#chart.root.focus({ preventScroll: true });
        if (event.button === 1 || event.shiftKey) this.#dragRange(event);
        else select(event);
        return null;
      },
      dblclick: () => () => {
        this.#actions.fit();
        return null;
      },
    };
  }

  attach(over) {
    over.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    for (const name of ["pointerdown", "pointermove", "pointerup", "pointercancel"]) {
      over.addEventListener(name, (event) => this.#finger(event));
    }
  }

  /** The viewer selected a stretch. */
  selected(plot) {
    const { left, width } = plot.select;
    if (width <= 0) return;
    const from = plot.posToVal(left, "x") * 1000;
    const to = plot.posToVal(left + width, "x") * 1000;
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    this.#actions.range(from, to);
  }

  #time(clientX) {
    const { plot } = this.#chart;
    return plot.posToVal(clientX - plot.over.getBoundingClientRect().left, "x") * 1000;
  }

  #dragCutoff(event) {
    event.preventDefault();
    event.stopPropagation();
    const { line } = this.#chart;
    line.setPointerCapture(event.pointerId);
    line.classList.add("is-held");
    const move = (moved) => this.#actions.cutoff(this.#time(moved.clientX), false);
    const drop = (dropped) => {
      line.removeEventListener("pointermove", move);
      line.classList.remove("is-held");
      if (dropped.type === "pointerup") this.#actions.cutoff(this.#time(dropped.clientX), true);
    };
    line.addEventListener("pointermove", move);
    line.addEventListener("pointerup", drop, { once: true });
    line.addEventListener("pointercancel", drop, { once: true });
  }

  #dragRange(event) {
    const { plot } = this.#chart;
    const { min, max } = plot.scales.x;
    const perPixel = (max - min) / plot.over.clientWidth;
    const move = (moved) => {
      const shift = (event.clientX - moved.clientX) * perPixel;
      this.#actions.range((min + shift) * 1000, (max + shift) * 1000);
    };
    window.addEventListener("mousemove", move);
    window.addEventListener("mouseup", () => window.removeEventListener("mousemove", move), { once: true });
  }

  /** The plain wheel scrolls the page, until the chart was clicked. */
  #wheel(event) {
    const here = document.activeElement === this.#chart.root;
    const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (!here && !sideways && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const { min, max } = this.#chart.plot.scales.x;
    if (sideways) {
      const shift = (event.deltaX / this.#chart.plot.over.clientWidth) * (max - min);
      this.#actions.range((min + shift) * 1000, (max + shift) * 1000);
    } else {
      this.zoom(event.deltaY > 0 ? ZOOM_STEP : 1 / ZOOM_STEP, this.#time(event.clientX));
    }
  }

  /** Makes the range longer or shorter around a time. */
  zoom(factor, around) {
    const { min, max } = this.#chart.plot.scales.x;
    const middle = around ?? ((min + max) / 2) * 1000;
    this.#actions.range(middle - (middle - min * 1000) * factor, middle + (max * 1000 - middle) * factor);
  }

  /** Moves the range by a share of its length. */
  pan(share) {
    const { min, max } = this.#chart.plot.scales.x;
    const shift = (max - min) * share;
    this.#actions.range((min + shift) * 1000, (max + shift) * 1000);
  }

  #finger(event) {
    if (event.pointerType !== "touch") return;
    const before = [...this.#fingers.values()];
    if (event.type === "pointerdown") this.#fingers.set(event.pointerId, event.clientX);
    else if (event.type !== "pointermove") this.#fingers.delete(event.pointerId);
    else if (this.#fingers.has(event.pointerId)) {
      this.#fingers.set(event.pointerId, event.clientX);
      this.#moveFingers(before, [...this.#fingers.values()]);
    }
  }

  #moveFingers(before, after) {
    if (after.length === 1) {
      this.pan((before[0] - after[0]) / this.#chart.plot.over.clientWidth);
    } else if (after.length === 2) {
      const distance = (pair) => Math.max(20, Math.abs(pair[0] - pair[1]));
      this.zoom(distance(before) / distance(after), this.#time((after[0] + after[1]) / 2));
    }
  }
}
