//! Reads RON files into a library.

mod adder;
mod syntax;

use std::collections::BTreeSet;
use std::sync::Arc;

use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

use self::adder::Adder;
use self::syntax::syntax_problem;
use super::check;
pub use super::document::Document;
use super::problem::{Location, Problem, ProblemKind};
use super::progress::Progress;
use super::scan;
use super::texts::{Held, Texts, Unread};
use crate::model::id::PolicyId;
use crate::model::library::Library;
use crate::model::portfolio::Portfolio;
use crate::model::production::Production;
use crate::model::record::Record;
use crate::model::scenario::Scenario;
use crate::model::slate::Slate;
use crate::model::visible;

/// A file as it was read: its name and its bytes.
#[derive(Clone, Debug)]
pub struct File {
    /// The name shown in problems.
    pub name: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// Files that belong together. A later layer can replace records of an earlier one; within a layer
/// a repeated id is a problem.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    /// Its files.
    pub files: Vec<File>,
    /// Problems of opening the files.
    pub problems: Vec<Problem>,
}

/// A library and the problems of its files.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The records that could be read.
    pub library: Library,
    /// The problems, in order of files.
    pub problems: Vec<Problem>,
    /// The texts of the files, for positions in problems.
    pub(super) texts: Texts,
}

impl Loaded {
    /// The layer that a record comes from, counted from the bottom.
    #[must_use]
    pub fn layer_of(&self, kind: Record, id: &str) -> Option<usize> {
        self.texts.layer(kind, id)
    }

    /// Problems that were found separately, with consequences of other errors reported as such.
    #[must_use]
    pub fn settled(&self, problems: Vec<Problem>) -> Vec<Problem> {
        check::settled(&self.library, &self.texts, problems)
    }

    /// The policies that are not in the lowest `layers` layers.
    #[must_use]
    pub fn policies_above(&self, layers: usize) -> BTreeSet<PolicyId> {
        let above = |id: &&PolicyId| self.layer_of(Record::Policy, id.as_str()).is_some_and(|depth| depth >= layers);
        self.library.policies.keys().filter(above).cloned().collect()
    }
}

/// Larger files are refused. The whole built-in library has a hundredth of this size.
pub const LARGEST_FILE: u64 = 32 * 1024 * 1024;

/// The RON options for all reading and writing.
#[must_use]
pub fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES)
}

/// Reads all layers, later ones over earlier ones, and checks the result.
#[must_use]
pub fn read(layers: &[Layer]) -> Loaded {
    read_watched(layers, None, None, &Progress::default()).unwrap_or_default()
}

/// Reads layers, and one more on top if there is one, and counts the steps: one for each file, one for checking the whole, and one for the caller. None if
/// the job was cancelled.
///
/// A file that `before` was read from is not parsed again if it is in the same layer and has the same content.
#[must_use]
pub fn read_watched(
    layers: &[Layer],
    top: Option<&Layer>,
    before: Option<&Loaded>,
    progress: &Progress,
) -> Option<Loaded> {
    let mut library = Library::default();
    let mut problems = Vec::new();
    let mut texts = Texts::default();
    let layers: Vec<&Layer> = layers.iter().chain(top).collect();
    let files = layers.iter().map(|layer| layer.files.len()).sum::<usize>();
    let mut done = 0..files;
    for (depth, layer) in layers.into_iter().enumerate() {
        problems.extend(layer.problems.iter().cloned());
        for file in &layer.files {
            if !progress.step(done.next().unwrap_or(files), files + STEPS_AFTER) {
                return None;
            }
            let same = before.and_then(|before| before.texts.same(&file.name, depth, &file.bytes));
            match same.map_or_else(|| held(file, depth).map(Arc::new), |same| Ok(Arc::clone(same))) {
                Ok(held) => {
                    problems.extend(held.signs().iter().cloned());
                    let index = texts.keep(Arc::clone(&held));
                    let mut adder = Adder { texts: &mut texts, problems: &mut problems, depth, index };
                    adder.add(&mut library, held.document().clone(), &file.name);
                }
                Err(problem) => {
                    problems.extend(with_others(file, *problem));
                    texts.unread.push(unread(file));
                }
            }
        }
    }
    if !progress.step(files, files + STEPS_AFTER) {
        return None;
    }
    check::check(&mut library, &texts, &mut problems);
    progress.step(files + 1, files + STEPS_AFTER).then_some(Loaded { library, problems, texts })
}

