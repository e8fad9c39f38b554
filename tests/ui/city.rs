//! The city desk: a city is set once, a figure is moved, and everything follows.

use backlot::model::text::Language::{Chinese, English};
use backlot::ui::view::{Tab, View};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::desk::Answer;
use super::window::Window;

const AMOUNT: &str = "Yellow River award · amount";

fn open() -> Window {
    let rivals = ["xian", "hangzhou", "shenzhen"].map(Into::into).to_vec();
    let view = View { tab: Tab::City, city: Some("zhengzhou".into()), city_rivals: rivals, ..View::default() };
    let mut window = Window::sized(English, [1280.0, 800.0], view);
    window.settle();
    window
}

/// The cells of the map that are of a place.
fn cells(window: &Window, place: &str) -> Vec<String> {
    let all = window.harness.query_all_by_label_contains(" of the budget, rank ");
    let labels = all.filter_map(|node| node.accesskit_node().label());
    labels.filter(|label| label.starts_with(&format!("{place}, "))).collect()
}

#[test]
fn a_city_is_chosen_once_and_its_desk_opens() {
    let mut window = Window::sized(English, [1280.0, 800.0], View { tab: Tab::City, ..View::default() });
    window.expect("Your city is …");
    window.fill("Filter places", "zhengzhou");
    window.leave();
    window.click("Zhengzhou");
    window.settle();
    assert_eq!(window.app().view.city, Some("zhengzhou".into()));
    assert_eq!(cells(&window, "Zhengzhou").len(), 8);
    assert!(window.sees_part("Zhengzhou"));
    window.expect("My city: Zhengzhou");
}

#[test]
fn a_lever_moves_the_map_and_undo_takes_it_back() {
    let mut window = open();
    assert_eq!(cells(&window, "Xi’an").len() + cells(&window, "Xi'an").len(), 8);
    window.expect("Nothing is proposed yet.");
    let before = window.app().session.proposed().changes.len();
    assert_eq!(before, 0);
    window.fill(AMOUNT, "1400000");
    window.leave();
    assert_eq!(window.app().session.proposed().changes.len(), 1);
    assert!(!window.sees("Nothing is proposed yet."));
    assert!(window.sees_part("ranks move") || window.sees_part("rank of 8 moves"), "the finding speaks of ranks");
    window.expect("Take 1 change back");
    window.keys(Modifiers::COMMAND, Key::Z);
    window.settle();
    assert_eq!(window.app().session.proposed().changes.len(), 0);
    window.expect("Nothing is proposed yet.");
}

#[test]
fn what_is_proposed_is_saved_as_a_scenario_and_opened_again() {
    let mut window = open();
    window.fill(AMOUNT, "500000");
    window.leave();
    window.answer_dialogs(&[Answer::Path("/home/more.ron"), Answer::Path("/home/more.ron")]);
    window.press("Save as scenario…");
    window.settle();
    let text = window.outside.files.text("/home/more.ron").unwrap();
    assert!(text.contains("Scenario(") && text.contains("incentive:yellow-river/amount"), "{text}");
    window.press("Take 1 change back");
    assert_eq!(window.app().session.proposed().changes.len(), 0);
    window.press("Open scenario…");
    window.settle();
    assert_eq!(window.app().session.proposed().changes.len(), 1);
}

#[test]
fn the_desk_fits_half_a_window_and_speaks_chinese() {
    let view = View { tab: Tab::City, city: Some("zhengzhou".into()), ..View::default() };
    let mut window = Window::sized(Chinese, [640.0, 800.0], view);
    window.settle();
    window.expect("条款");
    window.click("影响");
    window.expect("名次变动");
    window.click("条款");
    assert!(window.sees_part("黄河文化作品奖励"));
}
