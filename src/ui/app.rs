//! The application: draws a frame, then makes happen what the frame asked for.

mod commands;
mod opening;
mod portfolio;
mod proposing;
mod replies;
mod saving;
mod schedule;
mod sealed;
mod slate;
mod tables;

use std::collections::VecDeque;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use egui::Ui;

use self::opening::Laid;
use super::command::{Command, pressed};
use super::context::{After, LEAST_WIDTH, Notice, OnDisk, Request, Requests, ViewContext};
use super::dialogs::{self, Dialog};
use super::library::InLibrary;
use super::passing::Explained;
use super::platform::{LayerChange, Platform, Purpose};
use super::sealed::{Sealed, banner_ui};
use super::slate::{editing_ui, slate_ui};
use super::tab::Tab;
use super::theme::{Look, Theme, fonts};
use super::view::View;
use super::{
    calculator, city, compare, curve, drawer, entry, growth, library, palette, rail, report, shell, tour, whereto,
};
use crate::data::overlay::{Kept, Overlay};
use crate::data::problem::Problem;
use crate::data::progress::Progress;
use crate::data::read::{File, Layer, read_production};
use crate::data::{patch, seeds};
use crate::model::id::PlaceId;
use crate::model::library::Library;
use crate::model::production::Production;
use crate::model::text::Language;
use crate::say;
use crate::session::action::Action;
use crate::session::{MOST_PLACES, Session};
use crate::study::questions::as_ones_own;
use crate::words::Words;

/// Problems of an opened file that are said one by one.
const MOST_ODD: usize = 3;

/// Files that are offered because they were open before.
const MOST_RECENT: usize = 8;

/// Places that stand in front in the list because they were chosen before.
const MOST_RECENT_PLACES: usize = 6;

/// The application without its window.
pub struct App {
    /// What is going on.
    pub session: Session,
    /// What the user looks at.
    pub view: View,
    /// The outside.
    pub desk: Box<dyn Platform>,
    words: Words,
    theme: Theme,
    applied: Option<(Look, bool, bool)>,
    /// The language whose fonts are loaded.
    lettered: Language,
    /// The layers that lie over the built-in shelves, as `view.layers` names them.
    layers: Vec<Laid>,
    /// The file of the production.
    file: OnDisk,
    dialog: Option<Dialog>,
    waiting: VecDeque<Dialog>,
    after_save: Option<After>,
    notices: Vec<Notice>,
    /// Reports and plots that are being written.
    making: Vec<Arc<Progress>>,
    allowed_to_close: bool,
    /// The sealed bundle that is shown, or the copy of one that is edited.
    sealed: Option<Sealed>,
    /// The slate that the settings hold, by its revision.
    kept_slate: Option<u64>,
    /// What the settings hold of the city desk, by its revision.
    kept_plans: Option<u64>,
}

impl App {
    /// The app on the built-in library, with the sample open.
    #[must_use]
    pub fn new(desk: Box<dyn Platform>, view: View, system_language: Language) -> Self {
        let shelves = shelves(view.world);
        let count = shelves.len();
        let mut session = Session::new(shelves, count, Overlay::default(), Production::default(), desk.today());
        session.open(sample(&session.library, seeds::SAMPLE));
        let language = view.language.unwrap_or(system_language);
        let mut app = Self {
            session,
            words: Words::new(language),
            theme: Theme::light(),
            applied: None,
            lettered: language,
            view,
            desk,
            layers: Vec::new(),
            file: OnDisk::default(),
            dialog: None,
            waiting: VecDeque::new(),
            after_save: None,
            notices: Vec::new(),
            making: Vec::new(),
            allowed_to_close: false,
            sealed: None,
            kept_slate: None,
            kept_plans: None,
        };
        app.take_up_slate();
        app.take_up_plans();
        app
    }

    /// The words in use.
    #[must_use]
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// The production as it must survive a sudden end: its text, if it has changes that are not saved.
    #[must_use]
    pub fn draft(&self) -> Option<String> {
        let session = self.drafted();
        let text = || patch::production(&self.drafted_file().text, session.kept()).ok();
        session.is_dirty().then(text).flatten().map(|written| written.text)
    }

    /// Takes up a draft of last time.
    ///
    /// # Errors
    /// The problem that keeps it from being read. Nothing has changed then.
    pub fn recover(&mut self, draft: &str) -> Result<(), Box<Problem>> {
        let file = File { name: String::new(), bytes: draft.as_bytes().to_vec() };
        let production = read_production(&file)?;
        self.session.recover(production);
        // Its comments are those of the file it came from.
        self.file.text = draft.into();
        self.say(say!(self.words, "notice-recovered"), false);
        Ok(())
    }

    /// The edits of the library and what was typed and not applied, to be kept between runs; none if there is
    /// nothing.
    #[must_use]
    pub fn kept_edits(&self) -> Option<String> {
        let kept = Kept { edits: (**self.own().edits()).clone(), drafts: self.typed() };
        if kept == Kept::default() { None } else { kept.write().ok() }
    }

