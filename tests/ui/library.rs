//! The library view: search in three spellings, every page, editing, comparing, saving.

use backlot::model::text::Language::{Chinese, English};
use backlot::ui::passing::Opened;
use backlot::ui::tab::Tab;
use backlot::ui::view::{Shelf, View};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::desk::Answer;
use super::window::Window;

fn library(language: backlot::model::text::Language, shelf: Shelf) -> Window {
    Window::sized(language, [1280.0, 800.0], View { tab: Tab::Library, shelf, ..View::default() })
}

fn open(window: &mut Window, opened: Opened) {
    window.app().view.passing.opened = Some(opened);
    window.settle();
}

#[test]
fn policies_are_found_in_chinese_pinyin_first_letters_and_english() {
    for typed in ["大同", "datong", "dt 网络微短剧", "Datong measures", "同政规"] {
        let mut window = library(Chinese, Shelf::Policies);
        window.fill("在资料库中查找", typed);
        window.expect("大同市支持网络微短剧产业高质量发展若干措施");
    }
    let mut window = library(Chinese, Shelf::Policies);
    window.fill("在资料库中查找", "qqqq");
    assert!(window.sees_part("qqqq"), "says that nothing fits");
}

#[test]
fn the_page_of_a_policy_says_its_rule_since_when_from_where_and_what_it_replaced() {
    let mut window = library(English, Shelf::Policies);
    window.fill("Find in the library", "xiamen free trade zone measures 2025");
    open(&mut window, Opened::Policy("xiamen-ftz-2025".into()));
    window.expect("In force");
    window.expect("The rule");
    window.expect("Sources");
    assert!(window.sees_part("; superseded 2025"), "the version before it stands in the timeline");
    window.press("Copy citation");
    window.expect("Copied");
    let earlier = window.app().session.library.policies[&"xiamen-ftz-2024".into()].title.en.clone();
    let bar = window.harness.query_all_by_label_contains(&earlier).last().expect("the earlier version");
    bar.click_accesskit();
    window.settle();
    assert_eq!(window.app().view.passing.opened, Some(Opened::Policy("xiamen-ftz-2024".into())));
}

#[test]
fn a_shelf_is_sorted_by_its_heads_and_copied() {
    let mut window = library(English, Shelf::Figures);
    let session = window.app().session.library.clone();
    let counts = |window: &Window| -> Vec<usize> {
        let rows = window.harness.query_all_by_role(Role::Link).filter_map(|row| row.accesskit_node().label());
        let of = |name: String| session.indicators.values().find(|one| one.name.en == name).cloned();
        rows.filter_map(of).map(|one| session.observations_of(&one.id).count()).collect()
    };
    window.click("Sort by Number");
    let largest = counts(&window);
    assert!(largest.len() > 3 && largest.is_sorted_by(|a, b| a >= b), "{largest:?}");
    window.click("Sort by Number");
    let least = counts(&window);
    assert!(least.is_sorted() && least != largest, "{least:?}");
    let copied = window.copied_table();
    assert!(copied.starts_with("Name\tAbout\tNumber\n"), "{copied}");
    assert_eq!(copied.lines().count(), session.indicators.len() + 1);
}

#[test]
fn every_shelf_has_pages_in_both_languages() {
    for language in [Chinese, English] {
        let mut window = library(language, Shelf::Policies);
        let library = window.app().session.library.clone();
        let found = window.app().session.contradictions.len();
        let mut pages: Vec<Opened> = library.policies.keys().cloned().map(Opened::Policy).step_by(9).collect();
        pages.extend(library.places.keys().cloned().map(Opened::Place).step_by(9));
        pages.extend(library.indicators.keys().cloned().map(Opened::Indicator).step_by(5));
        pages.extend(library.sources.keys().cloned().map(Opened::Source).step_by(9));
        pages.extend(library.judgements.keys().cloned().map(Opened::Judgement).step_by(4));
        pages.extend((0..found).map(Opened::Finding));
        for page in pages {
            open(&mut window, page.clone());
            assert_eq!(window.app().view.passing.opened, Some(page), "a page that leads elsewhere");
        }
    }
}

#[test]
fn a_contradiction_names_both_sources_and_what_would_settle_it() {
    let mut window = library(English, Shelf::Contradictions);
    window.fill("Find in the library", "market size 2027");
    let finding = window.app().session.contradictions.iter().position(|finding| {
        finding.observations.contains(&"N12".into()) && finding.observations.contains(&"N13".into())
    });
    open(&mut window, Opened::Finding(finding.unwrap()));
    assert!(window.sees_part("National Business Daily"));
    assert!(window.sees_part("Yicai"));
    window.expect("The curator's conclusion");
    window.expect("How to settle it");
}

