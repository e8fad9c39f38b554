//! Spreadsheets: recognised columns, the record of every row, its errors, and that a table that was written reads back
//! the same.

use std::sync::{Arc, LazyLock};

use backlot::data::progress::Progress;
use backlot::data::read::{File, read};
use backlot::data::seeds;
use backlot::data::table::headings::{Field, heading};
use backlot::data::table::mapping::{Kind, Mapping, Role};
use backlot::data::table::propose::{Effect, ImportTarget, Outcome, Proposal, ProposedChange, propose};
use backlot::data::table::row_error::RowErrorKind;
use backlot::data::table::schedule::{Chosen, Rows, rows, schedule};
use backlot::data::table::{self, Table, write};
use backlot::model::indicator::{Nature, Observation, Precision};
use backlot::model::library::Library;
use backlot::model::production::{Answer, Production};
use backlot::model::text::Language;
use backlot::words::Words;
use jiff::civil::{Date, date};

pub(crate) const TODAY: Date = date(2026, 11, 28);

/// The built-in library, read once for all tests of tables.
static LIBRARY: LazyLock<Library> = LazyLock::new(|| read(&[seeds::layer()]).library);

pub(crate) fn library() -> Library {
    LIBRARY.clone()
}

pub(crate) fn table(name: &str, bytes: &[u8]) -> Table {
    table::read(&File { name: name.into(), bytes: bytes.to_vec() }, None).unwrap()
}

fn proposed(name: &str, bytes: &[u8]) -> (Mapping, Proposal) {
    proposed_over(&library(), &Production::default(), name, bytes)
}

pub(crate) fn proposed_over(
    library: &Library,
    production: &Production,
    name: &str,
    bytes: &[u8],
) -> (Mapping, Proposal) {
    let table = table(name, bytes);
    let mapping = Mapping::guess(&table, library, None);
    let ground = ImportTarget { library, production, today: TODAY };
    let proposal = propose(&table, &mapping, ground, &Progress::default()).unwrap();
    (mapping, proposal)
}

fn observations(proposal: &Proposal) -> Vec<Observation> {
    let one = |line: &ProposedChange| match &line.outcome {
        Outcome::Observation { after, .. } => (**after).clone(),
        other => panic!("row {}: {other:?}", line.row),
    };
    proposal.lines.iter().map(one).collect()
}

fn values(proposal: &Proposal) -> Vec<String> {
    observations(proposal).iter().map(|seen| seen.value.unwrap().to_string()).collect()
}

fn answers(proposal: &Proposal) -> Vec<(String, Option<String>, Answer)> {
    let one = |line: &ProposedChange| match &line.outcome {
        Outcome::Answer { fact, place, after, .. } => {
            (fact.to_string(), place.as_ref().map(ToString::to_string), after.clone())
        }
        other => panic!("row {}: {other:?}", line.row),
    };
    proposal.lines.iter().map(one).collect()
}

/// All errors, as they are reported.
fn said(proposal: &Proposal) -> Vec<String> {
    let words = Words::new(Language::English);
    let mut said = Vec::new();
    for line in &proposal.lines {
        if let Outcome::Wrong(troubles) = &line.outcome {
            said.extend(troubles.iter().map(|trouble| words.trouble_in("t.csv", line.row, trouble)));
        }
    }
    said
}

#[test]
fn units_stand_in_headings_rows_and_cells_and_money_ends_in_yuan() {
    for (head, rows, expected) in [
        ("地区,指标,时间,数值（万元）", "深圳,微短剧市场规模,2031,19.25", "192500"),
        ("地区,指标,时间,数值（亿元）", "深圳,微短剧市场规模,2031,19.25", "1925000000"),
        ("地区,指标,时间,数值（亿元）", "深圳,微短剧市场规模,2031,300万", "3000000"),
        ("Place,Indicator,Period,Value [CNY k]", "Shenzhen,Micro-drama market size,2031,12.5", "12500"),
        ("Place,Indicator,Year,\"Amount, CNY bn\"", "shenzhen,market_size,2031,1.2", "1200000000"),
        ("Place,Indicator,Period,Value,Unit", "深圳市,Micro-drama market size,2031年,6,亿元", "600000000"),
        ("Place,Indicator,Period,Value", "Shenzhen,market size,2031,\"CNY 1,234.5 million\"", "1234500000"),
        ("Place,Indicator,Period,Value", "Shenzhen,market_size_growth,2031,12.5%", "0.125"),
        ("Place,Indicator,Period,Value (%)", "Shenzhen,market_size_growth,2031,12.5", "0.125"),
        ("地区,指标,时间,数值", "深圳,微短剧相关企业,2031,1.2万家", "12000"),
        ("地区,时间,微短剧市场规模（亿元）", "深圳,2031,6", "600000000"),
    ] {
        // "market size" is not the name of an indicator; the id or the whole name is.
        let rows = rows.replace(",market size,", ",market_size,");
        let (_, proposal) = proposed("t.csv", format!("{head}\n{rows}\n").as_bytes());
        assert_eq!(values(&proposal), [expected], "{head}\n{rows}");
    }
}

