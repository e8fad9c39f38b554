//! A spreadsheet that is dropped on the window: columns, rows, and undo in one step.

use std::path::{Path, PathBuf};

use backlot::model::text::Language::{Chinese, English};
use backlot::ui::tab::Tab;
use backlot::ui::view::View;
use egui::accesskit::Role;
use egui::{DroppedFile, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::desk::Answer;
use super::window::Window;

const FIGURES: &str = "Where,Indicator,Year,Value (CNY m),Nature\n\
    Shenzhen,market_size,2031,50,forecast\n\
    Datong,market_size,2031,20,forecast\n\
    Atlantis,market_size,soon,lots,forecast\n\
    Foshan,market_size,2031,30,forecast\n";

/// A file as the system passes it when it is dropped.
#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("files are read through the desk".into())
    }
}

pub(crate) fn drop_file(window: &mut Window, path: &str, text: &str) {
    window.outside.files.put(path, text);
    window.harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path.into())));
    window.settle();
}

/// Selects an entry of the list with a label.
fn choose(window: &mut Window, list: &str, entry: &str) {
    window.harness.get_by_role_and_label(Role::ComboBox, list).click();
    window.settle();
    let found: Vec<_> = window.harness.query_all_by_role_and_label(Role::Button, entry).collect();
    found.last().unwrap_or_else(|| panic!("{list} does not offer {entry:?}")).click_accesskit();
    window.settle();
}

#[test]
fn a_dropped_table_is_mapped_looked_at_imported_in_part_and_undone_at_once() {
    let mut window = Window::open(English);
    let before = window.app().session.library.observations.len();
    drop_file(&mut window, "/t/figures.csv", FIGURES);
    window.expect("Import figures.csv");
    window.expect("Meaning of column A");
    assert!(window.sees_part("Shenzhen · Micro-drama market size · 2031: CNY 50 m"), "the first rows are shown");
    window.click("Check all rows");
    window.expect("3 new · 0 changed · 0 as loaded · 1 with problems");
    // All errors of the third row are listed, and it cannot be selected.
    window.expect("Column A: There is no place \"Atlantis\". Write the name or the id of a place in the library.");
    assert!(window.sees_part("Column C: \"soon\" is not a period."));
    assert!(window.sees_part("Column D: \"lots\" is not a number."));
    window.click("Only problems");
    assert!(!window.sees_part("Import row 2"));
    window.click("Only changes");
    assert!(!window.sees_part("Atlantis"));
    window.click("Import row 3: Datong · Micro-drama market size · 2031: CNY 20 m");
    window.click("Import 2 rows");
    window.expect("Imported 2 rows from figures.csv");
    assert_eq!(window.app().session.library.observations.len(), before + 2);
    assert_eq!(window.app().session.edits().len(), 3, "two observations and their source");
    window.keys(Modifiers::COMMAND, Key::Z);
    window.expect("Undone: import of 2 rows from figures.csv");
    assert_eq!(window.app().session.library.observations.len(), before);
    assert!(window.app().session.edits().is_empty());
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(window.app().session.library.observations.len(), before + 2);
}

#[test]
fn columns_and_units_can_be_changed_before_all_rows_are_looked_at() {
    let mut window = Window::open(English);
    drop_file(&mut window, "/t/figures.csv", &FIGURES.replace("Value (CNY m)", "How much"));
    assert!(window.sees_part("Nothing was recognised."), "the value is not known yet");
    assert!(window.sees_part("\"How much\" contains figures"), "what is left out is named");
    choose(&mut window, "Meaning of column D", "Value");
    choose(&mut window, "Unit of column D", "CNY k");
    assert!(window.sees_part("Shenzhen · Micro-drama market size · 2031: CNY 50,000"));
    window.click("Check all rows");
    window.click("Back");
    choose(&mut window, "Unit of column D", "CNY billion");
    window.click("Check all rows");
    window.expect("Import row 2: Shenzhen · Micro-drama market size · 2031: CNY 50 bn");
    window.click("Select none");
    window.click("Import 0 rows");
    window.expect("Import figures.csv");
    window.click("Select all");
    window.expect("Import 3 rows");
    window.keys(Modifiers::NONE, Key::Escape);
    assert!(!window.sees_part("Import figures.csv"));
    assert!(window.app().session.edits().is_empty());
}

#[test]
fn a_budget_answers_the_questions_of_the_production() {
    let mut window = Window::sized(Chinese, [1280.0, 800.0], View { tab: Tab::Calculator, ..View::default() });
    window.outside.files.put("/t/预算.csv", "科目,金额（万元）\n总制作成本,88\n年分账收入,200\n小计,1\n");
    window.answer_dialogs(&[Answer::Path("/t/预算.csv")]);
    window.keys(Modifiers::COMMAND, Key::I);
    window.expect("导入预算.csv");
    window.click("查看全部各行");
    assert!(window.sees_part("没有问题“小计”"));
    window.click("导入 2 行");
    assert_eq!(window.most("datong"), "200000");
    assert!(window.app().session.is_dirty());
    window.keys(Modifiers::COMMAND, Key::Z);
    window.expect("已撤销：从预算.csv 导入 2 行");
    assert_eq!(window.most("datong"), "120000");
    assert!(!window.app().session.is_dirty());
}

#[test]
fn what_is_no_table_is_said_and_opens_nothing() {
    let mut window = Window::open(English);
    drop_file(&mut window, "/t/empty.csv", " \n");
    assert!(window.sees_part("Not opened."));
    assert!(!window.sees_part("Import empty.csv"));
}

#[test]
fn only_the_rows_in_sight_are_laid_out() {
    use std::fmt::Write as _;
    let mut window = Window::open(English);
    let mut text = "Place,Indicator,Period,Value\n".to_owned();
    for at in 0..20_000 {
        let _ = writeln!(text, "Shenzhen,market_size,{}-{:02},5亿", 1900 + at / 12 % 300, at % 12 + 1);
    }
    drop_file(&mut window, "/t/long.csv", &text);
    window.click("Check all rows");
    let laid_out = window.harness.query_all_by_label_contains("Import row").count();
    assert!(laid_out > 5 && laid_out < 100, "{laid_out} rows");
    assert!(window.sees_part("with problems"));
}

#[test]
fn a_notice_of_payments_asks_for_its_policy_and_is_undone_at_once() {
    let mut window = Window::open(English);
    let before = window.app().session.library.payments.len();
    drop_file(
        &mut window,
        "/t/notice.csv",
        "Recipient,Project,Amount (CNY k)\nA Films,Long Night,200\nB Films,Hills,125\n",
    );
    assert!(window.sees_part("No policy is named"), "nothing is guessed");
    choose(&mut window, "Policy", "Changsha · Wangcheng District: Wangcheng measures for the micro-drama industry");
    window.fill("Published or paid on", "2026-06");
    assert!(window.sees_part("A Films · Long Night"), "the first rows are shown");
    window.press("Check all rows");

    window.expect("2 new · 0 changed · 0 as loaded · 0 with problems");
    window.press("Import 2 rows");
    assert_eq!(window.app().session.library.payments.len(), before + 2);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.app().session.library.payments.len(), before);
}
