//! The slate: calculates it off the frame, opens and saves it, and keeps it between runs.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{App, MOST_ODD};
use crate::data::problem::Problem;
use crate::data::read::{Document, File, read_production, read_slate};
use crate::data::{check, write};
use crate::model::production::Production;
use crate::model::slate::{Slate, Which};
use crate::report::ics::ics;
use crate::report::plan::Part;
use crate::say;
use crate::session::action::Action;
use crate::session::slate::SlateEdit;
use crate::study::calendar::{Calendar, calendar};
use crate::study::offers::Offer;
use crate::study::paid::is_published;
use crate::study::slate::{self, Workable};
use crate::ui::platform::{Disk, NotWritten, Purpose, Reply};
use crate::ui::slate::Shown;
use crate::ui::slate::made::{Key, Made};
use crate::ui::tab::Tab;
use crate::words::letter::letter;

/// A slate that includes the productions from files of their own, and the names of those files.
type Read = (Box<Slate>, Vec<String>);

/// Reads a slate and the files that it names.
pub(super) fn read(disk: &dyn Disk, path: PathBuf, file: &File) -> Reply {
    let text = String::from_utf8_lossy(&file.bytes).into_owned();
    let read = with_files(disk, &path, file);
    Reply::Slate { path, read, text }
}

fn with_files(disk: &dyn Disk, path: &Path, file: &File) -> Result<Read, Box<Problem>> {
    let mut slate = read_slate(file)?;
    let mut names = Vec::new();
    for entry in &mut slate.productions {
        let Some(name) = entry.production.path().map(str::to_owned) else { continue };
        let beside = path.parent().unwrap_or(Path::new("")).join(&name);
        let production = read_production(&disk.read(&beside)?)?;
        entry.production = Which::Whole(Box::new(production));
        names.push(name);
    }
    Ok((Box::new(slate), names))
}

impl App {
    /// Stores the slate for the next run, and starts a job for its result if it is displayed and has changed.
    pub(super) fn tend_slate(&mut self) {
        let own = self.own();
        if self.kept_slate != Some(own.slate_revision()) {
            let text = own.slate().and_then(|slate| write::record(&Document::Slate(Arc::clone(slate))).ok());
            self.kept_slate = Some(own.slate_revision());
            self.view.kept_slate = text.unwrap_or_default();
        }
        let told =
            self.view.tab == Tab::Report && self.view.report.annex && self.view.report.parts.contains(&Part::Slate);
        if self.view.tab != Tab::Slate && !told {
            return;
        }
        let session = &self.session;
        let key: Key = (session.slate_revision(), session.library_revision(), session.is_official());
        let work = &mut self.view.own.of::<Shown>().work;
        if !work.begins(&key) {
            return;
        }
        let Some(slate) =
            session.slate().filter(|slate| !slate.productions.is_empty() && !slate.all_places().is_empty())
        else {
            work.take(key, None);
            return;
        };
        let (library, slate, day) = (Arc::clone(session.counted()), Arc::clone(slate), session.chosen_day());
        self.desk.run(Box::new(move |_| {
            let workable = Workable::of(&library, &slate);
            let worked = slate::slate(&library, &workable.slate, &workable.productions, day);
            let calendars = worked.calendars(&library);
            let of = |offer: &Option<Offer>| offer.as_ref().is_some_and(|one| is_published(&library, &one.assessment));
            let published = worked.offers.iter().map(|row| row.iter().map(of).collect()).collect();
            let left_out = workable.left_out.into_iter().map(letter).collect();
            Reply::SlateWorked(key, Box::new(Made { worked, calendars, rows: workable.rows, left_out, published }))
        }));
    }

    pub(super) fn slate_worked(&mut self, key: Key, made: Made) {
        self.view.own.of::<Shown>().work.take(key, Some(Arc::new(made)));
    }

    /// Restores the slate of the last run.
    pub(super) fn take_up_slate(&mut self) {
        let file = File { name: String::new(), bytes: self.view.kept_slate.clone().into_bytes() };
        self.session.keep_slate(read_slate(&file).ok().map(Arc::new));
        self.kept_slate = Some(self.session.slate_revision());
    }

    pub(super) fn open_slate(&mut self, path: PathBuf) {
        self.desk.run(Box::new(move |disk| match disk.read(&path) {
            Ok(file) => read(disk, path, &file),
            Err(problem) => Reply::Slate { path, read: Err(problem), text: String::new() },
        }));
    }

