//! Curves: at every point they equal an assessment.

use backlot::data::seeds;
use backlot::model::amount::{Amount, Bound, Case, Limit, Point, Rounding, Slice, Tier};
use backlot::model::condition::Condition;
use backlot::model::id::PlaceId;
use backlot::model::library::Library;
use backlot::model::number::Number;
use backlot::model::production::{Answer, Production};
use backlot::model::scenario::{Change, Scenario};
use backlot::model::stacking::StackingRule;
use backlot::model::text::Language;
use backlot::rules::along::Piece;
use backlot::rules::assess::assess;
use backlot::rules::context::Context;
use backlot::rules::fraction::Fraction;
use backlot::study::curve::{
    self, Curve, End, NoCurve, Over, bends, cliffs, range_of, range_of_figure, span, steepest,
};
use backlot::words::Words;
use backlot::words::curve::{Axis, CurveWords};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::completions;

const TODAY: Date = date(2026, 11, 22);

fn along(library: &Library, production: &Production, places: &[&str], over: &str, [from, to]: [i64; 2]) -> Curve {
    let places: Vec<PlaceId> = places.iter().map(|place| (*place).into()).collect();
    let context = Context::new(library, production, TODAY);
    curve::curve(&context, &places, &Over::Answer(over.into()), [from.into(), to.into()]).unwrap()
}

fn scenario() -> Scenario {
    let name = || backlot::model::text::Text { zh: "方案".into(), en: "scenario".into() };
    Scenario { title: name(), reason: name(), ..Scenario::default() }
}

/// The one piece that holds at a point.
fn piece_at(pieces: &[Piece], at: Fraction) -> &Piece {
    let mut holding = pieces.iter().filter(|piece| piece.holds(at));
    let piece = holding.next().unwrap_or_else(|| panic!("no piece at {at}: {pieces:#?}"));
    assert_eq!(holding.next(), None, "two pieces at {at}: {pieces:#?}");
    piece
}

/// The pieces touch and cover the axis once.
fn covers(pieces: &[Piece], from: i64, to: i64) {
    let (first, last) = (pieces.first().unwrap(), pieces.last().unwrap());
    assert_eq!((first.from, first.from_in), (from.into(), true), "{pieces:#?}");
    assert_eq!((last.to, last.to_in), (to.into(), true), "{pieces:#?}");
    for pair in pieces.windows(2) {
        assert_eq!(pair[0].to, pair[1].from, "{pieces:#?}");
        assert_ne!(pair[0].to_in, pair[1].from_in, "{pieces:#?}");
    }
}

/// Compares a curve with assessments at some points and at every boundary that can be an answer. Returns the number of
/// points that were compared exactly, and the number in approximate pieces.
fn compare(library: &Library, production: &Production, curve: &Curve, points: &[Decimal]) -> [usize; 2] {
    let mut seen = [0, 0];
    for line in &curve.places {
        let boundaries = [&line.floor, &line.ceiling].into_iter().flatten().flat_map(|piece| [piece.from, piece.to]);
        let mut all: Vec<Decimal> = boundaries.filter_map(Fraction::finite).collect();
        all.extend(points);
        for at in all {
            let mut there = production.clone();
            let mut changed = None;
            match &curve.over {
                Over::Answer(fact) => drop(there.answers.insert(fact.clone(), Answer::Number(Number(at)))),
                Over::Figure(policy, figure) => {
                    let old = library.policies[policy].figure(figure).unwrap().1.value;
                    let old = Some(old);
                    let change = Change { policy: policy.clone(), figure: figure.clone(), old, new: Number(at) };
                    let scenario = Scenario { changes: vec![change], ..scenario() };
                    let (library, clashes) = scenario.apply(library);
                    assert_eq!(clashes, []);
                    changed = Some(library);
                }
            }
            let expected = assess(changed.as_ref().unwrap_or(library), &there, &line.place, TODAY);
            for (end, expected) in [(End::Floor, Some(expected.floor)), (End::Ceiling, expected.ceiling)] {
                let piece = piece_at(line.of(end), at.into());
                let is_end = [piece.from, piece.to].contains(&at.into());
                seen[usize::from(piece.approximate)] += 1;
                if !piece.approximate || is_end {
                    assert_eq!(piece.at(at.into()), expected, "{} {end:?} at {at}: {piece:#?}", line.place);
                }
            }
        }
    }
    seen
}

