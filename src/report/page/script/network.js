// Network: countries as circles, and an arrow for who speaks how warmly of whom.
// Owns which ties are drawn, and says so, and where they stand; the forces are d3's, run to rest before anything is shown, so
// that nothing moves. Each arrow and circle is a button.

import { countryName, holderCountry, stances, targetCountry } from "./data.js";
import { byId, el, pressed, rove, svg } from "./dom.js";
import { group, interval, tally } from "./ledger.js";
import { NOTHING, counted, number, side, told } from "./tone.js";

// How many ties are looked at, and how many are drawn at most: those of the most articles.
const LOOKED_AT = 200;
const MOST = 48;
const TICKS = 300;

// How far below a circle its name stands, and how wide a letter of it is.
const NAME = 13;
const LETTER = 7;
let tiesShown = "all";

/// The ties between two countries whose interval keeps clear of zero; where there is none, all that have an attitude. With them, of
/// how many they were taken, and whether they keep clear.
function tiesOf(rows) {
  const cells = group(rows, (stance) => {
    const [by, of] = [holderCountry(stances.holder[stance]), targetCountry(stances.target[stance])];
    return by && of && by !== of ? `${by}>${of}` : null;
  });
  const ties = [...cells].map(([key, cell]) => {
    const [by, of] = key.split(">");
    return { by, of, cell, sum: tally(cell) };
  });
  const judged = ties
    .filter(({ sum }) => sum.mean !== null)
    .sort((a, b) => b.sum.articles - a.sum.articles || (a.by + a.of < b.by + b.of ? -1 : 1));
  const clear = judged.slice(0, LOOKED_AT).filter((tie) => {
    tie.ends = interval(tie.cell);
    return tie.ends && (tie.ends[0] > 0 || tie.ends[1] < 0);
  });
  const isClear = clear.length > 0;
  const firm = isClear ? clear : judged;
  const fitting = firm.filter(({ sum }) => tiesShown === "all" || side(sum.mean) === tiesShown);
  return { ties: fitting.slice(0, MOST), fitting: fitting.length, judged: judged.length, isClear };
}

/// Which ties are drawn, in words.
function hint({ ties, fitting, judged, isClear }) {
  if (judged === 0) return "";
  const side = tiesShown === "all" ? "" : ` and that are ${tiesShown}`;
  const most = ties.length < fitting ? `, the ${number(MOST)} of most articles` : "";
  return isClear
    ? `Of ${counted(judged, "tie")}, those are drawn whose 95% interval keeps clear of zero${side}: ${number(fitting)}${most}.`
    : `The 95% interval of no tie keeps clear of zero here: drawn faintly are ${tiesShown === "all" ? "all ties" : `all ${tiesShown} ties`}${most}, of which none is sure to be warm or cold.`;
}

/// Places the countries: warm ties draw together more than cold ones.
function placed(ties, width, height) {
  const weight = new Map();
  for (const { by, of, sum } of ties) {
    for (const code of [by, of]) weight.set(code, (weight.get(code) ?? 0) + sum.articles);
  }
  const most = Math.max(...weight.values());
  const nodes = [...weight].map(([id, articles]) => ({ id, articles, r: 7 + 15 * Math.sqrt(articles / most) }));
  const links = ties.map(({ by, of, sum }) => ({ source: by, target: of, mean: sum.mean, articles: sum.articles }));
  const spread = Math.min(width, height * 1.6);
  d3.forceSimulation(nodes)
    .force(
      "link",
      d3
        .forceLink(links)
        .id(({ id }) => id)
        .distance(({ mean }) => spread * (0.26 - mean / 6000))
        .strength(({ articles }) => 0.08 + 0.25 * (articles / most)),
    )
    .force("charge", d3.forceManyBody().strength(-spread * 0.9))
    .force(
      "collide",
      d3.forceCollide(({ r }) => r + 16),
    )
    .force("x", d3.forceX(width / 2).strength(0.06))
    .force("y", d3.forceY(height / 2).strength(0.06 * (width / height)))
    .stop()
    .tick(TICKS);
  const margin = { x: 40, y: 34 };
  const [left, right] = [Math.min(...nodes.map(({ x }) => x)), Math.max(...nodes.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...nodes.map(({ y }) => y)), Math.max(...nodes.map(({ y }) => y))];
  for (const node of nodes) {
    node.x = margin.x + ((node.x - left) / Math.max(1, right - left)) * (width - 2 * margin.x);
    node.y = margin.y + ((node.y - top) / Math.max(1, bottom - top)) * (height - 2 * margin.y);
    // The name below the circle stands inside, too.
    const half = Math.max(node.r, (countryName(node.id).length * LETTER) / 2) + 2;
    node.x = Math.max(half, Math.min(width - half, node.x));
    node.y = Math.max(node.r + 2, Math.min(height - node.r - NAME - 6, node.y));
  }
  return new Map(nodes.map((node) => [node.id, node]));
}

