//! Shooting schedules: read off the frame, and taken over as answers of the production.

use std::path::PathBuf;
use std::sync::Arc;

use super::App;
use crate::data::problem::Problem;
use crate::data::progress::Progress;
use crate::data::read::File;
use crate::data::table::read;
use crate::data::table::schedule::{Columns, Schedule, schedule};
use crate::model::library::Library;
use crate::say;
use crate::session::action::Action;
use crate::ui::context::ScheduleAsk;
use crate::ui::dialogs::Dialog;
use crate::ui::platform::{Reply, Scheduled};
use crate::ui::schedule::{Scheduling, Step};

fn opened(file: &Arc<File>, sheet: Option<usize>, library: &Library) -> Result<Scheduled, Box<Problem>> {
    let table = read(file, sheet)?;
    let columns = Columns::guess(&table, library);
    Ok((Arc::clone(file), Arc::new(table), Box::new(columns)))
}

impl App {
    /// Reads a schedule, whatever its headings are.
    pub(super) fn open_schedule(&mut self, path: PathBuf) {
        let library = Arc::clone(&self.session.library);
        self.desk.run(Box::new(move |disk| {
            let read = disk.read(&path).and_then(|file| opened(&Arc::new(file), None, &library));
            Reply::Schedule(path, read)
        }));
    }

    /// A schedule was opened, or another sheet of it.
    pub(super) fn receive_schedule(&mut self, path: PathBuf, read: Result<Scheduled, Box<Problem>>) {
        match (read, &mut self.dialog) {
            (Ok((_, table, columns)), Some(Dialog::Schedule(scheduling))) if scheduling.path == path => {
                scheduling.turn_to(table, *columns);
            }
            (Ok((file, table, columns)), _) => {
                let scheduling = Scheduling::new(path, file, table, *columns);
                let is_clear = scheduling.is_clear();
                self.ask(Dialog::Schedule(Box::new(scheduling)));
                if is_clear {
                    self.scheduling(ScheduleAsk::Look);
                }
            }
            (Err(problem), _) => {
                let text = format!("{} {}", self.words.whereabouts(&problem), self.words.problem(&problem));
                self.say(say!(self.words, "notice-open-failed", problem = text), true);
            }
        }
    }

    /// Handles a request of the dialog.
    pub(super) fn scheduling(&mut self, ask: ScheduleAsk) {
        let Some(Dialog::Schedule(scheduling)) = &mut self.dialog else { return };
        match ask {
            ScheduleAsk::Sheet(sheet) => {
                let (path, file) = (scheduling.path.clone(), Arc::clone(&scheduling.file));
                let library = Arc::clone(&self.session.library);
                self.desk.run(Box::new(move |_| Reply::Schedule(path, opened(&file, Some(sheet), &library))));
            }
            ScheduleAsk::Look => {
                scheduling.step = Step::Looking;
                scheduling.progress = Arc::default();
                let (table, columns) = (Arc::clone(&scheduling.table), scheduling.columns.clone());
                let (progress, library) = (Arc::clone(&scheduling.progress), Arc::clone(&self.session.library));
                self.desk.run(Box::new(move |_| {
                    let read = schedule(&table, &columns, &library, &progress);
                    Reply::ScheduleRead(progress, read.map(Box::new))
                }));
            }
            ScheduleAsk::Take(taken) => {
                self.dialog = None;
                let (count, name) = (taken.answers.len(), taken.name.clone());
                self.session.apply(Action::Take(taken));
                self.say(say!(self.words, "schedule-taken", count = count, name = name), false);
            }
        }
    }

    /// All rows were read. The result is dropped if the dialog was closed.
    pub(super) fn receive_schedule_read(&mut self, progress: &Arc<Progress>, read: Option<Box<Schedule>>) {
        if let (Some(Dialog::Schedule(scheduling)), Some(read)) = (&mut self.dialog, read)
            && Arc::ptr_eq(&scheduling.progress, progress)
        {
            scheduling.show(*read);
        }
    }
}
