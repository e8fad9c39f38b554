//! The chart of an indicator in the workbook, from the same description as every other plot.
//!
//! In a spreadsheet a whole series of a chart has one style, so a line becomes several series: the reported values with
//! a solid line, the dotted line towards expected values, and the points of each kind of statement. A value that was
//! judged wrong is a cross without a line.
//!
//! The chart has no bars for places with only one value, which are in the table, and no policies on the axis.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{
    Chart as Drawn, ChartEmptyCells, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType,
    ChartMarker, ChartMarkerType, ChartSeries, ChartSolidFill, ChartType, XlsxError,
};

use super::super::Book;
use super::super::page::{HEAD, Page};
use super::super::style::{Holds, INK, LINE, PROBLEM, SECOND, SURFACE, Tone, place_color};
use crate::model::date::Period;
use crate::model::indicator::{Indicator, Unit};
use crate::model::mark::Mark;
use crate::report::plot::{Sign, Wanted, laid, meaning};
use crate::say;
use crate::study::chart::{Chart, Line};
use crate::words::growth::axis_figure;

/// The first column of the data of the chart, beside the printed page.
const DATA: u16 = 13;

/// The number of lines that can be distinguished.
const MOST_LINES: usize = 6;

/// The height of the chart, in rows and in pixels.
pub(super) const CHART_ROWS: u32 = 18;
const CHART_HEIGHT: u32 = 340;
const CHART_WIDTH: u32 = 980;

/// Kinds of statements with points of their own.
const EXPECTED: [Sign; 3] = [Sign::Open, Sign::Target, Sign::Capacity];

/// The part of a line that a series of the chart shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// The reported values and the line between them.
    Reported,
    /// The dotted line towards expected values; it has no points.
    Path,
    /// The points of a kind of statement, or the values that were judged wrong.
    Points(Sign),
}

/// A series, whose values are in a column beside the page.
struct Column {
    name: String,
    mark: Mark,
    part: Part,
    values: Vec<(Period, f64)>,
}

/// The indicator with the most values over time in the compared places, with its chart.
pub(super) fn most_told<'a>(book: &Book<'a>) -> Option<(&'a Indicator, Chart)> {
    let brief = book.brief;
    let all = brief.library.indicators.values().map(AsRef::as_ref).filter(|indicator| indicator.unit != Unit::Words);
    let charts = all.filter_map(|indicator| {
        let wanted = Wanted::default();
        let mut chart = laid(brief.library, book.words, indicator, brief.places, &book.marks, &wanted).chart?;
        // At most as many lines as can be distinguished, those with the most values.
        let mut order: Vec<usize> = (0..chart.lines.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(chart.lines.get(*at).map_or(0, |line| line.marks.len())));
        order.truncate(MOST_LINES);
        let mut at = 0..;
        chart.lines.retain(|_| at.next().is_some_and(|at| order.contains(&at)));
        Some((indicator, chart))
    });
    let count_marks = |chart: &Chart| chart.lines.iter().map(|line| line.marks.len()).sum::<usize>();
    let charts: Vec<(&Indicator, Chart)> = charts.filter(|(_, chart)| count_marks(chart) > 1).collect();
    // If several are equal, the first, so that the result depends only on the order of records.
    charts.into_iter().rev().max_by_key(|(_, chart)| count_marks(chart))
}

/// Values that were judged wrong and are beyond the axis, where they cannot be drawn.
pub(super) fn beyond(book: &Book<'_>, indicator: &Indicator, chart: &Chart) -> Vec<String> {
    let words = book.words;
    let factor = words.axis_factor(&indicator.unit);
    let of = |line: &Line| -> Vec<String> {
        let disputed = line.marks.iter().flat_map(|mark| &mark.disputed).filter(|one| one.beyond);
        let place = words.place(book.brief.library, &line.place);
        let note = |value: f64| say!(words, "growth-disputed-beyond", value = axis_figure(value / factor));
        disputed.map(|one| format!("{place} · {}", note(crate::study::growth::coordinate(one.value)))).collect()
    };
    chart.lines.iter().flat_map(of).collect()
}

