//! The report on the built-in library, as a reader sees it.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test may fail loudly and read its own files"
)]

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use backlot::data::overlay::Overlay;
use backlot::data::{read, seeds};
use backlot::model::id::PlaceId;
use backlot::model::library::Library;
use backlot::model::policy::Basis;
use backlot::model::text::Language;
use backlot::report::document::{Block, Cell, Document, Item, Node, Reference, Row};
use backlot::report::plan::{Part, Plan, Reader};
use backlot::report::{Brief, Format, Known, document, make, write};
use backlot::session::Session;
use backlot::study::proposals::{Desk, Proposals};
use backlot::study::slate::{self, Workable, Worked};
use backlot::words::Words;
use backlot::words::number::{Disclosure, Scale};
use jiff::civil::date;

/// The built-in library, read once for all tests here.
static LIBRARY: LazyLock<Library> = LazyLock::new(|| read::read(&[seeds::layer()]).library);

fn library() -> Library {
    LIBRARY.clone()
}

fn report(library: &Library, places: &[PlaceId], language: Language) -> Document {
    let production = &library.productions[seeds::SAMPLE];
    let brief = Brief {
        library,
        production,
        places,
        day: date(2026, 11, 22),
        scale: Scale::Middle,
        errors: 0,
        own: &BTreeSet::new(),
        plan: &Plan::with_annex(),
        slate: None,
        proposals: None,
        known: Known::default(),
    };
    document(&brief, &Words::new(language))
}

fn all_with_policy(library: &Library) -> Vec<PlaceId> {
    library.places.keys().filter(|place| library.policies_of(place).next().is_some()).cloned().collect()
}

#[test]
fn changes_that_bring_more_stand_with_their_gain_and_clause_unless_amounts_are_covered() {
    let library = library();
    let production = &library.productions[seeds::SAMPLE];
    let own = BTreeSet::new();
    let made = |amounts: Disclosure| {
        let plan = Plan { parts: vec![Part::Near], amounts, ..Plan::with_annex() };
        let brief = Brief {
            library: &library,
            production,
            places: &production.places,
            day: date(2026, 11, 22),
            scale: Scale::Middle,
            errors: 0,
            own: &own,
            plan: &plan,
            slate: None,
            proposals: None,
            known: Known::default(),
        };
        document(&brief, &Words::new(Language::English)).sections
    };
    let sections = made(Disclosure::Exact);
    let section = sections.iter().find(|section| section.id == "near").expect("the part");
    let Some(Block::Table(table)) = section.blocks.first() else { panic!("{section:?}") };
    let rows = table.rows.iter().filter_map(|row| match row {
        Row::Cells(cells) | Row::Sum(cells) => Some(cells),
        Row::Group(_) => None,
    });
    let text = |cell: &Cell| match cell {
        Cell::Items(items) => items[0].clone(),
        other => panic!("{other:?}"),
    };
    let found = rows.map(|cells| [text(&cells[0]), text(&cells[1]), text(&cells[2])]);
    let wanted = "Raise yearly revenue share from CNY 1,200,000 to CNY 10,000,000";
    let [_, gain, incentive] = found.clone().find(|[what, ..]| what.text.starts_with(wanted)).expect("the near miss");
    assert_eq!((gain.text.as_str(), incentive.text.as_str()), ("up to CNY 880,000 more", "Vertical revenue award"));
    assert!(!incentive.references.is_empty(), "its clause is cited");
    for covered in [Disclosure::Banded, Disclosure::Hidden] {
        assert!(made(covered).iter().all(|section| section.id != "near"), "a change discloses an answer");
    }
}

