//! Sealed bundles in the window: sealing, opening read-only, a copy, and the user's own state.

use std::path::Path;

use backlot::data::overlay::{Kept, Key as RecordKey};
use backlot::data::read::File;
use backlot::model::record::Record;
use backlot::model::text::Language::{Chinese, English};
use backlot::session::action::Action;
use backlot::session::bundle::sealing::seal as seal_parts;
use backlot::session::bundle::{Amounts, Parts, open, verify};
use backlot::study::fingerprint::sha256;
use backlot::ui::passing::Opened;
use backlot::ui::tab::Tab;
use backlot::ui::view::View;
use egui::{Key, Modifiers};

use super::desk::Answer;
use super::window::Window;

const COMMAND: Modifiers = Modifiers::COMMAND;

/// Seals the open comparison through the command in the palette.
fn seal(window: &mut Window, path: &'static str, rounded: bool) -> String {
    window.keys(COMMAND, Key::K);
    window.fill("Search policies, places, commands", "seal");
    window.keys(Modifiers::NONE, Key::Enter);
    window.expect("Seal this comparison");
    if rounded {
        window.click("Rounded amounts");
    }
    window.answer_dialogs(&[Answer::Path(path)]);
    window.click("Choose a file…");
    window.outside.files.text(path).unwrap()
}

fn datong() -> RecordKey {
    RecordKey::new(Record::Policy, "datong-2025")
}

/// Edits the rate of a policy, as the editor does.
fn edit(window: &mut Window, from: &str, to: &str) {
    let text = window.app().session.text(&datong()).unwrap().replace(from, to);
    window.app().session.apply(Action::Edit { key: datong(), text: Some(text), figure: None });
    window.settle();
}

/// A bundle of the sample in which a tenth became a twentieth.
fn edited_bundle() -> String {
    let mut window = Window::open(English);
    edit(&mut window, "\"10%\"", "\"5%\"");
    seal(&mut window, "/home/half.backlot", false)
}

/// The number of values in a bundle.
fn numbers(text: &str) -> usize {
    let bundle = open(&File { name: "x".into(), bytes: text.as_bytes().to_vec() }).unwrap();
    verify(&bundle).numbers
}

fn drop_file(window: &mut Window, path: &str) {
    window.app().take(path.into());
    window.settle();
}

#[test]
fn what_is_open_is_sealed_exactly_or_rounded_and_verifies() {
    let mut window = Window::open(English);
    window.fill("Yearly revenue share", "1234567");
    window.leave();
    for (path, amounts, most) in
        [("/home/a.backlot", Amounts::Exact, "123456.7"), ("/home/b.backlot", Amounts::Rounded, "120000")]
    {
        let text = seal(&mut window, path, amounts == Amounts::Rounded);
        assert!(window.sees(&format!("Sealed in {path}")));
        let bundle = open(&File { name: path.into(), bytes: text.clone().into_bytes() }).unwrap();
        assert!(verify(&bundle).passes());
        assert_eq!(bundle.amounts, amounts);
        assert_eq!(text.contains("1234567"), amounts == Amounts::Exact);
        let result = bundle.results.iter().find(|one| one.place.as_str() == "datong").unwrap();
        assert_eq!(result.ceiling.as_ref().unwrap().to_string(), most);
    }
    assert!(window.outside.picks.borrow()[0].suggested.ends_with(".backlot"));
    window.answer_dialogs(&[Answer::Path("/full/a")]);
    window.keys(COMMAND, Key::K);
    window.fill("Search policies, places, commands", "seal");
    window.keys(Modifiers::NONE, Key::Enter);
    window.click("Choose a file…");
    assert!(window.sees_part("Not sealed: No space left on device."));
}

