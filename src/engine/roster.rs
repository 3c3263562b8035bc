//! Whom a name may mean, and who held which office when: the actor tables as people look into them, every row with its
//! place.

use super::Builder;
use super::inspect::{Cutter, Place};
use crate::error::Result;
use crate::gazetteer::{ActorId, ActorKind, Date, How, Naming, REQUIRES, Requires, Tenure};
use crate::lexicon::{Row, Table, Tables, one_of};
use crate::text::Symbol;
use serde::Serialize;
use std::collections::BTreeMap;

/// An actor that a name may mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Namesake {
    /// Its id, such as `country:USA`; nothing where the name is known to be nobody's.
    pub actor: Option<String>,
    /// The name that records show.
    pub name: String,
    /// What it is.
    pub kind: Option<ActorKind>,
    /// Its country at the date.
    pub iso3: Option<String>,
    /// Its Wikidata item.
    pub qid: Option<String>,
    /// A country's codes in other data, by the column of its table: `fips`, `cameo` ...
    pub codes: BTreeMap<String, String>,
    /// How the name names it.
    pub how: How,
    /// Does a surname count without introduction?
    pub famous: bool,
    /// What the name requires before it means this actor, of which one is enough; nothing where it requires nothing.
    pub requires: Vec<Condition>,
    /// The offices held at the date; without a date, ever.
    pub offices: Vec<Held>,
    /// Where it stands in the tables.
    pub rows: Vec<Place>,
}

/// What the table of ambiguous forms requires of a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Condition {
    /// What the article must show.
    pub requires: Requires,
    /// The phrases of which it must hold one.
    pub words: Vec<String>,
    /// The first day on which the row holds.
    pub from: Option<String>,
    /// The last day on which the row holds.
    pub until: Option<String>,
    /// Its row; nothing where the name follows the rule for namesakes of others.
    pub row: Option<Place>,
}

/// A term of office, as its row has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Held {
    /// The person's id in the tables.
    #[serde(skip)]
    pub person: String,
    /// The country's code or the organisation's id.
    pub holder_of: String,
    /// The kinds of office.
    pub offices: Vec<String>,
    /// Its title.
    pub title: String,
    /// The first day.
    pub start: String,
    /// The last day; nothing where none is known.
    pub end: Option<String>,
    /// Is nothing known after the date of its source?
    pub stale: bool,
    /// How sure the row is.
    pub certainty: String,
    /// Its row.
    pub row: Place,
    /// When it ran.
    #[serde(skip)]
    pub tenure: Tenure,
}

impl Builder {
    /// Every actor that a name may mean, in the order in which they are tried; or the actor of that id. Offices are those
    /// held at the date, without one all.
    pub fn namesakes(&self, name: &str, date: Option<Date>) -> Result<Vec<Namesake>> {
        let tables = self.tables()?;
        let knowledge = self.build()?.knowledge;
        let gazetteer = &knowledge.gazetteer;
        let mut cutter = Cutter::of(&knowledge);
        let sought = cutter.cut(name);
        let mut namings: Vec<Naming> = Vec::new();
        for naming in gazetteer.names().get(&sought).iter().copied() {
            if namings.iter().all(|known| known.actor != naming.actor) {
                namings.push(naming);
            }
        }
        let by_id = gazetteer.find(name).map(|id| (Some(id), How::Name, None));
        let conditions = conditions(tables.get("ambiguous")?, &mut cutter, &sought)?;
        let offices = held(&tables)?;
        let readings = namings.iter().map(|naming| (naming.actor, naming.how, naming.rule)).chain(by_id);
        let namesake = |(actor, how, rule): (Option<ActorId>, How, Option<u16>)| {
            let known = actor.map(|id| gazetteer.actor(id));
            let id = known.map(|known| known.id);
            let mut requires: Vec<Condition> = match by_id {
                Some(_) => Vec::new(),
                None => conditions.iter().filter(|(of, _)| of.as_deref() == id).map(|(_, rule)| rule.clone()).collect(),
            };
            if let Some(rule) = rule.filter(|_| requires.is_empty()) {
                let requires_full = gazetteer.rule(rule).requires;
                requires.push(Condition { requires: requires_full, words: vec![], from: None, until: None, row: None });
            }
            let key = id.and_then(|id| id.split_once(':')).map(|(_, key)| key);
            let mine = offices.iter().filter(|held| {
                known.is_some_and(|known| known.traits.kind == ActorKind::Person) && Some(&*held.person) == key
            });
            Ok(Namesake {
                name: known.map(|known| known.name.to_owned()).unwrap_or_default(),
                kind: known.map(|known| known.traits.kind),
                iso3: actor.and_then(|id| gazetteer.country_of(id, date)).map(|iso3| iso3.to_string()),
                qid: known.map(|known| known.qid.to_owned()).filter(|qid| !qid.is_empty()),
                famous: known.is_some_and(|known| known.traits.famous),
                offices: mine.filter(|held| date.is_none_or(|date| held.tenure.covers(date))).cloned().collect(),
                codes: match known.zip(key) {
                    Some((known, key)) if known.traits.kind == ActorKind::Country => codes(&tables, key)?,
                    _ => BTreeMap::new(),
                },
                rows: match known.zip(key) {
                    Some((known, key)) => rows(&tables, known.traits.kind, key)?,
                    None => Vec::new(),
                },
                actor: id.map(str::to_owned),
                how,
                requires,
            })
        };
        readings.map(namesake).collect()
    }
}

