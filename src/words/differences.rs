//! Differences between two libraries in words.

use serde_json::Value;

use super::Words;
use crate::model::date::PartialDate;
use crate::model::figures::{Part, Role};
use crate::model::id::{IncentiveId, IndicatorId, ObservationId, PlaceId, PolicyId, SourceId};
use crate::model::indicator::{Nature, Unit};
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::policy::{Policy, Read, Status};
use crate::model::production::Currency;
use crate::model::record::Record;
use crate::model::source::{Confidence, Grade};
use crate::model::text::Text;
use crate::model::unit::money_figures;
use crate::rules::fraction::Fraction;
use crate::rules::value::Range;
use crate::say;
use crate::study::differences::{Change, Changed, Clause, Clauses, Edit, Money};
use crate::study::reform::{Both, Toll};

/// Two libraries to be compared.
#[derive(Clone, Copy, Debug)]
pub struct Sides<'a> {
    /// Before.
    pub before: &'a Library,
    /// After.
    pub after: &'a Library,
}

impl Words {
    /// The name of a record that changed.
    #[must_use]
    pub fn changed(&self, sides: Sides<'_>, changed: &Changed) -> String {
        let id = changed.id.as_str();
        let name = self.record_name(sides.after, changed.kind, id);
        let name = name.or_else(|| self.record_name(sides.before, changed.kind, id));
        name.unwrap_or_else(|| id.to_owned())
    }

    /// The changes of a record, one line each.
    #[must_use]
    pub fn change(&self, sides: Sides<'_>, changed: &Changed) -> Vec<String> {
        match &changed.change {
            Change::Added => vec![say!(self, "change-added")],
            Change::Removed => vec![say!(self, "change-removed")],
            Change::Edited(edits) => edits.iter().flat_map(|edit| self.edit(sides, changed, edit)).collect(),
        }
    }

    /// A changed clause of a policy: its name, and one line per change.
    #[must_use]
    pub fn clause(&self, sides: Sides<'_>, clauses: &Clauses, clause: &Clause) -> (String, Vec<String>) {
        let name = match &clause.part {
            None => say!(self, "clause-head"),
            Some(part @ Part::Incentive(id)) if clauses.after.incentive(id).is_none() => {
                self.part(&clauses.before, part)
            }
            Some(part) => self.part(&clauses.after, part),
        };
        let (old, new) = (&clauses.before, &clauses.after);
        let lines = clause.edits.iter().flat_map(|edit| self.edit_of(sides, None, (Some(old), Some(new)), edit));
        (name, lines.collect())
    }

    /// The effect of one changed clause, or of all of them, on one production.
    #[must_use]
    pub fn clause_money(&self, library: &Library, money: &Money) -> String {
        let production = library.productions.get(&money.production).map(|one| self.text(&one.name));
        let name = production.unwrap_or(&money.production);
        say!(self, "clause-money", production = name, ends = self.change_of_ends(money))
    }

    /// The effect of one changed clause, or of all of them, on a portfolio.
    #[must_use]
    pub fn clause_toll(&self, library: &Library, toll: &Toll) -> String {
        let ends = |range: Range| self.ends((range.low, range.high), toll.currency);
        let Both { before, after } = toll.total;
        let (place, count) = (self.place(library, &toll.place), self.plain(toll.productions.into()));
        if before == after && toll.winners + toll.losers == 0 {
            return say!(self, "clause-toll-none", place = place, count = count, total = ends(after));
        }
        say!(
            self,
            "clause-toll",
            place = place,
            count = count,
            ends = format!("{} → {}", ends(before), ends(after)),
            winners = self.plain(toll.winners.into()),
            losers = self.plain(toll.losers.into())
        )
    }

    /// The certain and the possible amount, as one text.
    #[must_use]
    pub fn ends(&self, (floor, ceiling): (Fraction, Option<Fraction>), currency: Currency) -> String {
        let low = self.money(floor, currency);
        match ceiling {
            Some(ceiling) if ceiling == floor => low,
            Some(ceiling) => say!(self, "from-to", from = low, to = self.money(ceiling, currency)),
            None => say!(self, "from-to", from = low, to = say!(self, "unknown-value")),
        }
    }

