//! A sealed bundle in the window: its banner, the sealing dialog, and the differing numbers.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Align, Color32, Label, Layout, Margin, Panel, RichText, ScrollArea, Stroke, Ui};

use super::context::{NARROW, OnDisk, Request, Requests, ViewContext};
use super::dialogs::parts::{enter_alone, primary};
use super::follow::Follow as _;
use super::icons;
use super::library::InLibrary;
use super::widgets::{focus_ring, segmented, small, strong, title};
use crate::say;
use crate::session::Session;
use crate::session::bundle::{Amounts, Bundle, PROGRAM, Sealing, Verdict};
use crate::words::Words;

/// More differing numbers are counted and not shown. The command line lists all of them.
const MOST_SHOWN: usize = 200;

/// An open sealed bundle, and the user's own state until it is closed.
pub(super) struct Sealed {
    /// The file.
    pub(super) path: PathBuf,
    /// Its content.
    pub(super) bundle: Arc<Bundle>,
    /// The result of the recalculation, once it is known.
    pub(super) verdict: Option<Arc<Verdict>>,
    /// Whether a copy of it is being edited. Otherwise it is read-only.
    pub(super) copy: bool,
    /// The user's own state.
    pub(super) own: Own,
}

impl Sealed {
    /// The origin of a report while the bundle is shown: its file, and the result of the verification.
    pub(super) fn origin(&self, words: &Words) -> String {
        let file = self.path.file_name().unwrap_or(self.path.as_os_str()).to_string_lossy().into_owned();
        let line = verdict_line(words, self.verdict.as_deref());
        say!(words, "report-labelled", label = file, value = line)
    }
}

/// The user's own state before the bundle was opened. It does not change while the bundle is open.
pub(super) struct Own {
    /// The library, its edits, the production and their history.
    pub(super) session: Session,
    /// The file of the production.
    pub(super) file: OnDisk,
    /// Drafts in the library that were not applied.
    pub(super) library: InLibrary,
}

/// The banner below the top bar: that this is sealed, whether it is verified, and the buttons.
pub(super) fn banner_ui(ui: &mut Ui, cx: &ViewContext<'_>, sealed: &Sealed, requests: &mut Requests) {
    let theme = cx.theme;
    let verdict = sealed.verdict.as_deref().filter(|_| !sealed.copy);
    let (line, ink) = match verdict {
        None => (theme.line, theme.second),
        Some(verdict) if verdict.passes() => (theme.line, theme.certain),
        Some(_) => (theme.problem, theme.problem),
    };
    let narrow = ui.ctx().content_rect().width() < NARROW;
    let margin = Margin::symmetric(if narrow { 8 } else { 16 }, 6);
    let frame = egui::Frame::new().fill(theme.surface).stroke(Stroke::new(1.0, line)).inner_margin(margin);
    Panel::top("sealed").frame(frame).resizable(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let text = |ui: &mut Ui| {
            ui.label(RichText::new(icons::SEAL_CHECK).color(ink));
            said_ui(ui, cx, sealed, ink);
        };
        // The buttons are below the text if both do not fit side by side.
        if narrow {
            ui.horizontal_wrapped(text);
            ui.horizontal_wrapped(|ui| buttons_ui(ui, cx, sealed, requests));
        } else {
            ui.horizontal_wrapped(|ui| {
                text(ui);
                buttons_ui(ui, cx, sealed, requests);
            });
        }
    });
}

/// The text of the banner.
fn said_ui(ui: &mut Ui, cx: &ViewContext<'_>, sealed: &Sealed, ink: Color32) {
    let words = cx.words;
    let file = sealed.path.file_name().unwrap_or(sealed.path.as_os_str()).to_string_lossy();
    if sealed.copy {
        ui.add(Label::new(say!(words, "bundle-banner-copy", file = file.as_ref())).wrap());
        return;
    }
    let day = sealed.bundle.day.to_string();
    ui.add(Label::new(say!(words, "bundle-banner", file = file.as_ref(), day = day)).wrap());
    let verdict = verdict_line(cx.words, sealed.verdict.as_deref());
    ui.add(Label::new(strong(verdict).color(ink)).wrap());
    // Matching numbers mean little if the shelf in the bundle is not a known one.
    if sealed.verdict.as_ref().is_some_and(|verdict| verdict.passes() && !verdict.shelves) {
        let said = RichText::new(say!(words, "bundle-other-shelves")).color(cx.theme.discretionary_text);
        ui.add(Label::new(said).wrap());
    }
    if sealed.bundle.amounts == Amounts::Rounded {
        ui.add(Label::new(say!(words, "bundle-rounded")).wrap());
    }
}

