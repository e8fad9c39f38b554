//! Printed values in the drawer: the value used, the value of each source, and the reason.

use egui::{RichText, Ui};

use crate::model::id::ObservationId;
use crate::model::indicator::{Nature, Observation};
use crate::say;
use crate::ui::context::ViewContext;
use crate::ui::sources::cites_ui;
use crate::ui::widgets::{Tone, answer, hairline, head, section, small, strong, tag};

/// Draws the printed values of one period.
pub(in crate::ui) fn observations_ui(ui: &mut Ui, cx: &ViewContext<'_>, ids: &[ObservationId]) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = &session.library;
    let all: Vec<&Observation> = ids.iter().filter_map(|id| library.observations.get(id)).map(AsRef::as_ref).collect();
    let Some(first) = all.first() else { return };
    let Some(indicator) = library.indicators.get(&first.indicator) else { return };
    let crumb = format!("{} / {}", words.place(library, &first.place), words.text(&indicator.name));
    ui.add(egui::Label::new(small(theme, crumb)).wrap());
    ui.label(head(words.period(first)));
    ui.add(egui::Label::new(answer(words.observed(&indicator.unit, first)).size(18.0)).wrap());
    ui.horizontal_wrapped(|ui| {
        let tone = match first.nature {
            Nature::Actual | Nature::Estimate => Tone::Plain,
            _ => Tone::Discretionary,
        };
        tag(ui, theme, tone, &words.nature(first.nature));
        tag(ui, theme, Tone::Plain, &say!(words, "growth-agree", count = all.len()));
        tag(ui, theme, Tone::Plain, &words.confidence(first.confidence));
    });
    for seen in &all {
        ui.add_space(8.0);
        hairline(ui, theme.faint);
        ui.horizontal_wrapped(|ui| {
            let value = words.observed(&indicator.unit, seen);
            ui.label(strong(value));
            let printed = RichText::new(&seen.printed).small();
            let color = if seen.printed_value.is_some() { theme.problem } else { theme.second };
            ui.label(small(theme, say!(words, "growth-column-printed")));
            ui.label(printed.color(color));
        });
        if let Some(note) = &seen.note {
            ui.add(egui::Label::new(RichText::new(words.text(note)).color(theme.second)).wrap());
        }
        cites_ui(ui, cx, &seen.cites);
        ui.label(small(theme, say!(words, "checked-on", date = words.date(seen.checked_on))));
    }
    if let Some(note) = &indicator.note {
        section(ui, theme, say!(words, "why-note"));
        ui.add(egui::Label::new(small(theme, words.text(note))).wrap());
    }
}
