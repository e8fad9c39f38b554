//! Contrast of colours, glyphs of all characters, and text that fits at any zoom.

use backlot::model::text::Language::{Chinese, English};
use backlot::ui::command::Command;
use backlot::ui::passing::Opened;
use backlot::ui::tab::Tab;
use backlot::ui::theme::{Look, Theme};
use backlot::ui::view::{Shelf, View};
use egui::Color32;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::window::Window;

/// The contrast of two colours by WCAG 2, from 1 to 21.
fn contrast(a: Color32, b: Color32) -> f64 {
    let light = |color: Color32| {
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(color.r()) + 0.7152 * part(color.g()) + 0.0722 * part(color.b())
    };
    let (a, b) = (light(a) + 0.05, light(b) + 0.05);
    if a > b { a / b } else { b / a }
}

#[test]
fn text_can_be_read_on_every_ground_of_every_theme() {
    let themes = [
        ("light", Theme::light(), 4.5, 3.0),
        ("dark", Theme::dark(), 4.5, 3.0),
        ("high contrast", Theme::high_contrast(), 7.0, 4.5),
    ];
    let mut weak = Vec::new();
    for (name, theme, text, mark) in themes {
        let grounds = [("paper", theme.paper), ("surface", theme.surface), ("sunk", theme.sunk)];
        let inks = [
            ("ink", theme.ink),
            ("second", theme.second),
            ("third", theme.third),
            ("accent", theme.accent),
            ("certain", theme.certain),
            ("discretionary text", theme.discretionary_text),
            ("unknown", theme.unknown),
            ("problem", theme.problem),
        ];
        for (ground, under) in grounds {
            for (ink, over) in inks {
                let found = contrast(over, under);
                if found < text {
                    weak.push(format!("{name}: {ink} on {ground} is {found:.2}"));
                }
            }
            for (column, over) in theme.places.iter().enumerate() {
                let found = contrast(*over, under);
                if found < mark {
                    weak.push(format!("{name}: place {column} on {ground} is {found:.2}"));
                }
            }
        }
        let on_accent = contrast(theme.accent, theme.accent_ground);
        let on_amber = contrast(theme.discretionary_text, theme.discretionary_ground);
        assert!(on_accent >= 4.5 && on_amber >= 4.5, "{name}: {on_accent:.2}, {on_amber:.2}");
    }
    assert!(weak.is_empty(), "{weak:#?}");
}

#[test]
fn every_command_has_a_sign_that_the_icon_font_draws() {
    let font = include_bytes!("../../assets/icons/Phosphor-subset.ttf");
    let face = ttf_parser::Face::parse(font, 0).unwrap();
    for command in Command::all() {
        let mut signs = command.icon().chars();
        let sign = signs.next().unwrap();
        assert!(face.glyph_index(sign).is_some() && signs.next().is_none(), "{command:?}");
    }
}

#[test]
fn the_bar_stays_in_the_window_at_any_zoom_size_and_language() {
    let sizes = [[640.0, 800.0], [1280.0, 800.0], [1920.0, 1080.0]];
    for language in [Chinese, English] {
        for size in sizes {
            for zoom in [1.0, 1.5, 2.0] {
                // At twice the zoom in half a window, there is no room.
                if zoom * 640.0 > size[0] {
                    continue;
                }
                let view = View { zoom, hint_closed: true, ..View::default() };
                let mut window = Window::sized(language, size, view);
                for tab in Tab::ALL.iter().copied() {
                    window.app().view.tab = tab;
                    window.settle();
                    let right = size[0] / zoom + 0.5;
                    for label in ["文件", "File"] {
                        for node in window.harness.query_all_by_label(label) {
                            assert!(node.rect().right() <= right, "{tab:?} {size:?} ×{zoom}: {label} is cut off");
                        }
                    }
                }
            }
        }
    }
}

/// Widgets that are read or pressed and must not overlap others.
const SEEN: [Role; 9] = [
    Role::Button,
    Role::CheckBox,
    Role::ComboBox,
    Role::Label,
    Role::Link,
    Role::ListBoxOption,
    Role::Row,
    Role::SpinButton,
    Role::TextInput,
];

