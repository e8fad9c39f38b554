//! Folders of data files whose first line contains the expected problem:
//! `// LINE:COLUMN severity: part of the English message`.

use std::path::Path;
use std::sync::LazyLock;

use backlot::data::problem::Problem;
use backlot::data::read::{File, Layer, Loaded, read};
use backlot::data::seeds;
use backlot::model::text::Language;
use backlot::words::Words;

/// Both languages, English first.
static WORDS: LazyLock<(Words, Words)> =
    LazyLock::new(|| (Words::new(Language::English), Words::new(Language::Chinese)));

/// One file, read over the built-in library.
pub(crate) struct Annotated {
    pub(crate) name: String,
    /// The first line without `//`.
    pub(crate) expected: String,
    pub(crate) loaded: Loaded,
}

/// The files of a folder below `tests/`, sorted by name. Fails if there are fewer than `least`.
pub(crate) fn folder(name: &str, least: usize) -> Vec<Annotated> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name);
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= least, "tests/{name} is not complete");
    paths
        .iter()
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(path).unwrap();
            // The expectation contains ids, which must be found in the data and not in the comment.
            let (first, data) = text.split_once('\n').unwrap();
            let file = File { name: name.clone(), bytes: format!("//\n{data}").into_bytes() };
            let loaded = read(&[seeds::layer(), Layer { files: vec![file], problems: vec![] }]);
            Annotated { name, expected: first.trim_start_matches("// ").to_owned(), loaded }
        })
        .collect()
}

/// The reported problems, in the form of the expectation. Both languages must have words for them.
pub(crate) fn said<'a>(problems: impl IntoIterator<Item = &'a Problem>) -> Vec<String> {
    let (en, zh) = &*WORDS;
    problems
        .into_iter()
        .map(|problem| {
            assert!(!zh.problem(problem).is_empty());
            let severity = en.severity(problem.severity);
            format!("{}:{} {severity}: {}", problem.at.line, problem.at.column, en.problem(problem))
        })
        .collect()
}
