//! The proposals of a city: a sheet of bills, one incentive of a scenario per row, and one of winners and losers.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Book;
use super::beside::{amount, formula};
use super::page::{Column, FIRST, Page};
use super::style::{Tone, count};
use crate::rules::fraction::Fraction;
use crate::rules::value::Range;
use crate::say;
use crate::study::costs::{Costs, Group};
use crate::study::portfolio::Pooled;
use crate::study::proposals::{Proposal, Proposals};
use crate::study::reform::Both;

/// The sheets; empty if a city proposes nothing.
pub(super) fn write(book: &Book<'_>) -> Result<Vec<Worksheet>, XlsxError> {
    let Some(proposals) = book.brief.proposals else { return Ok(Vec::new()) };
    Ok(vec![bills(book, proposals)?, groups(book, proposals)?])
}

fn called(book: &Book<'_>, proposal: &Proposal) -> String {
    match proposal.scenario.is_empty() {
        true => say!(book.words, "report-city-law"),
        false => book.words.scenario_called(proposal.at, &proposal.scenario),
    }
}

/// Every incentive of every scenario, then the total and the deductions from it.
fn bills(book: &Book<'_>, proposals: &Proposals) -> Result<Worksheet, XlsxError> {
    let (words, library) = (book.words, book.brief.library);
    let counted = words.portfolio_counted(library, proposals);
    let mut page = Page::new(book, &book.names.city, &say!(words, "report-city"), &counted)?;
    // A page has one row for this.
    let lines = proposals.all.iter().flat_map(|proposal| {
        let found = words.costs_found(library, proposals.currency, &proposals.portfolio, &proposal.costs);
        let changes = words.scenario_changes(library, &proposal.scenario).join(&words.semicolon());
        let found = say!(words, "report-labelled", label = called(book, proposal), value = found);
        std::iter::once(found).chain((!changes.is_empty()).then_some(changes))
    });
    page.lead(lines.collect::<Vec<String>>().join("\n"));
    let unit = book.currency_name(proposals.currency);
    let [now, then] = [say!(words, "city-cell-now"), say!(words, "city-cell-then")];
    let title = |end: String, state: &String| {
        say!(words, "report-city-column", end = end, state = state.as_str(), unit = unit.as_str())
    };
    let [certain, most] = [say!(words, "reform-column-certain"), say!(words, "reform-column-up-to")];
    let heads = [
        Column::text(say!(words, "report-city-scenario"), 22.0),
        Column::text(say!(words, "reform-column-incentive"), 44.0),
        Column::figures(title(certain.clone(), &now), 17.0),
        Column::figures(title(certain, &then), 17.0),
        Column::figures(say!(words, "report-city-more"), 15.0),
        Column::figures(title(most.clone(), &now), 17.0),
        Column::figures(title(most, &then), 17.0),
        Column::figures(say!(words, "report-city-more"), 15.0),
    ];
    page.columns(&heads, 2)?;
    let mut row = FIRST;
    for proposal in &proposals.all {
        let name = called(book, proposal);
        for (what, both, tone) in rows(book, proposals, &proposal.costs) {
            let style = page.style;
            page.text(row, 0, &name, &style.text(Tone::Quiet))?;
            page.text(row, 1, &what, &style.text(tone))?;
            let ends = [both.before.low, both.after.low].map(Some);
            bill(book, &mut page, row, (2, 'C', 'D'), ends, Tone::Certain)?;
            bill(book, &mut page, row, (5, 'F', 'G'), [both.before.high, both.after.high], Tone::Possible)?;
            row = row.saturating_add(1);
        }
    }
    page.filter(row.saturating_sub(1), heads.len())?;
    page.finish()
}

fn rows(book: &Book<'_>, proposals: &Proposals, costs: &Costs) -> Vec<(String, Both<Range>, Tone)> {
    let words = book.words;
    let named = words.bills_called(book.brief.library, &costs.reform).into_iter();
    let mut all: Vec<_> = named.map(|(name, both)| (name, both, Tone::Plain)).collect();
    all.push((say!(words, "reform-row-total"), costs.reform.total, Tone::Group));
    for (name, of) in words.pooled_rows(&proposals.portfolio) {
        let exact = |certain: &Pooled, most: &Pooled| Range { low: of(certain), high: Some(of(most)) };
        let before = exact(&costs.certain.before, &costs.most.before);
        all.push((name, Both { before, after: exact(&costs.certain.after, &costs.most.after) }, Tone::Plain));
    }
    all
}

