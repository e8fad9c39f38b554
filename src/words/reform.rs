//! The cost of changed figures, and the changes with which a place passes another one, in words.

use std::cmp::Ordering;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Words;
use crate::model::figures::Role;
use crate::model::id::PlaceId;
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::policy::{Basis, Status};
use crate::model::portfolio::Portfolio;
use crate::model::production::Currency;
use crate::model::scenario::{BasisChange, Change, Scenario};
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::overtake::two::Pairs;
use crate::study::overtake::{On, Overtake, Way};
use crate::study::portfolio::Pooled;
use crate::study::reform::{Effect, Moved, Reform};
use crate::study::standing::Rank;
use crate::study::standing::weights::By;

impl Words {
    /// An arrow with the number of ranks that a place rises or falls by published amounts, after a space; empty if it
    /// has no rank before or after, or the same.
    #[must_use]
    pub fn rise(&self, before: Rank, after: Rank) -> String {
        let (was, is) = (before.published, after.published);
        match was.cmp(&is) {
            _ if before.is_blank || after.is_blank => String::new(),
            Ordering::Greater => format!(" ↑{}", was - is),
            Ordering::Less => format!(" ↓{}", is - was),
            Ordering::Equal => String::new(),
        }
    }

    /// The rivals that a place overtakes, each with the number of productions; `None` if there are none.
    #[must_use]
    pub fn rivals_overtaken(&self, library: &Library, rivals: &[PlaceId], moved: &[Moved]) -> Option<String> {
        let names = rivals.iter().filter_map(|rival| {
            let count = moved.iter().filter(|one| one.overtaken.contains(rival)).count();
            let place = self.place(library, rival);
            let total = moved.len().to_string();
            (count > 0)
                .then(|| say!(self, "reform-overtaken-on", place = place, count = count.to_string(), total = total))
        });
        let names: Vec<String> = names.collect();
        (!names.is_empty()).then(|| say!(self, "reform-overtaken", places = self.list_and(&names)))
    }

    /// The name of a figure of a policy: its part and its role.
    #[must_use]
    pub fn figure_called(&self, library: &Library, change: &Change) -> String {
        let policy = library.policies.get(&change.policy);
        let found = policy.and_then(|policy| Some((policy, policy.figure(&change.figure)?.1)));
        match found {
            Some((policy, figure)) => format!("{} · {}", self.part(policy, &figure.part), self.role(figure.role)),
            // The amount of an incentive that publishes none.
            None => match policy.and_then(|policy| policy.unpublished(&change.figure)) {
                Some(incentive) => format!("{} · {}", self.text(&incentive.name), self.role(Role::Amount)),
                None => change.figure.to_string(),
            },
        }
    }

    /// Every change of a scenario, the figures first.
    #[must_use]
    pub fn scenario_changes(&self, library: &Library, scenario: &Scenario) -> Vec<String> {
        let figures = scenario.changes.iter().map(|change| self.figure_change(library, change));
        figures.chain(scenario.bases.iter().map(|change| self.basis_change(library, change))).collect()
    }

    /// The name of a changed basis: the incentive, and that it is about its basis.
    #[must_use]
    pub fn basis_called(&self, library: &Library, change: &BasisChange) -> String {
        let incentive = library.policies.get(&change.policy).and_then(|policy| policy.incentive(&change.incentive));
        let name = incentive.map_or_else(|| change.incentive.to_string(), |one| self.text(&one.name).to_owned());
        say!(self, "change-basis", what = name)
    }

    /// A change of a basis: the incentive, the old and the new basis.
    #[must_use]
    pub fn basis_change(&self, library: &Library, change: &BasisChange) -> String {
        say!(
            self,
            "change-field",
            what = self.basis_called(library, change),
            before = self.basis_chosen(change.old),
            after = self.basis_chosen(change.new)
        )
    }

    /// The proposed entitlements of a scenario that are not certain, with the reason: it is not confirmed that the
    /// policy is in force, or no amount is published.
    #[must_use]
    pub fn bases_uncertain(&self, library: &Library, scenario: &Scenario, day: Date) -> Vec<String> {
        let said = |change: &BasisChange| {
            let why = self.basis_uncertain(library, change, day)?;
            Some(say!(self, "report-labelled", label = self.basis_called(library, change), value = why))
        };
        scenario.bases.iter().filter_map(said).collect()
    }

