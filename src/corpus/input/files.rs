//! Which files the inputs name: files themselves, folders and patterns.
//!
//! Owns their order, and what of a folder is no input: files whose names tell nothing of what they hold, hidden ones, and those
//! that the run itself writes. What cannot be listed is a reject when its turn comes.

use super::format::Format;
use super::item::{Place, Reject};
use crate::corpus::Folder;
use crate::error::{Error, Result};
use glob::Pattern;
use std::collections::VecDeque;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A file, or what could not be listed.
pub(super) type Named = std::result::Result<PathBuf, Reject>;

/// The characters that make a path a pattern.
const PATTERN: [char; 3] = ['*', '?', '['];

/// The part of a pattern that stands for folders of any depth.
const ANY_DEPTH: &str = "**";

/// As shells read patterns: what is hidden has to be asked for.
const MATCHING: glob::MatchOptions =
    glob::MatchOptions { case_sensitive: true, require_literal_separator: false, require_literal_leading_dot: true };

/// The files of some inputs. A pattern that fits nothing is an error, and so is what the run into the folder `except` writes.
pub(super) fn named(paths: &[PathBuf], except: Option<&Path>) -> Result<VecDeque<Named>> {
    let except = except.and_then(|folder| folder.canonicalize().ok());
    let is_own = |path: &Path| {
        except.as_deref().is_some_and(|except| path.canonicalize().is_ok_and(|path| Folder::writes(except, &path)))
    };
    let mut files = VecDeque::new();
    for path in paths {
        let is_pattern = !path.exists() && path.to_string_lossy().contains(PATTERN);
        let mut named = Vec::new();
        match () {
            () if path.is_dir() => list(path, except.as_deref(), &mut named),
            () if is_pattern => fit(&path.to_string_lossy(), &mut named)?,
            () => named.push(Ok(path.clone())),
        }
        if let Some(own) = named.iter().flatten().find(|path| is_own(path)) {
            let message = "is what the run writes itself: choose another folder";
            return Err(Error::usage(message).in_file(own.display().to_string()));
        }
        named.sort_by(|a, b| place(a).cmp(place(b)));
        files.extend(named);
    }
    Ok(files)
}

fn place(named: &Named) -> &Path {
    match named {
        Ok(path) => path,
        Err(reject) => Path::new(&*reject.place.file),
    }
}

fn reject(path: &Path, cause: &io::Error) -> Named {
    Err(Reject::new(Place::file(path.display().to_string()), cause.to_string()))
}

/// The files that fit a pattern. Names need not be UTF-8: a character that is none stands for what is not.
fn fit(pattern: &str, files: &mut Vec<Named>) -> Result<()> {
    let wrong = |cause: String| Error::usage(cause).in_file(pattern);
    let parts = pattern.split('/').filter(|part| !part.is_empty()).map(Pattern::new);
    let parts = parts.collect::<std::result::Result<Vec<_>, _>>().map_err(|cause| wrong(cause.to_string()))?;
    let root = if pattern.starts_with('/') { PathBuf::from("/") } else { PathBuf::new() };
    descend(root, &parts, files);
    if files.is_empty() { Err(wrong("no file fits the pattern".to_owned())) } else { Ok(()) }
}

/// The files below a folder whose paths fit what is left of a pattern.
fn descend(folder: PathBuf, parts: &[Pattern], files: &mut Vec<Named>) {
    let Some((part, rest)) = parts.split_first() else { return };
    let is_any_depth = part.as_str() == ANY_DEPTH;
    if is_any_depth {
        descend(folder.clone(), rest, files);
    } else if !part.as_str().contains(PATTERN) {
        return arrive(folder.join(part.as_str()), rest, files);
    }
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { &*folder };
    let entries = match fs::read_dir(here) {
        Ok(entries) => entries,
        Err(cause) => return files.push(reject(here, &cause)),
    };
    for name in entries.flatten().map(|entry| entry.file_name()) {
        let path = folder.join(&name);
        let is_link = || fs::symlink_metadata(&path).is_ok_and(|it| it.is_symlink());
        match is_any_depth {
            // Links may lead in a circle.
            true if path.is_dir() && !is_link() && !name.as_encoded_bytes().starts_with(b".") => {
                descend(path, parts, files);
            }
            true => {}
            false if part.matches_with(&name.to_string_lossy(), MATCHING) => arrive(path, rest, files),
            false => {}
        }
    }
}

/// A path that fits a pattern up to here: a file, or a folder where the pattern goes on.
fn arrive(path: PathBuf, rest: &[Pattern], files: &mut Vec<Named>) {
    if !rest.is_empty() {
        if path.is_dir() {
            descend(path, rest, files);
        }
        return;
    }
    // As in a folder, neither folders nor pipes nor devices are articles; what leads nowhere is told when its turn comes.
    if fs::symlink_metadata(&path).is_ok() && !fs::metadata(&path).is_ok_and(|it| !it.is_file()) {
        files.push(Ok(path));
    }
}

/// All files below a folder whose names tell what they hold.
fn list(below: &Path, except: Option<&Path>, files: &mut Vec<Named>) {
    let real = except.and_then(|except| Some((except, below.canonicalize().ok()?)));
    let entries = match fs::read_dir(below) {
        Ok(entries) => entries,
        Err(cause) => return files.push(reject(below, &cause)),
    };
    for entry in entries {
        let (name, kind, path) = match entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?, entry.path())))
        {
            Ok(entry) => entry,
            Err(cause) => {
                files.push(reject(below, &cause));
                continue;
            }
        };
        let is_hidden = name.as_encoded_bytes().starts_with(b".");
        let is_own = real.as_ref().is_some_and(|(except, real)| Folder::writes(except, &real.join(&name)));
        if is_hidden || is_own {
            continue;
        }
        if kind.is_dir() {
            list(&path, except, files);
        } else if Format::of_name(&path).is_some() {
            // A link is read where it leads to a file. One to a folder is left out: links may lead in a circle.
            match fs::metadata(&path) {
                Ok(file) if file.is_file() => files.push(Ok(path)),
                Ok(_) => {}
                Err(cause) => files.push(reject(&path, &cause)),
            }
        }
    }
}
