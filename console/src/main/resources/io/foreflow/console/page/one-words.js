// What the page of a series can't show, and what has stopped.

import { openTime } from "./closed.js";
import { duration, forecasterName } from "./format.js";
import { stamp } from "./time.js";

/** So many readings may wait for their forecasts before the page says so. */
const SILENT_STEPS = 3;

/** What the topics hold of a series, by their names in the API. */
const TOPICS = {
  "shadow-forecasts": "shadow forecasts",
  anomalies: "episodes",
  "late-readings": "late readings",
};

/** What can't be shown, in words. */
export function missingWords(shown, chosen) {
  if (chosen.failure) {
    const why = chosen.failure.replace(/[.\s]*$/, ".");
    return [`The forecast can’t be read: ${why} The page tries again by itself.`, ...readingWords(shown)];
  }
  return [...forecastWords(shown, chosen), ...silenceWords(shown), ...readingWords(shown)];
}

function forecastWords({ data, forecasts, cutoff }, { version, compare }) {
  const words = [];
  const name = (key) => (data.versions.has(key) ? forecasterName(data.versions.get(key)) : key);
  const since = data.forecastsKeptSince;
  const kept = since === null ? "" : ` Forecasts are kept since ${stamp(since)}.`;
  if (data.cutoffs.length === 0) words.push("No forecast of this series has come yet: you see its readings only.");
  else if (forecasts.length === 0)
    words.push(`${version ? name(version) : "No model"} has no kept forecast at this cutoff or before.${kept}`);
  if (compare && !forecasts.some((forecast) => forecast.key === compare)) {
    words.push(`${name(compare)} has no kept forecast at this cutoff or before.${kept}`);
  }
  if (compare && forecasts.length === 1 && forecasts[0].key === compare) {
    words.push(
      `${name(compare)} is the only version with a forecast at this cutoff: there is nothing to compare it with.`,
    );
  }
  for (const forecast of forecasts) {
    if (cutoff !== null && forecast.cutoff !== cutoff) {
      words.push(
        `${forecasterName(forecast)} made no forecast at this cutoff. You see its last one before, of ${stamp(forecast.cutoff)}.`,
      );
    }
  }
  return words;
}

/** What of the series is no longer kept, or could not be read. */
function readingWords({ data, range }) {
  const words = data.unread.map((what) => `${what} of this series can’t be read now.`);
  if (data.again !== null) words.push(againWords(data));
  if (data.keptSince !== null && range[0] < data.keptSince) {
    words.push(`Readings before ${stamp(data.keptSince)} are no longer kept here. They are in the topic.`);
  }
  return words;
}

/** How far a series was read again from Kafka. */
function againWords({ again, isUnread }) {
  if (isUnread)
    return "Some of this series is not in memory and can’t be read again from Kafka now. The page tries again by itself.";
  const read = "This series was not in memory and was read again from Kafka.";
  if (again.complete) return read;
  const names = again.partial.map((topic) => TOPICS[topic] ?? topic);
  const last = names.pop();
  return `${read} The topics may hold more of its ${names.length > 0 ? `${names.join(", ")} and ` : ""}${last}.`;
}

/** What has stopped: readings, or the forecasts of them. */
function silenceWords({ data, cutoff }) {
  const newest = data.times[data.times.length - 1];
  const words = [];
  if (data.item?.silent && newest !== undefined)
    words.push(`This series is silent: no reading has come since ${stamp(newest)}.`);
  if (cutoff !== null && cutoff === data.newestCutoff && openTime(data.closed, cutoff, newest) > SILENT_STEPS * data.cadence) {
    words.push(`The newest forecast is ${duration(newest - cutoff)} older than the newest reading.`);
  }
  return words;
}