    /// Why a proposed entitlement is not certain; `None` if it is, or if another basis is proposed.
    #[must_use]
    pub fn basis_uncertain(&self, library: &Library, change: &BasisChange, day: Date) -> Option<String> {
        let policy = library.policies.get(&change.policy)?;
        let incentive = policy.incentive(&change.incentive).filter(|_| change.new == Basis::Entitlement)?;
        if incentive.amount.is_none() {
            return Some(say!(self, "city-basis-unpublished"));
        }
        (policy.status_of(incentive, day) == Status::Unconfirmed).then(|| say!(self, "city-basis-none"))
    }

    /// The assumed amounts of a scenario in one sentence; `None` if it assumes none.
    #[must_use]
    pub fn scenario_assumes(&self, library: &Library, scenario: &Scenario) -> Option<String> {
        let assumed = scenario.changes.iter().filter(|change| change.is_assumed());
        let said: Vec<String> = assumed.map(|change| self.figure_change(library, change)).collect();
        (!said.is_empty()).then(|| say!(self, "city-assumes", what = said.join(&self.semicolon())))
    }

    /// A change of a figure: its name, the old and the new value.
    #[must_use]
    pub fn figure_change(&self, library: &Library, change: &Change) -> String {
        let policy = library.policies.get(&change.policy);
        let found = policy.and_then(|policy| Some((policy, policy.figure(&change.figure)?.0)));
        let value = |value: Number| match found {
            Some((policy, at)) => self.figure_in(library, policy, at, value),
            None => self.figure_value(false, value),
        };
        say!(
            self,
            "change-field",
            what = self.figure_called(library, change),
            before = change.old.map_or_else(|| say!(self, "change-unpublished"), value),
            after = match (change.is_assumed(), policy) {
                (true, Some(policy)) => {
                    say!(self, "change-assumed", figure = self.money(change.new.0, policy.currency))
                }
                _ => value(change.new),
            }
        )
    }

    /// The effect of a scenario on many productions, in one sentence.
    #[must_use]
    pub fn reformed(&self, library: &Library, currency: Currency, reform: &Reform) -> String {
        let more =
            reform.total.after.high.zip(reform.total.before.high).and_then(|(after, before)| after.minus(before));
        let more = match more {
            Some(more) if more.is_negative() => say!(self, "reform-less", amount = self.money(more.abs(), currency)),
            Some(more) => say!(self, "reform-more", amount = self.money(more, currency)),
            None => say!(self, "reform-more-unknown"),
        };
        say!(
            self,
            "reform-found",
            place = self.place(library, &reform.place),
            count = self.plain(reform.productions.into()),
            more = more,
            winners = self.plain(reform.winners.into()),
            losers = self.plain(reform.losers.into())
        )
    }

    /// The change of rank for a production, and the places overtaken.
    #[must_use]
    pub fn rank_moved(&self, library: &Library, moved: &Moved) -> String {
        let name = library.productions.get(&moved.production).map_or("", |one| self.text(&one.name));
        let rank = match moved.rank.before.reads_like(moved.rank.after) {
            true => say!(self, "reform-rank-same", rank = self.rank(moved.rank.after)),
            false => {
                let way = self.rise(moved.rank.before, moved.rank.after);
                format!("{} → {}{way}", self.rank(moved.rank.before), self.rank(moved.rank.after))
            }
        };
        let line = say!(self, "report-labelled", label = name, value = rank);
        let names = |places: &[PlaceId]| -> String {
            let all: Vec<String> = places.iter().map(|place| self.place(library, place)).collect();
            self.list_and(&all)
        };
        match (moved.overtaken.as_slice(), moved.lost_to.as_slice()) {
            ([], []) => line,
            (passed, []) => say!(self, "reform-overtakes", line = line, places = names(passed)),
            (_, lost) => say!(self, "reform-falls-behind", line = line, places = names(lost)),
        }
    }