#[test]
fn everything_that_is_wrong_is_said_at_once_with_row_and_column() {
    let text = "Place,Indicator,Period,Value,Nature,Source\n\
        Shenzen,market_size,2031,5亿,forecast,x\n\
        Shenzhen,market_siz,soon,lots,rumour,\n\
        Shenzhen,market_size_growth,2031,40,target,x\n\
        Shenzhen,market_size,,5%,,x\n\
        Shenzhen,market_size,2031,5亿,,x\n\
        Shenzhen,market_size,2031,6亿,,x\n";
    let (mapping, proposal) = proposed("t.csv", text.as_bytes());
    assert_eq!(mapping.kind, Kind::Observations);
    let said = said(&proposal);
    let expected = [
        "t.csv, row 2: Column A: There is no place \"Shenzen\". Write the name or the id of a place in the library. \
         Did you mean \"Shenzhen\"?",
        "t.csv, row 3: Column B: There is no indicator \"market_siz\". Write the name or the id of an indicator in \
         the library. Did you mean \"market_size\"?",
        "t.csv, row 3: Column C: \"soon\" is not a period. Write 2024, 2025-H1, 2025-Q3, 2025-08, 2025-08-10 or \
         2022..2024, or \"not printed\".",
        "t.csv, row 3: Column D: \"lots\" is not a number. Write it like 1,234.5, with or without a unit after it.",
        "t.csv, row 3: Column E: \"rumour\" is not known here. Write one of: reported, estimate, forecast, target, \
         capacity.",
        "t.csv, row 3: Column F: No source is named. Fill in the cell, or let rows without a source cite this file.",
        "t.csv, row 4: Column D: 40 without a percent sign may mean 40 % or a hundred times that. Write the sign, or \
         choose % as the unit of the column.",
        "t.csv, row 5: Column C: Period is missing. Fill in the cell, or choose its column in the previous \
         step.",
        "t.csv, row 5: Column D: The unit \"%\" does not fit. The unit needed is an amount in yuan, such as 万元, 亿元 or CNY k.",
        "t.csv, row 7: It repeats row 6; only that one counts.",
    ];
    assert_eq!(said, expected);
    assert_eq!(proposal.count(Effect::New), 1);
    // The Chinese messages contain no English either.
    let zh = Words::new(Language::Chinese);
    let Outcome::Wrong(troubles) = &proposal.lines[1].outcome else { panic!() };
    assert_eq!(
        zh.trouble_in("t.csv", 3, &troubles[2]),
        "t.csv 第 3 行：D 列：“lots”不是数字。请写成 1,234.5 这样的数字，后面可带单位。"
    );
}

