//! The workbook on the built-in library: every cell compared with the rules, and every formula evaluated by a small
//! interpreter here and by LibreOffice if it is installed.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test may fail loudly and read its own files"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, LazyLock};

use backlot::data::progress::Progress;
use backlot::data::table::mapping::Mapping;
use backlot::data::table::propose::{ImportTarget, Outcome, Proposal, propose};
use backlot::data::{read, seeds, table};
use backlot::model::id::PlaceId;
use backlot::model::library::Library;
use backlot::model::portfolio::Portfolio;
use backlot::model::production::{Answer, Production};
use backlot::model::text::{Language, Text};
use backlot::report::plan::Plan;
use backlot::report::{Brief, Known, xlsx};
use backlot::rules::assess::{Assessment, assess_all};
use backlot::rules::fraction::Fraction;
use backlot::rules::step::{Step, StepKind, Value};
use backlot::study::proposals::Desk;
use backlot::study::slate::{self, Workable};
use backlot::words::Words;
use backlot::words::number::Scale;
use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

const DAY: Date = date(2026, 11, 22);
/// The first row of every table, from 0.
const FIRST: usize = 4;

/// The sheets in their order.
const RESULTS: usize = 1;
const ANSWERS: usize = 2;
const CARDS: usize = 3;
const STEPS: usize = 4;
const INDICATORS: usize = 5;
const SOURCES: usize = 6;
/// The sheets of changes and of dates, which are between them and not counted.
const WITHOUT_POSITION: [&str; 4] = ["How to get more here", "怎样可获更多", "Calendar", "日历"];

/// The built-in library, read once for all tests here.
static LIBRARY: LazyLock<Library> = LazyLock::new(|| read::read(&[seeds::layer()]).library);

fn library() -> Library {
    LIBRARY.clone()
}

fn both_shelves() -> Library {
    read::read(&[seeds::layer(), seeds::world()]).library
}

fn all_with_policy(library: &Library) -> Vec<PlaceId> {
    library.places.keys().filter(|place| library.policies_of(place).next().is_some()).cloned().collect()
}

fn written(library: &Library, production: &Production, places: &[PlaceId], language: Language) -> Vec<u8> {
    let own = BTreeSet::new();
    let brief = Brief {
        library,
        production,
        places,
        day: DAY,
        scale: Scale::Middle,
        errors: 0,
        own: &own,
        plan: &Plan::default(),
        slate: None,
        proposals: None,
        known: Known::default(),
    };
    xlsx::write(&brief, &Words::new(language)).unwrap()
}

/// The content of a workbook.
struct Opened {
    names: Vec<String>,
    values: Vec<Range<Data>>,
    formulas: Vec<BTreeMap<(u32, u32), String>>,
}

impl Opened {
    /// The values alone; formulas are parsed separately, which takes as long again.
    fn values(bytes: &[u8]) -> Self {
        let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap();
        // The sheet of the brief is before them and contains no formula. Neither do those of changes and dates.
        let names = book.sheet_names().into_iter().skip(1).filter(|name| !WITHOUT_POSITION.contains(&name.as_str()));
        let names: Vec<String> = names.collect();
        let values = names.iter().map(|name| book.worksheet_range(name).unwrap()).collect();
        Self { names, values, formulas: Vec::new() }
    }

    fn new(bytes: &[u8]) -> Self {
        let values = Self::values(bytes);
        let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap();
        let formulas = values.names.iter().map(|name| {
            let range = book.worksheet_formula(name).unwrap();
            let (row, column) = range.start().unwrap_or_default();
            let used = range.used_cells().filter(|(_, _, formula)| !formula.is_empty());
            used.map(|(r, c, formula)| ((row + r as u32, column + c as u32), formula.clone())).collect()
        });
        let formulas = formulas.collect();
        Self { formulas, ..values }
    }

    fn at(&self, sheet: usize, row: usize, column: usize) -> &Data {
        self.values[sheet].get_value((row as u32, column as u32)).unwrap_or(&Data::Empty)
    }

    fn number(&self, sheet: usize, row: usize, column: usize) -> f64 {
        match self.at(sheet, row, column) {
            Data::Float(number) => *number,
            Data::Int(number) => *number as f64,
            other => panic!("{}: row {row}, column {column}: {other:?}", self.names[sheet]),
        }
    }

