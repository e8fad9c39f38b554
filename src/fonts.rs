//! The installed fonts, for characters that the built-in fonts lack. They are searched only if a document has such
//! characters.

#[cfg(feature = "pdf")]
use std::fs;
#[cfg(feature = "pdf")]
use std::io::Read as _;
use std::path::PathBuf;

/// The installed fonts.
pub(crate) struct SystemFonts;

impl backlot::report::fonts::Shelf for SystemFonts {
    fn fonts_with(&self, signs: &[char]) -> Vec<Vec<u8>> {
        system_fonts(&font_folders(), signs)
    }
}

/// Font files larger than this are ignored.
#[cfg(feature = "pdf")]
const LARGEST_FONT: u64 = 64 * 1024 * 1024;

/// Folders that are nested deeper are ignored.
#[cfg(feature = "pdf")]
const DEEPEST: usize = 16;

/// The maximum number of font files that are examined.
#[cfg(feature = "pdf")]
const MOST_FONTS: usize = 3_000;

/// The font folders of the operating systems.
fn font_folders() -> Vec<PathBuf> {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let own = [".fonts", ".local/share/fonts", "Library/Fonts"];
    let mut all: Vec<PathBuf> =
        ["/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts"]
            .into_iter()
            .map(PathBuf::from)
            .collect();
    all.extend(own.into_iter().filter_map(|folder| Some(home.as_ref()?.join(folder))));
    all.extend(std::env::var_os("SystemRoot").map(|root| PathBuf::from(root).join("Fonts")));
    all.extend(std::env::var_os("LOCALAPPDATA").map(|own| PathBuf::from(own).join("Microsoft/Windows/Fonts")));
    all
}

/// The font files that contain some characters, sorted by name. Each is for the characters that no earlier one
/// contains. Files that cannot be read are skipped.
#[cfg(feature = "pdf")]
fn system_fonts(folders: &[PathBuf], signs: &[char]) -> Vec<Vec<u8>> {
    let mut left = signs.to_vec();
    let mut found = Vec::new();
    for path in font_files(folders) {
        if left.is_empty() {
            break;
        }
        let small = fs::metadata(&path).is_ok_and(|file| file.is_file() && file.len() <= LARGEST_FONT);
        let mut bytes = Vec::new();
        let read = small.then(|| fs::File::open(&path).and_then(|mut file| file.read_to_end(&mut bytes)));
        if read.is_none_or(|read| read.is_err()) {
            continue;
        }
        let covered = backlot::report::pdf::covered(&bytes, &left);
        if !covered.is_empty() {
            left.retain(|sign| !covered.contains(sign));
            found.push(bytes);
        }
    }
    found
}

#[cfg(not(feature = "pdf"))]
fn system_fonts(_: &[PathBuf], _: &[char]) -> Vec<Vec<u8>> {
    Vec::new()
}

/// The font files in some folders and their subfolders.
#[cfg(feature = "pdf")]
fn font_files(folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut open: Vec<(PathBuf, usize)> = folders.iter().map(|folder| (folder.clone(), 0)).collect();
    while let Some((folder, depth)) = open.pop() {
        let entries = fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok);
        for path in entries.map(|entry| entry.path()) {
            let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
            if path.is_dir() && depth < DEEPEST {
                open.push((path, depth + 1));
            } else if matches!(ending.as_deref(), Some("ttf" | "otf" | "ttc" | "otc")) && files.len() < MOST_FONTS {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}
