//! The view City: the city is set once, a figure is changed, and everything is recalculated.

use backlot::model::policy::Basis;
use backlot::model::text::Language::{Chinese, English};
use backlot::study::city::city;
use backlot::study::standing::Reach;
use backlot::study::standing::weights::{By, weigh};
use backlot::ui::tab::Tab;
use backlot::ui::view::View;
use backlot::words::Words;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rust_decimal::Decimal;

use super::desk::Answer;
use super::window::Window;

const AMOUNT: &str = "Yellow River award · amount";

fn open() -> Window {
    let rivals = ["xian", "hangzhou", "shenzhen"].map(Into::into).to_vec();
    let view = View { tab: Tab::City, city: Some("zhengzhou".into()), city_rivals: rivals, ..View::default() };
    let mut window = Window::sized(English, [1280.0, 800.0], view);
    window.settle();
    window
}

/// The cells of the map for a place.
fn cells(window: &Window, place: &str) -> Vec<String> {
    let all = window.harness.query_all_by_label_contains(" of the budget, rank ");
    let labels = all.filter_map(|node| node.accesskit_node().label());
    labels.filter(|label| label.starts_with(&format!("{place}, "))).collect()
}

#[test]
fn a_city_is_chosen_once_and_its_desk_opens() {
    let mut window = Window::sized(English, [1280.0, 800.0], View { tab: Tab::City, ..View::default() });
    window.expect("Your city is …");
    // A name can be typed at once. Enter selects the first match.
    let search = window.harness.get_by_label("Filter places");
    assert!(search.is_focused());
    search.type_text("zhengzhou");
    window.settle();
    window.keys(Modifiers::NONE, Key::Enter);
    assert_eq!(window.app().view.city, Some("zhengzhou".into()));
    assert_eq!(cells(&window, "Zhengzhou").len(), 8);
    assert!(window.sees_part("Zhengzhou"));
    window.expect("My city: Zhengzhou");
}

#[test]
fn rivals_are_searched_and_picked_one_after_the_other() {
    let mut window = Window::sized(English, [1280.0, 800.0], View { tab: Tab::City, ..View::default() });
    window.fill("Filter places", "zhengzhou");
    window.keys(Modifiers::NONE, Key::Enter);
    window.settle();
    window.press("Beside 10 ▼");
    // What was typed to find the city is gone, and the menu stays while one clicks in it.
    window.fill("Filter places", "nanjing");
    let rivals = |window: &mut Window| window.app().view.city_rivals.len();
    window.press("Nanjing");
    assert_eq!(rivals(&mut window), 11);
    window.fill("Filter places", "nanning");
    window.press("Nanning");
    assert_eq!(rivals(&mut window), 12);
}

#[test]
fn a_lever_moves_the_map_and_undo_takes_it_back() {
    let mut window = open();
    assert_eq!(cells(&window, "Xi’an").len() + cells(&window, "Xi'an").len(), 8);
    window.expect("Nothing is proposed yet.");
    let before = window.app().session.proposed().changes.len();
    assert_eq!(before, 0);
    window.fill(AMOUNT, "1400000");
    window.leave();
    assert_eq!(window.app().session.proposed().changes.len(), 1);
    assert!(!window.sees("Nothing is proposed yet."));
    assert!(window.sees_part("ranks move") || window.sees_part("rank of 8 moves"), "the finding speaks of ranks");
    window.expect("Undo 1 change");
    window.keys(Modifiers::COMMAND, Key::Z);
    window.settle();
    assert_eq!(window.app().session.proposed().changes.len(), 0);
    window.expect("Nothing is proposed yet.");
}

/// The sentence about the weighted rank of the city with the proposed figures.
fn weighed(window: &mut Window) -> String {
    let rivals = window.app().view.city_rivals.clone();
    let session = &window.app().session;
    let (library, place) = (session.counted(), session.city().unwrap());
    let found = city(library, session.proposed(), place, &rivals, session.day, None).proposed();
    let weighed = weigh(&found, &vec![Decimal::ONE; found.rows.len()], By::UpTo);
    Words::new(English).weighed_place(library, &weighed.places[0])
}

/// The ranks of the map follow a lever at once, while longer calculations wait.
#[test]
fn the_ranks_follow_a_lever_within_the_frame_and_tell_by_how_many() {
    let mut window = open();
    assert!(!window.sees_part(" ↑") && !window.sees_part(" ↓"));
    window.outside.hold.set(true);
    window.fill(AMOUNT, "2500000");
    window.expect("15 → 2 ↑13");
    window.expect("10 → 2 ↑8");
    assert!(window.sees_part("ranks move"), "so does the finding");
    let first = weighed(&mut window);
    window.expect(&first);
    window.fill(AMOUNT, "1");
    let second = weighed(&mut window);
    assert!(first != second && !window.sees(&first), "the weighted rank follows too");
    window.expect(&second);
    assert!(window.sees_part(" ↓") && !window.sees_part(" ↑"));
    window.outside.hold.set(false);
    window.settle();
}

