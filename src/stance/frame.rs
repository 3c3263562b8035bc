//! Frames: which entry of a phrase the words around allow, and the stretches in which its agent and patient stand.

use super::scene::{FUNCTION, JOINING, Scene};
use super::shift::Shift;
use crate::lexicon::{Classes, Ending, Entry, Form, Frame, Pos};
use crate::text::{Kind, Tokens};

/// A frame with the stretches in which its agent and patient stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit<'a> {
    pub(super) tokens: Tokens,
    pub(super) line: u32,
    pub(super) frame: &'a Frame,
    pub(super) agent: Option<Tokens>,
    pub(super) patient: Option<Tokens>,
    /// The form its word stands in.
    pub(super) form: Form,
    /// Does its patient stand before it, as its subject: `Y was praised by X`, `Y angered X`?
    pub(super) turned: bool,
    /// Is its agent the one who speaks?
    pub(super) own: bool,
    pub(super) shift: Shift,
}

/// The frame of a phrase, with the stretches of its roles; nothing where the words around do not allow it.
pub(super) fn hit<'a>(scene: &Scene<'a, '_>, tokens: Tokens, entries: &'a [Entry<Frame>]) -> Option<Hit<'a>> {
    let mut entry = fitting(scene, tokens, entries, |frame: &Frame| frame.pos)?;
    let (start, end) = (tokens.start as usize, tokens.end as usize);
    let nominal = start > 0 && scene.is(start - 1, Classes::DETERMINER) && !scene.is(start - 1, Classes::WH);
    if entry.value.pos == Pos::Verb && nominal {
        // A participle as adjective is none, a verb's noun its own: `the bombing`.
        entry = entries.iter().find(|entry| entry.setting == 0 && entry.value.pos == Pos::Noun)?;
    }
    if entry.value.pos == Pos::Noun && entry.form == Form::Base && scene.is_name(start.wrapping_sub(1)) {
        // `X and Z support Y`
        let acts = !scene.is_one_of(end, &entry.value.links) && scene.opens_object(end);
        let verb = |entry: &&Entry<Frame>| {
            entry.setting == 0
                && entry.value.pos == Pos::Verb
                && entry.form == Form::Base
                && entry.value.links.is_empty()
        };
        entry = entries.iter().find(verb).filter(|_| acts).unwrap_or(entry);
    }
    let linked = scene.is_one_of(end, &entry.value.links) || entry.value.links.is_empty() && scene.opens_object(end);
    // `a vile attack on Y`
    let owner =
        |at: usize| scene.is(at, Classes::POSSESSIVE) && scene.lexicons.pronoun(scene.tokens()[at].symbol).is_some();
    let described = || {
        start > 1 && (scene.is(start - 2, Classes::DETERMINER) || owner(start - 2)) && !scene.is(start - 1, FUNCTION)
    };
    let opens = || start == 0 || scene.kind(start - 1) != Some(Kind::Word);
    // `tolerate attacks by Y`, `Y's attacks on Z`, `Praise for Y`
    if entry.value.pos == Pos::Verb
        && (entry.form == Form::Third || entry.form == Form::Base && (described() || opens() || !linked))
        && !(linked && scene.is_name(start.wrapping_sub(1)))
    {
        let links = |frame: &Frame| scene.is(end, Classes::AUTHOR) || scene.is_one_of(end, &frame.links);
        let noun = |entry: &&Entry<Frame>| entry.setting == 0 && entry.value.pos == Pos::Noun && links(&entry.value);
        let before = |classes| start > 0 && scene.is(start - 1, classes);
        let verbal = before(VERBAL.or(Classes::RELATIVE).or(Classes::ADVERB)) && !before(Classes::POSSESSIVE);
        // `in support of Y`
        let verbal = verbal && (before(Classes::INFINITIVE) || !before(Classes::PREPOSITION));
        entry = entries.iter().find(noun).filter(|_| !verbal).unwrap_or(entry);
    }
    // `The Y fund is old`, `our bitter defeat happened`
    let base = entry.value.pos == Pos::Verb && entry.form == Form::Base && tokens.len() == 1;
    let ours = || described() && owner(start - 2) && !scene.is_plural(start - 1);
    if base && (ours() || scene.is(end, Classes::BE) && scene.is_name(start.wrapping_sub(1))) {
        return None;
    }
    // A harm that nobody else is done: `they are hurting`.
    let suffered = |entry: &&Entry<Frame>| entry.value.pos == Pos::Adjective && entry.value.owned;
    if entry.value.pos == Pos::Verb
        && let Some(suffered) = entries.iter().find(suffered)
        && scene.object(end).is_none_or(|it| scene.is(it.start as usize, Classes::ADVERB.or(Classes::TIME)))
    {
        entry = suffered;
    }
    let frame = &entry.value;
    // `it is cruel to punish Y`
    let opens_verb = |at: usize| {
        frame.pos == Pos::Adjective
            && scene.follows(at, Classes::INFINITIVE)
            && scene.is_verb(at)
            && scene.opens_object(at + 1)
    };
    // `praised and thanked Y`
    let shared = |from| scene.next_verb(from).and_then(|verb| scene.object(verb + 1));
    let patient = |from| match frame.links.is_empty() {
        true => scene.object(from).or_else(|| shared(from).filter(|_| frame.pos == Pos::Verb)),
        false => scene.linked(from, &frame.links).filter(|object| !opens_verb(object.start as usize)),
    };
    // `what was done to Y`: a preposition that has kept its object strands nobody.
    let governs = || tokens.len() > 1 && frame.links.is_empty() && scene.opens_object(end);
    let passive = frame.pos == Pos::Verb && scene.is_passive(tokens, entry.form) && !governs();
    let (agent, patient) = match frame.pos {
        // `Y angered X`, `Y won praise from X`, `X was angered by Y`
        Pos::Verb if frame.turned && passive => {
            (scene.subject(scene.group(start)), scene.by(end).and_then(|by| scene.object(by + 1)))
        }
        Pos::Verb | Pos::Adjective if frame.turned => (patient(end), scene.subject(start)),
        Pos::Verb if passive => (scene.by(end).and_then(|by| scene.object(by + 1)), scene.subject(scene.group(start))),
        // `they suffer`, `they are under siege`
        Pos::Verb | Pos::Adjective if frame.owned => (None, scene.subject(start)),
        Pos::Verb => {
            let patient = patient(end);
            // A harm without a victim is no deed: `they destroy`.
            let deed = patient.is_some() || frame.attitude >= 0;
            (if deed { scene.subject(start) } else { None }, patient)
        }
        // `our friends in Y`
        Pos::Noun if frame.owned && scene.is(end, Classes::LOCATIVE) && is_ours(scene, start) => {
            (scene.possessor(start), scene.object(end + 1))
        }
        Pos::Noun if frame.owned && scene.possessor(start).is_some() => {
            (Some(end).filter(|&end| scene.is_name(end)).and_then(|end| scene.object(end)), scene.possessor(start))
        }
        Pos::Noun => {
            // `the defeat that happened in Y` is nobody's there.
            let away = scene.is_one_of(end, &frame.links) || !scene.links_place(end, &frame.links);
            let patient = patient(end).filter(|_| away);
            let named = || scene.is_name(start.wrapping_sub(1)).then(|| Tokens::new(start - 1, start));
            let agent = scene.possessor(start).or_else(|| patient.and_then(|_| named())).or_else(|| {
                let by = scene.by(end).filter(|&by| by < end + 2 || patient.is_some_and(|it| it.end as usize == by));
                // `threats from X`
                let from = Some(patient.map_or(end, |it| it.end as usize)).filter(|&at| scene.is(at, Classes::AUTHOR));
                by.or(from).and_then(|by| scene.object(by + 1))
            });
            let verb = verb_before(scene, start);
            let behind =
                verb > 0 && scene.is(verb - 1, Classes::PREPOSITION) && !scene.is(verb - 1, Classes::INFINITIVE);
            let subject = || if behind || scene.appraises(verb) { None } else { scene.subject(verb) };
            let received = |from: Tokens| {
                let is_verb = scene.is_finite(verb) || !scene.is(verb, FUNCTION) && scene.opens_object(verb + 1);
                patient.is_none() && from.start as usize > end && is_verb
            };
            match agent {
                // `Y deserves our thanks`
                Some(own) if patient.is_none() && scene.speaks_itself(own) => (agent, subject()),
                // `Y won praise from X`
                Some(from) if received(from) => (agent, subject()),
                _ => (agent.or_else(|| patient.and_then(|_| subject())), patient),
            }
        }
        _ => (scene.subject(start), patient(end)),
    };
    let own = agent.is_some_and(|agent| scene.speaks_itself(agent) && !scene.is_private(agent));
    let (form, line, turned) = (entry.form, entry.line, passive != frame.turned);
    Some(Hit { tokens, line, frame, agent, patient, form, turned, own, shift: Shift::default() })
}

