use backlot::data::read::{File, read_production};
use backlot::model::text::Language::{Chinese, English};
use backlot::ui::command::Command;
use backlot::ui::passing::{Opened, Passing};
use backlot::ui::tab::Tab;
use backlot::ui::view::View;
use backlot::words::Words;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::desk::Answer;
use super::window::Window;

const COMMAND: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

#[test]
fn the_first_start_shows_an_answer_in_either_language() {
    let mut window = Window::open(Chinese);
    window.expect("各地可获支持");
    window.expect("为什么：大同");
    // The award of Datong is for selected works: possible, never certain.
    assert_eq!((window.floor("datong").as_str(), window.most("datong").as_str()), ("0", "120000"));
    let window = Window::open(English);
    window.expect("What each place gives");
    window.expect("Why Datong");
}

#[test]
fn typing_a_figure_changes_the_answer_at_once() {
    let mut window = Window::open(Chinese);
    window.fill("年分账收入", "2000000");
    assert_eq!(window.most("datong"), "200000");
    window.expect("20.0+");
    window.expect("= 200 万元");
    assert!(window.app().session.is_dirty());
}

#[test]
fn figures_may_carry_their_own_unit() {
    let mut window = Window::open(Chinese);
    window.fill("年分账收入", "300万");
    assert_eq!(window.most("datong"), "300000");
    let mut window = Window::open(English);
    window.fill("Yearly revenue share", "5000000");
    assert_eq!(window.most("datong"), "500000");
}

#[test]
fn what_is_not_a_figure_is_said_and_changes_nothing() {
    let mut window = Window::open(Chinese);
    window.fill("年分账收入", "abc");
    assert!(window.sees_part("不是数字"));
    assert_eq!(window.most("datong"), "120000");
    assert!(!window.app().session.is_dirty());
}

#[test]
fn a_number_that_may_mean_two_things_is_refused_in_the_form() {
    let mut window = Window::open(Chinese);
    window.fill("年分账收入", "1,5万");
    assert!(window.sees_part("可能是两个不同的数"));
    assert_eq!(window.most("datong"), "120000");
    window.fill("年分账收入", "$300万");
    assert!(window.sees_part("以 CNY 计"));
    assert_eq!(window.most("datong"), "120000");
    // With a currency sign, an amount is taken as written, as without one: fields are in whole yuan.
    window.fill("年分账收入", "¥3,000,000");
    assert!(window.sees_part("= 300"));
    assert_eq!(window.most("datong"), "300000");
}

#[test]
fn an_amount_far_above_all_others_counts_once_it_is_confirmed() {
    let mut window = Window::open(Chinese);
    window.fill("年分账收入", "300亿");
    assert!(window.sees_part("二十倍以上"));
    assert_eq!(window.most("datong"), "120000");
    assert!(!window.app().session.is_dirty());
    window.press("确认无误");
    assert!(window.app().session.is_dirty());
    assert!(!window.sees_part("二十倍以上"));
}

#[test]
fn one_visit_to_a_field_is_one_undo_step_and_says_what_it_was() {
    let mut window = Window::open(Chinese);
    window.fill("年分账收入", "20000");
    window.fill("年分账收入", "2500000");
    window.leave();
    window.fill("译配费用", "600000");
    window.leave();
    window.keys(COMMAND, Key::Z);
    assert!(window.sees_part("已撤销：译配费用"));
    assert_eq!(window.most("datong"), "250000");
    window.keys(COMMAND, Key::Z);
    assert_eq!(window.most("datong"), "120000");
    assert!(!window.app().session.is_dirty());
    window.keys(SHIFT, Key::Z);
    assert_eq!(window.most("datong"), "250000");
}

#[test]
fn undo_while_the_field_has_the_keyboard_restores_the_field_too() {
    let mut window = Window::open(Chinese);
    window.fill("年分账收入", "2000000");
    window.keys(COMMAND, Key::Z);
    assert_eq!(window.most("datong"), "120000");
    window.expect("12.0+");
}

