//! The import of a shooting schedule: the columns, the place of each location, and the days of
//! each place.
//!
//! Rows are read off the frame. Days are counted again only when the place of a location changes.

mod places;

use std::path::PathBuf;
use std::sync::Arc;

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{
    Align, Button, Grid, Label, Layout, PopupCloseBehavior, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo, vec2,
};

use self::places::{PlaceColumn, places_ui};
use super::context::{Request, Requests, ScheduleAsk, ViewContext};
use super::dialogs::parts::{enter_alone, primary};
use super::follow::Follow as _;
use super::heads::Order;
use super::import_table::{choose, progress_ui};
use super::unread::unread_ui;
use super::widgets::{focus_ring, section, small, title};
use crate::data::progress::Progress;
use crate::data::read::File;
use crate::data::table::schedule::{Chosen, Columns, Counted, Location, Part, Schedule};
use crate::data::table::{Table, letters};
use crate::model::id::PlaceId;
use crate::say;
use crate::session::action::ImportedRecords;
use crate::words::search::Findable;

/// The height beside the list: title, columns, buttons.
const BESIDE: f32 = 250.0;

/// The widths of the name of a location, and of a cell of the first rows.
const NAME_WIDTH: f32 = 320.0;
const CELL_WIDTH: f32 = 220.0;

/// The maximum number of columns in the list.
const MOST_COLUMNS: usize = 200;

/// The maximum number of locations and of unreadable rows in the list.
const MOST_LISTED: usize = 300;

/// A schedule that waits for confirmation.
pub(super) struct Scheduling {
    pub(super) path: PathBuf,
    pub(super) file: Arc<File>,
    pub(super) table: Arc<Table>,
    pub(super) columns: Columns,
    pub(super) progress: Arc<Progress>,
    pub(super) step: Step,
    /// The year as typed.
    year: String,
    /// Whether a day has no year of its own.
    needs_year: bool,
    /// The places of locations, as the user states them.
    chosen: Chosen,
    /// The search text for a place.
    search: String,
    /// The days, for the current places of locations.
    counted: Option<Counted>,
    /// The order of the places.
    sorted: Order<PlaceColumn>,
}

/// The step of the import.
pub(super) enum Step {
    /// The user chooses columns.
    Columns,
    /// All rows are being read.
    Looking,
    /// The rows were read.
    Days(Box<Schedule>),
}

impl Scheduling {
    pub(super) fn new(path: PathBuf, file: Arc<File>, table: Arc<Table>, columns: Columns) -> Self {
        let needs_year = columns.needs_year(&table);
        let year = stated_year(&columns);
        Self {
            path,
            file,
            table,
            columns,
            progress: Arc::default(),
            step: Step::Columns,
            year,
            needs_year,
            chosen: Chosen::new(),
            search: String::new(),
            counted: None,
            sorted: None,
        }
    }

    /// Switches to another sheet of the same file.
    pub(super) fn turn_to(&mut self, table: Arc<Table>, columns: Columns) {
        self.needs_year = columns.needs_year(&table);
        self.year = stated_year(&columns);
        (self.table, self.columns, self.step) = (table, columns, Step::Columns);
    }

    /// Whether its rows can be read without a question to the user.
    pub(super) fn is_clear(&self) -> bool {
        self.columns.is_complete() && (!self.needs_year || self.columns.year().is_some())
    }

    /// Takes the content of all rows.
    pub(super) fn show(&mut self, read: Schedule) {
        self.counted = None;
        self.step = Step::Days(Box::new(read));
    }

    fn name(&self) -> String {
        self.path.file_name().unwrap_or(self.path.as_os_str()).to_string_lossy().into_owned()
    }
}

/// The year that a table states, as it is typed.
fn stated_year(columns: &Columns) -> String {
    columns.stated.as_ref().map(|stated| stated.year.to_string()).unwrap_or_default()
}

impl Drop for Scheduling {
    /// Closing the dialog cancels the work.
    fn drop(&mut self) {
        self.progress.cancel();
    }
}

/// Draws the current step.
pub(super) fn schedule_ui(ui: &mut Ui, cx: &ViewContext<'_>, scheduling: &mut Scheduling, requests: &mut Requests) {
    let words = cx.words;
    ui.label(title(say!(words, "schedule-title", name = scheduling.name())));
    let mut back = false;
    match &scheduling.step {
        Step::Columns => columns_ui(ui, cx, scheduling, requests),
        Step::Looking => back = progress_ui(ui, cx, scheduling.progress.done(), scheduling.table.rows.len()),
        Step::Days(_) => back = days_ui(ui, cx, scheduling, requests),
    }
    if back {
        scheduling.progress.cancel();
        scheduling.step = Step::Columns;
    }
}

