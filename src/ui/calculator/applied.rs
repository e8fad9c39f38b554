//! "If applied on …": the changed day, and the changes up to that day.

use egui::{Label, TextEdit, Ui, WidgetInfo};
use jiff::civil::Date;

use crate::model::variant::Variant;
use crate::say;
use crate::session::action::Action;
use crate::study::later::{Turn, turns};
use crate::ui::context::{Requests, ViewContext};
use crate::ui::memo::Memo;
use crate::ui::view::View;
use crate::ui::widgets::{focus_ring, gives_up, quiet_link, small};

/// The number of changes listed at first.
const MOST: usize = 4;

/// The changes up to the day of the displayed variant.
#[derive(Clone, Debug, Default)]
struct Later {
    turns: Vec<Turn>,
    /// Whether all of them are listed.
    all: bool,
}

/// Draws the day, and the changes up to it.
pub(super) fn applied_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let (shown, chosen) = (session.day, session.chosen_day());
    ui.horizontal_wrapped(|ui| {
        ui.label(small(theme, say!(words, "later-if")));
        day_ui(ui, cx, view, requests);
        ui.label(small(theme, say!(words, "later-then")));
        if shown != chosen && !view.passing.read_only {
            let text = say!(words, "later-back", day = chosen.to_string());
            if let Some(at) = session.shown().filter(|_| quiet_link(ui, theme, &text, &text).clicked()) {
                requests.actions.push(Action::VariantDay(at, None));
            }
        }
    });
    if shown == chosen {
        return;
    }
    let key = (session.revision(), session.library_revision());
    let later = view.own.of::<Memo<(u64, u64), Later>>().get(key, || {
        let turns = turns(session.counted(), &session.production().places, chosen, shown);
        Later { turns, all: false }
    });
    if later.turns.is_empty() {
        ui.add(Label::new(small(theme, say!(words, "later-nothing", day = shown.to_string()))).wrap());
    }
    let most = if later.all { later.turns.len() } else { MOST };
    for turn in later.turns.iter().take(most) {
        ui.add(Label::new(small(theme, words.turn(&session.library, turn))).wrap());
    }
    let rest = later.turns.len().saturating_sub(most);
    if rest > 0 {
        let text = say!(words, "near-rest", count = rest);
        later.all = quiet_link(ui, theme, &text, &text).clicked();
    }
    ui.add_space(6.0);
}

/// The field of the day. It is applied when the focus leaves it, because until then it can be incomplete.
fn day_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let id = ui.scope_id().with("applied");
    let now = session.day.to_string();
    let mut typed: String = ui.data(|data| data.get_temp(id)).unwrap_or_else(|| now.clone());
    let parsed = typed.trim().parse::<Date>();
    let edit = TextEdit::singleline(&mut typed).id(id).desired_width(92.0);
    let edit = if parsed.is_err() { edit.text_color(theme.problem) } else { edit };
    let field = ui.add_enabled(!view.passing.read_only, edit);
    let label = say!(words, "later-day");
    field.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, &label));
    focus_ring(ui, theme, &field);
    let field = field.on_hover_text(say!(words, "later-hint"));
    if field.has_focus() && !field.lost_focus() {
        ui.data_mut(|data| data.insert_temp(id, typed));
        return;
    }
    ui.data_mut(|data| data.remove::<String>(id));
    if !field.lost_focus() || gives_up(ui) {
        return;
    }
    match typed.trim().parse::<Date>() {
        Ok(day) if day != session.day => requests.actions.push(moved(cx, day)),
        _ => {}
    }
}

/// The edit that changes the day: of the shown variant, or of a new one.
fn moved(cx: &ViewContext<'_>, day: Date) -> Action {
    let session = cx.session;
    match session.shown() {
        Some(at) => Action::VariantDay(at, Some(day).filter(|day| *day != session.chosen_day())),
        None => {
            let worked_out = Some(session.worked_out());
            Action::AddVariant(Box::new(Variant { day: Some(day), worked_out, ..Variant::default() }))
        }
    }
}
