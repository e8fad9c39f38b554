//! The report view: preview, choices, files, and cancelled jobs.

use backlot::model::text::Language::{Chinese, English};
use backlot::report::plan::{Part, Plan};
use backlot::ui::tab::Tab;
use backlot::ui::view::View;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::desk::Answer;
use super::window::Window;

const COMMAND: Modifiers = Modifiers::COMMAND;

fn open(language: backlot::model::text::Language) -> Window {
    Window::sized(language, [1280.0, 800.0], View { tab: Tab::Report, report: Plan::with_annex(), ..View::default() })
}

#[test]
fn the_preview_shows_the_document_and_follows_every_choice() {
    let mut window = open(Chinese);
    window.expect("各地可获支持");
    assert!(window.sees_part("这 4 地均无确定可得的资金"));
    window.fill("标题", "九月例会");
    window.leave();
    window.expect("九月例会");
    window.fill("要回答的问题", "该去哪里拍？");
    window.leave();
    window.expect("该去哪里拍？");
    window.click("English");
    assert!(window.sees_part("Nothing is certain in these 4 places"));
    // The window did not change.
    window.expect("内容与顺序");
}

#[test]
fn the_last_preview_stays_until_the_next_is_composed() {
    let mut window = open(English);
    window.outside.hold.set(true);
    window.fill("Title", "First title");
    window.fill("Title", "Second title");
    assert!(window.sees_part("Nothing is certain in these 4 places"), "the page is still there");
    assert!(!window.sees("First title") && !window.sees("Second title"), "and it is the old one");
    window.outside.hold.set(false);
    window.settle();
    // The running job was started for another title, so one more follows it.
    window.expect("Second title");
    assert!(!window.sees("First title"));
}

#[test]
fn a_job_that_dies_leaves_the_preview_and_a_change_begins_another() {
    let mut window = open(English);
    window.outside.dies.set(true);
    window.fill("Title", "Lost");
    assert!(!window.sees("Lost"));
    window.outside.dies.set(false);
    window.fill("Title", "Found");
    window.expect("Found");
}

#[test]
fn a_section_that_is_chosen_is_scrolled_to_although_nothing_before_it_was_drawn() {
    let mut window = open(English);
    let title = Part::Method.title(&backlot::words::Words::new(English));
    window.click("Contents");
    let all: Vec<_> = window.harness.query_all_by_label(&title).collect();
    all.last().expect("an entry of the contents").click_accesskit();
    window.settle();
    window.settle();
    window.settle();
    let sight = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1280.0, 800.0));
    let heads = window.harness.query_all_by_label(&title);
    let shown = heads.filter(|node| node.rect().left() > 290.0 && sight.contains_rect(node.rect())).count();
    assert!(shown > 0, "the section is in sight");
}