/// Every reference in a report, and the numbers of its sources.
fn cited(document: &Document) -> (Vec<Reference>, BTreeSet<usize>) {
    let mut cited = Vec::new();
    let mut sources = BTreeSet::new();
    let item = |item: &Item, cited: &mut Vec<Reference>| cited.extend(item.references.iter().cloned());
    let all = document.front.sections.iter().chain(&document.sections);
    for block in all.flat_map(|section| &section.blocks) {
        match block {
            Block::List(items) => items.iter().for_each(|one| item(one, &mut cited)),
            Block::Steps { root, .. } => node(root, &mut cited),
            Block::Sources(all) => sources.extend(all.iter().map(|entry| entry.number)),
            Block::Table(table) => {
                for row in &table.rows {
                    match row {
                        Row::Group(one) => item(one, &mut cited),
                        Row::Cells(cells) | Row::Sum(cells) => {
                            for cell in cells {
                                if let Cell::Items(items) = cell {
                                    items.iter().for_each(|one| item(one, &mut cited));
                                }
                            }
                        }
                    }
                }
            }
            Block::Plot(plot) => cited.extend(plot.references.iter().cloned()),
            Block::Paragraph(_) | Block::Note(_) | Block::Place(_) | Block::Drawing(_) => {}
        }
    }
    (cited, sources)
}

fn node(one: &Node, cited: &mut Vec<Reference>) {
    cited.extend(one.references.iter().cloned());
    one.parts.iter().for_each(|part| node(part, cited));
}

#[test]
fn every_number_in_brackets_leads_to_a_source_and_every_source_is_cited() {
    let library = library();
    let report = report(&library, &all_with_policy(&library), Language::English);
    let (cited, sources) = cited(&report);
    let numbers: BTreeSet<usize> = cited.iter().map(|reference| reference.number).collect();
    assert_eq!(numbers, sources);
    assert_eq!(sources.iter().copied().collect::<Vec<_>>(), (1..=sources.len()).collect::<Vec<_>>());
}

#[test]
fn sources_stand_in_a_report_that_left_them_out_and_no_part_stands_twice() {
    let library = library();
    let places: Vec<PlaceId> = vec!["datong".into()];
    let plan = Plan { parts: vec![Part::Cards, Part::Cards], ..Plan::with_annex() };
    let brief = Brief {
        library: &library,
        production: &library.productions[seeds::SAMPLE],
        places: &places,
        day: date(2026, 11, 22),
        scale: Scale::Middle,
        errors: 0,
        own: &BTreeSet::new(),
        plan: &plan,
        slate: None,
        proposals: None,
        known: Known::default(),
    };
    let report = document(&brief, &Words::new(Language::English));
    assert_eq!(report.sections.iter().map(|section| section.id).collect::<Vec<_>>(), ["cards", "sources"]);
}

