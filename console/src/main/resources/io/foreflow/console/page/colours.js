// The colours of the style sheet for canvases. The style sheet is the only place that defines them.

let probe = null;
let cache = new Map();

/** The computed value of a colour of the style sheet, such as `accent`. */
export function colour(name) {
  if (!cache.has(name)) {
    if (probe === null) {
      probe = document.createElement("span");
      probe.hidden = true;
      document.body.append(probe);
    }
    probe.style.color = `var(--${name})`;
    cache.set(name, getComputedStyle(probe).color);
  }
  return cache.get(name);
}

/** The same colour with an opacity from 0 to 1. */
export function faded(name, opacity) {
  const [r, g, b] = colour(name).match(/[\d.]+/g);
  return `rgba(${r}, ${g}, ${b}, ${opacity})`;
}

/** Forgets the colours: the theme has changed. */
export function forgetColours() {
  cache = new Map();
}

/** A hatch of thin lines, as a canvas pattern: areas that differ by more than their colour. */
export function hatch(context, name, opacity, lean = 1) {
  const key = `hatch ${name} ${opacity} ${lean}`;
  if (!cache.has(key)) cache.set(key, makeHatch(context, name, opacity, lean));
  return cache.get(key);
}

function makeHatch(context, name, opacity, lean) {
  const size = 8;
  const tile = document.createElement("canvas");
  tile.width = tile.height = size;
  const c = tile.getContext("2d");
  c.strokeStyle = faded(name, opacity);
  c.lineWidth = 1.2;
  for (const shift of [-size, 0, size]) {
    c.beginPath();
    c.moveTo(shift, lean > 0 ? size : 0);
    c.lineTo(shift + size, lean > 0 ? 0 : size);
    c.stroke();
  }
  return context.createPattern(tile, "repeat");
}

/** The font of canvases. */
export function canvasFont(size, weight = 400) {
  if (!cache.has("font")) cache.set("font", getComputedStyle(document.body).fontFamily);
  return `${weight} ${size}px ${cache.get("font")}`;
}
