// What is drawn behind and over the lines of the chart: gaps, closed markets, episodes, late readings, swaps.

import { canvasFont, colour, faded, hatch } from "./colours.js";
import { gapsOf } from "./chart-columns.js";
import { forecasterName, known } from "./format.js";
import { spansInLanes } from "./spans.js";

const STRIP = 16;

/** The colour of a version: that of its forecast in the chart, or grey. */
export function versionColour(forecasts, key) {
  return ["accent", "other"][forecasts.findIndex((forecast) => forecast.key === key)] ?? "ink-2";
}

/** Where an episode ends: an open one goes on. */
export function episodeEnd(data, episode) {
  if (episode.closed) return episode.end ?? episode.last;
  return Math.max(episode.last, data.times[data.times.length - 1] ?? 0);
}

/** A canvas and the places of times on it, in pixels of the screen. */
class Area {
  constructor(plot) {
    this.plot = plot;
    this.context = plot.ctx;
    this.unit = window.devicePixelRatio || 1;
    Object.assign(this, { left: plot.bbox.left, top: plot.bbox.top, width: plot.bbox.width, height: plot.bbox.height });
    this.right = this.left + this.width;
    this.bottom = this.top + this.height;
  }

  x(time) {
    return Math.max(this.left, Math.min(this.right, this.plot.valToPos(time / 1000, "x", true)));
  }

  shows(from, to) {
    const { min, max } = this.plot.scales.x;
    return to / 1000 >= min && from / 1000 <= max;
  }

  clip(draw) {
    this.context.save();
    this.context.beginPath();
    this.context.rect(this.left, this.top, this.width, this.height);
    this.context.clip();
    draw(this.context);
    this.context.restore();
  }
}

/** How many versions are side by side at most. */
export function lanesOf(data) {
  return Math.max(1, ...spansInLanes(data).map((span) => span.lane + 1));
}

/** Draws what lies behind the lines. */
export function drawBehind(plot, { data, cutoff }) {
  const area = new Area(plot);
  area.clip((context) => {
    if (cutoff !== null) {
      context.fillStyle = faded("ink", 0.025);
      context.fillRect(area.x(cutoff), area.top, area.right - area.x(cutoff), area.height);
    }
    drawUnkept(area, context, data);
    drawClosed(area, context, data);
    for (const [from, to] of gapsOf(data)) {
      if (!area.shows(from, to)) continue;
      context.fillStyle = hatch(context, "ink-2", 0.28);
      context.fillRect(area.x(from), area.top, area.x(to) - area.x(from), area.height);
    }
    for (const episode of data.episodes) drawEpisode(area, context, episode, episodeEnd(data, episode));
  });
}

function drawUnkept(area, context, data) {
  const since = data.keptSince;
  if (since === null || !area.shows(0, since)) return;
  const width = area.x(since) - area.left;
  context.fillStyle = hatch(context, "ink-2", 0.1, -1);
  context.fillRect(area.left, area.top, width, area.height);
  if (width > 150 * area.unit) {
    context.font = canvasFont(11 * area.unit);
    context.fillStyle = colour("ink-2");
    context.textAlign = "center";
    context.fillText("not kept in memory", area.left + width / 2, area.top + area.height / 2);
  }
}

/** While the market is closed, nothing is missing. */
function drawClosed(area, context, data) {
  context.fillStyle = faded("ink-2", 0.1);
  for (const [from, to] of data.closed) {
    if (area.shows(from, to)) context.fillRect(area.x(from), area.top, area.x(to) - area.x(from), area.height);
  }
}

function drawEpisode(area, context, episode, end) {
  if (!area.shows(episode.begin, end)) return;
  const from = area.x(episode.begin);
  const width = Math.max(3 * area.unit, area.x(end) - from);
  context.fillStyle = faded("bad", 0.1);
  context.fillRect(from, area.top + STRIP * area.unit, width, area.height);
  context.fillStyle = colour("bad");
  context.fillRect(from, area.bottom - 3 * area.unit, width, 3 * area.unit);
  const tip = area.x(episode.peak ?? episode.begin);
  const size = 5 * area.unit;
  const base = area.bottom - 6 * area.unit;
  context.beginPath();
  context.moveTo(tip, base - 2 * size);
  context.lineTo(tip + size, base);
  context.lineTo(tip - size, base);
  context.fill();
}

/** Draws what lies over the lines. */
export function drawOver(plot, { data, forecasts }) {
  const area = new Area(plot);
  area.clip((context) => {
    drawVersions(area, context, data, forecasts);
    context.strokeStyle = colour("warn");
    context.fillStyle = colour("panel");
    context.lineWidth = 1.6 * area.unit;
    for (const { time, value } of data.late) {
      if (!known(value) || !area.shows(time, time)) continue;
      drawDiamond(context, area.x(time), plot.valToPos(value, "y", true), 4.5 * area.unit);
    }
  });
}

function drawDiamond(context, x, y, size) {
  context.beginPath();
  context.moveTo(x, y - size);
  context.lineTo(x + size, y);
  context.lineTo(x, y + size);
  context.lineTo(x - size, y);
  context.closePath();
  context.fill();
  context.stroke();
}

/** Spans of versions along the top edge, with their names, and a line at each swap of the live model. */
function drawVersions(area, context, data, forecasts) {
  const { unit } = area;
  context.font = canvasFont(11 * unit, 500);
  context.textAlign = "left";
  context.textBaseline = "middle";
  for (const span of spansInLanes(data)) {
    if (area.shows(span.from, span.end)) drawSpan(area, context, span, versionColour(forecasts, span.key));
  }
}

function drawSpan(area, context, span, name) {
  const { unit } = area;
  const from = area.x(span.from);
  const width = Math.max(unit, area.x(span.end) - from);
  const top = area.top + span.lane * STRIP * unit;
  context.fillStyle = faded(name, 0.16);
  context.fillRect(from, top, width, (STRIP - 1) * unit);
  context.strokeStyle = colour(name);
  context.lineWidth = 2 * unit;
  drawDashed(context, span.shadow ? [5 * unit, 3 * unit] : [], [from, top + unit], [from + width, top + unit]);
  const label = forecasterName(span);
  if (context.measureText(label).width < width - 12 * unit) {
    context.fillStyle = colour("ink");
    context.fillText(label, from + 6 * unit, top + (STRIP / 2 + 1) * unit);
  }
  if (!span.swap || span.shadow || from <= area.left) return;
  context.lineWidth = unit;
  drawDashed(context, [2 * unit, 3 * unit], [from, area.top], [from, area.bottom]);
}

function drawDashed(context, dash, begin, end) {
  context.setLineDash(dash);
  context.beginPath();
  context.moveTo(...begin);
  context.lineTo(...end);
  context.stroke();
  context.setLineDash([]);
}
