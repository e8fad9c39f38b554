//! The fuzz targets. Each function accepts any bytes, must end soon, and checks its invariants. The fuzzer calls them,
//! and so does a test, with the initial files of the fuzzer.

use std::io::{Cursor, Write as _};
use std::sync::LazyLock;

use backlot::data::patch;
use backlot::data::progress::Progress;
use backlot::data::read::{Document, File, Layer, Loaded, document, read, read_production, read_scenario};
use backlot::data::table::mapping::Mapping;
use backlot::data::table::propose::{ImportTarget, propose};
use backlot::data::table::schedule::{Chosen, Columns, schedule};
use backlot::data::{check, lint, seeds, table, write};
use backlot::model::date::{PartialDate, Period};
use backlot::model::number::Number;
use backlot::model::production::{Answer, Production};
use backlot::model::text::Language;
use backlot::rules::assess::assess_all;
use backlot::session::bundle;
use backlot::words::Words;
use jiff::civil::{Date, date};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const DAY: Date = date(2026, 11, 22);

/// The built-in shelf, read once.
static BUILT_IN: LazyLock<Loaded> = LazyLock::new(|| read(&[seeds::layer()]));

/// The records that policies refer to: facts, places and sources. Reading everything for each policy would take too
/// long.
static BELOW: LazyLock<Layer> = LazyLock::new(|| {
    let mut layer = seeds::layer();
    let needed = ["facts", "places", "sources"];
    layer.files.retain(|file| needed.iter().any(|name| file.name.contains(name)) && !file.name.contains("/policies/"));
    layer
});

/// The words for the messages of problems.
static WORDS: LazyLock<[Words; 2]> = LazyLock::new(|| [Language::Chinese, Language::English].map(Words::new));

fn file(name: &str, bytes: &[u8]) -> File {
    File { name: name.to_owned(), bytes: bytes.to_vec() }
}

fn said<'a>(problems: impl IntoIterator<Item = &'a backlot::data::problem::Problem>) {
    for problem in problems.into_iter().take(20) {
        assert!(problem.at.line > 0 && problem.at.column > 0);
        for words in &*WORDS {
            assert!(!words.problem(problem).is_empty());
        }
    }
}

/// Any RON record. If it can be read, it is checked, advised on, calculated and written again.
pub(crate) fn record(bytes: &[u8]) {
    let file = file("x.ron", bytes);
    let record = match document(&file) {
        Ok(record) => record,
        Err(problem) => return said([&*problem]),
    };
    let text = write::record(&record).expect("what was read can be written");
    let again = document(&self::file("x.ron", text.as_bytes())).expect("what was written can be read");
    assert_eq!(write::record(&again).ok(), Some(text));
    let is_policy = matches!(record, Document::Policy(_));
    // Without a library, most of its references are missing, which is reported.
    let loaded = read(&[Layer { files: vec![file.clone()], problems: Vec::new() }]);
    said(&loaded.problems);
    said(&lint::lint(&loaded, DAY));
    if is_policy {
        let loaded = read(&[BELOW.clone(), Layer { files: vec![file], problems: Vec::new() }]);
        said(&loaded.problems);
        worked_out(&loaded, &Production::default());
    }
}

fn worked_out(loaded: &Loaded, production: &Production) {
    let places: Vec<_> = ["datong", "shenzhen"].into_iter().map(Into::into).collect();
    for assessment in assess_all(&loaded.library, production, &places, DAY) {
        assert!(assessment.floor <= assessment.settled);
        assert!(assessment.ceiling.is_none_or(|ceiling| assessment.settled <= ceiling));
    }
}

/// A production. If it can be read, it is calculated, and written into its own text with an edit.
pub(crate) fn production(bytes: &[u8]) {
    let file = file("x.ron", bytes);
    let production = match read_production(&file) {
        Ok(production) => production,
        Err(problem) => return said([&*problem]),
    };
    let text = String::from_utf8_lossy(bytes);
    said(&check::production(&production, &BUILT_IN.library, "x.ron", &text));
    worked_out(&BUILT_IN, &production);
    let mut edited = production.clone();
    edited.name.zh.push('甲');
    edited.answers.pop_first();
    edited.answers.insert("episodes".into(), Answer::Number(Number(60.into())));
    for (before, after) in [(&production, &production), (&production, &edited)] {
        let written = patch::production(&text, after).expect("what was read can be written");
        let again = read_production(&self::file("x.ron", written.text.as_bytes()));
        assert_eq!(again.as_ref(), Ok(after), "{}", written.text);
        assert!(before != after || written.moved || written.text == text, "nothing changed");
    }
}

