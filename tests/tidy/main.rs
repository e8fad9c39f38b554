//! Rules of the project: which module may use which, and the places in which files, clocks, sentences and colours may
//! be used.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test may fail loudly and read its own files"
)]

mod modules;

use std::path::{Path, PathBuf};

/// The modules that each module may use besides itself. External crates have a leading dash.
const MAY_USE: [(&str, &[&str]); 8] = [
    ("model", &["-jiff", "-rust_decimal", "-serde", "-strum", "-thiserror"]),
    ("rules", &["model", "-jiff", "-rayon", "-rust_decimal", "-serde", "-strum"]),
    (
        "study",
        &[
            "model",
            "rules",
            "-jiff",
            "-num_bigint",
            "-num_integer",
            "-num_traits",
            "-rust_decimal",
            "-serde",
            "-serde_json",
            "-sha2",
        ],
    ),
    (
        "data",
        &[
            "model",
            "rules",
            "-csv",
            "-encoding_rs",
            "-hayro_interpret",
            "-jiff",
            "-kurbo",
            "-quick_xml",
            "-ron",
            "-rust_decimal",
            "-rust_embed",
            "-serde",
            "-strsim",
            "-zip",
        ],
    ),
    (
        "words",
        &[
            "model",
            "rules",
            "study",
            "data",
            "-i18n_embed",
            "-jiff",
            "-log",
            "-pinyin",
            "-rust_decimal",
            "-rust_embed",
            "-serde",
            "-serde_json",
            "-unic_langid",
        ],
    ),
    (
        "report",
        &[
            "model",
            "rules",
            "study",
            "words",
            "-calamine",
            "-csv",
            "-jiff",
            "-maud",
            "-resvg",
            "-rust_decimal",
            "-rust_xlsxwriter",
            "-serde",
            "-serde_json",
            "-thiserror",
            "-typst",
            "-typst_layout",
            "-typst_pdf",
            "-unicode_width",
            "-zip",
        ],
    ),
    (
        "session",
        &["model", "rules", "study", "data", "-csv", "-jiff", "-rust_decimal", "-serde", "-serde_json", "-sha2"],
    ),
    (
        "ui",
        &[
            "model",
            "rules",
            "study",
            "data",
            "words",
            "report",
            "session",
            "-egui",
            "-egui_plot",
            "-jiff",
            "-log",
            "-nucleo_matcher",
            "-ron",
            "-rust_decimal",
            "-serde",
        ],
    ),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The code of a file without its tests and comments.
fn code(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]").next().unwrap();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn rooms() -> impl Iterator<Item = (&'static str, &'static [&'static str], Vec<PathBuf>)> {
    MAY_USE.into_iter().map(|(room, may)| (room, may, files(&root().join("src").join(room), ".rs")))
}

