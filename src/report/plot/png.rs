//! A plot as a bitmap, with the fonts of the program.

use std::sync::Arc;

use resvg::{tiny_skia, usvg};

use super::Plot;
use super::svg::{Dress, write as svg};
use crate::report::fonts;

/// The bitmap, enlarged by a factor; `None` if it is too large for memory.
#[must_use]
pub fn write(plot: &Plot, times: f32) -> Option<Vec<u8>> {
    draw(&svg(plot, Dress::Alone), times)
}

/// A drawing as a bitmap, enlarged by a factor; `None` if it is too large for memory.
#[must_use]
pub fn draw(svg: &str, times: f32) -> Option<Vec<u8>> {
    let mut options = usvg::Options { font_family: fonts::FAMILY.to_owned(), ..usvg::Options::default() };
    let database = Arc::make_mut(&mut options.fontdb);
    for font in fonts::ALL {
        database.load_font_data(font.to_vec());
    }
    let tree = usvg::Tree::from_str(svg, &options).ok()?;
    let size = tree.size().to_int_size().scale_by(times)?;
    let mut picture = tiny_skia::Pixmap::new(size.width(), size.height())?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(times, times), &mut picture.as_mut());
    picture.encode_png().ok()
}
