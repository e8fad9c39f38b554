//! The question "where should this be made" from beginning to end, by keyboard alone: every stop of Tab is in sight,
//! and the focus is never lost on the way.

use backlot::model::production::Answer as Given;
use backlot::model::text::Language::English;
use backlot::ui::passing::Explained;
use backlot::ui::tab::Tab;
use backlot::ui::view::View;
use egui::{Key, Modifiers, Rect, pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::desk::Answer;
use super::window::Window;

const COMMAND: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

/// The number of stops of Tab after which a label counts as out of reach.
const FAR: usize = 250;

/// The label and position of the focused widget.
fn focused(window: &Window) -> Option<(String, Rect)> {
    let all = window.harness.query_all_by(|node| node.is_focused());
    // The window itself counts as focused while nothing in it is.
    all.filter_map(|node| Some((node.accesskit_node().label()?, node.rect()))).next()
}

/// Presses Tab until a widget has the focus. Every stop on the way has to be in sight.
fn reach(window: &mut Window, label: &str) {
    let size = window.harness.ctx.content_rect();
    let sight = Rect::from_min_max(pos2(0.0, 0.0), size.max).expand(2.0);
    let mut stops = Vec::new();
    for _ in 0..FAR {
        window.harness.key_press(Key::Tab);
        window.harness.run_steps(3);
        let Some((name, rect)) = focused(window) else { continue };
        assert!(sight.contains_rect(rect), "{name:?} is out of sight at {rect:?}; before it: {stops:?}");
        if name == label {
            return;
        }
        stops.push(name);
    }
    panic!("Tab does not reach {label:?}: {stops:?}");
}

fn press(window: &mut Window, key: Key) {
    window.keys(NONE, key);
}

fn write(window: &mut Window, text: &str) {
    window.keys(COMMAND, Key::A);
    window.harness.event(egui::Event::Text(text.to_owned()));
    window.settle();
}

fn answer(window: &mut Window, fact: &str) -> Option<Given> {
    window.app().session.production().answers.get(&fact.into()).cloned()
}

#[test]
fn a_production_is_placed_from_the_first_answer_to_the_report_by_keyboard_alone() {
    let mut window = Window::sized(English, [1280.0, 800.0], View { still: true, ..View::default() });
    // Its own name, and one figure.
    window.keys(COMMAND, Key::Num3);
    reach(&mut window, "Name");
    write(&mut window, "River Gate");
    reach(&mut window, "Yearly revenue share");
    write(&mut window, "200w");
    assert_eq!(answer(&mut window, "revenue_share_year"), Some(Given::Number(2_000_000.into())));
    // A question with choices: the focus stays on it.
    reach(&mut window, "Orientation");
    press(&mut window, Key::Space);
    reach(&mut window, "Horizontal");
    press(&mut window, Key::Enter);
    assert_eq!(answer(&mut window, "orientation"), Some(Given::Choice("horizontal".into())));
    assert_eq!(focused(&window).map(|(name, _)| name).as_deref(), Some("Orientation"));
    press(&mut window, Key::Escape);
    // Where: sorted by a heading, filtered, picked and explained.
    window.keys(COMMAND, Key::Num1);
    reach(&mut window, "Sort by Up to");
    press(&mut window, Key::Enter);
    press(&mut window, Key::Escape);
    assert_eq!(focused(&window), None);
    for _ in 0..30 {
        press(&mut window, Key::ArrowDown);
    }
    window.harness.event(egui::Event::Text("/".to_owned()));
    window.settle();
    assert_eq!(focused(&window).map(|(name, _)| name).as_deref(), Some("Filter places"));
    window.harness.event(egui::Event::Text("henan".to_owned()));
    window.settle();
    press(&mut window, Key::Escape);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Space);
    let places = &window.app().session.production().places;
    assert!(places.contains(&"henan".into()), "{places:?}");
    press(&mut window, Key::Enter);
    assert_eq!(window.app().view.passing.why.now(), Some(&Explained::Place("henan".into())));
    press(&mut window, Key::Escape);
    assert_eq!(window.app().view.passing.why.now(), None);
    // What is certain and up to, and why.
    window.keys(COMMAND, Key::Num3);
    window.expect("What each place gives");
    reach(&mut window, "Why Datong");
    press(&mut window, Key::Enter);
    assert_eq!(window.app().view.passing.why.now(), Some(&Explained::Place("datong".into())));
    window.expect("Close");
    press(&mut window, Key::Escape);
    assert_eq!(window.app().view.passing.why.now(), None);
    assert_eq!(focused(&window).map(|(name, _)| name).as_deref(), Some("Why Datong"), "back where it was");
    // What would bring more, as a variant; then back to the answers as they are.
    let attempt = window.labels_with("Try: ").into_iter().next().expect("something brings more");
    reach(&mut window, &attempt);
    press(&mut window, Key::Enter);
    assert_eq!(window.app().session.pinned().variants.len(), 1);
    window.keys(Modifiers::ALT, Key::Num1);
    assert_eq!(window.app().session.shown(), None);
    // When it is paid.
    reach(&mut window, "Save as .ics…");
    window.answer_dialogs(&[Answer::Path("/home/river.ics")]);
    press(&mut window, Key::Enter);
    assert!(window.outside.files.text("/home/river.ics").is_some_and(|text| text.contains("BEGIN:VCALENDAR")));
    // The curve of a figure, kept for the report.
    window.keys(COMMAND, Key::R);
    (0..8).for_each(|_| window.settle());
    assert_eq!(window.app().view.tab, Tab::Curve);
    reach(&mut window, "In the report");
    press(&mut window, Key::Space);
    assert_eq!(window.app().session.pinned().curves.len(), 1);
    // The production is saved, and the report is looked through and written.
    window.answer_dialogs(&[Answer::Path("/home/river.ron")]);
    window.keys(COMMAND, Key::S);
    let saved = window.outside.files.text("/home/river.ron").expect("saved");
    assert!(saved.contains("River Gate") && saved.contains("variants") && saved.contains("curves"), "{saved}");
    window.keys(COMMAND, Key::Num8);
    reach(&mut window, "With annex");
    press(&mut window, Key::Enter);
    let top = |window: &Window| {
        let page = window.harness.query_all_by_label_contains("One-page brief").next().expect("the page");
        page.rect().top()
    };
    let before = top(&window);
    press(&mut window, Key::Escape);
    press(&mut window, Key::PageDown);
    (0..6).for_each(|_| window.settle());
    assert!(top(&window) < before, "the preview scrolls");
    window.answer_dialogs(&[Answer::Path("/home/river.html")]);
    reach(&mut window, "Report as HTML…");
    press(&mut window, Key::Enter);
    assert!(window.outside.files.text("/home/river.html").is_some_and(|text| text.contains("River Gate")));
}

