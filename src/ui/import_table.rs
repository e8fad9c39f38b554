//! The import of a table into the library or the production: the columns first, then the effect of every row.
//!
//! Slow work (reading the file and all rows, checking the library with them) runs off the frame. This view
//! shows the progress.

mod columns;
mod notice;
mod rows;

pub(super) use columns::question_ui;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use egui::{ComboBox, ProgressBar, Role as Part, Ui, WidgetInfo};

use super::context::{Requests, ViewContext};
use super::heads::Order;
use super::theme::Theme;
use super::widgets::{small, title};
use crate::data::progress::Progress;
use crate::data::read::File;
use crate::data::table::Table;
use crate::data::table::mapping::{Kind, Mapping};
use crate::data::table::propose::{Effect, ImportTarget, Proposal, propose_first};
use crate::model::text::Language;
use crate::say;

/// The number of rows shown while columns are chosen.
const FIRST_ROWS: usize = 4;

/// How often progress is redrawn.
const TICK: Duration = Duration::from_millis(100);

/// A table that waits to be imported.
pub(super) struct TableImport {
    pub(super) path: PathBuf,
    pub(super) name: String,
    pub(super) file: Arc<File>,
    pub(super) table: Arc<Table>,
    pub(super) mapping: Mapping,
    pub(super) stage: Stage,
    pub(super) progress: Arc<Progress>,
    /// The problems of the last attempt.
    pub(super) refused: Option<String>,
    pub(super) proposal: Option<Arc<Proposal>>,
    /// The day of payments that have none of their own, as typed.
    paid_on: String,
    /// Rows that are not imported.
    left_out: BTreeSet<usize>,
    /// The number of rows with each effect, in the order of [`EFFECTS`], and the number to import. Counted
    /// again only after a change.
    counted: Option<([usize; 4], usize)>,
    filter: Filter,
    /// The order of the rows.
    order: Order<Column>,
    /// The listed rows.
    listed: Option<List>,
    /// The effect of the first rows, for the mapping it was made with.
    preview: Option<Preview>,
}

/// The effect of the first rows; columns that are left out and decisions that are needed, each with whether it is an
/// error.
struct Preview {
    mapping: Mapping,
    language: Language,
    proposal: Proposal,
    notes: Vec<(String, bool)>,
}

/// The step of the import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The user chooses columns.
    Columns,
    /// All rows are being read.
    Looking,
    /// The user chooses rows.
    Rows,
    /// The library is being checked with them.
    Taking,
}

/// The rows that are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Filter {
    #[default]
    All,
    Problems,
    Changes,
}

/// A column of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Column {
    Row,
    Effect,
    Record,
}

/// The lines of the list, with the filter and the order they were made for.
struct List {
    filter: Filter,
    order: Order<Column>,
    lines: Vec<Listed>,
}

/// One line of the list: a row, or a detail below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Listed {
    line: usize,
    /// The index of the detail; `None` for the row itself.
    detail: Option<usize>,
}

impl TableImport {
    pub(super) fn new(path: PathBuf, file: Arc<File>, table: Arc<Table>, mapping: Mapping) -> Self {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        Self {
            path,
            name,
            file,
            table,
            mapping,
            stage: Stage::Columns,
            progress: Arc::default(),
            refused: None,
            proposal: None,
            paid_on: String::new(),
            left_out: BTreeSet::new(),
            counted: None,
            filter: Filter::default(),
            order: None,
            listed: None,
            preview: None,
        }
    }

    /// Switches to another sheet of the same file.
    pub(super) fn turn_to(&mut self, table: Arc<Table>, mapping: Mapping) {
        self.mapping = mapping;
        self.table = table;
        self.preview = None;
    }

    /// Takes the effect of all rows. At first all are imported.
    pub(super) fn show(&mut self, proposal: Proposal) {
        self.proposal = Some(Arc::new(proposal));
        self.left_out.clear();
        self.counted = None;
        self.listed = None;
        self.stage = Stage::Rows;
    }

    /// Whether a line is imported.
    pub(super) fn takes(&self, line: usize) -> bool {
        !self.left_out.contains(&line)
    }

    /// The number of lines with each effect, and the number to import.
    fn counts(&mut self, proposal: &Proposal) -> ([usize; 4], usize) {
        *self.counted.get_or_insert_with(|| {
            let lines = proposal.lines.iter().enumerate();
            let taken = lines.filter(|(at, line)| line.is_change() && !self.left_out.contains(at)).count();
            (EFFECTS.map(|effect| proposal.count(effect)), taken)
        })
    }

