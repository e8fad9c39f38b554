//! A text document for Word and LibreOffice, for further editing: headings, tables whose headings are repeated on
//! every page, notes, and links within the document.
//!
//! It is written with `zip` by our own code: the only maintained crate gives different bytes every time and does not
//! support repeated headings. The same inputs give the same bytes. Plots and curves are pictures with their figures
//! below. Text fonts are not embedded; the reader's are used.

mod body;
mod look;
mod pictures;
mod widths;

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use self::body::Body;
use self::pictures::{picture_file, picture_id};
use super::document::Document;
use super::same_bytes::on_every_system;
use crate::model::text::Language;

const STYLES: &str = include_str!("../../../assets/report/docx/styles.xml");

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
                    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
                    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
                    xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Writes the document.
///
/// # Errors
/// Fails with the error of the zip writer.
pub(super) fn write(document: &Document) -> Result<Vec<u8>, zip::result::ZipError> {
    let body = Body::of(document);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // No clock is read: every part has the earliest date of the zip format.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let parts = [
        ("[Content_Types].xml", types()),
        ("_rels/.rels", relations(&[("rId1", "officeDocument", "word/document.xml", false)], true)),
        ("docProps/core.xml", core(document)),
        ("word/document.xml", body.document),
        ("word/_rels/document.xml.rels", parts_of(&body.links, body.pictures.len())),
        ("word/styles.xml", STYLES.to_owned()),
        ("word/settings.xml", settings()),
        ("word/footnotes.xml", notes(&body.notes)),
        ("word/footer1.xml", footer(document)),
    ];
    for (name, text) in parts {
        zip.start_file(name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    for (at, bytes) in body.pictures.iter().enumerate() {
        zip.start_file(format!("word/{}", picture_file(at)), options)?;
        zip.write_all(bytes)?;
    }
    Ok(on_every_system(zip.finish()?.into_inner()))
}

/// A text without markup; characters that are not allowed in such a file are left out.
fn escaped(text: &str) -> String {
    let fits = |sign: &char| !sign.is_control() && !matches!(sign, '\u{fffe}' | '\u{ffff}');
    let clean: String = text.chars().map(|sign| if sign == '\n' { ' ' } else { sign }).filter(fits).collect();
    quick_xml::escape::escape(clean.as_str()).into_owned()
}

fn types() -> String {
    let part = |name: &str, kind: &str| format!("<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>");
    let word = ["document.main", "styles", "settings", "footnotes", "footer"].map(|kind| {
        let name = match kind {
            "document.main" => "document",
            "footer" => "footer1",
            other => other,
        };
        part(&format!("word/{name}.xml"), &format!("{MAIN}.{kind}+xml"))
    });
    format!(
        "{HEAD}<Types xmlns=\"{TYPES}\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" \
         ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>{}{}</Types>",
        word.concat(),
        part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
    )
}

/// The relations of a part: id, kind, target, and whether that is external.
fn relations(all: &[(&str, &str, &str, bool)], core: bool) -> String {
    let one = |(id, kind, target, outside): &(&str, &str, &str, bool)| {
        let mode = if *outside { " TargetMode=\"External\"" } else { "" };
        format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{}\"{mode}/>", escaped(target))
    };
    let core = match core {
        true => {
            "<Relationship Id=\"rIdCore\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
        }
        false => "",
    };
    format!(
        "{HEAD}<Relationships xmlns=\"{RELATIONS}\">{}{core}</Relationships>",
        all.iter().map(one).collect::<String>()
    )
}

fn parts_of(links: &[String], pictures: usize) -> String {
    let pictures: Vec<(String, String)> = (0..pictures).map(|at| (picture_id(at), picture_file(at))).collect();
    let ids: Vec<String> = (0..links.len()).map(body::link_id).collect();
    let mut all = vec![
        ("rIdStyles", "styles", "styles.xml", false),
        ("rIdSettings", "settings", "settings.xml", false),
        ("rIdNotes", "footnotes", "footnotes.xml", false),
        ("rIdFooter", "footer", "footer1.xml", false),
    ];
    all.extend(ids.iter().zip(links).map(|(id, link)| (id.as_str(), "hyperlink", link.as_str(), true)));
    all.extend(pictures.iter().map(|(id, file)| (id.as_str(), "image", file.as_str(), false)));
    relations(&all, false)
}

/// The properties of the file. Its date is the day of the report.
fn core(document: &Document) -> String {
    let language = match document.language {
        Language::Chinese => "zh-CN",
        Language::English => "en-GB",
    };
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:subject>{}</dc:subject>\
         <dc:creator>{}</dc:creator><dc:language>{language}</dc:language></cp:coreProperties>",
        escaped(&document.title),
        escaped(&document.front.sentence()),
        escaped(&document.brand.join(" "))
    )
}

fn settings() -> String {
    format!(
        "{HEAD}<w:settings {WORD}><w:footnotePr><w:footnote w:id=\"0\"/><w:footnote w:id=\"1\"/></w:footnotePr>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>"
    )
}

fn notes(all: &[String]) -> String {
    let fixed = [(0, "separator"), (1, "continuationSeparator")].map(|(id, kind)| {
        format!(
            "<w:footnote w:type=\"{kind}\" w:id=\"{id}\"><w:p><w:pPr><w:spacing w:after=\"0\"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>"
        )
    });
    let own = all.iter().zip(body::FIRST_NOTE..).map(|(text, id)| {
        format!(
            "<w:footnote w:id=\"{id}\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr><w:r><w:rPr>\
             <w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> {}</w:t></w:r></w:p></w:footnote>",
            escaped(text)
        )
    });
    format!("{HEAD}<w:footnotes {WORD}>{}{}</w:footnotes>", fixed.concat(), own.collect::<String>())
}

/// The limits, the program, and the page number.
fn footer(document: &Document) -> String {
    let field = |code: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    let text = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text));
    format!(
        "{HEAD}<w:ftr {WORD}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:pBdr><w:top w:val=\"single\" w:sz=\"4\" \
         w:space=\"4\" w:color=\"E4DFD4\"/></w:pBdr></w:pPr>{}</w:p><w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:tabs>\
         <w:tab w:val=\"right\" w:pos=\"{}\"/></w:tabs></w:pPr>{}<w:r><w:tab/></w:r>{}{}{}</w:p></w:ftr>",
        text(&document.front.limits),
        body::WIDTH,
        text(&document.front.stamp),
        field("PAGE"),
        text(" / "),
        field("NUMPAGES")
    )
}
