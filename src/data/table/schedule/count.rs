//! Days per place: the number, the longest run, and the share of all days.
//!
//! A district is in its city and province, so a place counts the days of every place inside it. A
//! day with two places counts for both.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Chosen, Schedule};
use crate::model::id::{FactId, PlaceId};
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::place::PlaceKind;
use crate::model::production::Answer;

/// The fact for the number of consecutive days.
pub const IN_A_ROW: &str = "local_consecutive_shooting_days";

/// The fact for the share of days.
const SHARE: &str = "local_shooting_day_share";

/// The decimals of a share. Further digits are cut off, so that a share is never too high.
const DECIMALS: u32 = 6;

/// The result of a schedule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// The places with a day, the most days first. A place comes after the places inside it.
    pub places: Vec<PlaceDays>,
    /// The locations whose place is not known, as indices of [`Schedule::locations`].
    pub undecided: Vec<usize>,
    /// The number of days in all.
    pub days: usize,
    /// The number of days that are wholly or partly in no place of the library.
    pub elsewhere: usize,
    /// Whether every row with a day was read, so that shares are known.
    pub whole: bool,
}

/// The days in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceDays {
    /// The place.
    pub place: PlaceId,
    /// The number of days in it.
    pub days: usize,
    /// The longest run of consecutive days.
    pub run: usize,
    /// The first day of that run.
    pub from: Date,
    /// The last day of that run.
    pub to: Date,
    /// The share of all days, cut off after six decimals; `None` if rows could not be read.
    pub share: Option<Number>,
}

impl Schedule {
    /// Counts the days of each place and of the places around it, below the nation.
    #[must_use]
    pub fn count(&self, library: &Library, chosen: &Chosen) -> Counted {
        let mut places: BTreeMap<&PlaceId, BTreeSet<Date>> = BTreeMap::new();
        let (mut all, mut elsewhere) = (BTreeSet::<Date>::new(), BTreeSet::<Date>::new());
        let mut undecided = Vec::new();
        for (at, location) in self.locations.iter().enumerate() {
            all.extend(&location.days);
            match location.lies(chosen) {
                None => undecided.push(at),
                Some(None) => elsewhere.extend(&location.days),
                Some(Some(place)) => {
                    for (level, one) in library.chain(place).into_iter().enumerate() {
                        if level == 0 || !matches!(one.kind, PlaceKind::Nation | PlaceKind::World) {
                            places.entry(&one.id).or_default().extend(&location.days);
                        }
                    }
                }
            }
        }
        let whole = self.wrong.is_empty();
        let mut places: Vec<PlaceDays> = places
            .into_iter()
            .filter_map(|(place, days)| {
                let (run, from, to) = longest(&days)?;
                let share = whole.then(|| share(days.len(), all.len())).flatten();
                Some(PlaceDays { place: place.clone(), days: days.len(), run, from, to, share })
            })
            .collect();
        let depth = |place: &PlaceId| library.chain(place).len();
        places.sort_by(|a, b| b.days.cmp(&a.days).then_with(|| depth(&b.place).cmp(&depth(&a.place))));
        Counted { places, undecided, days: all.len(), elsewhere: elsewhere.len(), whole }
    }
}

impl Counted {
    /// The answers that follow: consecutive days and the share of all days, for each place if the fact takes them.
    /// Empty while the place of a location is not known. The library has no fact for the number of days.
    #[must_use]
    pub fn answers(&self, library: &Library) -> Vec<(FactId, Option<PlaceId>, Answer)> {
        if !self.undecided.is_empty() {
            return Vec::new();
        }
        let mut answers = Vec::new();
        for one in &self.places {
            let run = (IN_A_ROW, Some(Number(Decimal::from(one.run))));
            for (id, number) in [run, (SHARE, one.share)] {
                let (fact, Some(number)) = (FactId::from(id), number) else { continue };
                let answer = Answer::Number(number);
                if library.facts.get(&fact).is_some_and(|fact| fact.accepts(&answer)) {
                    answers.push((fact, Some(one.place.clone()), answer));
                }
            }
        }
        answers
    }
}

/// The longest run of consecutive days, the first if equal: its length, first and last day.
fn longest(days: &BTreeSet<Date>) -> Option<(usize, Date, Date)> {
    let first = *days.first()?;
    let mut best = (1, first, first);
    let mut run = best;
    for day in days.iter().skip(1) {
        let next = run.2.tomorrow().is_ok_and(|next| next == *day);
        run = if next { (run.0 + 1, run.1, *day) } else { (1, *day, *day) };
        if run.0 > best.0 {
            best = run;
        }
    }
    Some(best)
}

fn share(days: usize, all: usize) -> Option<Number> {
    let share = Decimal::from(days).checked_div(Decimal::from(all))?;
    Some(Number(share.trunc_with_scale(DECIMALS).normalize()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_longest_run_crosses_months_and_takes_the_first_of_equals() {
        let days = |days: &[(i8, i8)]| days.iter().map(|(month, day)| date(2026, *month, *day)).collect();
        assert_eq!(longest(&days(&[])), None);
        assert_eq!(longest(&days(&[(3, 5)])), Some((1, date(2026, 3, 5), date(2026, 3, 5))));
        assert_eq!(
            longest(&days(&[(2, 27), (2, 28), (3, 1), (3, 3), (3, 4), (3, 5)])),
            Some((3, date(2026, 2, 27), date(2026, 3, 1)))
        );
    }

    #[test]
    fn a_share_is_never_told_as_more_than_it_is() {
        assert_eq!(share(7, 18).map(|share| share.to_string()), Some("0.388888".into()));
        assert_eq!(share(2, 3).map(|share| share.to_string()), Some("0.666666".into()));
        assert_eq!(share(9, 18).map(|share| share.to_string()), Some("0.5".into()));
        assert_eq!(share(18, 18).map(|share| share.to_string()), Some("1".into()));
        assert_eq!(share(0, 0), None);
    }
}
