//! A policy as a form, in words: each shape of the rule language as a sentence with places for its parts.
//!
//! The sentences are ordinary messages. Each part of a shape is passed as an argument that marks its position, and
//! the sentence is cut at the marks.

use super::Words;
use crate::data::draft::schema::{Asks, Counts, Holds, Set, Shape, Ty};
use crate::data::draft::{Lack, Step};
use crate::say;

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Words(String),
    /// A part of the shape, drawn at this position.
    Part(Step),
}

/// Marks the position of a part in a message. It does not occur in text that people write.
const MARK: char = '\u{1}';

fn field(name: &str) -> String {
    format!("{MARK}{name}{MARK}")
}

fn value(at: usize) -> String {
    format!("{MARK}{at}{MARK}")
}

fn pieces(text: &str) -> Vec<Piece> {
    let part = |(at, piece): (usize, &str)| match (at % 2, piece.trim()) {
        (0, "") => None,
        (0, _) => Some(Piece::Words(piece.trim().to_owned())),
        (_, name) => Some(Piece::Part(name.parse().map_or_else(|_| Step::from(name), Step::Item))),
    };
    text.split(MARK).enumerate().filter_map(part).collect()
}

impl Words {
    /// A word of the rule language as a sentence with places for its parts. `has` says whether an optional field
    /// is present; such a field follows the sentence.
    #[must_use]
    pub fn sentence(&self, set: Set, shape: &'static Shape, has: impl Fn(&str) -> bool) -> Vec<Piece> {
        let mut all = pieces(&self.pattern(set, shape));
        let left_out = shape.fields().iter().filter(|one| !one.needed && has(one.name) && one.name != "cites");
        for one in left_out {
            all.push(Piece::Words(self.part_label(one.name)));
            all.push(Piece::Part(Step::from(one.name)));
        }
        all
    }

    /// A record of the rule language as a sentence.
    #[must_use]
    pub fn sentence_of_record(&self, name: &str, has: impl Fn(&str) -> bool) -> Vec<Piece> {
        let text = match name {
            "Slice" if has("up_to") => say!(self, "draft-slice", to = field("up_to"), rate = field("rate")),
            "Slice" => say!(self, "draft-slice-open", rate = field("rate")),
            "Tier" if has("to") => {
                say!(self, "draft-tier-to", from = field("from"), to = field("to"), gives = field("gives"))
            }
            "Tier" => say!(self, "draft-tier", from = field("from"), gives = field("gives")),
            "Case" => say!(self, "draft-case", choices = field("is"), gives = field("gives")),
            "Point" => say!(self, "draft-point", at = field("at"), gives = field("gives")),
            "Version" => say!(self, "draft-version", from = field("from"), gives = field("gives")),
            "Reading" => field("gives"),
            "Citation" => {
                let mut text = field("source");
                for name in ["at", "quote"].into_iter().filter(|name| has(name)) {
                    text.push_str(&field(name));
                }
                text
            }
            "Incentive" => {
                let (per, amount, basis) = (field("per"), field("amount"), field("basis"));
                let mut text = match (has("per"), has("amount")) {
                    (true, true) => say!(self, "draft-incentive", per = per, amount = amount, basis = basis),
                    (false, true) => say!(self, "draft-incentive-amount", amount = amount, basis = basis),
                    (true, false) => say!(self, "draft-incentive-per", per = per, basis = basis),
                    (false, false) => say!(self, "draft-incentive-unpublished", basis = basis),
                };
                if has("claimant") {
                    text.push_str(&say!(self, "draft-incentive-claimant", claimant = field("claimant")));
                }
                text
            }
            "Group" => {
                let (label, members, rule) = (field("label"), field("members"), field("rule"));
                say!(self, "draft-group", label = label, members = members, rule = rule)
            }
            "Instalment" => {
                say!(self, "draft-instalment", months = field("after_months"), share = field("share"))
            }
            "PoolPart" => say!(self, "draft-pool-part", purpose = field("for"), amount = field("amount")),
            "Accepted" => say!(self, "draft-accepted", advice = field("advice"), because = field("because")),
            _ => String::new(),
        };
        pieces(&text)
    }

