//! Names lent to something else: `Brazil Street`, `the British Museum`, `Mr Ireland`, `Kenya Novak`, `spoke in French`.

use super::place;
use super::words::{GIVEN, RoleNoun, Words};
use crate::gazetteer::{ActorId, ActorKind, Gazetteer, How, Naming, Requires};
use crate::lexicon::{Classes, RoleKind};
use crate::text::{Kind, Shape, Tokens};

/// What bears the name of a country or a person, and is neither.
const NAMESAKES: Classes = Classes::LOCAL.or(Classes::NAMESAKE);

/// Does a form that names `actor` belong to something else's name, or is it a language's?
pub(super) fn is_lent(words: Words, tokens: Tokens, how: How, actor: ActorId) -> bool {
    let gazetteer = &words.knowledge.gazetteer;
    match gazetteer.traits(actor).kind {
        ActorKind::Person => how == How::Name && (is_namesakes(words, tokens.end as usize) || is_firm(words, tokens)),
        kind => {
            let state = kind == ActorKind::Country;
            let named = how == How::Name
                && (is_somebodys(words, tokens, actor)
                    || is_elsewhere(words, tokens)
                    || is_of_town(words, tokens, actor));
            named
                || how == How::Demonym && is_given_name(words, tokens)
                || how == How::Adjective && (is_language(words, tokens) || is_unjoined(words, tokens))
                || (how == How::Name || state) && (heads_name(words, tokens, how) || ends_name(words, tokens))
        }
    }
}

/// Do words that may be somebody's surname name a thing: a firm, what bears the name, or what the tables say is nobody (`The
/// Hague`, `Obama School`)?
pub(crate) fn names_thing(words: Words, tokens: Tokens) -> bool {
    let (start, end) = (tokens.start as usize, tokens.end as usize);
    let nobodys = |at: usize| {
        let found = words.knowledge.gazetteer.names().longest(words.tokens(), at);
        found.is_some_and(|found| {
            let all = found.tokens.end as usize == end && found.tokens.len() > 1;
            all && found.entries.iter().all(|naming| naming.actor.is_none() || naming.how == How::Place)
        })
    };
    is_namesakes(words, end) || is_firm(words, tokens) || nobodys(start) || start > 0 && nobodys(start - 1)
}

/// Does a capital that opens what bears the name stand there (`Obama School`, `Novak's Garage`)?
fn is_namesakes(words: Words, end: usize) -> bool {
    let next = if words.is_possessive_ending(end) { end + 1 } else { end };
    // `Novak Visits Ardania`
    let verb = words.is_in_headline(next) && next == end && names_place(words, next + 1);
    words.is_capital(next) && words.is(next, NAMESAKES) && !words.has(next, Shape::BLANK) && !verb
}

/// Is it one of several names of a firm (`Novak & Sons`)?
fn is_firm(words: Words, tokens: Tokens) -> bool {
    let and = |at: usize| words.is(at, Classes::CONJUNCTION) && words.document.word(at).len() == 1;
    let (start, end) = (tokens.start as usize, tokens.end as usize);
    and(end) && words.is_capital(end + 1) || start > 1 && and(start - 1) && words.is_capital(start - 2)
}

/// Does a run of capitals go on behind the name to what bears it (`British Museum`, `Dutch Grand Prix`)?
fn heads_name(words: Words, tokens: Tokens, how: How) -> bool {
    const LONGEST: usize = 3;
    let end = tokens.end as usize;
    let far = if how == How::Name { 1 } else { LONGEST };
    for at in end..end + far {
        if !words.is_capital(at) || words.is_closed(at) || words.has(at, Shape::BLANK) {
            return false;
        }
        if words.is_in_headline(at) && place::is_verb(words, at) {
            return false;
        }
        if words.is(at, NAMESAKES) {
            return true;
        }
        if words.role_at(at).is_some() || names_place(words, at) {
            return false;
        }
    }
    false
}