#[test]
fn taking_an_answer_back_makes_it_unknown_not_zero() {
    let mut window = Window::open(Chinese);
    window.harness.key_press(Key::A);
    window.fill("年分账收入", "0");
    assert_eq!(window.assessment("datong").ceiling.map(|most| most.to_string()), Some("0".into()));
    window.fill("年分账收入", " ");
    let datong = window.assessment("datong");
    assert_eq!(datong.floor.to_string(), "0");
    assert_eq!(datong.ceiling.map(|most| most.to_string()), Some("1000000".into()));
    assert!(datong.questions.iter().any(|question| question.fact.as_str() == "revenue_share_year"));
}

#[test]
fn every_amount_leads_to_its_reasons_and_back() {
    let mut window = Window::open(Chinese);
    window.click("为什么：大同");
    window.expect("计算过程");
    window.click("竖屏分账奖励");
    assert!(window.sees_part("距上限还有 88 万元"));
    assert!(window.sees_part("大同市支持网络微短剧"));
    window.click("后退");
    assert!(!window.sees_part("距上限还有"));
    window.click("前进");
    assert!(window.sees_part("距上限还有 88 万元"));
    window.keys(Modifiers::NONE, Key::Escape);
    assert!(!window.sees("计算过程"));
}

#[test]
fn languages_and_units_switch_at_any_time() {
    let mut window = Window::open(Chinese);
    window.click("中 / EN");
    window.expect("Compare");
    window.expect("Why Datong");
    window.keys(SHIFT, Key::L);
    window.expect("对比");
    window.keys(SHIFT, Key::U);
    window.expect("单位：亿元");
}

#[test]
fn places_are_added_and_taken_out_of_the_comparison() {
    let mut window = Window::open(Chinese);
    window.click("对比");
    window.click("加入对比：河南");
    assert_eq!(window.app().session.production().places.len(), 5);
    window.expect("为什么：河南");
    window.click("移出对比：河南");
    assert_eq!(window.app().session.production().places.len(), 4);
    window.keys(COMMAND, Key::Z);
    assert_eq!(window.app().session.production().places.len(), 5);
}

#[test]
fn with_nothing_chosen_the_page_says_what_to_do() {
    let mut window = Window::open(English);
    for place in ["Shenzhen", "Shanghai", "Datong", "Foshan"] {
        window.keys(COMMAND, Key::Num2);
        window.click(&format!("Remove {place}"));
    }
    window.expect("Nothing to compare yet");
    window.keys(COMMAND, Key::E);
    assert!(window.sees_part("Choose at least one place first"));
}

#[test]
fn cards_say_up_to_and_never_promise() {
    let mut window = Window::open(Chinese);
    window.click("对比");
    window.expect("优秀微短剧资助");
    window.expect("每部最高 200 万元");
    assert_eq!(window.floor("shenzhen"), "0");
}

#[test]
fn saving_writes_what_reads_back_the_same() {
    let mut window = Window::open(Chinese);
    window.fill("年分账收入", "2000000");
    window.leave();
    window.answer_dialogs(&[Answer::Path("/home/样片")]);
    window.keys(COMMAND, Key::S);
    let text = window.outside.files.text("/home/样片.ron").expect("the file is written, with its ending");
    let file = File { name: "x".into(), bytes: text.into_bytes() };
    assert_eq!(read_production(&file).unwrap(), *window.app().session.production());
    assert!(!window.app().session.is_dirty());
    assert!(window.sees_part("已保存到"));
    // The second time the path is known.
    window.fill("年分账收入", "3000000");
    window.leave();
    window.keys(COMMAND, Key::S);
    assert_eq!(window.outside.picks.borrow().len(), 1);
    assert!(window.outside.files.text("/home/样片.ron").unwrap().contains("3000000"));
}

#[test]
fn a_failed_save_loses_nothing_and_says_why() {
    let mut window = Window::open(English);
    window.fill("Yearly revenue share", "2000000");
    window.leave();
    window.answer_dialogs(&[Answer::Path("/full/disk.ron")]);
    window.keys(COMMAND, Key::S);
    assert!(window.sees_part("No space left on device"));
    assert!(window.app().session.is_dirty());
}

#[test]
fn without_a_dialog_service_a_path_can_be_typed() {
    let mut window = Window::open(English);
    window.answer_dialogs(&[Answer::NoService]);
    window.keys(COMMAND, Key::S);
    window.expect("Save as");
    window.fill("Path", "/home/typed.ron");
    window.keys(Modifiers::NONE, Key::Enter);
    assert!(window.outside.files.text("/home/typed.ron").is_some());
}