    fn pattern(&self, set: Set, shape: &Shape) -> String {
        let (a, b) = (value(0), value(1));
        match (set, shape.name) {
            (Set::Amount, "Award") => say!(self, "draft-award", incentive = a),
            (Set::Amount, "Share") => say!(self, "draft-share", rate = field("rate"), of = field("of")),
            (Set::Amount, "Sum") => say!(self, "draft-sum", parts = a),
            (Set::Amount, "Difference") => say!(self, "draft-difference", from = field("from"), less = field("less")),
            (Set::Amount, "Product") => say!(self, "draft-product", parts = a),
            (Set::Amount, "Prorated") => {
                say!(self, "draft-prorated", of = field("of"), part = field("part"), whole = field("whole"))
            }
            (Set::Amount, "LesserOf") => say!(self, "draft-lesser", parts = a),
            (Set::Amount, "GreaterOf") => say!(self, "draft-greater", parts = a),
            (Set::Amount, "AtMost") => say!(self, "draft-at-most", of = field("of"), cap = field("cap")),
            (Set::Amount, "AtLeast") => say!(self, "draft-at-least", of = field("of"), floor = field("floor")),
            (Set::Amount, "WithinTotal") => {
                let (of, beside, share) = (field("of"), field("beside"), field("share"));
                say!(self, "draft-within-total", of = of, beside = beside, share = share)
            }
            (Set::Amount, "Slices") => say!(self, "draft-slices", of = field("of"), slices = field("slices")),
            (Set::Amount, "Tiers") => say!(self, "draft-tiers", by = field("by"), tiers = field("tiers")),
            (Set::Amount, "Table") => {
                let (rows, columns, gives) = (field("rows"), field("columns"), field("gives"));
                say!(self, "draft-table", rows = rows, columns = columns, gives = gives)
            }
            (Set::Amount, "Choice") => say!(self, "draft-choice", by = field("by"), cases = field("cases")),
            (Set::Amount, "Taper") => {
                say!(self, "draft-taper", by = field("by"), from = field("from"), to = field("to"))
            }
            (Set::Amount, "ByYear") => say!(self, "draft-by-year", year = field("year"), gives = field("gives")),
            (Set::Amount, "PerUnit") => say!(self, "draft-per-unit", count = field("count"), each = field("each")),
            (Set::Amount, "ForEach") => say!(self, "draft-for-each", list = field("list"), gives = field("gives")),
            (Set::Amount, "If") => say!(self, "draft-if", when = field("when"), then = field("then")),
            (Set::Amount, "Between") => say!(self, "draft-between", least = field("least"), most = field("most")),
            (Set::Amount, "Dated") => say!(self, "draft-dated", versions = a),
            (Set::Amount, "Rounded") => {
                say!(self, "draft-rounded", of = field("of"), to = field("to"), mode = field("mode"))
            }
            (Set::Amount, "Converted") => say!(self, "draft-converted", from = field("from"), of = field("of")),
            (Set::Amount, "DaysBetween") => say!(self, "draft-days", from = a, to = b),
            (Set::Amount | Set::Condition, "Contested") => say!(self, "draft-contested", readings = a),
            (Set::Condition, "OneOf") => say!(self, "draft-one-of", fact = a, choices = b),
            (Set::Condition, "AtLeast") => format!("{a} ≥ {b}"),
            (Set::Condition, "MoreThan") => format!("{a} > {b}"),
            (Set::Condition, "AtMost") => format!("{a} ≤ {b}"),
            (Set::Condition, "LessThan") => format!("{a} < {b}"),
            (Set::Condition, "Equals") => format!("{a} = {b}"),
            (Set::Condition, "OnOrAfter") => say!(self, "draft-on-or-after", fact = a, date = b),
            (Set::Condition, "OnOrBefore") => say!(self, "draft-on-or-before", fact = a, date = b),
            (Set::Condition, "Not") => say!(self, "draft-not", condition = a),
            (Set::Condition, "Unclear") => say!(self, "draft-unclear", of = field("of")),
            (Set::Bound, "AtLeast") => say!(self, "draft-from", figure = a),
            (Set::Bound, _) => say!(self, "draft-above", figure = a),
            (Set::Limit, "AtMost") => say!(self, "draft-to", figure = a),
            (Set::Limit, _) => say!(self, "draft-below", figure = a),
            (Set::Axis, "Steps") => say!(self, "draft-axis", by = field("by"), heads = field("from")),
            (Set::Axis, _) => say!(self, "draft-axis", by = field("by"), heads = field("is")),
            (Set::Rule, "SumUpTo") => say!(self, "draft-sum-up-to", cap = a),
            (Set::Rule, "AtMost") => say!(self, "draft-together-at-most", cap = a),
            (Set::Relation, "Requires") => {
                say!(self, "draft-requires", incentive = field("incentive"), others = field("any_of"))
            }
            (Set::Relation, _) => {
                say!(self, "draft-excludes", incentive = field("incentive"), others = field("others"))
            }
            (Set::Outcome, "UpTo") => say!(self, "draft-outcome-up-to", amount = a),
            (Set::Outcome, "Between") => format!("{a} – {b}"),
            (Set::Outcome, "NeedsAnswer") => say!(self, "draft-outcome-needs", facts = a),
            _ => match shape.holds {
                Holds::Values(all) => (0..all.len()).map(value).collect(),
                Holds::Nothing | Holds::Fields(_) => self.word(set, shape.name),
            },
        }
    }

