// Small helpers for the document. Text from data goes through textContent only.

/**
 * An element. `props` may have `class`, `text`, `on` (handlers by event) and attributes;
 * an attribute that is null or false is left out.
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "class") node.className = value;
    else if (key === "text") node.textContent = value;
    else if (key === "on") for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Sets a text only if it changed, so that the browser has nothing to lay out. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Sets an attribute, or removes it if the value is null. */
export function setAttribute(node, name, value) {
  if (value === null || value === undefined) node.removeAttribute(name);
  else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
}

/** Says a short text to screen readers. */
export function speak(text) {
  setText(document.getElementById("spoken"), text);
}

/** A function that runs `action` once in the next frame, however often it is called. */
export function oncePerFrame(action) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      action();
    });
  };
}

/** A canvas context in CSS pixels, with the canvas as large as the screen's pixels ask for. */
export function canvasContext(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  const w = Math.round(width * ratio);
  const h = Math.round(height * ratio);
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/** A mark and a word for a status: the shape says it too, not the colour alone. */
export function statusMark(kind, text) {
  return el(
    "span",
    { class: `status is-${kind}` },
    el("span", { class: "mark", "aria-hidden": "true" }),
    el("span", { text }),
  );
}
