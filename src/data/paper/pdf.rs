//! The text of a PDF: its letters in lines, from their positions.
//!
//! A PDF states the position of each letter, but not lines or paragraphs. Letters at one height form a line, a gap
//! is a space, and a larger gap between lines is an empty line. The lines of adjacent columns are mixed, and text
//! in pictures is not read.

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, Point, Rect};

use crate::data::no_text::NoText;

/// A PDF with more pages is not a policy.
const MOST_PAGES: usize = 400;

/// A letter, its position and its size.
struct Letter {
    text: String,
    at: Point,
    size: f64,
}

/// Collects letters.
#[derive(Default)]
struct Letters(Vec<Letter>);

impl Device<'_> for Letters {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'_>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'_>,
        _: &GlyphDrawMode,
    ) {
        let text = match glyph.as_unicode() {
            Some(BfString::Char(sign)) => sign.to_string(),
            Some(BfString::String(text)) => text,
            None => return,
        };
        let whole = transform * glyph_transform;
        // Letters are drawn in thousandths of their size.
        let size = (whole * Point::new(0.0, 1_000.0) - whole * Point::ORIGIN).hypot();
        self.0.push(Letter { text, at: whole * Point::ORIGIN, size });
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// The text of all pages.
pub(super) fn text(bytes: &[u8]) -> Result<String, NoText> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| {
        let said = format!("{error:?}");
        if said.contains("crypt") || said.contains("assword") { NoText::Password } else { NoText::Damaged }
    })?;
    let pages = pdf.pages();
    if pages.len() > MOST_PAGES {
        return Err(NoText::TooLong);
    }
    let cache = InterpreterCache::new();
    let mut out = String::new();
    for page in pages.iter() {
        let mut context = Context::new(
            Affine::IDENTITY,
            Rect::new(0.0, 0.0, 1.0, 1.0),
            &cache,
            pdf.xref(),
            InterpreterSettings::default(),
        );
        let mut letters = Letters::default();
        interpret_page(page, &mut context, &mut letters);
        lines(letters.0, &mut out);
        if out.len() > super::MOST_LETTERS {
            return Err(NoText::TooLong);
        }
    }
    if out.trim().is_empty() { Err(NoText::Pictures) } else { Ok(out) }
}

/// Puts the letters of a page into lines, from the top.
fn lines(mut letters: Vec<Letter>, out: &mut String) {
    letters.retain(|letter| letter.at.x.is_finite() && letter.at.y.is_finite() && letter.size > 0.0);
    // A PDF measures heights from the bottom.
    letters.sort_by(|a, b| b.at.y.total_cmp(&a.at.y));
    let mut rows: Vec<Vec<Letter>> = Vec::new();
    for letter in letters {
        let row = rows.last_mut().filter(|row| {
            let first = row.first();
            first.is_some_and(|first| (first.at.y - letter.at.y).abs() < 0.5 * first.size.max(letter.size))
        });
        match row {
            Some(row) => row.push(letter),
            None => rows.push(vec![letter]),
        }
    }
    let mut above: Option<(f64, f64)> = None;
    for mut row in rows {
        row.sort_by(|a, b| a.at.x.total_cmp(&b.at.x));
        let (height, size) = row.first().map_or((0.0, 1.0), |first| (first.at.y, first.size));
        if above.is_some_and(|(before, size)| before - height > 2.2 * size) {
            out.push('\n');
        }
        above = Some((height, size));
        let mut end: Option<f64> = None;
        for letter in &row {
            let wide = letter.text.chars().any(|sign| sign >= '\u{2e80}');
            let gap = end.is_some_and(|end| letter.at.x - end > 0.6 * letter.size);
            if gap && !out.ends_with([' ', '\n']) && letter.text != " " {
                out.push(' ');
            }
            out.push_str(&letter.text);
            // The width of a letter is not given. A Chinese one is as wide as high, others about half.
            end = Some(letter.at.x + letter.size * if wide { 1.0 } else { 0.5 });
        }
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
    out.push('\n');
}
