//! Several productions of one company: the sums compared with a formula, the assignment compared with every other one,
//! and examples of rules that apply over the company.

use std::cell::Cell;
use std::sync::Arc;

use backlot::data::problem::ProblemKind;
use backlot::data::read::{File, Layer, read, read_slate};
use backlot::data::{check, seeds, write};
use backlot::model::id::{FactId, PlaceId};
use backlot::model::library::Library;
use backlot::model::production::{Answer, Production};
use backlot::model::slate::{Entry, Slate, Wanted, Which};
use backlot::model::text::{Language, Text};
use backlot::rules::fraction::Fraction;
use backlot::rules::stack::together::{Cut, Shared, Sum};
use backlot::study::calendar::{APPLIED, EXPECTED, cash};
use backlot::study::slate::{Rationale, Worked, slate};
use backlot::words::Words;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 22);
const PLACES: [&str; 4] = ["k0", "k1", "k2", "k3"];
const FACTS: [&str; 5] = ["work", "gift", "hope", "best", "wide"];

/// Money by production, place and fact.
type Amounts = Vec<[[u8; 5]; 4]>;

/// A province with two of four cities, and in each city: an award per work under a cap per company and year, one award
/// per company, one discretionary award under a cap per company, and two awards of which a company gets the higher.
fn library(caps: [u8; 9]) -> Library {
    let facts: String = FACTS
        .iter()
        .map(|id| format!("(id: {id:?}, label: (zh: {id:?}), question: (zh: {id:?}), kind: Money, topic: Work, per_place: true),\n"))
        .collect();
    let mut files = vec![
        ("facts.ron".to_owned(), format!("Facts([{facts}])")),
        (
            "places.ron".to_owned(),
            r#"Places([
                (id: "land", name: (zh: "l"), kind: Nation), (id: "wide-land", name: (zh: "w"), kind: Province, parent: "land"),
                (id: "k0", name: (zh: "k0"), kind: City, parent: "wide-land"), (id: "k1", name: (zh: "k1"), kind: City, parent: "wide-land"),
                (id: "k2", name: (zh: "k2"), kind: City, parent: "land"), (id: "k3", name: (zh: "k3"), kind: City, parent: "land"),
            ])"#
            .to_owned(),
        ),
        ("sources.ron".to_owned(), r#"Sources([(id: "s", title: (zh: "s"), publisher: (zh: "p"), date: "2026", grade: Official, checked_on: "2026-11-22")])"#.to_owned()),
    ];
    let head = |id: &str, place: &str| {
        format!(
            "id: \"{id}\", place: \"{place}\", title: (zh: \"t\"), issuer: (zh: \"i\"), status: InForce, read: Whole, confidence: High, checked_on: \"2026-11-22\", sources: [(source: \"s\")]"
        )
    };
    let incentive = |id: &str, basis: &str, per: &str| {
        format!(
            "(id: \"{id}\", name: (zh: \"{id}\"), kind: Work, basis: {basis}, amount: Fact(\"{id}\"), per: {per}, cites: [(source: \"s\")])"
        )
    };
    let group = |members: &str, rule: &str, per: &str| {
        format!("(label: (zh: \"g\"), members: [{members}], rule: {rule}, {per}cites: [(source: \"s\")])")
    };
    for (at, place) in PLACES.iter().enumerate() {
        let (cap, hope) = (caps[at], caps[4 + at]);
        let incentives = [
            incentive("work", "Entitlement", "Work"),
            incentive("gift", "Entitlement", "Company"),
            incentive("hope", "UpTo", "Work"),
            incentive("best", "Entitlement", "Work"),
        ];
        let groups = [
            group("\"work\"", &format!("SumUpTo(Fixed({cap}))"), "per: CompanyYear, "),
            group("\"hope\"", &format!("AtMost(Fixed({hope}))"), "per: Company, "),
            group("\"best\"", "Highest", "per: CompanyYear, "),
        ];
        let text = format!(
            "Policy({}, stacking: (rule: Sum, groups: [{}]), incentives: [{}])",
            head(&format!("p{at}"), place),
            groups.join(","),
            incentives.join(",")
        );
        files.push((format!("p{at}.ron"), text));
    }
    let groups =
        [group("\"*\"", "Sum", ""), group("\"wide\"", &format!("SumUpTo(Fixed({}))", caps[8]), "per: CompanyYear, ")];
    let text = format!(
        "Policy({}, stacking: (rule: Sum, groups: [{}]), incentives: [{}])",
        head("wide", "wide-land"),
        groups.join(","),
        incentive("wide", "Entitlement", "Work")
    );
    files.push(("wide.ron".to_owned(), text));
    let files = files.into_iter().map(|(name, text)| File { name, bytes: text.into_bytes() }).collect();
    let loaded = read(&[Layer { files, problems: vec![] }]);
    let errors: Vec<String> = loaded
        .problems
        .iter()
        .filter(|problem| problem.severity == backlot::data::problem::Severity::Error)
        .map(|problem| format!("{}: {}", problem.at.file, Words::new(Language::English).problem(problem)))
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    loaded.library
}

