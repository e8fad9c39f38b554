//! A sealed bundle in the window: the banner over it, how to seal, and which numbers differ.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Align, Label, Layout, Margin, Panel, RichText, ScrollArea, Stroke, Ui};

use super::dialogs::{enter_alone, primary};
use super::icons;
use super::looking::{Asks, Looking, Told};
use super::view::InLibrary;
use super::widgets::{focus_ring, small, title};
use crate::say;
use crate::session::Session;
use crate::session::bundle::{Amounts, Bundle, PROGRAM, Verdict};

/// A sealed bundle that is open, and what of the user's waits until it is closed.
pub(super) struct Sealed {
    /// The file.
    pub(super) path: PathBuf,
    /// What is in it.
    pub(super) bundle: Arc<Bundle>,
    /// What working it out again showed, once it is known.
    pub(super) verdict: Option<Arc<Verdict>>,
    /// Whether a copy of it is being edited; otherwise it is read-only.
    pub(super) copy: bool,
    /// What was open before.
    pub(super) own: Own,
}

/// What was open before a sealed bundle. None of it changes while the bundle is open.
pub(super) struct Own {
    /// The library, its edits, the production and their history.
    pub(super) session: Session,
    /// The file of the production.
    pub(super) path: Option<PathBuf>,
    /// What was typed in the library and not applied.
    pub(super) library: InLibrary,
}

/// Under the top bar: that this is sealed, whether it is verified, and the ways on.
pub(super) fn banner_ui(ui: &mut Ui, looking: &Looking<'_>, sealed: &Sealed, asks: &mut Asks) {
    let Looking { words, theme, .. } = looking;
    let verdict = sealed.verdict.as_deref();
    let good = verdict.is_none_or(Verdict::passes);
    let (ground, ink) = match good {
        true => (theme.accent_ground, theme.accent),
        false => (theme.surface, theme.problem),
    };
    let frame = egui::Frame::new().fill(ground).stroke(Stroke::new(1.0, ink)).inner_margin(Margin::symmetric(16, 6));
    Panel::top("sealed").frame(frame).resizable(false).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            ui.label(RichText::new(icons::SEAL_CHECK).color(ink));
            let file = sealed.path.file_name().unwrap_or(sealed.path.as_os_str()).to_string_lossy();
            if sealed.copy {
                ui.add(Label::new(say!(words, "bundle-banner-copy", file = file.as_ref())).wrap());
                if button(ui, looking, &say!(words, "bundle-back")) {
                    asks.answers.push(Told::CloseSealed);
                }
                return;
            }
            let day = sealed.bundle.day.to_string();
            ui.add(Label::new(say!(words, "bundle-banner", file = file.as_ref(), day = day)).wrap());
            ui.add(Label::new(RichText::new(verdict_line(looking, verdict)).strong().color(ink)).wrap());
            if sealed.bundle.amounts == Amounts::Rounded {
                ui.add(Label::new(say!(words, "bundle-rounded")).wrap());
            }
            // Also where everything is right, one may want to know what was done.
            if verdict.is_some() && button(ui, looking, &say!(words, "bundle-details")) {
                asks.answers.push(Told::Differing);
            }
            if button(ui, looking, &say!(words, "bundle-edit-copy")) {
                asks.answers.push(Told::EditCopy);
            }
            if button(ui, looking, &say!(words, "bundle-close")) {
                asks.answers.push(Told::CloseSealed);
            }
        });
    });
}

fn button(ui: &mut Ui, looking: &Looking<'_>, text: &str) -> bool {
    let response = ui.add(egui::Button::new(text));
    focus_ring(ui, looking.theme, &response);
    response.clicked()
}

/// What the verification showed, in a few words.
fn verdict_line(looking: &Looking<'_>, verdict: Option<&Verdict>) -> String {
    let words = looking.words;
    let Some(verdict) = verdict else { return say!(words, "bundle-banner-verifying") };
    match verdict.differences.len() {
        _ if verdict.passes() => say!(words, "bundle-banner-verified", numbers = verdict.numbers),
        0 if !verdict.intact => say!(words, "bundle-banner-changed"),
        0 => say!(words, "bundle-banner-library"),
        count if verdict.intact => say!(words, "bundle-banner-differ", count = count),
        count => say!(words, "bundle-banner-changed-differ", count = count),
    }
}

/// How to seal: with exact amounts, or with rounded ones.
pub(super) fn seal_ui(ui: &mut Ui, looking: &Looking<'_>, amounts: &mut Amounts, asks: &mut Asks) {
    let Looking { words, theme, .. } = looking;
    ui.label(title(say!(words, "bundle-seal-title")));
    ui.add(Label::new(say!(words, "bundle-seal-text")).wrap());
    ui.add_space(12.0);
    let choices = [
        (Amounts::Exact, say!(words, "bundle-amounts-exact"), say!(words, "bundle-amounts-exact-help")),
        (Amounts::Rounded, say!(words, "bundle-amounts-rounded"), say!(words, "bundle-amounts-rounded-help")),
    ];
    for (choice, name, help) in choices {
        let response = ui.radio_value(amounts, choice, name);
        focus_ring(ui, theme, &response);
        ui.add(Label::new(small(theme, help)).wrap());
        ui.add_space(6.0);
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let enter = enter_alone(ui);
        if primary(ui, looking, &say!(words, "bundle-seal-go")).clicked() || enter {
            asks.answers.push(Told::Seal(*amounts));
        }
        if ui.button(say!(words, "unsaved-cancel")).clicked() {
            asks.answers.push(Told::Dismiss);
        }
    });
}

/// What was found when a bundle was worked out again, number by number.
pub(super) fn differing_ui(ui: &mut Ui, looking: &Looking<'_>, bundle: &Bundle, verdict: &Verdict, asks: &mut Asks) {
    let Looking { session, words, theme, .. } = looking;
    let heading = if verdict.passes() { say!(words, "bundle-verified") } else { say!(words, "bundle-not-verified") };
    ui.label(title(heading));
    let line = |ui: &mut Ui, text: String| ui.add(Label::new(text).wrap());
    line(ui, if verdict.intact { say!(words, "bundle-intact") } else { say!(words, "bundle-changed") });
    let (numbers, count) = (verdict.numbers.to_string(), verdict.differences.len().to_string());
    line(
        ui,
        match verdict.differences.is_empty() {
            true => say!(words, "bundle-numbers-same", numbers = numbers),
            false => say!(words, "bundle-numbers-differ", numbers = numbers, count = count),
        },
    );
    if let Some(sealed) = &verdict.program {
        line(ui, say!(words, "bundle-other-program", sealed = sealed.as_str(), here = PROGRAM));
    }
    if !verdict.shelves {
        line(ui, say!(words, "bundle-other-shelves"));
    }
    if let Some(here) = &verdict.library {
        let sealed = bundle.library.as_str();
        line(ui, say!(words, "bundle-other-library", sealed = sealed, here = here.as_str()));
    }
    ui.add_space(8.0);
    let room = (ui.ctx().content_rect().height() - 320.0).max(120.0);
    ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
        for one in &verdict.differences {
            ui.add(Label::new(words.differing(&session.library, one)).wrap());
            ui.add_space(4.0);
        }
    });
    ui.add(Label::new(small(theme, say!(words, "bundle-no-author"))).wrap());
    ui.add_space(12.0);
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        if ui.button(say!(words, "command-close")).clicked() {
            asks.answers.push(Told::Dismiss);
        }
    });
}