    /// Both amounts, before and after.
    #[must_use]
    pub fn change_of_ends(&self, money: &Money) -> String {
        format!("{} → {}", self.ends(money.before, money.currency), self.ends(money.after, money.currency))
    }

    /// The role of a number in a policy.
    #[must_use]
    pub fn role(&self, role: Role) -> String {
        match role {
            Role::Amount => say!(self, "role-amount"),
            Role::Rate => say!(self, "role-rate"),
            Role::Count => say!(self, "role-count"),
            Role::Cap => say!(self, "role-cap"),
            Role::Floor => say!(self, "role-floor"),
            Role::Threshold => say!(self, "role-threshold"),
            Role::Step => say!(self, "role-step"),
            Role::Limit => say!(self, "role-limit"),
            Role::Rounding => say!(self, "role-rounding"),
            Role::Quota => say!(self, "role-quota"),
            Role::Pool => say!(self, "role-pool"),
            Role::Paid => say!(self, "role-paid"),
            Role::Months => say!(self, "role-months"),
            Role::Instalment => say!(self, "role-instalment"),
            Role::Deduction => say!(self, "role-deduction"),
        }
    }

    /// The part of a policy that states a number.
    #[must_use]
    pub fn part(&self, policy: &Policy, part: &Part) -> String {
        let incentive = |id: &IncentiveId| {
            policy.incentive(id).map_or_else(|| id.to_string(), |incentive| self.text(&incentive.name).to_owned())
        };
        match part {
            Part::Pool => say!(self, "field-pool"),
            Part::Line(id) => policy.line(id).map_or_else(|| id.to_string(), |line| self.text(&line.label).to_owned()),
            Part::Incentive(id) => incentive(id),
            Part::Payout(Some(id)) => format!("{} · {}", incentive(id), say!(self, "field-payout")),
            Part::Payout(None) => say!(self, "field-payout"),
            Part::Stacking => say!(self, "row-stacking"),
            Part::Precedents => say!(self, "field-precedents"),
            Part::Gate => say!(self, "field-gates"),
        }
    }

    /// A value of a number of a policy in its unit; `at` counts as in [`Policy::figures`].
    #[must_use]
    pub fn figure_in(&self, library: &Library, policy: &Policy, at: usize, value: Number) -> String {
        match policy.figures().get(at) {
            Some(figure) if figure.is_share => self.percent(value.0),
            Some(_) if money_figures(library, policy).get(at) == Some(&true) => self.money(value.0, policy.currency),
            _ => self.plain(value.0),
        }
    }

    /// A number of a policy without its unit, as it is entered.
    #[must_use]
    pub fn figure_value(&self, is_share: bool, value: Number) -> String {
        if is_share { self.percent(value.0) } else { self.plain(value.0) }
    }

    fn edit(&self, sides: Sides<'_>, changed: &Changed, edit: &Edit) -> Vec<String> {
        let policy = PolicyId::from(changed.id.as_str());
        let both = (sides.before.policies.get(&policy), sides.after.policies.get(&policy));
        self.edit_of(sides, Some(changed), both, edit)
    }

