//! The application. Each frame is drawn first; the requests that drawing made are carried out afterwards.

mod commands;
mod opening;
mod picking;
mod portfolio;
mod proposing;
mod replies;
mod requests;
mod returning;
mod saving;
mod schedule;
mod sealed;
mod slate;
mod survival;
mod tables;
mod writing;

use std::collections::VecDeque;
use std::sync::Arc;

use egui::Ui;

use self::opening::Laid;
use self::returning::Returning;
use super::command::{Command, pressed};
use super::context::{After, LEAST_WIDTH, Notice, OnDisk, Requests, ViewContext};
use super::dialogs::{self, Dialog};
use super::passing::Explained;
use super::platform::Platform;
use super::sealed::{Sealed, banner_ui};
use super::slate::editing_ui;
use super::tab::{Tab, views};
use super::theme::{Look, Theme, fonts};
use super::view::View;
use super::{drawer, entry, follow, palette, shell, tour};
use crate::data::overlay::Overlay;
use crate::data::progress::Progress;
use crate::data::read::Layer;
use crate::data::seeds;
use crate::model::library::Library;
use crate::model::production::Production;
use crate::model::text::Language;
use crate::say;
use crate::session::Session;
use crate::session::action::Action;
use crate::words::Words;

/// The maximum number of problems of an opened file that are reported one by one.
const MOST_ODD: usize = 3;

/// The maximum number of recent files in the menu.
const MOST_RECENT: usize = 8;

/// The maximum number of recently chosen places at the top of the list.
const MOST_RECENT_PLACES: usize = 6;

