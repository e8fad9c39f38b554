//! Every widget in every state on one page, for tests and for work on the design.

use egui::{Role, Ui, WidgetInfo, vec2};

use super::theme::Theme;
use super::widgets::{
    Parts, Tone, answer, bar, chip, column_head, empty, figure, hairline, head, legend_entry, marker, quiet_link,
    section, segmented, small, strong, swatch, tag, tags, title,
};
use crate::model::mark::Mark;
use crate::say;
use crate::words::Words;

/// Draws the gallery.
pub fn gallery_ui(ui: &mut Ui, theme: &Theme, words: &Words) {
    ui.label(title(say!(words, "tab-compare")));
    ui.label(head(say!(words, "tab-calculator")));
    ui.label(answer("1,234,567.89"));
    ui.label(strong(say!(words, "certain-label")));
    ui.label(small(theme, say!(words, "up-to-label")));
    section(ui, theme, say!(words, "why-rule"));
    tags(ui, |ui| {
        let tones = [
            (Tone::Certain, say!(words, "basis-entitlement")),
            (Tone::Discretionary, say!(words, "basis-up-to")),
            (Tone::Unknown, say!(words, "not-published")),
            (Tone::Problem, say!(words, "severity-error")),
            (Tone::Plain, say!(words, "basis-in-kind")),
        ];
        for (tone, text) in tones {
            tag(ui, theme, tone, &text);
        }
    });
    ui.horizontal(|ui| {
        (0..6).for_each(|number| marker(ui, theme, Some(Mark::numbered(number))));
        marker(ui, theme, None);
    });
    let bars = [
        (0.0, 0.0, 0.0, 0.0, "0 – 0 – 0"),
        (0.5, 0.5, 0.5, 0.0, "1 – 1 – 1"),
        (0.0, 0.6, 0.6, 0.3, "0 – 2 – 2"),
        (0.2, 0.6, 0.9, 0.0, "1 – 2 – 3"),
    ];
    for (certain, settled, possible, second_hand, name) in bars {
        bar(ui, theme, vec2(240.0, 14.0), Parts { certain, settled, possible, second_hand }, name);
    }
    ui.horizontal(|ui| {
        for tone in [Tone::Certain, Tone::Discretionary, Tone::Hearsay, Tone::Unknown] {
            legend_entry(ui, theme, &format!("{tone:?}"), |painter, center| swatch(painter, theme, tone, center));
        }
        quiet_link(ui, theme, &say!(words, "why"), &say!(words, "why-title"));
    });
    segmented(ui, theme, 0, &[(0, say!(words, "growth-linear")), (1, say!(words, "growth-log"))]);
    ui.horizontal(|ui| {
        chip(ui, theme, true, &say!(words, "filter-published"));
        chip(ui, theme, false, &say!(words, "filter-differences"));
    });
    column_head(ui, theme, 120.0, &say!(words, "changes-before"));
    figure(ui, 120.0, "120.0", theme.certain, true);
    figure(ui, 120.0, "3,100.0+", theme.discretionary_text, false);
    hairline(ui, theme.line);
    ui.horizontal(|ui| {
        let _ = ui.button(say!(words, "path-open"));
        ui.add_enabled(false, egui::Button::new(say!(words, "path-save")));
        let mut on = true;
        ui.checkbox(&mut on, say!(words, "library-world"));
    });
    let mut text = "150".to_owned();
    let name = say!(words, "library-search");
    let field = ui.text_edit_singleline(&mut text);
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &name));
    empty(ui, theme, &say!(words, "library-pick-title"), &say!(words, "library-pick"));
}