/// Two amounts and their difference as a formula.
fn bill(
    book: &Book<'_>,
    page: &mut Page,
    row: u32,
    (first, before, after): (u16, char, char),
    ends: [Option<Fraction>; 2],
    tone: Tone,
) -> Result<(), XlsxError> {
    let [was, is] = ends;
    amount(page, (row, first), was, tone, book)?;
    amount(page, (row, first.saturating_add(1)), is, tone, book)?;
    let more = was.zip(is).and_then(|(was, is)| is.minus(was));
    // Only decimals are exact in a cell.
    let decimals = [was, is].iter().all(|end| end.is_some_and(|end| end.finite().is_some()));
    match more.filter(|_| decimals) {
        Some(more) => {
            let own = row.saturating_add(1);
            formula(page, (row, first.saturating_add(2)), &format!("{after}{own}-{before}{own}"), more, Tone::Plain)
        }
        None => Ok(()),
    }
}

/// Productions by size and by kind.
fn groups(book: &Book<'_>, proposals: &Proposals) -> Result<Worksheet, XlsxError> {
    let words = book.words;
    let title = say!(words, "report-city-groups");
    let mut page = Page::new(book, &book.names.groups, &title, &say!(words, "portfolio-note"))?;
    let unit = book.currency_name(proposals.currency);
    let [now, then] = [say!(words, "city-cell-now"), say!(words, "city-cell-then")];
    let title = |end: String, state: &String| {
        say!(words, "report-city-column", end = end, state = state.as_str(), unit = unit.as_str())
    };
    let [due, paid] = [say!(words, "portfolio-column-due"), say!(words, "portfolio-column-paid")];
    let heads = [
        Column::text(say!(words, "report-city-scenario"), 22.0),
        Column::text(say!(words, "report-city-by"), 24.0),
        Column::text(say!(words, "report-city-group"), 30.0),
        Column::figures(say!(words, "portfolio-column-count"), 10.0),
        Column::figures(title(due.clone(), &now), 17.0),
        Column::figures(title(due, &then), 17.0),
        Column::figures(title(paid.clone(), &now), 17.0),
        Column::figures(title(paid, &then), 17.0),
        Column::figures(say!(words, "portfolio-column-gain"), 10.0),
        Column::figures(say!(words, "portfolio-column-lose"), 10.0),
    ];
    page.columns(&heads, 3)?;
    let mut row = FIRST;
    for proposal in &proposals.all {
        let (sizes, kinds) = (&proposal.costs.sizes, &proposal.costs.kinds);
        for (by, groups) in [(say!(words, "portfolio-sizes"), sizes), (say!(words, "portfolio-kinds"), kinds)] {
            for group in groups {
                let style = page.style;
                page.text(row, 0, &called(book, proposal), &style.text(Tone::Quiet))?;
                page.text(row, 1, &by, &style.text(Tone::Quiet))?;
                self::group(book, &mut page, row, group)?;
                row = row.saturating_add(1);
            }
        }
    }
    page.filter(row.saturating_sub(1), heads.len())?;
    page.finish()
}

fn group(book: &Book<'_>, page: &mut Page, row: u32, group: &Group) -> Result<(), XlsxError> {
    let style = page.style;
    page.text(row, 2, &book.words.group_called(book.brief.library, &group.of), &style.text(Tone::Plain))?;
    for (column, many) in [(3, group.productions), (8, group.winners), (9, group.losers)] {
        let many = many.into();
        page.number(row, column, many, &style.figure(Tone::Worked, count(many)))?;
    }
    for (column, value, tone) in [
        (4, group.due.before, Tone::Possible),
        (5, group.due.after, Tone::Possible),
        (6, group.paid.before, Tone::Worked),
        (7, group.paid.after, Tone::Worked),
    ] {
        amount(page, (row, column), Some(value), tone, book)?;
    }
    Ok(())
}
