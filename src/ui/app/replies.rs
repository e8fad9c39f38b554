//! Passes each reply of the platform to the part of the app that requested it.

use std::path::Path;
use std::sync::Arc;

use super::{App, MOST_ODD};
use crate::data::check;
use crate::data::progress::Progress;
use crate::say;
use crate::session::difference::{Asked, Difference};
use crate::ui::city::CityDesk;
use crate::ui::context::After;
use crate::ui::dialogs::Dialog;
use crate::ui::library::{Changes, InLibrary};
use crate::ui::platform::{NotLibrary, Reply};
use crate::ui::report::Preview;

impl App {
    pub(super) fn receive(&mut self, ctx: &egui::Context) {
        for reply in self.desk.poll() {
            ctx.request_repaint();
            let Some(reply) = self.still_wanted(reply) else { continue };
            match self.before(reply) {
                // A native dialog asks before replacing a file, but not before replacing files in a folder.
                Reply::Picked(purpose, path) => self.picked(purpose, path, !purpose.is_folder()),
                Reply::Cancelled(_) => self.after_save = None,
                Reply::NoDialog(purpose) => {
                    self.dialog = Some(Dialog::path(purpose, self.suggested(purpose), true));
                }
                Reply::Production { path, read: Ok(_), asked: false, .. } if self.session.is_dirty() => {
                    self.dialog = Some(Dialog::Unsaved(After::OpenPath(path)));
                }
                Reply::Production { path, read: Ok(production), text, .. } => {
                    self.leave_sealed();
                    self.session.open(*production);
                    self.view.passing.place = None;
                    self.view.passing.why.close();
                    let name = self.production_name();
                    self.remember(path, text.as_str().into());
                    self.say(say!(self.words, "notice-opened", name = name), false);
                    self.tell_odd(&text);
                }
                Reply::Production { read: Err(problem), .. } | Reply::Bundle { read: Err(problem), .. } => {
                    let text = format!("{} {}", self.words.whereabouts(&problem), self.words.problem(&problem));
                    self.say(say!(self.words, "notice-open-failed", problem = text), true);
                }
                Reply::Saved { path, production, written } => self.saved(ctx, path, &production, written),
                Reply::Versions(path, found) => self.show_versions(&path, found),
                Reply::Died(reason) => self.died(&reason),
                Reply::Slate { path, read, text } => self.receive_slate(&path, read, &text),
                Reply::ForSlate(_) if self.sealed.is_some() => self.say_refused(),
                Reply::ForSlate(read) => self.receive_for_slate(read),
                Reply::SlateSaved(path, Ok(())) => {
                    self.say(say!(self.words, "notice-slate-saved", path = path.display().to_string()), false);
                }
                Reply::SlateSaved(_, Err(reason)) => {
                    self.say(say!(self.words, "notice-save-failed", reason = reason), true);
                }
                Reply::SlateWorked(key, made) => self.slate_worked(key, *made),
                Reply::Proposals(key, made) => self.receive_proposals(key, *made),
                // `still_wanted` has already taken the reply out of it.
                Reply::Read(..) => {}
                Reply::Layers(change, staged) => self.lay(change, *staged),
                Reply::Library { .. } if self.sealed.is_some() => self.say_refused(),
                Reply::Library { path, layer, staged, changed } => {
                    self.ask(Dialog::import(path, layer, staged, changed));
                }
                Reply::TakenSome { .. } | Reply::Table { .. } if self.sealed.is_some() => self.say_refused(),
                Reply::Table { path, read } => self.receive_table(path, read),
                Reply::Proposed { progress, proposal } => self.receive_proposal(&progress, proposal),
                Reply::Taken { below, progress, .. } if !self.session.stands_on(&below) => {
                    // The library changed meanwhile, so the records are checked again with the present one.
                    self.take_again(&progress);
                }
                Reply::Taken { progress, taken, prepared, .. } => self.receive_taken(&progress, &taken, prepared),
                Reply::TakenSome { below, taken, prepared } if !self.session.stands_on(&below) => {
                    // The library changed meanwhile, so the records are checked again with the present one.
                    drop(prepared);
                    self.take_some(taken);
                }
                Reply::TakenSome { taken, prepared, .. } => self.receive_some(&taken, prepared),
                Reply::Differ(difference) => self.view.own.of::<Changes>().take(*difference),
                Reply::City(question, answer) => self.view.own.of::<CityDesk>().take(*question, answer),
                Reply::Scenario(_, read) => self.receive_scenario(read),
                Reply::Portfolio(path, read) => self.receive_portfolio(&path, read),
                Reply::Schedule(..) if self.sealed.is_some() => self.say_refused(),
                Reply::Schedule(path, read) => self.receive_schedule(path, read),
                Reply::ScheduleRead(progress, read) => self.receive_schedule_read(&progress, read),
                Reply::Applications(path, read) => self.receive_applications(path, read),
                Reply::Applied(progress, found) => self.receive_applied(&progress, found),
                Reply::PortfolioSaved(path, written) | Reply::ScenarioSaved(path, written) => {
                    self.scenario_saved(&path, written)
                }
                Reply::PolicyText(Ok(text)) => self.view.own.of::<InLibrary>().take_text(text),
                Reply::PolicyText(Err(problem)) => {
                    let text = format!("{} {}", self.words.whereabouts(&problem), self.words.problem(&problem));
                    self.say(say!(self.words, "notice-open-failed", problem = text), true);
                }
                Reply::OpenData(path, Ok(count)) => {
                    let path = path.display().to_string();
                    self.say(say!(self.words, "notice-open-data", count = count, path = path), false);
                }
                Reply::OpenData(_, Err(reason)) => {
                    self.say(say!(self.words, "notice-save-failed", reason = reason), true);
                }
                Reply::LibrarySaved(path, Ok(count)) => {
                    let said =
                        say!(self.words, "notice-library-saved", count = count, path = path.display().to_string());
                    self.say(said, false);
                }
                Reply::LibrarySaved(_, Err(NotLibrary::Disk(reason))) => {
                    self.say(say!(self.words, "notice-save-failed", reason = reason), true);
                }
                Reply::LibrarySaved(_, Err(NotLibrary::Leaves(key))) => self.say_leaves(&key),
                Reply::Exported { path, written, shown, lacking, progress } => {
                    self.exported(&path, (written, shown), &lacking, &progress);
                }
                Reply::Previewed(key, document) => self.view.own.of::<Preview>().document.take(*key, *document),
                Reply::Bundle { path, read: Ok(_), asked: false, .. }
                    if self.session.is_dirty() && self.sealed.is_some() =>
                {
                    self.dialog = Some(Dialog::Unsaved(After::OpenPath(path)));
                }
                Reply::Bundle { path, read: Ok((bundle, session)), copy, .. } => {
                    self.show_sealed(path, bundle, *session);
                    if copy {
                        self.edit_shown_copy();
                    }
                }
                Reply::Verified(bundle, verdict) => self.verified(&bundle, *verdict),
                Reply::Sealed(path, Ok(())) => {
                    self.say(say!(self.words, "bundle-notice-sealed", path = path.display().to_string()), false);
                }
                Reply::Sealed(_, Err(reason)) => {
                    self.say(say!(self.words, "bundle-notice-not-sealed", reason = reason), true);
                }
            }
        }
    }

