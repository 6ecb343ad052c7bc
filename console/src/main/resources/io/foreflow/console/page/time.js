// Times as text, in the zone that the viewer chose.

import { zone } from "./settings.js";

// Making a formatter costs far more than using it.
const cache = new Map();
const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "local";
const OFFSETS = new Intl.DateTimeFormat("en-GB", { timeZoneName: "shortOffset" });

function parts(millis) {
  const timeZone = zone() === "utc" ? "UTC" : undefined;
  const key = timeZone ?? "local";
  if (!cache.has(key)) {
    cache.set(
      key,
      new Intl.DateTimeFormat("en-GB", {
        timeZone,
        hourCycle: "h23",
        year: "numeric",
        month: "2-digit",
        day: "2-digit",
        hour: "2-digit",
        minute: "2-digit",
        second: "2-digit",
      }),
    );
  }
  const found = {};
  for (const { type, value } of cache.get(key).formatToParts(millis)) found[type] = value;
  return found;
}

/** Milliseconds of an ISO-8601 text, or null. */
export function millis(text) {
  if (text === null || text === undefined) return null;
  const value = typeof text === "number" ? text : Date.parse(text);
  return Number.isFinite(value) ? value : null;
}

/** ISO-8601 in UTC without needless parts, for links and requests. */
export function iso(time) {
  return new Date(time).toISOString().replace(".000Z", "Z");
}

/** Date and time: `2026-01-31 12:00`, with seconds where there are some. */
export function dateTime(time) {
  if (time === null || time === undefined) return "–";
  const p = parts(time);
  return `${p.year}-${p.month}-${p.day} ${clock(time)}`;
}

/** Time of day: `12:00`, with seconds where there are some. */
export function clock(time) {
  const p = parts(time);
  return p.second === "00" ? `${p.hour}:${p.minute}` : `${p.hour}:${p.minute}:${p.second}`;
}

/** Time of day with seconds, for logs. */
export function clockWithSeconds(time) {
  const p = parts(time);
  return `${p.hour}:${p.minute}:${p.second}`;
}

/** Date: `2026-01-31`. */
export function date(time) {
  const p = parts(time);
  return `${p.year}-${p.month}-${p.day}`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The labels of a time axis for uPlot: the day stands under the first label of it. */
export function axisLabels(plot, splits, axis, space, step) {
  let last = "";
  return splits.map((split) => {
    if (split === null) return null;
    const p = parts(split * 1000);
    const day = `${Number(p.day)} ${MONTHS[Number(p.month) - 1]}`;
    const text = step >= 86400 ? day : step < 60 ? `${p.hour}:${p.minute}:${p.second}` : `${p.hour}:${p.minute}`;
    const under = step >= 86400 ? (last === p.year ? "" : p.year) : last === day ? "" : day;
    last = step >= 86400 ? p.year : day;
    return under ? `${text}\n${under}` : text;
  });
}

/** A date for uPlot whose local fields are those of the chosen zone. */
export function zonedDate(seconds) {
  const at = new Date(seconds * 1000);
  return zone() === "utc" ? window.uPlot.tzDate(at, "UTC") : at;
}

/** Whether times are shown in UTC: chosen, or the viewer's own zone. */
function isUtc() {
  return OWN_ZONE === "UTC" || zone() === "utc";
}

/** How far the zone is from UTC at a time: `UTC` or `UTC+1`. */
function offset(time) {
  if (isUtc()) return "UTC";
  const found = OFFSETS.formatToParts(time).find((part) => part.type === "timeZoneName");
  return found.value.replace("GMT", "UTC").replace("-", "−");
}

/** Date and time with the zone that they are in: `2026-01-31 12:00 UTC+1`. */
export function stamp(time) {
  return `${dateTime(time)} ${offset(time)}`;
}

/** Day and time, short: `31 Jan 12:00`. */
export function dayTime(time) {
  const p = parts(time);
  return `${Number(p.day)} ${MONTHS[Number(p.month) - 1]} ${clock(time)}`;
}

/** The chosen zone in words: `UTC`, or the place whose time it is. */
export function zoneName() {
  if (isUtc()) return "UTC";
  return OWN_ZONE.split("/").pop().replaceAll("_", " ");
}

/** The chosen zone with its offset of today: `UTC`, `Berlin, UTC+1`, or `local, UTC`. */
export function zoneLabel() {
  if (zone() === "utc") return "UTC";
  return isUtc() ? "local, UTC" : `${zoneName()}, ${offset(Date.now())}`;
}
