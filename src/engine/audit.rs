//! What the gazetteer lacks or doubts at a date: offices nobody is known to hold, offices that several hold, offices of
//! which nothing has been heard for long, names that several people bear, and rows that are wrong.

use super::Builder;
use super::inspect::{Cutter, Place};
use super::roster::{Held, held};
use crate::error::{Error, Result};
use crate::gazetteer::{ActorKind, Date};
use crate::knowledge::Knowledge;
use crate::lexicon::Tables;
use crate::text::Symbol;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Something that the gazetteer lacks or doubts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What is the matter.
    pub kind: FindingKind,
    /// Where: the country's code or the organisation's id; the name that is borne twice; nothing for a wrong row.
    pub about: String,
    /// The name of that country or organisation.
    pub name: String,
    /// The kind of office.
    pub office: String,
    /// What is wrong, in words.
    pub says: String,
    /// The rows to look at.
    pub rows: Vec<Place>,
}

/// What the matter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FindingKind {
    /// A row that cannot be right, or a form that can never match.
    Fault,
    /// An office that somebody must hold, and nobody is known to.
    Gap,
    /// An office for one that several hold.
    Overlap,
    /// A whole name of several people that nothing tells apart.
    Shared,
    /// An office whose holder is known only up to an earlier day.
    Stale,
}

/// The offices that are watched.
const WATCHED: [&str; 6] = [
    "head of state",
    "head of government",
    "foreign minister",
    "defence minister",
    "international organisation head",
    VICE,
];

/// The one of them that several may hold at a time.
const VICE: &str = "vice president";

const HEADS: [&str; 2] = ["head of state", "head of government"];

impl Builder {
    /// What the gazetteer lacks or doubts at a date, and every wrong row; most urgent first.
    pub fn audit(&self, date: Date) -> Result<Vec<Finding>> {
        let faults = self.check()?;
        let mut findings: Vec<Finding> = faults.iter().map(Finding::of_fault).collect();
        if !findings.is_empty() {
            return Ok(findings); // Where rows are wrong, what follows from them is no news.
        }
        let tables = self.tables()?;
        let knowledge = self.build()?.knowledge;
        let terms = held(&tables)?;
        let audit = Audit { tables: &tables, knowledge: &knowledge, by_office: by_office(&terms), date };
        audit.gaps(&mut findings)?;
        for (&(holder, office), terms) in &audit.by_office {
            findings.extend(audit.overlap(holder, office, terms));
            findings.extend(audit.stale(holder, office, terms));
        }
        shared(&tables, &knowledge, &mut findings)?;
        findings.sort_by(|a, b| (a.kind, &a.office, &a.about).cmp(&(b.kind, &b.office, &b.about)));
        Ok(findings)
    }

    /// The last day that any source of the offices speaks for.
    pub fn last_day(&self) -> Result<Date> {
        let tables = self.tables()?;
        let offices = tables.get("offices")?;
        let as_of = offices.column("as_of")?;
        let days = offices.rows().iter().filter_map(|row| Date::parse(&row.cells()[as_of]));
        Ok(days.map(Date::last).max().unwrap_or_default())
    }
}

impl Finding {
    fn of_fault(error: &Error) -> Finding {
        let place = error.file().map(|file| Place { file: file.to_owned(), line: error.line().unwrap_or_default() });
        Finding {
            kind: FindingKind::Fault,
            about: String::new(),
            name: String::new(),
            office: String::new(),
            says: error.message().to_owned(),
            rows: place.into_iter().collect(),
        }
    }
}

/// The terms of each watched office, by holder and office, in order of their start.
fn by_office(terms: &[Held]) -> BTreeMap<(&str, &str), Vec<&Held>> {
    let mut sorted: BTreeMap<(&str, &str), Vec<&Held>> = BTreeMap::new();
    for held in terms {
        for office in held.offices.iter().filter(|office| WATCHED.contains(&office.as_str())) {
            sorted.entry((&held.holder_of, office)).or_default().push(held);
        }
    }
    sorted.values_mut().for_each(|terms| terms.sort_by_key(|held| held.tenure.start));
    sorted
}

struct Audit<'a> {
    tables: &'a Tables,
    knowledge: &'a Knowledge,
    by_office: BTreeMap<(&'a str, &'a str), Vec<&'a Held>>,
    date: Date,
}

impl<'a> Audit<'a> {
    fn finding(&self, kind: FindingKind, about: &str, office: &str, says: String, terms: &[&Held]) -> Finding {
        let gazetteer = &self.knowledge.gazetteer;
        let ids = [ActorKind::Country, ActorKind::Organisation].map(|kind| kind.id(about));
        let name = ids.iter().find_map(|id| gazetteer.find(id)).map(|id| gazetteer.actor(id).name.to_owned());
        Finding {
            kind,
            about: about.to_owned(),
            name: name.unwrap_or_default(),
            office: office.to_owned(),
            says,
            rows: terms.iter().map(|held| held.row.clone()).collect(),
        }
    }

    fn is_held(&self, holder: &str, office: &str) -> bool {
        let terms = self.by_office.get(&(holder, office));
        terms.is_some_and(|terms| terms.iter().any(|held| held.tenure.covers(self.date)))
    }