/// An amount that depends on the figure `n` in any way except by a product or quotient of two varying parts.
pub(crate) fn amount() -> BoxedStrategy<Amount> {
    let boxed = |amount: Amount| Box::new(amount);
    let n = || Amount::Fact("n".into());
    let fixed = (0_i64..60).prop_map(|figure| Amount::Fixed(figure.into()));
    let leaf = prop_oneof![3 => fixed, 4 => Just(n())];
    leaf.prop_recursive(3, 14, 3, move |inner| {
        let one = || inner.clone();
        let some = || proptest::collection::vec(inner.clone(), 2..4);
        let condition = (one(), one(), 0..5_usize).prop_map(|(a, b, is)| match is {
            0 => Condition::AtLeast(a, b),
            1 => Condition::MoreThan(a, b),
            2 => Condition::LessThan(a, b),
            3 => Condition::Equals(a, b),
            _ => Condition::AtMost(a, b),
        });
        let condition = prop_oneof![3 => condition, 1 => completions::condition()];
        prop_oneof![
            3 => completions::straight(inner.clone().boxed()),
            1 => (one(), 1_i64..4).prop_map(|(of, by)| Amount::Product(vec![Amount::Count(by.into()), of])),
            3 => (condition, one(), proptest::option::of(one())).prop_map(move |(when, then, otherwise)| Amount::If {
                when: Box::new(when),
                then: boxed(then),
                otherwise: otherwise.map(boxed),
            }),
            2 => some().prop_map(Amount::Sum),
            1 => some().prop_map(Amount::LesserOf),
            1 => some().prop_map(Amount::GreaterOf),
            1 => (one(), one()).prop_map(move |(from, less)| Amount::Difference { from: boxed(from), less: boxed(less) }),
            1 => (one(), one()).prop_map(move |(cap, of)| Amount::AtMost { cap: boxed(cap), of: boxed(of) }),
            1 => (one(), one()).prop_map(move |(floor, of)| Amount::AtLeast { floor: boxed(floor), of: boxed(of) }),
            1 => (one(), 1_i64..100).prop_map(move |(of, rate)| Amount::Share {
                rate: Number(Decimal::new(rate, 2)),
                of: boxed(of)
            }),
            1 => (one(), 1_i64..50).prop_map(move |(of, whole)| Amount::Prorated {
                of: boxed(of),
                part: boxed(Amount::Count(2.into())),
                whole: boxed(Amount::Count(whole.into()))
            }),
            1 => (one(), 3_i64..9, 0..4_usize).prop_map(move |(of, to, mode)| Amount::Rounded {
                of: boxed(of),
                to: to.into(),
                mode: [Rounding::Up, Rounding::Down, Rounding::Nearest, Rounding::HalfEven][mode],
            }),
            1 => (one(), one(), one()).prop_map(move |(by, low, high)| Amount::Tiers {
                by: boxed(by),
                tiers: vec![
                    Tier { from: Bound::AtLeast(13.into()), to: Some(Limit::LessThan(28.into())), gives: low },
                    Tier { from: Bound::MoreThan(42.into()), to: None, gives: high },
                ],
            }),
            1 => one().prop_map(move |of| Amount::Slices {
                of: boxed(of),
                slices: vec![
                    Slice { up_to: Some(10.into()), rate: "50%".parse().unwrap() },
                    Slice { up_to: Some(30.into()), rate: "0%".parse().unwrap() },
                    Slice { up_to: None, rate: "30%".parse().unwrap() },
                ],
            }),
            1 => one().prop_map(move |by| Amount::Taper {
                by: boxed(by),
                from: Point { at: 5.into(), gives: 40.into() },
                to: Point { at: 35.into(), gives: 0.into() },
            }),
            1 => (one(), some()).prop_map(move |(year, gives)| Amount::ByYear {
                year: boxed(year),
                gives,
                cumulative: true
            }),
            1 => (one(), one()).prop_map(move |(one, other)| Amount::Choice {
                by: "c0".into(),
                cases: vec![
                    Case { is: vec!["a".to_owned()], gives: one },
                    Case { is: vec!["b".to_owned()], gives: other },
                ],
            }),
        ]
    })
    .boxed()
}

