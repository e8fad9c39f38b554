//! Rules with lists, exclusions, instalments and worked examples in the window.

use backlot::model::production::Answer;
use backlot::model::text::Language::{Chinese, English};
use backlot::ui::passing::Explained;
use egui::Key;
use egui_kittest::kittest::Queryable as _;

use super::window::Window;

/// A layer with a list to fill in, awards that exclude each other, and examples of which one is wrong.
pub(crate) const CREW: &str = r#"Policy(
    id: "crew-2026",
    place: "datong",
    title: (zh: "大同剧组扶持（虚构示例）", en: "Datong crew support (an invented example)"),
    issuer: (zh: "某局", en: "An office"),
    status: InForce,
    read: Whole,
    confidence: High,
    checked_on: "2026-11-01",
    sources: [(source: "datong-government-2025")],
    stacking: (
        rule: Sum,
        cites: [(source: "datong-government-2025", at: "第五条/article 5")],
        groups: [(
            label: (zh: "剧组与收入从高", en: "Crew or revenue, the higher"),
            members: ["crew", "datong-2025/vertical-revenue"],
            rule: Highest,
            cites: [(source: "datong-government-2025", at: "第六条/article 6")],
        )],
    ),
    incentives: [(
        id: "crew", name: (zh: "剧组人员补助", en: "Crew grant"), kind: Location, basis: Entitlement,
        amount: ForEach(list: "crew_list", gives: AtMost(cap: Fixed(100_000), of: Share(rate: "20%", of: Fact("crew_pay")))),
        payout: (cites: [(source: "datong-government-2025", at: "第七条/article 7")], tax: "25%", instalments: [(after_months: 3, share: "60%"), (after_months: 15, share: "40%")]),
        cites: [(source: "datong-government-2025", at: "第四条/article 4")],
    )],
    examples: [
        (
            id: "one", title: (zh: "每人按20%补助，每人最高10万元", en: "20 % for each person, 100,000 at most for each"),
            origin: Computed,
            answers: {"crew_list": [{"crew_pay": 200_000}, {"crew_pay": 900_000}]},
            expect: (incentives: {"crew": Paid(140_000)}, net: {"crew": 105_000}),
        ),
        (
            id: "two", title: (zh: "数字写错的算例", en: "An example with a wrong figure"),
            origin: Published,
            answers: {"crew_list": [{"crew_pay": 100_000}]},
            expect: (incentives: {"crew": Paid(30_000)}),
        ),
    ],
)"#;

pub(crate) const CREW_FACTS: &str = r#"Facts([
    (id: "crew_list", label: (zh: "剧组人员", en: "crew"), question: (zh: "逐人列出报酬。", en: "List each person and the pay."), kind: List(["crew_pay"]), topic: Local),
    (id: "crew_pay", label: (zh: "个人报酬", en: "pay of the person"), question: (zh: "这个人的报酬是多少？", en: "How much is this person paid?"), kind: Money, topic: Local),
])"#;

pub(crate) fn with_crew(mut window: Window) -> Window {
    window.outside.files.put("/crew/policy.ron", CREW);
    window.outside.files.put("/crew/facts.ron", CREW_FACTS);
    window.app().take("/crew".into());
    window.settle();
    let add = if window.sees("Add to the library") { "Add to the library" } else { "加入资料库" };
    window.click(add);
    window
}

#[test]
fn a_list_is_filled_in_item_by_item_and_can_be_undone() {
    let mut window = with_crew(Window::open(English));
    assert_eq!(window.app().session.problems.len(), 0);
    window.expect("Crew");
    window.press("Add an item: crew");
    window.fill("Pay of the person", "400000");
    window.leave();
    assert_eq!(window.most("datong"), "120000", "the revenue award is the higher");
    let pay = |window: &mut Window| window.app().session.production().answers.get(&"crew_list".into()).cloned();
    let Some(Answer::Items(items)) = pay(&mut window) else { panic!("no list") };
    assert_eq!(items[0][&"crew_pay".into()], Answer::Number(400_000.into()));
    window.press("Add an item: crew");
    window.expect("2 items");
    window.press("Remove item 1");
    window.expect("1 item");
    window.keys(egui::Modifiers::COMMAND, Key::Z);
    window.expect("2 items");
}

#[test]
fn what_is_left_out_is_said_with_the_clause_that_blocks_it() {
    let mut window = with_crew(Window::open(English));
    window.app().view.passing.why.show(Explained::Place("datong".into()));
    window.settle();
    window.press("Add an item: crew");
    window.fill("Pay of the person", "900000");
    window.leave();
    window.expect("Best lawful combination");
    window.expect("Counted in part or not at all");
    assert!(
        window.sees_part("is not combined with Vertical revenue award: Crew or revenue, the higher: only the highest")
    );
    assert!(window.sees_part("with it, the best would be CNY 100,000"));
}

#[test]
fn the_award_shows_what_arrives_as_cash_and_when() {
    let mut window = with_crew(Window::open(English));
    window.press("Add an item: crew");
    window.fill("Pay of the person", "900000");
    window.leave();
    window.app().view.passing.why.show(Explained::Award("datong".into(), "crew-2026".into(), "crew".into()));
    window.settle();
    window.expect("From award to cash");
    assert!(window.sees_part("Tax 25"));
    assert!(window.sees_part("CNY 75,000"));
    assert!(window.sees_part("after 3 months"));
    assert!(window.sees_part("CNY 45,000"));
}

#[test]
fn the_library_shows_which_examples_come_out_right() {
    let mut window = with_crew(Window::open(Chinese));
    window.keys(egui::Modifiers::COMMAND, Key::Num7);
    window.fill("在资料库中查找", "剧组 算例");
    window.expect("大同剧组扶持（虚构示例）");
    window.app().view.passing.why.show(Explained::Policy("crew-2026".into()));
    window.settle();
    window.expect("算例");
    window.expect("2 个算例中 1 个相符");
    window.expect("剧组人员补助：应为 3 万元，实为 2 万元");
}

#[test]
fn notes_on_what_is_not_known_are_folded_under_the_problems() {
    let mut window = Window::open(English);
    window.keys(egui::Modifiers::COMMAND, Key::Num7);
    window.click("Problems");
    assert!(window.sees_part("Everything loaded can be read"));
    let heading = window.harness.query_all_by_label_contains("Notes: what is not known").next();
    heading.expect("the notes have a heading").click();
    window.settle();
    assert!(window.sees_part("The policy does not say when"));
}
