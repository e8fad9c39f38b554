//! What is wrong with the files, and what is not known in them.

use egui::{RichText, ScrollArea, Ui};

use crate::data::problem::Problem;
use crate::say;
use crate::ui::dialogs::parts::problem_ui;
use crate::ui::looking::Looking;
use crate::ui::view::View;
use crate::ui::widgets::hairline;
use crate::words::search::Findable;

pub(super) fn notices_ui(ui: &mut Ui, looking: &Looking<'_>, view: &View) {
    let Looking { session, words, theme, .. } = looking;
    let search = &view.passing.library_search;
    let fits = |problem: &&Problem| {
        search.trim().is_empty() || Findable::new([words.problem(problem).as_str(), &problem.at.file]).has(search)
    };
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        if session.problems.is_empty() {
            ui.label(RichText::new(say!(words, "library-no-problems")).color(theme.second));
        }
        for problem in session.problems.iter().filter(fits) {
            problem_ui(ui, looking, problem);
            ui.add_space(6.0);
            hairline(ui, theme.faint);
        }
        let notes: Vec<&Problem> = session.notes.iter().filter(fits).collect();
        notes_ui(ui, looking, &notes);
    });
}

/// What is not known or was not checked for long, folded.
fn notes_ui(ui: &mut Ui, looking: &Looking<'_>, notes: &[&Problem]) {
    let Looking { words, theme, .. } = looking;
    if notes.is_empty() {
        return;
    }
    ui.add_space(12.0);
    let heading = say!(words, "library-notes", count = notes.len().to_string());
    let heading = RichText::new(heading).small().color(theme.second);
    egui::CollapsingHeader::new(heading).id_salt("notes").show_unindented(ui, |ui| {
        for note in notes {
            problem_ui(ui, looking, note);
            ui.add_space(6.0);
            hairline(ui, theme.faint);
        }
    });
}
