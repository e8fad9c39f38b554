//! The data that every view can read, and the requests that it can make.

use std::path::PathBuf;
use std::sync::Arc;

use super::command::Command;
use super::platform::{CityQuestion, Purpose, Theirs};
use super::report::made::PreviewKey;
use super::theme::Theme;
use crate::data::progress::Progress;
use crate::model::id::FactId;
use crate::model::production::Production;
use crate::report::grid::Grid;
use crate::rules::assess::Assessment;
use crate::session::Session;
use crate::session::action::{Action, ImportedRecords};
use crate::session::bundle::{Bundle, Sealing};
use crate::session::difference::Asked;
use crate::study::evidence::second_hand;
use crate::words::Words;

/// Below this width the rail is opened on request over the page, and form fields are stacked.
pub(super) const NARROW: f32 = 900.0;

/// Below this width an explanation covers the page instead of being beside it.
pub(super) const COVERED: f32 = 720.0;

/// Below this width, as at half width and a zoom of 150 %, one part is shown at a time.
pub(super) const TIGHT: f32 = 560.0;

/// The minimum usable width. The zoom stops there.
pub(super) const LEAST_WIDTH: f32 = 400.0;

/// The requests of a frame.
#[derive(Default)]
pub(super) struct Requests {
    pub(super) actions: Vec<Action>,
    pub(super) commands: Vec<Command>,
    pub(super) others: Vec<Request>,
}

impl Requests {
    /// Requests that a table is copied.
    pub(super) fn copy(&mut self, table: Grid) {
        self.others.push(Request::CopyTable(table));
    }
}

/// An answer to a dialog, or a request with data.
pub(super) enum Request {
    /// A path was typed.
    Path(Purpose, PathBuf),
    /// Overwrite a file.
    Overwrite(Purpose, PathBuf),
    /// Add the files of the dialog to the library.
    Accept,
    /// Add some of the read records as edits.
    AcceptSome(Arc<ImportedRecords>),
    /// Save first, then continue.
    SaveThen(After),
    /// Continue without saving.
    Drop(After),
    /// Close the dialog.
    Dismiss,
    /// Cancel long work.
    Cancel(Arc<Progress>),
    /// Close a notice.
    Heard(usize),
    /// Remove a layer of the library.
    RemoveLayer(usize),
    /// Add the shelf of world screen incentives, or remove it.
    World(bool),
    /// Compare two states of the library.
    Differ(Asked),
    /// Ask for a file.
    Pick(Purpose),
    /// Open a recent file.
    Reopen(PathBuf),
    /// Clear the list of recent files.
    ForgetRecent,
    /// Begin with a production of the library, with its own places or the chosen ones.
    Begin(String, bool),
    /// Open a production of the library.
    Reference(String),
    /// Show a variant of the production, or the current answers.
    Variant(Option<usize>),
    /// Show another scenario of the city view.
    Scenario(usize),
    /// Draw the curve of a figure.
    Curve(FactId),
    /// Compose the document of the preview.
    Preview(Box<PreviewKey>),
    /// Calculate something for a city.
    City(Box<CityQuestion>),
    /// Change the day.
    Day(jiff::civil::Date),
    /// Count only what is known from official texts, or everything.
    Official(bool),
    /// Seal the comparison; a dialog asks for the file.
    Seal(Sealing),
    /// Show the differing numbers of the sealed bundle.
    Differing,
    /// Continue with a copy of the sealed bundle.
    EditCopy,
    /// Close the sealed bundle or its copy.
    CloseSealed,
    /// A request of the dialog for a table of applications.
    Applying(ApplicationsRequest),
    /// A request of the dialog for a schedule.
    Schedule(ScheduleAsk),
    /// A request of the dialog for a table.
    Table(TableRequest),
    /// Overwrite the changes of another program, if the file is still as expected or does not exist.
    KeepMine(PathBuf, Option<Theirs>),
    /// Use the changes of another program.
    TakeTheirs(PathBuf, Theirs),
    /// Restore an earlier version.
    TakeBack(Arc<Production>),
    /// Save under another name.
    Elsewhere,
    /// A text was copied.
    Copied,
    /// Copy a table.
    CopyTable(Grid),
    /// Write the calendar; a dialog asks for the file.
    SaveCalendar,
}

/// A request of the dialog for a schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ScheduleAsk {
    /// Use another sheet.
    Sheet(usize),
    /// Read all rows.
    Look,
    /// Use the days.
    Take(Arc<ImportedRecords>),
}

/// A request of the dialog for a table of applications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ApplicationsRequest {
    /// Use another sheet.
    Sheet(usize),
    /// Read all rows.
    Look,
    /// Use what could be read.
    Take,
}

/// A request of the dialog for a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableRequest {
    /// Use another sheet.
    Sheet(usize),
    /// Read all rows.
    Look,
    /// Import the selected rows.
    Take,
}

/// The action that continues after unsaved changes are handled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum After {
    /// Close the window.
    Close,
    /// Start an empty production.
    New,
    /// Open the sample.
    Sample,
    /// Open a production of the library.
    Reference(String),
    /// The same, with its own places or the chosen ones.
    Begin(String, bool),
    /// Open the file dialog.
    Open,
    /// Open a file.
    OpenPath(PathBuf),
    /// Open a copy of a sealed bundle.
    Copy(PathBuf, Arc<Bundle>),
    /// Return to what was open before the sealed bundle.
    CloseSealed,
}

/// A message of the app.
#[derive(Clone, Debug)]
pub(super) struct Notice {
    pub(super) text: String,
    pub(super) bad: bool,
    /// When it disappears, in seconds of the egui clock. An error stays.
    pub(super) until: Option<f64>,
    /// Whether it stays until it is closed, even if other messages follow.
    pub(super) stays: bool,
}

/// The file of a production, as far as this window knows.
#[derive(Clone, Debug, Default)]
pub(super) struct OnDisk {
    /// Its path; `None` if the production was never saved.
    pub(super) path: Option<PathBuf>,
    /// The text last read or saved; empty if there is none.
    pub(super) text: Arc<str>,
}

/// Everything that drawing code can read.
pub(super) struct ViewContext<'a> {
    pub(super) session: &'a Session,
    pub(super) words: &'a Words,
    pub(super) theme: &'a Theme,
    pub(super) today: jiff::civil::Date,
}

/// Whether the possible amount of a place is known at second hand, wholly or in part.
pub(super) fn is_second_hand(cx: &ViewContext<'_>, assessment: &Assessment) -> bool {
    second_hand(&cx.session.library, assessment).is_some_and(|part| !part.is_zero())
}