/// Does the name of a country, body or place begin at `at` (`Israeli West Bank policy`)?
fn names_place(words: Words, at: usize) -> bool {
    let gazetteer = &words.knowledge.gazetteer;
    let found = words.is_word(at).then(|| gazetteer.names().longest(words.tokens(), at)).flatten();
    let known = |naming: &Naming| naming.actor.is_some_and(|actor| gazetteer.traits(actor).kind != ActorKind::Person);
    found.is_some_and(|found| found.entries.iter().any(known))
}

/// Does the name end a longer one (`Hotel Jordan`, `the Church of Ireland`)?
fn ends_name(words: Words, tokens: Tokens) -> bool {
    let start = tokens.start as usize;
    // `Novak Visits Ardania`
    let verb = |at: usize| !words.is(at, Classes::NAMESAKE) && words.is_in_headline(at);
    let bears = |at: usize| words.is_capital(at) && words.is(at, NAMESAKES) && !words.is_opening(at) && !verb(at);
    let Some(before) = start.checked_sub(1).filter(|_| !words.has(start, Shape::BLANK)) else { return false };
    bears(before) || before > 0 && words.is(before, Classes::GENITIVE) && bears(before - 1)
}

/// Is it a person's given name or surname (`Kenya Novak`, `Mr Ireland`)?
fn is_somebodys(words: Words, tokens: Tokens, actor: ActorId) -> bool {
    let (start, end) = (tokens.start as usize, tokens.end as usize);
    let inside = start > 0 && !words.has(start, Shape::BLANK) && words.is_word(start - 1);
    let kin = |noun: RoleNoun| match noun.role.kind {
        RoleKind::Honorific => words.is_capital(start - 1),
        RoleKind::Family => !noun.role.plural && words.is_small(start - 1),
        _ => false,
    };
    let given = || is_given_alone(words, start - 1) && !words.asks(start - 1, end);
    if inside && (words.role_before(start).is_some_and(kin) || given()) {
        return true;
    }
    if !words.is_capital(end) || words.has(end, Shape::BLANK) {
        return false;
    }
    !words.symbol(end).is_known() || tokens.len() == 1 && is_foreign_surname(words, end, actor)
}

/// Is it a given name, and no name of the gazetteer's but perhaps a town's (`Florence`)?
fn is_given_alone(words: Words, at: usize) -> bool {
    let names = words.knowledge.gazetteer.names();
    let town = || {
        let found = names.longest(words.tokens(), at);
        found.is_none_or(|found| found.entries.iter().all(|naming| naming.how == How::Place))
    };
    words.is_capital(at) && words.is(at, GIVEN) && town()
}

/// Is the word for one of a people somebody's given name (`Finn Novak`; but `the Finn Mika Novak`)?
fn is_given_name(words: Words, tokens: Tokens) -> bool {
    let (start, end) = (tokens.start as usize, tokens.end as usize);
    let described = start > 0 && words.is(start - 1, Classes::DETERMINER);
    let surname = words.is_capital(end) && !words.is_closed(end) && !words.has(end, Shape::BLANK);
    words.is(start, GIVEN) && !described && surname && words.is_name_only(end)
}

/// Is an adjective one half of a firm's name, whose other half no hyphen joins to it (`Anglo American`)?
fn is_unjoined(words: Words, tokens: Tokens) -> bool {
    let gazetteer = &words.knowledge.gazetteer;
    let Some(before) = (tokens.start as usize).checked_sub(1) else { return false };
    let half = |naming: &Naming| naming.rule.is_some_and(|rule| gazetteer.rule(rule).requires == Requires::Joined);
    words.is_capital(before)
        && !words.has(before + 1, Shape::BLANK)
        && gazetteer.names().word(words.symbol(before)).iter().any(half)
}

