// Episodes of anomalies, put together from their changes.

import { millis } from "./time.js";

const KINDS = { unlikely: "Unlikely readings", stuck: "The same reading again and again", silent: "No readings" };

/** Episodes, newest first, from anomaly records in any order. */
export function episodesOf(records) {
  const episodes = new Map();
  const sorted = [...records].sort((one, other) => millis(one.time) - millis(other.time));
  for (const record of sorted) {
    const key = `${record.kind}@${record.begin}`;
    const episode = episodes.get(key) ?? {
      kind: record.kind,
      begin: millis(record.begin),
      end: null,
      peak: null,
      reading: null,
    };
    episode.last = millis(record.time);
    episode.readings = record.readings;
    episode.direction = record.direction ?? episode.direction;
    episode.probability = record.probability ?? episode.probability;
    episode.model = record.model;
    episode.version = record.modelVersion;
    episode.closed = record.change === "closed";
    if (record.peak) episode.peak = millis(record.peak);
    if (record.end) episode.end = millis(record.end);
    if (typeof record.actual === "number") {
      episode.reading = { actual: record.actual, expected: record.expected, lower: record.lower, upper: record.upper };
    }
    episodes.set(key, episode);
  }
  return [...episodes.values()].sort((one, other) => other.begin - one.begin);
}

/** What kind of episode it is, in words. */
export function episodeWords(episode) {
  const side =
    episode.direction === "above"
      ? ", above the forecast"
      : episode.direction === "below"
        ? ", below the forecast"
        : "";
  return `${KINDS[episode.kind] ?? episode.kind}${side}`;
}
