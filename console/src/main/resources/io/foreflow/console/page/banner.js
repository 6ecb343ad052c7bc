// What is wrong with the whole console, above each view. It disappears by itself when all is well.

import { el } from "./dom.js";
import { millis, stamp } from "./time.js";

/** The console is still reading if it is behind by so many records, and by so many seconds of them. */
const BEHIND_RECORDS = 5000;
const BEHIND_SECONDS = 5;

/** Shows what is away or late: `overview` may be null. */
export function showBanner(banner, overview, serverAway) {
  const said = serverAway ? SERVER_AWAY : overview === null ? null : wordsFor(overview);
  const key = said === null ? "" : said.title;
  if (banner.dataset.shown === key) return;
  banner.dataset.shown = key;
  banner.replaceChildren();
  if (said === null) return;
  const { kind, title, text } = said;
  banner.append(
    el("p", { class: `banner is-${kind}` }, el("strong", { text: title }), el("span", { text: ` ${text}` })),
  );
}

const SERVER_AWAY = {
  kind: "away",
  title: "The console's server does not answer.",
  text: "What you see may be old. The page connects again by itself.",
};

function wordsFor({ broker, topics, rates, bootstrapServers }) {
  if (topics.some(({ state }) => state === "waiting")) {
    return {
      kind: "late",
      title: `No broker at ${bootstrapServers} has answered yet.`,
      text: "The console asks again and continues by itself.",
    };
  }
  if (!broker.reachable) {
    const since = millis(broker.since);
    return {
      kind: "away",
      title: `The broker ${bootstrapServers ?? ""} is away${since ? ` since ${stamp(since)}` : ""}.`,
      text: "You see what the console remembers. It continues by itself when the broker returns.",
    };
  }
  if (topics.some((topic) => isBehind(topic, rates))) {
    return {
      kind: "late",
      title: "The console is still reading older records.",
      text: "What it calls newest is not yet the newest of the topics. Pipeline says how far it is behind.",
    };
  }
  return null;
}

function isBehind({ role, behind }, rates) {
  const rate = rates[role];
  return rate !== undefined && behind > Math.max(BEHIND_RECORDS, BEHIND_SECONDS * (rate ?? 0));
}