#[test]
fn a_typed_path_that_exists_asks_before_it_is_replaced() {
    let mut window = Window::open(English);
    window.outside.files.put("/home/mine.ron", "precious");
    window.answer_dialogs(&[Answer::NoService]);
    window.keys(COMMAND, Key::S);
    window.fill("Path", "/home/mine.ron");
    window.click("Save");
    window.expect("Replace \"mine.ron\"?");
    assert_eq!(window.outside.files.text("/home/mine.ron").unwrap(), "precious");
    window.click("Replace");
    assert_ne!(window.outside.files.text("/home/mine.ron").unwrap(), "precious");
}

#[test]
fn unsaved_changes_are_asked_about_before_they_go() {
    let mut window = Window::open(Chinese);
    assert!(window.app().may_close(), "nothing to lose");
    window.fill("年分账收入", "2000000");
    window.leave();
    assert!(!window.app().may_close());
    window.settle();
    assert!(window.sees_part("保存对"));
    window.click("取消");
    assert_eq!(window.most("datong"), "200000");
    window.keys(COMMAND, Key::N);
    window.click("不保存");
    assert_eq!(window.app().session.production().answers.len(), 0);
    assert!(!window.app().session.is_dirty());
}

#[test]
fn saving_from_the_question_goes_on_to_what_was_wanted() {
    let mut window = Window::open(English);
    window.fill("Yearly revenue share", "2000000");
    window.leave();
    window.keys(COMMAND, Key::N);
    window.answer_dialogs(&[Answer::Path("/home/first.ron")]);
    window.click("Save");
    assert!(window.outside.files.text("/home/first.ron").unwrap().contains("2000000"));
    assert_eq!(window.app().session.production().answers.len(), 0);
}

#[test]
fn opening_a_broken_file_keeps_what_is_open_and_says_where_it_is_broken() {
    let mut window = Window::open(English);
    window
        .outside
        .files
        .put("/home/broken.ron", "Production(\n    name: (zh: \"甲\"),\n    answers: {\"total_budget\": oops},\n)");
    window.answer_dialogs(&[Answer::Path("/home/broken.ron")]);
    window.keys(COMMAND, Key::O);
    assert!(window.sees_part("line 3"));
    assert_eq!(window.most("datong"), "120000");
}

#[test]
fn a_production_opens_with_its_answers() {
    let mut window = Window::open(English);
    let text =
        "Production(name: (zh: \"甲\", en: \"Mine\"), places: [\"datong\"], answers: {\"total_budget\": \"80万\"})";
    window.outside.files.put("/home/mine.ron", text);
    window.answer_dialogs(&[Answer::Path("/home/mine.ron")]);
    window.keys(COMMAND, Key::O);
    assert!(window.sees_part("Opened Mine"));
    assert_eq!(window.app().session.production().places.len(), 1);
    assert!(window.app().window_title().contains("Mine"));
}

#[test]
fn answers_that_do_not_fit_are_said_and_kept() {
    let mut window = Window::open(English);
    let text = "Production(\n    name: (zh: \"甲\"),\n    answers: {\"orientation\": 7, \"local_spendd\": 5},\n)";
    window.outside.files.put("/home/odd.ron", text);
    window.answer_dialogs(&[Answer::Path("/home/odd.ron")]);
    window.keys(COMMAND, Key::O);
    assert!(window.sees_part("line 3, column 15 The answer to \"orientation\""));
    assert!(window.sees_part("Did you mean \"local_spend\"?"));
    assert_eq!(window.app().session.production().answers.len(), 2);
}

#[test]
fn half_of_a_wrong_figure_is_not_an_answer() {
    let mut window = Window::open(Chinese);
    window.fill("当地取景占比", "185");
    assert!(window.sees_part("不超过 100%"));
    let foshan = window.assessment("foshan");
    let untouched = Window::open(Chinese).assessment("foshan");
    assert_eq!((foshan.floor, foshan.ceiling), (untouched.floor, untouched.ceiling));
    window.leave();
    assert!(!window.sees_part("不超过 100%"), "the field shows what counts");
    assert!(!window.app().session.is_dirty());
}