    /// The payments from a pool, and the rule for the rest.
    #[must_use]
    pub fn pool_paid(&self, currency: Currency, portfolio: &Portfolio, pooled: &Pooled) -> String {
        let money = |amount: Fraction| self.money(amount, currency);
        let over = match pooled.over_company.is_zero() {
            true => String::new(),
            false => say!(self, "reform-over-company", amount = money(pooled.over_company)),
        };
        let Some(pool) = portfolio.pool else {
            return say!(self, "reform-no-pool", due = money(pooled.due), over = over);
        };
        match pooled.due > pooled.paid {
            true => say!(
                self,
                "reform-pool-gone",
                pool = self.money(pool.0, currency),
                due = money(pooled.due),
                full = self.plain(pooled.full.into()),
                part = self.plain(pooled.part.into()),
                nothing = self.plain(pooled.nothing.into()),
                over = over
            ),
            false => say!(
                self,
                "reform-pool-enough",
                pool = self.money(pool.0, currency),
                due = money(pooled.due),
                over = over
            ),
        }
    }

    /// The payments, compared with the spending in the place.
    #[must_use]
    pub fn money_spent(&self, currency: Currency, effect: &Effect) -> String {
        let Some(per) = effect.per_local_yuan else { return say!(self, "reform-nothing-spent") };
        let spent = say!(
            self,
            "reform-spent",
            spent = self.money(effect.spent, currency),
            per = self.plain(per.decimal().round_dp(2).normalize()),
            silent = effect.silent
        );
        let Some(share) = effect.additionality else { return spent };
        let worth = match share > Fraction::ONE {
            true => say!(self, "reform-never-pays"),
            false => say!(self, "reform-pays", share = self.percent(share.decimal().round_dp(3).normalize())),
        };
        self.set(format!("{spent} {worth}"))
    }

    /// The lead or lag of a place, and whether it can be changed.
    #[must_use]
    pub fn overtake_found(&self, library: &Library, currency: Currency, on: &On, found: &Overtake) -> String {
        let lead = self.overtake_lead(currency, on, found.lead);
        let (place, rival) = (self.place(library, &found.place), self.place(library, &found.rival));
        let on = self.overtake_on(library, on);
        let by = match found.by {
            By::Certain => say!(self, "overtake-by-certain"),
            By::UpTo => say!(self, "overtake-by-up-to"),
        };
        match (found.lead > Fraction::ZERO, found.ways.len()) {
            (true, _) => say!(self, "overtake-leads", place = place, rival = rival, lead = lead, on = on, by = by),
            (false, count) if found.lead.is_zero() => {
                say!(self, "overtake-level", place = place, rival = rival, on = on, by = by, count = count)
            }
            (false, 0) => say!(self, "overtake-never", place = place, rival = rival, lead = lead, on = on, by = by),
            (false, count) => {
                say!(self, "overtake-ways", place = place, rival = rival, lead = lead, on = on, by = by, count = count)
            }
        }
    }

    /// The size of a lead: an amount for a production, a share of the budgets for several.
    #[must_use]
    pub fn overtake_lead(&self, currency: Currency, on: &On, lead: Fraction) -> String {
        match on {
            On::Production(_) => self.money(lead.abs(), currency),
            On::Weighted(_) => match lead.abs().decimal().round_dp(4).normalize() {
                // A small share is never shown as none.
                share if share.is_zero() && !lead.is_zero() => {
                    say!(self, "overtake-lead-under", share = self.percent(Decimal::new(1, 4)))
                }
                share => say!(self, "overtake-lead-share", share = self.percent(share)),
            },
        }
    }

    /// The productions on which places are compared, and their weights if these differ.
    #[must_use]
    pub fn overtake_on(&self, library: &Library, on: &On) -> String {
        let name = |name: &String| library.productions.get(name).map_or("", |one| self.text(&one.name));
        match on {
            On::Production(one) => name(one).to_owned(),
            On::Weighted(all) if all.windows(2).all(|two| matches!(two, [(_, a), (_, b)] if a == b)) => {
                say!(self, "overtake-on-all")
            }
            On::Weighted(all) => {
                let counted = all.iter().filter(|(_, weight)| !weight.is_zero());
                let each = counted.map(|(one, weight)| {
                    say!(self, "overtake-weight", production = name(one), weight = self.plain(*weight))
                });
                say!(self, "overtake-on-weights", weights = self.list_and(&each.collect::<Vec<String>>()))
            }
        }
    }

