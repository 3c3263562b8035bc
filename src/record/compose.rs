//! From a reading to its record.

use super::article::{Article, Place};
use super::id::Id;
use super::names::{Flag, Label, Part, SpeakerType};
use super::offsets::Offsets;
use super::output::*;
use super::{Settings, Thousandths};
use crate::attribution::Quote;
use crate::engine::{Engine, Reading};
use crate::gazetteer::Iso3;
use crate::ledger::Tally;
use crate::reference::{Referent, ReferentId};
use crate::stance::{Evidence, Judgement, Stance};
use crate::text::{Span, Tokens};
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What stands between the pieces of a split quote.
const BETWEEN_PIECES: &str = " … ";

/// The record of one reading.
pub(super) fn record<'r>(
    engine: &'r Engine,
    article: &'r Article,
    place: &'r str,
    reading: &'r Reading<'r>,
    offsets: &'r Offsets<'r>,
    settings: &'r Settings,
) -> Record<'r> {
    let composer = Composer { engine, reading, offsets };
    let own_text = article.text.is_some();
    Record {
        id: article.id.clone().unwrap_or(Id::Text(Cow::Borrowed(place))),
        date: super::date_written(article, settings).map(Cow::Borrowed),
        title: article.title.as_deref().map(Cow::Borrowed),
        outlet: article.outlet.as_deref().map(Cow::Borrowed),
        url: article.url.as_deref().map(Cow::Borrowed),
        author: article.author.as_deref().map(Cow::Borrowed),
        skipped: reading.skipped.as_deref().map(Cow::Borrowed),
        text: (settings.with_text || !own_text).then(|| Cow::Borrowed(reading.document.text())),
        quotes: reading.quotes.iter().enumerate().map(|(id, quote)| composer.quote(id, quote)).collect(),
        stances: reading.stances.iter().map(|stance| composer.stance(stance)).collect(),
        targets: article.targets.iter().zip(&reading.targets).map(|(t, j)| composer.target(t.id.clone(), j)).collect(),
        pairs: article
            .pairs
            .iter()
            .zip(&reading.pairs)
            .map(|(p, (a, b))| PairRecord {
                id: p.id.clone(),
                a_to_b: composer.attitude(a),
                b_to_a: composer.attitude(b),
            })
            .collect(),
        speakers: composer.speakers(),
        extra: &article.extra,
    }
}

struct Composer<'r> {
    engine: &'r Engine,
    reading: &'r Reading<'r>,
    offsets: &'r Offsets<'r>,
}

impl<'r> Composer<'r> {
    fn place(&self, span: Span) -> Place {
        Place { start: self.offsets.outward(span.start), end: self.offsets.outward(span.end) }
    }

    fn place_of(&self, tokens: Tokens) -> Place {
        self.place(self.reading.document.span(tokens))
    }

    fn piece(&self, tokens: Tokens) -> PieceRecord {
        let Place { start, end } = self.place_of(tokens);
        PieceRecord { start, end }
    }

