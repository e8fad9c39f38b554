//! Checks whether a portfolio fits a library.

use super::{dangling, production};
use crate::data::near;
use crate::data::problem::{Location, NeededKind, Problem, ProblemKind};
use crate::data::tree::{Tree, Way};
use crate::model::fact::{Fact, FactKind};
use crate::model::id::FactId;
use crate::model::library::Library;
use crate::model::portfolio::{Draw, Portfolio, WhenGone};
use crate::model::record::Record;

/// The problems of a portfolio, with their positions in its file: unknown productions and questions, draws that a
/// question does not take, limits in the wrong order, and warnings about its own productions.
#[must_use]
pub fn portfolio(portfolio: &Portfolio, library: &Library, file: &str, text: &str) -> Vec<Problem> {
    let tree = Tree::whole(text);
    let at = |way: &[Way<'_>]| {
        let found = tree.record("").map(|record| tree.nearest(text, record, way));
        Location::at(file, text, found.map_or(0, |found| tree.start(found, true)))
    };
    let mut problems: Vec<Problem> = Vec::new();
    for (place, mix) in portfolio.mix.iter().enumerate() {
        if !library.productions.contains_key(&mix.production) {
            let way = [Way::Field("mix"), Way::Item(place), Way::Field("production")];
            problems.push(Problem::error(at(&way), dangling(Record::Production, &mix.production)));
        }
    }
    for applied in portfolio.applications.iter() {
        problems.extend(production(&applied.production, library, file, text));
    }
    for (place, made) in portfolio.made.iter().enumerate() {
        let way = |field| [Way::Field("made"), Way::Item(place), Way::Field(field)];
        problems.extend(made.base.iter().flat_map(|base| production(base, library, file, text)));
        if let Some(like) = made.like.as_ref().filter(|_| made.base.is_none())
            && !library.productions.contains_key(like)
        {
            problems.push(Problem::error(at(&way("like")), dangling(Record::Production, like)));
        }
        for (fact, draw) in &made.draw {
            let way = [Way::Field("made"), Way::Item(place), Way::Field("draw"), Way::Field(fact.as_str())];
            problems.extend(drawn(library, fact, draw).map(|what| Problem::error(at(&way), what)));
        }
    }
    if let WhenGone::ByScore(fact) = &portfolio.when_gone
        && !library.facts.contains_key(fact)
    {
        problems.push(Problem::error(at(&[Way::Field("when_gone")]), dangling(Record::Fact, fact.as_str())));
    }
    near::suggest(library, &mut problems);
    problems
}

fn drawn(library: &Library, id: &FactId, draw: &Draw) -> Option<ProblemKind> {
    let Some(fact) = library.facts.get(id) else { return Some(dangling(Record::Fact, id.as_str())) };
    if !draw.fits(&fact.kind) {
        return Some(misfit(fact, draw));
    }
    let ends = match draw {
        Draw::Between(from, to) | Draw::PartOf(_, from, to) => vec![(*from, *to)],
        Draw::Stretches(all) => all.iter().map(|one| (one.from, one.to)).collect(),
        Draw::Yes(_) | Draw::OneOf(_) => Vec::new(),
    };
    if let Some((from, to)) = ends.into_iter().find(|(from, to)| from > to) {
        return Some(ProblemKind::TooSmall { fact: id.to_string(), found: to.to_string(), min: from.to_string() });
    }
    match draw {
        Draw::PartOf(of, ..) if !library.facts.contains_key(of) => Some(dangling(Record::Fact, of.as_str())),
        Draw::Yes(share) if share.0 > rust_decimal::Decimal::ONE => {
            Some(ProblemKind::OutOfBounds { fact: id.to_string(), found: share.to_string(), max: "1".to_owned() })
        }
        _ => None,
    }
}

fn misfit(fact: &Fact, draw: &Draw) -> ProblemKind {
    if let (FactKind::Choice(choices), Draw::OneOf(all)) = (&fact.kind, draw) {
        let allowed: Vec<String> = choices.iter().map(|choice| choice.id.clone()).collect();
        let choice = all.keys().find(|id| !allowed.contains(id)).cloned().unwrap_or_default();
        return ProblemKind::NoSuchChoice { fact: fact.id.to_string(), choice, allowed };
    }
    let needed = match fact.kind {
        FactKind::YesNo => NeededKind::YesNo,
        FactKind::Choice(_) => NeededKind::Choice,
        FactKind::Date => NeededKind::Date,
        FactKind::List(_) => NeededKind::List,
        FactKind::Money | FactKind::Count(_) | FactKind::Percent => NeededKind::Number,
    };
    ProblemKind::WrongAnswer { fact: fact.id.to_string(), needed }
}