fn production(amounts: &[[u8; 5]; 4]) -> Production {
    let mut production = Production::default();
    for (place, own) in PLACES.iter().zip(amounts) {
        let answers = FACTS
            .iter()
            .zip(own)
            .map(|(fact, amount)| (FactId::from(*fact), Answer::Number(i64::from(*amount).into())));
        production.local.insert(PlaceId::from(*place), answers.collect());
    }
    production
}

fn of(productions: &[Production], first: Wanted) -> Slate {
    Slate {
        year: 2026,
        first,
        places: PLACES.iter().map(|place| PlaceId::from(*place)).collect(),
        productions: productions.iter().map(|one| Entry::new(Which::Whole(Box::new(one.clone())))).collect(),
        ..Slate::default()
    }
}

fn worked(library: &Library, one: &Slate) -> Worked {
    let productions = one.resolve(|name| library.productions.get(name).cloned()).unwrap();
    slate(library, one, &productions, TODAY)
}

/// The certain and possible result of an assignment, directly from the words of the rules.
fn by_hand(amounts: &Amounts, caps: [u8; 9], places: &[usize]) -> (u32, u32) {
    let (mut certain, mut wide, mut hoped) = (0, 0, 0);
    for place in 0..4 {
        let here = || places.iter().enumerate().filter(|(_, at)| **at == place).map(|(one, _)| amounts[one][place]);
        let sum = |fact: usize| here().map(|own| u32::from(own[fact])).sum::<u32>();
        let most = |fact: usize| here().map(|own| u32::from(own[fact])).max().unwrap_or(0);
        certain += sum(0).min(caps[place].into()) + most(1) + most(3);
        hoped += sum(2).min(caps[4 + place].into());
        if place < 2 {
            wide += sum(4);
        }
    }
    certain += wide.min(caps[8].into());
    (certain, certain + hoped)
}

