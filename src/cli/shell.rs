//! `detente completions` and `detente man`: the command line as shells and manuals tell it.

use super::Outcome;
use super::args::{Completions, Man, Typed};
use crate::error::Error;
use clap::CommandFactory;
use std::io::{self, Write};

/// What the program is called.
const NAME: &str = "detente";

/// Prints what completes commands in a shell.
pub(super) fn completions(typed: &Completions) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(typed.shell, &mut Typed::command(), NAME, &mut script);
    io::stdout().lock().write_all(&script)?;
    Ok(Outcome::Done)
}

/// Prints the manual page, or writes one for each command.
pub(super) fn man(typed: &Man) -> anyhow::Result<Outcome> {
    match &typed.out {
        None => clap_mangen::Man::new(Typed::command()).render(&mut io::stdout().lock())?,
        Some(folder) => {
            let failed = |cause| Error::io(folder.display().to_string(), &cause);
            std::fs::create_dir_all(folder).map_err(failed)?;
            clap_mangen::generate_to(Typed::command(), folder).map_err(failed)?;
        }
    }
    Ok(Outcome::Done)
}
