//! The order of the rows in the tables of costs. Totals stay below the rows that they sum.

use std::cmp::Ordering;

use crate::rules::value::Range;
use crate::study::costs::{Costs, Group};
use crate::study::reform::Both;
use crate::ui::context::ViewContext;
use crate::ui::heads::Order;

/// A heading of the bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Bill {
    Name,
    Certain,
    UpTo,
}

/// A heading of the groups of productions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum By {
    Name,
    Count,
    Due,
    Paid,
    Gain,
    Lose,
}

/// The orders of all tables; `None` for the order of the study.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sorted {
    pub(super) bill: Order<Bill>,
    pub(super) sizes: Order<By>,
    pub(super) kinds: Order<By>,
}

/// The incentives of the bill with their amounts.
pub(super) fn bills(cx: &ViewContext<'_>, order: Order<Bill>, costs: &Costs) -> Vec<(String, Both<Range>)> {
    let mut all: Vec<_> = cx.words.bills_called(cx.session.counted(), &costs.reform).into_iter().collect();
    let Some((by, down)) = order else { return all };
    // An amount without a known limit is above all others.
    let most = |range: &Range| (range.high.is_none(), range.high);
    all.sort_by(|(name, amount), (other, against)| {
        let (a, b) = (&amount.after, &against.after);
        directed(
            down,
            match by {
                Bill::Name => name.cmp(other),
                Bill::Certain => a.low.cmp(&b.low),
                Bill::UpTo => most(a).cmp(&most(b)),
            },
        )
    });
    all
}

/// The groups in an order.
pub(super) fn groups<'a>(cx: &ViewContext<'_>, order: Order<By>, all: &'a [Group]) -> Vec<&'a Group> {
    let mut all: Vec<&Group> = all.iter().collect();
    let Some((by, down)) = order else { return all };
    let name = |group: &Group| cx.words.group_called(cx.session.counted(), &group.of);
    all.sort_by(|a, b| {
        directed(
            down,
            match by {
                By::Name => name(a).cmp(&name(b)),
                By::Count => a.productions.cmp(&b.productions),
                By::Due => a.due.after.cmp(&b.due.after),
                By::Paid => a.paid.after.cmp(&b.paid.after),
                By::Gain => a.winners.cmp(&b.winners),
                By::Lose => a.losers.cmp(&b.losers),
            },
        )
    });
    all
}

fn directed(down: bool, order: Ordering) -> Ordering {
    if down { order.reverse() } else { order }
}
