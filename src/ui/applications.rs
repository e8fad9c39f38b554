//! The import of a table of applications into the portfolio: the columns first, then the rows that could not be read.
//!
//! It does not change the library.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{RichText, ScrollArea, Ui};

use super::context::{ApplicationsRequest, Request, Requests, ViewContext};
use super::dialogs::parts::{enter_alone, primary};
use super::follow::Follow as _;
use super::import_table::{choose, progress_ui, question_ui};
use super::unread::unread_ui;
use super::widgets::{small, strong, title};
use crate::data::progress::Progress;
use crate::data::read::File;
use crate::data::table::applications::{Applications, Columns};
use crate::data::table::{Table, letters};
use crate::say;

/// The width beside the columns or rows: title, names, buttons.
const BESIDE: f32 = 330.0;

/// The maximum number of columns in the list.
const MOST_COLUMNS: usize = 200;

/// The maximum number of unreadable rows in the list.
const MOST_ROWS: usize = 500;

/// A table of applications that waits for confirmation.
pub(super) struct Applying {
    pub(super) path: PathBuf,
    pub(super) file: Arc<File>,
    pub(super) table: Arc<Table>,
    pub(super) columns: Columns,
    pub(super) progress: Arc<Progress>,
    pub(super) step: Step,
}

/// The step of the import.
pub(super) enum Step {
    /// The user chooses columns.
    Columns,
    /// All rows are being read.
    Looking,
    /// The rows were read.
    Rows(Box<Applications>),
}

impl Applying {
    pub(super) fn new(path: PathBuf, file: Arc<File>, table: Arc<Table>, columns: Columns) -> Self {
        Self { path, file, table, columns, progress: Arc::default(), step: Step::Columns }
    }
}

impl Drop for Applying {
    /// Closing the dialog cancels the work.
    fn drop(&mut self) {
        self.progress.cancel();
    }
}

/// Draws the current step.
pub(super) fn applying_ui(ui: &mut Ui, cx: &ViewContext<'_>, applying: &mut Applying, requests: &mut Requests) {
    let words = cx.words;
    let name = applying.path.file_name().unwrap_or(applying.path.as_os_str()).to_string_lossy().into_owned();
    ui.label(title(say!(words, "applications-title", name = name)));
    let mut back = false;
    match &applying.step {
        Step::Columns => columns_ui(ui, cx, applying, requests),
        Step::Looking => back = progress_ui(ui, cx, applying.progress.done(), applying.table.rows.len()),
        Step::Rows(found) => back = rows_ui(ui, cx, found, requests),
    }
    if back {
        applying.progress.cancel();
        applying.step = Step::Columns;
    }
}

fn columns_ui(ui: &mut Ui, cx: &ViewContext<'_>, applying: &mut Applying, requests: &mut Requests) {
    let ViewContext { words, theme, .. } = cx;
    ui.add(egui::Label::new(small(theme, say!(words, "applications-hint"))).wrap());
    if applying.table.sheets.len() > 1 {
        let sheets = || applying.table.sheets.iter().cloned().enumerate().collect();
        let now = applying.table.sheets.get(applying.table.sheet).map_or("", String::as_str);
        let name = say!(words, "table-sheet-label");
        if let Some(sheet) = choose(ui, &name, 160.0, (&applying.table.sheet, now), sheets) {
            requests.others.push(Request::Applying(ApplicationsRequest::Sheet(sheet)));
        }
    }
    let Columns { mapping, company, work, names } = &mut applying.columns;
    let headings: Vec<(Option<usize>, String)> = std::iter::once((None, say!(words, "applications-no-column")))
        .chain(
            mapping
                .columns
                .iter()
                .enumerate()
                .map(|(at, column)| (Some(at), format!("{}  {}", letters(at), column.heading))),
        )
        .collect();
    for (name, column) in [(say!(words, "applications-company"), company), (say!(words, "applications-work"), work)] {
        ui.horizontal(|ui| {
            ui.label(name.as_str());
            let now = headings.iter().find(|(at, _)| at == column).map_or("", |(_, text)| text.as_str());
            if let Some(new) = choose(ui, &name, 220.0, (&*column, now), || headings.clone()) {
                *column = new;
            }
        });
    }
    let mut left_out = !*names;
    ui.checkbox(&mut left_out, say!(words, "applications-no-names"));
    *names = !left_out;
    applying.columns.settle();
    ui.add_space(6.0);
    ui.label(strong(say!(words, "table-columns")));
    let room = (ui.ctx().content_rect().height() - BESIDE).max(96.0);
    ScrollArea::both().id_salt("columns").max_height(room).auto_shrink([false, true]).follow(ui, |ui| {
        egui::Grid::new("columns").num_columns(4).spacing([12.0, 6.0]).show(ui, |ui| {
            for at in 0..applying.columns.mapping.columns.len().min(MOST_COLUMNS) {
                question_ui(ui, cx, &applying.table, &mut applying.columns.mapping, at);
                ui.end_row();
            }
        });
        for ask in &applying.columns.mapping.asks {
            let columns = applying.columns.mapping.names_of(&ask.columns).join(&words.comma());
            ui.label(RichText::new(say!(words, "applications-ask", columns = columns)).small().color(theme.problem));
        }
    });
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        let any = !applying.columns.used().is_empty();
        let enter = enter_alone(ui);
        let clicked = ui.add_enabled_ui(any, |ui| primary(ui, cx, &say!(words, "table-next")).clicked()).inner;
        if any && (clicked || enter) {
            requests.others.push(Request::Applying(ApplicationsRequest::Look));
        }
        if ui.button(say!(words, "table-cancel")).clicked() {
            requests.others.push(Request::Dismiss);
        }
    });
}

/// The rows that could not be read. Returns true to go back.
fn rows_ui(ui: &mut Ui, cx: &ViewContext<'_>, found: &Applications, requests: &mut Requests) -> bool {
    let ViewContext { words, theme, .. } = cx;
    let (read, wrong) = (words.plain(found.read.len().into()), words.plain(found.wrong.len().into()));
    ui.label(say!(words, "reform-rows", read = read, wrong = wrong));
    let room = (ui.ctx().content_rect().height() - BESIDE).max(96.0);
    ScrollArea::vertical().id_salt("wrong").max_height(room).auto_shrink([false, true]).follow(ui, |ui| {
        if !found.wrong.is_empty() {
            unread_ui(ui, cx, &found.wrong, MOST_ROWS, requests);
        }
        let more = found.wrong.len().saturating_sub(MOST_ROWS);
        if more > 0 {
            ui.label(small(theme, say!(words, "applications-more", count = more)));
        }
    });
    ui.add_space(10.0);
    let mut back = false;
    ui.horizontal(|ui| {
        back = ui.button(say!(words, "table-back")).clicked();
        let any = !found.read.is_empty();
        let enter = enter_alone(ui);
        let name = say!(words, "applications-take", count = found.read.len());
        let clicked = ui.add_enabled_ui(any, |ui| primary(ui, cx, &name).clicked()).inner;
        if any && (clicked || enter) {
            requests.others.push(Request::Applying(ApplicationsRequest::Take));
        }
        if ui.button(say!(words, "table-cancel")).clicked() {
            requests.others.push(Request::Dismiss);
        }
    });
    back
}
