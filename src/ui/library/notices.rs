//! Problems of the files, and what is unknown in them.

use egui::{RichText, ScrollArea, Ui};

use crate::data::problem::Problem;
use crate::report::grid::Grid;
use crate::say;
use crate::ui::context::{Requests, ViewContext};
use crate::ui::dialogs::parts::problem_ui;
use crate::ui::view::View;
use crate::ui::widgets::{hairline, quiet_link};
use crate::words::search::Findable;

pub(super) fn notices_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let search = &view.passing.library_search;
    let fits = |problem: &&Problem| {
        search.trim().is_empty() || Findable::new([words.problem(problem).as_str(), &problem.at.file]).has(search)
    };
    let all: Vec<&Problem> = session.problems.iter().chain(session.notes.iter()).filter(fits).collect();
    let copy = say!(words, "where-copy");
    if !all.is_empty() && quiet_link(ui, theme, &copy, &copy).clicked() {
        requests.copy(grid(cx, &all));
    }
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        if session.problems.is_empty() {
            ui.label(RichText::new(say!(words, "library-no-problems")).color(theme.second));
        }
        for problem in session.problems.iter().filter(fits) {
            problem_ui(ui, cx, problem);
            ui.add_space(6.0);
            hairline(ui, theme.faint);
        }
        let notes: Vec<&Problem> = session.notes.iter().filter(fits).collect();
        notes_ui(ui, cx, &notes);
    });
}

/// Problems and notes as a table for the clipboard.
fn grid(cx: &ViewContext<'_>, all: &[&Problem]) -> Grid {
    let words = cx.words;
    let row =
        |problem: &&Problem| vec![words.severity(problem.severity), words.problem(problem), words.whereabouts(problem)];
    Grid {
        heads: vec![
            say!(words, "problems-column-severity"),
            say!(words, "problems-column-what"),
            say!(words, "problems-column-where"),
        ],
        rows: all.iter().map(row).collect(),
    }
}

/// What is unknown or was not checked for a long time, folded.
fn notes_ui(ui: &mut Ui, cx: &ViewContext<'_>, notes: &[&Problem]) {
    let ViewContext { words, theme, .. } = cx;
    if notes.is_empty() {
        return;
    }
    ui.add_space(12.0);
    let heading = say!(words, "library-notes", count = notes.len().to_string());
    let heading = RichText::new(heading).small().color(theme.second);
    egui::CollapsingHeader::new(heading).id_salt("notes").show_unindented(ui, |ui| {
        for note in notes {
            problem_ui(ui, cx, note);
            ui.add_space(6.0);
            hairline(ui, theme.faint);
        }
    });
}
