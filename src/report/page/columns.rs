//! Columns: what the page is to know, as arrays of numbers and one list of strings.
//!
//! Owns which fields the page gets, and where in the words of a quote its evidence stands; refuses to count. Articles and quotes
//! without a stance are left out but for their number.

use super::bidi::isolated;
use super::passage;
use super::rows::{ArticleRow, EvidenceRow, PieceRow, QuoteRow, StanceRow};
use crate::gazetteer::{Gazetteer, Iso3};
use crate::ledger::{ArticleKey, Sign};
use crate::record::{Offsets, Unit};
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::collections::BTreeMap;
use std::collections::hash_map::Entry;

/// What stands between the pieces of a split quote.
const BETWEEN_PIECES: &str = " … ";

/// The number of a row or a string; -1 for none.
type Number = i64;

const NONE: Number = -1;

/// All that the page knows.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Columns {
    /// What rests on fewer articles is marked.
    pub(super) min_articles: u64,
    pub(super) totals: Totals,
    countries: BTreeMap<String, String>,
    articles: Articles,
    quotes: Quotes,
    holders: Actors,
    targets: Actors,
    stances: Stances,
    evidence: Evidence,
    strings: Vec<String>,
    #[serde(skip)]
    numbers: FxHashMap<String, Number>,
    #[serde(skip)]
    known_holders: FxHashMap<[Number; 3], Number>,
    #[serde(skip)]
    known_targets: FxHashMap<[Number; 3], Number>,
}

/// How much there was, whether the page shows it or not. Copies that are left out count nowhere else.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Totals {
    pub(super) articles: usize,
    pub(super) quotes: usize,
    quotes_with_speaker: usize,
    pub(super) quotes_with_stance: usize,
    articles_with_stance: usize,
    /// Articles that could not be read.
    skipped: usize,
    /// Does one article stand for all its copies?
    pub(super) copies_once: bool,
    /// How many articles were left out, since another stands for them.
    pub(super) copies: u64,
}

#[derive(Default, Serialize)]
struct Articles {
    id: Vec<Number>,
    title: Vec<Number>,
    date: Vec<Number>,
    outlet: Vec<Number>,
    url: Vec<Number>,
    /// What its draws in the bootstrap follow from.
    key: Vec<u32>,
}

#[derive(Default, Serialize)]
struct Quotes {
    text: Vec<Number>,
    kind: Vec<Number>,
    /// The words for who speaks, where no holder has a name.
    source: Vec<Number>,
}

/// Holders or targets, each once.
#[derive(Default, Serialize)]
struct Actors {
    name: Vec<Number>,
    actor: Vec<Number>,
    iso3: Vec<Number>,
}

#[derive(Default, Serialize)]
struct Stances {
    article: Vec<Number>,
    quote: Vec<Number>,
    /// The words around it, where it stands in no quote.
    passage: Vec<Number>,
    holder: Vec<Number>,
    target: Vec<Number>,
    /// In thousandths.
    score: Vec<i16>,
    label: Vec<i8>,
    own: Vec<u8>,
    /// How many pieces of evidence it has; they follow one another.
    evidence: Vec<usize>,
}

#[derive(Default, Serialize)]
struct Evidence {
    /// Its place in the words of the quote or passage, in UTF-16 code units; -1 where it stands outside.
    start: Vec<Number>,
    end: Vec<Number>,
    term: Vec<Number>,
    contribution: Vec<i16>,
}