/// Does a noun belong to whoever speaks?
fn is_ours(scene: &Scene, noun: usize) -> bool {
    scene.possessor(noun).is_some_and(|owner| scene.speaks_itself(owner))
}

/// Where the verb stands whose object is the noun at `noun`: before the noun's determiner and adjectives.
pub(super) fn verb_before(scene: &Scene, noun: usize) -> usize {
    let opens = |at: &usize| scene.is(*at, Classes::DETERMINER.or(Classes::NUMBER).or(Classes::POSSESSIVE));
    let near = (noun.saturating_sub(4)..noun).rev();
    let at = near.take_while(|&at| opens(&at) || !scene.is(at, FUNCTION) && scene.tokens()[at].is_word()).find(opens);
    let at = at.unwrap_or(noun);
    let before = at.checked_sub(1).filter(|&at| scene.tokens()[at].is_word() && !scene.tokens()[at].is_capital());
    // `provided` may join clauses too.
    let past = |at: usize| scene.lexicons.endings.tell(scene.document.word(at), Ending::Participle);
    before.filter(|&at| !scene.is(at, FUNCTION) || past(at)).unwrap_or(at)
}

/// The entry whose part of speech the words around allow; the first one where several are.
pub(super) fn fitting<'e, T>(
    scene: &Scene,
    tokens: Tokens,
    entries: &'e [Entry<T>],
    pos: impl Fn(&T) -> Pos,
) -> Option<&'e Entry<T>> {
    let start = tokens.start as usize;
    let fit =
        |entry: &&Entry<T>| scene.is_set(tokens, entry.setting) && fits(scene, tokens, pos(&entry.value), entry.form);
    // Behind a name stands a verb in another form than its base, so that a noun is likelier.
    let behind_name = start > 0 && scene.is_name(start - 1);
    let told = entries.iter().find(|entry| entry.setting != 0 && fit(entry));
    let noun = entries.iter().find(|entry| behind_name && pos(&entry.value) == Pos::Noun && entry.form == Form::Base);
    told.or(noun.filter(fit)).or_else(|| entries.iter().find(fit))
}

