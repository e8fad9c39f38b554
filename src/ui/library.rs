//! Everything that is loaded: policies, figures, sources, problems.

use egui::{CentralPanel, Margin, RichText, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, vec2};

use super::dialogs::problem_ui;
use super::growth::{observed_words, period_words};
use super::looking::{Asks, Looking, Told};
use super::theme::{BODY, SMALL, bold};
use super::view::{Shelf, View, Why};
use super::widgets::{empty, focus_ring, hairline, segmented, small, title};
use crate::data::problem::Problem;
use crate::model::policy::Policy;
use crate::say;

const ROW: f32 = 48.0;

/// Draws the library.
pub(super) fn library_ui(ui: &mut Ui, looking: &Looking<'_>, view: &mut View, asks: &mut Asks) {
    let Looking { words, theme, .. } = looking;
    let frame = egui::Frame::new().fill(theme.paper).inner_margin(Margin::symmetric(20, 14));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        ui.label(title(say!(words, "tab-library")));
        layers_ui(ui, looking, asks);
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            let shelves = [
                (Shelf::Policies, say!(words, "library-policies")),
                (Shelf::Figures, say!(words, "library-indicators")),
                (Shelf::Sources, say!(words, "library-sources")),
                (Shelf::Problems, say!(words, "library-problems")),
            ];
            if let Some(shelf) = segmented(ui, theme, view.shelf, &shelves) {
                view.shelf = shelf;
            }
            let name = say!(words, "library-search");
            let edit = TextEdit::singleline(&mut view.library_search).hint_text(name.as_str()).desired_width(220.0);
            let field = ui.add(edit);
            field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &name));
        });
        ui.add_space(8.0);
        let rows = rows(looking, view);
        if view.shelf == Shelf::Problems {
            problems_ui(ui, looking, view);
            return;
        }
        ui.label(small(theme, say!(words, "library-count", count = rows.len().to_string())));
        if rows.is_empty() {
            let text = say!(words, "search-empty", text = view.library_search.as_str());
            empty(ui, theme, &say!(words, "tab-library"), &text);
            return;
        }
        ScrollArea::vertical().auto_shrink([false, false]).show_rows(ui, ROW, rows.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for row in rows.get(range).into_iter().flatten() {
                row_ui(ui, looking, view, row);
            }
        });
    });
}

/// What is loaded beside the built-in library, and how to take it out again.
fn layers_ui(ui: &mut Ui, looking: &Looking<'_>, asks: &mut Asks) {
    let Looking { words, theme, layers, .. } = looking;
    ui.horizontal_wrapped(|ui| {
        ui.label(small(theme, say!(words, "library-layers")));
        ui.label(RichText::new(say!(words, "library-built-in")).size(SMALL));
        for (at, layer) in layers.iter().enumerate().skip(1) {
            let name = layer.files.first().map_or("", |file| file.name.as_str());
            ui.label(RichText::new(format!("+ {name}")).size(SMALL));
            let remove = ui.add(egui::Button::new(small(theme, say!(words, "library-remove-layer"))).small());
            focus_ring(ui, theme, &remove);
            if remove.clicked() {
                asks.answers.push(Told::RemoveLayer(at));
            }
        }
    });
}

fn problems_ui(ui: &mut Ui, looking: &Looking<'_>, view: &View) {
    let Looking { session, words, theme, .. } = looking;
    let search = view.library_search.to_lowercase();
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        if session.problems.is_empty() {
            ui.label(RichText::new(say!(words, "library-no-problems")).color(theme.second));
        }
        for problem in session.problems.iter() {
            let text = format!("{} {}", words.problem(problem), problem.at.file).to_lowercase();
            if text.contains(&search) {
                problem_ui(ui, looking, problem);
                ui.add_space(6.0);
                hairline(ui, theme.faint);
            }
        }
        notes_ui(ui, looking, &search);
    });
}

/// What is not known or was not checked for long, folded.
fn notes_ui(ui: &mut Ui, looking: &Looking<'_>, search: &str) {
    let Looking { session, words, theme, .. } = looking;
    let fits = |note: &&Problem| format!("{} {}", words.problem(note), note.at.file).to_lowercase().contains(search);
    let notes: Vec<&Problem> = session.notes.iter().filter(fits).collect();
    if notes.is_empty() {
        return;
    }
    ui.add_space(12.0);
    let heading = say!(words, "library-notes", count = notes.len().to_string());
    let heading = RichText::new(heading).size(SMALL).color(theme.second);
    egui::CollapsingHeader::new(heading).id_salt("notes").show_unindented(ui, |ui| {
        for note in notes {
            problem_ui(ui, looking, note);
            ui.add_space(6.0);
            hairline(ui, theme.faint);
        }
    });
}

