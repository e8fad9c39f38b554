//! What the window may ask of the outside: dialogs, files, the day.
//!
//! Nothing here waits. A request is sent in one frame, its reply is polled in a later one.

mod purpose;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::{Date, DateTime};

pub use self::purpose::{PlotFile, Purpose};

use crate::data::overlay::Key;
use crate::data::problem::Problem;
use crate::data::progress::Progress;
use crate::data::read::{File, Layer};
use crate::data::table::Table;
use crate::data::table::applications::{Applications, Columns};
use crate::data::table::mapping::Mapping;
use crate::data::table::propose::Proposal;
use crate::data::table::schedule::{self, Schedule};
use crate::model::id::PlaceId;
use crate::model::portfolio::Portfolio;
use crate::model::production::Production;
use crate::model::scenario::{Change, Scenario};
use crate::model::slate::Slate;
use crate::report::grid::Grid;
use crate::report::{Listener, NotMade};
use crate::session::action::ImportedRecords;
use crate::session::bundle::{Bundle, Verdict};
use crate::session::difference::Difference;
use crate::session::layers::{Below, StagedLayers};
use crate::session::{Session, StagedImport};
use crate::study::city::City;
use crate::study::costs::{Costing, Costs};
use crate::study::differences::Changed;
use crate::study::overtake::Overtake;
use crate::study::overtake::two::Pairs;
use crate::study::proposals::Proposals;
use crate::study::standing::answers::Answered;
use crate::study::standing::weights::Weighed;
use crate::ui::report::proposed::ProposedKey;
use crate::ui::slate::made::{Key as SlateKey, Made};

/// The outside.
pub trait Platform {
    /// Today.
    fn today(&self) -> Date;
    /// Opens a native dialog. The reply is [`Reply::Picked`].
    fn pick(&mut self, pick: Pick);
    /// Does long work off the frame.
    fn run(&mut self, job: Job);
    /// What has come back since the last call.
    fn poll(&mut self) -> Vec<Reply>;
    /// Whether work is under way.
    fn is_busy(&self) -> bool;
    /// Whether a path exists.
    fn exists(&self, path: &Path) -> bool;
    /// Puts a table into the clipboard as HTML and as text. False where only text can be put there, by the window.
    fn copy(&mut self, table: &Grid) -> bool {
        let _ = table;
        false
    }
}

/// Long work: reads, computes, writes, and replies.
pub type Job = Box<dyn FnOnce(&dyn Disk) -> Reply + Send>;

/// The file system.
pub trait Disk {
    /// All RON files of a folder, or one file.
    fn layer(&self, path: &Path) -> Layer;
    /// One file.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn read(&self, path: &Path) -> Result<File, Box<Problem>>;
    /// Writes a file whole or not at all. Folders that are missing are made.
    ///
    /// # Errors
    /// The system's words why it cannot be written.
    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), String>;
    /// Font files of the system that have signs which the fonts of the program lack; none if it has none.
    fn fonts_with(&self, signs: &[char]) -> Vec<Vec<u8>> {
        let _ = signs;
        Vec::new()
    }
    /// Where a file of this name may lie that only this user looks at, and only until the next start.
    ///
    /// # Errors
    /// The system's words why there is no such place.
    fn passing(&self, name: &str) -> Result<PathBuf, String>;
    /// Opens a file in the program that the system has for it.
    ///
    /// # Errors
    /// The system's words why it cannot be opened.
    fn show(&self, path: &Path) -> Result<(), String>;
    /// Whether anything of this name is there, also what cannot be read.
    fn is_there(&self, path: &Path) -> bool;
    /// Whether a file to be written would stand in a folder, also where links lead elsewhere.
    fn is_inside(&self, folder: &Path, path: &Path) -> bool;
    /// The versions of a file that are kept, the newest first.
    fn versions(&self, of: &Path) -> Vec<Version>;
    /// Keeps what a file holds as a version of it.
    ///
    /// # Errors
    /// The system's words why it cannot be kept.
    fn remember(&self, of: &Path, bytes: &[u8]) -> Result<(), String>;
}

