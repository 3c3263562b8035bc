//! From the actor tables to the gazetteer.

use super::actor::{Actor, ActorId, ActorKind, Actors, Iso3, Traits};
use super::naming::{Casing, How, Naming, REQUIRES, Requires, Rule};
use super::office::{Tenure, Terms};
use super::{Date, Gazetteer};
use crate::error::{Error, Result};
use crate::lexicon::{Gender, Lexicons, PhrasebookBuilder, Tables, one_of, phrase};
use crate::text::{Symbol, Vocabulary};
use std::collections::{BTreeMap, HashMap};

/// The readings of each phrase so far, in the order of the tables.
type Names = BTreeMap<Vec<Symbol>, Vec<Naming>>;

struct Compiler<'a> {
    tables: &'a Tables,
    lexicons: &'a Lexicons,
    vocabulary: &'a mut Vocabulary,
    actors: Actors,
    names: Names,
    rules: Vec<Rule>,
}

/// What a row says of an actor, before it has a number.
struct Draft {
    name: String,
    qid: String,
    traits: Traits,
}

impl Gazetteer {
    /// Compiles the actor tables; the words of names are added to the vocabulary. The first row that breaks its table's
    /// rules is an error.
    pub fn compile(tables: &Tables, lexicons: &Lexicons, vocabulary: &mut Vocabulary) -> Result<Gazetteer> {
        let mut compiler = Compiler {
            tables,
            lexicons,
            vocabulary,
            actors: Actors::default(),
            names: Names::new(),
            rules: Vec::new(),
        };
        compiler.number_actors()?;
        compiler.name_countries()?;
        compiler.name_organisations()?;
        compiler.name_people()?;
        compiler.name_places()?;
        compiler.lay_rules()?;
        let terms = compiler.terms()?;
        let mut names = PhrasebookBuilder::default();
        let Compiler { actors, names: named, rules, vocabulary, .. } = compiler;
        for (phrase, namings) in named {
            names.extend(namings.into_iter().map(|naming| (phrase.clone(), naming)));
        }
        let context_mark = vocabulary.new_mark();
        for &symbol in rules.iter().flat_map(|rule| &rule.words).flatten() {
            vocabulary.mark(symbol, context_mark);
        }
        let code = |id: ActorId| actors.traits(id).iso3.filter(|_| actors.traits(id).kind == ActorKind::Country);
        let mut countries: Vec<(Iso3, ActorId)> = actors.ids().filter_map(|id| Some((code(id)?, id))).collect();
        countries.sort_unstable();
        let small_mark = vocabulary.new_mark();
        for (form, _) in names.iter().filter(|(_, naming)| naming.casing.is_small()) {
            vocabulary.mark(form[0], small_mark);
        }
        let names = names.build(vocabulary);
        Ok(Gazetteer { actors, countries, names, small_mark, rules, context_mark, terms })
    }
}

