//! What changes that bring more cost the user, by their own estimate, and what is left after it.
//!
//! A cost is kept with the place and the changed answers. The figure of a change moves with the other answers and with
//! the library. So a cost that belongs to no listed change is used for the nearest one of the same answers, unless the
//! production already has the figure for which it was written; [`Cost::is_exact`] is then false, and everything that
//! shows it says for what it was written. Yes/no answers and choices never move, so they have to be the same.

use rust_decimal::Decimal;

use super::{Change, Near};
use crate::model::production::{Answer, ChangeCost};
use crate::rules::fraction::Fraction;

/// The cost of a change, as the user wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    /// The entry of the production.
    pub written: ChangeCost,
    /// Whether it was written for exactly this change. Otherwise it was written for another figure, date or day of the
    /// same kind of change.
    pub is_exact: bool,
}

impl Cost {
    /// The amount, in the currency of the production.
    #[must_use]
    pub fn amount(&self) -> Fraction {
        Fraction::of(self.written.cost.0)
    }
}

impl Near {
    /// An entry for the cost of this change.
    #[must_use]
    pub fn costing(&self, cost: crate::model::number::Number) -> ChangeCost {
        let changes = self.changes.iter().map(|change| (change.fact.clone(), change.to.clone()));
        ChangeCost { place: self.place.clone(), changes: changes.collect(), day: self.day, cost }
    }

    /// What is left for certain after the cost; negative if the change costs more. None without a cost.
    #[must_use]
    pub fn floor_net(&self) -> Option<Fraction> {
        self.floor_gain.minus(self.cost.as_ref()?.amount())
    }

    /// What is left at most after the cost. None without a cost, and if the gain is unbounded.
    #[must_use]
    pub fn ceiling_net(&self) -> Option<Fraction> {
        self.ceiling_gain?.minus(self.cost.as_ref()?.amount())
    }

    /// Whether it brings no more than it costs, certain and possible. Without a cost it does bring more.
    #[must_use]
    pub fn is_outweighed(&self) -> bool {
        let nothing = |net: Option<Fraction>| net.is_some_and(|net| net <= Fraction::ZERO);
        nothing(self.floor_net()) && nothing(self.ceiling_net())
    }

    /// What it brings after its cost, certain and possible; its gains if it has none.
    #[must_use]
    pub fn brings(&self) -> (Fraction, Option<Fraction>) {
        match &self.cost {
            None => (self.floor_gain, self.ceiling_gain),
            Some(_) => (self.floor_net().unwrap_or(self.floor_gain), self.ceiling_net()),
        }
    }
}

/// Gives each change of some places its cost. Changes without one have none.
pub fn set(all: &mut [Near], written: &[ChangeCost]) {
    all.iter_mut().for_each(|near| near.cost = None);
    let mut left: Vec<&ChangeCost> = Vec::new();
    for one in written {
        match all.iter_mut().find(|near| distance(near, one).is_some_and(|far| far.iter().all(Decimal::is_zero))) {
            // Of two entries for the same change, the first counts.
            Some(near) if near.cost.is_some() => {}
            Some(near) => near.cost = Some(Cost { written: one.clone(), is_exact: true }),
            None => left.push(one),
        }
    }
    for one in left {
        let others = all.iter_mut().filter(|near| near.cost.is_none() && is_ahead(near, one));
        let nearest = others.filter_map(|near| Some((distance(near, one)?, near))).min_by(|(a, _), (b, _)| a.cmp(b));
        if let Some((_, near)) = nearest {
            near.cost = Some(Cost { written: one.clone(), is_exact: false });
        }
    }
}

/// How far the figures and days of an entry are from those of a change, one by one. None if it is another change.
fn distance(near: &Near, one: &ChangeCost) -> Option<Vec<Decimal>> {
    if near.place != one.place || near.changes.len() != one.changes.len() {
        return None;
    }
    let days = |a: jiff::civil::Date, b: jiff::civil::Date| Decimal::from((a - b).get_days()).abs();
    let day = match (near.day, one.day) {
        (Some(near), Some(one)) => days(near, one),
        (None, None) => Decimal::ZERO,
        _ => return None,
    };
    let far = |change: &Change| match (&change.to, one.changes.get(&change.fact)?) {
        (Answer::Number(to), Answer::Number(other)) => to.0.checked_sub(other.0).map(|far| far.abs()),
        (Answer::Date(to), Answer::Date(other)) => Some(days(*to, *other)),
        // The cost is that of the added item.
        (Answer::Items(to), Answer::Items(other)) => (to.last() == other.last()).then_some(Decimal::ZERO),
        (to, other) => (to == other).then_some(Decimal::ZERO),
    };
    std::iter::once(Some(day)).chain(near.changes.iter().map(far)).collect()
}

