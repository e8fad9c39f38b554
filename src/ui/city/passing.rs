//! The panel with the changes that pass a rival or bring the city among the first three, on each production or on the
//! weighted rank, and with the answer of the rival.
//!
//! A change of conditions and a change that reduces what a rival gives are not looked for.

use egui::{ProgressBar, RichText, Role, Ui, WidgetInfo, vec2};

use super::CityDesk;
use crate::model::id::PlaceId;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::session::action::Action;
use crate::session::desk::DeskEdit;
use crate::study::overtake::{Contest, Goal, On, Way};
use crate::ui::context::{Request, Requests, ViewContext};
use crate::ui::platform::{CityQuestion, Want};
use crate::ui::view::{CityGoal, CityOn, View};
use crate::ui::widgets::{focus_ring, hairline, head, segmented, small, strong};

/// The changes with which the city reaches its goal.
pub(super) fn passing_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, place: &PlaceId, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = session.counted();
    if view.own.of::<CityDesk>().city(place).is_none() {
        return;
    }
    ui.label(head(say!(words, "city-pass")));
    choices_ui(ui, cx, view, place);
    let Some(question) = super::asking::passing_question(cx, view, place) else {
        ui.add(egui::Label::new(small(theme, say!(words, "city-pass-nothing"))).wrap());
        return;
    };
    if !waiting_ui(ui, cx, view, &question, requests) {
        return;
    }
    let desk = view.own.of::<CityDesk>();
    let known = desk
        .passing
        .last_if(|made| made.place == question.place && made.want == question.want && made.certain == question.certain);
    let Some(all) = known.cloned() else {
        ui.label(small(theme, say!(words, "city-working")));
        return;
    };
    let Want::Passing(goal, _) = question.want else { return };
    if all.is_empty() {
        ui.add(egui::Label::new(small(theme, say!(words, "city-pass-nothing"))).wrap());
        return;
    }
    for contest in all.iter() {
        let name = named(cx, contest);
        ui.add_space(4.0);
        ui.add(egui::Label::new(strong(&name).small()).wrap());
        ui.push_id(&name, |ui| {
            contest_ui(ui, cx, view, &goal, contest, requests);
            pair_ui(ui, cx, view, (&goal, contest, &name), requests);
        });
        hairline(ui, theme.faint);
    }
    let copy = ui.add(egui::Button::new(RichText::new(say!(words, "why-copy")).small()));
    let label = say!(words, "city-pass-copy");
    copy.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    focus_ring(ui, theme, &copy);
    if copy.on_hover_text(&label).clicked() {
        ui.ctx().copy_text(copied(cx, view, &goal, &all));
        requests.others.push(Request::Copied);
    }
    let notes = [
        (goal == Goal::Among(super::asking::FIRST)).then(|| say!(words, "city-pass-note-first")),
        Some(say!(words, "city-pass-note")),
    ];
    for note in notes.into_iter().flatten() {
        ui.add(egui::Label::new(small(theme, note)).wrap());
    }
    let mut open: Vec<&PlaceId> =
        all.iter().filter(|one| one.found.rival_is_open).map(|one| &one.found.rival).collect();
    open.sort();
    open.dedup();
    for rival in open {
        let text = say!(words, "overtake-open", rival = words.place(library, rival));
        ui.add(egui::Label::new(RichText::new(text).small().color(theme.unknown)).wrap());
    }
}

/// Whom the city is to pass, and on what.
fn choices_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, place: &PlaceId) {
    let ViewContext { words, theme, .. } = cx;
    ui.horizontal_wrapped(|ui| {
        let goals =
            [(CityGoal::Past, say!(words, "city-goal-past")), (CityGoal::Among, say!(words, "city-goal-among"))];
        if let Some(goal) = segmented(ui, theme, view.city_goal, &goals) {
            view.city_goal = goal;
        }
        if view.city_goal == CityGoal::Past {
            rival_ui(ui, cx, view, place);
        }
    });
    ui.horizontal_wrapped(|ui| {
        let bases = [
            (CityOn::Productions, say!(words, "city-on-productions")),
            (CityOn::Weighted, say!(words, "city-on-weighted")),
        ];
        if let Some(on) = segmented(ui, theme, view.city_on, &bases) {
            view.city_on = on;
        }
    });
    ui.add_space(2.0);
}