    /// A number that changes whenever what is to be kept may have changed.
    #[must_use]
    pub fn kept_revision(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.own().revision().hash(&mut hasher);
        self.typed().hash(&mut hasher);
        hasher.finish()
    }

    /// Takes up the edits that were kept in an earlier run. False if they cannot be read.
    pub fn take_up_edits(&mut self, text: &str) -> bool {
        let file = File { name: String::new(), bytes: text.as_bytes().to_vec() };
        let Ok(Kept { edits, drafts }) = Kept::read(&file) else { return false };
        self.view.own.of::<InLibrary>().take_up(drafts);
        let layers = (**self.session.layers()).clone();
        let production = self.session.kept().clone();
        let shelves = layers.len() - self.layers.len();
        self.session = Session::new(layers, shelves, edits, production, self.session.chosen_day());
        self.take_up_slate();
        self.take_up_plans();
        true
    }

    /// Whether the window may close now. If there are unsaved changes it asks first and says no.
    pub fn may_close(&mut self) -> bool {
        self.own_in_sight();
        if self.allowed_to_close || !self.session.is_dirty() {
            return true;
        }
        self.dialog = Some(Dialog::Unsaved(After::Close));
        false
    }

    /// What the title bar of the window says.
    #[must_use]
    pub fn window_title(&self) -> String {
        let dirty = if self.session.is_dirty() { "● " } else { "" };
        format!("{dirty}{} – {}", self.production_name(), say!(self.words, "app-name"))
    }

