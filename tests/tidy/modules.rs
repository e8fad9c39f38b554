//! Checks for cycles between files, and for public items that are not used.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{code, files, root};

/// A module, by the names on its path.
type Module = Vec<String>;

/// Accepted cycles, with the reason. A file and the files in its own folder are one unit and may use each other.
const CIRCLES: [(&[&str], &str); 8] = [
    (
        &[
            "model::amount",
            "model::condition",
            "model::example",
            "model::gate",
            "model::payout",
            "model::policy",
            "model::production",
            "model::stacking",
            "model::variant",
            "model::walk",
        ],
        "the rule language: amounts hold conditions and conditions amounts, and a policy holds both",
    ),
    (&["model::library", "model::scenario"], "a library holds scenarios, and a scenario is applied to a library"),
    (
        &[
            "rules::asked",
            "rules::award",
            "rules::cash",
            "rules::completions",
            "rules::context",
            "rules::explain",
            "rules::outcome",
            "rules::stack",
            "rules::step",
        ],
        "steps explain what the rules decide, and the rules decide by steps",
    ),
    (&["rules::amount", "rules::condition"], "amounts ask conditions, and conditions compare amounts"),
    (&["rules::fraction", "rules::trace"], "what is traced are comparisons of fractions"),
    (&["rules::stack::fill", "rules::stack::search"], "a search that fills up caps asks how far they are filled"),
    (&["study::offers", "study::variants"], "what a place offers is asked for each variant"),
    (&["disk::pair", "disk::write"], "a note is written like any file, and files that belong together have a note"),
];

/// Public items that only tests and benches use, with the reason.
const FOR_TESTS: [(&str, &str); 6] = [
    ("gallery_ui", "every widget in every state, for pictures"),
    ("with_annex", "the whole document, as the tests of reports make it"),
    ("comments_of", "what a text must keep, so that a test can ask"),
    ("observations_csv", "tables that must come back as they were"),
    ("answers_csv", "tables that must come back as they were"),
    ("has_blank", "what a draft must not hold when it is applied"),
];

/// Every module of the program with its file.
fn modules() -> BTreeMap<Module, std::path::PathBuf> {
    let src = root().join("src");
    let name = |path: &Path| {
        let stem = path.strip_prefix(&src).unwrap().with_extension("");
        let mut parts: Module = stem.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        if parts.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
            parts.pop();
        }
        parts
    };
    files(&src, ".rs").into_iter().map(|path| (name(&path), path)).collect()
}

/// The paths of a use tree, written out.
fn paths(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some((before, rest)) = tree.split_once('{') else { return vec![tree.to_owned()] };
    let inside = rest.strip_suffix('}').unwrap_or(rest);
    let (mut all, mut depth, mut one) = (Vec::new(), 0, String::new());
    for sign in inside.chars().chain([',']) {
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                all.extend(paths(&one).into_iter().map(|path| format!("{before}{path}")));
                one.clear();
                continue;
            }
            _ => {}
        }
        one.push(sign);
    }
    all
}

/// Everything in a file that looks like a path into the program.
fn named(code: &str) -> Vec<String> {
    let uses = code.split(';').filter_map(|statement| {
        let start =
            statement.rfind("use ").filter(|at| *at == 0 || statement[..*at].ends_with([' ', '\n', '}', ']']))?;
        Some(statement[start + 4..].replace('\n', " "))
    });
    let mut all: Vec<String> = uses.flat_map(|tree| paths(&tree)).collect();
    let word = |sign: char| sign.is_alphanumeric() || sign == '_' || sign == ':';
    all.extend(
        code.split(|sign| !word(sign))
            .filter(|path| path.starts_with("crate::") || path.starts_with("super::"))
            .map(str::to_owned),
    );
    all
}

