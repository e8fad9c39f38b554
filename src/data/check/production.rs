//! Checks whether the answers of a production fit their questions.

use super::dangling;
use crate::data::near;
use crate::data::problem::{Location, NeededKind, Problem, ProblemKind};
use crate::data::tree::{Tree, Way};
use crate::model::fact::{Fact, FactKind};
use crate::model::id::FactId;
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::production::{Answer, Granted, Production};
use crate::model::record::Record;

/// The warnings of a production, with their positions in its file. Nothing is removed: an answer that does not fit
/// its fact stays in the file and is ignored by the rules. An answer below the minimum of its fact counts as it is.
#[must_use]
pub fn production(production: &Production, library: &Library, file: &str, text: &str) -> Vec<Problem> {
    let tree = Tree::whole(text);
    let mut problems = odd_answers(production, library, file, text, &tree, &[]);
    near::suggest(library, &mut problems);
    problems
}

/// The same for a production inside another file.
pub(super) fn odd_answers(
    production: &Production,
    library: &Library,
    file: &str,
    text: &str,
    tree: &Tree,
    inside: &[Way<'_>],
) -> Vec<Problem> {
    let at = |id: &str| {
        let quoted = text.find(&format!("\"{id}\""));
        Location::at(file, text, quoted.or_else(|| text.find(id)).unwrap_or(0))
    };
    let everywhere = production.answers.iter().map(|one| (vec![Way::Field("answers")], one));
    let local = production.local.iter().flat_map(|(place, answers)| {
        let way = vec![Way::Field("local"), Way::Field(place.as_str())];
        answers.iter().map(move |one| (way.clone(), one))
    });
    let mut problems: Vec<Problem> = Vec::new();
    let mut check = |way: Vec<Way<'_>>, id: &FactId, given: &Answer| {
        let way = [inside, &way].concat();
        let written = tree.record("").and_then(|record| tree.find(text, record, &way));
        let at = || match written {
            Some(written) => Location::at(file, text, tree.start(written, true)),
            None => at(id.as_str()),
        };
        let Some(fact) = library.facts.get(id) else {
            problems.push(Problem::warning(at(), dangling(Record::Fact, id.as_str())));
            return;
        };
        let share = written.and_then(|written| share_of(fact, tree.word(text, written)));
        problems.extend(share.or(answer(library, fact, given).err()).map(|what| Problem::error(at(), what)));
    };
    for (mut way, (id, given)) in everywhere.chain(local) {
        way.push(Way::Field(id.as_str()));
        check(way, id, given);
    }
    for (at, variant) in production.variants.iter().enumerate() {
        for (number, change) in variant.changes.iter().enumerate() {
            let way = |field| {
                vec![Way::Field("variants"), Way::Item(at), Way::Field("changes"), Way::Item(number), Way::Field(field)]
            };
            if let Some(to) = &change.to {
                check(way("to"), &change.fact, to);
            }
        }
    }
    for (at, one) in production.change_costs.iter().enumerate() {
        for (fact, to) in &one.changes {
            let way = [Way::Field("change_costs"), Way::Item(at), Way::Field("changes"), Way::Field(fact.as_str())];
            check(way.to_vec(), fact, to);
        }
    }
    let changed = production.variants.iter().flat_map(|variant| &variant.changes);
    for place in production
        .local
        .keys()
        .chain(production.change_costs.iter().map(|one| &one.place))
        .chain(&production.places)
        .chain(&production.marks)
        .chain(changed.filter_map(|change| change.place.as_ref()))
    {
        if !library.places.contains_key(place) {
            let what = dangling(Record::Place, place.as_str());
            problems.push(Problem::error(at(place.as_str()), what));
        }
    }
    for (number, chance) in production.chances.iter().enumerate() {
        let way = |field| [Way::Field("chances"), Way::Item(number), Way::Field(field)];
        let at = |field| {
            let way = [inside, &way(field)].concat();
            let found = tree.record("").map(|record| tree.nearest(text, record, &way));
            Location::at(file, text, found.map_or(0, |found| tree.start(found, true)))
        };
        if chance.share < Number::ZERO {
            problems.push(Problem::error(at("share"), ProblemKind::Negative(chance.share.to_string())));
        } else if chance.share > Number::ONE {
            problems.push(Problem::error(at("share"), ProblemKind::RateAboveOne(chance.share.to_string())));
        }
        if let Granted::Award(member) = &chance.of {
            let known = member.as_str().split_once('/').is_some_and(|(policy, incentive)| {
                library.policies.get(&policy.into()).is_some_and(|policy| policy.incentive(&incentive.into()).is_some())
            });
            if !known {
                problems.push(Problem::warning(at("of"), dangling(Record::Incentive, member.as_str())));
            }
        }
    }
    for (number, one) in production.change_costs.iter().enumerate().filter(|(_, one)| one.cost < Number::ZERO) {
        let way = [inside, &[Way::Field("change_costs"), Way::Item(number), Way::Field("cost")]].concat();
        let found = tree.record("").map(|record| tree.nearest(text, record, &way));
        let at = Location::at(file, text, found.map_or(0, |found| tree.start(found, true)));
        problems.push(Problem::error(at, ProblemKind::Negative(one.cost.to_string())));
    }
    for (number, curve) in production.curves.iter().enumerate() {
        let at = |field| {
            let way = [inside, &[Way::Field("curves"), Way::Item(number), Way::Field(field)]].concat();
            let found = tree.record("").map(|record| tree.nearest(text, record, &way));
            Location::at(file, text, found.map_or(0, |found| tree.start(found, true)))
        };
        let Some(fact) = library.facts.get(&curve.over) else {
            problems.push(Problem::warning(at("over"), dangling(Record::Fact, curve.over.as_str())));
            continue;
        };
        if !matches!(fact.kind, FactKind::Money | FactKind::Count(_) | FactKind::Percent) {
            let what = ProblemKind::WrongKind { fact: fact.id.to_string(), needed: NeededKind::Number };
            problems.push(Problem::error(at("over"), what));
            continue;
        }
        for (field, end) in [("from", curve.from), ("to", curve.to)] {
            // An axis may begin below the minimum.
            let fits = answer(library, fact, &Answer::Number(end)).err();
            let fits = fits.filter(|what| matches!(what, ProblemKind::Negative(_) | ProblemKind::OutOfBounds { .. }));
            problems.extend(fits.map(|what| Problem::error(at(field), what)));
        }
        if curve.from >= curve.to {
            let what = ProblemKind::MostBelowLeast { least: curve.from.to_string(), most: curve.to.to_string() };
            problems.push(Problem::error(at("to"), what));
        }
    }
    problems
}

