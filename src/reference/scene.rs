//! The scene: everybody seen so far, and where.

use super::description::Described;
use super::name::Names;
use super::stranger::LIKELY;
use super::{Cast, Reference, Referent, ReferentId};
use crate::gazetteer::{ActorId, ActorKind};
use crate::knowledge::Knowledge;
use crate::mention::{Context, Mention, RoleNoun, Via, Words};
use crate::text::{Document, Tokens};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cell::OnceCell;

type Peekable = std::iter::Peekable<std::vec::IntoIter<Reference>>;

/// How many references back, or on, a pronoun or description may look.
pub(super) const MEMORY: usize = 48;

/// Everybody in one article, as far as it has been read.
pub(super) struct Scene<'a, 't> {
    pub(super) words: Words<'a, 't>,
    pub(super) context: Context<'a>,
    pub(super) referents: Vec<Referent>,
    /// In order of their tokens.
    pub(super) references: Vec<Reference>,
    /// By token: does it stand in a reference?
    covered: Vec<bool>,
    /// What the article says of people beside their names, in order.
    pub(super) described: Vec<Described>,
    /// Bodies that have spoken without a name of their own, by the noun, in order.
    pub(super) bodies: Vec<(RoleNoun, ReferentId)>,
    by_actor: FxHashMap<ActorId, ReferentId>,
    /// People by the parts of their names.
    pub(super) names: Names,
    /// Strangers by their whole name.
    by_name: FxHashMap<Cow<'t, str>, ReferentId>,
    /// The one country in which all places lie that the article names, once somebody asks.
    pub(super) scenery: OnceCell<Option<ActorId>>,
}

