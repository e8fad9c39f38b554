//! Requests of the view City: long calculations, and scenarios as files.

use std::path::PathBuf;
use std::sync::Arc;

use super::App;
use crate::data::problem::Problem;
use crate::data::read::{Document, File, read_scenario};
use crate::data::{check, write};
use crate::model::library::Library;
use crate::model::scenario::Scenario;
use crate::model::text::Text;
use crate::say;
use crate::session::action::Action;
use crate::session::desk::DeskEdit;
use crate::study::city::{city, contests};
use crate::study::costs::Costing;
use crate::study::overtake::two::two;
use crate::study::portfolio::Drawn;
use crate::study::standing::answers::answered;
use crate::study::standing::weights::weigh;
use crate::ui::city::CityDesk;
use crate::ui::city::asking::{by, weights_of};
use crate::ui::platform::{CityAnswer, CityQuestion, Reply, Want};
use crate::ui::tab::Tab;

/// The maximum number of problems of a scenario that are listed.
const MOST: usize = 3;

impl App {
    /// Calculates an answer for the view City off the frame.
    pub(super) fn work_out_city(&mut self, question: Box<CityQuestion>) {
        let library = Arc::clone(self.session.counted());
        let known = self.view.own.of::<CityDesk>().known(&question);
        let laid_out = self.view.own.of::<CityDesk>().laid_out(&question);
        let progress = self.view.own.of::<CityDesk>().progress();
        let portfolio = Arc::clone(self.session.plans().portfolio());
        self.desk.run(Box::new(move |_| {
            let CityQuestion { place, rivals, proposed, day, want, .. } = &*question;
            let by = by(&question);
            let goes_on = |done, of| progress.step(done, of);
            let answer = match want {
                Want::Standing => {
                    let known = known.map(|known| Arc::clone(&known.standing));
                    CityAnswer::Standing(Box::new(city(&library, proposed, place, rivals, *day, known)))
                }
                Want::Costs(_) => {
                    let costing = laid_out.unwrap_or_else(|| Arc::new(Costing::new(&library, &portfolio, place, *day)));
                    CityAnswer::Costs(Box::new(costing.work_out(proposed)), costing)
                }
                Want::Beside(all) => {
                    let mut known = known.map(|known| Arc::clone(&known.standing));
                    let each = all.iter().map(|proposed| {
                        let one = city(&library, proposed, place, rivals, *day, known.clone());
                        known = Some(Arc::clone(&one.standing));
                        one
                    });
                    CityAnswer::Beside(each.collect())
                }
                Want::Passing(goal, on) => contests(&library, place, goal, on, by, *day, &goes_on)
                    .map_or(CityAnswer::Cancelled, CityAnswer::Passing),
                Want::Weights(given) | Want::Answers(given) => {
                    let found = known.unwrap_or_else(|| Arc::new(city(&library, proposed, place, rivals, *day, None)));
                    let standing = found.proposed();
                    let weighed = weigh(&standing, &weights_of(&standing, given), by);
                    if matches!(want, Want::Weights(_)) {
                        CityAnswer::Weights(Box::new(weighed))
                    } else {
                        let (changed, _) = proposed.apply(&library);
                        CityAnswer::Answers(Box::new(answered(&standing, &changed, &weighed.weights, *day)))
                    }
                }
                Want::Pairs(goal, on) => {
                    let drawn = Arc::new(Drawn::references(&library));
                    let pairs = two(&library, place, goal, on, by, &drawn, *day, &goes_on);
                    if progress.is_cancelled() { CityAnswer::Cancelled } else { CityAnswer::Pairs(pairs.map(Box::new)) }
                }
            };
            Reply::City(question, answer)
        }));
    }

    /// Saves the proposed figures as a scenario.
    pub(super) fn save_scenario(&mut self, path: PathBuf) {
        let mut scenario = Scenario::clone(self.session.proposed());
        if scenario.title == Text::default() {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            scenario.title = Text { zh: name.clone(), en: name };
        }
        self.desk.run(Box::new(move |disk| {
            let text = write::record(&Document::Scenario(Arc::new(scenario))).map_err(|error| error.to_string());
            let written = text.and_then(|text| disk.write(&path, text.as_bytes()));
            Reply::ScenarioSaved(path, written)
        }));
    }

    /// Reads a scenario and checks it against the library.
    pub(super) fn open_scenario(&mut self, path: PathBuf) {
        let library = Arc::clone(&self.session.library);
        self.desk.run(Box::new(move |disk| {
            let read = disk.read(&path).map_err(|problem| vec![*problem]);
            Reply::Scenario(path, read.and_then(|file| read_for(&library, &file)))
        }));
    }

    pub(super) fn receive_scenario(&mut self, read: Result<Box<Scenario>, Vec<Problem>>) {
        match read {
            Ok(scenario) => {
                self.session.apply(Action::Desk(DeskEdit::Open(Arc::new(*scenario))));
                self.view.tab = Tab::City;
            }
            Err(problems) => {
                for problem in problems.iter().take(MOST) {
                    let said = format!("{} {}", self.words.whereabouts(problem), self.words.problem(problem));
                    self.say(said, true);
                }
            }
        }
    }

    pub(super) fn scenario_saved(&mut self, path: &std::path::Path, written: Result<(), String>) {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        match written {
            Ok(()) => self.say(say!(self.words, "notice-scenario-saved", name = name), false),
            Err(reason) => self.say(say!(self.words, "notice-scenario-not-saved", name = name, reason = reason), true),
        }
    }
}

/// Reads a scenario and checks it against a library.
pub(super) fn read_for(library: &Library, file: &File) -> Result<Box<Scenario>, Vec<Problem>> {
    let scenario = read_scenario(file).map_err(|problem| vec![*problem])?;
    let problems = check::scenario(&scenario, library, &file.name, &String::from_utf8_lossy(&file.bytes));
    if problems.is_empty() { Ok(Box::new(scenario)) } else { Err(problems) }
}
