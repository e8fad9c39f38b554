//! Rows of a notice of payments (公示): one payment per row.
//!
//! The policy, the day and the stage can be in the row or apply to the whole table. The policy is never guessed, and
//! sums of other rows are not imported.

use std::collections::HashMap;
use std::sync::Arc;

use super::beside::Bound;
use super::cited::{BETWEEN, Cited, columns_of_fields};
use super::find::{Found, Names, incentives, policies};
use super::ground::{ImportTarget, Outcome};
use super::headings::{Field, Word, headings, plain};
use super::mapping::Mapping;
use super::period::partial;
use super::quantity::{Levels, Memo, Needed, figure, readable};
use super::row_error::{RowError, RowErrorKind};
use super::{Cell, Row, Table};
use crate::data::problem::ProblemKind;
use crate::model::date::PartialDate;
use crate::model::id::{IncentiveId, PaymentId, PolicyId};
use crate::model::number::Number;
use crate::model::payment::{Payment, Stage};
use crate::model::policy::Policy;
use crate::model::source::Source;
use crate::model::text::{Language, Text};

pub(super) struct PaymentReader<'a> {
    table: &'a Table,
    mapping: &'a Mapping,
    ground: ImportTarget<'a>,
    columns: HashMap<Field, usize>,
    policies: Names,
    incentives: HashMap<PolicyId, Names>,
    cited: Cited<'a>,
    memo: Memo,
    loaded: HashMap<Same, &'a Arc<Payment>>,
    seen: HashMap<PaymentId, usize>,
}

/// The values by which two payments are equal: policy, incentive, recipient, amount and day.
type Same = (PolicyId, Option<IncentiveId>, String, Number, PartialDate);

fn same(payment: &Payment) -> Same {
    let Payment { policy, incentive, to, amount, on, .. } = payment;
    (policy.clone(), incentive.clone(), plain(&to.zh), *amount, *on)
}

impl<'a> PaymentReader<'a> {
    pub(super) fn new(table: &'a Table, mapping: &'a Mapping, ground: ImportTarget<'a>, own: &'a Source) -> Self {
        let library = ground.library;
        Self {
            table,
            mapping,
            ground,
            columns: columns_of_fields(mapping),
            policies: policies(library),
            incentives: HashMap::new(),
            cited: Cited::new(mapping, library, &own.id),
            memo: Memo::default(),
            loaded: library.payments.values().map(|one| (same(one), one)).collect(),
            seen: HashMap::new(),
        }
    }

    pub(super) fn row(&mut self, row: &Row) -> Vec<Outcome> {
        let mapping = self.mapping;
        let asks = mapping.asks.iter().filter_map(|ask| {
            let filled = ask.columns.iter().find(|at| !row.cell(**at).is_empty())?;
            Some(RowError { column: Some(*filled), wrong: RowErrorKind::WhichColumn(mapping.names_of(&ask.columns)) })
        });
        let asks: Vec<RowError> = asks.collect();
        let of = [Field::Recipient, Field::Work, Field::Amount];
        let is_empty = of.iter().all(|field| self.columns.get(field).is_none_or(|at| row.cell(*at).is_empty()));
        if is_empty && asks.is_empty() {
            return Vec::new();
        }
        let mut making = PaymentBuilder { maker: self, row, troubles: asks };
        let made = making.payment();
        vec![self.once(row, made)]
    }

    /// Refuses a record that an earlier row has already made.
    fn once(&mut self, row: &Row, outcome: Outcome) -> Outcome {
        let Outcome::Payment { after, .. } = &outcome else { return outcome };
        match self.seen.get(&after.id) {
            Some(first) => Outcome::Wrong(vec![RowError { column: None, wrong: RowErrorKind::Repeats(*first) }]),
            None => {
                self.seen.insert(after.id.clone(), row.number);
                outcome
            }
        }
    }
}

/// Builds a payment from one row.
struct PaymentBuilder<'m, 'a> {
    maker: &'m mut PaymentReader<'a>,
    row: &'m Row,
    troubles: Vec<RowError>,
}