    /// Offices that somebody must hold: a head of every member of the United Nations, the foreign minister of every member
    /// of the bodies in the table of memberships, the head of every body that ever had one.
    fn gaps(&self, findings: &mut Vec<Finding>) -> Result<()> {
        let mut lacks = |holder: &str, offices: &[&str], why: &str| {
            if offices.iter().any(|office| self.is_held(holder, office)) {
                return;
            }
            let last = offices.iter().filter_map(|office| self.by_office.get(&(holder, *office))?.last().copied());
            let last = last.max_by_key(|held| held.tenure.start);
            let known = match last {
                Some(held) => format!("the last known is {}, {}", self.person(held), held.years()),
                None => "nobody is known".to_owned(),
            };
            let terms: Vec<&Held> = last.into_iter().collect();
            findings.push(self.finding(
                FindingKind::Gap,
                holder,
                &offices.join("|"),
                format!("{why}: {known}"),
                &terms,
            ));
        };
        self.tables.get("countries")?.each(["iso3", "status"], |_, [iso3, status]| {
            if status == "UN member" {
                lacks(iso3, &HEADS, status);
            }
            Ok(())
        })?;
        let mut members: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let columns = ["body", "member", "start", "end"];
        self.tables.get("memberships")?.each(columns, |_, [body, member, start, end]| {
            let start = Date::of_cell(start)?.unwrap_or_default();
            let end = Date::of_cell(end)?.map_or(Date::NEVER, Date::last);
            if start <= self.date && self.date <= end {
                members.entry(member.to_owned()).or_default().insert(body.to_owned());
            }
            Ok(())
        })?;
        for (member, bodies) in &members {
            let bodies: Vec<&str> = bodies.iter().map(String::as_str).collect();
            lacks(member, &["foreign minister"], &bodies.join(", "));
        }
        let bodies = self.by_office.keys().filter(|(_, office)| *office == "international organisation head");
        bodies.for_each(|(body, office)| lacks(body, &[office], "a body"));
        Ok(())
    }

    /// Several who hold an office for one, unless the last of a predecessor's days are the first of a successor's.
    fn overlap(&self, holder: &str, office: &str, terms: &[&'a Held]) -> Option<Finding> {
        let held: Vec<&Held> = terms.iter().copied().filter(|held| held.tenure.covers(self.date)).collect();
        let last = held.last()?;
        // An end that is only a year or month may lie anywhere in it.
        let ends = |held: &Held| held.end.as_deref().and_then(Date::parse).unwrap_or(Date::NEVER);
        let handed_over = |held: &&Held| held.person == last.person || ends(held).is_soon_after(last.tenure.start);
        if office == VICE || held.iter().all(handed_over) {
            return None;
        }
        let people: Vec<String> = held.iter().map(|held| format!("{} {}", self.person(held), held.years())).collect();
        Some(self.finding(FindingKind::Overlap, holder, office, people.join("; "), &held))
    }

    /// An office that nobody is known to hold since the day of its last source, or that nothing has been heard of for a year.
    fn stale(&self, holder: &str, office: &str, terms: &[&'a Held]) -> Option<Finding> {
        let last = terms.iter().filter(|held| held.tenure.start <= self.date).max_by_key(|held| held.tenure.start)?;
        let heard = last.tenure.as_of?;
        let long_ago = heard.a_year_on() < self.date || last.stale && heard.last() < self.date;
        let says = || format!("{} {}; nothing is known after {heard}", self.person(last), last.years());
        long_ago.then(|| self.finding(FindingKind::Stale, holder, office, says(), &[last]))
    }

    fn person(&self, held: &'a Held) -> &'a str {
        let gazetteer = &self.knowledge.gazetteer;
        let id = gazetteer.find(&ActorKind::Person.id(&held.person));
        id.map_or(&held.person, |id| gazetteer.actor(id).name)
    }
}

impl Held {
    /// From when to when, as the row has it.
    pub fn years(&self) -> String {
        format!("{} to {}", self.start, self.end.as_deref().unwrap_or("..."))
    }
}

/// Whole names of several people that the table of ambiguous forms does not tell apart.
fn shared(tables: &Tables, knowledge: &Knowledge, findings: &mut Vec<Finding>) -> Result<()> {
    let mut cutter = Cutter::of(knowledge);
    let mut told_apart: BTreeSet<Vec<Symbol>> = BTreeSet::new();
    tables.get("ambiguous")?.each(["form"], |_, [form]| {
        told_apart.insert(cutter.cut(form));
        Ok(())
    })?;
    let people = tables.get("people")?;
    let mut bearers: HashMap<Vec<Symbol>, (String, Vec<Place>)> = HashMap::new();
    people.each(["name", "names"], |row, forms| {
        let place = Place::of(people, row);
        for form in forms.iter().flat_map(|forms| forms.split('|')).filter(|form| !form.is_empty()) {
            let words = cutter.cut(form);
            if !told_apart.contains(&words) {
                let (_, rows) = bearers.entry(words).or_insert_with(|| (form.to_owned(), Vec::new()));
                rows.extend((rows.last() != Some(&place)).then(|| place.clone()));
            }
        }
        Ok(())
    })?;
    for (form, rows) in bearers.into_values().filter(|(_, rows)| rows.len() > 1) {
        findings.push(Finding {
            kind: FindingKind::Shared,
            about: form,
            name: String::new(),
            office: String::new(),
            says: format!("{} people are called so", rows.len()),
            rows,
        });
    }
    Ok(())
}