/// An earlier version of a file.
#[derive(Clone, Debug)]
pub struct Version {
    /// When it was written, where the user is.
    pub at: DateTime,
    /// What the file held.
    pub bytes: Vec<u8>,
}

/// What another program made of the file of the production.
#[derive(Clone, Debug)]
pub struct Theirs {
    /// What it holds.
    pub bytes: Vec<u8>,
    /// The same as a production, or why it is none.
    pub read: Result<Box<Production>, Box<Problem>>,
}

/// Why the production was not saved.
#[derive(Clone, Debug)]
pub enum NotSaved {
    /// The system's words why it cannot be written.
    Disk(String),
    /// The file is not as it was read or saved last.
    Changed(Theirs),
    /// The file is not there any more.
    Gone,
}

/// What was saved.
#[derive(Clone, Debug)]
pub struct Saved {
    /// The text of the file.
    pub text: String,
    /// Whether comments of the file could not stay where they were.
    pub moved: bool,
    /// Whether it is kept as a version, too; the system's words if not.
    pub remembered: Result<(), String>,
}

/// What is kept between runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptThing {
    /// The production while it is not saved.
    Draft,
    /// The edits of the library.
    Edits,
    /// What the user looked at, and what was open.
    Settings,
}

/// What there is to say about what is kept between runs.
#[derive(Clone, Debug)]
pub enum Remark {
    /// Another window is open.
    SecondWindow,
    /// Something could not be read and has another name now.
    SetAside {
        /// What.
        what: KeptThing,
        /// Where it is now.
        path: PathBuf,
        /// What is wrong with it.
        problem: Box<Problem>,
    },
    /// Something could not be read, nor get another name; nothing is written over it.
    Stuck {
        /// What.
        what: KeptThing,
        /// The system's words.
        reason: String,
    },
    /// Something is kept in another folder.
    Elsewhere {
        /// What.
        what: KeptThing,
        /// The folder.
        folder: PathBuf,
        /// The system's words why.
        reason: String,
    },
    /// Something cannot be kept anywhere.
    NotKept {
        /// What.
        what: KeptThing,
        /// The system's words why.
        reason: String,
    },
    /// Something is kept again where it belongs.
    KeptAgain,
    /// The edits of a window that is gone were added to these.
    Joined {
        /// Where those are for which there was no room, if there are any.
        left: Option<PathBuf>,
    },
    /// So many other windows ended suddenly and left drafts, which further windows take up.
    MoreDrafts(usize),
}

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotWritten {
    /// It was not made.
    NotMade(NotMade),
    /// The system's words why the file cannot be written.
    Disk(String),
}

/// Why the edits were not written as a library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotLibrary {
    /// The system's words why a file cannot be written.
    Disk(String),
    /// The file of a record would not stand in the folder.
    Leaves(Key),
}

impl Listener for Progress {
    fn step(&self, done: usize, of: usize) -> bool {
        self.step(done, of)
    }
}

/// What a dialog is opened for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// What for.
    pub purpose: Purpose,
    /// The title of the dialog.
    pub title: String,
    /// The suggested file name, for saving.
    pub suggested: String,
}

/// What the city desk wants to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CityQuestion {
    /// The state of the library, see [`Session::library_revision`].
    pub library: u64,
    /// Whether only what is known from an official text counts.
    pub official: bool,
    /// The day.
    pub day: Date,
    /// The city.
    pub place: PlaceId,
    /// The places beside it; the ten that promise most if empty.
    pub rivals: Vec<PlaceId>,
    /// Whether what is certain is compared, instead of what is possible.
    pub certain: bool,
    /// The figures that are proposed.
    pub changes: Vec<Change>,
    /// What is asked.
    pub want: Want,
}

