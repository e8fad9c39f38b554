//! Rows of figures: one observation per row, or one per column of an indicator.

use std::collections::HashMap;
use std::sync::Arc;

use super::answers::Marks;
use super::beside::Bound;
use super::cited::{Cited, Named, columns_of_fields};
use super::find::{Found, Names, indicators, places};
use super::ground::{ImportTarget, Outcome};
use super::headings::{Field, Word, headings};
use super::mapping::{Mapping, Role};
use super::period::{partial, period};
use super::quantity::{Levels, Memo, Needed, figure, readable};
use super::row_error::{RowError, RowErrorKind};
use super::{Cell, Row, Table};
use crate::model::date::{PartialDate, Period};
use crate::model::id::{IndicatorId, ObservationId, PlaceId, slug};
use crate::model::indicator::{Indicator, Nature, Observation, Precision, Unit};
use crate::model::number::Number;
use crate::model::source::{Citation, Confidence, Source};
use crate::model::text::Text;

type Where = (IndicatorId, PlaceId, Option<Period>);

pub(super) struct ObservationReader<'a> {
    table: &'a Table,
    mapping: &'a Mapping,
    ground: ImportTarget<'a>,
    columns: HashMap<Field, usize>,
    places: Names,
    indicators: Names,
    cited: Cited<'a>,
    memo: Memo,
    marks: Marks,
    /// The loaded observations, by indicator, place and period.
    loaded: HashMap<Where, Vec<&'a Arc<Observation>>>,
    seen: HashMap<ObservationId, usize>,
}

impl<'a> ObservationReader<'a> {
    pub(super) fn new(table: &'a Table, mapping: &'a Mapping, ground: ImportTarget<'a>, own: &'a Source) -> Self {
        let library = ground.library;
        let mut loaded: HashMap<Where, Vec<&Arc<Observation>>> = HashMap::new();
        for seen in library.observations.values() {
            loaded.entry((seen.indicator.clone(), seen.place.clone(), seen.period)).or_default().push(seen);
        }
        let plot: Vec<usize> = mapping.column(Field::Plot).into_iter().collect();
        Self {
            memo: Memo::default(),
            marks: Marks::of(table, mapping.skip, &plot),
            table,
            mapping,
            ground,
            columns: columns_of_fields(mapping),
            places: places(library),
            indicators: indicators(library),
            cited: Cited::new(mapping, library, &own.id),
            loaded,
            seen: HashMap::new(),
        }
    }

    pub(super) fn row(&mut self, row: &Row) -> Vec<Outcome> {
        let mapping = self.mapping;
        let mut outcomes = Vec::new();
        for ask in &mapping.asks {
            if let Some(filled) = ask.columns.iter().find(|at| !row.cell(**at).is_empty()) {
                let wrong = RowErrorKind::WhichColumn(mapping.names_of(&ask.columns));
                outcomes.push(Outcome::Wrong(vec![RowError { column: Some(*filled), wrong }]));
            }
        }
        let mut has_own = !mapping.asks.is_empty();
        for (at, column) in mapping.columns.iter().enumerate() {
            let Role::Indicator(id) = &column.role else { continue };
            has_own = true;
            if row.cell(at).is_empty() {
                continue;
            }
            let indicator = self.ground.library.indicators.get(id).map(AsRef::as_ref);
            let mut making = ObservationBuilder { maker: self, row, above: column.place.clone(), troubles: Vec::new() };
            let made = making.observation(indicator, Some(at));
            outcomes.push(self.once(row, made));
        }
        if has_own {
            return outcomes;
        }
        let values: Vec<(usize, Option<PlaceId>)> =
            mapping.columns_of(Field::Value).map(|(at, column)| (at, column.place.clone())).collect();
        let across = values.iter().any(|(_, place)| place.is_some());
        let values = if values.is_empty() {
            vec![(None, None)]
        } else {
            values.into_iter().map(|(at, place)| (Some(at), place)).collect()
        };
        for (value, above) in values {
            // If places are in the headings, only those with a figure in the row make a record.
            if across && value.is_some_and(|at| row.cell(at).is_empty()) {
                continue;
            }
            let mut making = ObservationBuilder { maker: self, row, above, troubles: Vec::new() };
            let indicator = making.indicator();
            let made = making.observation(indicator, value);
            outcomes.push(self.once(row, made));
        }
        outcomes
    }

