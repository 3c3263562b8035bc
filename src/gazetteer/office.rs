//! Offices: who held which one, where and when.

use super::{ActorId, Date};
use crate::error::{Error, Result};
use crate::lexicon::one_of;
use crate::text::Symbol;
use serde::{Deserialize, Serialize};

/// The number of a kind of office. The offices that roles name come first, in the order of
/// [`crate::lexicon::Lexicons::offices`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Office(pub u8);

/// One term of office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// Who held it.
    pub person: ActorId,
    /// The country or organisation it belongs to.
    pub holder: ActorId,
    /// The kind of office.
    pub office: Office,
    /// Its title as written: an index into the titles of [`Terms`].
    title: u16,
    /// The first day.
    pub start: Date,
    /// The last day known: that of the source where it says no more, [`Date::NEVER`] for an office held today.
    pub end: Date,
}

impl Term {
    /// Was it held at a date?
    pub fn covers(&self, date: Date) -> bool {
        self.start <= date.last() && date <= self.end
    }
}

/// When a term ran, as its row tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tenure {
    /// The first day.
    pub start: Date,
    /// The last day known: that of the source where it says no more, [`Date::NEVER`] for an office held today.
    pub end: Date,
    /// The last day the source speaks for, where the row has no end.
    pub as_of: Option<Date>,
    /// Is nothing known after that day?
    pub stale: bool,
}

impl Tenure {
    /// Reads the cells `start`, `end`, `status` and `as_of`. A term that ends before it begins is an error, and so is a
    /// status that its end belies.
    pub fn read([start, end, status, as_of]: [&str; 4]) -> Result<Tenure> {
        // Status, whether it has an end, whether it is stale.
        const STATUS: &[(&str, (bool, bool))] = &[
            ("closed", (true, false)),
            ("closed-upper-bound", (true, false)),
            ("current", (false, false)),
            ("open-stale", (false, true)),
        ];
        let (ended, stale) = one_of(status, "status", STATUS)?;
        let (start, end, as_of) =
            (Date::of_cell(start)?.unwrap_or_default(), Date::of_cell(end)?, Date::of_cell(as_of)?);
        if end.is_some() != ended {
            let says = if ended { "has no end" } else { "has an end" };
            return Err(Error::lexicon(format!("a term that is \"{status}\" {says}")));
        }
        let last = match (end, as_of) {
            (Some(end), _) => end.last(),
            (None, Some(as_of)) if stale => as_of.last(),
            _ => Date::NEVER,
        };
        if last < start {
            return Err(Error::lexicon(format!("a term that ends ({last}) before it begins ({start})")));
        }
        Ok(Tenure { start, end: last, as_of, stale })
    }

    /// Was it held at a date?
    pub fn covers(&self, date: Date) -> bool {
        self.start <= date.last() && date <= self.end
    }
}

/// All terms of office, by person and by holder.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Terms {
    /// In order of person and start.
    terms: Vec<Term>,
    /// By actor: where a person's terms start; the next actor's start is their end.
    starts: Vec<u32>,
    /// Indices of terms, in order of holder, office and start.
    by_holder: Vec<u32>,
    /// The words of titles; the first title is empty.
    titles: Vec<Vec<Symbol>>,
    offices: Vec<String>,
}

impl Terms {
    /// No terms yet; `offices` are the kinds of office that roles name.
    pub(super) fn new(offices: &[String]) -> Terms {
        Terms { titles: vec![Vec::new()], offices: offices.to_vec(), ..Terms::default() }
    }

    /// The number of a kind of office, new or known.
    pub(super) fn office(&mut self, name: &str) -> Office {
        let known = self.offices.iter().position(|office| office == name);
        Office(known.unwrap_or_else(|| {
            self.offices.push(name.to_owned());
            self.offices.len() - 1
        }) as u8)
    }

    /// The name of a kind of office.
    pub(super) fn office_name(&self, office: Office) -> &str {
        &self.offices[office.0 as usize]
    }

    /// Adds a term.
    pub(super) fn push(
        &mut self,
        person: ActorId,
        holder: ActorId,
        office: Office,
        title: Vec<Symbol>,
        dates: (Date, Date),
    ) {
        let known = self.titles.iter().position(|other| *other == title);
        let title = known.unwrap_or_else(|| {
            self.titles.push(title);
            self.titles.len() - 1
        }) as u16;
        self.terms.push(Term { person, holder, office, title, start: dates.0, end: dates.1 });
    }

    /// Puts the terms in the order that look-ups rely on.
    pub(super) fn sort(&mut self) {
        self.terms.sort_by_key(|term| (term.person, term.start, term.holder, term.office));
        let last = self.terms.last().map_or(0, |term| term.person.index() + 1);
        let start = |actor| self.terms.partition_point(|term| term.person.index() < actor) as u32;
        self.starts = (0..=last).map(start).collect();
        self.by_holder = (0..self.terms.len() as u32).collect();
        let terms = &self.terms;
        self.by_holder.sort_by_key(|&i| {
            let term = &terms[i as usize];
            (term.holder, term.office, term.start, term.person)
        });
    }

    /// The terms of a person, in order of their start.
    pub(super) fn of(&self, person: ActorId) -> &[Term] {
        match self.starts.get(person.index()..).unwrap_or_default() {
            &[start, end, ..] => &self.terms[start as usize..end as usize],
            _ => &[],
        }
    }

    /// The terms at a country or organisation, in order of office and start.
    pub(super) fn at(&self, holder: ActorId) -> impl Iterator<Item = &Term> + Clone {
        let start = self.by_holder.partition_point(|&i| self.terms[i as usize].holder < holder);
        self.by_holder[start..].iter().map(|&i| &self.terms[i as usize]).take_while(move |term| term.holder == holder)
    }

    /// Is some term held under this title?
    pub(super) fn has_title(&self, title: &[Symbol]) -> bool {
        self.titles.iter().any(|known| known == title)
    }

    /// The words of a term's title; none where unknown.
    pub(super) fn title(&self, term: &Term) -> &[Symbol] {
        &self.titles[term.title as usize]
    }
}