/// The menu with the rivals of which one is to be passed.
fn rival_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, place: &PlaceId) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = session.counted();
    let Some(rival) = super::asking::rival(view, place) else { return };
    let Some(city) = view.own.of::<CityDesk>().city(place) else { return };
    let name = words.place(library, &rival);
    // Its own name, as on the map. The tooltip has the places around it.
    let own = library.places.get(&rival).map_or(name.as_str(), |place| words.text(&place.name));
    let button = egui::Button::new(strong(format!("{own} ▼"))).min_size(vec2(0.0, 26.0));
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        for other in &city.standing.rivals {
            if ui.selectable_label(*other == rival, words.place(library, other)).clicked() {
                view.city_rival = Some(other.clone());
                ui.close();
            }
        }
    });
    let label = say!(words, "city-pass-rival", rival = name.as_str());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    focus_ring(ui, theme, &response);
    response.on_hover_text(&name);
}

/// The progress of a calculation with "Cancel", or the button that starts it again after it was cancelled or failed.
/// Returns whether there is neither.
fn waiting_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    question: &CityQuestion,
    requests: &mut Requests,
) -> bool {
    let ViewContext { words, theme, .. } = cx;
    let desk = view.own.of::<CityDesk>();
    if desk.asked.as_ref() == Some(question) {
        let progress = desk.progress();
        let (done, all) = (progress.done(), progress.all());
        ui.horizontal_wrapped(|ui| {
            let share = done as f32 / all.max(1) as f32;
            let bar = ProgressBar::new(share).desired_width(90.0).desired_height(6.0).fill(theme.accent);
            let bar = ui.add(bar);
            let percent = format!("{:.0}%", share * 100.0);
            bar.widget_info(|| {
                WidgetInfo::labeled(Role::ProgressIndicator, true, format!("{} {percent}", progress.name))
            });
            ui.label(small(theme, progress.name.as_str()));
            let cancel = ui.add(egui::Button::new(RichText::new(say!(words, "unsaved-cancel")).small()));
            let label = say!(words, "city-pass-cancel");
            cancel.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
            focus_ring(ui, theme, &cancel);
            if cancel.clicked() {
                requests.others.push(Request::Cancel(progress.clone()));
            }
        });
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
        return false;
    }
    if desk.has_failed(question) {
        ui.add(egui::Label::new(small(theme, say!(words, "city-pass-stopped"))).wrap());
        let again = ui.add(egui::Button::new(RichText::new(say!(words, "city-pass-again")).small()));
        focus_ring(ui, theme, &again);
        if again.clicked() {
            view.own.of::<CityDesk>().ask_again(question);
        }
        return false;
    }
    true
}

/// The name of a basis.
fn named(cx: &ViewContext<'_>, contest: &Contest) -> String {
    match contest.on {
        On::Production(_) => cx.words.overtake_on(cx.session.counted(), &contest.on),
        On::Weighted(_) => say!(cx.words, "city-weights"),
    }
}

/// The present lead, the ways to reach the goal, and the answer of the rival.
fn contest_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &View, goal: &Goal, contest: &Contest, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = session.counted();
    let Contest { on, found, answer } = contest;
    let currency = on.currency(library);
    let among = matches!(goal, Goal::Among(_));
    let amount = words.overtake_lead(currency, on, found.lead);
    let rival = words.place(library, &found.rival);
    if let On::Weighted(_) = on {
        ui.add(egui::Label::new(small(theme, words.overtake_on(library, on))).wrap());
    }
    if found.lead > Fraction::ZERO {
        let text = match among {
            true => say!(words, "city-pass-among", amount = amount, rival = rival),
            false => say!(words, "city-pass-leads", amount = amount),
        };
        ui.add(egui::Label::new(RichText::new(text).small().color(theme.certain)).wrap());
        return;
    }
    let text = match (found.lead.is_zero(), among) {
        (true, false) => say!(words, "city-pass-level"),
        (true, true) => say!(words, "city-pass-level-third", rival = rival),
        (false, false) => say!(words, "city-pass-short", amount = amount),
        (false, true) => say!(words, "city-pass-short-third", amount = amount, rival = rival),
    };
    ui.add(egui::Label::new(small(theme, text)).wrap());
    let Some((first, others)) = found.ways.split_first() else {
        let text = say!(words, "city-pass-never", count = found.powerless.len());
        ui.add(egui::Label::new(RichText::new(text).small().color(theme.ink)).wrap());
        return;
    };
    way_ui(ui, cx, contest, first, view.passing.read_only, requests);
    if let Some(answer) = answer {
        ui.add(egui::Label::new(small(theme, words.overtake_answer(library, currency, answer))).wrap());
    }
    if !others.is_empty() {
        let text = small(theme, say!(words, "city-pass-others", count = others.len()));
        egui::CollapsingHeader::new(text).id_salt("others").show(ui, |ui| {
            for way in others {
                way_ui(ui, cx, contest, way, view.passing.read_only, requests);
            }
        });
    }
}

