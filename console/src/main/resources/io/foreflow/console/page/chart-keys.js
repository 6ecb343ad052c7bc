// Keys of the chart.

const ZOOM_STEP = 1.25;
const PAN_SHARE = 0.1;
const FAR = 10;

/** `actions` has `step(count)`, `oldest()`, `newest()`, `fit()`, `zoom(factor)` and `pan(share)`. */
export function listenToKeys(root, actions) {
  const keys = {
    ArrowLeft: (far) => actions.step(far ? -FAR : -1),
    ArrowRight: (far) => actions.step(far ? FAR : 1),
    Home: () => actions.oldest(),
    End: () => actions.newest(),
    0: () => actions.fit(),
    "+": () => actions.zoom(1 / ZOOM_STEP),
    "=": () => actions.zoom(1 / ZOOM_STEP),
    "-": () => actions.zoom(ZOOM_STEP),
    "[": () => actions.pan(-PAN_SHARE),
    "]": () => actions.pan(PAN_SHARE),
  };
  root.addEventListener("keydown", (event) => {
    if (!Object.hasOwn(keys, event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key](event.shiftKey);
  });
}
