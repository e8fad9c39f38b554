//! Several productions of one company in words: the finding, the reason for each place, and the deductions by rules of
//! the company.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive as _;

use super::Words;
use super::explain::Telling;
use crate::model::library::Library;
use crate::model::production::Answer;
use crate::rules::fraction::Fraction;
use crate::rules::stack::together::{Cut, Shared, Sum};
use crate::rules::step::Step;
use crate::say;
use crate::study::slate::{Column, Differing, Goes, Money, Rationale, Refusal, Worked};
use crate::words::letter::letter;

impl Words {
    /// The result of a slate in one sentence, and its qualification.
    #[must_use]
    pub fn slate_finding(&self, library: &Library, worked: &Worked) -> (String, String) {
        let count = worked.productions.len();
        let money = |amount: Fraction| self.money(amount, worked.currency);
        let best = &worked.best.money;
        let names: Vec<String> =
            worked.certain_places().iter().map(|place| self.slate_place(library, worked, *place)).collect();
        let finding = match names.as_slice() {
            _ if best.certain.is_zero() => say!(self, "slate-finding-none", count = count),
            [place] => {
                let amount = money(best.certain);
                say!(self, "slate-finding-one", count = count, amount = amount, place = place.as_str())
            }
            places => {
                let (amount, places) = (money(best.certain), self.list_and(places));
                say!(self, "slate-finding-more", count = count, amount = amount, places = places)
            }
        };
        let mut rest = vec![match worked.budget() {
            Some(budget) => {
                say!(self, "slate-rest-budget", amount = self.slate_most(worked, best), budget = money(budget))
            }
            None => say!(self, "slate-rest", amount = self.slate_most(worked, best)),
        }];
        if let Some(lost) = worked.best.apart.possible.minus(best.possible).filter(|lost| *lost > Fraction::ZERO) {
            rest.push(say!(self, "slate-rest-cut", amount = money(lost)));
        }
        if !best.second_hand.is_zero() {
            rest.push(say!(self, "slate-rest-second-hand", amount = money(best.second_hand)));
        }
        (finding, rest.join(&self.semicolon()))
    }

    /// The possible amount, with a sign if there may be more.
    #[must_use]
    pub fn slate_most(&self, worked: &Worked, money: &Money) -> String {
        // Zero here means that nothing can be counted, not that nothing is possible.
        if money.possible.is_zero() && money.more {
            return say!(self, "unknown-value");
        }
        let most = self.money(money.possible, worked.currency);
        if money.more { say!(self, "figure-and-more", figure = most) } else { most }
    }

    fn slate_place(&self, library: &Library, worked: &Worked, place: usize) -> String {
        worked.places.get(place).map(|place| self.place(library, place)).unwrap_or_default()
    }

    /// The reason for the place of a production.
    #[must_use]
    pub fn slate_because(&self, library: &Library, worked: &Worked, goes: &Goes) -> String {
        let money = |amount: Fraction| self.money(amount, worked.currency);
        let [certain, settled, possible] = goes.loses;
        let mut said = vec![match goes.because {
            Rationale::Chosen => say!(self, "slate-because-chosen"),
            Rationale::OnlyPlace => say!(self, "slate-because-only-place"),
            Rationale::Nowhere => say!(self, "slate-because-nowhere"),
            Rationale::OnlyCertain => say!(self, "slate-because-only-certain", amount = money(certain)),
            Rationale::Most(Sum::Certain) => say!(self, "slate-because-certain", amount = money(certain)),
            Rationale::Most(Sum::Settled) => say!(self, "slate-because-settled", amount = money(settled)),
            Rationale::Most(Sum::Possible) => say!(self, "slate-because-possible", amount = money(possible)),
            Rationale::Order => say!(self, "slate-because-order"),
        }];
        if let Some(place) = goes.by_itself {
            said.push(say!(self, "slate-by-itself", place = self.slate_place(library, worked, place)));
        } else if let Some(next) = goes.next {
            said.push(say!(self, "slate-next", place = self.slate_place(library, worked, next)));
        }
        said.join(&self.semicolon())
    }

    /// A rule about the company, a year or a pool.
    #[must_use]
    pub fn shared_rule(&self, telling: &Telling<'_>, rule: &Shared, step: &Step) -> String {
        let label = telling.rule(step);
        match rule {
            Shared::Once(_, _, None) => say!(self, "shared-once", label = label),
            Shared::Once(_, _, Some(year)) => say!(self, "shared-once-a-year", label = label, year = year.to_string()),
            Shared::Group(_, _, None) => say!(self, "shared-company", label = label),
            Shared::Group(_, _, Some(year)) => say!(self, "shared-year", label = label, year = year.to_string()),
            Shared::Quota(policy, incentive, _) => {
                let found = telling.library.policies.get(policy).and_then(|policy| policy.incentive(incentive));
                let quota = found.and_then(|incentive| incentive.quota).unwrap_or_default();
                say!(self, "shared-quota", label = label, count = quota.to_string())
            }
            Shared::Pool(..) => say!(self, "shared-pool", label = label),
        }
    }