#[test]
fn a_row_cites_the_source_it_names_and_else_the_file() {
    let library = library();
    let known = library.sources.values().next().unwrap();
    let text = format!(
        "Place,Indicator,Period,Value,Source,Locator,Link\n\
         Shenzhen,market_size,2031,1亿,{},para. 3,\n\
         Shenzhen,market_size,2032,1亿,\"{}\",,\n\
         Shenzhen,market_size,2033,1亿,A friend,p. 2,https://example.org/a\n",
        known.id, known.title.zh
    );
    let (mut mapping, proposal) = proposed("folder/my figures.csv", text.as_bytes());
    let seen = observations(&proposal);
    assert_eq!((seen[0].cites[0].source.clone(), seen[0].cites[0].at.as_str()), (known.id.clone(), "para. 3"));
    assert_eq!(seen[1].cites[0].source, known.id);
    assert_eq!(seen[2].cites[0].source, proposal.source.id);
    assert_eq!(seen[2].cites[0].at, "A friend · p. 2 · https://example.org/a");
    assert_eq!(proposal.source.id.as_str(), "import-my-figures");
    assert_eq!(seen[0].id.as_str(), format!("market_size-shenzhen-2031-{}", known.id));
    assert_eq!(proposal.source.title.zh, "my figures.csv");
    // The record of the file is only added with rows that cite it.
    assert_eq!(proposal.accept(|line| line < 2).texts.len(), 2);
    let accepted = proposal.accept(|_| true);
    assert_eq!((accepted.texts.len(), accepted.rows), (4, 3));
    mapping.publisher = "Our office".into();
    let table = table("my figures.csv", text.as_bytes());
    let ground = ImportTarget { library: &library, production: &Production::default(), today: TODAY };
    let proposal = propose(&table, &mapping, ground, &Progress::default()).unwrap();
    assert_eq!(proposal.source.publisher.zh, "Our office");
}

#[test]
fn what_is_loaded_is_found_again_and_only_what_differs_is_a_change() {
    let library = library();
    let seen = &library.observations[&"L01".into()];
    let source = &seen.cites[0].source;
    let text = |value: &str| {
        format!("Place,Indicator,Period,Value,Nature,Source\nshenzhen,output_value,2025,{value},forecast,{source}\n")
    };
    let (_, proposal) = proposed("t.csv", text("60亿元").as_bytes());
    assert_eq!(proposal.lines[0].effect(), Effect::Same);
    let (_, proposal) = proposed("t.csv", text("61亿元").as_bytes());
    assert_eq!(proposal.lines[0].effect(), Effect::Changes);
    let Outcome::Observation { after, before: Some(before) } = &proposal.lines[0].outcome else { panic!() };
    assert_eq!((after.id.as_str(), &after.cites, &after.note), ("L01", &before.cites, &before.note));
    let words = Words::new(Language::English);
    let said = words.table_details(&library, Production::default().currency, &proposal.lines[0]);
    assert!(said == ["Value: CNY 6 bn → CNY 6.1 bn"], "{said:?}");
}

#[test]
fn a_budget_is_read_as_questions_and_answers_or_as_columns() {
    let expected = |rows: &[(&str, Option<&str>, Answer)]| -> Vec<(String, Option<String>, Answer)> {
        rows.iter()
            .map(|(fact, place, answer)| ((*fact).to_owned(), place.map(str::to_owned), answer.clone()))
            .collect()
    };
    let number = |text: &str| Answer::Number(text.parse().unwrap());
    let budget = "剧组预算\n科目,金额（万元）,地区\n总制作成本,80,\n集数,60集,\n画幅,竖屏,\n有网络剧片发行许可证,是,\n当地支出,50,大同\n";
    let (mapping, proposal) = proposed("b.csv", budget.as_bytes());
    assert_eq!((mapping.kind, mapping.skip), (Kind::Answers, 2));
    let all = expected(&[
        ("total_budget", None, number("800000")),
        ("episodes", None, number("60")),
        ("orientation", None, Answer::Choice("vertical".into())),
        ("has_distribution_licence", None, Answer::YesNo(true)),
        ("local_spend", Some("datong"), number("500000")),
    ]);
    assert_eq!(answers(&proposal), all);
    let columns = "地区,总制作成本（万元）,集数,Orientation,local_spend\n大同,80,60,vertical,CNY 500k\n";
    let (mapping, proposal) = proposed("b.csv", columns.as_bytes());
    assert_eq!(mapping.columns[1].role, Role::Fact("total_budget".into()));
    assert_eq!(answers(&proposal).len(), 4);
    assert!(answers(&proposal).iter().all(|(_, place, _)| place.as_deref() == Some("datong")));
    assert_eq!(answers(&proposal)[3].2, number("500000"));
    // Without headings, the questions in the rows determine the kind.
    let (mapping, proposal) = proposed("b.csv", "总制作成本,80万\n集数,60\n当地支出,\n小计,80万\n".as_bytes());
    assert_eq!((mapping.skip, proposal.empty), (0, 1));
    assert_eq!(proposal.count(Effect::New), 2);
    assert!(said(&proposal)[0].contains("There is no question \"小计\""), "{:?}", said(&proposal));
    // Values that the rules would refuse are refused here, too.
    let (_, proposal) =
        proposed("b.csv", "question,answer\nepisodes,5000\norientation,round\nepisodes,60\n".as_bytes());
    let said = said(&proposal);
    assert!(said[0].contains("2000") && said[1].contains("vertical, horizontal"), "{said:?}");
    assert_eq!(proposal.count(Effect::New), 1);
}

