// Main: the page as a whole, drawn from its state.
// Owns what happens when; each view is drawn by its own module.

import { drawCards } from "./cards.js";
import { articles, countryName, dateOf, stanceCount, stances, totals } from "./data.js";
import { byId } from "./dom.js";
import { PICKS, filtered, hasPick, isPicked, ofPair, read, write } from "./filter.js";
import { fillForm, showForm } from "./form.js";
import { drawHeat } from "./heat.js";
import { drawNetwork } from "./network.js";
import { drawSpeakers, pressRow } from "./speakers.js";
import { drawTimeline } from "./timeline.js";
import { counted, number } from "./tone.js";

let state = read();
let shown = [];
// What was chosen last: where the reader may want to go on.
let chosen = null;

/// What was picked, in words.
function heading() {
  const by = state.name || (state.by && countryName(state.by));
  const of = state.whom || (state.of && countryName(state.of));
  const pair = by && of ? `${by} of ${of}` : by ? `What ${by} says` : of ? `What is said of ${of}` : "";
  return pair;
}

/// Draws what depends on what was picked.
function drawPicked() {
  const ofWhom = shown.filter((stance) => ofPair(state, stance));
  const rows = state.period ? ofWhom.filter((stance) => isPicked(state, stance)) : ofWhom;
  drawTimeline(ofWhom, shown, heading() || "Everybody of everybody", state, pick);
  drawCards(rows, [heading() || "Quotes", state.period].filter(Boolean).join(", "), hasPick(state), byId("order").value);
  byId("unpick").hidden = !hasPick(state);
  byId("back").hidden = !hasPick(state) || chosen === null;
}

function count() {
  const quotes = new Set(shown.map((stance) => stances.quote[stance]));
  quotes.delete(-1);
  const read = new Set(shown.map((stance) => stances.article[stance]));
  const part = (some, all, what) => (some === all ? counted(all, what) : `${number(some)} of ${counted(all, what)}`);
  byId("counts").textContent =
    `Shown: ${part(shown.length, stanceCount, "stance")} in ${part(quotes.size, totals.quotesWithStance, "quote")} and ${part(read.size, totals.articlesWithStance, "article")}.`;
}

function draw() {
  shown = filtered(state);
  count();
  showForm(state);
  drawHeat(shown, state, pick);
  drawNetwork(shown, state, pick);
  drawSpeakers(shown, state, pick);
  drawPicked();
}

/// Shows the picked quotes, and takes the reader there.
function pick(picked) {
  const { activeElement } = document;
  if (activeElement.matches(".views *")) chosen = activeElement;
  for (const field of PICKS) state[field] = picked[field] ?? "";
  write(state, true);
  for (const button of document.querySelectorAll("[aria-pressed][data-cell]")) {
    button.setAttribute("aria-pressed", String(button.dataset.cell === `${state.by}>${state.of}`));
  }
  pressRow(state);
  drawPicked();
  const quotes = byId("quotes");
  quotes.focus({ preventScroll: true });
  const { top, bottom } = quotes.getBoundingClientRect();
  if (top > innerHeight * 0.6 || bottom < 80) quotes.scrollIntoView({ behavior: "auto", block: "start" });
}

function standfirst() {
  const dates = articles.id
    .map((_, article) => dateOf(article).slice(0, 10))
    .filter(Boolean)
    .sort();
  const when = dates.length > 0 ? `, ${dates[0]} to ${dates[dates.length - 1]}` : "";
  const share = (part) => (totals.quotes > 0 ? `${Math.round((100 * part) / totals.quotes)}%` : "none");
  const copies = totals.copiesOnce
    ? ` Copies of one report count once in every figure: ${totals.copies === 0 ? "none was" : totals.copies === 1 ? "1 article was" : `${number(totals.copies)} articles were`} left out.`
    : " Copies of one report count each in every figure.";
  const skipped = totals.skipped > 0 ? ` (${number(totals.skipped)} of which could not be read)` : "";
  byId("standfirst").textContent =
    `${counted(totals.articles, "article")}${skipped} with ${counted(totals.quotes, "quote")}${when}. The speaker's name is known for ${share(totals.quotesWithSpeaker)} of the quotes; ` +
    `${share(totals.quotesWithStance)} speak of a country, a leader or an organisation, and those are shown here.${copies}`;
}

/// The switch between light and dark, which begins as the reader's system has it.
function theme() {
  const button = byId("theme");
  const isDark = () =>
    (document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) ===
    "dark";
  const name = () => (button.textContent = isDark() ? "Light" : "Dark");
  button.hidden = false;
  button.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    name();
  });
  name();
}

/// Calls at most once a while, when things have come to rest.
function atRest(act) {
  let waiting = 0;
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(act, 200);
  };
}

/// Takes the reader from the quotes back to what was chosen.
function goBack() {
  // A time line is drawn anew when a period of it is chosen.
  const { period } = chosen.dataset;
  const place = chosen.isConnected ? chosen : (document.querySelector(`[data-period="${period}"]`) ?? byId("time-title"));
  place.scrollIntoView({ block: "center" });
  place.focus();
}

function listen() {
  byId("order").addEventListener("change", drawPicked);
  byId("unpick").addEventListener("click", () => pick({}));
  byId("back").addEventListener("click", goBack);
  document.querySelector("[data-jump]").addEventListener("click", (event) => {
    event.preventDefault();
    byId("quotes").scrollIntoView();
    byId("quotes").focus();
  });
  addEventListener("popstate", () => {
    state = read();
    draw();
  });
  let width = innerWidth;
  const resized = atRest(() => {
    if (innerWidth === width) return;
    width = innerWidth;
    drawNetwork(shown, state, pick);
    drawPicked();
  });
  addEventListener("resize", resized);
}

function begin() {
  fillForm((typed) => {
    Object.assign(state, typed);
    write(state, false);
    draw();
  });
  listen();
  draw();
}

// The head of the page is painted before anything is counted.
standfirst();
theme();
requestAnimationFrame(() => setTimeout(begin));
