//! The inputs of a calculation: the library, a production and a day, with fast lookups.

use std::cell::RefCell;

use jiff::civil::Date;

use super::explain::Explain;
use super::fraction::Fraction;
use super::step::{Exchange, StepKind, Unit, Value};
use super::value::{EvalError, Range, Truth};
use crate::model::fact::{Fact, FactKind};
use crate::model::id::{FactId, IdMap, PlaceId, PolicyId};
use crate::model::index::Index;
use crate::model::library::Library;
use crate::model::number::{LARGEST, Number};
use crate::model::policy::{DatedBy, Policy};
use crate::model::production::{Answer, Currency, Item, Production};
use crate::model::source::Cites;

/// A library, a production and a day.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// The library.
    pub library: &'a Library,
    /// The production.
    pub production: &'a Production,
    /// The day.
    pub day: Date,
    index: &'a Index,
    answers: IdMap<&'a FactId, &'a Answer>,
    moved: Option<&'a Moved>,
    /// Numbers that are tried as answers that hold in all places.
    tried: &'a [Moved],
    /// A policy that replaces the one with its id.
    instead: Option<&'a Policy>,
}

/// A number that replaces every answer to a fact, also those that hold in one place only. Items of lists keep their
/// own answers.
#[derive(Clone, Debug)]
pub(super) struct Moved {
    fact: FactId,
    at: Fraction,
    /// The number as an answer, rounded to a decimal.
    answer: Answer,
}

impl Moved {
    /// Replaces every answer with any answer. An answer that is not a number has the position 0.
    pub(super) fn answered(fact: &FactId, answer: Answer) -> Self {
        let at = if let Answer::Number(number) = &answer { Fraction::of(number.0) } else { Fraction::ZERO };
        Self { fact: fact.clone(), at, answer }
    }

    pub(super) fn new(fact: &FactId, at: Fraction) -> Self {
        Self { fact: fact.clone(), at, answer: Answer::Number(Number(at.decimal())) }
    }

    /// The fact.
    pub(super) fn fact(&self) -> &FactId {
        &self.fact
    }

    /// The number as an answer, rounded to a decimal.
    pub(super) fn answer(&self) -> &Answer {
        &self.answer
    }
}

impl<'a> Context<'a> {
    /// Creates the context of a production.
    #[must_use]
    pub fn new(library: &'a Library, production: &'a Production, day: Date) -> Self {
        let answers = production.answers.iter().collect();
        Self { library, production, day, index: library.index(), answers, moved: None, tried: &[], instead: None }
    }

    /// The same library and day for another production.
    #[must_use]
    pub fn with_production<'b>(&self, production: &'b Production) -> Context<'b>
    where
        'a: 'b,
    {
        Context { instead: self.instead, ..Context::new(self.library, production, self.day) }
    }

    /// The same library and production on another day.
    #[must_use]
    pub fn on(&self, day: Date) -> Self {
        Self { day, ..self.clone() }
    }

    /// The same with further answers and numbers. Answers for one place go before them.
    pub(super) fn answering<'b>(
        &self,
        more: impl Iterator<Item = (&'b FactId, &'b Answer)>,
        tried: &'b [Moved],
    ) -> Context<'b>
    where
        'a: 'b,
    {
        let mut context: Context<'b> = self.clone();
        context.answers.extend(more);
        context.tried = tried;
        context
    }

    /// The same with a number instead of every answer to a fact.
    pub(super) fn moved<'b>(&self, moved: &'b Moved) -> Context<'b>
    where
        'a: 'b,
    {
        Context { moved: Some(moved), ..self.clone() }
    }

    /// The same with a policy instead of the one with its id, which must be of the same jurisdiction.
    pub(super) fn with_policy<'b>(&self, policy: &'b Policy) -> Context<'b>
    where
        'a: 'b,
    {
        Context { instead: Some(policy), ..self.clone() }
    }

    /// The possible answers to an open question. None for lists and their fields, which have an answer for each item.
    pub(super) fn tries(&self, id: &FactId) -> Option<Tries> {
        if self.index.is_field(id) {
            return None;
        }
        let fact = self.fact(id)?;
        match fact.kind {
            FactKind::YesNo | FactKind::Choice(_) => fact.answers().map(Tries::Answers),
            FactKind::Money | FactKind::Count(_) | FactKind::Percent => {
                let most = fact.most().map_or_else(|| Fraction::from(LIMIT), |most| Fraction::of(most.0));
                let is_whole = fact.whole && matches!(fact.kind, FactKind::Count(_));
                Some(Tries::Figure { most, is_whole })
            }
            FactKind::Date => Some(Tries::Date),
            FactKind::List(_) => None,
        }
    }

    /// Whether a question has an answer that holds in all places.
    pub(super) fn is_answered(&self, id: &FactId) -> bool {
        self.answers.contains_key(id) || self.moved.is_some_and(|moved| moved.fact == *id)
    }

    /// The definition of a fact.
    fn fact(&self, id: &FactId) -> Option<&'a Fact> {
        self.index.fact(id)
    }

    /// The policies that apply in a place: its own first, then those of the jurisdictions around it.
    #[must_use]
    pub fn policies_in(&self, place: &PlaceId) -> Vec<&'a Policy> {
        let levels = self.library.chain(place).into_iter();
        levels.flat_map(|place| self.index.policies_of(&place.id)).map(|policy| self.counted(policy)).collect()
    }

    /// A policy by its id.
    pub(super) fn policy(&self, id: &PolicyId) -> Option<&'a Policy> {
        self.library.policies.get(id).map(|policy| self.counted(policy))
    }

    /// The policy that replaces one, or the policy itself.
    pub(super) fn counted(&self, policy: &'a Policy) -> &'a Policy {
        self.instead.filter(|instead| instead.id == policy.id).unwrap_or(policy)
    }

    /// Whether the rules of a policy use the results of other incentives, which depend on the place.
    pub(super) fn uses_awards(&self, policy: &Policy) -> bool {
        self.index.refers(policy).is_none_or(|refers| refers.awards)
    }

    /// Whether the rules of a policy ask for a fact.
    pub(super) fn asks(&self, policy: &Policy, fact: &FactId) -> bool {
        self.index.refers(policy).is_none_or(|refers| refers.facts.contains(fact))
    }

    /// Whether another answer to a fact can change each incentive of a policy, in their order.
    pub(super) fn moved_by(&self, policy: &Policy, fact: &FactId) -> Vec<bool> {
        match self.index.refers(policy).filter(|refers| !refers.awards && !refers.shared.contains(fact)) {
            Some(refers) => refers.incentives.iter().map(|facts| facts.contains(fact)).collect(),
            None => vec![true; policy.incentives.len()],
        }
    }
}

