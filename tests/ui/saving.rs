//! Files that other programs change, earlier versions, windows that ended suddenly, and jobs that fail.

use std::path::PathBuf;
use std::sync::LazyLock;

use backlot::data::overlay::Key;
use backlot::data::problem::{Location, Problem, ProblemKind};
use backlot::model::record::Record;
use backlot::model::text::Language::{Chinese, English};
use backlot::session::action::Action;
use backlot::ui::platform::{KeptThing, Remark};
use egui::{Key as Keyboard, Modifiers};

use super::desk::Answer;
use super::window::Window;

const COMMAND: Modifiers = Modifiers::COMMAND;
const FILE: &str = "/home/p.ron";

/// The sample with comments.
static TEXT: LazyLock<String> = LazyLock::new(|| {
    let sample = include_str!("../../seeds/productions/vertical-60.ron");
    let text = sample.replace("1_200_000,", "1_000_000, // by the platform");
    assert_ne!(text, sample);
    format!("// For the meeting of May\n{text}")
});

/// A window with an open production that has comments.
fn opened() -> Window {
    let mut window = Window::open(English);
    window.outside.files.put(FILE, &TEXT);
    window.app().take(FILE.into());
    window.settle();
    assert!(window.sees_part("Opened 60-episode"));
    window
}

fn edited() -> Window {
    let mut window = opened();
    window.fill("Yearly revenue share", "3000000");
    window.leave();
    window
}

fn saved(window: &Window) -> String {
    window.outside.files.text(FILE).unwrap()
}

#[test]
fn saving_keeps_the_comments_of_a_file() {
    let mut window = edited();
    window.keys(COMMAND, Keyboard::S);
    assert_eq!(saved(&window), TEXT.replace("1_000_000", "3000000"));
    window.expect("Saved");
}

#[test]
fn a_draft_carries_the_comments_too() {
    let mut window = edited();
    let draft = window.app().draft().unwrap();
    assert_eq!(draft, TEXT.replace("1_000_000", "3000000"));
    let mut again = Window::open(English);
    again.app().recover(&draft).unwrap();
    again.answer_dialogs(&[Answer::Path("/home/new.ron")]);
    again.settle();
    again.keys(COMMAND, Keyboard::S);
    assert_eq!(again.outside.files.text("/home/new.ron").as_deref(), Some(draft.as_str()));
}

#[test]
fn what_another_program_wrote_is_not_overwritten_unseen() {
    let mut window = edited();
    let theirs = TEXT.replace("1_000_000", "9_000_000");
    window.outside.files.put(FILE, &theirs);
    window.keys(COMMAND, Keyboard::S);
    window.expect("p.ron was changed elsewhere");
    assert_eq!(saved(&window), theirs);
    window.click("Show the difference");
    assert!(window.sees_part("CNY 3,000,000 → CNY 9,000,000"));
    window.click("Keep mine");
    assert_eq!(saved(&window), TEXT.replace("1_000_000", "3000000"));
    window.expect("Saved");
    // The overwritten content is still there.
    window.click("File");
    window.click("Earlier versions…");
    window.press("Restore 2026-11-22 09:00:00");
    assert_eq!(window.most("datong"), "900000");
    window.keys(COMMAND, Keyboard::Z);
    assert!(window.sees_part("Undone: restore another version"));
    assert_eq!(window.most("datong"), "300000");
}

#[test]
fn what_another_program_wrote_can_be_taken_and_that_can_be_undone() {
    let mut window = edited();
    window.outside.files.put(FILE, &TEXT.replace("1_000_000", "9_000_000"));
    window.keys(COMMAND, Keyboard::S);
    window.click("Use the other one");
    assert_eq!(window.most("datong"), "900000");
    assert!(!window.app().session.is_dirty());
    window.keys(COMMAND, Keyboard::Z);
    assert_eq!(window.most("datong"), "300000");
    window.keys(COMMAND, Keyboard::S);
    assert!(saved(&window).contains("3000000"), "now it is known what is overwritten");
}

