//! The cost of changed figures, and the changes with which a place passes another one, in words.

use super::Words;
use crate::model::figures::Role;
use crate::model::id::PlaceId;
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::portfolio::Portfolio;
use crate::model::production::Currency;
use crate::model::scenario::Change;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::overtake::two::Pairs;
use crate::study::overtake::{On, Overtake, Way};
use crate::study::portfolio::Pooled;
use crate::study::reform::{Effect, Moved, Reform};
use crate::study::standing::weights::By;

impl Words {
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
            false => format!("{} → {}", self.rank(moved.rank.before), self.rank(moved.rank.after)),
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
        let lead = match on {
            On::Production(_) => self.money(found.lead.abs(), currency),
            On::Weighted(_) => self.percent(found.lead.abs().decimal().round_dp(4).normalize()),
        };
        let (place, rival) = (self.place(library, &found.place), self.place(library, &found.rival));
        let on = match on {
            On::Production(name) => {
                library.productions.get(name).map_or_else(String::new, |one| self.text(&one.name).to_owned())
            }
            On::Weighted(_) => say!(self, "overtake-on-all"),
        };
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

    /// A note that the rival may give more than is published; `None` if it may not.
    #[must_use]
    pub fn overtake_open(&self, library: &Library, found: &Overtake) -> Option<String> {
        found.rival_is_open.then(|| say!(self, "overtake-open", rival = self.place(library, &found.rival)))
    }

    /// One way to overtake: the change and its cost.
    #[must_use]
    pub fn overtake_way(&self, library: &Library, currency: Currency, way: &Way) -> String {
        let cost = match way.more() {
            Some(more) if more.is_negative() => say!(self, "reform-less", amount = self.money(more.abs(), currency)),
            Some(more) => say!(self, "reform-more", amount = self.money(more, currency)),
            None => say!(self, "reform-more-unknown"),
        };
        say!(self, "report-labelled", label = self.figure_change(library, &way.change), value = cost)
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
        let open = match pair.open {
            0 => String::new(),
            open => say!(self, "overtake-two-open", count = open),
        };
        say!(
            self,
            "overtake-two",
            one = self.figure_change(library, one),
            other = self.figure_change(library, other),
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