/// What is asked of a city.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Want {
    /// Where it stands, and what the proposed figures do.
    Standing,
    /// What it takes to pass a place.
    Passing(PlaceId),
    /// How much hangs on the weights of the productions, by their names; all alike if empty.
    Weights(Vec<(String, u32)>),
    /// For how much of all answers to open questions places are first, with weights as for [`Self::Weights`].
    Answers(Vec<(String, u32)>),
    /// The two figures that pass a place on a production at the least cost.
    Pairs(PlaceId, String),
    /// What the portfolio costs that is assumed, by its number, see [`Session::portfolio_revision`].
    Costs(u64),
    /// What each of several scenarios does.
    Beside(Vec<Vec<Change>>),
}

impl CityQuestion {
    /// Whether where the city stands as the law is comes to the same.
    #[must_use]
    pub fn rests_on_the_same(&self, other: &Self) -> bool {
        let of = |one: &Self| (one.library, one.official, one.day, one.place.clone(), one.rivals.clone());
        of(self) == of(other)
    }
}

/// What the city desk is told.
#[derive(Clone, Debug)]
pub enum CityAnswer {
    /// Where the city stands.
    Standing(Box<City>),
    /// What it takes to pass a place, on each production.
    Passing(Vec<(String, Overtake)>),
    /// The places, weighed.
    Weights(Box<Weighed>),
    /// For how much of all answers places are first.
    Answers(Box<Answered>),
    /// Two figures that pass; none where there is nothing to compare.
    Pairs(Option<Box<Pairs>>),
    /// What the portfolio costs, and the portfolio laid out.
    Costs(Box<Costs>, Arc<Costing>),
    /// What each scenario does.
    Beside(Vec<City>),
}

/// A change of the files that lie under the user's edits.
#[derive(Clone, Debug)]
pub enum LayerChange {
    /// Files are laid over the others, each with the path it was read from.
    Add(Vec<(PathBuf, Arc<Layer>)>),
    /// What was read from a path is taken out again.
    Remove(PathBuf),
    /// The shelf of world screen incentives is laid over the first one, or taken away.
    World(bool),
}

/// A file of applications, one of its sheets, and which column is what.
pub type Applied = (Arc<File>, Arc<Table>, Box<Columns>);

/// A file of a schedule, one of its sheets, and which column is what.
pub type Scheduled = (Arc<File>, Arc<Table>, Box<schedule::Columns>);

/// A file, one of its sheets, and what its headings say.
pub type Opened = (Arc<File>, Arc<Table>, Box<Mapping>);

