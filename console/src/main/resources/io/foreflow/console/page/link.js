// The link of the page: what is after # names what is shown.

const VIEWS = ["series", "one", "pipeline"];

/** The view and its parameters in the address. */
export function readLink() {
  const [, view, query] = location.hash.match(/^#?([^?]*)\??(.*)$/s);
  return { view: VIEWS.includes(view) ? view : "series", params: new URLSearchParams(query) };
}

/** The address of a view; empty parameters are left out. */
export function linkTo(view, params = {}) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== "") query.set(key, value);
  }
  const text = query.toString();
  return `#${view}${text ? `?${text}` : ""}`;
}

let timer = 0;

/** Puts the address into the browser's bar without a new entry in its history. */
export function replaceLink(view, params) {
  clearTimeout(timer);
  // Browsers refuse more than a few changes a second.
  timer = setTimeout(() => {
    if (readLink().view === view) history.replaceState(null, "", linkTo(view, params));
  }, 250);
}

/** Forgets a change of the address that still waits. */
export function keepLink() {
  clearTimeout(timer);
}