    /// The deduction by a rule, and the affected awards.
    #[must_use]
    pub fn slate_cut(&self, telling: &Telling<'_>, cut: &Cut) -> String {
        let rule = self.shared_rule(telling, &cut.rule, &cut.step);
        let money = |amount: Fraction| self.money(amount, telling.currency);
        let less = |before: Fraction, after: Fraction| before.minus(after).filter(|less| *less > Fraction::ZERO);
        let most = |range: crate::rules::value::Range| range.high.unwrap_or(range.low);
        let (before, after) = (most(cut.before), most(cut.after));
        let certain = less(cut.before.low, cut.after.low);
        match (less(before, after), certain) {
            (Some(lost), _) => {
                say!(self, "slate-cut", rule = rule, before = money(before), after = money(after), lost = money(lost))
            }
            (None, Some(lost)) => say!(
                self,
                "slate-cut-certain",
                rule = rule,
                before = money(cut.before.low),
                after = money(cut.after.low),
                lost = money(lost)
            ),
            (None, None) => rule,
        }
    }

    /// The known rules about a company in a place, in a few words.
    #[must_use]
    pub fn slate_rules(&self, telling: &Telling<'_>, column: &Column) -> String {
        let caps = column.rules.iter().filter(|(rule, _)| !matches!(rule, Shared::Once(..)));
        let said: Vec<String> = caps.map(|(rule, step)| self.shared_rule(telling, rule, step)).collect();
        match (said.is_empty(), column.read) {
            (false, _) => said.join(&self.semicolon()),
            (true, true) => say!(self, "slate-no-cap"),
            (true, false) => say!(self, "slate-no-cap-read"),
        }
    }

    /// The proof that no assignment is better, or how far it could be better.
    #[must_use]
    pub fn slate_proof(&self, worked: &Worked) -> String {
        let proof = &worked.best.proof;
        let looked_at = self.plain(proof.looked_at.into());
        let of = proof.of.and_then(Decimal::from_u128).map(|of| self.plain(of));
        match (proof.bound, of) {
            (Some(bound), _) => {
                let reached = worked.best.money.get(match worked.first {
                    crate::model::slate::Wanted::Certain => Sum::Certain,
                    crate::model::slate::Wanted::UpTo => Sum::Possible,
                });
                let gap = bound.minus(reached).unwrap_or_default();
                say!(
                    self,
                    "slate-proof-gap",
                    looked = looked_at,
                    bound = self.money(bound, worked.currency),
                    gap = self.money(gap, worked.currency)
                )
            }
            (None, Some(of)) => say!(self, "slate-proof", looked = looked_at, total = of),
            (None, None) => say!(self, "slate-proof-many", looked = looked_at),
        }
    }

    /// The loss if a place gives nothing, and the assignment in that case.
    #[must_use]
    pub fn slate_refusal(&self, library: &Library, worked: &Worked, refusal: &Refusal) -> String {
        let money = |amount: Fraction| self.money(amount, worked.currency);
        let before = &worked.best.money;
        let lost = |sum: Sum| before.get(sum).minus(refusal.money.get(sum)).unwrap_or_default();
        let moves = worked.best.places.iter().zip(&refusal.places).enumerate().filter(|(_, (was, is))| was != is);
        let moves: Vec<String> = moves
            .map(|(at, (_, is))| {
                let to =
                    is.map_or_else(|| say!(self, "slate-nowhere"), |place| self.slate_place(library, worked, place));
                say!(self, "slate-move", letter = letter(at), place = to)
            })
            .collect();
        let (certain, possible) = (lost(Sum::Certain), lost(Sum::Possible));
        let place = self.slate_place(library, worked, refusal.place);
        let moves = moves.join(&self.comma());
        match (certain.is_zero(), possible > Fraction::ZERO) {
            (true, false) => say!(self, "slate-refusal-nothing", place = place, moves = moves),
            (true, true) => {
                say!(self, "slate-refusal-possible", place = place, amount = money(possible), moves = moves)
            }
            (false, true) => say!(
                self,
                "slate-refusal-both",
                place = place,
                certain = money(certain),
                possible = money(possible),
                moves = moves
            ),
            (false, false) => {
                say!(self, "slate-refusal-certain", place = place, amount = money(certain), moves = moves)
            }
        }
    }

    /// A question of the company that productions answer differently.
    #[must_use]
    pub fn slate_differing(&self, library: &Library, worked: &Worked, differing: &Differing) -> String {
        let fact = library.facts.get(&differing.fact).map(AsRef::as_ref);
        let answers = differing.answers.iter().enumerate().filter_map(|(at, answer)| {
            let answer: &Answer = answer.as_ref()?;
            let value = self.answer(fact, answer, worked.currency);
            Some(say!(self, "report-labelled", label = letter(at), value = value))
        });
        let answers = answers.collect::<Vec<_>>().join(&self.comma());
        say!(self, "slate-differing", fact = self.fact(library, &differing.fact), answers = answers)
    }
}