#[test]
fn variants_chances_curves_and_a_slate_are_parts_of_their_own() {
    let library = library();
    let file = |text: &str| read::File { name: String::new(), bytes: text.into() };
    let more = read::read_production(&file(
        r#"Production(name: (zh: "甲", en: "A"),
        chances: [(of: Basis(UpTo), share: "35%")],
        change_costs: [(place: "datong", changes: {"revenue_share_year": 10_000_000}, cost: 81_234)],
        variants: [(name: (zh: "机密", en: "Secret"), changes: [(fact: "revenue_share_year", to: 5_123_456)])],
        curves: [(over: "revenue_share_year", from: 0, to: 6_000_000)])"#,
    ));
    let more = more.unwrap();
    let mut production = (*library.productions[seeds::SAMPLE]).clone();
    (production.chances, production.variants, production.curves) = (more.chances, more.variants, more.curves);
    production.change_costs = more.change_costs;
    let text = r#"Slate(name: (zh: "组合", en: "Slate"), year: 2026, places: ["datong", "foshan"],
        productions: [(production: Named("vertical-60")), (production: Named("vertical-60"))])"#;
    let workable = Workable::of(&library, &read::read_slate(&file(text)).unwrap());
    let worked = slate::slate(&library, &workable.slate, &workable.productions, date(2026, 11, 22));
    let places: Vec<PlaceId> = vec!["datong".into(), "foshan".into()];
    let made = |plan: &Plan, slate: Option<&Worked>, language: Language| {
        let brief = Brief {
            library: &library,
            production: &production,
            places: &places,
            day: date(2026, 11, 22),
            scale: Scale::Middle,
            errors: 0,
            own: &BTreeSet::new(),
            plan,
            slate,
            proposals: None,
            known: Known::default(),
        };
        document(&brief, &Words::new(language))
    };
    let parts = vec![Part::Variants, Part::Expected, Part::Curves, Part::Slate, Part::Near];
    let plan = Plan { parts, ..Plan::with_annex() };
    let ids = |document: &Document| document.sections.iter().map(|section| section.id).collect::<Vec<_>>();
    for language in [Language::Chinese, Language::English] {
        let report = made(&plan, Some(&worked), language);
        assert_eq!(ids(&report)[..4], ["variants", "expected", "curves", "slate"]);
        let drawn = report.sections[2].blocks.iter().filter(|block| matches!(block, Block::Drawing(_))).count();
        assert_eq!(drawn, 1);
        if language == Language::English {
            let told = format!("{:?}", report.sections[3]);
            assert!(told.contains("o payment was published"), "what was paid is beside what is promised: {told}");
        }
        for format in [Format::Html, Format::Markdown, Format::Docx, Format::Csv] {
            assert!(!write(&report, format).unwrap().is_empty());
        }
    }
    let text =
        |plan: &Plan| String::from_utf8(write(&made(plan, Some(&worked), Language::English), Format::Html).unwrap());
    let open = text(&plan).unwrap();
    assert!(open.contains("Secret") && open.contains("+39"), "the difference to A");
    assert!(open.contains("your assumption"));
    assert!(open.contains("Your cost CNY 81,234") && open.contains("CNY 798,766 at most"), "a cost and what is left");
    // With amounts that are not shown, everything that would reveal them is left out, also names that the user typed.
    let covered = Plan { amounts: Disclosure::Banded, ..plan.clone() };
    let report = made(&covered, Some(&worked), Language::English);
    assert_eq!(ids(&report)[..2], ["variants", "expected"]);
    let covered = text(&covered).unwrap();
    assert!(!covered.contains("Secret") && !covered.contains("5,123,456") && !covered.contains("81,234"));
    // Without a slate there is no such part.
    assert!(!ids(&made(&plan, None, Language::English)).contains(&"slate"));
}

/// A proposal of Zhengzhou and a pool that is too small for it.
fn desk() -> Desk {
    let file = |text: &str| read::File { name: String::new(), bytes: text.into() };
    let scenario = r#"Scenario(title: (zh: "提高", en: "Higher"), author: "甲处", reason: (zh: "追赶", en: "Catch up"),
        changes: [(policy: "zhengzhou-2024-opinions", figure: "incentive:yellow-river/amount", old: 300_000, new: 1_400_000)],
        bases: [(policy: "zhengzhou-2024-opinions", incentive: "yellow-river", old: UpTo, new: Competitive)])"#;
    let portfolio = r#"Portfolio(title: (zh: "去年", en: "Last year"), pool: "50万", per_company: "30万", local_yuan: "0.2",
        mix: [(production: "vertical-60", count: 12, company: "甲公司"), (production: "costume-5m", count: 3)])"#;
    Desk {
        place: "zhengzhou".into(),
        scenarios: vec![Arc::default(), Arc::new(read::read_scenario(&file(scenario)).unwrap())],
        portfolio: Arc::new(read::read_portfolio(&file(portfolio)).unwrap()),
    }
}

/// The report of the sample production with the proposals of a city.
fn with_proposals(
    library: &Library,
    places: &[PlaceId],
    plan: &Plan,
    proposals: Option<&Proposals>,
    language: Language,
) -> Document {
    let brief = Brief {
        library,
        production: &library.productions[seeds::SAMPLE],
        places,
        day: date(2026, 11, 22),
        scale: Scale::One,
        errors: 0,
        own: &BTreeSet::new(),
        plan,
        slate: None,
        proposals,
        known: Known::default(),
    };
    document(&brief, &Words::new(language))
}

