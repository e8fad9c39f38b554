//! Makes the answer from assessments.

use super::{
    Answer, CitationAnswer, FORMAT, IncentiveAnswer, Interval, PlaceAnswer, QuestionAnswer, Reason, ReductionAnswer,
    SourceRecord, StepAnswer,
};
use crate::model::id::{FactId, SourceId};
use crate::model::library::Library;
use crate::model::policy::StackingRule;
use crate::model::source::Citation;
use crate::model::text::Language;
use crate::report::Brief;
use crate::report::fingerprint::fingerprint;
use crate::report::references::{link, locator};
use crate::rules::assess::{Assessment, assess};
use crate::rules::outcome::{Award, Outcome, Why};
use crate::rules::stack::Reduction;
use crate::rules::step;
use crate::rules::value::Range;
use crate::words::Words;
use crate::words::explain::Telling;

/// Works the answer out.
#[must_use]
pub fn answer(brief: &Brief<'_>, words: &Words) -> Answer {
    let Brief { library, production, places, day, errors, .. } = *brief;
    let telling = Telling { words, library, currency: production.currency };
    let mut maker = Maker { telling, cited: Vec::new() };
    let places = places.iter().map(|place| maker.place(&assess(library, production, place, day))).collect();
    maker.cited.sort();
    maker.cited.dedup();
    Answer {
        format: FORMAT,
        program: concat!("Backlot ", env!("CARGO_PKG_VERSION")),
        language: match words.language {
            Language::Chinese => "zh",
            Language::English => "en",
        },
        day: day.to_string(),
        currency: production.currency.code().to_owned(),
        production: production.name.clone(),
        library: fingerprint(library),
        errors,
        places,
        sources: maker.cited.iter().filter_map(|id| source(words, library, id)).collect(),
    }
}

struct Maker<'a> {
    telling: Telling<'a>,
    cited: Vec<SourceId>,
}

impl Maker<'_> {
    fn place(&mut self, one: &Assessment) -> PlaceAnswer {
        let Telling { words, library, .. } = self.telling;
        let question = |question: &crate::rules::assess::Question| {
            let fact = library.facts.get(&question.fact);
            QuestionAnswer {
                fact: question.fact.clone(),
                question: fact.map_or_else(String::new, |fact| words.text(&fact.question).to_owned()),
                weight: question.weight.map(exact),
            }
        };
        PlaceAnswer {
            place: one.place.clone(),
            name: words.place(library, &one.place),
            floor: exact(one.floor),
            ceiling: one.ceiling.map(exact),
            settled: exact(one.settled),
            unpriced: one.unpriced,
            incentives: one.awards.iter().filter_map(|award| self.incentive(award, one.day)).collect(),
            reductions: one.reductions.iter().map(|reduction| self.reduction(reduction)).collect(),
            questions: one.questions.iter().map(question).collect(),
            step: self.step(&one.step),
        }
    }

    fn incentive(&mut self, award: &Award, day: jiff::civil::Date) -> Option<IncentiveAnswer> {
        let Telling { words, library, .. } = self.telling;
        let policy = library.policies.get(&award.policy)?;
        let incentive = policy.incentive(&award.incentive)?;
        let known = match award.outcome {
            Outcome::Paid { .. } | Outcome::NeedsAnswer { .. } | Outcome::NotEligible(_) => true,
            Outcome::NotCalculable(why) => matches!(why, Why::NotInForce(_)),
            Outcome::Conflict(_) => false,
        };
        Some(IncentiveAnswer {
            policy: award.policy.clone(),
            policy_title: words.text(&policy.title).to_owned(),
            incentive: award.incentive.clone(),
            name: words.text(&incentive.name).to_owned(),
            kind: incentive.kind,
            basis: award.basis,
            status: policy.status_on(day),
            outcome: outcome(&award.outcome),
            verdict: self.telling.verdict(award),
            floor: known.then(|| exact(award.outcome.floor())),
            ceiling: award.outcome.ceiling().filter(|_| known).map(exact),
            reason: self.reason(award),
            citations: self.cite(&incentive.cites),
            step: self.step(&award.step),
        })
    }

    fn reason(&self, award: &Award) -> Reason {
        let (failed, missing) = match &award.outcome {
            Outcome::NotEligible(steps) => (steps.iter().map(|step| self.telling.failed(step)).collect(), vec![]),
            Outcome::NeedsAnswer { facts, .. } => (vec![], facts.clone()),
            _ => (vec![], vec![]),
        };
        Reason { code: code(&award.outcome), text: self.telling.reason(award), failed, missing }
    }

    fn reduction(&mut self, reduction: &Reduction) -> ReductionAnswer {
        let rule = match &reduction.step.what {
            step::What::Group(_, rule) | step::What::Policy(_, rule) => *rule,
            _ => StackingRule::Unknown,
        };
        ReductionAnswer {
            rule,
            label: self.telling.say(&reduction.step).label,
            before: interval(reduction.before),
            after: interval(reduction.after),
            citations: self.cite(&reduction.step.cites),
        }
    }

    fn step(&mut self, step: &step::Step) -> StepAnswer {
        let said = self.telling.say(step);
        let (amount, unit, holds) = match step.value {
            step::Value::Amount(range, unit) => (Some(interval(range)), Some(unit_name(unit)), None),
            step::Value::Holds(truth) => (None, None, Some(truth)),
            step::Value::Said => (None, None, None),
        };
        StepAnswer {
            kind: kind(&step.what),
            fact: fact(&step.what).cloned(),
            label: said.label,
            value: said.value,
            amount,
            unit,
            holds,
            note: said.note,
            decisive: said.decisive,
            citations: self.cite(&step.cites),
            parts: step.parts.iter().map(|part| self.step(part)).collect(),
        }
    }

    fn cite(&mut self, cites: &[Citation]) -> Vec<CitationAnswer> {
        self.cited.extend(cites.iter().map(|cite| cite.source.clone()));
        let language = self.telling.words.language;
        let answer = |cite: &Citation| CitationAnswer {
            source: cite.source.clone(),
            at: locator(language, &cite.at).to_owned(),
        };
        cites.iter().map(answer).collect()
    }
}