#[test]
fn a_policy_of_the_city_is_opened_as_a_form_and_a_new_one_begins_in_the_city() {
    let mut window = open();
    window.press("Edit as a form: Zhengzhou opinions on support for online micro-drama");
    assert_eq!(window.app().view.tab, Tab::Library);
    window.expect("Clauses");
    window.press("Close the editor");
    window.app().view.passing.opened = None;
    window.settle();
    window.press("New policy…");
    window.fill("Title", "Measures");
    let kept = window.app().kept_edits().expect("a draft").replace("\\\"", "\"");
    assert!(kept.contains("place: \"zhengzhou\""), "{kept}");
}

#[test]
fn what_was_paid_is_told_beside_what_is_promised() {
    let mut window = open();
    let cell = window.labels_with("Zhengzhou, 60-episode vertical micro-drama: ");
    window.press(&cell[0]);
    window.expect("Promised and paid");
    window.expect("No payment was published");
}

#[test]
fn what_is_proposed_is_saved_as_a_scenario_and_opened_again() {
    let mut window = open();
    window.fill(AMOUNT, "500000");
    window.leave();
    window.answer_dialogs(&[Answer::Path("/home/more.ron"), Answer::Path("/home/more.ron")]);
    window.press("Save as scenario…");
    window.settle();
    let text = window.outside.files.text("/home/more.ron").unwrap();
    assert!(text.contains("Scenario(") && text.contains("incentive:yellow-river/amount"), "{text}");
    window.press("Undo 1 change");
    assert_eq!(window.app().session.proposed().changes.len(), 0);
    window.press("Open scenario…");
    window.settle();
    assert_eq!(window.app().session.proposed().changes.len(), 1);
}

#[test]
fn the_desk_fits_half_a_window_and_speaks_chinese() {
    let view = View { tab: Tab::City, city: Some("zhengzhou".into()), ..View::default() };
    let mut window = Window::sized(Chinese, [640.0, 800.0], view);
    window.settle();
    window.expect("条款");
    window.click("影响");
    window.expect("名次变动");
    window.click("条款");
    assert!(window.sees_part("黄河文化作品奖励"));
}

const PORTFOLIO: &str = r#"Portfolio(
    title: (zh: "一年", en: "A year"),
    mix: [(production: "vertical-60", count: 12), (production: "overseas-package", count: 3)],
    made: [(like: "vertical-60", count: 20, seed: 7, draw: {"total_budget": Between(300_000, 4_000_000), "local_spend": PartOf("total_budget", "20%", "80%")})],
    per_company: 5_000_000,
)"#;

#[test]
fn a_portfolio_is_opened_has_a_pool_and_is_kept() {
    let mut window = open();
    window.press("Portfolio");
    window.expect("The portfolio has no productions yet");
    window.outside.files.put("/home/year.ron", PORTFOLIO);
    window.answer_dialogs(&[Answer::Path("/home/year.ron")]);
    window.press("Open portfolio or applications…");
    window.settle();
    assert!(window.sees_part("Zhengzhou, 35 productions: up to "));
    assert!(window.sees_part("20 productions, otherwise like “60-episode vertical micro-drama”, from seed 7."));
    assert!(window.sees_part("+ paid, "), "an amount that is not published may be added");
    window.fill("Pool, per year", "4000000");
    window.leave();
    window.settle();
    assert!(window.sees_part("the pool is CNY "), "the finding says what the pool lacks");
    assert!(window.sees_part("up to CNY 4,000,000 paid, "), "but not beyond the pool");
    assert!(window.sees_part("Not counted, because no amount is published: Landmark top-up"));
    // Every heading sorts, and the copy has the same order.
    let names = |window: &mut Window| -> Vec<String> {
        let copied = copied(window, "Copy table");
        let groups = copied.lines().filter(|line| line.split('\t').count() == 7);
        groups.map(|line| line.split('\t').next().unwrap_or_default().to_owned()).collect()
    };
    let before = names(&mut window);
    window.click("Sort by Productions");
    window.click("Sort by Productions");
    let turned = names(&mut window);
    assert_eq!(turned.len(), before.len());
    assert!(turned != before || before.len() < 3, "{before:?}");
    window.click("Sort by due, up to");
    window.click("Sort by incentive");
    let kept = window.app().view.kept_plans.portfolio.clone();
    assert!(kept.contains("4_000_000") || kept.contains("4000000"), "{kept}");
    window.fill(AMOUNT, "600000");
    window.leave();
    window.settle();
    assert!(window.sees_part("than now") || window.sees_part("Now: "), "what it was before stands beside it");
    window.keys(Modifiers::COMMAND, Key::Z);
    window.keys(Modifiers::COMMAND, Key::Z);
    window.settle();
    assert_eq!(window.app().session.plans().portfolio().pool, None);
    assert!(!window.sees_part("the pool is CNY "));
}