#[test]
fn workbooks_give_numbers_dates_and_sheets() {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("About").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("Figures").unwrap();
    let date = rust_xlsxwriter::ExcelDateTime::from_ymd(2031, 8, 10).unwrap();
    let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    for (column, head) in ["指标", "地区", "时间", "数值", "单位"].into_iter().enumerate() {
        sheet.write(2, u16::try_from(column).unwrap() + 1, head).unwrap();
    }
    sheet.write(3, 1, "微短剧市场规模").unwrap();
    sheet.write(3, 2, "深圳").unwrap();
    sheet.write(3, 3, 2031).unwrap();
    sheet.write(3, 4, 19.3).unwrap();
    sheet.write(3, 5, "亿元").unwrap();
    sheet.write(4, 1, "微短剧市场规模").unwrap();
    sheet.write(4, 2, "深圳").unwrap();
    sheet.write_with_format(4, 3, &date, &format).unwrap();
    sheet.write(4, 4, 0.1 + 0.2).unwrap();
    sheet.write(4, 5, "千元").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let table = table("t.xlsx", &bytes);
    assert_eq!((table.sheets.as_slice(), table.sheet), (["About".to_owned(), "Figures".into()].as_slice(), 1));
    let (_, proposal) = proposed("t.xlsx", &bytes);
    assert_eq!(values(&proposal), ["1930000000", "300"]);
    let seen = observations(&proposal);
    assert_eq!(proposal.lines[0].row, 4);
    assert_eq!(seen[0].period.unwrap().to_string(), "2031");
    assert_eq!(seen[1].period.unwrap().to_string(), "2031-08-10");
    assert_eq!(seen[0].printed, "19.3亿元");
    assert!(table::read(&File { name: "t.xlsx".into(), bytes }, Some(0)).is_err(), "an empty sheet is said");
}

#[test]
fn files_that_are_no_tables_are_refused_with_a_reason() {
    let words = Words::new(Language::English);
    for bytes in [&b""[..], b"  \n", b"\0\x01\x02", b"PK\x03\x04broken"] {
        let problem = table::read(&File { name: "t.xlsx".into(), bytes: bytes.to_vec() }, None).unwrap_err();
        assert!(!words.problem(&problem).is_empty());
    }
}

#[test]
fn columns_can_be_changed_and_a_field_stands_in_one_column_only() {
    let table = table("t.csv", b"Where?,What?,When?,How much\nShenzhen,market_size,2031,5\n");
    let library = library();
    let mut mapping = Mapping::guess(&table, &library, Some(Kind::Observations));
    for (at, field) in [Field::Place, Field::Indicator, Field::Period, Field::Place].into_iter().enumerate() {
        mapping.set_role(at, Role::Field(field));
    }
    assert_eq!(mapping.columns[0].role, Role::Ignore);
    mapping.set_role(0, Role::Field(Field::Place));
    mapping.set_role(3, Role::Field(Field::Value));
    mapping.columns[3].unit = "万元".into();
    mapping.nature = Nature::Target;
    mapping.skip = 1;
    let ground = ImportTarget { library: &library, production: &Production::default(), today: TODAY };
    let proposal = propose(&table, &mapping, ground, &Progress::default()).unwrap();
    let seen = observations(&proposal);
    assert_eq!((values(&proposal)[0].as_str(), seen[0].nature), ("50000", Nature::Target));
}

#[test]
fn nobody_waits_for_work_that_was_cancelled() {
    let library = library();
    let table = table("t.csv", b"Place,Indicator,Period,Value\nShenzhen,market_size,2031,5\n");
    let mapping = Mapping::guess(&table, &library, None);
    let ground = ImportTarget { library: &library, production: &Production::default(), today: TODAY };
    let progress = Progress::default();
    progress.cancel();
    assert!(propose(&table, &mapping, ground, &progress).is_none());
}

