// What is chosen on the page of a series, as parameters of its link.

import { iso, millis } from "./time.js";

/**
 * Reads a choice: `{cutoff, range, version, compare}`. Cutoff and range are null while the newest is
 * followed; versions are keys, or empty.
 */
export function readChosen(params) {
  const from = millis(params.get("from"));
  const to = millis(params.get("to"));
  return {
    cutoff: millis(params.get("cutoff")),
    range: from !== null && to !== null && to > from ? [from, to] : null,
    version: params.get("version") ?? "",
    compare: params.get("compare") ?? "",
  };
}

/** The parameters of a choice. */
export function chosenParams({ cutoff, range, version, compare }) {
  return {
    cutoff: cutoff === null ? "" : iso(cutoff),
    from: range === null ? "" : iso(range[0]),
    to: range === null ? "" : iso(range[1]),
    version,
    compare,
  };
}
