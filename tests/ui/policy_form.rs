//! A policy as a form: written from scratch by keyboard, quoted from its own text, undone, saved in one step.

use backlot::model::policy::Basis;
use backlot::model::text::Language::{Chinese, English};
use backlot::ui::passing::Opened;
use backlot::ui::tab::Tab;
use backlot::ui::view::{Shelf, View};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::desk::Answer;
use super::window::Window;

const TEXT: &str = "示范市微短剧扶持措施\n第一条 在本市取景拍摄的微短剧，按不超过当地支出的10%给予补助，每部最高20万元。\n第二条 已备案的竖屏微短剧，每部奖励5万元。";

fn form(language: backlot::model::text::Language, size: [f32; 2]) -> Window {
    let mut window = Window::sized(language, size, View { tab: Tab::Library, shelf: Shelf::Places, ..View::default() });
    window.app().view.passing.opened = Some(Opened::Place("yangzhou".into()));
    window.settle();
    window.press(if language == Chinese { "新建政策…" } else { "New policy…" });
    window
}

/// Opens a blank, types, and selects the first match.
fn put(window: &mut Window, part: &str, typed: &str) {
    window.press(part);
    window.harness.run_steps(3);
    let field = window.harness.query_all_by_role(Role::TextInput).find(|node| node.is_focused());
    field.unwrap_or_else(|| panic!("nothing can be typed into {part:?}")).type_text(typed);
    window.settle();
    window.keys(Modifiers::NONE, Key::Enter);
    window.harness.run_steps(3);
}

fn draft(window: &mut Window) -> String {
    let kept = window.app().kept_edits().expect("a draft");
    kept.replace("\\n", "\n").replace("\\\"", "\"")
}

#[test]
fn a_policy_is_written_by_keyboard_and_counts_only_once_it_is_saved() {
    let mut window = form(English, [1280.0, 800.0]);
    window.expect("New policy");
    assert!(window.sees_part("things missing"));
    let before = window.app().session.library.policies.len();
    window.fill("Title", "Sample City measures");
    window.fill("Issuer", "Sample City (invented)");
    put(&mut window, "blank: choose", "in force");
    put(&mut window, "blank: choose", "full");
    put(&mut window, "blank: choose", "high");
    window.press("+ source");
    put(&mut window, "blank: source", "itself");
    window.press("official text");
    window.keys(Modifiers::COMMAND, Key::Enter);
    put(&mut window, "blank: words", "Shooting grant");
    put(&mut window, "blank: kind", "shooting");
    put(&mut window, "blank: unit", "work");
    put(&mut window, "blank: how much", "10%");
    put(&mut window, "blank: how much", "local spend");
    put(&mut window, "blank: how certain", "up to");
    let text = draft(&mut window);
    assert!(text.contains("Share(rate: \"10%\", of: Fact(\"local_spend\"))"), "{text}");
    assert!(window.sees_part("source missing"), "a number needs a citation");
    window.harness.run_steps(40);
    assert_eq!(window.app().session.library.policies.len(), before, "a draft counts for nothing");
    let cites: Vec<_> = window.harness.query_all_by_label("+ source").collect();
    cites.last().expect("a place for the citation").click_accesskit();
    window.settle();
    put(&mut window, "blank: source", "itself");
    window.harness.run_steps(60);
    window.press("Save to my library");
    let library = window.app().session.library.clone();
    let policy = library.policies.get(&"yangzhou-2026".into()).expect("the saved policy");
    assert_eq!((policy.incentives.len(), policy.incentives[0].basis), (1, Basis::UpTo));
    assert_eq!(policy.place.as_str(), "yangzhou");
    assert_eq!(library.sources[&"yangzhou-2026-text".into()].publisher.en, "Sample City (invented)");
    assert_eq!(window.app().view.passing.opened, Some(Opened::Policy("yangzhou-2026".into())));
    // One undo step removes both records.
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(!window.app().session.library.policies.contains_key(&"yangzhou-2026".into()));
    assert!(!window.app().session.library.sources.contains_key(&"yangzhou-2026-text".into()));
}

#[test]
fn marked_words_of_the_text_fill_the_blank_in_hand_and_become_its_citation() {
    let mut window = form(Chinese, [1280.0, 800.0]);
    window
        .outside
        .files
        .put("/text.html", &format!("<html><body><p>{}</p></body></html>", TEXT.replace('\n', "</p><p>")));
    window.answer_dialogs(&[Answer::Path("/text.html")]);
    window.press("打开文件…");
    window.harness.run_steps(6);
    let field = |window: &Window| window.harness.get_by_role_and_label(Role::MultilineTextInput, "原文").value();
    assert_eq!(field(&window).as_deref(), Some(TEXT));
    window.press("＋一条");
    window.press("空格：怎么算");
    window.keys(Modifiers::NONE, Key::Escape);
    window.harness.get_by_role_and_label(Role::MultilineTextInput, "原文").focus();
    window.settle();
    // From the end of the second line to its beginning.
    window.keys(Modifiers::NONE, Key::Home);
    window.keys(Modifiers::COMMAND, Key::A);
    window.press("填入当前空格");
    let text = draft(&mut window);
    assert!(text.contains("AtMost(cap: Fixed(200_000), of: Share(rate: \"10%\", of: _))"), "{text}");
    assert!(text.contains("source: \"yangzhou-2026-text\""), "{text}");
}

#[test]
fn what_the_form_does_is_taken_back_step_by_step_and_ron_shows_the_same_record() {
    let mut window = Window::sized(English, [1280.0, 800.0], View { tab: Tab::Library, ..View::default() });
    window.app().view.passing.opened = Some(Opened::Policy("datong-2025".into()));
    window.settle();
    window.press("Edit");
    window.expect("Clauses");
    let before = window.most("datong");
    put(&mut window, "CNY 1,000,000", "3000000");
    assert!(window.sees_part("3,000,000"));
    window.harness.run_steps(40);
    window.press("RON");
    let field = window.harness.get_by_role_and_label(Role::MultilineTextInput, "As text").value().unwrap();
    assert!(field.contains("3_000_000"), "the text is the same record");
    window.press("Form");
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(!window.sees_part("3,000,000"), "undo belongs to the form until it is saved");
    window.press("Close the editor");
    assert_eq!(window.most("datong"), before);
    assert!(window.app().session.edits().is_empty());
}

#[test]
fn an_untouched_form_leaves_nothing_behind() {
    let mut window = form(English, [1280.0, 800.0]);
    window.press("Close the editor");
    assert!(window.app().kept_edits().is_none());
    assert!(window.app().session.edits().is_empty());
}

#[test]
fn every_built_in_policy_is_drawn_as_a_form_in_both_languages_and_widths() {
    for (language, size, edit) in [(English, [1280.0, 800.0], "Edit"), (Chinese, [640.0, 800.0], "编辑")] {
        let mut window = Window::sized(language, size, View { tab: Tab::Library, ..View::default() });
        let policies: Vec<_> = window.app().session.library.policies.keys().cloned().collect();
        let mut drawn = 0;
        for id in policies.into_iter().step_by(9) {
            window.app().view.passing.opened = Some(Opened::Policy(id.clone()));
            window.settle();
            window.press(edit);
            assert!(
                !window.sees_part(if language == English {
                    "This is written in RON"
                } else {
                    "此条用 RON 原文件写成"
                }),
                "{id}"
            );
            assert!(window.app().session.edits().is_empty());
            window.press(if language == English { "Close the editor" } else { "关闭编辑" });
            drawn += 1;
        }
        assert!(drawn > 7);
    }
}