impl<'a> PaymentBuilder<'_, 'a> {
    fn text(&self, field: Field) -> Option<String> {
        let text = self.maker.columns.get(&field).map(|at| self.row.cell(*at).to_string());
        text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    fn cell(&self, field: Field) -> Option<&Cell> {
        self.maker.columns.get(&field).map(|at| self.row.cell(*at)).filter(|cell| !cell.is_empty())
    }

    fn wrong(&mut self, field: Field, wrong: RowErrorKind) {
        self.troubles.push(RowError { column: self.maker.columns.get(&field).copied(), wrong });
    }

    fn policy(&mut self) -> Option<&'a Arc<Policy>> {
        let found = match (self.text(Field::Policy), &self.maker.mapping.notice.policy) {
            (None, None) => Err(RowErrorKind::Missing(Field::Policy)),
            (None, Some(id)) => Ok(id.clone()),
            (Some(named), _) => match self.maker.policies.find(&named) {
                Found::One(id) => Ok(PolicyId::from(id)),
                Found::Several(ids) => Err(RowErrorKind::Several { found: named, ids }),
                Found::None(nearest) => Err(RowErrorKind::Policy { found: named, nearest }),
            },
        };
        let library = self.maker.ground.library;
        let found = found.and_then(|id| {
            let missing = || RowErrorKind::Policy { found: id.to_string(), nearest: None };
            library.policies.get(&id).ok_or_else(missing)
        });
        found.map_err(|wrong| self.wrong(Field::Policy, wrong)).ok()
    }

    fn incentive(&mut self, policy: &Policy) -> Option<IncentiveId> {
        let notice = &self.maker.mapping.notice;
        let Some(named) = self.text(Field::Incentive) else {
            let of_notice = notice.policy.as_ref() == Some(&policy.id);
            return notice.incentive.clone().filter(|id| of_notice && policy.incentive(id).is_some());
        };
        let names = self.maker.incentives.entry(policy.id.clone()).or_insert_with(|| incentives(policy));
        let wrong = match names.find(&named) {
            Found::One(id) => return Some(id.into()),
            Found::Several(ids) => RowErrorKind::Several { found: named, ids },
            Found::None(nearest) => RowErrorKind::Incentive { found: named, nearest },
        };
        self.wrong(Field::Incentive, wrong);
        None
    }

    /// The recipient, and the work it was for.
    fn to(&mut self) -> Option<String> {
        let recipient = self.text(Field::Recipient);
        match (recipient, self.text(Field::Work)) {
            (Some(recipient), Some(work)) => Some(format!("{recipient}{BETWEEN}{work}")),
            (Some(recipient), None) => Some(recipient),
            (None, _) => {
                self.wrong(Field::Recipient, RowErrorKind::Missing(Field::Recipient));
                None
            }
        }
    }

    fn amount(&mut self, policy: Option<&Policy>) -> Option<Number> {
        let Some(column) = self.maker.columns.get(&Field::Amount).copied() else {
            self.wrong(Field::Amount, RowErrorKind::Missing(Field::Amount));
            return None;
        };
        let (row, cell) = (self.row, self.row.cell(column));
        if cell.is_empty() {
            self.wrong(Field::Amount, RowErrorKind::Missing(Field::Amount));
            return None;
        }
        let maker = &*self.maker;
        let of_row = |field: Field| maker.columns.get(&field).map_or_else(String::new, |at| row.cell(*at).to_string());
        let (unit, currency) = (of_row(Field::Unit), of_row(Field::Currency));
        let levels = Levels {
            row: &unit,
            currency: &currency,
            column: maker.mapping.columns.get(column).map_or("", |column| column.unit.as_str()),
            sheet: &maker.mapping.unit,
            shared: false,
            points: maker.table.points(column),
        };
        let read = match policy {
            Some(policy) => figure(cell, &levels, &Needed::Money(policy.currency), &maker.memo).map(Some),
            // Without its policy an amount has no currency, but it can still be checked whether it is a number.
            None => readable(cell, maker.table.points(column)).map(|_| None),
        };
        let read = read.and_then(|read| match read {
            None => Ok(None),
            Some((_, Some(Bound::Kept(_) | Bound::Other))) => Err(RowErrorKind::Bound(cell.to_string())),
            Some((number, None)) if number <= Number::ZERO => {
                Err(RowErrorKind::Answer(Box::new(ProblemKind::NotAboveZero(number.to_string()))))
            }
            Some((number, None)) => Ok(Some(number)),
        });
        read.map_err(|wrong| self.troubles.push(RowError { column: Some(column), wrong })).ok().flatten()
    }

    fn count(&mut self) -> Option<Option<u32>> {
        let Some(cell) = self.cell(Field::Count).cloned() else { return Some(None) };
        let points =
            self.maker.columns.get(&Field::Count).map_or_else(Default::default, |at| self.maker.table.points(*at));
        let needed = Needed::Count(Text::default());
        let levels = Levels { points, ..Levels::default() };
        let read = figure(&cell, &levels, &needed, &self.maker.memo).and_then(|(number, bound)| {
            let count =
                u32::try_from(number.0).ok().filter(|count| *count > 0 && number == Number::from(i64::from(*count)));
            count.filter(|_| bound.is_none()).ok_or_else(|| RowErrorKind::NotANumber(cell.to_string()))
        });
        read.map(Some).map_err(|wrong| self.wrong(Field::Count, wrong)).ok()
    }

    fn date(&mut self, field: Field) -> Option<Option<PartialDate>> {
        let Some(cell) = self.cell(field).cloned() else { return Some(None) };
        let read = partial(&cell).ok_or_else(|| RowErrorKind::NotADate(cell.to_string()));
        read.map(Some).map_err(|wrong| self.wrong(field, wrong)).ok()
    }

    fn stage(&mut self) -> Option<Option<Stage>> {
        let Some(text) = self.text(Field::Stage) else { return Some(None) };
        let stages = &headings().stages;
        let found = Word::find(stages, &text);
        if found.is_none() {
            let both = |word: &Word<Stage>| {
                (word.first(Language::Chinese).to_owned(), word.first(Language::English).to_owned())
            };
            let allowed = stages.iter().map(both).collect();
            self.wrong(Field::Stage, RowErrorKind::NotOneOf { found: text, allowed });
        }
        found.map(Some)
    }

    fn id(&mut self) -> Option<PaymentId> {
        let id = self.text(Field::Id)?;
        let usable = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        if id.contains("..") || !id.chars().all(usable) {
            self.wrong(Field::Id, RowErrorKind::BadId(id));
            return None;
        }
        Some(PaymentId::from(id.as_str()))
    }

    /// The word of a row that adds up others, with its column.
    fn sum(&self) -> Option<RowError> {
        let is_sum = |text: &str| headings().totals.iter().any(|word| plain(word) == plain(text));
        let filled = self.row.cells.iter().enumerate().find(|(_, cell)| !cell.is_empty());
        let of = [Field::Recipient, Field::Work].map(|field| self.maker.columns.get(&field).copied());
        let columns = of.into_iter().flatten().chain(filled.map(|(at, _)| at));
        let mut texts = columns.map(|at| (at, self.row.cell(at).to_string()));
        let (at, sum) = texts.find(|(_, text)| is_sum(text))?;
        Some(RowError { column: Some(at), wrong: RowErrorKind::Sum(sum) })
    }

    fn payment(&mut self) -> Outcome {
        if let Some(sum) = self.sum() {
            return Outcome::Wrong(vec![sum]);
        }
        let policy = self.policy();
        let incentive = policy.and_then(|policy| self.incentive(policy));
        let to = self.to();
        let amount = self.amount(policy.map(AsRef::as_ref));
        let count = self.count();
        let on = self.date(Field::PaidOn).and_then(|on| {
            let on = on.or(self.maker.mapping.notice.on);
            if on.is_none() {
                self.wrong(Field::PaidOn, RowErrorKind::Missing(Field::PaidOn));
            }
            on
        });
        let applied_on = self.date(Field::AppliedOn);
        if let (Some(on), Some(Some(applied))) = (on, applied_on)
            && applied.first_day() > on.last_day()
        {
            let what = ProblemKind::EndsBeforeItBegins { from: applied.to_string(), to: on.to_string() };
            self.wrong(Field::AppliedOn, RowErrorKind::Answer(Box::new(what)));
        }
        let stage = self.stage();
        let id = self.id();
        let named = self.maker.cited.named(self.row);
        let known = policy.zip(to).zip(amount).zip(on);
        let place = known
            .as_ref()
            .map(|(((policy, to), amount), on)| (policy.id.clone(), incentive.clone(), plain(to), *amount, *on));
        let library = self.maker.ground.library;
        let before = match &id {
            Some(id) => library.payments.get(id),
            None => place.and_then(|place| self.maker.loaded.get(&place).copied()),
        };
        let cites = self.maker.cited.cites(self.row, &named, before.map(|before| &*before.cites));
        if cites.is_none() {
            self.wrong(Field::Source, RowErrorKind::Missing(Field::Source));
        }
        let (Some((((policy, to), amount), on)), Some(cites), true) = (known, cites, self.troubles.is_empty()) else {
            return Outcome::Wrong(std::mem::take(&mut self.troubles));
        };
        // Fields without a column keep their loaded values.
        let kept = before.map(AsRef::as_ref);
        let id = id.or_else(|| kept.map(|kept| kept.id.clone()));
        let id = id.unwrap_or_else(|| Payment::made_id(&policy.id, incentive.as_ref(), &to, on, amount));
        let notice = &self.maker.mapping.notice;
        let after = Payment {
            id,
            policy: policy.id.clone(),
            incentive,
            to: kept
                .map(|kept| &kept.to)
                .filter(|kept| kept.zh == to)
                .cloned()
                .unwrap_or(Text { zh: to, en: String::new() }),
            count: count.flatten().or(kept.map(|kept| kept.count)).unwrap_or(1),
            amount,
            stage: stage.flatten().or(kept.map(|kept| kept.stage)).unwrap_or(notice.stage),
            on,
            applied_on: applied_on.flatten().or(kept.and_then(|kept| kept.applied_on)),
            cites: cites.into(),
            note: self.note(kept),
        };
        Outcome::Payment { after: Box::new(after), before: before.cloned() }
    }

    fn note(&self, kept: Option<&Payment>) -> Option<Text> {
        let kept = kept.and_then(|kept| kept.note.clone());
        match (self.text(Field::Note), self.text(Field::NoteEnglish)) {
            (None, None) => kept,
            (zh, en) => Some(Text { zh: zh.unwrap_or_default(), en: en.unwrap_or_default() }),
        }
    }
}
