//! The result as a table: its headings, which sort the places, and its copy for a spreadsheet.

use std::cmp::Ordering;

use egui::{Sense, Ui, vec2};

use crate::report::grid::Grid;
use crate::rules::assess::Assessment;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::evidence::second_hand;
use crate::study::variants::{Column, budget, net};
use crate::ui::context::ViewContext;
use crate::ui::heads::{Head, Order, head_ui};
use crate::ui::view::View;
use crate::ui::widgets::BEHIND;
use crate::words::letter::letter;

/// A heading of the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Heading {
    /// The certain amount of a variant; none for the pinned answers.
    Certain(Option<usize>),
    /// The possible amount.
    UpTo(Option<usize>),
    /// The share of the budget.
    Share,
    /// The net cost.
    Net,
}

/// The order of the places; `None` for the rank.
#[derive(Clone, Copy, Debug, Default)]
struct Sorted(Order<Heading>);

/// Draws the heading of a column of figures.
pub(super) fn sort_head_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    width: f32,
    heading: Heading,
    text: &str,
) {
    let (rect, _) = ui.allocate_exact_size(vec2(width, 18.0), Sense::hover());
    let head = Head { text, rect, inset: [0.0, BEHIND], end: true, largest_first: true };
    head_ui(ui, cx, heading, &head, &mut view.own.of::<Sorted>().0);
}

/// The places in the order of the heading that was clicked.
pub(super) fn sorted<'a>(
    view: &mut View,
    all: &[Column],
    ranked: &[(usize, &'a Assessment)],
) -> Vec<(usize, &'a Assessment)> {
    let mut ranked = ranked.to_vec();
    let Some((by, down)) = view.own.of::<Sorted>().0 else { return ranked };
    let of = |one: &Assessment, variant: Option<usize>, up_to: bool| -> Option<Fraction> {
        let column = all.iter().find(|column| column.variant == variant)?;
        let one = column.of(&one.place)?;
        if up_to { one.known_ceiling() } else { Some(one.floor) }
    };
    let order = |a: &Assessment, b: &Assessment| -> Ordering {
        match by {
            Heading::Certain(variant) => of(a, variant, false).cmp(&of(b, variant, false)),
            Heading::UpTo(variant) => of(a, variant, true).cmp(&of(b, variant, true)),
            Heading::Share => a.floor.cmp(&b.floor).then(a.known_ceiling().cmp(&b.known_ceiling())),
            Heading::Net => b.floor.cmp(&a.floor).then(b.known_ceiling().cmp(&a.known_ceiling())),
        }
    };
    ranked.sort_by(|(_, a), (_, b)| if down { order(a, b).reverse() } else { order(a, b) });
    ranked
}

/// The result in whole units of the currency: two columns for each variant, then net costs. What is known at second
/// hand only is marked.
pub(super) fn copied(cx: &ViewContext<'_>, all: &[Column], ranked: &[(usize, &Assessment)]) -> Grid {
    let ViewContext { session, words, .. } = cx;
    let has_variants = all.len() > 1;
    let mut heads = vec![say!(words, "report-column-place")];
    for column in all {
        for text in [say!(words, "column-certain"), say!(words, "column-up-to")] {
            let sign = letter(column.variant.map_or(0, |at| at + 1));
            heads.push(if has_variants { say!(words, "variant-head", letter = sign, name = text) } else { text });
        }
    }
    let budget = budget(session.production());
    heads.extend(budget.map(|_| say!(words, "where-column-net")));
    let row = |(_, one): &(usize, &Assessment)| {
        let mut cells = vec![words.place(&session.library, &one.place)];
        for column in all {
            let found = column.of(&one.place).filter(|one| !one.is_unrecorded());
            let mark = found.and_then(|one| second_hand(&session.library, one)).map_or("", |_| "†");
            cells.push(found.map_or_else(String::new, |one| one.floor.to_string()));
            let most = found.and_then(|one| one.known_ceiling());
            cells.push(most.map_or_else(String::new, |most| format!("{most}{mark}")));
        }
        cells.extend(budget.map(|budget| net(budget, one.floor).to_string()));
        cells
    };
    Grid { heads, rows: ranked.iter().map(row).collect() }
}