#[test]
fn a_file_changed_again_while_one_looks_is_asked_about_again() {
    let mut window = edited();
    window.outside.files.put(FILE, &TEXT.replace("1_000_000", "9_000_000"));
    window.keys(COMMAND, Keyboard::S);
    window.outside.files.put(FILE, &TEXT.replace("1_000_000", "8_000_000"));
    window.click("Keep mine");
    window.expect("p.ron was changed elsewhere");
    assert!(saved(&window).contains("8_000_000"));
}

#[test]
fn a_file_that_is_gone_or_unreadable_is_asked_about_in_either_language() {
    let mut window = edited();
    window.outside.files.remove(FILE);
    window.keys(COMMAND, Keyboard::S);
    window.expect("p.ron is no longer there");
    assert!(window.outside.files.bytes(FILE).is_none());
    window.click("Write it again");
    assert!(saved(&window).contains("3000000"));
    window.fill("Yearly revenue share", "4000000");
    window.leave();
    window.outside.files.put(FILE, "half a fi");
    window.app().view.language = Some(Chinese);
    window.settle();
    window.keys(COMMAND, Keyboard::S);
    window.expect("p.ron 已被其他程序修改");
    assert!(!window.sees("采用对方的") && window.sees_part("无法读取"));
    window.click("取消");
    assert_eq!(saved(&window), "half a fi");
}

#[test]
fn what_cannot_be_read_is_kept_all_the_same_before_it_is_written_over() {
    let mut window = edited();
    window.outside.files.put(FILE, "half a fi");
    window.keys(COMMAND, Keyboard::S);
    assert!(window.sees_part("kept among the earlier versions"));
    window.outside.files.put(FILE, "half a file");
    window.click("Keep mine");
    window.expect("p.ron was changed elsewhere");
    assert_eq!(saved(&window), "half a file");
    window.click("Keep mine");
    assert!(saved(&window).contains("3000000"));
    window.click("File");
    window.click("Earlier versions…");
    window.expect("cannot be read");
    window.click("Close");
    window.fill("Yearly revenue share", "4000");
    window.leave();
    window.outside.files.put(FILE, "");
    window.keys(COMMAND, Keyboard::S);
    assert!(window.sees_part("the current contents of the file are not kept"));
}

#[test]
fn closing_with_a_changed_file_asks_and_then_closes() {
    let mut window = edited();
    window.outside.files.put(FILE, &TEXT.replace("1_000_000", "9_000_000"));
    assert!(!window.app().may_close());
    window.settle();
    window.click("Save");
    window.expect("p.ron was changed elsewhere");
    assert!(!window.app().may_close());
    window.settle();
    window.click("Cancel");
    assert!(saved(&window).contains("9_000_000") && window.app().session.is_dirty());
}

#[test]
fn earlier_versions_are_listed_and_compared() {
    let mut window = opened();
    window.click("File");
    window.click("Earlier versions…");
    assert!(window.sees_part("No version of this file is kept yet"));
    window.click("Close");
    for share in ["2000000", "3000000"] {
        window.fill("Yearly revenue share", share);
        window.leave();
        window.keys(COMMAND, Keyboard::S);
    }
    window.click("File");
    window.click("Earlier versions…");
    window.expect("Earlier versions of p.ron");
    window.expect("as it is now");
    window.press("Difference from 2026-11-22 09:00:00");
    assert!(window.sees_part("CNY 3,000,000 → CNY 1,000,000"));
    window.press("Restore 2026-11-22 09:00:00");
    assert_eq!(window.most("datong"), "100000");
    assert!(window.app().session.is_dirty());
    let mut never = Window::open(Chinese);
    never.click("文件");
    never.click("以往版本…");
    assert!(never.sees_part("尚未保存"));
}

#[test]
fn no_report_is_written_over_the_production_itself() {
    let mut window = opened();
    window.answer_dialogs(&[Answer::Path(FILE)]);
    window.keys(COMMAND, Keyboard::E);
    assert!(window.sees_part("production's own file"));
    assert_eq!(saved(&window), *TEXT);
}

