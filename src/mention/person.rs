//! People: who a surname means, by what stands before it and who has been introduced.

use super::candidate::Candidate;
use super::place;
use super::rule::Finder;
use super::words::{GIVEN, RoleNoun, Words};
use crate::gazetteer::{ActorId, ActorKind, How, Office};
use crate::lexicon::{Classes, RoleKind};
use crate::text::{Kind, Shape, Tokens};

/// What stands directly before a surname.
#[derive(Clone, Copy, Debug)]
pub(super) enum Before {
    /// Nothing that belongs to the name.
    Nothing,
    /// An office or honorific.
    Title(RoleNoun),
    /// Given names or initials, or somebody else's, that begin at this token.
    Given(usize),
}

impl Before {
    /// What stands directly before a surname.
    pub(super) fn of(words: Words, tokens: Tokens) -> Before {
        const LONGEST_NAME: usize = 4;
        let start = tokens.start as usize;
        if start == 0 || words.has(start, Shape::BLANK) || !words.is_word(start - 1) {
            return Before::Nothing;
        }
        if let Some(noun) = words.role_before(start).filter(|noun| noun.role.kind != RoleKind::Body) {
            return Before::Title(noun);
        }
        let mut first = start;
        while first > 0 && start - first < LONGEST_NAME && !words.has(first, Shape::BLANK) {
            let at = first - 1;
            let hyphen = words.kind(at) == Some(Kind::Hyphen) && at > 0 && words.is_capital(at - 1);
            let name = words.is_capital(at)
                && (!words.is_closed(at) || words.is(at, GIVEN) || words.is_initial(at))
                && !words.asks(at, tokens.end as usize)
                && (words.is_name_only(at) || words.is(at, GIVEN) || !words.is_in_headline(at))
                && words.role_before(first).is_none();
            if !hyphen && !name {
                break;
            }
            first = if hyphen { at - 1 } else { at };
        }
        // The first word of a sentence has a capital anyway.
        let given = words.is(first, GIVEN) || words.is_initial(first) || !words.symbol(first).is_known();
        if first + 1 == start && words.is_opening(first) && !given {
            return Before::Nothing;
        }
        match first < start {
            true if is_other_name(words, first, start) => Before::Nothing,
            true => Before::Given(first),
            false => Before::Nothing,
        }
    }
}

/// Do the words before the surname name something of their own (`Germany` before `Merkel` in a headline)?
fn is_other_name(words: Words, first: usize, start: usize) -> bool {
    let names = words.knowledge.gazetteer.names();
    let found = names.longest(words.tokens(), first);
    found.is_some_and(|found| {
        found.tokens.end as usize == start
            && found.entries.iter().all(|naming| {
                naming.how != How::Surname
                    && naming
                        .actor
                        .is_some_and(|actor| words.knowledge.gazetteer.traits(actor).kind != ActorKind::Person)
            })
    })
}

impl Finder<'_, '_> {
    /// Which of some people a surname means here, and how sure that is.
    pub(super) fn bearer(&self, candidate: &Candidate, people: &[ActorId]) -> Option<(ActorId, i16)> {
        let before = candidate.before;
        if let Before::Given(start) = before {
            // `Ana Maria` in `Ana Maria Novak` is not the one whose surname is Maria.
            if self.words.is(candidate.tokens.start as usize, GIVEN) && self.goes_on(candidate.tokens) {
                return None;
            }
            return people.iter().find(|&&person| self.is_given_of(start, person)).map(|&person| (person, 950));
        }
        if self.goes_on(candidate.tokens) {
            return None;
        }
        let titled = matches!(before, Before::Title(_));
        let at = candidate.tokens.start;
        let stranger = self.stranger(candidate.tokens);
        if let Some((place, person)) = self.introduced(people, at) {
            // Of namesakes the one who was called by the full name first.
            let other = stranger.is_some_and(|stranger| at < place && stranger < place);
            return (titled || !other).then_some((person, 950));
        }
        if stranger.is_some() {
            return None;
        }
        if self.governs(candidate.tokens)
            && let Some(person) = self.leader(people)
        {
            return Some((person, 850));
        }
        match before {
            Before::Title(noun) => self.titled(noun, people).map(|person| (person, 850)),
            _ => self
                .famous(people)
                .map(|person| (person, 850))
                .or_else(|| Some((self.at_home(people).or_else(|| self.leader_alone(people))?, 600))),
        }
    }