#[test]
fn a_proposed_scenario_is_told_clause_by_clause_on_the_references_and_on_the_portfolio() {
    let mut window = open();
    window.fill(AMOUNT, "2500000");
    window.leave();
    window.press("Clause by clause…");
    window.settle();
    assert!(window.sees_part("With a portfolio in the view City"));
    assert!(window.sees_part("60-episode vertical micro-drama: "), "the references");
    window.app().view.tab = Tab::City;
    window.settle();
    window.press("Portfolio");
    window.outside.files.put("/home/year.ron", PORTFOLIO);
    window.answer_dialogs(&[Answer::Path("/home/year.ron")]);
    window.press("Open portfolio or applications…");
    window.settle();
    window.press("Clause by clause…");
    window.settle();
    assert!(window.sees_part("Portfolio in Zhengzhou, 35 productions: "));
    assert!(window.sees_part(" gain, 0 lose"));
}

#[test]
fn applications_of_a_table_are_mapped_and_what_is_wrong_is_told_by_row() {
    let mut window = open();
    window.press("Portfolio");
    let text = "企业名称,剧名,total_budget,local_spend\n甲,一,1000000,300000\n乙,二,many,1\n甲,三,500000,\n";
    window.outside.files.put("/home/last.csv", text);
    window.answer_dialogs(&[Answer::Path("/home/last.csv")]);
    window.press("Open portfolio or applications…");
    window.settle();
    window.expect("Applications: last.csv");
    window.press("Check all rows");
    window.settle();
    window.expect("2 rows read, 1 left out");
    window.expect("Row 3");
    window.press("Import 2 applications");
    window.settle();
    let portfolio = window.app().session.plans().portfolio().clone();
    assert_eq!(portfolio.applications.len(), 2);
    assert!(portfolio.applications.iter().all(|one| one.company.as_deref() == Some("1")));
    assert!(window.sees_part("Zhengzhou, 2 productions"));
}

#[test]
fn scenarios_stand_beside_each_other_with_title_author_and_reason() {
    let mut window = open();
    window.fill(AMOUNT, "500000");
    window.leave();
    window.press("Copy scenario");
    window.fill(AMOUNT, "900000");
    window.leave();
    assert_eq!(window.app().session.plans().scenarios().len(), 2);
    window.press("Title, author, reason");
    window.fill("Title", "Large");
    window.leave();
    window.fill("Author", "Bureau");
    window.leave();
    window.press("Side by side");
    window.settle();
    window.expect("2 scenarios compared with current law");
    window.expect("Large");
    window.expect("Bureau");
    assert!(window.sees_part("900,000") && window.sees_part("500,000"));
    window.press("Scenario A");
    assert_eq!(window.app().session.plans().shown(), 0);
    for _ in 0..4 {
        window.keys(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(window.app().session.plans().scenarios().len(), 1);
    assert_eq!(window.app().session.proposed().changes.len(), 1);
}

#[test]
fn what_is_certain_is_compared_where_that_is_wanted() {
    let mut window = open();
    assert!(window.sees("Published ÷ total budget"));
    // The possible amount may be more than the published one.
    window.press("Up to");
    window.settle();
    window.expect("Up to ÷ total budget");
    assert_eq!(window.app().view.city_reach, Reach::Possible);
    window.press("Certain");
    window.settle();
    window.expect("Certain ÷ total budget");
    assert_eq!(window.app().view.city_reach, Reach::Certain);
}

#[test]
fn an_unpublished_amount_is_assumed_marked_and_taken_back() {
    const LANDMARK: &str = "Landmark top-up · amount";
    let mut window = open();
    window.fill(LANDMARK, "200000");
    window.leave();
    window.settle();
    assert!(window.app().session.proposed().changes[0].is_assumed());
    assert!(window.sees_part("Assumed, not published: Landmark top-up · amount"));
    assert!(window.sees_part("200,000 (assumed)"));
    window.fill(LANDMARK, " ");
    window.leave();
    window.settle();
    assert_eq!(window.app().session.proposed().changes.len(), 0, "an empty field assumes nothing");
    assert!(!window.sees_part("Assumed, not published"));
}

#[test]
fn a_basis_is_a_lever_that_moves_what_is_certain_and_undo_takes_it_back() {
    let mut window = open();
    let basis = |window: &mut Window| window.app().session.proposed().bases.first().map(|change| change.new);
    window.press("Yellow River award · basis: by formula");
    window.settle();
    assert_eq!(basis(&mut window), Some(Basis::Entitlement));
    assert!(window.sees_part("not confirmed that this policy is in force"), "what the change cannot do is told");
    window.expect("Undo 1 change");
    // The basis of the law takes the change back.
    window.press("Yellow River award · basis: discretionary");
    window.settle();
    assert_eq!(basis(&mut window), None);
    window.press("Yellow River award · basis: competitive");
    window.settle();
    assert_eq!(basis(&mut window), Some(Basis::Competitive));
    window.press("Side by side");
    window.settle();
    assert!(window.sees_part("Yellow River award · basis: discretionary → competitive"));
    window.keys(Modifiers::COMMAND, Key::Z);
    window.settle();
    assert_eq!(basis(&mut window), None);
}

#[test]
fn an_assumption_is_noted_wherever_it_counts() {
    let mut window = open();
    window.fill("Landmark top-up · amount", "200000");
    window.leave();
    window.settle();
    window.press("Portfolio");
    window.settle();
    assert!(window.sees_part("Assumed, not published: Landmark top-up · amount"));
    window.press("Side by side");
    window.settle();
    assert!(window.sees_part("Scenario A: Assumed, not published: Landmark top-up · amount"));
}

/// The answers of Shenzhen are found fast.
fn beside_shenzhen() -> Window {
    let rivals = vec!["shenzhen".into()];
    let view = View { tab: Tab::City, city: Some("zhengzhou".into()), city_rivals: rivals, ..View::default() };
    let mut window = Window::sized(English, [1280.0, 800.0], view);
    window.settle();
    window
}

/// The text in the clipboard after a press of a button.
fn copied(window: &mut Window, label: &str) -> String {
    window.harness.query_all_by_label(label).next().unwrap().click_accesskit();
    let copied = (0..4).find_map(|_| {
        window.harness.step();
        window.harness.output().platform_output.commands.iter().find_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        })
    });
    copied.expect("nothing was copied")
}