/// The buttons of the banner.
fn buttons_ui(ui: &mut Ui, cx: &ViewContext<'_>, sealed: &Sealed, requests: &mut Requests) {
    let words = cx.words;
    if sealed.copy {
        if button(ui, cx, &say!(words, "bundle-back")) {
            requests.others.push(Request::CloseSealed);
        }
        return;
    }
    // The details are offered even if everything matches.
    if sealed.verdict.is_some() && button(ui, cx, &say!(words, "bundle-details")) {
        requests.others.push(Request::Differing);
    }
    if button(ui, cx, &say!(words, "bundle-edit-copy")) {
        requests.others.push(Request::EditCopy);
    }
    if button(ui, cx, &say!(words, "bundle-close")) {
        requests.others.push(Request::CloseSealed);
    }
}

fn button(ui: &mut Ui, cx: &ViewContext<'_>, text: &str) -> bool {
    let response = ui.add(egui::Button::new(text));
    focus_ring(ui, cx.theme, &response);
    response.clicked()
}

/// The result of the verification, in a few words.
fn verdict_line(words: &Words, verdict: Option<&Verdict>) -> String {
    let Some(verdict) = verdict else { return say!(words, "bundle-banner-verifying") };
    match verdict.differences.len() {
        _ if verdict.passes() => say!(words, "bundle-banner-verified", numbers = verdict.numbers),
        0 if !verdict.intact => say!(words, "bundle-banner-changed"),
        0 => say!(words, "bundle-banner-library"),
        count if verdict.intact => say!(words, "bundle-banner-differ", count = count),
        count => say!(words, "bundle-banner-changed-differ", count = count),
    }
}

/// The sealing dialog: exact or rounded amounts, with the slate or without.
pub(super) fn seal_ui(ui: &mut Ui, cx: &ViewContext<'_>, sealing: &mut Sealing, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    ui.label(title(say!(words, "bundle-seal-title")));
    ui.add(Label::new(say!(words, "bundle-seal-text")).wrap());
    ui.add_space(12.0);
    let choices = [
        (Amounts::Exact, say!(words, "bundle-amounts-exact")),
        (Amounts::Rounded, say!(words, "bundle-amounts-rounded")),
    ];
    ui.horizontal(|ui| {
        if let Some(chosen) = segmented(ui, theme, sealing.amounts, &choices) {
            sealing.amounts = chosen;
        }
    });
    let help = match sealing.amounts {
        Amounts::Exact => say!(words, "bundle-amounts-exact-help"),
        Amounts::Rounded => say!(words, "bundle-amounts-rounded-help"),
    };
    ui.add(Label::new(small(theme, help)).wrap());
    if let Some(slate) = session.slate().filter(|slate| !slate.productions.is_empty()) {
        let text = say!(words, "bundle-with-slate", count = slate.productions.len());
        let check = ui.checkbox(&mut sealing.slate, text);
        focus_ring(ui, theme, &check);
        ui.add(Label::new(small(theme, say!(words, "bundle-with-slate-help"))).wrap());
    }
    if let Some(desk) = session.proposals() {
        let text = say!(words, "bundle-with-city", place = words.place(&session.library, &desk.place));
        let check = ui.checkbox(&mut sealing.city, text);
        focus_ring(ui, theme, &check);
        ui.add(Label::new(small(theme, say!(words, "bundle-with-city-help"))).wrap());
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let enter = enter_alone(ui);
        if primary(ui, cx, &say!(words, "bundle-seal-go")).clicked() || enter {
            requests.others.push(Request::Seal(*sealing));
        }
        if ui.button(say!(words, "unsaved-cancel")).clicked() {
            requests.others.push(Request::Dismiss);
        }
    });
}

/// The result of the recalculation, number by number.
pub(super) fn differing_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    bundle: &Bundle,
    verdict: &Verdict,
    requests: &mut Requests,
) {
    let ViewContext { session, words, theme, .. } = cx;
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
    ScrollArea::vertical().max_height(room).auto_shrink([false, true]).follow(ui, |ui| {
        for one in verdict.differences.iter().take(MOST_SHOWN) {
            ui.add(Label::new(words.differing(&session.library, one)).wrap());
            ui.add_space(4.0);
        }
        let more = verdict.differences.len().saturating_sub(MOST_SHOWN);
        if more > 0 {
            ui.add(Label::new(say!(words, "bundle-more", count = more.to_string())).wrap());
        }
    });
    ui.add(Label::new(small(theme, say!(words, "bundle-no-author"))).wrap());
    ui.add_space(12.0);
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        if ui.button(say!(words, "command-close")).clicked() {
            requests.others.push(Request::Dismiss);
        }
    });
}
