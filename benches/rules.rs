//! Measures fast calculations beside the ones that they replace.
//!
//! `cargo bench --no-default-features --bench rules`, with a word after `--` to select some of them, and the same data
//! every time. Calculations for many places use all processors; `RAYON_NUM_THREADS=1` shows them on one. Everything
//! else runs on one.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    missing_docs,
    reason = "a benchmark may fail loudly and read its own files"
)]

use std::sync::{Arc, LazyLock};

use backlot::data::read::{File, Layer, read};
use backlot::data::seeds;
use backlot::model::figures::Role;
use backlot::model::id::{IncentiveId, PlaceId, PolicyId};
use backlot::model::library::Library;
use backlot::model::number::Number;
use backlot::model::place::{Place, PlaceKind};
use backlot::model::policy::Policy;
use backlot::model::production::{Answer, Production};
use backlot::model::scenario::Change;
use backlot::model::slate::{Entry, Slate, Which};
use backlot::rules::assess::assess_all;
use backlot::rules::award::award;
use backlot::rules::columns::{Column, PolicyColumns, Portfolio, Totals};
use backlot::rules::context::{Case, Context};
use backlot::study::curve::{Over, curve};
use backlot::study::near::near_in_all;
use backlot::study::overtake::proposing;
use backlot::study::portfolio::Drawn;
use backlot::study::reform::Reforming;
use backlot::study::{offers, slate};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

fn main() {
    the_hand_written_rule_says_the_same();
    divan::main();
}

const TODAY: Date = date(2026, 11, 25);
const MANY: usize = 1_000_000;
const EXPLAINED: usize = 100_000;
const LEVELS: [&str; 4] = ["none", "city", "province", "nation"];

/// The composite rule, from columns to floors and ceilings.
#[divan::bench(sample_count = 50)]
fn columns(bencher: Bencher<'_, '_>) {
    let (id, place, incentive) = names();
    let columns = PolicyColumns::new(&COMPOSITE, &id, &place, TODAY).unwrap();
    let portfolio = portfolio(&DATA);
    bencher.counter(ItemsCount::new(MANY)).bench(|| columns.incentive(&incentive, black_box(&portfolio)));
}

/// The same as the stacked total of the whole policy.
#[divan::bench(sample_count = 50)]
fn columns_policy(bencher: Bencher<'_, '_>) {
    let (id, place, _) = names();
    let columns = PolicyColumns::new(&COMPOSITE, &id, &place, TODAY).unwrap();
    let portfolio = portfolio(&DATA);
    bencher.counter(ItemsCount::new(MANY)).bench(|| columns.total(black_box(&portfolio)));
}

/// The same with one answer in twenty missing.
#[divan::bench(sample_count = 20)]
fn columns_with_gaps(bencher: Bencher<'_, '_>) {
    let (id, place, incentive) = names();
    let columns = PolicyColumns::new(&COMPOSITE, &id, &place, TODAY).unwrap();
    let mut data = DATA.clone();
    let mut dice = Dice(7);
    data.revenue.iter_mut().chain(&mut data.spend).filter(|_| dice.below(20) == 0).for_each(|value| *value = -1);
    let portfolio = portfolio(&data);
    bencher.counter(ItemsCount::new(MANY)).bench(|| columns.incentive(&incentive, black_box(&portfolio)));
}

/// The composite rule written by hand, over columns.
#[divan::bench(sample_count = 50)]
fn by_hand_columns(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(MANY)).bench(|| by_hand(black_box(&DATA)));
}

/// The composite rule written by hand, over records.
#[divan::bench(sample_count = 50)]
fn by_hand_records(bencher: Bencher<'_, '_>) {
    let rows: Vec<Row> = (0..MANY).map(|at| DATA.row(at)).collect();
    bencher
        .counter(ItemsCount::new(MANY))
        .bench(|| black_box(&rows).iter().map(|row| paid(*row)).collect::<Vec<i64>>());
}

