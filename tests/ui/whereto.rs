//! Where to shoot: every place in one table, which is filtered, sorted, selected from and explained.

use backlot::model::text::Language::{self, Chinese, English};
use backlot::ui::passing::Explained;
use backlot::ui::tab::Tab;
use backlot::ui::view::View;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::window::Window;

fn open(language: Language) -> Window {
    Window::sized(language, [1280.0, 800.0], View { tab: Tab::Where, ..View::default() })
}

/// The places of the visible rows, from top to bottom.
fn rows(window: &Window) -> Vec<String> {
    let all = window.harness.query_all_by_label_contains(" certain, ");
    let mut all: Vec<(f32, String)> = all
        .filter(|node| node.accesskit_node().role() == egui::accesskit::Role::Button)
        .filter_map(|node| {
            let label = node.accesskit_node().label()?;
            Some((node.rect().top(), label.split_once(": ")?.0.to_owned()))
        })
        .collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    all.into_iter().map(|(_, place)| place).collect()
}

#[test]
fn the_finding_is_the_title_and_every_place_with_a_policy_has_a_row() {
    let mut window = open(English);
    assert!(window.sees_part("places pays anything for certain."));
    assert!(window.sees_part("places have a policy but no amount that can be counted"));
    let shown = rows(&window);
    assert!(shown.len() > 10 && shown.contains(&"Datong".to_owned()), "{shown:?}");
    // Amounts known only from second-hand reports come after known amounts.
    let at = |place: &str| shown.iter().position(|one| one == place).unwrap_or_else(|| panic!("{place}: {shown:?}"));
    assert!(at("Datong") < at("Shanghai"));
    window.keys(Modifiers::COMMAND, Key::Num3);
    assert_eq!(window.app().view.tab, Tab::Calculator);
    window.keys(Modifiers::COMMAND, Key::Num1);
    assert_eq!(window.app().view.tab, Tab::Where);
}

#[test]
fn a_place_is_found_by_name_and_by_pinyin_and_filters_can_be_taken_away() {
    let mut window = open(English);
    window.fill("Filter places", "datong");
    window.leave();
    assert_eq!(rows(&window), ["Datong"]);
    let mut chinese = open(Chinese);
    chinese.fill("筛选地区，可用拼音", "wuhan");
    chinese.leave();
    assert!(chinese.sees_part("武汉 · 东湖高新区"));
    window.fill("Filter places", "nowhere at all");
    window.leave();
    window.expect("No place matches these filters");
    window.click("Clear all");
    assert!(rows(&window).len() > 10);
    // A filter without results is marked before it is set.
    assert!(window.sees_part("Something certain 0"));
}

#[test]
fn a_head_sorts_and_a_tile_shows_one_province() {
    let mut window = open(English);
    let before = rows(&window);
    window.click("Sort by Place");
    let sorted = rows(&window);
    assert_ne!(before, sorted);
    let known: Vec<&String> = sorted.iter().take(5).collect();
    assert!(known.is_sorted(), "{known:?}");
    window.click("Sort by Place");
    window.click("Sort by Place");
    assert_eq!(rows(&window), before, "the third click is the order of the table itself");
    let tile = window.harness.query_all_by_label_contains("Henan: ").next().unwrap();
    tile.click();
    window.settle();
    let henan = rows(&window);
    assert!(henan.contains(&"Zhengzhou".to_owned()) && !henan.contains(&"Datong".to_owned()), "{henan:?}");
}

#[test]
fn places_are_picked_up_to_six_and_the_seventh_is_refused() {
    let mut window = open(English);
    let chosen = |window: &mut Window| window.app().session.production().places.len();
    assert_eq!(chosen(&mut window), 4);
    for place in ["Zhengzhou", "Henan", "Xiamen Free Trade Zone"] {
        window.click(&format!("Compare {place}"));
    }
    assert_eq!(chosen(&mut window), 6);
    window.click("Remove Datong");
    assert_eq!(chosen(&mut window), 5);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(chosen(&mut window), 6, "undone in one step");
    window.click("Compare these 6");
    assert_eq!(window.app().view.tab, Tab::Compare);
}

#[test]
fn the_arrow_keys_go_from_row_to_row_space_picks_and_enter_explains() {
    let mut window = open(English);
    let first = rows(&window).remove(0);
    window.keys(Modifiers::NONE, Key::ArrowDown);
    window.keys(Modifiers::NONE, Key::Space);
    let picked = window.app().session.production().places.last().cloned().unwrap();
    let library = std::sync::Arc::clone(&window.app().session.library);
    assert_eq!(window.app().words().place(&library, &picked), first);
    window.keys(Modifiers::NONE, Key::Enter);
    assert_eq!(window.app().view.passing.why.now(), Some(&Explained::Place(picked)));
}

#[test]
fn the_table_is_copied_with_its_heads_and_follows_the_answers() {
    let mut window = open(English);
    window.fill("Filter places", "datong");
    window.leave();
    let copied = window.copied_table();
    assert!(copied.starts_with("Place\tCertain\tUp to") && copied.contains("Datong\t0\t120000"), "{copied}");
    use backlot::model::production::Answer;
    use backlot::session::action::Action;
    let fact = "revenue_share_year".into();
    let answer = Some(Answer::Number(2_000_000.into()));
    window.app().session.apply(Action::Answer { fact, place: None, answer });
    window.settle();
    assert!(
        window.sees_part("Datong: 0.0 certain, 200.0+ up to") || window.sees_part("Datong: 0 certain, 200.0+ up to")
    );
}