/// The largest answer to a question that sets no limit.
const LIMIT: i64 = LARGEST - 1;

/// The possible answers to an open question.
pub(super) enum Tries {
    /// These.
    Answers(Vec<Answer>),
    /// All numbers from zero to `most`, or only the whole ones.
    Figure { most: Fraction, is_whole: bool },
    /// All days.
    Date,
}

/// The inputs of a policy.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The library, the production and the day.
    pub context: &'a Context<'a>,
    /// The policy.
    pub policy: &'a Policy,
    /// The place of the production; the policy may be of a jurisdiction around it.
    pub place: &'a PlaceId,
    /// Answers that hold in the policy's own jurisdiction only.
    own: Option<&'a Item>,
    /// Answers that hold in the place only.
    here: Option<&'a Item>,
    /// The item of a list that is being calculated.
    item: Option<&'a Item>,
    /// Lines and awards that were already calculated.
    known_lines: Option<&'a KnownLines>,
}

/// Lines and awards that were already calculated, so that each is calculated and explained only once.
#[derive(Debug, Default)]
pub(super) struct KnownLines(RefCell<Vec<(StepKind, Range, Unit)>>);

impl KnownLines {
    /// The result of a line or award, if it was already calculated.
    pub(super) fn find(&self, what: &StepKind) -> Option<(Range, Unit)> {
        let known_lines = self.0.borrow();
        known_lines.iter().find(|(known, ..)| known == what).map(|(_, range, unit)| (*range, *unit))
    }

    /// Stores the result of a line or award.
    pub(super) fn note(&self, what: &StepKind, range: Range, unit: Unit) {
        self.0.borrow_mut().push((what.clone(), range, unit));
    }
}

impl<'a> Case<'a> {
    /// A policy for a production in a place.
    #[must_use]
    pub fn new(context: &'a Context<'a>, policy: &'a Policy, place: &'a PlaceId) -> Self {
        let local = &context.production.local;
        let (own, here) = match local.is_empty() {
            true => (None, None),
            false => (local.get(&policy.place), local.get(place)),
        };
        Self { context, policy, place, own, here, item: None, known_lines: None }
    }

    /// The same for one item of a list. Answers of the item go before all others.
    pub(super) fn for_item<'b>(self, item: &'b Item, known_lines: &'b KnownLines) -> Case<'b>
    where
        'a: 'b,
    {
        Case { item: Some(item), known_lines: Some(known_lines), ..self }
    }

