//! The closed sets of names that records use, each a type: what a kind, a class or a label can be, in code as in the
//! schema.

use crate::attribution::QuoteKind;
use crate::gazetteer::ActorKind;
use crate::ledger::Sign;
use crate::lexicon::CueClass;
use crate::reference::ReferentKind;
use crate::stance::FrameRole;
use crate::{mention, stance};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;

/// Defines a set of names: the type, how each is written, and its schema.
macro_rules! names {
    ($($(#[$doc:meta])* $set:ident { $($(#[$each:meta])* $name:ident = $written:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $set { $($(#[$each])* $name,)* }

        impl $set {
            /// As records write it.
            pub fn as_str(self) -> &'static str {
                match self { $($set::$name => $written,)* }
            }
        }

        impl std::fmt::Display for $set {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl PartialEq<&str> for $set {
            fn eq(&self, written: &&str) -> bool {
                self.as_str() == *written
            }
        }

        impl Serialize for $set {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_unit_variant(stringify!($set), *self as u32, self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $set {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let written = Cow::<str>::deserialize(deserializer)?;
                match &*written {
                    $($written => Ok($set::$name),)*
                    other => Err(D::Error::unknown_variant(other, &[$($written),*])),
                }
            }
        }

        impl JsonSchema for $set {
            fn schema_name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($set))
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "enum": [$($written),*] })
            }
        }
    )*};
}

names! {
    /// What differs between two readings.
    DifferenceKind {
        /// Only the first run has the article.
        ArticleGone = "article_gone",
        /// Only the second run has it.
        ArticleNew = "article_new",
        /// Only the first run has the quote.
        QuoteGone = "quote_gone",
        /// Only the second run has it.
        QuoteNew = "quote_new",
        /// It has other words.
        Span = "span",
        /// Somebody else speaks it.
        Speaker = "speaker",
        /// Only in the first run does it speak of the target.
        TargetGone = "target_gone",
        /// Only in the second run does it.
        TargetNew = "target_new",
        /// The label is another, and so is the score.
        Label = "label",
        /// The score is another under the same label.
        Score = "score",
        /// The score is the same, on other words.
        Evidence = "evidence",
        /// All is the same but for the cue, the rule, confidence or the like.
        Detail = "details",
    }
    /// How much of a quote stands inside quotation marks.
    Kind {
        /// All of it.
        Direct = "direct",
        /// A part.
        Mixed = "mixed",
        /// Nothing.
        Indirect = "indirect",
    }
    /// What the subject of a cue does.
    Class {
        /// It speaks or writes.
        Speech = "speech",
        /// It thinks.
        Thought = "thought",
        /// It acts by speaking.
        Act = "act",
    }
    /// What is odd about a quote.
    Flag {
        /// Its quotation mark is never closed.
        Unclosed = "unclosed",
        /// The text denies, asks or supposes that it was said (`NAME never said that ...`), so that its stances are neutral.
        Unasserted = "unasserted",
    }
    /// What a speaker is.
    SpeakerType {
        /// One person.
        Person = "person",
        /// A body; a country that speaks counts as one.
        Organisation = "organisation",
        /// Somebody whom the article does not name.
        Anonymous = "anonymous",
    }
    /// What a target is.
    TargetKind {
        /// A country.
        Country = "country",
        /// A person.
        Person = "person",
        /// A body.
        Organisation = "organisation",
    }
    /// How words name a target.
    Via {
        /// By its name.
        Name = "name",
        /// By the name of its people, or its adjective.
        Demonym = "demonym",
        /// By a place or thing that stands for it.
        Metonym = "metonym",
        /// By an office or description.
        Title = "title",
        /// By a pronoun.
        Pronoun = "pronoun",
        /// By nothing but the context.
        Implied = "implied",
    }
    /// What a score is read as.
    Label {
        /// Cold.
        Negative = "negative",
        /// Neither, or not known.
        Neutral = "neutral",
        /// Warm.
        Positive = "positive",
    }
    /// The part that a target plays in a frame.
    Part {
        /// It does what the frame tells.
        Agent = "agent",
        /// It is done to.
        Patient = "patient",
        /// It is the object of the holder's attitude.
        Object = "object",
    }
}

impl From<QuoteKind> for Kind {
    fn from(kind: QuoteKind) -> Kind {
        match kind {
            QuoteKind::Direct => Kind::Direct,
            QuoteKind::Mixed => Kind::Mixed,
            QuoteKind::Indirect => Kind::Indirect,
        }
    }
}

impl From<CueClass> for Class {
    fn from(class: CueClass) -> Class {
        match class {
            CueClass::Speech => Class::Speech,
            CueClass::Thought => Class::Thought,
            CueClass::Act => Class::Act,
        }
    }
}

impl From<ReferentKind> for SpeakerType {
    fn from(kind: ReferentKind) -> SpeakerType {
        match kind {
            ReferentKind::Known(ActorKind::Person) => SpeakerType::Person,
            ReferentKind::Known(ActorKind::Country | ActorKind::Organisation) => SpeakerType::Organisation,
            ReferentKind::Anonymous => SpeakerType::Anonymous,
        }
    }
}

impl From<ReferentKind> for TargetKind {
    fn from(kind: ReferentKind) -> TargetKind {
        match kind {
            ReferentKind::Known(ActorKind::Country) => TargetKind::Country,
            ReferentKind::Known(ActorKind::Organisation) => TargetKind::Organisation,
            // Only persons are spoken of without being known.
            ReferentKind::Known(ActorKind::Person) | ReferentKind::Anonymous => TargetKind::Person,
        }
    }
}

impl From<mention::Via> for Via {
    fn from(via: mention::Via) -> Via {
        match via {
            mention::Via::Name => Via::Name,
            mention::Via::Demonym => Via::Demonym,
            mention::Via::Metonym => Via::Metonym,
            mention::Via::Title => Via::Title,
            mention::Via::Pronoun => Via::Pronoun,
            mention::Via::Implied => Via::Implied,
        }
    }
}

impl From<stance::Label> for Label {
    fn from(label: stance::Label) -> Label {
        match label {
            stance::Label::Negative => Label::Negative,
            stance::Label::Neutral => Label::Neutral,
            stance::Label::Positive => Label::Positive,
        }
    }
}

impl Label {
    /// The label that goes by this name.
    pub fn named(name: &str) -> Option<Label> {
        [Label::Negative, Label::Neutral, Label::Positive].into_iter().find(|label| label.as_str() == name)
    }

    /// What a score so labelled is read as.
    pub fn sign(self) -> Sign {
        match self {
            Label::Negative => Sign::Minus,
            Label::Neutral => Sign::Zero,
            Label::Positive => Sign::Plus,
        }
    }
}

impl From<FrameRole> for Part {
    fn from(role: FrameRole) -> Part {
        match role {
            FrameRole::Agent => Part::Agent,
            FrameRole::Patient => Part::Patient,
            FrameRole::Object => Part::Object,
        }
    }
}