/// One line of a shelf.
struct Row {
    name: String,
    about: String,
    side: String,
    why: Option<Why>,
}

fn rows(looking: &Looking<'_>, view: &View) -> Vec<Row> {
    let Looking { session, words, .. } = looking;
    let library = &session.library;
    let all: Vec<Row> = match view.shelf {
        Shelf::Policies => library.policies.values().map(|policy| policy_row(looking, policy)).collect(),
        Shelf::Figures => library
            .observations
            .values()
            .filter_map(|seen| {
                let indicator = library.indicators.get(&seen.indicator)?;
                Some(Row {
                    name: format!("{} · {}", words.place(library, &seen.place), words.text(&indicator.name)),
                    about: format!("{} · {} · {}", period_words(words, seen), words.nature(seen.nature), seen.printed),
                    side: observed_words(words, &indicator.unit, seen),
                    why: Some(Why::Observations(vec![seen.id.clone()])),
                })
            })
            .collect(),
        Shelf::Sources => library
            .sources
            .values()
            .map(|source| {
                let date = source.date.map(|date| words.date(date)).unwrap_or_default();
                Row {
                    name: words.text(&source.title).to_owned(),
                    about: format!("{} · {date}", words.text(&source.publisher)),
                    side: words.grade(source.grade),
                    why: None,
                }
            })
            .collect(),
        Shelf::Problems => Vec::new(),
    };
    let search = view.library_search.to_lowercase();
    let typed: Vec<&str> = search.split_whitespace().collect();
    let fits = |row: &Row| {
        let text = format!("{} {} {}", row.name, row.about, row.side).to_lowercase();
        typed.iter().all(|word| text.contains(word))
    };
    all.into_iter().filter(fits).collect()
}

fn policy_row(looking: &Looking<'_>, policy: &Policy) -> Row {
    let Looking { session, words, .. } = looking;
    let mut about = vec![words.place(&session.library, &policy.place), words.text(&policy.issuer).to_owned()];
    about.extend(policy.document_no.clone());
    about.extend(policy.issued.map(|date| words.date(date)));
    if let Some(verdicts) = session.examples.get(&policy.id) {
        let passed = verdicts.iter().filter(|verdict| verdict.passes()).count();
        let (passed, count) = (passed.to_string(), verdicts.len().to_string());
        about.push(say!(words, "examples-pass", passed = passed, count = count));
    }
    Row {
        name: words.text(&policy.title).to_owned(),
        about: about.join(" · "),
        side: format!(
            "{} · {}",
            words.status(policy.status_on(session.day)),
            say!(words, "place-facts", count = policy.incentives.len())
        ),
        why: Some(Why::Policy(policy.id.clone())),
    }
}

fn row_ui(ui: &mut Ui, looking: &Looking<'_>, view: &mut View, row: &Row) {
    let theme = looking.theme;
    let sense = if row.why.is_some() { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), sense);
    let kind = if row.why.is_some() { Role::Link } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(kind, true, &row.name));
    if response.hovered() && row.why.is_some() {
        ui.painter().rect_filled(rect, egui::CornerRadius::same(4), theme.sunk);
    }
    let right = egui::pos2(rect.right() - 8.0, rect.center().y);
    let font = egui::FontId::proportional(BODY);
    let side = ui.painter().text(right, egui::Align2::RIGHT_CENTER, &row.side, font, theme.second);
    let room = (side.left() - rect.left() - 20.0).max(40.0);
    let line = |text: &str, font: egui::FontId, color: egui::Color32, y: f32| {
        let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
        job.wrap = egui::text::TextWrapping::truncate_at_width(room);
        let galley = ui.painter().layout_job(job);
        let at = egui::pos2(rect.left() + 4.0, y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, color);
    };
    line(&row.name, egui::FontId::new(BODY, bold()), theme.ink, rect.top() + 16.0);
    line(&row.about, egui::FontId::proportional(SMALL), theme.second, rect.top() + 34.0);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, egui::Stroke::new(1.0, theme.faint));
    focus_ring(ui, theme, &response);
    if response.clicked()
        && let Some(why) = &row.why
    {
        view.why.show(why.clone());
    }
}
