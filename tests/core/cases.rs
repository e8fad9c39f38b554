//! Worked examples: every policy of the built-in shelves and of tests/cases contains some, and all must pass.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use backlot::data::problem::Severity;
use backlot::data::read::{File, Layer, Loaded, read};
use backlot::data::seeds;
use backlot::model::example::Origin;
use backlot::model::text::Language;
use backlot::study::examples::run;
use backlot::words::Words;
use backlot::words::explain::Telling;

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn loaded() -> Loaded {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let name = |path: &Path| path.strip_prefix(&folder).unwrap().to_string_lossy().into_owned();
    let all = files(&folder);
    let files = all.iter().map(|path| File { name: name(path), bytes: std::fs::read(path).unwrap() }).collect();
    read(&[seeds::layer(), seeds::world(), Layer { files, problems: vec![] }])
}

#[test]
fn every_example_comes_out_as_it_is_published() {
    let loaded = loaded();
    let errors: Vec<_> = loaded.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let words = Words::new(Language::English);
    let mut wrong = Vec::new();
    let (mut published, mut computed) = (0, 0);
    let mut seen = BTreeSet::new();
    for policy in loaded.library.policies.values() {
        for example in &policy.examples {
            assert!(seen.insert((policy.id.clone(), example.id.clone())), "{} stands twice", example.id);
            match example.origin {
                Origin::Published => published += 1,
                Origin::Computed => computed += 1,
            }
            let expect = &example.expect;
            let checks = expect.incentives.len() + expect.lines.len() + expect.net.len() + expect.instalments.len();
            let checks = checks + usize::from(expect.floor.is_some()) + usize::from(expect.ceiling.is_some());
            assert!(checks > 0, "{} checks nothing", example.id);
            let verdict = run(&loaded.library, policy, example);
            let telling = Telling { words: &words, library: &loaded.library, currency: verdict.currency };
            let said = verdict.differences.iter().map(|difference| telling.difference(policy, difference));
            wrong.extend(said.map(|said| format!("{}/{}: {said}", policy.id, example.id)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(published >= 15 && computed >= 200, "examples are missing: {published} published, {computed} computed");
}