impl Compiler<'_> {
    /// Gives every actor its number, in order of the ids.
    fn number_actors(&mut self) -> Result<()> {
        let mut drafts: BTreeMap<String, Draft> = BTreeMap::new();
        let mut add = |id: String, draft: Draft| match drafts.insert(id.clone(), draft) {
            Some(_) => Err(Error::lexicon(format!("\"{id}\" stands twice"))),
            None => Ok(()),
        };
        let body = |kind, name: &str, qid: &str, iso3| Draft {
            name: name.to_owned(),
            qid: qid.to_owned(),
            traits: Traits { kind, iso3, gender: Gender::Neuter, famous: false, given: Symbol::UNKNOWN },
        };
        self.tables.get("countries")?.each(["iso3", "name", "qid"], |_, [iso3, name, qid]| {
            add(ActorKind::Country.id(iso3), body(ActorKind::Country, name, qid, Some(code(iso3)?)))
        })?;
        self.tables.get("organisations")?.each(["id", "name", "qid", "home"], |_, [id, name, qid, home]| {
            let home = if home.is_empty() { None } else { Some(code(home)?) };
            add(ActorKind::Organisation.id(id), body(ActorKind::Organisation, name, qid, home))
        })?;
        self.tables.get("people")?.each(
            ["id", "name", "qid", "gender", "famous"],
            |_, [id, name, qid, gender, famous]| {
                let given =
                    phrase(name, &self.lexicons.orthography, self.vocabulary).first().copied().unwrap_or_default();
                let gender =
                    one_of(gender, "gender", &[("m", Gender::Male), ("f", Gender::Female), ("", Gender::Unknown)])?;
                let famous = one_of(famous, "famous", &[("yes", true), ("", false)])?;
                let mut person = body(ActorKind::Person, name, qid, None);
                person.traits = Traits { gender, famous, given, ..person.traits };
                add(ActorKind::Person.id(id), person)
            },
        )?;
        for (id, draft) in &drafts {
            self.actors.push(Actor { id, name: &draft.name, qid: &draft.qid, traits: draft.traits });
        }
        Ok(())
    }

    /// States of today before those of the past, so that a seat both have had is today's state's.
    fn name_countries(&mut self) -> Result<()> {
        let columns = ["iso3", "status", "names", "adjectives", "demonyms", "metonyms", "shared", "capitals"];
        let hows = [How::Name, How::Adjective, How::Demonym, How::Metonym, How::Seat, How::Seat];
        for past in [false, true] {
            self.tables.get("countries")?.each(columns, |_, [iso3, status, forms @ ..]| {
                let actor = self.known(&ActorKind::Country.id(iso3))?;
                if past == (status == "historical") {
                    for (forms, how) in forms.into_iter().zip(hows) {
                        self.name_all(actor, how, forms);
                    }
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    /// Armed forces that are called by their country's name or adjective (`Russian troops`) are left to the country,
    /// whose act theirs is.
    fn name_organisations(&mut self) -> Result<()> {
        let columns = ["id", "type", "home", "name", "names", "acronyms"];
        self.tables.get("organisations")?.each(columns, |_, [id, kind, home, forms @ ..]| {
            let actor = self.known(&ActorKind::Organisation.id(id))?;
            for form in forms.into_iter().flat_map(|forms| forms.split('|')) {
                let forces = kind == "state-armed" && self.opens_with_country(form, home);
                if !forces {
                    self.name_all(actor, How::Name, form);
                }
            }
            Ok(())
        })
    }

    /// Does a form begin with a name or adjective of a country?
    fn opens_with_country(&mut self, form: &str, iso3: &str) -> bool {
        let words = phrase(form, &self.lexicons.orthography, self.vocabulary);
        let country = self.actors.find(&ActorKind::Country.id(iso3));
        (1..words.len()).any(|length| {
            let namings = self.names.get(&words[..length]);
            namings
                .is_some_and(|namings| namings.iter().any(|naming| naming.actor.is_some() && naming.actor == country))
        })
    }

    fn name_people(&mut self) -> Result<()> {
        self.tables.get("people")?.each(["id", "surname", "name", "names"], |_, [id, surname, forms @ ..]| {
            let actor = self.known(&ActorKind::Person.id(id))?;
            self.name_all(actor, How::Surname, surname);
            for forms in forms {
                self.name_all(actor, How::Name, forms);
            }
            Ok(())
        })
    }

    fn name_places(&mut self) -> Result<()> {
        self.tables.get("places")?.each(["form", "iso3"], |_, [form, iso3]| {
            let actor = self.known(&ActorKind::Country.id(iso3))?;
            self.name_all(actor, How::Place, form);
            Ok(())
        })
    }

    /// Adds each of some forms, joined with `|`, as a name of an actor. The first way in which a form names an actor
    /// wins.
    fn name_all(&mut self, actor: ActorId, how: How, forms: &str) {
        for form in forms.split('|').filter(|form| !form.is_empty()) {
            let words = phrase(form, &self.lexicons.orthography, self.vocabulary);
            let namings = self.names.entry(words).or_default();
            if namings.iter().all(|naming| naming.actor != Some(actor)) {
                namings.push(Naming { actor: Some(actor), how, casing: Casing::of(form), rule: None });
            }
        }
    }

    /// Lays the table of ambiguous forms over the names: a form that stands there names whom its rows say, in their
    /// order, and whoever else has it as a surname only after the full name. Rows that name nobody are exceptions: other
    /// readings stay.
    fn lay_rules(&mut self) -> Result<()> {
        let mut ruled: Names = Names::new();
        let mut known: HashMap<Rule, u16> = HashMap::new();
        let mut number = |rules: &mut Vec<Rule>, rule: Rule| {
            *known.entry(rule).or_insert_with_key(|rule| {
                rules.push(rule.clone());
                (rules.len() - 1) as u16
            })
        };
        let columns = ["form", "reading", "requires", "words", "from", "until"];
        self.tables.get("ambiguous")?.each(columns, |_, [form, reading, requires, words, from, until]| {
            let orthography = &self.lexicons.orthography;
            let rule = Rule {
                requires: one_of(requires, "requires", REQUIRES)?,
                words: words
                    .split('|')
                    .filter(|word| !word.is_empty())
                    .map(|word| phrase(word, orthography, self.vocabulary))
                    .collect(),
                from: Date::of_cell(from)?,
                until: Date::of_cell(until)?,
            };
            let actor = match reading {
                "none" => None,
                _ => Some(self.known(reading)?),
            };
            let form_words = phrase(form, orthography, self.vocabulary);
            let plain = self.names.get(&form_words).into_iter().flatten().find(|naming| naming.actor == actor);
            let seat = || self.names.get(&form_words).into_iter().flatten().any(|naming| naming.how == How::Seat);
            let how = match actor.map(|actor| self.actors.traits(actor).kind) {
                _ if plain.is_some() => plain.expect("just seen").how,
                Some(ActorKind::Person) => How::Surname,
                // `Brussels` is the Union's as far as it stands for a government.
                _ if seat() => How::Seat,
                _ => How::Name,
            };
            let rule = Some(number(&mut self.rules, rule));
            ruled.entry(form_words).or_default().push(Naming { actor, how, casing: Casing::of(form), rule });
            Ok(())
        })?;
        let full = Rule { requires: Requires::Full, words: Vec::new(), from: None, until: None };
        let full = Some(number(&mut self.rules, full));
        for (form, mut namings) in ruled {
            let plain = self.names.remove(&form).unwrap_or_default();
            let names_nobody = namings.iter().all(|naming| naming.actor.is_none());
            for other in plain {
                let ruled = namings.iter().any(|naming| naming.actor == other.actor);
                match other.how {
                    _ if ruled => {}
                    How::Surname => namings.push(Naming { rule: full, ..other }),
                    _ if names_nobody => namings.push(other),
                    _ => {}
                }
            }
            self.names.insert(form, namings);
        }
        Ok(())
    }

    fn terms(&mut self) -> Result<Terms> {
        let mut terms = Terms::new(&self.lexicons.offices);
        let columns = ["person", "holder_of", "office", "title", "start", "end", "status", "as_of"];
        let orthography = &self.lexicons.orthography;
        self.tables.get("offices")?.each(columns, |_, [person, holder, offices, title, when @ ..]| {
            let person = self.known(&ActorKind::Person.id(person))?;
            let organisation = self.actors.find(&ActorKind::Organisation.id(holder));
            let holder = organisation.map_or_else(|| self.known(&ActorKind::Country.id(holder)), Ok)?;
            let Tenure { start, end, .. } = Tenure::read(when)?;
            let title = phrase(title, orthography, self.vocabulary);
            for office in offices.split('|') {
                let office = terms.office(office);
                terms.push(person, holder, office, title.clone(), (start, end));
            }
            Ok(())
        })?;
        terms.sort();
        Ok(terms)
    }

    fn known(&self, id: &str) -> Result<ActorId> {
        self.actors.find(id).ok_or_else(|| Error::lexicon(format!("nobody is called \"{id}\"")))
    }
}

fn code(iso3: &str) -> Result<Iso3> {
    Iso3::new(iso3).ok_or_else(|| Error::lexicon(format!("\"{iso3}\" is no country code")))
}