/// The modules that a module uses, without those of its own folder and those that contain it.
fn needs(module: &Module, code: &str, all: &BTreeMap<Module, std::path::PathBuf>) -> BTreeSet<Module> {
    let related = |other: &Module| other.starts_with(module) || module.starts_with(other);
    let found = named(code).into_iter().filter_map(|path| {
        let mut parts = path.split("::").map(|part| part.split(" as ").next().unwrap().trim());
        let mut at = match parts.next()? {
            "crate" | "backlot" => Module::new(),
            "super" => module[..module.len().saturating_sub(1)].to_vec(),
            "self" => module.clone(),
            child => [module.as_slice(), &[child.to_owned()]].concat(),
        };
        for part in parts {
            match part {
                "super" => drop(at.pop()),
                "self" => {}
                part => at.push(part.to_owned()),
            }
        }
        (1..=at.len()).rev().map(|to| at[..to].to_vec()).find(|prefix| all.contains_key(prefix))
    });
    found.filter(|other| !related(other)).collect()
}

/// All modules that can be reached from one; itself only through a cycle.
fn reached<'a>(from: &'a Module, needs: &'a BTreeMap<Module, BTreeSet<Module>>) -> BTreeSet<&'a Module> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(next) = open.pop() {
        open.extend(needs.get(next).into_iter().flatten().filter(|other| seen.insert(*other)));
    }
    seen
}

#[test]
fn no_files_need_each_other_in_a_circle_but_those_with_a_reason() {
    let all = modules();
    let needs: BTreeMap<Module, BTreeSet<Module>> =
        all.iter().map(|(module, path)| (module.clone(), needs(module, &code(path), &all))).collect();
    assert!(needs.values().map(BTreeSet::len).sum::<usize>() > 500, "hardly anything is named");
    let to: BTreeMap<&Module, BTreeSet<&Module>> = needs.keys().map(|one| (one, reached(one, &needs))).collect();
    let circles: BTreeSet<Vec<String>> = to
        .iter()
        .filter(|(one, reached)| reached.contains(*one))
        .map(|(one, reached)| {
            let back = reached.iter().filter(|other| to.get(*other).is_some_and(|ways| ways.contains(one)));
            back.map(|module| module.join("::")).collect()
        })
        .collect();
    let known: BTreeSet<Vec<String>> =
        CIRCLES.iter().map(|(circle, _)| circle.iter().map(|one| (*one).to_owned()).collect()).collect();
    let new: Vec<&Vec<String>> = circles.difference(&known).collect();
    assert!(new.is_empty(), "new circles: {new:#?}");
    let gone: Vec<&Vec<String>> = known.difference(&circles).filter(|circle| !circle.is_empty()).collect();
    assert!(gone.is_empty(), "these are circles no longer: {gone:#?}");
}

#[test]
fn every_public_item_is_named_by_somebody() {
    let texts: Vec<(String, String)> =
        modules().values().map(|path| (path.display().to_string(), code(path))).collect();
    let word = |sign: char| sign.is_alphanumeric() || sign == '_';
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, text) in &texts {
        for one in text.split(|sign| !word(sign)) {
            *times.entry(one).or_default() += 1;
        }
    }
    let kinds = ["fn", "struct", "enum", "const", "static", "trait", "type"];
    let mut lonely = BTreeSet::new();
    for (file, text) in &texts {
        for line in text.lines().map(str::trim_start).filter(|line| line.starts_with("pub")) {
            let mut words = line.split(|sign| !word(sign)).filter(|word| !word.is_empty());
            let item = words.by_ref().find(|word| kinds.contains(word)).and_then(|_| words.find(|word| *word != "fn"));
            if let Some(item) = item.filter(|item| times.get(item) == Some(&1)) {
                lonely.insert((item, file.as_str()));
            }
        }
    }
    let known: BTreeSet<&str> = FOR_TESTS.iter().map(|(item, _)| *item).collect();
    let new: Vec<_> = lonely.iter().filter(|(item, _)| !known.contains(item)).collect();
    assert!(new.is_empty(), "public, and named by nobody: {new:#?}");
    let found: BTreeSet<&str> = lonely.iter().map(|(item, _)| *item).collect();
    let gone: Vec<_> = known.difference(&found).collect();
    assert!(gone.is_empty(), "named by somebody now: {gone:?}");
}
