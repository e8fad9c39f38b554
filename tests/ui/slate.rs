//! Several productions in one slate: created, opened, placed by hand, undone, saved and kept.

use std::sync::Arc;

use backlot::model::production::{Answer as Given, Production};
use backlot::model::slate::Which;
use backlot::model::text::Language::English;
use backlot::ui::passing::Explained;
use backlot::ui::tab::Tab;
use backlot::ui::view::View;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::desk::Answer;
use super::window::Window;

const SLATE: &str = r#"Slate(
    name: (zh: "三部", en: "Three"), year: 2026,
    places: ["datong", "wuhan-east-lake", "foshan", "xiamen-ftz"],
    productions: [(production: Named("vertical-60")), (production: Named("costume-5m")), (production: Named("ai-animated"))],
)"#;

fn open() -> Window {
    Window::sized(English, [1280.0, 800.0], View { tab: Tab::Slate, ..View::default() })
}

/// A window with the slate of a file open.
fn opened() -> Window {
    let mut window = open();
    window.outside.files.put("/slates/three.ron", SLATE);
    window.outside.answers.borrow_mut().push_back(Answer::Path("/slates/three.ron"));
    window.click("Open slate…");
    window.settle();
    window
}

#[test]
fn a_slate_begins_with_what_is_open_and_is_kept_for_the_next_run() {
    let mut window = open();
    assert!(window.sees_part("No slate yet"));
    window.click("Start with 60-episode vertical micro-drama");
    window.settle();
    assert!(window.sees_part("One production:"));
    assert!(window.sees_part("Proven to be the best of 4 assignments"));
    let kept = window.app().view.kept_slate.clone();
    assert!(kept.starts_with("Slate("), "{kept}");
    window.keys(Modifiers::COMMAND, Key::Z);
    window.settle();
    assert!(window.sees_part("No slate yet"), "undone in one step");
    let again = Window::sized(English, [1280.0, 800.0], View { tab: Tab::Slate, kept_slate: kept, ..View::default() });
    assert!(again.sees_part("One production:"));
}

#[test]
fn a_file_opens_and_a_cell_explains_its_own_production() {
    let mut window = opened();
    assert!(window.sees_part("3 productions:"));
    assert!(window.sees_part("Yearly cap per company"));
    let cell = window.harness.query_all_by_label_contains("B in Datong: ").next().unwrap();
    cell.click_accesskit();
    window.settle();
    assert_eq!(window.app().view.passing.why.now(), Some(&Explained::Place("datong".into())));
    // The open production is another one. The explained one is the costume drama, which is in another class.
    assert!(window.sees_part("Class 1 (from 3 million yuan)"));
}

#[test]
fn a_production_is_sent_elsewhere_by_hand_and_undo_takes_it_back() {
    let mut window = opened();
    let to = |window: &mut Window| window.app().session.slate().unwrap().productions[0].chosen.clone();
    assert_eq!(to(&mut window), None);
    for _ in 0..2 {
        window.keys(Modifiers::NONE, Key::ArrowRight);
    }
    window.keys(Modifiers::NONE, Key::Space);
    window.settle();
    assert_eq!(to(&mut window), Some("wuhan-east-lake".into()));
    assert!(window.sees_part("chosen by you"));
    window.keys(Modifiers::COMMAND, Key::Z);
    window.settle();
    assert_eq!(to(&mut window), None);
    window.press("Use this");
    window.settle();
    assert!(window.app().session.slate().unwrap().productions.iter().all(|entry| entry.chosen.is_some()));
    window.press("Suggest again");
    window.click("Remove C");
    window.settle();
    assert!(window.sees_part("2 productions:"));
}

#[test]
fn a_slate_is_saved_and_its_calendar_too() {
    let mut window = opened();
    window.outside.answers.borrow_mut().push_back(Answer::Path("/slates/mine.ron"));
    window.click("Save slate…");
    window.settle();
    let text = window.outside.files.text("/slates/mine.ron").unwrap();
    let file = backlot::data::read::File { name: "mine.ron".into(), bytes: text.into_bytes() };
    let read = backlot::data::read::read_slate(&file).unwrap();
    assert_eq!(&read, &**window.app().session.slate().unwrap());
    window.outside.answers.borrow_mut().push_back(Answer::Path("/slates/mine.ics"));
    window.click("Save as calendar…");
    window.settle();
    assert!(window.outside.files.text("/slates/mine.ics").unwrap().starts_with("BEGIN:VCALENDAR"));
}

