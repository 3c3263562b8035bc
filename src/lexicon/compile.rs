//! From tables to phrasebooks.
//!
//! The built-in tables are compiled once, when the crate is built; overlays are compiled by the same code at run time.

use super::boilerplate;
use super::classes::{CLASSES, Classes};
use super::endings::Endings;
use super::entry::*;
use super::epithets::Epithets;
use super::fitted::Fitted;
use super::inflect::{GENERIC, Irregular};
use super::orthography::orthography;
use super::phrasebook::{Phrasebook, PhrasebookBuilder};
use super::table::{Row, Table, Tables, one_of, thousandths};
use super::term::Parts;
use super::weights::Weights;
use crate::error::{Error, Result};
use crate::text::{Document, Kind, Marks, Opener, Orthography, Symbol, Vocabulary};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Everything the lexicons say about words, ready to be matched.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Lexicons {
    /// Spelling: abbreviations, clitics, boilerplate.
    pub orthography: Orthography,
    /// How good or bad words are.
    pub valence: Phrasebook<Entry<Valence>>,
    /// What changes valence.
    pub shifters: Phrasebook<Entry<Shifter>>,
    /// What verbs and relational nouns say of their agent and patient.
    pub frames: Phrasebook<Entry<Frame>>,
    /// Words that report.
    pub cues: Phrasebook<Entry<Cue>>,
    /// Nouns that name a speaker by role.
    pub roles: Phrasebook<Entry<Role>>,
    /// What somebody of a role may be called besides.
    pub epithets: Epithets,
    /// Function words of several words (`in spite of`).
    pub function_phrases: Phrasebook<Classes>,
    /// How words end that no table holds.
    pub endings: Endings,
    /// What weighs how much in a stance.
    pub weights: Weights,
    /// What every word is marked with that opens a rating, a shifter or a frame, whether that goes on or not.
    pub tone_mark: Marks,
    /// What was learned from coded text.
    pub fitted: Fitted,
    /// What must stand around some terms; the first one asks for nothing.
    pub settings: Vec<Setting>,
    /// The offices that roles may name, as the gazetteer calls them.
    pub offices: Vec<String>,
    /// By symbol, up to the last pronoun: these are the first symbols.
    pronouns: Vec<Option<Pronoun>>,
}

/// Classes of words that open a sentence when they stand capitalised behind an abbreviation.
const OPENERS: Classes = Classes::NAMELESS.or(Classes::OPENER);

impl Lexicons {
    /// Are the fitted weights there and to be used?
    pub fn is_fitted(&self) -> bool {
        self.weights.fitted != 0 && !self.fitted.is_empty()
    }

    /// What a pronoun tells; nothing for other words.
    pub fn pronoun(&self, symbol: Symbol) -> Option<Pronoun> {
        self.pronouns.get(symbol.index()).copied().flatten()
    }

    /// Compiles the word tables; their words are added to the vocabulary. The first row that breaks its table's rules
    /// is an error.
    pub fn compile(tables: &Tables, vocabulary: &mut Vocabulary) -> Result<Lexicons> {
        let mut lexicons = Lexicons::default();
        lexicons.compile_pronouns(tables.get("pronouns")?, vocabulary)?;
        lexicons.orthography = orthography(tables, vocabulary)?;
        let irregular = Irregular::read(tables)?;
        lexicons.compile_classes(tables, vocabulary)?;
        lexicons.weights = Weights::read(tables.get("weights")?)?;
        lexicons.endings = Endings::read(tables.get("endings")?)?;
        lexicons.fitted = Fitted::compile(tables.get("fitted")?)?;
        let settings = vec![Setting::default()];
        lexicons.tone_mark = vocabulary.new_mark();
        let (orthography, tone_mark) = (lexicons.orthography.of_terms(), lexicons.tone_mark);
        let mut words = Words { orthography, irregular, settings, tone_mark, vocabulary };
        lexicons.valence = valence(tables, &mut words)?;
        lexicons.shifters = shifters(tables.get("shifters")?, &mut words)?;
        lexicons.frames = frames(tables.get("frames")?, &mut words)?;
        lexicons.cues = cues(tables.get("cues")?, &mut words)?;
        (lexicons.roles, lexicons.offices) = roles(tables.get("roles")?, &mut words)?;
        lexicons.epithets = Epithets::read(tables.get("epithets")?, &words.orthography, words.vocabulary)?;
        lexicons.settings = std::mem::take(&mut words.settings);
        let boilerplate = tables.get("boilerplate")?;
        boilerplate::compile(boilerplate, &words.orthography, words.vocabulary, &mut lexicons.orthography)?;
        lexicons.orthography.sort();
        Ok(lexicons)
    }