/// Is a word with a capital a surname or given name, and nobody's who belongs to the country (`Kenya Moore`, but not `Germany
/// Merkel` in a headline)?
fn is_foreign_surname(words: Words, at: usize, actor: ActorId) -> bool {
    let gazetteer = &words.knowledge.gazetteer;
    if words.is_closed(at) || words.role_at(at).is_some() || !words.is_name_only(at) {
        return false;
    }
    let found = gazetteer.names().longest(words.tokens(), at);
    let namings = found.map_or(&[] as &[Naming], |found| found.entries);
    let foreign = |naming: &Naming| {
        naming.how == How::Surname && naming.actor.is_some_and(|person| !belongs(gazetteer, person, actor))
    };
    match namings {
        [] => words.is(at, GIVEN),
        _ => namings.iter().all(foreign),
    }
}

fn belongs(gazetteer: &Gazetteer, person: ActorId, country: ActorId) -> bool {
    gazetteer.terms(person).iter().any(|term| term.holder == country)
}

/// Does what stands behind a comma say that it is a town elsewhere (`Lebanon, Pennsylvania`)?
fn is_elsewhere(words: Words, tokens: Tokens) -> bool {
    let end = tokens.end as usize;
    let names = words.knowledge.gazetteer.names();
    let actor = |at: usize, place: bool| {
        let found = names.longest(words.tokens(), at)?;
        let naming = found.entries.iter().find(|naming| (naming.how == How::Place) == place)?;
        naming.actor
    };
    words.kind(end) == Some(Kind::Comma) && words.is_capital(end + 1) && {
        let land = actor(end + 1, true);
        land.is_some() && land != actor(tokens.start as usize, false)
    }
}

/// Does a town before a comma say that a name which may be another's is not this state's (`Athens, Georgia`)? Several
/// places in a row say nothing of each other.
fn is_of_town(words: Words, tokens: Tokens, actor: ActorId) -> bool {
    let (start, end) = (tokens.start as usize, tokens.end as usize);
    let gazetteer = &words.knowledge.gazetteer;
    let doubtful = || gazetteer.names().get(&words.symbols(tokens)).iter().all(|naming| naming.rule.is_some());
    if start < 2 || words.kind(start - 1) != Some(Kind::Comma) || !doubtful() {
        return false;
    }
    let set_off = match words.kind(end) {
        Some(Kind::Comma) => !words.is_capital(end + 1) && !words.is(end + 1, Classes::CONJUNCTION),
        Some(Kind::Word) => false,
        _ => true,
    };
    let listed = start > 2 && words.kind(start - 3) == Some(Kind::Comma);
    let town = |naming: &Naming| matches!(naming.how, How::Place | How::Seat) && naming.actor != Some(actor);
    set_off && !listed && words.is_capital(start - 2) && {
        let towns = gazetteer.names().word(words.symbol(start - 2));
        !towns.is_empty() && towns.iter().all(town)
    }
}

/// Is an adjective alone the language that somebody speaks or writes (`spoke German`, `in French`)? `He is French` is none.
fn is_language(words: Words, tokens: Tokens) -> bool {
    const LONGEST: usize = 6;
    let ends_phrase = |at: usize| {
        !words.is_word(at) && words.kind(at) != Some(Kind::Hyphen) || words.is_closed(at) || words.has(at, Shape::BLANK)
    };
    // Each of several is what the others are: `in German and French`.
    let mut end = tokens.end as usize;
    while words.is(end, Classes::CONJUNCTION) && words.is_capital(end + 1) && end < tokens.end as usize + LONGEST {
        end += 2;
    }
    let mut start = tokens.start as usize;
    while start > 2 && words.is(start - 1, Classes::CONJUNCTION) && words.is_capital(start - 2) {
        start -= 2;
    }
    // `Polish your shoes`
    if words.is_opening(start) && words.is(end, Classes::POSSESSIVE.or(Classes::DETERMINER)) {
        return true;
    }
    let told = start > 0 && words.is(start - 1, Classes::TONGUE.or(Classes::POSSESSIVE));
    told && ends_phrase(end) && !words.is_possessive_ending(start - 1)
}
