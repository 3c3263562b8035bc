//! Inflection: the forms of a lemma, by rule and from the table of exceptions; and the generic pronouns of phrases, each of
//! which stands for every pronoun of its case.

use super::entry::{Form, POS, Pos};
use super::table::{Tables, one_of};
use crate::error::Result;
use std::collections::HashMap;

/// What a pronoun's row has for its person where it is a generic one.
pub(super) const GENERIC: &str = "any";

/// The lemmas whose forms do not follow the rules, and the words that stand for others.
#[derive(Clone, Debug, Default)]
pub struct Irregular {
    forms: HashMap<(String, Pos), Vec<(Form, String)>>,
    /// Each generic pronoun with the pronouns it stands for.
    generic: Vec<(String, Vec<String>)>,
}

impl Irregular {
    /// Reads the tables of exceptions and of pronouns.
    pub fn read(tables: &Tables) -> Result<Irregular> {
        let mut irregular = Irregular { generic: generic(tables)?, ..Irregular::default() };
        let exceptions = tables.get("irregular")?;
        exceptions.each(["lemma", "pos", "s", "ed", "en", "ing"], |_, [lemma, pos, s, ed, en, ing]| {
            let pos = one_of(pos, "pos", POS)?;
            let third = if pos == Pos::Noun { Form::Plural } else { Form::Third };
            for (form, written) in [(third, s), (Form::Past, ed), (Form::Participle, en), (Form::Gerund, ing)] {
                irregular.note(lemma, pos, form, written);
            }
            Ok(())
        })?;
        Ok(irregular)
    }

    /// Notes the written forms of one slot (third person or plural, past, participle, -ing) of a lemma; none means that
    /// the slot is regular.
    pub fn note(&mut self, lemma: &str, pos: Pos, form: Form, written: &str) {
        let slots = self.forms.entry((lemma.to_owned(), pos)).or_default();
        slots.extend(written.split('|').filter(|w| !w.is_empty()).map(|w| (form, w.to_owned())));
    }

    /// All forms of a lemma. A verb of several words inflects its first, a noun its last; other words have one form. A
    /// phrase with a generic pronoun has each of them with every pronoun that this stands for.
    pub fn forms(&self, lemma: &str, pos: Pos) -> Vec<(Form, String)> {
        let inflected = self.inflected(lemma, pos);
        let generic = self.generic.iter().find(|(word, _)| lemma.contains(' ') && lemma.split(' ').any(|w| w == word));
        let Some((generic, pronouns)) = generic else { return inflected };
        let spelled = |(form, written): (Form, String)| {
            let with = move |pronoun: &String| {
                let words = written.split(' ').map(|word| if word == generic { pronoun } else { word });
                (form, words.collect::<Vec<&str>>().join(" "))
            };
            pronouns.iter().map(with)
        };
        inflected.into_iter().flat_map(spelled).collect()
    }

    fn inflected(&self, lemma: &str, pos: Pos) -> Vec<(Form, String)> {
        let (head, before, behind) = match pos {
            Pos::Verb => {
                let head = lemma.split(' ').next().unwrap_or(lemma);
                (head, "", &lemma[head.len()..])
            }
            Pos::Noun => {
                let at = lemma.rfind([' ', '-']).map_or(0, |i| i + 1);
                (&lemma[at..], &lemma[..at], "")
            }
            _ => return vec![(Form::Base, lemma.to_owned())],
        };
        let slots: &[Form] = match pos {
            Pos::Verb => &[Form::Third, Form::Past, Form::Participle, Form::Gerund],
            _ => &[Form::Plural],
        };
        let noted = self.forms.get(&(head.to_owned(), pos));
        let mut forms = vec![(Form::Base, head.to_owned())];
        for &slot in slots {
            let before = forms.len();
            forms.extend(noted.into_iter().flatten().filter(|(form, _)| *form == slot).cloned());
            if forms.len() == before {
                // A participle that is not listed is written like the past.
                let like_past =
                    slot == Form::Participle && noted.is_some_and(|n| n.iter().any(|(form, _)| *form == Form::Past));
                if like_past {
                    let past: Vec<String> =
                        forms.iter().filter(|(f, _)| *f == Form::Past).map(|(_, w)| w.clone()).collect();
                    forms.extend(past.into_iter().map(|word| (slot, word)));
                } else {
                    forms.push((slot, regular(head, slot)));
                }
            }
        }
        merge_past(&mut forms);
        forms.into_iter().map(|(form, word)| (form, format!("{before}{word}{behind}"))).collect()
    }
}

/// The generic pronouns, each with all pronouns of its case.
fn generic(tables: &Tables) -> Result<Vec<(String, Vec<String>)>> {
    let (mut generic, mut pronouns) = (Vec::new(), Vec::new());
    tables.get("pronouns")?.each(["term", "person", "case"], |_, [term, person, case]| {
        let list = if person == GENERIC { &mut generic } else { &mut pronouns };
        list.push((term.to_owned(), case.to_owned()));
        Ok(())
    })?;
    let of = |case: &str| pronouns.iter().filter(|(_, of)| of == case).map(|(term, _)| term.clone()).collect();
    Ok(generic.into_iter().map(|(term, case)| (term, of(&case))).collect())
}

