//! The formula for the value of a step.
//!
//! The shape of the step suggests a formula. It is used only if its result equals that of the rules. Values that
//! depend on conditions, bands and tables get no formula, because a cell could not tell when another case applies.

use super::formula::Term;
use crate::rules::fraction::Fraction;
use crate::rules::step::{Exchange, Rule, Step, StepKind, Value};
use crate::rules::value::Truth;

/// The letters of the columns with the two ends.
pub(super) const ENDS: [char; 2] = ['D', 'E'];

/// A step in the sheet.
#[derive(Clone, Copy)]
pub(super) struct Placed<'a> {
    /// The step.
    pub step: &'a Step,
    /// The number of its row, as shown in the sheet.
    pub row: u32,
}

impl Placed<'_> {
    /// The cell of its lower end.
    pub(super) fn low(&self) -> Term {
        self.end(0)
    }

    /// The cell of its upper end.
    pub(super) fn high(&self) -> Term {
        self.end(1)
    }

    fn end(&self, end: usize) -> Term {
        let value = match (self.step.value, end) {
            (Value::Amount(range, _), 0) => Some(range.low),
            (Value::Amount(range, _), _) => range.high,
            (Value::Holds(_) | Value::Said, _) => None,
        };
        let letter = ENDS.get(end).copied().unwrap_or_default();
        Term::Cell(format!("{letter}{}", self.row), value)
    }

    fn has_amount(&self) -> bool {
        matches!(self.step.value, Value::Amount(..))
    }
}

/// A formula for each end, if the shape of a step gives one.
pub(super) type Ends = [Option<Term>; 2];