    /// The same with lines and awards that were already calculated.
    pub(super) fn beside<'b>(self, known_lines: &'b KnownLines) -> Case<'b>
    where
        'a: 'b,
    {
        Case { known_lines: Some(known_lines), ..self }
    }

    /// Lines and awards that were already calculated.
    pub(super) fn known_lines(&self) -> Option<&'a KnownLines> {
        self.known_lines
    }

    /// The answer to a fact, if there is one and it fits. The first of these is used: the answer of the item, the one
    /// for the jurisdiction of the policy, the one for the place, and the one for all places.
    #[must_use]
    pub fn answer(&self, id: &FactId) -> Option<&'a Answer> {
        let fact = self.asked(id)?;
        if let Some(moved) = self.moved(id) {
            return Some(&moved.answer);
        }
        self.narrower(id).or_else(|| self.context.answers.get(id).copied()).filter(|answer| fact.accepts(answer))
    }

    /// The answer for the item, for the jurisdiction of the policy or for the place, if there is one.
    fn narrower(&self, id: &FactId) -> Option<&'a Answer> {
        [self.item, self.own, self.here].into_iter().flatten().find_map(|answers| answers.get(id))
    }

    /// The number that is used instead of the answers to a fact, if there is one.
    fn moved(&self, id: &FactId) -> Option<&'a Moved> {
        if let Some(moved) = self.context.moved.filter(|moved| moved.fact == *id) {
            return self.item.is_none_or(|item| !item.contains_key(id)).then_some(moved);
        }
        let tried = self.context.tried.iter().find(|tried| tried.fact == *id)?;
        self.narrower(id).is_none().then_some(tried)
    }

    /// The definition of a fact.
    pub(super) fn asked(&self, id: &FactId) -> Option<&'a Fact> {
        self.context.fact(id)
    }

    /// Whether a fact is a choice of which every answer `satisfies` accepts.
    pub(super) fn always(&self, id: &FactId, satisfies: impl Fn(&str) -> bool) -> bool {
        self.asked(id).is_some_and(|fact| fact.always(satisfies))
    }

    /// The day that selects the version of a figure; none if the fact with that day is not answered.
    pub(super) fn version_day(&self) -> Option<Date> {
        match &self.policy.dated_by {
            DatedBy::AsOf => Some(self.context.day),
            DatedBy::Fact(id) => match self.answer(id) {
                Some(Answer::Date(day)) => Some(*day),
                _ => None,
            },
        }
    }

    /// The value of a numeric fact, or the range of its possible values. Money is converted to the policy's currency.
    pub(super) fn fact<M: Explain>(&self, id: &FactId) -> Result<M, EvalError> {
        let fact = self.asked(id);
        let unit = match fact.map(|fact| &fact.kind) {
            Some(FactKind::Percent) => Unit::Share,
            Some(FactKind::Money) => Unit::Money,
            _ => Unit::Count,
        };
        let step = if let Some(answer @ Answer::Number(number)) = self.answer(id) {
            let range = self.moved(id).map_or_else(|| Range::exactly(number.0), |moved| Range::exactly(moved.at));
            M::amount(|| StepKind::Answered(id.clone(), answer.clone()), range, unit, [])
        } else {
            let most = fact.and_then(Fact::most).map(|most| Fraction::of(most.0));
            let range = Range { low: Fraction::ZERO, high: most };
            M::asking(id, Value::Amount(range, unit))
        };
        let (from, to) = (self.context.production.currency, self.policy.currency);
        if unit == Unit::Money && from != to { self.converted(step, from, to) } else { Ok(step) }
    }

    /// A step converted to another currency.
    pub(super) fn converted<M: Explain>(&self, mut step: M, from: Currency, to: Currency) -> Result<M, EvalError> {
        if from == to {
            return Ok(step);
        }
        step.stamp(from);
        let (exchange, cites) = exchange(self.context.library, from, to, self.context.day).ok_or(EvalError::NoRate)?;
        let rate = Range::exactly(exchange.rate.0);
        let range = step.range();
        let range = if exchange.inverse { range.over(rate)? } else { range.times(rate)? };
        Ok(M::amount(|| StepKind::Converted(Box::new(exchange)), range, Unit::Money, [step]).citing(&cites))
    }

    /// Whether a yes/no fact is answered with yes.
    pub(super) fn yes(&self, id: &FactId) -> Truth {
        match self.answer(id) {
            Some(Answer::YesNo(yes)) => Truth::from(*yes),
            _ => Truth::Unknown,
        }
    }

    /// The step for an answer, or for a missing one.
    pub(super) fn said<M: Explain>(&self, id: &FactId) -> M {
        match self.answer(id) {
            Some(answer) => M::new(|| StepKind::Answered(id.clone(), answer.clone()), Value::Said, []),
            None => M::asking(id, Value::Said),
        }
    }
}

/// The latest rate between two currencies that is not after a day, in either direction.
fn exchange(library: &Library, from: Currency, to: Currency, day: Date) -> Option<(Exchange, Cites)> {
    let usable = library.rates.values().filter(|rate| rate.on.first_day() <= day && !rate.rate.0.is_zero());
    let both_ways = usable.filter_map(|rate| {
        let inverse = match (rate.from, rate.to) {
            pair if pair == (from, to) => false,
            pair if pair == (to, from) => true,
            _ => return None,
        };
        Some((Exchange { from, to, rate: rate.rate, inverse, on: rate.on }, rate))
    });
    // On the same day a published rate is used rather than the inverse of one.
    let latest = both_ways.max_by(|(a, one), (b, other)| {
        (a.on.first_day(), !a.inverse).cmp(&(b.on.first_day(), !b.inverse)).then_with(|| one.id.cmp(&other.id))
    });
    latest.map(|(exchange, rate)| (exchange, rate.cites.clone()))
}
