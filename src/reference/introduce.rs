//! The speakers whom the caller names beside the quotes.

use super::{Cast, Referent, ReferentId, name};
use crate::gazetteer::{ActorId, ActorKind, Date};
use crate::knowledge::Knowledge;
use rustc_hash::FxHashMap;

/// Where in the cast somebody stands first.
#[derive(Default)]
struct Known {
    by_name: FxHashMap<String, usize>,
    by_actor: FxHashMap<ActorId, usize>,
}

impl Known {
    fn note(&mut self, at: usize, referent: &Referent) {
        if let Some(name) = &referent.name {
            self.by_name.entry(name.clone()).or_insert(at);
        }
        if let Some(actor) = referent.actor {
            self.by_actor.entry(actor).or_insert(at);
        }
    }
}

impl Cast {
    /// Makes the speakers of quotes, by number, whom the caller names: those already in the cast, actors, or somebody new.
    pub fn introduce<'n>(
        &mut self,
        named: impl Iterator<Item = (usize, &'n str)>,
        knowledge: &Knowledge,
        date: Option<Date>,
    ) {
        let mut named = named.peekable();
        if named.peek().is_none() {
            return;
        }
        let mut known = Known::default();
        self.referents.iter().enumerate().for_each(|(at, referent)| known.note(at, referent));
        for (quote, name) in named {
            let at = known.by_name.get(name).copied().unwrap_or_else(|| {
                let actor = name::actor_called(name, knowledge, date);
                if let Some(at) = actor.and_then(|actor| known.by_actor.get(&actor)) {
                    return *at;
                }
                let referent = match actor {
                    Some(actor) => Referent::of_actor(actor, knowledge, date),
                    None => Referent::stranger(name.to_owned(), ActorKind::Person),
                };
                known.note(self.referents.len(), &referent);
                self.referents.push(referent);
                self.referents.len() - 1
            });
            self.speakers[quote] = vec![ReferentId(at as u32)];
        }
    }
}
