//! Carries out the requests that drawing made, after the frame and in their order.

use std::sync::Arc;

use super::{App, MOST_RECENT_PLACES, drop_focus, sample};
use crate::data::seeds;
use crate::model::id::{FactId, PlaceId};
use crate::model::production::Production;
use crate::say;
use crate::session::action::Action;
use crate::session::{MOST_PLACES, Session};
use crate::study::curve::range_of;
use crate::study::questions::as_ones_own;
use crate::ui::command::Command;
use crate::ui::context::{After, OnDisk, Request, Requests};
use crate::ui::curve::Sheets;
use crate::ui::dialogs::Dialog;
use crate::ui::platform::{LayerChange, Purpose};
use crate::ui::tab::Tab;

impl App {
    pub(super) fn apply_requests(&mut self, ctx: &egui::Context, mut requests: Requests) {
        self.refuse(&mut requests);
        if requests.commands.is_empty() && requests.actions.is_empty() && requests.others.is_empty() {
            return;
        }
        for action in requests.actions {
            if let Action::AddPlace(place) = &action
                && self.session.production().places.len() >= MOST_PLACES
                && !self.session.production().places.contains(place)
            {
                self.say(say!(self.words, "place-full", most = MOST_PLACES.to_string()), true);
            }
            if let Action::AddPlace(place) | Action::RemovePlace(place) = &action {
                self.view.recent_places.retain(|other| other != place);
                self.view.recent_places.insert(0, place.clone());
                self.view.recent_places.truncate(MOST_RECENT_PLACES);
            }
            self.session.apply(action);
        }
        for told in requests.others {
            self.handle_request(ctx, told);
        }
        for command in requests.commands {
            self.command(ctx, command);
        }
        if self.dialog.is_none() {
            self.dialog = self.waiting.pop_front();
        }
        ctx.request_repaint();
    }

    /// Opens a dialog, after those that are already open.
    pub(super) fn ask(&mut self, dialog: Dialog) {
        if self.dialog.is_some() {
            self.waiting.push_back(dialog);
        } else {
            self.dialog = Some(dialog);
        }
    }

    pub(super) fn handle_request(&mut self, ctx: &egui::Context, told: Request) {
        match told {
            Request::Path(purpose, path) => {
                self.dialog = None;
                self.picked(purpose, path, false);
            }
            Request::Overwrite(purpose, path) => {
                self.dialog = None;
                self.picked(purpose, path, true);
            }
            Request::Accept => self.accept(),
            Request::AcceptSome(taken) => {
                self.dialog = None;
                self.take_some(taken);
            }
            Request::SaveThen(after) => {
                self.dialog = None;
                self.after_save = Some(after);
                self.command(ctx, Command::Save);
            }
            Request::Drop(after) => {
                self.dialog = None;
                self.go_on(ctx, after);
            }
            Request::Dismiss => {
                self.dialog = None;
                self.after_save = None;
            }
            Request::Cancel(progress) => {
                progress.cancel();
                self.making.retain(|other| !Arc::ptr_eq(other, &progress));
                self.say(say!(self.words, "notice-cancelled", name = progress.name.as_str()), false);
            }
            Request::Heard(at) => {
                if at < self.notices.len() {
                    self.notices.remove(at);
                }
            }
            Request::RemoveLayer(at) => {
                if let Some(path) = self.view.layers.get(at).cloned() {
                    self.change_layers(LayerChange::Remove(path));
                }
            }
            Request::World(on) => self.change_layers(LayerChange::World(on)),
            Request::Reference(name) => self.unless_unsaved(ctx, After::Reference(name)),
            Request::Begin(name, own) => {
                self.dialog = None;
                self.go_on(ctx, After::Begin(name, own));
            }
            Request::ForgetRecent => self.view.recent.clear(),
            Request::Differ(asked) => self.differ(asked),
            Request::Scenario(at) => self.session.show_scenario(at),
            Request::Preview(key) => self.compose_preview(*key),
            Request::City(question) => self.work_out_city(question),
            Request::Pick(purpose) => self.pick(purpose),
            Request::Reopen(path) => self.unless_unsaved(ctx, After::OpenPath(path)),
            Request::Variant(variant) => {
                drop_focus(ctx);
                self.session.show(variant);
            }
            Request::Day(day) => self.session.set_day(day),
            Request::Official(on) => {
                self.view.official = on;
                self.view.report.official = on;
                self.session.set_official(on);
            }
            Request::Seal(sealing) => {
                self.dialog = None;
                self.pick(Purpose::Seal(sealing));
            }
            Request::Differing => self.show_differing(),
            Request::EditCopy => self.edit_copy(),
            Request::CloseSealed => self.unless_unsaved(ctx, After::CloseSealed),
            Request::Applying(ask) => self.applying(ask),
            Request::Schedule(ask) => self.scheduling(ask),
            Request::Table(ask) => self.table(ask),
            Request::KeepMine(path, theirs) => {
                self.dialog = None;
                self.save(path, theirs.map(|theirs| theirs.bytes.into()));
            }
            Request::TakeTheirs(path, theirs) => {
                self.dialog = None;
                self.take_theirs(ctx, path, theirs);
            }
            Request::TakeBack(version) => {
                self.dialog = None;
                self.edited_mut().apply(Action::Restore(version));
                self.say(say!(self.words, "notice-taken-back"), false);
            }
            Request::Elsewhere => {
                self.dialog = None;
                self.pick(Purpose::SaveProduction);
            }
            Request::CopyTable(table) => {
                if !self.desk.copy(&table) {
                    ctx.copy_text(table.text());
                }
                self.say(say!(self.words, "why-copied"), false);
            }
            Request::Copied => self.say(say!(self.words, "why-copied"), false),
            Request::Curve(fact) => {
                self.turn_to_curve(fact);
                (self.view.tab, self.view.passing.enter) = (Tab::Curve, true);
            }
            Request::SaveCalendar => self.pick_for_slate(Purpose::ExportCalendar),
        }
    }

