//! The cost of a policy for a portfolio, under the law and with other figures: the amounts due, the amounts paid
//! after caps per company and a pool, the cost per yuan spent in the place, and winners and losers by size and by
//! kind.
//!
//! It does not estimate whether a production comes because of the policy. [`Effect::additionality`] gives the share
//! that would have to.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::portfolio::{Drawn, Pooled, dues, pooled};
use super::reform::{Both, Effect, Reform, Reforming, effect};
use crate::model::id::FactId;
use crate::model::library::Library;
use crate::model::portfolio::Portfolio;
use crate::model::production::{Answer, Production};
use crate::model::scenario::Scenario;
use crate::rules::columns::{PlaceTotals, change};
use crate::rules::fraction::Fraction;
use crate::rules::value::Range;
use crate::study::offers::BUDGET;

/// The upper ends of the size groups: budgets below each of them, and all from the last one on.
pub const SIZES: [i64; 3] = [1_000_000, 3_000_000, 10_000_000];

/// The fact that groups applications that are not like a production of the library.
pub const FORMAT: &str = "orientation";

/// The cost of a portfolio.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Costs {
    /// Each incentive and their total, before caps per company and the pool; winners and losers by the amounts due.
    pub reform: Reform,
    /// The payments of the amounts due for certain.
    pub certain: Both<Pooled>,
    /// The payments of the highest amounts due, if everything is granted in full.
    pub most: Both<Pooled>,
    /// The number of productions whose amount due is unbounded; they count with the known part.
    pub unbounded: u64,
    /// The effect of that money in the place.
    pub effect: Effect,
    /// Productions by the size of their budget, the smallest first.
    pub sizes: Vec<Group>,
    /// Productions by their kind.
    pub kinds: Vec<Group>,
}

/// Some productions of a portfolio.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The group.
    pub of: Of,
    /// The number of productions.
    pub productions: u64,
    /// The number for which an amount due rises and none falls.
    pub winners: u64,
    /// The number for which an amount due falls.
    pub losers: u64,
    /// The highest amount due.
    pub due: Both<Fraction>,
    /// The highest amount paid of it.
    pub paid: Both<Fraction>,
}

/// The common property of a group.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    /// A budget below this end of [`SIZES`] and not below the one before. If there is no such end: the largest, from
    /// the last end on.
    Size(usize),
    /// No budget is stated.
    NoSize,
    /// They are this production of the library, or drawn from it.
    Like(String),
    /// Their answer to the question of [`FORMAT`].
    Format(String),
    /// The kind is not stated.
    NoKind,
}

/// A portfolio that is prepared once and recalculated while figures move.
#[derive(Debug)]
pub struct Costing {
    portfolio: Arc<Portfolio>,
    drawn: Arc<Drawn>,
    reforming: Reforming,
    groups: Vec<[Of; 2]>,
}

impl Costing {
    /// Draws and prepares a portfolio for a place.
    #[must_use]
    pub fn new(
        library: &Library,
        portfolio: &Arc<Portfolio>,
        place: &crate::model::id::PlaceId,
        day: jiff::civil::Date,
    ) -> Self {
        let drawn = Arc::new(Drawn::of(library, portfolio));
        let reforming = Reforming::new(library, place, &drawn, day);
        let rows = drawn.productions.iter().zip(&drawn.labels);
        let groups = rows.map(|(production, label)| [size(production), kind(library, production, label)]).collect();
        Self { portfolio: Arc::clone(portfolio), drawn, reforming, groups }
    }

    /// The productions.
    #[must_use]
    pub fn drawn(&self) -> &Arc<Drawn> {
        &self.drawn
    }

    /// Calculates the cost with other figures.
    #[must_use]
    pub fn work_out(&self, scenario: &Scenario) -> Costs {
        let after = self.reforming.after(scenario);
        let before = self.reforming.before();
        let reform = self.reforming.compare(&after);
        let place = &reform.place;
        let paid = |totals: &PlaceTotals, certain: bool| {
            pooled(&self.portfolio, &self.drawn, &dues(totals.total.iter(), certain), place)
        };
        let both = |certain: bool| Both { before: paid(before, certain), after: paid(&after, certain) };
        let (certain, most) = (both(true), both(false));
        let all = Both { before: most.before.paid, after: most.after.paid };
        let worth = self.portfolio.local_yuan.map(|worth| Fraction::of(worth.0));
        let rows = || after.total.iter().zip(&self.drawn.counts);
        let unbounded = rows().filter(|(range, _)| range.high.is_none()).map(|(_, count)| *count).sum();
        let [sizes, kinds] = self.grouped(before, &after, &most);
        let effect = effect(&self.drawn, place, all, worth);
        Costs { effect, certain, most, unbounded, sizes, kinds, reform }
    }

    fn grouped(&self, before: &PlaceTotals, after: &PlaceTotals, most: &Both<Pooled>) -> [Vec<Group>; 2] {
        let mut groups: [BTreeMap<&Of, Group>; 2] = Default::default();
        let rows = before.total.iter().zip(after.total.iter()).zip(&self.drawn.counts).zip(&self.groups).enumerate();
        for (at, (((was, is), count), own)) in rows {
            let (rises, falls) = change(was, is);
            let times = |range: Range| {
                range.high.unwrap_or(range.low).times(Fraction::of((*count).into())).unwrap_or(Fraction::MAX)
            };
            let (was, is) = (times(was), times(is));
            let paid = |pooled: &Pooled| pooled.rows.get(at).copied().unwrap_or_default();
            for (group, of) in groups.iter_mut().zip(own) {
                let group = group.entry(of).or_insert_with(|| Group::none(of));
                group.productions += count;
                group.winners += if rises && !falls { *count } else { 0 };
                group.losers += if falls { *count } else { 0 };
                let add = |sum: &mut Fraction, more: Fraction| *sum = sum.saturating_add(more);
                add(&mut group.due.before, was);
                add(&mut group.due.after, is);
                add(&mut group.paid.before, paid(&most.before));
                add(&mut group.paid.after, paid(&most.after));
            }
        }
        groups.map(|groups| groups.into_values().collect())
    }
}

impl Group {
    fn none(of: &Of) -> Self {
        let nothing = Both { before: Fraction::ZERO, after: Fraction::ZERO };
        Self { of: of.clone(), productions: 0, winners: 0, losers: 0, due: nothing, paid: nothing }
    }
}

fn size(production: &Production) -> Of {
    match production.answers.get(&FactId::from(BUDGET)) {
        Some(Answer::Number(budget)) => {
            let below = SIZES.iter().position(|end| budget.0 < (*end).into());
            Of::Size(below.unwrap_or(SIZES.len()))
        }
        _ => Of::NoSize,
    }
}

fn kind(library: &Library, production: &Production, label: &str) -> Of {
    if library.productions.contains_key(label) {
        return Of::Like(label.to_owned());
    }
    match production.answers.get(&FactId::from(FORMAT)) {
        Some(Answer::Choice(choice)) => Of::Format(choice.to_string()),
        _ => Of::NoKind,
    }
}