#[test]
fn a_city_passes_a_rival_or_reaches_the_first_three_on_a_production_or_on_the_weighted_rank() {
    let mut window = beside_shenzhen();
    window.expect("To overtake: Shenzhen");
    // Over all productions, with the answer of the rival.
    window.press("Weighted rank");
    window.expect("all reference productions, weighted equally");
    let tries = window.labels_with("Try: Yellow River award · amount: ");
    assert_eq!(tries.len(), 1);
    assert!(window.sees_part("In response, Shenzhen would have to change "));
    let text = copied(&mut window, "Copy as text: what it takes");
    assert!(text.contains("short of Shenzhen at most, on all reference productions, weighted equally"), "{text}");
    assert!(text.contains("In response, Shenzhen would have to change "), "{text}");
    // The first three need more, and the third of the others is named.
    window.press("Into the first three");
    assert!(!window.sees("To overtake: Shenzhen"));
    assert!(window.sees_part(", the third of the others"));
    let first = window.labels_with("Try: Yellow River award · amount: ");
    assert_eq!(first.len(), 1);
    assert_ne!(first, tries);
    window.press(&first[0]);
    window.settle();
    assert_eq!(window.app().session.proposed().changes.len(), 1);
    window.expect("done");
    window.keys(Modifiers::COMMAND, Key::Z);
    window.settle();
    assert_eq!(window.app().session.proposed().changes.len(), 0);
    // Other weights make another goal, and are named.
    window.press("Exporter");
    assert!(window.sees_part("all reference productions, weighted ") && !window.sees_part("weighted equally"));
    window.press("Certain");
    window.settle();
    assert!(window.sees_part("Cannot be done with any figure alone.") || window.sees_part("level with "));
    // An assumed or discretionary amount is never certain.
    assert!(window.labels_with("Try: ").is_empty());
}

#[test]
fn a_search_for_what_it_takes_is_cancelled_and_started_again() {
    let mut window = beside_shenzhen();
    window.outside.hold.set(true);
    window.press("Weighted rank");
    window.press("Cancel: what it takes");
    window.outside.hold.set(false);
    window.settle();
    window.expect("Not calculated: it was cancelled or failed.");
    assert!(window.labels_with("Try: Yellow River award · amount: ").is_empty());
    // Other results of the view still arrive.
    window.press("Exporter");
    window.press("Exporter");
    window.expect("Not calculated: it was cancelled or failed.");
    window.press("Calculate again");
    assert_eq!(window.labels_with("Try: Yellow River award · amount: ").len(), 1);
}