#[test]
fn a_curve_is_what_an_assessment_gives_at_every_point() {
    let rule =
        || prop_oneof![Just(StackingRule::Unknown), Just(StackingRule::Sum), amount().prop_map(StackingRule::SumUpTo)];
    let incentives = proptest::collection::vec(
        (amount(), prop_oneof![Just(Condition::always()), completions::condition()], any::<bool>()),
        6,
    );
    let points = proptest::collection::vec(0_i64..6_000, 12);
    let answers = any::<[Option<bool>; 5]>();
    let strategy = (incentives, rule(), rule(), points, answers);
    let seen = std::cell::Cell::new([0, 0, 0]);
    let check =
        |(incentives, p, q, points, answers): (Vec<_>, StackingRule, StackingRule, Vec<i64>, [Option<bool>; 5])| {
            let stacking = [p, q].map(|rule| backlot::model::stacking::Stacking { rule, ..Default::default() });
            let library = completions::library(&incentives, stacking);
            let answers = completions::yes_no(answers);
            let production = Production { answers: answers.into_iter().collect(), ..Production::default() };
            let curve = along(&library, &production, &["here"], "n", [0, 60]);
            for pieces in [&curve.places[0].floor, &curve.places[0].ceiling] {
                covers(pieces, 0, 60);
            }
            let points: Vec<Decimal> = points.into_iter().map(|at| Decimal::new(at, 2)).collect();
            let [exact, approximate] = compare(&library, &production, &curve, &points);
            let [was, also, pieces] = seen.get();
            seen.set([was + exact, also + approximate, pieces + curve.places[0].ceiling.len()]);
            Ok(())
        };
    proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(96)).run(&strategy, check).unwrap();
    let [exact, approximate, pieces] = seen.get();
    assert!(pieces > 300, "the curves bend: {pieces} pieces");
    assert!(exact > 5 * approximate, "{exact} points were compared exactly, {approximate} lay on approximate pieces");
}

/// A library with one place and one incentive with this amount.
fn one_incentive(amount: &str) -> Library {
    let fact = |id: &str, kind: &str| {
        format!(
            r#"(id: "{id}", label: (zh: "{id}", en: "{id}"), question: (zh: "？", en: "?"), kind: {kind}, topic: Work)"#
        )
    };
    let facts = [fact("n", "Money"), fact("m", "Money"), fact("share", "Percent"), fact("yes", "YesNo")].join(", ");
    let policy = format!(
        r#"Policy(id: "p", place: "here", title: (zh: "p", en: "p"), issuer: (zh: "x", en: "x"), status: InForce,
        read: Whole, confidence: High, checked_on: "2026-11-22", sources: [], incentives: [(id: "i",
        name: (zh: "项", en: "i"), kind: Work, basis: Entitlement, amount: {amount}, cites: [])])"#
    );
    let places = r#"Places([(id: "here", name: (zh: "此地", en: "Here"), kind: City)])"#;
    let texts = [("facts", format!("Facts([{facts}])")), ("places", places.to_owned()), ("p", policy)];
    let files =
        texts.map(|(name, text)| backlot::data::read::File { name: format!("{name}.ron"), bytes: text.into_bytes() });
    let read = backlot::data::read::read(&[backlot::data::read::Layer { files: files.to_vec(), problems: vec![] }]);
    assert_eq!(read.library.policies.len(), 1, "{:?}", read.problems);
    read.library
}