    /// One change, described with both editions of the policy.
    fn edit_of(
        &self,
        sides: Sides<'_>,
        changed: Option<&Changed>,
        (old, new): (Option<&std::sync::Arc<Policy>>, Option<&std::sync::Arc<Policy>>),
        edit: &Edit,
    ) -> Vec<String> {
        let arrow = |what: String, before: String, after: String| {
            vec![say!(self, "change-field", what = what, before = before, after = after)]
        };
        match edit {
            Edit::Field { name, before, after } => {
                let unit = changed.and_then(|changed| self.unit_of(sides, changed));
                let (before, after) = (self.side(name, &unit, before), self.side(name, &unit, after));
                let what = self.field(name);
                match before.zip(after) {
                    Some((before, after)) => arrow(what, before, after),
                    None => vec![say!(self, "change-other", what = what)],
                }
            }
            Edit::Figure { part, role, is_share, before, after } => {
                let at = |policy: &Policy| {
                    let mut all = policy.figures().into_iter();
                    all.position(|one| one.part == *part && one.role == *role && one.value == *before)
                };
                let value = |value: &Number| match old.and_then(|policy| Some((policy, at(policy)?))) {
                    Some((policy, at)) => self.figure_in(sides.before, policy, at, *value),
                    None => self.figure_value(*is_share, *value),
                };
                let part = new.map(|policy| self.part(policy, part)).unwrap_or_default();
                arrow(format!("{part} · {}", self.role(*role)), value(before), value(after))
            }
            Edit::Basis { incentive, before, after } => {
                let name = new.map(|policy| self.part(policy, &Part::Incentive(incentive.clone()))).unwrap_or_default();
                let what = say!(self, "change-basis", what = name);
                arrow(what, self.basis_chosen(*before), self.basis_chosen(*after))
            }
            Edit::IncentiveAdded(id) => {
                let terms = new.and_then(|policy| self.named_terms(sides.after, policy, id));
                vec![say!(self, "change-incentive-added", what = terms.unwrap_or_else(|| id.to_string()))]
            }
            Edit::IncentiveRemoved(id) => {
                let terms = old.and_then(|policy| self.named_terms(sides.before, policy, id));
                vec![say!(self, "change-incentive-removed", what = terms.unwrap_or_else(|| id.to_string()))]
            }
            Edit::Rule(id) => {
                let terms = |library: &Library, policy: Option<&std::sync::Arc<Policy>>| {
                    let policy = policy?;
                    Some(self.terms(library, policy, policy.incentive(id)?))
                };
                let before = terms(sides.before, old).unwrap_or_default();
                let after = terms(sides.after, new).unwrap_or_default();
                let name = new.map(|policy| self.part(policy, &Part::Incentive(id.clone()))).unwrap_or_default();
                // A change that the words do not show, such as a locator, is still a change.
                if before == after { vec![say!(self, "change-other", what = name)] } else { arrow(name, before, after) }
            }
            Edit::Line(id) => {
                let name = new.or(old).map(|policy| self.part(policy, &Part::Line(id.clone()))).unwrap_or_default();
                vec![say!(self, "change-line", what = name)]
            }
        }
    }

    fn named_terms(&self, library: &Library, policy: &Policy, id: &IncentiveId) -> Option<String> {
        let incentive = policy.incentive(id)?;
        let terms = self.terms(library, policy, incentive);
        Some(say!(self, "named-terms", name = self.text(&incentive.name), terms = terms))
    }

    /// The name of a record, or its id if it has none.
    #[must_use]
    pub fn record_called(&self, library: &Library, kind: Record, id: &str) -> String {
        self.record_name(library, kind, id).unwrap_or_else(|| id.to_owned())
    }

    fn record_name(&self, library: &Library, kind: Record, id: &str) -> Option<String> {
        let text = |text: &Text| self.text(text).to_owned();
        match kind {
            Record::Policy => library.policies.get(&PolicyId::from(id)).map(|one| text(&one.title)),
            Record::Place => library.places.get(&PlaceId::from(id)).map(|one| text(&one.name)),
            Record::Fact => library.facts.get(&id.into()).map(|one| self.capital(self.text(&one.label))),
            Record::Indicator => library.indicators.get(&IndicatorId::from(id)).map(|one| text(&one.name)),
            Record::Source => library.sources.get(&SourceId::from(id)).map(|one| text(&one.title)),
            Record::Band => library.bands.get(&id.into()).map(|one| text(&one.name)),
            Record::Judgement => library.judgements.get(&id.into()).map(|one| text(&one.conflict)),
            Record::Payment => library.payments.get(&id.into()).map(|one| text(&one.to)),
            Record::Production => library.productions.get(id).map(|one| text(&one.name)),
            Record::Portfolio => library.portfolios.get(id).map(|one| text(&one.title)),
            Record::Scenario => library.scenarios.get(id).map(|one| text(&one.title)),
            Record::Slate => library.slates.get(id).map(|one| text(&one.name)),
            Record::Rate | Record::Incentive | Record::Line | Record::Example => None,
            Record::Observation => library.observations.get(&ObservationId::from(id)).map(|seen| {
                let indicator = library.indicators.get(&seen.indicator).map(|one| self.text(&one.name));
                let place = self.place(library, &seen.place);
                format!("{place} · {} · {}", indicator.unwrap_or_default(), self.period(seen))
            }),
        }
    }

