//! The second step: every row, its effect, and whether it is imported.
//!
//! Only visible rows are laid out, so that a hundred thousand rows scroll like one.

use egui::{Align, Checkbox, Label, Layout, RichText, Role as Part, ScrollArea, Ui, WidgetInfo};

use super::{Column, EFFECTS, Filter, List, Listed, TableImport, ink};
use crate::data::table::Table;
use crate::data::table::propose::{Effect, Outcome, Proposal, ProposedChange};
use crate::report::grid::Grid;
use crate::say;
use crate::ui::context::TableRequest;
use crate::ui::context::{Request, Requests, ViewContext};
use crate::ui::dialogs::parts::{enter_alone, primary};
use crate::ui::follow::follow;
use crate::ui::heads::{Order, head_cell_ui};
use crate::ui::widgets::{hairline, quiet_link, segmented, small};

/// The height of a line of the list.
const LINE: f32 = 24.0;

/// The indentation of details below their row.
const INDENT: f32 = 30.0;

/// The height beside the list: title, counts, filter, buttons.
const BESIDE: f32 = 300.0;

pub(super) fn rows_ui(ui: &mut Ui, cx: &ViewContext<'_>, import: &mut TableImport, requests: &mut Requests) {
    let ViewContext { words, theme, .. } = cx;
    let Some(proposal) = import.proposal.clone() else { return };
    let (counts, _) = import.counts(&proposal);
    let [new, changed, same, wrong] = counts.map(|count| words.plain(count.into()));
    ui.label(say!(words, "table-counts", new = new, changed = changed, same = same, wrong = wrong));
    if proposal.empty > 0 {
        ui.label(small(theme, say!(words, "table-empty", count = proposal.empty)));
    }
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        let filters = [
            (Filter::All, say!(words, "table-filter-all")),
            (Filter::Changes, say!(words, "table-filter-changes")),
            (Filter::Problems, say!(words, "table-filter-problems")),
        ];
        if let Some(filter) = segmented(ui, theme, import.filter, &filters) {
            import.filter = filter;
        }
        if ui.button(say!(words, "table-select-all")).clicked() {
            import.left_out.clear();
            import.counted = None;
        }
        if ui.button(say!(words, "table-select-none")).clicked() {
            import.left_out = (0..proposal.lines.len()).collect();
            import.counted = None;
        }
    });
    ui.add_space(4.0);
    heads_ui(ui, cx, import, &proposal, requests);
    ui.scope(|ui| list_ui(ui, cx, import, &proposal));
    if let Some(refused) = &import.refused {
        ui.add(Label::new(RichText::new(refused).color(theme.problem)).wrap());
    }
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        if ui.button(say!(words, "table-back")).clicked() {
            import.back();
        }
        let (_, taken) = import.counts(&proposal);
        let enter = enter_alone(ui);
        let name = say!(words, "table-import", count = taken);
        let clicked = ui.add_enabled_ui(taken > 0, |ui| primary(ui, cx, &name).clicked()).inner;
        if taken > 0 && (clicked || enter) {
            requests.others.push(Request::Table(TableRequest::Take));
        }
        if ui.button(say!(words, "table-cancel")).clicked() {
            requests.others.push(Request::Dismiss);
        }
    });
}

fn list_ui(ui: &mut Ui, cx: &ViewContext<'_>, import: &mut TableImport, proposal: &Proposal) {
    let ViewContext { words, theme, .. } = cx;
    let (filter, order) = (import.filter, import.order);
    if import.listed.as_ref().is_none_or(|made| (made.filter, made.order) != (filter, order)) {
        import.listed = Some(List { filter, order, lines: listed(cx, proposal, filter, order) });
    }
    let all = import.listed.take();
    let listed = all.as_ref().map(|list| list.lines.as_slice()).unwrap_or_default();
    let room = (ui.ctx().content_rect().height() - BESIDE).max(96.0);
    if listed.is_empty() {
        ui.label(small(theme, say!(words, "table-nothing")));
    }
    // Rows are placed by a fixed height, so nothing in them can be higher.
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.spacing_mut().interact_size.y = LINE - 4.0;
    let area = ScrollArea::vertical().id_salt("rows").max_height(room).auto_shrink([false, true]);
    area.show_rows(ui, LINE, listed.len(), |ui, range| {
        for one in listed.get(range).unwrap_or_default() {
            let Some(line) = proposal.lines.get(one.line) else { continue };
            let size = egui::vec2(ui.available_width(), LINE);
            ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_height(LINE);
                match one.detail {
                    None => line_ui(ui, cx, import, one.line, line),
                    Some(detail) => detail_ui(ui, cx, line, detail),
                }
            });
        }
        follow(ui);
    });
    import.listed = all;
}

