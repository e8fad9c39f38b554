//! The text of the documents of policies.

use std::io::{Cursor, Write as _};

use backlot::data::no_text::NoText;
use backlot::data::paper::text_of;
use backlot::data::problem::ProblemKind;
use backlot::data::read::File;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn file(name: &str, bytes: &[u8]) -> File {
    File { name: name.to_owned(), bytes: bytes.to_vec() }
}

fn docx(body: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    let text = format!(
        r#"<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    );
    zip.write_all(text.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_docx_is_its_paragraphs_and_tables_without_what_was_taken_out() {
    let body = r#"<w:p><w:r><w:t>第一条 每部</w:t></w:r><w:r><w:t xml:space="preserve"> 20万元 &amp; 以内</w:t></w:r></w:p>
        <w:p><w:del><w:r><w:delText>30</w:delText><w:t>30万元</w:t></w:r></w:del><w:r><w:t>第二条</w:t><w:br/><w:t>续</w:t></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>类</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>额</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#;
    let text = text_of(&file("政策.DOCX", &docx(body))).unwrap();
    assert_eq!(text, "第一条 每部 20万元 & 以内\n第二条\n续\n类\t额\n");
}

#[test]
fn plain_texts_and_pages_are_read_in_the_letters_they_were_written_in() {
    let zh = encoding("每部最高20万元");
    assert_eq!(text_of(&file("a.txt", &zh)).unwrap(), "每部最高20万元");
    assert_eq!(text_of(&file("a.txt", "\u{feff}每部".as_bytes())).unwrap(), "每部");
    let page = text_of(&file("a.HTML", "<p>第一条</p><script>x</script><p>20万元</p>".as_bytes())).unwrap();
    assert!(page.contains("第一条") && page.contains("20万元") && !page.contains('x'), "{page}");
}

/// As Chinese systems write it: GB18030.
fn encoding(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

#[test]
fn what_has_no_text_says_why() {
    let why = |name: &str, bytes: &[u8]| match text_of(&file(name, bytes)).unwrap_err().what {
        ProblemKind::NoText(why) => why,
        other => panic!("{other:?}"),
    };
    assert_eq!(why("a.docx", b"PK nothing"), NoText::Damaged);
    assert_eq!(why("a.docx", &[0xd0, 0xcf, 0x11, 0xe0, 0, 0]), NoText::Password);
    assert_eq!(why("a.docx", &docx("<w:p/>")), NoText::Pictures);
    let pdf = why("a.pdf", b"%PDF-1.7 cut off");
    assert!(matches!(pdf, NoText::Damaged | NoText::NoPdf | NoText::Pictures), "{pdf:?}");
}

#[cfg(feature = "pdf")]
#[test]
fn the_text_of_a_pdf_comes_out_in_lines() {
    use backlot::data::{read, seeds};
    use backlot::model::text::Language;
    use backlot::report::{Brief, Format, Known, make, plan::Plan};
    use backlot::words::Words;
    use backlot::words::number::Scale;

    let library = read::read(&[seeds::layer()]).library;
    let production = &library.productions["vertical-60"];
    let brief = Brief {
        library: &library,
        production,
        places: &production.places,
        day: jiff::civil::date(2026, 11, 29),
        scale: Scale::default(),
        errors: 0,
        own: &Default::default(),
        plan: &Plan::default(),
        slate: None,
        proposals: None,
        known: Known::default(),
    };
    let made = make(&brief, &Words::new(Language::Chinese), Format::Pdf, &()).unwrap();
    let text = text_of(&file("report.pdf", &made)).unwrap();
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    assert!(text.contains("60集竖屏微短剧") || text.contains("60 集竖屏微短剧"), "{text}");
    assert!(first.chars().count() > 3, "letters stand in lines: {first}");
}
