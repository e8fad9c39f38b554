//! The first step: the role of each column, and the effect of the first rows.

use egui::{Align, Grid, Label, Layout, RichText, Role as Part, ScrollArea, TextEdit, Ui, WidgetInfo};

use super::notice::notice_ui;
use super::{KINDS, TableImport, choose, ink, preview};
use crate::data::table::headings::{Field, units};
use crate::data::table::mapping::{Kind, Mapping, Role};
use crate::data::table::propose::Effect;
use crate::data::table::quantity::Needed;
use crate::data::table::{Table, letters};
use crate::model::indicator::Nature;
use crate::say;
use crate::ui::context::TableRequest;
use crate::ui::context::{COVERED, Request, Requests, ViewContext};
use crate::ui::dialogs::parts::{enter_alone, primary};
use crate::ui::follow::Follow as _;
use crate::ui::widgets::{segmented, small, strong};

/// The height beside the columns: title, kind, preview, buttons.
const BESIDE: f32 = 400.0;

/// Below this height everything scrolls together.
const LOW: f32 = 560.0;

/// The height beside all that: title, kind, buttons.
const BUTTONS: f32 = 190.0;

/// The width of the headings.
const HEADING: f32 = 170.0;

/// The width of the contents of the first rows.
const SAMPLE: f32 = 340.0;

/// The kinds of statements, in order.
const NATURES: [Nature; 5] = [Nature::Actual, Nature::Estimate, Nature::Forecast, Nature::Target, Nature::Capacity];

/// The maximum number of columns in the list.
const MOST_COLUMNS: usize = 200;

/// The number of rows examined for the contents of a column.
const SAMPLED: usize = 200;

pub(super) fn columns_ui(ui: &mut Ui, cx: &ViewContext<'_>, import: &mut TableImport, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        let kinds = KINDS.map(|kind| (kind, words.table_kind(kind)));
        if let Some(kind) = segmented(ui, theme, import.mapping.kind, &kinds) {
            let notice = import.mapping.notice.clone();
            import.mapping = Mapping { notice, ..Mapping::guess(&import.table, &session.library, Some(kind)) };
        }
        if import.table.sheets.len() > 1 {
            ui.label(small(theme, say!(words, "table-sheet-label")));
            let sheets = || import.table.sheets.iter().cloned().enumerate().collect();
            let now = import.table.sheets.get(import.table.sheet).map_or("", String::as_str);
            let now = (&import.table.sheet, now);
            if let Some(sheet) = choose(ui, &say!(words, "table-sheet-label"), 160.0, now, sheets) {
                requests.others.push(Request::Table(TableRequest::Sheet(sheet)));
            }
        }
    });
    let height = ui.ctx().content_rect().height();
    if height < LOW {
        // There is no room for two lists, so everything scrolls together.
        let room = (height - BUTTONS).max(96.0);
        ScrollArea::vertical().id_salt("step").max_height(room).auto_shrink([false, true]).follow(ui, |ui| {
            step_ui(ui, cx, import, f32::INFINITY);
        });
    } else {
        step_ui(ui, cx, import, height - BESIDE);
    }
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        let enter = enter_alone(ui);
        if primary(ui, cx, &say!(words, "table-next")).clicked() || enter {
            requests.others.push(Request::Table(TableRequest::Look));
        }
        if ui.button(say!(words, "table-cancel")).clicked() {
            requests.others.push(Request::Dismiss);
        }
    });
}