    fn compile_classes(&mut self, tables: &Tables, vocabulary: &mut Vocabulary) -> Result<()> {
        let mut phrases = PhrasebookBuilder::default();
        for table in [tables.get("function_words")?, tables.get("common_words")?] {
            table.each(["term", "class"], |_, [term, class]| {
                let class = one_of(class, "class", CLASSES)?;
                let symbols = phrase(term, &self.orthography, vocabulary);
                match symbols[..] {
                    [symbol] => {
                        vocabulary.mark(symbol, class.marks());
                        if class.any(OPENERS) {
                            let closed = class.any(Classes::CLOSED);
                            let opener = if closed { Opener::Always } else { Opener::Alone };
                            self.orthography.openers.push((symbol, opener));
                        }
                    }
                    _ => phrases.add(symbols, class),
                }
                Ok(())
            })?;
        }
        self.function_phrases = phrases.build(vocabulary);
        self.orthography.sort();
        Ok(())
    }

    fn compile_pronouns(&mut self, table: &Table, vocabulary: &mut Vocabulary) -> Result<()> {
        table.each(["term", "person", "number", "gender", "case"], |_, [term, person, number, gender, case]| {
            if person == GENERIC {
                return Ok(());
            }
            let pronoun = Pronoun {
                person: one_of(person, "person", &[("1", 1), ("2", 2), ("3", 3)])?,
                plural: one_of(number, "number", NUMBERS)?,
                gender: one_of(gender, "gender", GENDERS)?,
                case: one_of(case, "case", CASES)?,
            };
            let place = vocabulary.intern(term).index();
            self.pronouns.resize(self.pronouns.len().max(place + 1), None);
            self.pronouns[place].get_or_insert(pronoun); // the first row of a word wins
            Ok(())
        })
    }
}

const NUMBERS: &[(&str, bool)] = &[("sg", false), ("pl", true), ("any", false)];
const GENDERS: &[(&str, Gender)] = &[
    ("m", Gender::Male),
    ("f", Gender::Female),
    ("n", Gender::Neuter),
    ("any", Gender::Unknown),
    ("", Gender::Unknown),
];
const CASES: &[(&str, Case)] = &[
    ("subject", Case::Subject),
    ("object", Case::Object),
    ("possessive", Case::Possessive),
    ("absolute", Case::Possessive),
    ("reflexive", Case::Reflexive),
];

/// The words of a phrase as the tokeniser cuts them, hyphens left out, each added to the vocabulary.
pub fn phrase(term: &str, orthography: &Orthography, vocabulary: &mut Vocabulary) -> Vec<Symbol> {
    // Alone, without the word it ends, a clitic would be cut like an apostrophe and letters.
    if orthography.clitics.iter().any(|clitic| clitic == term) {
        return vec![vocabulary.intern(term)];
    }
    // An abbreviation is recognised by its symbol, so words must be known before the term is cut.
    let cut = Document::read(term, orthography, vocabulary);
    let words: Vec<&str> = cut.tokens().iter().filter(|t| t.kind != Kind::Hyphen).map(|t| t.span.of(term)).collect();
    words.into_iter().map(|word| vocabulary.intern(word)).collect()
}

/// What turns terms into phrases.
struct Words<'v> {
    orthography: Orthography,
    irregular: Irregular,
    settings: Vec<Setting>,
    tone_mark: Marks,
    vocabulary: &'v mut Vocabulary,
}