#[test]
fn arrows_between_rooms_point_one_way() {
    let all: Vec<&str> = MAY_USE.iter().map(|(room, _)| *room).collect();
    let mut wrong = Vec::new();
    for (room, may, paths) in rooms() {
        for path in paths {
            let code = code(&path);
            for other in &all {
                if *other != room && !may.contains(other) && code.contains(&format!("crate::{other}::")) {
                    wrong.push(format!("{}: {room} may not use {other}", path.display()));
                }
            }
            for line in code.lines().filter_map(|line| line.trim().strip_prefix("use ")) {
                let first = line.split("::").next().unwrap().trim_end_matches(';');
                let known = ["crate", "super", "self", "std", ""].contains(&first);
                // A child module is named without a path.
                let child = code.contains(&format!("::{first}::{{self"))
                    || code.contains(&format!("::{first};"))
                    || path.with_extension("").join(format!("{first}.rs")).exists()
                    || path.parent().unwrap().join(format!("{first}.rs")).exists();
                if !known && !child && !may.contains(&format!("-{first}").as_str()) {
                    wrong.push(format!("{}: {room} may not use the crate {first}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_library_touches_no_file_clock_or_environment() {
    let mut wrong = Vec::new();
    for (_, _, paths) in rooms() {
        for path in paths {
            let code = code(&path);
            for forbidden in
                ["std::fs", "std::env", "std::net", "SystemTime", "Instant::now", "Zoned::now", "println!", "eprintln!"]
            {
                if code.contains(forbidden) {
                    wrong.push(format!("{}: {forbidden}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn colours_stand_in_the_theme_only() {
    let mut wrong = Vec::new();
    for path in files(&root().join("src/ui"), ".rs") {
        let code = code(&path);
        let raw = ["Color32::from_", "Color32::RED", "Color32::WHITE", "Color32::BLACK", "Color32::GRAY", "Rgba::"];
        if !path.ends_with("theme.rs") && raw.iter().any(|raw| code.contains(raw)) {
            wrong.push(path.display().to_string());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_sentence_stands_in_code() {
    let mut wrong = Vec::new();
    for path in files(&root().join("src"), ".rs") {
        // Numbers are read and written with 万 and 亿, full-width characters are read as plain ones, and unit words of
        // both languages are compared.
        let of_numbers = ["number.rs", "read.rs", "form/field.rs", "contradictions/printed.rs"]
            .iter()
            .any(|name| path.ends_with(name));
        for line in code(&path).lines() {
            let chinese = line.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            let words = |text: &str| text.split(' ').filter(|word| word.chars().any(char::is_alphabetic)).count();
            let quoted = line.split('"').skip(1).step_by(2).any(|text| words(text) > 3);
            let logged = line.contains("log::") || line.contains("reason = ") || line.contains("#[error(");
            if chinese && !of_numbers && !line.contains("//") {
                wrong.push(format!("{}: {}", path.display(), line.trim()));
            }
            if quoted
                && !logged
                && !line.contains("say!")
                && !line.contains("f.write_str")
                && path.starts_with(root().join("src/ui"))
            {
                wrong.push(format!("{}: {}", path.display(), line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_architecture_names_every_room_and_every_dependency() {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for (room, ..) in MAY_USE {
        assert!(text.contains(&format!("`{room}`")), "ARCHITECTURE.md does not speak of {room}");
    }
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let dependencies = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    for line in dependencies.lines().filter(|line| line.contains('=')) {
        let name = line.split('=').next().unwrap().trim();
        assert!(text.contains(&format!("`{name}`")), "ARCHITECTURE.md does not say why {name} is used");
    }
}

#[test]
fn the_files_that_the_architecture_names_are_there() {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let named = text.split('`').skip(1).step_by(2);
    let ours = |path: &&str| ["src/", "tests/", "assets/", "docs/", "fuzz/"].iter().any(|top| path.starts_with(top));
    let paths: Vec<&str> = named.filter(ours).collect();
    assert!(paths.len() > 40, "{} paths", paths.len());
    let missing: Vec<&&str> = paths.iter().filter(|path| !root().join(path).exists()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn no_room_is_too_long_to_read() {
    let long: Vec<String> = files(&root().join("src"), ".rs")
        .into_iter()
        .filter_map(|path| {
            let lines = std::fs::read_to_string(&path).unwrap().lines().count();
            (lines > 600).then(|| format!("{}: {lines} lines", path.display()))
        })
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn nothing_speaks_of_one_machine() {
    for folder in ["src", "scripts", "docs", "seeds", "tests"] {
        for path in files(&root().join(folder), "") {
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            for home in [concat!("/wo", "rk/"), concat!("/ro", "ot/")] {
                assert!(!text.contains(home), "{} names {home}", path.display());
            }
        }
    }
}

#[test]
fn ron_has_the_same_line_ends_on_every_system() {
    let mut seen = 0;
    for path in files(&root().join("src"), ".rs") {
        for line in code(&path).lines().filter(|line| line.contains("PrettyConfig::new()")) {
            assert!(line.contains(".new_line(\"\\n\")"), "{}: {line}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 1);
}
