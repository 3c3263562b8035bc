//! Reads an article of our own from Rust and prints who said what, and how warmly about whom.

use detente::Engine;
use detente::record::{self, Article, Settings};

fn main() -> detente::Result<()> {
    let engine = Engine::new();
    let article = Article::from_text(include_str!("article.txt"));
    let settings = Settings { date: Some("2024-03-14".into()), ..Settings::default() };
    record::compose(&engine, &article, "article.txt", &settings, |record| {
        for quote in &record.quotes {
            let speaker = quote.speaker.as_ref().and_then(|speaker| speaker.name.as_deref());
            println!("{}: {}", speaker.unwrap_or("(unknown)"), quote.text);
        }
        for stance in &record.stances {
            let holder = stance.holder.as_ref().and_then(|holder| holder.name.as_deref());
            let target = stance.target.name.as_deref();
            println!("{} -> {}: {}", holder.unwrap_or("(unknown)"), target.unwrap_or("(unknown)"), stance.label);
        }
    })
}