/// The function that draws a view.
type Draw = fn(&mut Ui, &ViewContext<'_>, &mut View, &mut Requests);

macro_rules! drawn_by {
    ($($(#[$meta:meta])* $tab:ident: $message:tt, $icon:ident, $key:ident, $file:ident::$draw:ident;)*) => {
        /// The function that draws a view, from its row in the table of views.
        fn drawn_by(tab: Tab) -> Draw {
            match tab {
                $(Tab::$tab => crate::ui::$file::$draw,)*
            }
        }
    };
}

views!(drawn_by);

/// The application without its window.
pub struct App {
    /// The library, the production and their history.
    pub session: Session,
    /// The state of the views.
    pub view: View,
    /// The system: files, dialogs, the day.
    pub desk: Box<dyn Platform>,
    words: Words,
    theme: Theme,
    applied: Option<(Look, bool, bool)>,
    /// The language whose fonts are loaded.
    lettered: Language,
    /// The layers above the built-in shelves, in the order of `view.layers`.
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
    /// The sealed bundle that is shown, or of which a copy is edited.
    sealed: Option<Sealed>,
    /// The revision of the slate that is stored in the settings.
    kept_slate: Option<u64>,
    /// The revision of the scenarios and the portfolio that are stored in the settings.
    kept_plans: Option<u64>,
    /// Where the focus returns.
    returning: Returning,
}

impl App {
    /// Creates the app with the built-in library and the sample production.
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
            returning: Returning::default(),
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

    /// Whether the window may close now. If there are unsaved changes, it opens a dialog and returns false.
    pub fn may_close(&mut self) -> bool {
        self.own_in_sight();
        if self.allowed_to_close || !self.session.is_dirty() {
            return true;
        }
        self.dialog = Some(Dialog::Unsaved(After::Close));
        false
    }

    /// The title of the window.
    #[must_use]
    pub fn window_title(&self) -> String {
        let dirty = if self.session.is_dirty() { "● " } else { "" };
        format!("{dirty}{} – {}", self.production_name(), say!(self.words, "app-name"))
    }

    /// Draws a frame and carries out its requests.
    pub fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.apply_style(&ctx);
        // The `Ui` was created before the theme was set, so it does not yet have the text sizes of the theme.
        ui.set_style(ctx.global_style());
        self.receive(&ctx);
        for file in ctx.input(|input| input.raw.dropped_files.clone()) {
            self.take(file.path().to_path_buf());
        }
        self.view.report.origin = self.sealed.as_ref().map_or_else(String::new, |sealed| sealed.origin(&self.words));
        self.session.set_city(self.view.city.as_ref());
        let mut commands = pressed(&ctx);
        if self.dialog.is_some() {
            // While a dialog is open, only closing the window is possible.
            commands.retain(|command| *command == Command::Close);
        }
        let mut requests = Requests { commands, ..Requests::default() };
        let focused = ctx.memory(|memory| memory.focused());
        self.draw(ui, &mut requests);
        follow::remember(&ctx);
        self.apply_requests(&ctx, requests);
        self.give_focus_back(&ctx, focused);
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
        // The tooltip of a widget under the pointer would stay above a dialog opened by a key.
        if self.dialog.is_some() {
            without_tooltips(ui);
        }
        entry::begin(ui, &mut self.view);
        shell::top_ui(ui, &cx, &mut self.view, requests);
        if let Some(sealed) = &self.sealed {
            banner_ui(ui, &cx, sealed, requests);
        }
        editing_ui(ui, &cx, &self.view, requests);
        shell::footer_ui(ui, &cx, &mut self.view, &state, requests);
        let covered = drawer::covers(ui, &self.view);
        drawer::drawer_ui(ui, &cx, &mut self.view, requests);
        // The view Where sets the start of the keyboard order itself, after its map.
        if self.view.tab != Tab::Where {
            entry::entry_ui(ui);
        }
        if !covered {
            drawn_by(self.view.tab)(ui, &cx, &mut self.view, requests);
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

    /// Sets words, theme and zoom from the state of the views.
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
        // In a small window the zoom is limited so that the content keeps its minimum width.
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

    fn production_name(&self) -> String {
        let name = self.words.text(&self.session.production().name);
        if name.is_empty() { say!(self.words, "unnamed") } else { name.to_owned() }
    }

    fn say(&mut self, text: String, bad: bool) {
        // A good notice replaces all but those that stay until they are closed; a bad one keeps earlier bad ones.
        self.notices.retain(|notice| notice.stays || bad && notice.bad && notice.text != text);
        self.notices.push(Notice { text, bad, until: None, stays: false });
    }

    fn action(&self, action: &Action) -> String {
        shell::action_words(&self.words, &self.session.library, self.session.production().currency, action)
    }

    /// Shows the explanation of a result in the drawer.
    pub fn explain(&mut self, why: Explained) {
        self.view.passing.why.show(why);
    }
}

/// Shows no tooltip of the widgets drawn next in the layer of a `Ui`. A layer shows one tooltip at most, so an empty one
/// is shown first.
fn without_tooltips(ui: &Ui) {
    let id = egui::Id::unique("no tooltip");
    let outside = egui::pos2(-100.0, -100.0);
    let mut empty = egui::Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), id, outside);
    empty.popup = empty.popup.frame(egui::Frame::NONE);
    empty.show(|_| ());
}

/// The built-in shelves; `world` adds that of world screen incentives.
fn shelves(world: bool) -> Vec<Layer> {
    let mut layers = vec![seeds::layer()];
    if world {
        layers.push(seeds::world());
    }
    layers
}

/// A production of the library as a sample: its answers are not yet marked as the user's own.
fn sample(library: &Library, name: &str) -> Production {
    let mut sample = library.productions.get(name).map_or_else(Production::default, |sample| (**sample).clone());
    sample.assumed = sample.answers.keys().cloned().collect();
    sample
}

/// Takes the keyboard from a field, which would otherwise write its text over the restored state after an undo.
fn drop_focus(ctx: &egui::Context) {
    ctx.memory_mut(|memory| {
        if let Some(id) = memory.focused() {
            memory.surrender_focus(id);
        }
    });
}