#[test]
fn a_number_is_edited_in_place_counts_at_once_and_can_be_undone() {
    let mut window = library(English, Shelf::Policies);
    open(&mut window, Opened::Policy("datong-2025".into()));
    window.press("Edit");
    window.press("Numbers");
    let fields: Vec<_> = window.harness.query_all_by_role_and_label(Role::TextInput, "threshold").collect();
    fields.first().expect("the threshold of the vertical award").focus();
    window.settle();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.settle();
    let fields: Vec<_> = window.harness.query_all_by_role_and_label(Role::TextInput, "threshold").collect();
    fields[0].type_text("200万");
    window.settle();
    window.leave();
    assert_eq!(window.most("datong"), "0");
    window.expect("1 edit of yours");
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.most("datong"), "120000");
    assert!(window.sees_part("set threshold of \"Vertical revenue award\" to 2,000,000"), "says what it took back");
}

#[test]
fn a_wrong_number_is_said_and_changes_nothing() {
    let mut window = library(English, Shelf::Policies);
    open(&mut window, Opened::Policy("datong-2025".into()));
    window.press("Edit");
    window.press("Numbers");
    let field = |window: &Window| {
        let all: Vec<_> = window.harness.query_all_by_role_and_label(Role::TextInput, "rate").collect();
        all.into_iter().next().expect("the rate").focus();
    };
    field(&window);
    window.settle();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.settle();
    window.harness.query_all_by_role_and_label(Role::TextInput, "rate").next().unwrap().type_text("lots");
    window.settle();
    window.leave();
    assert!(window.sees_part("Not a number"));
    assert!(window.app().session.edits().is_empty());
}

#[test]
fn a_rule_is_edited_as_text_and_applied_only_when_it_is_right() {
    let mut window = library(English, Shelf::Policies);
    open(&mut window, Opened::Policy("datong-2025".into()));
    window.press("Edit");
    window.press("RON");
    window.expect("No changes yet.");
    let text = |window: &mut Window, text: &str| {
        window.harness.get_by_role_and_label(Role::MultilineTextInput, "As text").focus();
        window.settle();
        window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        window.settle();
        let field = window.harness.get_by_role_and_label(Role::MultilineTextInput, "As text");
        field.type_text(text);
        // The library is checked when the user stops typing.
        window.harness.run_steps(40);
    };
    let key = backlot::data::overlay::Key::new(backlot::model::record::Record::Policy, "datong-2025");
    let right = window.app().session.text(&key).unwrap().replace("10%", "5%");
    text(&mut window, &right.replace("status: InForce,", "status: Sometimes,"));
    assert!(window.sees_part("1 problem keeps it"));
    assert!(window.sees_part("Sometimes"));
    text(&mut window, &right);
    window.expect("This can be applied.");
    window.press("Apply");
    assert_eq!(window.most("datong"), "60000");
    window.press("Close the editor");
    window.expect("edited by you");
    window.press("Restore the original");
    assert_eq!(window.most("datong"), "120000");
}

fn with_an_edit(language: backlot::model::text::Language) -> Window {
    let mut window = library(language, Shelf::Policies);
    let key = backlot::data::overlay::Key::new(backlot::model::record::Record::Policy, "datong-2025");
    let text = window.app().session.text(&key).unwrap().replace("10%", "12%");
    window.app().session.apply(backlot::session::action::Action::Edit { key, text: Some(text), figure: None });
    window.settle();
    window
}

#[test]
fn edits_are_saved_as_a_library_that_lays_over_the_built_in_one() {
    let mut window = with_an_edit(English);
    window.answer_dialogs(&[Answer::Path("/mine")]);
    window.press("Export my edits as a library…");
    assert!(window.sees_part("1 record written to /mine"));
    assert!(window.outside.files.text("/mine/policies/datong-2025.ron").unwrap().contains("12%"));
    // The second time the files exist, and the user is asked about them.
    window.answer_dialogs(&[Answer::Path("/mine")]);
    window.press("Export my edits as a library…");
    window.click("Replace");
    assert!(window.sees_part("1 record written to /mine"));
    let mut other = Window::open(English);
    other
        .outside
        .files
        .put("/mine/policies/datong-2025.ron", &window.outside.files.text("/mine/policies/datong-2025.ron").unwrap());
    other.app().take("/mine".into());
    other.settle();
    other.click("Add to the library");
    assert_eq!(other.most("datong"), "144000");
}

#[test]
fn edits_survive_a_sudden_end() {
    let mut window = with_an_edit(Chinese);
    let kept = window.app().kept_edits().expect("edits are kept");
    let mut again = Window::open(Chinese);
    assert!(again.app().take_up_edits(&kept));
    again.settle();
    assert_eq!(again.most("datong"), "144000");
    assert!(!again.app().take_up_edits("torn"), "what cannot be read is not taken for nothing");
}