    fn text(&self, sheet: usize, row: usize, column: usize) -> String {
        match self.at(sheet, row, column) {
            Data::String(text) => text.clone(),
            Data::Empty => String::new(),
            other => panic!("{}: row {row}, column {column}: {other:?}", self.names[sheet]),
        }
    }

    fn is_text(&self, sheet: usize, row: usize, column: usize) -> bool {
        matches!(self.at(sheet, row, column), Data::String(_))
    }
}

/// As a cell stores it.
fn near(cell: f64, value: Fraction) -> bool {
    cell == value.to_string().parse::<f64>().unwrap()
}

/// The steps in the order of their rows.
fn flat<'a>(step: &'a Step, level: usize, all: &mut Vec<(usize, &'a Step)>) {
    all.push((level, step));
    step.parts.iter().for_each(|part| flat(part, level + 1, all));
}

/// Compares every cell of results and steps with the assessments. Returns the number of formulas.
fn check(book: &Opened, assessments: &[Assessment]) -> usize {
    let explained: Vec<Step> = assessments.iter().map(Assessment::explained).collect();
    let mut row = FIRST;
    for (at, (one, step)) in assessments.iter().zip(&explained).enumerate() {
        let known = one.known_ceiling();
        if one.is_unrecorded() {
            assert!((1..=3).all(|column| book.is_text(RESULTS, FIRST + at, column)), "{}: a dash, not 0", one.place);
        } else {
            assert!(near(book.number(RESULTS, FIRST + at, 1), one.floor), "{}", one.place);
        }
        match known {
            _ if one.is_unrecorded() => {}
            Some(most) => {
                assert!(near(book.number(RESULTS, FIRST + at, 2), most), "{}", one.place);
                assert!(near(book.number(RESULTS, FIRST + at, 3), most.minus(one.floor).unwrap()), "{}", one.place);
            }
            None => assert!(book.is_text(RESULTS, FIRST + at, 2), "{}", one.place),
        }
        let counted: f64 = (4..9).map(|column| book.number(RESULTS, FIRST + at, column)).sum();
        assert_eq!(counted as usize, one.awards.len());
        let mut lines = Vec::new();
        flat(step, 0, &mut lines);
        for (level, step) in lines {
            assert_eq!(book.number(STEPS, row, 1) as usize, level);
            match step.value {
                Value::Amount(range, _) => {
                    assert!(near(book.number(STEPS, row, 3), range.low), "{}: row {row}: {:?}", one.place, step.what);
                    match range.high {
                        Some(most) => {
                            assert!(
                                near(book.number(STEPS, row, 4), most),
                                "{}: row {row}: {:?}",
                                one.place,
                                step.what
                            );
                        }
                        None => assert!(book.is_text(STEPS, row, 4)),
                    }
                }
                Value::Holds(_) | Value::Said => assert!(book.is_text(STEPS, row, 3), "{:?}", step.what),
            }
            row += 1;
        }
    }
    assert_eq!(*book.at(STEPS, row, 1), Data::Empty);
    book.formulas.iter().map(BTreeMap::len).sum()
}

/// Evaluates a formula from the cells that it refers to.
struct Sum<'a> {
    book: &'a Opened,
    sheet: usize,
    rest: &'a str,
}

impl<'a> Sum<'a> {
    fn of(book: &'a Opened, sheet: usize, formula: &'a str) -> f64 {
        let mut sum = Self { book, sheet, rest: formula.trim_start_matches('=') };
        let value = sum.sum().expect("a number");
        assert!(sum.rest.is_empty(), "{formula}: {}", sum.rest);
        value
    }

    fn eat(&mut self, sign: char) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// None is a text, which only `MIN` and `MAX` ignore.
    fn sum(&mut self) -> Option<f64> {
        let mut total = self.product();
        loop {
            if self.eat('+') {
                total = Some(total.expect("a number") + self.product().expect("a number"));
            } else if self.eat('-') {
                total = Some(total.expect("a number") - self.product().expect("a number"));
            } else {
                return total;
            }
        }
    }

    fn product(&mut self) -> Option<f64> {
        let mut total = self.one();
        loop {
            if self.eat('*') {
                total = Some(total.expect("a number") * self.one().expect("a number"));
            } else if self.eat('/') {
                total = Some(total.expect("a number") / self.one().expect("a number"));
            } else {
                return total;
            }
        }
    }