fn columns_ui(ui: &mut Ui, cx: &ViewContext<'_>, scheduling: &mut Scheduling, requests: &mut Requests) {
    let ViewContext { words, theme, .. } = cx;
    ui.add(Label::new(small(theme, say!(words, "schedule-hint"))).wrap());
    let table = Arc::clone(&scheduling.table);
    if table.sheets.len() > 1 {
        let sheets = || table.sheets.iter().cloned().enumerate().collect();
        let now = table.sheets.get(table.sheet).map_or("", String::as_str);
        let name = say!(words, "table-sheet-label");
        if let Some(sheet) = choose(ui, &name, 160.0, (&table.sheet, now), sheets) {
            requests.others.push(Request::Schedule(ScheduleAsk::Sheet(sheet)));
        }
    }
    let columns = &scheduling.columns;
    let named = (0..columns.headings.len().min(MOST_COLUMNS))
        .map(|at| (Some(at), format!("{}  {}", letters(at), columns.headings.get(at).map_or("", String::as_str))));
    let named: Vec<(Option<usize>, String)> =
        std::iter::once((None, say!(words, "applications-no-column"))).chain(named).collect();
    let mut taken = None;
    Grid::new("columns").num_columns(2).spacing([12.0, 8.0]).show(ui, |ui| {
        for part in Part::ALL {
            let name = say!(words, "schedule-column", part = words.schedule_part(part));
            ui.label(name.as_str());
            let at = columns.part(part);
            let now = named.iter().find(|(one, _)| *one == at).map_or("", |(_, text)| text.as_str());
            if let Some(new) = choose(ui, &name, 260.0, (&at, now), || named.clone()) {
                taken = Some((part, new));
            }
            ui.end_row();
        }
        if scheduling.needs_year {
            let name = say!(words, "schedule-year");
            ui.label(name.as_str());
            let field = ui.add(TextEdit::singleline(&mut scheduling.year).desired_width(80.0));
            field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &name));
            focus_ring(ui, theme, &field);
            ui.end_row();
        }
    });
    if let Some((part, at)) = taken {
        scheduling.columns.take(part, at);
        scheduling.needs_year = scheduling.columns.needs_year(&table);
    }
    let typed = scheduling.year.trim().parse().ok().filter(|year| (1900..=2200).contains(year));
    let stated = scheduling.columns.stated.as_ref().filter(|_| scheduling.needs_year);
    // A year that the table states is displayed as such, and not as one that the user entered.
    let is_stated = stated.is_some_and(|stated| typed == Some(stated.year));
    if let Some(stated) = stated.filter(|_| is_stated) {
        ui.add(Label::new(small(theme, words.schedule_stated(stated))).wrap());
    }
    scheduling.columns.year = typed.filter(|_| scheduling.needs_year && !is_stated);
    let columns = &scheduling.columns;
    for said in words.schedule_unnamed(columns).into_iter().chain(words.schedule_banner(columns)) {
        ui.add(Label::new(small(theme, said)).wrap());
    }
    for ask in &scheduling.columns.asks {
        let said = words.schedule_asked(&scheduling.columns, ask);
        ui.add(Label::new(RichText::new(said).small().color(theme.problem)).wrap());
    }
    first_rows_ui(ui, cx, scheduling);
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        let ready = scheduling.columns.is_complete() && (!scheduling.needs_year || typed.is_some());
        let enter = enter_alone(ui);
        let clicked = ui.add_enabled_ui(ready, |ui| primary(ui, cx, &say!(words, "table-next")).clicked()).inner;
        if ready && (clicked || enter) {
            requests.others.push(Request::Schedule(ScheduleAsk::Look));
        }
        if ui.button(say!(words, "table-cancel")).clicked() {
            requests.others.push(Request::Dismiss);
        }
    });
}

/// A text on one line of a width, cut if it is longer.
fn one_line(ui: &mut Ui, width: f32, text: &str) {
    let size = vec2(width.min(ui.ctx().content_rect().width() * 0.4), 24.0);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_width(size.x);
        ui.add(Label::new(text).truncate());
    });
}

/// The first rows of the chosen columns, as in the file.
fn first_rows_ui(ui: &mut Ui, cx: &ViewContext<'_>, scheduling: &Scheduling) {
    let ViewContext { words, theme, .. } = cx;
    let Scheduling { columns, table, .. } = scheduling;
    let shown: Vec<(Part, usize)> =
        Part::ALL.into_iter().filter_map(|part| Some((part, columns.part(part)?))).collect();
    if shown.is_empty() {
        return;
    }
    section(ui, theme, say!(words, "table-preview"));
    Grid::new("first rows").num_columns(shown.len()).spacing([24.0, 4.0]).show(ui, |ui| {
        for (part, _) in &shown {
            ui.label(small(theme, words.schedule_part(*part)));
        }
        ui.end_row();
        for row in table.rows.iter().skip(columns.skip).take(4) {
            for (_, at) in &shown {
                one_line(ui, CELL_WIDTH, &row.cell(*at).to_string().replace('\n', " "));
            }
            ui.end_row();
        }
    });
}