    fn words(&self, tokens: Tokens) -> &'r str {
        self.reading.document.words(tokens)
    }

    fn quote(&self, id: usize, quote: &Quote) -> QuoteRecord<'r> {
        let speakers = self.reading.cast.speakers.get(id).map_or(&[][..], Vec::as_slice);
        let sources = quote.source.into_iter().chain(quote.co_sources.iter().copied()).map(Some);
        let mut named =
            speakers.iter().zip(sources.chain(std::iter::repeat(None))).map(|(&s, source)| self.speaker(s, source));
        QuoteRecord {
            id,
            kind: quote.kind.into(),
            spans: quote.content.iter().map(|&piece| self.piece(piece)).collect(),
            text: self.content(&quote.content),
            cue: quote.cue.map(|cue| {
                let Place { start, end } = self.place_of(cue.tokens);
                CueRecord { start, end, text: self.words(cue.tokens), class: cue.class.into() }
            }),
            speaker: named.next().or_else(|| self.unresolved(quote)),
            co_speakers: named.collect(),
            parent: quote.parent,
            tone: Thousandths(self.reading.tones[id]),
            rule: quote.rule,
            confidence: Thousandths(quote.confidence),
            flags: [(quote.unclosed, Flag::Unclosed), (quote.unasserted, Flag::Unasserted)]
                .into_iter()
                .filter_map(|(odd, flag)| odd.then_some(flag))
                .collect(),
        }
    }

    fn content(&self, pieces: &[Tokens]) -> Cow<'r, str> {
        match pieces {
            [piece] => Cow::Borrowed(self.words(*piece)),
            pieces => {
                Cow::Owned(pieces.iter().map(|&piece| self.words(piece)).collect::<Vec<_>>().join(BETWEEN_PIECES))
            }
        }
    }

    fn speaker(&self, id: ReferentId, source: Option<Tokens>) -> SpeakerOf<'r> {
        let referent = self.reading.cast.referent(id);
        let place = source.map(|source| self.place_of(source));
        let actor = referent.actor.map(|actor| self.engine.knowledge().gazetteer.actor(actor));
        SpeakerOf {
            start: place.map(|place| place.start),
            end: place.map(|place| place.end),
            mention: source.map(|source| self.words(source)),
            name: referent.name.as_deref().map(Cow::Borrowed),
            actor: actor.map(|actor| actor.id),
            qid: actor.map(|actor| actor.qid).filter(|qid| !qid.is_empty()),
            iso3: iso3(referent),
            r#type: referent.kind.into(),
            role: referent.role.as_deref().map(Cow::Borrowed),
            affiliation: referent.affiliation.as_deref().map(Cow::Borrowed),
        }
    }

    /// A speaker whose words are known, but not who it is.
    fn unresolved(&self, quote: &Quote) -> Option<SpeakerOf<'r>> {
        let source = quote.source?;
        let Place { start, end } = self.place_of(source);
        Some(SpeakerOf {
            start: Some(start),
            end: Some(end),
            mention: Some(self.words(source)),
            name: None,
            actor: None,
            qid: None,
            iso3: None,
            r#type: SpeakerType::Anonymous,
            role: None,
            affiliation: None,
        })
    }

    fn stance(&self, stance: &Stance) -> StanceRecord<'r> {
        // A holder whose name nobody gives is unknown.
        let named = |holder: &ReferentId| self.reading.cast.referent(*holder).name.is_some();
        StanceRecord {
            quote: stance.quote,
            holder: stance.holder.filter(named).map(|holder| self.holder(holder, stance.holder_tokens)),
            target: self.target_of(stance.target),
            mentions: stance
                .references
                .iter()
                .map(|reference| {
                    let Place { start, end } = self.place_of(reference.tokens);
                    MentionRecord { start, end, via: reference.via.into() }
                })
                .collect(),
            score: Thousandths(stance.judgement.score),
            label: stance.judgement.label.into(),
            confidence: Thousandths(stance.judgement.confidence),
            own: stance.own,
            evidence: self.evidence(&stance.judgement),
        }
    }

    fn holder(&self, id: ReferentId, tokens: Option<Tokens>) -> HolderRecord<'r> {
        let referent = self.reading.cast.referent(id);
        let place = tokens.map(|tokens| self.place_of(tokens));
        HolderRecord {
            name: referent.name.as_deref().map(Cow::Borrowed),
            actor: self.actor_id(referent),
            iso3: iso3(referent),
            start: place.map(|place| place.start),
            end: place.map(|place| place.end),
        }
    }

    fn actor_id(&self, referent: &Referent) -> Option<&'r str> {
        referent.actor.map(|actor| self.engine.knowledge().gazetteer.actor(actor).id)
    }

    fn target_of(&self, id: ReferentId) -> TargetOf<'r> {
        let referent = self.reading.cast.referent(id);
        let actor = referent.actor.map(|actor| self.engine.knowledge().gazetteer.actor(actor));
        TargetOf {
            actor: actor.map(|actor| actor.id),
            kind: referent.kind.into(),
            name: referent.name.as_deref().map(Cow::Borrowed),
            iso3: iso3(referent),
            qid: actor.map(|actor| actor.qid).filter(|qid| !qid.is_empty()),
        }
    }

    fn evidence(&self, judgement: &Judgement) -> Vec<EvidenceRecord<'r>> {
        judgement.evidence.iter().map(|evidence| self.one_evidence(evidence)).collect()
    }

    fn one_evidence(&self, evidence: &Evidence) -> EvidenceRecord<'r> {
        let Place { start, end } = self.place_of(evidence.tokens);
        EvidenceRecord {
            start,
            end,
            term: self.words(evidence.tokens),
            valence: Thousandths(evidence.valence),
            shifters: evidence.shifters.iter().map(|&tokens| self.words(tokens)).collect(),
            frame: evidence.frame.map(Part::from),
            contribution: Thousandths(evidence.contribution),
        }
    }

    fn target(&self, id: Option<Id<'r>>, judgement: &Judgement) -> TargetRecord<'r> {
        TargetRecord {
            id,
            score: Thousandths(judgement.score),
            label: judgement.label.into(),
            confidence: Thousandths(judgement.confidence),
            evidence: self.evidence(judgement),
        }
    }

    fn attitude(&self, judgement: &Judgement) -> AttitudeRecord<'r> {
        AttitudeRecord {
            score: Thousandths(judgement.score),
            label: judgement.label.into(),
            evidence: self.evidence(judgement),
        }
    }

    /// The article's stances added up by holder and target. Holders without a name are nobody's tally.
    fn speakers(&self) -> Vec<SpeakerRecord<'r>> {
        let mut tallies: BTreeMap<(ReferentId, ReferentId), Tally> = BTreeMap::new();
        let mut counted = FxHashSet::default();
        for stance in &self.reading.stances {
            let Some(holder) = stance.holder.filter(|&id| self.reading.cast.referent(id).name.is_some()) else {
                continue;
            };
            let new_quote = stance.quote.is_some_and(|quote| counted.insert((quote, holder, stance.target)));
            let sign = Label::from(stance.judgement.label).sign();
            let evidence = !stance.judgement.evidence.is_empty();
            let tally = Tally::of(stance.judgement.score, sign, evidence, new_quote);
            tallies.entry((holder, stance.target)).or_default().merge(&tally);
        }
        let row = |((holder, target), tally): ((ReferentId, ReferentId), Tally)| {
            let referent = self.reading.cast.referent(holder);
            let name = referent.name.as_deref().unwrap_or_default();
            SpeakerRecord::new(name, self.actor_id(referent), self.target_of(target), tally)
        };
        tallies.into_iter().map(row).collect()
    }
}

fn iso3(referent: &Referent) -> Option<&str> {
    referent.iso3.as_ref().map(Iso3::as_str)
}