/// The number of steps after the files: the checks of the whole library, and the work of the caller.
const STEPS_AFTER: usize = 2;

/// The first word of a file, which names its kind. None if the file is not text.
#[must_use]
pub fn first_word(file: &File) -> Option<&str> {
    let text = std::str::from_utf8(file.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&file.bytes)).ok()?;
    let mut at = 0;
    // There may be attributes such as `#![enable(…)]` before it.
    while let Some((word, start)) = scan::token(text, at) {
        if !word.starts_with('#') {
            return Some(word);
        }
        at = start + text.get(start..)?.find('\n')?;
    }
    None
}

/// Reads one production.
///
/// # Errors
/// Returns the problem that makes it unreadable. Warnings are left to [`check::production`].
pub fn read_production(file: &File) -> Result<Production, Box<Problem>> {
    match parse(file)?.1 {
        Document::Production(production) => Ok(Arc::unwrap_or_clone(production)),
        other => Err(Box::new(Problem::error(
            Location::start_of(&file.name),
            ProblemKind::UnknownName { found: other.kind().to_owned(), allowed: vec!["Production".to_owned()] },
        ))),
    }
}

/// Reads one scenario.
///
/// # Errors
/// Returns the problem that makes it unreadable. Whether its figures fit a library is left to [`check::scenario`].
pub fn read_scenario(file: &File) -> Result<Scenario, Box<Problem>> {
    match parse(file)?.1 {
        Document::Scenario(scenario) => Ok(Arc::unwrap_or_clone(scenario)),
        other => Err(Box::new(Problem::error(
            Location::start_of(&file.name),
            ProblemKind::UnknownName { found: other.kind().to_owned(), allowed: vec!["Scenario".to_owned()] },
        ))),
    }
}

/// Reads one slate.
///
/// # Errors
/// Returns the problem that makes it unreadable. Whether it fits a library is left to [`check::slate`].
pub fn read_slate(file: &File) -> Result<Slate, Box<Problem>> {
    match parse(file)?.1 {
        Document::Slate(slate) => Ok(Arc::unwrap_or_clone(slate)),
        other => Err(Box::new(Problem::error(
            Location::start_of(&file.name),
            ProblemKind::UnknownName { found: other.kind().to_owned(), allowed: vec!["Slate".to_owned()] },
        ))),
    }
}

/// Reads one portfolio.
///
/// # Errors
/// Returns the problem that makes it unreadable. Whether it fits a library is left to [`check::portfolio`].
pub fn read_portfolio(file: &File) -> Result<Portfolio, Box<Problem>> {
    match parse(file)?.1 {
        Document::Portfolio(portfolio) => Ok(Arc::unwrap_or_clone(portfolio)),
        other => Err(Box::new(Problem::error(
            Location::start_of(&file.name),
            ProblemKind::UnknownName { found: other.kind().to_owned(), allowed: vec!["Portfolio".to_owned()] },
        ))),
    }
}

pub(super) fn parse(file: &File) -> Result<(String, Document), Box<Problem>> {
    value(file).map(|(text, document)| (text.to_owned(), document))
}

/// Reads a file of a layer.
pub(super) fn held(file: &File, layer: usize) -> Result<Held, Box<Problem>> {
    let (text, document) = parse(file)?;
    let signs = acting_signs(&file.name, &text);
    Ok(Held::new(file.name.clone(), text, layer, document, signs))
}

