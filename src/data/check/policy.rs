//! Checks one policy: its references, stacking, payout and examples.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::super::problem::{Location, NeededKind, Problem, ProblemKind};
use super::super::tree::Way::{self, Field, Item};
use super::Finder;
use crate::model::amount::Amount;
use crate::model::application::Application;
use crate::model::date::PartialDate;
use crate::model::example::Example;
use crate::model::gate::Gate;
use crate::model::id::{IncentiveId, PolicyId};
use crate::model::number::Number;
use crate::model::payout::Payout;
use crate::model::policy::{DatedBy, Policy};
use crate::model::record::Record;
use crate::model::stacking::{Member, StackingRule};
use crate::model::unit::{Clash, Units};
use crate::model::walk::Node;

impl Finder<'_> {
    pub(super) fn policy(&mut self, policy: &Policy) {
        self.place(&policy.place);
        self.citations(&policy.sources);
        if policy.sources.is_empty() {
            self.warn("sources", ProblemKind::NoSource(policy.id.to_string()));
        }
        for (field, text) in [("title", &policy.title), ("issuer", &policy.issuer)] {
            if text.zh.trim().is_empty() && text.en.trim().is_empty() {
                self.error_at(&[Field(field)], ProblemKind::NoWords(field.to_owned()));
            }
        }
        self.succession(policy);
        self.units(policy);
        if let Some(pool) = &policy.pool {
            self.citations(&pool.cites);
            pool.parts.iter().for_each(|part| self.citations(&part.cites));
            pool.used.iter().for_each(|used| self.citations(&used.cites));
        }
        if let Some(application) = &policy.application {
            self.application(application);
        }
        for earlier in &policy.precedents {
            self.citations(&earlier.cites);
            if let (Some(applied), Some(granted)) = (earlier.applied, earlier.granted)
                && granted > applied
            {
                let (granted, applied) = (granted.to_string(), applied.to_string());
                self.error("precedents", ProblemKind::MoreThanApplied { granted, applied });
            }
        }
        policy.gates.iter().for_each(|gate| self.gate(policy, gate));
        if let DatedBy::Fact(fact) = &policy.dated_by {
            self.fact_is(fact, NeededKind::Date);
        }
        for line in &policy.lines {
            self.amount(policy, &line.amount);
            self.citations(&line.cites);
        }
        self.line_cycles(policy);
        let mut lines = BTreeMap::new();
        for (place, line) in policy.lines.iter().enumerate() {
            let before = *lines.entry(&line.id).or_insert(place);
            if before == place {
                continue;
            }
            let [first, at] = [before, place].map(|place| self.id_at("lines", place));
            let what = ProblemKind::RepeatedId { record: Record::Line, id: line.id.to_string(), first };
            self.found.push(Problem::error(at, what));
        }
        let mut seen = BTreeMap::new();
        for (place, incentive) in policy.incentives.iter().enumerate() {
            let before = *seen.entry(&incentive.id).or_insert(place);
            if before != place {
                let [first, at] = [before, place].map(|place| self.id_at("incentives", place));
                let what = ProblemKind::RepeatedId { record: Record::Incentive, id: incentive.id.to_string(), first };
                self.found.push(Problem::error(at, what));
            }
            if let Some(role) = &incentive.claimant {
                self.fact_is(role, NeededKind::YesNo);
            }
            if let Some(application) = &incentive.application {
                self.application(application);
            }
            self.days(&incentive.id.to_string(), incentive.valid_from, incentive.valid_to);
            self.citations(&incentive.cites);
            if incentive.cites.is_empty() {
                let at = self.id_at("incentives", place);
                self.found.push(Problem::warning(at, ProblemKind::NoSource(incentive.id.to_string())));
            }
            incentive.walk(&mut |node| self.node(policy, node));
            if let Some(payout) = &incentive.payout {
                self.payout(policy, payout);
            }
        }
        self.award_cycles(policy);
        if let Some(payout) = &policy.payout {
            self.payout(policy, payout);
        }
        self.stacking(policy);
        for (place, example) in policy.examples.iter().enumerate() {
            self.example(policy, place, example);
        }
    }

    /// The position of the id of one of the parts of a policy.
    fn id_at(&self, list: &'static str, place: usize) -> Location {
        self.texts.locate_way(self.record, self.id, &[Field(list), Item(place), Field("id")])
    }

    /// Amounts whose unit does not fit their neighbours, or that are not money where money is needed.
    fn units(&mut self, policy: &Policy) {
        let units = Units::new(self.library, policy);
        let mut found: Vec<(Vec<Way<'_>>, Clash)> = Vec::new();
        let mut add = |way: &[Way<'static>], clashes: Vec<Clash>| {
            found.extend(clashes.into_iter().map(|clash| (way.to_vec(), clash)));
        };
        for (place, line) in policy.lines.iter().enumerate() {
            add(&[Field("lines"), Item(place), Field("amount")], units.clashes(&line.amount));
        }
        for (place, incentive) in policy.incentives.iter().enumerate() {
            let own = [Field("incentives"), Item(place)];
            add(&[&own[..], &[Field("when")]].concat(), units.clashes_in(&incentive.when));
            if let Some(amount) = &incentive.amount {
                add(&[&own[..], &[Field("amount")]].concat(), units.unless_money(amount));
            }
            if let Some(costs) = incentive.payout.as_ref().and_then(|payout| payout.costs.as_ref()) {
                add(&[&own[..], &[Field("payout"), Field("costs")]].concat(), units.unless_money(costs));
            }
        }
        if let Some(costs) = policy.payout.as_ref().and_then(|payout| payout.costs.as_ref()) {
            add(&[Field("payout"), Field("costs")], units.unless_money(costs));
        }
        let mut cap = |way: &[Way<'static>], rule: &'_ StackingRule| {
            if let StackingRule::SumUpTo(cap) | StackingRule::AtMost(cap) = rule {
                add(&[way, &[Field("rule"), Item(0)]].concat(), Units::new(self.library, policy).unless_money(cap));
            }
        };
        cap(&[Field("stacking")], &policy.stacking.rule);
        for (place, group) in policy.stacking.groups.iter().enumerate() {
            cap(&[Field("stacking"), Field("groups"), Item(place)], &group.rule);
        }
        for (mut way, Clash { at, found, needed }) in found {
            way.extend(at.into_iter().map(Way::from));
            self.error_at(&way, ProblemKind::UnitClash { found, needed });
        }
    }

    fn application(&mut self, application: &Application) {
        self.citations(&application.cites);
        if let Some(days) = application.decided_in_days {
            self.not_negative(days);
        }
        for window in &application.windows {
            self.citations(&window.cites);
            if window.from.is_none() && window.to.is_none() {
                self.error("windows", ProblemKind::NoDays);
            }
            self.days("windows", window.from, window.to);
        }
    }

    /// A last day before the first.
    fn days(&mut self, needle: &str, from: Option<PartialDate>, to: Option<PartialDate>) {
        if let (Some(from), Some(to)) = (from, to)
            && to.last_day() < from.first_day()
        {
            self.error(needle, ProblemKind::EndsBeforeItBegins { from: from.to_string(), to: to.to_string() });
        }
    }

    fn gate(&mut self, policy: &Policy, gate: &Gate) {
        self.citations(&gate.cites);
        if gate.cases.is_empty() {
            self.error("cases", ProblemKind::NothingInIt);
        }
        for class in &gate.cases {
            self.citations(&class.cites);
            class.when.walk(&mut |node| self.node(policy, node));
            if let Some(paper) = &class.paper {
                self.fact_is(paper, NeededKind::YesNo);
            }
        }
    }

    fn amount(&mut self, policy: &Policy, amount: &Amount) {
        amount.walk(&mut |node| self.node(policy, node));
    }

    fn stacking(&mut self, policy: &Policy) {
        self.rule(policy, &policy.stacking.rule);
        self.citations(&policy.stacking.cites);
        for group in &policy.stacking.groups {
            self.citations(&group.cites);
            self.rule(policy, &group.rule);
            group.members.iter().for_each(|member| self.member(policy, member));
        }
        for relation in &policy.stacking.relations {
            relation.members().for_each(|member| self.member(policy, member));
            let (crate::model::stacking::Relation::Requires { cites, .. }
            | crate::model::stacking::Relation::Excludes { cites, .. }) = relation;
            self.citations(cites);
        }
    }

    fn rule(&mut self, policy: &Policy, rule: &StackingRule) {
        if let StackingRule::SumUpTo(cap) | StackingRule::AtMost(cap) = rule {
            self.amount(policy, cap);
        }
    }

    /// A member that names no loaded incentive.
    fn member(&mut self, policy: &Policy, member: &Member) {
        let (named, item) = member.parts(&policy.id);
        let own = named == policy.id.as_str();
        let has = |policy: &Policy| item == "*" || policy.incentive(&IncentiveId::from(item)).is_some();
        let known = named == "*"
            || (own && has(policy))
            || self.library.policies.get(&PolicyId::from(named)).is_some_and(|policy| has(policy));
        if !known {
            self.dangling(Record::Incentive, member.as_str());
        }
    }

    /// A reference to one incentive.
    pub(super) fn award(&mut self, policy: &Policy, member: &Member) {
        let (named, item) = member.parts(&policy.id);
        if named == "*" || item == "*" {
            self.error(&format!("\"{}\"", member.as_str()), ProblemKind::NotOne(member.as_str().to_owned()));
        } else {
            self.member(policy, member);
        }
    }

    fn payout(&mut self, policy: &Policy, payout: &Payout) {
        self.citations(&payout.cites);
        for rate in [payout.redeemed_at, payout.fee_rate, payout.tax].into_iter().flatten() {
            self.rate(rate);
        }
        let months = payout.instalments.iter().flat_map(|part| [part.after_months, part.share]);
        for number in payout.after_months.into_iter().chain(months) {
            self.not_negative(number);
        }
        if payout.after_months.is_some() && !payout.instalments.is_empty() {
            self.error("payout", ProblemKind::PaidTwice);
        }
        if let Some(costs) = &payout.costs {
            self.amount(policy, costs);
        }
        let total: Decimal = payout.instalments.iter().map(|part| part.share.0.min(Decimal::ONE_HUNDRED)).sum();
        if !payout.instalments.is_empty() && total != Decimal::ONE {
            self.error("instalments", ProblemKind::NotWhole(Number(total).to_string()));
        }
    }

    fn example(&mut self, policy: &Policy, place: usize, example: &Example) {
        self.citations(&example.cites);
        let own = [Field("examples"), Item(place)];
        if example.expect.is_empty() {
            self.error_at(&[&own[..], &[Field("expect")]].concat(), ProblemKind::ExpectsNothing(example.id.clone()));
        }
        if let Some(place) = &example.place {
            self.place(place);
        }
        for (id, given) in &example.answers {
            match self.library.facts.get(id) {
                None => self.dangling(Record::Fact, id.as_str()),
                Some(fact) => {
                    let way = [&own[..], &[Field("answers"), Field(id.as_str())]].concat();
                    let share = || super::production::share_of(fact, self.texts.written(self.record, self.id, &way)?);
                    if let Some(what) = super::answer(self.library, fact, given).err().or_else(share) {
                        self.error_at(&way, what);
                    }
                }
            }
        }
        let expected = &example.expect;
        let named = expected.incentives.keys().chain(expected.net.keys()).chain(expected.instalments.keys());
        for incentive in named {
            if policy.incentive(incentive).is_none() {
                self.dangling(Record::Incentive, incentive.as_str());
            }
        }
        for line in expected.lines.keys() {
            if policy.line(line).is_none() {
                self.dangling(Record::Line, line.as_str());
            }
        }
    }

    fn line_cycles(&mut self, policy: &Policy) {
        for line in &policy.lines {
            let mut reached = BTreeSet::from([&line.id]);
            let mut open = vec![line];
            let mut cyclic = false;
            while let Some(next) = open.pop() {
                next.amount.walk(&mut |node| {
                    if let Some(id) = node.line() {
                        cyclic |= *id == line.id;
                        if reached.insert(id) {
                            open.extend(policy.line(id));
                        }
                    }
                });
            }
            if cyclic {
                let what = ProblemKind::Cycle { record: Record::Line, id: line.id.to_string() };
                self.error(&format!("\"{}\"", line.id), what);
            }
        }
    }

    /// Awards that depend on themselves, including through other policies.
    fn award_cycles(&mut self, policy: &Policy) {
        for incentive in &policy.incentives {
            let start = (policy.id.clone(), incentive.id.clone());
            let mut reached: BTreeSet<(PolicyId, IncentiveId)> = BTreeSet::new();
            let mut open = awards_of(policy, &incentive.id);
            while let Some(next) = open.pop() {
                if !reached.insert(next.clone()) {
                    continue;
                }
                let other = if next.0 == policy.id {
                    Some(policy)
                } else {
                    self.library.policies.get(&next.0).map(AsRef::as_ref)
                };
                open.extend(other.map(|other| awards_of(other, &next.1)).unwrap_or_default());
            }
            if reached.contains(&start) {
                let what = ProblemKind::Cycle { record: Record::Incentive, id: incentive.id.to_string() };
                self.error(&format!("\"{}\"", incentive.id), what);
            }
        }
    }
}

/// The incentives whose amounts an incentive uses, directly or through lines.
fn awards_of(policy: &Policy, incentive: &IncentiveId) -> Vec<(PolicyId, IncentiveId)> {
    let mut found = Vec::new();
    let mut lines = BTreeSet::new();
    let mut open = Vec::new();
    let mut visit = |node: Node<'_>| {
        if let Some(award) = node.award() {
            let (policy, incentive) = award.parts(&policy.id);
            found.push((PolicyId::from(policy), IncentiveId::from(incentive)));
        }
        if let Some(line) = node.line()
            && lines.insert(line.clone())
        {
            open.push(line.clone());
        }
    };
    if let Some(incentive) = policy.incentive(incentive) {
        incentive.walk(&mut visit);
    }
    // First the incentives that it names, then those of its lines, until nothing is added.
    let mut done = BTreeSet::new();
    loop {
        let next: Vec<_> = std::mem::take(&mut open);
        let fresh: Vec<_> = next.into_iter().filter(|line| done.insert(line.clone())).collect();
        if fresh.is_empty() {
            return found;
        }
        for line in fresh.iter().filter_map(|line| policy.line(line)) {
            line.amount.walk(&mut |node| {
                if let Some(award) = node.award() {
                    let (policy, incentive) = award.parts(&policy.id);
                    found.push((PolicyId::from(policy), IncentiveId::from(incentive)));
                }
                if let Some(line) = node.line() {
                    open.push(line.clone());
                }
            });
        }
    }
}