#[test]
fn a_table_of_the_page_is_sorted_and_copied_in_that_order() {
    let mut window = Window::sized(English, [1280.0, 800.0], View { tab: Tab::Report, ..View::default() });
    let order = |window: &mut Window| {
        let copied = window.copied_table();
        copied.lines().skip(1).filter_map(|line| line.split('\t').next().map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(order(&mut window), ["Datong", "Shanghai", "Shenzhen", "Foshan"]);
    window.click("Sort by Up to (CNY k)");
    assert_eq!(order(&mut window), ["Shanghai", "Shenzhen", "Foshan", "Datong"]);
    window.click("Sort by Up to (CNY k)");
    assert_eq!(order(&mut window), ["Datong", "Foshan", "Shenzhen", "Shanghai"]);
    window.click("Sort by Place");
    assert_eq!(order(&mut window), ["Datong", "Foshan", "Shanghai", "Shenzhen"]);
}

#[test]
fn parts_are_left_out_and_moved() {
    let mut window = open(English);
    let parts = |window: &mut Window| window.app().view.report.parts.clone();
    window.press("Move down: What each place gives");
    assert_eq!(parts(&mut window)[..2], [Part::Variants, Part::Result]);
    window.press("Move up: What each place gives");
    window.press("Place by place");
    assert!(!parts(&mut window).contains(&Part::Places));
    assert!(!window.sees_part("Incentives that apply in Shenzhen"), "left out of the preview as well");
    window.press("Reset");
    assert_eq!(parts(&mut window), Part::ALL);
}

#[test]
fn amounts_can_be_told_in_bands_or_not_at_all() {
    let mut window = open(English);
    assert!(window.sees_part("3,100+"));
    window.click("In bands");
    assert!(window.sees_part("5,000") && !window.sees_part("3,100+"));
    window.click("Hidden");
    assert!(!window.sees_part("3,100+"));
    // The sample is a reference production too, and the results of those are public.
    window.app().view.report.parts = vec![Part::Result, Part::Places, Part::Answers];
    window.answer_dialogs(&[Answer::Path("/out/r.html")]);
    window.keys(COMMAND, Key::E);
    let page = window.outside.files.text("/out/r.html").expect("written");
    assert!(!page.contains("3,100,000") && page.contains("withheld"));
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_is_written_from_the_button_and_by_shortcut() {
    let mut window = open(Chinese);
    window.answer_dialogs(&[Answer::Path("/out/a.pdf"), Answer::Path("/out/b")]);
    window.click("报告存为 PDF…");
    window.keys(COMMAND, Key::P);
    for path in ["/out/a.pdf", "/out/b.pdf"] {
        assert!(window.outside.files.bytes(path).is_some_and(|bytes| bytes.starts_with(b"%PDF")), "{path}");
    }
}

#[test]
fn what_is_being_made_can_be_cancelled_and_leaves_nothing() {
    let mut window = open(English);
    window.answer_dialogs(&[Answer::Path("/out/a.html"), Answer::Path("/full/b.html")]);
    window.outside.hold.set(true);
    window.keys(COMMAND, Key::E);
    assert!(window.sees_part("a.html"), "the footer says what is being made");
    window.click("Cancel");
    assert!(window.sees_part("Cancelled: a.html"));
    window.outside.hold.set(false);
    window.settle();
    assert!(window.outside.files.text("/out/a.html").is_none(), "no half file and no whole one");
    window.keys(COMMAND, Key::E);
    assert!(window.sees_part("No space left on device"));
}

#[test]
fn the_plot_that_is_shown_is_written_as_it_is_shown() {
    let mut window = Window::sized(English, [1280.0, 800.0], View { tab: Tab::Growth, ..View::default() });
    window.click("Log");
    window.answer_dialogs(&[Answer::Path("/out/p.svg"), Answer::Path("/out/p.csv"), Answer::Path("/out/p.png")]);
    window.click("Save plot");
    window.click("Plot as SVG…");
    let svg = window.outside.files.text("/out/p.svg").expect("written");
    assert!(svg.starts_with("<svg") && svg.contains("Micro-drama market size") && svg.contains("China: CNY 37.39 bn"));
    window.click("Save plot");
    window.click("Figures of the plot as CSV…");
    let csv = window.outside.files.text("/out/p.csv").expect("written");
    assert!(csv.starts_with('\u{feff}') && csv.contains("50440000000") && csv.contains("50.44 billion yuan"));
    assert!(csv.contains("may be used under MIT or Apache-2.0"), "it says under which licence");
    if cfg!(feature = "pdf") {
        window.click("Save plot");
        window.click("Plot as PNG…");
        let png = window.outside.files.bytes("/out/p.png").expect("written");
        assert!(png.starts_with(b"\x89PNG"));
    }
}

#[test]
fn without_places_the_page_says_what_to_do() {
    let mut window = open(English);
    let places = window.app().session.production().places.clone();
    for place in places {
        window.app().session.apply(backlot::session::action::Action::RemovePlace(place));
    }
    window.settle();
    window.expect("Choose places first. The report is shown here.");
    window.keys(COMMAND, Key::P);
    assert!(window.outside.picks.borrow().is_empty(), "there is nothing to write");
}

#[test]
fn city_opens_its_position_brief_and_the_report_goes_back_to_the_producer() {
    let view = View {
        tab: Tab::City,
        city: Some("zhengzhou".into()),
        // It publishes no amount.
        city_rivals: vec!["hangzhou".into()],
        ..View::default()
    };
    let mut window = Window::sized(English, [1280.0, 800.0], view);
    window.click("Brief");
    assert_eq!(window.app().view.tab, Tab::Report);
    assert!(window.sees_part("Zhengzhou: nothing certain"));
    assert!(window.sees_part("no rival publishes a higher ceiling on any reference production"));
    window.click("the producer");
    assert!(window.sees_part("Nothing is certain in these 4 places"));
    assert!(!window.sees_part("Zhengzhou: nothing certain"));
    // Without a city there is nothing to choose.
    let window = open(English);
    assert!(!window.sees("the producer"));
    window.expect("Set your city in City to get its brief.");
}
