//! The questions that rules on names ask of single words.

use crate::knowledge::Knowledge;
use crate::lexicon::{Classes, Role};
use crate::text::{Document, Kind, Shape, Symbol, Token, Tokens};
use std::ops::Range;

/// Given names.
pub(crate) const GIVEN: Classes = Classes::FIRSTNAME_ANY;

/// A document and what is known about its words. Positions outside the document answer no question.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a, 't> {
    pub(crate) document: &'a Document<'t>,
    pub(crate) knowledge: &'a Knowledge,
}

/// A role noun: where it stands and what it names.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RoleNoun {
    pub(crate) tokens: Tokens,
    pub(crate) role: Role,
}

impl<'a, 't> Words<'a, 't> {
    pub(crate) fn new(document: &'a Document<'t>, knowledge: &'a Knowledge) -> Self {
        Words { document, knowledge }
    }

    pub(crate) fn tokens(&self) -> &'a [Token] {
        self.document.tokens()
    }

    pub(crate) fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens().get(at).map(|token| token.kind)
    }

    pub(crate) fn symbol(&self, at: usize) -> Symbol {
        self.tokens().get(at).map_or(Symbol::UNKNOWN, |token| token.symbol)
    }

    pub(crate) fn has(&self, at: usize, shape: Shape) -> bool {
        self.tokens().get(at).is_some_and(|token| token.shape.has(shape))
    }

    pub(crate) fn is_word(&self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Word)
    }

    /// Is it a word with a capital?
    pub(crate) fn is_capital(&self, at: usize) -> bool {
        self.is_word(at) && self.has(at, Shape::CAPITAL)
    }

    /// Is it a word that begins with a small letter, no clitic?
    pub(crate) fn is_small(&self, at: usize) -> bool {
        self.is_word(at) && !self.has(at, Shape::CAPITAL) && !self.has(at, Shape::CLITIC)
    }

    /// Does a word stand in a headline, so that its capital says nothing?
    pub(crate) fn is_in_headline(&self, at: usize) -> bool {
        const LONGEST: usize = 24;
        let sentence = self.document.sentence_of(at).map(|index| self.document.sentences()[index].tokens);
        sentence.is_some_and(|sentence| sentence.len() <= LONGEST && self.is_headline(sentence))
    }

    /// Is a sentence a headline, in which all words but function words have capitals?
    pub(crate) fn is_headline(&self, sentence: Tokens) -> bool {
        let small = |at: usize| self.is_small(at) && !self.is_closed(at) && !self.is(at, Classes::LINKER);
        !sentence.range().any(small)
    }

    /// Is it a word of which no capital says that it is a name?
    pub(crate) fn is_plain(&self, at: usize) -> bool {
        self.is_small(at) || self.is_capital(at) && self.is_in_headline(at)
    }

    /// Is it an initial (`J.`)?
    pub(crate) fn is_initial(&self, at: usize) -> bool {
        self.is_capital(at) && self.has(at, Shape::PERIOD) && self.document.word(at).len() == 2
    }

    pub(crate) fn is(&self, at: usize, classes: Classes) -> bool {
        self.tokens().get(at).is_some_and(|token| token.marks.any(classes.marks()))
    }

    /// The first word of some classes among some tokens.
    pub(crate) fn next(&self, tokens: Range<usize>, classes: Classes) -> Option<usize> {
        let start = tokens.start;
        let ahead = self.tokens().get(tokens)?.iter().position(|token| token.marks.any(classes.marks()))?;
        Some(start + ahead)
    }

    /// Is it a function word?
    pub(crate) fn is_closed(&self, at: usize) -> bool {
        self.is(at, Classes::NAMELESS)
    }

    /// Is it the ending that stands for possession (`'s`, or the apostrophe alone behind an s)?
    pub(crate) fn is_possessive_ending(&self, at: usize) -> bool {
        let ends_in_s = |at: usize| self.document.word(at).ends_with(['s', 'S']);
        match self.kind(at) {
            Some(Kind::Word) => {
                self.has(at, Shape::CLITIC) && ends_in_s(at) && at > 0 && !self.is(at - 1, Classes::PRONOUN)
            }
            Some(Kind::Mark(mark)) => {
                mark.single && !self.has(at, Shape::SPACED) && self.is_small(at + 1) && at > 0 && ends_in_s(at - 1)
            }
            _ => false,
        }
    }

    /// Is it a word of which we know at most that names hold it?
    pub(crate) fn is_name_only(&self, at: usize) -> bool {
        let lexicons = &self.knowledge.lexicons;
        let symbol = self.symbol(at);
        !symbol.is_known()
            || lexicons.cues.word(symbol).is_empty()
                && lexicons.frames.word(symbol).iter().all(|entry| entry.setting != 0)
                && lexicons.valence.word(symbol).iter().all(|entry| entry.setting != 0)
                && lexicons.shifters.word(symbol).iter().all(|entry| entry.setting != 0)
                && lexicons.roles.word(symbol).is_empty()
                && !self.is_closed(at)
    }

    /// Does the definite article stand directly before a name that goes on with no owner (`the West`)?
    pub(crate) fn is_behind_article(&self, tokens: Tokens) -> bool {
        const LONGEST_INDEFINITE: usize = 2;
        let Some(at) = (tokens.start as usize).checked_sub(1) else { return false };
        self.is(at, Classes::DETERMINER)
            && !self.is(at, Classes::PRONOUN)
            && self.document.word(at).len() > LONGEST_INDEFINITE
            && !self.is(tokens.end as usize, Classes::GENITIVE)
    }

    /// Does a word that is also a given name ask something of the name that ends at `end` (`Will NAME go?`)?
    pub(crate) fn asks(&self, at: usize, end: usize) -> bool {
        self.is(at, Classes::AUXILIARY)
            && self.is_opening(at)
            && self.is_small(end)
            && !self.is(end, Classes::AUXILIARY)
    }

    /// Does a sentence, paragraph or quotation begin at `at`, so that its first word has a capital anyway?
    pub(crate) fn is_opening(&self, at: usize) -> bool {
        let opens =
            |kind| matches!(kind, Kind::Stop | Kind::Mark(_) | Kind::Colon | Kind::Dash | Kind::Ellipsis | Kind::Open);
        at == 0 || self.has(at, Shape::BLANK) || self.kind(at - 1).is_some_and(opens) || self.starts_sentence(at)
    }

    fn starts_sentence(&self, at: usize) -> bool {
        let sentence = self.document.sentence_of(at).map(|index| self.document.sentences()[index]);
        sentence.is_some_and(|sentence| sentence.tokens.start as usize == at)
    }

    /// The role noun that begins at `at`. One that is written with a small letter inside a run of capitals is no title,
    /// and the other way round; both are left to the caller.
    pub(crate) fn role_at(&self, at: usize) -> Option<RoleNoun> {
        let roles = &self.knowledge.lexicons.roles;
        if !self.tokens().get(at)?.marks.any(roles.mark()) || !self.is_word(at) {
            return None;
        }
        let found = roles.longest(self.tokens(), at)?;
        found.entries.first().map(|entry| RoleNoun { tokens: found.tokens, role: entry.value })
    }

    /// The longest role noun that ends right before `end`.
    pub(crate) fn role_before(&self, end: usize) -> Option<RoleNoun> {
        const LONGEST: usize = 6;
        let starts = end.saturating_sub(LONGEST)..end;
        starts.filter_map(|start| self.role_at(start)).find(|noun| noun.tokens.end as usize == end)
    }

    /// The role noun that describes whoever is named before it, at most two words further on (`former prime minister`).
    pub(crate) fn role_near(&self, start: usize) -> Option<RoleNoun> {
        const WORDS_BETWEEN: usize = 2;
        for at in start..=start + WORDS_BETWEEN {
            if let Some(noun) = self.role_at(at) {
                return Some(noun);
            }
            if !self.is_word(at) || self.is_closed(at) || self.has(at, Shape::CLITIC) {
                return None;
            }
            if self.kind(at + 1) == Some(Kind::Hyphen) {
                return None;
            }
        }
        None
    }

    /// The symbols of some words, hyphens left out.
    pub(crate) fn symbols(&self, tokens: Tokens) -> Vec<Symbol> {
        let words = tokens.range().filter(|&at| self.kind(at) != Some(Kind::Hyphen));
        words.map(|at| self.symbol(at)).collect()
    }
}

/// Does a role tell of one person (not of a body or a crowd)?
pub(crate) fn is_personal(role: Role) -> bool {
    !role.plural && role.kind.is_human()
}