#[test]
fn what_a_city_proposes_is_a_part_of_its_own() {
    let library = library();
    let rivals = ["xian", "hangzhou", "shenzhen"].map(PlaceId::from);
    let proposals = desk().work_out(&library, date(2026, 11, 22));
    let proposals = proposals.with_answers(&library, &rivals, date(2026, 11, 22));
    let [proposal] = proposals.all.as_slice() else { panic!("a scenario without changes is passed over") };
    let places: Vec<PlaceId> = vec!["zhengzhou".into()];
    let made = |plan: &Plan, proposals: Option<&Proposals>, language: Language| {
        with_proposals(&library, &places, plan, proposals, language)
    };
    let plan = Plan { parts: vec![Part::City], ..Plan::with_annex() };
    for language in [Language::Chinese, Language::English] {
        let report = made(&plan, Some(&proposals), language);
        let city = &report.sections[0];
        assert_eq!(city.id, "city");
        let words = Words::new(language);
        let paid = words.figure(proposal.costs.most.after.paid, Scale::One);
        let page = String::from_utf8(write(&report, Format::Html).unwrap()).unwrap();
        let basis = words.scenario_changes(&library, &proposal.scenario).pop().unwrap();
        assert!(basis.contains(&words.basis_chosen(Basis::Competitive)), "{basis}");
        let answers = proposals.answers.as_ref().unwrap();
        let flips = words.answered_flips(&library, &answers.standing, &answers.answered);
        for part in [paid.as_str(), "甲处", &basis, &flips[0]] {
            assert!(page.contains(part), "{part}");
        }
        let tables =
            city.blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
        let widths: Vec<usize> = tables.map(|table| table.columns.len()).collect();
        assert_eq!(widths, [5, 6], "the bill with law and proposal, and the groups");
        for format in [Format::Markdown, Format::Docx] {
            assert!(!write(&report, format).unwrap().is_empty());
        }
    }
    // Without a change only the law is described. Without proposals, or if amounts are not shown, there is no such
    // part.
    let law = Desk { scenarios: vec![], ..desk() }.work_out(&library, date(2026, 11, 22));
    let report = made(&plan, Some(&law), Language::English);
    let first = report.sections[0]
        .blocks
        .iter()
        .find_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    assert_eq!(first.unwrap().columns.len(), 3);
    let covered = Plan { amounts: Disclosure::Banded, ..plan.clone() };
    let ids = |report: &Document| report.sections.iter().map(|section| section.id).collect::<Vec<_>>();
    assert!(!ids(&made(&covered, Some(&proposals), Language::English)).contains(&"city"));
    assert!(!ids(&made(&plan, None, Language::English)).contains(&"city"));
}

/// The texts of a section of the brief, line by line.
fn lines(report: &Document, id: &str) -> Vec<String> {
    let section = report.front.sections.iter().find(|section| section.id == id).unwrap();
    let told = |item: &Item| std::iter::once(item.text.clone()).chain(item.details.iter().cloned()).collect::<Vec<_>>();
    let of = |block: &Block| match block {
        Block::List(items) => items.iter().flat_map(told).collect(),
        Block::Paragraph(text) => vec![text.clone()],
        Block::Table(table) => table.grid().rows.iter().map(|row| row.join(" | ")).collect(),
        _ => vec![],
    };
    // Figures have narrow spaces before their signs.
    section.blocks.iter().flat_map(of).map(|text: String| text.replace('\u{202f}', " ")).collect()
}