#[test]
fn what_stands_in_front_is_dealt_with_first() {
    let mut window = Window::open(English);
    window.fill("Yearly revenue share", "2000000");
    window.leave();
    window.keys(COMMAND, Key::N);
    window.keys(COMMAND, Key::Num2);
    assert_eq!(window.app().view.tab, Tab::Calculator);
    window.keys(Modifiers::NONE, Key::Escape);
    window.keys(COMMAND, Key::Num2);
    assert_eq!(window.app().view.tab, Tab::Compare);
}

#[test]
fn support_without_a_published_amount_is_never_up_to_nothing() {
    let mut window = Window::open(Chinese);
    window.click("对比");
    window.click("加入对比：成都");
    assert!(window.assessment("chengdu").unpriced > 0);
    window.click("为什么：成都");
    assert!(window.sees_part("金额未公布或一事一议，未计入"));
}

#[test]
fn a_certain_figure_from_a_half_read_text_says_so() {
    let mut window = Window::open(Chinese);
    assert!(!window.sees_part("未读全文"), "of the sample nothing is certain");
    window.outside.files.put("/home/half.ron", &POLICY.replace("read: Whole", "read: Opening"));
    window.app().take("/home/half.ron".into());
    window.settle();
    window.click("加入资料库");
    window.expect("3.0*");
    assert!(window.sees_part("未读全文"));
}

#[test]
fn answers_of_one_place_show_and_can_be_taken_back() {
    let mut window = Window::open(English);
    let share = backlot::model::production::Answer::Number("50%".parse().unwrap());
    window.app().session.apply(backlot::session::action::Action::Answer {
        fact: "local_location_share".into(),
        place: Some("datong".into()),
        answer: Some(share),
    });
    window.settle();
    window.expect("Different in: Datong");
    window.app().view.passing.local_place = Some("datong".into());
    window.settle();
    window.harness.get_by_label("Same as elsewhere").scroll_to_me();
    window.settle();
    window.click("Same as elsewhere");
    assert!(window.app().session.production().local.is_empty());
}

#[test]
fn what_was_imported_is_laid_over_the_library_again_in_the_next_run() {
    let mut window = Window::open(English);
    window.outside.files.put("/home/policy.ron", POLICY);
    window.answer_dialogs(&[Answer::Path("/home/policy.ron")]);
    window.keys(COMMAND, Key::I);
    window.click("Add to the library");
    let view = window.app().view.clone();
    let mut next = Window::sized(English, [1280.0, 800.0], view);
    next.outside.files.put("/home/policy.ron", POLICY);
    next.app().lay_again();
    next.settle();
    assert!(next.app().session.library.policies.contains_key(&"my-city-2026".into()));
}

#[test]
fn several_files_are_asked_about_one_after_the_other() {
    let mut window = Window::open(English);
    window.outside.files.put("/a.ron", POLICY);
    window.outside.files.put("/b.ron", "Places([");
    window.app().take("/a.ron".into());
    window.app().take("/b.ron".into());
    window.settle();
    window.expect("Import a.ron");
    window.click("Cancel import");
    window.expect("Import b.ron");
    assert!(window.sees_part("/b.ron, line 1"));
}

const POLICY: &str = r#"Policy(
    id: "my-city-2026",
    place: "datong",
    title: (zh: "试验措施", en: "Trial measure"),
    issuer: (zh: "某局", en: "An office"),
    issued: "2026-01",
    status: InForce,
    read: Whole,
    confidence: High,
    checked_on: "2026-11-01",
    sources: [],
    incentives: [(
        id: "flat", name: (zh: "定额", en: "Flat sum"), kind: Work, basis: Entitlement,
        amount: Fixed(30_000), cites: [],
    )],
)"#;

