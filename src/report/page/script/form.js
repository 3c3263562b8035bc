// Form: what the reader filters by.
// Owns the fields and what they offer; refuses to filter.

import { articles, countryName, dateOf, holderCountry, holderName, stances, targetCountry, targetName, text } from "./data.js";
import { byId, el } from "./dom.js";
import { FILTERS } from "./filter.js";
import { byFrequency } from "./ledger.js";

// How many names a field offers; any other can be typed.
const OFFERED = 300;
// How long the form waits for the next key.
const PAUSE = 150;

const options = (names) => names.map((name) => el("option", { value: name }, name));

export function fillForm(changed) {
  const form = byId("filters");
  const countries = (rows, countryOf) => rows.map((row) => countryName(countryOf(row)));
  const holders = stances.holder.filter((holder) => holder >= 0);
  const offer = (id, rows, nameOf, countryOf) =>
    byId(id).append(...options(byFrequency([...rows.map(nameOf), ...countries(rows, countryOf)]).slice(0, OFFERED)));
  offer("speakers", holders, holderName, holderCountry);
  offer("targets", stances.target, targetName, targetCountry);
  form.elements.outlet.append(...options(byFrequency(articles.outlet.map(text)).sort((a, b) => a.localeCompare(b, "en"))));
  const dates = articles.id
    .map((_, article) => dateOf(article).slice(0, 10))
    .filter(Boolean)
    .sort();
  for (const field of ["from", "to"]) {
    form.elements[field].disabled = dates.length === 0;
    form.elements[field].min = dates[0] ?? "";
    form.elements[field].max = dates[dates.length - 1] ?? "";
  }
  let waiting = 0;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => changed(typed()), PAUSE);
  };
  form.addEventListener("input", soon);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    clearTimeout(waiting);
    changed(Object.fromEntries(FILTERS.map((field) => [field, ""])));
  });
}

function typed() {
  const fields = byId("filters").elements;
  return Object.fromEntries(
    FILTERS.map((field) => [field, field === "others" ? (fields.others.checked ? "1" : "") : fields[field].value]),
  );
}

/// Shows the state in the fields.
export function showForm(state) {
  const fields = byId("filters").elements;
  for (const field of FILTERS) {
    if (field === "others") fields.others.checked = state.others !== "";
    else if (fields[field].value !== state[field]) fields[field].value = state[field];
  }
}