    /// The whole result, line by line: the finding, each way, what is open, and the answer of the rival.
    #[must_use]
    pub fn overtake_told(
        &self,
        library: &Library,
        on: &On,
        found: &Overtake,
        answer: Option<&Overtake>,
    ) -> Vec<String> {
        let currency = on.currency(library);
        let ways = found.ways.iter().map(|way| format!("  {}", self.overtake_way(library, currency, way)));
        let answer = answer.map(|answer| self.overtake_answer(library, currency, answer));
        let found_line = std::iter::once(self.overtake_found(library, currency, on, found));
        found_line.chain(ways).chain(self.overtake_open(library, found)).chain(answer).collect()
    }

    /// A note that the rival may give more than is published; `None` if it may not.
    #[must_use]
    pub fn overtake_open(&self, library: &Library, found: &Overtake) -> Option<String> {
        found.rival_is_open.then(|| say!(self, "overtake-open", rival = self.place(library, &found.rival)))
    }

    /// A change of an amount with its sign; zero has none.
    #[must_use]
    pub fn signed_money(&self, amount: Fraction, currency: Currency) -> String {
        let sign = match amount.cmp(&Fraction::ZERO) {
            Ordering::Greater => "+",
            Ordering::Less => "−",
            Ordering::Equal => "",
        };
        format!("{sign}{}", self.money(amount.abs(), currency))
    }

    /// One way to overtake: the change and its cost.
    #[must_use]
    pub fn overtake_way(&self, library: &Library, currency: Currency, way: &Way) -> String {
        let cost = match way.more() {
            Some(more) if more.is_negative() => say!(self, "reform-less", amount = self.money(more.abs(), currency)),
            Some(more) => say!(self, "reform-more", amount = self.money(more, currency)),
            None => say!(self, "reform-more-unknown"),
        };
        let said = say!(self, "report-labelled", label = self.figure_change(library, &way.change), value = cost);
        if way.change.is_assumed() { say!(self, "overtake-way-assumed", way = said) } else { said }
    }

    /// The two figures that overtake together, their cost, and the proof that no other change of them costs less.
    #[must_use]
    pub fn overtake_pairs(&self, library: &Library, currency: Currency, pairs: &Pairs) -> String {
        let left = match pairs.left {
            0 => String::new(),
            left => say!(self, "overtake-two-left", count = left),
        };
        let Some(pair) = &pairs.best else {
            return match pairs.tried {
                0 => say!(self, "overtake-two-few"),
                tried => say!(self, "overtake-two-never", count = tried, left = left),
            };
        };
        let [one, other] = &pair.changes;
        let money = |amount: Fraction| match amount.is_negative() {
            true => say!(self, "reform-less", amount = self.money(amount.abs(), currency)),
            false => say!(self, "reform-more", amount = self.money(amount, currency)),
        };
        let assumed = match pair.changes.iter().any(Change::is_assumed) {
            true => say!(self, "overtake-two-assumed"),
            false => String::new(),
        };
        let open = match pair.open {
            0 => String::new(),
            open => say!(self, "overtake-two-open", count = open),
        };
        // One of the figures may stay as it is.
        if one.is_nothing() || other.is_nothing() {
            let only = if one.is_nothing() { other } else { one };
            return say!(
                self,
                "overtake-two-one",
                one = self.figure_change(library, only),
                more = money(pair.more),
                bound = self.money(pair.bound, currency),
                pieces = pair.pieces,
                tried = pairs.tried,
                open = open,
                left = left
            );
        }
        say!(
            self,
            "overtake-two",
            one = self.figure_change(library, one),
            other = self.figure_change(library, other),
            assumed = assumed,
            more = money(pair.more),
            bound = self.money(pair.bound, currency),
            pieces = pair.pieces,
            tried = pairs.tried,
            open = open,
            left = left
        )
    }

    /// The rival's best response.
    #[must_use]
    pub fn overtake_answer(&self, library: &Library, currency: Currency, answer: &Overtake) -> String {
        let rival = self.place(library, &answer.place);
        match answer.ways.first() {
            Some(way) => {
                say!(self, "overtake-answer", rival = rival, way = self.overtake_way(library, currency, way))
            }
            None => say!(self, "overtake-no-answer", rival = rival),
        }
    }
}
