//! Gazetteer: countries, people with dated offices, organisations, and how they may be named.
//!
//! Owns the actors, their names and their terms of office; refuses to look at any article. What a name needs before it
//! counts (capitals, a title, the full name, a context, a date) is written here as data; [`crate::mention`] checks it.

mod actor;
mod compile;
mod date;
mod naming;
mod office;

pub use actor::{Actor, ActorId, ActorKind, Iso3, Traits};
pub use date::Date;
pub use naming::{Casing, How, Naming, REQUIRES, Requires, Rule};
pub use office::{Office, Tenure, Term};

use crate::lexicon::Phrasebook;
use crate::text::{Marks, Symbol};
use actor::Actors;
use office::Terms;
use serde::{Deserialize, Serialize};

/// All actors, their names and their offices.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Gazetteer {
    actors: Actors,
    /// Sorted.
    countries: Vec<(Iso3, ActorId)>,
    names: Phrasebook<Naming>,
    small_mark: Marks,
    rules: Vec<Rule>,
    context_mark: Marks,
    terms: Terms,
}

impl Gazetteer {
    /// An actor by number.
    pub fn actor(&self, id: ActorId) -> Actor<'_> {
        self.actors.get(id)
    }

    /// What is known of an actor beside its names.
    pub fn traits(&self, id: ActorId) -> &Traits {
        self.actors.traits(id)
    }

    /// An actor by id, such as `country:USA`.
    pub fn find(&self, id: &str) -> Option<ActorId> {
        self.actors.find(id)
    }

    /// A country by code.
    pub fn country(&self, iso3: Iso3) -> Option<ActorId> {
        self.countries.binary_search_by_key(&iso3, |&(code, _)| code).ok().map(|i| self.countries[i].1)
    }

    /// The numbers of all actors.
    pub fn ids(&self) -> impl Iterator<Item = ActorId> + use<> {
        self.actors.ids()
    }

    /// The names of actors. The readings of a phrase are tried in order.
    pub fn names(&self) -> &Phrasebook<Naming> {
        &self.names
    }

    /// What a word is marked with where a name that begins with it may be written with a small letter there.
    pub fn small_mark(&self) -> Marks {
        self.small_mark
    }

    /// The condition of a [`Naming`].
    pub fn rule(&self, index: u16) -> &Rule {
        &self.rules[index as usize]
    }

    /// What the words of conditions' phrases are marked with, and hardly any others.
    pub fn context_mark(&self) -> Marks {
        self.context_mark
    }

    /// The terms of office of a person, in order of their start.
    pub fn terms(&self, person: ActorId) -> &[Term] {
        self.terms.of(person)
    }

    /// What a kind of office is called in the tables.
    pub fn office_name(&self, office: Office) -> &str {
        self.terms.office_name(office)
    }

    /// The term that tells where a person belongs at a date: the one held then that began last, or the one held last
    /// before, or the first one after. Without a date, the one that began last.
    pub fn term_at(&self, person: ActorId, date: Option<Date>) -> Option<&Term> {
        let terms = self.terms.of(person);
        let Some(date) = date else { return terms.last() };
        let held = terms.iter().rev().find(|term| term.covers(date));
        let before = || terms.iter().filter(|term| term.start <= date).max_by_key(|term| (term.end, term.start));
        held.or_else(before).or(terms.first())
    }

    /// The country an actor belongs to at a date: a country's own code, an organisation's home, or that of the office a
    /// person holds then (or held last, where the date is unknown or none is held).
    pub fn country_of(&self, id: ActorId, date: Option<Date>) -> Option<Iso3> {
        match self.traits(id) {
            Traits { kind: ActorKind::Person, .. } => self.traits(self.term_at(id, date)?.holder).iso3,
            own => own.iso3,
        }
    }

    /// Who is called `title` (the words of `foreign minister`) at a country or organisation at a date: whoever holds an
    /// office of that very title then, or else one of the kind `office`. Nothing where nobody or several do; without a
    /// date nobody is known to.
    pub fn incumbent(
        &self,
        holder: ActorId,
        office: Option<Office>,
        title: &[Symbol],
        date: Option<Date>,
    ) -> Option<ActorId> {
        let date = date?;
        let held = || self.terms.at(holder).filter(|term| term.covers(date));
        let titled = sole(held().filter(|term| self.terms.title(term) == title));
        match office {
            Some(office) if self.is_leader(office) => titled.or_else(|| self.leader(holder, date)),
            // `the chancellor` of a state whose head of government is called otherwise is its `Chancellor of the Treasury`.
            _ => titled.or_else(|| {
                let holds = sole(held().filter(|term| Some(term.office) == office));
                let opens = |term: &&Term| Some(term.office) != office && self.terms.title(term).starts_with(title);
                let fuller = || sole(held().filter(opens));
                let otherwise = |term: &Term| !self.terms.title(term).is_empty() && Some(term.office) == office;
                if held().any(otherwise) { fuller().or(holds) } else { holds }
            }),
        }
    }

    /// The words of a term's title (`Prime Minister`), as folded symbols; none where the tables name none.
    pub fn title(&self, term: &Term) -> &[Symbol] {
        self.terms.title(term)
    }

    /// Does or did a person hold an office of this kind at a date, or any office where `office` is nothing? Without a
    /// date, ever.
    pub fn holds(&self, person: ActorId, office: Option<Office>, date: Option<Date>) -> bool {
        let kind = |term: &&Term| office.is_none_or(|office| term.office == office);
        self.terms(person).iter().filter(kind).any(|term| date.is_none_or(|date| term.covers(date)))
    }

    /// Who is the next to hold an office of this kind at a country or organisation, within a year of a date.
    pub fn successor(&self, holder: ActorId, office: Option<Office>, date: Option<Date>) -> Option<ActorId> {
        let date = date?;
        let coming = |term: &&Term| Some(term.office) == office && date < term.start && term.start <= date.a_year_on();
        self.terms.at(holder).filter(coming).min_by_key(|term| (term.start, term.person)).map(|term| term.person)
    }

    /// What an office says of its holder beside somebody else: `counterpart`, `predecessor`.
    pub fn beside(&self, office: Office) -> Option<Beside> {
        BESIDE.iter().find(|(name, _)| self.office_name(office) == *name).map(|&(_, beside)| beside)
    }

    /// Who holds at a country or organisation the office that a person holds elsewhere at a date.
    pub fn counterpart(&self, person: ActorId, holder: ActorId, date: Option<Date>) -> Option<ActorId> {
        let date = date?;
        let own = self.terms(person).iter().rev().filter(|term| term.covers(date) && term.holder != holder);
        own.map(|term| term.office)
            .find_map(|office| sole(self.terms.at(holder).filter(|term| term.covers(date) && term.office == office)))
    }

    /// Who held the office before a person who holds it at a date, or comes after.
    pub fn beside_holder(&self, person: ActorId, beside: Beside, date: Option<Date>) -> Option<ActorId> {
        let date = date?;
        let held = self.terms(person).iter().filter(|term| term.covers(date));
        let own = held.max_by_key(|term| (HEADS.contains(&self.office_name(term.office)), term.start))?;
        self.next_to(own, beside)
    }

    /// Who lost an office at a country or organisation within the year before a date, or else holds it.
    pub fn outgoing(&self, holder: ActorId, office: Office, date: Option<Date>) -> Option<ActorId> {
        let date = date?;
        let held = self.terms.at(holder).filter(|term| term.covers(date) && term.office == office);
        let last = held.max_by_key(|term| (term.start, term.person))?;
        let before = (date <= last.start.a_year_on()).then(|| self.next_to(last, Beside::Predecessor)).flatten();
        before.or(Some(last.person))
    }

    /// Whose term of the same office comes right before or behind a term.
    fn next_to(&self, own: &Term, beside: Beside) -> Option<ActorId> {
        let same = |term: &&Term| term.office == own.office && term.person != own.person;
        let others = || self.terms.at(own.holder).filter(same);
        let found = match beside {
            Beside::Counterpart => None,
            Beside::Predecessor => {
                others().filter(|term| term.start < own.start).max_by_key(|term| (term.start, term.person))
            }
            Beside::Successor => {
                others().filter(|term| term.start > own.start).min_by_key(|term| (term.start, term.person))
            }
        };
        let near = |term: &&Term| match beside {
            Beside::Successor => term.start.is_soon_after(own.end),
            _ => own.start.is_soon_after(term.end),
        };
        found.filter(near).map(|term| term.person)
    }

    /// Who leads a state and its government at a date: the one who is its head, or the one of its heads known to any reader.
    fn leader(&self, holder: ActorId, date: Date) -> Option<ActorId> {
        let heads = || {
            let held = self.terms.at(holder).filter(|term| term.covers(date));
            held.filter(|term| HEADS.contains(&self.office_name(term.office)))
        };
        sole(heads()).or_else(|| sole(heads().filter(|term| self.traits(term.person).famous)))
    }

    /// Does an office only say that somebody leads (`the French leader`), whatever the title?
    pub fn is_leader(&self, office: Office) -> bool {
        self.office_name(office) == LEADER
    }

    /// Does the holder of an office lead a state or its government?
    pub fn is_head(&self, office: Office) -> bool {
        HEADS.contains(&self.office_name(office))
    }

    /// Does an office make its holder a head of state?
    pub fn is_head_of_state(&self, office: Office) -> bool {
        self.office_name(office) == HEADS[0]
    }

    /// Is a term of office held under just this title (`King`)?
    pub fn is_title(&self, title: &[Symbol]) -> bool {
        self.terms.has_title(title)
    }

    /// Has a person held an office of this kind at a country or organisation (anywhere where `holder` is nothing), and
    /// holds it no longer at a date?
    pub fn held_before(&self, person: ActorId, office: Office, holder: Option<ActorId>, date: Option<Date>) -> bool {
        let of = |term: &&Term| term.office == office && holder.is_none_or(|holder| term.holder == holder);
        let mut held = self.terms(person).iter().filter(of).peekable();
        let Some(date) = date else { return held.peek().is_some() };
        // Who comes back later has still held it once.
        held.peek().is_some_and(|first| first.end < date) && !held.any(|term| term.covers(date))
    }

    /// Does a person lead a state or its government at a date?
    pub fn leads(&self, person: ActorId, date: Date) -> bool {
        let heads = |term: &&Term| HEADS.contains(&self.office_name(term.office));
        self.terms(person).iter().filter(|term| term.covers(date)).any(|term| heads(&term))
    }

    /// Has a person held an office within the year before a date?
    pub fn has_just_left(&self, person: ActorId, date: Date) -> bool {
        self.terms(person).iter().any(|term| term.end < date && date <= term.end.a_year_on())
    }
}