/// Do the words before allow this part of speech?
fn fits(scene: &Scene, tokens: Tokens, pos: Pos, form: Form) -> bool {
    let start = tokens.start as usize;
    let before = |classes| start > 0 && scene.is(start - 1, classes);
    let done_to = || start > 0 && scene.is_object(start - 1);
    // `just`, `back`, `like`: mostly an adverb or a preposition.
    let is_closed =
        tokens.len() == 1 && scene.is(start, Classes::ADVERB.or(Classes::PREPOSITION).or(Classes::PARTICLE));
    // Behind a form of be or have stands a participle, which some verbs write like their base: `was hit`.
    let joined = || {
        let group = scene.group(start);
        group > 0 && scene.is(group - 1, JOINING) && !scene.marks_owner(group - 1)
    };
    match pos {
        Pos::Verb if matches!(form, Form::Base | Form::Third) => {
            let nominal = before(Classes::DETERMINER.or(Classes::POSSESSIVE)) && !before(Classes::PRONOUN);
            !nominal && !joined() && (!is_closed || before(VERBAL) && !done_to())
        }
        Pos::Adjective => !is_closed || before(Classes::DETERMINER),
        // `call it cowardice`
        Pos::Noun if form == Form::Base => {
            let speaks = |at: usize| scene.speaks_itself(Tokens::new(at, at + 1));
            let given = || before(Classes::PRONOUN) && start > 2 && scene.is_verb(start - 2) && speaks(start - 3);
            !before(Classes::INFINITIVE) && (!before(VERBAL) || before(NOMINAL) || given())
        }
        _ => true,
    }
}

/// Words behind which a noun may stand although they are verbs or pronouns.
const NOMINAL: Classes = Classes::BE.or(Classes::HAVE).or(Classes::POSSESSIVE).or(Classes::DETERMINER);

/// Words behind which a verb stands.
const VERBAL: Classes = Classes::INFINITIVE.or(Classes::AUXILIARY).or(Classes::PRONOUN);
