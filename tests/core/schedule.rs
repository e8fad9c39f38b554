//! Shooting days from schedules: the cases of `tests/import/schedules.ron`, and that the order and the repetition of
//! rows do not change the result.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use backlot::data::progress::Progress;
use backlot::data::table::schedule::{Chosen, Columns, Counted, Part, Rows, Schedule, rows, schedule};
use backlot::model::library::Library;
use backlot::model::production::{Answer, Production};
use backlot::model::text::Language;
use backlot::words::Words;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde::Deserialize;

use super::table::{library, table};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    table: String,
    #[serde(default)]
    column: Vec<String>,
    #[serde(default)]
    year: Option<i16>,
    #[serde(default)]
    lies: BTreeMap<String, Option<String>>,
    #[serde(default)]
    days: Vec<String>,
    #[serde(default)]
    open: Vec<String>,
    #[serde(default)]
    says: Vec<String>,
    #[serde(default)]
    asks: Vec<String>,
    #[serde(default)]
    idle: usize,
    #[serde(default)]
    banners: Vec<usize>,
    #[serde(default)]
    captions: Vec<usize>,
    /// The rows with only a place.
    #[serde(default)]
    places: Vec<usize>,
    /// The text that states the year.
    #[serde(default)]
    stated: String,
    /// Whether the column of places has no heading and was recognised by its cells.
    #[serde(default)]
    unnamed: bool,
    #[serde(default = "yes")]
    schedule: bool,
    #[serde(default = "yes")]
    order: bool,
}

fn yes() -> bool {
    true
}

fn read(library: &Library, text: &str, columns: &Columns) -> Schedule {
    schedule(&table("t.csv", text.as_bytes()), columns, library, &Progress::default()).unwrap()
}

fn told(counted: &Counted) -> Vec<String> {
    let one = |one: &backlot::data::table::schedule::PlaceDays| {
        let share = one.share.map_or("-".to_owned(), |share| share.to_string());
        format!("{} {} {} {share}", one.place, one.days, one.run)
    };
    counted.places.iter().map(one).collect()
}

#[test]
fn schedules_come_to_the_days_that_are_in_them() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/import/schedules.ron");
    let options = ron::Options::default();
    let cases: Vec<Case> = options.from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let (library, words) = (library(), Words::new(Language::English));
    for case in cases {
        let whole = table("t.csv", case.table.as_bytes());
        let found = rows(&whole, &library);
        let Rows::Schedule(mut columns) = found else {
            assert!(!case.schedule, "no schedule:\n{}", case.table);
            continue;
        };
        assert!(case.schedule, "a schedule:\n{}", case.table);
        for said in &case.column {
            let (part, name) = said.split_once('=').unwrap();
            let at = columns.named(name)[0];
            columns.take(Part::named(part).unwrap(), Some(at));
        }
        columns.year = case.year;
        let asks: Vec<String> = columns
            .asks
            .iter()
            .map(|ask| ask.columns.iter().map(|at| columns.name_of(*at)).collect::<Vec<_>>().join(", "))
            .collect();
        assert_eq!(asks, case.asks, "{}", case.table);
        assert_eq!(words.schedule_unnamed(&columns).is_some(), case.unnamed, "{}", case.table);
        if !columns.is_complete() {
            continue;
        }
        let read = read(&library, &case.table, &columns);
        let said: Vec<String> = read
            .wrong
            .iter()
            .flat_map(|(row, troubles)| troubles.iter().map(|trouble| words.trouble_in("t.csv", *row, trouble)))
            .collect();
        assert_eq!(said.len(), case.says.len(), "{}\n{said:?}", case.table);
        for (said, expected) in said.iter().zip(&case.says) {
            assert!(said.contains(expected.as_str()), "{said}\n{expected}");
        }
        let chosen: Chosen =
            case.lies.iter().map(|(name, place)| (name.clone(), place.as_deref().map(Into::into))).collect();
        let counted = read.count(&library, &chosen);
        let open: Vec<&str> = counted.undecided.iter().map(|at| read.locations[*at].name.as_str()).collect();
        assert_eq!(open, case.open, "{}", case.table);
        let (mut told, mut days) = (told(&counted), case.days.clone());
        if !case.order {
            told.sort();
            days.sort();
        }
        assert_eq!(told, days, "{}", case.table);
        assert_eq!(read.idle.len(), case.idle, "{}", case.table);
        assert_eq!((&read.banners, &read.captions), (&case.banners, &case.captions), "{}", case.table);
        assert_eq!(read.places, case.places, "{}", case.table);
        let stated = read.stated.as_ref().map(|stated| words.schedule_stated(stated)).unwrap_or_default();
        assert!(stated.is_empty() == case.stated.is_empty() && stated.contains(&case.stated), "{stated}");
        assert_eq!(counted.answers(&library).is_empty(), !open.is_empty() || days.is_empty(), "{}", case.table);
    }
}

