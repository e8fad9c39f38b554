//! Response curves: opened from a figure, read, moved and undone.

use backlot::model::production::Answer;
use backlot::model::text::Language::{Chinese, English};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::window::Window;

const COMMAND: Modifiers = Modifiers::COMMAND;

/// The answer to a question, as a whole number.
fn answer(window: &mut Window, fact: &str) -> Option<String> {
    match window.app().session.production().answers.get(&fact.into())? {
        Answer::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[test]
fn a_curve_opens_from_the_figure_in_the_form_and_from_the_field_with_the_keyboard() {
    let mut window = Window::open(Chinese);
    window.press("年分账收入的金额曲线");
    window.harness.run_steps(30);
    assert!(window.sees_part("当前 120 万元"), "the curve of that figure is drawn");
    // From the field of another figure.
    window.keys(COMMAND, Key::Num3);
    window.harness.get_by_role_and_label(Role::TextInput, "当地取景占比").focus();
    window.settle();
    window.keys(COMMAND, Key::R);
    window.harness.run_steps(30);
    assert!(window.sees_part("当前 85"), "the curve of the field is drawn");
    // A figure that changes nothing says so, and the numbers that do are beside it.
    window.keys(COMMAND, Key::Num3);
    window.press("总投资额的金额曲线");
    window.harness.run_steps(30);
    window.expect("总投资额在所选各地不影响金额。");
    window.click("年分账收入");
    assert!(window.sees_part("当前 120 万元"));
}

#[test]
fn a_drag_of_the_answer_is_one_step_of_undo() {
    let mut window = Window::open(English);
    window.press("Response curve along yearly revenue share");
    window.harness.run_steps(30);
    let plot = window.harness.get_all_by_role(Role::Slider).next().expect("the plot").rect();
    window.harness.drag_at(plot.center());
    window.settle();
    for by in [40.0, 80.0, 120.0] {
        window.harness.hover_at(plot.center() + egui::vec2(by, 0.0));
        window.settle();
    }
    window.harness.drop_at(plot.center() + egui::vec2(120.0, 0.0));
    window.settle();
    let moved = answer(&mut window, "revenue_share_year").expect("an answer");
    assert_ne!(moved, "1200000");
    window.keys(COMMAND, Key::Z);
    assert_eq!(answer(&mut window, "revenue_share_year").as_deref(), Some("1200000"));
    window.keys(COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(answer(&mut window, "revenue_share_year"), Some(moved));
}

#[test]
fn the_marker_is_the_answer_of_the_place_with_the_band() {
    let mut window = Window::open(English);
    let action = backlot::session::action::Action::Answer {
        fact: "revenue_share_year".into(),
        place: Some("datong".into()),
        answer: Some(Answer::Number(3_000_000.into())),
    };
    window.app().session.apply(action);
    window.press("Response curve along yearly revenue share");
    window.harness.run_steps(30);
    assert!(window.sees_part("CNY 3,000,000 now"), "Datong has an answer of its own");
    window.harness.get_all_by_role(Role::Slider).next().expect("the plot").focus();
    window.settle();
    window.keys(Modifiers::NONE, Key::ArrowRight);
    assert!(!window.sees_part("CNY 3,000,000 now"));
    assert_eq!(answer(&mut window, "revenue_share_year").as_deref(), Some("1200000"), "the others keep theirs");
}

#[test]
fn the_table_names_the_rule_with_which_each_piece_begins() {
    let mut window = Window::open(English);
    window.press("Response curve along yearly revenue share");
    window.harness.run_steps(30);
    window.keys(COMMAND, Key::T);
    assert!(window.sees_part("Vertical revenue award: Yearly revenue share ≥ CNY 1,000,000"));
    assert!(window.sees_part("Vertical revenue award: Cap CNY 1,000,000"));
}

#[test]
fn the_table_of_a_curve_is_sorted_by_any_heading() {
    let mut window = Window::open(English);
    window.keys(COMMAND, Key::R);
    window.harness.run_steps(30);
    window.click("Table");
    let before = window.copied_table();
    window.click("Sort by Amounts");
    assert_ne!(window.copied_table(), before);
    window.click("Sort by Amounts");
    window.click("Sort by Amounts");
    assert_eq!(window.copied_table(), before);
}
