//! Imported tables in words: the columns, the changes by rows, and their errors.

use std::sync::Arc;

use super::Words;
use crate::data::problem::{Location, Problem};
use crate::data::table::fault::Fault;
use crate::data::table::headings::Field;
use crate::data::table::mapping::{Kind, Mapping, Role};
use crate::data::table::propose::{Effect, Outcome, ProposedChange};
use crate::data::table::quantity::Needed;
use crate::data::table::row_error::{RowError, RowErrorKind};
use crate::data::table::{Table, letters};
use crate::model::indicator::Observation;
use crate::model::library::Library;
use crate::model::production::Currency;
use crate::model::text::Language;
use crate::say;
use crate::study::differences::records;
use crate::words::differences::Sides;

/// The number of columns, rows or sheets that are named; the others are counted.
const MOST_NAMED: usize = 20;

impl Words {
    /// The kind of the rows of a table.
    #[must_use]
    pub fn table_kind(&self, kind: Kind) -> String {
        match kind {
            Kind::Observations => say!(self, "table-kind-observations"),
            Kind::Answers => say!(self, "table-kind-answers"),
            Kind::Payments => say!(self, "table-kind-payments"),
        }
    }

    /// The role of a column.
    #[must_use]
    pub fn table_role(&self, library: &Library, role: &Role) -> String {
        match role {
            Role::Ignore => say!(self, "table-role-ignore"),
            Role::Field(field) => self.table_field(*field),
            Role::Indicator(id) => self.indicator_name(library, id.as_str()),
            Role::Fact(id) => self.capital(&self.fact(library, id)),
        }
    }

    fn indicator_name(&self, library: &Library, id: &str) -> String {
        library.indicators.get(&id.into()).map_or(id, |indicator| self.text(&indicator.name)).to_owned()
    }

    /// A field of the record of a row.
    #[must_use]
    pub fn table_field(&self, field: Field) -> String {
        match field {
            Field::Id => say!(self, "table-field-id"),
            Field::Place => say!(self, "table-field-place"),
            Field::Indicator => say!(self, "table-field-indicator"),
            Field::Period => say!(self, "table-field-period"),
            Field::Value => say!(self, "table-field-value"),
            Field::Upper => say!(self, "table-field-upper"),
            Field::Unit => say!(self, "table-field-unit"),
            Field::Currency => say!(self, "table-field-currency"),
            Field::Precision => say!(self, "table-field-precision"),
            Field::Nature => say!(self, "table-field-nature"),
            Field::Source => say!(self, "table-field-source"),
            Field::Publisher => say!(self, "table-field-publisher"),
            Field::Locator => say!(self, "table-field-locator"),
            Field::Link => say!(self, "table-field-link"),
            Field::Printed => say!(self, "table-field-printed"),
            Field::PrintedValue => say!(self, "table-field-printed-value"),
            Field::Series => say!(self, "table-field-series"),
            Field::Confidence => say!(self, "table-field-confidence"),
            Field::CheckedOn => say!(self, "table-field-checked-on"),
            Field::Plot => say!(self, "table-field-plot"),
            Field::Note => say!(self, "table-field-note"),
            Field::NoteEnglish => say!(self, "table-field-note-english"),
            Field::Question => say!(self, "table-field-question"),
            Field::Answer => say!(self, "table-field-answer"),
            Field::Recipient => say!(self, "table-field-recipient"),
            Field::Work => say!(self, "table-field-work"),
            Field::Amount => say!(self, "table-field-amount"),
            Field::Count => say!(self, "table-field-count"),
            Field::PaidOn => say!(self, "table-field-paid-on"),
            Field::AppliedOn => say!(self, "table-field-applied-on"),
            Field::Stage => say!(self, "table-field-stage"),
            Field::Policy => say!(self, "table-field-policy"),
            Field::Incentive => say!(self, "table-field-incentive"),
        }
    }

    /// The effect of a row.
    #[must_use]
    pub fn effect(&self, effect: Effect) -> String {
        match effect {
            Effect::New => say!(self, "table-effect-new"),
            Effect::Changes => say!(self, "table-effect-changes"),
            Effect::Same => say!(self, "table-effect-same"),
            Effect::Wrong => say!(self, "table-effect-wrong"),
        }
    }