#[test]
fn days_become_answers_of_their_places_and_of_those_around_them() {
    let library = library();
    let text = "日期,地点\n2026-03-05,郑州\n2026-03-06,郑州\n2026-03-07,大同\n";
    let Rows::Schedule(columns) = rows(&table("t.csv", text.as_bytes()), &library) else { panic!() };
    let answers = read(&library, text, &columns).count(&library, &Chosen::new()).answers(&library);
    let mut production = Production::default();
    for (fact, place, answer) in answers {
        production.local.entry(place.unwrap()).or_default().insert(fact, answer);
    }
    let number = |place: &str, fact: &str| match production.local[&place.into()].get(&fact.into()) {
        Some(Answer::Number(number)) => number.to_string(),
        other => panic!("{other:?}"),
    };
    for place in ["zhengzhou", "henan"] {
        assert_eq!(number(place, "local_consecutive_shooting_days"), "2");
        assert_eq!(number(place, "local_shooting_day_share"), "0.666666");
    }
    assert_eq!(number("datong", "local_consecutive_shooting_days"), "1");
    assert_eq!(production.local.len(), 4);
}

#[test]
fn merged_cells_of_a_workbook_hold_for_all_their_rows() {
    // In a workbook, a day that is merged over its scenes applies to each of them. In a text file, it is a gap.
    let library = library();
    let text = "日期,地点\n2026-03-05,郑州\n,大同\n";
    let Rows::Schedule(columns) = rows(&table("t.csv", text.as_bytes()), &library) else { panic!() };
    let mut whole = table("t.csv", text.as_bytes());
    let day = whole.rows[1].cells[0].clone();
    whole.rows[2].cells[0] = day;
    let read = schedule(&whole, &columns, &library, &Progress::default()).unwrap();
    assert!(read.wrong.is_empty());
    assert_eq!(read.count(&library, &Chosen::new()).days, 1);
}

#[test]
fn a_table_without_headings_loses_no_row_once_its_columns_are_named() {
    let library = library();
    let text = "2026-03-01,大同,1-5\n2026-03-02,云冈石窟（大同）,6-9\n2026-03-02,大同,10\n";
    let mut columns = Columns::guess(&table("t.csv", text.as_bytes()), &library);
    assert!(!columns.is_complete(), "nothing is guessed from the places alone");
    columns.take(Part::Day, Some(0));
    columns.take(Part::Location, Some(1));
    let read = read(&library, text, &columns);
    assert_eq!((read.wrong.len(), read.empty), (0, 0));
    let told = told(&read.count(&library, &Chosen::new()));
    assert!(told.iter().any(|one| one.starts_with("datong 2 2 ")), "{told:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn order_and_repetition_of_rows_mean_nothing(
        shot in proptest::collection::vec((0_i32..40, 0_usize..4), 1..40),
        again in proptest::collection::vec(0_usize..40, 0..20),
    ) {
        let library = library_once();
        let places = ["zhengzhou", "datong", "guangzhou-huangpu", "guangzhou"];
        let day = |offset: i32| date(2026, 3, 1).checked_add(offset.days()).unwrap();
        let row = |(offset, place): &(i32, usize)| format!("{},{}\n", day(*offset), places[*place]);
        let count = |rows: &[String]| {
            let text = format!("date,location\n{}", rows.concat());
            let columns = Columns::guess(&table("t.csv", text.as_bytes()), library);
            read(library, &text, &columns).count(library, &Chosen::new())
        };
        let rows: Vec<String> = shot.iter().map(row).collect();
        let mut other: Vec<String> = rows.iter().rev().cloned().collect();
        other.extend(again.iter().filter_map(|at| rows.get(*at).cloned()));
        let counted = count(&rows);
        prop_assert_eq!(&counted, &count(&other));
        // Counted again in the simplest way.
        for one in &counted.places {
            let inside = |place: &str| library.chain(&place.into()).iter().any(|around| around.id == one.place);
            let days: BTreeSet<Date> =
                shot.iter().filter(|(_, place)| inside(places[*place])).map(|(offset, _)| day(*offset)).collect();
            prop_assert_eq!(one.days, days.len());
            let run = days.iter().map(|first| (0..).take_while(|more: &i32| {
                days.contains(&first.checked_add(more.days()).unwrap())
            }).count()).max();
            prop_assert_eq!(Some(one.run), run);
            prop_assert!(one.run <= one.days && one.days <= counted.days);
        }
    }
}

fn library_once() -> &'static Library {
    static LIBRARY: std::sync::LazyLock<Library> = std::sync::LazyLock::new(library);
    &LIBRARY
}
