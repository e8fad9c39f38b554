//! Shooting days from a schedule: dropped on the window or opened from the form, with places stated, and undone in one
//! step.

use backlot::model::production::Answer as Given;
use backlot::model::text::Language::English;
use backlot::ui::tab::Tab;
use backlot::ui::view::View;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::desk::Answer;
use super::import_table::drop_file;
use super::window::Window;

const DAYS: &str = "日期,场次,拍摄地点\n2031-03-05,1-1,郑州\n2031-03-05,1-2,郑州\n2031-03-06,1-3,郑州\n2031-03-07,2-1,三号棚\nsoon,2-2,郑州\n";

fn run(window: &mut Window, place: &str) -> Option<Given> {
    let local = &window.app().session.production().local;
    local.get(&place.into())?.get(&"local_consecutive_shooting_days".into()).cloned()
}

#[test]
fn a_dropped_schedule_asks_where_a_location_lies_and_gives_days() {
    let mut window = Window::open(English);
    drop_file(&mut window, "/t/call.csv", DAYS);
    window.expect("Shooting days from call.csv");
    assert!(window.sees_part("1 location does not name its place"));
    window.expect("Column A: \"soon\" is not a date. Write it like 2025-08-10.");
    assert!(window.sees_part("Zhengzhou: 2 days of shooting, 2 days in a row"));
    let answers = window.app().session.production().local.clone();
    // No answer can be added before the place is chosen.
    window.press("Add 0 answers");
    assert_eq!(window.app().session.production().local, answers);
    window.click("\"三号棚\" is in: its place is not stated");
    window.fill("Find a place", "datong");
    let found: Vec<_> = window.harness.query_all_by_role_and_label(Role::Button, "Datong").collect();
    found.last().expect("Datong is found").click_accesskit();
    window.settle();
    window.expect("\"三号棚\" is in: Datong");
    window.click("Add 4 answers");
    assert!(window.sees_part("4 answers added from call.csv"));
    assert_eq!(run(&mut window, "zhengzhou"), Some(Given::Number(2.into())));
    assert_eq!(run(&mut window, "datong"), Some(Given::Number(1.into())));
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.app().session.production().local, answers, "undone in one step");
}

#[test]
fn the_head_of_the_production_opens_a_schedule_and_asks_for_its_columns_and_year() {
    let mut window = Window::sized(English, [1280.0, 800.0], View { tab: Tab::Calculator, ..View::default() });
    let text = "when,where exactly\n3月5日,郑州\n3月6日,大同\n";
    window.outside.files.put("/t/plan.csv", text);
    window.answer_dialogs(&[Answer::Path("/t/plan.csv")]);
    window.press("Shooting days from a schedule…");
    window.settle();
    window.expect("Shooting days from plan.csv");
    for (list, entry) in [("Column: Day", "A  when"), ("Column: Location", "B  where exactly")] {
        // The dialog grows with its content.
        window.settle();
        window.harness.get_by_role_and_label(Role::ComboBox, list).click();
        window.settle();
        let found: Vec<_> = window.harness.query_all_by_role_and_label(Role::Button, entry).collect();
        found.last().unwrap_or_else(|| panic!("{list}: {:?}", window.labels_with("A"))).click();
        window.settle();
    }
    window.fill("Year of the days", "2031");
    window.leave();
    window.click("Check all rows");
    window.click("Add 8 answers");
    assert_eq!(run(&mut window, "datong"), Some(Given::Number(1.into())));
}