/// The formulas for a step, by its shape alone.
pub(super) fn shape(step: &Step, parts: &[Placed<'_>]) -> Ends {
    let low = |at: usize| parts.get(at).map(Placed::low);
    let high = |at: usize| parts.get(at).map(Placed::high);
    let same = |at: usize| [low(at), high(at)];
    let last = parts.len().saturating_sub(1);
    let none = || [None, None];
    match &step.what {
        StepKind::Line(..) | StepKind::Award(..) | StepKind::Reading | StepKind::Item(_) if parts.len() == 1 => same(0),
        StepKind::Incentive(..) => same(0),
        StepKind::Share(rate) => each(parts, |one| Term::Times(vec![one, Term::Percent(rate.0.into())])),
        StepKind::Sum => both(parts, Term::Sum),
        StepKind::Product => both(parts, Term::Times),
        StepKind::Lesser(_) | StepKind::Cap(_) => both(parts, Term::Least),
        StepKind::Greater(_) | StepKind::Floor(_) => both(parts, Term::Most),
        StepKind::Difference => [
            low(0).zip(high(1)).map(|(from, less)| Term::less(from, less)),
            high(0).zip(low(1)).map(|(from, less)| Term::less(from, less)),
        ],
        StepKind::Prorated => {
            let part = |of: Option<Term>, part: Option<Term>, whole: Option<Term>| {
                Some(Term::over(Term::Times(vec![of?, part?]), whole?))
            };
            [part(low(0), low(1), high(2)), part(high(0), high(1), low(2))]
        }
        StepKind::WithinTotal(share, _) => {
            let rest = Fraction::ONE.minus(share.0.into());
            let within = |of: Option<Term>, beside: Option<Term>| {
                let limit = Term::over(Term::Times(vec![beside?, Term::Percent(share.0.into())]), Term::Percent(rest?));
                Some(Term::Least(vec![of?, limit]))
            };
            [within(low(0), low(1)), within(high(0), high(1))]
        }
        StepKind::PerUnit(limit, _) => {
            let counted = |count: Term| match limit {
                Some(limit) => Term::Least(vec![count, Term::Number(limit.0.into())]),
                None => count,
            };
            let times = |count: Option<Term>, each: Option<Term>| Some(Term::Times(vec![counted(count?), each?]));
            [times(low(0), low(1)), times(high(0), high(1))]
        }
        StepKind::ForEach(_) => both(parts, Term::Sum),
        StepKind::Tier(tier) if tier.reached.is_some() && parts.len() == 2 => same(1),
        StepKind::Choice { answer: Some(_), .. } if parts.len() == 2 => same(1),
        StepKind::Dated(Some(_)) => same(last),
        StepKind::ByYear(_) if parts.first().is_some_and(|year| year.step.range().exact().is_some()) => {
            both(parts.get(1..).unwrap_or_default(), Term::Sum)
        }
        // While it is unknown whether the condition is met, nothing is certain, whatever the amount.
        StepKind::If(Truth::Unknown) if parts.len() == 2 => [None, high(1)],
        StepKind::If(Truth::Unknown) => hull(parts.get(1..).unwrap_or_default()),
        StepKind::If(_) => same(1),
        StepKind::Contested => hull(parts),
        StepKind::Dated(None) => {
            let amounts: Vec<Placed<'_>> = parts.iter().filter(|part| part.has_amount()).copied().collect();
            let [_, most] = hull(&amounts);
            [None, most]
        }
        StepKind::Between(true) => {
            let set = |least: Option<Term>, most: Option<Term>, set: Option<Term>| {
                Some(Term::Least(vec![Term::Most(vec![set?, least?]), most?]))
            };
            [set(low(0), low(1), low(2)), set(high(0), high(1), high(2))]
        }
        StepKind::Between(false) => [low(0).zip(low(1)).map(|(a, b)| Term::Least(vec![a, b])), high(1)],
        // Whether it is granted is not calculated; only the cap follows.
        StepKind::Discretion(_) | StepKind::Unconfirmed => [None, high(0)],
        StepKind::Converted(exchange) => each(parts, |one| converted(one, exchange)),
        StepKind::Policy(_, rule) | StepKind::Group(_, rule) => stacked(**rule, parts),
        StepKind::Place(..) => stacked(Rule::Unknown, parts),
        _ => none(),
    }
}

fn converted(one: Term, exchange: &Exchange) -> Term {
    let rate = Term::Number(exchange.rate.0.into());
    if exchange.inverse { Term::over(one, rate) } else { Term::Times(vec![one, rate]) }
}

/// The result of a stacking rule. If it is not known whether parts add up, only the highest is certain.
fn stacked(rule: Rule, parts: &[Placed<'_>]) -> Ends {
    let cap_part = parts.iter().find(|part| part.step.what == StepKind::StackingCap);
    let members = parts.iter().filter(|part| part.step.what != StepKind::StackingCap && part.has_amount());
    let members: Vec<Placed<'_>> = members.copied().collect();
    let [sum_low, sum_high] = both(&members, Term::Sum);
    let [most_low, most_high] = both(&members, Term::Most);
    let capped = |end: usize, of: Option<Term>| {
        let cap = match (cap_part, rule.cap()) {
            (Some(part), _) => Some(part.end(end)),
            (None, Some(cap)) if end == 0 => Some(Term::Number(cap.low)),
            (None, Some(cap)) => cap.high.map(Term::Number),
            (None, None) => None,
        };
        Some(match cap {
            Some(cap) => Term::Least(vec![cap, of?]),
            None => of?,
        })
    };
    match rule {
        Rule::Sum => [sum_low, sum_high],
        Rule::Highest => [most_low, most_high],
        Rule::Unknown => [most_low, sum_high],
        Rule::SumUpTo(_) => [capped(0, sum_low), capped(1, sum_high)],
        Rule::AtMost(_) => [capped(0, most_low), capped(1, sum_high)],
    }
}

/// A formula on both ends of the first part.
fn each(parts: &[Placed<'_>], of: impl Fn(Term) -> Term) -> Ends {
    [parts.first().map(|part| of(part.low())), parts.first().map(|part| of(part.high()))]
}

/// A formula on all parts, for each end.
fn both(parts: &[Placed<'_>], of: impl Fn(Vec<Term>) -> Term) -> Ends {
    if parts.is_empty() {
        return [None, None];
    }
    [Some(of(parts.iter().map(Placed::low).collect())), Some(of(parts.iter().map(Placed::high).collect()))]
}

/// From the lowest to the highest of several.
fn hull(parts: &[Placed<'_>]) -> Ends {
    let [least, _] = both(parts, Term::Least);
    let [_, most] = both(parts, Term::Most);
    [least, most]
}

/// The formulas for the ends whose results equal those of the rules.
pub(super) fn agreeing(step: &Step, ends: Ends) -> Ends {
    let Value::Amount(range, _) = step.value else { return [None, None] };
    let [low, high] = ends;
    let same = |term: &Term, value: Option<Fraction>| value.is_some() && term.value() == value;
    [low.filter(|term| same(term, Some(range.low))), high.filter(|term| same(term, range.high))]
}