impl Words<'_> {
    fn phrase(&mut self, term: &str) -> Vec<Symbol> {
        phrase(term, &self.orthography, self.vocabulary)
    }

    /// Builds the book of what tells the tone.
    fn build_tone<T>(&mut self, book: PhrasebookBuilder<T>) -> Phrasebook<T> {
        for (phrase, _) in book.iter() {
            self.vocabulary.mark(phrase[0], self.tone_mark);
        }
        book.build(self.vocabulary)
    }

    /// Adds an entry under every form of its lemma.
    fn add<T: Clone>(
        &mut self,
        book: &mut PhrasebookBuilder<Entry<T>>,
        row: &Row,
        term: &str,
        pos: Pos,
        value: T,
    ) -> Result<()> {
        if term.is_empty() {
            return Err(Error::lexicon("an empty term"));
        }
        let Parts { opens, head, tail } = Parts::of(term);
        let setting = Setting { opens, tail: self.phrase(tail) };
        if setting != self.settings[0] {
            self.settings.push(setting);
        }
        let setting = if opens || !tail.is_empty() { self.settings.len() as u16 - 1 } else { 0 };
        for (form, written) in self.irregular.forms(head, pos) {
            let phrase = self.phrase(&written);
            if phrase.is_empty() {
                return Err(Error::lexicon(format!("\"{term}\" holds no word")));
            }
            book.add(phrase, Entry { line: row.mark(), form, setting, value: value.clone() });
        }
        Ok(())
    }
}

/// Our own ratings, and behind them VADER's for the phrases that we neither rate nor call neutral.
fn valence(tables: &Tables, words: &mut Words) -> Result<Phrasebook<Entry<Valence>>> {
    let mut own = PhrasebookBuilder::default();
    rate(tables.get("valence")?, Rating::Own, words, &mut own)?;
    let rated: HashSet<Vec<Symbol>> =
        own.iter().filter(|(_, entry)| entry.setting == 0).map(|(phrase, _)| phrase.to_vec()).collect();
    let mut vader = PhrasebookBuilder::default();
    rate(tables.get("vader")?, Rating::Vader, words, &mut vader)?;
    let neutral = neutral(tables.get("neutral")?, words)?;
    own.extend(vader.into_phrases().filter(|(phrase, _)| !rated.contains(phrase) && !neutral.contains(phrase)));
    Ok(words.build_tone(own))
}

/// The words that are neutral on purpose, in all their forms. None of them need be told when a text is read, so that only
/// those which something else is known of are words of the vocabulary.
fn neutral(table: &Table, words: &Words) -> Result<HashSet<Vec<Symbol>>> {
    let mut neutral = HashSet::new();
    table.each(["term", "pos"], |_, [term, pos]| {
        let forms = words.irregular.forms(term, one_of(pos, "pos", POS)?);
        neutral.extend(forms.iter().map(|(_, form)| vec![words.vocabulary.symbol(form)]));
        Ok(())
    })?;
    Ok(neutral)
}

fn rate(table: &Table, rating: Rating, words: &mut Words, book: &mut PhrasebookBuilder<Entry<Valence>>) -> Result<()> {
    const KINDS: &[(&str, ValenceKind)] = &[
        ("attitude", ValenceKind::Attitude),
        ("event", ValenceKind::Event),
        ("courtesy", ValenceKind::Courtesy),
        ("topic", ValenceKind::Topic),
    ];
    table.each(["term", "pos", "value", "spread", "kind"], |row, [term, pos, value, spread, kind]| {
        let pos = one_of(pos, "pos", POS)?;
        let valence = Valence {
            value: thousandths(value, 1)?,
            spread: thousandths(spread, 2)?,
            kind: one_of(kind, "kind", KINDS)?,
            pos,
            rating,
        };
        words.add(book, row, term, pos, valence)
    })
}

fn shifters(table: &Table, words: &mut Words) -> Result<Phrasebook<Entry<Shifter>>> {
    const KINDS: &[(&str, ShifterKind)] = &[
        ("negation", ShifterKind::Negation),
        ("intensifier", ShifterKind::Intensifier),
        ("diminisher", ShifterKind::Diminisher),
        ("modal", ShifterKind::Modal),
        ("demand", ShifterKind::Demand),
        ("irrealis", ShifterKind::Irrealis),
        ("question", ShifterKind::Question),
        ("contrast", ShifterKind::Contrast),
        ("opposite", ShifterKind::Opposite),
        ("reverser", ShifterKind::Reverser),
        ("sympathy", ShifterKind::Sympathy),
        ("doubt", ShifterKind::Doubt),
        ("irony", ShifterKind::Irony),
    ];
    const SCOPES: &[(&str, Scope)] = &[
        ("after", Scope::After),
        ("before", Scope::Before),
        ("clause", Scope::Clause),
        ("object", Scope::Object),
        ("next", Scope::Next),
    ];
    let mut book = PhrasebookBuilder::default();
    table.each(["term", "pos", "kind", "factor", "scope"], |row, [term, pos, kind, factor, scope]| {
        let shifter = Shifter {
            kind: one_of(kind, "kind", KINDS)?,
            factor: thousandths(factor, 3)?,
            scope: one_of(scope, "scope", SCOPES)?,
        };
        words.add(&mut book, row, term, one_of(pos, "pos", POS)?, shifter)
    })?;
    Ok(words.build_tone(book))
}

