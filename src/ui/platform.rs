//! The interface between the window and the system: dialogs, files, the day.
//!
//! No call blocks. A request is sent in one frame, and its reply is polled in a later one.

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
use crate::model::scenario::Scenario;
use crate::model::slate::Slate;
use crate::report::document::Document;
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
use crate::study::overtake::two::Pairs;
use crate::study::overtake::{Contest, Goal, On};
use crate::study::proposals::Proposals;
use crate::study::standing::answers::Answered;
use crate::study::standing::weights::Weighed;
use crate::ui::report::made::PreviewKey;
use crate::ui::report::proposed::ProposedKey;
use crate::ui::slate::made::{Key as SlateKey, Made};

/// The system.
pub trait Platform {
    /// Today.
    fn today(&self) -> Date;
    /// Opens a native dialog. The reply is [`Reply::Picked`].
    fn pick(&mut self, pick: Pick);
    /// Does long work off the frame.
    fn run(&mut self, job: Job);
    /// The replies since the last call.
    fn poll(&mut self) -> Vec<Reply>;
    /// Whether work is under way.
    fn is_busy(&self) -> bool;
    /// Whether a path exists.
    fn exists(&self, path: &Path) -> bool;
    /// Puts a table into the clipboard as HTML and as text. False if only text is possible, which the window does
    /// then.
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
    /// The reason why it cannot be read.
    fn read(&self, path: &Path) -> Result<File, Box<Problem>>;
    /// Writes a file completely or not at all. Missing folders are created.
    ///
    /// # Errors
    /// The message of the system if it cannot be written.
    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), String>;
    /// Font files of the system with characters that the fonts of the program lack; none if there are none.
    fn fonts_with(&self, signs: &[char]) -> Vec<Vec<u8>> {
        let _ = signs;
        Vec::new()
    }
    /// A path for a file of this name that only this user can read, and that is kept until the next start.
    ///
    /// # Errors
    /// The message of the system if there is no such path.
    fn passing(&self, name: &str) -> Result<PathBuf, String>;
    /// Opens a file in the program that the system uses for it.
    ///
    /// # Errors
    /// The message of the system if it cannot be opened.
    fn show(&self, path: &Path) -> Result<(), String>;
    /// Whether anything of this name exists, readable or not.
    fn is_there(&self, path: &Path) -> bool;
    /// Whether a file to be written would be in a folder, after following links.
    fn is_inside(&self, folder: &Path, path: &Path) -> bool;
    /// The stored versions of a file, the newest first.
    fn versions(&self, of: &Path) -> Vec<Version>;
    /// Stores the content of a file as a version of it.
    ///
    /// # Errors
    /// The message of the system if it cannot be stored.
    fn remember(&self, of: &Path, bytes: &[u8]) -> Result<(), String>;
}

/// An earlier version of a file.
#[derive(Clone, Debug)]
pub struct Version {
    /// The local time at which it was written.
    pub at: DateTime,
    /// The content of the file.
    pub bytes: Vec<u8>,
}

/// The file of the production after a change by another program.
#[derive(Clone, Debug)]
pub struct Theirs {
    /// Its content.
    pub bytes: Vec<u8>,
    /// The content as a production, or the reason why it is none.
    pub read: Result<Box<Production>, Box<Problem>>,
}

/// The reason why the production was not saved.
#[derive(Clone, Debug)]
pub enum NotSaved {
    /// The message of the system.
    Disk(String),
    /// The file was changed since it was read or saved.
    Changed(Theirs),
    /// The file no longer exists.
    Gone,
}

/// A saved production.
#[derive(Clone, Debug)]
pub struct Saved {
    /// The text of the file.
    pub text: String,
    /// Whether comments of the file had to be moved.
    pub moved: bool,
    /// Whether it was also stored as a version; the message of the system if not.
    pub remembered: Result<(), String>,
}

/// Data that is kept between runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptThing {
    /// The unsaved production.
    Draft,
    /// The edits of the library.
    Edits,
    /// The state of the views, and the open files.
    Settings,
}

/// A remark about the data that is kept between runs.
#[derive(Clone, Debug)]
pub enum Remark {
    /// Another window is open.
    SecondWindow,
    /// Data could not be read and was renamed.
    SetAside {
        /// The data.
        what: KeptThing,
        /// Its new path.
        path: PathBuf,
        /// The problem.
        problem: Box<Problem>,
    },
    /// Data could neither be read nor renamed; it is not overwritten.
    Stuck {
        /// The data.
        what: KeptThing,
        /// The message of the system.
        reason: String,
    },
    /// Data is kept in another folder.
    Elsewhere {
        /// The data.
        what: KeptThing,
        /// The folder.
        folder: PathBuf,
        /// The message of the system.
        reason: String,
    },
    /// Data cannot be kept anywhere.
    NotKept {
        /// The data.
        what: KeptThing,
        /// The message of the system.
        reason: String,
    },
    /// Data is kept in its usual folder again.
    KeptAgain,
    /// The edits of a closed window were added to these.
    Joined {
        /// The path of those that did not fit, if there are any.
        left: Option<PathBuf>,
    },
    /// The number of other windows that ended unexpectedly and left drafts, which further windows take over.
    MoreDrafts(usize),
}

