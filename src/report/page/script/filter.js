// Filter: which stances are shown and which of them are picked.
// Owns the state of the page, and that it stands in the address's fragment, so that a view can be linked; refuses to draw.

import {
  articles,
  countryName,
  dateOf,
  holderActor,
  holderCountry,
  holderName,
  holders,
  quotes,
  small,
  stanceCount,
  stances,
  targetActor,
  targetCountry,
  targetName,
  targets,
  text,
} from "./data.js";

/// What the form filters by, and what was picked in a view.
export const FILTERS = ["speaker", "target", "from", "to", "outlet", "words", "others"];
export const PICKS = ["by", "of", "name", "actor", "whom", "object", "period"];

/// What stands for the actor of a holder or target that the gazetteer does not know: two people of one name may be two.
export const UNKNOWN = "-";

export function read() {
  const written = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries([...FILTERS, ...PICKS].map((field) => [field, written.get(field) ?? ""]));
}

/// Writes the state into the address; a pick is a step that the browser can go back.
export function write(state, isStep) {
  const written = new URLSearchParams(Object.entries(state).filter(([, value]) => value !== ""));
  const address = `#${written}`;
  if (address === (location.hash || "#")) return;
  if (isStep) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

export const hasPick = (state) => PICKS.some((field) => state[field] !== "");

/// Rows whose name or country is what was typed; where none is, those that hold it.
function named(typed, count, nameOf, countryOf) {
  if (typed === "") return null;
  const wanted = typed.trim().toLowerCase();
  const names = Array.from({ length: count }, (_, row) => [
    nameOf(row).toLowerCase(),
    countryName(countryOf(row)).toLowerCase(),
  ]);
  const exact = names.map((both) => both.includes(wanted));
  return exact.includes(true) ? exact : names.map((both) => both.some((name) => name.includes(wanted)));
}

/// The stances that the form lets through.
export function filtered(state) {
  const speakers = named(state.speaker, holders.name.length, holderName, holderCountry);
  const spokenOf = named(state.target, targets.name.length, targetName, targetCountry);
  const words = state.words.trim().toLowerCase();
  const isRead = articles.id.map((_, article) => {
    const date = dateOf(article);
    if ((state.from || state.to) && !date) return false;
    if (state.from && date < state.from) return false;
    if (state.to && date.slice(0, state.to.length) > state.to) return false;
    return !state.outlet || text(articles.outlet[article]) === state.outlet;
  });
  const rows = [];
  for (let stance = 0; stance < stanceCount; stance++) {
    const article = stances.article[stance];
    if (!isRead[article]) continue;
    if (speakers && !speakers[stances.holder[stance]]) continue;
    if (spokenOf && !spokenOf[stances.target[stance]]) continue;
    if (state.others && stances.own[stance]) continue;
    if (words) {
      const quote = stances.quote[stance];
      const said = quote >= 0 ? quotes.text[quote] : stances.passage[stance];
      if (!small(said).includes(words) && !small(articles.title[article]).includes(words)) continue;
    }
    rows.push(stance);
  }
  return rows;
}

/// Is the stance one of whom was picked, at any time?
export function ofPair(state, stance) {
  const [holder, target] = [stances.holder[stance], stances.target[stance]];
  if (state.by && holderCountry(holder) !== state.by) return false;
  if (state.of && targetCountry(target) !== state.of) return false;
  if (state.name && holderName(holder) !== state.name) return false;
  if (state.actor && (holderActor(holder) || UNKNOWN) !== state.actor) return false;
  if (state.object && (targetActor(target) || UNKNOWN) !== state.object) return false;
  return !state.whom || targetName(target) === state.whom;
}

/// Periods from short to long, and how each is written: a week by its Monday.
export const UNITS = { week: /^\d{4}-\d\d-\d\d$/, month: /^\d{4}-\d\d$/, quarter: /^\d{4}-Q\d$/, year: /^\d{4}$/ };

export const unitOf = (period) => Object.keys(UNITS).find((unit) => UNITS[unit].test(period));

/// The period that a day falls in.
export function periodOf(date, unit) {
  if (unit === "year") return date.slice(0, 4);
  if (unit === "quarter") return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
  if (unit === "month") return date.slice(0, 7);
  const day = new Date(`${date.slice(0, 10)}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}

/// Is the stance picked?
export function isPicked(state, stance) {
  if (!ofPair(state, stance)) return false;
  if (!state.period) return true;
  const date = dateOf(stances.article[stance]);
  const unit = unitOf(state.period);
  return date !== "" && unit !== undefined && periodOf(date, unit) === state.period;
}