/// The same as a first implementation would be, with branches.
#[divan::bench(sample_count = 20)]
fn by_hand_branches(bencher: Bencher<'_, '_>) {
    let rows: Vec<Row> = (0..MANY).map(|at| DATA.row(at)).collect();
    bencher
        .counter(ItemsCount::new(MANY))
        .bench(|| black_box(&rows).iter().map(|row| paid_with_branches(*row)).collect::<Vec<i64>>());
}

/// A figure of a policy while it is dragged, on 100,000 and on 1,000,000 productions: every incentive, stacking, the
/// bill, winners and losers.
#[divan::bench(args = [EXPLAINED, MANY], sample_count = 50)]
fn lever(bencher: Bencher<'_, '_>, count: usize) {
    let (id, place, _) = names();
    let productions: Vec<Production> = (0..count).map(|at| production(DATA.row(at))).collect();
    let drawn = Drawn {
        productions: Arc::new(productions),
        counts: vec![1; count],
        labels: vec![String::new(); count],
        companies: vec![None; count],
    };
    let drawn = Arc::new(drawn);
    let reforming = Reforming::new(&COMPOSITE, &place, &drawn, TODAY);
    assert_eq!(reforming.before().explained, 0);
    let policy = &COMPOSITE.policies[&id];
    let (figure, found) = policy.named_figures().into_iter().find(|(_, one)| one.role == Role::Cap).unwrap();
    let mut new = found.value.0;
    bencher.counter(ItemsCount::new(count)).bench_local(|| {
        new += Decimal::ONE_THOUSAND;
        let change = Change { policy: id.clone(), figure: figure.clone(), old: Some(found.value), new: Number(new) };
        let after = reforming.after(&proposing(vec![change]));
        reforming.compare(black_box(&after))
    });
}

/// From productions to columns.
#[divan::bench(sample_count = 5)]
fn lay_out(bencher: Bencher<'_, '_>) {
    let (id, place, _) = names();
    let columns = PolicyColumns::new(&COMPOSITE, &id, &place, TODAY).unwrap();
    let productions = productions();
    bencher.counter(ItemsCount::new(EXPLAINED)).bench(|| columns.portfolio(black_box(&productions)));
}

/// The composite rule with every step, for one production after the other.
#[divan::bench(sample_count = 10)]
fn explained(bencher: Bencher<'_, '_>) {
    let (id, place, incentive) = names();
    let policy = &COMPOSITE.policies[&id];
    let incentive = policy.incentive(&incentive).unwrap();
    let productions = productions();

    bencher.counter(ItemsCount::new(EXPLAINED)).bench(|| {
        let one = |production| {
            let context = Context::new(&COMPOSITE, production, TODAY);
            award(&Case::new(&context, policy, &place), incentive).outcome.floor().decimal()
        };
        black_box(&productions).iter().map(one).sum::<Decimal>()
    });
}

/// One production in sixty cities of ten provinces, under five hundred policies, with every step.
#[divan::bench(sample_count = 50)]
fn sixty_places(bencher: Bencher<'_, '_>) {
    let (library, production, places) = nation();
    bencher.bench(|| assess_all(&library, black_box(&production), &places, TODAY));
}

/// The same without any answers, so that every answer that is asked for more than once is tried.
#[divan::bench(sample_count = 10)]
fn sixty_places_open(bencher: Bencher<'_, '_>) {
    let (library, _, places) = nation();
    let production = Production::default();
    bencher.bench(|| assess_all(&library, black_box(&production), &places, TODAY));
}

