//! Any observations and any answers read back the same from the table they were written to.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use backlot::data::table::propose::{Effect, Outcome};
use backlot::data::table::write;
use backlot::model::fact::FactKind;
use backlot::model::id::{FactId, ObservationId};
use backlot::model::indicator::{Nature, Observation, Precision, Unit};
use backlot::model::library::Library;
use backlot::model::number::Number;
use backlot::model::production::{Answer, Production};
use backlot::model::source::{Citation, Confidence};
use backlot::model::text::{Language, Text};
use jiff::civil::date;
use proptest::collection::vec;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::table::{library, proposed_over};

static LIBRARY: LazyLock<Library> = LazyLock::new(library);

/// Text without spaces around it, with every character that causes problems in CSV and spreadsheets.
fn text() -> impl Strategy<Value = String> {
    let sign = prop_oneof![
        Just("a"),
        Just("约"),
        Just(","),
        Just(";"),
        Just("\""),
        Just("'"),
        Just("="),
        Just("+"),
        Just("-"),
        Just("@"),
        Just("\n"),
        Just("1"),
        Just("。"),
        Just(" "),
        Just("%"),
        Just("\t"),
    ];
    vec(sign, 0..8).prop_map(|signs| signs.concat().trim().to_owned())
}

/// Text on one line of a cell.
fn line() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.replace('\n', " ").trim().to_owned())
}

fn number() -> impl Strategy<Value = Number> {
    (-99_999_999_999_i64..99_999_999_999, 0_u32..6)
        .prop_map(|(digits, scale)| Number(Decimal::new(digits, scale).normalize()))
}

fn language() -> impl Strategy<Value = Language> {
    prop_oneof![Just(Language::Chinese), Just(Language::English)]
}

fn period() -> impl Strategy<Value = Option<backlot::model::date::Period>> {
    let some = (1950_i16..2100, 1_i8..=12, 0_i16..4, 0_u8..6).prop_map(|(year, month, more, kind)| {
        let text = match kind {
            0 => year.to_string(),
            1 => format!("{year}-H{}", month % 2 + 1),
            2 => format!("{year}-Q{}", month % 4 + 1),
            3 => format!("{year}-{month:02}"),
            4 => format!("{year}-{month:02}-{:02}", month * 2),
            _ => format!("{year}-{month:02}..{}-{month:02}", year + more + 1),
        };
        Some(text.parse().unwrap())
    });
    prop_oneof![1 => Just(None), 8 => some]
}

prop_compose! {
    fn observation()(
        at in 0..LIBRARY.indicators.len(),
        place in 0..LIBRARY.places.len(),
        period in period(),
        value in number(),
        above in proptest::option::of(0_i64..1000),
        printed_value in proptest::option::of(number()),
        precision in prop_oneof![Just(Precision::Exact), Just(Precision::About), Just(Precision::MoreThan), Just(Precision::AtMost)],
        nature in prop_oneof![Just(Nature::Actual), Just(Nature::Estimate), Just(Nature::Forecast), Just(Nature::Target), Just(Nature::Capacity)],
        confidence in prop_oneof![Just(Confidence::High), Just(Confidence::Medium), Just(Confidence::Low)],
        cites in vec((0..LIBRARY.sources.len(), line()), 1..4),
        words in (text(), text(), text(), line()),
        plot in any::<bool>(),
    ) -> Observation {
        let indicator = LIBRARY.indicators.values().nth(at).unwrap();
        // A period that has not begun is not reported.
        let not_begun = period.is_some_and(|period| period.start > super::table::TODAY);
        let nature = if not_begun && nature == Nature::Actual { Nature::Estimate } else { nature };
        let in_words = indicator.unit == Unit::Words;
        let (printed, zh, en, series) = words;
        let note = Text { zh, en };
        Observation {
            id: ObservationId::from(""),
            indicator: indicator.id.clone(),
            place: LIBRARY.places.keys().nth(place).unwrap().clone(),
            period,
            value: (!in_words).then_some(value),
            upper: above.filter(|_| !in_words).map(|above| Number(value.0 + Decimal::from(above))),
            precision,
            printed: format!("x{printed}"),
            printed_value: printed_value.filter(|_| !in_words),
            nature,
            series,
            cites: cites
                .into_iter()
                .map(|(source, at)| Citation {
                    source: LIBRARY.sources.keys().nth(source).unwrap().clone(),
                    at,
                    quote: String::new(),
                })
                .collect(),
            confidence,
            checked_on: "2026-11-02".parse().unwrap(),
            plot,
            note: (note != Text::default()).then_some(note),
        }
    }
}