#[test]
fn the_changes_are_told_in_words_and_in_money() {
    let mut window = with_an_edit(English);
    window.click("Changes");
    window.settle();
    window.expect("Vertical revenue award · rate: 10\u{202f}% → 12\u{202f}%");
    window.expect("CNY 0 – CNY 120,000");
    window.expect("CNY 0 – CNY 144,000");
    window.keys(Modifiers::COMMAND, Key::Z);
    window.settle();
    assert!(window.sees_part("nothing to compare"));
}

#[test]
fn the_second_shelf_is_off_until_it_is_asked_for_and_says_to_check_the_law() {
    let mut window = library(English, Shelf::Policies);
    let georgia = "us-georgia".into();
    assert!(!window.app().session.library.policies.contains_key(&georgia));
    window.click("World screen incentives");
    assert!(window.app().session.library.policies.contains_key(&georgia));
    open(&mut window, Opened::Policy(georgia.clone()));
    assert!(window.sees_part("Check the current law."));
    window.click("World screen incentives");
    assert!(!window.app().session.library.policies.contains_key(&georgia));
}

#[test]
fn what_was_not_checked_for_a_year_is_marked_when_the_day_moves_on() {
    let mut window = library(English, Shelf::Policies);
    open(&mut window, Opened::Policy("datong-2025".into()));
    assert!(!window.sees_part("last checked"));
    let notes = window.app().session.notes.len();
    window.app().session.set_day(jiff::civil::date(2028, 1, 1));
    window.settle();
    window.expect("last checked 2026-11-29");
    assert!(window.app().session.notes.len() > notes, "the notes follow the day");
}

#[test]
fn the_list_and_the_page_take_turns_at_half_width() {
    let view = View { tab: Tab::Library, shelf: Shelf::Policies, ..View::default() };
    let mut window = Window::sized(English, [640.0, 800.0], view);
    open(&mut window, Opened::Policy("datong-2025".into()));
    for node in window.harness.query_all_by_label_contains("Datong measures") {
        assert!(node.rect().right() <= 640.0, "cut off at the right");
    }
    window.click("← Back to the list");
    let count = window.app().session.library.policies.len();
    window.expect(&format!("{count} shown"));
}

#[test]
fn a_reference_production_opens_from_the_palette() {
    let mut window = Window::open(English);
    window.keys(Modifiers::COMMAND, Key::K);
    window.fill("Search policies, places, commands", "costume");
    window.keys(Modifiers::NONE, Key::Enter);
    assert!(window.app().session.production().name.en.to_lowercase().contains("costume"));
    assert!(!window.app().session.is_dirty());
}

#[test]
fn what_was_edited_is_marked_wherever_its_amount_stands() {
    let mut window = with_an_edit(English);
    window.keys(Modifiers::COMMAND, Key::Num3);
    window.app().view.passing.place = Some("datong".into());
    window.settle();
    assert!(window.sees_part("Your own data"), "beside the award");
    window.keys(Modifiers::COMMAND, Key::Num2);
    window.expect("edited by you");
    window.app().view.report.annex = true;
    window.answer_dialogs(&[Answer::Path("/report.md")]);
    window.app().view.tab = Tab::Calculator;
    window.keys(Modifiers::COMMAND, Key::E);
    let report = window.outside.files.text("/report.md").expect("the report was written");
    assert!(report.contains("Own data, not from the built-in library"), "the report says so before its figures");
    assert!(report.contains("not the record of the built-in library"));
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(!window.sees_part("our own data"));
}

#[test]
fn a_place_that_is_not_there_is_begun_from_a_template() {
    let mut window = library(English, Shelf::Places);
    window.fill("Find in the library", "shenyang");
    window.expect("0 shown");
    window.press("New place…");
    let field = |window: &Window| window.harness.get_by_role_and_label(Role::MultilineTextInput, "As text").focus();
    field(&window);
    window.settle();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.settle();
    let text = "Places([(id: \"shenyang\", name: (zh: \"沈阳\", en: \"Shenyang\"), kind: City, parent: \"china\")])";
    window.harness.get_by_role_and_label(Role::MultilineTextInput, "As text").type_text(text);
    window.harness.run_steps(40);
    window.press("Apply");
    assert_eq!(window.app().session.library.places[&"shenyang".into()].name.en, "Shenyang");
    assert_eq!(window.app().view.passing.opened, Some(Opened::Place("shenyang".into())));
    window.keys(Modifiers::COMMAND, Key::Z);
    window.leave();
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(!window.app().session.library.places.contains_key(&"shenyang".into()));
}

