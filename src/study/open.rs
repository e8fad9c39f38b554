//! The effect of an open answer on the result of a place.
//!
//! Figures, dates and lists have too many answers to be tried one by one. For them only the weight of the question,
//! the largest amount that depends on it, is given.

use crate::model::id::FactId;
use crate::model::production::Answer;
use crate::rules::assess::Assessment;
use crate::rules::context::Context;
use crate::rules::ends::{Ends, Moving};
use crate::rules::fraction::Fraction;

/// The effect of the answers to an open question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The fact.
    pub fact: FactId,
    /// The largest amount that depends on it; none if it is unbounded.
    pub weight: Option<Fraction>,
    /// Every answer with the resulting certain and possible amount; the latter is none if it is unbounded. Empty if
    /// there are too many answers.
    pub answers: Vec<(Answer, Fraction, Option<Fraction>)>,
    /// By how much an answer narrows the interval, on average over the answers; none if it is unbounded or there are
    /// too many answers.
    pub narrows: Option<Fraction>,
}

/// The open questions of a place, the one that narrows most first; then those with too many answers, by their weight.
#[must_use]
pub fn effects(context: &Context<'_>, assessment: &Assessment) -> Vec<Effect> {
    let open = |floor: Fraction, ceiling: Option<Fraction>| ceiling.and_then(|ceiling| ceiling.minus(floor));
    let before = open(assessment.floor, assessment.ceiling);
    let effect = |question: &crate::rules::assess::Question| {
        let fact = context.library.facts.get(&question.fact);
        let tried = fact.and_then(|fact| fact.answers()).unwrap_or_default();
        let ends = Ends::new(context, &assessment.place, Moving::Answer(&question.fact));
        let answers: Vec<_> = tried
            .into_iter()
            .map(|answer| {
                let [floor, ceiling] = ends.answered(answer.clone());
                (answer, floor.unwrap_or_default(), ceiling)
            })
            .collect();
        let narrowed = answers.iter().map(|(_, floor, ceiling)| before?.minus(open(*floor, *ceiling)?));
        let sum = narrowed.reduce(|sum, next| sum?.plus(next?)).flatten();
        let narrows = sum.and_then(|sum| sum.divided_by(i64::try_from(answers.len()).ok()?.into()));
        Effect { fact: question.fact.clone(), weight: question.weight, answers, narrows }
    };
    let mut all: Vec<Effect> = assessment.questions.iter().map(effect).collect();
    all.sort_by_key(|effect| std::cmp::Reverse(effect.narrows));
    all
}
