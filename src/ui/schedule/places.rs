//! The days of each place in a schedule, as a table that is sorted and copied.

use egui::{Grid, Role, Ui, WidgetInfo};

use crate::data::table::schedule::{Counted, IN_A_ROW, PlaceDays};
use crate::model::id::FactId;
use crate::model::production::Answer;
use crate::report::grid::Grid as Copied;
use crate::say;
use crate::ui::context::{Requests, ViewContext};
use crate::ui::heads::{Order, head_cell_ui};
use crate::ui::widgets::{quiet_link, section, small, strong};

/// A column of the table of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum PlaceColumn {
    Place,
    Days,
    Run,
    Share,
    Now,
}

/// The days of each place, with the current answer, sorted by any heading.
pub(super) fn places_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    counted: &Counted,
    order: &mut Order<PlaceColumn>,
    requests: &mut Requests,
) {
    let ViewContext { session, words, theme, .. } = cx;
    if counted.places.is_empty() {
        return;
    }
    let now = |one: &PlaceDays| match session.production().answer(&FactId::from(IN_A_ROW), &one.place) {
        Some(Answer::Number(days)) => Some(days.0),
        _ => None,
    };
    let cells = |one: &PlaceDays| {
        let run = say!(words, "schedule-run-of", run = words.schedule_days(one.run), dates = words.schedule_run(one));
        let share = one.share.map_or_else(|| say!(words, "schedule-no-share"), |share| words.percent(share.0));
        let now = now(one).map_or_else(|| say!(words, "unknown-value"), |days| words.plain(days));
        [words.place(&session.library, &one.place), words.schedule_days(one.days), run, share, now]
    };
    let mut places: Vec<&PlaceDays> = counted.places.iter().collect();
    if let Some((by, down)) = *order {
        places.sort_by(|a, b| {
            let order = match by {
                PlaceColumn::Place => {
                    words.place(&session.library, &a.place).cmp(&words.place(&session.library, &b.place))
                }
                PlaceColumn::Days => a.days.cmp(&b.days),
                PlaceColumn::Run => a.run.cmp(&b.run),
                PlaceColumn::Share => a.share.cmp(&b.share),
                PlaceColumn::Now => now(a).cmp(&now(b)),
            };
            if down { order.reverse() } else { order }
        });
    }
    let heads = [
        (PlaceColumn::Place, say!(words, "schedule-part-place")),
        (PlaceColumn::Days, say!(words, "schedule-head-days")),
        (PlaceColumn::Run, say!(words, "schedule-head-run")),
        (PlaceColumn::Share, say!(words, "schedule-head-share")),
        (PlaceColumn::Now, say!(words, "schedule-head-now")),
    ];
    ui.horizontal(|ui| {
        section(ui, theme, say!(words, "schedule-places"));
        let copy = say!(words, "where-copy");
        if quiet_link(ui, theme, &copy, &copy).clicked() {
            let rows = places.iter().map(|one| cells(one).to_vec()).collect();
            requests.copy(Copied { heads: heads.iter().map(|(_, head)| head.clone()).collect(), rows });
        }
    });
    let grid = Grid::new("places").num_columns(heads.len()).spacing([20.0, 4.0]);
    // Headings of other tables beside this one have the same numbers.
    ui.push_id("places", |ui| {
        grid.show(ui, |ui| {
            for (column, head) in &heads {
                head_cell_ui(ui, cx, *column, (head, false), order);
            }
            ui.end_row();
            for one in places {
                let said = words.schedule_place(&session.library, one);
                let [name, days, run, share, now] = cells(one);
                let place = ui.label(strong(name));
                place.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
                [days, run, share].into_iter().for_each(|text| drop(ui.label(text)));
                ui.label(small(theme, now));
                ui.end_row();
            }
        });
    });
}