impl Columns {
    /// Adds an article with its rows.
    pub(super) fn add(&mut self, article: &ArticleRow, quotes: &[QuoteRow], stances: &[StanceRow]) {
        self.totals.articles += 1;
        self.totals.skipped += usize::from(article.is_skipped);
        self.totals.quotes += quotes.len();
        self.totals.quotes_with_speaker += quotes.iter().filter(|quote| quote.speaker.is_some()).count();
        if stances.is_empty() {
            return;
        }
        self.totals.articles_with_stance += 1;
        let number = self.article(article);
        let mut shown: FxHashMap<i64, Number> = FxHashMap::default();
        for stance in stances {
            let quote = stance.quote.and_then(|id| quotes.iter().find(|quote| quote.id == id));
            let quote_number = quote.map_or(NONE, |quote| match shown.entry(quote.id) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(new) => *new.insert(self.quote(quote)),
            });
            let told = article.text.as_deref().filter(|_| quote.is_none());
            let told = told.and_then(|text| passage::around(text, stance));
            let passage = self.string(told.as_ref().map(|told| &*told.text));
            self.stances.passage.push(passage);
            self.stance(stance, number, quote_number, quote.or(told.as_ref()));
        }
    }

    fn article(&mut self, article: &ArticleRow) -> Number {
        self.articles.key.push(ArticleKey::of(&article.id).number());
        let cells = [
            self.name(Some(&article.id)),
            self.name(article.title.as_deref()),
            self.name(article.date.as_deref()),
            self.name(article.outlet.as_deref()),
            self.string(article.url.as_deref()),
        ];
        let Articles { id, title, date, outlet, url, .. } = &mut self.articles;
        for (column, cell) in [id, title, date, outlet, url].into_iter().zip(cells) {
            column.push(cell);
        }
        self.articles.key.len() as Number - 1
    }

    fn quote(&mut self, quote: &QuoteRow) -> Number {
        self.totals.quotes_with_stance += 1;
        let source = quote.speaker.as_deref().or(quote.mention.as_deref());
        let [text, kind] = [&quote.text, &quote.kind].map(|cell| self.string(Some(cell)));
        let source = self.name(source);
        self.quotes.text.push(text);
        self.quotes.kind.push(kind);
        self.quotes.source.push(source);
        self.quotes.text.len() as Number - 1
    }

    fn stance(&mut self, stance: &StanceRow, article: Number, quote_number: Number, words: Option<&QuoteRow>) {
        let holder = stance.holder.as_ref().map_or(NONE, |holder| {
            let key = self.actor(holder);
            row(&mut self.holders, &mut self.known_holders, key)
        });
        let key = self.actor(&stance.target);
        let target = row(&mut self.targets, &mut self.known_targets, key);
        self.name_country(stance);
        let columns = &mut self.stances;
        columns.article.push(article);
        columns.quote.push(quote_number);
        columns.holder.push(holder);
        columns.target.push(target);
        columns.score.push(stance.score);
        columns.label.push(match stance.label.sign() {
            Sign::Minus => -1,
            Sign::Zero => 0,
            Sign::Plus => 1,
        });
        columns.own.push(u8::from(stance.own));
        columns.evidence.push(stance.evidence.len());
        let ruler = words.and_then(Ruler::of);
        for piece in &stance.evidence {
            let (start, end) = ruler.as_ref().and_then(|ruler| ruler.place(piece)).unwrap_or((NONE, NONE));
            let term = self.string(Some(&piece.term));
            self.evidence.start.push(start);
            self.evidence.end.push(end);
            self.evidence.term.push(term);
            self.evidence.contribution.push((piece.contribution * 1000.0).round() as i16);
        }
    }

    /// A country is called what the first stance toward it calls it.
    fn name_country(&mut self, stance: &StanceRow) {
        if let (true, [Some(name), _, Some(code)]) = (stance.is_country, &stance.target) {
            self.countries.entry(code.clone()).or_insert_with(|| name.clone());
        }
    }

    /// Names the countries of all holders and targets that no stance has named.
    pub(super) fn name_countries(&mut self, gazetteer: &Gazetteer) {
        for &code in self.holders.iso3.iter().chain(&self.targets.iso3).filter(|&&code| code != NONE) {
            let code = &self.strings[code as usize];
            if let Some(country) = Iso3::new(code).and_then(|iso3| gazetteer.country(iso3)) {
                self.countries.entry(code.clone()).or_insert_with(|| gazetteer.actor(country).name.to_owned());
            }
        }
    }

    /// Name, actor and country.
    fn actor(&mut self, [name, actor, iso3]: &[Option<String>; 3]) -> [Number; 3] {
        [self.name(name.as_deref()), self.string(actor.as_deref()), self.string(iso3.as_deref())]
    }

    /// The number of words that stand among those of the page.
    fn name(&mut self, cell: Option<&str>) -> Number {
        self.string(cell.map(isolated).as_deref())
    }

    /// The number of a string; none for what is missing or empty.
    fn string(&mut self, cell: Option<&str>) -> Number {
        let Some(cell) = cell.filter(|cell| !cell.is_empty()) else { return NONE };
        if let Some(&number) = self.numbers.get(cell) {
            return number;
        }
        let number = self.strings.len() as Number;
        self.strings.push(cell.to_owned());
        self.numbers.insert(cell.to_owned(), number);
        number
    }
}

/// The row of a holder or target, made where it is not known yet.
fn row(actors: &mut Actors, known: &mut FxHashMap<[Number; 3], Number>, key: [Number; 3]) -> Number {
    *known.entry(key).or_insert_with(|| {
        let [name, actor, iso3] = key;
        actors.name.push(name);
        actors.actor.push(actor);
        actors.iso3.push(iso3);
        actors.name.len() as Number - 1
    })
}

/// Finds places of an article in the words of a quote.
struct Ruler<'q> {
    pieces: &'q [PieceRow],
    /// How long what stands between two pieces is.
    between: u32,
    /// The words in the unit that the tables count in.
    own: Offsets<'q>,
    /// And in the one that scripts count in.
    script: Offsets<'q>,
}

impl<'q> Ruler<'q> {
    /// The ruler of a quote. The unit is the one in which its pieces are as long as its words; where there is none, the words
    /// are not those of the article.
    fn of(quote: &'q QuoteRow) -> Option<Ruler<'q>> {
        let length = |unit: Unit, words: &str| Offsets::new(words, unit).outward(words.len() as u32);
        let pieces = &quote.spans;
        let gaps = pieces.len().checked_sub(1)? as u32;
        let covered: u32 = pieces.iter().map(|piece| piece.end.saturating_sub(piece.start)).sum();
        let fits = |unit: &Unit| covered + gaps * length(*unit, BETWEEN_PIECES) == length(*unit, &quote.text);
        let unit = [Unit::Scalar, Unit::Utf16, Unit::Byte].into_iter().find(fits)?;
        let [own, script] = [unit, Unit::Utf16].map(|unit| Offsets::new(&quote.text, unit));
        Some(Ruler { pieces, between: length(unit, BETWEEN_PIECES), own, script })
    }

    /// Where a piece of evidence stands in the words, in UTF-16 code units; nothing where it stands outside.
    fn place(&self, evidence: &EvidenceRow) -> Option<(Number, Number)> {
        let mut before = 0;
        for piece in self.pieces {
            if piece.start <= evidence.start && evidence.end <= piece.end {
                let span = self.own.span(before + evidence.start - piece.start, before + evidence.end - piece.start)?;
                return Some((self.script.outward(span.start).into(), self.script.outward(span.end).into()));
            }
            before += piece.end - piece.start + self.between;
        }
        None
    }
}
