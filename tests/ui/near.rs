//! What a change that brings more costs the user: written in its row, kept with the production, taken back.

use backlot::model::text::Language::{Chinese, English};
use backlot::ui::view::View;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::window::Window;

const COMMAND: Modifiers = Modifiers::COMMAND;

/// The position of a change among those that can be tried.
fn at(window: &Window, change: &str) -> usize {
    let all = window.labels_with("Try: ");
    all.iter().position(|label| label.contains(change)).unwrap_or_else(|| panic!("{change} is not in {all:?}"))
}

#[test]
fn a_cost_is_written_in_the_row_of_a_change_and_taken_back() {
    let mut window = Window::sized(English, [1280.0, 1600.0], View::default());
    let change = "Raise yearly revenue share from CNY 1,200,000 to CNY 10,000,000 (by CNY 8,800,000)";
    let before = at(&window, change);
    assert!(!window.sees_part("our cost CNY"), "no cost is assumed");
    window.press(&format!("Enter what it costs you: {change}"));
    let field = format!("Your cost in CNY: {change}");
    assert!(window.harness.ctx.memory(|memory| memory.focused().is_some()), "the field can be typed into at once");
    // What is no amount is told, and nothing is kept.
    window.fill(&field, "-5");
    window.expect("This cannot be negative.");
    window.keys(Modifiers::NONE, Key::Enter);
    window.expect(&field);
    assert!(window.app().session.pinned().change_costs.is_empty());
    window.fill(&field, "8万");
    window.keys(Modifiers::NONE, Key::Enter);
    assert!(!window.sees(&field));
    window.expect("net −CNY 80,000 for certain, CNY 800,000 at most");
    window.expect("your assumption");
    assert_eq!(at(&window, change), before, "it still brings more than the others");
    let again = format!("Change your cost CNY 80,000: {change}");
    assert!(window.harness.get_by_label(&again).is_focused(), "the keyboard is where it was");
    assert_eq!(window.app().session.pinned().change_costs[0].cost.to_string(), "80000");
    // More than it can bring: the last of all.
    window.press(&again);
    window.fill(&field, "1,000,000");
    window.keys(Modifiers::NONE, Key::Enter);
    assert!(window.sees_part("brings no more than it costs"));
    assert_eq!(at(&window, change), window.labels_with("Try: ").len() - 1, "in sight, and last");
    // Each edit is a step that can be undone; a field that is left with Escape changes nothing.
    window.keys(COMMAND, Key::Z);
    window.expect(&again);
    window.press(&again);
    window.fill(&field, "7");
    window.keys(Modifiers::NONE, Key::Escape);
    window.expect(&again);
    // An empty field removes the cost.
    window.press(&again);
    window.fill(&field, "");
    window.keys(COMMAND, Key::A);
    window.keys(Modifiers::NONE, Key::Backspace);
    window.keys(Modifiers::NONE, Key::Enter);
    assert!(window.app().session.pinned().change_costs.is_empty() && !window.sees_part("our cost CNY"));
    window.keys(COMMAND, Key::Z);
    window.expect(&again);
    window.keys(COMMAND, Key::Z);
    assert!(!window.app().session.is_dirty());
}

#[test]
fn a_cost_stays_while_a_variant_is_shown() {
    let mut window = Window::sized(Chinese, [1280.0, 1600.0], View::default());
    let change = "年分账收入由 120 万元增至 1,000 万元（增加 880 万元）";
    window.press(&format!("填写改动花费：{change}"));
    window.fill(&format!("改动花费（CNY）：{change}"), "80000");
    window.keys(Modifiers::NONE, Key::Enter);
    window.expect("扣除后确定 −8 万元，最高 80 万元");
    let other = "Try: ".replace("Try: ", "试算：");
    let label = window.labels_with(&other).into_iter().find(|label| !label.contains(change)).unwrap();
    window.press(&label);
    assert_eq!(window.app().session.shown(), Some(0));
    assert_eq!(window.app().session.production().change_costs.len(), 1);
}
