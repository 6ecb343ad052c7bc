// Probabilities of classes, such as down, flat and up, as one stacked bar for each step.

import { el } from "./dom.js";
import { stepTime } from "./forecast.js";
import { forecasterName, percent } from "./format.js";
import { stamp } from "./time.js";

/** A panel for forecasts of classes, or null if there are none. */
export function classPanel(forecasts) {
  const withClasses = forecasts.filter((forecast) => forecast.classes.length > 0);
  if (withClasses.length === 0) return null;
  return el(
    "section",
    { class: "panel" },
    el(
      "div",
      { class: "panel-head" },
      el("h2", { text: "Probabilities by step" }),
      el("p", { text: "of the move from the cutoff to each step" }),
    ),
    ...withClasses.map(stack),
  );
}

function stack(forecast) {
  const steps = Array.from({ length: forecast.horizon }, (_, step) => step);
  const bars = el(
    "div",
    { class: "stacks", role: "img", "aria-label": words(forecast) },
    ...steps.map((step) => {
      const bar = el("div", {
        class: "stack",
        title: `${stamp(stepTime(forecast, step))}: ${stepWords(forecast, step)}`,
      });
      forecast.classes.forEach((name, row) => {
        const share = forecast.quantiles[row]?.[step] ?? 0;
        const part = el("span", { class: `part is-class-${row % 4}` });
        part.style.height = `${share * 100}%`;
        if (forecast.horizon <= 24 && share >= 0.14) part.append(el("span", { text: String(Math.round(share * 100)) }));
        bar.append(part);
      });
      return bar;
    }),
  );
  return el(
    "div",
    { class: "classes" },
    el("p", { class: "aside", text: forecasterName(forecast) }),
    bars,
    el(
      "ul",
      { class: "legend" },
      ...forecast.classes.map((name, row) =>
        el(
          "li",
          {},
          el("span", { class: `key part is-class-${row % 4}`, "aria-hidden": "true" }),
          el("span", { text: name }),
        ),
      ),
    ),
  );
}

function stepWords(forecast, step) {
  return forecast.classes.map((name, row) => `${name} ${percent(forecast.quantiles[row]?.[step])}`).join(", ");
}

function words(forecast) {
  return `Step 1: ${stepWords(forecast, 0)}. Step ${forecast.horizon}: ${stepWords(forecast, forecast.horizon - 1)}.`;
}