#[test]
fn an_official_reads_where_the_city_lags_and_what_it_would_cost() {
    let library = library();
    let rivals = ["xian", "hangzhou", "shenzhen"].map(PlaceId::from);
    let day = date(2026, 11, 22);
    let law = Desk { place: "zhengzhou".into(), scenarios: vec![], portfolio: Arc::default() };
    let law = law.work_out(&library, day).with_briefing(&library, &rivals, day);
    let made = |plan: &Plan, proposals: Option<&Proposals>, language: Language| {
        with_proposals(&library, &[], plan, proposals, language)
    };
    let plan = Plan { reader: Reader::City, ..Plan::default() };
    let report = made(&plan, Some(&law), Language::English);
    assert_eq!(report.title, "Zhengzhou among its rivals");
    assert_eq!(
        report.front.sentence(),
        "Zhengzhou: nothing certain, rank 15 (1–68) by ceilings; \
         the largest lag is behind Shenzhen on A start-up's first micro-drama"
    );
    assert_eq!(
        report.front.qualification,
        "On the 7 reference productions with a budget, weighted equally, ranked among all 78 places with a policy of \
         their own."
    );
    assert_eq!(
        lines(&report, "front-places")[..4],
        [
            "Zhengzhou | 0 % | level | 17 %+† | 15 (1–68)",
            "Shenzhen | 0 % | level | 2.3×+† | 5 (1–68)",
            "Xi'an | 0 % | level | 1.1×+† | 9 (1–68)",
            "Hangzhou | – | – | – | – (1–69)",
        ]
    );
    assert_eq!(
        lines(&report, "front-reasons")[..3],
        [
            "A start-up's first micro-drama: behind by published amounts only.",
            "Zhengzhou: – (no amount published), decided by Yellow River award: \
             \"shows Yellow River culture\" is answered no.",
            "Shenzhen: certain 0 %, up to 6.7×+† of the budget, decided by Outstanding work grant: a fixed amount.",
        ]
    );
    let options = lines(&report, "front-options");
    assert_eq!(
        options[..4],
        [
            "Yellow River award · amount: CNY 300,000 → CNY 1,200,001.",
            "Passes Shenzhen on 60-episode vertical micro-drama.",
            "Cost: certain CNY 0, up to +CNY 1,800,002.",
            "In response, Shenzhen would have to change Outstanding work grant · amount: CNY 2,000,000 → \
             CNY 2,000,002: up to CNY 14 more.",
        ]
    );
    assert_eq!(
        options[9..11],
        [
            "Landmark top-up · amount: not published → CNY 900,001 (assumed).",
            "Passes Shenzhen on 60-episode vertical micro-drama.",
        ]
    );
    assert!(options.last().unwrap().ends_with("it takes a new clause."));
    let unknown = lines(&report, "front-ask");
    assert_eq!(unknown[0], "Zhengzhou");
    assert!(unknown[1].starts_with("amount not published: Public location funding, Landmark top-up;"));
    assert!(unknown[1].ends_with("no payment was published."), "{}", unknown[1]);
    let (cited, sources) = cited(&report);
    assert_eq!(cited.iter().map(|one| one.number).collect::<BTreeSet<_>>(), sources);
    let chinese = made(&plan, Some(&law), Language::Chinese);
    assert_eq!(chinese.front.sentence(), "郑州：无确定可得，最高可至第 15（1–68）；初创公司的第一部微短剧落后深圳最多");
    for format in [Format::Html, Format::Markdown, Format::Docx] {
        assert!(!write(&chinese, format).unwrap().is_empty());
    }
    // Scenarios are listed. Without a city, or for a producer, the brief is that of the production.
    let proposed = Proposals { briefing: law.briefing.clone(), ..desk().work_out(&library, day) };
    let scenarios = lines(&made(&plan, Some(&proposed), Language::Chinese), "front-open");
    assert_eq!(scenarios[0], "提高");
    assert!(scenarios[1].contains("15 个项目"), "{scenarios:?}");
    let kind = |report: &Document| report.front.kind.clone();
    assert_eq!(kind(&report), "Position brief");
    assert_eq!(kind(&made(&plan, None, Language::English)), "One-page brief");
    assert_eq!(kind(&made(&Plan::default(), Some(&law), Language::English)), "One-page brief");
    // What the productions of a portfolio cost is not told if amounts are covered.
    let covered = Plan { amounts: Disclosure::Banded, ..plan };
    let options =
        lines(&made(&covered, Some(&Proposals { references: false, ..law }), Language::English), "front-options");
    assert!(!options.iter().any(|line| line.starts_with("Cost") || line.starts_with("In response")), "{options:?}");
}

