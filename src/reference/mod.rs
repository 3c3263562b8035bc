//! Reference: who "he", "the minister", "that country", "we" are.
//!
//! Sources become speakers, descriptions and pronouns become targets: every place that names or stands for somebody is
//! a [`Reference`] to one [`Referent`], who is the same across the article. Unknown stays unknown: no name is guessed.
//!
//! In order: mentions and the names of strangers (`run`, `stranger`) fill the `Scene`, and a `Name` knows its shorter
//! forms; what the article says of each person beside the name is noted (`description`); each source is read (`source`),
//! bodies (`body`), nationals (`national`), roles (`role`) and pronouns (`pronoun`) with it; then the bare titles of the
//! narrator (`title`), the counterparts of speakers (`counterpart`) and the words inside quotes that stand for somebody (`target`), whoever is spoken to among them
//! (`addressee`).

mod addressee;
mod body;
mod counterpart;
mod description;
mod introduce;
mod name;
mod namesake;
mod national;
mod pronoun;
mod role;
mod run;
mod scene;
mod source;
mod stranger;
mod target;
mod title;

use crate::attribution::Quote;
use crate::gazetteer::{ActorId, ActorKind, Date, Iso3};
use crate::knowledge::Knowledge;
use crate::lexicon::Gender;
use crate::mention::{Context, Mention, Via};
use crate::text::{Document, Tokens};
use scene::Scene;

/// The number of a referent in one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReferentId(pub u32);

/// Somebody or something that the article speaks of, known to the gazetteer or only named here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referent {
    /// The fullest name known; nothing where the article gives none (`an official`).
    pub name: Option<String>,
    /// Its actor, where the gazetteer has one.
    pub actor: Option<ActorId>,
    /// What it is.
    pub kind: ReferentKind,
    /// The country it belongs to, as far as gazetteer or article tell.
    pub iso3: Option<Iso3>,
    /// A person's gender.
    pub gender: Gender,
    /// The role the article gives: `head of the foreign affairs committee`.
    pub role: Option<String>,
    /// What it belongs to, as the article says.
    pub affiliation: Option<String>,
}

/// What a referent is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReferentKind {
    /// One of the gazetteer's kinds; a person may also be known from the article alone.
    Known(ActorKind),
    /// Somebody without a name: `officials`, `a source`.
    Anonymous,
}

/// A place in the article that names or stands for a referent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The words.
    pub tokens: Tokens,
    /// Whom they stand for.
    pub referent: ReferentId,
    /// How.
    pub via: Via,
    /// Does it only say where somebody else belongs (`Swedish` in `Swedish Foreign Minister Carl Bildt`)?
    pub describes: bool,
    /// How sure, in thousandths, 0..=1000.
    pub confidence: i16,
}

/// Everybody the article speaks of, where, and who speaks each quote.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// Everybody, in order of first reference.
    pub referents: Vec<Referent>,
    /// Every place that names or stands for somebody, in order; none overlap.
    pub references: Vec<Reference>,
    /// By quote: its speakers, the first one first; empty where unknown.
    pub speakers: Vec<Vec<ReferentId>>,
}

impl Cast {
    /// A referent by number.
    pub fn referent(&self, id: ReferentId) -> &Referent {
        &self.referents[id.0 as usize]
    }

    /// The references inside some tokens.
    pub fn references_in(&self, tokens: Tokens) -> &[Reference] {
        let start = self.references.partition_point(|reference| reference.tokens.start < tokens.start);
        let end = self.references.partition_point(|reference| reference.tokens.end <= tokens.end);
        &self.references[start..end.max(start)]
    }
}

impl Referent {
    /// An actor of the gazetteer at a date.
    fn of_actor(id: ActorId, knowledge: &Knowledge, date: Option<Date>) -> Referent {
        let actor = knowledge.gazetteer.actor(id);
        Referent {
            name: Some(actor.name.to_owned()),
            actor: Some(id),
            kind: ReferentKind::Known(actor.traits.kind),
            iso3: knowledge.gazetteer.country_of(id, date),
            gender: actor.traits.gender,
            role: None,
            affiliation: None,
        }
    }

    /// Somebody or something known by its name in the article alone.
    fn stranger(name: String, kind: ActorKind) -> Referent {
        Referent {
            name: Some(name),
            actor: None,
            kind: ReferentKind::Known(kind),
            iso3: None,
            gender: Gender::Unknown,
            role: None,
            affiliation: None,
        }
    }

    fn is(&self, kind: ActorKind) -> bool {
        self.kind == ReferentKind::Known(kind)
    }
}