/// The number of ambiguous numbers of one file that are reported at once.
const MOST_NUMBERS: usize = 20;

/// A problem and, if it is an ambiguous number, all others of the same file. They usually have one cause and are
/// corrected together.
fn with_others(file: &File, first: Problem) -> Vec<Problem> {
    let mut problems = vec![first];
    let mut file = file.clone();
    for _ in 0..MOST_NUMBERS {
        let Some(ProblemKind::AmbiguousNumber(found)) = problems.last().map(|problem| &problem.what) else { break };
        // A number of the same length replaces it, so that the other positions do not move.
        let stand_in = "0".repeat(found.chars().count());
        let text = String::from_utf8_lossy(&file.bytes);
        let mended = text.replacen(&format!("\"{found}\""), &format!("\"{stand_in}\""), 1);
        if mended == text {
            break;
        }
        file.bytes = mended.into_bytes();
        match parse(&file) {
            // The same characters came before it in a text.
            Err(next) if problems.last().is_some_and(|last| last.at == next.at) => {}
            Err(next) if matches!(next.what, ProblemKind::AmbiguousNumber(_)) => problems.push(*next),
            _ => break,
        }
    }
    problems
}

/// Reads the content of one file.
///
/// # Errors
/// Returns the problem that makes it unreadable.
pub fn document(file: &File) -> Result<Document, Box<Problem>> {
    value(file).map(|(_, document)| document)
}

/// Reads any value from one file, and returns the text with it.
///
/// # Errors
/// Returns the problem that makes it unreadable.
pub fn value<T: DeserializeOwned>(file: &File) -> Result<(&str, T), Box<Problem>> {
    let start = || Location::start_of(&file.name);
    let refuse = |what| Err(Box::new(Problem::error(start(), what)));
    let size = file.bytes.len() as u64;
    if size > LARGEST_FILE {
        return refuse(ProblemKind::TooLarge { bytes: size, limit: LARGEST_FILE });
    }
    let bytes = file.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&file.bytes);
    let Ok(text) = std::str::from_utf8(bytes) else {
        return refuse(ProblemKind::NotText);
    };
    if text.contains('\0') {
        return refuse(ProblemKind::NotText);
    }
    if text.trim().is_empty() {
        return refuse(ProblemKind::Empty);
    }
    match options().from_str(text) {
        Ok(value) => match scan::repeated_key(text) {
            None => Ok((text, value)),
            Some((key, start)) => {
                let at = Location::at(&file.name, text, start);
                Err(Box::new(Problem::error(at, ProblemKind::RepeatedKey(key))))
            }
        },
        Err(error) => Err(Box::new(syntax_problem(&file.name, text, &error))),
    }
}

/// The number of such characters that are listed per file.
const MOST_SIGNS: usize = 20;

/// Characters in texts that affect the text around them. They are shown escaped and reported.
fn acting_signs(name: &str, text: &str) -> Vec<Problem> {
    let acts = |sign: char| visible::acts(sign) && !matches!(sign, '\n' | '\r' | '\t');
    if !text.contains(acts) && !text.contains('\\') {
        return Vec::new();
    }
    let located = |(sign, start): (char, usize)| {
        Problem::warning(Location::at(name, text, start), ProblemKind::InvisibleSign(sign))
    };
    scan::acting_signs(text).take(MOST_SIGNS).map(located).collect()
}

/// The records that an unreadable file seems to contain.
fn unread(file: &File) -> Unread {
    let text = String::from_utf8_lossy(&file.bytes);
    let text = text.trim_start_matches('\u{feff}');
    let small = file.bytes.len() as u64 <= LARGEST_FILE;
    let (kind, ids) = scan::ids(if small { text } else { "" });
    Unread { file: file.name.clone(), kind: kind.and_then(Record::of_file), ids }
}