    /// Draws the curve of a figure, unless it takes no numbers.
    pub(super) fn turn_to_curve(&mut self, fact: FactId) {
        let known = self.session.library.facts.get(&fact);
        if known.is_some_and(|fact| range_of(fact).is_some()) {
            self.view.own.of::<Sheets>().turn_to(fact);
        }
    }

    pub(super) fn unless_unsaved(&mut self, ctx: &egui::Context, after: After) {
        if matches!(after, After::New | After::Sample | After::Reference(_)) {
            self.own_in_sight();
        }
        if self.session.is_dirty() {
            self.dialog = Some(Dialog::Unsaved(after));
        } else {
            self.go_on(ctx, after);
        }
    }

    pub(super) fn go_on(&mut self, ctx: &egui::Context, after: After) {
        match after {
            After::Close => {
                self.allowed_to_close = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            After::New => {
                self.leave_sealed();
                let places = self.session.production().places.clone();
                self.view.last = None;
                self.session.open(Production { places, ..Production::default() });
                self.view.passing.enter = true;
                self.view.report.untitle();
                self.file = OnDisk::default();
            }
            After::Reference(name) if self.has_chosen_places(&name) => {
                let library = &self.session.library;
                let theirs = library.productions.get(&name).map_or(&[][..], |one| &one.places);
                let of = |places: &[PlaceId]| -> Vec<String> {
                    places.iter().map(|id| self.words.place(library, id)).collect()
                };
                let (mine, theirs) = (of(&self.session.production().places), of(theirs));
                self.dialog = Some(Dialog::WhosePlaces { name, mine, theirs });
            }
            After::Sample | After::Reference(_) | After::Begin(..) => {
                let places = self.session.production().places.clone();
                self.leave_sealed();
                let begun = match &after {
                    After::Reference(name) | After::Begin(name, false) => self.begun_from(name, None),
                    After::Begin(name, true) => self.begun_from(name, Some(places)),
                    _ => sample(&self.session.library, seeds::SAMPLE),
                };
                self.view.last = None;
                self.session.open(begun);
                self.view.report.untitle();
                self.view.passing.place = None;
                self.view.passing.why.close();
                self.file = OnDisk::default();
            }
            After::Open => self.pick(Purpose::OpenProduction),
            After::OpenPath(path) => self.open(path),
            After::Copy(path, bundle) => self.copy(path, bundle),
            After::CloseSealed => self.leave_sealed(),
        }
    }

    /// Whether the user chose the places that a production of the library would replace, that is, whether they differ
    /// from those of every production of the library.
    pub(super) fn has_chosen_places(&self, name: &str) -> bool {
        let all = &self.session.library.productions;
        let now = &self.session.production().places;
        let theirs = all.get(name).map(|one| &one.places);
        let replaces = theirs.is_some_and(|theirs| !theirs.is_empty() && theirs != now);
        replaces && !now.is_empty() && !all.values().any(|one| one.places == *now)
    }

    /// A new production of the user from one of the library, with its places or with others.
    pub(super) fn begun_from(&self, name: &str, places: Option<Vec<PlaceId>>) -> Production {
        let Session { library, day, .. } = &self.session;
        let mut begun = sample(library, name);
        if let Some(places) = places {
            begun.places = places;
        }
        if begun.places.is_empty() {
            begun.places.clone_from(&self.session.production().places);
        }
        as_ones_own(library, &begun, self.words.language, *day)
    }
}
