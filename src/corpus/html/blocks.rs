//! The paragraphs of an article found: its markup becomes text.
//!
//! Owns what of a found article is still no text of it: paragraphs that are nothing but links, and the lines above the
//! first and below the last sentence. What a credit or a widget says is the lexicons' business (`boilerplate.tsv`).

use super::markup::{Piece, Pieces, decode};

/// Lines above the article's first sentence: at most so many, each at most so long.
const HEADING_LINES: usize = 3;
const HEADING_BYTES: usize = 80;

/// A paragraph, one line of text.
#[derive(Default)]
struct Block {
    text: String,
    /// How many bytes of it stand in links.
    linked: usize,
}

impl Block {
    fn push(&mut self, text: &str, in_link: bool) {
        // White space of any kind and length is one space; at the start of a block it is none.
        for (nth, word) in text.split(|c: char| c.is_whitespace()).enumerate() {
            if nth > 0 && !self.text.is_empty() && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
            self.text.push_str(word);
            if in_link {
                self.linked += word.len() + 1;
            }
        }
    }

    fn is_link(&self) -> bool {
        self.linked * 10 >= self.text.len() * 9
    }

    /// Does it end as a sentence does, in any script?
    fn is_sentence(&self) -> bool {
        let text = self.text.trim_end_matches(['"', '\'', ')', ']', '»', '”', '’', '」']);
        text.ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '：', '।', '؟', '۔'])
    }
}

/// The text of an article's markup.
pub(super) fn text(article: &str) -> String {
    let mut blocks = blocks(article);
    blocks.retain(|block| !block.is_link());
    if let Some(last) = blocks.iter().rposition(Block::is_sentence) {
        blocks.truncate(last + 1);
    }
    let first = blocks.iter().position(|block| block.is_sentence() || block.text.len() > HEADING_BYTES).unwrap_or(0);
    if first <= HEADING_LINES {
        blocks.drain(..first);
    }
    let lines: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    lines.join("\n\n")
}

fn blocks(article: &str) -> Vec<Block> {
    let (mut blocks, mut block, mut in_link) = (Vec::new(), Block::default(), false);
    for piece in Pieces::of(article) {
        match piece {
            Piece::Text(text) => block.push(&decode(text), in_link),
            Piece::Open(tag) if tag.name == "a" => in_link = true,
            Piece::Close("a") => in_link = false,
            Piece::Open(tag) if tag.name == "span" => {}
            Piece::Close("span") | Piece::Raw(..) => {}
            Piece::Open(_) | Piece::Close(_) => blocks.push(std::mem::take(&mut block)),
        }
    }
    blocks.push(block);
    blocks.retain_mut(|block| {
        block.text.truncate(block.text.trim_end().len());
        block.text.contains(char::is_alphanumeric)
    });
    blocks
}