#[test]
fn nothing_of_a_template_can_be_applied_before_it_is_ones_own() {
    let new = [
        (Shelf::Policies, "New policy…", "things missing"),
        (Shelf::Places, "New place…", "The id of this place is empty."),
        (Shelf::Sources, "New source…", "The id of this source is empty."),
    ];
    for (shelf, button, said) in new {
        let mut window = library(English, shelf);
        window.press(button);
        window.harness.run_steps(40);
        assert!(!window.sees_part("This can be applied."), "{button}");
        assert!(window.sees_part(said), "{button}");
    }
}

#[test]
fn what_was_typed_and_not_applied_waits() {
    let mut window = library(English, Shelf::Policies);
    open(&mut window, Opened::Policy("datong-2025".into()));
    window.press("Edit");
    window.press("RON");
    window.harness.get_by_role_and_label(Role::MultilineTextInput, "As text").focus();
    window.settle();
    window.harness.get_by_role_and_label(Role::MultilineTextInput, "As text").type_text("// mine");
    window.settle();
    let kept = window.app().kept_edits().expect("also when the program ends suddenly");
    let mut again = library(English, Shelf::Policies);
    assert!(again.app().take_up_edits(&kept));
    open(&mut again, Opened::Policy("datong-2025".into()));
    again.expect("changes not applied");
    again.press("Edit");
    again.press("RON");
    let text = again.harness.get_by_role_and_label(Role::MultilineTextInput, "As text").value();
    assert!(text.unwrap_or_default().contains("// mine"));
    window.click("Places");
    window.click("Policies");
    open(&mut window, Opened::Policy("datong-2025".into()));
    window.expect("changes not applied");
    window.press("Edit");
    window.harness.run_steps(40);
    window.expect("This can be applied.");
    assert!(!window.sees_part("changes not applied"), "it is open again");
}

#[test]
fn the_arrow_keys_move_through_the_list() {
    let mut window = library(English, Shelf::Policies);
    window.fill("Find in the library", "xiamen free trade zone");
    window.keys(Modifiers::NONE, Key::ArrowDown);
    let first = window.app().view.passing.opened.clone().expect("the first row is open");
    window.keys(Modifiers::NONE, Key::ArrowDown);
    let second = window.app().view.passing.opened.clone().expect("the next row is open");
    assert_ne!(first, second);
    window.keys(Modifiers::NONE, Key::ArrowUp);
    assert_eq!(window.app().view.passing.opened, Some(first));
    window.keys(Modifiers::NONE, Key::Escape);
    assert_eq!(window.app().view.passing.library_search, "");
}

#[test]
fn enter_accepts_an_import_and_saves_what_is_unsaved() {
    let mut window = Window::open(English);
    let text = "Places([(id: \"shenyang\", name: (zh: \"沈阳\", en: \"Shenyang\"), kind: City, parent: \"china\")])";
    window.outside.files.put("/mine.ron", text);
    window.app().take("/mine.ron".into());
    window.settle();
    window.expect("Shenyang");
    window.keys(Modifiers::NONE, Key::Enter);
    assert!(window.app().session.library.places.contains_key(&"shenyang".into()));
}

#[test]
fn a_payment_is_entered_on_the_page_of_its_policy_and_stands_beside_what_is_promised() {
    let mut window = library(English, Shelf::Policies);
    open(&mut window, Opened::Policy("wangcheng-2025".into()));
    let before = window.app().session.library.payments.len();
    window.press("Enter or edit payments");
    window.press("Add the payment");
    assert!(window.sees_part("Recipient: Fill it in.") && window.sees_part("Choose a source"), "all at once");
    assert_eq!(window.app().session.library.payments.len(), before);
    window.fill("Recipient", "A Films");
    window.fill("Amount", "12万");
    window.fill("Published or paid on", "2026-06-30");
    window.harness.get_by_role_and_label(Role::ComboBox, "Source").click_accesskit();
    window.settle();
    let source = window.app().session.library.policies[&"wangcheng-2025".into()].sources[0].source.clone();
    let title = window.app().session.library.sources[&source].title.get(English).to_owned();
    window.harness.query_all_by_role_and_label(Role::Button, &title).last().unwrap().click_accesskit();
    window.settle();
    window.press("Add the payment");
    let payments = &window.app().session.library.payments;
    let made = payments.values().find(|one| one.to.zh == "A Films").unwrap();
    assert_eq!((payments.len(), made.amount.to_string().as_str()), (before + 1, "120000"));
    assert!(window.sees_part("A Films"), "it stands beside what is promised");
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.app().session.library.payments.len(), before);
}
