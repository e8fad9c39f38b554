//! Problems of the files, and unknown values in them.

use egui::{RichText, ScrollArea, Ui};

use crate::data::problem::Problem;
use crate::report::grid::Grid;
use crate::say;
use crate::ui::context::{Requests, ViewContext};
use crate::ui::dialogs::parts::problem_ui;
use crate::ui::follow::Follow as _;
use crate::ui::heads::{Order, head_cell_ui};
use crate::ui::view::View;
use crate::ui::widgets::{hairline, quiet_link};
use crate::words::search::Findable;

/// The columns by which problems can be sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Column {
    Severity,
    What,
    Where,
}

/// The sort order of problems. Without one, they are in the order in which they were found.
#[derive(Clone, Copy, Debug, Default)]
struct Sorted(Order<Column>);

impl Column {
    const ALL: [Self; 3] = [Self::Severity, Self::What, Self::Where];

    fn name(self, cx: &ViewContext<'_>) -> String {
        let words = cx.words;
        match self {
            Self::Severity => say!(words, "problems-column-severity"),
            Self::What => say!(words, "problems-column-what"),
            Self::Where => say!(words, "problems-column-where"),
        }
    }
}

/// Sorts problems.
fn sort(cx: &ViewContext<'_>, order: Order<Column>, problems: &mut [&Problem]) {
    let Some((by, down)) = order else { return };
    problems.sort_by_cached_key(|problem| match by {
        Column::Severity => (Some(problem.severity), String::new(), 0),
        Column::What => (None, cx.words.problem(problem), 0),
        Column::Where => (None, problem.at.file.clone(), problem.at.line),
    });
    if down {
        problems.reverse();
    }
}

pub(super) fn notices_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let mut order = view.own.of::<Sorted>().0;
    let search = &view.passing.library_search;
    let fits = |problem: &&Problem| {
        search.trim().is_empty() || Findable::new([words.problem(problem).as_str(), &problem.at.file]).has(search)
    };
    let mut problems: Vec<&Problem> = session.problems.iter().filter(fits).collect();
    let mut notes: Vec<&Problem> = session.notes.iter().filter(fits).collect();
    sort(cx, order, &mut problems);
    sort(cx, order, &mut notes);
    if !problems.is_empty() || !notes.is_empty() {
        ui.horizontal(|ui| {
            let copy = say!(words, "where-copy");
            if quiet_link(ui, theme, &copy, &copy).clicked() {
                let all: Vec<&Problem> = problems.iter().chain(&notes).copied().collect();
                requests.copy(grid(cx, &all));
            }
            for column in Column::ALL {
                ui.add_space(12.0);
                head_cell_ui(ui, cx, column, (&column.name(cx), false), &mut order);
            }
        });
    }
    ScrollArea::vertical().auto_shrink([false, false]).follow(ui, |ui| {
        if session.problems.is_empty() {
            ui.label(RichText::new(say!(words, "library-no-problems")).color(theme.second));
        }
        for problem in problems {
            problem_ui(ui, cx, problem);
            ui.add_space(6.0);
            hairline(ui, theme.faint);
        }
        notes_ui(ui, cx, &notes);
    });
    view.own.of::<Sorted>().0 = order;
}

/// Problems and notes as a table for the clipboard.
fn grid(cx: &ViewContext<'_>, all: &[&Problem]) -> Grid {
    let words = cx.words;
    let row =
        |problem: &&Problem| vec![words.severity(problem.severity), words.problem(problem), words.whereabouts(problem)];
    Grid { heads: Column::ALL.iter().map(|column| column.name(cx)).collect(), rows: all.iter().map(row).collect() }
}

/// Unknown values, and values that were not checked for a long time, folded.
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
