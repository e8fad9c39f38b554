//! The indicators of the places, and a chart of the one with the most values over time.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    Chart, ChartEmptyCells, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartMarker, ChartMarkerType,
    ChartSolidFill, ChartType, Worksheet, XlsxError,
};

use super::Book;
use super::page::{Column, FIRST, HEAD, Page};
use super::style::{Holds, INK, LINE, SECOND, Tone, count, money, place_color, share};
use crate::model::indicator::{Indicator, Nature, Observation, Unit};
use crate::model::mark::Mark;
use crate::say;
use crate::study::growth::{Series, coordinate, position, series};

/// The first column of the data of the chart, beside the printed page.
const DATA: u16 = 13;

/// The number of lines that can be distinguished.
const MOST_LINES: usize = 6;

/// The height of the chart, in rows and in pixels.
const CHART_ROWS: u32 = 18;
const CHART_HEIGHT: u32 = 340;
const CHART_WIDTH: u32 = 980;

/// The sheet of indicators.
pub(super) fn write(book: &mut Book<'_>) -> Result<Worksheet, XlsxError> {
    let (words, brief) = (book.words, book.brief);
    let title = say!(words, "report-indicators");
    let mut page = Page::new(book, &book.names.indicators, &title, &say!(words, "report-indicators-caption"))?;
    let columns = [
        Column::text(say!(words, "xlsx-column-indicator"), 30.0),
        Column::text(say!(words, "report-column-place"), 20.0),
        Column::text(say!(words, "report-column-period"), 18.0),
        Column::figures(say!(words, "report-column-used"), 20.0),
        Column::unit(say!(words, "xlsx-column-unit"), 15.0),
        Column::text(say!(words, "report-column-printed"), 34.0),
        Column::text(say!(words, "report-column-nature"), 12.0),
        Column::text(say!(words, "report-column-source"), 22.0),
        Column::figures(say!(words, "xlsx-column-printed-value"), 18.0),
        Column::text(say!(words, "xlsx-column-remark"), 34.0),
        Column::text(say!(words, "xlsx-column-record"), 24.0),
    ];
    page.columns(&columns, 2)?;
    let mut row = FIRST;
    for indicator in brief.library.indicators.values() {
        for place in brief.places {
            let of_place = brief.library.observations_of(&indicator.id).filter(|seen| seen.place == *place);
            let mut seen: Vec<&Observation> = of_place.collect();
            seen.sort_by_key(|seen| (seen.period, &seen.id));
            for seen in seen {
                write_observation(book, &mut page, row, indicator, seen)?;
                row = row.saturating_add(1);
            }
        }
    }
    if row == FIRST {
        page.line(row, 0, &say!(words, "xlsx-no-indicators"), &page.style.lead())?;
        return page.finish();
    }
    page.filter(row.saturating_sub(1), columns.len())?;
    let chart_row = row.saturating_add(1);
    let mut last = row;
    if let Some((indicator, all)) = most_told(book)
        && let Some(chart) = chart(book, &mut page, indicator, &all)?
    {
        page.sheet.insert_chart(chart_row, 0, &chart)?;
        last = chart_row.saturating_add(CHART_ROWS);
    }
    page.sheet.set_print_area(0, 0, last, 7)?;
    page.finish()
}

fn write_observation(
    book: &mut Book<'_>,
    page: &mut Page,
    row: u32,
    indicator: &Indicator,
    seen: &Observation,
) -> Result<(), XlsxError> {
    let (words, style) = (book.words, page.style);
    page.text(row, 0, words.text(&indicator.name), &style.text(Tone::Strong))?;
    page.text(row, 1, &words.place(book.brief.library, &seen.place), &style.text(Tone::Plain))?;
    page.text(row, 2, &words.period(seen), &style.text(Tone::Plain))?;
    let pattern = |value| match indicator.unit {
        Unit::Yuan | Unit::Dollar => money(value),
        Unit::Share | Unit::Change => share(value),
        Unit::Times | Unit::Count(_) | Unit::Words => count(value),
    };
    match seen.value {
        Some(value) => page.number(row, 3, value.0, &style.figure(Tone::Plain, pattern(value.0)))?,
        None => page.text(row, 3, &say!(words, "report-not-applicable"), &style.beside_figures(Tone::Quiet))?,
    }
    page.line(row, 4, &words.unit(&indicator.unit), &style.unit(Tone::Quiet))?;
    page.text(row, 5, &seen.printed, &style.text(Tone::Plain))?;
    let known = matches!(seen.nature, Nature::Actual | Nature::Estimate);
    let tone = if known { Tone::Plain } else { Tone::Possible };
    page.text(row, 6, &words.nature(seen.nature), &style.text(tone))?;
    let references = book.references.cite(&seen.cites);
    page.text(row, 7, &Book::numbers(&references), &style.text(Tone::Quiet))?;
    // The following columns allow the import to recognise the record again.
    if let Some(wrong) = seen.printed_value {
        page.number(row, 8, wrong.0, &style.figure(Tone::Unknown, pattern(wrong.0)))?;
    }
    let remark = seen.note.as_ref().map_or("", |note| words.text(note));
    page.text(row, 9, remark, &style.text(Tone::Plain))?;
    page.text(row, 10, seen.id.as_str(), &style.text(Tone::Quiet))
}

