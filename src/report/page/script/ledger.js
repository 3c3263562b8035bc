// Ledger: stances added up, as `detente aggregate` adds them.
// Owns sums, means and intervals; refuses to know what a cell stands for. Sums are whole thousandths, so that any order
// gives the same result.

import { articles, evidenceOf, minArticles, stances } from "./data.js";

const REPLICATES = 1000;

/// How many articles an interval wants.
export const FEWEST = 3;

/// Does a tally rest on so few articles that it is marked?
export const isFew = (sum) => sum.articles < minArticles;

// How often an article counts in a replicate: Poisson with mean 1, from 16 random bits.
const THRESHOLDS = [41427, 17317, 5263, 1244, 240, 39, 5, 1];
const WEIGHTS = new Uint8Array(65536);
THRESHOLDS.forEach((threshold) => {
  for (let bits = 0; bits < threshold; bits++) WEIGHTS[bits]++;
});

// The two-sided 95% points of Student's t, and of the normal distribution.
const STUDENT = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11, 2.101,
  2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];
const NORMAL = 1.959964;

// How many articles of the furthest score might as well have been there.
const UNSEEN = 2;

// How near to nothing the acceleration may bring what it divides by.
const LEAST = 0.2;

// The draws of articles, a kilobyte each, and how many are remembered.
const drawn = new Map();
const REMEMBERED = 20_000;

/// Stances by a key; those whose key is nothing are left out.
export function group(rows, keyOf) {
  const cells = new Map();
  for (const stance of rows) {
    const key = keyOf(stance);
    if (key === null || key === "") continue;
    const cell = cells.get(key);
    if (cell) cell.push(stance);
    else cells.set(key, [stance]);
  }
  return cells;
}

/// Names without those that are empty, the most frequent first.
export function byFrequency(names) {
  const counts = new Map();
  for (const name of names) if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "en")).map(([name]) => name);
}

/// The counts and the mean of some stances. A stance without evidence is a mention, and kept out of the mean.
export function tally(rows) {
  const counted = new Set();
  const quoted = new Set();
  const sum = {
    rows,
    stances: 0,
    mentioned: 0,
    quotes: 0,
    articles: 0,
    sum: 0,
    positive: 0,
    neutral: 0,
    negative: 0,
    mean: null,
  };
  for (const stance of rows) {
    if (stances.quote[stance] >= 0) quoted.add(stances.quote[stance]);
    if (stances.evidence[stance] === 0) {
      sum.mentioned++;
      continue;
    }
    counted.add(stances.article[stance]);
    sum.stances++;
    sum.sum += stances.score[stance];
    const label = stances.label[stance];
    if (label > 0) sum.positive++;
    else if (label < 0) sum.negative++;
    else sum.neutral++;
  }
  sum.articles = counted.size;
  sum.quotes = quoted.size;
  if (sum.stances > 0) sum.mean = awayFromZero(sum.sum / sum.stances);
  return sum;
}

/// The 95% interval of the mean in thousandths: a Poisson bootstrap over articles, each of which weighs as the bits of its
/// own key say; widened for how few they are, and to the side to which the means lean, and no end nearer than two articles of
/// the furthest score would move it. Nothing under three articles.
export function interval(rows) {
  const byArticle = new Map();
  for (const stance of rows) {
    if (stances.evidence[stance] === 0) continue;
    const article = byArticle.get(stances.article[stance]) ?? [0, 0];
    article[0] += stances.score[stance];
    article[1]++;
    byArticle.set(stances.article[stance], article);
  }
  const count = byArticle.size;
  if (count < FEWEST) return null;
  const sums = new Float64Array(REPLICATES);
  const counts = new Float64Array(REPLICATES);
  let total = 0;
  let all = 0;
  for (const [article, [sum, number]] of byArticle) {
    total += sum;
    all += number;
    const draws = drawsOf(article);
    for (let replicate = 0; replicate < REPLICATES; replicate++) {
      sums[replicate] += draws[replicate] * sum;
      counts[replicate] += draws[replicate] * number;
    }
  }
  const means = sums.map((sum, replicate) => sum / counts[replicate]).filter((mean) => Number.isFinite(mean));
  const mean = total / all;
  const acceleration = skewness(means) / 6;
  means.sort();
  const point = student(count - 1) * Math.sqrt(count / (count - 1));
  const end = (share, at) => {
    const side = Math.sign(at);
    const stretched = at / Math.max(1 - acceleration * at, LEAST) / NORMAL;
    const room = ((1000 - side * mean) * UNSEEN) / count;
    const value = mean + side * Math.max(stretched * (quantile(means, share) - mean), room);
    return Math.max(-1000, Math.min(1000, awayFromZero(value)));
  };
  return [end(0.025, -point), end(0.975, point)];
}

/// How often an article counts in each replicate. Each hash of its key and a number gives two draws of 16 bits.
function drawsOf(article) {
  const known = drawn.get(article);
  if (known) return known;
  const draws = new Uint8Array(REPLICATES);
  for (let turn = 0; turn < REPLICATES / 2; turn++) {
    const bits = mixed(articles.key[article] + Math.imul(turn, 0x9e3779b9));
    draws[2 * turn] = WEIGHTS[bits & 0xffff];
    draws[2 * turn + 1] = WEIGHTS[bits >>> 16];
  }
  if (drawn.size < REMEMBERED) drawn.set(article, draws);
  return draws;
}

/// The skewness of numbers; 0 where they are all the same.
function skewness(numbers) {
  let middle = 0;
  for (const number of numbers) middle += number / numbers.length;
  let [squares, cubes] = [0, 0];
  for (const number of numbers) {
    const off = number - middle;
    squares += off * off;
    cubes += off * off * off;
  }
  const spread = squares / numbers.length;
  return spread > 0 ? cubes / numbers.length / spread ** 1.5 : 0;
}

function student(freedom) {
  return STUDENT[freedom - 1] ?? NORMAL + (NORMAL ** 3 + NORMAL) / (4 * freedom);
}

/// Murmur3's finalizer of 32 bits.
function mixed(bits) {
  bits ^= bits >>> 16;
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

/// The quantile of sorted numbers, linear between the two nearest.
function quantile(sorted, share) {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}

function awayFromZero(number) {
  return Math.sign(number) * Math.round(Math.abs(number));
}

/// The pieces of evidence of some stances, each with its stance.
export function contributions(rows) {
  const pieces = [];
  for (const stance of rows) {
    for (let at = evidenceOf[stance]; at < evidenceOf[stance + 1]; at++) pieces.push({ stance, at });
  }
  return pieces;
}
