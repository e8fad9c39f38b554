//! Sources without a citation, and links to unofficial copies.

use std::collections::BTreeSet;

use crate::data::problem::{Problem, ProblemKind};
use crate::data::texts::Texts;
use crate::model::amount::Amount;
use crate::model::condition::Condition;
use crate::model::id::SourceId;
use crate::model::library::Library;
use crate::model::policy::Policy;
use crate::model::record::Record;
use crate::model::source::Citation;
use crate::model::stacking::Relation;
use crate::model::walk::Node;

/// Checks all sources.
pub(super) fn sources(library: &Library, texts: &Texts, problems: &mut Vec<Problem>) {
    let cited = cited(library);
    for source in library.sources.values() {
        let at = |needle: &str| texts.locate(Record::Source, source.id.as_str(), needle);
        if !cited.contains(&source.id) {
            let quoted = format!("\"{}\"", source.id);
            problems.push(Problem::note(at(&quoted), ProblemKind::UnusedSource(source.id.to_string())));
        }
        if let Some(found) = &source.fingerprint
            && !is_fingerprint(found)
        {
            problems.push(Problem::warning(at("fingerprint"), ProblemKind::NotAFingerprint(found.clone())));
        }
        if let Some(url) = &source.url {
            if source.unofficial_copy {
                problems.push(Problem::warning(at("url"), ProblemKind::LinkToCopy(url.clone())));
            } else if !url.starts_with("https://") && !url.starts_with("http://") {
                problems.push(Problem::warning(at("url"), ProblemKind::NotALink(url.clone())));
            }
        }
    }
}

/// Whether a text is `sha256:` and 64 digits.
fn is_fingerprint(text: &str) -> bool {
    let digits = text.strip_prefix("sha256:").unwrap_or_default();
    digits.len() == 64 && digits.chars().all(|sign| matches!(sign, '0'..='9' | 'a'..='f'))
}

/// Every source that is cited in the library.
fn cited(library: &Library) -> BTreeSet<SourceId> {
    let mut all = BTreeSet::new();
    let mut add = |cites: &[Citation]| all.extend(cites.iter().map(|citation| citation.source.clone()));
    library.observations.values().for_each(|seen| add(&seen.cites));
    library.payments.values().for_each(|payment| add(&payment.cites));
    library.rates.values().for_each(|rate| add(&rate.cites));
    library.places.values().flat_map(|place| &place.remarks).for_each(|remark| add(&remark.cites));
    library.policies.values().for_each(|policy| of_policy(policy, &mut add));
    all
}

fn of_policy(policy: &Policy, add: &mut impl FnMut(&[Citation])) {
    add(&policy.sources);
    if let Some(pool) = &policy.pool {
        add(&pool.cites);
    }
    let payouts = policy.incentives.iter().filter_map(|incentive| incentive.payout.as_ref());
    payouts.chain(&policy.payout).for_each(|payout| add(&payout.cites));
    add(&policy.stacking.cites);
    policy.stacking.groups.iter().for_each(|group| add(&group.cites));
    for relation in &policy.stacking.relations {
        let (Relation::Requires { cites, .. } | Relation::Excludes { cites, .. }) = relation;
        add(cites);
    }
    if let Some(pool) = &policy.pool {
        pool.parts.iter().for_each(|part| add(&part.cites));
        pool.used.iter().for_each(|used| add(&used.cites));
    }
    let applications = policy.incentives.iter().filter_map(|incentive| incentive.application.as_ref());
    for application in applications.chain(&policy.application) {
        add(&application.cites);
        application.windows.iter().for_each(|window| add(&window.cites));
    }
    policy.precedents.iter().for_each(|earlier| add(&earlier.cites));
    for gate in &policy.gates {
        add(&gate.cites);
        gate.cases.iter().for_each(|class| add(&class.cites));
    }
    policy.examples.iter().for_each(|example| add(&example.cites));
    let mut inside = |node: Node<'_>| match node {
        Node::Amount(Amount::Dated(versions)) => versions.iter().for_each(|version| add(&version.cites)),
        Node::Amount(Amount::Contested(readings)) => readings.iter().for_each(|reading| add(&reading.cites)),
        Node::Condition(Condition::Contested(readings)) => readings.iter().for_each(|reading| add(&reading.cites)),
        Node::Condition(Condition::Unclear { cites, .. }) => add(cites),
        _ => {}
    };
    policy.lines.iter().for_each(|line| line.amount.walk(&mut inside));
    policy.incentives.iter().for_each(|incentive| incentive.walk(&mut inside));
    policy.gates.iter().flat_map(|gate| &gate.cases).for_each(|class| class.when.walk(&mut inside));
    policy.lines.iter().for_each(|line| add(&line.cites));
    policy.incentives.iter().for_each(|incentive| add(&incentive.cites));
}