    fn one(&mut self) -> Option<f64> {
        if self.eat('(') {
            let value = self.sum();
            assert!(self.eat(')'));
            return value;
        }
        for (name, least) in [("MIN(", true), ("MAX(", false)] {
            if let Some(rest) = self.rest.strip_prefix(name) {
                self.rest = rest;
                let mut all = vec![self.sum()];
                while self.eat(',') {
                    all.push(self.sum());
                }
                assert!(self.eat(')'));
                let numbers = all.into_iter().flatten();
                return numbers.reduce(|a, b| if least { a.min(b) } else { a.max(b) });
            }
        }
        let mut sheet = self.sheet;
        if let Some(rest) = self.rest.strip_prefix('\'') {
            let (name, rest) = rest.split_once("'!").unwrap();
            sheet = self.book.names.iter().position(|known| known == name).unwrap();
            self.rest = rest;
        }
        let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '.').unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        if word.starts_with(|c: char| c.is_ascii_uppercase()) {
            let column = usize::from(word.as_bytes()[0] - b'A');
            let row: usize = word[1..].parse().unwrap();
            return match self.book.at(sheet, row - 1, column) {
                Data::String(_) => None,
                _ => Some(self.book.number(sheet, row - 1, column)),
            };
        }
        let number: f64 = word.parse().unwrap_or_else(|_| panic!("{word}"));
        Some(if self.eat('%') { number / 100.0 } else { number })
    }
}

/// Two binary numbers that should be equal.
fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

fn work_out_again(book: &Opened) {
    for (sheet, formulas) in book.formulas.iter().enumerate() {
        for ((row, column), formula) in formulas {
            let cached = book.number(sheet, *row as usize, *column as usize);
            let value = Sum::of(book, sheet, formula);
            assert!(same(value, cached), "{} {row},{column}: {formula} is {value}, not {cached}", book.names[sheet]);
        }
    }
}

#[test]
fn every_cell_says_what_the_rules_say_and_every_formula_comes_to_it() {
    for (library, productions) in [(library(), usize::MAX), (both_shelves(), 2)] {
        let places = all_with_policy(&library);
        for (at, production) in library.productions.values().take(productions).enumerate() {
            let language = if at % 2 == 0 { Language::Chinese } else { Language::English };
            let assessments = assess_all(&library, production, &places, DAY);
            let book = Opened::new(&written(&library, production, &places, language));
            let formulas = check(&book, &assessments);
            let cells: usize = assessments.iter().map(|one| amounts(&one.explained())).sum();
            assert!(formulas * 2 > cells, "{formulas} formulas for {cells} amounts");
            work_out_again(&book);
        }
    }
}

/// The number of amounts in an explanation that are calculated from others.
fn amounts(step: &Step) -> usize {
    let made = matches!(step.value, Value::Amount(..)) && !step.parts.is_empty();
    usize::from(made) * 2 + step.parts.iter().map(amounts).sum::<usize>()
}

#[test]
fn both_languages_hold_the_same_figures_and_formulas() {
    let library = library();
    let production = &library.productions[seeds::SAMPLE];
    let places = ["datong".into(), "beijing-huairou".into(), "hengdian".into(), "guangxi".into()];
    let [zh, en] = [Language::Chinese, Language::English]
        .map(|language| Opened::new(&written(&library, production, &places, language)));
    assert_eq!(zh.names.len(), 7);
    assert!(zh.names.iter().zip(&en.names).all(|(zh, en)| zh != en));
    for sheet in 0..7 {
        assert_eq!(zh.values[sheet].height(), en.values[sheet].height(), "{}", en.names[sheet]);
        assert_eq!(zh.formulas[sheet].keys().collect::<Vec<_>>(), en.formulas[sheet].keys().collect::<Vec<_>>());
        for (row, column, value) in zh.values[sheet].used_cells() {
            if let Data::Float(number) = value
                && sheet != INDICATORS
            {
                assert_eq!(en.values[sheet].get((row, column)), Some(&Data::Float(*number)), "{row},{column}");
            }
        }
    }
    let assessments = assess_all(&library, production, &places, DAY);
    check(&zh, &assessments);
    check(&en, &assessments);
}

