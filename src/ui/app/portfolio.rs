//! Portfolios: opens and saves them, keeps them between runs, and checks tables of applications off the frame.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::App;
use crate::data::problem::{Problem, Severity};
use crate::data::progress::Progress;
use crate::data::read::{Document, File, read_portfolio, read_scenario};
use crate::data::table::applications::{Applications, Columns, applications};
use crate::data::table::propose::ImportTarget;
use crate::data::table::read;
use crate::data::{check, write};
use crate::model::library::Library;
use crate::model::portfolio::Portfolio;
use crate::model::production::Production;
use crate::model::text::Text;
use crate::say;
use crate::session::action::Action;
use crate::session::desk::{Assumed, DeskEdit, Plans};
use crate::session::file_kind::FileKind;
use crate::study::proposals::Proposals;
use crate::ui::applications::{Applying, Step};
use crate::ui::context::ApplicationsRequest;
use crate::ui::dialogs::Dialog;
use crate::ui::platform::{Applied, Reply};
use crate::ui::report::proposed::{Needed, Proposed, ProposedKey};
use crate::ui::tab::Tab;
use crate::ui::view::{CityMode, KeptPlans};

/// The maximum number of applications of a portfolio that is kept in the settings. A larger one has to be saved as a
/// file.
pub(in crate::ui) const MOST_KEPT: usize = 500;

/// The maximum number of problems that are reported one by one.
const MOST: usize = 3;

fn opened(file: &Arc<File>, sheet: Option<usize>, library: &Library) -> Result<Applied, Box<Problem>> {
    let table = read(file, sheet)?;
    let columns = Columns::guess(&table, library);
    Ok((Arc::clone(file), Arc::new(table), Box::new(columns)))
}

/// Reads a portfolio and checks it against a library.
pub(super) fn read_for(library: &Library, file: &File) -> Result<Box<Portfolio>, Vec<Problem>> {
    let portfolio = read_portfolio(file).map_err(|problem| vec![*problem])?;
    let problems = check::portfolio(&portfolio, library, &file.name, &String::from_utf8_lossy(&file.bytes));
    match problems.iter().any(|problem| problem.severity == Severity::Error) {
        true => Err(problems),
        false => Ok(Box::new(portfolio)),
    }
}

impl App {
    /// Stores the scenarios and the portfolio of the view City for the next run.
    pub(super) fn tend_plans(&mut self) {
        let own = self.own();
        let revision = own.plans_revision();
        if self.kept_plans == Some(revision) {
            return;
        }
        let plans = own.plans();
        let record = |document: Document| write::record(&document).unwrap_or_default();
        let scenarios = plans.scenarios().iter().filter(|one| ***one != Default::default());
        let scenarios = scenarios.map(|one| record(Document::Scenario(Arc::clone(one)))).collect();
        let portfolio = plans.portfolio();
        let keeps = portfolio.applications.len() <= MOST_KEPT && **portfolio != Portfolio::default();
        let portfolio = match keeps {
            true => record(Document::Portfolio(Arc::clone(portfolio))),
            false => String::new(),
        };
        self.view.kept_plans = KeptPlans { scenarios, portfolio };
        self.kept_plans = Some(revision);
    }

    /// Starts a job for the proposals of the city if the report needs them and they have changed.
    pub(super) fn tend_proposals(&mut self) {
        let needed = Needed::of(&self.view.report);
        if self.view.tab != Tab::Report || !needed.any() {
            return;
        }
        let session = &self.session;
        let key: ProposedKey = (
            session.plans_revision(),
            session.library_revision(),
            session.is_official(),
            session.city().cloned(),
            session.chosen_day(),
            self.view.city_rivals.clone(),
            needed,
        );
        let shown = self.view.own.of::<Proposed>();
        if !shown.begins(&key) {
            return;
        }
        let Some(desk) = needed.desk(session) else {
            shown.take(key, None);
            return;
        };
        let (library, day) = (Arc::clone(session.counted()), session.chosen_day());
        self.desk.run(Box::new(move |_| {
            let (.., rivals, needed) = &key;
            let made = needed.work_out(&desk, &library, rivals, day);
            Reply::Proposals(key, Box::new(made))
        }));
    }

    pub(super) fn receive_proposals(&mut self, key: ProposedKey, made: Proposals) {
        self.view.own.of::<Proposed>().take(key, Some(Arc::new(made)));
    }

    /// Restores the scenarios and the portfolio of the view City from the last run.
    pub(super) fn take_up_plans(&mut self) {
        let file = |text: &String| File { name: String::new(), bytes: text.clone().into_bytes() };
        let KeptPlans { scenarios, portfolio } = &self.view.kept_plans;
        let scenarios = scenarios.iter().filter_map(|text| read_scenario(&file(text)).ok()).collect();
        let portfolio = read_portfolio(&file(portfolio)).unwrap_or_default();
        self.session.keep_plans(Plans::kept(scenarios, portfolio));
        self.kept_plans = Some(self.session.plans_revision());
    }