    fn back(&mut self) {
        self.progress.cancel();
        self.refused = None;
        self.stage = Stage::Columns;
    }
}

impl Drop for TableImport {
    /// Closing the dialog cancels the work.
    fn drop(&mut self) {
        self.progress.cancel();
    }
}

/// Draws the current step.
pub(super) fn table_ui(ui: &mut Ui, cx: &ViewContext<'_>, import: &mut TableImport, requests: &mut Requests) {
    let ViewContext { words, theme, .. } = cx;
    ui.label(title(say!(words, "table-title", name = import.name.as_str())));
    match import.stage {
        Stage::Columns => columns::columns_ui(ui, cx, import, requests),
        Stage::Rows => rows::rows_ui(ui, cx, import, requests),
        Stage::Looking => {
            let rows = import.table.rows.len().saturating_sub(import.mapping.skip);
            if progress_ui(ui, cx, import.progress.done(), rows) {
                import.back();
            }
        }
        Stage::Taking => {
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                ui.spinner();
                ui.label(small(theme, say!(words, "table-taking")));
            });
            ui.add_space(16.0);
            if ui.button(say!(words, "table-back")).clicked() {
                import.stage = Stage::Rows;
            }
            ui.ctx().request_repaint_after(TICK);
        }
    }
}

/// Draws the number of rows read so far and a cancel button. Returns whether it was clicked.
pub(super) fn progress_ui(ui: &mut Ui, cx: &ViewContext<'_>, done: usize, rows: usize) -> bool {
    let ViewContext { words, theme, .. } = cx;
    let all = rows.max(1);
    let done = done.min(all);
    ui.add_space(8.0);
    let said = say!(words, "table-looking", done = words.plain(done.into()), all = words.plain(all.into()));
    ui.label(small(theme, said));
    ui.add(ProgressBar::new(done as f32 / all as f32));
    ui.add_space(16.0);
    let back = ui.button(say!(words, "table-back")).clicked();
    ui.ctx().request_repaint_after(TICK);
    back
}

/// A drop-down list with an accessible name.
pub(super) fn choose<T: PartialEq + Clone>(
    ui: &mut Ui,
    name: &str,
    width: f32,
    now: (&T, &str),
    all: impl FnOnce() -> Vec<(T, String)>,
) -> Option<T> {
    let mut chosen = None;
    let combo = ComboBox::from_id_salt(name).width(width).selected_text(now.1).truncate().height(320.0);
    let response = combo.show_ui(ui, |ui| {
        for (one, text) in all() {
            if ui.selectable_label(one == *now.0, text).clicked() {
                chosen = Some(one);
                ui.close();
            }
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(Part::ComboBox, true, name));
    chosen
}

/// The effect of the first rows, calculated again only if the mapping changed.
fn preview<'a>(import: &'a mut TableImport, cx: &ViewContext<'_>) -> Option<(&'a Proposal, &'a [(String, bool)])> {
    let ViewContext { session, words, today, .. } = cx;
    let (mapping, language) = (&import.mapping, words.language);
    if import.preview.as_ref().is_none_or(|made| made.mapping != *mapping || made.language != language) {
        let ground = ImportTarget { library: &session.library, production: session.production(), today: *today };
        let made = propose_first(&import.table, mapping, ground, &Progress::default(), FIRST_ROWS);
        let asked = mapping.asks.len();
        let left_out = words.table_left_out(&import.table, mapping, &session.library).into_iter().enumerate();
        let mut notes: Vec<(String, bool)> = left_out.map(|(at, said)| (said, at < asked)).collect();
        if !mapping.unit.is_empty() {
            notes.push((say!(words, "table-unit-of-sheet", unit = mapping.unit.as_str()), false));
        }
        if !mapping.is_recognised() {
            notes.insert(0, (words.table_nothing_known(mapping.kind), true));
        }
        let mapping = mapping.clone();
        import.preview = made.map(|proposal| Preview { mapping, language, proposal, notes });
    }
    import.preview.as_ref().map(|made| (&made.proposal, made.notes.as_slice()))
}

/// The effects of rows, in the order of the counts.
const EFFECTS: [Effect; 4] = [Effect::New, Effect::Changes, Effect::Same, Effect::Wrong];

/// The kinds of rows.
const KINDS: [Kind; 3] = [Kind::Observations, Kind::Answers, Kind::Payments];

/// The colour of an error or of a message.
fn ink(theme: &Theme, wrong: bool) -> egui::Color32 {
    if wrong { theme.problem } else { theme.second }
}
