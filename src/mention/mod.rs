//! Mention: who of the gazetteer is named where.
//!
//! Owns names, surnames after them, titles, demonyms, capitals and metonyms, told apart by context and date. It refuses
//! pronouns and descriptions: those are [`crate::reference`]'s, which knows the quotes.
//!
//! One pass collects every phrase that may name somebody (`candidate`); who has been introduced by a full name is known
//! then, and each candidate is decided in turn: people (`person`), ambiguous forms (`rule`), places that stand for
//! governments (`place`) or are only places (`town`), and titles (`title`).

mod candidate;
mod judged;
mod lent;
mod person;
mod place;
mod rule;
mod title;
mod town;
mod words;

pub(crate) use lent::names_thing;
pub(crate) use rule::is_word;
pub(crate) use town::in_dateline;
pub(crate) use words::{GIVEN, RoleNoun, Words, is_personal};

use crate::gazetteer::{ActorId, ActorKind, Date, How};
use crate::knowledge::Knowledge;
use crate::text::{Document, Tokens};
use candidate::Candidate;
use person::Before;
use rule::Finder;

/// A place in the article that names an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The words that name it.
    pub tokens: Tokens,
    /// Who or what is named.
    pub actor: ActorId,
    /// How it is named.
    pub via: Via,
    /// Does it only say where somebody else belongs (`Swedish` in `Swedish Foreign Minister Carl Bildt`)?
    pub describes: bool,
    /// How sure the reading is, in thousandths, 0..=1000.
    pub confidence: i16,
}

/// How a mention names its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Via {
    /// By its name.
    Name,
    /// By its people or its adjective: `the Norwegians`, `Norwegian`.
    Demonym,
    /// By its capital or the seat of its government.
    Metonym,
    /// By an office: `the French president`.
    Title,
    /// By a pronoun.
    Pronoun,
    /// By nothing in the words themselves.
    Implied,
}

/// What is known about an article beside its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// When it was written.
    pub date: Option<Date>,
    /// Its title, which introduces names.
    pub title: Option<&'a Document<'a>>,
}

/// All mentions in the article's own paragraphs, in order; none overlap.
pub fn find(document: &Document, knowledge: &Knowledge, context: Context) -> Vec<Mention> {
    let mut finder = Finder::new(document, knowledge, context);
    if let Some(title) = context.title {
        let words = Words::new(title, knowledge);
        for candidate in candidate::collect(words) {
            finder.introduce_from_title(&candidate);
        }
    }
    let candidates = candidate::collect(finder.words);
    for candidate in &candidates {
        finder.introduce(candidate);
    }
    let mut mentions: Vec<Mention> = Vec::with_capacity(candidates.len());
    for candidate in &candidates {
        let own = document.sentence_of(candidate.tokens.start as usize).is_some();
        let Some(mention) = own.then(|| finder.decide(candidate)).flatten() else { continue };
        let mention = finder.with_counterpart(mention, &mentions);
        // A surname may have taken in the initials and given names before it.
        while mentions.last().is_some_and(|last| last.tokens.overlaps(mention.tokens)) {
            mentions.pop();
        }
        mentions.push(mention);
    }
    mentions
}