#[test]
fn what_reports_and_plots_call_their_columns_is_recognised() {
    let wanted = [
        ("growth-column-place", Field::Place),
        ("growth-column-period", Field::Period),
        ("growth-column-value", Field::Value),
        ("growth-column-printed", Field::Printed),
        ("growth-column-nature", Field::Nature),
        ("growth-column-source", Field::Source),
        ("plot-column-unit", Field::Unit),
        ("report-indicators", Field::Indicator),
        ("report-column-used", Field::Value),
        ("report-column-printed", Field::Printed),
    ];
    for text in
        [include_str!("../../assets/words/en/backlot.ftl"), include_str!("../../assets/words/zh-CN/backlot.ftl")]
    {
        let says = |id: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(id)?.trim_start().strip_prefix('='));
            line.unwrap_or_else(|| panic!("{id} is not said")).trim().to_owned()
        };
        let head: Vec<String> = wanted[..8].iter().map(|(id, _)| says(id)).collect();
        let table = table("t.csv", format!("{}\nx\n", head.join(",")).as_bytes());
        let mapping = Mapping::guess(&table, &library(), Some(Kind::Observations));
        for (column, (_, field)) in mapping.columns.iter().zip(wanted) {
            assert_eq!(column.role, Role::Field(field), "{}", column.heading);
        }
        for (id, field) in &wanted[8..] {
            let table = self::table("t.csv", format!("{}\nx\n", says(id)).as_bytes());
            let mapping = Mapping::guess(&table, &library(), Some(Kind::Observations));
            assert_eq!(mapping.columns[0].role, Role::Field(*field), "{id}");
        }
    }
}

#[test]
fn the_built_in_observations_come_back_as_loaded_from_their_own_table() {
    let library = library();
    for language in [Language::Chinese, Language::English] {
        let bytes = write::observations_csv(&library, library.observations.values().map(Arc::as_ref), language);
        let (mapping, proposal) = proposed("all.csv", &bytes);
        assert_eq!(mapping.columns[0].heading, heading(Field::Id, language));
        assert_eq!(said(&proposal), [""; 0]);
        assert_eq!(proposal.count(Effect::Same), library.observations.len());
    }
    for production in library.productions.values() {
        for language in [Language::Chinese, Language::English] {
            let bytes = write::answers_csv(&library, production, language);
            let (_, proposal) = proposed_over(&library, production, "p.csv", &bytes);
            assert_eq!(said(&proposal), [""; 0]);
            let all = production.answers.len()
                + production.local.values().map(std::collections::BTreeMap::len).sum::<usize>();
            assert_eq!(proposal.count(Effect::Same), all);
        }
    }
}