#[test]
fn what_gives_no_amount_and_what_is_not_known_of_a_policy_stand_once() {
    let library = library();
    let places: Vec<PlaceId> = ["shenzhen", "foshan", "shanghai", "datong"].map(PlaceId::from).to_vec();
    for language in [Language::Chinese, Language::English] {
        let document = report(&library, &places, language);
        let rows = |id: &str| {
            let section = document.sections.iter().find(|section| section.id == id);
            let tables = section.into_iter().flat_map(|section| &section.blocks);
            let last =
                tables.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None }).next_back();
            last.map(|table| table.rows.clone()).unwrap_or_default()
        };
        let cells = |rows: Vec<Row>| -> Vec<Vec<Cell>> {
            rows.into_iter().filter_map(|row| if let Row::Cells(cells) = row { Some(cells) } else { None }).collect()
        };
        let without = cells(rows("places"));
        assert!(without.len() > 10, "{language:?}: {}", without.len());
        // Measures of Guangdong apply in Shenzhen and in Foshan.
        let shared = without
            .iter()
            .filter(|cells| matches!(&cells[2], Cell::Items(items) if items[0].text.contains(['、', ','])));
        assert!(shared.count() > 2);
        for (at, cells) in without.iter().enumerate() {
            assert!(!without[..at].iter().any(|other| other[..2] == cells[..2] && other[3] == cells[3]), "{cells:?}");
        }
        let unknown = cells(rows("unknown"));
        assert!(unknown.len() > 5, "{language:?}: {}", unknown.len());
        for (at, cells) in unknown.iter().enumerate() {
            assert!(!unknown[..at].iter().any(|other| other[0] == cells[0]), "{cells:?}");
        }
    }
}

#[test]
fn rows_are_as_wide_as_their_tables() {
    let library = library();
    let report = report(&library, &all_with_policy(&library), Language::Chinese);
    for block in report.sections.iter().flat_map(|section| &section.blocks) {
        let Block::Table(table) = block else { continue };
        for row in &table.rows {
            if let Row::Cells(cells) | Row::Sum(cells) = row {
                assert_eq!(cells.len(), table.columns.len(), "{}", table.caption);
            }
        }
    }
    assert!(report.flat.rows.iter().all(|row| row.len() == report.flat.columns.len()));
}

#[test]
fn both_languages_say_the_same_things() {
    let library = library();
    let places = all_with_policy(&library);
    let shape = |language| {
        let report = report(&library, &places, language);
        let sections: Vec<_> = report.sections.iter().map(|section| (section.id, section.blocks.len())).collect();
        (sections, report.flat.rows.len(), cited(&report).1)
    };
    assert_eq!(shape(Language::Chinese), shape(Language::English));
}

#[test]
fn without_places_there_is_still_a_report() {
    let library = library();
    for &format in Format::ALL {
        let made = write(&report(&library, &[], Language::Chinese), format);
        assert!(format == Format::Xlsx || !made.unwrap().is_empty());
    }
    let elsewhere = ["north-america".into()];
    assert!(!write(&report(&library, &elsewhere, Language::English), Format::Html).unwrap().is_empty());
}

#[test]
fn a_spreadsheet_reads_the_table_back() {
    let library = library();
    let report = report(&library, &["datong".into()], Language::Chinese);
    let bytes = write(&report, Format::Csv).unwrap();
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap();
    let rows: Vec<csv::StringRecord> = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text)
        .records()
        .collect::<Result<_, _>>()
        .unwrap();
    let width = report.flat.columns.len();
    let paid = rows.iter().find(|row| row.len() == width && &row[2] == "竖屏分账奖励").unwrap();
    assert_eq!((&paid[7], &paid[8], &paid[9]), ("0", "120000", "CNY"));
}

