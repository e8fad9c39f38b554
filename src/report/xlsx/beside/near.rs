//! The changes that bring more in each place, with their gains, and what is left after the user's own costs of changes
//! if there are any. A cost is an input: what is left is a formula.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::Book;
use super::super::page::{Column, FIRST, Page};
use super::super::style::Tone;
use super::{amount, formula};
use crate::model::id::PlaceId;
use crate::rules::context::Context;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::near::{near_in_all, order};

pub(super) fn sheet(book: &Book<'_>) -> Result<Option<Worksheet>, XlsxError> {
    let (words, brief) = (book.words, book.brief);
    let (library, production) = (brief.library, brief.production);
    let context = Context::new(library, production, brief.day);
    let mut found: Vec<_> = near_in_all(&context, brief.places).into_iter().flatten().collect();
    if found.is_empty() {
        return Ok(None);
    }
    let at = |place: &PlaceId| brief.places.iter().position(|one| one == place);
    found.sort_by_key(|near| (at(&near.place), order(library, near)));
    let mut page = Page::new(book, &book.names.near, &say!(words, "near-title"), &say!(words, "near-caption"))?;
    let is_costed = found.iter().any(|near| near.cost.is_some());
    if is_costed {
        page.lead(say!(words, "near-cost-note"));
    }
    let unit = book.currency();
    let mut heads = vec![
        Column::text(say!(words, "report-column-place"), 20.0),
        Column::text(say!(words, "near-column-change"), 60.0),
        Column::figures(say!(words, "near-column-certain", unit = unit.as_str()), 18.0),
        Column::figures(say!(words, "near-column-possible", unit = unit.as_str()), 18.0),
    ];
    if is_costed {
        heads.extend([
            Column::figures(say!(words, "near-column-cost", unit = unit.as_str()), 18.0),
            Column::figures(say!(words, "near-column-net-certain", unit = unit.as_str()), 18.0),
            Column::figures(say!(words, "near-column-net-possible", unit = unit.as_str()), 18.0),
        ]);
    }
    heads.push(Column::text(say!(words, "report-flat-incentive"), 40.0));
    page.columns(&heads, 2)?;
    let mut row = FIRST;
    for near in &found {
        let style = page.style;
        page.text(row, 0, &words.place(library, &near.place), &style.text(Tone::Quiet))?;
        let what = words.capital(&words.near_changes(library, production.currency, near));
        let what = if near.nearest { what } else { say!(words, "near-not-proven", line = what) };
        page.text(row, 1, &what, &style.text(Tone::Plain))?;
        amount(&mut page, (row, 2), Some(near.floor_gain), Tone::Certain, book)?;
        // Nothing is written if the possible amount has no limit before or after.
        if let Some(gain) = near.ceiling_gain {
            let tone = if gain <= Fraction::ZERO { Tone::Quiet } else { Tone::Possible };
            amount(&mut page, (row, 3), Some(gain), tone, book)?;
        }
        if let Some(cost) = &near.cost {
            amount(&mut page, (row, 4), Some(cost.amount()), Tone::Input, book)?;
            let own = row.saturating_add(1);
            for (column, gain, net) in [(5, 'C', near.floor_net()), (6, 'D', near.ceiling_net())] {
                match net {
                    Some(net) if net.finite().is_some() => {
                        formula(&mut page, (row, column), &format!("{gain}{own}-E{own}"), net, Tone::Plain)?;
                    }
                    Some(net) => amount(&mut page, (row, column), Some(net), Tone::Worked, book)?,
                    None => {}
                }
            }
        }
        let last = if is_costed { 7 } else { 4 };
        page.text(row, last, &words.near_incentives(library, near), &style.text(Tone::Quiet))?;
        row = row.saturating_add(1);
    }
    page.filter(row.saturating_sub(1), heads.len())?;
    page.finish().map(Some)
}
