//! The questions a policy may ask about a production or an applicant.

use serde::{Deserialize, Serialize};

use super::id::FactId;
use super::number::Number;
use super::production::Answer;
use super::text::Text;

/// One question. Facts are data: a new policy may bring new ones without code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// Its id, such as `local_spend`.
    pub id: FactId,
    /// A short name, used in forms and explanations.
    pub label: Text,
    /// The full question.
    pub question: Text,
    /// Other names that tables use for it, such as an earlier name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// How to answer it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Text>,
    /// The kind of answer that it takes.
    pub kind: FactKind,
    /// The part of the form it belongs to.
    pub topic: Topic,
    /// Whether the answer differs from place to place.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub per_place: bool,
    /// The smallest sensible answer. A smaller answer is refused in the form and reported as advice in a file.
    /// Zero if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Number>,
    /// The largest sensible answer; a larger one is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Number>,
    /// Whether a [`FactKind::Count`] takes only whole numbers, as for episodes or countries. Measured
    /// quantities, such as minutes or square metres, can have decimals.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub whole: bool,
}

impl Fact {
    /// Whether an answer fits: right kind, one of the choices, not negative, and not above the maximum. An answer
    /// that does not fit counts as missing. An answer below `min` fits, and the items of a list are checked one by
    /// one.
    #[must_use]
    pub fn accepts(&self, answer: &Answer) -> bool {
        match (&self.kind, answer) {
            (FactKind::Money | FactKind::Count(_) | FactKind::Percent, Answer::Number(number)) => {
                *number >= Number::ZERO && self.most().is_none_or(|most| *number <= most) && !self.is_broken(*number)
            }
            (FactKind::YesNo, Answer::YesNo(_))
            | (FactKind::Date, Answer::Date(_))
            | (FactKind::List(_), Answer::Items(_)) => true,
            (FactKind::Choice(choices), Answer::Choice(id)) => choices.iter().any(|choice| *choice.id == **id),
            _ => false,
        }
    }

    /// The largest number it takes. A share is at most 1 unless `max` is set. `None` if there is no limit.
    #[must_use]
    pub fn most(&self) -> Option<Number> {
        self.max.or((self.kind == FactKind::Percent).then_some(Number::ONE))
    }

    /// Whether a number has decimals although the fact takes only whole numbers.
    #[must_use]
    pub fn is_broken(&self, number: Number) -> bool {
        self.whole && matches!(self.kind, FactKind::Count(_)) && !number.0.is_integer()
    }
}

fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes it so")]
fn is_yes(whole: &bool) -> bool {
    *whole
}

impl Fact {
    /// Every answer it takes, if it is a yes/no question or a choice.
    #[must_use]
    pub fn answers(&self) -> Option<Vec<Answer>> {
        match &self.kind {
            FactKind::YesNo => Some(vec![Answer::YesNo(true), Answer::YesNo(false)]),
            FactKind::Choice(choices) => {
                Some(choices.iter().map(|choice| Answer::Choice(choice.id.as_str().into())).collect())
            }
            FactKind::Money | FactKind::Count(_) | FactKind::Percent | FactKind::Date | FactKind::List(_) => None,
        }
    }

    /// Whether it is a choice and `holds` is true of each of its answers.
    #[must_use]
    pub fn always(&self, holds: impl Fn(&str) -> bool) -> bool {
        matches!(&self.kind, FactKind::Choice(choices) if choices.iter().all(|choice| holds(&choice.id)))
    }
}

/// The kind of answer that a fact takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FactKind {
    /// An amount of money in the production's currency, in whole units (元), never negative.
    Money,
    /// A count; the text names the unit.
    Count(Text),
    /// A share: 0.85 or "85%".
    Percent,
    /// Yes or no.
    YesNo,
    /// One of a list.
    Choice(Vec<Choice>),
    /// A calendar date.
    Date,
    /// Any number of items, such as people or episodes. Each item answers the facts named here.
    List(Vec<FactId>),
}

/// One answer to a [`FactKind::Choice`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its id, as policies name it.
    pub id: String,
    /// Its name.
    pub label: Text,
}

/// A part of the production form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Topic {
    /// The work.
    Work,
    /// Activities in the place.
    Local,
    /// Release and income.
    Release,
    /// Awards and recognition.
    Recognition,
    /// The applicant.
    Applicant,
    /// Export.
    Export,
    /// Parks, bases and equipment.
    Base,
}
