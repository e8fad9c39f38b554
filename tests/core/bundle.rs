//! Sealed bundles: a bundle opens with the same results, and any change is detected.

use std::sync::LazyLock;

use backlot::data::overlay::{Key, Overlay};
use backlot::data::problem::ProblemKind;
use backlot::data::read::{File, Layer, read, read_portfolio, read_production, read_scenario, read_slate};
use backlot::data::seeds;
use backlot::model::id::PlaceId;
use backlot::model::production::{Answer, Production};
use backlot::model::record::Record;
use backlot::model::slate::{Slate, Which as Meant};
use backlot::model::text::Language;
use backlot::session::bundle::sealing::seal;
use backlot::session::bundle::{Amounts, Bundle, FORMAT, Parts, is_bundle, open, verify};
use backlot::study::fingerprint::sha256;
use backlot::study::proposals::Desk;
use backlot::study::results::{Of, Value, Which};
use backlot::words::Words;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const DAY: Date = date(2026, 11, 22);

fn file(text: impl Into<Vec<u8>>) -> File {
    File { name: "/home/x.backlot".into(), bytes: text.into() }
}

fn opened(text: &str) -> Bundle {
    open(&file(text)).unwrap_or_else(|problem| panic!("{problem:?}"))
}

/// What is sealed of a production in some places.
fn parts_of<'a>(
    layers: &'a [Layer],
    edits: &'a Overlay,
    production: &'a Production,
    places: &'a [PlaceId],
) -> Parts<'a> {
    Parts { layers, shelves: 1, edits, production, places, day: DAY, slate: None, city: None }
}

fn sealed_of(layers: &[Layer], edits: &Overlay, production: &Production, places: &[&str], amounts: Amounts) -> String {
    let places: Vec<PlaceId> = places.iter().map(|&place| place.into()).collect();
    let parts = parts_of(layers, edits, production, &places);
    seal(&parts, amounts).unwrap_or_else(|what| panic!("{what:?}"))
}

fn sample() -> Production {
    (*read(&[seeds::layer()]).library.productions[seeds::SAMPLE]).clone()
}

/// The sample in four cities, with an edit of one policy.
static SEALED: LazyLock<String> = LazyLock::new(|| {
    let places = ["datong", "foshan", "shenzhen", "shanghai"];
    sealed_of(&[seeds::layer()], &Overlay::default(), &sample(), &places, Amounts::Exact)
});

/// The same text with a new seal, as an attacker could make it.
fn resealed(text: &str) -> String {
    let head = text.rsplit_once("    seal: ").unwrap().0;
    format!("{head}    seal: \"{}\",\n)\n", sha256(head.as_bytes()))
}

#[test]
fn every_reference_production_verifies_in_every_place_with_a_policy() {
    let layers = [seeds::layer(), seeds::world()];
    let library = read(&layers).library;
    let has_policy = |place: &&PlaceId| library.policies_of(place).next().is_some();
    let places: Vec<PlaceId> = library.places.keys().filter(has_policy).cloned().collect();
    assert!(places.len() > 60 && library.productions.len() >= 8);
    for (name, production) in &library.productions {
        for amounts in [Amounts::Exact, Amounts::Rounded] {
            let edits = Overlay::default();
            let parts = Parts { shelves: 2, ..parts_of(&layers, &edits, production, &places) };
            let text = seal(&parts, amounts).unwrap();
            assert_eq!(text, seal(&parts, amounts).unwrap(), "the same parts give the same bytes");
            let verdict = verify(&opened(&text));
            assert!(verdict.passes() && verdict.intact && verdict.shelves, "{name}: {verdict:?}");
            assert!(verdict.numbers > 300, "{name}: {}", verdict.numbers);
            assert_eq!((verdict.library, verdict.program), (None, None));
        }
    }
}

