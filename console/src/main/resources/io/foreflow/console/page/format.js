// Numbers and durations as text. Everything that does not exist is a dash.

const NONE = "–";
const MINUS = "−";

const counts = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

/** Whether a value is a number that can be shown. */
export function known(value) {
  return typeof value === "number" && Number.isFinite(value);
}

/** A measured value with four significant digits. */
export function number(value) {
  if (!known(value)) return NONE;
  const size = Math.abs(value);
  let text;
  if (size !== 0 && (size >= 1e7 || size < 1e-3)) text = value.toExponential(2);
  else if (size >= 1000) text = value.toFixed(0);
  else if (size >= 100) text = value.toFixed(1);
  else if (size >= 1) text = value.toFixed(2);
  else text = value.toFixed(3);
  return text.replaceAll("-", MINUS);
}

/** A whole number with separators. */
export function count(value) {
  return known(value) ? counts.format(value) : NONE;
}

/** A rate per second. */
export function rate(value) {
  if (!known(value)) return NONE;
  return value >= 100 ? counts.format(value) : value.toFixed(value >= 10 ? 1 : 2);
}

/** A ratio such as MASE, with two decimals. */
export function ratio(value) {
  return known(value) ? value.toFixed(2) : NONE;
}

/** A share as whole percent. */
export function percent(value) {
  return known(value) ? `${Math.round(value * 100)} %` : NONE;
}

/** A level or the share of a band: percent with the decimals that it has. */
export function level(value) {
  return known(value) ? `${Number((value * 100).toFixed(2))} %` : NONE;
}

/** A duration in its largest fitting unit, such as `12 s`, `3 h` or `0.40 ms`. */
export function duration(millis) {
  if (!known(millis)) return NONE;
  const size = Math.abs(millis);
  const units = [
    [86400000, "d"],
    [3600000, "h"],
    [60000, "min"],
    [1000, "s"],
  ];
  for (const [unit, name] of units) {
    if (size >= unit) {
      const amount = millis / unit;
      return `${Number.isInteger(amount) || size >= 10 * unit ? Math.round(amount) : amount.toFixed(1)} ${name}`;
    }
  }
  return size > 0 && size < 10 ? `${millis.toPrecision(2)} ms` : `${Math.round(millis)} ms`;
}

/** Bytes as MB or kB. */
export function bytes(value) {
  if (!known(value)) return NONE;
  if (value >= 1e9) return `${(value / 1e9).toFixed(1)} GB`;
  if (value >= 1e6) return `${Math.round(value / 1e6)} MB`;
  return value >= 1000 ? `${Math.round(value / 1000)} kB` : `${value} B`;
}

/** A version cut to a length that fits a table. The whole text belongs in a title. */
function shortVersion(version) {
  return version && version.length > 14 ? `${version.slice(0, 12)}…` : version || NONE;
}

/** The name of a model and its version. */
export function modelName(model, version) {
  return `${model ?? NONE} ${shortVersion(version)}`;
}

/** The name of what made a forecast: a version of a model, and whether it is a shadow. */
export function forecasterName({ model, version, shadow }) {
  return modelName(model, version) + shadowWord(shadow);
}

/** What comes after the name of a shadow. */
export function shadowWord(shadow) {
  return shadow ? " (shadow)" : "";
}

/** The word for one thing or many. */
export function plural(amount, one, many = `${one}s`) {
  return `${count(amount)} ${amount === 1 ? one : many}`;
}
