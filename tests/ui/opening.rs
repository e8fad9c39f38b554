//! Files that are read: recognised, read off the frame, cancelled, and read again if the library changed meanwhile.

use backlot::model::text::Language::English;
use backlot::ui::tab::Tab;
use backlot::ui::view::View;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::window::Window;

/// A library with one place.
fn places(id: &str) -> String {
    format!("Places([(id: \"{id}\", name: (zh: \"甲镇\", en: \"{id}\"), kind: City, parent: \"shanxi\")])")
}

fn has(window: &mut Window, id: &str) -> bool {
    window.app().session.library.places.contains_key(&id.into())
}

#[test]
fn a_library_is_read_off_the_frame_and_can_be_cancelled() {
    let mut window = Window::open(English);
    window.outside.files.put("/town.ron", &places("town-a"));
    window.outside.hold.set(true);
    window.app().take("/town.ron".into());
    window.settle();
    assert!(window.sees_part("town.ron"), "the footer says what is being read");
    assert!(!window.sees("Import town.ron"));
    window.click("Cancel");
    window.outside.hold.set(false);
    window.settle();
    assert!(!window.sees("Import town.ron") && !has(&mut window, "town-a"));
    window.app().take("/town.ron".into());
    window.settle();
    window.expect("Import town.ron");
    window.click("Add to the library");
    assert!(has(&mut window, "town-a"));
    assert!(!window.sees("Cancel"), "nothing is under way any more");
}

#[test]
fn layers_are_taken_out_and_the_second_shelf_is_laid_off_the_frame() {
    let mut window = Window::sized(English, [1280.0, 800.0], View { tab: Tab::Library, ..View::default() });
    window.outside.files.put("/town.ron", &places("town-a"));
    window.app().take("/town.ron".into());
    window.settle();
    window.click("Add to the library");
    let policies = window.app().session.library.policies.len();
    window.outside.hold.set(true);
    window.click("World screen incentives");
    window.click("Remove");
    assert!(has(&mut window, "town-a"), "nothing changes before it has been read");
    assert_eq!(window.app().session.library.policies.len(), policies);
    window.outside.hold.set(false);
    window.settle();
    // Both were requested while the other was running. The second is read again with the result of the first.
    assert!(!has(&mut window, "town-a"));
    assert!(window.app().session.library.policies.len() > policies);
    assert!(window.app().view.layers.is_empty() && window.app().view.world);
}

#[test]
fn what_was_read_before_the_library_changed_is_read_again() {
    let mut window = Window::open(English);
    window.outside.files.put("/a.ron", &places("town-a"));
    window.outside.files.put("/b.ron", &places("town-b"));
    window.app().take("/a.ron".into());
    window.app().take("/b.ron".into());
    window.settle();
    window.click("Add to the library");
    window.expect("Import b.ron");
    window.click("Add to the library");
    assert!(has(&mut window, "town-a") && has(&mut window, "town-b"));
}

#[test]
fn a_path_that_is_imported_again_replaces_what_it_held() {
    let mut window = Window::open(English);
    for id in ["town-a", "town-b"] {
        window.outside.files.put("/town.ron", &places(id));
        window.app().take("/town.ron".into());
        window.settle();
        window.click("Add to the library");
    }
    assert!(!has(&mut window, "town-a") && has(&mut window, "town-b"));
    assert_eq!(window.app().view.layers.len(), 1);
}

#[test]
fn a_broken_production_is_said_to_be_one_wherever_it_is_opened() {
    let mut window = Window::open(English);
    window.outside.files.put("/p.ron", "// mine\nProduction(name: (zh: \"a\", en: \"b\")");
    window.app().take("/p.ron".into());
    window.settle();
    assert!(window.sees_part("/p.ron, line 2"), "the place of the error is said");
    assert!(!window.sees("Import p.ron"));
}

#[test]
fn the_layers_of_an_earlier_run_are_kept_while_they_are_read() {
    let view = View { layers: vec!["/town.ron".into(), "/gone.ron".into()], ..View::default() };
    let mut window = Window::sized(English, [1280.0, 800.0], view);
    window.outside.files.put("/town.ron", &places("town-a"));
    window.outside.hold.set(true);
    window.app().lay_again();
    window.settle();
    assert_eq!(window.app().view.layers.len(), 2, "whoever closes the window now loses nothing");
    window.outside.hold.set(false);
    window.settle();
    assert!(has(&mut window, "town-a"));
    let gone = window.app().session.problems.iter().any(|problem| problem.at.file == "/gone.ron");
    assert!(gone, "what is gone is said");
}

#[test]
fn undo_of_an_edit_still_works_over_another_layer() {
    let mut window = Window::open(English);
    window.outside.files.put("/town.ron", &places("town-a"));
    window.app().take("/town.ron".into());
    window.settle();
    let before = window.app().session.production().places.clone();
    window.click("Add to the library");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.settle();
    assert!(has(&mut window, "town-a"), "a layer is no edit");
    assert_eq!(window.app().session.production().places, before);
    assert!(window.harness.query_by_label("Import town.ron").is_none());
}