/// The sample with a chance, variants and kept curves, and a slate beside it.
fn with_more() -> (Production, Slate) {
    let text = r#"Production(
        name: (zh: "甲", en: "A"),
        places: ["datong", "foshan", "shanghai"],
        answers: {"orientation": "vertical", "revenue_share_year": 1_234_000, "is_locally_registered": true,
            "months_until_paid": 7, "application_date": "2027-01-15"},
        chances: [(of: Basis(UpTo), share: "50%")],
        change_costs: [(place: "datong", changes: {"revenue_share_year": 10_000_000}, cost: 81_234)],
        variants: [
            (name: (zh: "多", en: "More"), changes: [(fact: "revenue_share_year", to: 5_123_000)]),
            (changes: [(fact: "is_locally_registered", to: false)], day: "2027-03-01"),
        ],
        curves: [(over: "revenue_share_year", from: 0, to: 6_000_000)],
    )"#;
    let mut production = read_production(&file(text)).unwrap();
    production.answers.extend(sample().answers.into_iter().filter(|(fact, _)| fact.as_str() != "revenue_share_year"));
    let slate = r#"Slate(
        name: (zh: "组合", en: "Slate"), year: 2026, places: ["datong", "foshan"],
        productions: [(production: Named("vertical-60")), (production: Named("no-such")), (production: Named("vertical-60"))],
    )"#;
    (production, read_slate(&file(slate)).unwrap())
}

fn sealed_with_more(amounts: Amounts) -> String {
    let (production, slate) = with_more();
    let (layers, edits) = ([seeds::layer()], Overlay::default());
    let (places, slate) = (&production.places, Some(&slate));
    seal(
        &Parts {
            layers: &layers,
            shelves: 1,
            edits: &edits,
            production: &production,
            places,
            day: DAY,
            slate,
            city: None,
        },
        amounts,
    )
    .unwrap()
}

#[test]
fn what_stands_beside_the_answers_is_sealed_and_worked_out_again() {
    for amounts in [Amounts::Exact, Amounts::Rounded] {
        let bundle = opened(&sealed_with_more(amounts));
        let beside = &bundle.beside;
        assert_eq!((beside.variants.len(), beside.curves.len(), beside.expected.len()), (2, 1, 3));
        assert!(!beside.near.is_empty() && !beside.payments.is_empty());
        let costs: Vec<String> = beside.near.iter().filter_map(|gain| Some(gain.cost?.to_string())).collect();
        assert_eq!(costs, [if amounts == Amounts::Exact { "81234" } else { "81000" }]);
        // Productions that are in no library are left out. The others are complete, so that the bundle needs no other
        // file.
        let slate = bundle.slate.as_ref().unwrap();
        assert!(slate.productions.iter().all(|entry| matches!(entry.production, Meant::Whole(_))));
        assert_eq!((slate.productions.len(), beside.slate.as_ref().unwrap().goes.len()), (2, 2));
        let verdict = verify(&bundle);
        assert!(verdict.passes(), "{:?}", verdict.differences);
        let plain = verify(&opened(&SEALED)).numbers;
        assert!(verdict.numbers > plain && beside.count() > 100, "{} {plain}", verdict.numbers);
        assert_eq!(bundle.session(6).slate().map(|slate| slate.productions.len()), Some(2));
    }
    let rounded = sealed_with_more(Amounts::Rounded);
    for secret in ["1_234_000", "1234000", "5_123_000", "5123000"] {
        assert!(sealed_with_more(Amounts::Exact).contains("1234000") && !rounded.contains(secret), "{secret}");
    }
}

/// Proposals of Zhengzhou for a portfolio with a production that is not in the built-in library.
fn desk() -> Desk {
    let scenario = r#"Scenario(title: (zh: "高", en: "Higher"), author: "甲处", changes: [
        (policy: "zhengzhou-2024-opinions", figure: "incentive:yellow-river/amount", old: 300_000, new: 1_400_000)],
        bases: [(policy: "zhengzhou-2024-opinions", incentive: "yellow-river", old: UpTo, new: Competitive)])"#;
    let portfolio = r#"Portfolio(title: (zh: "年", en: "Year"), note: (zh: "机密", en: "Secret"), pool: "50万",
        mix: [(production: "vertical-60", count: 12), (production: "own", count: 2)],
        made: [(like: "own", count: 2, seed: 3, draw: {"episodes": Between(40, 60)})],
        applications: [(company: "机密公司", production: (name: (zh: "机密剧", en: ""), answers: {"total_budget": 1_234_567}))])"#;
    Desk {
        place: "zhengzhou".into(),
        scenarios: vec![read_scenario(&file(scenario)).unwrap().into()],
        portfolio: read_portfolio(&file(portfolio)).unwrap().into(),
    }
}

