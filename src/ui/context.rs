//! What every view may look at, and how it says what should happen.

use std::path::PathBuf;
use std::sync::Arc;

use super::command::Command;
use super::platform::{CityQuestion, Progress, Purpose, Theirs};
use super::theme::Theme;
use crate::data::read::Layer;
use crate::model::production::Production;
use crate::report::grid::Grid;
use crate::rules::assess::Assessment;
use crate::session::Session;
use crate::session::action::{Action, ImportedRecords};
use crate::session::bundle::{Bundle, Sealing};
use crate::session::difference::Asked;
use crate::study::evidence::second_hand;
use crate::words::Words;

/// Below this width the rail is drawn over the page only when it is asked for, and forms stack.
pub(super) const NARROW: f32 = 900.0;

/// Below this width what is explained covers the page instead of standing beside it.
pub(super) const COVERED: f32 = 720.0;

/// Below this width, as at half width and a zoom of 150 %, one thing is shown at a time.
pub(super) const TIGHT: f32 = 560.0;

/// The least width that everything can still be used in. The zoom stops there.
pub(super) const LEAST_WIDTH: f32 = 400.0;

/// What drawing asks for.
#[derive(Default)]
pub(super) struct Requests {
    pub(super) actions: Vec<Action>,
    pub(super) commands: Vec<Command>,
    pub(super) others: Vec<Request>,
}

impl Requests {
    /// Puts a table into the clipboard.
    pub(super) fn copy(&mut self, table: Grid) {
        self.others.push(Request::CopyTable(table));
    }
}

/// Answers to dialogs, and requests that carry something.
pub(super) enum Request {
    /// A path was typed.
    Path(Purpose, PathBuf),
    /// Write over what is there.
    Overwrite(Purpose, PathBuf),
    /// Add the read files to the library.
    Accept {
        /// Where it was read from.
        path: PathBuf,
        /// The files.
        layer: Layer,
    },
    /// Take some of the read records over as edits.
    AcceptSome(Arc<ImportedRecords>),
    /// Save first, then go on.
    SaveThen(After),
    /// Go on without saving.
    Drop(After),
    /// Close the dialog.
    Dismiss,
    /// End something long.
    Cancel(Arc<Progress>),
    /// Close a notice.
    Heard(usize),
    /// Take a layer out of the library.
    RemoveLayer(usize),
    /// Lay the shelf of world screen incentives over the built-in one, or take it away.
    World(bool),
    /// Work out what two states of the library differ in.
    Differ(Asked),
    /// Ask for a file.
    Pick(Purpose),
    /// Open a file that was open before.
    Reopen(PathBuf),
    /// Forget which files were open.
    ForgetRecent,
    /// Begin with a production of the library, with its own places or with those that are chosen.
    Begin(String, bool),
    /// Open a production of the library.
    Reference(String),
    /// Show a variant of the production, or the answers as pinned.
    Variant(Option<usize>),
    /// Show another scenario of the city desk.
    Scenario(usize),
    /// Work out something of a city.
    City(Box<CityQuestion>),
    /// Another day.
    Day(jiff::civil::Date),
    /// Count only what is known from an official text, or everything.
    Official(bool),
    /// Seal the comparison; the file is asked for.
    Seal(Sealing),
    /// Show which numbers of the sealed bundle differ.
    Differing,
    /// Go on with a copy of the sealed bundle.
    EditCopy,
    /// Close the sealed bundle, or the copy of it.
    CloseSealed,
    /// Something that the dialog of a table of applications asks for.
    Applying(ApplicationsRequest),
    /// Something that the dialog of a schedule asks for.
    Schedule(ScheduleAsk),
    /// Something that the dialog of a table asks for.
    Table(TableRequest),
    /// Save over what another program wrote, if that is still so; or over nothing.
    KeepMine(PathBuf, Option<Theirs>),
    /// Take what another program wrote.
    TakeTheirs(PathBuf, Theirs),
    /// Take an earlier version back.
    TakeBack(Arc<Production>),
    /// Save under another name.
    Elsewhere,
    /// The clipboard took a text.
    Copied,
    /// Puts a table into the clipboard.
    CopyTable(Grid),
    /// Write when things happen as a file; the file is asked for.
    SaveCalendar,
}

/// What the dialog of a schedule asks the app for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ScheduleAsk {
    /// Another sheet.
    Sheet(usize),
    /// Read all rows.
    Look,
    /// Take the days over.
    Take(Arc<ImportedRecords>),
}

/// What the dialog of a table of applications asks the app for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ApplicationsRequest {
    /// Another sheet.
    Sheet(usize),
    /// Look at all rows.
    Look,
    /// Take over what could be read.
    Take,
}

/// What the dialog of a table asks the app for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableRequest {
    /// Another sheet.
    Sheet(usize),
    /// Look at all rows.
    Look,
    /// Take over what is chosen.
    Take,
}

/// What waits until unsaved changes are dealt with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum After {
    /// The window closes.
    Close,
    /// An empty production.
    New,
    /// The sample.
    Sample,
    /// A production of the library.
    Reference(String),
    /// The same, with its own places or with those that are chosen.
    Begin(String, bool),
    /// A dialog.
    Open,
    /// A file that is known.
    OpenPath(PathBuf),
    /// A copy of a sealed bundle.
    Copy(PathBuf, Arc<Bundle>),
    /// What was open before the sealed bundle.
    CloseSealed,
}

/// Something the app says.
#[derive(Clone, Debug)]
pub(super) struct Notice {
    pub(super) text: String,
    pub(super) bad: bool,
    /// When it goes away by itself, in seconds of the egui clock; bad news stays.
    pub(super) until: Option<f64>,
    /// Whether it stays until it is closed, whatever is said after it.
    pub(super) stays: bool,
}

/// The file of a production, as far as this window knows.
#[derive(Clone, Debug, Default)]
pub(super) struct OnDisk {
    /// Where it is; none if the production was never saved.
    pub(super) path: Option<PathBuf>,
    /// What it holds: what was read or saved last. Empty if nothing was.
    pub(super) text: Arc<str>,
}

/// Everything that drawing may look at.
pub(super) struct ViewContext<'a> {
    pub(super) session: &'a Session,
    pub(super) words: &'a Words,
    pub(super) theme: &'a Theme,
    pub(super) today: jiff::civil::Date,
}

/// Whether what a place may give at most is known at second hand, wholly or in part.
pub(super) fn is_second_hand(cx: &ViewContext<'_>, assessment: &Assessment) -> bool {
    second_hand(&cx.session.library, assessment).is_some_and(|part| !part.is_zero())
}