#[test]
fn answers_stand_once_and_the_steps_refer_to_them() {
    let library = library();
    let production = &library.productions[seeds::SAMPLE];
    let places = all_with_policy(&library);
    let book = Opened::new(&written(&library, production, &places, Language::English));
    let numbers = production.answers.values().filter(|answer| matches!(answer, Answer::Number(_))).count();
    assert!(numbers > 0);
    let typed = (FIRST..FIRST + production.answers.len()).filter(|row| !book.is_text(ANSWERS, *row, 2)).count();
    assert_eq!(typed, numbers);
    let mut row = FIRST;
    let mut linked = 0;
    for one in assess_all(&library, production, &places, DAY) {
        let explained = one.explained();
        let mut lines = Vec::new();
        flat(&explained, 0, &mut lines);
        for (_, step) in lines {
            if matches!(step.what, StepKind::Answered(..)) && matches!(step.value, Value::Amount(..)) {
                let formula = &book.formulas[STEPS][&(row as u32, 3)];
                assert!(formula.contains("Answers"), "{formula}");
                linked += 1;
            }
            row += 1;
        }
    }
    assert!(linked > 10, "{linked}");
}

#[test]
fn what_stands_beside_the_answers_has_sheets_of_its_own() {
    let library = library();
    let mut production = (*library.productions[seeds::SAMPLE]).clone();
    let more = read::read_production(&read::File {
        name: String::new(),
        bytes: r#"Production(name: (zh: "甲", en: "A"),
            chances: [(of: Basis(UpTo), share: "35%")],
            change_costs: [(place: "datong", changes: {"revenue_share_year": 10_000_000}, cost: 80_000)],
            variants: [(changes: [(fact: "revenue_share_year", to: 5_000_000.01)])],
            curves: [(over: "revenue_share_year", from: 0, to: 6_000_000)])"#
            .into(),
    });
    let more = more.unwrap();
    (production.chances, production.variants, production.curves) = (more.chances, more.variants, more.curves);
    production.change_costs = more.change_costs;
    let slate = read::read_slate(&read::File {
        name: String::new(),
        bytes: r#"Slate(name: (zh: "组合", en: "Slate"), year: 2026, places: ["datong", "foshan"],
            productions: [(production: Named("vertical-60")), (production: Named("vertical-60"))])"#
            .into(),
    });
    let workable = Workable::of(&library, &slate.unwrap());
    let worked = slate::slate(&library, &workable.slate, &workable.productions, DAY);
    let places: Vec<PlaceId> = ["datong", "foshan"].map(PlaceId::from).to_vec();
    let own = BTreeSet::new();
    let brief = Brief {
        library: &library,
        production: &production,
        places: &places,
        day: DAY,
        scale: Scale::Middle,
        errors: 0,
        own: &own,
        plan: &Plan::default(),
        slate: Some(&worked),
        proposals: None,
        known: Known::default(),
    };
    let scenario = read::read_scenario(&read::File {
        name: String::new(),
        bytes: r#"Scenario(title: (zh: "高", en: "Higher"), changes: [(policy: "zhengzhou-2024-opinions",
            figure: "incentive:yellow-river/amount", old: 300_000, new: 1_400_000)])"#
            .into(),
    });
    let desk = Desk {
        place: "zhengzhou".into(),
        scenarios: vec![Arc::new(scenario.unwrap())],
        portfolio: Arc::new(Portfolio { pool: Some(500_000.into()), ..Portfolio::default() }),
    };
    let proposals = desk.work_out(&library, DAY);
    let brief = Brief { proposals: Some(&proposals), ..brief };
    for language in [Language::Chinese, Language::English] {
        let bytes = xlsx::write(&brief, &Words::new(language)).unwrap();
        let book = Opened::new(&bytes);
        work_out_again(&book);
        // The last row of the bill is the amount paid: the pool, for the law and the proposal.
        let last = book.values[RESULTS + 5].height() - 1;
        let paid = proposals.all[0].costs.most.after.paid.decimal().to_string();
        assert_eq!(book.number(RESULTS + 5, last, 6).to_string(), paid);
        assert!(book.formulas[RESULTS + 5].len() >= 4 && book.values[RESULTS + 6].height() > FIRST);
        let sheets = &book.names[RESULTS + 1..RESULTS + 5];
        let rows = |at: usize| book.values[RESULTS + at].height();
        assert!((1..5).all(|at| rows(at) > FIRST), "{sheets:?}");
        // A and B in Datong: the possible amount rises with the revenue, exactly to the fen.
        let [a, b] = [0, 1].map(|row| book.number(RESULTS + 1, FIRST + row, 6));
        let difference = book.number(RESULTS + 1, FIRST + 1, 7);
        assert!(difference > 0.0 && (a + difference - b).abs() < 0.001, "{a} + {difference} is not {b}");
        // What a change brings after its cost is worked out from both.
        let mut changes: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        let name = if language == Language::English { "How to get more here" } else { "怎样可获更多" };
        let nets = changes.worksheet_formula(name).unwrap();
        let nets: Vec<&str> = nets.used_cells().map(|(_, _, formula)| formula.as_str()).collect();
        let [certain, possible] = nets.as_slice() else { panic!("one change has a cost: {nets:?}") };
        assert!(certain.starts_with('C') && possible.starts_with('D') && certain.get(1..) == possible.get(1..));
        let values = changes.worksheet_range(name).unwrap();
        for net in [-80_000.0, 800_000.0] {
            assert!(values.used_cells().any(|(_, _, cell)| *cell == Data::Float(net)), "{net}");
        }
        let formulas = [1, 2].map(|at| book.formulas[RESULTS + at].len());
        assert!(formulas.iter().all(|count| *count >= 4), "{formulas:?}");
    }
    let bytes = written(&library, &library.productions[seeds::SAMPLE], &places, Language::English);
    assert_eq!(Opened::new(&bytes).names.len(), SOURCES + 1, "no sheet without something to stand in it");
    // Changes that bring more, with their gains, and dates are there for every production.
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let changes = book.worksheet_range("How to get more here").unwrap();
    assert!(changes.used_cells().any(|(_, _, cell)| *cell == Data::Float(880_000.0)), "the gain of the near miss");
    assert!(book.worksheet_range("Calendar").unwrap().height() > FIRST);
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let library = library();
    let production = &library.productions[seeds::SAMPLE];
    let places = all_with_policy(&library);
    let first = written(&library, production, &places, Language::Chinese);
    for _ in 0..3 {
        assert!(first == written(&library, production, &places, Language::Chinese));
    }
}

