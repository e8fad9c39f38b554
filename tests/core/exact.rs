//! Quotients are kept as fractions: n times an n-th is the whole in every shape with a quotient.

use std::sync::LazyLock;

use backlot::data::read::{File, Layer, Loaded, read};
use backlot::model::amount::{Amount, Bound, Limit, Rounding, Slice, Tier};
use backlot::model::condition::Condition;
use backlot::model::library::Library;
use backlot::model::number::Number;
use backlot::model::production::{Answer, Item, Production};
use backlot::model::text::Language;
use backlot::rules::assess::{Assessment, assess};
use backlot::rules::context::{Case, Context};
use backlot::rules::fraction::Fraction;
use backlot::rules::step::{Step, StepKind};
use backlot::rules::value::{Range, Truth};
use backlot::words::Words;
use backlot::words::explain::Telling;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use rust_decimal::Decimal;

const TODAY: Date = date(2026, 11, 22);

const FACTS: &str = r#"Facts([
    (id: "m", label: (zh: "金额", en: "amount"), question: (zh: "？", en: "?"), kind: Money, topic: Work),
    (id: "n", label: (zh: "个数", en: "count"), question: (zh: "？", en: "?"), kind: Count(zh: "个", en: "pieces"), topic: Work),
    (id: "each", label: (zh: "单项", en: "each"), question: (zh: "？", en: "?"), kind: Money, topic: Work),
    (id: "list", label: (zh: "清单", en: "list"), question: (zh: "？", en: "?"), kind: List(["each"]), topic: Work),
])"#;

const PLACES: &str = r#"Places([(id: "here", name: (zh: "此地", en: "Here"), kind: City)])"#;

const SOURCES: &str = r#"Sources([(id: "s", title: (zh: "文", en: "text"), publisher: (zh: "发布", en: "publisher"),
    grade: ThirdHand, checked_on: "2026-11-21")])"#;

/// The library with policy `p`, and a rate for its currency.
fn loaded(policy: &str, rate: Decimal) -> Library {
    let policy = format!(
        r#"Policy(id: "p", place: "here", title: (zh: "p", en: "p"), issuer: (zh: "x", en: "x"), status: InForce,
        read: Whole, confidence: High, checked_on: "2026-11-22", sources: [(source: "s")], {policy})"#
    );
    let rates = format!(
        r#"Rates([(id: "usd", from: "USD", to: "CNY", on: "2026-11-20", rate: "{rate}", cites: [(source: "s")])])"#
    );
    let texts = [("facts", FACTS), ("places", PLACES), ("sources", SOURCES), ("policy", &policy), ("rates", &rates)];
    let files = texts.map(|(name, text)| File { name: format!("{name}.ron"), bytes: text.as_bytes().to_vec() });
    let Loaded { library, problems, .. } = read(&[Layer { files: files.to_vec(), problems: vec![] }]);
    assert_eq!(problems, vec![]);
    library
}

/// The library with a policy without incentives, whose amounts are created in the tests.
static PLAIN: LazyLock<Library> = LazyLock::new(|| loaded("incentives: []", Decimal::from(7)));

fn incentive(id: &str, amount: &str) -> String {
    format!(
        r#"(id: "{id}", name: (zh: "项", en: "{id}"), kind: Work, basis: Entitlement, amount: {amount}, cites: [(source: "s")])"#
    )
}

fn production(answers: &[(&str, Answer)]) -> Production {
    let answers = answers.iter().map(|(id, answer)| ((*id).into(), answer.clone())).collect();
    Production { answers, ..Production::default() }
}

fn number(value: impl Into<Decimal>) -> Answer {
    Answer::Number(Number(value.into()))
}

fn items(each: impl Iterator<Item = Decimal>) -> Answer {
    Answer::Items(each.map(|each| Item::from([("each".into(), number(each))])).collect())
}

fn fact(id: &str) -> Amount {
    Amount::Fact(id.into())
}

fn boxed(amount: Amount) -> Box<Amount> {
    Box::new(amount)
}

/// One `whole`-th of an amount.
fn part(of: Amount, whole: Amount) -> Amount {
    Amount::Prorated { of: boxed(of), part: boxed(Amount::Count(1.into())), whole: boxed(whole) }
}

