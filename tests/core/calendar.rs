//! When to apply and when the money is paid: dates from the text, months from the text or the user, and the file.

use std::collections::BTreeSet;

use backlot::data::read::{File, Layer, read};
use backlot::data::seeds;
use backlot::model::id::PlaceId;
use backlot::model::library::Library;
use backlot::model::production::{Answer, Production};
use backlot::model::text::Language;
use backlot::report::ics::ics;
use backlot::rules::assess::assess;
use backlot::study::calendar::{APPLIED, By, Calendar, EXPECTED, Event, calendar, cash};
use backlot::words::Words;
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 22);

/// A city with an award for works that is paid in two parts after a window, and another award without payment times.
fn library() -> Library {
    let text = r#"Policy(id: "city", place: "datong", title: (zh: "扶持办法，试行；第一版", en: "Measures, trial; first edition"), issuer: (zh: "市", en: "City"),
        status: InForce, valid_to: "2027-06-30", read: Whole, confidence: High, checked_on: "2026-11-22",
        sources: [(source: "datong-government-2025")],
        stacking: (rule: Sum),
        incentives: [
            (id: "works", name: (zh: "作品奖励", en: "Works award"), kind: Work, basis: Entitlement, amount: Fixed(100_000), per: Work,
                application: (windows: [(from: "2026-12-01", to: "2027-01-31"), (from: "2025-12-01", to: "2026-01-31")]),
                payout: (instalments: [(after_months: 3, share: "60%"), (after_months: 12, share: "40%")]),
                cites: [(source: "datong-government-2025")]),
            (id: "more", name: (zh: "另一项", en: "Another"), kind: Work, basis: UpTo, amount: Fixed(50_000), per: Work,
                cites: [(source: "datong-government-2025")]),
        ])"#;
    let files = vec![File { name: "city.ron".into(), bytes: text.into() }];
    let loaded = read(&[seeds::layer(), Layer { files, problems: vec![] }]);
    assert!(loaded.problems.is_empty(), "{:#?}", loaded.problems);
    let mut library = loaded.library;
    library.policies.retain(|id, _| id.as_str() == "city");
    library
}

fn made(production: &Production) -> (Library, Calendar) {
    let library = library();
    let assessment = assess(&library, production, &PlaceId::from("datong"), TODAY);
    let calendar = calendar(&library, production, &assessment);
    (library, calendar)
}

fn payments(calendar: &Calendar) -> Vec<(String, By, Option<[Date; 2]>, String)> {
    calendar
        .entries
        .iter()
        .filter_map(|entry| match &entry.event {
            Event::Payment(one) => {
                Some((entry.incentives[0].to_string(), one.by, one.due, one.amount.high.unwrap().exact_text()))
            }
            _ => None,
        })
        .collect()
}

#[test]
fn a_payment_lies_so_many_months_after_the_window_and_nothing_is_guessed() {
    let (_, calendar) = made(&Production::default());
    let due = |a, b| Some([a, b]);
    let (first, second) = (due(date(2027, 3, 1), date(2027, 4, 1)), due(date(2027, 12, 1), date(2028, 1, 1)));
    assert_eq!(
        payments(&calendar),
        [
            ("works".into(), By::Published, first, "60000".into()),
            ("works".into(), By::Published, second, "40000".into())
        ]
    );
    let of = |id: &str| -> Vec<&Event> {
        let own = calendar.entries.iter().filter(|entry| entry.incentives.iter().any(|one| one.as_str() == id));
        own.map(|entry| &entry.event).collect()
    };
    assert!(of("more").contains(&&Event::NoWindow) && of("more").contains(&&Event::NotPublished));
    assert!(!of("works").contains(&&Event::NotPublished));
    let end = calendar.entries.iter().find(|entry| matches!(entry.event, Event::Ends(_))).unwrap();
    assert_eq!(end.incentives.len(), 2, "what ends together is told once");
    let windows = of("works").into_iter().filter(|event| matches!(event, Event::Window { .. })).count();
    assert_eq!(windows, 2, "the one that closed stays visible");
}

