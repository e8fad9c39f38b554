//! Workbooks and text files that are damaged or claim to be larger than they are. Each ends soon, with a reason.

use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use backlot::data::problem::ProblemKind;
use backlot::data::progress::Progress;
use backlot::data::read::File;
use backlot::data::table::fault::Fault;
use backlot::data::table::mapping::{Kind, Mapping};
use backlot::data::table::propose::{ImportTarget, propose};
use backlot::data::table::{self, Table};
use backlot::model::production::Production;
use backlot::model::text::Language;
use backlot::words::Words;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::table::{TODAY, library};

/// No file here may take longer, even in a build without optimisation.
const LONGEST: Duration = Duration::from_secs(20);

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/import").join(name)).unwrap()
}

fn read(name: &str, bytes: &[u8]) -> Result<Table, ProblemKind> {
    let since = Instant::now();
    let read = table::read(&File { name: name.into(), bytes: bytes.to_vec() }, None);
    assert!(since.elapsed() < LONGEST, "{name} took {:?}", since.elapsed());
    read.map_err(|problem| problem.what)
}

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn xlsx(sheet: &str) -> Vec<u8> {
    let rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    zipped(&[
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            &format!(
                "<Relationships><Relationship Id=\"r1\" Type=\"{rels}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet>{sheet}</worksheet>")),
    ])
}

fn ods(table: &str) -> Vec<u8> {
    let head = "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"S\">";
    let tail = "</table:table></office:spreadsheet></office:body></office:document-content>";
    zipped(&[("content.xml", &format!("{head}{table}{tail}"))])
}

#[test]
fn cells_far_apart_take_no_room() {
    let cell = |name: &str| format!("<c r=\"{name}\"><v>1</v></c>");
    let far = format!(
        "<sheetData><row r=\"1\">{}</row><row r=\"1048576\">{}</row></sheetData>",
        cell("A1"),
        cell("XFD1048576")
    );
    let table = read("far.xlsx", &xlsx(&far)).unwrap();
    assert_eq!((table.rows.len(), table.width, table.rows[1].number), (2, 16_384, 1_048_576));
    let beyond = format!("<sheetData><row r=\"1\">{}</row></sheetData>", cell("ZZZZZ9"));
    assert_eq!(read("beyond.xlsx", &xlsx(&beyond)), Err(ProblemKind::Table(Fault::Damaged)));
    let mut many = String::from("<sheetData>");
    for row in 1..30_000 {
        many.push_str(&format!("<row r=\"{row}\">{}</row>", cell(&format!("XFD{row}"))));
    }
    many.push_str("</sheetData>");
    assert!(matches!(read("many.xlsx", &xlsx(&many)), Err(ProblemKind::Table(Fault::Cells { .. }))));
    let merged = format!("{}<mergeCells>{}</mergeCells>", far, "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(500));
    assert!(matches!(read("merged.xlsx", &xlsx(&merged)), Ok(_) | Err(ProblemKind::Table(Fault::Cells { .. }))));
}

#[test]
fn what_is_repeated_by_a_number_is_counted_first() {
    let cell = |columns: u32| {
        format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\"{columns}\"><text:p>1</text:p></table:table-cell>"
        )
    };
    let row = |rows: u32, columns: u32| {
        format!("<table:table-row table:number-rows-repeated=\"{rows}\">{}</table:table-row>", cell(columns))
    };
    assert!(matches!(read("wide.ods", &ods(&row(1_000, 16_384))), Err(ProblemKind::Table(Fault::Cells { .. }))));
    assert!(matches!(read("long.ods", &ods(&row(1_048_576, 1))), Err(ProblemKind::Table(Fault::Rows { .. }))));
    assert!(matches!(read("both.ods", &ods(&row(u32::MAX, u32::MAX))), Err(ProblemKind::Table(_))));
    let empty = "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let table = read("empty.ods", &ods(&format!("{}{empty}{}", row(1, 2), row(1, 1)))).unwrap();
    assert_eq!((table.rows.len(), table.rows[1].number), (2, 1_048_572));
}

#[test]
fn what_is_unpacked_has_a_limit() {
    let text = "a".repeat(1_000_000);
    let row = format!("<row><c t=\"inlineStr\"><is><t>{text}</t></is></c></row>");
    let bytes = xlsx(&format!("<sheetData>{}</sheetData>", row.repeat(220)));
    assert!(bytes.len() < 1_000_000);
    assert!(matches!(read("bomb.xlsx", &bytes), Err(ProblemKind::Table(Fault::Unpacked { .. }))));
}

