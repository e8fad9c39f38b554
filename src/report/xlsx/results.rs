//! The amounts of each place, as formulas over the steps, and as a chart.

use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartPatternFill,
    ChartPatternFillType, ChartPoint, ChartSolidFill, ChartType, Worksheet, XlsxError,
};

use super::Book;
use super::beside::hearsay;
use super::page::{Column, FIRST, HEAD, Page, as_cell, reference};
use super::steps::Totals;
use super::style::{CERTAIN, INK, LINE, POSSIBLE, SECOND, SURFACE, Tone};
use crate::report::compose::question;
use crate::report::compose::result::Tally;
use crate::rules::fraction::Fraction;
use crate::say;

/// The height of a chart without its bars, and of each bar, in pixels.
const CHART: u32 = 130;
const BAR: u32 = 34;

/// The maximum width of a chart, in pixels: that of the table.
const WIDTH: u32 = 980;

/// The number of bars that fit on a printed page. More are drawn on several pages with one scale.
const AT_ONCE: u32 = 15;

/// The number of bars that fit below their table.
const BESIDE: u32 = 6;

/// The height of a row without text, in pixels.
const ROW: u32 = 20;

/// The sheet of results.
pub(super) fn write(book: &Book<'_>, totals: &Totals) -> Result<Worksheet, XlsxError> {
    let words = book.words;
    let title = say!(words, "report-result");
    let mut page = Page::new(book, &book.names.results, &title, &question(&book.brief, words))?;
    page.lead(say!(words, "report-caution"));
    let unit = book.currency();
    let columns = [
        Column::text(say!(words, "report-column-place"), 26.0),
        Column::figures(say!(words, "report-column-certain", unit = unit.as_str()), 20.0),
        Column::figures(say!(words, "report-column-possible", unit = unit.as_str()), 20.0),
        Column::figures(say!(words, "xlsx-column-rest", unit = unit.as_str()), 20.0),
        Column::figures(say!(words, "report-column-pays"), 11.0),
        Column::figures(say!(words, "report-column-asks"), 11.0),
        Column::figures(say!(words, "report-column-unpriced"), 11.0),
        Column::figures(say!(words, "report-column-in-kind"), 11.0),
        Column::figures(say!(words, "report-column-nothing"), 11.0),
    ];
    page.columns(&columns, 1)?;
    let whole = |amount: Fraction| amount.finite().is_some_and(|amount| amount.is_integer());
    let fen = book.assessments.iter().any(|one| !whole(one.floor) || one.ceiling.is_some_and(|most| !whole(most)));
    let pattern = if fen { "#,##0.00" } else { "#,##0" };
    // The sign says that there is more of unknown size.
    let with_more = format!("{pattern}\"+\"");
    for ((row, one), total) in (FIRST..).zip(&book.assessments).zip(totals) {
        let style = page.style;
        page.text(row, 0, &words.place(book.brief.library, &one.place), &style.text(Tone::Strong))?;
        let of = |column: char| reference(&book.names.steps, column, *total);
        let result = |value: Fraction| as_cell(value.decimal()).to_string();
        let own = row.saturating_add(1);
        match one.known_ceiling() {
            // A place without recorded money gets a dash, not zero.
            _ if one.is_unrecorded() => {
                for column in 1..=3 {
                    page.text(row, column, &say!(words, "unrecorded-value"), &style.beside_figures(Tone::Quiet))?;
                }
            }
            most => {
                // Zero is not certain money.
                let tone = if one.floor.is_zero() { Tone::Quiet } else { Tone::Certain };
                page.formula(row, 1, &of('D'), &result(one.floor), &style.figure(tone, pattern))?;
                if let Some(most) = most {
                    let more = if one.unpriced > 0 { with_more.clone() } else { pattern.to_owned() };
                    let (tone, more) = match hearsay(book, one) {
                        Some(_) => (Tone::Hearsay, format!("{more}\"†\"")),
                        None => (Tone::Possible, more),
                    };
                    page.formula(row, 2, &of('E'), &result(most), &style.figure(tone, &more))?;
                    let rest = most.minus(one.floor).unwrap_or_default();
                    let format = style.figure(Tone::Plain, pattern);
                    page.formula(row, 3, &format!("C{own}-B{own}"), &result(rest), &format)?;
                } else {
                    let text = say!(words, "no-limit-known");
                    page.text(row, 2, &text, &style.beside_figures(Tone::Unknown))?;
                    page.text(row, 3, &text, &style.beside_figures(Tone::Unknown))?;
                }
            }
        }
        let tally = Tally::of(one.awards.iter().map(AsRef::as_ref));
        let counts = [tally.pays, tally.asks, tally.unpriced, tally.in_kind, tally.nothing];
        for (column, count) in (4u16..).zip(counts) {
            let tone = if count == 0 { Tone::Quiet } else { Tone::Plain };
            page.number(row, column, count.into(), &style.figure(tone, "0"))?;
        }
    }
    let rows = u32::try_from(book.assessments.len()).unwrap_or_default();
    let below = FIRST.saturating_add(rows).saturating_add(1);
    if rows == 0 {
        page.line(FIRST, 0, &say!(words, "report-no-places"), &page.style.lead())?;
        return page.finish();
    }
    let more = book.assessments.iter().any(|one| one.unpriced > 0 && one.known_ceiling().is_some());
    let open = book.assessments.iter().any(|one| one.known_ceiling().is_none());
    let notes = [
        more.then(|| say!(words, "xlsx-sign-plus")),
        open.then(|| say!(words, "xlsx-no-bar")),
        book.assessments.iter().any(|one| one.is_unrecorded()).then(|| say!(words, "front-note-unrecorded")),
        book.assessments.iter().any(|one| hearsay(book, one).is_some()).then(|| say!(words, "xlsx-sign-second-hand")),
    ];
    for (row, note) in (below..).zip(notes.into_iter().flatten()) {
        page.line(row, 0, &note, &page.style.lead())?;
    }
    let end = longest(book);
    let mut at = below.saturating_add(4);
    let mut breaks = Vec::new();
    for first in (0..rows).step_by(AT_ONCE as usize) {
        let last = first.saturating_add(AT_ONCE).min(rows);
        if rows > BESIDE {
            breaks.push(at);
        }
        // Slightly below the break, so that its edge is not printed on the page before.
        page.sheet.insert_chart_with_offset(at, 0, &chart(book, first, last, end), 0, 6)?;
        at = at.saturating_add(height(last.saturating_sub(first)).div_ceil(ROW)).saturating_add(2);
    }
    page.sheet.set_page_breaks(&breaks)?;
    page.finish()
}

