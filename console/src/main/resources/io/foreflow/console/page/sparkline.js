// A small line without axes, on a canvas.

import { canvasContext } from "./dom.js";
import { colour } from "./colours.js";
import { known } from "./format.js";

/** Draws values from left to right; a missing one is a gap. The last one gets a dot. */
export function drawSparkline(canvas, values, width, height) {
  const context = canvasContext(canvas, width, height);
  const present = values.filter(known);
  if (present.length === 0) return;
  const low = Math.min(...present);
  const high = Math.max(...present);
  const inset = 3;
  const step = (width - 2 * inset) / Math.max(1, values.length - 1);
  const y = (value) => (high === low ? height / 2 : inset + (1 - (value - low) / (high - low)) * (height - 2 * inset));
  context.strokeStyle = colour("ink-2");
  context.lineWidth = 1.1;
  context.lineJoin = "round";
  context.beginPath();
  let open = false;
  values.forEach((value, index) => {
    if (!known(value)) open = false;
    else if (open) context.lineTo(inset + index * step, y(value));
    else {
      context.moveTo(inset + index * step, y(value));
      open = true;
    }
  });
  context.stroke();
  const last = values.length - 1;
  if (known(values[last])) {
    context.fillStyle = colour("accent");
    context.beginPath();
    context.arc(inset + last * step, y(values[last]), 2, 0, 7);
    context.fill();
  }
}