fn answer(kind: &FactKind, seed: i64, scale: u32, most: Option<Number>, least: Option<Number>) -> Answer {
    match kind {
        FactKind::Money | FactKind::Count(_) => {
            let number = Number(Decimal::new(seed.abs(), scale).normalize());
            let number = most.map_or(number, |most| number.min(most));
            Answer::Number(least.map_or(number, |least| number.max(least)))
        }
        FactKind::Percent => Answer::Number(Number(Decimal::new(seed.abs() % 10_001, 4).normalize())),
        FactKind::YesNo => Answer::YesNo(seed % 2 == 0),
        FactKind::Choice(choices) => {
            let at = usize::try_from(seed.abs()).unwrap() % choices.len();
            Answer::Choice(choices[at].id.as_str().into())
        }
        FactKind::Date => Answer::Date(date(2026, i8::try_from(seed.abs() % 12).unwrap() + 1, 9)),
        FactKind::List(fields) => {
            let item = |id: &FactId| {
                let fact = &LIBRARY.facts[id];
                (id.clone(), answer(&fact.kind, seed, scale, fact.max, fact.min))
            };
            Answer::Items([fields.iter().map(item).collect::<BTreeMap<_, _>>()].into())
        }
    }
}

prop_compose! {
    fn production()(
        given in vec((0..LIBRARY.facts.len(), any::<i32>(), 0_u32..3, proptest::option::of(0..LIBRARY.places.len())), 0..12)
    ) -> Production {
        let mut production = Production::default();
        for (at, seed, scale, place) in given {
            let fact = LIBRARY.facts.values().nth(at).unwrap();
            let scale = if fact.whole { 0 } else { scale };
            let answer = answer(&fact.kind, seed.into(), scale, fact.max, fact.min);
            let answers = match place {
                Some(place) => production.local.entry(LIBRARY.places.keys().nth(place).unwrap().clone()).or_default(),
                None => &mut production.answers,
            };
            answers.insert(fact.id.clone(), answer);
        }
        production
    }
}

