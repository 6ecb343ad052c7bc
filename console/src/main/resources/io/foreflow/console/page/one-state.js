// What the page of one series says before there is a chart, or when there is none.

import { el } from "./dom.js";

/** The state of a series that is being read, or that could not be (`problem`). */
export function oneState(series, problem) {
  if (problem === null) {
    return el(
      "div",
      { class: "empty" },
      el("span", { class: "busy", "aria-hidden": "true" }),
      el("p", { class: "empty-title", text: "Reading the series …" }),
      el("p", { text: "A series that is not in memory is read again from Kafka. This can take seconds." }),
    );
  }
  const title = problem.status === 404 ? `There is no series “${series}”.` : "The series can’t be read.";
  return el(
    "div",
    { class: "empty" },
    el("p", { class: "empty-title", text: title }),
    el("p", { text: problem.message }),
    el("p", { text: "The page tries again by itself." }),
  );
}
