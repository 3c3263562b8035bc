// Network: countries as circles, and an arrow for who speaks how warmly of whom.
// Owns where they stand; the forces are d3's, run to rest before anything is shown, so that nothing moves. It is a picture
// of the heat map, which says the same to who cannot see it.

import { countryName, holderCountry, stances, targetCountry } from "./data.js";
import { byId, el, svg } from "./dom.js";
import { group, interval, tally } from "./ledger.js";
import { side, told } from "./tone.js";

// How many ties are looked at, and how many are drawn at most: those of the most articles.
const LOOKED_AT = 200;
const MOST = 48;
const TICKS = 300;
let tiesShown = "all";

/// The ties between two countries whose interval keeps clear of zero; where there is none, all that have an attitude.
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
  const firm = clear.length > 0 ? clear : judged;
  return firm.filter(({ sum }) => tiesShown === "all" || side(sum.mean) === tiesShown).slice(0, MOST);
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
  const margin = { x: 40, y: 30 };
  const [left, right] = [Math.min(...nodes.map(({ x }) => x)), Math.max(...nodes.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...nodes.map(({ y }) => y)), Math.max(...nodes.map(({ y }) => y))];
  for (const node of nodes) {
    node.x = margin.x + ((node.x - left) / Math.max(1, right - left)) * (width - 2 * margin.x);
    node.y = margin.y + ((node.y - top) / Math.max(1, bottom - top)) * (height - 2 * margin.y);
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
  const ties = tiesOf(rows);
  if (ties.length === 0) {
    place.replaceChildren(el("p", { class: "empty" }, "No such tie between two countries here."));
    return;
  }
  const width = Math.max(280, place.clientWidth);
  const height = Math.round(Math.min(520, Math.max(320, width * 0.62)));
  const nodes = placed(ties, width, height);
  const most = ties[0].sum.articles;
  const paths = ties.reverse().map(({ by, of, cell, sum }) => {
    const wide = 1 + 5 * Math.sqrt(sum.articles / most);
    const { line, head } = arrow(nodes.get(by), nodes.get(of), wide);
    const isPicked = state.by === by && state.of === of;
    const title = svg("title", {});
    const show = () => (title.textContent = `${countryName(by)} of ${countryName(of)}: ${told(sum, interval(cell))}`);
    return svg(
      "g",
      { class: `tie ${side(sum.mean)}${isPicked ? " picked" : ""}`, click: () => pick({ by, of }), mouseenter: show },
      title,
      svg("path", { class: "reach", d: line }),
      svg("path", { class: "line", d: line, "stroke-width": wide.toFixed(1) }),
      svg("path", { class: "head", d: head }),
    );
  });
  const circles = [...nodes.values()].map(({ id, x, y, r }) =>
    svg(
      "g",
      { class: "country", click: () => pick({ by: id }) },
      svg("title", {}, `What ${countryName(id)} says`),
      svg("circle", { cx: x, cy: y, r }),
      svg("text", { x, y: y + r + 13, "text-anchor": "middle" }, countryName(id)),
    ),
  );
  const label = `${ties.length} ties between ${nodes.size} countries; the table of countries has the same figures`;
  place.replaceChildren(
    svg(
      "svg",
      { class: "network", width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
      ...paths,
      ...circles,
    ),
  );
}
