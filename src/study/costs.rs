//! What a policy costs on a portfolio, as the law is and with other figures: what is due, what caps per company and a
//! pool leave of it, what is paid for each yuan spent in the place, and who gains and who loses by size and by kind.
//!
//! Absent on purpose: whether anybody comes because of it. [`Effect::additionality`] says how many would have to.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::portfolio::{Drawn, Pooled, dues, pooled};
use super::reform::{Both, Effect, Reform, Reforming, effect};
use crate::model::id::FactId;
use crate::model::library::Library;
use crate::model::portfolio::Portfolio;
use crate::model::production::{Answer, Production};
use crate::model::scenario::Scenario;
use crate::rules::bulk::{PlaceTotals, change};
use crate::rules::fraction::Fraction;
use crate::rules::value::Range;
use crate::study::offers::BUDGET;

/// The ends of the sizes that productions are grouped by: budgets below each of them, and from the last one on.
pub const SIZES: [i64; 3] = [1_000_000, 3_000_000, 10_000_000];

/// The fact by whose answer applications are grouped, which are like no production of the library.
pub const FORMAT: &str = "orientation";

/// What a portfolio costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Costs {
    /// Every incentive and all of them, before caps per company and the pool; winners and losers by what is due.
    pub reform: Reform,
    /// What is paid of what is due for certain.
    pub certain: Both<Pooled>,
    /// What is paid of what is due at most, if everything is granted in full.
    pub most: Both<Pooled>,
    /// In how many productions nothing bounds what is due; they count with what is known.
    pub unbounded: u64,
    /// What that money does in the place.
    pub effect: Effect,
    /// Productions by the size of their budget, the smallest first.
    pub sizes: Vec<Group>,
    /// Productions by what they are like.
    pub kinds: Vec<Group>,
}

/// Some productions of a portfolio.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Which.
    pub of: Of,
    /// How many.
    pub productions: u64,
    /// In how many something rises of what is due, and nothing falls.
    pub winners: u64,
    /// In how many something falls.
    pub losers: u64,
    /// What is due at most.
    pub due: Both<Fraction>,
    /// What is paid of it at most.
    pub paid: Both<Fraction>,
}

/// What productions of a group have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    /// A budget below this end of [`SIZES`] and not below the one before it; the largest, from the last end on, where
    /// there is no such end.
    Size(usize),
    /// They do not say what their budget is.
    NoSize,
    /// They are this production of the library, or drawn after it.
    Like(String),
    /// Their answer to the question of [`FORMAT`].
    Format(String),
    /// They do not say what they are.
    NoKind,
}

/// A portfolio that is laid out once, to be calculated again and again while figures move.
#[derive(Debug)]
pub struct Costing {
    portfolio: Arc<Portfolio>,
    drawn: Arc<Drawn>,
    reforming: Reforming,
    groups: Vec<[Of; 2]>,
}

impl Costing {
    /// Draws and lays out a portfolio for a place.
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

    /// Works out what it costs with other figures.
    #[must_use]
    pub fn work_out(&self, scenario: &Scenario) -> Costs {
        let after = self.reforming.after(scenario);
        let before = self.reforming.before();
        let reform = self.reforming.told(&after);
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