/// All choices, and the first rows, with a maximum height for the list of columns.
fn step_ui(ui: &mut Ui, cx: &ViewContext<'_>, import: &mut TableImport, room: f32) {
    ui.add_space(8.0);
    ui.label(strong(say!(cx.words, "table-columns")));
    ScrollArea::both().id_salt("columns").max_height(room).auto_shrink([false, true]).follow(ui, |ui| {
        Grid::new("columns").num_columns(4).spacing([12.0, 6.0]).show(ui, |ui| {
            for at in 0..import.mapping.columns.len().min(MOST_COLUMNS) {
                let fields: &[Field] = match import.mapping.kind {
                    Kind::Observations => &Field::OF_OBSERVATIONS,
                    Kind::Answers => &Field::OF_ANSWERS,
                    Kind::Payments => &Field::OF_PAYMENTS,
                };
                column_ui(ui, cx, &import.table, &mut import.mapping, fields, at);
                ui.end_row();
            }
        });
        let more = import.mapping.columns.len().saturating_sub(MOST_COLUMNS);
        if more > 0 {
            ui.label(small(cx.theme, say!(cx.words, "table-columns-more", count = more)));
        }
    });
    match import.mapping.kind {
        Kind::Observations => for_all_rows_ui(ui, cx, &mut import.mapping),
        Kind::Payments => notice_ui(ui, cx, import),
        Kind::Answers => {}
    }
    preview_ui(ui, cx, import);
}

/// One column of a table of applications, whose headings can only be questions.
pub(in crate::ui) fn question_ui(ui: &mut Ui, cx: &ViewContext<'_>, table: &Table, mapping: &mut Mapping, at: usize) {
    column_ui(ui, cx, table, mapping, &[], at);
}

fn column_ui(ui: &mut Ui, cx: &ViewContext<'_>, table: &Table, mapping: &mut Mapping, fields: &[Field], at: usize) {
    let ViewContext { session, words, theme, .. } = cx;
    let Some(column) = mapping.columns.get(at).cloned() else { return };
    let letters = letters(at);
    let heading = match column.heading.as_str() {
        "" => RichText::new(say!(words, "table-column", column = letters.as_str())).color(theme.second),
        heading => RichText::new(format!("{letters}  {heading}")),
    };
    let width = if ui.ctx().content_rect().width() < COVERED { HEADING / 2.0 } else { HEADING };
    cell(ui, width, Label::new(heading).truncate());
    let now = words.table_role(&session.library, &column.role);
    let name = say!(words, "table-role-of", column = letters.as_str());
    let all = || roles(cx, mapping.kind, fields);
    if let Some(role) = choose(ui, &name, 200.0, (&column.role, &now), all) {
        mapping.set_role(at, role);
    }
    if is_figure(cx, &column.role) {
        let name = say!(words, "table-unit-of", column = letters.as_str());
        let none = say!(words, "table-unit-none");
        let now = if column.unit.is_empty() { none.as_str() } else { column.unit.as_str() };
        let all = || {
            let mut all = vec![(String::new(), none.clone())];
            all.extend(fitting(cx, &column.role).into_iter().map(|unit| (unit.clone(), unit)));
            all
        };
        if let Some(unit) = choose(ui, &name, 110.0, (&column.unit, now), all)
            && let Some(column) = mapping.columns.get_mut(at)
        {
            column.unit = unit;
        }
    } else {
        ui.label("");
    }
    let rows = table.rows.iter().skip(mapping.skip).take(SAMPLED);
    let samples: Vec<String> =
        rows.map(|row| row.cell(at).to_string()).filter(|text| !text.is_empty()).take(3).collect();
    let samples: Vec<String> = samples.iter().map(|text| text.replace('\n', " ")).collect();
    cell(ui, SAMPLE, Label::new(small(theme, samples.join("  |  "))).truncate());
}

/// A text in the width of its column, however long it is.
fn cell(ui: &mut Ui, width: f32, label: Label) {
    let size = egui::vec2(width, ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_width(width);
        ui.add(label);
    });
}

/// The possible roles of a column, in the order of the list.
fn roles(cx: &ViewContext<'_>, kind: Kind, fields: &[Field]) -> Vec<(Role, String)> {
    let ViewContext { session, words, .. } = cx;
    let library = &session.library;
    let mut all = vec![Role::Ignore];
    all.extend(fields.iter().copied().map(Role::Field));
    match kind {
        Kind::Observations => all.extend(library.indicators.keys().cloned().map(Role::Indicator)),
        Kind::Answers => all.extend(library.facts.keys().cloned().map(Role::Fact)),
        Kind::Payments => {}
    }
    all.into_iter().map(|role| (role.clone(), words.table_role(library, &role))).collect()
}

