//! The cost of a portfolio: the parts add up with any draws, caps and pools.

use std::cell::Cell;
use std::sync::Arc;

use backlot::data::progress::Progress;
use backlot::data::read;
use backlot::data::read::File;
use backlot::data::seeds;
use backlot::data::table;
use backlot::data::table::applications::{Applications, Columns, applications};
use backlot::data::table::propose::ImportTarget;
use backlot::model::id::PlaceId;
use backlot::model::library::Library;
use backlot::model::number::Number;
use backlot::model::portfolio::{Made, Mix, Portfolio, WhenGone};
use backlot::model::production::Production;
use backlot::model::scenario::{Change, Scenario};
use backlot::rules::fraction::Fraction;
use backlot::study::costs::{Costing, Group, Of};
use backlot::study::overtake::proposing;
use backlot::study::reform::Both;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 29);

fn seeds() -> Library {
    read::read(&[seeds::layer()]).library
}

fn higher(library: &Library, by: i64) -> Scenario {
    let policy = library.policies.values().find(|one| one.place.as_str() == "zhengzhou").unwrap();
    let (figure, found) = policy.named_figures().into_iter().next().unwrap();
    let new = Number(found.value.0 + rust_decimal::Decimal::from(by));
    proposing(vec![Change { policy: policy.id.clone(), figure, old: Some(found.value), new }])
}

fn portfolio(count: u32, seed: u64) -> Portfolio {
    let mix = |production: &str, count| Mix { production: production.to_owned(), count, company: Some("one".into()) };
    let made = Made { count, seed, ..backlot::data::presets::made() };
    Portfolio { mix: vec![mix("vertical-60", 3), mix("costume-5m", 2)], made: vec![made], ..Portfolio::default() }
}

#[test]
fn groups_and_rows_add_up_to_the_whole() {
    let library = seeds();
    let place = PlaceId::from("zhengzhou");
    let (short, moved) = (Cell::new(0), Cell::new(0));
    proptest!(ProptestConfig::with_cases(10), |(count in 0_u32..30, seed in any::<u64>(), pool in 0_i64..4_000_000, cap in 100_000_i64..2_000_000, by in 1_i64..3_000_000, gone in 0_u8..3)| {
        let when_gone = match gone {
            0 => WhenGone::FirstCome,
            1 => WhenGone::ProRata,
            _ => WhenGone::ByScore("total_budget".into()),
        };
        let portfolio = Portfolio { pool: Some(pool.into()), per_company: Some(cap.into()), when_gone, ..portfolio(count, seed) };
        let costing = Costing::new(&library, &Arc::new(portfolio), &place, TODAY);
        let found = costing.work_out(&higher(&library, by));
        let total = |of: fn(&Group) -> Fraction, groups: &[Group]| Fraction::total(groups.iter().map(of));
        for groups in [&found.sizes, &found.kinds] {
            prop_assert_eq!(groups.iter().map(|group| group.productions).sum::<u64>(), u64::from(count) + 5);
            prop_assert_eq!(groups.iter().map(|group| group.winners).sum::<u64>(), found.reform.winners);
            prop_assert_eq!(groups.iter().map(|group| group.losers).sum::<u64>(), found.reform.losers);
            prop_assert_eq!(Some(total(|group| group.due.after, groups)), found.reform.total.after.high);
            prop_assert_eq!(total(|group| group.paid.after, groups), found.most.after.paid);
            prop_assert_eq!(total(|group| group.paid.before, groups), found.most.before.paid);
        }
        for pooled in [&found.most.after, &found.most.before, &found.certain.after] {
            prop_assert_eq!(Fraction::total(pooled.rows.iter().copied()), pooled.paid);
            prop_assert!(pooled.paid <= pooled.due && pooled.paid <= Fraction::from(pool));
        }
        short.set(short.get() + u32::from(found.most.after.paid < found.most.after.due));
        moved.set(moved.get() + u32::from(found.reform.winners > 0));
    });
    assert!(short.get() >= 3 && moved.get() >= 3, "{} short, {} moved", short.get(), moved.get());
}

#[test]
fn the_same_seed_draws_the_same_and_a_copy_is_grouped_as_what_it_is_like() {
    let library = seeds();
    let costing = |seed| Costing::new(&library, &Arc::new(portfolio(20, seed)), &"zhengzhou".into(), TODAY);
    assert_eq!(costing(3).drawn(), costing(3).drawn());
    assert_ne!(costing(3).drawn(), costing(4).drawn());
    let found = costing(3).work_out(&Scenario::default());
    let like = |name: &str| found.kinds.iter().find(|group| group.of == Of::Like(name.to_owned()));
    assert_eq!(like("vertical-60").unwrap().productions, 23);
    assert_eq!(like("costume-5m").unwrap().productions, 2);
    let Both { before, after } = found.reform.total;
    assert_eq!(before, after);
}

#[test]
fn a_list_of_applications_keeps_names_only_where_they_are_wanted() {
    let library = seeds();
    let text =
        "企业名称,剧名,total_budget,local_spend\n甲公司,一剧,1000000,300000\n乙公司,二剧,two,1\n甲公司,三剧,500000,\n";
    let file = File { name: "last year.csv".to_owned(), bytes: text.as_bytes().to_vec() };
    let table = table::read(&file, None).unwrap();
    let production = Production::default();
    let ground = ImportTarget { library: &library, production: &production, today: TODAY };
    let mut columns = Columns::guess(&table, &library);
    assert_eq!((columns.company, columns.work, columns.names), (Some(0), Some(1), false));
    let found = applications(&table, &columns, ground, &Progress::default()).unwrap();
    assert_eq!(found.wrong.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [3]);
    let told = |found: &Applications| -> Vec<(String, String)> {
        let one = |one: &backlot::model::portfolio::Applied| {
            (one.company.as_deref().unwrap_or_default().to_owned(), one.production.name.zh.clone())
        };
        found.read.iter().map(one).collect()
    };
    let text = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(told(&found), [text("1", ""), text("1", "")]);
    columns.names = true;
    let found = applications(&table, &columns, ground, &Progress::default()).unwrap();
    assert_eq!(told(&found), [text("甲公司", "一剧"), text("甲公司", "三剧")]);
    let progress = Progress::default();
    progress.cancel();
    assert_eq!(applications(&table, &columns, ground, &progress), None);
}
