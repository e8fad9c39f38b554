//! The command palette: commands, places, policies, indicators and productions by name, in either language, in
//! pinyin or by the first letters of the pinyin. Approximate input is accepted.

use egui::{AtomExt as _, Key, Modal, RichText, Role, ScrollArea, TextEdit, WidgetInfo, vec2};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::command::Command;
use super::context::{Request, Requests, ViewContext};
use super::follow::Follow as _;
use super::icons;
use super::memo::Memo;
use super::passing::Explained;
use super::shell::shortcut_text;
use super::tab::Tab;
use super::view::View;
use super::widgets::small;
use crate::model::id::{IndicatorId, PlaceId, PolicyId};
use crate::model::text::{Language, Text};
use crate::say;
use crate::session::action::Action;
use crate::words::search::Findable;

const MOST_HITS: usize = 60;
/// The maximum reduction of the score of a long name.
const LONG: u32 = 24;

/// The search text and the selected result.
#[derive(Clone, Debug, Default)]
pub(super) struct Palette {
    text: String,
    marked: usize,
    /// Everything that can be found, for a library and language.
    index: Memo<(u64, Language), Vec<Entry>>,
    /// The indices of the matches, the best first, and their search text.
    found: Vec<usize>,
    found_for: Option<String>,
}

/// Something that can be found.
#[derive(Clone, Debug)]
struct Entry {
    hit: Hit,
    name: String,
    findable: Findable,
}

#[derive(Clone, Debug)]
enum Hit {
    Command(Command),
    Place(PlaceId),
    Policy(PolicyId),
    Indicator(IndicatorId),
    Production(String),
}

impl Hit {
    fn icon(&self) -> &'static str {
        match self {
            Self::Command(command) => command.icon(),
            Self::Place(_) => icons::MAP_PIN,
            Self::Policy(_) => icons::SCROLL,
            Self::Indicator(_) => icons::CHART_BAR,
            Self::Production(_) => icons::FILM_SLATE,
        }
    }
}

impl Palette {
    /// Updates the index and the matches if their inputs changed.
    fn find(&mut self, cx: &ViewContext<'_>) {
        let key = (cx.session.library_revision(), cx.words.language);
        if !self.index.is_for(&key) {
            self.found_for = None;
        }
        let index = self.index.get(key, || index(cx));
        if self.found_for.as_ref() == Some(&self.text) {
            return;
        }
        self.found_for = Some(self.text.clone());
        self.marked = 0;
        let mut matcher = Matcher::new(Config::DEFAULT);
        let pattern = Pattern::parse(self.text.trim(), CaseMatching::Ignore, Normalization::Smart);
        let mut buffer = Vec::new();
        let mut score = |entry: &Entry| {
            let lines = entry.findable.lines();
            // Letters in a short name are a better match than the same letters in a long one.
            let less = |line: &str| u32::try_from(line.len() / 4).map_or(LONG, |less| less.min(LONG));
            let scored = lines.filter_map(|line| {
                let score = pattern.score(Utf32Str::new(line, &mut buffer), &mut matcher)?;
                Some(score.saturating_sub(less(line)))
            });
            scored.max()
        };
        let scored = index.iter().enumerate().filter_map(|(at, entry)| Some((score(entry)?, at)));
        let mut scored: Vec<(u32, usize)> = scored.collect();
        // If equal, in the order of the index: commands, places, policies.
        scored.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
        self.found = scored.into_iter().take(MOST_HITS).map(|(_, at)| at).collect();
    }
}