/// What a role says of its holder beside somebody else who holds an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Holds the same office elsewhere.
    Counterpart,
    /// Held the office before.
    Predecessor,
    /// Holds the office next.
    Successor,
}

/// What roles call those who are told by somebody else's office.
const BESIDE: [(&str, Beside); 3] =
    [("counterpart", Beside::Counterpart), ("predecessor", Beside::Predecessor), ("successor", Beside::Successor)];

/// What roles call the office of whoever leads a state.
const LEADER: &str = "leader";

/// The offices whose holders lead a state or its government.
const HEADS: [&str; 2] = ["head of state", "head of government"];

/// The one person who holds some terms. Where the last of a predecessor's days are the first of a successor's, it is the
/// successor.
fn sole<'g>(terms: impl Iterator<Item = &'g Term> + Clone) -> Option<ActorId> {
    let last = terms.clone().max_by_key(|term| (term.start, term.person))?;
    let handed_over = |term: &Term| term.person == last.person || term.end.is_soon_after(last.start);
    terms.clone().all(handed_over).then_some(last.person)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;

    fn knowledge() -> Knowledge {
        Knowledge::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.bin"))).expect("just compiled")
    }

    #[test]
    fn offices_have_incumbents_at_dates() {
        let knowledge = knowledge();
        let gazetteer = &knowledge.gazetteer;
        for (country, role, date, expected) in [
            ("USA", "president", "2003-05-01", "george-w-bush"),
            ("USA", "president", "2013-05-01", "barack-obama"),
            ("USA", "president", "2025-05-01", "donald-trump"),
            ("FRA", "president", "2024-05-01", "emmanuel-macron"),
            ("IRN", "president", "2010-05-01", "mahmoud-ahmadinejad"),
            ("RUS", "prime minister", "2010-05-01", "vladimir-putin"),
            ("RUS", "foreign minister", "2010-05-01", "sergei-lavrov"),
            ("DEU", "chancellor", "2010-05-01", "angela-merkel"),
            ("GBR", "prime minister", "2012-03-05", "david-cameron"),
        ] {
            let holder = gazetteer.country(Iso3::new(country).unwrap()).unwrap();
            let title: Vec<Symbol> = role.split(' ').map(|word| knowledge.vocabulary.symbol(word)).collect();
            let office = knowledge.lexicons.roles.get(&title).iter().find_map(|entry| entry.value.office).map(Office);
            let found = gazetteer.incumbent(holder, office, &title, Date::parse(date));
            let id = found.map(|person| gazetteer.actor(person).id).unwrap_or_default();
            assert_eq!(id, format!("person:{expected}"), "{role} of {country}, {date}");
            assert_eq!(gazetteer.incumbent(holder, office, &title, None), None);
        }
    }

    #[test]
    fn people_belong_where_their_office_is() {
        let knowledge = knowledge();
        let gazetteer = &knowledge.gazetteer;
        for (person, date, country) in [
            ("dmitry-peskov", Some("2024-11-07"), Some("RUS")),
            ("jens-stoltenberg", Some("2010-01-01"), Some("NOR")),
            ("jens-stoltenberg", Some("2018-01-01"), None),
            ("barack-obama", Some("2024-01-01"), Some("USA")),
            ("barack-obama", None, Some("USA")),
        ] {
            let id = gazetteer.find(&format!("person:{person}")).unwrap();
            let found = gazetteer.country_of(id, date.and_then(Date::parse));
            assert_eq!(found, country.and_then(Iso3::new), "{person}, {date:?}");
        }
    }

    #[test]
    fn compiled_tables_load_fast_and_are_small() {
        let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.bin"));
        assert!(bytes.len() < 5_000_000, "{} bytes", bytes.len());
    }
}
