// The page: one stream, three views, and what is the same on all of them.

import { setText } from "./dom.js";
import { readLink, keepLink } from "./link.js";
import { Stream } from "./stream.js";
import { api } from "./api.js";
import { showBanner } from "./banner.js";
import { forgetColours } from "./colours.js";
import { nextTheme, nextZone, onChange, theme } from "./settings.js";
import { zoneLabel } from "./time.js";
import { count, rate } from "./format.js";
import { ListView } from "./list.js";
import { OneView } from "./one.js";
import { PipelineView } from "./pipeline.js";

const stream = new Stream();
const main = document.getElementById("main");
const banner = document.getElementById("banner");
const views = { series: new ListView(), one: new OneView(stream), pipeline: new PipelineView(stream) };
let current = null;
let serverAway = false;
let overview = null;

function route() {
  keepLink();
  const { view, params } = readLink();
  stream.follow(view === "one" ? params.get("series") : null);
  for (const link of document.querySelectorAll(".views a")) {
    const here = link.dataset.view === (view === "one" ? "series" : view);
    if (here) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (current !== views[view]) {
    const first = current === null;
    current?.hide();
    current = views[view];
    main.replaceChildren(current.root);
    window.scrollTo(0, 0);
    current.show(params);
    if (!first) (current.focus ? current : main).focus({ preventScroll: true });
  } else {
    current.show(params);
  }
  if (overview !== null) current.overview(overview);
}

function showOverview(next) {
  overview = next;
  showPulse();
  showBanner(banner, overview, serverAway);
  current.overview(next);
}

function fetchOverview() {
  api.overview().then(showOverview, () => {
    // The stream tells when the server is there.
  });
}

function showPulse() {
  const pulse = document.getElementById("pulse");
  if (serverAway) {
    setText(pulse, "Not connected");
  } else if (overview !== null) {
    setText(pulse, `${count(overview.series.known)} series · ${rate(overview.rates.readings)} readings/s`);
  }
  pulse.classList.toggle("is-away", serverAway || overview?.broker.reachable === false);
}

function showSwitches() {
  const dark = { auto: "Theme: system", light: "Theme: light", dark: "Theme: dark" };
  document.documentElement.dataset.theme = theme();
  const themeButton = document.getElementById("theme");
  setText(themeButton, dark[theme()]);
  themeButton.title = "Change the theme";
  const zoneButton = document.getElementById("zone");
  setText(zoneButton, `Times: ${zoneLabel()}`);
  zoneButton.title = "Change between your zone and UTC";
}

document.getElementById("theme").addEventListener("click", nextTheme);
document.getElementById("zone").addEventListener("click", nextZone);
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, select, textarea");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const search = () => views.series.focusSearch();
  if (current === views.series) {
    search();
    return;
  }
  // After `route`, which gives the focus to the list.
  window.addEventListener("hashchange", search, { once: true });
  location.hash = "#series";
});

onChange(() => {
  showSwitches();
  forgetColours();
  current?.redraw();
});

stream.on("overview", showOverview);
stream.on("open", () => {
  serverAway = false;
  showPulse();
  showBanner(banner, overview, serverAway);
});
stream.on("away", () => {
  serverAway = true;
  showPulse();
  showBanner(banner, overview, serverAway);
});
stream.on("reset", () => {
  fetchOverview();
  current?.reload();
});

window.addEventListener("hashchange", route);
showSwitches();
route();
fetchOverview();
