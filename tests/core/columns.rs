//! The results over columns are exactly those of the explained path.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use backlot::data::problem::Severity;
use backlot::data::read::{File, Layer, read};
use backlot::data::seeds;
use backlot::model::fact::{Fact, FactKind};
use backlot::model::id::{FactId, PlaceId, PolicyId};
use backlot::model::library::Library;
use backlot::model::number::Number;
use backlot::model::policy::Policy;
use backlot::model::production::{Answer, Item, Production};
use backlot::rules::award::award;
use backlot::rules::columns::{Column, PolicyColumns, Portfolio};
use backlot::rules::context::{Case, Context};
use backlot::rules::fraction::Fraction;
use backlot::rules::stack::stack;
use backlot::rules::value::Range;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

const TODAY: Date = date(2026, 11, 22);

/// The library with the composite rule of the benchmarks.
pub(crate) fn composite() -> &'static Library {
    static COMPOSITE: LazyLock<Library> = LazyLock::new(read_composite);
    &COMPOSITE
}

fn read_composite() -> Library {
    let names = ["places.ron", "sources.ron", "facts.ron", "composite.ron"];
    let file = |name: &str| {
        let path = format!("{}/benches/{name}", env!("CARGO_MANIFEST_DIR"));
        File { name: name.to_owned(), bytes: std::fs::read(path).unwrap() }
    };
    let loaded = read(&[Layer { files: names.map(file).to_vec(), problems: Vec::new() }]);
    let errors: Vec<_> = loaded.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    loaded.library
}

/// SplitMix64: the same numbers on every machine.
pub(crate) struct Dice(pub u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.roll() % end
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }

    /// An amount of money: mostly ordinary, sometimes with cents, at a threshold, next to one, or extremely large.
    fn money(&mut self) -> Number {
        let thresholds = [0, 300_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 13_333_333, 20_000_000];
        Number(match self.below(40) {
            0..6 => self.of(&thresholds).into(),
            6..9 => Decimal::from(self.of(&thresholds)) + Decimal::new(self.of(&[-1, 1]), 2).max(Decimal::ZERO),
            9..18 => Decimal::new(self.below(3_000_000_000) as i64, 2),
            18 => Decimal::new(self.below(u64::from(u32::MAX)) as i64, 7),
            19 => Decimal::from(self.below(999_999_999_999_999)),
            _ => Decimal::from(self.below(30_000_000)),
        })
        .max(Number::ZERO)
    }

    fn answer(&mut self, fact: &Fact, facts: &BTreeMap<FactId, Arc<Fact>>) -> Answer {
        match &fact.kind {
            FactKind::Money => Answer::Number(self.money()),
            FactKind::Count(_) => Answer::Number(Number::from(self.below(40) as i64)),
            FactKind::Percent => Answer::Number(Number(Decimal::new(self.below(101) as i64, 2))),
            FactKind::YesNo => Answer::YesNo(self.below(5) > 0),
            FactKind::Choice(choices) => {
                Answer::Choice(choices[self.below(choices.len() as u64) as usize].id.as_str().into())
            }
            FactKind::Date => {
                // Often the day on which a period begins or ends, or a day next to it.
                let days = [date(2023, 5, 1), date(2024, 2, 29), date(2024, 6, 1), date(2026, 1, 1)];
                let ordinary = date(2023, 1, 1) + (self.below(1600) as i64).days();
                let near = self.of(&days) + (self.below(3) as i64 - 1).days();
                Answer::Date(if self.below(2) == 0 { near } else { ordinary })
            }
            FactKind::List(fields) => {
                let mut item =
                    || -> Item { fields.iter().map(|id| (id.clone(), self.answer(&facts[id], facts))).collect() };
                Answer::Items((0..2).map(|_| item()).collect())
            }
        }
    }

    /// Answers to some facts, with about one in `gap` missing.
    pub(crate) fn answers(&mut self, asked: &[FactId], facts: &BTreeMap<FactId, Arc<Fact>>, gap: u64) -> Item {
        let given: Vec<&FactId> = asked.iter().filter(|_| self.below(gap) > 0).collect();
        given.into_iter().map(|id| (id.clone(), self.answer(&facts[id], facts))).collect()
    }
}

/// The result of the explained path.
fn explained(library: &Library, policy: &Policy, place: &PlaceId, production: &Production) -> (Vec<Range>, Range) {
    let context = Context::new(library, production, TODAY);
    let case = Case::new(&context, policy, place);
    let awards: Vec<_> = policy.incentives.iter().map(|incentive| Arc::new(award(&case, incentive))).collect();
    let total = stack(&context, place, &[policy], &awards).range;
    let ranges = awards.iter().map(|award| Range { low: award.outcome.floor(), high: award.outcome.ceiling() });
    (ranges.collect(), total)
}