#[test]
fn records_of_an_import_are_refused_one_by_one_and_one_undo_takes_the_others_back() {
    let mut window = Window::open(English);
    let place = |id: &str, name: &str| {
        format!("    (id: \"{id}\", name: (zh: \"{name}\", en: \"{id}\"), kind: City, parent: \"shanxi\"),\n")
    };
    let text = format!("Places([\n{}{}])\n", place("town-a", "甲镇"), place("town-b", "乙镇"));
    window.outside.files.put("/home/places.ron", &text);
    window.answer_dialogs(&[Answer::Path("/home/places.ron")]);
    window.keys(COMMAND, Key::I);
    window.expect("2 new records");
    let all: Vec<_> = window.harness.query_all_by_label_contains("town-b").collect();
    all.first().expect("a box for the second record").click();
    window.settle();
    window.click("Add 1 record");
    let has = |window: &mut Window, id: &str| window.app().session.library.places.contains_key(&id.into());
    assert!(has(&mut window, "town-a") && !has(&mut window, "town-b"));
    window.keys(COMMAND, Key::Z);
    assert!(!has(&mut window, "town-a"), "one undo takes it back");
}

#[test]
fn an_import_shows_what_it_would_change_before_it_does() {
    let mut window = Window::open(English);
    window.outside.files.put("/home/policy.ron", POLICY);
    window.answer_dialogs(&[Answer::Path("/home/policy.ron")]);
    window.keys(COMMAND, Key::I);
    window.expect("Import policy.ron");
    window.expect("1 new record");
    assert!(window.sees_part("has no source"));
    assert_eq!(window.app().session.library.policies.get(&"my-city-2026".into()), None);
    window.click("Add to the library");
    assert!(window.app().session.library.policies.contains_key(&"my-city-2026".into()));
    // Only the amount of the imported text is certain. It is not known how the two measures add up.
    assert_eq!(window.floor("datong"), "30000");
    assert_eq!(window.most("datong"), "150000");
}

#[test]
fn an_import_with_nothing_usable_lists_every_problem_and_changes_nothing() {
    let mut window = Window::open(English);
    let before = window.app().session.library.policies.len();
    window.outside.files.put("/in/a.ron", &POLICY.replace("status: InForce", "status: Ongoing"));
    window.outside.files.put("/in/b.ron", &POLICY.replace("place: \"datong\"", "place: \"datnog\""));
    window.answer_dialogs(&[Answer::Path("/in")]);
    window.keys(SHIFT, Key::O);
    window.expect("It contains nothing that can be used.");
    assert!(window.sees_part("\"Ongoing\" is not known here"));
    assert!(window.sees_part("Did you mean \"datong\"?"));
    window.click("Close");
    assert_eq!(window.app().session.library.policies.len(), before);
}

#[test]
fn a_report_is_written_from_the_menu_in_the_language_on_screen() {
    let mut window = Window::open(Chinese);
    window.answer_dialogs(&[Answer::Path("/out/报告.html"), Answer::Path("/out/r.md"), Answer::Path("/out/r.csv")]);
    window.keys(COMMAND, Key::E);
    let html = window.outside.files.text("/out/报告.html").expect("written");
    assert!(html.contains("大同") && html.contains("lang=\"zh"));
    window.click("文件");
    window.click("报告存为 Markdown…");
    assert!(window.outside.files.text("/out/r.md").unwrap().contains("大同"));
    window.click("文件");
    window.click("报告存为 CSV…");
    assert!(window.outside.files.text("/out/r.csv").unwrap().contains("大同"));
}

#[test]
fn the_palette_finds_commands_places_and_policies() {
    let mut window = Window::open(English);
    window.keys(COMMAND, Key::K);
    window.fill("Search policies, places, commands", "trends");
    window.keys(Modifiers::NONE, Key::Enter);
    assert_eq!(window.app().view.tab, Tab::Growth);
    window.keys(COMMAND, Key::K);
    window.fill("Search policies, places, commands", "henan");
    window.keys(Modifiers::NONE, Key::Enter);
    assert!(window.app().session.production().places.contains(&"henan".into()));
}

#[test]
fn enter_takes_the_first_place_that_fits_and_clears_what_was_typed() {
    let mut window = Window::sized(English, [1280.0, 800.0], View { tab: Tab::Compare, ..View::default() });
    window.fill("Find a place", "nanjing");
    window.keys(Modifiers::NONE, Key::Enter);
    assert!(window.app().session.production().places.contains(&"nanjing".into()));
    assert!(window.app().view.passing.place_search.is_empty());
    let mark = window.app().session.mark(&"nanjing".into());
    let first = window.app().session.production().places[0].clone();
    let library = window.app().session.library.clone();
    window.click(&format!("Remove {}", Words::new(English).place(&library, &first)));
    assert_eq!(window.app().session.mark(&"nanjing".into()), mark, "a place keeps its mark when another goes");
}

