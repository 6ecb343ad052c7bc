// What a viewer has chosen and the browser remembers: theme and time zone.

const listeners = new Set();
const memory = new Map();

function read(key, allowed) {
  if (!memory.has(key)) {
    let stored = null;
    try {
      stored = localStorage.getItem(`foreflow.${key}`);
    } catch {
      // Storage can be forbidden. Then a choice lasts as long as the page.
    }
    memory.set(key, allowed.includes(stored) ? stored : allowed[0]);
  }
  return memory.get(key);
}

function write(key, value) {
  memory.set(key, value);
  try {
    localStorage.setItem(`foreflow.${key}`, value);
  } catch {
    // As above.
  }
  for (const listener of listeners) listener(key);
}

const THEMES = ["auto", "light", "dark"];
const ZONES = ["local", "utc"];

export function theme() {
  return read("theme", THEMES);
}

export function zone() {
  return read("zone", ZONES);
}

export function nextTheme() {
  write("theme", THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]);
}

export function nextZone() {
  write("zone", zone() === "utc" ? "local" : "utc");
}

/** Calls `listener(key)` when a choice changes, and when the system's theme does. */
export function onChange(listener) {
  listeners.add(listener);
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  for (const listener of listeners) listener("theme");
});