/// The results of six places, and of sixty, along the local spend, in exact pieces.
#[divan::bench(args = [6, 60], sample_count = 20)]
fn curve_of_a_fact(bencher: Bencher<'_, '_>, count: usize) {
    let (library, production, places) = nation();
    let places = &places[..count];
    let axis = [0_i64, 10_000_000].map(Number::from);
    let over = Over::Answer("spend_in_place".into());
    let context = Context::new(&library, &production, TODAY);
    let made = curve(&context, places, &over, axis).unwrap();
    let pieces: usize = made.places.iter().map(|line| line.floor.len() + line.ceiling.len()).sum();
    println!("{count} places, {pieces} pieces");
    bencher.bench(|| curve(black_box(&context), places, &over, axis));
}

/// The changes that bring more for the sample: in Datong, and in every place with a policy of its own.
#[divan::bench(args = [1, 1000], sample_count = 20)]
fn near_misses(bencher: Bencher<'_, '_>, most: usize) {
    let library = read(&[seeds::layer()]).library;
    let production = library.productions[seeds::SAMPLE].clone();
    let places: Vec<PlaceId> = std::iter::once("datong".into()).chain(offers::places(&library)).take(most).collect();
    let context = Context::new(&library, &production, TODAY);
    bencher.bench(|| near_in_all(black_box(&context), &places));
}

/// The offers of every place with a policy for the sample.
#[divan::bench(sample_count = 50)]
fn every_place(bencher: Bencher<'_, '_>) {
    let library = read(&[seeds::layer()]).library;
    let places = offers::places(&library);
    let production = &library.productions[seeds::SAMPLE];
    bencher.bench(|| offers::offers(&library, black_box(production), &places, TODAY));
}

/// Ten productions of one company and twenty places, calculated from scratch: with the samples, and with productions
/// that all apply for awards under a cap per company.
#[divan::bench(args = [false, true], sample_count = 20)]
fn slate_of_ten(bencher: Bencher<'_, '_>, hoping: bool) {
    let library = read(&[seeds::layer()]).library;
    let samples: Vec<&Arc<Production>> = library.productions.values().collect();
    let productions: Vec<Arc<Production>> = (0..10)
        .map(|at| {
            let mut one = Production::clone(samples[at % samples.len()]);
            if let Some(Answer::Number(budget)) = one.answers.get_mut(&"total_budget".into()) {
                budget.0 += Decimal::from(at * 10_000);
            }
            if hoping {
                one.answers.insert("international_award".into(), Answer::Choice("won".into()));
                one.answers.insert("foreign_copyright_sale".into(), Answer::Number((4_000_000 + at as i64).into()));
                one.answers.insert("is_locally_registered".into(), Answer::YesNo(true));
            }
            Arc::new(one)
        })
        .collect();
    let mut places: Vec<PlaceId> = ["datong", "wuhan-east-lake", "foshan", "xiamen-ftz"].map(PlaceId::from).to_vec();
    places.extend(
        offers::places(&library).into_iter().filter(|place| !places.contains(place)).take(16).collect::<Vec<_>>(),
    );
    let question = Slate {
        year: 2026,
        places,
        productions: productions.iter().map(|one| Entry::new(Which::Whole(Box::new((**one).clone())))).collect(),
        ..Slate::default()
    };
    bencher.bench(|| {
        let worked = slate::slate(&library, black_box(&question), &productions, TODAY);
        assert_eq!(worked.best.proof.bound, None);
        worked.best.proof.looked_at
    });
}

// The composite rule by hand

/// The answers as columns, in whole yuan.
#[derive(Clone)]
struct Data {
    spend: Vec<i64>,
    budget: Vec<i64>,
    revenue: Vec<i64>,
    level: Vec<u8>,
}

#[derive(Clone, Copy)]
struct Row {
    spend: i64,
    budget: i64,
    revenue: i64,
    level: u8,
}

impl Data {
    fn row(&self, at: usize) -> Row {
        Row { spend: self.spend[at], budget: self.budget[at], revenue: self.revenue[at], level: self.level[at] }
    }
}