/// The places of locations, the days of each place, and the unreadable rows. Returns true to go back.
fn days_ui(ui: &mut Ui, cx: &ViewContext<'_>, scheduling: &mut Scheduling, requests: &mut Requests) -> bool {
    let ViewContext { session, words, theme, .. } = cx;
    let name = scheduling.name();
    let Scheduling { step: Step::Days(read), chosen, search, counted, sorted, .. } = scheduling else { return false };
    let counted = counted.get_or_insert_with(|| read.count(&session.library, chosen));
    let room = (ui.ctx().content_rect().height() - BESIDE).max(120.0);
    let mut said = None;
    ScrollArea::vertical()
        .id_salt("days")
        .max_height(room)
        .min_scrolled_height(room)
        .auto_shrink([false, true])
        .follow(ui, |ui| {
            if !counted.undecided.is_empty() {
                let text = say!(words, "schedule-decide", count = counted.undecided.len());
                ui.add(Label::new(RichText::new(text).color(theme.problem)).wrap());
            }
            section(ui, theme, say!(words, "schedule-locations"));
            Grid::new("locations").num_columns(3).spacing([16.0, 6.0]).show(ui, |ui| {
                for location in read.locations.iter().take(MOST_LISTED) {
                    one_line(ui, NAME_WIDTH, &location.name);
                    ui.label(small(theme, words.schedule_days(location.days.len())));
                    if let Some(place) = lies_ui(ui, cx, location, chosen, search) {
                        said = Some((location.name.clone(), place));
                    }
                    ui.end_row();
                }
            });
            let more = read.locations.len().saturating_sub(MOST_LISTED);
            if more > 0 {
                ui.label(small(theme, say!(words, "schedule-more-locations", count = more)));
            }
            places_ui(ui, cx, counted, sorted, requests);
            for note in words.schedule_notes(counted, read) {
                ui.add(Label::new(small(theme, note)).wrap());
            }
            wrong_ui(ui, cx, read, requests);
        });
    if let Some((name, place)) = said {
        chosen.insert(name, place);
        scheduling.counted = None;
        ui.ctx().request_repaint();
        return false;
    }
    let answers = counted.answers(&session.library);
    let rows = read.locations.iter().map(|location| location.rows).sum();
    ui.add_space(10.0);
    let mut back = false;
    ui.horizontal(|ui| {
        back = ui.button(say!(words, "table-back")).clicked();
        let any = !answers.is_empty();
        let enter = enter_alone(ui);
        let name_of = say!(words, "schedule-take", count = answers.len());
        let clicked = ui.add_enabled_ui(any, |ui| primary(ui, cx, &name_of).clicked()).inner;
        if any && (clicked || enter) {
            let taken = ImportedRecords { name, rows, texts: Vec::new(), answers };
            requests.others.push(Request::Schedule(ScheduleAsk::Take(Arc::new(taken))));
        }
        if ui.button(say!(words, "table-cancel")).clicked() {
            requests.others.push(Request::Dismiss);
        }
    });
    back
}

/// The menu for the place of a location: a searched place, or none of the library.
fn lies_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    location: &Location,
    chosen: &Chosen,
    search: &mut String,
) -> Option<Option<PlaceId>> {
    let ViewContext { session, words, theme, .. } = cx;
    let library = &session.library;
    let now = words.schedule_lies(library, location, chosen);
    let is_open = location.lies(chosen).is_none();
    let text = if is_open { RichText::new(now.as_str()).color(theme.problem) } else { RichText::new(now.as_str()) };
    let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let mut picked = None;
    let (response, _) = MenuButton::from_button(Button::new(text)).config(config).ui(ui, |ui| {
        ui.set_width(260.0);
        let name = say!(words, "place-search");
        let field = ui.add(TextEdit::singleline(search).hint_text(name.as_str()).desired_width(f32::INFINITY));
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &name));
        ScrollArea::vertical().max_height(260.0).follow(ui, |ui| {
            let none = ui.selectable_label(false, say!(words, "schedule-elsewhere"));
            if none.clicked() {
                picked = Some(None);
            }
            for (id, place) in &library.places {
                let label = words.place(library, id);
                let names = [place.name.zh.as_str(), place.name.en.as_str(), label.as_str()].into_iter();
                let is_found =
                    search.is_empty() || Findable::new(names.chain(place.also.iter().map(String::as_str))).has(search);
                if is_found && ui.selectable_label(false, label.as_str()).clicked() {
                    picked = Some(Some(id.clone()));
                }
            }
        });
        if picked.is_some() {
            ui.close();
        }
    });
    let label = say!(words, "schedule-where", location = location.name.as_str(), lies = now);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    focus_ring(ui, theme, &response);
    if picked.is_some() {
        search.clear();
    }
    picked
}

/// The unreadable rows.
fn wrong_ui(ui: &mut Ui, cx: &ViewContext<'_>, read: &Schedule, requests: &mut Requests) {
    let ViewContext { words, theme, .. } = cx;
    if read.wrong.is_empty() {
        return;
    }
    section(ui, theme, say!(words, "schedule-wrong", count = read.wrong.len()));
    unread_ui(ui, cx, &read.wrong, MOST_LISTED, requests);
    let more = read.wrong.len().saturating_sub(MOST_LISTED);
    if more > 0 {
        ui.label(small(theme, say!(words, "applications-more", count = more)));
    }
}
