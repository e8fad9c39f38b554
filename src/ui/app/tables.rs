//! Tables: read, checked and taken over off the frame, and shown in their dialog.

use std::path::PathBuf;
use std::sync::Arc;

use super::App;
use crate::data::problem::Problem;
use crate::data::progress::Progress;
use crate::data::read::File;
use crate::data::table;
use crate::data::table::mapping::Mapping;
use crate::data::table::propose::{ImportTarget, Proposal, propose};
use crate::data::table::schedule::{Rows, rows};
use crate::model::library::Library;
use crate::say;
use crate::session::action::ImportedRecords;
use crate::session::{Session, StagedImport};
use crate::ui::context::TableRequest;
use crate::ui::dialogs::Dialog;
use crate::ui::import_table::{Stage, TableImport};
use crate::ui::platform::{Opened, Reply};

/// Reads a table to ask for the meaning of its columns, or for the places of its locations.
pub(super) fn read(path: PathBuf, file: File, library: &Library) -> Reply {
    let table = match table::read(&file, None) {
        Ok(table) => Arc::new(table),
        Err(problem) => return Reply::Table { path, read: Err(problem) },
    };
    let file = Arc::new(file);
    match rows(&table, library) {
        Rows::Records(mapping) => Reply::Table { path, read: Ok((file, table, mapping)) },
        Rows::Schedule(columns) => Reply::Schedule(path, Ok((file, table, Box::new(columns)))),
    }
}

fn opened(file: &Arc<File>, sheet: Option<usize>, library: &Library) -> Result<Opened, Box<Problem>> {
    let table = table::read(file, sheet)?;
    let mapping = Mapping::guess(&table, library, None);
    Ok((Arc::clone(file), Arc::new(table), Box::new(mapping)))
}

impl App {
    /// A table was read, or another sheet of one.
    pub(super) fn receive_table(&mut self, path: PathBuf, read: Result<Opened, Box<Problem>>) {
        match (read, &mut self.dialog) {
            (Ok((_, table, mapping)), Some(Dialog::Table(import))) if import.path == path => {
                import.turn_to(table, *mapping);
            }
            (Ok((file, table, mapping)), _) => {
                let import = TableImport::new(path, file, table, *mapping);
                self.ask(Dialog::Table(Box::new(import)));
            }
            (Err(problem), _) => {
                let text = format!("{} {}", self.words.whereabouts(&problem), self.words.problem(&problem));
                self.say(say!(self.words, "notice-open-failed", problem = text), true);
            }
        }
    }

    /// Handles a request of the dialog.
    pub(super) fn table(&mut self, ask: TableRequest) {
        let Some(Dialog::Table(import)) = &mut self.dialog else { return };
        match ask {
            TableRequest::Sheet(sheet) => {
                let (path, file) = (import.path.clone(), Arc::clone(&import.file));
                let library = Arc::clone(&self.session.library);
                self.desk.run(Box::new(move |_| Reply::Table { path, read: opened(&file, Some(sheet), &library) }));
            }
            TableRequest::Look => {
                import.stage = Stage::Looking;
                import.progress = Arc::default();
                let (table, mapping) = (Arc::clone(&import.table), import.mapping.clone());
                let (progress, today) = (Arc::clone(&import.progress), self.desk.today());
                let library = Arc::clone(&self.session.library);
                let production = self.session.production().clone();
                self.desk.run(Box::new(move |_| {
                    let ground = ImportTarget { library: &library, production: &production, today };
                    let proposal = propose(&table, &mapping, ground, &progress).map(Box::new);
                    Reply::Proposed { progress, proposal }
                }));
            }
            TableRequest::Take => {
                let Some(proposal) = import.proposal.clone() else { return };
                import.stage = Stage::Taking;
                import.refused = None;
                let wanted: Vec<bool> = (0..proposal.lines.len()).map(|line| import.takes(line)).collect();
                let name = import.name.clone();
                let below = self.session.below();
                import.progress = Arc::default();
                let progress = Arc::clone(&import.progress);
                self.desk.run(Box::new(move |_| {
                    let accepted = proposal.accept(|line| wanted.get(line).copied().unwrap_or_default());
                    let taken = Arc::new(ImportedRecords {
                        name,
                        rows: accepted.rows,
                        texts: accepted.texts,
                        answers: accepted.answers,
                    });
                    let prepared = Session::try_take(&below, Arc::clone(&taken)).map(Box::new);
                    Reply::Taken { below, progress, taken, prepared }
                }));
            }
        }
    }

    /// All rows were checked. The result is dropped if the dialog was closed.
    pub(super) fn receive_proposal(&mut self, progress: &Arc<Progress>, proposal: Option<Box<Proposal>>) {
        if let (Some(Dialog::Table(import)), Some(proposal)) = (&mut self.dialog, proposal)
            && Arc::ptr_eq(&import.progress, progress)
        {
            import.show(*proposal);
        }
    }

    /// Checks the library with the rows once more, if the dialog still waits.
    pub(super) fn take_again(&mut self, progress: &Arc<Progress>) {
        if let Some(Dialog::Table(import)) = &self.dialog
            && Arc::ptr_eq(&import.progress, progress)
        {
            self.table(TableRequest::Take);
        }
    }

    /// The library was checked with the rows.
    pub(super) fn receive_taken(
        &mut self,
        progress: &Arc<Progress>,
        taken: &ImportedRecords,
        prepared: Result<Box<StagedImport>, Vec<Problem>>,
    ) {
        let Some(Dialog::Table(import)) = &mut self.dialog else { return };
        if import.stage != Stage::Taking || !Arc::ptr_eq(&import.progress, progress) {
            return;
        }
        match prepared {
            Ok(prepared) => {
                self.dialog = None;
                self.session.take(*prepared);
                self.say(say!(self.words, "table-imported", count = taken.rows, name = taken.name.as_str()), false);
            }
            Err(problems) => {
                let first = problems.first();
                let first =
                    first.map(|first| format!("{} {}", self.words.whereabouts(first), self.words.problem(first)));
                import.stage = Stage::Rows;
                import.refused = Some(say!(
                    self.words,
                    "table-refused",
                    count = problems.len(),
                    problem = first.unwrap_or_default()
                ));
            }
        }
    }

    /// Checks the library with some records of a file, off the frame.
    pub(super) fn take_some(&mut self, taken: Arc<ImportedRecords>) {
        let below = self.session.below();
        self.desk.run(Box::new(move |_| {
            let prepared = Session::try_take(&below, Arc::clone(&taken)).map(Box::new);
            Reply::TakenSome { below, taken, prepared }
        }));
    }

    /// The library was checked with some records of a file.
    pub(super) fn receive_some(&mut self, taken: &ImportedRecords, prepared: Result<Box<StagedImport>, Vec<Problem>>) {
        match prepared {
            Ok(prepared) => {
                self.session.take(*prepared);
                self.say(say!(self.words, "import-some", count = taken.rows, name = taken.name.as_str()), false);
            }
            Err(problems) => {
                let first = problems.first();
                let first =
                    first.map(|first| format!("{} {}", self.words.whereabouts(first), self.words.problem(first)));
                let (count, problem) = (problems.len(), first.unwrap_or_default());
                self.say(say!(self.words, "table-refused", count = count, problem = problem), true);
            }
        }
    }
}
