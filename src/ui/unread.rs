//! The rows of a table that could not be read, with their errors: sorted by row or by error, and copied as a table.

use egui::{Grid, Id, Label, RichText, Ui};

use super::context::{Requests, ViewContext};
use super::heads::{Order, head_cell_ui};
use super::widgets::{quiet_link, small};
use crate::data::table::row_error::RowError;
use crate::report::grid::Grid as Copied;
use crate::say;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Column {
    Row,
    Error,
}

/// Draws the errors, at most `most` of them. All are copied.
pub(super) fn unread_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    wrong: &[(usize, Vec<RowError>)],
    most: usize,
    requests: &mut Requests,
) {
    let ViewContext { words, theme, .. } = cx;
    let heads = [say!(words, "table-head-row"), say!(words, "table-head-error")];
    let said = |error: &RowError| words.trouble(error);
    let copy = say!(words, "where-copy");
    let name = say!(words, "table-copy-wrong");
    if quiet_link(ui, theme, &copy, &name).clicked() {
        let rows = wrong.iter().flat_map(|(row, errors)| errors.iter().map(|error| vec![row.to_string(), said(error)]));
        requests.copy(Copied { heads: heads.to_vec(), rows: rows.collect() });
    }
    let id = Id::unique("unread order");
    let mut order: Order<Column> = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let mut lines: Vec<(usize, String)> =
        wrong.iter().take(most).flat_map(|(row, errors)| errors.iter().map(|error| (*row, said(error)))).collect();
    match order {
        Some((Column::Error, down)) => {
            lines.sort_by(|a, b| if down { b.1.cmp(&a.1) } else { a.1.cmp(&b.1) });
        }
        Some((Column::Row, true)) => lines.reverse(),
        Some((Column::Row, false)) | None => {}
    }
    // Headings of other tables beside this one have the same numbers.
    ui.push_id("unread", |ui| {
        Grid::new("unread").num_columns(2).spacing([16.0, 4.0]).show(ui, |ui| {
            for (column, head) in [Column::Row, Column::Error].into_iter().zip(&heads) {
                head_cell_ui(ui, cx, column, (head, false), &mut order);
            }
            ui.end_row();
            for (row, error) in lines {
                ui.label(small(theme, say!(words, "table-row", row = row.to_string())));
                ui.add(Label::new(RichText::new(error).small().color(theme.problem)).wrap());
                ui.end_row();
            }
        });
    });
    ui.data_mut(|data| data.insert_temp(id, order));
}