#[test]
fn every_stop_of_tab_is_in_sight_in_every_view_of_a_narrow_window() {
    let size = vec2(640.0, 800.0);
    let sight = Rect::from_min_size(pos2(0.0, 0.0), size).expand(2.0);
    // A row wider than the window cannot be in sight as a whole.
    let is_seen = |rect: Rect| match rect.width() > size.x {
        true => sight.y_range().contains(rect.top()) && sight.intersects(rect),
        false => sight.contains_rect(rect),
    };
    let mut lost: Vec<String> = Vec::new();
    for tab in Tab::ALL {
        let view = View { tab: *tab, city: Some("zhengzhou".into()), still: true, ..View::default() };
        let mut window = Window::sized(English, [size.x, size.y], view);
        window.settle();
        let mut stops: Vec<String> = Vec::new();
        for _ in 0..36 {
            window.harness.key_press(Key::Tab);
            window.harness.run_steps(5);
            let Some((name, rect)) = focused(&window) else { continue };
            if !is_seen(rect) {
                lost.push(format!("{tab:?}: {name:?} at {rect:?} after {:?}", stops.last()));
            }
            stops.push(name);
        }
        assert!(stops.len() > 8, "{tab:?}: {stops:?}");
    }
    assert!(lost.is_empty(), "{lost:#?}");
}
