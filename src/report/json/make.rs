//! Makes the JSON answer from assessments.

use super::published::{chances, payments};
use super::{
    Answer, ApplicationAnswer, CashAnswer, CitationAnswer, CombinationAnswer, FORMAT, GateAnswer, IncentiveAnswer,
    InstalmentAnswer, Interval, LeftAnswer, LineAnswer, PlaceAnswer, QuestionAnswer, ReachedAnswer, Reason,
    ReductionAnswer, RuleAnswer, SourceRecord, StepAnswer, TakenAnswer, TriedAnswer, WindowAnswer,
};
use crate::model::application::{Application, Window, WindowState};
use crate::model::id::{FactId, SourceId};
use crate::model::library::Library;
use crate::model::source::Citation;
use crate::model::text::Language;
use crate::report::references::link;
use crate::report::{Brief, counted};
use crate::rules::assess::Assessment;
use crate::rules::cash::Cash;
use crate::rules::context::Context;
use crate::rules::fraction::Fraction;
use crate::rules::gate::Passage;
use crate::rules::outcome::{Award, Outcome, Unpriced};
use crate::rules::stack::{Blocker, Combination, Reduction};
use crate::rules::step;
use crate::rules::value::Range;
use crate::study::evidence::{Evidence, second_hand};
use crate::study::lines::{Aside, aside};
use crate::study::open::{Effect, effects};
use crate::study::paid::{odds, record};
use crate::words::Words;
use crate::words::explain::Telling;
use crate::words::names::locator;

/// Calculates the answer.
#[must_use]
pub fn answer(brief: &Brief<'_>, words: &Words) -> Answer {
    counted(brief, |brief, fingerprint| make(brief, words, fingerprint()))
}