    /// The record of a row, in one line. Empty for a row that could not be read.
    #[must_use]
    pub fn table_line(&self, library: &Library, currency: Currency, line: &ProposedChange) -> String {
        match &line.outcome {
            Outcome::Wrong(_) => String::new(),
            Outcome::Observation { after, .. } => {
                let unit = library.indicators.get(&after.indicator).map(|indicator| &indicator.unit);
                let value = unit.map_or_else(|| after.printed.clone(), |unit| self.observed(unit, after));
                let indicator = self.indicator_name(library, after.indicator.as_str());
                let (place, period) = (self.place(library, &after.place), self.period(after));
                say!(
                    self,
                    "table-line-observation",
                    place = place,
                    indicator = indicator,
                    period = period,
                    value = value
                )
            }
            Outcome::Payment { after, .. } => {
                let policy = library.policies.get(&after.policy);
                let currency = policy.map_or_else(Currency::default, |policy| policy.currency);
                let under = policy.map_or_else(String::new, |policy| self.text(&policy.title).to_owned());
                say!(self, "report-labelled", label = under, value = self.payment(after, currency))
            }
            Outcome::Answer { fact, place, after, .. } => {
                let value = self.answer(library.facts.get(fact).map(AsRef::as_ref), after, currency);
                let fact = self.capital(&self.fact(library, fact));
                match place {
                    Some(place) => {
                        let place = self.place(library, place);
                        say!(self, "table-line-answer-in", fact = fact, place = place, value = value)
                    }
                    None => say!(self, "table-line-answer", fact = fact, value = value),
                }
            }
        }
    }

    /// The details of a row: its changes, or all its errors.
    #[must_use]
    pub fn table_details(&self, library: &Library, currency: Currency, line: &ProposedChange) -> Vec<String> {
        match (&line.outcome, line.effect()) {
            (Outcome::Wrong(troubles), _) => troubles.iter().map(|trouble| self.trouble(trouble)).collect(),
            (Outcome::Observation { after, before: Some(before) }, Effect::Changes) => {
                vec![self.observation_change(library, before, after)]
            }
            (Outcome::Payment { before: Some(before), .. }, Effect::Changes) => {
                let currency = library.policies.get(&before.policy).map_or_else(Currency::default, |one| one.currency);
                vec![say!(self, "table-answer-was", value = self.payment(before, currency))]
            }
            (Outcome::Answer { fact, before: Some(before), .. }, Effect::Changes) => {
                let value = self.answer(library.facts.get(fact).map(AsRef::as_ref), before, currency);
                vec![say!(self, "table-answer-was", value = value)]
            }
            _ => Vec::new(),
        }
    }

    /// The differences between two states of an observation.
    fn observation_change(&self, library: &Library, before: &Observation, after: &Observation) -> String {
        // Only the records that the two refer to: a library is large, and this runs for every visible row.
        let small = |seen: &Observation| {
            let mut small = Library::default();
            let indicator = library.indicators.get_key_value(&seen.indicator);
            small.indicators.extend(indicator.map(|(id, one)| (id.clone(), Arc::clone(one))));
            for cite in before.cites.iter().chain(&after.cites) {
                let source = library.sources.get_key_value(&cite.source);
                small.sources.extend(source.map(|(id, one)| (id.clone(), Arc::clone(one))));
            }
            small.observations.insert(after.id.clone(), Arc::new(seen.clone()));
            small
        };
        let (old, new) = (small(before), small(after));
        let sides = Sides { before: &old, after: &new };
        let lines: Vec<String> = records(&old, &new).iter().flat_map(|one| self.change(sides, one)).collect();
        lines.join(&self.semicolon())
    }

    /// An error of a row, with its column.
    #[must_use]
    pub fn trouble(&self, trouble: &RowError) -> String {
        let said = self.wrong(&trouble.wrong);
        match trouble.column {
            Some(column) => say!(self, "table-trouble", column = letters(column), problem = said),
            None => said,
        }
    }

    /// The same with the file and the row, for a list without the table.
    #[must_use]
    pub fn trouble_in(&self, file: &str, row: usize, trouble: &RowError) -> String {
        say!(self, "table-trouble-in", file = file, row = row.to_string(), problem = self.trouble(trouble))
    }