#[test]
fn many_empty_tables_are_not_read_one_by_one() {
    let tables: String = (0..60_000).map(|at| format!("</table:table><table:table table:name=\"T{at}\">")).collect();
    assert_eq!(read("tables.ods", &ods(&tables)), Err(ProblemKind::Empty));
    let cell = "<table:table-cell office:value-type=\"string\"><text:p>here</text:p></table:table-cell>";
    let last = format!("{tables}<table:table-row>{cell}</table:table-row>");
    assert_eq!(read("last.ods", &ods(&last)).unwrap().sheet, 60_000);
}

#[test]
fn a_workbook_with_a_password_says_so_in_both_languages() {
    let file = File { name: "secret.xlsx".into(), bytes: fixture("encrypted.xlsx") };
    let problem = table::read(&file, None).unwrap_err();
    assert_eq!(problem.what, ProblemKind::Table(Fault::Password));
    assert!(Words::new(Language::English).problem(&problem).contains("protected by a password"));
    assert!(Words::new(Language::Chinese).problem(&problem).contains("受密码保护"));
    let manifest =
        "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let bytes = zipped(&[("content.xml", "????"), ("META-INF/manifest.xml", manifest)]);
    assert_eq!(read("secret.ods", &bytes), Err(ProblemKind::Table(Fault::Password)));
}

#[test]
fn damaged_workbooks_are_refused_and_nothing_panics() {
    let names = [
        "merged-place.xls",
        "formats.xls",
        "hidden.xls",
        "merged-place.xlsx",
        "formats.xlsx",
        "merged-place.ods",
        "formats.ods",
    ];
    let mut seed = 7_u64;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    for name in names {
        let whole = fixture(name);
        for length in (0..whole.len()).step_by(97) {
            let _ = read(name, &whole[..length]);
        }
        for _ in 0..400 {
            let mut bytes = whole.clone();
            for _ in 0..=random(8) {
                let at = random(bytes.len());
                bytes[at] = u8::try_from(random(256)).unwrap();
            }
            let _ = read(name, &bytes);
        }
    }
    assert!(matches!(read("cut.xls", &fixture("formats.xls")[..2_048]), Err(ProblemKind::Table(_))));
}

#[test]
fn texts_of_any_width_and_length_end_soon() {
    let library = library();
    let production = Production::default();
    let ground = ImportTarget { library: &library, production: &production, today: TODAY };
    let headings: Vec<String> = (0..4_096).map(|at| format!("heading number {at}")).collect();
    let long = format!("Place,{}\nDatong,5\n", "a very long heading ".repeat(1_600));
    let cells = format!("Item,Amount\n{}", format!("{},5\n", "x".repeat(20_000)).repeat(30));
    let unknown: String = (0..2_000).map(|at| format!("no such question {at},5\n")).collect();
    for text in [
        format!("{}\n{}\n", headings.join(","), "5,".repeat(4_095)),
        long,
        cells,
        format!("Item,Amount\nLocal spend,5\n{unknown}"),
    ] {
        let since = Instant::now();
        let read = read("any.csv", text.as_bytes()).unwrap();
        for kind in [Kind::Answers, Kind::Observations, Kind::Payments] {
            let mapping = Mapping::guess(&read, &library, Some(kind));
            let _ = mapping.left_out(&read);
            propose(&read, &mapping, ground, &Progress::default()).unwrap();
        }
        assert!(since.elapsed() < LONGEST * 2, "{:?}", since.elapsed());
    }
    let cell = |letters: usize| format!("Item,Amount\n\n{},5\n", "字".repeat(letters));
    assert!(read("cell.csv", cell(32_767).as_bytes()).is_ok());
    assert_eq!(read("cell.csv", cell(32_768).as_bytes()), Err(ProblemKind::Table(Fault::Letters { limit: 32_767 })));
    let line = File { name: "line.csv".into(), bytes: cell(40_000).into_bytes() };
    assert_eq!(table::read(&line, None).unwrap_err().at.line, 3);
    let wide = vec!["a"; 200_000].join(",");
    assert!(matches!(read("wide.csv", wide.as_bytes()), Err(ProblemKind::Table(Fault::Columns { .. }))));
    let many = "1\n".repeat(400_000);
    assert!(matches!(read("many.csv", many.as_bytes()), Err(ProblemKind::Table(Fault::Rows { .. }))));
}
