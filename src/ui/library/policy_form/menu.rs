//! The possible values of a part, found by typing: facts and places in both languages and in pinyin, words of the rule
//! language, and the typed text itself as a figure, a date or words.

mod choices;

use egui::{Popup, PopupCloseBehavior, Response, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo};

use self::choices::{Choice, typed, written};
use super::Pen;
use crate::data::draft::schema::{Counts, Set, Ty};
use crate::data::draft::{Change, Path, Seen, Step, capped_share, with};
use crate::say;
use crate::ui::context::ViewContext;
use crate::ui::follow::Follow as _;
use crate::ui::widgets::small;
use crate::way;
use crate::words::search::Findable;

/// The number of choices that are drawn.
const MOST: usize = 60;

/// The menu of a part.
#[derive(Clone, Debug)]
pub(super) struct Menu {
    pub(super) path: Path,
    ty: Ty,
    /// The search text.
    search: String,
    /// The choice that Enter selects.
    at: usize,
    choices: Vec<Choice>,
    /// Whether it was drawn before.
    drawn: bool,
}

/// Draws the menu that is open.
pub(super) fn menu_ui(pen: &mut Pen<'_>, button: &Response) {
    let Some(mut menu) = pen.form.menu.take() else { return };
    let mut open = true;
    let mut taken: Option<Change> = None;
    let popup = Popup::from_response(button)
        .id(egui::Id::unique("policy-form-menu"))
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .width(300.0)
        .open_bool(&mut open);
    popup.show(|ui| match menu.ty {
        Ty::Text => both_ui(ui, pen, &mut menu, &mut taken),
        _ => choices_ui(ui, pen, &mut menu, &mut taken),
    });
    let done = taken.is_some();
    if let Some(change) = taken {
        // The next part is the first blank of the inserted value, or the next one after it.
        let path = match &change {
            Change::Set(path, _) => path.clone(),
            _ => menu.path.clone(),
        };
        pen.change(change);
        pen.form.wanted = Some(next_blank(pen, &path));
    }
    // A click on the part itself opens and closes the menu.
    let first = !menu.drawn;
    menu.drawn = true;
    if !done && (open || first) {
        pen.form.menu = Some(menu);
    } else if !done {
        pen.form.wanted = Some(menu.path);
    }
}

/// The first blank in or after a part, once the requested changes are made; the part itself if there is none.
fn next_blank(pen: &Pen<'_>, path: &Path) -> Path {
    let mut draft = (*pen.draft).clone();
    for change in &pen.changes {
        draft.apply(change);
    }
    let mut blanks = Vec::new();
    draft.each(&mut |path, _, seen| {
        if seen == Seen::Blank {
            // The blank of a text is the text.
            let language = path.last().is_some_and(|last| [Step::from("zh"), Step::from("en")].contains(last));
            blanks.push(if language { path.get(..path.len() - 1).unwrap_or_default().to_vec() } else { path.clone() });
        }
    });
    let inside = blanks.iter().find(|blank| blank.starts_with(path));
    inside.cloned().unwrap_or_else(|| path.clone())
}

fn both_ui(ui: &mut Ui, pen: &mut Pen<'_>, menu: &mut Menu, taken: &mut Option<Change>) {
    let ViewContext { words, theme, .. } = pen.cx;
    let languages = [("zh", say!(words, "draft-chinese")), ("en", say!(words, "draft-english"))];
    let (zh, en) = pen.draft.both(&menu.path);
    for ((language, name), text) in languages.into_iter().zip([zh, en]) {
        let mut typed = text.clone();
        ui.label(small(theme, name.as_str()));
        let field = ui.add(TextEdit::singleline(&mut typed).desired_width(280.0));
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &name));
        if !menu.drawn && (language == "zh") == (words.language == crate::model::text::Language::Chinese) {
            field.request_focus();
        }
        if typed != text {
            let chinese = with(&menu.path, "zh");
            if language == "en" && pen.draft.seen(&chinese) == Some(Seen::Blank) {
                pen.change(Change::Plain(chinese, String::new()));
            }
            let path = with(&menu.path, language);
            pen.change(match typed.is_empty() && language == "en" {
                true => Change::Remove(path),
                false => Change::Plain(path, typed),
            });
        }
        if field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
            // Nothing changes; the focus moves on.
            *taken = Some(Change::Plain(with(&menu.path, language), text));
        }
    }
    for choice in menu.choices.clone() {
        choice_ui(ui, pen, &choice, false, taken);
    }
}