#[test]
fn the_best_assignment_is_the_best_of_all_and_sums_are_those_of_the_rules() {
    let amount = || prop_oneof![2 => Just(0_u8), 5 => 0_u8..40];
    let amounts = proptest::collection::vec(proptest::array::uniform4(proptest::array::uniform5(amount())), 2..5);
    let cap = || prop_oneof![3 => 0_u8..30, 1 => Just(255_u8)];
    let strategy = (amounts, proptest::array::uniform9(cap()), any::<bool>());
    let (bound, moved) = (Cell::new(0), Cell::new(0));
    let check = |(amounts, caps, certain_first): (Amounts, [u8; 9], bool)| {
        let library = library(caps);
        let productions: Vec<Production> = amounts.iter().map(production).collect();
        let first = if certain_first { Wanted::Certain } else { Wanted::UpTo };
        let worked = worked(&library, &of(&productions, first));
        let places: Vec<usize> = worked.best.places.iter().map(|place| place.unwrap()).collect();
        let (certain, possible) = by_hand(&amounts, caps, &places);
        prop_assert_eq!(worked.best.money.certain, Fraction::from(i64::from(certain)));
        prop_assert_eq!(worked.best.money.possible, Fraction::from(i64::from(possible)));
        prop_assert_eq!(worked.best.proof.bound, None);
        // What is paid beside the other productions adds up to the sums.
        let paid = || worked.best.paid.iter().flatten().map(|(_, range)| *range);
        prop_assert_eq!(Fraction::total(paid().map(|range| range.low)), worked.best.money.certain);
        let most = Fraction::total(paid().filter_map(|range| range.high));
        prop_assert!(most >= worked.best.money.possible && most <= worked.best.apart.possible, "{most}");
        let key =
            |(certain, possible): (u32, u32)| if certain_first { (certain, possible) } else { (possible, certain) };
        let count = 4_usize.pow(amounts.len() as u32);
        let assignment =
            |at: usize| -> Vec<usize> { (0..amounts.len()).map(|one| at / 4_usize.pow(one as u32) % 4).collect() };
        let best = (0..count).map(|at| key(by_hand(&amounts, caps, &assignment(at)))).max().unwrap();
        prop_assert_eq!(key((certain, possible)), best, "{:?}", places);
        // All in one place, and the deduction by a rule.
        for (at, column) in worked.together.iter().enumerate() {
            let (certain, possible) = by_hand(&amounts, caps, &vec![at; amounts.len()]);
            prop_assert_eq!(column.money.certain, Fraction::from(i64::from(certain)));
            prop_assert_eq!(column.money.possible, Fraction::from(i64::from(possible)));
            prop_assert_eq!(
                column.money.possible < column.apart.possible,
                !column.cuts.is_empty(),
                "{:?}",
                column.cuts
            );
            let lost = Fraction::total(
                column.cuts.iter().map(|cut| cut.before.high.unwrap().minus(cut.after.high.unwrap()).unwrap()),
            );
            prop_assert_eq!(
                column.apart.possible.minus(column.money.possible).unwrap(),
                lost,
                "rules that share no award explain all of it"
            );
        }
        for refusal in &worked.refusals {
            let places: Vec<usize> = refusal.places.iter().map(|place| place.unwrap()).collect();
            prop_assert!(!places.contains(&refusal.place));
            let without = (0..count).map(assignment).filter(|places| !places.contains(&refusal.place));
            let best = without.map(|places| key(by_hand(&amounts, caps, &places))).max().unwrap();
            prop_assert_eq!(key(by_hand(&amounts, caps, &places)), best);
        }
        bound.set(bound.get() + usize::from(!worked.best.cuts.is_empty()));
        moved.set(moved.get() + usize::from(worked.goes.iter().any(|goes| goes.by_itself.is_some())));
        Ok(())
    };
    proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(64)).run(&strategy, check).unwrap();
    assert!(bound.get() > 4, "a rule over the company took something {} times", bound.get());
    assert!(moved.get() > 2, "a production made way for others {} times", moved.get());
}

fn file(text: &str) -> File {
    File { name: "s.ron".into(), bytes: text.as_bytes().to_vec() }
}

