//! Text to model and back: RON in, model and problems out; the built-in seeds; checks across files.
//!
//! Reading never fails as a whole: valid files load, broken ones become problems.
//! The file system is not used here. The caller passes names and bytes.

mod bare;
pub mod check;
mod document;
pub mod draft;
pub mod lint;
mod near;
pub mod no_text;
pub mod overlay;
pub mod paper;
pub mod patch;
pub mod presets;
pub mod problem;
pub mod progress;
pub mod read;
pub mod refigured;
mod scan;
pub mod seeds;
pub mod table;
mod texts;
mod tree;
pub mod write;
