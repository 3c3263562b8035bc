// Time line: the mean of each week, month or year, with its interval.
// Owns the drawing and its points; refuses to know who was picked. `d3.line` and `d3.area` make the paths.

import { dateOf, minArticles, stances } from "./data.js";
import { byId, el, pressed, rove, svg } from "./dom.js";
import { UNITS, periodOf, unitOf } from "./filter.js";
import { FEWEST, group, interval, isFew, tally } from "./ledger.js";
import { NOTHING, signed, step, told } from "./tone.js";

const HEIGHT = 230;
const MARGIN = { top: 14, right: 12, bottom: 40, left: 44 };

// How many points there are at most, and how few are too few.
const MOST_POINTS = 60;
const FEW_POINTS = 4;

/// The shortest period that gives few enough points, most of which rest on enough articles for an interval; where none
/// does, the longest that still gives some points.
function fitting(dated, first, last) {
  let chosen = null;
  for (const unit of Object.keys(UNITS)) {
    const times = periods(first, last, unit);
    if (times.length > MOST_POINTS) continue;
    if (chosen && times.length < FEW_POINTS) break;
    chosen = unit;
    const cells = [...group(dated, (stance) => periodOf(dateOf(stances.article[stance]), unit)).values()];
    const firm = cells.filter((cell) => tally(cell).articles >= FEWEST);
    if (firm.length >= times.length * 0.75) break;
  }
  return chosen ?? "year";
}

/// All periods from the first to the last, those without a stance too.
function periods(first, last, unit) {
  const all = [];
  const day = new Date(`${first.slice(0, 10)}T00:00:00Z`);
  const end = periodOf(last, unit);
  if (unit === "week") day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  else day.setUTCDate(1);
  while (all.length === 0 || all[all.length - 1] < end) {
    const period = periodOf(day.toISOString(), unit);
    if (period !== all[all.length - 1]) all.push(period);
    if (unit === "week") day.setUTCDate(day.getUTCDate() + 7);
    else day.setUTCMonth(day.getUTCMonth() + 1);
  }
  return all;
}

/// How a period is called.
function called(period, isLong) {
  const [year, quarter] = period.split("-Q");
  switch (unitOf(period)) {
    case "year":
      return year;
    case "quarter":
      return isLong ? `quarter ${quarter} of ${year}` : `Q${quarter} ${year}`;
    case "month":
      return inWords(`${period}-01`, { month: isLong ? "long" : "short", year: "numeric" });
    default:
      return (
        (isLong ? "the week of " : "") +
        inWords(period, { day: "numeric", month: "short", year: isLong ? "numeric" : undefined })
      );
  }
}

function inWords(day, form) {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString("en-GB", { ...form, timeZone: "UTC" });
}