#[test]
fn without_places_or_answers_there_is_still_a_workbook() {
    let library = library();
    let production = Production { answers: BTreeMap::new(), ..library.productions[seeds::SAMPLE].as_ref().clone() };
    for places in [vec![], vec!["north-america".into()], vec!["datong".into()]] {
        for language in [Language::Chinese, Language::English] {
            let book = Opened::new(&written(&library, &production, &places, language));
            assert_eq!(book.names.len(), 7);
            check(&book, &assess_all(&library, &production, &places, DAY));
            work_out_again(&book);
        }
    }
}

#[test]
fn no_text_of_a_user_is_a_formula() {
    let nasty = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "=HYPERLINK(\"http://x\",\"y\")",
        "<script>alert('x')</script>",
        "&A&\"b\"",
        "=(A1)",
    ];
    let mut library = library();
    let text = |at: usize| Text { zh: nasty[at % nasty.len()].to_owned(), en: nasty[at % nasty.len()].to_owned() };
    let mut at = 0;
    let mut next = || {
        at += 1;
        text(at)
    };
    for place in library.places.values_mut() {
        Arc::make_mut(place).name = next();
    }
    for policy in library.policies.values_mut() {
        let policy = Arc::make_mut(policy);
        policy.title = next();
        policy.incentives.iter_mut().for_each(|incentive| incentive.name = next());
    }
    for source in library.sources.values_mut() {
        let source = Arc::make_mut(source);
        source.title = next();
        source.url = Some(next().en);
    }
    for indicator in library.indicators.values_mut() {
        Arc::make_mut(indicator).name = next();
    }
    for seen in library.observations.values_mut() {
        Arc::make_mut(seen).printed = next().en;
    }
    for fact in library.facts.values_mut() {
        let fact = Arc::make_mut(fact);
        (fact.label, fact.question) = (next(), next());
    }
    let mut production = library.productions[seeds::SAMPLE].as_ref().clone();
    for name in nasty {
        production.name = Text { zh: name.to_owned(), en: name.to_owned() };
        let places = ["datong".into(), "beijing".into(), "hengdian".into()];
        let book = Opened::new(&written(&library, &production, &places, Language::English));
        // Every formula consists of figures, cells, operators and two functions.
        for formula in book.formulas.iter().flat_map(BTreeMap::values) {
            assert!(
                !formula.contains("SUM") && !formula.contains("HYPERLINK") && !formula.contains("1+1"),
                "{formula}"
            );
        }
        assert_eq!(book.text(0, 0, 0), name);
        for row in FIRST..FIRST + 3 {
            assert!(nasty.iter().any(|name| book.text(RESULTS, row, 0).contains(name)));
        }
        work_out_again(&book);
    }
}

