// Heat map: which country's speakers speak how warmly of which country.
// Owns the table of buttons; refuses to filter.

import { countryName, holderCountry, stances, targetCountry } from "./data.js";
import { byId, el, rove } from "./dom.js";
import { byFrequency, group, interval, isFew, tally } from "./ledger.js";
import { NOTHING, counted, legend, signed, step, told } from "./tone.js";

// How many countries either way are shown at first.
const FIRST = 20;
let isWhole = false;

export function drawHeat(rows, state, pick) {
  const by = (stance) => holderCountry(stances.holder[stance]);
  const of = (stance) => targetCountry(stances.target[stance]);
  const both = rows.filter((stance) => by(stance) && of(stance));
  const cells = group(both, (stance) => `${by(stance)}>${of(stance)}`);
  const [speaking, spokenOf] = [byFrequency(both.map(by)), byFrequency(both.map(of))];
  const shown = isWhole ? Infinity : FIRST;
  const columns = spokenOf.slice(0, shown);
  const place = byId("heat");
  const detail = byId("heat-detail");
  byId("legend").replaceChildren(...legend());
  detail.textContent = "\u00a0";
  if (both.length === 0) {
    place.replaceChildren(el("p", { class: "empty" }, rows.length === 0 ? NOTHING : "No country speaks of another here."));
    return;
  }

  const buttonOf = (row, column) => {
    const cell = cells.get(`${row}>${column}`);
    if (!cell) return null;
    const sum = tally(cell);
    const who = `${countryName(row)} of ${countryName(column)}`;
    const show = () => (detail.textContent = `${who}: ${told(sum, interval(cell))}.`);
    const few = isFew(sum) ? ", few" : "";
    const score = sum.mean === null ? "mentioned" : `mean ${signed(sum.mean)}, ${counted(sum.articles, "article")}${few}`;
    const isPressed = state.by === row && state.of === column;
    const button = el(
      "button",
      {
        type: "button",
        class: `cell${isFew(sum) ? " few" : ""}${row === column ? " own" : ""}`,
        "data-tone": sum.mean === null ? "none" : step(sum.mean),
        "data-cell": `${row}>${column}`,
        "aria-label": `${who}: ${score}`,
        "aria-pressed": String(isPressed),
        click: () => pick({ by: row, of: column }),
        focus: show,
        mouseenter: show,
      },
      sum.mean === null ? "·" : signed(sum.mean).replace("0.", "."),
    );
    return button;
  };
  const grid = speaking.slice(0, shown).map((row) => columns.map((column) => buttonOf(row, column)));
  const head = (code, scope) =>
    el(
      "th",
      { scope },
      el("span", { class: "long" }, countryName(code)),
      el("abbr", { class: "short", title: countryName(code) }, code),
    );
  const table = el(
    "table",
    { class: "heat", "aria-describedby": "countries-hint" },
    el("caption", { class: "unseen" }, "Mean tone of each country's speakers toward each country"),
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        el("td", { class: "corner" }, el("span", {}, "speaks ↓"), el("span", {}, "of →")),
        ...columns.map((code) => head(code, "col")),
      ),
    ),
    el(
      "tbody",
      {},
      ...grid.map((line, at) =>
        el(
          "tr",
          {},
          head(speaking[at], "row"),
          ...line.map((button) => (button ? el("td", {}, button) : el("td", { class: "empty" }))),
        ),
      ),
    ),
  );
  table.style.setProperty("--columns", columns.length);
  place.replaceChildren(table);
  rove(table, grid);
  const most = Math.max(speaking.length, spokenOf.length);
  if (most > FIRST) {
    const words = isWhole ? `Show the first ${FIRST}` : `Show all ${most} countries`;
    const turn = () => {
      isWhole = !isWhole;
      drawHeat(rows, state, pick);
    };
    byId("legend").append(el("button", { type: "button", class: "quiet", click: turn }, words));
  }
}