/// A scenario. If it can be read, it is checked, applied as far as it fits, and written again.
pub(crate) fn scenario(bytes: &[u8]) {
    let file = file("x.ron", bytes);
    let scenario = match read_scenario(&file) {
        Ok(scenario) => scenario,
        Err(problem) => return said([&*problem]),
    };
    let problems = check::scenario(&scenario, &BUILT_IN.library, "x.ron", &String::from_utf8_lossy(bytes));
    said(&problems);
    let (library, clashes) = scenario.apply(&BUILT_IN.library);
    assert!(clashes.is_empty() || !problems.is_empty(), "what does not fit is told");
    if problems.is_empty() {
        for change in &scenario.changes {
            let now = library.policies.get(&change.policy).and_then(|policy| policy.figure(&change.figure));
            assert!(now.is_some());
        }
        let production = BUILT_IN.library.productions.values().next().expect("there are samples");
        for change in &scenario.bases {
            let now = library.policies.get(&change.policy).and_then(|policy| policy.incentive(&change.incentive));
            assert!(now.is_some());
        }
        let places: Vec<_> = scenario.policies().filter_map(|one| library.policies.get(one)).collect();
        let places: Vec<_> = places.iter().map(|policy| policy.place.clone()).take(2).collect();
        drop(assess_all(&library, production, &places, DAY));
    }
    let text = write::record(&Document::Scenario(scenario.clone().into())).expect("what was read can be written");
    assert_eq!(read_scenario(&self::file("x.ron", text.as_bytes())), Ok(scenario));
}

/// A sealed bundle. It is opened or refused, and the seal is calculated again.
pub(crate) fn bundle(bytes: &[u8]) {
    let file = file("x.backlot", bytes);
    if bundle::is_bundle(&file) {
        match bundle::open(&file) {
            Ok(bundle) => drop(bundle.places),
            Err(problem) => said([&*problem]),
        }
    }
}

/// A table. The first byte selects the file name: `c` for CSV, `x` for XLSX, `o` for ODS, `l` for XLS. After `X` and
/// `O` the bytes are the sheet itself and are first put into a workbook, because random changes of compressed bytes
/// cannot be unpacked.
pub(crate) fn table(bytes: &[u8]) {
    let Some((name, bytes)) = bytes.split_first() else { return };
    let file = match name {
        b'c' => file("x.csv", bytes),
        b'x' => file("x.xlsx", bytes),
        b'o' => file("x.ods", bytes),
        b'l' => file("x.xls", bytes),
        b'X' => packed("x.xlsx", &[&WORKBOOK[..], &[("xl/worksheets/sheet1.xml", bytes)]].concat()),
        b'O' => packed("x.ods", &[("content.xml", bytes)]),
        _ => return,
    };
    let table = match table::read(&file, None) {
        Ok(table) => table,
        Err(problem) => return said([&*problem]),
    };
    let mapping = Mapping::guess(&table, &BUILT_IN.library, None);
    let production = Production::default();
    let ground = ImportTarget { library: &BUILT_IN.library, production: &production, today: DAY };
    let proposal = propose(&table, &mapping, ground, &Progress::default()).expect("nobody stopped it");
    assert!(proposal.lines.len() <= table.rows.len() * table.width);
    let columns = Columns::guess(&table, &BUILT_IN.library);
    let read = schedule(&table, &columns, &BUILT_IN.library, &Progress::default()).expect("nobody stopped it");
    let counted = read.count(&BUILT_IN.library, &Chosen::new());
    assert!(counted.places.iter().all(|one| one.run <= one.days && one.days <= counted.days));
}

/// The parts of a workbook with one sheet, without the sheet.
const WORKBOOK: [(&str, &[u8]); 4] = [
    ("xl/workbook.xml", b"<workbook><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"),
    (
        "xl/_rels/workbook.xml.rels",
        b"<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"r3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>",
    ),
    ("xl/sharedStrings.xml", b"<sst><si><t>Market size</t></si><si><t>China</t></si><si><t>2024</t></si></sst>"),
    (
        "xl/styles.xml",
        b"<styleSheet><numFmts><numFmt numFmtId=\"200\" formatCode=\"0.0,,\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"9\"/><xf numFmtId=\"14\"/><xf numFmtId=\"200\"/></cellXfs></styleSheet>",
    ),
];

fn packed(name: &str, parts: &[(&str, &[u8])]) -> File {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (part, bytes) in parts {
        zip.start_file(*part, options).expect("memory takes it");
        zip.write_all(bytes).expect("memory takes it");
    }
    file(name, zip.finish().expect("memory takes it").get_ref())
}

/// Numbers, dates and periods: a value that was read is written so that it reads back the same.
pub(crate) fn number(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(number) = Number::parse(text) {
        assert_eq!(Number::parse(&number.to_string()), Ok(number));
    }
    if let Ok(date) = text.parse::<PartialDate>() {
        assert_eq!(date.to_string().parse(), Ok(date));
        assert!(date.first_day() <= date.last_day());
    }
    if let Ok(period) = text.parse::<Period>() {
        assert_eq!(period.to_string().parse(), Ok(period));
    }
}
