//! The slate for the clipboard: productions by places, in whole units of its currency.

use super::super::context::ViewContext;
use crate::report::grid::Grid;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::offers::Offer;
use crate::study::slate::Worked;

/// The result of each place for each production separately: certain, up to, and what was paid so far. `order` has the rows from top to
/// bottom, and `places` the places from left to right.
pub(super) fn grid(cx: &ViewContext<'_>, worked: &Worked, order: &[usize], places: &[usize]) -> Grid {
    let ViewContext { session, words, .. } = cx;
    let unit = worked.currency.code();
    let (certain, possible) =
        (say!(words, "report-column-certain", unit = unit), say!(words, "report-column-possible", unit = unit));
    let published = say!(words, "where-column-published");
    let mut heads = vec![say!(words, "slate-column-production")];
    heads.extend(places.iter().filter_map(|at| worked.places.get(*at)).flat_map(|place| {
        let name = words.place(&session.library, place);
        [&certain, &possible, &published].map(|column| format!("{name} · {column}"))
    }));
    let amount = |amount: Option<Fraction>| amount.map_or_else(String::new, |amount| amount.to_string());
    let cells = |offer: &Option<Offer>| match offer {
        Some(offer) if offer.assessment.is_unrecorded() => {
            [say!(words, "unrecorded-value"), String::new(), String::new()]
        }
        Some(Offer { assessment, .. }) => {
            let published = words.paid_beside(session.counted(), assessment).join(&words.semicolon());
            [amount(Some(assessment.floor)), amount(assessment.known_ceiling()), published]
        }
        None => [String::new(), String::new(), String::new()],
    };
    let rows = order.iter().filter_map(|row| worked.productions.get(*row).zip(worked.offers.get(*row)));
    let rows = rows.map(|(production, offers)| {
        let offers = places.iter().filter_map(|at| offers.get(*at));
        std::iter::once(words.text(&production.name).to_owned()).chain(offers.flat_map(cells)).collect()
    });
    Grid { heads, rows: rows.collect() }
}
