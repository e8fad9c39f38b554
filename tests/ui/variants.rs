//! Variants of the production: trying answers without losing the present ones.

use backlot::data::read::{File, read_production};
use backlot::model::text::Language::{Chinese, English};
use egui::{Key, Modifiers};

use super::window::Window;

const COMMAND: Modifiers = Modifiers::COMMAND;

/// The production as it would be saved now.
fn saved(window: &mut Window) -> backlot::model::production::Production {
    let text = window.app().draft().expect("unsaved changes make a draft");
    read_production(&File { name: String::new(), bytes: text.into_bytes() }).unwrap()
}

#[test]
fn a_variant_takes_the_edits_and_the_answers_stay() {
    let mut window = Window::open(Chinese);
    window.click("新增备选方案");
    window.fill("年分账收入", "2000000");
    window.leave();
    assert_eq!(window.most("datong"), "200000");
    assert!(window.sees_part("现状 A 为 120 万元"), "the field says what it was");
    window.expect("+8.0");
    let kept = saved(&mut window);
    assert_eq!(kept.variants.len(), 1);
    assert_eq!(kept.variants[0].changes.len(), 1);
    assert_eq!(kept.answers, window.app().session.pinned().answers);
    window.click("A 现状");
    assert_eq!(window.most("datong"), "120000");
    window.keys(Modifiers::ALT, Key::Num2);
    assert_eq!(window.most("datong"), "200000");
    // Undo removes the answer, then the variant.
    window.keys(COMMAND, Key::Z);
    assert_eq!(window.most("datong"), "120000");
    assert_eq!(window.app().session.pinned().variants.len(), 1);
    window.keys(COMMAND, Key::Z);
    assert!(window.app().session.pinned().variants.is_empty());
    assert!(!window.app().session.is_dirty());
}

#[test]
fn a_variant_can_be_pinned_and_what_was_pinned_becomes_the_variant() {
    let mut window = Window::open(English);
    window.keys(COMMAND, Key::D);
    window.fill("Yearly revenue share", "2000000");
    window.leave();
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    assert_eq!(window.app().session.shown(), None);
    assert_eq!(window.most("datong"), "200000");
    window.keys(Modifiers::ALT, Key::Num2);
    assert_eq!(window.most("datong"), "120000");
    window.click("Remove variant B");
    assert!(window.app().session.pinned().variants.is_empty());
    assert_eq!(window.most("datong"), "200000");
}

#[test]
fn what_gets_more_can_be_tried_as_a_variant() {
    let mut window = Window::open(English);
    let before = window.app().session.pinned().answers.clone();
    let label = window.labels_with("Try: ").into_iter().next().expect("the sample has something that gets more");
    window.press(&label);
    let session = &window.app().session;
    assert_eq!(session.shown(), Some(0));
    assert_eq!(session.pinned().answers, before);
    let [variant] = session.pinned().variants.as_slice() else { panic!("one variant") };
    assert!(!variant.changes.is_empty());
    assert!(variant.worked_out.as_ref().is_some_and(|made| made.library == session.fingerprint()));
}

#[test]
fn the_answers_of_a_sample_are_marked_until_they_are_ones_own() {
    let mut window = Window::open(English);
    let count = window.app().session.production().assumed.len();
    assert!(count > 10 && window.sees_part(&format!("{count} answers are not confirmed yet")));
    window.fill("Yearly revenue share", "2000000");
    window.leave();
    assert_eq!(window.app().session.production().assumed.len(), count - 1);
    window.press("Confirm all as mine");
    assert!(window.app().session.production().assumed.is_empty());
    assert!(!window.sees_part("not confirmed yet"));
    window.keys(COMMAND, Key::Z);
    assert_eq!(window.app().session.production().assumed.len(), count - 1);
}

#[test]
fn the_note_is_written_in_the_form_and_costs_stand_beside_support() {
    let mut window = Window::open(English);
    window.expect("Sort by Net cost");
    window.press("Edit the note for the report");
    window.fill("Note for the report", "Nine days in each place.");
    window.leave();
    let note = window.app().session.pinned().note.clone().expect("a note");
    assert_eq!(note.en, "Nine days in each place.");
    window.fill("Total production cost", " ");
    window.leave();
    assert!(window.sees_part("Enter the total production cost"));
}

#[test]
fn a_curve_is_kept_for_the_report_and_let_go_with_undo() {
    let mut window = Window::open(Chinese);
    window.keys(COMMAND, Key::R);
    // One curve is calculated per frame.
    (0..8).for_each(|_| window.settle());
    window.expect("列入报告");
    window.click("列入报告");
    let kept = saved(&mut window).curves;
    assert_eq!(kept.len(), 1);
    assert!(kept[0].from < kept[0].to);
    window.click("列入报告");
    assert!(window.app().session.pinned().curves.is_empty());
    window.keys(COMMAND, Key::Z);
    assert_eq!(window.app().session.pinned().curves, kept);
    // The report draws it.
    window.app().view.report.annex = true;
    window.app().view.report.parts = vec![backlot::report::plan::Part::Curves];
    window.keys(COMMAND, Key::Num8);
    window.settle();
    window.expect("随一项数值变化");
}

#[test]
fn another_day_of_application_makes_a_variant_and_says_what_changes_by_then() {
    let mut window = Window::open(Chinese);
    window.fill("申报日期", "2023-01-01");
    window.leave();
    let kept = saved(&mut window).variants;
    assert_eq!((kept.len(), kept[0].day), (1, Some(jiff::civil::date(2023, 1, 1))));
    assert!(window.sees_part("届时为即将生效"), "some policy of the four places was not in force yet");
    // The day of the displayed variant changes; no variant is added.
    window.fill("申报日期", "2031-01-01");
    window.leave();
    let kept = saved(&mut window).variants;
    assert_eq!((kept.len(), kept[0].day), (1, Some(jiff::civil::date(2031, 1, 1))));
    // A text that is not a day changes nothing.
    window.fill("申报日期", "2031-01-");
    window.leave();
    assert_eq!(saved(&mut window).variants, kept);
    window.keys(COMMAND, Key::Z);
    window.keys(COMMAND, Key::Z);
    assert!(window.app().session.pinned().variants.is_empty());
    let session = &window.app().session;
    assert_eq!(session.day, session.chosen_day());
}
