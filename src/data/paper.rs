//! The text of a document that is shown beside a form: plain text, a web page, DOCX and, with the feature `pdf`,
//! PDF.
//!
//! Each paragraph is a line, and cells of a table are separated by tabs. Text in pictures, the older DOC format and
//! formatting are not read.

#[cfg(feature = "pdf")]
mod pdf;

use quick_xml::events::Event;

use super::draft::number::text_of_page;
use super::no_text::NoText;
use super::problem::{Location, Problem, ProblemKind};
use super::read::File;
use super::table::delimited::decode;
use super::table::fault::Fault;
use super::table::sheets::package::{Package, attribute, push_entity};

/// The file endings of documents whose text is read, without the dot.
pub const ENDINGS: [&str; 6] = ["txt", "md", "html", "htm", "docx", "pdf"];

/// Longer texts are not shown beside a form.
const MOST_LETTERS: usize = 2_000_000;

/// The text of a document, by its file ending.
///
/// # Errors
/// Returns the reason that no text can be read.
pub fn text_of(file: &File) -> Result<String, Box<Problem>> {
    let ending = file.name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let unread = |unread| Box::new(Problem::error(Location::start_of(&file.name), ProblemKind::NoText(unread)));
    let text = match ending.as_str() {
        "docx" => of_docx(&file.bytes).map_err(unread)?,
        "pdf" => of_pdf(&file.bytes).map_err(unread)?,
        other => {
            let text =
                decode(&file.bytes).map_err(|what| Box::new(Problem::error(Location::start_of(&file.name), what)))?;
            if matches!(other, "html" | "htm") { text_of_page(&text) } else { text }
        }
    };
    if text.len() > MOST_LETTERS {
        return Err(unread(NoText::TooLong));
    }
    Ok(text)
}

#[cfg(feature = "pdf")]
fn of_pdf(bytes: &[u8]) -> Result<String, NoText> {
    pdf::text(bytes)
}

#[cfg(not(feature = "pdf"))]
fn of_pdf(_: &[u8]) -> Result<String, NoText> {
    Err(NoText::NoPdf)
}

/// The paragraphs of a DOCX, without text that a reviewer deleted.
fn of_docx(bytes: &[u8]) -> Result<String, NoText> {
    let unread = |fault: Fault| match fault {
        Fault::Password => NoText::Password,
        Fault::Unpacked { .. } => NoText::TooLong,
        _ => NoText::Damaged,
    };
    // A DOCX with a password is an OLE file around the package.
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(NoText::Password);
    }
    let mut package = Package::open(bytes).map_err(unread)?;
    let mut part = package.part("word/document.xml").map_err(unread)?.ok_or(NoText::Damaged)?;
    let (mut out, mut buffer) = (String::new(), Vec::new());
    let (mut in_text, mut deleted, mut cells) = (false, 0_usize, 0_usize);
    loop {
        if out.len() > MOST_LETTERS {
            return Err(NoText::TooLong);
        }
        match part.next(&mut buffer).map_err(unread)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "t" => in_text = deleted == 0,
                "del" | "moveFrom" => deleted += 1,
                "tr" => cells = 0,
                "tc" => {
                    if cells > 0 {
                        out.push('\t');
                    }
                    cells += 1;
                }
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "t" => in_text = false,
                "del" | "moveFrom" => deleted = deleted.saturating_sub(1),
                // A paragraph of a cell ends with the row.
                "p" if cells == 0 => out.push('\n'),
                "p" if !out.ends_with('\t') => out.push(' '),
                "tc" => out.truncate(out.trim_end_matches(' ').len()),
                "tr" => {
                    out.push('\n');
                    cells = 0;
                }
                _ => {}
            },
            Event::Empty(element) => match element.local_name().as_ref() {
                "tab" => out.push('\t'),
                "br" | "cr" if attribute(&element, "type").as_deref() != Some("page") => out.push('\n'),
                "p" if cells == 0 => out.push('\n'),
                "noBreakHyphen" => out.push('-'),
                _ => {}
            },
            Event::Text(text) if in_text => out.push_str(&text),
            Event::GeneralRef(entity) if in_text => push_entity(&entity, &mut out),
            Event::Eof => break,
            _ => {}
        }
    }
    if out.trim().is_empty() { Err(NoText::Pictures) } else { Ok(out) }
}
