// Tone: how scores are written and coloured.
// Owns the classes of the scale and the words for numbers; the colours themselves stand in page.css.

import { minArticles } from "./data.js";
import { el } from "./dom.js";
import { FEWEST, isFew } from "./ledger.js";

// Where the classes of the scale end, in thousandths to either side.
const ENDS = [50, 150, 300, 500];

/// The class of a mean, -4 (cold) to 4 (warm).
export function step(mean) {
  return Math.sign(mean) * ENDS.filter((end) => Math.abs(mean) >= end).length;
}

export const side = (mean) => ["cold", "even", "warm"][1 + Math.sign(step(mean))];

/// A score as a signed decimal with a true minus.
export function signed(score) {
  const sign = Math.abs(score) < 5 ? "±" : score > 0 ? "+" : "−";
  // Half of a hundredth is rounded away from zero, as in tables.
  return sign + (Math.round(Math.abs(score) / 10) / 100).toFixed(2);
}

export const number = (count) => count.toLocaleString("en");
export const counted = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;
export const LABELS = { "-1": "cold", 0: "neutral", 1: "warm" };

/// What stands where the filters let nothing through.
export const NOTHING = "Nothing matches these filters.";

/// A tally in words.
export function told(sum, ends) {
  if (sum.mean === null) return `mentioned in ${counted(sum.quotes, "quote")}, no attitude found`;
  const between = ends ? ` (95% interval ${signed(ends[0])} to ${signed(ends[1])})` : "";
  const few = sum.articles < FEWEST ? ", too few for an interval" : isFew(sum) ? " (few)" : "";
  const labels = `${sum.positive} warm, ${sum.neutral} neutral, ${sum.negative} cold, ${sum.mentioned} mentioned`;
  return `mean ${signed(sum.mean)}${between}, ${counted(sum.articles, "article")}${few}, ${counted(sum.quotes, "quote")}: ${labels}`;
}

/// The legend of the scale.
export function legend() {
  const steps = [-4, -3, -2, -1, 0, 1, 2, 3, 4];
  const bounds = ["below −.50", "−.30", "−.15", "−.05", "0", "+.05", "+.15", "+.30", "above +.50"];
  const keys = steps.map((each, at) => el("span", { class: "key", "data-tone": each, title: bounds[at] }));
  const scale = el(
    "span",
    { class: "keys", role: "img", "aria-label": "nine colours from cold to warm, with bounds at 0.05, 0.15, 0.30 and 0.50" },
    ...keys,
  );
  const few = el("span", { class: "note" }, el("span", { class: "key few", "data-tone": 1 }), `fewer than ${minArticles} articles`);
  const own = el("span", { class: "note" }, el("span", { class: "key own", "data-tone": 0 }), "its own country");
  return [el("span", { class: "note" }, "cold −1"), scale, el("span", { class: "note" }, "+1 warm"), few, own];
}