/// Checks whether an answer fits its fact.
///
/// # Errors
/// Returns the reason that it does not.
pub fn answer(library: &Library, fact: &Fact, answer: &Answer) -> Result<(), ProblemKind> {
    let wrong = |needed| Err(ProblemKind::WrongAnswer { fact: fact.id.to_string(), needed });
    match (&fact.kind, answer) {
        (FactKind::Money | FactKind::Count(_) | FactKind::Percent, Answer::Number(number)) => {
            if number.0.is_sign_negative() && !number.0.is_zero() {
                return Err(ProblemKind::Negative(number.to_string()));
            }
            if fact.is_broken(*number) {
                return Err(ProblemKind::BrokenCount { fact: fact.id.to_string(), found: number.to_string() });
            }
            match fact.most() {
                Some(max) if *number > max => Err(ProblemKind::OutOfBounds {
                    fact: fact.id.to_string(),
                    found: number.to_string(),
                    max: max.to_string(),
                }),
                _ => match fact.min {
                    Some(min) if *number < min => Err(ProblemKind::TooSmall {
                        fact: fact.id.to_string(),
                        found: number.to_string(),
                        min: min.to_string(),
                    }),
                    _ => Ok(()),
                },
            }
        }
        (FactKind::YesNo, Answer::YesNo(_)) | (FactKind::Date, Answer::Date(_)) => Ok(()),
        (FactKind::Choice(choices), Answer::Choice(id)) => {
            if choices.iter().any(|choice| *choice.id == **id) {
                return Ok(());
            }
            Err(ProblemKind::NoSuchChoice {
                fact: fact.id.to_string(),
                choice: id.to_string(),
                allowed: choices.iter().map(|choice| choice.id.clone()).collect(),
            })
        }
        (FactKind::Money | FactKind::Count(_) | FactKind::Percent, _) => wrong(NeededKind::Number),
        (FactKind::YesNo, _) => wrong(NeededKind::YesNo),
        (FactKind::Choice(_), _) => wrong(NeededKind::Choice),
        (FactKind::Date, _) => wrong(NeededKind::Date),
        (FactKind::List(fields), Answer::Items(items)) => {
            for (id, given) in items.iter().flat_map(|item| item.iter()) {
                let Some(field) = fields.iter().find(|field| *field == id).and_then(|id| library.facts.get(id)) else {
                    let allowed = fields.iter().map(ToString::to_string).collect();
                    return Err(ProblemKind::NoSuchField { fact: fact.id.to_string(), field: id.to_string(), allowed });
                };
                self::answer(library, field, given)?;
            }
            Ok(())
        }
        (FactKind::List(_), _) => wrong(NeededKind::List),
    }
}

/// The problem of an answer written as a share where the question is not for a share.
pub(super) fn share_of(fact: &Fact, written: &str) -> Option<ProblemKind> {
    let other = matches!(fact.kind, FactKind::Money | FactKind::Count(_));
    let is_share = written.trim_end_matches('"').trim_end().ends_with(['%', '％']);
    (other && is_share).then(|| ProblemKind::PercentOf { fact: fact.id.to_string(), found: written.to_owned() })
}