/// A bar for each place, with the certain money and the possible money beyond it.
fn chart(book: &Book<'_>, first: u32, last: u32, end: Decimal) -> Chart {
    let (words, sheet) = (book.words, book.names.results.as_str());
    let rows = last.saturating_sub(first);
    let from = usize::try_from(first).unwrap_or_default();
    let (first, last) = (FIRST.saturating_add(first), FIRST.saturating_add(last).saturating_sub(1));
    let mut chart = Chart::new(ChartType::BarStacked);
    let mut font = ChartFont::new();
    font.set_name(book.style.font()).set_size(9).set_color(INK);
    let mut large = font.clone();
    large.set_size(12).set_bold();
    let unit = book.currency();
    chart.title().set_name(&say!(words, "xlsx-chart-results", unit = unit)).set_font(&large);
    let pattern = |pattern: ChartPatternFillType| {
        let mut fill = ChartPatternFill::new();
        fill.set_pattern(pattern).set_foreground_color(POSSIBLE).set_background_color(SURFACE);
        let mut format = ChartFormat::new();
        format.set_pattern_fill(&fill).set_border(ChartLine::new().set_color(POSSIBLE));
        format
    };
    let mut certain = ChartFormat::new();
    certain.set_solid_fill(ChartSolidFill::new().set_color(CERTAIN));
    let mut possible = pattern(ChartPatternFillType::DiagonalStripesWideUpwards);
    // As everywhere, certain money is solid, possible money is hatched, and what is known from second-hand reports is
    // lighter.
    let light = pattern(ChartPatternFillType::Dotted20Percent);
    let points = book.assessments.iter().skip(from).take(rows as usize).map(|one| match hearsay(book, one) {
        Some(_) => ChartPoint::new().set_format(&mut light.clone()),
        None => ChartPoint::default(),
    });
    let points: Vec<ChartPoint> = points.collect();
    for column in [1u16, 3] {
        let series = chart
            .add_series()
            .set_name((sheet, HEAD, column))
            .set_categories((sheet, first, 0, last, 0))
            .set_values((sheet, first, column, last, column))
            .set_overlap(100)
            .set_gap(60);
        if column == 1 {
            series.set_format(&mut certain);
        } else {
            series.set_format(&mut possible).set_points(&points);
        }
    }
    // The first place is at the top, as in the table, and the amounts are below all of them.
    chart.y_axis().set_reverse().set_crossing(ChartAxisCrossing::Max).set_font(&font).set_major_gridlines(false);
    let mut quiet = font.clone();
    quiet.set_color(SECOND);
    chart.y_axis().set_label_interval(1);
    let axis = chart.x_axis().set_num_format("#,##0").set_min(0).set_font(&quiet);
    if !end.is_zero() {
        axis.set_max(as_cell(end));
    }
    axis.set_major_gridlines(true).set_major_gridlines_line(ChartLine::new().set_color(LINE));
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font);
    chart.set_alt_text(say!(words, "report-result-caption"));
    chart.set_width(WIDTH).set_height(height(rows));
    chart
}

fn height(bars: u32) -> u32 {
    CHART.saturating_add(BAR.saturating_mul(bars))
}

/// The end of the scale of all bars: the longest of them, rounded up.
fn longest(book: &Book<'_>) -> Decimal {
    let ends = book.assessments.iter().map(|one| one.known_ceiling().unwrap_or(one.floor));
    let most = ends.max().unwrap_or_default().decimal();
    let mut step = Decimal::ONE;
    while let Some(next) = step.checked_mul(Decimal::TEN).filter(|next| *next < most) {
        step = next;
    }
    let steps = most.checked_div(step).unwrap_or_default().ceil();
    steps.checked_mul(step).unwrap_or(most)
}