#[test]
fn the_page_that_answers_is_short_and_leads_everywhere_it_says() {
    let library = library();
    let all = all_with_policy(&library);
    for language in [Language::Chinese, Language::English] {
        for places in [&all[..0], &all[..1], &all[..6], &all] {
            let report = report(&library, places, language);
            let front = &report.front;
            assert!(!front.sentence().is_empty());
            let ids: Vec<&str> = front.sections.iter().map(|section| section.id).collect();
            if !places.is_empty() {
                assert_eq!(&ids[..2], ["front-places", "front-reasons"], "{ids:?}");
            }
            for section in &front.sections {
                for block in &section.blocks {
                    match block {
                        Block::Table(table) => assert!(table.rows.len() <= 8, "{}: {}", section.id, table.rows.len()),
                        Block::List(items) => assert!(items.len() <= 4, "{}: {}", section.id, items.len()),
                        Block::Sources(all) => assert!(all.len() <= 20, "{}", all.len()),
                        _ => {}
                    }
                }
            }
        }
    }
}

#[test]
fn a_place_has_one_mark_in_a_whole_document_whatever_others_are_compared() {
    let library = library();
    let marks = |places: &[&str]| {
        let places: Vec<PlaceId> = places.iter().map(|place| (*place).into()).collect();
        let report = report(&library, &places, Language::English);
        let mut seen: std::collections::BTreeMap<String, BTreeSet<_>> = std::collections::BTreeMap::new();
        let all = report.front.sections.iter().chain(&report.sections).flat_map(|section| &section.blocks);
        for block in all {
            match block {
                Block::Table(table) => {
                    for column in &table.columns {
                        seen.entry(column.title.clone()).or_default().extend(column.mark);
                    }
                }
                Block::Place(head) => drop(seen.entry(head.name.clone()).or_default().insert(head.mark)),
                Block::Plot(plot) => plot.places.iter().for_each(|(mark, name)| {
                    seen.entry(name.clone()).or_default().insert(*mark);
                }),
                _ => {}
            }
        }
        assert!(seen.values().all(|marks| marks.len() <= 1), "{seen:?}");
        seen
    };
    let production = &library.productions[seeds::SAMPLE];
    let first = production.places[0].as_str();
    let (two, three) = (marks(&[first, "zhengzhou"]), marks(&["nanjing", first, "zhengzhou"]));
    let name = Words::new(Language::English).place(&library, &first.into());
    assert_eq!(two[&name], three[&name]);
    assert_eq!(two["China"].len(), 1);
}

#[test]
fn what_the_caller_has_worked_out_changes_nothing() {
    let layers = vec![seeds::layer()];
    let sample = (*read::read(&layers).library.productions[seeds::SAMPLE]).clone();
    let mut session = Session::new(layers, 1, Overlay::default(), sample, date(2026, 11, 22));
    let words = Words::new(Language::English);
    for official in [false, true] {
        session.set_official(official);
        let reported = session.reported();
        let known = Known {
            assessments: Some(reported.assessments.as_deref().expect("no variant is shown")),
            counted: Some(&reported.counted),
            fingerprint: Some(reported.fingerprint()),
        };
        let plan = Plan { official, ..Plan::with_annex() };
        let brief = Brief {
            library: &reported.library,
            production: &reported.production,
            places: &reported.places,
            day: reported.day,
            scale: Scale::Middle,
            errors: 0,
            own: &reported.own,
            plan: &plan,
            slate: None,
            proposals: None,
            known: Known::default(),
        };
        for format in [Format::Markdown, Format::Csv, Format::Docx, Format::Xlsx] {
            let alone = make(&brief, &words, format, &()).expect("made");
            assert!(make(&Brief { known, ..brief }, &words, format, &()).expect("made") == alone, "{format:?}");
        }
    }
}
