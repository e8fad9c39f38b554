//! The built-in library and the words are embedded, so a new file in their folders must cause a rebuild. A release also
//! contains the commit it was built from, and a program for Windows has its icon, version and manifest.

#![expect(clippy::disallowed_methods, reason = "cargo says in the environment what is built")]

use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=seeds");
    println!("cargo::rerun-if-changed=assets");
    println!("cargo::rerun-if-env-changed=BACKLOT_COMMIT");
    // A build for tests is not repeated for every commit.
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        name_commit();
    }
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "windows") {
        add_resources();
    }
}

fn name_commit() {
    for source in ["src", "build.rs", "Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={source}");
    }
    for place in ["HEAD", "logs/HEAD"] {
        // A named file that does not exist would cause a rebuild every time.
        let there = |path: &String| std::fs::exists(path).unwrap_or(false);
        if let Some(path) = git(&["rev-parse", "--git-path", place]).filter(there) {
            println!("cargo::rerun-if-changed={path}");
        }
    }
    if let Some(commit) = std::env::var("BACKLOT_COMMIT").ok().or_else(commit) {
        println!("cargo::rustc-env=BACKLOT_COMMIT={commit}");
    }
}

/// The commit, with a plus sign if the files differ from it. None without git.
fn commit() -> Option<String> {
    let commit = git(&["rev-parse", "--short=12", "HEAD"])?;
    let changed = git(&["status", "--porcelain", "--untracked-files=no"])?;
    Some(if changed.is_empty() { commit } else { format!("{commit}+") })
}

fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok().map(|text| text.trim().to_owned())
}

fn add_resources() {
    let mut resource = winresource::WindowsResource::new();
    resource
        .set_icon("assets/package/windows/backlot.ico")
        .set_manifest_file("assets/package/windows/backlot.manifest")
        .set("ProductName", "Backlot")
        .set("FileDescription", "Backlot")
        .set("OriginalFilename", "backlot.exe")
        .set("LegalCopyright", "MIT OR Apache-2.0");
    if let Err(error) = resource.compile() {
        println!("cargo::error=The icon and the manifest of the program could not be made: {error}");
    }
}