#[test]
fn a_cap_per_company_and_year_counts_one_year_only() {
    let caps = [10, 255, 255, 255, 255, 255, 255, 255, 255];
    let library = library(caps);
    let mut one = production(&[[0; 5]; 4]);
    one.local.get_mut(&PlaceId::from("k0")).unwrap().insert("work".into(), Answer::Number(8.into()));
    one.answers.insert(APPLIED.into(), Answer::Date(date(2026, 12, 15)));
    one.answers.insert(EXPECTED.into(), Answer::Number(7.into()));
    let mut slate = of(&[one.clone(), one], Wanted::Certain);
    slate.places.truncate(1);
    let both = worked(&library, &slate);
    assert_eq!(both.best.money.certain, Fraction::from(10));
    let cut = &both.best.cuts[0];
    assert_eq!((cut.before.low, cut.after.low), (16.into(), 10.into()));
    let calendars = both.calendars(&library);
    let cash = cash(calendars.iter().flatten());
    assert_eq!(
        cash.iter().map(|one| one.amount.low).collect::<Vec<_>>(),
        [Fraction::from(10)],
        "the cap counts here too"
    );
    assert!(matches!(&cut.rule, Shared::Group(policy, 0, Some(2026)) if policy.as_str() == "p0"), "{cut:?}");
    assert_eq!(both.goes[0].because, Rationale::OnlyPlace);
    slate.productions[1].year = Some(2027);
    let apart = worked(&library, &slate);
    assert_eq!((apart.best.money.certain, apart.best.cuts.len()), (16.into(), 0));
}

#[test]
fn what_is_chosen_stays_and_the_rest_finds_its_best_around_it() {
    let caps = [10, 255, 255, 255, 255, 255, 255, 255, 255];
    let library = library(caps);
    let mut amounts = [[0; 5]; 4];
    (amounts[0][0], amounts[1][0]) = (9, 6);
    let one = production(&amounts);
    let mut slate = of(&[one.clone(), one], Wanted::Certain);
    let free = worked(&library, &slate);
    assert_eq!(free.best.money.certain, Fraction::from(15), "nine here and six there");
    assert_eq!(free.refusals.len(), 2);
    slate.productions[0].chosen = Some("k1".into());
    let held = worked(&library, &slate);
    assert_eq!(held.best.places, [Some(1), Some(0)]);
    assert_eq!(held.goes[0].because, Rationale::Chosen);
    assert_eq!(held.goes[1].because, Rationale::Most(Sum::Certain));
    assert_eq!(held.goes[1].loses[0], Fraction::from(3), "with six more in k1, not nine in k0");
    // If k0 declines, both are in k1.
    let no = held.refusals.iter().find(|refusal| refusal.place == 0).unwrap();
    assert_eq!((no.money.certain, no.places.as_slice()), (12.into(), [Some(1), Some(1)].as_slice()));
}

#[test]
fn answers_of_the_company_hold_for_all_and_differing_ones_are_told() {
    let library = library([255; 9]);
    let mut one = production(&[[0; 5]; 4]);
    let mut other = one.clone();
    one.answers.insert("gift".into(), Answer::Number(5.into()));
    other.answers.insert("gift".into(), Answer::Number(7.into()));
    one.local.clear();
    other.local.clear();
    let mut slate = of(&[one, other], Wanted::Certain);
    let apart = worked(&library, &slate);
    assert_eq!(apart.differing.iter().map(|one| one.fact.as_str()).collect::<Vec<_>>(), ["gift"]);
    slate.company.insert("gift".into(), Answer::Number(6.into()));
    let shared = worked(&library, &slate);
    assert!(shared.differing.is_empty());
    assert!(shared.productions.iter().all(|one| one.answers[&FactId::from("gift")] == Answer::Number(6.into())));
}