/// Compares both paths, and returns the number of totals that were calculated by the explained path.
pub(crate) fn agree(library: &Library, policy: &Policy, place: &PlaceId, productions: &[Production]) -> usize {
    let columns = PolicyColumns::new(library, &policy.id, place, TODAY).unwrap();
    let portfolio = columns.portfolio(productions);
    let totals = columns.total(&portfolio);
    let each: Vec<_> =
        policy.incentives.iter().map(|incentive| columns.incentive(&incentive.id, &portfolio).unwrap()).collect();
    let mut sum = Some(Range::ZERO);
    for (row, production) in productions.iter().enumerate() {
        let (ranges, total) = explained(library, policy, place, production);
        for (at, range) in ranges.into_iter().enumerate() {
            let id = &policy.incentives[at].id;
            assert_eq!(each[at].get(row), Some(range), "{}/{id}, row {row}: {:?}", policy.id, production.answers);
        }
        assert_eq!(totals.get(row), Some(total), "{}, row {row}: {:?}", policy.id, production.answers);
        sum = sum.and_then(|sum| sum.plus(total).ok());
    }
    // If the sum of many quotients does not fit, its last digits depend on the order.
    let digits = |number: Fraction| number.decimal().round_dp(9);
    let rounded = |sum: Option<Range>| sum.map(|sum| (digits(sum.low), sum.high.map(digits)));
    assert_eq!(rounded(totals.sum()), rounded(sum), "{}", policy.id);
    totals.explained()
}

#[test]
fn the_composite_rule_comes_to_the_same_over_columns() {
    let library = composite();
    let policy = &library.policies[&"composite".into()];
    let asked: Vec<FactId> = library.facts.keys().cloned().collect();
    let mut dice = Dice(1);
    let mut production = || Production { answers: dice.answers(&asked, &library.facts, 25), ..Production::default() };
    let productions: Vec<Production> = (0..100_000).map(|_| production()).collect();
    let slow = agree(library, policy, &"city".into(), &productions);
    // Only extremely large sums and fractions of a cent.
    assert!(slow < productions.len() / 5, "{slow} on the explained path");
}

#[test]
fn every_built_in_policy_comes_to_the_same_over_columns() {
    let library = read(&[seeds::layer()]).library;
    let mut dice = Dice(2);
    let all: Vec<FactId> = library.facts.keys().cloned().collect();
    for policy in library.policies.values() {
        // If answers are given per place, the policy's own place and another one each have theirs.
        let mut production = |row: u64| {
            let gap = dice.of(&[2, 8, 30, u64::MAX]);
            let mut production =
                Production { answers: dice.answers(&all, &library.facts, gap), ..Production::default() };
            if row.is_multiple_of(3) {
                production.local.insert(policy.place.clone(), dice.answers(&all, &library.facts, 2));
                production.local.insert("shenzhen".into(), dice.answers(&all, &library.facts, 2));
            }
            production
        };
        let productions: Vec<Production> = (0..100).map(&mut production).collect();
        let place = if policy.place.as_str() == "guangdong" { "shenzhen".into() } else { policy.place.clone() };
        agree(&library, policy, &place, &productions);
    }
}

#[test]
fn columns_that_are_laid_out_by_hand_say_the_same_as_productions() {
    let library = composite();
    let place: PlaceId = "city".into();
    let id: PolicyId = "composite".into();
    let columns = PolicyColumns::new(library, &id, &place, TODAY).unwrap();
    let cents = |values: &[i64]| Column::numbers(values.to_vec(), 2).unwrap();
    let levels = ["none", "nation"].map(Arc::from).to_vec();
    let portfolio = Portfolio::of_rows(4, Default::default())
        .with("budget".into(), cents(&[1_000_000_000, 1_000_000_000, 300_000_000, i64::MAX]))
        .unwrap()
        .with("spend_in_place".into(), cents(&[300_000_000, 299_999_999, 100_000_000, -1]))
        .unwrap()
        .with("revenue".into(), cents(&[600_000_000, 0, 100_000_001, 0]))
        .unwrap()
        .with("award_level".into(), Column::choices(levels, [0, 0, 1, 7].map(Some).into_iter()))
        .unwrap();
    let totals = columns.total(&portfolio);
    let text = |row| totals.get(row).map(|range| (range.low.to_string(), range.high));
    // 15 % of 3 m and 4 m at 3 % and 1 m at 5 %.
    assert_eq!(text(0), Some(("620000".to_owned(), Some(620_000.into()))));
    // A cent short of 30 %.
    assert_eq!(text(1), Some(("0".to_owned(), Some(0.into()))));
    // 150,000 and the award, since a cent above a million gives three hundredths of a cent.
    assert_eq!(text(2), Some(("1150000".to_owned(), Some(1_150_000.into()))));
    // Neither the spend nor the award is known.
    assert_eq!(text(3), Some(("0".to_owned(), Some(3_000_000.into()))));
    assert_eq!(totals.explained(), 1);
}

#[test]
fn a_column_of_another_length_is_given_back() {
    let portfolio = Portfolio::of_rows(2, Default::default());
    assert!(portfolio.with("budget".into(), Column::yes_no([Some(true)].into_iter())).is_err());
}