    /// Who of some people has just the office that stands before the surname, or leads the government behind it.
    pub(super) fn in_office(&self, candidate: &Candidate, people: &[ActorId]) -> Option<(ActorId, i16)> {
        let person = match candidate.before {
            Before::Title(noun) if noun.role.office.is_some() && self.context.date.is_some() => {
                self.titled(noun, people)
            }
            Before::Nothing if self.governs(candidate.tokens) => self.leader(people),
            Before::Nothing
                if !self.is_strangers(candidate.tokens) && place::is_agent(self.words, candidate.tokens) =>
            {
                self.known_at_work(people)
            }
            _ => None,
        };
        person.filter(|_| !self.goes_on(candidate.tokens)).map(|person| (person, 850))
    }

    /// The one of some people who holds an office at the date and needs no introduction then, or whose country is named.
    fn known_at_work(&self, people: &[ActorId]) -> Option<ActorId> {
        let date = self.context.date?;
        const MOST: usize = 5;
        let at_work = |&person: &ActorId| self.gazetteer().holds(person, None, Some(date));
        let held: Vec<ActorId> = people.iter().copied().filter(at_work).collect();
        let rare = people.len() <= MOST;
        self.famous(&held).filter(|_| rare).or_else(|| self.at_home(&held))
    }

    /// Does a surname stand before a government (`the Novak administration`, `Novak's new cabinet`)?
    fn governs(&self, tokens: Tokens) -> bool {
        let words = self.words;
        let end = tokens.end as usize;
        let next = if words.is_possessive_ending(end) { end + 1 } else { end };
        let noun = words.role_near(next).filter(|noun| noun.role.kind == RoleKind::Body);
        noun.is_some_and(|noun| words.is(noun.tokens.end as usize - 1, Classes::ARM))
    }

    /// The one of some people who leads a state or its government at the date.
    fn leader(&self, people: &[ActorId]) -> Option<ActorId> {
        let date = self.context.date?;
        let mut leaders = people.iter().copied().filter(|&person| self.gazetteer().leads(person, date));
        let first = leaders.next()?;
        leaders.next().is_none().then_some(first)
    }

    /// Who leads a state or its government at the date, where nobody else of that surname has yet held an office.
    fn leader_alone(&self, people: &[ActorId]) -> Option<ActorId> {
        let leader = self.leader(people)?;
        let others = people.iter().filter(|&&person| self.has_held(person));
        (others.count() == 1).then_some(leader)
    }

    /// Is the word at `at` a person's given name?
    pub(super) fn is_given_of(&self, at: usize, person: ActorId) -> bool {
        self.words.symbol(at).is_known() && self.gazetteer().traits(person).given == self.words.symbol(at)
    }

    /// Does the name go on behind the surname, so that it is somebody's or something's else (`Kim Yo-jong`, `Obama
    /// Foundation`)?
    pub(super) fn goes_on(&self, tokens: Tokens) -> bool {
        let words = self.words;
        let end = tokens.end as usize;
        let next = if words.kind(end) == Some(Kind::Hyphen) { end + 1 } else { end };
        // `the Novak Foundation`; but `the Novak Cabinet`
        let named = words.is(next, Classes::NOT_PERSON) && !words.is(next, Classes::ARM);
        let role = |at: usize| words.role_at(at).is_some_and(|noun| noun.tokens.len() > 1 || !named);
        if !words.is_capital(next) || words.has(next, Shape::BLANK) || words.is_closed(next) || role(next) {
            return false;
        }
        // `Novak Visits Ardania`
        let verb = words.is(next, Classes::FINITE.or(Classes::LOCAL)) && words.is_in_headline(next);
        // `post-Novak Ardania`
        words.is(next, GIVEN.or(Classes::NOT_PERSON)) || words.is_name_only(next) && !verb && !self.names_country(next)
    }

    /// Does the unmistakable name of a country begin at `at`?
    fn names_country(&self, at: usize) -> bool {
        let found = self.gazetteer().names().longest(self.words.tokens(), at);
        let country = |actor| self.gazetteer().traits(actor).kind == ActorKind::Country;
        found.is_some_and(|found| {
            let named = |how: How| matches!(how, How::Name | How::Adjective);
            found.entries.iter().all(|naming| named(naming.how) && naming.actor.is_some_and(country))
        })
    }

    /// Does a form end in a given name, and somebody else's name go on behind it (`Ana Maria Novak`)?
    pub(super) fn is_given_only(&self, candidate: &Candidate) -> bool {
        let tokens = candidate.tokens;
        tokens.len() > 1 && self.words.is(tokens.end as usize - 1, GIVEN) && self.goes_on(tokens)
    }

    /// Is a form that also names a country part of a person's name (`Michael Jordan`, `Chad Novak`)?
    pub(super) fn is_part_of_name(&self, candidate: &Candidate) -> bool {
        let behind_given = matches!(candidate.before, Before::Given(start) if self.words.is(start, GIVEN));
        behind_given || self.goes_on(candidate.tokens)
    }