fn sealed_with_city(amounts: Amounts) -> String {
    let mut own = file(r#"Production(name: (zh: "自有", en: "Own"), answers: {"total_budget": 7_654_321})"#);
    own.name = "/home/own.ron".into();
    let layers = [seeds::layer(), Layer { files: vec![own], problems: vec![] }];
    let (production, edits, desk) = (sample(), Overlay::default(), desk());
    let parts = Parts { city: Some(&desk), ..parts_of(&layers, &edits, &production, &production.places) };
    seal(&parts, amounts).unwrap()
}

#[test]
fn what_a_city_proposes_is_sealed_and_worked_out_again() {
    for amounts in [Amounts::Exact, Amounts::Rounded] {
        let bundle = opened(&sealed_with_city(amounts));
        let city = bundle.city.as_ref().unwrap();
        // The bundle needs no other file: records that are not in the built-in library are included.
        assert_eq!((city.portfolio.mix.len(), city.portfolio.applications.len()), (1, 3));
        let made = &city.portfolio.made[0];
        assert!(made.like.is_none() && made.base.as_ref().is_some_and(|base| !base.answers.is_empty()));
        assert_eq!(bundle.beside.city.len(), 2, "the law and the proposal");
        let verdict = verify(&bundle);
        assert!(verdict.passes() && verdict.numbers > verify(&opened(&SEALED)).numbers, "{:?}", verdict.differences);
        let session = bundle.session(6);
        assert_eq!((session.plans().scenario().author.as_str(), session.plans().scenario().count()), ("甲处", 2));
        assert_eq!(session.city().map(PlaceId::as_str), Some("zhengzhou"));
    }
    let (exact, rounded) = (sealed_with_city(Amounts::Exact), sealed_with_city(Amounts::Rounded));
    for secret in ["1234567", "7654321", "机密"] {
        assert!(exact.contains(secret) && !rounded.contains(secret), "{secret}");
    }
    let paid = opened(&exact).beside.city[1].most_paid.to_string();
    let (head, tail) = exact.split_once("beside: (").unwrap();
    let changed = format!("{head}beside: ({}", tail.replace(&format!("most_paid: \"{paid}\""), "most_paid: \"1\""));
    let differing = verify(&opened(&changed)).differences;
    assert!(differing.iter().any(|one| one.number == Which::MostPaid && one.of == Of::Proposal(1)), "{differing:?}");
    for language in [Language::Chinese, Language::English] {
        let said = Words::new(language).differing(&read(&[seeds::layer()]).library, &differing[0]);
        assert!(said.contains(&paid), "{said}");
    }
}

#[test]
fn a_number_beside_the_answers_that_is_changed_is_found_out() {
    let text = sealed_with_more(Amounts::Exact);
    let beside = text.find("beside: (").unwrap();
    let cases = [
        // The gain of a change, the expected amount, the result of a variant, the bends of a curve, and the place of a production.
        (r#"amount: ""#, r#"amount: "1"#, Of::Expected),
        (
            r#"near: [
            (
                place: "datong""#,
            r#"near: [
            (
                place: "foshan""#,
            Of::Near,
        ),
        (r#"settled: ""#, r#"settled: "1"#, Of::Variant(0)),
        (r#"at: ""#, r#"at: "7"#, Of::Curve("revenue_share_year".into())),
        (
            r#"goes: [
                "datong""#,
            r#"goes: [
                "foshan""#,
            Of::Slate(Some(0)),
        ),
        (r#"certain: ""#, r#"certain: "1"#, Of::Slate(None)),
    ];
    for (before, after, of) in cases {
        let at = beside + text[beside..].find(before).unwrap_or_else(|| panic!("{before}"));
        let changed = format!("{}{after}{}", &text[..at], &text[at + before.len()..]);
        let verdict = verify(&opened(&resealed(&changed)));
        assert!(verdict.intact && !verdict.passes());
        assert!(verdict.differences.iter().all(|one| one.of == of), "{of:?}: {:?}", verdict.differences);
        assert!(!verdict.differences.is_empty(), "{of:?}");
        let words = Words::new(Language::English);
        let library = read(&[seeds::layer()]).library;
        let said: Vec<String> = verdict.differences.iter().map(|one| words.differing(&library, one)).collect();
        assert!(said.iter().all(|line| !line.contains("pinned")), "{said:?}");
    }
}

#[test]
fn a_payment_that_is_changed_is_found_out_and_format_2_has_none() {
    let text = sealed_with_more(Amounts::Exact);
    let (head, tail) = text.split_once("payments: [").unwrap();
    let changed = format!("{head}payments: [{}", tail.replacen("floor: \"0\"", "floor: \"5\"", 1));
    let differences = verify(&opened(&resealed(&changed))).differences;
    assert_eq!(differences.iter().map(|one| &one.of).collect::<Vec<_>>(), [&Of::Payments], "{differences:?}");
    // As an earlier version sealed it.
    let mut bundle = opened(&text);
    bundle.format = 2;
    bundle.beside.near.clear();
    bundle.beside.payments.clear();
    assert_eq!(verify(&bundle).differences, []);
}

#[test]
fn changes_and_payments_of_all_places_are_sealed_and_format_3_had_those_of_six() {
    let (production, _) = with_more();
    let places = ["shanghai", "shenzhen", "xiamen-ftz", "wuhan-east-lake", "zhengzhou", "changsha", "datong", "foshan"];
    let places = places.map(PlaceId::from);
    let (layers, edits) = ([seeds::layer()], Overlay::default());
    let parts = parts_of(&layers, &edits, &production, &places);
    let mut bundle = opened(&seal(&parts, Amounts::Exact).unwrap());
    assert!(bundle.beside.near.iter().any(|gain| gain.place == places[7]));
    assert!(bundle.beside.payments.iter().any(|due| due.place == places[6]), "{:#?}", bundle.beside.payments);
    assert!(verify(&bundle).passes());
    // As an earlier version sealed it.
    bundle.format = 3;
    bundle.beside.near.clear();
    bundle.beside.payments.clear();
    assert_eq!(verify(&bundle).differences, []);
}

#[test]
fn a_bundle_of_the_first_format_still_verifies() {
    let text = SEALED.replace(&format!("format: {FORMAT}"), "format: 1");
    let bundle = opened(&resealed(&text));
    assert_eq!(bundle.format, 1);
    assert!(verify(&bundle).passes());
}

#[test]
fn anybody_can_take_the_hash_of_everything_above_the_seal() {
    let lines: Vec<&str> = SEALED.split_inclusive('\n').collect();
    let (head, tail) = lines.split_at(lines.len() - 2);
    assert_eq!(tail.concat(), format!("    seal: \"{}\",\n)\n", sha256(head.concat().as_bytes())));
}

#[test]
fn a_policy_whose_number_is_changed_is_found_out_although_the_seal_is_right() {
    let text = SEALED.replacen("\"10%\"", "\"20%\"", usize::MAX);
    assert_ne!(text, *SEALED);
    let verdict = verify(&opened(&resealed(&text)));
    assert!(verdict.intact && !verdict.passes());
    assert!(verdict.library.is_some(), "its library is another one");
    assert!(!verdict.shelves, "and not the one that is built in");
    let place =
        verdict.differences.iter().find(|one| one.place == Some("datong".into()) && one.award.is_none()).unwrap();
    let amounts = |value: Value| match value {
        Value::Amount(amount) => amount.to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(place.number, Which::Ceiling);
    assert_eq!((amounts(place.before), amounts(place.after)), ("120000".into(), "240000".into()));
    let award = verdict.differences.iter().filter_map(|one| one.award.as_ref()).next().unwrap();
    assert_eq!(award.0.as_str(), "datong-2025");
    // Without a new seal it is reported as changed, and the differing numbers are still listed.
    let verdict = verify(&opened(&text));
    assert!(!verdict.intact && !verdict.passes() && !verdict.differences.is_empty());
}

#[test]
fn a_result_that_is_changed_left_out_or_said_twice_is_found_out() {
    let start = SEALED.find("results: [").unwrap();
    let end = start + SEALED[start..].find("beside: ").unwrap();
    let within = |change: &dyn Fn(&str) -> String| {
        let text = format!("{}{}{}", &SEALED[..start], change(&SEALED[start..end]), &SEALED[end..]);
        assert_ne!(text, *SEALED);
        let verdict = verify(&opened(&resealed(&text)));
        assert!(!verdict.passes(), "{:?}", verdict.differences);
        verdict.differences.len()
    };
    assert_eq!(within(&|text| text.replacen("outcome: NotEligible", "outcome: Paid", 1)), 1);
    assert!(within(&|text| text.replacen("ceiling: \"120000\"", "ceiling: \"120001\"", 1)) == 1);
    assert_eq!(within(&|_| "results: [],\n    ".to_owned()), 4, "four places are missing");
    let award = |text: &str| {
        let from = text.find("(policy: \"datong-2025\"").unwrap();
        let to = from + text[from..].find("),").unwrap() + 2;
        text[from..to].to_owned()
    };
    assert_eq!(within(&|text| text.replacen(&award(text), "", 1)), 1);
    assert_eq!(within(&|text| text.replacen(&award(text), &award(text).repeat(2), 1)), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// With any byte changed to any other: a clear problem, or a report that something was changed.
    #[test]
    fn no_byte_can_be_changed_without_being_noticed(at in any::<prop::sample::Index>(), by in 1..=255_u8) {
        let mut bytes = SEALED.clone().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] ^= by;
        match open(&file(bytes)) {
            Ok(bundle) => prop_assert!(!verify(&bundle).passes()),
            Err(problem) => prop_assert!(problem.at.line > 0 && problem.at.file == "/home/x.backlot"),
        }
    }

    /// The end with the seal is the most likely part to be overlooked.
    #[test]
    fn nor_in_the_seal(back in 1..90_usize, by in 1..=255_u8) {
        let mut bytes = SEALED.clone().into_bytes();
        let at = bytes.len() - back;
        bytes[at] ^= by;
        match open(&file(bytes)) {
            Ok(bundle) => prop_assert!(!verify(&bundle).passes()),
            Err(problem) => prop_assert!(problem.at.line > 0),
        }
    }

    /// A truncated text is a clear problem.
    #[test]
    fn half_a_bundle_is_a_problem(at in any::<prop::sample::Index>()) {
        let at = at.index(SEALED.len() - 2);
        prop_assert!(open(&file(&SEALED.as_bytes()[..at])).is_err());
    }

    #[test]
    fn any_bytes_are_a_problem(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(open(&file(bytes)).is_err());
    }
}

#[test]
fn what_is_added_before_or_after_is_noticed() {
    for text in [format!("{}\n", *SEALED), format!("{}// mine\n", *SEALED), format!("\u{feff}{}", *SEALED)] {
        assert!(!verify(&opened(&text)).intact);
    }
    assert!(open(&file(format!("{}x", *SEALED))).is_err());
}

#[test]
fn what_cannot_be_a_bundle_is_said_with_its_line() {
    let what = |text: &str| {
        let problem = *open(&file(text)).unwrap_err();
        (problem.what, problem.at.line)
    };
    assert_eq!(what("").0, ProblemKind::Empty);
    assert_eq!(what("a\0").0, ProblemKind::NotText);
    assert_eq!(open(&file([0xff, 0xfe])).unwrap_err().what, ProblemKind::NotText);
    assert_eq!(what("Production(name: (zh: \"x\"))").0, unknown("Production", &["Bundle"]));
    assert_eq!(what("Bundle(\n    format: 1,\n)"), (ProblemKind::MissingField("program".into()), 3));
    let newer = ProblemKind::NewerFormat { found: FORMAT + 1, known: FORMAT };
    assert_eq!(what(&format!("Bundle(format: {}, colour: [Red], format_of_all: {{}})", FORMAT + 1)).0, newer);
    assert_eq!(what(&SEALED.replacen(&format!("format: {FORMAT}"), &format!("format: {}", FORMAT + 1), 1)).0, newer);
    assert!(matches!(
        what(&SEALED.replacen(&format!("format: {FORMAT}"), "format: 0", 1)).0,
        ProblemKind::WrongValue { .. }
    ));
    assert!(matches!(what(&SEALED.replacen("floor: \"", "floor: \"x", 1)).0, ProblemKind::NotANumber(_)));
    for day in ["9999-12-31", "-009999-01-01", "1899-12-31"] {
        let found = what(&SEALED.replacen("2026-11-22", day, 1));
        assert_eq!(found, (ProblemKind::NotADate(day.into()), 4));
    }
    let many = format!("places: [{}", "\"datong\",".repeat(5000));
    assert!(matches!(what(&SEALED.replacen("    places: [", &many, 2)).0, ProblemKind::TooManyPlaces { .. }));
    let bomb = format!("Bundle(format: 1, production: {}", "[".repeat(100_000));
    assert!(open(&file(bomb)).is_err());
    let bomb = SEALED.replacen("answers: {", &format!("answers: {{ \"x\": {}", "[{\"x\": ".repeat(100_000)), 1);
    assert_eq!(what(&bomb).0, ProblemKind::TooDeep);
    // A decompression bomb in a file of its library is a file that cannot be read, so its results are missing.
    let bomb = SEALED.replacen("text: r", &format!("text: \"{}\", name: r", "[".repeat(100_000)), 1);
    assert!(open(&file(bomb)).is_err());
}

fn unknown(found: &str, allowed: &[&str]) -> ProblemKind {
    ProblemKind::UnknownName { found: found.into(), allowed: allowed.iter().map(|&name| name.to_owned()).collect() }
}

#[test]
fn a_bundle_is_known_by_its_name_or_its_first_word() {
    assert!(is_bundle(&file("")));
    let named = |name: &str, text: &str| is_bundle(&File { name: name.into(), bytes: text.as_bytes().to_vec() });
    assert!(named("a.ron", "Bundle(format: 1)") && named("a.ron", "\u{feff}\n Bundle(") && named("B.BACKLOT", ""));
    assert!(!named("a.ron", "Production(") && !named("backlot", "Places([])"));
}

/// A library of a user: a policy with another rate, a production, and a broken file.
fn own_layer(folder: &str) -> Layer {
    let datong = seeds::layer().files.into_iter().find(|file| file.name.ends_with("datong-2025.ron")).unwrap();
    let text = String::from_utf8(datong.bytes).unwrap().replace("\"10%\"", "\"5%\"");
    let one = |name: &str, text: &str| File { name: format!("{folder}/{name}"), bytes: text.as_bytes().to_vec() };
    let secret = "Production(name: (zh: \"秘密\"), answers: {\"total_budget\": 87654321})";
    let files =
        vec![one("a/datong.ron", &text), one("b/secret.ron", secret), one("c.ron", "Places(["), one("d.ron", "\0")];
    Layer { files, problems: vec![] }
}

#[test]
fn what_lies_above_the_shelves_is_in_it_without_where_it_lay_and_without_other_productions() {
    let seal_in = |folder: &str| {
        let layers = [seeds::layer(), own_layer(folder)];
        sealed_of(&layers, &Overlay::default(), &sample(), &["datong"], Amounts::Exact)
    };
    let text = seal_in("/home/somebody/library");
    assert_eq!(text, seal_in("C:/other"), "where it lay does not matter");
    assert!(!text.contains("somebody") && !text.contains("秘密") && !text.contains("87654321"));
    assert!(text.contains("name: \"a/datong.ron\""));
    let bundle = opened(&text);
    assert_eq!(bundle.results[0].ceiling.as_ref().unwrap().to_string(), "60000");
    assert!(verify(&bundle).passes());
}

#[test]
fn what_was_edited_counts_and_is_in_it() {
    let mut edits = Overlay::default();
    let layer = own_layer("x");
    let text = String::from_utf8(layer.files[0].bytes.clone()).unwrap();
    edits.set(Key::new(Record::Policy, "datong-2025"), Some(text));
    let production = Key::new(Record::Production, "vertical-60");
    edits.set(production, Some("Production(name: (zh: \"秘密\"))".into()));
    let text = sealed_of(&[seeds::layer()], &edits, &sample(), &["datong"], Amounts::Exact);
    let bundle = opened(&text);
    assert_eq!(bundle.results[0].ceiling.as_ref().unwrap().to_string(), "60000");
    assert_eq!(bundle.edits().len(), 1);
    assert!(verify(&bundle).passes() && !text.contains("秘密"));
    let mut session = bundle.session(6);
    assert_eq!(session.assessment(&"datong".into()).unwrap().ceiling.unwrap().to_string(), "60000");
    assert_eq!((session.day, session.edits().len()), (DAY, 1));
    session.settle();
}

#[test]
fn rounded_amounts_hide_the_budget_and_are_worked_out_and_verified_as_such() {
    let text = "Production(
        name: (zh: \"甲\", en: \"A\"),
        note: (zh: \"预算 12345678\"),
        answers: {\"total_budget\": 12345678, \"revenue_share_year\": 1234567, \"local_location_share\": \"85.43%\",
            \"episodes\": 63, \"unheard_of\": 3456789},
        local: {\"datong\": {\"local_spend\": 7654321}},
    )";
    let mut production = read_production(&file(text)).unwrap();
    for (fact, answer) in sample().answers {
        production.answers.entry(fact).or_insert(answer);
    }
    let layers = [seeds::layer()];
    let exact = sealed_of(&layers, &Overlay::default(), &production, &["datong", "foshan"], Amounts::Exact);
    let rounded = sealed_of(&layers, &Overlay::default(), &production, &["datong", "foshan"], Amounts::Rounded);
    for secret in ["12345678", "1234567", "7654321", "3456789", "123456"] {
        assert!(exact.contains(secret) && !rounded.contains(secret), "{secret}");
    }
    let bundle = opened(&rounded);
    assert!(verify(&bundle).passes());
    assert_eq!(bundle.amounts, Amounts::Rounded);
    let number = |answer: &Answer| match answer {
        Answer::Number(number) => number.to_string(),
        other => panic!("{other:?}"),
    };
    let answer = |fact: &str| number(&bundle.production.answers[&fact.into()]);
    assert_eq!(answer("total_budget"), "12000000");
    assert_eq!(answer("revenue_share_year"), "1200000");
    assert_eq!((answer("local_location_share"), answer("episodes")), ("0.8543".into(), "63".into()));
    assert_eq!(number(&bundle.production.local[&"datong".into()][&"local_spend".into()]), "7700000");
    let most = bundle.results[0].ceiling.as_ref().unwrap().to_string();
    assert_eq!(most, "120000", "a tenth of the rounded revenue");
    assert!(bundle.production.note.is_none());
}

#[test]
fn money_in_the_items_of_lists_is_rounded_too() {
    let library = read(&[seeds::layer(), seeds::world()]).library;
    let money = |id: &backlot::model::id::FactId| {
        library.facts.get(id).is_some_and(|fact| fact.kind == backlot::model::fact::FactKind::Money)
    };
    let list = library.facts.values().find_map(|fact| match &fact.kind {
        backlot::model::fact::FactKind::List(fields) => {
            Some((fact.id.clone(), fields.iter().find(|id| money(id))?.clone()))
        }
        _ => None,
    });
    let (list, field) = list.expect("a list with money in it");
    let text = format!("Production(name: (zh: \"甲\"), answers: {{\"{list}\": [{{\"{field}\": 345678}}]}})");
    let production = read_production(&file(text)).unwrap();
    let layers = [seeds::layer(), seeds::world()];
    let text = sealed_of(&layers, &Overlay::default(), &production, &["datong"], Amounts::Rounded);
    assert!(!text.contains("345678") && text.contains("350000"));
}

#[test]
fn nobody_can_type_what_seals_and_does_not_open() {
    for name in
        ["\0", "\"#", "\"####\" \\ \r\n \u{202e} \u{7f}", "\u{feff}", "    seal: \"x\",\n)\n", "\u{1}\u{85}\u{2028}"]
    {
        let mut production = sample();
        production.name.zh = name.to_owned();
        let places = ["datong".into()];
        let (layers, edits) = ([seeds::layer()], Overlay::default());
        let parts = parts_of(&layers, &edits, &production, &places);
        match seal(&parts, Amounts::Exact) {
            Ok(text) => {
                let bundle = opened(&text);
                // Characters that would affect the reader's terminal are escaped when they are read.
                assert_eq!(bundle.production.name.zh, backlot::model::visible::text(name));
                assert!(verify(&bundle).passes(), "{name:?}");
            }
            Err(what) => assert_eq!((name, what), ("\0", ProblemKind::NotText)),
        }
    }
}

#[test]
fn another_version_of_the_program_is_said_and_only_its_numbers_count() {
    let program = format!("program: \"{}\"", env!("CARGO_PKG_VERSION"));
    let text = SEALED.replacen(&program, "program: \"9.9.9\"", 1);
    let verdict = verify(&opened(&resealed(&text)));
    assert_eq!(verdict.program.as_deref(), Some("9.9.9"));
    assert!(verdict.passes());
}