impl Finder<'_, '_> {
    fn decide(&mut self, candidate: &Candidate) -> Option<Mention> {
        let (actor, how, confidence) = self.reading(candidate)?;
        let mut tokens = candidate.tokens;
        // What a dateline says of the country is no less said for that; its town and its agency are not spoken of.
        let kind = self.gazetteer().traits(actor).kind;
        let spoken_of = kind == ActorKind::Person || kind == ActorKind::Country && how == How::Name;
        if !spoken_of && town::in_dateline(self.words, tokens) {
            return None;
        }
        // A person may be called by given names or initials that the gazetteer does not list.
        if kind == ActorKind::Person
            && let Before::Given(start) = candidate.before
            && self.is_given_of(start, actor)
        {
            tokens.start = start as u32;
        }
        if lent::is_lent(self.words, tokens, how, actor) {
            return None;
        }
        let plain = Mention { tokens, actor, via: Via::Name, describes: false, confidence };
        match how {
            How::Surname => None,
            How::Name => Some(self.with_title(plain)),
            How::Adjective | How::Demonym => Some(self.with_title(Mention { via: Via::Demonym, ..plain })),
            How::Metonym if town::is_visited(self.words, tokens) => None,
            How::Metonym => Some(self.with_title(Mention { via: Via::Metonym, ..plain })),
            How::Seat => {
                let confidence = place::stands_for_government(self.words, tokens)?;
                Some(self.with_title(Mention { via: Via::Metonym, confidence, ..plain }))
            }
            How::Place => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn knowledge() -> Knowledge {
        Knowledge::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.bin"))).expect("just compiled")
    }

    /// The mentions of a text, each as `words=actor`, with `?` behind those that only describe.
    fn found(knowledge: &Knowledge, text: &str, date: &str) -> Vec<String> {
        let read = |text| Document::read(text, &knowledge.lexicons.orthography, &knowledge.vocabulary);
        let document = read(text);
        let context = Context { date: Date::parse(date), title: None };
        let shown = |mention: Mention| {
            let id = knowledge.gazetteer.actor(mention.actor).id;
            let short = id.split_once(':').map_or(id, |(_, short)| short);
            format!("{}={short}{}", document.words(mention.tokens), if mention.describes { "?" } else { "" })
        };
        find(&document, knowledge, context).into_iter().map(shown).collect()
    }

    #[test]
    fn names_are_read_in_their_context() {
        let knowledge = knowledge();
        let mut wrong = Vec::new();
        for (date, text, expected) in [
            (
                "2024-05-01",
                "Vladimir Putin spoke. Later Putin left.",
                "Vladimir Putin=vladimir-putin|Putin=vladimir-putin",
            ),
            ("2024-05-01", "The Norwegians thanked Norway's neighbours.", "Norwegians=NOR|Norway=NOR"),
            ("2024-05-01", "He arrived in Moscow. Moscow denied the report.", "Moscow=RUS"),
            ("2024-05-01", "MOSCOW, May 3 - The Kremlin denied the report.", "Kremlin=RUS"),
            ("2024-05-01", "LONDON (Reuters) — Nothing happened.", ""),
            ("2024-05-01", "They voted against Moscow.", "Moscow=RUS"),
            ("2024-05-01", "Moscow's reaction was calm.", "Moscow=RUS"),
            ("2024-05-01", "They met in a Moscow suburb.", ""),
            ("2024-05-01", "Moscow residents left Warsaw on the flight to Oslo. Berlin's museums wept.", ""),
            ("2024-05-01", "He told Paris, Oslo and Madrid that it was late.", "Paris=FRA|Oslo=NOR|Madrid=ESP"),
            ("2024-05-01", "The train from Paris to Madrid stopped in Peru, Texas, near Norway Street.", ""),
            ("2024-05-01", "The West asked Mr Ireland. A ship sailed west.", "West=west"),
            ("2001-09-03", "The Howard government slept.", "Howard=john-howard"),
            ("2018-07-20", "Ana Merkel sleeps. Merkel dreams. Angela Merkel works.", "Angela Merkel=angela-merkel"),
            ("2012-05-01", "Swedish Foreign Minister Carl Bildt spoke.", "Swedish=SWE?|Carl Bildt=carl-bildt"),
            ("2024-05-01", "German officials were silent.", "German=DEU"),
            ("2024-05-01", "The French president was silent.", "French president=emmanuel-macron"),
            ("2010-05-01", "The French president was silent.", "French president=nicolas-sarkozy"),
            ("", "The French president was silent.", "French=FRA"),
            (
                "2024-05-01",
                "France's president, Emmanuel Macron, spoke.",
                "France=FRA?|Emmanuel Macron=emmanuel-macron",
            ),
            ("2010-05-01", "Foreign Minister Lavrov spoke.", "Lavrov=sergei-lavrov"),
            ("2024-05-01", "President Macron and Mr. Xi met.", "Macron=emmanuel-macron|Xi=xi-jinping"),
            ("2024-05-01", "Donald J. Trump spoke.", "Donald J. Trump=donald-trump"),
            ("2024-05-01", "Hannah Biden spoke.", ""),
            ("2024-05-01", "The Trump Tower burned.", ""),
            ("2024-05-01", "The Biden administration was silent.", "Biden=joe-biden"),
            ("2024-05-01", "It told us so. US troops left.", "US=USA"),
            ("2024-05-01", "Who came? The WHO did.", "WHO=who"),
            ("2024-05-01", "The United Nations and NATO met.", "United Nations=un|NATO=nato"),
            ("2024-05-01", "Air France flew on.", ""),
            ("2024-05-01", "The former French president was silent.", "French=FRA"),
            (
                "2024-05-01",
                "Ghana's Nana Akufo-Addo and Chad Novak spoke.",
                "Ghana=GHA?|Nana Akufo-Addo=nana-akufo-addo",
            ),
            ("2024-05-01", "China told us so. Washington looked the other way.", "China=CHN|Washington=USA"),
            ("2024-05-01", "The foreign ministers of Qatar and Chad met.", "Qatar=QAT|Chad=TCD"),
            ("2024-05-01", "Kim Novak spoke. Kim smiled.", ""),
            // Lent to something else.
            ("2024-05-01", "The British Museum, the Church of Norway and the Dutch Grand Prix slept.", ""),
            ("2024-05-01", "She spoke German and wrote in French. Polish your shoes.", ""),
            ("2024-05-01", "Mr Berlin met a cook from Cairo, Illinois.", ""),
            // A town is a town unless a government's deeds are told of it.
            ("2024-05-01", "Vienna has more clubs. Lima was wet. Rain fell on Athens.", ""),
            ("2024-05-01", "Ties with Oslo are cool. Bern asked Rome for aid.", "Oslo=NOR|Bern=CHE|Rome=ITA"),
            ("2024-05-01", "At the Kremlin a guide slept. The Kremlin denied it.", "Kremlin=RUS"),
            ("2024-05-01", "Officials at the Kremlin were silent.", "Kremlin=RUS"),
            // The nearest context decides.
            ("2024-05-01", "Turkey and stuffing were cold. Turkey asked Oslo for aid.", "Turkey=TUR|Oslo=NOR"),
            ("2019-05-01", "John Kerry rang his Iranian counterpart in 2013.", "John Kerry=john-kerry|Iranian=IRN"),
            (
                "2015-05-01",
                "John Kerry rang his Iranian counterpart.",
                "John Kerry=john-kerry|Iranian counterpart=mohammad-javad-zarif",
            ),
            ("2009-08-01", "The ousted Honduran president was silent.", "Honduran president=manuel-zelaya"),
            ("2024-05-01", "OSLO, Norway (Reuters) — Nothing happened.", "Norway=NOR"),
            // A word that is also a name is the name where it acts, and no stranger has it.
            ("2018-05-01", "May told Oslo to wait until 3 May. In May it rained.", "May=theresa-may|Oslo=NOR"),
            ("2018-05-01", "Brian May sang. May told Oslo so.", "Oslo=NOR"),
            ("2019-05-01", "Jordan asked Oslo for aid. Her son Jordan slept.", "Jordan=JOR|Oslo=NOR"),
            ("2019-05-01", "A Franco-Norwegian plan. The Anglo-Saxon in Franco was ill.", "Franco=FRA|Norwegian=NOR"),
            ("2019-05-01", "Kathy Ireland swam in the River Jordan.", ""),
            ("2014-05-01", "Post-Gaddafi Libya was wet.", "Gaddafi=muammar-gaddafi|Libya=LBY"),
            // Of namesakes: the one at home in the country named, the one whose title it is, the one in full last.
            ("2020-02-05", "Prime Minister Orban rested in Romania.", "Orban=ludovic-orban|Romania=ROU"),
            ("1999-08-15", "President Kim rested.", "Kim=kim-dae-jung"),
            (
                "2015-05-04",
                "Marine Le Pen rang Jean-Marie Le Pen. Le Pen slept.",
                "Marine Le Pen=marine-le-pen|Jean-Marie Le Pen=jean-marie-le-pen|Le Pen=jean-marie-le-pen",
            ),
            // What stands beside a form tells of that one, and a town before a comma whose it is.
            (
                "",
                "In a Georgian terrace a Georgian winemaker slept. Georgian police slept.",
                "Georgian=GEO|Georgian=GEO",
            ),
            ("2024-05-01", "It sold agency MBS. MBS slept.", "MBS=mohammed-bin-salman"),
            ("", "Turkey soup was cold. Turkey asked Oslo for soup on Christmas Day.", "Turkey=TUR|Oslo=NOR"),
            ("", "A choir from Batumi, Georgia, sang in Athens, Georgia.", "Georgia=GEO"),
            ("", "Ties with Athens, Georgia and Armenia are warm. Moscow slept.", "Georgia=GEO|Armenia=ARM"),
            ("", "Finn Novak lent a Finn his oars. The Finn Mika Novak won.", "Finn=FIN|Finn=FIN"),
            ("", "Anglo American shut a shaft. An Anglo-American plan.", "Anglo=GBR|American=USA"),
            ("", "The Niger is a brown river. In Niger it rained.", "Niger=NER"),
            // In a headline a capital says nothing.
            ("2016-05-01", "Oslo Tells Its Envoys to Go. OSLO WARNS BERN.", "Oslo=NOR|OSLO=NOR|BERN=CHE"),
            (
                "2014-03-01",
                "OBAMA WARNS PUTIN. Merkel Visits Norway.",
                "OBAMA=barack-obama|PUTIN=vladimir-putin|Merkel=angela-merkel|Norway=NOR",
            ),
            ("2014-03-01", "Fire Guts Market In Oslo. Oslo Street Floods. The Merkel Foundation Opens.", ""),
            ("", "LET US SWIM, SAYS CREW. GIVE US PEACE. WHO PAYS? COME WITH US.", ""),
            ("", "CREW TELLS US NAVY. US, NORWAY AGREE. NO SAYS WHO.", "US=USA|US=USA|NORWAY=NOR|WHO=who"),
            (
                "2014-03-01",
                "Will Putin sign? Will Norway sign? Will Ireland was late.",
                "Putin=vladimir-putin|Norway=NOR",
            ),
            ("2017-04-01", "In May, May has told Oslo so. In May it has rained.", "May=theresa-may|Oslo=NOR"),
            ("2005-05-01", "Kate Bush sang. Bush left.", ""),
            // Who comes back comes from a place, what comes back from a government.
            ("2024-05-01", "Ana Novak came back from Oslo. The answer that came back from Bern was short.", "Bern=CHE"),
            (
                "2024-05-01",
                "Oslo wants fewer cars, its council said. Oslo wants more ships, its army said.",
                "Oslo=NOR",
            ),
            ("2024-05-01", "An Oslo–Bern accord fell. The Oslo–Bern train left.", "Oslo=NOR|Bern=CHE"),
            ("2016-08-01", "The acting Brazilian president slept.", "Brazilian president=michel-temer"),
            (
                "2024-05-01",
                "Oslo and Bern both asked for aid. Somebody at the Kremlin slept.",
                "Oslo=NOR|Bern=CHE|Kremlin=RUS",
            ),
            ("2024-05-01", "The actor Denzel Washington slept. Washington asked for aid.", "Washington=USA"),
            ("2009-04-02", "Brown & Sons and the Putin Garage closed. A strike south of Oslo went on.", ""),
            (
                "2019-05-01",
                "North Korea slept. The South protested to the North.",
                "North Korea=PRK|South=KOR|North=PRK",
            ),
        ] {
            let found = found(&knowledge, text, date).join("|");
            if found != expected {
                wrong.push(format!("{text} ({date})\n  expected {expected}\n  found    {found}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn nothing_to_read_is_read() {
        let knowledge = knowledge();
        for text in
            ["", "\n\n", "\"", "U.S.", "'s", "President", "the French", "Mr.", "— Moscow", "Paris,", "\u{feff}Kim-"]
        {
            found(&knowledge, text, "2024-05-01");
        }
    }
}