/// Who everybody is.
pub fn resolve(
    document: &Document,
    knowledge: &Knowledge,
    context: Context,
    mentions: &[Mention],
    quotes: &[Quote],
) -> Cast {
    let mut scene = Scene::new(document, knowledge, context);
    scene.place_mentions(&scene.without_namesakes(mentions));
    scene.place_strangers(quotes);
    scene.describe_people();
    scene.place_descriptions();
    let speakers = scene.read_sources(quotes);
    scene.forget_guesses();
    scene.place_titles();
    scene.place_counterparts(quotes, &speakers);
    scene.place_targets(quotes, &speakers);
    Cast { speakers, ..scene.into_cast() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution;
    use crate::mention;

    fn knowledge() -> Knowledge {
        Knowledge::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.bin"))).expect("just compiled")
    }

    /// The cast of an invented article.
    fn cast<'t>(knowledge: &Knowledge, text: &'t str, date: &str) -> (Document<'t>, Vec<Quote>, Cast) {
        let document = Document::read(text, &knowledge.lexicons.orthography, &knowledge.vocabulary);
        let context = Context { date: Date::parse(date), title: None };
        let mentions = mention::find(&document, knowledge, context);
        let quotes = attribution::find(&document, knowledge, &mentions);
        let cast = resolve(&document, knowledge, context, &mentions, &quotes);
        (document, quotes, cast)
    }

    #[test]
    fn sources_become_speakers() {
        let knowledge = knowledge();
        let mut wrong = Vec::new();
        // Invented statements; the speakers' names with `|` between quotes, `-` for nobody named.
        for (date, text, expected) in [
            ("", "\"We lost,\" said Mira Novak, a farmer. \"It hurt,\" Novak added.", "Mira Novak|Mira Novak"),
            ("", "\"We lost,\" Mira Novak said. \"It hurt,\" she added.", "Mira Novak|Mira Novak"),
            ("", "Mira Novak arrived. \"We lost,\" she said.", "Mira Novak"),
            ("", "Mira Novak and Peter Dahl arrived. \"We lost,\" she said.", "Mira Novak"),
            ("", "\"We lost,\" officials said.", "-"),
            ("", "\"We lost,\" the Belmark Institute said.", "Belmark Institute"),
            ("", "\"We lost,\" the Kremlin said.", "Russia"),
            ("", "\"We lost,\" said Polish lawyer Adam Novak. \"It hurt,\" the lawyer said.", "Adam Novak|Adam Novak"),
            ("", "Defence Minister Mira Novak left. \"We lost,\" the minister said.", "Mira Novak"),
            ("2010-05-01", "\"We lost,\" the German chancellor said.", "Angela Merkel"),
            ("2010-05-01", "Angela Merkel left. \"We lost,\" the chancellor said.", "Angela Merkel"),
            ("", "\"We lost,\" said Senator Novak. \"It hurt,\" said Mr. Novak.", "Novak|Novak"),
            ("", "\"We lost,\" a spokesman for Vladimir Putin said.", "-"),
            ("", "\"We lost,\" Novak said. Later Mira Novak left.", "Mira Novak"),
            // Names in any order, by any part.
            ("", "Lim Wei Jin, a farmer, came late. \"We lost,\" Lim said.", "Lim Wei Jin"),
            ("", "Bryndís Helgadóttir shut the gate. \"The snow came early,\" said Bryndís.", "Bryndís Helgadóttir"),
            ("", "Juan Mamani Quispe, the driver, stopped. \"It is closed,\" Mamani said.", "Juan Mamani Quispe"),
            ("", "Rita \"Sparks\" de Souza wired it. \"It works,\" de Souza said.", "Rita de Souza"),
            ("", "Judge K. R. Varma came. \"Sit down,\" Varma said.", "K. R. Varma"),
            ("", "Lawyer Devi a/p Raman spoke. \"It was dark,\" Devi said.", "Devi a/p Raman"),
            ("", "Sheikh Omar bin Ali al-Harthy came. \"It is ours,\" al-Harthy said.", "Omar bin Ali al-Harthy"),
            ("", "Umut Tashkulov closed the pass. \"It is steep,\" said Tashkulov.", "Umut Tashkulov"),
            ("", "Mr Kim Dae-ho owns it and Ms Kim Soo-young runs it. \"No,\" Mr Kim said.", "Kim Dae-ho"),
            ("", "Ruwan Perera met his sister, Nadeeka Perera. \"No,\" said Ruwan Perera.", "Ruwan Perera"),
            ("", "\"We lost,\" said its owner, Thorsteinn Mar Dahl.", "Thorsteinn Mar Dahl"),
            ("", "Michael M. Dahl left. \"We lost,\" said Michael McNovak.", "Michael McNovak"),
            ("", "Novak spokesman Peter Dahl left. \"We lost,\" said Dahl. Mira Novak wept.", "Peter Dahl"),
            // Capitals, and two who speak together.
            ("", "LINDAHL said the boats were hers.", "Lindahl"),
            ("", "IAEA head ANNA LINDAHL said it was empty. \"Go,\" LINDAHL said.", "Anna Lindahl|Anna Lindahl"),
            ("", "\"We stand together,\" Novak and Dahl said.", "Novak"),
            ("", "Mira Novak (@novak) was silent. \"We lost,\" wrote @novak.", "Mira Novak"),
            // By what they are.
            ("", "\"We lost,\" said Mira Novak. \"It hurt,\" the senior diplomat noted.", "Mira Novak|Mira Novak"),
            ("", "\"We lost,\" said Deputy Mayor Mira Novak. \"It hurt,\" the senior diplomat noted.", "Mira Novak|-"),
            ("", "\"We lost,\" said Mira Novak. \"It hurt,\" the governor said.", "Mira Novak|-"),
            ("", "\"We lost,\" said nurse Mira Novak. \"It hurt,\" the woman said.", "Mira Novak|Mira Novak"),
            ("", "\"We lost,\" said Mira Novak, 34. \"It hurt,\" the 41-year-old said.", "Mira Novak|-"),
            ("2024-05-01", "President Joe Biden met the council. \"We lost,\" the king said.", "-"),
            ("2024-05-01", "President Joe Biden met the council. \"We lost,\" the prime minister said.", "-"),
            ("2024-05-01", "Joe Biden met the council. \"We lost,\" the president said.", "Joe Biden"),
            ("", "Mira Novak, 59, slept late. The 59-year-old said she was tired.", "Mira Novak"),
            ("", "A spokeswoman for the trust, Mair Llwyd, wept. \"We lost,\" the spokeswoman said.", "Mair Llwyd"),
            ("", "\"We lost,\" said its spokesman, Colonel Adam Novak.", "Adam Novak"),
            ("", "Audrius Novak spoke. The major, Mira Dahl, laughed. \"No,\" she said.", "Mira Dahl"),
            ("", "\"We lost,\" a friend of the minister said. Minister Mira Novak left.", "-"),
            // Bodies.
            ("", "The Belmark Health Ministry opened. \"We lost,\" the ministry said.", "Belmark Health Ministry"),
            (
                "",
                "\"We lost,\" the provincial council said. It said boats would sail.",
                "provincial council|provincial council",
            ),
            ("", "The Dockers' Alliance met. \"We lost,\" the alliance said.", "Dockers' Alliance"),
            ("", "The Department of Fisheries closed. \"We lost,\" the department said.", "Department of Fisheries"),
            ("", "\"We lost,\" the report said.", "-"),
        ] {
            let (_, _, cast) = cast(&knowledge, text, date);
            let name = |speakers: &Vec<ReferentId>| {
                let first = speakers.first().and_then(|&id| cast.referent(id).name.clone());
                first.unwrap_or_else(|| "-".to_owned())
            };
            let found = cast.speakers.iter().map(name).collect::<Vec<_>>().join("|");
            if found != expected {
                wrong.push(format!("{text} ({date})\n  expected {expected}\n  found    {found}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn holders_of_an_office_speak_each_for_a_country() {
        let knowledge = knowledge();
        // Invented statements; the names of all who speak, or the country of who has none.
        for (text, expected) in [
            ("The presidents of France and Finland said it was over.", "Emmanuel Macron|Sauli Niinistö"),
            ("\"No,\" said the leaders of France, Sweden and Ukraine.", "Emmanuel Macron|SWE|Volodymyr Zelensky"),
            ("The German and French foreign ministers said it was over.", "Annalena Baerbock|Catherine Colonna"),
            ("Norway's and Sweden's prime ministers said it was over.", "Jonas Gahr Støre|Ulf Kristersson"),
            ("The governments of France and Poland said it was over.", "France|Poland"),
            ("French and German leaders said it was over.", "France|DEU"),
            ("Officials from China and Russia said it was over.", "CHN"),
        ] {
            let (_, _, cast) = cast(&knowledge, text, "2023-05-01");
            let name = |&id: &ReferentId| {
                let referent = cast.referent(id);
                referent.name.clone().unwrap_or_else(|| referent.iso3.map(|iso3| iso3.to_string()).unwrap_or_default())
            };
            let found: Vec<String> = cast.speakers.iter().flatten().map(name).collect();
            assert_eq!(found.join("|"), expected, "{text}");
        }
    }

    #[test]
    fn what_stands_behind_a_name_tells_the_role() {
        let knowledge = knowledge();
        // Invented statements.
        for (text, expected) in [
            ("Ilse Brandt, 62, a retired teacher, said it was cold.", Some("retired teacher")),
            ("Ilse Brandt (62), a retired teacher, said it was cold.", Some("retired teacher")),
            ("Peter Orlu, 44, a fisherman from Belmark, said it was cold.", Some("fisherman from Belmark")),
            ("Ilse Brandt, 62 and a widow, said it was cold.", Some("widow")),
            ("Ivo Dahl, whose brother owns the mill, said it was cold.", None),
            ("Ilse Brandt, 62, who was a nurse, said it was cold.", None),
        ] {
            let (_, _, cast) = cast(&knowledge, text, "");
            assert_eq!(cast.referent(cast.speakers[0][0]).role.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn words_in_quotes_stand_for_somebody() {
        let knowledge = knowledge();
        let mut wrong = Vec::new();
        // Invented statements.
        for (date, text, expected) in [
            ("", "Vladimir Putin left. \"He lied,\" said Mira Novak.", "He=Vladimir Putin"),
            ("", "Mira Novak met Vladimir Putin. \"He lied to me,\" she said.", "He=Vladimir Putin"),
            ("", "Officials returned from Nepal. \"They helped us,\" said Mira Novak.", "They=Nepal"),
            ("", "Of Iran she spoke little. \"That country frightens us,\" said Mira Novak.", "That country=Iran"),
            (
                "2010-05-01",
                "Vladimir Putin left. \"The prime minister lied,\" said Mira Novak.",
                "The prime minister=Vladimir Putin",
            ),
            ("2010-05-01", "\"Our army is ready,\" said Angela Merkel.", "Our=Germany"),
            (
                "2010-05-01",
                "\"Vladimir Putin lied to his country,\" said Mira Novak.",
                "Vladimir Putin=Vladimir Putin|his country=Russia",
            ),
            // Told to be about somebody.
            ("2010-05-01", "\"Our neighbour sleeps,\" Angela Merkel said of Poland.", "Our neighbour=Poland"),
            ("", "\"He sleeps,\" Mira Novak said of Vladimir Putin.", "He=Vladimir Putin"),
            ("", "\"Both countries slept,\" Mira Novak said of Nepal and India.", "Both=Nepal|countries=India"),
            ("", "Nepal rang India. \"The two countries slept,\" said Mira Novak.", "two=India|countries=Nepal"),
            ("", "Nepal slept. \"Both countries slept,\" said Mira Novak.", ""),
            // Whoever has a trade speaks for no state, unless it is the state's.
            ("", "\"We slept,\" said Mira Novak, a Danish baker.", ""),
            ("", "\"We slept,\" said Mira Novak, a Danish soldier.", "We=Denmark"),
            ("", "Mira Novak said she was ready.", ""),
        ] {
            let (document, quotes, cast) = cast(&knowledge, text, date);
            let inside = quotes.iter().flat_map(|quote| &quote.content).flat_map(|&piece| cast.references_in(piece));
            let shown = inside.map(|reference| {
                let name = cast.referent(reference.referent).name.clone().unwrap_or_default();
                format!("{}={name}", document.words(reference.tokens))
            });
            let found = shown.collect::<Vec<_>>().join("|");
            if found != expected {
                wrong.push(format!("{text} ({date})\n  expected {expected}\n  found    {found}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn references_are_ordered_and_apart() {
        let knowledge = knowledge();
        for text in
            ["", "\"", "\"He", "He said.", "\"X,\" said -", "Mr. said \"we\".", "A, B, C said, \"D E F\" G-h I."]
        {
            let (_, quotes, cast) = cast(&knowledge, text, "2024-01-01");
            assert_eq!(quotes.len(), cast.speakers.len());
            for pair in cast.references.windows(2) {
                assert!(pair[0].tokens.end <= pair[1].tokens.start, "{text}");
            }
        }
    }

    #[test]
    fn given_names_are_found_in_the_gazetteer() {
        let knowledge = knowledge();
        let mut cast = Cast { speakers: vec![Vec::new(); 3], ..Cast::default() };
        let names = ["Angela Merkel", "Mira Novak", "Angela Merkel"];
        cast.introduce(names.into_iter().enumerate(), &knowledge, None);
        let [merkel, stranger, again] = [0, 1, 2].map(|quote| cast.speakers[quote][0]);
        assert_eq!(again, merkel);
        assert!(cast.referent(merkel).actor.is_some() && cast.referent(stranger).actor.is_none());
    }
}
