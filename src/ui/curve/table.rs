//! The exact pieces of every place as a table, which is sorted by any heading and copied in that order, with notes.

use egui::{Grid, Label, Ui};

use super::super::context::{Requests, ViewContext};
use super::super::heads::{Order, head_cell_ui};
use super::super::view::View;
use super::super::widgets::{focus_ring, marker, small, strong};
use crate::model::id::PlaceId;
use crate::report::grid::Grid as Copied;
use crate::rules::along::Piece;
use crate::say;
use crate::study::curve::{Bend, Curve, End};
use crate::words::curve::CurveWords;

/// A heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Column {
    Place,
    End,
    Stretch,
    Amounts,
    Rule,
}

impl Column {
    const ALL: [Self; 5] = [Self::Place, Self::End, Self::Stretch, Self::Amounts, Self::Rule];

    fn name(self, cx: &ViewContext<'_>) -> String {
        let words = cx.words;
        match self {
            Self::Place => say!(words, "growth-column-place"),
            Self::End => say!(words, "curve-column-end"),
            Self::Stretch => say!(words, "curve-column-stretch"),
            Self::Amounts => say!(words, "curve-column-amounts"),
            Self::Rule => say!(words, "curve-column-rule"),
        }
    }
}

/// The order of the rows; `None` for that of the places.
#[derive(Clone, Copy, Debug, Default)]
struct Sorted(Order<Column>);

/// A piece of one end of one place.
struct Row<'a> {
    place: &'a PlaceId,
    name: String,
    of: End,
    piece: &'a Piece,
    /// The rule with which the piece begins; empty for the first.
    rule: String,
}

impl Row<'_> {
    fn end(&self, cx: &ViewContext<'_>) -> String {
        let words = cx.words;
        match self.of {
            End::Floor => say!(words, "report-certain"),
            End::Ceiling => say!(words, "report-possible"),
        }
    }
}

/// Draws the table.
pub(super) fn table_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    telling: &CurveWords<'_>,
    (curve, bends): (&Curve, &[Bend]),
    requests: &mut Requests,
) {
    let ViewContext { words, theme, .. } = cx;
    let order = &mut view.own.of::<Sorted>().0;
    let rows = rows(cx, telling, (curve, bends), *order);
    let copy = ui.button(say!(words, "growth-copy"));
    focus_ring(ui, theme, &copy);
    let keys = ui.input(|input| input.events.iter().any(|event| matches!(event, egui::Event::Copy)));
    if copy.clicked() || keys && !ui.ctx().egui_wants_keyboard_input() {
        requests.copy(grid(cx, telling, &rows));
    }
    ui.add_space(4.0);
    ui.push_id("pieces", |ui| {
        Grid::new("pieces").num_columns(5).spacing([24.0, 4.0]).striped(true).show(ui, |ui| {
            for column in Column::ALL {
                head_cell_ui(ui, cx, column, (&column.name(cx), false), order);
            }
            ui.end_row();
            for row in &rows {
                ui.horizontal(|ui| {
                    marker(ui, theme, Some(cx.session.mark(row.place)));
                    ui.label(row.name.as_str());
                });
                ui.label(small(theme, row.end(cx)));
                ui.label(telling.stretch(row.piece));
                ui.label(telling.amounts(row.piece));
                ui.add(Label::new(small(theme, row.rule.as_str())).wrap_mode(egui::TextWrapMode::Wrap));
                ui.end_row();
            }
        });
    });
    notes_ui(ui, cx, telling, curve);
}

/// The drops and kinks of every place, and the crossings.
fn notes_ui(ui: &mut Ui, cx: &ViewContext<'_>, telling: &CurveWords<'_>, curve: &Curve) {
    let ViewContext { words, theme, .. } = cx;
    for line in &curve.places {
        let ends = [(say!(words, "report-certain"), End::Floor), (say!(words, "report-possible"), End::Ceiling)];
        let notes: Vec<String> = ends.iter().flat_map(|(name, of)| telling.notes(name, line.of(*of))).collect();
        if notes.is_empty() {
            continue;
        }
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            marker(ui, theme, Some(cx.session.mark(&line.place)));
            ui.label(strong(words.place(telling.library, &line.place)));
        });
        for note in notes {
            ui.add(Label::new(small(theme, note)).wrap());
        }
    }
    ui.add_space(4.0);
    for crossing in &curve.crossings {
        ui.label(telling.crossing(crossing));
    }
}

/// The rows in an order.
fn rows<'a>(
    cx: &ViewContext<'_>,
    telling: &CurveWords<'_>,
    (curve, bends): (&'a Curve, &[Bend]),
    order: Order<Column>,
) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = Vec::new();
    for line in &curve.places {
        let name = cx.words.place(telling.library, &line.place);
        for of in [End::Floor, End::Ceiling] {
            let row = |piece: &'a Piece| {
                let rule = telling.rule_from(bends, &line.place, of, piece);
                Row { place: &line.place, name: name.clone(), of, piece, rule }
            };
            rows.extend(line.of(of).iter().map(row));
        }
    }
    let Some((by, down)) = order else { return rows };
    let most = |piece: &Piece| piece.at_from.max(piece.at_to);
    rows.sort_by(|a, b| {
        let order = match by {
            Column::Place => a.name.cmp(&b.name),
            Column::End => (a.of == End::Ceiling).cmp(&(b.of == End::Ceiling)),
            Column::Stretch => a.piece.from.cmp(&b.piece.from),
            Column::Amounts => most(a.piece).cmp(&most(b.piece)),
            Column::Rule => a.rule.cmp(&b.rule),
        };
        if down { order.reverse() } else { order }
    });
    rows
}

/// The rows for the clipboard.
fn grid(cx: &ViewContext<'_>, telling: &CurveWords<'_>, rows: &[Row<'_>]) -> Copied {
    let row = |row: &Row<'_>| {
        let (stretch, amounts) = (telling.stretch(row.piece), telling.amounts(row.piece));
        vec![row.name.clone(), row.end(cx), stretch, amounts, row.rule.clone()]
    };
    Copied { heads: Column::ALL.map(|column| column.name(cx)).to_vec(), rows: rows.iter().map(row).collect() }
}