impl<'a, 't: 'a> Scene<'a, 't> {
    pub(super) fn new(document: &'a Document<'t>, knowledge: &'a Knowledge, context: Context<'a>) -> Self {
        Scene {
            words: Words::new(document, knowledge),
            context,
            referents: Vec::with_capacity(32),
            references: Vec::new(),
            covered: vec![false; document.tokens().len()],
            described: Vec::new(),
            bodies: Vec::new(),
            scenery: OnceCell::new(),
            by_actor: FxHashMap::default(),
            names: Names::default(),
            by_name: FxHashMap::default(),
        }
    }

    pub(super) fn place_mentions(&mut self, mentions: &[Mention]) {
        self.references.reserve(mentions.len());
        for mention in mentions {
            let &Mention { tokens, actor, via, describes, confidence } = mention;
            let referent = self.actor(actor);
            self.references.push(Reference { tokens, referent, via, describes, confidence });
        }
        self.cover();
    }

    /// The referent of an actor.
    pub(super) fn actor(&mut self, actor: ActorId) -> ReferentId {
        if let Some(&known) = self.by_actor.get(&actor) {
            return known;
        }
        let id = self.add(Referent::of_actor(actor, self.words.knowledge, self.context.date));
        self.by_actor.insert(actor, id);
        id
    }

    /// The stranger of a name, new or known.
    pub(super) fn stranger(&mut self, name: impl Into<Cow<'t, str>>, kind: ActorKind) -> ReferentId {
        let name = name.into();
        if let Some(&known) = self.by_name.get(&name) {
            return known;
        }
        let id = self.add(Referent::stranger(name.clone().into_owned(), kind));
        self.by_name.insert(name, id);
        id
    }

    pub(super) fn add(&mut self, referent: Referent) -> ReferentId {
        self.referents.push(referent);
        ReferentId(self.referents.len() as u32 - 1)
    }

    pub(super) fn referent(&self, id: ReferentId) -> &Referent {
        &self.referents[id.0 as usize]
    }

    pub(super) fn referent_mut(&mut self, id: ReferentId) -> &mut Referent {
        &mut self.referents[id.0 as usize]
    }

    pub(super) fn is(&self, id: ReferentId, kind: ActorKind) -> bool {
        self.referent(id).is(kind)
    }

    /// The references that begin in some tokens.
    pub(super) fn references_in(&self, tokens: Tokens) -> &[Reference] {
        let start = self.references.partition_point(|reference| reference.tokens.start < tokens.start);
        let end = self.references.partition_point(|reference| reference.tokens.start < tokens.end);
        &self.references[start..end.max(start)]
    }

    /// The references that end at or before `at`, the last one first.
    pub(super) fn references_before(&self, at: u32) -> impl Iterator<Item = &Reference> {
        let end = self.references.partition_point(|reference| reference.tokens.start < at);
        self.references[end.saturating_sub(MEMORY)..end].iter().rev()
    }

    /// The references that begin at or after `at`, the first one first.
    pub(super) fn references_after(&self, at: u32) -> impl Iterator<Item = &Reference> {
        let start = self.references.partition_point(|reference| reference.tokens.start < at);
        self.references[start..].iter().take(MEMORY)
    }

    /// The reference that begins at `at`.
    pub(super) fn reference_at(&self, at: usize) -> Option<Reference> {
        let index = self.references.partition_point(|reference| (reference.tokens.start as usize) < at);
        self.references.get(index).copied().filter(|reference| reference.tokens.start as usize == at)
    }

    /// The reference that ends before `at`, right there.
    pub(super) fn reference_ending(&self, at: usize) -> Option<Reference> {
        let index = self.references.partition_point(|reference| (reference.tokens.end as usize) < at);
        self.references.get(index).copied().filter(|reference| reference.tokens.end as usize == at)
    }

    /// The words of the reference in which a token stands.
    pub(super) fn covering(&self, at: usize) -> Option<Tokens> {
        let index = self.references.partition_point(|reference| reference.tokens.end as usize <= at);
        self.references.get(index).map(|reference| reference.tokens).filter(|tokens| tokens.has(at))
    }

    /// Does a token stand in a reference?
    pub(super) fn is_covered(&self, at: usize) -> bool {
        self.covered.get(at).is_some_and(|&covered| covered)
    }

    /// Notes which tokens stand in references.
    pub(super) fn cover(&mut self) {
        self.covered.fill(false);
        for reference in &self.references {
            self.covered[reference.tokens.range()].fill(true);
        }
    }

    /// Adds references, which are in order; those that overlap one already there are left out.
    pub(super) fn merge(&mut self, mut more: Vec<Reference>) {
        more.retain(|reference| !self.covered[reference.tokens.range()].contains(&true));
        if more.is_empty() {
            return;
        }
        let room = Vec::with_capacity(self.references.len() + more.len());
        let known = std::mem::replace(&mut self.references, room);
        let (mut known, mut more) = (known.into_iter().peekable(), more.into_iter().peekable());
        let first = |known: &mut Peekable, more: &mut Peekable| match (known.peek(), more.peek()) {
            (Some(old), Some(new)) if new.tokens < old.tokens => more.next(),
            (None, _) => more.next(),
            _ => known.next(),
        };
        while let Some(reference) = first(&mut known, &mut more) {
            // Of new ones that overlap the first one stays.
            if self.references.last().is_none_or(|last| last.tokens.end <= reference.tokens.start) {
                self.references.push(reference);
            }
        }
        self.cover();
    }

    /// Leaves out what only might name somebody: pronouns and descriptions could go back to it, but it is no target.
    pub(super) fn forget_guesses(&mut self) {
        let referents = &self.referents;
        let known = |id: ReferentId| referents[id.0 as usize].actor.is_some();
        self.references.retain(|reference| reference.confidence > LIKELY || known(reference.referent));
        self.cover();
    }

    /// A reference by name.
    pub(super) fn named(tokens: Tokens, referent: ReferentId, confidence: i16) -> Reference {
        Reference { tokens, referent, via: Via::Name, describes: false, confidence }
    }

    pub(super) fn into_cast(self) -> Cast {
        Cast { referents: self.referents, references: self.references, speakers: Vec::new() }
    }
}