fn way_ui(ui: &mut Ui, cx: &ViewContext<'_>, contest: &Contest, way: &Way, read_only: bool, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = session.counted();
    let proposed = session
        .proposed()
        .changes
        .iter()
        .find(|change| change.policy == way.change.policy && change.figure == way.change.figure);
    let text = words.overtake_way(library, contest.on.currency(library), way);
    ui.add(egui::Label::new(small(theme, text)).wrap());
    let there = proposed.is_some_and(|change| match way.change.old.is_none_or(|old| way.change.new > old) {
        true => change.new >= way.change.new,
        false => change.new <= way.change.new,
    });
    if there {
        ui.label(RichText::new(say!(words, "city-pass-done")).small().color(theme.certain));
        return;
    }
    let response = ui.add_enabled(!read_only, egui::Button::new(RichText::new(say!(words, "near-try")).small()));
    let name = say!(words, "near-try-what", what = words.figure_change(library, &way.change));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    focus_ring(ui, theme, &response);
    if response.clicked() {
        requests.actions.push(Action::Desk(DeskEdit::Propose(way.change.clone())));
    }
}

/// The two figures with which the goal is reached together, once requested.
fn pair_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    (goal, contest, name): (&Goal, &Contest, &str),
    requests: &mut Requests,
) {
    let ViewContext { session, words, theme, .. } = cx;
    let found = &contest.found;
    if found.lead > Fraction::ZERO || found.ways.len() + found.powerless.len() < 2 {
        return;
    }
    let key = (goal.clone(), contest.on.clone());
    let Some(known) = view.own.of::<CityDesk>().pairs.get(&key).cloned() else {
        let response = ui.add(egui::Button::new(RichText::new(say!(words, "city-two")).small()));
        let label = say!(words, "city-two-of", production = name);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        focus_ring(ui, theme, &response);
        if response.clicked() {
            view.own.of::<CityDesk>().pairs.insert(key, None);
        }
        return;
    };
    let Some(pairs) = known else {
        let (goal, on) = key;
        let question =
            CityQuestion { want: Want::Pairs(goal, on), ..super::asking::law_question(cx, view, &contest.found.place) };
        if waiting_ui(ui, cx, view, &question, requests) {
            ui.label(small(theme, say!(words, "city-working")));
        }
        return;
    };
    let library = session.counted();
    let text = words.overtake_pairs(library, contest.on.currency(library), &pairs);
    ui.add(egui::Label::new(small(theme, text)).wrap());
    let Some(pair) = &pairs.best else { return };
    let response =
        ui.add_enabled(!view.passing.read_only, egui::Button::new(RichText::new(say!(words, "city-two-try")).small()));
    focus_ring(ui, theme, &response);
    if response.clicked() {
        for change in &pair.changes {
            requests.actions.push(Action::Desk(DeskEdit::Propose(change.clone())));
        }
    }
}

/// Everything that the panel shows, as text.
fn copied(cx: &ViewContext<'_>, view: &mut View, goal: &Goal, all: &[Contest]) -> String {
    let ViewContext { session, words, .. } = cx;
    let library = session.counted();
    let mut lines = Vec::new();
    for contest in all {
        let Contest { on, found, answer } = contest;
        if matches!(goal, Goal::Among(_)) {
            lines.push(say!(words, "city-goal-line", place = words.place(library, &found.place)));
        }
        lines.extend(words.overtake_told(library, on, found, answer.as_ref()));
        let key = (goal.clone(), on.clone());
        if let Some(Some(pairs)) = view.own.of::<CityDesk>().pairs.get(&key) {
            lines.push(words.overtake_pairs(library, on.currency(library), pairs));
        }
        lines.push(String::new());
    }
    lines.extend(matches!(goal, Goal::Among(_)).then(|| say!(words, "city-pass-note-first")));
    lines.push(say!(words, "city-pass-note"));
    lines.iter().map(|line| format!("{line}\n")).collect()
}