#[test]
fn a_bundle_opens_read_only_and_a_copy_can_be_edited_while_ones_own_things_wait() {
    let bundle = edited_bundle();
    let mut window = Window::open(English);
    window.outside.files.put("/home/half.backlot", &bundle);
    // The user's own edits and answers, which are not saved.
    edit(&mut window, "\"10%\"", "\"20%\"");
    window.fill("Yearly revenue share", "2000000");
    window.leave();
    assert_eq!(window.most("datong"), "400000");
    let (kept, draft) = (window.app().kept_edits(), window.app().draft());
    assert!(kept.is_some() && draft.is_some());

    drop_file(&mut window, "/home/half.backlot");
    assert!(window.sees_part("half.backlot, sealed as of 2026-11-22, read-only:"));
    assert!(window.sees_part(&format!("verified, all {} numbers are the same.", numbers(&bundle))));
    assert_eq!(window.most("datong"), "60000");
    assert!(!window.app().session.is_dirty());

    // An answer, a number of a policy, the day, saving: each is refused with a message.
    window.fill("Yearly revenue share", "3000000");
    window.leave();
    window.expect("A sealed bundle is read-only. Click \"Edit a copy\" to change it.");
    assert_eq!(window.most("datong"), "60000");
    window.app().view.tab = Tab::Library;
    window.app().view.passing.opened = Some(Opened::Policy("datong-2025".into()));
    window.settle();
    window.press("Edit");
    window.settle();
    assert!(!window.sees("Numbers"), "no editor opens");
    window.keys(COMMAND, Key::S);
    assert!(window.outside.picks.borrow().is_empty());
    assert_eq!((window.app().kept_edits(), window.app().draft()), (kept.clone(), draft.clone()), "nothing is lost");

    // A copy: the user is first asked about unsaved changes.
    window.app().view.tab = Tab::Calculator;
    window.settle();
    window.click("Edit a copy");
    assert!(window.sees_part("Save changes to"));
    assert_eq!(window.most("datong"), "400000", "what is asked about is in sight");
    window.answer_dialogs(&[Answer::Path("/home/own.ron")]);
    window.click("Save");
    assert!(window.outside.files.text("/home/own.ron").unwrap().contains("2000000"));
    assert!(window.sees_part("A copy of half.backlot"));
    assert_eq!(window.most("datong"), "60000");
    assert!(window.app().session.is_dirty(), "a copy is not saved yet");
    window.fill("Yearly revenue share", "3000000");
    window.leave();
    assert_eq!(window.most("datong"), "150000");
    assert!(window.app().draft().unwrap().contains("3000000"), "the copy survives a sudden end");
    assert_eq!(window.app().kept_edits(), kept, "the edits that are kept are one's own");

    // An edit in the library of the copy, which is not among the user's own edits.
    window.keys(COMMAND, Key::I);
    assert!(window.sees_part("This copy uses the library of the bundle"));
    edit(&mut window, "\"5%\"", "\"1%\"");
    assert_eq!(window.most("datong"), "30000");
    let kept_now = File { name: String::new(), bytes: window.app().kept_edits().unwrap().into_bytes() };
    let with_draft = Kept::read(&kept_now).unwrap();
    assert!(with_draft.edits.text(&datong()).unwrap().contains("\"20%\""));
    assert!(with_draft.drafts[0].1.contains("\"1%\""));

    // Back: everything is as before.
    window.click("Back to my library");
    window.answer_dialogs(&[Answer::Path("/home/copy.ron")]);
    window.click("Save");
    assert!(window.outside.files.text("/home/copy.ron").unwrap().contains("3000000"));
    assert_eq!(window.most("datong"), "400000");
    assert!(!window.sees_part("half.backlot, sealed"));
    assert!(!window.app().session.is_dirty());
    assert!(window.app().session.edits().text(&datong()).unwrap().contains("\"20%\""));
    window.keys(COMMAND, Key::S);
    assert!(window.outside.files.text("/home/own.ron").unwrap().contains("2000000"), "saved where it belongs");
    window.keys(COMMAND, Key::Z);
    window.keys(COMMAND, Key::Z);
    assert_eq!(window.most("datong"), "120000", "its history is there too");
}

#[test]
fn opening_something_else_ends_read_only_and_closing_gives_back_what_was_not_saved() {
    let bundle = edited_bundle();
    let mut window = Window::open(English);
    window.outside.files.put("/home/half.backlot", &bundle);
    window.outside.files.put("/home/mine.ron", "Production(name: (zh: \"甲\", en: \"Mine\"), places: [\"datong\"])");
    edit(&mut window, "\"10%\"", "\"20%\"");
    let own = window.app().session.edits().clone();

    window.answer_dialogs(&[Answer::Path("/home/half.backlot"), Answer::Path("/home/mine.ron")]);
    window.keys(COMMAND, Key::O);
    assert!(window.sees_part("sealed as of"));
    window.keys(COMMAND, Key::O);
    assert!(window.app().window_title().contains("Mine") && !window.sees_part("sealed as of"));
    assert_eq!(*window.app().session.edits(), own);

    // If there are unsaved changes behind the bundle, the user is asked about them and can keep them.
    window.app().session.apply(Action::AddPlace("foshan".into()));
    drop_file(&mut window, "/home/half.backlot");
    drop_file(&mut window, "/home/mine.ron");
    assert!(window.sees_part("Save changes to \"Mine\"?"));
    window.click("Cancel");
    assert_eq!(window.app().session.production().places.len(), 2);
    drop_file(&mut window, "/home/half.backlot");
    assert!(!window.app().may_close(), "the window does not close over what is not saved");
    window.settle();
    assert!(window.sees_part("Save changes to \"Mine\"?"));
    window.click("Cancel");
    drop_file(&mut window, "/home/half.backlot");
    window.click("Close the bundle");
    assert_eq!(window.app().session.production().places.len(), 2);
    assert!(window.app().session.is_dirty());
    assert_eq!(*window.app().session.edits(), own);
}

