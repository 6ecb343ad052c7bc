// When the market of a series is closed, as far as its forecasts say so: pairs of times, ascending.

/** Adds a closed time, as one with those that it overlaps. */
function addClosed(closed, from, to) {
  let first = closed.length;
  while (first > 0 && closed[first - 1][1] >= from) first--;
  let end = first;
  while (end < closed.length && closed[end][0] <= to) end++;
  const all = [[from, to], ...closed.slice(first, end)];
  closed.splice(first, end - first, [Math.min(...all.map(([begin]) => begin)), Math.max(...all.map((one) => one[1]))]);
}

/** Adds what a forecast says: no slot is between its cutoff and its steps, and between steps. */
export function addClosedOf(closed, forecast) {
  let slot = forecast.cutoff;
  for (const next of forecast.stepTimes ?? []) {
    const end = slot + forecast.cadence;
    if (next > end) addClosed(closed, end, next);
    slot = next;
  }
}

/** The closed times within a stretch, cut to it. */
export function closedIn(closed, from, to) {
  return closed
    .filter(([close, open]) => close < to && open > from)
    .map(([close, open]) => [Math.max(close, from), Math.min(open, to)]);
}

/** How long the market is open in a stretch, as far as it is known. */
export function openTime(closed, from, to) {
  return closedIn(closed, from, to).reduce((time, [close, open]) => time - (open - close), to - from);
}