/// Each piece as `[from, to) at_from..at_to`, with ≈ if it is approximate.
fn shown(pieces: &[Piece]) -> Vec<String> {
    let all = pieces.iter().map(|piece| {
        let amount = |amount: Option<Fraction>| amount.map_or("none".to_owned(), Fraction::exact_text);
        format!(
            "{}{}{}, {}{} {}..{}",
            if piece.approximate { "≈" } else { "" },
            if piece.from_in { "[" } else { "(" },
            piece.from.exact_text(),
            piece.to.exact_text(),
            if piece.to_in { "]" } else { ")" },
            amount(piece.at_from),
            amount(piece.at_to)
        )
    });
    all.collect()
}

fn check(amount: &str, [from, to]: [i64; 2], expected: &[&str]) {
    let library = one_incentive(amount);
    let curve = along(&library, &Production::default(), &["here"], "n", [from, to]);
    assert_eq!(shown(&curve.places[0].floor), expected, "{amount}");
}

#[test]
fn pieces_begin_and_end_where_the_rule_says() {
    let n = r#"Fact("n")"#;
    check("Fixed(7)", [0, 10], &["[0, 10] 7..7"]);
    check(
        &format!(r#"AtMost(cap: Fixed(30), of: Share(rate: "10%", of: {n}))"#),
        [0, 1_000],
        &["[0, 300] 0..30", "(300, 1000] 30..30"],
    );
    // The side to which a boundary belongs.
    check(&format!("If(when: AtLeast({n}, Fixed(5)), then: Fixed(9))"), [0, 10], &["[0, 5) 0..0", "[5, 10] 9..9"]);
    check(&format!("If(when: MoreThan({n}, Fixed(5)), then: Fixed(9))"), [0, 10], &["[0, 5] 0..0", "(5, 10] 9..9"]);
    // A single point.
    check(
        &format!("If(when: Equals({n}, Fixed(5)), then: Fixed(9))"),
        [0, 10],
        &["[0, 5) 0..0", "[5, 5] 9..9", "(5, 10] 0..0"],
    );
    // A bend and a cliff at points that are not decimals.
    check(
        &format!("LesserOf([Prorated(of: {n}, part: Count(1), whole: Count(3)), Fixed(1)])"),
        [0, 10],
        &["[0, 3] 0..1", "(3, 10] 1..1"],
    );
    check(&format!("LesserOf([Sum([{n}, {n}, {n}]), Fixed(1)])"), [0, 10], &["[0, 1/3] 0..1", "(1/3, 10] 1..1"]);
    check(
        &format!("If(when: AtLeast(Sum([{n}, {n}, {n}]), Fixed(1)), then: Fixed(9))"),
        [0, 10],
        &["[0, 1/3) 0..0", "[1/3, 10] 9..9"],
    );
    // Every step of a rounding.
    check(&format!("Rounded(of: {n}, to: 4, mode: Down)"), [0, 10], &["[0, 4) 0..0", "[4, 8) 4..4", "[8, 10] 8..8"]);
    check(
        &format!("Rounded(of: {n}, to: 4, mode: Up)"),
        [0, 10],
        &["[0, 0] 0..0", "(0, 4] 4..4", "(4, 8] 8..8", "(8, 10] 12..12"],
    );
    // A year has few steps below its last one, with any slope.
    check(
        &format!("ByYear(year: Prorated(of: {n}, part: Count(30), whole: Fixed(1)), gives: [Fixed(8), Fixed(9)])"),
        [0, 60],
        &["[0, 1/30) 0..0", "[1/30, 1/15) 8..8", "[1/15, 0.1) 9..9", "[0.1, 60] 0..0"],
    );
    // Two fixed points of a taper.
    check(
        &format!("Taper(by: {n}, from: (at: 2, gives: 9), to: (at: 5, gives: 0))"),
        [0, 10],
        &["[0, 2] 9..9", "(2, 5] 9..0", "(5, 10] 0..0"],
    );
}

#[test]
fn what_is_no_straight_line_says_so_and_has_exact_ends() {
    let product = one_incentive(r#"Prorated(of: Fact("n"), part: Fact("n"), whole: Fixed(10))"#);
    let curve = along(&product, &Production::default(), &["here"], "n", [0, 10]);
    let pieces = &curve.places[0].floor;
    covers(pieces, 0, 10);
    assert!(pieces.iter().all(|piece| piece.approximate), "{pieces:#?}");
    for piece in pieces {
        for (at, amount) in [(piece.from, piece.at_from), (piece.to, piece.at_to)] {
            assert_eq!(amount, at.times(at).and_then(|square| square.divided_by(10.into())));
        }
    }
    // Below a cap, it is linear again.
    let capped = one_incentive(r#"LesserOf([Prorated(of: Fact("n"), part: Fact("n"), whole: Fixed(10)), Fixed(0)])"#);
    let curve = along(&capped, &Production::default(), &["here"], "n", [0, 10]);
    assert_eq!(curve.places[0].floor.last().unwrap().at_to, Some(Fraction::ZERO));
    // A rounding with more than a thousand steps is drawn as a line.
    let fine = one_incentive(r#"Rounded(of: Share(rate: "10%", of: Fact("n")), to: 1, mode: Down)"#);
    let curve = along(&fine, &Production::default(), &["here"], "n", [0, 1_000_005]);
    let pieces = &curve.places[0].floor;
    assert!(pieces.len() < 40 && pieces.iter().all(|piece| piece.approximate), "{pieces:#?}");
    let last = pieces.last().unwrap();
    assert_eq!((last.to, last.at_to), (1_000_005.into(), Some(100_000.into())));
}

#[test]
fn an_axis_that_no_answer_can_take_is_refused() {
    let library = one_incentive("Fixed(1)");
    let asked = |fact: &str, from: &str, to: &str| {
        let production = Production::default();
        let context = Context::new(&library, &production, TODAY);
        let axis = [from, to].map(|text| text.parse().unwrap());
        curve::curve(&context, &["here".into()], &Over::Answer(fact.into()), axis).unwrap_err()
    };
    assert_eq!(asked("yes", "0", "1"), NoCurve::NotANumber);
    assert_eq!(asked("n", "3", "3"), NoCurve::Empty);
    assert_eq!(asked("n", "-1", "3"), NoCurve::OutOfRange(Number::ZERO, None));
    assert_eq!(asked("share", "0", "2"), NoCurve::OutOfRange(Number::ZERO, Some(Number::ONE)));
}

#[test]
fn crossings_cliffs_and_slopes_are_told() {
    let mut library = completions::library(
        &[
            // Here: a tenth of the spend.
            (
                Amount::Share { rate: "10%".parse().unwrap(), of: Box::new(Amount::Fact("n".into())) },
                Condition::always(),
                true,
            ),
            (Amount::Fixed(0.into()), Condition::always(), true),
            (Amount::Fixed(0.into()), Condition::always(), true),
            (Amount::Fixed(0.into()), Condition::always(), true),
            (Amount::Fixed(0.into()), Condition::always(), true),
            (Amount::Fixed(0.into()), Condition::always(), true),
        ],
        Default::default(),
    );
    // There: 30 from 100.
    let mut there = (*library.places[&PlaceId::from("here")]).clone();
    there.id = "there".into();
    library.places.insert("there".into(), there.into());
    let q = std::sync::Arc::make_mut(library.policies.get_mut(&"q".into()).unwrap());
    q.place = "there".into();
    q.incentives[0].amount = Some(Amount::Fixed(30.into()));
    q.incentives[0].when = Condition::AtLeast(Amount::Fact("n".into()), Amount::Fixed(100.into()));
    let curve = along(&library, &Production::default(), &["here", "there"], "n", [0, 1_000]);
    let crossings: Vec<_> = curve.crossings.iter().filter(|one| one.of == End::Floor).collect();
    let told: Vec<_> = crossings.iter().map(|one| (one.a.as_str(), one.b.as_str(), one.at.exact_text())).collect();
    assert_eq!(told, [("here", "there", "100".to_owned()), ("there", "here", "300".to_owned())]);
    let [cliff] = cliffs(&curve.places[1].floor)[..] else { panic!() };
    assert_eq!((cliff.at, cliff.below, cliff.above, cliff.exactly), (100.into(), 0.into(), 30.into(), 30.into()));
    let (slope, piece) = steepest(&curve.places[0].floor).unwrap();
    assert_eq!((slope.exact_text(), piece.to), ("0.1".to_owned(), 1_000.into()));
    assert_eq!(steepest(&curve.places[1].floor), None);
}

#[test]
fn every_figure_of_the_sample_has_curves_that_hold() {
    let library = backlot::data::read::read(&[seeds::layer()]).library;
    let production = &library.productions[seeds::SAMPLE];
    let places: Vec<PlaceId> =
        library.places.keys().filter(|place| library.policies_of(place).next().is_some()).cloned().collect();
    let context = Context::new(&library, production, TODAY);
    let mut seen = [0, 0];
    let mut bends = 0;
    for fact in library.facts.values() {
        let Some((_, most)) = range_of(fact) else { continue };
        let to = most.unwrap_or_else(|| 20_000_000.into());
        let curve = curve::curve(&context, &places, &Over::Answer(fact.id.clone()), [Number::ZERO, to]).unwrap();
        let whole = matches!(fact.kind, backlot::model::fact::FactKind::Count(_));
        let points = [1_u32, 3, 7, 19]
            .map(|part| (to.0 * Decimal::from(part) / Decimal::from(23)).round_dp(if whole { 0 } else { 2 }));
        let moving: Vec<_> =
            curve.places.into_iter().filter(|line| line.floor.len() + line.ceiling.len() > 2).collect();
        bends += moving.iter().map(|line| line.floor.len() + line.ceiling.len() - 2).sum::<usize>();
        let curve = Curve { places: moving, ..curve };
        let is_answer = |piece: &Piece| !whole || piece.from.finite().is_some_and(|at| at.is_integer());
        let curve = Curve {
            places: curve
                .places
                .into_iter()
                .filter(|line| line.floor.iter().chain(&line.ceiling).all(is_answer))
                .collect(),
            ..curve
        };
        let [exact, approximate] = compare(&library, production, &curve, &points);
        seen = [seen[0] + exact, seen[1] + approximate];
    }
    assert!(bends > 50 && seen[0] > 300, "{bends} bends, {seen:?} points");
}

#[test]
fn a_figure_of_a_policy_has_a_curve_that_holds() {
    let library = backlot::data::read::read(&[seeds::layer()]).library;
    let production = &library.productions[seeds::SAMPLE];
    let context = Context::new(&library, production, TODAY);
    let (mut seen, mut bends) = ([0, 0], 0);
    for policy in library.policies.values() {
        for (name, figure) in policy.named_figures() {
            let (_, most) = range_of_figure(&figure);
            let to = most.unwrap_or_else(|| Number(figure.value.0 * Decimal::from(3) + Decimal::ONE));
            let whole = !figure.is_share && figure.value.0.is_integer();
            let over = Over::Figure(policy.id.clone(), name);
            let curve = curve::curve(&context, std::slice::from_ref(&policy.place), &over, [Number::ZERO, to]).unwrap();
            let line = &curve.places[0];
            if line.floor.len() + line.ceiling.len() == 2
                && line.floor[0].at_from == line.floor[0].at_to
                && line.ceiling[0].at_from == line.ceiling[0].at_to
            {
                continue;
            }
            bends += line.floor.len() + line.ceiling.len() - 2;
            // A quota is a whole number, so values between are not calculated.
            let points = [1_u32, 3, 7]
                .map(|part| (to.0 * Decimal::from(part) / Decimal::from(11)).round_dp(if whole { 0 } else { 4 }));
            let found = compare(&library, production, &curve, &points);
            seen = [seen[0] + found[0], seen[1] + found[1]];
        }
    }
    // A division by the figure is not linear.
    assert!(bends > 10 && seen[0] > 2 * seen[1], "{bends} bends, {seen:?} points");
}

/// The rules behind the bends of the certain amount of the only place along `n`.
fn rules(amount: &str) -> Vec<String> {
    let library = one_incentive(amount);
    let production = Production::default();
    let context = Context::new(&library, &production, TODAY);
    let curve = along(&library, &production, &["here"], "n", [0, 1_000]);
    let words = Words::new(Language::English);
    let axis = Axis::of(&library, &curve.over).unwrap();
    let telling = CurveWords { words: &words, library: &library, axis, currency: production.currency };
    let floor = bends(&context, &curve).into_iter().filter(|bend| bend.of == End::Floor);
    floor.map(|bend| format!("{} {}", bend.at.exact_text(), telling.rules(&bend))).collect()
}

#[test]
fn the_rule_behind_a_bend_is_named() {
    let n = r#"Fact("n")"#;
    let share = |rate: &str| format!(r#"Share(rate: "{rate}", of: {n})"#);
    let cases = [
        (format!("AtMost(cap: Fixed(30), of: {})", share("10%")), vec!["300 i: Cap CNY 30"]),
        (
            format!("If(when: AtLeast({n}, Fixed(400)), then: Fixed(50), otherwise: Fixed(20))"),
            vec!["400 i: N ≥ CNY 400"],
        ),
        (
            // A cap on a cap: each bend has its own.
            format!(
                "Sum([AtMost(cap: Fixed(10), of: {}), AtMost(cap: Fixed(40), of: {})])",
                share("10%"),
                share("20%")
            ),
            vec!["100 i: Cap CNY 10", "200 i: Cap CNY 40"],
        ),
        ("Fixed(7)".to_owned(), vec![]),
    ];
    for (amount, expected) in cases {
        assert_eq!(rules(&amount), expected, "{amount}");
    }
}

#[test]
fn without_the_incentive_that_is_named_a_line_has_no_such_bend() {
    let library = backlot::data::read::read(&[seeds::layer()]).library;
    let production = &library.productions[seeds::SAMPLE];
    let context = Context::new(&library, production, TODAY);
    let all = backlot::study::offers::places(&library);
    let some = all.into_iter().step_by(5);
    let places: Vec<PlaceId> = some.chain(production.places.iter().cloned()).collect();
    let (mut named, mut nameless, mut tried) = (0, 0, 0);
    for fact in library.facts.values() {
        let Some(Some(ends)) = span(&context, &places, fact) else { continue };
        let over = Over::Answer(fact.id.clone());
        let curve = curve::curve(&context, &places, &over, ends).unwrap();
        for bend in bends(&context, &curve) {
            let [turn] = &bend.turns[..] else {
                nameless += usize::from(bend.turns.is_empty());
                continue;
            };
            named += 1;
            assert!(turn.cites.iter().all(|cite| library.sources.contains_key(&cite.source)), "{turn:?}");
            if tried == 24 {
                continue;
            }
            tried += 1;
            let mut without = library.clone();
            let policy = std::sync::Arc::make_mut(without.policies.get_mut(&turn.policy).unwrap());
            policy.incentives.retain(|one| one.id != turn.incentive);
            let context = Context::new(&without, production, TODAY);
            let place = std::slice::from_ref(&bend.place);
            let again = curve::curve(&context, place, &over, ends).unwrap();
            let left = bends(&context, &again);
            let same = |other: &&curve::Bend| other.of == bend.of && other.at == bend.at && other.turns == bend.turns;
            assert_eq!(left.iter().find(same), None, "{bend:?}");
        }
    }
    assert!(named > 10 && tried > 10 && nameless * 20 <= named, "{named} named, {nameless} without, {tried} tried");
}