#[test]
fn a_bundle_that_was_changed_says_how_many_numbers_differ_and_shows_them() {
    let changed = edited_bundle().replace("\"5%\"", "\"6%\"");
    let head = changed.rsplit_once("    seal: ").unwrap().0;
    let resealed = format!("{head}    seal: \"{}\",\n)\n", sha256(head.as_bytes()));
    let bundle = open(&File { name: "x".into(), bytes: changed.as_bytes().to_vec() }).unwrap();
    // The award, the place, and the gains of changes.
    let count = verify(&bundle).differences.len();
    assert!(count > 2);
    let differ = format!("{count} numbers differ.");
    let mut window = Window::open(English);
    window.outside.files.put("/home/changed.backlot", &changed);
    window.outside.files.put("/home/resealed.backlot", &resealed);
    window.outside.files.put("/home/broken.backlot", &head[..head.len() / 2]);
    drop_file(&mut window, "/home/changed.backlot");
    assert!(window.sees_part(&format!("changed after sealing; {differ}")));
    drop_file(&mut window, "/home/resealed.backlot");
    assert!(window.sees_part(&differ));
    window.click("Details");
    assert!(window.sees_part("Datong · up to: 60000 as sealed, 72000 here"));
    assert!(window.sees_part("It does not show who sealed"));
    window.keys(Modifiers::NONE, Key::Escape);
    // A file that cannot be read does not change the open state.
    drop_file(&mut window, "/home/broken.backlot");
    assert!(window.sees_part("/home/broken.backlot"));
    assert!(window.sees_part(&differ));
    drop_file(&mut window, "/home/none.backlot");
    assert!(!Path::new("/home/none.backlot").exists() && window.sees_part(&differ));
}

#[test]
fn the_banner_speaks_chinese_and_fits_a_narrow_window() {
    let bundle = edited_bundle();
    for size in [[1280.0, 800.0], [640.0, 800.0], [400.0, 600.0]] {
        let mut window = Window::sized(Chinese, size, View::default());
        window.outside.files.put("/home/half.backlot", &bundle);
        drop_file(&mut window, "/home/half.backlot");
        assert!(window.sees_part("half.backlot，已封存，测算日期 2026-11-22，只读："));
        assert!(window.sees_part(&format!("核验通过，{} 个数全部一致。", numbers(&bundle))));
        window.click("编辑副本");
        assert!(window.sees_part("half.backlot 的副本"));
    }
}

#[test]
fn a_bundle_whose_own_shelf_is_changed_with_its_results_is_verified_with_a_remark() {
    let edited = edited_bundle();
    let mut bundle = open(&File { name: String::new(), bytes: edited.into_bytes() }).unwrap();
    // Sealed again from layers that claim to be built in.
    let mut layers = bundle.layers();
    layers[0].files.push(File { name: "seeds/x.ron".into(), bytes: b"Places([])".to_vec() });
    let (edits, places) = (bundle.edits(), std::mem::take(&mut bundle.places));
    let production = &bundle.production;
    let parts = Parts {
        layers: &layers,
        shelves: 1,
        edits: &edits,
        production,
        places: &places,
        day: bundle.day,
        slate: None,
        city: None,
    };
    let text = seal_parts(&parts, Amounts::Rounded).unwrap();
    let mut window = Window::open(English);
    window.outside.files.put("/home/x.backlot", &text);
    drop_file(&mut window, "/home/x.backlot");
    assert!(window.sees_part(&format!("verified, all {} numbers", numbers(&text))));
    window.expect("The library that it calls built-in differs from the one built into this program.");
    window.expect("Its money answers are rounded to two significant digits.");
}