fn is_figure(cx: &ViewContext<'_>, role: &Role) -> bool {
    match role {
        Role::Ignore => false,
        Role::Field(field) => field.is_figure(),
        Role::Indicator(_) | Role::Fact(_) => needed(cx, role).is_some_and(|needed| needed != Needed::Words),
    }
}

fn needed(cx: &ViewContext<'_>, role: &Role) -> Option<Needed> {
    let library = &cx.session.library;
    match role {
        Role::Indicator(id) => library.indicators.get(id).map(|one| Needed::of_indicator(&one.unit)),
        Role::Fact(id) => {
            let currency = cx.session.production().currency;
            library.facts.get(id).and_then(|fact| Needed::of_fact(&fact.kind, currency))
        }
        Role::Ignore | Role::Field(_) => None,
    }
}

/// The possible units of the figures of a column; all of them if the rows determine what they measure.
fn fitting(cx: &ViewContext<'_>, role: &Role) -> Vec<String> {
    let language = cx.words.language;
    let needed = needed(cx, role);
    let fits = |name: &&str| needed.as_ref().is_none_or(|needed| needed.takes(name));
    let mut all: Vec<String> = Vec::new();
    if let Some(Needed::Count(own)) = &needed {
        all.push(own.get(language).to_owned());
    }
    for name in units().iter().map(|unit| unit.name(language)).filter(fits) {
        if !all.iter().any(|other| other == name) {
            all.push(name.to_owned());
        }
    }
    all
}

/// The settings for every row that does not state otherwise.
fn for_all_rows_ui(ui: &mut Ui, cx: &ViewContext<'_>, mapping: &mut Mapping) {
    let ViewContext { words, theme, .. } = cx;
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        let name = say!(words, "table-nature-label");
        ui.label(small(theme, name.as_str()));
        let all = || NATURES.map(|nature| (nature, words.nature(nature))).to_vec();
        let now = words.nature(mapping.nature);
        if let Some(nature) = choose(ui, &name, 90.0, (&mapping.nature, &now), all) {
            mapping.nature = nature;
        }
        ui.checkbox(&mut mapping.cite_file, say!(words, "table-cite-file"));
    });
    ui.horizontal_wrapped(|ui| {
        let name = say!(words, "table-publisher-label");
        ui.label(small(theme, name.as_str()));
        let field = ui.add(TextEdit::singleline(&mut mapping.publisher).desired_width(260.0));
        field.widget_info(|| WidgetInfo::labeled(Part::TextInput, true, &name));
    });
}

fn preview_ui(ui: &mut Ui, cx: &ViewContext<'_>, import: &mut TableImport) {
    let ViewContext { session, words, theme, .. } = cx;
    let Some((proposal, notes)) = preview(import, cx) else { return };
    let (library, currency) = (&session.library, session.production().currency);
    ui.add_space(8.0);
    ui.label(strong(say!(words, "table-preview")));
    ScrollArea::vertical().id_salt("preview").max_height(116.0).auto_shrink([false, true]).follow(ui, |ui| {
        for (said, wrong) in notes {
            ui.add(Label::new(RichText::new(said).small().color(ink(theme, *wrong))).wrap());
        }
        for line in &proposal.lines {
            let wrong = line.effect() == Effect::Wrong;
            let row = say!(words, "table-row", row = line.row.to_string());
            let said = match wrong {
                true => words.table_details(library, currency, line).join(" "),
                false => words.table_line(library, currency, line),
            };
            let color = if wrong { ink(theme, true) } else { theme.ink };
            ui.horizontal(|ui| {
                ui.label(small(theme, row));
                ui.add(Label::new(RichText::new(said.as_str()).color(color)).truncate()).on_hover_text(said);
            });
        }
    });
}