/// In hundredths of a yuan.
#[inline]
fn paid(row: Row) -> i64 {
    let Row { spend, budget, revenue, level } = row;
    let counts = spend >= 1_000_000 && spend * 10 >= budget * 3;
    let for_spend = if counts { (spend * 15).min(200_000_000) } else { 0 };
    let third = (revenue.min(5_000_000) - 1_000_000).max(0) * 3;
    let fifth = (revenue.min(20_000_000) - 5_000_000).max(0) * 5;
    let eighth = (revenue - 20_000_000).max(0) * 8;
    let for_success = (third + fifth + eighth).min(300_000_000);
    let for_award = [0, 10_000_000, 30_000_000, 100_000_000][usize::from(level & 3)];
    (for_spend + for_success.max(for_award)).min(500_000_000).min(budget * 50)
}

fn paid_with_branches(row: Row) -> i64 {
    let Row { spend, budget, revenue, level } = row;
    let mut total = 0;
    if spend >= 1_000_000 && spend * 10 >= budget * 3 {
        total += if spend * 15 > 200_000_000 { 200_000_000 } else { spend * 15 };
    }
    let scale = if revenue <= 1_000_000 {
        0
    } else if revenue <= 5_000_000 {
        (revenue - 1_000_000) * 3
    } else if revenue <= 20_000_000 {
        12_000_000 + (revenue - 5_000_000) * 5
    } else {
        87_000_000 + (revenue - 20_000_000) * 8
    };
    let award = match level {
        0 => 0,
        1 => 10_000_000,
        2 => 30_000_000,
        _ => 100_000_000,
    };
    total += scale.min(300_000_000).max(award);
    total.min(500_000_000).min(budget * 50)
}

fn by_hand(data: &Data) -> Vec<i64> {
    let columns = data.spend.iter().zip(&data.budget).zip(&data.revenue).zip(&data.level);
    let row = |(((spend, budget), revenue), level): (((&i64, &i64), &i64), &u8)| Row {
        spend: *spend,
        budget: *budget,
        revenue: *revenue,
        level: *level,
    };
    columns.map(|columns| paid(row(columns))).collect()
}

/// Both must have the same result before they are compared.
fn the_hand_written_rule_says_the_same() {
    let (id, place, incentive) = names();
    let columns = PolicyColumns::new(&COMPOSITE, &id, &place, TODAY).unwrap();
    let portfolio = portfolio(&DATA);
    let totals: Totals = columns.incentive(&incentive, &portfolio).unwrap();
    assert_eq!((totals.len(), totals.explained()), (MANY, 0));
    for (at, (range, by_hand)) in totals.iter().zip(by_hand(&DATA)).enumerate() {
        assert_eq!(range.exact(), Some(Decimal::new(by_hand, 2).into()), "row {at}");
        assert_eq!(by_hand, paid_with_branches(DATA.row(at)), "row {at}");
    }
    let sum = totals.sum().unwrap().exact().unwrap();
    assert_eq!(sum, Decimal::new(by_hand(&DATA).iter().sum(), 2));
    println!("composite rule: {MANY} productions get {sum} yuan, by hand and over columns");
}

// Data

static COMPOSITE: LazyLock<Library> = LazyLock::new(|| read(&[composite_layer()]).library);
static DATA: LazyLock<Data> = LazyLock::new(|| {
    let mut dice = Dice(20_261_125);
    let mut data = Data { spend: vec![], budget: vec![], revenue: vec![], level: vec![] };
    for _ in 0..MANY {
        let budget = 200_000 + dice.below(30_000_000) as i64;
        data.budget.push(budget);
        data.spend.push(budget * dice.below(101) as i64 / 100);
        data.revenue.push(dice.below(60_000_000) as i64);
        data.level.push(dice.below(4) as u8);
    }
    data
});

/// SplitMix64: the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}

fn names() -> (PolicyId, PlaceId, IncentiveId) {
    ("composite".into(), "city".into(), "support".into())
}