pub(super) fn palette_ui(
    ctx: &egui::Context,
    cx: &ViewContext<'_>,
    view: &mut View,
    palette: &mut Palette,
    requests: &mut Requests,
) {
    let ViewContext { words, theme, .. } = cx;
    let area = Modal::default_area(egui::Id::unique("palette")).anchor(egui::Align2::CENTER_TOP, vec2(0.0, 72.0));
    let width = (ctx.content_rect().width() - 64.0).min(560.0);
    let modal = Modal::new(egui::Id::unique("palette")).area(area).show(ctx, |ui| {
        ui.set_width(width);
        ui.set_max_width(width);
        let name = say!(words, "search-hint");
        let steps = ui.input_mut(|input| {
            input.count_and_consume_key(egui::Modifiers::NONE, Key::ArrowDown) as isize
                - input.count_and_consume_key(egui::Modifiers::NONE, Key::ArrowUp) as isize
        });
        let edit = TextEdit::singleline(&mut palette.text).hint_text(name.as_str()).desired_width(f32::INFINITY);
        let field = ui.add(edit.margin(egui::Margin::symmetric(10, 8)));
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &name));
        field.request_focus();
        palette.find(cx);
        let last = palette.found.len().saturating_sub(1);
        palette.marked = palette.marked.saturating_add_signed(steps).min(last);
        let enter = ui.input(|input| input.key_pressed(Key::Enter));
        ui.add_space(8.0);
        if palette.found.is_empty() {
            ui.label(small(theme, say!(words, "search-empty", text = palette.text.as_str())));
        }
        let mut picked = None;
        ScrollArea::vertical().max_height(360.0).auto_shrink([false, true]).follow(ui, |ui| {
            for (at, entry) in palette.found.iter().filter_map(|at| palette.index.last()?.get(*at)).enumerate() {
                let enabled = match &entry.hit {
                    Hit::Command(command) => command.enabled(cx.session, view),
                    _ => true,
                };
                let kind = RichText::new(kind(ctx, cx, &entry.hit)).small().color(theme.third);
                let sign = RichText::new(entry.hit.icon()).color(theme.third);
                let button = egui::Button::new((sign, entry.name.as_str().atom_shrink(true)))
                    .right_text(kind)
                    .selected(at == palette.marked)
                    .frame_when_inactive(at == palette.marked)
                    .truncate()
                    .min_size(vec2(ui.available_width(), 28.0));
                let response = ui.add_enabled(enabled, button);
                let name = &entry.name;
                response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, enabled, at == palette.marked, name));
                if at == palette.marked && steps != 0 {
                    response.scroll_to_me(None);
                }
                if response.clicked() || (enter && enabled && at == palette.marked) {
                    picked = Some(entry.hit.clone());
                }
            }
        });
        picked
    });
    if let Some(hit) = modal.inner {
        requests.others.push(Request::Dismiss);
        go_to(cx, view, requests, hit);
    } else if modal.backdrop_response.clicked() {
        requests.others.push(Request::Dismiss);
    }
}

/// The text on the right of a result: its shortcut or its kind.
fn kind(ctx: &egui::Context, cx: &ViewContext<'_>, hit: &Hit) -> String {
    let words = cx.words;
    match hit {
        Hit::Command(command) => {
            let keys = shortcut_text(ctx, *command);
            if keys.is_empty() { say!(words, "search-command") } else { keys }
        }
        Hit::Place(_) => say!(words, "search-place"),
        Hit::Policy(_) => say!(words, "search-policy"),
        Hit::Indicator(_) => say!(words, "search-indicator"),
        Hit::Production(_) => say!(words, "search-production"),
    }
}

fn go_to(cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests, hit: Hit) {
    match hit {
        Hit::Command(command) => requests.commands.push(command),
        Hit::Place(place) => {
            if cx.session.production().places.contains(&place) {
                view.passing.place = Some(place.clone());
                view.passing.why.show(Explained::Place(place));
            } else {
                requests.actions.push(Action::AddPlace(place));
            }
        }
        Hit::Policy(policy) => view.passing.why.show(Explained::Policy(policy)),
        Hit::Production(name) => requests.others.push(Request::Reference(name)),
        Hit::Indicator(indicator) => {
            view.tab = Tab::Growth;
            view.growth.indicator = Some(indicator);
        }
    }
}

/// Everything that can be found, commands first.
fn index(cx: &ViewContext<'_>) -> Vec<Entry> {
    let ViewContext { session, words, .. } = cx;
    let library = &session.library;
    let both = |text: &Text| [text.zh.clone(), text.en.clone()];
    let entry = |hit: Hit, name: String, found: Vec<String>| {
        let findable = Findable::new(found.iter().map(String::as_str));
        Entry { hit, name, findable }
    };
    let commands = Command::all().filter(|command| *command != Command::Search);
    let commands = commands.map(|command| {
        let name = command.name(words);
        entry(Hit::Command(command), name.clone(), vec![name])
    });
    let places = library.places.values().map(|place| {
        let mut found = Vec::from(both(&place.name));
        found.push(place.id.to_string());
        entry(Hit::Place(place.id.clone()), words.place(library, &place.id), found)
    });
    let policies = library.policies.values().map(|policy| {
        let place = library.places.get(&policy.place).map(|place| place.name.clone()).unwrap_or_default();
        // The place comes before the title, so that both can be found together.
        let found = vec![
            format!("{} {}", place.zh, policy.title.zh),
            format!("{} {}", place.en, policy.title.en),
            policy.document_no.clone().unwrap_or_default(),
        ];
        entry(Hit::Policy(policy.id.clone()), words.text(&policy.title).to_owned(), found)
    });
    let indicators = library
        .indicators
        .values()
        .map(|one| entry(Hit::Indicator(one.id.clone()), words.text(&one.name).to_owned(), Vec::from(both(&one.name))));
    let productions = library.productions.iter().map(|(id, one)| {
        entry(Hit::Production(id.clone()), words.text(&one.name).to_owned(), Vec::from(both(&one.name)))
    });
    commands.chain(places).chain(policies).chain(indicators).chain(productions).collect()
}
