//! The sheets beside the current answers: variants with their differences, changes that bring more, expected amounts,
//! the pieces of kept curves, a slate, and a calendar. A sheet is written only if it has content.

mod calendar;
mod near;

use rust_decimal::Decimal;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Book;
use super::page::{Column, FIRST, Page, as_cell};
use super::style::{Tone, money, share};
use crate::rules::along::Piece;
use crate::rules::assess::Assessment;
use crate::rules::context::Context;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::curve::{End, Over, curve};
use crate::study::evidence::second_hand;
use crate::study::expected::{expected, weighed};
use crate::study::variants::columns;
use crate::words::explain::Telling;
use crate::words::letter::letter;

/// The sheets, in the order of the same parts in a document.
pub(super) fn write(book: &Book<'_>) -> Result<Vec<Worksheet>, XlsxError> {
    let all =
        [variants(book)?, near::sheet(book)?, expectation(book)?, curves(book)?, slate(book)?, calendar::sheet(book)?];
    Ok(all.into_iter().flatten().collect())
}

/// Money, or the word for an amount without a limit.
pub(super) fn amount(
    page: &mut Page,
    at: (u32, u16),
    value: Option<Fraction>,
    tone: Tone,
    book: &Book<'_>,
) -> Result<(), XlsxError> {
    let (row, column) = at;
    match value {
        Some(value) => {
            let value = value.decimal();
            // Zero is not certain money.
            let tone = if tone == Tone::Certain && value.is_zero() { Tone::Quiet } else { tone };
            let format = page.style.figure(tone, money(value));
            page.number(row, column, value, &format)
        }
        None => {
            let format = page.style.beside_figures(Tone::Unknown);
            page.text(row, column, &say!(book.words, "no-limit-known"), &format)
        }
    }
}

/// The most that a place may pay. An amount that is known wholly or partly from second-hand reports has the same mark as
/// elsewhere.
fn ceiling(page: &mut Page, at: (u32, u16), one: &Assessment, book: &Book<'_>) -> Result<(), XlsxError> {
    match one.known_ceiling().filter(|_| hearsay(book, one).is_some()) {
        Some(most) => {
            let most = most.decimal();
            let format = page.style.figure(Tone::Hearsay, &format!("{}\"†\"", money(most)));
            page.number(at.0, at.1, most, &format)
        }
        None => amount(page, at, one.known_ceiling(), Tone::Possible, book),
    }
}

/// The part of the most that a place may pay that is known only from second-hand reports; `None` if there is none.
pub(super) fn hearsay(book: &Book<'_>, one: &Assessment) -> Option<Fraction> {
    second_hand(book.brief.library, one).filter(|part| !part.is_zero())
}

/// Explains the mark of second-hand amounts below a table that has one.
fn explain_mark<'a>(
    page: &mut Page,
    below: u32,
    mut all: impl Iterator<Item = &'a Assessment>,
    book: &Book<'_>,
) -> Result<(), XlsxError> {
    match all.any(|one| hearsay(book, one).is_some()) {
        true => page.line(below.saturating_add(1), 0, &say!(book.words, "evidence-mark"), &page.style.lead()),
        false => Ok(()),
    }
}

/// A figure as a formula, with its value.
pub(super) fn formula(
    page: &mut Page,
    at: (u32, u16),
    formula: &str,
    value: Fraction,
    tone: Tone,
) -> Result<(), XlsxError> {
    let (row, column) = at;
    let value = value.decimal();
    let format = page.style.figure(tone, money(value));
    page.formula(row, column, formula, &as_cell(value).to_string(), &format)
}