    fn wrong(&self, wrong: &RowErrorKind) -> String {
        let like = |said: String, nearest: &Option<String>| match nearest {
            Some(nearest) => format!("{said} {}", say!(self, "hint-nearest", nearest = nearest.as_str())),
            None => said,
        };
        match wrong {
            RowErrorKind::Place { found, nearest } => {
                like(say!(self, "table-wrong-place", found = found.as_str()), nearest)
            }
            RowErrorKind::Indicator { found, nearest } => {
                like(say!(self, "table-wrong-indicator", found = found.as_str()), nearest)
            }
            RowErrorKind::Question { found, nearest } => {
                like(say!(self, "table-wrong-question", found = found.as_str()), nearest)
            }
            RowErrorKind::Policy { found, nearest } => {
                like(say!(self, "table-wrong-policy", found = found.as_str()), nearest)
            }
            RowErrorKind::Incentive { found, nearest } => {
                like(say!(self, "table-wrong-incentive", found = found.as_str()), nearest)
            }
            RowErrorKind::Sum(found) => say!(self, "table-wrong-sum", found = found.as_str()),
            RowErrorKind::Several { found, ids } => {
                say!(self, "table-wrong-several", found = found.as_str(), ids = ids.join(&self.comma()))
            }
            RowErrorKind::Missing(Field::Policy) => say!(self, "table-wrong-no-policy"),
            RowErrorKind::Missing(Field::PaidOn) => say!(self, "table-wrong-no-day"),
            RowErrorKind::Missing(Field::Source) => say!(self, "table-wrong-no-source"),
            RowErrorKind::Missing(field) => say!(self, "table-wrong-missing", field = self.table_field(*field)),
            RowErrorKind::NotANumber(found) => say!(self, "table-wrong-number", found = found.as_str()),
            RowErrorKind::UnclearNumber(found) => say!(self, "table-wrong-unclear-number", found = found.as_str()),
            RowErrorKind::Bound(found) => say!(self, "table-wrong-bound", found = found.as_str()),
            RowErrorKind::ErrorCell(found) => say!(self, "table-wrong-error", found = found.as_str()),
            RowErrorKind::NoValue => say!(self, "table-wrong-no-value"),
            RowErrorKind::WhichColumn(columns) => say!(self, "table-wrong-which", columns = self.quoted(columns)),
            RowErrorKind::TwoPlaces(found) => say!(self, "table-wrong-two-places", found = found.as_str()),
            RowErrorKind::NotBegun(found) => say!(self, "table-wrong-not-begun", found = found.as_str()),
            RowErrorKind::UnclearUnit(found) => say!(self, "table-wrong-unclear-unit", found = found.as_str()),
            RowErrorKind::UnsureMark(found) => say!(self, "table-wrong-mark", found = found.as_str()),
            RowErrorKind::AbsurdNumber(found) => say!(self, "table-wrong-absurd", found = found.as_str()),
            RowErrorKind::NotAPeriod(found) => say!(self, "table-wrong-period", found = found.as_str()),
            RowErrorKind::NotADate(found) => say!(self, "table-wrong-date", found = found.as_str()),
            RowErrorKind::BesideDay(found) => say!(self, "schedule-wrong-beside-day", found = found.as_str()),
            RowErrorKind::NoDay => say!(self, "schedule-wrong-no-day"),
            RowErrorKind::NoDayAbove => say!(self, "schedule-wrong-no-day-above"),
            RowErrorKind::NoYear(found) => say!(self, "schedule-wrong-no-year", found = found.as_str()),
            RowErrorKind::UnclearDay(found) => say!(self, "schedule-wrong-unclear-day", found = found.as_str()),
            RowErrorKind::Weekday { found, date } => {
                say!(self, "schedule-wrong-weekday", found = found.as_str(), date = date.to_string())
            }
            RowErrorKind::NoLocation => say!(self, "schedule-wrong-no-location"),
            RowErrorKind::Unit { found, needed } => {
                say!(self, "table-wrong-unit", found = found.as_str(), needed = self.needed_unit(needed))
            }
            RowErrorKind::BareShare(found) => say!(self, "table-wrong-bare-share", found = found.as_str()),
            RowErrorKind::NotYesNo(found) => say!(self, "table-wrong-yes-no", found = found.as_str()),
            RowErrorKind::NotOneOf { found, allowed } => {
                let names = allowed.iter().map(|(zh, en)| match self.language {
                    Language::Chinese => zh.as_str(),
                    Language::English => en.as_str(),
                });
                let allowed = names.collect::<Vec<_>>().join(&self.comma());
                say!(self, "table-wrong-word", found = found.as_str(), allowed = allowed)
            }
            RowErrorKind::NotAList(found) => say!(self, "table-wrong-list", found = found.as_str()),
            RowErrorKind::BadId(found) => say!(self, "table-wrong-id", found = found.as_str()),
            RowErrorKind::UpperBelow => say!(self, "table-wrong-upper"),
            RowErrorKind::Repeats(row) => say!(self, "table-wrong-repeats", row = row.to_string()),
            RowErrorKind::Answer(what) => self.problem(&Problem::error(Location::start_of(""), (**what).clone())),
        }
    }

    /// Names in quotation marks.
    #[must_use]
    pub fn quoted(&self, names: &[String]) -> String {
        let quoted = names.iter().map(|name| say!(self, "table-quoted", name = name.as_str()));
        quoted.collect::<Vec<_>>().join(&self.comma())
    }