#[test]
fn the_examples_of_the_guide_are_imported_as_they_stand() {
    let guide = include_str!("../../docs/import.md");
    let examples: Vec<&str> = guide.split("```csv\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let (observations, answers) = (Some(Kind::Observations), Some(Kind::Answers));
    let kinds = [observations, observations, observations, answers, answers, answers, None, Some(Kind::Payments)];
    assert_eq!(examples.len(), kinds.len());
    for (example, kind) in examples.into_iter().zip(kinds) {
        let Some(kind) = kind else {
            let (library, table) = (library(), table("example.csv", example.as_bytes()));
            let Rows::Schedule(columns) = rows(&table, &library) else { panic!("no schedule: {example}") };
            let read = schedule(&table, &columns, &library, &Progress::default()).unwrap();
            assert_eq!((read.wrong.len(), read.count(&library, &Chosen::new()).undecided.len()), (0, 0), "{example}");
            continue;
        };
        let (mapping, proposal) = proposed("example.csv", example.as_bytes());
        assert_eq!((mapping.kind, said(&proposal)), (kind, vec![]), "{example}");
        assert!(proposal.count(Effect::New) > 1, "{example}");
        assert!(mapping.columns.iter().all(|column| column.role != Role::Ignore), "{example}");
    }
}

#[test]
fn about_and_more_than_are_understood_in_a_cell() {
    let text =
        "Place,Indicator,Period,Value\nShenzhen,market_size,2031,约5亿元\nShenzhen,market_size,2032,\"> 6 bn\"\n";
    let (_, proposal) = proposed("t.csv", text.as_bytes());
    let precisions: Vec<Precision> = observations(&proposal).iter().map(|seen| seen.precision).collect();
    assert_eq!(precisions, [Precision::About, Precision::MoreThan]);
    assert_eq!(values(&proposal), ["500000000", "6000000000"]);
    assert!(
        !matches!(proposal.lines[0].outcome, Outcome::Wrong(ref all) if all.iter().any(|one| matches!(one.wrong, RowErrorKind::UpperBelow)))
    );
}

/// Prints how long 100,000 rows take: `cargo test --release --test core -- --ignored --nocapture hundred_thousand`.
#[test]
#[ignore = "takes long, and prints instead of judging"]
fn a_hundred_thousand_rows() {
    use std::fmt::Write as _;
    use std::time::Instant;

    use backlot::data::overlay::Overlay;
    use backlot::session::Session;
    use backlot::session::action::ImportedRecords;
    let library = library();
    let places: Vec<_> = library.places.keys().collect();
    let indicators = ["market_size", "output_value", "industry_revenue"];
    let mut text = "地区,指标,时间,数值（万元）,性质,来源,备注\n".to_owned();
    for at in 0..100_000_usize {
        let (place, indicator) = (places[at % places.len()], indicators[at / places.len() % 3]);
        let (year, month) = (1900 + at / (places.len() * 3) / 12, at / (places.len() * 3) % 12 + 1);
        let _ =
            writeln!(text, "{place},{indicator},{year}-{month:02},\"1,{:03}.5\",实际,本市统计局,第{at}行", at % 1000);
    }
    let since = Instant::now();
    let table = table("large.csv", text.as_bytes());
    println!("{} rows, {} bytes: read in {:?}", table.rows.len(), text.len(), since.elapsed());
    let since = Instant::now();
    let mapping = Mapping::guess(&table, &library, None);
    println!("columns guessed in {:?}", since.elapsed());
    let ground = ImportTarget { library: &library, production: &Production::default(), today: TODAY };
    let since = Instant::now();
    let proposal = propose(&table, &mapping, ground, &Progress::default()).unwrap();
    println!(
        "proposed in {:?}: {} new, {} wrong",
        since.elapsed(),
        proposal.count(Effect::New),
        proposal.count(Effect::Wrong)
    );
    let since = Instant::now();
    let accepted = proposal.accept(|_| true);
    println!("{} records written in {:?}", accepted.texts.len(), since.elapsed());
    let mut session = Session::new(vec![seeds::layer()], 1, Overlay::default(), Production::default(), TODAY);
    let taken =
        ImportedRecords { name: "large.csv".into(), rows: accepted.rows, texts: accepted.texts, answers: vec![] };
    let since = Instant::now();
    let prepared = Session::try_take(&session.below(), taken.into());
    println!("library tried with them and judged in {:?}", since.elapsed());
    let since = Instant::now();
    session.take(prepared.unwrap());
    println!("taken over in {:?}", since.elapsed());
}

#[test]
fn the_figures_of_a_plot_come_back_as_what_is_loaded() {
    use backlot::report::plot::{Wanted, csv, plot};
    use backlot::study::marks::Marks;
    let library = library();
    for language in [Language::Chinese, Language::English] {
        let words = Words::new(language);
        let mut rows = 0;
        for indicator in library.indicators.values() {
            let mut places: Vec<_> = library.observations_of(&indicator.id).map(|seen| seen.place.clone()).collect();
            places.sort();
            places.dedup();
            let Some(plot) = plot(&library, &words, indicator, &places, &Marks::default(), &Wanted::default()) else {
                continue;
            };
            let (_, proposal) = proposed_over(&library, &Production::default(), "plot.csv", &csv(&plot));
            for line in &proposal.lines {
                rows += 1;
                let Outcome::Observation { after, before: Some(before) } = &line.outcome else {
                    panic!("{language:?} {}: {:?}", indicator.id, line.outcome);
                };
                assert_eq!((after.value, after.period, &after.printed), (before.value, before.period, &before.printed));
                let sources = |seen: &Observation| {
                    seen.cites.iter().map(|cite| cite.source.clone()).collect::<std::collections::BTreeSet<_>>()
                };
                assert_eq!(sources(after), sources(before), "{language:?} {}", after.id);
            }
        }
        assert!(rows > 60, "only {rows} rows were read");
    }
}