/// The reason why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotWritten {
    /// It could not be made.
    NotMade(NotMade),
    /// The message of the system if the file cannot be written.
    Disk(String),
}

/// The reason why the edits were not written as a library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotLibrary {
    /// The message of the system if a file cannot be written.
    Disk(String),
    /// The file of a record would be outside the folder.
    Leaves(Key),
}

impl Listener for Progress {
    fn step(&self, done: usize, of: usize) -> bool {
        self.step(done, of)
    }
}

/// A request for a native dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// Its purpose.
    pub purpose: Purpose,
    /// The title of the dialog.
    pub title: String,
    /// The suggested file name, for saving.
    pub suggested: String,
}

/// A question of the view City.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CityQuestion {
    /// The state of the library, see [`Session::library_revision`].
    pub library: u64,
    /// Whether only amounts from official texts count.
    pub official: bool,
    /// The day.
    pub day: Date,
    /// The city.
    pub place: PlaceId,
    /// The rivals; if empty, the ten that promise most.
    pub rivals: Vec<PlaceId>,
    /// Whether certain amounts are compared instead of possible ones.
    pub certain: bool,
    /// The proposed figures and bases, without words.
    pub proposed: Scenario,
    /// The requested result.
    pub want: Want,
}

/// A result for a city.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Want {
    /// Its rank, and the effect of the proposed figures.
    Standing,
    /// The changes with which it reaches a goal, on each basis.
    Passing(Goal, Vec<On>),
    /// The dependence on the weights of the productions, by their names; equal weights if empty.
    Weights(Vec<(String, u32)>),
    /// The share of all answers to open questions for which places are first, with weights as for [`Self::Weights`].
    Answers(Vec<(String, u32)>),
    /// The cheapest change of two figures that reaches a goal on a basis.
    Pairs(Goal, On),
    /// The cost for the assumed portfolio, by its number, see [`Session::portfolio_revision`].
    Costs(u64),
    /// The effects of several scenarios.
    Beside(Vec<Scenario>),
}

impl CityQuestion {
    /// Whether the standing under current law is the same for both.
    #[must_use]
    pub fn rests_on_the_same(&self, other: &Self) -> bool {
        let of = |one: &Self| (one.library, one.official, one.day, one.place.clone(), one.rivals.clone());
        of(self) == of(other)
    }
}

/// An answer for the view City.
#[derive(Clone, Debug)]
pub enum CityAnswer {
    /// The rank of the city.
    Standing(Box<City>),
    /// The changes with which it reaches a goal, and the answers of rivals, on each basis.
    Passing(Vec<Contest>),
    /// The weighed places.
    Weights(Box<Weighed>),
    /// The share of all answers for which places are first.
    Answers(Box<Answered>),
    /// Two figures that reach a goal; none if there is nothing to compare.
    Pairs(Option<Box<Pairs>>),
    /// The cost for the portfolio, and the prepared portfolio.
    Costs(Box<Costs>, Arc<Costing>),
    /// The effects of each scenario.
    Beside(Vec<City>),
    /// The calculation was cancelled.
    Cancelled,
}

/// A change of the layers below the user's edits.
#[derive(Clone, Debug)]
pub enum LayerChange {
    /// Layers are added above the others, each with the path it was read from.
    Add(Vec<(PathBuf, Arc<Layer>)>),
    /// The layer that was read from a path is removed.
    Remove(PathBuf),
    /// The shelf of world screen incentives is added above the first one, or removed.
    World(bool),
}

/// A file of applications, one of its sheets, and the meaning of its columns.
pub type Applied = (Arc<File>, Arc<Table>, Box<Columns>);

/// A file of a schedule, one of its sheets, and the meaning of its columns.
pub type Scheduled = (Arc<File>, Arc<Table>, Box<schedule::Columns>);

/// A file, one of its sheets, and the meaning of its headings.
pub type Opened = (Arc<File>, Arc<Table>, Box<Mapping>);