/// Every place in every variant, each figure with its difference from the current one.
fn variants(book: &Book<'_>) -> Result<Option<Worksheet>, XlsxError> {
    let (words, brief) = (book.words, book.brief);
    let production = brief.production;
    if production.variants.is_empty() || brief.places.is_empty() {
        return Ok(None);
    }
    let mut page =
        Page::new(book, &book.names.variants, &say!(words, "report-variants"), &say!(words, "report-variants-note"))?;
    let unit = book.currency();
    let heads = [
        Column::text(say!(words, "report-column-place"), 20.0),
        Column::text(say!(words, "report-column-variant"), 26.0),
        Column::text(say!(words, "report-column-changes"), 44.0),
        Column::text(say!(words, "report-about-day"), 13.0),
        Column::figures(say!(words, "report-column-certain", unit = unit.as_str()), 17.0),
        Column::figures(say!(words, "xlsx-column-difference"), 15.0),
        Column::figures(say!(words, "report-column-possible", unit = unit.as_str()), 17.0),
        Column::figures(say!(words, "xlsx-column-difference"), 15.0),
    ];
    page.columns(&heads, 2)?;
    let cases = columns(brief.library, production, brief.places, brief.day);
    let mut row = FIRST;
    for place in brief.places {
        let pinned = (row, cases.first().and_then(|case| case.of(place)));
        for (at, case) in cases.iter().enumerate() {
            let Some(one) = case.of(place) else { continue };
            let variant = case.variant.and_then(|at| production.variants.get(at));
            let (name, changes) = match variant {
                Some(variant) => (
                    words.variant(brief.library, production, variant),
                    words.variant_changes(brief.library, production, variant).join("\n"),
                ),
                None => (say!(words, "variant-pinned"), String::new()),
            };
            let style = page.style;
            page.text(row, 0, &words.place(brief.library, place), &style.text(Tone::Quiet))?;
            let name = say!(words, "variant-head", letter = letter(at), name = name);
            page.text(row, 1, &name, &style.text(Tone::Strong))?;
            page.text(row, 2, &changes, &style.text(Tone::Plain))?;
            page.text(row, 3, &case.day.to_string(), &style.text(Tone::Quiet))?;
            amount(&mut page, (row, 4), Some(one.floor), Tone::Certain, book)?;
            ceiling(&mut page, (row, 6), one, book)?;
            if let (first, Some(pinned)) = pinned
                && variant.is_some()
            {
                differences(&mut page, row, first, (one, pinned))?;
            }
            row = row.saturating_add(1);
        }
    }
    let all = cases.iter().flat_map(|case| brief.places.iter().filter_map(|place| case.of(place)));
    explain_mark(&mut page, row, all, book)?;
    page.filter(row.saturating_sub(1), heads.len())?;
    page.finish().map(Some)
}

fn differences(
    page: &mut Page,
    row: u32,
    first: u32,
    (one, pinned): (&Assessment, &Assessment),
) -> Result<(), XlsxError> {
    let (own, against) = (row.saturating_add(1), first.saturating_add(1));
    let floor = one.floor.checked_sub(pinned.floor);
    let ceiling = one.known_ceiling().zip(pinned.known_ceiling()).and_then(|(now, then)| now.checked_sub(then));
    for (column, letter, difference) in [(5, 'E', floor), (7, 'G', ceiling)] {
        // Only decimals are exact in a cell.
        if let Some(difference) = difference.filter(|difference| difference.finite().is_some()) {
            formula(page, (row, column), &format!("{letter}{own}-{letter}{against}"), difference, Tone::Plain)?;
        }
    }
    Ok(())
}