/// A figure as a user might write it, and its value.
fn written() -> impl Strategy<Value = (String, Decimal)> {
    let digits = (0_i64..99_999_999, 0_u32..4, 0_u8..4);
    let beside = (0_usize..7, 0_usize..6, 0_usize..6);
    (digits, beside, any::<bool>()).prop_map(|((digits, scale, groups), (before, after, minus), blank)| {
        let number = Decimal::new(digits, scale);
        let text = number.to_string();
        let (whole, decimals) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
        let sign = [",", " ", "\u{a0}", ""][usize::from(groups)];
        let mut grouped = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at) % 3 == 0 {
                grouped.push_str(sign);
            }
            grouped.push(digit);
        }
        let text = decimals.map_or(grouped.clone(), |decimals| format!("{grouped}.{decimals}"));
        let before = ["", "¥", "￥", "CNY ", "RMB ", "人民币", "\u{200b}"][before];
        let (after, times) =
            [("", 1_i64), ("元", 1), ("万", 10_000), ("万元", 10_000), ("亿", 100_000_000), (" million", 1_000_000)]
                [after];
        let gap = if blank && !after.is_empty() { " " } else { "" };
        let text = format!("{before}{text}{gap}{after}");
        let (text, number) = match minus {
            0 => (format!("-{text}"), -number),
            1 => (format!("−{text}"), -number),
            2 => (format!("（{text}）"), -number),
            _ => (text, number),
        };
        (text, number * Decimal::from(times))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn observations_come_back_the_same(mut all in vec(observation(), 1..12), language in language()) {
        for (at, seen) in all.iter_mut().enumerate() {
            seen.id = ObservationId::from(format!("test-{at}").as_str());
        }
        let bytes = write::observations_csv(&LIBRARY, &all, language);
        let (_, proposal) = proposed_over(&LIBRARY, &Production::default(), "any.csv", &bytes);
        let back: Vec<Observation> = proposal.lines.iter().map(|line| match &line.outcome {
            Outcome::Observation { after, before: None } => (**after).clone(),
            other => panic!("{other:?}"),
        }).collect();
        prop_assert_eq!(back, all.clone());
        // Importing them again over themselves changes nothing.
        let mut library = LIBRARY.clone();
        library.observations.extend(all.into_iter().map(|seen| (seen.id.clone(), Arc::new(seen))));
        let (_, proposal) = proposed_over(&library, &Production::default(), "any.csv", &bytes);
        prop_assert!(proposal.lines.iter().all(|line| line.effect() == Effect::Same));
    }

    #[test]
    fn answers_come_back_the_same(production in production(), language in language()) {
        let bytes = write::answers_csv(&LIBRARY, &production, language);
        let (_, proposal) = proposed_over(&LIBRARY, &Production::default(), "any.csv", &bytes);
        let mut back = Production::default();
        for line in &proposal.lines {
            let Outcome::Answer { fact, place, after, .. } = &line.outcome else { panic!("{line:?}") };
            let answers = match place {
                Some(place) => back.local.entry(place.clone()).or_default(),
                None => &mut back.answers,
            };
            answers.insert(fact.clone(), after.clone());
        }
        prop_assert_eq!(back, production);
    }

    #[test]
    fn what_is_read_of_a_figure_is_what_is_shown_or_it_is_refused((text, number) in written()) {
        let table = format!("Place,Indicator,Period,Value\nShenzhen,support_funding,2025,\"{text}\"\n");
        let (_, proposal) = proposed_over(&LIBRARY, &Production::default(), "any.csv", table.as_bytes());
        let Outcome::Observation { after, .. } = &proposal.lines[0].outcome else {
            // Only extremely large numbers.
            prop_assert!(number.abs() >= Decimal::from(1_000_000_000_000_000_i64), "{text}: {:?}", proposal.lines[0]);
            return Ok(());
        };
        prop_assert_eq!(after.value, Some(Number(number.normalize())), "{}", text);
        // The form and the files read the same number, or refuse it.
        if let Ok(read) = Number::parse(&text) {
            prop_assert_eq!(read.0, number.normalize(), "{}", text);
        }
    }
}

/// Numbers with signs at any position.
const CASES: u32 = 64;

#[test]
fn signs_that_stand_anywhere_make_no_other_number() {
    let read = Cell::new(0);
    proptest!(ProptestConfig::with_cases(CASES), |(digits in "[0-9]{1,4}", sign in "[,. _']", rest in "[0-9]{1,4}", more in "[,. ]?[0-9]{0,3}")| {
        let text = format!("{digits}{sign}{rest}{more}");
        let table = format!("Place,Indicator,Period,Value\nShenzhen,support_funding,2025,\"{text}\"\n");
        let (_, proposal) = proposed_over(&LIBRARY, &Production::default(), "any.csv", table.as_bytes());
        if let Outcome::Observation { after, .. } = &proposal.lines[0].outcome {
            read.set(read.get() + 1);
            // All digits are there, in their order, with at most one point.
            let kept: String = text.chars().filter(char::is_ascii_digit).collect();
            let value = after.value.unwrap().0;
            let shown: String = value.to_string().chars().filter(char::is_ascii_digit).collect();
            prop_assert_eq!(
                kept.trim_start_matches('0').trim_end_matches('0'),
                shown.trim_start_matches('0').trim_end_matches('0'),
                "{}", text
            );
        }
    });
    assert!(read.get() * 8 > CASES, "{} of {CASES} were read", read.get());
}
