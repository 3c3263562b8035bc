//! The sums of a run: its ledger, holder by target, in bounded memory.
//!
//! Owns where cells go that memory is not to hold: to a file beside the tables, in order, a line of JSON each, one run of
//! cells behind the other, which are merged in the end (external sorting, Knuth, The Art of Computer Programming, volume 3,
//! section 5.4). What is in memory, and how far the file is good, is told to the journal.

use super::rows::Pairing;
use crate::ledger::{Account, ArticleKey, Ledger, Tally};
use itertools::Itertools;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// The file.
pub(super) const NAME: &str = "sums.unfinished";

/// How many bytes memory holds at most, about.
const MOST: usize = 32 << 20;

/// What a cell takes, about, beside what it tells of its articles.
const CELL: usize = 500;

/// The sums of a run so far.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Sums {
    ledger: Ledger<Pairing>,
    /// How many bytes the ledger takes, about.
    bytes: usize,
    /// Where each run of the file ends, in bytes.
    ends: Vec<u64>,
}

/// One cell.
type Cell = (Pairing, Account);

impl Sums {
    /// Makes the file in the folder as long as it is good.
    pub(super) fn restore(&self, folder: &Path) -> io::Result<()> {
        let Some(&end) = self.ends.last() else { return remove(folder) };
        let file = OpenOptions::new().write(true).open(folder.join(NAME))?;
        let length = file.metadata()?.len();
        if length < end {
            return Err(io::Error::other(format!("{NAME} has {length} bytes where the journal tells of {end}")));
        }
        file.set_len(end)
    }

    /// Adds what an article says to a cell.
    pub(super) fn add(
        &mut self,
        pairing: Pairing,
        article: ArticleKey,
        tally: &Tally,
        folder: &Path,
    ) -> io::Result<()> {
        self.bytes += self.ledger.add(pairing, article, tally);
        if self.bytes + self.ledger.len() * CELL >= MOST { self.spill(folder) } else { Ok(()) }
    }

    /// Puts what memory holds behind what the file holds.
    fn spill(&mut self, folder: &Path) -> io::Result<()> {
        let start = self.ends.last().copied().unwrap_or(0);
        let mut file = OpenOptions::new().create(true).write(true).truncate(false).open(folder.join(NAME))?;
        file.seek(SeekFrom::Start(start))?;
        let mut out = BufWriter::new(file);
        for cell in self.ledger.iter() {
            serde_json::to_writer(&mut out, &cell)?;
            out.write_all(b"\n")?;
        }
        self.ends.push(out.stream_position()?);
        out.flush()?;
        (self.ledger, self.bytes) = (Ledger::default(), 0);
        Ok(())
    }

    /// All cells in order, each once.
    pub(super) fn in_order(&self, folder: &Path) -> io::Result<impl Iterator<Item = io::Result<Cell>>> {
        let mut runs: Vec<Box<dyn Iterator<Item = io::Result<Cell>>>> = Vec::new();
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        for (start, end) in starts.zip(&self.ends) {
            let mut file = File::open(folder.join(NAME))?;
            file.seek(SeekFrom::Start(start))?;
            let lines = BufReader::new(file).take(end - start).split(b'\n');
            runs.push(Box::new(lines.map(|line| Ok(serde_json::from_slice(&line?)?))));
        }
        runs.push(Box::new(self.ledger.iter().map(|(pairing, account)| Ok((pairing.clone(), account.clone())))));
        // What cannot be read comes first.
        let before = |a: &io::Result<Cell>, b: &io::Result<Cell>| match (a, b) {
            (Ok((a, _)), Ok((b, _))) => a <= b,
            (a, _) => a.is_err(),
        };
        let mut merged = runs.into_iter().kmerge_by(before).peekable();
        Ok(std::iter::from_fn(move || {
            let mut cell = merged.next()?;
            while let Ok((pairing, sum)) = &mut cell
                && let Some(Ok((_, more))) = merged.next_if(|next| matches!(next, Ok((next, _)) if next == pairing))
            {
                sum.merge(more);
            }
            Some(cell)
        }))
    }
}

/// Removes the file, if there is one.
pub(super) fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_file(folder.join(NAME)) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(cause),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Sign;

    #[test]
    fn sums_are_the_same_wherever_they_were() {
        let folder = std::env::temp_dir().join(format!("detente-sums-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let holders = ["Novak", "Dahl", "Lindahl", "Korhola"];
        let adds: Vec<(Pairing, ArticleKey, Tally)> = (0..100)
            .map(|turn: i16| {
                let tally = Tally::of(turn, Sign::Plus, true, true);
                let pairing = Pairing::between(holders[turn as usize * turn as usize % 7 % 4], "Ardania");
                (pairing, ArticleKey::of(&turn.to_string()), tally)
            })
            .collect();
        let mut whole = Ledger::default();
        for (pairing, article, tally) in &adds {
            whole.add(pairing.clone(), *article, tally);
        }
        let whole: Vec<Cell> = whole.into_iter().collect();

        let mut sums = Sums::default();
        for (turn, (pairing, article, tally)) in adds.iter().enumerate() {
            sums.add(pairing.clone(), *article, tally, &folder).expect("room on the disk");
            if turn % 30 == 20 {
                sums.spill(&folder).expect("room on the disk");
                // A run that is stopped may have written more than the journal tells of.
                let told = serde_json::to_string(&sums).expect("JSON");
                OpenOptions::new().append(true).open(folder.join(NAME)).unwrap().write_all(b"more").unwrap();
                sums = serde_json::from_str(&told).expect("what was told");
                sums.restore(&folder).expect("a good file");
            }
        }
        assert_eq!(sums.ends.len(), 3);
        let merged: io::Result<Vec<Cell>> = sums.in_order(&folder).expect("a good file").collect();
        assert_eq!(merged.expect("good cells"), whole);

        OpenOptions::new().write(true).open(folder.join(NAME)).unwrap().set_len(9).unwrap();
        assert!(sums.restore(&folder).unwrap_err().to_string().contains("journal tells of"));
        assert!(sums.in_order(&folder).expect("a file").any(|cell| cell.is_err()));
        remove(&folder).expect("removed");
        remove(&folder).expect("nothing to remove");
        fs::remove_dir(&folder).expect("an empty folder");
    }
}
