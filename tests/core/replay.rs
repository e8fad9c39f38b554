//! Runs the fuzz targets on their initial files, and on truncated and changed copies of these, briefly enough for the
//! gate. `scripts/fuzz` continues from there.

use std::path::{Path, PathBuf};

#[path = "../../fuzz/targets.rs"]
mod targets;

fn files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// Calls a target with files as they are and with some broken copies. Returns the number of calls.
fn replay(target: fn(&[u8]), folders: &[&str], broken: usize) -> usize {
    let mut calls = 0;
    let mut seed = 9_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below.max(1)
    };
    for path in folders.iter().flat_map(|folder| files(folder)) {
        let bytes = std::fs::read(&path).unwrap();
        target(&bytes);
        for _ in 0..broken {
            let mut other = bytes.clone();
            match next(3) {
                0 => other.truncate(next(bytes.len())),
                1 if !other.is_empty() => {
                    let at = next(other.len());
                    other[at] = next(256) as u8;
                }
                _ => {
                    let at = next(other.len() + 1);
                    other.splice(at..at, bytes.iter().copied().skip(next(bytes.len())).take(next(40)));
                }
            }
            target(&other);
            calls += 1;
        }
        calls += 1;
    }
    calls
}

#[test]
fn records() {
    assert!(replay(targets::record, &["tests/bad", "tests/lint", "tests/cases", "fuzz/found/record"], 3) > 300);
}

#[test]
fn productions() {
    let folders = ["seeds/productions", "fuzz/seeds/production", "fuzz/found/production"];
    assert!(replay(targets::production, &folders, 60) > 400);
}

#[test]
fn scenarios() {
    assert!(replay(targets::scenario, &["fuzz/seeds/scenario", "fuzz/found/scenario"], 600) > 600);
}

#[test]
fn bundles() {
    assert!(replay(targets::bundle, &["fuzz/seeds/bundle", "fuzz/found/bundle"], 300) > 200);
}

#[test]
fn tables() {
    assert!(replay(targets::table, &["fuzz/seeds/table", "fuzz/found/table"], 100) > 200);
}

#[test]
fn numbers() {
    assert!(replay(targets::number, &["fuzz/seeds/number", "fuzz/found/number"], 300) > 2_000);
}