/// Draws `rows`; beside them, as a thin line, `all` that they were picked from, where that is more.
export function drawTimeline(rows, all, subject, state, pick) {
  const place = byId("timeline");
  const dated = rows.filter((stance) => dateOf(stances.article[stance]));
  const dates = dated.map((stance) => dateOf(stances.article[stance])).sort();
  if (dates.length === 0) {
    byId("time-hint").textContent = "";
    place.replaceChildren(el("p", { class: "empty" }, rows.length === 0 ? NOTHING : "No article here has a date."));
    return;
  }
  const unit = fitting(dated, dates[0], dates[dates.length - 1]);
  const times = periods(dates[0], dates[dates.length - 1], unit);
  const keyOf = (stance) => {
    const date = dateOf(stances.article[stance]);
    return date && periodOf(date, unit);
  };
  const pointsOf = (some) => {
    const cells = group(some, keyOf);
    return times.map((time) => {
      const cell = cells.get(time) ?? [];
      return { time, sum: tally(cell), ends: interval(cell) };
    });
  };
  const points = pointsOf(rows);
  const beside = rows.length < all.length ? pointsOf(all) : null;
  const more = beside ? "; the thin line is everything that the filters let through" : "";

  const width = Math.max(280, place.clientWidth);
  // Wide intervals of few articles go on beyond the frame, and are marked there, so that the means can be told apart.
  const means = points.map(({ sum }) => Math.abs(sum.mean ?? 0));
  const ends = points.flatMap((point) => (point.ends ?? []).map(Math.abs));
  const reach = Math.max(200, ...means, Math.min(Math.max(...means) * 2.5, Math.max(0, ...ends)));
  const top = Math.min(1000, Math.ceil(reach / 100) * 100);
  const beyond = (point) => (point.ends ?? []).filter((end) => Math.abs(end) > top);
  const few = points.some(({ sum }) => sum.mean !== null && isFew(sum)) ? ` Diamonds rest on fewer than ${minArticles} articles.` : "";
  const on = points.some((point) => beyond(point).length > 0) ? " An arrowhead at the edge: the interval goes on beyond it." : "";
  byId("time-hint").textContent = `${subject}, mean tone by ${unit} with 95% intervals${more}.${few}${on}`;
  const inner = { width: width - MARGIN.left - MARGIN.right, height: HEIGHT - MARGIN.top - MARGIN.bottom };
  const x = (at) => MARGIN.left + (inner.width * (at + 0.5)) / times.length;
  const y = (score) => MARGIN.top + (inner.height * (top - Math.min(top, Math.max(-top, score)))) / (2 * top);

  const lines = [-top, -top / 2, 0, top / 2, top].map((score) =>
    svg(
      "g",
      { class: score === 0 ? "rule zero" : "rule" },
      svg("line", { x1: MARGIN.left, x2: width - MARGIN.right, y1: y(score), y2: y(score) }),
      svg("text", { x: MARGIN.left - 8, y: y(score) + 4, "text-anchor": "end" }, signed(score)),
    ),
  );
  const every = Math.ceil(times.length / Math.max(1, Math.floor(inner.width / 84)));
  const labels = times.map((time, at) =>
    at % every === 0
      ? svg("text", { class: "when", x: x(at), y: HEIGHT - 14, "text-anchor": "middle" }, called(time, false))
      : "",
  );
  const line = d3
    .line()
    .defined(({ sum }) => sum.mean !== null)
    .x((_, at) => x(at))
    .y(({ sum }) => y(sum.mean));
  const area = d3
    .area()
    .defined(({ ends }) => ends !== null)
    .x((_, at) => x(at))
    .y0(({ ends }) => y(ends[0]))
    .y1(({ ends }) => y(ends[1]));
  // A point, or where it rests on few articles a small diamond: another form, whatever its colour.
  const mark = (sum, at) => {
    const [cx, cy, r] = [x(at), y(sum.mean), 5];
    const tone = { "data-tone": step(sum.mean) };
    return isFew(sum)
      ? svg("path", { class: "mark few", ...tone, d: `M${cx} ${cy - r}L${cx + r} ${cy}L${cx} ${cy + r}L${cx - r} ${cy}Z` })
      : svg("circle", { class: "mark", ...tone, cx, cy, r });
  };
  const arrowhead = (at, end) => {
    const turn = Math.sign(end);
    return svg("path", { class: "on", d: `M${x(at) - 4} ${y(end) + 6 * turn}L${x(at)} ${y(end)}L${x(at) + 4} ${y(end) + 6 * turn}` });
  };
  const marks = points.map((point, at) => {
    const { time, sum, ends } = point;
    if (sum.mean === null) return null;
    const about = `${called(time, true)}: ${told(sum, ends)}`;
    const act = () => pick({ ...state, period: state.period === time ? "" : time });
    const spread = ends ? svg("line", { class: "spread", x1: x(at), x2: x(at), y1: y(ends[0]), y2: y(ends[1]) }) : "";
    return svg(
      "g",
      {
        class: "point",
        role: "button",
        "data-period": time,
        "aria-label": about,
        "aria-pressed": String(state.period === time),
        click: act,
        keydown: pressed(act),
      },
      svg("title", {}, about),
      svg("rect", {
        class: "reach",
        x: x(at) - Math.max(12, inner.width / times.length / 2),
        width: Math.max(24, inner.width / times.length),
        y: MARGIN.top,
        height: inner.height,
      }),
      spread,
      ...beyond(point).map((end) => arrowhead(at, end)),
      mark(sum, at),
    );
  });
  const drawing = svg(
    "svg",
    {
      class: "timeline",
      width,
      height: HEIGHT,
      viewBox: `0 0 ${width} ${HEIGHT}`,
      role: "group",
      "aria-label": `Mean tone by ${unit}`,
    },
    ...lines,
    ...labels,
    svg("path", { class: "band", d: area(points) ?? "" }),
    beside ? svg("path", { class: "beside", d: line(beside) ?? "" }) : "",
    svg("path", { class: "course", d: line(points) ?? "" }),
    ...marks.filter(Boolean),
  );
  place.replaceChildren(drawing);
  rove(drawing, [marks]);
}