fn choices_ui(ui: &mut Ui, pen: &mut Pen<'_>, menu: &mut Menu, taken: &mut Option<Change>) {
    let ViewContext { words, theme, .. } = pen.cx;
    let label = say!(words, "draft-find", what = words.blank(menu.ty));
    let field = ui.add(TextEdit::singleline(&mut menu.search).desired_width(280.0).hint_text(label.as_str()));
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &label));
    if !menu.drawn {
        field.request_focus();
    }
    if field.changed() {
        menu.at = 0;
    }
    let own = typed(pen, &menu.path, menu.ty, &menu.search);
    let own =
        own.into_iter().map(|(name, change)| Choice { name, findable: Findable::default(), change, on_it: false });
    let found = menu.choices.iter().filter(|choice| choice.findable.has(&menu.search)).cloned();
    let all: Vec<Choice> = own.chain(found).take(MOST).collect();
    if all.is_empty() {
        ui.label(small(theme, say!(words, "draft-none-found")));
    }
    let (up, down, enter) = ui.input(|input| {
        use egui::Key as Sign;
        (input.key_pressed(Sign::ArrowUp), input.key_pressed(Sign::ArrowDown), input.key_pressed(Sign::Enter))
    });
    if down {
        menu.at = (menu.at + 1).min(all.len().saturating_sub(1));
    }
    if up {
        menu.at = menu.at.saturating_sub(1);
    }
    ScrollArea::vertical().max_height(260.0).follow(ui, |ui| {
        let mut parted = false;
        for (at, choice) in all.iter().enumerate() {
            if choice.on_it && !parted {
                parted = true;
                ui.separator();
            }
            choice_ui(ui, pen, choice, at == menu.at, taken);
        }
    });
    if enter && menu.drawn && field.lost_focus() {
        *taken = all.get(menu.at).map(|choice| choice.change.clone());
    }
}

fn choice_ui(ui: &mut Ui, pen: &Pen<'_>, choice: &Choice, chosen: bool, taken: &mut Option<Change>) {
    let theme = pen.cx.theme;
    let ink = if choice.on_it { theme.second } else { theme.ink };
    let text = RichText::new(choice.name.as_str()).color(ink);
    let fill = if chosen { theme.accent_ground } else { theme.surface };
    let button = egui::Button::new(text).fill(fill).wrap().frame(chosen).min_size(egui::vec2(280.0, 22.0));
    let button = ui.add(button);
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &choice.name));
    if chosen {
        button.scroll_to_me(None);
    }
    if button.clicked() {
        *taken = Some(choice.change.clone());
    }
}

/// The change that fills a part with the selected text of the policy, if it fits the part.
pub(super) fn from_marked(pen: &Pen<'_>, path: &Path, marked: &str) -> Option<Change> {
    use crate::data::draft::number::{is_at_most, number_for};
    let ty = pen.draft.ty(path)?;
    Some(match ty {
        Ty::Number(counts) => Change::Set(path.clone(), written(number_for(marked, counts)?, counts)),
        Ty::One(Set::Amount) => {
            let share = number_for(marked, Counts::Share);
            let money = number_for(marked, Counts::Money);
            match (share, money) {
                (Some(share), None) => {
                    Change::Set(path.clone(), format!("Share(rate: {}, of: _)", written(share, Counts::Share)))
                }
                (Some(share), Some(most)) => {
                    let (share, most) = (written(share, Counts::Share), written(most, Counts::Money));
                    Change::Set(path.clone(), capped_share(&share, &most))
                }
                (None, Some(money)) => Change::Set(path.clone(), format!("Fixed({})", written(money, Counts::Money))),
                (None, None) => return None,
            }
        }
        Ty::One(Set::Basis) if is_at_most(marked) => Change::Set(path.clone(), "UpTo".to_owned()),
        Ty::Text => Change::Plain(with(path, "zh"), marked.trim().to_owned()),
        Ty::Plain => Change::Plain(path.clone(), marked.trim().to_owned()),
        _ => return None,
    })
}

/// Whether a blank of the head is a text that a selection can fill.
pub(super) fn is_in_head(path: &Path) -> bool {
    [way!["title"], way!["issuer"], way!["document_no"]].contains(path)
}