    /// The reason that a file cannot be read as a table.
    #[must_use]
    pub fn table_fault(&self, fault: &Fault) -> String {
        let plain = |limit: &usize| self.plain((*limit).into());
        match fault {
            Fault::Password => say!(self, "table-fault-password"),
            Fault::Damaged => say!(self, "table-fault-damaged"),
            Fault::OtherKind => say!(self, "table-fault-other-kind"),
            Fault::Cells { limit } => say!(self, "table-fault-cells", limit = plain(limit)),
            Fault::Rows { limit } => say!(self, "table-fault-rows", limit = plain(limit)),
            Fault::Columns { limit } => say!(self, "table-fault-columns", limit = plain(limit)),
            Fault::Unpacked { megabytes } => say!(self, "table-fault-unpacked", megabytes = plain(megabytes)),
            Fault::Letters { limit } => say!(self, "table-fault-letters", limit = plain(limit)),
            Fault::OpenQuote => say!(self, "table-fault-open-quote"),
            Fault::NothingSeen => say!(self, "table-fault-nothing-seen"),
        }
    }

    /// The meaning assigned to each column, in order; columns without one are left out.
    #[must_use]
    pub fn table_taken(&self, library: &Library, mapping: &Mapping) -> Vec<String> {
        let mut lines = Vec::new();
        for (at, column) in mapping.columns.iter().enumerate().filter(|(_, column)| column.role != Role::Ignore) {
            let heading = mapping.names_of(&[at]).join("");
            let role = self.table_role(library, &column.role);
            let mut role = match &column.place {
                Some(place) => say!(self, "table-taken-in", role = role, place = self.place(library, place)),
                None => role,
            };
            let figures = match &column.role {
                Role::Field(field) => field.is_figure(),
                Role::Fact(_) | Role::Indicator(_) => true,
                Role::Ignore => false,
            };
            if figures && !column.unit.is_empty() {
                role = say!(self, "table-taken-unit", role = role, unit = column.unit.as_str());
            }
            lines.push(say!(self, "table-taken", column = letters(at), heading = heading, role = role));
        }
        if !mapping.unit.is_empty() {
            lines.push(say!(self, "table-unit-of-sheet", unit = mapping.unit.as_str()));
        }
        lines
    }

    /// The parts of a table that are left out, and the decisions that are needed.
    #[must_use]
    pub fn table_left_out(&self, table: &Table, mapping: &Mapping, library: &Library) -> Vec<String> {
        let mut lines = Vec::new();
        for ask in &mapping.asks {
            let role = self.table_role(library, &ask.role);
            lines.push(say!(self, "table-asked", role = role, columns = self.quoted(&mapping.names_of(&ask.columns))));
        }
        let left_out = mapping.left_out(table);
        let shown: Vec<usize> = left_out.iter().copied().take(MOST_NAMED).collect();
        for at in &shown {
            let heading = mapping.names_of(&[*at]).join("");
            lines.push(say!(self, "table-left-out", column = letters(*at), heading = heading));
        }
        if let Some(more) = left_out.len().checked_sub(shown.len()).filter(|more| *more > 0) {
            lines.push(say!(self, "table-left-out-more", count = more));
        }
        let hidden = &table.hidden;
        let some = |all: Vec<String>| {
            let named = all.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(&self.comma());
            if all.len() > MOST_NAMED { format!("{named} …") } else { named }
        };
        if !hidden.rows.is_empty() {
            let rows = some(hidden.rows.iter().map(ToString::to_string).collect());
            lines.push(say!(self, "table-hidden-rows", rows = rows));
        }
        if !hidden.columns.is_empty() {
            let columns = some(hidden.columns.iter().map(|at| letters(*at)).collect());
            lines.push(say!(self, "table-hidden-columns", columns = columns));
        }
        if !hidden.sheets.is_empty() {
            lines.push(say!(self, "table-hidden-sheets", sheets = self.quoted(&hidden.sheets)));
        }
        lines
    }

    /// A note that nothing in a table was recognised, with the headings that were searched for.
    #[must_use]
    pub fn table_nothing_known(&self, kind: Kind) -> String {
        match kind {
            Kind::Observations => say!(self, "table-nothing-known-observations"),
            Kind::Answers => say!(self, "table-nothing-known-answers"),
            Kind::Payments => say!(self, "table-nothing-known-payments"),
        }
    }

    fn needed_unit(&self, needed: &Needed) -> String {
        match needed {
            Needed::Money(currency) if *currency == Currency::CNY => say!(self, "table-needed-yuan"),
            Needed::Money(currency) => say!(self, "table-needed-money", code = currency.code()),
            Needed::Share => say!(self, "table-needed-share"),
            Needed::Times => say!(self, "table-needed-times"),
            Needed::Count(of) => say!(self, "table-needed-count", unit = self.text(of)),
            Needed::Words => say!(self, "table-needed-words"),
        }
    }
}