fn make(brief: &Brief<'_>, words: &Words, fingerprint: String) -> Answer {
    let Brief { library, production, day, errors, .. } = *brief;
    let telling = Telling { words, library, currency: production.currency };
    let mut maker = Maker { telling, cited: Vec::new() };
    let context = Context::new(library, production, day);
    let places = brief.assessments().iter().map(|one| maker.place(&context, one)).collect();
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
        library: fingerprint,
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
    fn place(&mut self, context: &Context<'_>, one: &Assessment) -> PlaceAnswer {
        let Telling { words, library, .. } = self.telling;
        let question = |effect: Effect| {
            let fact = library.facts.get(&effect.fact);
            let tried = effect.answers.into_iter().map(|(answer, floor, ceiling)| TriedAnswer {
                answer,
                floor: exact(floor),
                ceiling: ceiling.map(exact),
            });
            QuestionAnswer {
                question: fact.map_or_else(String::new, |fact| words.text(&fact.question).to_owned()),
                weight: effect.weight.map(exact),
                answers: tried.collect(),
                narrows: effect.narrows.map(exact),
                fact: effect.fact,
            }
        };
        PlaceAnswer {
            place: one.place.clone(),
            name: words.place(library, &one.place),
            floor: exact(one.floor),
            ceiling: one.ceiling.map(exact),
            settled: exact(one.settled),
            unpriced: one.unpriced,
            within: one.within.map(exact),
            second_hand: second_hand(library, one).map(exact),
            gates: one.gates.iter().filter_map(|passage| self.gate(passage)).collect(),
            incentives: one.awards.iter().filter_map(|award| self.incentive(award, one.day)).collect(),
            reductions: one.reductions.iter().map(|reduction| self.reduction(reduction)).collect(),
            certain: self.combination(one, &one.certain),
            possible: self.combination(one, &one.possible),
            reached: reached(one),
            questions: effects(context, one).into_iter().map(question).collect(),
            step: self.step(&one.explained()),
            lines: aside(context, &one.place)
                .into_iter()
                .map(|Aside { policy, line, step }| LineAnswer { policy, line, step: self.step(&step) })
                .collect(),
        }
    }

    fn incentive(&mut self, award: &Award, day: jiff::civil::Date) -> Option<IncentiveAnswer> {
        let Telling { words, library, .. } = self.telling;
        let policy = library.policies.get(&award.policy)?;
        let incentive = policy.incentive(&award.incentive)?;
        let known = match award.outcome {
            Outcome::Paid { .. } | Outcome::NeedsAnswer { .. } | Outcome::NotEligible(_) => true,
            Outcome::NotCalculable(why) => matches!(why, Unpriced::NotInForce(_)),
            Outcome::Conflict { .. } => true,
        };
        Some(IncentiveAnswer {
            policy: award.policy.clone(),
            policy_title: words.text(&policy.title).to_owned(),
            incentive: award.incentive.clone(),
            name: words.text(&incentive.name).to_owned(),
            kind: incentive.kind,
            basis: award.basis,
            status: policy.status_of(incentive, day),
            evidence: Evidence::of(library, policy, incentive),
            application: application(words, policy.application_of(incentive), day),
            paid_when: words.paid_when(policy.payout_of(incentive)),
            paid: record(library, &award.policy, Some(&award.incentive)).map(payments),
            odds: odds(library, &award.policy).map(chances),
            outcome: outcome(&award.outcome),
            verdict: self.telling.verdict(award),
            floor: known.then(|| exact(award.outcome.floor())),
            ceiling: award.outcome.ceiling().filter(|_| known).map(exact),
            reason: self.reason(award),
            cash: award.cash.as_ref().map(|cash| self.cash(cash)),
            citations: self.cite(&incentive.cites),
            step: self.step(&award.step),
        })
    }

    fn gate(&mut self, passage: &Passage) -> Option<GateAnswer> {
        let Telling { words, library, .. } = self.telling;
        let (label, text) = words.passage(library, passage)?;
        Some(GateAnswer {
            policy: passage.policy.clone(),
            label,
            text,
            classes: passage.classes.iter().map(|at| at + 1).collect(),
            has_paper: passage.has_paper,
            missing: passage.missing.clone(),
            citations: self.cite(passage.step.cites()),
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

    fn combination(&mut self, one: &Assessment, combination: &Combination) -> CombinationAnswer {
        let taken = combination.taken.iter().filter_map(|(at, amount)| {
            let award = one.awards.get(*at)?;
            let (policy, incentive) = (award.policy.clone(), award.incentive.clone());
            Some(TakenAnswer { policy, incentive, amount: amount.map(exact) })
        });
        let left = combination.left.iter().filter_map(|left| {
            let award = one.awards.get(left.award)?;
            let code = match &left.because {
                Blocker::Excluded { .. } => "Excluded",
                Blocker::Needs { .. } => "Needs",
                Blocker::Capped { .. } => "Capped",
            };
            Some(LeftAnswer {
                policy: award.policy.clone(),
                incentive: award.incentive.clone(),
                code,
                text: self.telling.left(one, left),
                alone: left.alone.map(exact),
                instead: left.instead.map(exact),
                citations: self.cite(left.because.cites()),
            })
        });
        let left = left.collect();
        CombinationAnswer { total: combination.total.map(exact), taken: taken.collect(), left }
    }

    fn cash(&mut self, cash: &Cash) -> CashAnswer {
        let part = |(after_months, amount): &(crate::model::number::Number, Range)| InstalmentAnswer {
            after_months: after_months.to_string(),
            amount: interval(*amount),
        };
        CashAnswer {
            net: interval(cash.net),
            instalments: cash.instalments.iter().map(part).collect(),
            present: cash.present.map(interval),
            step: self.step(&cash.step),
        }
    }

    fn reduction(&mut self, reduction: &Reduction) -> ReductionAnswer {
        let rule = match &reduction.step.what {
            step::StepKind::Group(_, rule) | step::StepKind::Policy(_, rule) => **rule,
            _ => step::Rule::Unknown,
        };
        let rule = match rule {
            step::Rule::Unknown => RuleAnswer::Unknown,
            step::Rule::Sum => RuleAnswer::Sum,
            step::Rule::Highest => RuleAnswer::Highest,
            step::Rule::SumUpTo(cap) => RuleAnswer::SumUpTo(interval(cap)),
            step::Rule::AtMost(cap) => RuleAnswer::AtMost(interval(cap)),
        };
        ReductionAnswer {
            rule,
            label: self.telling.say(&reduction.step).label,
            before: interval(reduction.before),
            after: interval(reduction.after),
            citations: self.cite(reduction.step.cites()),
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
            currency: match step.unit() {
                step::Unit::MoneyIn(currency) => Some(currency.code().to_owned()),
                _ => None,
            },
            holds,
            note: said.note,
            decisive: said.decisive,
            citations: self.cite(step.cites()),
            parts: step.parts.iter().map(|part| self.step(part)).collect(),
        }
    }

    fn cite(&mut self, cites: &[Citation]) -> Vec<CitationAnswer> {
        self.cited.extend(cites.iter().map(|cite| cite.source.clone()));
        let language = self.telling.words.language;
        let answer = |cite: &Citation| CitationAnswer {
            source: cite.source.clone(),
            at: locator(language, &cite.at).to_owned(),
            quote: cite.quote.clone(),
        };
        cites.iter().map(answer).collect()
    }
}

fn application(words: &Words, application: Option<&Application>, day: jiff::civil::Date) -> ApplicationAnswer {
    let none = Application::default();
    let stated = application.unwrap_or(&none);
    let text = |text: &crate::model::text::Text| words.text(text).to_owned();
    let window = |window: &Window| WindowAnswer {
        from: window.from,
        to: window.to,
        round: window.round.as_ref().map(text),
        open: window.state_on(day) == WindowState::Open,
    };
    ApplicationAnswer {
        when: words.apply_when(application, day),
        windows: stated.windows.iter().map(window).collect(),
        intake: stated.intake,
        at: stated.at.as_ref().map(text),
        papers: stated.papers.iter().map(text).collect(),
        decided_by: stated.decided_by.as_ref().map(text),
        decided_in_days: stated.decided_in_days.map(|days| days.to_string()),
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
        read_on: source.read_on,
        reach: source.reach,
        link: link(source).map(str::to_owned),
    })
}

fn exact(amount: Fraction) -> String {
    amount.to_string()
}

fn reached(one: &Assessment) -> ReachedAnswer {
    let Some(reached) = one.reached() else { return ReachedAnswer { complete: true, ..ReachedAnswer::default() } };
    ReachedAnswer {
        floor: reached.floor.iter().cloned().collect(),
        ceiling: reached.ceiling.iter().cloned().collect(),
        complete: !reached.truncated,
    }
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
        Outcome::Conflict { .. } => "Conflict",
    }
}

fn code(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Paid { .. } => "Calculated",
        Outcome::NotEligible(_) => "ConditionsFailed",
        Outcome::NeedsAnswer { .. } => "AnswersMissing",
        Outcome::NotCalculable(Unpriced::InKind) => "InKind",
        Outcome::NotCalculable(Unpriced::CaseByCase) => "CaseByCase",
        Outcome::NotCalculable(Unpriced::NotPublished) => "NotPublished",
        Outcome::NotCalculable(Unpriced::NotInForce(_)) => "NotInForce",
        Outcome::NotCalculable(Unpriced::OtherCurrency) => "OtherCurrency",
        Outcome::NotCalculable(Unpriced::TooLarge) => "TooLarge",
        Outcome::Conflict { .. } => "SourcesConflict",
    }
}

fn unit_name(unit: step::Unit) -> &'static str {
    match unit {
        step::Unit::Money | step::Unit::MoneyIn(_) => "Money",
        step::Unit::Share => "Share",
        step::Unit::Count => "Count",
    }
}

fn fact(what: &step::StepKind) -> Option<&FactId> {
    use step::StepKind;
    match what {
        StepKind::Answered(fact, _)
        | StepKind::Missing(fact)
        | StepKind::Choice { fact, .. }
        | StepKind::Yes(fact)
        | StepKind::OneOf(fact, _)
        | StepKind::OnOrAfter(fact, _)
        | StepKind::OnOrBefore(fact, _)
        | StepKind::Claimant(fact)
        | StepKind::ForEach(fact) => Some(fact),
        _ => None,
    }
}

fn kind(what: &step::StepKind) -> &'static str {
    what.into()
}