/// Past and participle that are written alike become one form that may be either.
fn merge_past(forms: &mut Vec<(Form, String)>) {
    let participles: Vec<String> =
        forms.iter().filter(|(f, _)| *f == Form::Participle).map(|(_, w)| w.clone()).collect();
    for (form, word) in forms.iter_mut() {
        if *form == Form::Past && participles.contains(word) {
            *form = Form::PastOrParticiple;
        }
    }
    let either: Vec<String> =
        forms.iter().filter(|(f, _)| *f == Form::PastOrParticiple).map(|(_, w)| w.clone()).collect();
    forms.retain(|(form, word)| *form != Form::Participle || !either.contains(word));
}

/// The regular spelling of a form.
fn regular(word: &str, form: Form) -> String {
    let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u');
    let bytes = word.as_bytes();
    let n = bytes.len();
    let last = bytes.last().copied().unwrap_or(0);
    let consonant_y = n >= 2 && last == b'y' && !vowel(bytes[n - 2]);
    match form {
        Form::Third | Form::Plural => {
            if consonant_y {
                format!("{}ies", &word[..n - 1])
            } else if matches!(last, b's' | b'x' | b'z') || word.ends_with("ch") || word.ends_with("sh") {
                format!("{word}es")
            } else {
                format!("{word}s")
            }
        }
        Form::Past | Form::Participle | Form::PastOrParticiple => {
            if last == b'e' {
                format!("{word}d")
            } else if consonant_y {
                format!("{}ied", &word[..n - 1])
            } else {
                format!("{}ed", doubled(word))
            }
        }
        Form::Gerund => {
            if last == b'e' && n > 2 && !matches!(bytes[n - 2], b'e' | b'o' | b'y') {
                format!("{}ing", &word[..n - 1])
            } else {
                format!("{}ing", doubled(word))
            }
        }
        Form::Base => word.to_owned(),
    }
}

/// What the forms of a folded word mostly share: the word without its ending.
pub fn stem(folded: &str) -> &str {
    const ENDINGS: [&str; 5] = ["ing", "ed", "es", "s", "e"];
    const SHORTEST: usize = 3;
    let cut = ENDINGS.iter().find_map(|ending| folded.strip_suffix(ending).filter(|stem| stem.len() >= SHORTEST));
    cut.unwrap_or(folded)
}

/// The word with its last letter doubled where it is one syllable of consonant, vowel, consonant.
fn doubled(word: &str) -> String {
    let bytes = word.as_bytes();
    let n = bytes.len();
    let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u');
    let doubles = n >= 3
        && word.is_ascii()
        && !vowel(bytes[n - 1])
        && !matches!(bytes[n - 1], b'w' | b'x' | b'y' | b'h')
        && vowel(bytes[n - 2])
        && !vowel(bytes[n - 3])
        && bytes[..n - 2].iter().all(|&b| !vowel(b) && b != b'y');
    match doubles {
        true => format!("{word}{}", bytes[n - 1] as char),
        false => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_forms_follow_the_spelling_rules() {
        let irregular = Irregular::default();
        for (lemma, pos, forms) in [
            ("praise", Pos::Verb, "praise praises praised praising"),
            ("deny", Pos::Verb, "deny denies denied denying"),
            ("stop", Pos::Verb, "stop stops stopped stopping"),
            ("visit", Pos::Verb, "visit visits visited visiting"),
            ("lash out at", Pos::Verb, "lash out at|lashes out at|lashed out at|lashing out at"),
            ("war crime", Pos::Noun, "war crime|war crimes"),
            ("ally", Pos::Noun, "ally allies"),
            ("ironclad", Pos::Adjective, "ironclad"),
        ] {
            let separator = if forms.contains('|') { '|' } else { ' ' };
            let written: Vec<String> = irregular.forms(lemma, pos).into_iter().map(|(_, word)| word).collect();
            let expected: Vec<&str> = if lemma == "war crime" || lemma == "lash out at" {
                forms.split('|').collect()
            } else {
                forms.split(separator).collect()
            };
            assert_eq!(written, expected, "{lemma}");
        }
    }

    #[test]
    fn a_generic_pronoun_stands_for_all_of_its_case() {
        let generic = vec![("one's".to_owned(), vec!["his".to_owned(), "our".to_owned()])];
        let irregular = Irregular { generic, ..Irregular::default() };
        let forms: Vec<String> = irregular.forms("drag one's feet", Pos::Verb).into_iter().map(|(_, w)| w).collect();
        assert_eq!(forms[..3], ["drag his feet", "drag our feet", "drags his feet"]);
        assert_eq!(forms.len(), 8);
        assert_eq!(irregular.forms("one's", Pos::Any).len(), 1);
    }

    #[test]
    fn listed_forms_win() {
        let mut irregular = Irregular::default();
        irregular.note("say", Pos::Verb, Form::Past, "said");
        irregular.note("say", Pos::Verb, Form::Participle, "said");
        let forms = irregular.forms("say", Pos::Verb);
        assert!(forms.contains(&(Form::PastOrParticiple, "said".into())));
        assert!(forms.contains(&(Form::Gerund, "saying".into())));
        assert_eq!(forms.len(), 4);
    }
}
