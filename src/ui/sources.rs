//! The sources of a figure: documents, their grade, their link, and what was not read.

use egui::{RichText, Ui};

use super::context::ViewContext;
use super::widgets::{Tone, section, small, tag, tags};
use crate::model::id::SourceId;
use crate::model::policy::Policy;
use crate::model::source::{Citation, Grade, Reach};
use crate::say;
use crate::words::names::locator;

/// The sources of a policy or an incentive, and what was not read.
pub(super) fn sources_ui(ui: &mut Ui, cx: &ViewContext<'_>, policy: &Policy, cites: &[Citation]) {
    let ViewContext { words, theme, .. } = cx;
    section(ui, theme, say!(words, "why-sources"));
    cites_ui(ui, cx, cites);
    ui.label(small(theme, say!(words, "checked-on", date = words.date(policy.checked_on))));
    if !policy.unread.is_empty() {
        section(ui, theme, say!(words, "why-unread"));
        for unread in &policy.unread {
            ui.add(egui::Label::new(small(theme, words.text(unread))).wrap());
        }
    }
}

/// Citations, each with the document, its publisher, its grade and its link.
pub(super) fn cites_ui(ui: &mut Ui, cx: &ViewContext<'_>, cites: &[Citation]) {
    let mut seen: Vec<&SourceId> = Vec::new();
    for cite in cites {
        if seen.contains(&&cite.source) {
            continue;
        }
        seen.push(&cite.source);
        let ViewContext { session, words, theme, .. } = cx;
        let Some(source) = session.library.sources.get(&cite.source) else { continue };
        ui.add(egui::Label::new(words.text(&source.title)).wrap());
        let mut about = vec![words.text(&source.publisher).to_owned()];
        about.extend(source.date.map(|date| words.date(date)));
        if !cite.at.is_empty() {
            about.push(locator(words.language, &cite.at).to_owned());
        }
        ui.add(egui::Label::new(small(theme, about.join(" · "))).wrap());
        let quotes = cites.iter().filter(|other| other.source == cite.source && !other.quote.is_empty());
        for quoted in quotes {
            let text = say!(words, "cite-quote", quote = quoted.quote.as_str());
            ui.add(egui::Label::new(small(theme, text)).wrap());
        }
        tags(ui, |ui| {
            tag(ui, theme, grade_tone(source.grade), &words.grade(source.grade));
            if source.unofficial_copy {
                tag(ui, theme, Tone::Unknown, &say!(words, "unofficial-copy"));
            }
            if source.reach == Reach::Gone {
                tag(ui, theme, Tone::Problem, &say!(words, "reach-gone"));
            }
            if let Some(url) = &source.url {
                let link = ui.hyperlink_to(RichText::new(say!(words, "open-link")).small(), url);
                link.on_hover_text(url);
            }
        });
        ui.add_space(4.0);
    }
}

fn grade_tone(grade: Grade) -> Tone {
    match grade {
        Grade::Official => Tone::Certain,
        Grade::News => Tone::Plain,
        Grade::Aggregator | Grade::ThirdHand => Tone::Unknown,
    }
}
