//! Checks the form of ids: no spaces, no capitals, no invisible characters, nothing that could
//! lead out of a folder.

use std::fmt::Display;

use super::super::problem::{Problem, ProblemKind};
use super::super::texts::Texts;
use crate::model::fact::FactKind;
use crate::model::id::{self, PolicyId};
use crate::model::library::Library;
use crate::model::policy::Policy;
use crate::model::record::Record;

/// Removes every record whose id, or an id inside it, is invalid.
pub(super) fn check(library: &mut Library, texts: &Texts, problems: &mut Vec<Problem>) {
    let mut finder = Finder { texts, problems };
    library.places.retain(|id, _| finder.own(Record::Place, id));
    library.sources.retain(|id, _| finder.own(Record::Source, id));
    library.indicators.retain(|id, _| finder.own(Record::Indicator, id));
    library.observations.retain(|id, _| finder.own(Record::Observation, id));
    library.rates.retain(|id, _| finder.own(Record::Rate, id));
    library.bands.retain(|id, _| finder.own(Record::Band, id));
    library.judgements.retain(|id, _| finder.own(Record::Judgement, id));
    library.payments.retain(|id, _| finder.own(Record::Payment, id));
    library.facts.retain(|id, fact| {
        let choices: &[crate::model::fact::Choice] = match &fact.kind {
            FactKind::Choice(choices) => choices,
            _ => &[],
        };
        let own = finder.own(Record::Fact, id);
        choices.iter().fold(own, |fine, choice| finder.part(Record::Fact, id, Record::Fact, &choice.id) && fine)
    });
    library.policies.retain(|id, policy| finder.policy(id, policy));
}

struct Finder<'a> {
    texts: &'a Texts,
    problems: &'a mut Vec<Problem>,
}

impl Finder<'_> {
    fn own(&mut self, record: Record, id: &impl Display) -> bool {
        let id = id.to_string();
        self.part(record, &id, record, &id)
    }

    /// Whether an id in a record is valid; reports it if it is not.
    fn part(&mut self, record: Record, of: &impl Display, kind: Record, id: &str) -> bool {
        let unfit = match kind {
            Record::Example | Record::Observation => id::unfit_as_number(id),
            _ => id::unfit(id),
        };
        let Some(sign) = unfit else { return true };
        let at = self.texts.locate_id(record, &of.to_string(), id);
        self.problems.push(Problem::error(at, ProblemKind::BadId { record: kind, id: id.to_owned(), sign }));
        false
    }

    fn policy(&mut self, id: &PolicyId, policy: &Policy) -> bool {
        let incentives = policy.incentives.iter().map(|one| (Record::Incentive, one.id.as_str()));
        let lines = policy.lines.iter().map(|one| (Record::Line, one.id.as_str()));
        let examples = policy.examples.iter().map(|one| (Record::Example, one.id.as_str()));
        let own = self.own(Record::Policy, id);
        let parts = incentives.chain(lines).chain(examples);
        parts.fold(own, |fine, (kind, part)| self.part(Record::Policy, id, kind, part) && fine)
    }
}