#[test]
fn sources_are_numbered_without_gaps_and_everything_cited_is_there() {
    let library = library();
    let production = &library.productions[seeds::SAMPLE];
    let book = Opened::new(&written(&library, production, &all_with_policy(&library), Language::English));
    let height = book.values[SOURCES].height();
    let numbers: BTreeSet<usize> = (FIRST..height).map(|row| book.number(SOURCES, row, 0) as usize).collect();
    assert_eq!(numbers, (1..=height - FIRST).collect());
    let mut cited = BTreeSet::new();
    for (sheet, column) in [(CARDS, 8), (STEPS, 7), (INDICATORS, 7)] {
        for row in FIRST..book.values[sheet].height() {
            let text = match book.at(sheet, row, column) {
                Data::String(text) => text.clone(),
                _ => continue,
            };
            cited.extend(
                text.lines().filter_map(|line| line.strip_prefix('[')?.split(']').next()?.parse::<usize>().ok()),
            );
        }
    }
    assert_eq!(cited, numbers);
}

/// A temporary folder, which is removed afterwards.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// Lets LibreOffice read workbooks, calculate every formula and write them again. None if it is not installed.
fn recalculated(folder: &Path, names: &[&str]) -> Option<Vec<PathBuf>> {
    Command::new("soffice").arg("--version").output().ok().filter(|output| output.status.success())?;
    let profile = folder.join("profile");
    let settings = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;
    std::fs::create_dir_all(profile.join("user")).unwrap();
    std::fs::write(profile.join("user/registrymodifications.xcu"), settings).unwrap();
    let out = folder.join("out");
    let run = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", "xlsx", "--outdir"])
        .arg(&out)
        .args(names.iter().map(|name| folder.join(name)))
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    Some(names.iter().map(|name| out.join(name)).collect())
}

