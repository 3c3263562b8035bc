// Speakers: a row for each speaker and whom he or she speaks of.
// Owns the order and the pages of the table; intervals are counted for the rows shown alone.

import { countryName, holderActor, holderCountry, holderName, minArticles, stances, targetActor, targetName } from "./data.js";
import { byId, el, svg } from "./dom.js";
import { UNKNOWN } from "./filter.js";
import { FEWEST, group, interval, isFew, tally } from "./ledger.js";
import { pager } from "./pager.js";
import { NOTHING, number, signed, step } from "./tone.js";

const ROWS = 20;
const COLUMNS = [
  { name: "Speaker", value: (row) => row.name, isText: true },
  { name: "of", value: (row) => row.target, isText: true },
  { name: "Mean, 95% interval", value: (row) => row.sum.mean ?? -Infinity, isWide: true },
  { name: "Articles", value: (row) => row.sum.articles },
  { name: "Quotes", value: (row) => row.sum.quotes },
  { name: "Warm", value: (row) => row.sum.positive },
  { name: "Neutral", value: (row) => row.sum.neutral },
  { name: "Cold", value: (row) => row.sum.negative },
  { name: "None", about: "Mentioned, without an attitude", value: (row) => row.sum.mentioned },
];
const order = { column: 3, isDown: true };

/// A holder is a name with an actor, as is a target: two people of one name are two.
const pairOf = (stance) => ({
  name: holderName(stances.holder[stance]),
  actor: holderActor(stances.holder[stance]) || UNKNOWN,
  whom: targetName(stances.target[stance]),
  object: targetActor(stances.target[stance]) || UNKNOWN,
});
const keyOf = (pair) => JSON.stringify([pair.name, pair.actor, pair.whom, pair.object]);

function rowsOf(rows) {
  const cells = group(rows, (stance) => (stances.holder[stance] < 0 ? null : keyOf(pairOf(stance))));
  return [...cells].map(([key, cell]) => {
    const pair = pairOf(cell[0]);
    return { cell, key, pair, holder: stances.holder[cell[0]], name: pair.name, target: pair.whom, sum: tally(cell) };
  });
}

/// Marks the row that was picked.
export function pressRow(state) {
  const key = keyOf(state);
  for (const button of document.querySelectorAll(".speakers .name")) {
    button.setAttribute("aria-pressed", String(button.closest("tr").dataset.key === key));
  }
}

function sorted(rows) {
  const { value, isText } = COLUMNS[order.column];
  const turn = order.isDown ? -1 : 1;
  const compare = isText ? (a, b) => value(a).localeCompare(value(b), "en") : (a, b) => value(a) - value(b);
  return rows.sort(
    (a, b) =>
      turn * compare(a, b) ||
      b.sum.stances - a.sum.stances ||
      a.name.localeCompare(b.name, "en") ||
      a.target.localeCompare(b.target, "en"),
  );
}

/// The mean on a line from cold to warm, with its interval.
function bar(mean, ends) {
  const [width, height] = [80, 16];
  const x = (score) => width / 2 + (score / 1000) * (width / 2 - 4);
  const spread = ends
    ? [
        svg("line", { class: "spread", x1: x(ends[0]), x2: x(ends[1]), y1: 8, y2: 8 }),
        ...ends.map((end) => svg("line", { class: "spread", x1: x(end), x2: x(end), y1: 4, y2: 12 })),
      ]
    : [];
  return svg(
    "svg",
    { class: "bar", width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
    svg("rect", { class: "ground", x: 0, y: 3, width, height: 10, rx: 2 }),
    svg("rect", {
      class: "value",
      "data-tone": step(mean),
      x: Math.min(x(0), x(mean)),
      y: 3,
      width: Math.abs(x(mean) - x(0)),
      height: 10,
    }),
    svg("line", { class: "zero", x1: x(0), x2: x(0), y1: 0, y2: height }),
    ...spread,
  );
}

function tableRow(row, state, pick) {
  const { sum, name, target, pair } = row;
  const ends = interval(row.cell);
  const figures =
    sum.mean === null
      ? [el("span", { class: "quietly" }, "mentioned only")]
      : [
          bar(sum.mean, ends),
          el("span", { class: "figure" }, signed(sum.mean)),
          el(
            "span",
            { class: "ends" },
            ends ? el("span", {}, `${signed(ends[0])} to ${signed(ends[1])}`) : "",
            isFew(sum) ? el("span", { class: "few" }, "few articles") : "",
          ),
        ];
  const country = countryName(holderCountry(row.holder));
  const isPicked = row.key === keyOf(state);
  const button = el(
    "button",
    { type: "button", class: "name", "aria-pressed": String(isPicked), click: () => pick(pair) },
    name,
  );
  const cell = (count) => el("td", { class: "count" }, number(count));
  const data = {
    "data-name": name,
    "data-target": target,
    "data-actors": [pair.actor, pair.object].map((actor) => (actor === UNKNOWN ? "" : actor)).join(">"),
    "data-key": row.key,
    "data-mean": sum.mean ?? "",
    "data-ends": ends ? ends.join(",") : "",
  };
  return el(
    "tr",
    data,
    el("th", { scope: "row" }, button, country && country !== name ? el("span", { class: "of" }, country) : ""),
    el("td", {}, target),
    el("td", { class: "mean" }, ...figures),
    cell(sum.articles),
    cell(sum.quotes),
    cell(sum.positive),
    cell(sum.neutral),
    cell(sum.negative),
    cell(sum.mentioned),
  );
}

export function drawSpeakers(shown, state, pick) {
  const rows = sorted(rowsOf(shown));
  const place = byId("table");
  byId("people-hint").textContent =
    `The mean tone with its 95% interval, which wants ${FEWEST} articles; rows of fewer than ${minArticles} are marked as few. Choose a row to read its quotes.`;
  if (rows.length === 0) {
    place.replaceChildren(el("p", { class: "empty" }, shown.length === 0 ? NOTHING : "No speaker with a name here."));
    byId("table-pager").replaceChildren();
    return;
  }
  const sortBy = (column) => {
    order.isDown = order.column === column ? !order.isDown : !COLUMNS[column].isText;
    order.column = column;
    drawSpeakers(shown, state, pick);
    byId("table").querySelectorAll("thead button")[column].focus();
  };
  const heads = COLUMNS.map(({ name, about, isText, isWide }, column) => {
    const isSorted = order.column === column;
    const sort = isSorted ? (order.isDown ? "descending" : "ascending") : null;
    const arrow = el("span", { class: "arrow", "aria-hidden": "true" }, isSorted ? (order.isDown ? "▾" : "▴") : "");
    return el(
      "th",
      { scope: "col", "aria-sort": sort, class: isText || isWide ? null : "count" },
      el("button", { type: "button", title: about, click: () => sortBy(column) }, name, arrow),
    );
  });
  const body = el("tbody");
  place.replaceChildren(
    el(
      "table",
      { class: "speakers" },
      el("caption", { class: "unseen" }, "Speakers and whom they speak of"),
      el("thead", {}, el("tr", {}, ...heads)),
      body,
    ),
  );
  pager(byId("table-pager"), rows, ROWS, "row", (some) => body.append(...some.map((row) => tableRow(row, state, pick))));
}