    /// The reply, unless its job was cancelled.
    fn still_wanted(&mut self, reply: Reply) -> Option<Reply> {
        let Reply::Read(progress, read) = reply else { return Some(reply) };
        self.making.retain(|other| !Arc::ptr_eq(other, &progress));
        if progress.is_cancelled() {
            self.name_layers();
            return None;
        }
        read.map(|read| *read)
    }

    /// Reports the answers of the open production that do not fit. They stay in it and count as unknown.
    pub(super) fn tell_odd(&mut self, text: &str) {
        let name = self.file.path.as_ref().map_or_else(String::new, |path| path.display().to_string());
        let odd = check::production(self.session.pinned(), &self.session.library, &name, text);
        for problem in odd.iter().take(MOST_ODD) {
            let said = format!("{} {}", self.words.whereabouts(problem), self.words.problem(problem));
            self.say(said, true);
        }
        if odd.len() > MOST_ODD {
            let rest = odd.len() - MOST_ODD;
            self.say(say!(self.words, "notice-more-problems", count = rest), true);
        }
    }

    /// Calculates the differences between two states of the library off the frame.
    pub(super) fn differ(&mut self, asked: Asked) {
        let mut layers = (**self.session.layers()).clone();
        layers.push(self.session.edits().layer());
        let day = self.session.day;
        let (portfolio, place) = (Arc::clone(self.session.plans().portfolio()), self.session.city().cloned());
        self.desk.run(Box::new(move |_| {
            let found = Difference::work_out(asked, &layers, &portfolio, place.as_ref(), day);
            Reply::Differ(Box::new(found))
        }));
    }

    /// Registers the progress of a job that reads a path.
    pub(super) fn begin(&mut self, path: &Path) -> Arc<Progress> {
        self.begin_named(path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned())
    }

    /// Registers the progress of a job by a name.
    pub(super) fn begin_named(&mut self, name: String) -> Arc<Progress> {
        let progress = Progress::of(name);
        self.making.push(Arc::clone(&progress));
        progress
    }
}
