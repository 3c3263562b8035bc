// Data: the columns that the page carries, and what each of their rows is called.
// Owns reading them; refuses to count and to draw. A stance, quote, article, holder or target is the number of its row.

const columns = JSON.parse(document.getElementById("data").textContent);

export const { articles, quotes, holders, targets, stances, evidence, totals, minArticles } = columns;

/// The string of a number; nothing for -1.
export const text = (number) => (number < 0 ? "" : columns.strings[number]);

export const stanceCount = stances.score.length;

/// Where the evidence of each stance begins, and behind the last where it ends.
export const evidenceOf = new Uint32Array(stanceCount + 1);
for (let stance = 0; stance < stanceCount; stance++) {
  evidenceOf[stance + 1] = evidenceOf[stance] + stances.evidence[stance];
}

export const hasEvidence = (stance) => stances.evidence[stance] > 0;

export const holderName = (holder) => (holder < 0 ? "" : text(holders.name[holder]));
export const targetName = (target) => text(targets.name[target]) || "(unnamed)";
export const holderCountry = (holder) => (holder < 0 ? "" : text(holders.iso3[holder]));
export const targetCountry = (target) => text(targets.iso3[target]);
export const holderActor = (holder) => (holder < 0 ? "" : text(holders.actor[holder]));
export const targetActor = (target) => text(targets.actor[target]);
export const dateOf = (article) => text(articles.date[article]);

/// What a country is called; its code where the gazetteer does not know it.
export const countryName = (code) => columns.countries[code] || code;

const lowered = [];

/// The words of a quote or title, in small letters, to be searched.
export function small(number) {
  if (number < 0) return "";
  return (lowered[number] ??= columns.strings[number].toLowerCase());
}