/// The series of a line.
fn columns(book: &Book<'_>, line: &Line) -> Vec<Column> {
    let words = book.words;
    let place = words.place(book.brief.library, &line.place);
    let also = |more: &str| say!(words, "xlsx-series", place = place.as_str(), method = more);
    let name = if line.method.is_empty() { place.clone() } else { also(&line.method) };
    let column = |name: String, part, values: Vec<(Period, f64)>| Column { name, mark: line.sign, part, values };
    let of = |sign: Sign| -> Vec<(Period, f64)> {
        let marks = line.marks.iter().filter(|mark| Sign::of(mark.nature) == sign);
        marks.map(|mark| (mark.period, mark.y)).collect()
    };
    // Values that no line joins are in a series of their own.
    let parted: Vec<Period> = line.parted().map(|(_, to)| to.period).collect();
    let mut runs: Vec<Vec<(Period, f64)>> = vec![Vec::new()];
    for value in of(Sign::Solid) {
        match runs.last_mut().filter(|run| run.is_empty() || !parted.contains(&value.0)) {
            Some(run) => run.push(value),
            None => runs.push(vec![value]),
        }
    }
    let mut all: Vec<Column> = runs.into_iter().map(|run| column(name.clone(), Part::Reported, run)).collect();
    // The dotted line to an expected value begins at the point before it.
    let mut path = BTreeMap::new();
    for (at, mark) in line.marks.iter().enumerate().filter(|(_, mark)| mark.expected()) {
        let before = at.checked_sub(1).and_then(|at| line.marks.get(at));
        let before = before.filter(|_| !parted.contains(&mark.period));
        path.extend(before.into_iter().chain([mark]).map(|mark| ((mark.period.start, mark.period.end), mark)));
    }
    all.push(column(name, Part::Path, path.into_values().map(|mark| (mark.period, mark.y)).collect()));
    for sign in EXPECTED {
        all.push(column(also(&meaning(words, sign)), Part::Points(sign), of(sign)));
    }
    let seen = line.marks.iter().flat_map(|mark| mark.disputed.iter().map(move |one| (mark.period, *one)));
    let seen: Vec<(Period, f64)> = seen.filter(|(_, one)| !one.beyond).map(|(period, one)| (period, one.y)).collect();
    // A period has one cell in a column.
    for at in 0.. {
        let mut count: BTreeMap<_, usize> = BTreeMap::new();
        let mut number = |period: &Period| {
            let count = count.entry((period.start, period.end)).or_default();
            *count += 1;
            *count
        };
        let values: Vec<(Period, f64)> = seen.iter().filter(|(period, _)| number(period) == at + 1).copied().collect();
        if values.is_empty() {
            break;
        }
        all.push(column(also(&say!(words, "xlsx-chart-disputed")), Part::Points(Sign::Disputed), values));
    }
    all.retain(|column| !column.values.is_empty());
    all
}