/// Calculates an amount.
fn step(library: &Library, amount: &Amount, production: &Production) -> Step {
    let context = Context::new(library, production, TODAY);
    let place = "here".into();
    Case::new(&context, &library.policies[&"p".into()], &place).amount(amount).unwrap()
}

fn holds(library: &Library, condition: Condition, production: &Production) -> Step {
    let context = Context::new(library, production, TODAY);
    let place = "here".into();
    Case::new(&context, &library.policies[&"p".into()], &place).condition(&condition).unwrap()
}

fn assessed(library: &Library, production: &Production) -> Assessment {
    assess(library, production, &"here".into(), TODAY)
}

/// Compares an amount that is calculated with quotients and equals `m` with `m`, by every shape that could distinguish
/// the two.
fn is_the_whole(library: &Library, amount: &Amount, production: &Production, m: Decimal) {
    let value = |amount: Amount| step(library, &amount, production).range();
    let exactly = |amount: Amount, expected: Decimal| {
        assert_eq!(value(amount.clone()), Range::exactly(expected), "{amount:?} of {production:?}");
    };
    let whole = Amount::Fixed(Number(m));
    let both = || (amount.clone(), whole.clone());
    exactly(amount.clone(), m);
    for (condition, expected) in [
        (Condition::AtLeast(both().0, both().1), Truth::Yes),
        (Condition::AtMost(both().0, both().1), Truth::Yes),
        (Condition::Equals(both().0, both().1), Truth::Yes),
        (Condition::MoreThan(both().0, both().1), Truth::No),
        (Condition::LessThan(both().0, both().1), Truth::No),
    ] {
        let step = holds(library, condition.clone(), production);
        assert_eq!(step.truth(), expected, "{condition:?} of {production:?}");
        let StepKind::Compare { gap, .. } = step.what else { panic!("{step:?}") };
        assert_eq!(gap, Some(Fraction::ZERO), "nothing is short by nearly nothing");
    }
    let one = || boxed(Amount::Fixed(1.into()));
    let tiers = |from: Bound, to: Option<Limit>| Amount::Tiers {
        by: boxed(amount.clone()),
        tiers: vec![Tier { from, to, gives: *one() }],
    };
    exactly(tiers(Bound::AtLeast(Number(m)), None), Decimal::ONE);
    exactly(tiers(Bound::MoreThan(Number(m)), None), Decimal::ZERO);
    exactly(tiers(Bound::AtLeast(0.into()), Some(Limit::AtMost(Number(m)))), Decimal::ONE);
    exactly(tiers(Bound::AtLeast(0.into()), Some(Limit::LessThan(Number(m)))), Decimal::ZERO);
    for mode in [Rounding::Down, Rounding::Up, Rounding::Nearest, Rounding::HalfEven] {
        exactly(Amount::Rounded { of: boxed(amount.clone()), to: Number(Decimal::new(1, 2)), mode }, m);
    }
    exactly(Amount::Difference { from: boxed(amount.clone()), less: boxed(whole.clone()) }, Decimal::ZERO);
    exactly(Amount::Difference { from: boxed(whole.clone()), less: boxed(amount.clone()) }, Decimal::ZERO);
    exactly(Amount::LesserOf(vec![amount.clone(), whole.clone()]), m);
    exactly(Amount::GreaterOf(vec![amount.clone(), whole.clone()]), m);
    let capped = step(library, &Amount::AtMost { cap: boxed(whole.clone()), of: boxed(amount.clone()) }, production);
    assert_eq!((capped.range(), capped.what), (Range::exactly(m), StepKind::Cap(Truth::No)));
    let slices = vec![
        Slice { up_to: Some(Number(m)), rate: Number(Decimal::ONE) },
        Slice { up_to: None, rate: Number(Decimal::TEN) },
    ];
    exactly(Amount::Slices { of: boxed(amount.clone()), slices }, m);
    // A started unit counts, and none is started beyond the whole.
    let begun = Amount::Rounded { of: boxed(part(amount.clone(), whole.clone())), to: 1.into(), mode: Rounding::Up };
    exactly(Amount::PerUnit { count: boxed(begun), each: one(), limit: None }, Decimal::from(i64::from(!m.is_zero())));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn n_times_an_nth_is_the_whole(n in 1_i64..5_000_000, cents in 0_i64..100_000_000_000) {
        let library = &*PLAIN;
        let m = Decimal::new(cents, 2);
        let production = production(&[("m", number(m)), ("n", number(n))]);
        is_the_whole(library, &Amount::Product(vec![part(fact("m"), fact("n")), fact("n")]), &production, m);
        let share = part(Amount::Count(1.into()), fact("n"));
        is_the_whole(library, &Amount::Product(vec![share.clone(), fact("m"), fact("n")]), &production, m);
        let each = Amount::PerUnit { count: boxed(fact("n")), each: boxed(part(fact("m"), fact("n"))), limit: None };
        is_the_whole(library, &each, &production, m);
    }

    #[test]
    fn parts_that_are_added_up_are_the_whole(
        sizes in proptest::collection::vec((1_i64..400, 0_i64..1_000_000_000), 1..9), n in 1_i64..200,
    ) {
        let library = &*PLAIN;
        // The same number of equal parts of each of several sums.
        let m = Decimal::new(sizes.iter().map(|(_, cents)| cents).sum(), 2);
        let parts = sizes.iter().flat_map(|(count, cents)| {
            let one = part(Amount::Fixed(Number(Decimal::new(*cents, 2))), Amount::Count((*count).into()));
            let rest = Amount::Product(vec![one.clone(), Amount::Count((count - 1).into())]);
            [one, rest]
        });
        is_the_whole(library, &Amount::Sum(parts.collect()), &production(&[]), m);
        let listed = items((0..n).map(|_| m));
        let list = Amount::ForEach { list: "list".into(), gives: boxed(part(fact("each"), fact("n"))) };
        is_the_whole(library, &list, &production(&[("list", listed), ("n", number(n))]), m);
    }

    #[test]
    fn converted_parts_add_up_to_the_converted_whole_and_back(
        each in proptest::collection::vec(1_i64..100_000_000, 1..8), rate in 1_i64..1_000_000,
    ) {
        let rate = Decimal::new(rate, 4);
        let awards = [
            incentive("sum", r#"ForEach(list: "list", gives: Fact("each"))"#),
            incentive("whole", r#"Fact("m")"#),
            incentive("reached", r#"If(when: AtLeast(ForEach(list: "list", gives: Fact("each")), Fact("m")), then: Fact("m"))"#),
            incentive("kept", r#"If(when: AtMost(ForEach(list: "list", gives: Fact("each")), Fact("m")), then: Fact("m"))"#),
        ];
        let cash = "payout: (instalments: [(after_months: 1, share: \"30%\"), (after_months: 9, share: \"70%\")])";
        let policy = format!(r#"currency: "USD", incentives: [{}], stacking: (rule: Sum), {cash}"#, awards.join(", "));
        let library = loaded(&policy, rate);
        let m: Decimal = each.iter().map(|cents| Decimal::new(*cents, 2)).sum();
        let list = items(each.iter().map(|cents| Decimal::new(*cents, 2)));
        let production = production(&[("m", number(m)), ("list", list)]);
        let all = assessed(&library, &production);
        let awards: Vec<_> = all.awards.iter().filter(|award| award.policy.as_str() == "p").collect();
        prop_assert_eq!(awards.len(), 4);
        for award in awards {
            let got = (award.outcome.floor(), award.outcome.ceiling());
            prop_assert_eq!(got, (m.into(), Some(m.into())), "{} at {}", award.incentive, rate);
            let cash = award.cash.as_ref().unwrap();
            prop_assert_eq!(cash.net, Range::exactly(m));
            let parts = cash.instalments.iter().map(|(_, part)| *part).try_fold(Range::ZERO, Range::plus);
            prop_assert_eq!(parts, Ok(Range::exactly(m)));
        }
        prop_assert_eq!(all.floor, Fraction::of(m).checked_mul(4.into()).unwrap());
    }

    #[test]
    fn stacked_parts_reach_a_cap_and_do_not_pass_it(n in 1_usize..9, cents in 1_i64..10_000_000_000) {
        let m = Decimal::new(cents, 2);
        let award = |at: usize| incentive(&format!("i{at}"), &format!("Prorated(of: Fixed(\"{m}\"), part: Count(1), whole: Count({n}))"));
        let all: Vec<String> = (0..n).map(award).collect();
        let policy = format!(r#"incentives: [{}], stacking: (rule: SumUpTo(Fixed("{m}")))"#, all.join(", "));
        let place = assessed(&loaded(&policy, Decimal::from(7)), &production(&[]));
        prop_assert_eq!((place.floor, place.ceiling), (m.into(), Some(m.into())));
        let (left, taken) = (place.left(), &place.reductions);
        prop_assert!(left.is_empty() && taken.is_empty(), "{:?} {:?}", left, taken);
    }
}

#[test]
fn two_caps_that_overlap_are_shared_out_to_the_last_third() {
    let groups = |of: [&str; 2]| {
        let members: Vec<String> = of.iter().map(|id| format!("{id:?}")).collect();
        format!(
            r#"(label: (zh: "组", en: "group"), members: [{}], rule: SumUpTo(Prorated(of: Fixed(100), part: Count(1), whole: Count(3))))"#,
            members.join(", ")
        )
    };
    let awards = ["a", "b", "c"].map(|id| incentive(id, "Fixed(100)"));
    let policy = format!(
        "incentives: [{}], stacking: (rule: Sum, groups: [{}, {}, {}])",
        awards.join(", "),
        groups(["a", "b"]),
        groups(["b", "c"]),
        groups(["a", "c"])
    );
    let place = assessed(&loaded(&policy, Decimal::from(7)), &production(&[]));
    assert_eq!(place.floor, Decimal::from(50), "three times a sixth of 100");
    let paid: Vec<String> =
        place.certain.taken.iter().filter_map(|(_, paid)| Some(paid.as_ref()?.to_string())).collect();
    assert_eq!(paid, vec!["16.666666666666666666666666667"; 3]);
}

#[test]
fn a_figure_that_is_no_decimal_is_marked_and_a_whole_one_is_not() {
    let third = incentive("third", r#"Prorated(of: Fact("m"), part: Count(1), whole: Fact("n"))"#);
    let needs = incentive("needs", "Fixed(5)").replace(
        "amount:",
        r#"when: AtLeast(Product([Prorated(of: Fact("m"), part: Count(1), whole: Fact("n")), Count(2)]), Fixed(700_000)), amount:"#,
    );
    let library = loaded(&format!("incentives: [{third}, {needs}]"), Decimal::from(7));
    let place = assessed(&library, &production(&[("m", number(1_000_000)), ("n", number(3))]));
    let words = Words::new(Language::English);
    let telling = Telling { words: &words, library: &library, currency: place.currency };
    let of = |id: &str| place.awards.iter().find(|award| award.incentive.as_str() == id).unwrap();
    assert_eq!(words.money(of("third").outcome.floor(), place.currency), "CNY ~333,333.3333");
    assert_eq!(of("third").outcome.floor().to_string(), "333333.33333333333333333333333");
    let reason = telling.reason(of("needs"));
    assert!(reason.contains("~33,333.3333 short"), "{reason}");
    let place = assessed(&library, &production(&[("m", number(1_050_000)), ("n", number(3))]));
    let needs = place.awards.iter().find(|award| award.incentive.as_str() == "needs").unwrap();
    assert_eq!(needs.outcome.floor(), Decimal::from(5), "two thirds of 1,050,000 are 700,000");
}

#[test]
fn so_many_quotients_that_their_sum_does_not_fit_are_added_to_28_digits() {
    // The divisor of the sum 1/2 + 1/3 + … does not fit in 64 bits.
    let listed = items((2..200_i64).map(Decimal::from));
    let one = Amount::Prorated {
        of: boxed(Amount::Count(1.into())),
        part: boxed(Amount::Count(1.into())),
        whole: boxed(fact("each")),
    };
    let amount = Amount::ForEach { list: "list".into(), gives: boxed(one) };
    let range = step(&PLAIN, &amount, &production(&[("list", listed)])).range();
    let sum = range.exact().unwrap().decimal();
    let harmonic: f64 = (2..200).map(|n| 1.0 / f64::from(n)).sum();
    assert!((f64::try_from(sum).unwrap() - harmonic).abs() < 1e-9, "{sum}");
}