    /// Draws a frame and does what it asked for.
    pub fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.apply_style(&ctx);
        // The page was begun before the theme was known; without its type scale nothing could be written.
        ui.set_style(ctx.global_style());
        self.receive(&ctx);
        for file in ctx.input(|input| input.raw.dropped_files.clone()) {
            self.take(file.path().to_path_buf());
        }
        self.view.report.origin = self.sealed.as_ref().map_or_else(String::new, |sealed| sealed.origin(&self.words));
        self.session.set_city(self.view.city.as_ref());
        let mut commands = pressed(&ctx);
        if self.dialog.is_some() {
            // What stands in front is dealt with first.
            commands.retain(|command| *command == Command::Close);
        }
        let mut requests = Requests { commands, ..Requests::default() };
        self.draw(ui, &mut requests);
        self.apply_requests(&ctx, requests);
        self.tend_slate();
        self.tend_proposals();
        self.tend_plans();
        let busy_hands = ctx.input(|input| input.pointer.any_down()) || ctx.egui_wants_keyboard_input();
        if !busy_hands {
            self.session.settle();
        }
    }

    fn draw(&mut self, ui: &mut Ui, requests: &mut Requests) {
        let ctx = ui.ctx().clone();
        let cx =
            ViewContext { session: &self.session, words: &self.words, theme: &self.theme, today: self.desk.today() };
        let state = shell::State { busy: self.desk.is_busy(), notices: &self.notices, making: &self.making };
        entry::begin(ui, &mut self.view);
        shell::top_ui(ui, &cx, &mut self.view, requests);
        if let Some(sealed) = &self.sealed {
            banner_ui(ui, &cx, sealed, requests);
        }
        editing_ui(ui, &cx, &self.view, requests);
        shell::footer_ui(ui, &cx, &mut self.view, &state, requests);
        let covered = drawer::covers(ui, &self.view);
        drawer::drawer_ui(ui, &cx, &mut self.view, requests);
        // Where has its map first and goes on from its table.
        if self.view.tab != Tab::Where {
            entry::entry_ui(ui);
        }
        if !covered && matches!(self.view.tab, Tab::Compare) {
            rail::rail_ui(ui, &cx, &mut self.view, requests);
        }
        match self.view.tab {
            _ if covered => {}
            Tab::Where => whereto::where_ui(ui, &cx, &mut self.view, requests),
            Tab::Compare => compare::compare_ui(ui, &cx, &mut self.view, requests),
            Tab::Calculator => calculator::calculator_ui(ui, &cx, &mut self.view, requests),
            Tab::Curve => curve::curve_ui(ui, &cx, &mut self.view, requests),
            Tab::Slate => slate_ui(ui, &cx, &mut self.view, requests),
            Tab::Growth => growth::growth_ui(ui, &cx, &mut self.view, requests),
            Tab::City => city::city_ui(ui, &cx, &mut self.view, requests),
            Tab::Library => library::library_ui(ui, &cx, &mut self.view, requests),
            Tab::Report => report::report_ui(ui, &cx, &mut self.view, requests),
        }
        shell::notices_ui(&ctx, &cx, &state, requests);
        tour::tour_ui(&ctx, &cx, &mut self.view);
        shell::drop_hint_ui(&ctx, &cx);
        match &mut self.dialog {
            Some(Dialog::Palette(palette)) => palette::palette_ui(&ctx, &cx, &mut self.view, palette, requests),
            Some(dialog) => dialogs::dialog_ui(&ctx, &cx, dialog, requests),
            None => {}
        }
    }

    /// Keeps words, theme and zoom as the view wants them.
    fn apply_style(&mut self, ctx: &egui::Context) {
        if let Some(language) = self.view.language
            && language != self.words.language
        {
            self.words = Words::new(language);
        }
        let dark = match self.view.look {
            Look::Light | Look::HighContrast => false,
            Look::Dark => true,
            Look::System => ctx.system_theme() == Some(egui::Theme::Dark),
        };
        if self.lettered != self.words.language {
            self.lettered = self.words.language;
            ctx.set_fonts(fonts(self.lettered));
        }
        let wanted = (self.view.look, dark, self.view.still);
        if self.applied != Some(wanted) {
            self.theme = match self.view.look {
                Look::HighContrast => Theme::high_contrast(),
                _ if dark => Theme::dark(),
                _ => Theme::light(),
            };
            self.theme.apply(ctx);
            if self.view.still {
                ctx.all_styles_mut(|style| {
                    style.animation_time = 0.0;
                    style.scroll_animation = egui::style::ScrollAnimation::none();
                });
            }
            self.applied = Some(wanted);
        }
        // In a small window the zoom stops where nothing could be used any more.
        let width = ctx.content_rect().width() * ctx.zoom_factor();
        let zoom = self.view.zoom.min((width / LEAST_WIDTH).max(1.0));
        if (ctx.zoom_factor() - zoom).abs() > 0.001 {
            ctx.set_zoom_factor(zoom);
        }
        let now = ctx.input(|input| input.time);
        self.notices.retain_mut(|notice| {
            let until = notice.until.get_or_insert(if notice.bad { f64::INFINITY } else { now + 5.0 });
            *until > now
        });
        if self.notices.iter().any(|notice| !notice.bad) {
            ctx.request_repaint_after(std::time::Duration::from_secs(1));
        }
    }

    fn apply_requests(&mut self, ctx: &egui::Context, mut requests: Requests) {
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

    /// Asks something, after what is being asked already.
    fn ask(&mut self, dialog: Dialog) {
        if self.dialog.is_some() {
            self.waiting.push_back(dialog);
        } else {
            self.dialog = Some(dialog);
        }
    }

    fn handle_request(&mut self, ctx: &egui::Context, told: Request) {
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
            Request::SaveCalendar => self.pick_for_slate(Purpose::ExportCalendar),
        }
    }

    fn unless_unsaved(&mut self, ctx: &egui::Context, after: After) {
        if matches!(after, After::New | After::Sample | After::Reference(_)) {
            self.own_in_sight();
        }
        if self.session.is_dirty() {
            self.dialog = Some(Dialog::Unsaved(after));
        } else {
            self.go_on(ctx, after);
        }
    }

    fn go_on(&mut self, ctx: &egui::Context, after: After) {
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

    /// Whether somebody chose the places that a production of the library would replace: they are not those of any
    /// production of the library.
    fn has_chosen_places(&self, name: &str) -> bool {
        let all = &self.session.library.productions;
        let now = &self.session.production().places;
        let theirs = all.get(name).map(|one| &one.places);
        let replaces = theirs.is_some_and(|theirs| !theirs.is_empty() && theirs != now);
        replaces && !now.is_empty() && !all.values().any(|one| one.places == *now)
    }

    /// A production of one's own, begun from one of the library, in its places or in others.
    fn begun_from(&self, name: &str, places: Option<Vec<PlaceId>>) -> Production {
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

    fn production_name(&self) -> String {
        let name = self.words.text(&self.session.production().name);
        if name.is_empty() { say!(self.words, "unnamed") } else { name.to_owned() }
    }

    fn say(&mut self, text: String, bad: bool) {
        // Good news replaces what was said; bad news stays until it is closed or something succeeds.
        self.notices.retain(|notice| notice.stays || bad && notice.bad && notice.text != text);
        self.notices.push(Notice { text, bad, until: None, stays: false });
    }

    fn action(&self, action: &Action) -> String {
        shell::action_words(&self.words, &self.session.library, self.session.production().currency, action)
    }

    /// Shows why something came out as it did.
    pub fn explain(&mut self, why: Explained) {
        self.view.passing.why.show(why);
    }
}

/// The built-in shelves that are wanted.
fn shelves(world: bool) -> Vec<Layer> {
    let mut layers = vec![seeds::layer()];
    if world {
        layers.push(seeds::world());
    }
    layers
}

/// A production of the library as a sample: none of its answers is one's own yet.
fn sample(library: &Library, name: &str) -> Production {
    let mut sample = library.productions.get(name).map_or_else(Production::default, |sample| (**sample).clone());
    sample.assumed = sample.answers.keys().cloned().collect();
    sample
}

/// A field that has the keyboard would write its own text over what undo restored.
fn drop_focus(ctx: &egui::Context) {
    ctx.memory_mut(|memory| {
        if let Some(id) = memory.focused() {
            memory.surrender_focus(id);
        }
    });
}
