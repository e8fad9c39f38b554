//! Drawings in the text document, as bitmaps with the fonts of the program, so that every reader shows the same.

use std::fmt::Write as _;

use super::escaped;

/// The number of pixels per unit of the drawing, for print quality.
#[cfg(feature = "pdf")]
const TIMES: f32 = 2.0;
/// A twentieth of a point, in the unit of drawings.
const TWENTIETH: u64 = 635;

/// The pictures of a document, in order.
#[derive(Default)]
pub(super) struct Pictures {
    /// Each as a PNG file.
    pub(super) all: Vec<Vec<u8>>,
}

/// The id of a link to a picture.
pub(super) fn picture_id(at: usize) -> String {
    format!("rIdPicture{at}")
}

/// The name of its file.
pub(super) fn picture_file(at: usize) -> String {
    format!("media/picture{}.png", at + 1)
}

impl Pictures {
    /// Adds a drawing with a width in twentieths of a point and a description for readers who cannot see it. Returns
    /// the run with it, or `None` if it is too large for memory.
    pub(super) fn take(&mut self, drawn: &str, said: &str, width: u32) -> Option<String> {
        let bytes = points(drawn)?;
        let [across, down] = size(&bytes)?;
        let wide = u64::from(width) * TWENTIETH;
        let high = wide * u64::from(down) / u64::from(across.max(1));
        let (id, number) = (picture_id(self.all.len()), self.all.len() + 1);
        self.all.push(bytes);
        let said = escaped(said);
        let mut markup = String::from("<w:r><w:drawing>");
        let _ = write!(
            markup,
            "<wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{wide}\" cy=\"{high}\"/>\
             <wp:docPr id=\"{number}\" name=\"picture{number}\" descr=\"{said}\"/><a:graphic><a:graphicData \
             uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr>\
             <pic:cNvPr id=\"{number}\" name=\"picture{number}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>\
             <a:blip r:embed=\"{id}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>\
             <a:off x=\"0\" y=\"0\"/><a:ext cx=\"{wide}\" cy=\"{high}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/>\
             </a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>"
        );
        markup.push_str("</w:drawing></w:r>");
        Some(markup)
    }
}

/// A drawing as a bitmap; `None` in a build without the library for it.
#[cfg(feature = "pdf")]
fn points(drawn: &str) -> Option<Vec<u8>> {
    crate::report::plot::picture(drawn, TIMES)
}

#[cfg(not(feature = "pdf"))]
fn points(_: &str) -> Option<Vec<u8>> {
    None
}

/// The width and height of a PNG file, from its first part.
fn size(png: &[u8]) -> Option<[u32; 2]> {
    let number = |from: usize| Some(u32::from_be_bytes(png.get(from..from + 4)?.try_into().ok()?));
    Some([number(16)?, number(20)?])
}
