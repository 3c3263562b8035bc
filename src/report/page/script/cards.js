// Cards: the quotes of what was picked, each with its evidence marked.
// Owns the list; a quote is one card, with a line for each stance shown of it.

import {
  articles,
  countryName,
  dateOf,
  evidence,
  evidenceOf,
  holderCountry,
  holderName,
  quotes,
  stances,
  targetName,
  text,
} from "./data.js";
import { byId, el, link } from "./dom.js";
import { contributions, interval, tally } from "./ledger.js";
import { pager } from "./pager.js";
import { LABELS, counted, signed, step, told } from "./tone.js";

const PAGE = 20;
const strongest = (card) => Math.max(...card.rows.map((stance) => Math.abs(stances.score[stance])));
const mean = (card) => card.rows.reduce((sum, stance) => sum + stances.score[stance], 0) / card.rows.length;
const when = (card) => dateOf(card.article);
const undated = (card) => (when(card) === "" ? 1 : 0);
const ORDERS = {
  strongest: (a, b) => strongest(b) - strongest(a),
  warmest: (a, b) => mean(b) - mean(a),
  coldest: (a, b) => mean(a) - mean(b),
  newest: (a, b) => undated(a) - undated(b) || when(b).localeCompare(when(a)),
  oldest: (a, b) => undated(a) - undated(b) || when(a).localeCompare(when(b)),
};

/// The stances by quote; one that the narrator tells, in no quote, is a card of its own.
function cardsOf(rows) {
  const cards = new Map();
  for (const stance of rows) {
    const quote = stances.quote[stance];
    const key = quote >= 0 ? quote : `told ${stance}`;
    if (!cards.has(key)) cards.set(key, { quote, article: stances.article[stance], rows: [] });
    cards.get(key).rows.push(stance);
  }
  return [...cards.values()];
}

/// What a piece of evidence adds, in words.
const added = ({ stance, at }) =>
  `${text(evidence.term[at])}: adds ${signed(evidence.contribution[at])} toward ${targetName(stances.target[stance])}`;

/// Words with the evidence of stances marked: cut wherever a piece begins or ends.
function marked(words, pieces) {
  const inside = pieces.filter(({ at }) => evidence.start[at] >= 0);
  const cuts = [...new Set([0, words.length, ...inside.flatMap(({ at }) => [evidence.start[at], evidence.end[at]])])].sort(
    (a, b) => a - b,
  );
  return cuts.slice(1).map((end, number) => {
    const start = cuts[number];
    const over = inside.filter(({ at }) => evidence.start[at] < end && evidence.end[at] > start);
    if (over.length === 0) return words.slice(start, end);
    const sum = over.reduce((total, { at }) => total + evidence.contribution[at], 0);
    const about = over.map(added).join("; ");
    return el(
      "mark",
      { "data-tone": step(sum * 2), title: about },
      words.slice(start, end),
      el("span", { class: "unseen" }, ` (${about})`),
    );
  });
}

function stanceLine(stance) {
  const score = stances.score[stance];
  const holder = stances.holder[stance];
  const country = countryName(holderCountry(holder));
  const who = holderName(holder) || text(quotes.source[stances.quote[stance]] ?? -1) || "unknown";
  const label = stances.evidence[stance] === 0 ? "mentioned" : LABELS[stances.label[stance]];
  const pill = el(
    "span",
    { class: "pill", "data-tone": stances.evidence[stance] === 0 ? "none" : step(score) },
    stances.evidence[stance] === 0 ? "–" : signed(score),
  );
  const known = holder < 0 ? "quietly" : "";
  return el(
    "li",
    {},
    pill,
    el(
      "span",
      { class: "who" },
      el("b", { class: known }, who),
      country && country !== who ? ` (${country})` : "",
      " → ",
      el("b", {}, targetName(stances.target[stance])),
      `, ${label}`,
    ),
  );
}

function card({ quote, article, rows }) {
  const pieces = contributions(rows);
  const outside = pieces.filter(({ at }) => evidence.start[at] < 0);
  const chips = outside.map(({ stance, at }) =>
    el(
      "span",
      { class: "chip", "data-tone": step(evidence.contribution[at] * 2), title: added({ stance, at }) },
      text(evidence.term[at]),
      el("span", { class: "unseen" }, ` (${added({ stance, at })})`),
    ),
  );
  // What the article says is a block of its own, so that its direction is none of the page's.
  const passage = text(stances.passage[rows[0]]);
  const words =
    quote >= 0
      ? [el("blockquote", { class: text(quotes.kind[quote]), dir: "auto" }, ...marked(text(quotes.text[quote]), pieces))]
      : passage
        ? [
            el("p", { class: "teller" }, "Told by the article, in no quote:"),
            el("blockquote", { class: "told", dir: "auto" }, ...marked(passage, pieces)),
          ]
        : [
            el("p", { class: "teller" }, "Told by the article, in no quote. The words around it are shown where batch was run with --with-text."),
          ];
  const title = text(articles.title[article]) || text(articles.id[article]);
  const facts = [dateOf(article), text(articles.outlet[article])].filter(Boolean).join(" · ");
  return el(
    "li",
    { class: "card" },
    ...words,
    chips.length > 0 ? el("p", { class: "chips" }, quote >= 0 ? "Around the quote: " : "By the words: ", ...chips) : "",
    el("ul", { class: "stances" }, ...rows.map(stanceLine)),
    el("p", { class: "source" }, link(text(articles.url[article]), title), facts ? el("span", { class: "facts" }, facts) : ""),
  );
}

export function drawCards(rows, heading, isPicked, order) {
  byId("quotes-title").textContent = heading;
  byId("quotes-summary").textContent =
    rows.length === 0
      ? "Nothing here."
      : isPicked
        ? `${told(tally(rows), interval(rows))}.`
        : counted(tally(rows).quotes, "quote");
  const cards = cardsOf(rows).sort((a, b) => ORDERS[order](a, b) || a.article - b.article || a.quote - b.quote);
  const list = byId("cards");
  list.replaceChildren();
  list.scrollTop = 0;
  const focus = (from) => {
    list.children[from].tabIndex = -1;
    list.children[from].focus();
  };
  pager(byId("cards-pager"), cards, PAGE, "quote", (some) => list.append(...some.map(card)), focus);
}