fn source(words: &Words, library: &Library, id: &SourceId) -> Option<SourceRecord> {
    let source = library.sources.get(id)?;
    Some(SourceRecord {
        source: id.clone(),
        title: words.text(&source.title).to_owned(),
        publisher: words.text(&source.publisher).to_owned(),
        date: source.date,
        grade: source.grade,
        checked_on: source.checked_on,
        link: link(source).map(str::to_owned),
    })
}

fn exact(amount: rust_decimal::Decimal) -> String {
    amount.normalize().to_string()
}

fn interval(range: Range) -> Interval {
    Interval { low: exact(range.low), high: range.high.map(exact) }
}

fn outcome(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Paid { .. } => "Paid",
        Outcome::NotEligible(_) => "NotEligible",
        Outcome::NeedsAnswer { .. } => "NeedsAnswer",
        Outcome::NotCalculable(_) => "NotCalculable",
        Outcome::Conflict(_) => "Conflict",
    }
}

fn code(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Paid { .. } => "Calculated",
        Outcome::NotEligible(_) => "ConditionsFailed",
        Outcome::NeedsAnswer { .. } => "AnswersMissing",
        Outcome::NotCalculable(Why::InKind) => "InKind",
        Outcome::NotCalculable(Why::CaseByCase) => "CaseByCase",
        Outcome::NotCalculable(Why::NotPublished) => "NotPublished",
        Outcome::NotCalculable(Why::NotInForce(_)) => "NotInForce",
        Outcome::NotCalculable(Why::OtherCurrency) => "OtherCurrency",
        Outcome::NotCalculable(Why::TooLarge) => "TooLarge",
        Outcome::Conflict(_) => "SourcesConflict",
    }
}

fn unit_name(unit: step::Unit) -> &'static str {
    match unit {
        step::Unit::Money => "Money",
        step::Unit::Share => "Share",
        step::Unit::Count => "Count",
    }
}

fn fact(what: &step::What) -> Option<&FactId> {
    use step::What;
    match what {
        What::Answered(fact, _)
        | What::Missing(fact)
        | What::Choice { fact, .. }
        | What::Yes(fact)
        | What::OneOf(fact, _)
        | What::OnOrAfter(fact, _)
        | What::OnOrBefore(fact, _)
        | What::Claimant(fact) => Some(fact),
        _ => None,
    }
}

fn kind(what: &step::What) -> &'static str {
    use step::What;
    match what {
        What::Fixed => "Fixed",
        What::Answered(..) => "Answered",
        What::Missing(_) => "Missing",
        What::Line(..) => "Line",
        What::Share(_) => "Share",
        What::Sum => "Sum",
        What::Difference => "Difference",
        What::Product => "Product",
        What::Lesser(_) => "Lesser",
        What::Greater(_) => "Greater",
        What::Cap(_) => "Cap",
        What::Floor(_) => "Floor",
        What::Slices(_) => "Slices",
        What::Tier { .. } => "Tier",
        What::Choice { .. } => "Choice",
        What::PerUnit(..) => "PerUnit",
        What::If(_) => "If",
        What::All => "All",
        What::Any => "Any",
        What::Not => "Not",
        What::Yes(_) => "Yes",
        What::OneOf(..) => "OneOf",
        What::Compare { .. } => "Compare",
        What::OnOrAfter(..) => "OnOrAfter",
        What::OnOrBefore(..) => "OnOrBefore",
        What::Claimant(_) => "Claimant",
        What::InForce(_) => "InForce",
        What::Discretion(_) => "Discretion",
        What::Unconfirmed => "Unconfirmed",
        What::Incentive(..) => "Incentive",
        What::Group(..) => "Group",
        What::Policy(..) => "Policy",
        What::Place(_) => "Place",
    }
}
