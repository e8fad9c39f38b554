//! The built-in shelves.
//!
//! The first holds Chinese micro-drama incentives and is always loaded. The second holds screen incentives from
//! around the world. It is a layer over the first and is loaded on request.

use rust_embed::RustEmbed;

use super::read::{File, Layer};

#[derive(RustEmbed)]
#[folder = "seeds"]
struct Seeds;

/// The folder of the second shelf.
const WORLD: &str = "world/";

/// The files of the built-in library, in order of their names.
#[must_use]
pub fn layer() -> Layer {
    shelf(|name| !name.starts_with(WORLD))
}

/// The files of the shelf of world screen incentives, in order of their names.
#[must_use]
pub fn world() -> Layer {
    shelf(|name| name.starts_with(WORLD))
}

fn shelf(belongs: impl Fn(&str) -> bool) -> Layer {
    let mut names: Vec<_> = Seeds::iter().filter(|name| belongs(name)).collect();
    names.sort();
    let files = names
        .iter()
        .filter_map(|name| Some(File { name: format!("seeds/{name}"), bytes: Seeds::get(name)?.data.into_owned() }))
        .collect();
    Layer { files, problems: Vec::new() }
}

/// The name of the production that is open at the first start.
pub const SAMPLE: &str = "vertical-60";