#[test]
fn half_the_width_keeps_what_decides() {
    for language in [Chinese, English] {
        let window = Window::sized(language, [640.0, 800.0], View { tab: Tab::Where, ..View::default() });
        let heads = ["Certain", "Up to", "确定可得", "最高可至"];
        let sorts = heads.iter().filter(|head| window.sees_part(head)).count();
        assert!(sorts >= 2, "{language:?}");
        assert!(!window.sees("Best place in each province"));
    }
}

#[test]
fn every_square_of_the_map_has_its_sign() {
    for (language, first, last) in [(Chinese, "黑", "琼"), (English, "HL", "HI")] {
        let words = backlot::words::Words::new(language);
        let signs = backlot::say!(words, "where-signs");
        let signs: Vec<&str> = signs.split('/').collect();
        assert_eq!((signs.len(), signs[0], signs[33]), (34, first, last));
    }
}

#[test]
fn what_may_be_expected_is_a_column_where_a_chance_was_given() {
    let mut window = open(English);
    assert!(!window.sees("Sort by Expected"));
    let chance = Some(backlot::model::number::Number::parse("50%").unwrap());
    let of = backlot::model::production::Granted::Basis(backlot::model::policy::Basis::UpTo);
    window.app().session.apply(backlot::session::action::Action::Chance(of, chance));
    window.settle();
    window.expect("Sort by Expected");
    window.click("Sort by Expected");
    assert!(rows(&window).len() > 10);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(!window.sees("Sort by Expected"));
}

#[test]
fn official_texts_are_counted_and_applications_are_filtered_by_a_day() {
    let mut window = open(English);
    let chip = |window: &Window, start: &str| window.labels_with(start).into_iter().next().expect("a chip");
    let before = chip(&window, "Official text only ");
    let count: usize = before.rsplit(' ').next().unwrap().parse().unwrap();
    assert!(count > 0 && count < rows(&window).len(), "{before}");
    window.click(&before);
    assert_eq!(chip(&window, "Official text only "), before, "the count is the same once the filter is set");
    window.click("Clear all");
    let today = window.app().session.day;
    let open = chip(&window, "Open for application on ");
    assert!(open.contains(&today.to_string()), "{open}");
    window.click("Choose a day: Day of application");
    let day = today.first_of_month();
    window.click(&day.to_string());
    let then = chip(&window, "Open for application on ");
    assert!(then.contains(&day.to_string()), "{then}");
    let shown = rows(&window).len();
    assert_eq!(then.rsplit(' ').next().unwrap().parse::<usize>().unwrap(), shown, "only those places are left");
    window.click("Clear all");
    assert!(chip(&window, "Open for application on ").contains(&today.to_string()));
}

#[test]
fn every_column_has_room_beside_the_map() {
    for language in [Chinese, English] {
        let window = open(language);
        let start = if language == Chinese { "按" } else { "Sort by " };
        let mut heads: Vec<String> = window.labels_with(start);
        heads.retain(|head| language == English || head.ends_with("排序"));
        // All but the expected amount, which needs a chance.
        assert_eq!(heads.len(), 9, "{heads:?}");
    }
}

#[test]
fn published_payments_stand_beside_up_to() {
    for (language, place, told) in
        [(Chinese, "望城", "n = 1，平均 20 万元"), (English, "Wangcheng", "n = 1, CNY 200,000 each on average")]
    {
        let mut window = open(language);
        let filter = if language == Chinese { "筛选地区，可用拼音" } else { "Filter places" };
        let mut row = |place: &str| {
            window.fill(filter, place);
            let all = window.harness.query_all_by_label_contains(place);
            let buttons = all.filter(|node| node.accesskit_node().role() == egui::accesskit::Role::Button);
            let all: Vec<String> = buttons.filter_map(|node| node.accesskit_node().label()).collect();
            all.into_iter().find(|label| label.contains("38") || label.contains("12")).unwrap()
        };
        // Where nothing was published, the name of the row says nothing about it.
        let datong = if language == Chinese { "大同" } else { "Datong" };
        let (other, row) = (row(datong), row(place));
        assert!(!other.contains("n = ") && row.contains(told), "{other} {row}");
        if language == English {
            let table = window.copied_table();
            let mut lines = table.lines();
            assert_eq!(lines.next().unwrap().split('\t').next_back(), Some("Published payments"));
            let line = lines.find(|line| line.contains(place)).unwrap();
            assert!(line.split('\t').next_back().unwrap().contains(told), "{line}");
        }
    }
}

#[test]
fn the_filter_keeps_the_keyboard_after_its_first_letter() {
    let mut window = open(English);
    window.harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Filter places").focus();
    window.settle();
    for letter in ["d", "a", "t", "o", "n", "g"] {
        window.harness.event(egui::Event::Text(letter.to_owned()));
        window.settle();
    }
    assert_eq!(window.app().view.tab, Tab::Where);
    assert!(rows(&window).iter().all(|row| row.contains("Datong")), "{:?}", rows(&window));
}