/// What comes back.
#[derive(Debug)]
pub enum Reply {
    /// A dialog was answered.
    Picked(Purpose, PathBuf),
    /// A dialog was closed without an answer.
    Cancelled(Purpose),
    /// No dialog service answered.
    NoDialog(Purpose),
    /// A production was read.
    Production {
        /// Where from.
        path: PathBuf,
        /// What was read.
        read: Result<Box<Production>, Box<Problem>>,
        /// The text it was read from, so that what is odd in it can be pointed at.
        text: String,
        /// Whether unsaved changes were already asked about.
        asked: bool,
    },
    /// A sealed bundle was read, and laid out to be shown.
    Bundle {
        /// Where from.
        path: PathBuf,
        /// What was read.
        read: Result<(Arc<Bundle>, Box<Session>), Box<Problem>>,
        /// Whether unsaved changes were already asked about.
        asked: bool,
        /// Whether a copy of it is to be edited.
        copy: bool,
    },
    /// A sealed bundle was worked out again.
    Verified(Arc<Bundle>, Box<Verdict>),
    /// The comparison was sealed.
    Sealed(PathBuf, Result<(), String>),
    /// The production was saved as it then was, or was not.
    Saved {
        /// Where.
        path: PathBuf,
        /// As it then was.
        production: Box<Production>,
        /// What came of it.
        written: Result<Box<Saved>, NotSaved>,
    },
    /// The versions of a file were looked up, the newest first: when each was written, and the production in it if
    /// it can be read.
    Versions(PathBuf, Vec<(DateTime, Option<Arc<Production>>)>),
    /// A slate was read, with the productions that stood in files of their own and the names of those.
    Slate {
        /// Where from.
        path: PathBuf,
        /// What was read.
        read: Result<(Box<Slate>, Vec<String>), Box<Problem>>,
        /// The text it was read from, so that what is odd in it can be pointed at.
        text: String,
    },
    /// A production was read that goes into the slate.
    ForSlate(Result<Box<Production>, Box<Problem>>),
    /// The slate was saved.
    SlateSaved(PathBuf, Result<(), String>),
    /// A slate was worked out.
    SlateWorked(SlateKey, Box<Made>),
    /// What the city proposes was worked out.
    Proposals(ProposedKey, Box<Proposals>),
    /// Work ended in the middle, through a fault of the program.
    Died(String),
    /// A path was read, or other files under the library; nothing if nobody wanted it any more.
    Read(Arc<Progress>, Option<Box<Reply>>),
    /// Library files were read, to ask whether they are to be laid over the library.
    Library {
        /// Where from.
        path: PathBuf,
        /// The files.
        layer: Arc<Layer>,
        /// The library with them.
        staged: Box<StagedLayers>,
        /// What they add to the library that is shown, and what they replace in it.
        changed: Vec<Changed>,
    },
    /// The library was read with other files under it.
    Layers(LayerChange, Box<StagedLayers>),
    /// A table was read, or another sheet of one.
    Table {
        /// Where from.
        path: PathBuf,
        /// The file, the sheet, and what its headings say.
        read: Result<Opened, Box<Problem>>,
    },
    /// All rows of a table were looked at.
    Proposed {
        /// Who waited for it.
        progress: Arc<Progress>,
        /// What they would change; none if it was cancelled.
        proposal: Option<Box<Proposal>>,
    },
    /// The library was tried with rows of a table.
    Taken {
        /// What it was tried on.
        below: Below,
        /// Who waited for it.
        progress: Arc<Progress>,
        /// The rows.
        taken: Arc<ImportedRecords>,
        /// The library with them, or what would be wrong.
        prepared: Result<Box<StagedImport>, Vec<Problem>>,
    },
    /// The library was tried with some records of a file.
    TakenSome {
        /// What it was tried on.
        below: Below,
        /// The records.
        taken: Arc<ImportedRecords>,
        /// What came of it.
        prepared: Result<Box<StagedImport>, Vec<Problem>>,
    },
    /// What two states of the library differ in.
    Differ(Box<Difference>),
    /// What the city desk wanted to know.
    City(Box<CityQuestion>, CityAnswer),
    /// A scenario was read.
    Scenario(PathBuf, Result<Box<Scenario>, Vec<Problem>>),
    /// A portfolio was read.
    Portfolio(PathBuf, Result<Box<Portfolio>, Vec<Problem>>),
    /// A table of applications was read, or another sheet of one.
    Applications(PathBuf, Result<Applied, Box<Problem>>),
    /// All applications of a table were looked at.
    Applied(Arc<Progress>, Option<Box<Applications>>),
    /// A schedule was opened, or another sheet of it.
    Schedule(PathBuf, Result<Scheduled, Box<Problem>>),
    /// All rows of a schedule were read.
    ScheduleRead(Arc<Progress>, Option<Box<Schedule>>),
    /// A portfolio was written, or the system's words why not.
    PortfolioSaved(PathBuf, Result<(), String>),
    /// A scenario was written, or the system's words why not.
    ScenarioSaved(PathBuf, Result<(), String>),
    /// The text of a policy was read.
    PolicyText(Result<String, Box<Problem>>),
    /// The library was written as open data: how many files, or the name of a record that cannot be, or the system's
    /// words why not.
    OpenData(PathBuf, Result<usize, String>),
    /// The user's edits were written as a library.
    LibrarySaved(PathBuf, Result<usize, NotLibrary>),
    /// A report or a plot was written, or why not.
    Exported {
        /// Where to.
        path: PathBuf,
        /// What came of it.
        written: Result<(), NotWritten>,
        /// Whether the program of the system opened it, where that was wanted, or the system's words why not.
        shown: Option<Result<(), String>>,
        /// The signs in it that no font has.
        lacking: Vec<char>,
        /// How far it had come.
        progress: Arc<Progress>,
    },
}