/// What stands for a frame's agent.
const AGENT: &str = "X";

fn frames(table: &Table, words: &mut Words) -> Result<Phrasebook<Entry<Frame>>> {
    let mut book = PhrasebookBuilder::default();
    table.each(
        ["lemma", "pos", "agent", "patient", "attitude", "link"],
        |row, [lemma, pos, agent, patient, attitude, link]| {
            let pos = one_of(pos, "pos", POS)?;
            let (agents, links): (Vec<&str>, Vec<&str>) =
                link.split('|').filter(|link| !link.is_empty()).partition(|&link| link == AGENT);
            let (owners, links): (Vec<&str>, Vec<&str>) =
                links.into_iter().partition(|link| words.orthography.clitics.iter().any(|clitic| clitic == link));
            let frame = Frame {
                agent: thousandths(agent, 1)?,
                patient: thousandths(patient, 1)?,
                attitude: thousandths(attitude, 1)?,
                pos,
                links: links.into_iter().map(|link| words.vocabulary.intern(link)).collect(),
                owned: !owners.is_empty(),
                turned: !agents.is_empty(),
            };
            words.add(&mut book, row, lemma, pos, frame)
        },
    )?;
    Ok(words.build_tone(book))
}

fn cues(table: &Table, words: &mut Words) -> Result<Phrasebook<Entry<Cue>>> {
    const CUE_CLASSES: &[(&str, CueClass)] =
        &[("speech", CueClass::Speech), ("thought", CueClass::Thought), ("act", CueClass::Act)];
    const TAKES: &[(&str, Takes)] = &[
        ("clause", Takes::CLAUSE),
        ("quote", Takes::QUOTE),
        ("object", Takes::OBJECT),
        ("infinitive", Takes::INFINITIVE),
        ("name", Takes::NAME),
        ("addressee", Takes::ADDRESSEE),
        ("work", Takes::WORK),
        ("matter", Takes::MATTER),
        ("nothing", Takes::NOTHING),
    ];
    let mut book = PhrasebookBuilder::default();
    table.each(["lemma", "pos", "class", "takes", "outside"], |row, [lemma, pos, class, takes, outside]| {
        let pos = one_of(pos, "pos", POS)?;
        let mut set = Takes::default();
        for name in takes.split('|') {
            set = set.and(one_of(name, "takes", TAKES)?);
        }
        let cue =
            Cue { class: one_of(class, "class", CUE_CLASSES)?, takes: set, outside: thousandths(outside, 1)?, pos };
        words.add(&mut book, row, lemma, pos, cue)
    })?;
    Ok(book.build(words.vocabulary))
}

fn roles(table: &Table, words: &mut Words) -> Result<(Phrasebook<Entry<Role>>, Vec<String>)> {
    const KINDS: &[(&str, RoleKind)] = &[
        ("office", RoleKind::Office),
        ("honorific", RoleKind::Honorific),
        ("profession", RoleKind::Profession),
        ("body", RoleKind::Body),
        ("anonymous", RoleKind::Anonymous),
        ("family", RoleKind::Family),
        ("document", RoleKind::Document),
    ];
    let mut book = PhrasebookBuilder::default();
    let mut offices: Vec<String> = Vec::new();
    table.each(["term", "kind", "number", "gender", "office"], |row, [term, kind, number, gender, office]| {
        let office = (!office.is_empty()).then(|| {
            let known = offices.iter().position(|o| o == office);
            known.unwrap_or_else(|| {
                offices.push(office.to_owned());
                offices.len() - 1
            }) as u8
        });
        let role = Role {
            kind: one_of(kind, "kind", KINDS)?,
            plural: one_of(number, "number", NUMBERS)?,
            gender: one_of(gender, "gender", GENDERS)?,
            office,
        };
        words.add(&mut book, row, term, Pos::Phrase, role)
    })?;
    Ok((book.build(words.vocabulary), offices))
}