#[test]
fn a_record_cannot_leave_the_folder_of_a_library() {
    for id in ["../../escaped/evil", "a/b", "..", "c:x"] {
        let mut window = Window::open(English);
        let text = format!(
            "Policy(id: {id:?}, place: \"datong\", title: (zh: \"x\", en: \"x\"), issuer: (zh: \"x\", en: \"x\"), \
             status: InForce, read: Report, confidence: High, checked_on: \"2025\", sources: [])"
        );
        // As if the checks had accepted it, because kept edits come from a file.
        let kept = backlot::data::overlay::Kept { edits: Default::default(), drafts: Vec::new() };
        let mut edits = kept.edits;
        edits.set(Key::new(Record::Policy, id), Some(text));
        let kept = backlot::data::overlay::Kept { edits, drafts: Vec::new() }.write().unwrap();
        assert!(window.app().take_up_edits(&kept));
        window.answer_dialogs(&[Answer::Path("/home/library")]);
        window.click("File");
        window.press("Export my edits as a library…");
        assert!(window.sees_part("cannot be used as a file name in the folder"), "{id}");
        assert!(window.outside.files.bytes("/home/library/policies/evil.ron").is_none());
        assert!(window.outside.files.bytes("/escaped/evil.ron").is_none());
    }
}

#[test]
fn work_that_dies_is_said_and_nobody_waits_for_it() {
    let mut window = opened();
    window.outside.dies.set(true);
    window.answer_dialogs(&[Answer::Path("/home/out.html")]);
    window.keys(COMMAND, Keyboard::E);
    assert!(window.sees_part("An error in the program stopped this work"));
    assert!(!window.sees("Working…") && !window.sees_part("out.html"));
    window.outside.dies.set(false);
    window.answer_dialogs(&[Answer::Path("/home/out.html")]);
    window.keys(COMMAND, Keyboard::E);
    assert!(window.outside.files.bytes("/home/out.html").is_some(), "the window goes on");
}

#[test]
fn what_is_kept_is_told_in_both_languages_until_it_is_closed() {
    let problem = Box::new(Problem::error(Location::start_of("draft.ron"), ProblemKind::NotText));
    let path = PathBuf::from("/home/backlot/draft.unreadable");
    let disk = || "disk full".to_owned();
    let (what, folder) = (KeptThing::Draft, PathBuf::from("/run/backlot"));
    let all = [
        (Remark::SecondWindow, "Another window is open", "另有一个窗口已打开"),
        (Remark::SetAside { what, path: path.clone(), problem }, "draft.unreadable", "无法读取上次留存的未保存的项目"),
        (Remark::Stuck { what: KeptThing::Edits, reason: disk() }, "your edits to the library", "对资料库的修改"),
        (Remark::Elsewhere { what, folder, reason: disk() }, "/run/backlot", "暂存于 /run/backlot"),
        (Remark::NotKept { what, reason: disk() }, "disk full", "无处留存"),
        (Remark::Joined { left: None }, "were added", "已并入此处"),
        (Remark::Joined { left: Some(path) }, "could not be merged", "无法并存"),
        (Remark::MoreDrafts(1), "One more window", "另有 1 个窗口"),
        (
            Remark::SetAside {
                what: KeptThing::Settings,
                path: PathBuf::from("/home/app.unreadable"),
                problem: Box::new(Problem::error(Location::start_of("app.ron"), ProblemKind::EndsEarly)),
            },
            "the window settings",
            "窗口设置",
        ),
    ];
    for (remark, english, chinese) in all {
        for (language, said) in [(English, english), (Chinese, chinese)] {
            let mut window = Window::open(language);
            window.app().remark(remark.clone());
            window.settle();
            assert!(window.sees_part(said), "{said}");
            // A good notice does not remove it.
            window.keys(COMMAND, Keyboard::Z);
            assert!(window.sees_part(said), "{said} should stay");
            let close = if language == English { "Close notice" } else { "关闭提示" };
            // The hint of the first start has a close button with the same name.
            while window.sees_part(said) && window.sees(close) {
                window.click(close);
            }
            assert!(!window.sees_part(said), "{said} was closed");
        }
    }
}

#[test]
fn another_version_is_an_edit_like_any_other() {
    let mut window = opened();
    let mut other = window.app().session.production().clone();
    other.name.en = "B".to_owned();
    window.app().session.apply(Action::Restore(other.into()));
    window.settle();
    assert!(window.app().session.is_dirty());
    assert!(window.app().session.undo().is_some());
    assert!(!window.app().session.is_dirty());
}