#[test]
fn a_production_of_the_slate_is_edited_in_the_calculator_and_undo_takes_it_back() {
    let budget = |production: &Production| production.answers.get(&"total_budget".into()).cloned();
    let mut window = opened();
    let own = window.app().session.production().clone();
    let slate = Arc::clone(window.app().session.slate().unwrap());
    window.press("Edit B “Costume drama at 5 million yuan” in the calculator");
    window.settle();
    assert_eq!(window.app().view.tab, Tab::Calculator);
    assert!(window.sees_part("You are editing production B of the slate"));
    assert_ne!(budget(window.app().session.production()), budget(&own));
    assert_eq!(window.app().session.slate().unwrap(), &slate, "opening changes nothing");
    window.fill("Total production cost", "6000000");
    window.leave();
    let six = Some(Given::Number(6_000_000.into()));
    let in_slate = |window: &mut Window| match &window.app().session.slate().unwrap().productions[1].production {
        Which::Whole(production) => budget(production),
        Which::Named(_) => None,
    };
    assert_eq!(in_slate(&mut window), six, "the change stands in the slate at once");
    assert!(!window.app().session.is_dirty(), "the user's own production is as it was");
    window.click("Back to the slate");
    assert_eq!(window.app().view.tab, Tab::Slate);
    assert_eq!(*window.app().session.production(), own);
    assert!(!window.sees_part("You are editing production"));
    assert_eq!(in_slate(&mut window), six);
    // Undo opens the production again, reverts the change, and closes it again.
    for _ in 0..3 {
        window.keys(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(window.app().session.slate().unwrap(), &slate);
    assert_eq!(*window.app().session.production(), own);
    assert_eq!(window.app().session.of_slate(), None);
    // By keyboard. Removing it from the slate ends the editing.
    window.keys(Modifiers::NONE, Key::ArrowRight);
    window.keys(Modifiers::NONE, Key::F2);
    assert_eq!(window.app().session.of_slate(), Some(0));
    window.keys(Modifiers::COMMAND, Key::Num4);
    window.expect("Back to my production");
    window.click("Remove A");
    assert_eq!(window.app().session.of_slate(), None);
    assert_eq!(*window.app().session.production(), own);
}

#[test]
fn the_rows_are_sorted_by_a_heading_and_copied_in_that_order() {
    let mut window = opened();
    let names = |window: &mut Window| -> Vec<String> {
        let copied = window.copied_table();
        copied.lines().skip(1).map(|line| line.split('\t').next().unwrap_or_default().to_owned()).collect()
    };
    let before = names(&mut window);
    window.click("Sort by Production");
    let sorted = names(&mut window);
    assert!(sorted.is_sorted() && sorted.len() == 3, "{sorted:?}");
    window.click("Sort by Production");
    assert!(names(&mut window).iter().rev().is_sorted());
    window.click("Sort by Production");
    assert_eq!(names(&mut window), before, "the third click is the order of the slate");
    let heads = window.labels_with("Sort by Datong");
    window.click(heads.first().expect("a place is a heading"));
    let copied = window.copied_table();
    // A dash stands for a place without recorded money.
    let certain = |line: &str| line.split('\t').nth(1).unwrap().parse::<f64>().unwrap_or_default();
    let amounts: Vec<f64> = copied.lines().skip(1).map(certain).collect();
    assert!(amounts.iter().rev().is_sorted(), "the most in Datong comes first: {copied}");
}

/// The places of the columns from left to right.
fn heads(window: &Window) -> Vec<String> {
    let all = window.harness.query_all_by_label_contains("Sort by ");
    let mut found: Vec<(f32, String)> =
        all.map(|head| (head.rect().left(), head.accesskit_node().label().unwrap_or_default())).collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    let names = ["Datong", "East Lake", "Foshan", "Xiamen"];
    found.iter().filter_map(|(_, head)| names.into_iter().find(|name| head.contains(name)).map(str::to_owned)).collect()
}

#[test]
fn the_users_city_is_the_first_column_and_decides_nothing() {
    let mut window = opened();
    let order = ["Datong", "East Lake", "Foshan", "Xiamen"];
    assert_eq!(heads(&window), order);
    let slate = window.app().session.slate().cloned();
    let suggested = |window: &Window| {
        window.labels_with("A in ").into_iter().filter(|cell| cell.contains("suggested")).collect::<Vec<_>>()
    };
    let before = suggested(&window);
    window.app().view.city = Some("foshan".into());
    window.settle();
    assert_eq!(heads(&window), ["Foshan", "Datong", "East Lake", "Xiamen"]);
    assert_eq!((window.app().session.slate().cloned(), suggested(&window)), (slate, before));
    // The arrow keys go as the columns are drawn.
    let cell = window.harness.query_all_by_label_contains("A in Foshan").next().unwrap().rect();
    let next = window.harness.query_all_by_label_contains("A in Datong").next().unwrap().rect();
    assert!(cell.left() < next.left());
    for key in [Key::ArrowRight, Key::ArrowRight, Key::Enter] {
        window.keys(Modifiers::NONE, key);
    }
    let Some(Explained::Place(place)) = window.app().view.passing.why.now().cloned() else { panic!("a place") };
    assert_eq!(place.as_str(), "datong");
}

#[test]
fn published_payments_stand_in_the_cells() {
    let mut window = open();
    let with = SLATE.replace("\"datong\"", "\"changsha-wangcheng\"");
    window.outside.files.put("/slates/three.ron", &with);
    window.outside.answers.borrow_mut().push_back(Answer::Path("/slates/three.ron"));
    window.click("Open slate…");
    window.settle();
    let told = window.labels_with("A in Changsha").into_iter().next().unwrap();
    assert!(told.contains("n = 1, CNY 200,000 each on average"), "{told}");
    assert!(!window.labels_with("A in Foshan").into_iter().next().unwrap().contains("n = "));
    let copied = window.copied_table();
    assert!(copied.contains("n = 1, CNY 200,000 each on average"), "{copied}");
}