/// The conditions on a form, each with the actor it stands for.
fn conditions(table: &Table, cutter: &mut Cutter, sought: &[Symbol]) -> Result<Vec<(Option<String>, Condition)>> {
    let mut found = Vec::new();
    let some = |cell: &str| Some(cell.to_owned()).filter(|cell| !cell.is_empty());
    let columns = ["form", "reading", "requires", "words", "from", "until"];
    table.each(columns, |row, [form, reading, requires, words, from, until]| {
        if cutter.cut(form) == sought {
            let condition = Condition {
                requires: one_of(requires, "requires", REQUIRES)?,
                words: words.split('|').filter_map(some).collect(),
                from: some(from),
                until: some(until),
                row: Some(Place::of(table, row)),
            };
            found.push((some(reading).filter(|reading| reading != "none"), condition));
        }
        Ok(())
    })?;
    Ok(found)
}

/// The codes of a country in other data.
fn codes(tables: &Tables, iso3: &str) -> Result<BTreeMap<String, String>> {
    let table = tables.get("countries")?;
    let mut found = BTreeMap::new();
    for column in CODES {
        let place = table.column(column)?;
        let rows = table.rows().iter().map(Row::cells).filter(|cells| cells[0] == iso3 && !cells[place].is_empty());
        found.extend(rows.map(|cells| (column.to_owned(), cells[place].clone())));
    }
    Ok(found)
}

/// The columns of countries that hold such codes.
const CODES: [&str; 3] = ["iso2", "fips", "cameo"];

/// The rows of an actor in the table of its kind.
fn rows(tables: &Tables, kind: ActorKind, key: &str) -> Result<Vec<Place>> {
    let table = tables.get(match kind {
        ActorKind::Country => "countries",
        ActorKind::Person => "people",
        ActorKind::Organisation => "organisations",
    })?;
    Ok(table.rows().iter().filter(|row| row.cells()[0] == key).map(|row| Place::of(table, row)).collect())
}

/// Every term of office.
pub(super) fn held(tables: &Tables) -> Result<Vec<Held>> {
    let table = tables.get("offices")?;
    let mut all = Vec::new();
    let columns = ["person", "holder_of", "office", "title", "certainty", "start", "end", "status", "as_of"];
    table.each(columns, |row, [person, holder_of, office, title, certainty, start, end, status, as_of]| {
        let tenure = Tenure::read([start, end, status, as_of])?;
        all.push(Held {
            person: person.to_owned(),
            holder_of: holder_of.to_owned(),
            offices: office.split('|').map(str::to_owned).collect(),
            title: title.to_owned(),
            start: start.to_owned(),
            end: Some(end.to_owned()).filter(|end| !end.is_empty()),
            stale: tenure.stale,
            certainty: certainty.to_owned(),
            row: Place::of(table, row),
            tenure,
        });
        Ok(())
    })?;
    Ok(all)
}