/// A reply.
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
        /// Its path.
        path: PathBuf,
        /// The result.
        read: Result<Box<Production>, Box<Problem>>,
        /// The text it was read from, for positions of its problems.
        text: String,
        /// Whether the user was already asked about unsaved changes.
        asked: bool,
    },
    /// A sealed bundle was read and prepared for display.
    Bundle {
        /// Its path.
        path: PathBuf,
        /// The result.
        read: Result<(Arc<Bundle>, Box<Session>), Box<Problem>>,
        /// Whether the user was already asked about unsaved changes.
        asked: bool,
        /// Whether a copy of it is to be edited.
        copy: bool,
    },
    /// A sealed bundle was recalculated.
    Verified(Arc<Bundle>, Box<Verdict>),
    /// The comparison was sealed.
    Sealed(PathBuf, Result<(), String>),
    /// The production was saved in its state at that time, or could not be saved.
    Saved {
        /// Its path.
        path: PathBuf,
        /// Its state at that time.
        production: Box<Production>,
        /// The result.
        written: Result<Box<Saved>, NotSaved>,
    },
    /// The versions of a file were read, the newest first: the time of each, and its production if it can be read.
    Versions(PathBuf, Vec<(DateTime, Option<Arc<Production>>)>),
    /// A slate was read, with the productions from files of their own and the names of those.
    Slate {
        /// Its path.
        path: PathBuf,
        /// The result.
        read: Result<(Box<Slate>, Vec<String>), Box<Problem>>,
        /// The text it was read from, for positions of its problems.
        text: String,
    },
    /// A production for the slate was read.
    ForSlate(Result<Box<Production>, Box<Problem>>),
    /// The slate was saved.
    SlateSaved(PathBuf, Result<(), String>),
    /// A slate was calculated.
    SlateWorked(SlateKey, Box<Made>),
    /// The proposals of the city were calculated.
    Proposals(ProposedKey, Box<Proposals>),
    /// A job ended because of an error in the program.
    Died(String),
    /// A path was read, or other layers of the library; nothing if the job was cancelled.
    Read(Arc<Progress>, Option<Box<Reply>>),
    /// Library files were read. The user is asked whether to add them to the library.
    Library {
        /// Their path.
        path: PathBuf,
        /// The files.
        layer: Arc<Layer>,
        /// The library with them.
        staged: Box<StagedLayers>,
        /// The records they add to the displayed library, and those they replace.
        changed: Vec<Changed>,
    },
    /// The library was read with other layers.
    Layers(LayerChange, Box<StagedLayers>),
    /// A table was read, or another sheet of one.
    Table {
        /// Its path.
        path: PathBuf,
        /// The file, the sheet, and the meaning of its headings.
        read: Result<Opened, Box<Problem>>,
    },
    /// All rows of a table were checked.
    Proposed {
        /// The progress of the job.
        progress: Arc<Progress>,
        /// The resulting changes; none if it was cancelled.
        proposal: Option<Box<Proposal>>,
    },
    /// The library was checked with rows of a table.
    Taken {
        /// The library below them.
        below: Below,
        /// The progress of the job.
        progress: Arc<Progress>,
        /// The rows.
        taken: Arc<ImportedRecords>,
        /// The library with them, or its problems.
        prepared: Result<Box<StagedImport>, Vec<Problem>>,
    },
    /// The library was checked with some records of a file.
    TakenSome {
        /// The library below them.
        below: Below,
        /// The records.
        taken: Arc<ImportedRecords>,
        /// The result.
        prepared: Result<Box<StagedImport>, Vec<Problem>>,
    },
    /// The differences between two states of the library were calculated.
    Differ(Box<Difference>),
    /// The document of the preview was composed.
    Previewed(Box<PreviewKey>, Box<Document>),
    /// A result for the view City was calculated.
    City(Box<CityQuestion>, CityAnswer),
    /// A scenario was read.
    Scenario(PathBuf, Result<Box<Scenario>, Vec<Problem>>),
    /// A portfolio was read.
    Portfolio(PathBuf, Result<Box<Portfolio>, Vec<Problem>>),
    /// A table of applications was read, or another sheet of one.
    Applications(PathBuf, Result<Applied, Box<Problem>>),
    /// All applications of a table were checked.
    Applied(Arc<Progress>, Option<Box<Applications>>),
    /// A schedule was opened, or another sheet of it.
    Schedule(PathBuf, Result<Scheduled, Box<Problem>>),
    /// All rows of a schedule were read.
    ScheduleRead(Arc<Progress>, Option<Box<Schedule>>),
    /// A portfolio was written; the message of the system if not.
    PortfolioSaved(PathBuf, Result<(), String>),
    /// A scenario was written; the message of the system if not.
    ScenarioSaved(PathBuf, Result<(), String>),
    /// The text of a policy was read.
    PolicyText(Result<String, Box<Problem>>),
    /// The library was written as open data: the number of files, or the name of a record that cannot be written, or
    /// the message of the system.
    OpenData(PathBuf, Result<usize, String>),
    /// The user's edits were written as a library.
    LibrarySaved(PathBuf, Result<usize, NotLibrary>),
    /// A report or a plot was written, or could not be written.
    Exported {
        /// Its path.
        path: PathBuf,
        /// The result.
        written: Result<(), NotWritten>,
        /// Whether the system opened it, if that was requested; the message of the system if not.
        shown: Option<Result<(), String>>,
        /// The characters in it that no font has.
        lacking: Vec<char>,
        /// The progress of the job.
        progress: Arc<Progress>,
    },
}