#[test]
fn one_year_is_drawn_as_ranked_bars_and_its_table_is_sorted() {
    let mut window = Window::sized(English, [1280.0, 800.0], View { tab: Tab::Growth, ..View::default() });
    window.app().view.growth.indicator = Some("enterprises".into());
    window.settle();
    assert!(window.sees_part("Hengdian has the highest"), "the finding is told of the bars");
    assert!(window.sees_part("(2024, not ranked)"), "a bar of another year says so");
    assert!(!window.sees("Log"), "bars need no logarithm");
    window.click("Sort by Value");
    assert_eq!(window.app().view.growth.sort, Some((2, true)));
    window.click("Copy table");
}

#[test]
fn trends_stand_beside_peers_by_rule_and_are_divided_where_both_are_known() {
    let mut window = Window::sized(English, [1280.0, 800.0], View { tab: Tab::Growth, ..View::default() });
    window.app().view.city = Some("zhengzhou".into());
    window.app().view.growth.indicator = Some("market_size".into());
    window.settle();
    assert!(window.sees_part("Zhengzhou: CNY 2.3 bn in 2024"), "the finding is told of my city");
    window.click("One plot each");
    assert!(window.sees_part("China: CNY 85.65 bn, forecast"), "a small plot says what its last value is");
    window.click("One plot for all");
    window.click("Places: places compared");
    window.click("same province");
    assert!(window.sees_part("No other place has this indicator and fits the rule"));
    window.expect("Divided by");
    window.app().view.growth.by = Some("enterprises".into());
    window.settle();
    assert!(window.sees("Micro-drama market size ÷ Micro-drama related enterprises"), "the title says what is divided");
    assert!(window.sees_part("CNY ÷ firms"), "the quotient says what it counts");
}

#[test]
fn a_reference_production_asks_before_it_replaces_chosen_places() {
    let mut window = Window::open(English);
    let chosen = vec!["nanjing".into(), "quzhou".into()];
    let places = window.app().session.production().places.clone();
    for place in places {
        window.app().session.apply(backlot::session::action::Action::RemovePlace(place));
    }
    for place in &chosen {
        window.app().session.apply(backlot::session::action::Action::AddPlace(Clone::clone(place)));
    }
    let library = window.app().session.library.clone();
    let with_places = library.productions.iter().find(|(id, one)| !one.places.is_empty() && *id != "vertical-60");
    let (_, reference) = with_places.expect("a reference production with places");
    let open = |window: &mut Window| {
        window.click("File");
        let menu = window.harness.query_all_by_label_contains("Reference productions").next().expect("the menu");
        menu.click_accesskit();
        window.settle();
        window.press(&reference.name.en);
        if window.sees("Don't save") {
            window.click("Don't save");
        }
    };
    open(&mut window);
    window.expect("Keep the places you chose?");
    window.click("Keep mine");
    assert_eq!(window.app().session.production().places, chosen);
    open(&mut window);
    window.click("Use its places");
    assert_eq!(window.app().session.production().places, reference.places);
}

#[test]
fn a_day_is_picked_from_a_month_and_the_last_file_is_remembered() {
    let mut window = Window::open(English);
    window.click("As of 2026-11-22");
    window.click("Previous month");
    window.click("2026-10-05");
    assert!(window.sees("As of 2026-10-05"), "the day of the assessment is that of the month");
    assert_eq!(window.app().view.last, None);
    window.answer_dialogs(&[Answer::Path("/mine.ron")]);
    window.keys(COMMAND, Key::S);
    assert_eq!(window.app().view.last.as_deref(), Some(std::path::Path::new("/mine.ron")));
    window.keys(COMMAND, Key::N);
    assert_eq!(window.app().view.last, None, "an empty production is no file");
    window.app().view.last = Some("/mine.ron".into());
    window.app().reopen();
    window.settle();
    assert!(window.sees_part("Opened"), "the file is open again");
}

