//! Who there is: countries, people, organisations, and the codes and dates that belong to them.

use crate::lexicon::Gender;
use crate::text::Symbol;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The number of an actor in one gazetteer. Numbers follow the order of the ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ActorId(pub(crate) u32);

impl ActorId {
    /// The number, for tables indexed by actor.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A country, person or organisation of the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actor<'g> {
    /// `country:USA`, `person:dmitry-peskov`, `organisation:nato`.
    pub id: &'g str,
    /// The name that records show.
    pub name: &'g str,
    /// The Wikidata item, such as `Q30`; empty where unknown.
    pub qid: &'g str,
    /// What else is known.
    pub traits: Traits,
}

/// What is known of an actor beside its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Traits {
    /// What it is.
    pub kind: ActorKind,
    /// A country's own code; an organisation's home country. A person's country depends on the date: see
    /// [`super::Gazetteer::country_of`].
    pub iso3: Option<Iso3>,
    /// A person's gender.
    pub gender: Gender,
    /// Is the surname alone known without introduction?
    pub famous: bool,
    /// The first word of a person's name.
    pub given: Symbol,
}

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    /// A state, territory or historical state.
    Country,
    /// A person with dated offices.
    Person,
    /// A bloc, body, party, armed group or ministry.
    Organisation,
}

impl ActorKind {
    /// The id of an actor of this kind, from its key in the tables: `country:USA` from `USA`.
    pub fn id(self, key: &str) -> String {
        match self {
            ActorKind::Country => format!("country:{key}"),
            ActorKind::Person => format!("person:{key}"),
            ActorKind::Organisation => format!("organisation:{key}"),
        }
    }
}

/// All actors in order of their ids. Their texts lie in one string, so that loading allocates little.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Actors {
    letters: String,
    records: Vec<Record>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Record {
    /// Where id, name and item end in `letters`; the id starts where the record before ends.
    ends: [u32; 3],
    traits: Traits,
}

impl Actors {
    /// Appends an actor, whose id must come behind all ids so far.
    pub(super) fn push(&mut self, actor: Actor) {
        let ends = [actor.id, actor.name, actor.qid].map(|text| {
            self.letters.push_str(text);
            self.letters.len() as u32
        });
        self.records.push(Record { ends, traits: actor.traits });
    }

    pub(super) fn traits(&self, id: ActorId) -> &Traits {
        &self.records[id.index()].traits
    }

    pub(super) fn get(&self, id: ActorId) -> Actor<'_> {
        let record = &self.records[id.index()];
        let start = id.index().checked_sub(1).map_or(0, |before| self.records[before].ends[2]);
        let text = |from: u32, to: u32| &self.letters[from as usize..to as usize];
        let [id_end, name_end, qid_end] = record.ends;
        Actor {
            id: text(start, id_end),
            name: text(id_end, name_end),
            qid: text(name_end, qid_end),
            traits: record.traits,
        }
    }

    pub(super) fn find(&self, id: &str) -> Option<ActorId> {
        let (mut low, mut high) = (0, self.records.len());
        while low < high {
            let middle = (low + high) / 2;
            match self.get(ActorId(middle as u32)).id.cmp(id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(ActorId(middle as u32)),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = ActorId> + use<> {
        (0..self.records.len() as u32).map(ActorId)
    }
}

/// An ISO 3166-1 alpha-3 code, or one of the gazetteer's own for what has none (`x-SCO`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Iso3([u8; 5]);

impl Iso3 {
    /// The code of three ASCII letters or digits, or five characters with a prefix; nothing for anything else.
    pub fn new(code: &str) -> Option<Iso3> {
        let own = code.len() == 5 && code.as_bytes()[1] == b'-';
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let sound = match own {
            true => code.is_char_boundary(2) && plain(&code[..1]) && plain(&code[2..]),
            false => code.len() == 3 && plain(code),
        };
        let mut bytes = [0; 5];
        bytes.get_mut(..code.len())?.copy_from_slice(code.as_bytes());
        sound.then_some(Iso3(bytes))
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        let length = self.0.iter().position(|&byte| byte == 0).unwrap_or(self.0.len());
        std::str::from_utf8(&self.0[..length]).expect("ASCII letters")
    }
}

impl fmt::Display for Iso3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Iso3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_three_letters_or_marked_as_our_own() {
        for (code, sound) in
            [("USA", true), ("x-SCO", true), ("US", false), ("x_SCO", false), ("", false), ("éaa", false)]
        {
            assert_eq!(Iso3::new(code).map(|iso3| iso3.to_string()), sound.then(|| code.to_owned()), "{code}");
        }
    }

    #[test]
    fn actors_are_found_by_their_ids() {
        let mut actors = Actors::default();
        let traits = Traits {
            kind: ActorKind::Country,
            iso3: None,
            gender: Gender::Unknown,
            famous: false,
            given: Symbol::UNKNOWN,
        };
        let of = |id, name| Actor { id, name, qid: "", traits };
        for id in ["country:ARD", "country:BEL", "country:NOV"] {
            actors.push(of(id, &id[8..]));
        }
        for id in ["country:ARD", "country:BEL", "country:NOV"] {
            assert_eq!(actors.find(id).map(|found| actors.get(found).name), Some(&id[8..]));
        }
        assert_eq!(actors.find("country:ZZZ"), None);
        assert_eq!(actors.ids().count(), 3);
    }
}