/// The expected amounts: every award with its chance, and the sum of each place.
fn expectation(book: &Book<'_>) -> Result<Option<Worksheet>, XlsxError> {
    let (words, brief) = (book.words, book.brief);
    let production = brief.production;
    let all = book.assessments.iter().map(|one| (one, weighed(production, one)));
    let all: Vec<_> = all.filter(|(_, awards)| !awards.is_empty()).collect();
    if all.is_empty() {
        return Ok(None);
    }
    let mut page =
        Page::new(book, &book.names.expected, &say!(words, "report-expected"), &say!(words, "report-expected-note"))?;
    let unit = book.currency();
    let heads = [
        Column::text(say!(words, "report-column-place"), 22.0),
        Column::text(say!(words, "report-flat-incentive"), 44.0),
        Column::figures(say!(words, "report-column-more", unit = unit.as_str()), 20.0),
        Column::figures(say!(words, "report-column-chance"), 13.0),
        Column::figures(say!(words, "report-column-expected", unit = unit.as_str()), 20.0),
    ];
    page.columns(&heads, 1)?;
    let mut row = FIRST;
    for (one, awards) in all {
        let style = page.style;
        let place = words.place(brief.library, &one.place);
        let first = row.saturating_add(1);
        page.text(row, 0, &place, &style.text(Tone::Quiet))?;
        page.text(row, 1, &say!(words, "report-certain"), &style.text(Tone::Plain))?;
        amount(&mut page, (row, 4), Some(one.floor), Tone::Certain, book)?;
        row = row.saturating_add(1);
        for weighed in &awards {
            let award = one.awards.get(weighed.award);
            let found = award.and_then(|award| {
                brief.library.policies.get(&award.policy).and_then(|policy| policy.incentive(&award.incentive))
            });
            let name = found.map(|incentive| words.text(&incentive.name)).unwrap_or_default();
            page.text(row, 0, &place, &style.text(Tone::Quiet))?;
            page.text(row, 1, name, &style.text(Tone::Plain))?;
            amount(&mut page, (row, 2), weighed.more, Tone::Possible, book)?;
            let chance: Decimal = weighed.chance.decimal();
            page.number(row, 3, chance, &style.figure(Tone::Input, share(chance)))?;
            let own = row.saturating_add(1);
            match weighed.counts {
                Some(counts) if counts.finite().is_some() => {
                    formula(&mut page, (row, 4), &format!("C{own}*D{own}"), counts, Tone::Plain)?;
                }
                counts => amount(&mut page, (row, 4), counts, Tone::Worked, book)?,
            }
            row = row.saturating_add(1);
        }
        page.text(row, 0, &place, &style.text(Tone::Group))?;
        let said = say!(words, "report-your-assumption");
        page.text(row, 1, &words.capital(&said), &style.text(Tone::Group))?;
        match expected(production, one) {
            Some(sum) if sum.finite().is_some() => {
                let cells: Vec<String> = (first..=row).map(|row| format!("E{row}")).collect();
                formula(&mut page, (row, 4), &cells.join("+"), sum, Tone::Group)?;
            }
            sum => amount(&mut page, (row, 4), sum, Tone::Worked, book)?,
        }
        row = row.saturating_add(1);
    }
    page.finish().map(Some)
}

/// The exact pieces of the kept curves.
fn curves(book: &Book<'_>) -> Result<Option<Worksheet>, XlsxError> {
    let (words, brief) = (book.words, book.brief);
    let context = Context::new(brief.library, brief.production, brief.day);
    let made =
        brief.production.curves.iter().filter_map(|kept| {
            curve(&context, brief.places, &Over::Answer(kept.over.clone()), [kept.from, kept.to]).ok()
        });
    let made: Vec<_> = made.filter(|curve| !curve.places.is_empty()).collect();
    if made.is_empty() {
        return Ok(None);
    }
    let mut page =
        Page::new(book, &book.names.curves, &say!(words, "report-curves"), &say!(words, "report-curves-caption"))?;
    let unit = book.currency();
    let named = |text: String| format!("{text} ({unit})");
    let heads = [
        Column::text(say!(words, "report-column-question"), 26.0),
        Column::text(say!(words, "curve-table-place"), 18.0),
        Column::text(say!(words, "curve-table-of"), 12.0),
        Column::figures(say!(words, "curve-column-from"), 16.0),
        Column::text(say!(words, "curve-column-from-in"), 12.0),
        Column::figures(say!(words, "curve-column-to"), 16.0),
        Column::text(say!(words, "curve-column-to-in"), 12.0),
        Column::figures(named(say!(words, "curve-column-at-from")), 18.0),
        Column::figures(named(say!(words, "curve-column-at-to")), 18.0),
        Column::text(say!(words, "curve-column-approximate"), 13.0),
    ];
    page.columns(&heads, 2)?;
    let mut row = FIRST;
    for curve in &made {
        let Over::Answer(fact) = &curve.over else { continue };
        let fact = words.capital(&words.fact(brief.library, fact));
        for line in &curve.places {
            let place = words.place(brief.library, &line.place);
            for (end, name, tone) in [
                (End::Floor, say!(words, "report-certain"), Tone::Certain),
                (End::Ceiling, say!(words, "report-possible"), Tone::Possible),
            ] {
                for piece in line.of(end) {
                    let style = page.style;
                    page.text(row, 0, &fact, &style.text(Tone::Quiet))?;
                    page.text(row, 1, &place, &style.text(Tone::Plain))?;
                    page.text(row, 2, &name, &style.text(Tone::Plain))?;
                    self::piece(book, &mut page, row, piece, tone)?;
                    row = row.saturating_add(1);
                }
            }
        }
    }
    page.filter(row.saturating_sub(1), heads.len())?;
    page.finish().map(Some)
}