    /// Reads a portfolio, or a table of applications to ask for the meaning of its columns.
    pub(super) fn open_portfolio(&mut self, path: PathBuf) {
        let library = Arc::clone(&self.session.library);
        self.desk.run(Box::new(move |disk| match disk.read(&path) {
            Ok(file) if FileKind::of(&file) == FileKind::Table => {
                Reply::Applications(path, opened(&Arc::new(file), None, &library))
            }
            Ok(file) => Reply::Portfolio(path, read_for(&library, &file)),
            Err(problem) => Reply::Applications(path, Err(problem)),
        }));
    }

    pub(super) fn receive_portfolio(&mut self, path: &Path, read: Result<Box<Portfolio>, Vec<Problem>>) {
        match read {
            Ok(portfolio) => {
                self.session.apply(Action::Desk(DeskEdit::Portfolio(Arc::new(*portfolio), Assumed::Whole)));
                (self.view.tab, self.view.city_mode) = (Tab::City, CityMode::Portfolio);
                let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
                self.say(say!(self.words, "portfolio-opened", name = name), false);
            }
            Err(problems) => {
                for problem in problems.iter().take(MOST) {
                    let said = format!("{} {}", self.words.whereabouts(problem), self.words.problem(problem));
                    self.say(said, true);
                }
            }
        }
    }

    /// Writes the portfolio completely or not at all.
    pub(super) fn save_portfolio(&mut self, path: PathBuf) {
        let mut portfolio = Portfolio::clone(self.session.plans().portfolio());
        if portfolio.title == Text::default() {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            portfolio.title = Text { zh: name.clone(), en: name };
        }
        self.desk.run(Box::new(move |disk| {
            let text = write::record(&Document::Portfolio(Arc::new(portfolio))).map_err(|error| error.to_string());
            let written = text.and_then(|text| disk.write(&path, text.as_bytes()));
            Reply::PortfolioSaved(path, written)
        }));
    }

    /// A table of applications was read, or another sheet of one.
    pub(super) fn receive_applications(&mut self, path: PathBuf, read: Result<Applied, Box<Problem>>) {
        match (read, &mut self.dialog) {
            (Ok((_, table, columns)), Some(Dialog::Applications(applying))) if applying.path == path => {
                (applying.table, applying.columns) = (table, *columns);
            }
            (Ok((file, table, columns)), _) => {
                let applying = Applying::new(path, file, table, *columns);
                self.ask(Dialog::Applications(Box::new(applying)));
            }
            (Err(problem), _) => {
                let text = format!("{} {}", self.words.whereabouts(&problem), self.words.problem(&problem));
                self.say(say!(self.words, "notice-open-failed", problem = text), true);
            }
        }
    }

    /// Handles a request of the dialog.
    pub(super) fn applying(&mut self, ask: ApplicationsRequest) {
        let Some(Dialog::Applications(applying)) = &mut self.dialog else { return };
        match ask {
            ApplicationsRequest::Sheet(sheet) => {
                let (path, file) = (applying.path.clone(), Arc::clone(&applying.file));
                let library = Arc::clone(&self.session.library);
                self.desk.run(Box::new(move |_| Reply::Applications(path, opened(&file, Some(sheet), &library))));
            }
            ApplicationsRequest::Look => {
                applying.step = Step::Looking;
                applying.progress = Arc::default();
                let (table, columns) = (Arc::clone(&applying.table), applying.columns.clone());
                let (progress, today) = (Arc::clone(&applying.progress), self.desk.today());
                let library = Arc::clone(&self.session.library);
                self.desk.run(Box::new(move |_| {
                    let ground = ImportTarget { library: &library, production: &Production::default(), today };
                    let found = applications(&table, &columns, ground, &progress);
                    Reply::Applied(progress, found.map(Box::new))
                }));
            }
            ApplicationsRequest::Take => {
                let Some(Dialog::Applications(mut applying)) = self.dialog.take() else { return };
                if let Step::Rows(found) = std::mem::replace(&mut applying.step, Step::Columns) {
                    let count = found.read.len();
                    let mut portfolio = Portfolio::clone(self.session.plans().portfolio());
                    portfolio.applications = Arc::new(found.read);
                    let edit = DeskEdit::Portfolio(Arc::new(portfolio), Assumed::Applications(count));
                    self.session.apply(Action::Desk(edit));
                    (self.view.tab, self.view.city_mode) = (Tab::City, CityMode::Portfolio);
                    self.say(say!(self.words, "applications-taken", count = count), false);
                }
            }
        }
    }

    /// All applications were checked. The result is dropped if the dialog was closed.
    pub(super) fn receive_applied(&mut self, progress: &Arc<Progress>, found: Option<Box<Applications>>) {
        if let (Some(Dialog::Applications(applying)), Some(found)) = (&mut self.dialog, found)
            && Arc::ptr_eq(&applying.progress, progress)
        {
            applying.step = Step::Rows(found);
        }
    }
}