fn line_ui(ui: &mut Ui, cx: &ViewContext<'_>, import: &mut TableImport, at: usize, line: &ProposedChange) {
    let ViewContext { words, theme, .. } = cx;
    let effect = line.effect();
    let said = said(cx, import, line);
    let can = line.is_change();
    let mut on = can && import.takes(at);
    let check = ui.add_enabled(can, Checkbox::without_text(&mut on));
    let name = say!(words, "table-take-row", row = line.row.to_string(), what = said.as_str());
    check.widget_info(|| WidgetInfo::selected(Part::CheckBox, can, on, &name));
    if check.changed() {
        if on {
            import.left_out.remove(&at);
        } else {
            import.left_out.insert(at);
        }
        import.counted = None;
    }
    ui.label(small(theme, say!(words, "table-row", row = line.row.to_string())));
    let color = match effect {
        Effect::New => theme.certain,
        Effect::Changes => theme.discretionary_text,
        Effect::Same => theme.third,
        Effect::Wrong => theme.problem,
    };
    ui.label(RichText::new(words.effect(effect)).small().color(color));
    let color = if can && on { theme.ink } else { theme.second };
    ui.add(Label::new(RichText::new(said.as_str()).color(color)).truncate()).on_hover_text(said);
}

fn detail_ui(ui: &mut Ui, cx: &ViewContext<'_>, line: &ProposedChange, detail: usize) {
    let ViewContext { session, words, theme, .. } = cx;
    let details = words.table_details(&session.library, session.production().currency, line);
    let Some(said) = details.into_iter().nth(detail) else { return };
    ui.add_space(INDENT);
    let color = ink(theme, line.effect() == Effect::Wrong);
    ui.add(Label::new(RichText::new(said.as_str()).small().color(color)).truncate()).on_hover_text(said);
}

/// The row as it is in the file.
fn as_written(table: &Table, line: &ProposedChange) -> String {
    let cells = table.rows.get(line.at).map(|row| row.cells.as_slice()).unwrap_or_default();
    let cells = cells.iter().map(|cell| cell.to_string().replace('\n', " ")).filter(|cell| !cell.is_empty());
    cells.collect::<Vec<_>>().join("  |  ")
}

/// What a row says: as it is in the file if it could not be read.
fn said(cx: &ViewContext<'_>, import: &TableImport, line: &ProposedChange) -> String {
    let ViewContext { session, words, .. } = cx;
    match line.effect() {
        Effect::Wrong => as_written(&import.table, line),
        _ => words.table_line(&session.library, session.production().currency, line),
    }
}

/// The headings, which sort, and the button that copies the listed rows.
fn heads_ui(ui: &mut Ui, cx: &ViewContext<'_>, import: &mut TableImport, proposal: &Proposal, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let heads = [
        (Column::Row, say!(words, "table-head-row")),
        (Column::Effect, say!(words, "table-head-effect")),
        (Column::Record, say!(words, "table-head-record")),
    ];
    ui.horizontal(|ui| {
        ui.add_space(INDENT);
        for (column, head) in &heads {
            head_cell_ui(ui, cx, *column, (head, false), &mut import.order);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let copy = say!(words, "where-copy");
            if quiet_link(ui, theme, &copy, &copy).clicked() {
                let currency = session.production().currency;
                let row = |line: &ProposedChange| {
                    let details = words.table_details(&session.library, currency, line).join(&words.semicolon());
                    vec![line.row.to_string(), words.effect(line.effect()), said(cx, import, line), details]
                };
                let listed = import.listed.iter().flat_map(|list| &list.lines);
                let lines = listed.filter(|one| one.detail.is_none()).filter_map(|one| proposal.lines.get(one.line));
                let heads = heads.iter().map(|(_, head)| head.clone()).chain([say!(words, "table-head-details")]);
                requests.copy(Grid { heads: heads.collect(), rows: lines.map(row).collect() });
            }
        });
    });
    hairline(ui, theme.line);
}

/// The lines of the list: each row that passes the filter, in order, and below it its changes or errors.
fn listed(cx: &ViewContext<'_>, proposal: &Proposal, filter: Filter, order: Order<Column>) -> Vec<Listed> {
    let wanted = |line: &ProposedChange| match filter {
        Filter::All => true,
        Filter::Problems => line.effect() == Effect::Wrong,
        Filter::Changes => line.is_change(),
    };
    let mut lines: Vec<(usize, &ProposedChange)> =
        proposal.lines.iter().enumerate().filter(|(_, line)| wanted(line)).collect();
    let rank = |line: &ProposedChange| EFFECTS.iter().position(|effect| *effect == line.effect());
    match order.map(|(column, _)| column) {
        Some(Column::Effect) => lines.sort_by_key(|(_, line)| rank(line)),
        Some(Column::Record) => lines.sort_by_cached_key(|(_, line)| {
            let ViewContext { session, words, .. } = cx;
            words.table_line(&session.library, session.production().currency, line)
        }),
        Some(Column::Row) | None => {}
    }
    if order.is_some_and(|(_, down)| down) {
        lines.reverse();
    }
    let with_details = lines.into_iter().flat_map(|(at, line)| {
        let details = match (&line.outcome, line.effect()) {
            (Outcome::Wrong(troubles), _) => troubles.len(),
            (_, Effect::Changes) => 1,
            _ => 0,
        };
        let row = std::iter::once(Listed { line: at, detail: None });
        row.chain((0..details).map(move |detail| Listed { line: at, detail: Some(detail) }))
    });
    with_details.collect()
}