#[test]
fn printing_writes_a_file_and_hands_it_to_the_system() {
    let mut window = Window::open(English);
    window.keys(COMMAND, Key::Num8);
    window.click("Print the report");
    window.settle();
    if cfg!(feature = "pdf") {
        assert!(window.sees_part("Opened for printing: /passing/"), "it says so");
    }
}

#[test]
fn the_first_run_has_an_example_for_each_role_and_a_tour_that_is_found_again() {
    let mut window = Window::open(English);
    window.click("Zhengzhou as an example");
    assert_eq!((window.app().view.tab, window.app().view.city.clone()), (Tab::City, Some("zhengzhou".into())));
    window.keys(COMMAND, Key::Num3);
    window.click("Close hint");
    assert!(!window.sees("Tour in five hints"));
    window.click("File");
    window.click("Tour in five hints");
    for tab in [Tab::Calculator, Tab::Where, Tab::Compare, Tab::City] {
        assert_eq!(window.app().view.tab, tab);
        window.click("Next");
    }
    assert_eq!(window.app().view.tab, Tab::Report);
    window.click("Done");
    assert!(!window.sees("Close the tour"));
}

#[test]
fn policies_stand_on_the_time_line_and_explain_themselves() {
    let mut window = Window::sized(English, [1280.0, 800.0], View { tab: Tab::Growth, ..View::default() });
    window.app().view.growth.indicator = Some("market_size".into());
    window.settle();
    let library = window.app().session.library.clone();
    let place = "zhengzhou".into();
    let mut begun = library.policies_of(&place).filter(|policy| policy.begins().is_some());
    let title = begun.next().expect("Zhengzhou has a policy with a date").title.en.clone();
    window.harness.query_all_by_label_contains(&title).next().expect("it stands on the time line").click_accesskit();
    window.settle();
    assert!(matches!(window.app().view.passing.why.now(), Some(backlot::ui::passing::Explained::Policy(_))));
}

#[test]
fn growth_tells_its_finding_and_shows_the_same_data_as_a_table() {
    let mut window = Window::open(English);
    window.keys(COMMAND, Key::Num5);
    assert!(window.sees_part("China: CNY 37.39 bn in 2023, CNY 50.44 bn in 2024"));
    window.click("Table");
    assert!(window.sees_part("634.3 billion yuan"));
    window.click("Plot");
    window.click("Log");
    assert!(window.app().view.growth.log);
}

#[test]
fn the_library_lists_and_finds() {
    let mut window = Window::open(English);
    window.keys(COMMAND, Key::Num7);
    window.fill("Find in the library", "datong online");
    window.expect("1 shown");
    window.click("Problems");
    assert!(window.sees_part("Everything loaded can be read"));
}

#[test]
fn another_day_changes_what_is_in_force() {
    let mut window = Window::open(English);
    window.click("As of 2026-11-22");
    window.fill("Policies count as they are on this day. Write it as 2026-03-01.", "2024-01-01");
    assert_eq!(window.most("datong"), "0");
    assert!(window.sees_part("not for today"));
}

#[test]
fn a_draft_survives_a_sudden_end() {
    let mut window = Window::open(Chinese);
    assert_eq!(window.app().draft(), None);
    window.fill("年分账收入", "2000000");
    let draft = window.app().draft().expect("unsaved changes make a draft");
    let mut again = Window::open(Chinese);
    again.app().recover(&draft).unwrap();
    assert!(again.app().recover("Production(name: 7").is_err(), "what cannot be read changes nothing");
    again.settle();
    assert_eq!(again.most("datong"), "200000");
    assert!(again.app().session.is_dirty());
    assert!(again.sees_part("已恢复"));
}

#[test]
fn the_bar_fits_at_half_width_in_both_languages() {
    for (language, day, menu) in [(Chinese, "测算日期 2026-11-22", "文件"), (English, "As of 2026-11-22", "File")]
    {
        for tab in Tab::ALL.iter().copied() {
            let window = Window::sized(language, [640.0, 720.0], View { tab, ..View::default() });
            let found = |label: &str| window.harness.query_all_by_label(label).next().map(|node| node.rect());
            let rect = |label: &str| found(label).unwrap();
            // The views without room are in a menu after the others.
            let more = if language == Chinese { "其他页面" } else { "The other views" };
            let now = tab.name(&Words::new(language));
            let last = found(more).unwrap_or_else(|| rect(&Tab::ALL.last().unwrap().name(&Words::new(language))));
            assert!(rect(&now).right() <= last.right(), "{tab:?}: the view that is shown is in the menu");
            assert!(last.right() <= rect(day).left(), "{tab:?}: the views run into the date");
            assert!(rect(menu).right() <= 640.0, "{tab:?}: the menu is cut off");
        }
    }
}

