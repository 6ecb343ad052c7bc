// The forecast in words and as a table: what the chart shows, for those who do not see it.

import { el } from "./dom.js";
import { bandPairs, middleRow, outcomeOf, stepTime, whatCame, lastTime } from "./forecast.js";
import { duration, known, level, modelName, number, percent, plural } from "./format.js";
import { dateTime, stamp, zoneName } from "./time.js";

/** What a forecast says, and what came of it. */
export function forecastSentence(forecast, data) {
  const name = modelName(forecast.model, forecast.version);
  const state = [
    forecast.shadow ? "a shadow" : null,
    forecast.status === "warming" ? "still warming, not to be relied on" : forecast.status,
    forecast.calibrated ? "calibrated" : null,
  ]
    .filter(Boolean)
    .join(", ");
  const begin =
    `${name} (${state}), cutoff ${stamp(forecast.cutoff)}, ` +
    `${plural(forecast.horizon, "step")} of ${duration(forecast.cadence)}`;
  if (forecast.classes.length > 0) return `${begin}: ${classSentence(forecast)}`;
  const middle = middleRow(forecast);
  const last = forecast.horizon - 1;
  const [outer] = bandPairs(forecast);
  const band = (step) =>
    outer
      ? `, ${level(outer.share)} band ${number(forecast.quantiles[outer.low][step])} to ${number(forecast.quantiles[outer.high][step])}`
      : "";
  const course = `median ${number(middle[0])} at the first step${band(0)}; ${number(middle[last])} at the last one${band(last)}.`;
  return `${begin}: ${course} ${outcomeSentence(forecast, data)}`;
}

function outcomeSentence(forecast, data) {
  const { came, inside, error, share } = outcomeOf(forecast, data.times, data.values);
  if (came === 0 && data.keptSince !== null && data.keptSince > forecast.cutoff) {
    return "The readings that came for it are no longer kept here.";
  }
  if (came === 0) return "None of its readings has come yet.";
  const band = share === null ? "" : `, ${inside} in the ${level(share)} band`;
  return `Of ${plural(forecast.horizon, "reading")}, ${came} came${band}${known(error) ? `; mean error ${number(error)}` : ""}.`;
}

function classSentence(forecast) {
  const first = forecast.classes.map((name, place) => `${name} ${percent(forecast.quantiles[place]?.[0])}`).join(", ");
  return `for the first step ${first}. It runs to ${stamp(lastTime(forecast))}.`;
}

/** All steps of a forecast as a table. */
export function forecastTable(forecast, data) {
  const came = whatCame(forecast, data.times, data.values);
  const rows = forecast.classes.length > 0 ? forecast.classes : forecast.levels.map(level);
  const head = el(
    "tr",
    {},
    ...["Step", `Time, ${zoneName()}`].map((text) => el("th", { scope: "col", text })),
    ...[...rows, "Came"].map((text) => el("th", { scope: "col", class: "right", text })),
  );
  const body = Array.from({ length: forecast.horizon }, (_, step) =>
    el(
      "tr",
      {},
      el("td", { text: String(step + 1) }),
      el("td", { class: "nowrap", text: dateTime(stepTime(forecast, step)) }),
      ...rows.map((_, row) =>
        el("td", {
          class: "right",
          text:
            forecast.classes.length > 0
              ? percent(forecast.quantiles[row]?.[step])
              : number(forecast.quantiles[row]?.[step]),
        }),
      ),
      el("td", { class: "right", text: number(came[step]) }),
    ),
  );
  return el(
    "table",
    {},
    el("caption", { class: "unseen", text: "Steps of the forecast" }),
    el("thead", {}, head),
    el("tbody", {}, ...body),
  );
}
