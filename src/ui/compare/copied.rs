//! The comparison as a table for the clipboard.

use crate::model::id::PlaceId;
use crate::report::grid::Grid;
use crate::say;
use crate::study::compare::{Filter, Item, table};
use crate::ui::context::ViewContext;
use crate::ui::view::View;

/// One row per kind of support, one column per place: names and terms, as far as they are shown.
pub(super) fn grid(cx: &ViewContext<'_>, view: &View, places: &[PlaceId], filter: Filter) -> Grid {
    let ViewContext { session, words, .. } = cx;
    let library = &session.library;
    let named = |item: &Item<'_>| {
        let name = words.text(&item.incentive.name).to_owned();
        match words.amount_terms(library, item.policy, item.incentive) {
            Some(terms) => say!(words, "report-labelled", label = name, value = terms),
            None => name,
        }
    };
    let mut heads = vec![say!(words, "report-column-kind")];
    heads.extend(places.iter().map(|place| words.place(library, place)));
    let total = |of: &dyn Fn(&crate::rules::assess::Assessment) -> String| -> Vec<String> {
        places.iter().map(|place| session.assessment(place).map(|one| of(one)).unwrap_or_default()).collect()
    };
    let labelled = |name: String, cells: Vec<String>| std::iter::once(name).chain(cells).collect::<Vec<_>>();
    let certain = total(&|one| crate::ui::widgets::certain(cx, one, view.scale).0);
    let possible = total(&|one| crate::ui::widgets::ceiling(cx, one, view.scale).0);
    let unit = words.scale(view.scale);
    let mut rows = vec![
        labelled(say!(words, "report-column-certain", unit = unit.as_str()), certain),
        labelled(say!(words, "report-column-possible", unit = unit.as_str()), possible),
    ];
    for row in table(library, places, session.day, filter).rows {
        let cells = row.cells.iter().map(|items| items.iter().map(named).collect::<Vec<_>>().join(&words.semicolon()));
        rows.push(labelled(words.kind(row.kind), cells.collect()));
    }
    Grid { heads, rows }
}