/// Whether every figure of an entry is still to be reached: on the same side of the present answer as the change.
fn is_ahead(near: &Near, one: &ChangeCost) -> bool {
    near.changes.iter().all(|change| match (&change.from, &change.to, one.changes.get(&change.fact)) {
        (Some(Answer::Number(from)), Answer::Number(to), Some(Answer::Number(other))) => {
            if to > from {
                other > from
            } else {
                other < from
            }
        }
        (Some(from), Answer::Date(_), Some(other)) => from != other,
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::number::Number;

    fn number(value: i64) -> Number {
        Number(value.into())
    }

    /// Raising a figure from 2 to some value, which gains 100 for certain.
    fn raise(to: i64) -> Near {
        let change = Change {
            fact: "days".into(),
            from: Some(Answer::Number(number(2))),
            to: Answer::Number(number(to)),
            beyond: None,
        };
        near(vec![change])
    }

    fn choose(id: &str) -> Near {
        near(vec![Change { fact: "kind".into(), from: None, to: Answer::Choice(id.into()), beyond: None }])
    }

    fn near(changes: Vec<Change>) -> Near {
        Near {
            place: "here".into(),
            changes,
            day: None,
            floor_gain: 100.into(),
            ceiling_gain: Some(300.into()),
            incentives: vec![],
            nearest: true,
            cost: None,
        }
    }

    /// The costs of changes, and whether each was written for exactly that change.
    fn costs(all: &[Near], written: &[ChangeCost]) -> Vec<Option<(i64, bool)>> {
        let mut all = all.to_vec();
        set(&mut all, written);
        let plain = |cost: Cost| (i64::try_from(cost.written.cost.0).unwrap(), cost.is_exact);
        all.into_iter().map(|near| near.cost.map(plain)).collect()
    }

    #[test]
    fn a_cost_stays_with_its_change_and_follows_a_figure_that_moves() {
        let five = raise(5).costing(number(80));
        // The change itself, beside one that goes further.
        assert_eq!(costs(&[raise(5), raise(9)], std::slice::from_ref(&five)), [Some((80, true)), None]);
        // The threshold has moved: the nearest change of the same answer.
        assert_eq!(costs(&[raise(9), raise(6)], std::slice::from_ref(&five)), [None, Some((80, false))]);
        // Each has its own.
        let both = [raise(9).costing(number(150)), five.clone()];
        assert_eq!(costs(&[raise(5), raise(9)], &both), [Some((80, true)), Some((150, true))]);
        assert_eq!(costs(&[raise(4), raise(9)], &both), [Some((80, false)), Some((150, true))]);
        // The figure has been reached, so its cost is spent.
        let reached = ChangeCost { changes: [("days".into(), Answer::Number(number(2)))].into(), ..five.clone() };
        assert_eq!(costs(&[raise(9)], &[reached]), [None]);
        let elsewhere = ChangeCost { place: "there".into(), ..five.clone() };
        let later = ChangeCost { day: Some(date(2027, 1, 1)), ..five };
        assert_eq!(costs(&[raise(5)], &[elsewhere, later]), [None]);
    }

    #[test]
    fn the_cost_of_a_choice_is_never_that_of_another() {
        assert_eq!(costs(&[choose("a"), choose("b")], &[choose("b").costing(number(7))]), [None, Some((7, true))]);
        assert_eq!(costs(&[choose("a")], &[choose("b").costing(number(7))]), [None]);
    }

    #[test]
    fn the_cost_of_one_more_item_is_that_of_the_item() {
        let item = |id: &str| crate::model::production::Item::from([("role".into(), Answer::Choice(id.into()))]);
        let add = |items: &[&str]| {
            let to = Answer::Items(items.iter().map(|id| item(id)).collect());
            near(vec![Change { fact: "crew".into(), from: None, to, beyond: None }])
        };
        let written = [add(&["actor"]).costing(number(7))];
        assert_eq!(costs(&[add(&["actor"])], &written), [Some((7, true))]);
        assert_eq!(costs(&[add(&["editor", "actor"])], &written), [Some((7, true))], "the list has grown since");
        assert_eq!(costs(&[add(&["actor", "editor"])], &written), [None]);
    }

    #[test]
    fn a_day_follows_the_nearest_day() {
        let on = |day| Near { changes: vec![], day: Some(day), ..near(vec![]) };
        let written = [on(date(2027, 1, 1)).costing(number(7))];
        assert_eq!(costs(&[on(date(2027, 1, 1))], &written), [Some((7, true))]);
        assert_eq!(costs(&[on(date(2028, 1, 1)), on(date(2027, 2, 1))], &written), [None, Some((7, false))]);
    }

    #[test]
    fn a_change_is_outweighed_if_neither_gain_exceeds_its_cost() {
        let costing =
            |cost| Near { cost: Some(Cost { written: raise(5).costing(number(cost)), is_exact: true }), ..raise(5) };
        assert!(!raise(5).is_outweighed());
        for (cost, outweighed) in [(0, false), (99, false), (100, false), (299, false), (300, true), (500, true)] {
            assert_eq!(costing(cost).is_outweighed(), outweighed, "{cost}");
            assert_eq!(costing(cost).floor_net(), Some(Fraction::from(100 - cost)));
            assert_eq!(costing(cost).ceiling_net(), Some(Fraction::from(300 - cost)));
        }
        let unbounded = Near { ceiling_gain: None, ..costing(500) };
        assert_eq!((unbounded.ceiling_net(), unbounded.is_outweighed()), (None, false));
    }
}