/// The chart, and its data beside the page, in the unit of its axis.
pub(super) fn chart(
    book: &Book<'_>,
    page: &mut Page,
    indicator: &Indicator,
    described: &Chart,
) -> Result<Drawn, XlsxError> {
    let (words, sheet, style) = (book.words, book.names.indicators.as_str(), page.style);
    let unit = words.axis_unit(&indicator.unit);
    let title = say!(words, "xlsx-chart-indicator", name = words.text(&indicator.name), unit = unit.as_str());
    page.line(HEAD - 1, DATA, &title, &style.lead())?;
    page.line(HEAD, DATA, &say!(words, "xlsx-column-year"), &style.head(Holds::Figures))?;
    page.sheet.set_column_width(DATA, 10)?;
    let mut years = BTreeMap::new();
    for mark in described.lines.iter().flat_map(|line| &line.marks) {
        years.insert((mark.period.start, mark.period.end), (0, mark.x));
    }
    let mut last = HEAD;
    for (row, at) in years.values_mut() {
        last = last.saturating_add(1);
        *row = last;
        page.sheet.write_number_with_format(last, DATA, *at, &style.figure(Tone::Quiet, "0.##"))?;
    }
    let mut drawn = Drawn::new(ChartType::ScatterStraightWithMarkers);
    let (mut unnamed, mut named) = (Vec::new(), BTreeSet::new());
    let all = described.lines.iter().flat_map(|line| columns(book, line));
    for (at, (column, one)) in (DATA + 1..).zip(all).enumerate() {
        page.sheet.set_column_width(column, 16)?;
        page.line(HEAD, column, &one.name, &style.head(Holds::Figures))?;
        for (period, value) in &one.values {
            let Some((row, _)) = years.get(&(period.start, period.end)) else { continue };
            page.sheet.write_number_with_format(*row, column, *value, &style.figure(Tone::Quiet, "#,##0.##"))?;
        }
        // The name of a line is in the legend once.
        if one.part == Part::Path || one.part == Part::Reported && !named.insert(one.name.clone()) {
            unnamed.push(at);
        }
        let series = drawn.add_series();
        series.set_name((sheet, HEAD, column)).set_categories((sheet, HEAD + 1, DATA, last, DATA)).set_values((
            sheet,
            HEAD + 1,
            column,
            last,
            column,
        ));
        dress(series, one.part, one.mark);
    }
    let mut font = ChartFont::new();
    font.set_name(style.font()).set_size(9).set_color(SECOND);
    let mut large = font.clone();
    large.set_size(12).set_bold().set_color(INK);
    // The name is given by its cell, because a text that begins with an operator would be a formula.
    drawn.title().set_name((sheet, HEAD - 1, DATA)).set_font(&large);
    drawn.x_axis().set_num_format("0").set_major_unit(1).set_font(&font).set_major_gridlines(false);
    drawn
        .y_axis()
        .set_num_format("#,##0.##")
        .set_font(&font)
        .set_major_gridlines_line(ChartLine::new().set_color(LINE));
    drawn.legend().set_position(ChartLegendPosition::Bottom).set_font(&font).delete_entries(&unnamed);
    drawn.show_empty_cells_as(ChartEmptyCells::Connected);
    drawn.set_alt_text(&title);
    drawn.set_width(CHART_WIDTH).set_height(CHART_HEIGHT);
    Ok(drawn)
}

/// The style of a series: reported points are filled and joined, expected ones are open at the end of a dotted line,
/// and values that were judged wrong are crosses.
fn dress(series: &mut ChartSeries, part: Part, mark: Mark) {
    let color = place_color(mark);
    let (mut format, mut on) = (ChartFormat::new(), ChartFormat::new());
    let mut marker = ChartMarker::new();
    match part {
        Part::Reported => {
            format.set_line(ChartLine::new().set_color(color).set_width(1.75));
            on.set_solid_fill(ChartSolidFill::new().set_color(color)).set_line(ChartLine::new().set_color(color));
            marker.set_type(shape(mark)).set_size(7);
        }
        Part::Path => {
            let dotted = ChartLineDashType::RoundDot;
            format.set_line(ChartLine::new().set_color(color).set_width(1.25).set_dash_type(dotted));
            marker.set_none();
        }
        Part::Points(Sign::Disputed) => {
            format.set_line(ChartLine::new().set_hidden(true));
            on.set_line(ChartLine::new().set_color(PROBLEM).set_width(1.5));
            marker.set_type(ChartMarkerType::X).set_size(8);
        }
        Part::Points(sign) => {
            format.set_line(ChartLine::new().set_hidden(true));
            on.set_solid_fill(ChartSolidFill::new().set_color(SURFACE)).set_line(ChartLine::new().set_color(color));
            marker.set_type(shape(mark)).set_size(match sign {
                Sign::Target => 10,
                Sign::Capacity => 5,
                _ => 7,
            });
        }
    }
    series.set_format(&mut format);
    if part != Part::Path {
        marker.set_format(&mut on);
    }
    series.set_marker(&marker);
}

/// The most similar shape of a place in charts of a workbook.
fn shape(mark: Mark) -> ChartMarkerType {
    match mark.shape() {
        0 => ChartMarkerType::Circle,
        1 => ChartMarkerType::Diamond,
        2 => ChartMarkerType::Square,
        3 => ChartMarkerType::Triangle,
        4 => ChartMarkerType::Star,
        _ => ChartMarkerType::PlusSign,
    }
}