/// A bent path between two circles, and the head of its arrow.
function arrow(from, to, wide) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const bend = Math.min(34, length * 0.16);
  const middle = [(from.x + to.x) / 2 - uy * bend, (from.y + to.y) / 2 + ux * bend];
  const toward = (point, node, gap) => {
    const [ex, ey] = [point[0] - node.x, point[1] - node.y];
    const reach = Math.hypot(ex, ey) || 1;
    return [node.x + (ex / reach) * (node.r + gap), node.y + (ey / reach) * (node.r + gap)];
  };
  const head = 5 + wide;
  const start = toward(middle, from, 2);
  const tip = toward(middle, to, 2);
  const base = toward(middle, to, 2 + head);
  const [hx, hy] = [((tip[0] - base[0]) / head) * 0.55 * head, ((tip[1] - base[1]) / head) * 0.55 * head];
  const at = ([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`;
  return {
    line: `M${at(start)}Q${at(middle)} ${at(base)}`,
    head: `M${at(tip)}L${at([base[0] - hy, base[1] + hx])}L${at([base[0] + hy, base[1] - hx])}Z`,
  };
}

export function drawNetwork(rows, state, pick) {
  const place = byId("network");
  const choices = byId("ties-shown");
  choices.onclick = (event) => {
    if (!event.target.value) return;
    tiesShown = event.target.value;
    [...choices.children].forEach((button) => button.setAttribute("aria-pressed", String(button.value === tiesShown)));
    drawNetwork(rows, state, pick);
  };
  const found = tiesOf(rows);
  const { ties, isClear } = found;
  byId("ties-hint").textContent = hint(found);
  if (ties.length === 0) {
    const empty = rows.length === 0 ? NOTHING : "No such tie between two countries here.";
    place.replaceChildren(el("p", { class: "empty" }, empty));
    return;
  }
  const width = Math.max(280, place.clientWidth);
  const height = Math.round(Math.min(520, Math.max(320, width * 0.62)));
  const nodes = placed(ties, width, height);
  const most = ties[0].sum.articles;
  const paths = ties.map(({ by, of, cell, sum, ends }) => {
    const wide = 1 + 5 * Math.sqrt(sum.articles / most);
    const { line, head } = arrow(nodes.get(by), nodes.get(of), wide);
    const about = `${countryName(by)} of ${countryName(of)}: ${told(sum, ends ?? interval(cell))}`;
    const act = () => pick({ by, of });
    return svg(
      "g",
      {
        class: `tie ${side(sum.mean)}${isClear ? "" : " unsure"}`,
        role: "button",
        "data-cell": `${by}>${of}`,
        "aria-label": about,
        "aria-pressed": String(state.by === by && state.of === of),
        click: act,
        keydown: pressed(act),
      },
      svg("title", {}, about),
      svg("path", { class: "reach", d: line }),
      svg("path", { class: "line", d: line, "stroke-width": wide.toFixed(1) }),
      svg("path", { class: "head", d: head }),
    );
  });
  const circles = [...nodes.values()].map(({ id, x, y, r }) => {
    const about = `What ${countryName(id)} says`;
    const act = () => pick({ by: id });
    return svg(
      "g",
      { class: "country", role: "button", "aria-label": about, click: act, keydown: pressed(act) },
      svg("title", {}, about),
      svg("circle", { cx: x, cy: y, r }),
      svg("text", { x, y: y + r + NAME, "text-anchor": "middle" }, countryName(id)),
    );
  });
  const label = `${counted(ties.length, "tie")} between ${nodes.size} countries`;
  // What rests on most articles is drawn over the others, and comes first by keyboard.
  const drawing = svg(
    "svg",
    { class: "network", width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": label },
    ...paths.toReversed(),
    ...circles,
  );
  place.replaceChildren(drawing);
  rove(drawing, [[...paths, ...circles]]);
}