#[test]
fn a_spreadsheet_program_comes_to_the_same() {
    let library = library();
    let folder = folder();
    // A wrong result beside a right formula shows whether formulas are calculated at all.
    let mut canary = rust_xlsxwriter::Workbook::new();
    canary.add_worksheet();
    let sheet = canary.add_worksheet();
    sheet.write_number(0, 0, 20).unwrap();
    sheet.write_formula(0, 1, rust_xlsxwriter::Formula::new("=A1+22").set_result("7")).unwrap();
    canary.save(folder.path().join("canary.xlsx")).unwrap();

    let places = all_with_policy(&library);
    let mut names = vec!["canary.xlsx".to_owned()];
    for (id, production) in &library.productions {
        let name = format!("{id}.xlsx");
        std::fs::write(folder.path().join(&name), written(&library, production, &places, Language::English)).unwrap();
        names.push(name);
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let Some(files) = recalculated(folder.path(), &names) else {
        assert!(std::env::var_os("BACKLOT_READERS").is_none(), "LibreOffice is not installed (libreoffice-calc)");
        println!("Not checked: LibreOffice is not installed (libreoffice-calc), so no formula was worked out by it.");
        return;
    };
    let canary = Opened::new(&std::fs::read(&files[0]).unwrap());
    assert!(same(canary.number(0, 0, 1), 42.0), "LibreOffice did not work the formulas out");
    for (name, file) in names.iter().zip(&files).skip(1) {
        let ours = Opened::new(&std::fs::read(folder.path().join(name)).unwrap());
        let theirs = Opened::new(&std::fs::read(file).unwrap());
        let mut compared = 0;
        for (sheet, formulas) in ours.formulas.iter().enumerate() {
            for (row, column) in formulas.keys() {
                let (row, column) = (*row as usize, *column as usize);
                let (a, b) = (ours.number(sheet, row, column), theirs.number(sheet, row, column));
                assert!(same(a, b), "{name}: {} {row},{column}: {a} is {b} there", ours.names[sheet]);
                compared += 1;
            }
        }
        assert!(compared > 100, "{name}: {compared}");
        println!("{name}: {compared} formulas worked out again by LibreOffice");
    }
}

#[test]
fn fen_are_kept() {
    let library = library();
    let places = all_with_policy(&library);
    let mut production = library.productions[seeds::SAMPLE].as_ref().clone();
    let mut changed = 0;
    for answer in production.answers.values_mut() {
        if let Answer::Number(number) = answer
            && number.0 > Decimal::ONE_THOUSAND
        {
            number.0 += Decimal::new(57, 2);
            changed += 1;
        }
    }
    assert!(changed > 1);
    let assessments = assess_all(&library, &production, &places, DAY);
    let sums =
        |one: &Assessment| [Some(one.floor), one.ceiling].into_iter().flatten().any(|sum| !sum.decimal().is_integer());
    assert!(assessments.iter().any(sums));
    let book = Opened::new(&written(&library, &production, &places, Language::Chinese));
    check(&book, &assessments);
    work_out_again(&book);
}

/// Whether two explanations differ only in amounts: the same steps, each with the same case.
fn alike(a: &Step, b: &Step) -> bool {
    let same_case = match (&a.what, &b.what) {
        (StepKind::Answered(a, _), StepKind::Answered(b, _)) => a == b,
        (
            StepKind::If(_) | StepKind::Tier(_) | StepKind::Choice { .. } | StepKind::Dated(_) | StepKind::ByYear(_),
            _,
        ) => a.what == b.what,
        _ => std::mem::discriminant(&a.what) == std::mem::discriminant(&b.what),
    };
    let same_kind = match (a.value, b.value) {
        (Value::Amount(a, _), Value::Amount(b, _)) => a.high.is_some() == b.high.is_some(),
        (a, b) => a == b,
    };
    let parts = a.parts.len() == b.parts.len() && a.parts.iter().zip(&b.parts).all(|(a, b)| alike(a, b));
    same_case && same_kind && parts
}

/// A formula must hold in general and not by chance. With other answers, as long as no other case applies, the same
/// formula must give the result of the rules.
#[test]
fn formulas_stay_right_when_an_answer_changes() {
    let library = library();
    let places = all_with_policy(&library);
    let mut held = 0;
    for production in library.productions.values().step_by(3) {
        let before = Opened::new(&written(&library, production, &places, Language::English));
        let explained = |production: &Production| -> Vec<Step> {
            assess_all(&library, production, &places, DAY).iter().map(Assessment::explained).collect()
        };
        let old = explained(production);
        for (fact, answer) in &production.answers {
            let Answer::Number(number) = answer else { continue };
            for factor in ["1.08"] {
                let mut changed = production.as_ref().clone();
                let other = (number.0 * factor.parse::<Decimal>().unwrap()).round_dp(2).normalize();
                changed.answers.insert(fact.clone(), Answer::Number(backlot::model::number::Number(other)));
                let new = explained(&changed);
                let lines = |steps: &[Step]| -> Vec<usize> {
                    let mut all = Vec::new();
                    steps
                        .iter()
                        .map(|step| {
                            all.clear();
                            flat(step, 0, &mut all);
                            all.len()
                        })
                        .collect()
                };
                if lines(&old) != lines(&new) {
                    continue;
                }
                let after = Opened::values(&written(&library, &changed, &places, Language::English));
                let mut row = FIRST;
                for (old, new) in old.iter().zip(&new) {
                    let (mut of_old, mut of_new) = (Vec::new(), Vec::new());
                    flat(old, 0, &mut of_old);
                    flat(new, 0, &mut of_new);
                    for ((_, old), (_, new)) in of_old.iter().zip(&of_new) {
                        if alike(old, new) {
                            for column in [3, 4] {
                                if let Some(formula) = before.formulas[STEPS].get(&(row as u32, column as u32)) {
                                    let value = Sum::of(&after, STEPS, formula);
                                    let now = after.number(STEPS, row, column);
                                    let what = &new.what;
                                    assert!(
                                        same(value, now),
                                        "{fact}: {row}: {formula} is {value}, not {now}: {what:?}"
                                    );
                                    held += 1;
                                }
                            }
                        }
                        row += 1;
                    }
                }
            }
        }
    }
    assert!(held > 1000, "{held}");
}

/// A sheet of a workbook as the import reads it, with a library and a production.
fn imported(library: &Library, production: &Production, bytes: &[u8], sheet: usize) -> Proposal {
    let file = read::File { name: "report.xlsx".into(), bytes: bytes.to_vec() };
    let book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap();
    let names = book.sheet_names().into_iter().enumerate();
    // The sheet of the brief is before the others.
    let mut counted = names.skip(1).filter(|(_, name)| !WITHOUT_POSITION.contains(&name.as_str()));
    let table = table::read(&file, counted.nth(sheet).map(|(at, _)| at)).unwrap();
    let mapping = Mapping::guess(&table, library, None);
    let ground = ImportTarget { library, production, today: DAY };
    propose(&table, &mapping, ground, &Progress::default()).unwrap()
}

#[test]
fn what_the_workbook_says_of_a_production_and_of_indicators_comes_back_the_same() {
    let library = library();
    let places: Vec<PlaceId> = ["shenzhen", "shanghai", "datong", "foshan"].map(Into::into).to_vec();
    for language in [Language::Chinese, Language::English] {
        for production in library.productions.values() {
            let bytes = written(&library, production, &places, language);
            let proposal = imported(&library, &Production::default(), &bytes, ANSWERS);
            let mut wrong = Vec::new();
            let mut back = BTreeMap::new();
            for line in &proposal.lines {
                match &line.outcome {
                    Outcome::Answer { fact, place: None, after, .. } => drop(back.insert(fact.clone(), after.clone())),
                    Outcome::Wrong(troubles) => wrong.push(format!("row {}: {troubles:?}", line.row)),
                    _ => {}
                }
            }
            assert!(wrong.is_empty(), "{language:?}: {wrong:#?}");
            for (fact, answer) in &production.answers {
                if !matches!(answer, Answer::Items(_)) {
                    assert_eq!(back.get(fact), Some(answer), "{language:?}: {fact}");
                }
            }
        }
        let production = &library.productions[seeds::SAMPLE];
        let bytes = written(&library, production, &places, language);
        let proposal = imported(&library, production, &bytes, INDICATORS);
        let mut seen = 0;
        let mut wrong = Vec::new();
        for line in &proposal.lines {
            match &line.outcome {
                Outcome::Observation { after, before } => {
                    seen += 1;
                    if before.as_ref().is_none_or(|before| **before != **after) {
                        wrong.push(format!("row {}: {after:?} from {before:?}", line.row));
                    }
                }
                Outcome::Wrong(troubles) => wrong.push(format!("row {}: {troubles:?}", line.row)),
                Outcome::Answer { .. } | Outcome::Payment { .. } => wrong.push(format!("row {}: no figure", line.row)),
            }
        }
        assert!(wrong.is_empty() && seen > 5, "{language:?}: {seen} and {wrong:#?}");
    }
}

#[test]
fn the_chart_tells_what_is_expected_and_what_is_disputed_from_what_was_reported() {
    let library = library();
    let sample = &library.productions[seeds::SAMPLE];
    let bytes = written(&library, sample, &["china".into(), "shenzhen".into()], Language::English);
    let book = Opened::new(&bytes);
    let sheet = book.names.iter().position(|name| name == "Indicators").unwrap();
    // The data of the chart is beside the page: one column per series, one row per period.
    let (head, data) = (3, 13);
    let heads: Vec<String> =
        (data + 1..).map(|column| book.text(sheet, head, column)).take_while(|text| !text.is_empty()).collect();
    let rows = |at: usize| -> Vec<usize> {
        let rows = (head + 1..head + 200).filter(|row| *book.at(sheet, *row, data) != Data::Empty);
        rows.filter(|row| *book.at(sheet, *row, data + 1 + at) != Data::Empty).collect()
    };
    let reported = heads.iter().position(|name| name == "China").expect("what was reported of China");
    let forecast = heads.iter().position(|name| name == "China (forecast)").expect("what is forecast of China");
    assert!(!rows(reported).is_empty() && !rows(forecast).is_empty());
    assert!(rows(reported).iter().all(|row| !rows(forecast).contains(row)), "a forecast is not drawn as reported");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut charts = (1..9).filter_map(|number| {
        let file = archive.by_name(&format!("xl/charts/chart{number}.xml")).ok()?;
        std::io::read_to_string(file).ok()
    });
    let chart = charts.find(|chart| chart.contains("scatterChart")).expect("the chart of the indicator");
    let series: Vec<&str> = chart.split("<c:ser>").skip(1).collect();
    assert_eq!(series.len(), heads.len(), "{heads:?}");
    for (name, (at, one)) in heads.iter().zip(series.iter().enumerate()) {
        let dotted = one.contains("sysDot");
        assert_eq!(dotted, one.contains("<c:symbol val=\"none\"/>"), "{name}: the dotted line has no points");
        if dotted {
            // It has the same name as its line, so its entry in the legend is left out.
            assert!(chart.contains(&format!("<c:legendEntry><c:idx val=\"{at}\"/><c:delete val=\"1\"/>")), "{name}");
        }
        let disputed = name.ends_with("(as printed, believed wrong)");
        assert_eq!(disputed, one.contains("<c:symbol val=\"x\"/>"), "{name}: a cross is what was judged wrong");
    }
    assert!(series.iter().any(|one| one.contains("sysDot")));
}
