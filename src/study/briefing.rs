//! The position of a city among its rivals, for the one-page brief of an official: where it lags most, and the
//! cheapest changes of one figure with which it passes the places ahead.
//!
//! It only selects from `standing`, `overtake` and `reform`. None of the changes is recommended; they are the cheapest
//! ones of their kind.

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::overtake::{Goal, On, Overtake, Way, overtake, proposing};
use super::portfolio::Drawn;
use super::reform::{Moved, ranks};
use super::standing::weights::{By, Weighed, weigh};
use super::standing::{Cell, Row, Standing, standing};
use crate::model::id::PlaceId;
use crate::model::library::Library;
use crate::rules::fraction::Fraction;

/// The number of changes in a brief.
const MOST_OPTIONS: usize = 3;

/// The contents of the brief.
#[derive(Clone, Debug)]
pub struct Briefing {
    /// The rank of the city.
    pub standing: Standing,
    /// The places by certain amounts, all productions with a budget weighted equally.
    pub certain: Weighed,
    /// The places by published ceilings, all productions with a budget weighted equally.
    pub up_to: Weighed,
    /// The productions for which a rival publishes a higher ceiling, the largest lag first.
    pub lags: Vec<Lag>,
    /// Changes of one figure that end a lag: the cheapest for each of the largest lags, those with an assumed amount
    /// last.
    pub options: Vec<Choice>,
    /// The examined lags that no change of one figure ends.
    pub firm: Vec<Lag>,
}

/// A production for which a rival publishes a higher ceiling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lag {
    /// The index of the row of the production in the standing.
    pub row: usize,
    /// The index of the cell of the rival with the highest ceiling in that row.
    pub leader: usize,
    /// The difference of the published ceilings, as a share of the budget; above zero.
    pub by: Fraction,
}

/// A change of one figure that ends a lag.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The lag.
    pub lag: Lag,
    /// The change and its cost.
    pub way: Way,
    /// The changes of the ranks of the city.
    pub moved: Vec<Moved>,
    /// The cheapest response of the rival. `None` if it cannot be compared.
    pub answer: Option<Overtake>,
}

impl Briefing {
    /// The row of a lag, the cell of the city and that of the rival.
    #[must_use]
    pub fn behind(&self, lag: Lag) -> Option<(&Row, &Cell, &Cell)> {
        let row = self.standing.rows.get(lag.row)?;
        Some((row, row.cells.first()?, row.cells.get(lag.leader)?))
    }

    /// The cells of a place, one for each production.
    pub fn cells<'b>(&'b self, place: &'b PlaceId) -> impl Iterator<Item = &'b Cell> {
        self.standing.rows.iter().filter_map(move |row| row.cells.iter().find(|cell| cell.place == *place))
    }
}

/// Prepares the brief of a city. Without rivals, the ten places that promise most are used. The cost is that for
/// `drawn`.
#[must_use]
pub fn briefing(library: &Library, place: &PlaceId, rivals: &[PlaceId], drawn: &Arc<Drawn>, day: Date) -> Briefing {
    let standing = standing(library, place, rivals, &[], day);
    let alike = vec![Decimal::ONE; standing.rows.len()];
    let (certain, up_to) = (weigh(&standing, &alike, By::Certain), weigh(&standing, &alike, By::UpTo));
    let mut lags: Vec<Lag> = standing.rows.iter().enumerate().filter_map(|(at, row)| lag(at, row)).collect();
    lags.sort_by_key(|lag| Reverse(lag.by));
    let mut briefing = Briefing { standing, certain, up_to, lags, options: Vec::new(), firm: Vec::new() };
    briefing.choose(library, drawn, day);
    briefing
}

/// The lag on a production; `None` if no rival publishes a higher ceiling, or the budget is not known.
fn lag(at: usize, row: &Row) -> Option<Lag> {
    let own = row.cells.first()?;
    // Of several rivals that are level, the first one.
    let key = |cell: &Cell| (cell.value.low, cell.value.floor);
    let (leader, cell) =
        row.cells.iter().enumerate().skip(1).max_by_key(|(column, cell)| (key(cell), Reverse(*column)))?;
    let by = cell.value.low.minus(own.value.low)?.divided_by(row.budget?)?;
    (by > Fraction::ZERO).then_some(Lag { row: at, leader, by })
}

impl Briefing {
    /// Chooses the changes: for each lag, the largest first, the cheapest one that is not chosen yet. If they are too
    /// few, the next cheapest ones follow.
    fn choose(&mut self, library: &Library, drawn: &Arc<Drawn>, day: Date) {
        let place = self.standing.place.clone();
        let mut rest: Vec<(Lag, Way)> = Vec::new();
        let mut chosen: Vec<(Lag, Way)> = Vec::new();
        for lag in self.lags.clone() {
            if chosen.len() == MOST_OPTIONS {
                break;
            }
            let Some((row, _, leader)) = self.behind(lag) else { continue };
            let (on, goal) = (On::Production(row.production.clone()), Goal::Past(leader.place.clone()));
            let Some(found) = overtake(library, &place, &goal, &on, By::UpTo, drawn, day) else { continue };
            if found.ways.is_empty() {
                self.firm.push(lag);
            }
            let mut ways = found.ways.into_iter();
            let is_new = |way: &Way| chosen.iter().all(|(_, one)| one.change != way.change);
            chosen.extend(ways.find(is_new).map(|way| (lag, way)));
            rest.extend(ways.map(|way| (lag, way)));
        }
        // What is assumed comes after every published figure, as in `overtake`.
        let cost = |way: &Way| (way.change.is_assumed(), way.more().unwrap_or(Fraction::MAX), way.bill.after.low);
        rest.sort_by_key(|(_, way)| cost(way));
        for (lag, way) in rest {
            if chosen.len() < MOST_OPTIONS && chosen.iter().all(|(_, one)| one.change != way.change) {
                chosen.push((lag, way));
            }
        }
        chosen.sort_by_key(|(_, way)| cost(way));
        self.options = chosen.into_iter().filter_map(|(lag, way)| self.choice(library, lag, way, drawn, day)).collect();
    }

    /// A change with its effect on the ranks and the response of the rival.
    fn choice(&self, library: &Library, lag: Lag, way: Way, drawn: &Arc<Drawn>, day: Date) -> Option<Choice> {
        let (row, own, leader) = self.behind(lag)?;
        let scenario = proposing(vec![way.change.clone()]);
        let (changed, _) = scenario.apply(library);
        let (on, back) = (On::Production(row.production.clone()), Goal::Past(own.place.clone()));
        let answer = overtake(&changed, &leader.place, &back, &on, By::UpTo, drawn, day);
        let moved = ranks(&self.standing, library, &scenario, day);
        Some(Choice { lag, way, moved, answer })
    }
}
