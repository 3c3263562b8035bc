//! The sketch of an article: a number that is nearly the same for texts that are nearly the same.
//!
//! The SimHash (Charikar 2002; Manku, Jain and Das Sarma 2007 found pages apart by at most 3 of its 64 bits to be copies) of
//! all runs of three words, as they are written. It is stored with what was read, so that copies of one report can be told
//! later, whatever order the articles came in. Libraries count each of the 64 bits by itself, which was a sixth of a run; here
//! all are counted at once.

use crate::text::Document;
use xxhash_rust::xxh3::xxh3_64;

/// How many words a run has.
const RUN: usize = 3;

/// The sketch of a document.
pub(super) fn sketch(document: &Document) -> u64 {
    let words: Vec<_> = document.tokens().iter().filter(|token| token.is_word()).map(|token| token.span).collect();
    let runs = words.windows(RUN).map(|run| run[0].join(run[RUN - 1]).of(document.text()));
    let mut votes = Votes::default();
    runs.for_each(|run| votes.add(xxh3_64(run.as_bytes())));
    votes.majority()
}

/// How often each of 64 bits was set: the numbers stand upright, their digits of one rank in one plane.
#[derive(Default)]
struct Votes {
    planes: [u64; u32::BITS as usize],
    cast: u32,
}

impl Votes {
    /// Adds one to the number of each bit that is set, all at once: a plane hands on what it cannot hold.
    fn add(&mut self, bits: u64) {
        self.cast += 1;
        let mut carry = bits;
        for plane in &mut self.planes {
            (*plane, carry) = (*plane ^ carry, *plane & carry);
            if carry == 0 {
                break;
            }
        }
    }

    /// The bits that were set more often than not.
    fn majority(&self) -> u64 {
        let half = self.cast / 2;
        let (mut more, mut even) = (0, u64::MAX);
        for (rank, plane) in self.planes.iter().enumerate().rev() {
            if half >> rank & 1 == 0 {
                more |= even & plane;
                even &= !plane;
            } else {
                even &= plane;
            }
        }
        more
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Engine;

    const TEXT: &str = include_str!("../../examples/article.txt");

    #[test]
    fn copies_are_near_and_other_articles_are_not() {
        let engine = Engine::new();
        let sketch = |text: &str| sketch(&engine.document(text));
        let far = |text: &str| (sketch(text) ^ sketch(TEXT)).count_ones();
        let copy = TEXT.replacen("said", "told reporters", 1) + "\n\nThe Herald, with agencies.\n";
        assert!(far(&copy) <= 6, "{}", far(&copy));
        let other = crate::corpus::synthetic(1).next().unwrap().replace("the", "a").replace(' ', " of ");
        assert!(far(&other) >= 16, "{}", far(&other));
        assert_eq!(sketch("Too short"), 0);
    }

    #[test]
    fn a_bit_is_set_that_most_votes_have() {
        for votes in [vec![], vec![0b01], vec![0b01, 0b10], vec![0b01, 0b11, 0b10], vec![0b01, 0b11, 0b01, 0b10, 0b01]]
        {
            let mut counted = Votes::default();
            votes.iter().for_each(|&vote| counted.add(vote));
            for bit in 0..64 {
                let set = votes.iter().filter(|&vote| vote >> bit & 1 == 1).count();
                assert_eq!(counted.majority() >> bit & 1 == 1, 2 * set > votes.len(), "bit {bit} of {votes:?}");
            }
        }
    }
}