#[test]
fn shortcuts_do_not_clash_and_every_command_has_words() {
    let (zh, en) = (Words::new(Chinese), Words::new(English));
    let mut seen = Vec::new();
    for command in Command::all() {
        assert!(!command.name(&zh).is_empty() && !command.name(&en).is_empty());
        if let Some(shortcut) = command.shortcut() {
            assert!(!seen.contains(&shortcut), "{command:?} has the shortcut of another command");
            seen.push(shortcut);
        }
    }
}

#[test]
fn only_official_texts_count_where_somebody_asks_for_that() {
    let mut window = Window::open(English);
    window.keys(COMMAND, Key::Num2);
    let all = window.most("shanghai");
    window.click("Official text only");
    assert!(window.app().session.is_official());
    assert_eq!(window.most("datong"), "120000", "its text was read with the city");
    assert_ne!(window.most("shanghai"), all);
    window.keys(COMMAND, Key::Num3);
    assert!(window.sees_part("Only incentives known from an official text"));
    window.keys(COMMAND, Key::Num2);
    window.click("Official text only");
    assert_eq!(window.most("shanghai"), all);
}

#[test]
fn a_policy_says_how_to_apply_and_what_is_not_published() {
    let opened = Some(Opened::Policy("macao-2026-filming".into()));
    let passing = Passing { opened, ..Passing::default() };
    let window = Window::sized(English, [1280.0, 1600.0], View { tab: Tab::Library, passing, ..View::default() });
    assert!(window.sees_part("Applying and payment"));
    assert!(window.sees_part("Paid when"));
    assert!(window.sees_part("2026-09-01 – 2026-11-27"));
    assert!(window.sees_part("not published"));
}

#[test]
fn what_would_get_more_is_shown_and_can_be_tried_and_undone() {
    let mut window = Window::sized(English, [1280.0, 2400.0], View { tab: Tab::Calculator, ..View::default() });
    window.click("Datong");
    // The effect of an open answer on the whole place.
    window.expect("Yes: CNY 0 – CNY 120,000; No: CNY 0");
    window.expect("How to get more here");
    let raise = "Raise yearly revenue share from CNY 1,200,000 to CNY 10,000,000 (by CNY 8,800,000)";
    window.expect(raise);
    window.expect("up to CNY 880,000 more");
    let before = window.most("datong");
    window.press(&format!("Try: {raise}"));
    assert_eq!((before.as_str(), window.most("datong").as_str()), ("120000", "1000000"));
    assert!(!window.sees(raise), "it is made");
    window.keys(COMMAND, Key::Z);
    assert_eq!(window.most("datong"), before);
}

#[test]
fn the_first_tab_goes_into_a_view_that_was_just_opened() {
    let mut window = Window::open(English);
    let focused = |window: &Window| {
        let roles = [Role::Button, Role::MultilineTextInput, Role::TextInput, Role::Link];
        let all = roles.iter().flat_map(|role| window.harness.query_all_by_role(*role));
        all.filter(|node| node.accesskit_node().is_focused()).find_map(|node| node.accesskit_node().label())
    };
    window.keys(COMMAND, Key::N);
    window.keys(Modifiers::NONE, Key::Tab);
    assert_eq!(focused(&window).as_deref(), Some("Name"));
    window.keys(Modifiers::NONE, Key::Tab);
    assert_eq!(focused(&window).as_deref(), Some("Number of episodes"));
    // A field with the keyboard focus keeps it. The flag applies to the first Tab only.
    window.keys(COMMAND, Key::Num1);
    window.keys(Modifiers::NONE, Key::Tab);
    assert_eq!(focused(&window).as_deref(), Some("Copy table"));
}
