//! What the city desk asks of the outside: long work, and scenarios as files.

use std::path::PathBuf;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::App;
use crate::data::problem::Problem;
use crate::data::read::{Document, read_scenario};
use crate::data::{check, write};
use crate::model::scenario::Scenario;
use crate::model::text::Text;
use crate::say;
use crate::session::action::Action;
use crate::study::city::{city, overtakes};
use crate::study::overtake::proposing;
use crate::study::standing::Standing;
use crate::study::standing::weights::{By, weigh};
use crate::ui::desk::{CityAnswer, CityQuestion, Reply, Want};

/// Problems of a scenario that are said one by one.
const MOST: usize = 3;

impl App {
    /// Works out off the frame what the city desk wants to know.
    pub(super) fn work_out_city(&mut self, question: Box<CityQuestion>) {
        let library = Arc::clone(self.session.counted());
        let known = self.view.desk.0.known(&question);
        self.desk.run(Box::new(move |_| {
            let CityQuestion { place, rivals, changes, day, want, .. } = &*question;
            let answer = match want {
                Want::Standing => {
                    let known = known.map(|known| Arc::clone(&known.standing));
                    let scenario = proposing(changes.clone());
                    CityAnswer::Standing(Box::new(city(&library, &scenario, place, rivals, *day, known)))
                }
                Want::Passing(rival) => CityAnswer::Passing(overtakes(&library, place, rival, *day)),
                Want::Weights(given) => {
                    let found = known.unwrap_or_else(|| {
                        Arc::new(city(&library, &proposing(changes.clone()), place, rivals, *day, None))
                    });
                    let standing = found.proposed();
                    CityAnswer::Weights(Box::new(weigh(&standing, &weights(&standing, given), By::UpTo)))
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
            let text = write::record(&Document::Scenario(Box::new(scenario))).map_err(|error| error.to_string());
            let written = text.and_then(|text| disk.write(&path, text.as_bytes()));
            Reply::ScenarioSaved(path, written)
        }));
    }

    /// Reads a scenario and holds it against the library.
    pub(super) fn open_scenario(&mut self, path: PathBuf) {
        let library = Arc::clone(&self.session.library);
        self.desk.run(Box::new(move |disk| {
            let read = disk.read(&path).map_err(|problem| vec![*problem]);
            let read = read.and_then(|file| {
                let scenario = read_scenario(&file).map_err(|problem| vec![*problem])?;
                let text = String::from_utf8_lossy(&file.bytes);
                let problems = check::scenario(&scenario, &library, &file.name, &text);
                if problems.is_empty() { Ok(Box::new(scenario)) } else { Err(problems) }
            });
            Reply::Scenario(path, read)
        }));
    }

    pub(super) fn receive_scenario(&mut self, read: Result<Box<Scenario>, Vec<Problem>>) {
        match read {
            Ok(scenario) => self.session.apply(Action::Proposal(Arc::new(*scenario))),
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

/// A weight for each row; all alike where none is given.
fn weights(standing: &Standing, given: &[(String, u32)]) -> Vec<Decimal> {
    let weight = |name: &String| given.iter().find(|(other, _)| other == name).map_or(0, |(_, weight)| *weight);
    let of = |name| if given.is_empty() { Decimal::ONE } else { Decimal::from(weight(name)) };
    standing.rows.iter().map(|row| of(&row.production)).collect()
}
