// The read-only HTTP API of the console.

/** An answer that is no result, or no answer at all (`status` 0). */
class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function get(path, params = {}, signal) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== "") query.set(key, value);
  }
  const text = query.toString();
  let response;
  try {
    response = await fetch(`/api/${path}${text ? `?${text}` : ""}`, {
      signal,
      headers: { accept: "application/json" },
    });
  } catch (problem) {
    if (problem.name === "AbortError") throw problem;
    throw new ApiError(0, "The console's server does not answer.");
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) {
    throw new ApiError(response.status, body?.error?.message ?? `The server answered ${response.status}.`);
  }
  return body;
}

export const api = {
  overview: () => get("overview"),
  series: (params, signal) => get("series", params, signal),
  readings: (series) => get("readings", { series }),
  cutoffs: (series) => get("cutoffs", { series }),
  forecast: (params) => get("forecast", params),
  errors: (series) => get("errors", { series }),
  anomalies: (series) => get("anomalies", { series, limit: 200 }),
  spans: (series) => get("spans", { series }),
  models: () => get("models"),
  events: (limit) => get("events", { limit }),
  deadLetters: (limit) => get("dead-letters", { limit }),
  lateReadings: (limit) => get("late-readings", { limit }),
  decisions: (limit) => get("decisions", { limit }),
};