    pub(super) fn receive_slate(&mut self, path: &Path, read: Result<Read, Box<Problem>>, text: &str) {
        if self.sealed.is_some() {
            self.say_refused();
            return;
        }
        let (slate, names) = match read {
            Ok(read) => read,
            Err(problem) => {
                let text = format!("{} {}", self.words.whereabouts(&problem), self.words.problem(&problem));
                self.say(say!(self.words, "notice-open-failed", problem = text), true);
                return;
            }
        };
        let name = self.words.text(&slate.name).to_owned();
        let library = Arc::clone(&self.session.library);
        let found: Vec<Option<&Production>> = slate
            .productions
            .iter()
            .map(|entry| match &entry.production {
                Which::Whole(production) => Some(&**production),
                which @ Which::Named(_) => library.productions.get(which.stem()?).map(AsRef::as_ref),
            })
            .collect();
        let odd = check::slate(&slate, &library, &found, &path.display().to_string(), text);
        self.session.apply(Action::Slate(SlateEdit::Take(Some(Arc::new(*slate)))));
        self.view.tab = Tab::Slate;
        self.view.passing.why.close();
        self.say(say!(self.words, "notice-slate-opened", name = name), false);
        if !names.is_empty() {
            let names = names.join(&self.words.comma());
            self.say(say!(self.words, "slate-read-in", names = names), false);
        }
        for problem in odd.iter().take(MOST_ODD) {
            let said = format!("{} {}", self.words.whereabouts(problem), self.words.problem(problem));
            self.say(said, true);
        }
    }

    /// Adds the production of a file to the slate.
    pub(super) fn add_to_slate(&mut self, path: PathBuf) {
        self.desk.run(Box::new(move |disk| {
            Reply::ForSlate(disk.read(&path).and_then(|file| read_production(&file)).map(Box::new))
        }));
    }

    pub(super) fn receive_for_slate(&mut self, read: Result<Box<Production>, Box<Problem>>) {
        match read {
            Ok(production) => {
                let (year, places) = (self.session.day.year(), production.places.clone());
                self.session.apply(Action::Slate(SlateEdit::Add {
                    production: Which::Whole(production),
                    year,
                    places,
                }));
            }
            Err(problem) => {
                let text = format!("{} {}", self.words.whereabouts(&problem), self.words.problem(&problem));
                self.say(say!(self.words, "notice-open-failed", problem = text), true);
            }
        }
    }

    /// Writes the slate completely or not at all.
    pub(super) fn save_slate(&mut self, path: PathBuf) {
        let Some(slate) = self.session.slate() else { return };
        let mut slate = Slate::clone(slate);
        if slate.name.zh.is_empty() && slate.name.en.is_empty() {
            slate.name.zh = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        }
        let text = write::record(&Document::Slate(Arc::new(slate)));
        self.desk.run(Box::new(move |disk| {
            let written = text.map_err(|error| error.to_string()).and_then(|text| disk.write(&path, text.as_bytes()));
            Reply::SlateSaved(path, written)
        }));
    }

    /// Writes an iCalendar file with the dates of the slate if it is displayed, otherwise with those of the open
    /// production in its places.
    pub(super) fn save_calendar(&mut self, path: PathBuf) {
        let (library, words, day) = (Arc::clone(self.session.counted()), self.words.clone(), self.session.day);
        let made = self.view.own.of::<Shown>().made().cloned().filter(|_| self.view.tab == Tab::Slate);
        let production = self.session.production().clone();
        let assessed: Vec<_> = self.session.assessments().into_iter().cloned().collect();
        let progress = self.begin(&path);
        self.desk.run(Box::new(move |disk| {
            let bytes = match made {
                Some(made) => {
                    let own = made.worked.productions.iter().zip(&made.calendars);
                    let own: Vec<(&Production, &Calendar)> =
                        own.filter_map(|(production, one)| Some((&**production, one.as_ref()?))).collect();
                    ics(&words, &library, &say!(words, "tab-slate"), &own, day)
                }
                None => {
                    let all: Vec<Calendar> = assessed.iter().map(|one| calendar(&library, &production, one)).collect();
                    let own: Vec<(&Production, &Calendar)> = all.iter().map(|one| (&production, one)).collect();
                    ics(&words, &library, words.text(&production.name), &own, day)
                }
            };
            let written = disk.write(&path, &bytes).map_err(NotWritten::Disk);
            Reply::Exported { path, written, shown: None, lacking: Vec::new(), progress }
        }));
    }

    /// Asks for the path of the slate or its calendar, if there is anything to write.
    pub(super) fn pick_for_slate(&mut self, purpose: Purpose) {
        let nothing = match purpose {
            Purpose::SaveSlate => self.session.slate().is_none(),
            Purpose::ExportCalendar => self.view.tab == Tab::Slate && self.view.own.of::<Shown>().made().is_none(),
            _ => false,
        };
        match nothing {
            true => self.say(say!(self.words, "notice-slate-needs"), false),
            false => self.pick(purpose),
        }
    }
}
