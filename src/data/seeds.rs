//! The library that is built in.

use rust_embed::RustEmbed;

use super::read::{File, Layer};

#[derive(RustEmbed)]
#[folder = "seeds"]
struct Seeds;

/// The files of the built-in library, in order of their names.
#[must_use]
pub fn layer() -> Layer {
    let mut names: Vec<_> = Seeds::iter().collect();
    names.sort();
    let files = names
        .iter()
        .filter_map(|name| Some(File { name: format!("seeds/{name}"), bytes: Seeds::get(name)?.data.into_owned() }))
        .collect();
    Layer { files, problems: Vec::new() }
}

/// The name of the production that is open at first start.
pub const SAMPLE: &str = "vertical-60";