    /// The name of a word of the rule language in a menu: its sentence with dots for its parts.
    #[must_use]
    pub fn shape_name(&self, set: Set, shape: &'static Shape) -> String {
        match (set, shape.name) {
            (Set::Amount, "Fixed") => say!(self, "draft-name-fixed"),
            (Set::Amount, "Rate") => say!(self, "draft-name-rate"),
            (Set::Amount, "Count") => say!(self, "draft-name-count"),
            (Set::Amount, "Fact") => say!(self, "draft-name-fact"),
            (Set::Amount, "Line") => say!(self, "draft-name-line"),
            (Set::Condition, "Yes") => say!(self, "draft-name-yes"),
            (Set::Condition, "All") => say!(self, "draft-name-all"),
            (Set::Condition, "Any") => say!(self, "draft-name-any"),
            (Set::Outcome, "Paid") => say!(self, "draft-name-paid"),
            (Set::DatedBy, "Fact") => say!(self, "draft-name-dated-by"),
            _ => {
                let part = |piece| match piece {
                    Piece::Words(words) => words,
                    Piece::Part(_) => "…".to_owned(),
                };
                let pieces = self.sentence(set, shape, |_| false);
                let text: Vec<String> = pieces.into_iter().map(part).collect();
                self.set(text.join(" ")).replace(" …", "…").replace("… ", "…").replace('…', " … ").trim().to_owned()
            }
        }
    }

    /// A word without parts.
    #[must_use]
    pub fn word(&self, set: Set, name: &str) -> String {
        fn read<T: serde::de::DeserializeOwned>(name: &str) -> Option<T> {
            serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
        }
        let known = match set {
            Set::Status => read(name).map(|one| self.status(one)),
            Set::Read => read(name).map(|one| self.read(one)),
            Set::Confidence => read(name).map(|one| self.confidence(one)),
            Set::Kind => read(name).map(|one| self.kind(one)),
            Set::Basis => read(name).map(|one| self.basis(one)),
            Set::Per => read(name).map(|one| self.per(one)),
            Set::Rounding => read(name).map(|one| self.rounding(one)),
            Set::Rule => match name {
                "Sum" => Some(say!(self, "draft-rule-sum")),
                "Highest" => Some(say!(self, "draft-rule-highest")),
                _ => Some(say!(self, "draft-rule-unknown")),
            },
            Set::Outcome => match name {
                "NotEligible" => Some(say!(self, "draft-outcome-not-eligible")),
                "NotCalculable" => Some(say!(self, "draft-outcome-not-calculable")),
                _ => Some(say!(self, "draft-outcome-conflict")),
            },
            Set::Origin => read(name).map(|one| self.origin(one)),
            Set::Intake => match name {
                "Rolling" => Some(say!(self, "draft-intake-rolling")),
                _ => Some(say!(self, "draft-intake-until-spent")),
            },
            Set::DatedBy => Some(say!(self, "draft-dated-by-day")),
            // These keep the names that the files and the guide use.
            Set::Advice | Set::Amount | Set::Condition | Set::Bound | Set::Limit | Set::Axis | Set::Relation => None,
        };
        known.unwrap_or_else(|| name.to_owned())
    }

    /// The value to enter in a blank, in a word.
    #[must_use]
    pub fn blank(&self, ty: Ty) -> String {
        match ty {
            Ty::Number(Counts::Money) => say!(self, "draft-blank-money"),
            Ty::Number(Counts::Share) => say!(self, "draft-blank-share"),
            Ty::Number(_) | Ty::Whole => say!(self, "draft-blank-number"),
            Ty::Date => say!(self, "draft-blank-date"),
            Ty::Fact(Asks::YesNo) => say!(self, "draft-blank-yes"),
            Ty::Fact(_) => say!(self, "draft-blank-fact"),
            Ty::Choice => say!(self, "draft-blank-choice"),
            Ty::Member | Ty::Incentive => say!(self, "draft-blank-incentive"),
            Ty::Line => say!(self, "draft-blank-line"),
            Ty::Place => say!(self, "draft-blank-place"),
            Ty::Policy => say!(self, "draft-blank-policy"),
            Ty::Source => say!(self, "draft-blank-source"),
            Ty::Currency => say!(self, "draft-blank-currency"),
            Ty::One(Set::Amount) => say!(self, "draft-blank-amount"),
            Ty::One(Set::Condition) => say!(self, "draft-blank-condition"),
            Ty::One(Set::Basis) => say!(self, "draft-blank-basis"),
            Ty::One(Set::Per) => say!(self, "draft-blank-per"),
            Ty::One(Set::Kind) => say!(self, "draft-blank-kind"),
            Ty::Text | Ty::Plain | Ty::Id => say!(self, "draft-blank-words"),
            Ty::One(_) | Ty::YesNo | Ty::Answer | Ty::Record(_) | Ty::List(_) | Ty::Map(..) => {
                say!(self, "draft-blank-choose")
            }
        }
    }

