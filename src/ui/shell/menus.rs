//! The menus of the top bar: the unit, the day, and files.

use egui::{RichText, Role, TextEdit, Ui, WidgetInfo, vec2};

use super::{action_words, shortcut_text};
use crate::say;
use crate::session::action::Action;
use crate::ui::command::Command;
use crate::ui::context::{Request, Requests, ViewContext};
use crate::ui::dates::month_ui;
use crate::ui::follow::Follow as _;
use crate::ui::icons;
use crate::ui::view::View;
use crate::ui::widgets::{focus_ring, small};
use crate::words::number::Scale;

pub(super) fn scale_menu(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View) {
    let words = cx.words;
    let now = words.scale(view.scale);
    let button = egui::Button::new(now.as_str()).min_size(vec2(0.0, 28.0));
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        for &scale in Scale::ALL {
            if ui.selectable_label(view.scale == scale, words.scale(scale)).clicked() {
                view.scale = scale;
                ui.close();
            }
        }
    });
    let name = say!(words, "scale-label", scale = now);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    focus_ring(ui, cx.theme, &response);
}

pub(super) fn day_menu(ui: &mut Ui, cx: &ViewContext<'_>, requests: &mut Requests, narrow: bool) {
    let ViewContext { session, words, theme, .. } = cx;
    let date = session.day.to_string();
    let text = say!(words, "as-of", date = date.as_str());
    let shown = if narrow { date.as_str() } else { text.as_str() };
    let button = egui::Button::new(shown).min_size(vec2(0.0, 28.0));
    let config =
        egui::containers::menu::MenuConfig::new().close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    let menu = egui::containers::menu::MenuButton::from_button(button).config(config);
    let (response, _) = menu.ui(ui, |ui| {
        ui.reset_style();
        ui.set_width(216.0);
        let id = ui.scope_id().with("day");
        let mut typed: String = ui.data(|data| data.get_temp(id)).unwrap_or_else(|| date.clone());
        let help = say!(words, "as-of-help");
        let field = ui.add(TextEdit::singleline(&mut typed).desired_width(180.0));
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &help));
        let parsed = typed.trim().parse::<jiff::civil::Date>();
        let picked = month_ui(ui, cx, Some(session.day));
        if let Some(day) = picked {
            requests.others.push(Request::Day(day));
            ui.data_mut(|data| data.remove::<String>(id));
            ui.close();
            return;
        }
        if field.changed() {
            if let Ok(day) = parsed {
                requests.others.push(Request::Day(day));
            }
            ui.data_mut(|data| data.insert_temp(id, typed));
        }
        if parsed.is_err() {
            ui.label(RichText::new(say!(words, "form-wrong-date")).small().color(theme.problem));
        }
        ui.add(egui::Label::new(small(theme, help)).wrap());
        ui.add_space(4.0);
        let today = ui.horizontal(|ui| ui.button(say!(words, "as-of-today"))).inner;
        if today.clicked() {
            requests.others.push(Request::Day(cx.today));
            ui.data_mut(|data| data.remove::<String>(id));
            ui.close();
        }
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &text));
    focus_ring(ui, theme, &response);
}

pub(super) fn file_menu(ui: &mut Ui, cx: &ViewContext<'_>, view: &View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let button = egui::Button::new(say!(words, "menu-file")).min_size(vec2(0.0, 28.0));
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_min_width(240.0);
        // At a zoom of 200 % the menu is higher than the window, so it scrolls.
        let room = ui.ctx().content_rect().height() - 72.0;
        egui::ScrollArea::vertical().max_height(room).min_scrolled_height(room).follow(ui, |ui| {
            let groups: [&[Command]; 6] = [
                &[Command::New, Command::Open, Command::Sample],
                &[Command::Save, Command::SaveAs, Command::Versions],
                &[Command::Undo, Command::Redo],
                &[Command::Import, Command::OpenLibrary, Command::SaveLibrary, Command::OpenData],
                &[
                    Command::ExportPdf,
                    Command::Print,
                    Command::ExportXlsx,
                    Command::ExportDocx,
                    Command::ExportHtml,
                    Command::ExportMarkdown,
                    Command::ExportCsv,
                    Command::Seal,
                ],
                &[Command::Tour, Command::Shortcuts, Command::Quit],
            ];
            for (at, group) in groups.iter().enumerate() {
                if at > 0 {
                    ui.separator();
                }
                for &command in *group {
                    let (name, enabled) = match command {
                        Command::Undo => named_step(session.history().next_undo(), cx, true),
                        Command::Redo => named_step(session.history().next_redo(), cx, false),
                        _ => (command.name(words), command.enabled(session, view)),
                    };
                    let sign = RichText::new(command.icon()).color(theme.third);
                    let keys = shortcut_text(ui.ctx(), command);
                    let mut button = egui::Button::new((sign, name.as_str())).frame_when_inactive(false);
                    if !keys.is_empty() {
                        button = button.right_text(RichText::new(keys).small().color(theme.third));
                    }
                    let response = ui.add_enabled(enabled, button);
                    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, enabled, &name));
                    if response.clicked() {
                        requests.commands.push(command);
                        ui.close();
                    }
                }
                if at == 0 {
                    references_ui(ui, cx, requests);
                    recent_ui(ui, cx, view, requests);
                }
            }
        });
    });
    focus_ring(ui, theme, &response);
}

fn named_step(action: Option<&Action>, cx: &ViewContext<'_>, undo: bool) -> (String, bool) {
    let ViewContext { session, words, .. } = cx;
    let what = action.map(|action| action_words(words, &session.library, session.production().currency, action));
    match (what, undo) {
        (Some(what), true) => (say!(words, "command-undo-what", what = what), true),
        (Some(what), false) => (say!(words, "command-redo-what", what = what), true),
        (None, true) => (Command::Undo.name(words), false),
        (None, false) => (Command::Redo.name(words), false),
    }
}

/// The recent files, the last one first, each with its folder.
fn recent_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &View, requests: &mut Requests) {
    let ViewContext { words, theme, .. } = cx;
    if view.recent.is_empty() {
        return;
    }
    let sign = RichText::new(Command::Open.icon()).color(theme.third);
    ui.menu_button((sign, say!(words, "menu-recent")), |ui| {
        ui.set_min_width(320.0);
        for path in &view.recent {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
            let button = egui::Button::new(name.as_str())
                .frame_when_inactive(false)
                .right_text(RichText::new(folder).small().color(theme.third));
            let response = ui.add(button);
            response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, true, &name));
            if response.on_hover_text(path.display().to_string()).clicked() {
                requests.others.push(Request::Reopen(path.clone()));
                ui.close();
            }
        }
        ui.separator();
        if ui.button(say!(words, "menu-recent-clear")).clicked() {
            requests.others.push(Request::ForgetRecent);
            ui.close();
        }
    });
}

/// The productions of the library, as a start for a new one.
fn references_ui(ui: &mut Ui, cx: &ViewContext<'_>, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let sign = RichText::new(icons::FILM_SLATE).color(theme.third);
    ui.menu_button((sign, say!(words, "menu-reference")), |ui| {
        ui.set_min_width(280.0);
        for (id, production) in &session.library.productions {
            let name = words.text(&production.name);
            let button = ui.add(egui::Button::new(name).frame_when_inactive(false));
            button.widget_info(|| WidgetInfo::labeled(Role::MenuItem, true, name));
            let note = production.note.as_ref().map(|note| words.text(note)).unwrap_or_default();
            if button.on_hover_text(note).clicked() {
                requests.others.push(Request::Reference(id.clone()));
                ui.close();
            }
        }
    });
}