fn piece(book: &Book<'_>, page: &mut Page, row: u32, piece: &Piece, tone: Tone) -> Result<(), XlsxError> {
    let words = book.words;
    let yes = |holds: bool| if holds { say!(words, "yes") } else { say!(words, "no") };
    let style = page.style;
    for (column, value) in [(3, piece.from), (5, piece.to)] {
        page.number(row, column, value.decimal(), &style.figure(Tone::Plain, "#,##0.######"))?;
    }
    for (column, holds) in [(4, piece.from_in), (6, piece.to_in), (9, piece.approximate)] {
        page.text(row, column, &yes(holds), &style.text(Tone::Quiet))?;
    }
    amount(page, (row, 7), piece.at_from, tone, book)?;
    amount(page, (row, 8), piece.at_to, tone, book)
}

/// The place of each production of the slate.
fn slate(book: &Book<'_>) -> Result<Option<Worksheet>, XlsxError> {
    let (words, brief) = (book.words, book.brief);
    let Some(worked) = brief.slate.filter(|worked| !worked.productions.is_empty()) else { return Ok(None) };
    let (finding, _) = words.slate_finding(brief.library, worked);
    let mut page = Page::new(book, &book.names.slate, &say!(words, "report-slate"), &words.capital(&finding))?;
    page.lead(words.slate_proof(worked));
    let unit = book.currency_name(worked.currency);
    let heads = [
        Column::text(say!(words, "slate-column-production"), 34.0),
        Column::text(say!(words, "report-column-place"), 18.0),
        Column::figures(say!(words, "report-column-certain", unit = unit.as_str()), 18.0),
        Column::figures(say!(words, "report-column-possible", unit = unit.as_str()), 18.0),
        Column::text(say!(words, "report-column-why"), 56.0),
    ];
    page.columns(&heads, 1)?;
    let mut row = FIRST;
    let all = worked.productions.iter().zip(&worked.best.places).zip(&worked.offers).zip(&worked.goes);
    for (at, (((production, place), offers), goes)) in all.enumerate() {
        let style = page.style;
        let name = say!(words, "variant-head", letter = letter(at), name = words.text(&production.name));
        page.text(row, 0, &name, &style.text(Tone::Strong))?;
        if let Some(offer) = place.and_then(|place| offers.get(place)?.as_ref()) {
            page.text(row, 1, &words.place(brief.library, &offer.place), &style.text(Tone::Plain))?;
            amount(&mut page, (row, 2), Some(offer.assessment.floor), Tone::Certain, book)?;
            ceiling(&mut page, (row, 3), &offer.assessment, book)?;
        } else {
            page.text(row, 1, &say!(words, "slate-nowhere"), &style.text(Tone::Quiet))?;
        }
        let why = words.capital(&words.slate_because(brief.library, worked, goes));
        page.text(row, 4, &why, &style.text(Tone::Plain))?;
        row = row.saturating_add(1);
    }
    // No formula: rules about the company are not sums.
    let style = page.style;
    page.text(row, 0, &say!(words, "report-slate-together"), &style.text(Tone::Group))?;
    amount(&mut page, (row, 2), Some(worked.best.money.certain), Tone::Certain, book)?;
    amount(&mut page, (row, 3), Some(worked.best.money.possible), Tone::Possible, book)?;
    page.text(row, 4, &say!(words, "report-slate-sum-note"), &style.text(Tone::Quiet))?;
    let telling = Telling { words, library: brief.library, currency: worked.currency };
    let cuts = worked.best.cuts.iter().map(|cut| words.capital(&words.slate_cut(&telling, cut)));
    let refusals = worked.refusals.iter().map(|refusal| words.slate_refusal(brief.library, worked, refusal));
    for text in cuts.chain(refusals).chain([words.slate_proof(worked)]) {
        row = row.saturating_add(1);
        page.line(row, 0, &text, &page.style.lead())?;
    }
    let chosen = worked.best.places.iter().zip(&worked.offers);
    let chosen = chosen.filter_map(|(place, offers)| offers.get((*place)?)?.as_ref());
    explain_mark(&mut page, row, chosen.map(|offer| &*offer.assessment), book)?;
    page.finish().map(Some)
}