    /// The name of a field of a part of a policy.
    #[must_use]
    pub fn part_label(&self, name: &str) -> String {
        match name {
            "id" => say!(self, "draft-part-id"),
            "kind" => say!(self, "draft-part-kind"),
            "basis" => say!(self, "draft-part-basis"),
            "claimant" => say!(self, "draft-part-claimant"),
            "when" => say!(self, "draft-part-when"),
            "amount" => say!(self, "role-amount"),
            "per" => say!(self, "draft-part-per"),
            "quota" => say!(self, "role-quota"),
            "application" => say!(self, "draft-part-application"),
            "lines" => say!(self, "draft-part-lines"),
            "incentives" => say!(self, "draft-clauses"),
            "precedents" => say!(self, "field-precedents"),
            "gates" => say!(self, "field-gates"),
            "accepts" => say!(self, "draft-part-accepts"),
            "dated_by" => say!(self, "draft-part-dated-by"),
            "currency" => say!(self, "draft-blank-currency"),
            "limit" => say!(self, "role-limit"),
            "otherwise" => say!(self, "draft-part-otherwise"),
            "decided" => say!(self, "draft-part-decided"),
            "cumulative" => say!(self, "draft-part-cumulative"),
            "up_to" | "to" => say!(self, "draft-part-to"),
            "from" => say!(self, "draft-part-from"),
            "at" => say!(self, "draft-part-at"),
            "quote" => say!(self, "draft-part-quote"),
            "source" => say!(self, "draft-blank-source"),
            "cites" => say!(self, "draft-part-cites"),
            "rule" => say!(self, "row-stacking"),
            "groups" => say!(self, "draft-part-groups"),
            "relations" => say!(self, "draft-part-relations"),
            "members" => say!(self, "draft-part-members"),
            "label" | "name" => say!(self, "field-name"),
            "windows" | "round" => say!(self, "draft-part-windows"),
            "intake" => say!(self, "draft-part-intake"),
            "papers" | "paper" | "needs" => say!(self, "draft-part-papers"),
            "decided_by" => say!(self, "draft-part-decided-by"),
            "decided_in_days" => say!(self, "draft-part-decided-in-days"),
            "redeemed_at" => say!(self, "draft-part-redeemed"),
            "fee_rate" => say!(self, "draft-part-fee"),
            "costs" => say!(self, "draft-part-costs"),
            "tax" => say!(self, "draft-part-tax"),
            "after_months" => say!(self, "role-months"),
            "instalments" => say!(self, "draft-part-instalments"),
            "parts" => say!(self, "draft-part-pool-parts"),
            "used" | "paid" => say!(self, "role-paid"),
            "applied" => say!(self, "draft-part-applied"),
            "granted" => say!(self, "draft-part-granted"),
            "cases" => say!(self, "draft-part-classes"),
            "class" => say!(self, "draft-part-class"),
            "on" => say!(self, "field-date"),
            "origin" => say!(self, "draft-part-origin"),
            "answers" => say!(self, "draft-part-answers"),
            "expect" => say!(self, "draft-part-expect"),
            "floor" => say!(self, "draft-part-floor"),
            "ceiling" => say!(self, "draft-part-ceiling"),
            "net" => say!(self, "draft-part-net"),
            "rounded_to" => say!(self, "draft-part-rounded-to"),
            other => self.field(other),
        }
    }

    /// The word between the items of a list.
    #[must_use]
    pub fn joint(&self, word: &str) -> String {
        match word {
            "All" => say!(self, "draft-and"),
            "Any" => say!(self, "draft-or"),
            "Sum" => "+".to_owned(),
            "Product" => "×".to_owned(),
            _ => self.comma().trim().to_owned(),
        }
    }

    /// A missing part of a draft.
    #[must_use]
    pub fn lack(&self, what: Lack) -> String {
        match what {
            Lack::Blank => say!(self, "draft-lacks-blank"),
            Lack::Words => say!(self, "draft-lacks-words"),
            Lack::Source => say!(self, "draft-lacks-source"),
            Lack::Citation => say!(self, "draft-lacks-citation"),
        }
    }
}