/// The indicator with the most values over time in the compared places, with its lines.
fn most_told<'a>(book: &Book<'a>) -> Option<(&'a Indicator, Vec<Series<'a>>)> {
    let library = book.brief.library;
    let all = library.indicators.values().map(AsRef::as_ref).filter(|indicator| indicator.unit != Unit::Words);
    let lines = all.map(|indicator| {
        let mut lines = series(library, &indicator.id, book.brief.places);
        lines.sort_by_key(|line| std::cmp::Reverse(line.points.len()));
        lines.truncate(MOST_LINES);
        (indicator, lines)
    });
    let told = |lines: &[Series<'_>]| lines.iter().map(|line| line.points.len()).sum::<usize>();
    // If several are equal, the first, so that the result depends only on the order of records.
    let best = lines.rev().max_by_key(|(_, lines)| told(lines))?;
    (told(&best.1) > 1).then_some(best)
}

/// The chart, and its data beside the page, in the unit of its axis.
fn chart(
    book: &Book<'_>,
    page: &mut Page,
    indicator: &Indicator,
    lines: &[Series<'_>],
) -> Result<Option<Chart>, XlsxError> {
    let (words, sheet, style) = (book.words, book.names.indicators.as_str(), page.style);
    let unit = words.axis_unit(&indicator.unit);
    let title = say!(words, "xlsx-chart-indicator", name = words.text(&indicator.name), unit = unit.as_str());
    page.line(HEAD - 1, DATA, &title, &style.lead())?;
    page.line(HEAD, DATA, &say!(words, "xlsx-column-year"), &style.head(Holds::Figures))?;
    page.sheet.set_column_width(DATA, 10)?;
    let mut years: BTreeMap<(jiff::civil::Date, jiff::civil::Date), u32> = BTreeMap::new();
    for point in lines.iter().flat_map(|line| &line.points) {
        years.insert((point.period.start, point.period.end), 0);
    }
    let mut last = HEAD;
    for ((start, end), row) in &mut years {
        last = last.saturating_add(1);
        *row = last;
        let at = position(crate::model::date::Period { start: *start, end: *end });
        page.sheet.write_number_with_format(last, DATA, at, &style.figure(Tone::Quiet, "0.##"))?;
    }
    let mut chart = Chart::new(ChartType::ScatterStraightWithMarkers);
    let factor = words.axis_factor(&indicator.unit);
    for (column, line) in (DATA + 1..).zip(lines) {
        let mark = book.marks.of(&line.place);
        let (color, shape) = (place_color(mark), marker(mark));
        let place = words.place(book.brief.library, &line.place);
        let name = match line.method.is_empty() {
            true => place,
            false => say!(words, "xlsx-series", place = place, method = line.method.as_str()),
        };
        page.sheet.set_column_width(column, 16)?;
        page.line(HEAD, column, &name, &style.head(Holds::Figures))?;
        for point in &line.points {
            let Some(row) = years.get(&(point.period.start, point.period.end)) else { continue };
            let value = coordinate(point.value) / factor;
            page.sheet.write_number_with_format(*row, column, value, &style.figure(Tone::Quiet, "#,##0.##"))?;
        }
        let (mut format, mut on) = (ChartFormat::new(), ChartFormat::new());
        format.set_line(ChartLine::new().set_color(color).set_width(1.75));
        on.set_solid_fill(ChartSolidFill::new().set_color(color)).set_line(ChartLine::new().set_color(color));
        chart
            .add_series()
            .set_name((sheet, HEAD, column))
            .set_categories((sheet, HEAD + 1, DATA, last, DATA))
            .set_values((sheet, HEAD + 1, column, last, column))
            .set_format(&mut format)
            .set_marker(ChartMarker::new().set_type(shape).set_size(7).set_format(&mut on));
    }
    let mut font = ChartFont::new();
    font.set_name(style.font()).set_size(9).set_color(SECOND);
    let mut large = font.clone();
    large.set_size(12).set_bold().set_color(INK);
    // By its cell, so that a name that begins with a sign is not a formula.
    chart.title().set_name((sheet, HEAD - 1, DATA)).set_font(&large);
    chart.x_axis().set_num_format("0").set_major_unit(1).set_font(&font).set_major_gridlines(false);
    chart
        .y_axis()
        .set_num_format("#,##0.##")
        .set_font(&font)
        .set_major_gridlines_line(ChartLine::new().set_color(LINE));
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font);
    chart.show_empty_cells_as(ChartEmptyCells::Connected);
    chart.set_alt_text(&title);
    chart.set_width(CHART_WIDTH).set_height(CHART_HEIGHT);
    Ok((last > HEAD).then_some(chart))
}

/// The most similar shape of a place in charts of a workbook.
fn marker(mark: Mark) -> ChartMarkerType {
    match mark.shape() {
        0 => ChartMarkerType::Circle,
        1 => ChartMarkerType::Diamond,
        2 => ChartMarkerType::Square,
        3 => ChartMarkerType::Triangle,
        4 => ChartMarkerType::X,
        _ => ChartMarkerType::PlusSign,
    }
}