#[test]
fn the_users_own_months_count_only_where_nothing_is_published_and_never_as_published() {
    let mut production = Production::default();
    production.answers.insert(EXPECTED.into(), Answer::Number(7.into()));
    let (_, undated) = made(&production);
    let own: Vec<_> = payments(&undated).into_iter().filter(|(_, by, ..)| *by == By::User).collect();
    assert_eq!(own, [("more".into(), By::User, None, "50000".into())], "no day of application, no month");
    production.answers.insert(APPLIED.into(), Answer::Date(date(2026, 12, 15)));
    let (_, dated) = made(&production);
    let months = cash([&dated]);
    let told: Vec<(Option<Date>, By, String, String)> = months
        .iter()
        .map(|one| (one.month, one.by, one.amount.low.exact_text(), one.amount.high.unwrap().exact_text()))
        .collect();
    assert_eq!(
        told,
        [
            (Some(date(2027, 3, 1)), By::Published, "60000".into(), "60000".into()),
            (Some(date(2027, 7, 1)), By::User, "0".into(), "50000".into()),
            (Some(date(2027, 12, 1)), By::Published, "40000".into(), "40000".into()),
        ]
    );
}

#[test]
fn the_file_is_what_rfc_5545_asks_for() {
    let mut production = Production::default();
    production.name.zh = "一部名字很长很长，长到一行放不下；还带分号和逗号的微短剧作品，名字再长一些".repeat(2);
    production.answers.insert(APPLIED.into(), Answer::Date(date(2026, 12, 15)));
    let (library, calendar) = made(&production);
    for language in [Language::Chinese, Language::English] {
        let words = Words::new(language);
        let all = [(&production, &calendar)];
        let bytes = ics(&words, &library, &production.name.zh, &all, TODAY);
        let again = ics(&words, &library, &production.name.zh, &all, TODAY);
        assert_eq!(bytes, again, "the same calendar, the same bytes");
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.ends_with("END:VCALENDAR\r\n") && !text.replace("\r\n", "").contains(['\n', '\r']));
        let lines: Vec<&str> = text.split_terminator("\r\n").collect();
        assert!(lines.iter().all(|line| line.len() <= 75), "{lines:#?}");
        assert!(lines.iter().any(|line| line.starts_with(' ')), "something is folded");
        let unfolded = text.replace("\r\n ", "");
        let name = production.name.zh.replace(';', "\\;").replace(',', "\\,");
        assert!(unfolded.contains(&format!("X-WR-CALNAME:{name}\r\n")), "{unfolded}");
        let of = |name: &str| -> Vec<&str> {
            unfolded.split("\r\n").filter_map(|line| line.strip_prefix(name)?.strip_prefix(':')).collect()
        };
        let uids: BTreeSet<&str> = of("UID").into_iter().collect();
        assert_eq!(uids.len(), of("BEGIN").len() - 1, "one for each event");
        assert_eq!(of("DTSTAMP").len(), uids.len());
        // The closed window and entries without a date are not events.
        assert_eq!(uids.len(), 4, "{uids:?}");
        let starts = of("DTSTART;VALUE=DATE");
        let ends = of("DTEND;VALUE=DATE");
        let window = starts.iter().position(|start| *start == "20261201").unwrap();
        assert_eq!(ends[window], "20270201", "the end is the day after the last");
        assert!(starts.contains(&"20270301") && ends.contains(&"20270401"), "a payment takes its month");
    }
}

#[test]
fn every_place_of_the_built_in_library_has_a_calendar_that_says_what_is_not_known() {
    let library = read(&[seeds::layer()]).library;
    let production = &library.productions[seeds::SAMPLE];
    let mut unknown = 0;
    for place in library.places.keys() {
        let assessment = assess(&library, production, place, TODAY);
        let calendar = calendar(&library, production, &assessment);
        for award in assessment.possible.taken.iter().filter_map(|(at, _)| assessment.awards.get(*at)) {
            let own: Vec<&Event> = calendar
                .entries
                .iter()
                .filter(|entry| entry.policy == award.policy && entry.incentives.contains(&award.incentive))
                .map(|entry| &entry.event)
                .collect();
            let applies = |event: &&Event| matches!(event, Event::Window { .. } | Event::Intake(_) | Event::NoWindow);
            let pays = |event: &&Event| matches!(event, Event::Payment(_) | Event::PaidWhen(_) | Event::NotPublished);
            assert!(own.iter().any(applies) && own.iter().any(pays), "{place} {own:?}");
            unknown += own.iter().filter(|event| matches!(event, Event::NotPublished)).count();
        }
    }
    assert!(unknown > 50, "{unknown}");
}