#[test]
fn nothing_lies_on_anything_else_at_any_zoom() {
    let mut wrong = std::collections::BTreeSet::new();
    for language in [Chinese, English] {
        for (size, zoom) in [
            ([640.0, 800.0], 1.0),
            ([1280.0, 800.0], 1.0),
            ([1280.0, 800.0], 1.5),
            ([1280.0, 800.0], 2.0),
            ([640.0, 800.0], 1.5),
        ] {
            let mut window = Window::sized(language, size, View { zoom, ..View::default() });
            for tab in Tab::ALL.iter().copied() {
                window.app().view.tab = tab;
                window.settle();
                // Widgets that are scrolled out of view can be below the footer.
                let bottom = size[1] / zoom - 30.0;
                let nodes: Vec<(egui::Rect, String)> = SEEN
                    .iter()
                    .flat_map(|role| window.harness.query_all_by_role(*role))
                    .filter(|node| node.rect().bottom() < bottom && node.rect().area() > 0.0)
                    .map(|node| {
                        (
                            node.rect(),
                            node.accesskit_node().label().or_else(|| node.accesskit_node().value()).unwrap_or_default(),
                        )
                    })
                    .collect();
                for (at, (a, first)) in nodes.iter().enumerate() {
                    for (b, second) in nodes.iter().skip(at + 1) {
                        let both = a.intersect(*b);
                        if both.is_positive() && both.width() > 2.0 && both.height() > 3.0 {
                            wrong.insert(format!(
                                "{tab:?} {language:?} {size:?} ×{zoom}: “{first}” {a:?} and “{second}” {b:?}"
                            ));
                        }
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_longest_titles_of_the_library_stay_on_their_page() {
    for (language, size) in [(Chinese, [640.0, 800.0]), (English, [640.0, 800.0]), (English, [1280.0, 800.0])] {
        let view = View { tab: Tab::Library, shelf: Shelf::Policies, world: true, ..View::default() };
        let mut window = Window::sized(language, size, view);
        let library = window.app().session.library.clone();
        let length = |title: &backlot::model::text::Text| title.get(language).chars().count();
        let mut all: Vec<_> = library.policies.values().collect();
        all.sort_by_key(|policy| std::cmp::Reverse(length(&policy.title)));
        for policy in all.into_iter().take(6) {
            window.app().view.passing.opened = Some(Opened::Policy(policy.id.clone()));
            window.settle();
            let title = policy.title.get(language);
            for node in window.harness.query_all_by_label(title) {
                assert!(node.rect().right() <= size[0], "{title} leaves the window at {size:?}");
            }
        }
    }
}

#[test]
fn the_theme_goes_from_light_to_dark_to_high_contrast() {
    let mut window = Window::open(English);
    window.app().view.look = Look::Light;
    window.settle();
    for look in [Look::Dark, Look::HighContrast, Look::Light] {
        window.keys(egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, egui::Key::D);
        assert_eq!(window.app().view.look, look);
    }
}

#[test]
fn the_question_mark_shows_the_shortcuts_unless_something_is_being_typed() {
    let mut window = Window::open(English);
    window.harness.event(egui::Event::Text("?".into()));
    window.settle();
    window.expect("Keyboard shortcuts");
    window.keys(egui::Modifiers::NONE, egui::Key::Escape);
    window.fill("Yearly revenue share", "?");
    assert!(!window.sees("Keyboard shortcuts"));
}

#[test]
fn one_key_turns_a_plot_into_a_table_and_back() {
    let mut window = Window::open(English);
    window.keys(egui::Modifiers::COMMAND, egui::Key::Num5);
    window.keys(egui::Modifiers::COMMAND, egui::Key::T);
    assert!(window.app().view.growth.table);
    window.keys(egui::Modifiers::COMMAND, egui::Key::T);
    assert!(!window.app().view.growth.table);
}

#[test]
fn no_two_commands_share_a_shortcut_on_any_system() {
    use std::collections::BTreeMap;
    for mac in [false, true] {
        let mut seen: BTreeMap<String, Command> = BTreeMap::new();
        for command in Command::all() {
            let Some(shortcut) = command.shortcut() else { continue };
            let names = if mac { egui::ModifierNames::SYMBOLS } else { egui::ModifierNames::NAMES };
            let keys = shortcut.format(&names, mac);
            assert_eq!(seen.insert(keys.clone(), command), None, "{keys} is taken");
        }
        // Shortcuts that the systems reserve. ⌘Q quits there as it does here.
        for taken in ["⌘H", "⌘M", "⌘W", "Alt+F4", "⌘Space"] {
            assert!(!seen.contains_key(taken), "{taken} belongs to the system");
        }
    }
}

#[test]
fn the_arrow_keys_read_a_plot_point_by_point() {
    let mut window = Window::open(English);
    window.keys(egui::Modifiers::COMMAND, egui::Key::Num5);
    let said = |window: &Window| {
        let plot = window.harness.get_all_by_role(Role::Image).next().expect("the plot");
        plot.accesskit_node().label().expect("it is named")
    };
    window.harness.get_all_by_role(Role::Image).next().expect("the plot").focus();
    window.settle();
    assert!(said(&window).starts_with("China: CNY 3.68 bn in 2021"), "{}", said(&window));
    window.keys(egui::Modifiers::NONE, egui::Key::ArrowRight);
    window.keys(egui::Modifiers::NONE, egui::Key::ArrowRight);
    assert!(said(&window).starts_with("China: CNY 50.44 bn in 2024"), "{}", said(&window));
    window.keys(egui::Modifiers::NONE, egui::Key::Enter);
    assert!(window.app().view.passing.why.now().is_some(), "the point is explained");
}

#[test]
fn the_arrow_keys_go_from_card_to_card_and_from_row_to_row() {
    let focused = |window: &Window| {
        let roles = [Role::Button, Role::Row, Role::Link];
        let all = roles.iter().flat_map(|role| window.harness.query_all_by_role(*role));
        all.filter(|node| node.accesskit_node().is_focused()).find_map(|node| node.accesskit_node().label())
    };
    let mut window = Window::sized(English, [1280.0, 800.0], View { tab: Tab::Compare, ..View::default() });
    window.harness.get_by_role_and_label(Role::Button, "Outstanding work grant").focus();
    window.settle();
    window.keys(egui::Modifiers::NONE, egui::Key::ArrowRight);
    assert_eq!(focused(&window).as_deref(), Some("Quality content grant"));
    window.keys(egui::Modifiers::NONE, egui::Key::ArrowDown);
    assert_eq!(focused(&window).as_deref(), Some("Outstanding work support"));
    window.keys(egui::Modifiers::NONE, egui::Key::Enter);
    assert!(window.app().view.passing.why.now().is_some(), "Enter explains the card");

    let mut window = Window::sized(English, [1280.0, 800.0], View { tab: Tab::Growth, ..View::default() });
    window.app().view.growth.table = true;
    window.settle();
    window.harness.get_all_by_role(Role::Row).next().expect("a row").focus();
    window.settle();
    let first = focused(&window).expect("a row has the keyboard");
    assert!(first.starts_with("China, 2021, CNY 3.68 bn"), "{first}");
    window.keys(egui::Modifiers::NONE, egui::Key::ArrowDown);
    let second = focused(&window).expect("a row has the keyboard");
    assert!(second.starts_with("China, 2021, CNY 368 m"), "{second}");
    window.keys(egui::Modifiers::NONE, egui::Key::Enter);
    assert!(window.app().view.passing.why.now().is_some(), "Enter explains the row");
}

#[test]
fn motion_can_be_reduced_and_the_window_grows_with_plus_or_the_key_below_it() {
    let mut window = Window::open(English);
    assert!(window.harness.ctx.global_style().animation_time > 0.0);
    window.keys(egui::Modifiers::COMMAND, egui::Key::K);
    window.fill("Search policies, places, commands", "reduce motion");
    window.keys(egui::Modifiers::NONE, egui::Key::Enter);
    assert!(window.app().view.still);
    assert_eq!(window.harness.ctx.global_style().animation_time, 0.0);
    for (key, zoom) in [(egui::Key::Plus, 1.1), (egui::Key::Equals, 1.2), (egui::Key::Minus, 1.1)] {
        window.keys(egui::Modifiers::COMMAND, key);
        assert!((window.app().view.zoom - zoom).abs() < 1e-4, "{key:?}");
    }
}

#[test]
fn nothing_is_painted_while_nothing_changes() {
    let mut window = Window::sized(English, [1280.0, 800.0], View::default());
    for tab in Tab::ALL.iter().copied() {
        window.app().view.tab = tab;
        window.harness.run_steps(30);
        assert!(!window.harness.ctx.has_requested_repaint(), "{tab:?} asks for frames without end");
    }
}

#[test]
fn the_gallery_shows_every_widget_without_one_on_another() {
    use backlot::ui::gallery::gallery_ui;
    use backlot::words::Words;
    for theme in [Theme::light as fn() -> Theme, Theme::dark, Theme::high_contrast] {
        for language in [Chinese, English] {
            let (theme, words) = (theme(), Words::new(language));
            let harness = egui_kittest::Harness::builder()
                .with_size([420.0, 900.0])
                .with_context_setup(move |ctx| ctx.set_fonts(backlot::ui::theme::fonts(language)))
                .build_ui(move |ui| {
                    theme.apply(ui.ctx());
                    ui.set_style(ui.ctx().global_style());
                    gallery_ui(ui, &theme, &words);
                });
            let roles = [Role::Button, Role::CheckBox, Role::Link, Role::ProgressIndicator, Role::TextInput];
            let mut all = Vec::new();
            for role in roles {
                all.extend(harness.query_all_by_role(role).map(|node| (role, node.rect())));
            }
            assert!(all.len() >= 12, "{} widgets", all.len());
            for (at, (role, rect)) in all.iter().enumerate() {
                assert!(rect.right() <= 420.0, "{role:?} is cut off");
                for (other, second) in &all[at + 1..] {
                    let shared = rect.intersect(*second);
                    let apart = shared.width() <= 1.0 || shared.height() <= 1.0;
                    assert!(apart, "{role:?} at {rect:?} lies on {other:?} at {second:?}");
                }
            }
        }
    }
}