    /// The unit of an observation that changed.
    fn unit_of(&self, sides: Sides<'_>, changed: &Changed) -> Option<Unit> {
        if changed.kind != Record::Observation {
            return None;
        }
        let seen = sides.after.observations.get(&ObservationId::from(changed.id.as_str()))?;
        sides.after.indicators.get(&seen.indicator).map(|indicator| indicator.unit.clone())
    }

    /// One side of a field in words; `None` if it is too long for a line.
    fn side(&self, name: &str, unit: &Option<Unit>, value: &Value) -> Option<String> {
        fn known<T: serde::de::DeserializeOwned>(value: &Value) -> Option<T> {
            serde_json::from_value(value.clone()).ok()
        }
        if value.is_null() {
            return Some(say!(self, "change-nothing"));
        }
        let special = match name {
            "status" => known::<Status>(value).map(|status| self.status(status)),
            "read" => known::<Read>(value).map(|read| self.read(read)),
            "confidence" => known::<Confidence>(value).map(|confidence| self.confidence(confidence)),
            "nature" => known::<Nature>(value).map(|nature| self.nature(nature)),
            "grade" => known::<Grade>(value).map(|grade| self.grade(grade)),
            "issued" | "valid_from" | "valid_to" | "checked_on" | "date" => {
                known::<PartialDate>(value).map(|date| self.date(date))
            }
            "value" | "upper" | "printed_value" => {
                let number = known::<Number>(value)?;
                Some(unit.as_ref().map_or_else(|| self.plain(number.0), |unit| self.measure(unit, number.0)))
            }
            _ => None,
        };
        special.or_else(|| known::<Text>(value).map(|text| self.text(&text).to_owned())).or_else(|| match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(yes) => Some(if *yes { say!(self, "yes") } else { say!(self, "no") }),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        })
    }

    /// The name of a field of a record.
    #[must_use]
    pub fn field(&self, name: &str) -> String {
        match name {
            "title" => say!(self, "field-title"),
            "name" => say!(self, "field-name"),
            "issuer" => say!(self, "field-issuer"),
            "publisher" => say!(self, "field-publisher"),
            "document_no" => say!(self, "field-document-no"),
            "issued" => say!(self, "field-issued"),
            "date" => say!(self, "field-date"),
            "valid_from" => say!(self, "field-valid-from"),
            "valid_to" => say!(self, "field-valid-to"),
            "replaces" => say!(self, "field-replaces"),
            "version" => say!(self, "field-version"),
            "status" => say!(self, "field-status"),
            "read" => say!(self, "field-read"),
            "confidence" => say!(self, "field-confidence"),
            "checked_on" => say!(self, "field-checked-on"),
            "sources" | "cites" => say!(self, "field-cites"),
            "note" => say!(self, "field-note"),
            "pool" => say!(self, "field-pool"),
            "precedents" => say!(self, "field-precedents"),
            "gates" => say!(self, "field-gates"),
            "payout" => say!(self, "field-payout"),
            "stacking" => say!(self, "row-stacking"),
            "examples" => say!(self, "why-examples"),
            "unread" => say!(self, "field-unread"),
            "value" => say!(self, "field-value"),
            "upper" => say!(self, "field-upper"),
            "printed" => say!(self, "field-printed"),
            "printed_value" => say!(self, "field-printed-value"),
            "period" => say!(self, "field-period"),
            "place" => say!(self, "record-place"),
            "indicator" => say!(self, "record-indicator"),
            "nature" => say!(self, "field-nature"),
            "precision" => say!(self, "field-precision"),
            "grade" => say!(self, "field-grade"),
            "url" => say!(self, "field-url"),
            other => other.to_owned(),
        }
    }
}