#[test]
fn a_slate_reads_back_as_it_was_written_and_says_what_does_not_fit() {
    let library = read(&[seeds::layer()]).library;
    let text = r#"Slate(
    name: (zh: "三部", en: "Three"),
    year: 2026,
    places: ["datong", "nowhere-here"],
    company: {"is_locally_registered": 3, "no_such_fact": true},
    productions: [
        (production: Named("vertical-60"), chosen: "foshan"),
        (production: Named("vertical-61")),
        (production: Whole(name: (zh: "甲"), currency: "USD", answers: {"episodes": 0.5}), year: 26),
    ],
)
"#;
    let file = file(text);
    let slate = read_slate(&file).unwrap();
    let written = write::record(&backlot::data::read::Document::Slate(Arc::new(slate.clone()))).unwrap();
    assert_eq!(read_slate(&self::file(&written)).unwrap(), slate, "{written}");
    let found = slate.productions.iter().map(|entry| match &entry.production {
        Which::Whole(production) => Some(&**production),
        Which::Named(name) => library.productions.get(name).map(AsRef::as_ref),
    });
    let problems = check::slate(&slate, &library, &found.collect::<Vec<_>>(), "s.ron", text);
    let words = Words::new(Language::English);
    let said: Vec<String> =
        problems.iter().map(|problem| format!("{}: {}", problem.at.line, words.problem(problem))).collect();
    for part in [
        "4: There is no place \"nowhere-here\"",
        "5: The answer to \"is_locally_registered\"",
        "5: There is no fact \"no_such_fact\"",
        "7: \"foshan\" was chosen",
        "8: There is no production \"vertical-61\"",
        "vertical-60",
        "9: This production uses USD",
        "9: 26 is not a year of application",
        "9: \"episodes\" is 0.5",
    ] {
        assert!(said.iter().any(|said| said.contains(part)), "{part}: {said:#?}");
    }
    let nowhere = Slate {
        places: vec![],
        productions: vec![Entry::new(Which::Named("vertical-60".into()))],
        year: 2026,
        name: Text::default(),
        ..Slate::default()
    };
    let found = [library.productions.get("vertical-60").map(AsRef::as_ref)];
    let problems = check::slate(&nowhere, &library, &found, "s.ron", "");
    assert_eq!(problems.iter().map(|problem| problem.what.clone()).collect::<Vec<_>>(), [ProblemKind::NowhereToGo]);
}

#[test]
fn the_samples_as_one_slate() {
    let library = read(&[seeds::layer()]).library;
    let names = ["vertical-60", "costume-5m", "ai-animated"];
    let slate = Slate {
        year: 2026,
        places: ["datong", "wuhan-east-lake", "foshan", "xiamen-ftz"].map(PlaceId::from).to_vec(),
        productions: names.map(|name| Entry::new(Which::Named(name.to_owned()))).to_vec(),
        ..Slate::default()
    };
    let worked = worked(&library, &slate);
    assert_eq!(worked.best.proof.bound, None);
    for (row, production) in worked.offers.iter().zip(&worked.productions) {
        for (offer, place) in row.iter().zip(&worked.places) {
            let alone = backlot::rules::assess::assess(&library, production, place, TODAY);
            assert_eq!(*offer.as_ref().unwrap().assessment, alone);
        }
    }
    let xiamen = worked.together.iter().find(|column| column.place.as_str() == "xiamen-ftz").unwrap();
    // The supplement for a Qianfan project is paid to the company once, for any of its works.
    let once = |cut: &&Cut| matches!(&cut.rule, Shared::Once(_, incentive, None) if incentive.as_str() == "qianfan");
    let cut = xiamen.cuts.iter().find(once);
    let ends = cut.map(|cut| (cut.before.high, cut.after.high));
    assert_eq!(ends, Some((Some(900_000.into()), Some(300_000.into()))), "{:#?}", xiamen.cuts);
    assert!(!xiamen.read);
    // Amounts known only from second-hand reports are not in the sums.
    let east_lake = worked.together.iter().find(|column| column.place.as_str() == "wuhan-east-lake").unwrap();
    assert!(east_lake.money.possible.is_zero() && !east_lake.money.second_hand.is_zero());
    let single = Slate { productions: slate.productions[..1].to_vec(), ..slate };
    let one = self::worked(&library, &single);
    let at = one.best.places[0].unwrap();
    let alone = &one.offers[0][at].as_ref().unwrap().assessment;
    assert_eq!(one.best.money.certain, alone.floor);
    let _: Arc<Production> = Arc::clone(&one.productions[0]);
}
