//! The command palette: commands, places, policies and indicators by name.

use egui::{Key, Modal, RichText, Role, ScrollArea, TextEdit, WidgetInfo, vec2};

use super::command::Command;
use super::looking::{Asks, Looking, Told};
use super::shell::shortcut_text;
use super::theme::SMALL;
use super::view::{Tab, View, Why};
use super::widgets::small;
use crate::model::id::{IndicatorId, PlaceId, PolicyId};
use crate::say;
use crate::session::action::Action;
use crate::words::search::Findable;

/// What is typed and which hit is marked.
#[derive(Clone, Debug, Default)]
pub(super) struct Palette {
    text: String,
    marked: usize,
}

enum Hit {
    Command(Command),
    Place(PlaceId),
    Policy(PolicyId),
    Indicator(IndicatorId),
    Production(String),
}

const MOST_HITS: usize = 60;

pub(super) fn palette_ui(
    ctx: &egui::Context,
    looking: &Looking<'_>,
    view: &mut View,
    palette: &mut Palette,
    asks: &mut Asks,
) {
    let Looking { words, theme, .. } = looking;
    let area = Modal::default_area(egui::Id::unique("palette")).anchor(egui::Align2::CENTER_TOP, vec2(0.0, 72.0));
    let width = (ctx.content_rect().width() - 64.0).min(560.0);
    let modal = Modal::new(egui::Id::unique("palette")).area(area).show(ctx, |ui| {
        ui.set_width(width);
        let name = say!(words, "search-hint");
        let steps = ui.input_mut(|input| {
            input.count_and_consume_key(egui::Modifiers::NONE, Key::ArrowDown) as isize
                - input.count_and_consume_key(egui::Modifiers::NONE, Key::ArrowUp) as isize
        });
        let edit = TextEdit::singleline(&mut palette.text).hint_text(name.as_str()).desired_width(f32::INFINITY);
        let field = ui.add(edit.margin(egui::Margin::symmetric(10, 8)));
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &name));
        field.request_focus();
        if field.changed() {
            palette.marked = 0;
        }
        let hits = hits(looking, &palette.text);
        let last = hits.len().saturating_sub(1);
        palette.marked = palette.marked.saturating_add_signed(steps).min(last);
        let enter = ui.input(|input| input.key_pressed(Key::Enter));
        ui.add_space(8.0);
        if hits.is_empty() {
            ui.label(small(theme, say!(words, "search-empty", text = palette.text.as_str())));
        }
        let mut picked = None;
        ScrollArea::vertical().max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
            for (at, (hit, text)) in hits.iter().enumerate() {
                let kind = match hit {
                    Hit::Command(command) => {
                        let keys = shortcut_text(ctx, *command);
                        if keys.is_empty() { say!(words, "search-command") } else { keys }
                    }
                    Hit::Place(_) => say!(words, "search-place"),
                    Hit::Policy(_) => say!(words, "search-policy"),
                    Hit::Indicator(_) => say!(words, "search-indicator"),
                    Hit::Production(_) => say!(words, "search-production"),
                };
                let kind = RichText::new(kind).size(SMALL).color(theme.third);
                let button = egui::Button::new(text.as_str())
                    .right_text(kind)
                    .selected(at == palette.marked)
                    .frame_when_inactive(at == palette.marked)
                    .truncate()
                    .min_size(vec2(ui.available_width(), 28.0));
                let response = ui.add(button);
                response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, at == palette.marked, text));
                if at == palette.marked && steps != 0 {
                    response.scroll_to_me(None);
                }
                if response.clicked() || (enter && at == palette.marked) {
                    picked = Some(at);
                }
            }
        });
        picked.and_then(|at| hits.into_iter().nth(at))
    });
    if let Some((hit, _)) = modal.inner {
        asks.answers.push(Told::Dismiss);
        match hit {
            Hit::Command(command) => asks.commands.push(command),
            Hit::Place(place) => {
                if looking.session.production().places.contains(&place) {
                    view.place = Some(place.clone());
                    view.why.show(Why::Place(place));
                } else {
                    asks.actions.push(Action::AddPlace(place));
                }
            }
            Hit::Policy(policy) => view.why.show(Why::Policy(policy)),
            Hit::Production(name) => asks.answers.push(Told::Reference(name)),
            Hit::Indicator(indicator) => {
                view.tab = Tab::Growth;
                view.growth.indicator = Some(indicator);
            }
        }
    } else if modal.backdrop_response.clicked() {
        asks.answers.push(Told::Dismiss);
    }
}

/// What matches, commands first. Every word typed must occur, in either language or in pinyin.
fn hits(looking: &Looking<'_>, text: &str) -> Vec<(Hit, String)> {
    let Looking { session, words, .. } = looking;
    let library = &session.library;
    let fits = |parts: &[&str]| text.trim().is_empty() || Findable::new(parts.iter().copied()).has(text);
    let commands = Command::ALL.iter().filter(|command| **command != Command::Search).filter_map(|&command| {
        let name = command.name(words);
        fits(&[&name]).then_some((Hit::Command(command), name))
    });
    let places = library.places.values().filter(|place| fits(&[&place.name.zh, &place.name.en, place.id.as_str()]));
    let places = places.map(|place| (Hit::Place(place.id.clone()), words.place(library, &place.id)));
    let policies = library.policies.values().filter(|policy| {
        let place = library.places.get(&policy.place);
        let (zh, en) = place.map_or(("", ""), |place| (place.name.zh.as_str(), place.name.en.as_str()));
        fits(&[&policy.title.zh, &policy.title.en, zh, en, policy.document_no.as_deref().unwrap_or("")])
    });
    let policies = policies.map(|policy| (Hit::Policy(policy.id.clone()), words.text(&policy.title).to_owned()));
    let indicators = library.indicators.values().filter(|indicator| fits(&[&indicator.name.zh, &indicator.name.en]));
    let indicators =
        indicators.map(|indicator| (Hit::Indicator(indicator.id.clone()), words.text(&indicator.name).to_owned()));
    let productions = library.productions.iter().filter(|(_, one)| fits(&[&one.name.zh, &one.name.en]));
    let productions = productions.map(|(id, one)| (Hit::Production(id.clone()), words.text(&one.name).to_owned()));
    commands.chain(places).chain(policies).chain(indicators).chain(productions).take(MOST_HITS).collect()
}