    /// Refuses a record that an earlier row has already made.
    fn once(&mut self, row: &Row, outcome: Outcome) -> Outcome {
        let Outcome::Observation { after, .. } = &outcome else { return outcome };
        match self.seen.get(&after.id) {
            Some(first) => Outcome::Wrong(vec![RowError { column: None, wrong: RowErrorKind::Repeats(*first) }]),
            None => {
                self.seen.insert(after.id.clone(), row.number);
                outcome
            }
        }
    }
}

/// Builds an observation from one row.
struct ObservationBuilder<'m, 'a> {
    maker: &'m ObservationReader<'a>,
    row: &'m Row,
    /// The place in the heading.
    above: Option<PlaceId>,
    troubles: Vec<RowError>,
}

impl<'a> ObservationBuilder<'_, 'a> {
    fn text(&self, field: Field) -> Option<String> {
        self.maker.columns.get(&field).map(|at| self.row.cell(*at).to_string())
    }

    fn cell(&self, field: Field) -> Option<&Cell> {
        self.maker.columns.get(&field).map(|at| self.row.cell(*at)).filter(|cell| !cell.is_empty())
    }

    fn wrong(&mut self, field: Field, wrong: RowErrorKind) {
        self.troubles.push(RowError { column: self.maker.columns.get(&field).copied(), wrong });
    }

    fn indicator(&mut self) -> Option<&'a Indicator> {
        let named = self.text(Field::Indicator).unwrap_or_default();
        let found = if named.is_empty() {
            Err(RowErrorKind::Missing(Field::Indicator))
        } else {
            match self.maker.indicators.find(&named) {
                Found::One(id) => Ok(IndicatorId::from(id)),
                Found::Several(ids) => Err(RowErrorKind::Several { found: named, ids }),
                Found::None(nearest) => Err(RowErrorKind::Indicator { found: named, nearest }),
            }
        };
        match found {
            Ok(id) => self.maker.ground.library.indicators.get(&id).map(AsRef::as_ref),
            Err(wrong) => {
                self.wrong(Field::Indicator, wrong);
                None
            }
        }
    }

    fn place(&mut self) -> Option<PlaceId> {
        let named = self.text(Field::Place).unwrap_or_default();
        let wrong = if named.is_empty() {
            if let Some(above) = &self.above {
                return Some(above.clone());
            }
            RowErrorKind::Missing(Field::Place)
        } else {
            match self.maker.places.find(&named) {
                Found::One(id) if self.above.as_ref().is_some_and(|above| above.as_str() != id) => {
                    RowErrorKind::TwoPlaces(named)
                }
                Found::One(id) => return Some(id.into()),
                Found::Several(ids) => RowErrorKind::Several { found: named, ids },
                Found::None(nearest) => RowErrorKind::Place { found: named, nearest },
            }
        };
        self.wrong(Field::Place, wrong);
        None
    }

    fn period(&mut self) -> Option<Option<Period>> {
        let read = match self.cell(Field::Period) {
            Some(cell) => period(cell),
            None => Err(RowErrorKind::Missing(Field::Period)),
        };
        read.map_err(|wrong| self.wrong(Field::Period, wrong)).ok()
    }

    /// A figure in the unit of the indicator.
    fn figure(&mut self, column: usize, unit: &Unit) -> Option<(Number, Option<Precision>)> {
        let (row, currency) =
            (self.text(Field::Unit).unwrap_or_default(), self.text(Field::Currency).unwrap_or_default());
        let own = self.maker.mapping.columns.get(column);
        let levels = Levels {
            row: &row,
            currency: &currency,
            column: own.map_or("", |column| column.unit.as_str()),
            sheet: &self.maker.mapping.unit,
            shared: own.is_some_and(|column| matches!(column.role, Role::Field(_))),
            points: self.maker.table.points(column),
        };
        let cell = self.row.cell(column);
        let read = figure(cell, &levels, &Needed::of_indicator(unit), &self.maker.memo);
        let read = read.and_then(|(number, bound)| match bound {
            None => Ok((number, None)),
            Some(Bound::Kept(precision)) => Ok((number, Some(precision))),
            Some(Bound::Other) => Err(RowErrorKind::Bound(cell.to_string())),
        });
        read.map_err(|wrong| self.troubles.push(RowError { column: Some(column), wrong })).ok()
    }

    fn optional_figure(&mut self, field: Field, unit: &Unit) -> Option<Option<Number>> {
        let column = *self.maker.columns.get(&field)?;
        if self.row.cell(column).is_empty() {
            return Some(None);
        }
        self.figure(column, unit).map(|(number, _)| Some(number))
    }

    fn word<T: Copy + PartialEq>(&mut self, field: Field, all: &[Word<T>]) -> Option<Option<T>> {
        let text = self.text(field)?;
        if text.is_empty() {
            return Some(None);
        }
        let found = Word::find(all, &text);
        if found.is_none() {
            use crate::model::text::Language::{Chinese, English};
            let both = |word: &Word<T>| (word.first(Chinese).to_owned(), word.first(English).to_owned());
            self.wrong(field, RowErrorKind::NotOneOf { found: text, allowed: all.iter().map(both).collect() });
        }
        Some(found)
    }

    fn observation(&mut self, indicator: Option<&'a Indicator>, value: Option<usize>) -> Outcome {
        let place = self.place();
        let period = self.period();
        let unit = indicator.map(|indicator| &indicator.unit);
        let in_words = unit == Some(&Unit::Words);
        let filled = value.filter(|at| !self.row.cell(*at).is_empty());
        let figure = match (filled, unit) {
            (Some(column), Some(unit)) if !in_words => self.figure(column, unit),
            // A figure cannot be used without its indicator, but it can still be checked whether it is a figure.
            (Some(column), None) => {
                let read = readable(self.row.cell(column), self.maker.table.points(column));
                self.troubles.extend(read.err().map(|wrong| RowError { column: Some(column), wrong }));
                None
            }
            (None, _) if !in_words => {
                self.troubles.push(RowError { column: value, wrong: RowErrorKind::Missing(Field::Value) });
                None
            }
            _ => None,
        };
        let own_unit = unit.cloned().unwrap_or(Unit::Words);
        let upper = self.optional_figure(Field::Upper, &own_unit);
        let printed_value = self.optional_figure(Field::PrintedValue, &own_unit);
        let precision = self.word(Field::Precision, &headings().precisions);
        let nature = self.word(Field::Nature, &headings().natures);
        // A period that has not begun cannot be reported yet.
        let not_begun = period.flatten().is_some_and(|period| period.start > self.maker.ground.today);
        if not_begun && nature.flatten() == Some(Nature::Actual) {
            let text = self.text(Field::Period).unwrap_or_default();
            self.wrong(Field::Period, RowErrorKind::NotBegun(text));
        }
        let confidence = self.word(Field::Confidence, &headings().confidences);
        let checked_on = self.checked_on();
        let plot = self.cell(Field::Plot).cloned().map(|cell| self.maker.marks.yes_no(&cell));
        let plot = plot.and_then(|plot| plot.map_err(|wrong| self.wrong(Field::Plot, wrong)).ok());
        let printed = self.printed(filled);
        if in_words && printed.is_empty() {
            self.wrong(Field::Printed, RowErrorKind::Missing(Field::Printed));
        }
        if let (Some((low, _)), Some(Some(high))) = (&figure, &upper)
            && high < low
        {
            self.wrong(Field::Upper, RowErrorKind::UpperBelow);
        }
        let id = self.id();
        let named = self.maker.cited.named(self.row);
        let measured = indicator.zip(place).zip(period);
        let place_in = measured.map(|((indicator, place), period)| (indicator.id.clone(), place, period));
        let before = place_in.as_ref().and_then(|place| self.loaded(id.as_ref(), place, &named));
        let cites = self.maker.cited.cites(self.row, &named, before.map(|before| &*before.cites));
        if cites.is_none() {
            self.wrong(Field::Source, RowErrorKind::Missing(Field::Source));
        }
        let (Some((indicator, place, period)), Some(cites), true) = (place_in, cites, self.troubles.is_empty()) else {
            return Outcome::Wrong(std::mem::take(&mut self.troubles));
        };
        let series = self.text(Field::Series);
        let series = series.or_else(|| before.map(|before| before.series.clone())).unwrap_or_default();
        let id = id.or_else(|| before.map(|before| before.id.clone()));
        let id = id.unwrap_or_else(|| made_id(&indicator, &place, period, &cites, &series));
        // Fields without a column keep their loaded values.
        let kept = before.map(AsRef::as_ref);
        let said = figure.as_ref().and_then(|(_, said)| *said);
        let after = Observation {
            id,
            indicator,
            place,
            period,
            value: figure.map(|(number, _)| number),
            upper: upper.unwrap_or_else(|| kept.and_then(|kept| kept.upper)),
            precision: precision.map_or_else(
                || said.or_else(|| kept.map(|kept| kept.precision)).unwrap_or_default(),
                |precision| precision.or(said).unwrap_or_default(),
            ),
            printed: match kept {
                Some(kept) if !self.maker.columns.contains_key(&Field::Printed) && !in_words => kept.printed.clone(),
                _ => printed,
            },
            printed_value: printed_value.unwrap_or_else(|| kept.and_then(|kept| kept.printed_value)),
            nature: nature.flatten().or(kept.map(|kept| kept.nature)).unwrap_or(match self.maker.mapping.nature {
                Nature::Actual if not_begun => Nature::Forecast,
                nature => nature,
            }),
            series,
            cites,
            confidence: confidence.flatten().or(kept.map(|kept| kept.confidence)).unwrap_or(Confidence::High),
            checked_on: checked_on
                .or(kept.map(|kept| kept.checked_on))
                .unwrap_or(PartialDate::Day(self.maker.ground.today)),
            plot: plot.or(kept.map(|kept| kept.plot)).unwrap_or(true),
            note: self.note(kept),
        };
        Outcome::Observation { after: Box::new(after), before: before.cloned() }
    }

    fn checked_on(&mut self) -> Option<PartialDate> {
        let cell = self.cell(Field::CheckedOn)?;
        let read = partial(cell).ok_or_else(|| RowErrorKind::NotADate(cell.to_string()));
        read.map_err(|wrong| self.wrong(Field::CheckedOn, wrong)).ok()
    }

    fn note(&self, kept: Option<&Observation>) -> Option<Text> {
        let (zh, en) = (self.text(Field::Note), self.text(Field::NoteEnglish));
        let kept = kept.and_then(|kept| kept.note.clone());
        if zh.is_none() && en.is_none() {
            return kept;
        }
        let kept = kept.unwrap_or_default();
        // If a note is changed in one language, the other language is cleared unless it is changed too.
        let (of_zh, of_en) = (zh.as_ref().is_none_or(|zh| *zh == kept.zh), en.as_ref().is_none_or(|en| *en == kept.en));
        let other = |text: String, same: bool| if same { text } else { String::new() };
        let note = Text { zh: zh.unwrap_or(other(kept.zh, of_en)), en: en.unwrap_or(other(kept.en, of_zh)) };
        (note != Text::default()).then_some(note)
    }

    /// The printed value: as the file states it, or the text of the cell with its unit.
    fn printed(&self, value: Option<usize>) -> String {
        if let Some(printed) = self.text(Field::Printed).filter(|printed| !printed.is_empty()) {
            return printed;
        }
        let Some(column) = value else { return String::new() };
        let text = self.row.cell(column).to_string();
        let own = self.maker.mapping.columns.get(column).map_or("", |column| column.unit.as_str());
        let said = self.text(Field::Unit).filter(|unit| !unit.is_empty());
        let unit = said.as_deref().unwrap_or(own);
        let bare = text.ends_with(|c: char| c.is_ascii_digit()) && !text.starts_with(char::is_alphabetic);
        match unit {
            unit if unit.is_empty() || !bare => text,
            unit if unit.is_ascii() && unit != "%" => format!("{text} {unit}"),
            unit => format!("{text}{unit}"),
        }
    }

    fn id(&mut self) -> Option<ObservationId> {
        let id = self.text(Field::Id).filter(|id| !id.is_empty())?;
        let usable = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        if id.contains("..") || !id.chars().all(usable) {
            self.wrong(Field::Id, RowErrorKind::BadId(id));
            return None;
        }
        Some(ObservationId::from(id.as_str()))
    }

    /// The loaded observation of the row: the one with its id, or the only one of the same quantity from the same
    /// source.
    fn loaded(&self, id: Option<&ObservationId>, place: &Where, named: &[Named]) -> Option<&'a Arc<Observation>> {
        if let Some(id) = id {
            return self.maker.ground.library.observations.get(id);
        }
        let cites = |seen: &Observation| self.maker.cited.is_of(named, &seen.cites);
        let series = self.text(Field::Series);
        let same =
            |seen: &&&'a Arc<Observation>| cites(seen) && series.as_ref().is_none_or(|series| *series == seen.series);
        let mut found = self.maker.loaded.get(place)?.iter().filter(same);
        match (found.next(), found.next()) {
            (Some(one), None) => Some(one),
            _ => None,
        }
    }
}

/// The id of a new observation. It is the same if the same row is imported again.
fn made_id(
    indicator: &IndicatorId,
    place: &PlaceId,
    period: Option<Period>,
    cites: &[Citation],
    series: &str,
) -> ObservationId {
    let period = period.map_or_else(|| "undated".to_owned(), |period| period.to_string().replace("..", "-to-"));
    let source = cites.first().map_or("", |cite| cite.source.as_str());
    let parts = [indicator.as_str(), place.as_str(), &period, source, &slug(series)];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    ObservationId::from(parts.join("-").as_str())
}