fn composite_layer() -> Layer {
    let file = |name: &str| {
        let path = format!("{}/benches/{name}", env!("CARGO_MANIFEST_DIR"));
        File { name: name.to_owned(), bytes: std::fs::read(path).unwrap() }
    };
    let names = ["places.ron", "sources.ron", "facts.ron", "composite.ron"];
    Layer { files: names.map(file).to_vec(), problems: Vec::new() }
}

fn portfolio(data: &Data) -> Portfolio<'static> {
    let money = |values: &[i64]| Column::numbers(values.to_vec(), 0).unwrap();
    let levels = Column::choices(LEVELS.map(Arc::from).to_vec(), data.level.iter().map(|at| Some(usize::from(*at))));
    Portfolio::of_rows(data.spend.len(), Default::default())
        .with("spend_in_place".into(), money(&data.spend))
        .and_then(|portfolio| portfolio.with("budget".into(), money(&data.budget)))
        .and_then(|portfolio| portfolio.with("revenue".into(), money(&data.revenue)))
        .and_then(|portfolio| portfolio.with("award_level".into(), levels))
        .unwrap()
}

fn production(row: Row) -> Production {
    let money = |value: i64| Answer::Number(Number::from(value));
    let answers = [
        ("spend_in_place", money(row.spend)),
        ("budget", money(row.budget)),
        ("revenue", money(row.revenue)),
        ("award_level", Answer::Choice(LEVELS[usize::from(row.level)].into())),
    ];
    Production { answers: answers.map(|(id, answer)| (id.into(), answer)).into(), ..Production::default() }
}

fn productions() -> Vec<Production> {
    (0..EXPLAINED).map(|at| production(DATA.row(at))).collect()
}

/// A nation of ten provinces with six cities each. Its policies are those of the built-in library and the
/// composite rule in turn, under other names, with 2.2 incentives each.
fn nation() -> (Library, Production, Vec<PlaceId>) {
    let mut library = read(&[seeds::layer(), composite_layer()]).library;
    let models: Vec<Arc<Policy>> = std::mem::take(&mut library.policies).into_values().collect();
    let place = |id: &str, kind, parent: Option<&str>| Place {
        id: id.into(),
        name: models[0].title.clone(),
        kind,
        parent: parent.map(Into::into),
        also: Vec::new(),
        note: None,
        remarks: Vec::new(),
    };
    let mut all = vec![place("n", PlaceKind::Nation, None)];
    let mut cities = Vec::new();
    let mut policies_of: Vec<(String, usize)> = vec![("n".to_owned(), 20)];
    for province in 0..10 {
        let id = format!("p{province}");
        all.push(place(&id, PlaceKind::Province, Some("n")));
        policies_of.push((id.clone(), 6));
        for city in 0..6 {
            let city = format!("{id}c{city}");
            all.push(place(&city, PlaceKind::City, Some(&id)));
            policies_of.push((city.clone(), 7));
            cities.push(PlaceId::from(city.as_str()));
        }
    }
    library.places = all.into_iter().map(|place| (place.id.clone(), Arc::new(place))).collect();
    let mut models_in_turn = models.iter().cycle();
    for (place, count) in policies_of {
        for at in 0..count {
            let wanted = [1, 2, 3, 3, 2][library.policies.len() % 5];
            let model = models_in_turn.find(|model| model.incentives.len() >= wanted || wanted == 1).unwrap();
            let mut policy = Policy::clone(model);
            policy.id = format!("{place}-{at}-{}", model.id).as_str().into();
            policy.place = place.as_str().into();
            policy.incentives.truncate(wanted);
            library.policies.insert(policy.id.clone(), Arc::new(policy));
        }
    }
    let incentives: usize = library.policies.values().map(|policy| policy.incentives.len()).sum();
    println!("{} policies with {incentives} incentives in {} places", library.policies.len(), cities.len());
    let mut answers = library.productions[seeds::SAMPLE].answers.clone();
    answers.extend(production(DATA.row(0)).answers);
    (library, Production { answers, ..Production::default() }, cities)
}