    /// Whom of some people a title before the surname can mean: who holds that office at the date, in the country named
    /// before the title.
    fn titled(&self, noun: RoleNoun, people: &[ActorId]) -> Option<ActorId> {
        let office = noun.role.office.map(Office);
        let country = self.country_before(noun.tokens.start as usize);
        let honorific = noun.role.kind == RoleKind::Honorific;
        let date = self.context.date;
        let gazetteer = self.gazetteer();
        let at_home = |person: ActorId| {
            country.is_none_or(|country| gazetteer.terms(person).iter().any(|term| term.holder == country))
        };
        let fits = |person: ActorId, date| {
            let held = match office {
                Some(_) => gazetteer.holds(person, office, date),
                None if honorific => {
                    gazetteer.holds(person, None, date)
                        || date.is_some_and(|date| gazetteer.has_just_left(person, date))
                }
                None if country.is_some() => gazetteer.holds(person, None, date),
                None => gazetteer.traits(person).famous && gazetteer.holds(person, None, date),
            };
            held && at_home(person) && (!honorific || self.may_be_unintroduced(person))
        };
        let title = self.words.symbols(noun.tokens);
        let sole = |date| {
            let fitting: Vec<ActorId> = people.iter().copied().filter(|&person| fits(person, date)).collect();
            let only = |suits: &dyn Fn(ActorId) -> bool| {
                let mut suiting = fitting.iter().copied().filter(|&person| suits(person));
                suiting.next().filter(|_| suiting.next().is_none())
            };
            let named = |person: ActorId| {
                let terms = gazetteer.terms(person).iter();
                let mut held = terms.filter(|term| date.is_none_or(|date| term.covers(date)));
                held.any(|term| gazetteer.title(term) == title)
            };
            let here = |person: ActorId| self.at_home(&[person]).is_some();
            match fitting[..] {
                [] | [_] => fitting.first().copied(),
                _ => only(&here).or_else(|| only(&named)).or_else(|| self.famous(&fitting)),
            }
        };
        sole(date).or_else(|| date.and_then(|_| sole(None)).filter(|&person| self.has_held(person)))
    }

    /// The country named right before a title, as an adjective or a possessor.
    fn country_before(&self, start: usize) -> Option<ActorId> {
        let words = self.words;
        let mut end = start;
        // One word may stand between: `Russian Deputy Foreign Minister`.
        for _ in 0..2 {
            let name_end = if end > 0 && words.is_possessive_ending(end - 1) { end - 1 } else { end };
            let longest = (name_end.saturating_sub(3)..name_end).find_map(|at| {
                let found = self.gazetteer().names().longest(words.tokens(), at)?;
                let country = found.entries.iter().find_map(|naming| {
                    naming.actor.filter(|&actor| {
                        naming.how != How::Surname && self.gazetteer().traits(actor).kind == ActorKind::Country
                    })
                })?;
                (found.tokens.end as usize == name_end && words.is_capital(at)).then_some(country)
            });
            if longest.is_some() {
                return longest;
            }
            end = end.checked_sub(1).filter(|&at| words.is_word(at) && !words.is_closed(at))?;
        }
        None
    }

    /// The one of some people whose surname needs no introduction at the date.
    fn famous(&self, people: &[ActorId]) -> Option<ActorId> {
        let mut famous =
            people.iter().copied().filter(|&person| self.gazetteer().traits(person).famous && self.has_held(person));
        let first = famous.next()?;
        famous.next().is_none().then_some(first)
    }

    /// Had a person held an office by the date of the article?
    fn has_held(&self, person: ActorId) -> bool {
        let first = self.gazetteer().terms(person).first();
        self.context.date.is_none_or(|date| first.is_none_or(|term| term.start <= date))
    }

    /// May an honorific alone mean a person: in a dated article, or one that names the person's country?
    pub(super) fn may_be_unintroduced(&self, person: ActorId) -> bool {
        let terms = self.gazetteer().terms(person);
        self.context.date.is_some()
            || self.gazetteer().traits(person).famous
            || terms.iter().any(|term| self.countries.contains(&term.holder))
    }

    /// The one of some people who holds an office at the date in a country that the article names.
    fn at_home(&self, people: &[ActorId]) -> Option<ActorId> {
        let date = self.context.date?;
        let mut found = people.iter().copied().filter(|&person| {
            let terms = self.gazetteer().terms(person);
            terms.iter().any(|term| term.covers(date) && self.countries.contains(&term.holder))
        });
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }
}
