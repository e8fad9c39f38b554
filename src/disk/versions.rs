//! Earlier versions of saved productions: the last ten of each file, in the program's own folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sha2::{Digest as _, Sha256};

use super::{System, read_file, write};

/// The maximum number of versions of a file.
pub(crate) const MOST: usize = 10;

/// Stores the content of a file, unless it is the same as the newest version. Removes the oldest versions beyond
/// [`MOST`].
///
/// # Errors
/// The error of the system.
pub(crate) fn remember(system: &dyn System, root: &Path, of: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = folder(root, of);
    let mut known = numbers(&folder);
    if let Some(newest) = known.last()
        && read_file(&file(&folder, *newest)).is_ok_and(|newest| newest.bytes == bytes)
    {
        return Ok(());
    }
    system.folder(&folder, true)?;
    let mut number = known.last().map_or(1, |last| last + 1);
    loop {
        match write::private(system, &file(&folder, number), bytes, write::Existing::Keep) {
            // Another window saved the same file.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(error),
            Ok(()) => break,
        }
    }
    known.push(number);
    for old in known.iter().rev().skip(MOST) {
        // An old version that cannot be removed does no harm.
        let _ = system.remove(&file(&folder, *old));
    }
    Ok(())
}

/// The stored versions of a file and their times, the newest first.
pub(crate) fn all(root: &Path, of: &Path) -> Vec<(SystemTime, Vec<u8>)> {
    let folder = folder(root, of);
    let mut found = Vec::new();
    for number in numbers(&folder).into_iter().rev().take(MOST) {
        let path = file(&folder, number);
        if let (Ok(time), Ok(file)) = (fs::metadata(&path).and_then(|metadata| metadata.modified()), read_file(&path)) {
            found.push((time, file.bytes));
        }
    }
    found
}

/// The folder of the versions of a file. Its name depends on the path of the file with symbolic links resolved.
fn folder(root: &Path, of: &Path) -> PathBuf {
    let of = fs::canonicalize(of).or_else(|_| std::path::absolute(of)).unwrap_or_else(|_| of.to_owned());
    let hash = Sha256::digest(of.as_os_str().as_encoded_bytes());
    let name: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    root.join("versions").join(name)
}

fn file(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("{number:08}.ron"))
}

/// The numbers of the versions in a folder, in order.
fn numbers(folder: &Path) -> Vec<u64> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let number = |entry: fs::DirEntry| entry.file_name().to_str()?.strip_suffix(".ron")?.parse().ok();
    let mut all: Vec<u64> = entries.filter_map(Result::ok).filter_map(number).collect();
    all.sort_unstable();
    all
}

#[cfg(test)]
mod tests {
    use super::super::Real;
    use super::super::system::failing::Failing;
    use super::*;

    #[test]
    fn the_last_ten_versions_stay_and_the_same_content_is_one() -> io::Result<()> {
        let root = tempfile::tempdir()?;
        let of = root.path().join("p.ron");
        for number in 0..13 {
            for _ in 0..2 {
                remember(&Real, root.path(), &of, format!("version {number}").as_bytes())?;
            }
        }
        let texts: Vec<String> =
            all(root.path(), &of).into_iter().map(|(_, bytes)| String::from_utf8(bytes).unwrap()).collect();
        let expected: Vec<String> = (3..13).rev().map(|number| format!("version {number}")).collect();
        assert_eq!(texts, expected);
        assert!(all(root.path(), &root.path().join("other.ron")).is_empty());
        Ok(())
    }

    #[test]
    fn whichever_operation_fails_no_earlier_version_is_lost() -> io::Result<()> {
        for at in 0.. {
            let root = tempfile::tempdir()?;
            let of = root.path().join("p.ron");
            for number in 0..10 {
                remember(&Real, root.path(), &of, &[number])?;
            }
            let system = Failing::at(at, true);
            let kept = remember(&system, root.path(), &of, &[10]);
            let found: Vec<u8> = all(root.path(), &of).into_iter().flat_map(|(_, bytes)| bytes).collect();
            let expected: Vec<u8> = if kept.is_ok() { (1..=10).rev().collect() } else { (0..10).rev().collect() };
            assert_eq!(found, expected, "operation {at}");
            if !system.failed() {
                break;
            }
        }
        Ok(())
    }
}
