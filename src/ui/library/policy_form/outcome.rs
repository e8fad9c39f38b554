//! The right of the form: the amounts for the reference productions, the worked examples, and what is
//! missing before the policy can be saved. Calculated once per state of the text.

use std::sync::Arc;

use egui::{Label, RichText, Ui};
use jiff::civil::Date;

use super::part::{fields_ui, remark, remove};
use super::{Editor, Form, Pen};
use crate::data::draft::schema::{EXAMPLE, Ty};
use crate::data::draft::{Change, Lack, Lacking, Path, Step, example, with};
use crate::data::problem::{Problem, Severity};
use crate::model::library::Library;
use crate::model::policy::Policy;
use crate::model::text::{Language, Text};
use crate::rules::assess::assess_all;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::differences::{Change as Told, records};
use crate::study::examples;
use crate::ui::context::ViewContext;
use crate::ui::widgets::{column_head, figure, focus_ring, hairline, small, strong};
use crate::way;
use crate::words::differences::Sides;
use crate::words::explain::Telling;

/// The pause in editing, in seconds, after which the text is checked against the library.
const REST: f64 = 0.3;

/// The width of a column of amounts.
const COLUMN: f32 = 64.0;

/// The result of a text, and its inputs.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// This is not a `Memo`, because the checks against the library follow when the user stops typing.
    made_for: Option<(String, u64, Date, Language)>,
    rows: Vec<Row>,
    /// The results of the worked examples, in order; `None` for one that is not filled in.
    examples: Vec<Option<Vec<Compared>>>,
    changes: Vec<String>,
    lacking: Vec<Lacking>,
    /// The messages of the checks, with the path to the part.
    problems: Vec<(Path, String)>,
    /// Whether a source of its own has no grade.
    no_grade: bool,
    /// The text that was checked against the library.
    checked: Option<String>,
    since: f64,
    countable: bool,
}

/// An expected result of an example: its name, the expected and the calculated value, and whether they agree.
type Compared = ([String; 3], bool);

/// The result of one production in the place.
#[derive(Clone, Debug)]
struct Row {
    name: String,
    floor: Fraction,
    ceiling: Option<Fraction>,
    /// Whether there may be more that is not published.
    more: bool,
}

impl Found {
    /// The number of things that prevent saving.
    pub(super) fn missing(&self) -> usize {
        self.lacking.len() + self.problems.len() + usize::from(self.no_grade)
    }

    /// Whether a text was checked against the library.
    pub(super) fn is_checked(&self, text: &str) -> bool {
        self.checked.as_deref() == Some(text)
    }

    /// Whether something is missing or wrong in a part.
    pub(super) fn is_wrong(&self, path: &Path) -> bool {
        self.paths().any(|wrong| wrong == *path)
    }

    /// Whether something is wrong in a part that is filled in.
    pub(super) fn is_problem(&self, path: &Path) -> bool {
        self.problems.iter().any(|(wrong, _)| drawn(wrong) == *path)
    }

    fn paths(&self) -> impl Iterator<Item = Path> {
        self.lacking.iter().map(|one| drawn(&one.path)).chain(self.problems.iter().map(|(path, _)| drawn(path)))
    }

    /// The next part after the current one in which something is missing or wrong.
    pub(super) fn next_problem(&self, hand: Option<&Path>) -> Option<Path> {
        let all: Vec<Path> = self.paths().collect();
        let at = hand.and_then(|hand| all.iter().position(|path| path == hand)).map_or(0, |at| at + 1);
        all.get(at).or_else(|| all.first()).cloned()
    }

    /// The messages of the checks about a part.
    pub(super) fn problems_in<'a>(&'a self, part: &'a Path) -> impl Iterator<Item = &'a (Path, String)> {
        self.problems.iter().filter(move |(path, _)| path.starts_with(part))
    }
}

/// The part under which a part is drawn: both languages of a text are one.
fn drawn(path: &Path) -> Path {
    match path.split_last() {
        Some((Step::Field(name), text)) if name == "zh" || name == "en" => text.to_vec(),
        _ => path.clone(),
    }
}

/// Calculates the result of the text, if it is not known yet.
pub(super) fn find(ui: &Ui, cx: &ViewContext<'_>, editor: &Editor, form: &mut Form) {
    let ViewContext { session, words, .. } = cx;
    let now = ui.input(|input| input.time);
    let text = form.draft.text();
    let made_for = (text.to_owned(), session.library_revision(), session.day, words.language);
    if form.found.made_for.as_ref() != Some(&made_for) {
        let mut found = made(cx, editor, form);
        found.made_for = Some(made_for);
        found.since = now;
        form.found = Arc::new(found);
    }
    let no_grade = super::cites_itself(&form.draft)
        && form.grade.is_none()
        && !session.library.sources.contains_key(&super::own_source(&form.draft));
    if form.found.no_grade != no_grade {
        let found = Arc::make_mut(&mut form.found);
        (found.no_grade, found.checked, found.since) = (no_grade, None, now);
    }
    let found = &form.found;
    if !found.lacking.is_empty() || found.no_grade || found.checked.is_some() {
        return;
    }
    let rest = found.since + REST - now;
    if rest > 0.0 {
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(rest));
        return;
    }
    let mut texts: Vec<_> = super::own_record(cx, form).into_iter().collect();
    texts.push((editor.saved_key(), form.draft.text().to_owned()));
    let problems = session.check_edits(&texts);
    let told = |problem: &Problem| (form.draft.at(&problem.at), words.problem(problem));
    let problems = problems.iter().filter(|problem| problem.severity == Severity::Error).map(told).collect();
    let found = Arc::make_mut(&mut form.found);
    found.problems = problems;
    found.checked = Some(form.draft.text().to_owned());
}

fn made(cx: &ViewContext<'_>, editor: &Editor, form: &Form) -> Found {
    let ViewContext { session, words, .. } = cx;
    let mut found = Found { lacking: form.draft.lacking(), ..Found::default() };
    let Some(policy) = form.draft.countable() else { return found };
    found.countable = true;
    let mut library: Library = (*session.library).clone();
    library.policies.insert(policy.id.clone(), Arc::new(policy.clone()));
    let places = [policy.place.clone()];
    for production in session.library.productions.values() {
        let Some(one) = assess_all(&library, production, &places, session.day).into_iter().next() else { continue };
        let name = words.text(&production.name).to_owned();
        found.rows.push(Row { name, floor: one.floor, ceiling: one.known_ceiling(), more: one.unpriced > 0 });
    }
    found.examples =
        (0..form.draft.len(&way!["examples"])).map(|at| verdict(cx, form, &library, &policy, at)).collect();
    if !editor.is_new(crate::model::record::Record::Policy) {
        let sides = Sides { before: &session.library, after: &library };
        let changed = records(&session.library, &library);
        found.changes = changed
            .iter()
            .filter(|one| matches!(one.change, Told::Edited(_)))
            .flat_map(|one| words.change(sides, one))
            .collect();
    }
    found
}

/// The results of an example; `None` if it is not filled in.
fn verdict(cx: &ViewContext<'_>, form: &Form, library: &Library, policy: &Policy, at: usize) -> Option<Vec<Compared>> {
    let id = form.draft.plain(&way!["examples", at, "id"])?;
    let example = policy.examples.iter().find(|example| example.id == id)?;
    let verdict = examples::run(library, policy, example);
    let telling = Telling { words: cx.words, library, currency: verdict.currency };
    Some(verdict.results.iter().map(|(one, same)| (telling.compared(policy, one), *same)).collect())
}

pub(super) fn outcome_ui(ui: &mut Ui, pen: &mut Pen<'_>) {
    let ViewContext { words, theme, .. } = pen.cx;
    let found = Arc::clone(&pen.form.found);
    let Found { rows, countable, changes, .. } = &*found;
    ui.label(strong(say!(words, "draft-results")));
    let unit = words.scale(pen.form.scale);
    ui.add(Label::new(small(theme, say!(words, "draft-results-help", unit = unit))).wrap());
    ui.add_space(4.0);
    if !countable {
        ui.add(Label::new(small(theme, say!(words, "draft-results-waiting"))).wrap());
    } else {
        rows_ui(ui, pen, rows);
    }
    ui.add_space(10.0);
    examples_ui(ui, pen, &found);
    ui.add_space(10.0);
    if !changes.is_empty() {
        ui.label(strong(say!(words, "draft-changes")));
        for change in changes {
            ui.add(Label::new(RichText::new(change.as_str()).small()).wrap());
        }
        ui.add_space(10.0);
    }
    before_saving_ui(ui, pen, &found);
}

fn rows_ui(ui: &mut Ui, pen: &Pen<'_>, rows: &[Row]) {
    let ViewContext { words, theme, .. } = pen.cx;
    let scale = pen.form.scale;
    let name = (ui.available_width() - 2.0 * COLUMN - 12.0).max(80.0);
    ui.spacing_mut().item_spacing.x = 4.0;
    ui.horizontal(|ui| {
        ui.add_space(name + 4.0);
        column_head(ui, theme, COLUMN, &say!(words, "certain-label"));
        column_head(ui, theme, COLUMN, &say!(words, "up-to-label"));
    });
    for row in rows {
        ui.horizontal(|ui| {
            ui.allocate_ui(egui::vec2(name, 20.0), |ui| {
                ui.set_width(name);
                ui.add(Label::new(row.name.as_str()).truncate());
            });
            let certain = if row.floor.is_zero() { theme.third } else { theme.certain };
            figure(ui, COLUMN, &words.figure(row.floor, scale), certain, true);
            let (text, color) = match row.ceiling {
                None => (say!(words, "unknown-value"), theme.unknown),
                Some(most) => {
                    let text = words.figure(most, scale);
                    let text = if row.more { say!(words, "figure-and-more", figure = text) } else { text };
                    let color = if most == row.floor { theme.ink } else { theme.discretionary_text };
                    (text, color)
                }
            };
            figure(ui, COLUMN, &text, color, true);
        });
        hairline(ui, theme.faint);
    }
}

fn examples_ui(ui: &mut Ui, pen: &mut Pen<'_>, found: &Found) {
    let ViewContext { words, theme, .. } = pen.cx;
    ui.label(strong(say!(words, "draft-examples")));
    let list = way!["examples"];
    let count = pen.draft.len(&list);
    if count == 0 {
        ui.add(Label::new(small(theme, say!(words, "draft-examples-none"))).wrap());
    }
    for at in 0..count {
        let path = with(&list, at);
        let (zh, en) = pen.draft.both(&with(&path, "title"));
        let name = words.text(&Text { zh, en }).to_owned();
        let name = if name.is_empty() { (at + 1).to_string() } else { name };
        let open = pen.form.example == Some(at);
        let title = egui::Button::new(RichText::new(name).color(theme.ink)).frame(false).wrap();
        let title = ui.add(title);
        focus_ring(ui, theme, &title);
        if title.clicked() {
            pen.form.example = if open { None } else { Some(at) };
        }
        match found.examples.get(at).and_then(Option::as_ref) {
            None => remark(ui, "…", theme.unknown, &say!(words, "draft-example-open")),
            Some(results) => results_ui(ui, pen, results),
        }
        if open {
            ui.horizontal_wrapped(|ui| {
                fields_ui(ui, pen, &path, Ty::Record(&EXAMPLE), &["id"]);
                remove(ui, pen, &path);
            });
        }
        ui.add_space(4.0);
    }
    let add = ui.button(say!(words, "draft-add-example"));
    focus_ring(ui, theme, &add);
    if add.clicked() {
        let text = example(&pen.draft);
        pen.change(Change::Insert(list.clone(), count, text));
        pen.form.example = Some(count);
        pen.form.wanted = Some(with(&with(&list, count), "title"));
    }
}

/// The results of an example as a table: what it is about, the expected and the calculated value.
fn results_ui(ui: &mut Ui, pen: &Pen<'_>, results: &[Compared]) {
    let ViewContext { words, theme, .. } = pen.cx;
    let sign = 14.0;
    let width = ((ui.available_width() - sign - 3.0 * 6.0) / 3.0).max(50.0);
    let row = |ui: &mut Ui, cells: [RichText; 3], mark: Option<bool>| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            for cell in cells {
                ui.allocate_ui(egui::vec2(width, 0.0), |ui| {
                    ui.set_width(width);
                    ui.add(Label::new(cell.small()).wrap());
                });
            }
            match mark {
                Some(true) => drop(ui.label(RichText::new("✓").color(theme.certain))),
                Some(false) => drop(ui.label(RichText::new("×").color(theme.problem))),
                None => {}
            }
        });
    };
    let heads = [String::new(), say!(words, "draft-example-expected"), say!(words, "draft-example-found")];
    row(ui, heads.map(|head| RichText::new(head).color(theme.second)), None);
    for ([what, expected, found], same) in results {
        let ink = if *same { theme.ink } else { theme.problem };
        let cells = [
            RichText::new(what).color(theme.ink),
            RichText::new(expected).color(theme.ink),
            RichText::new(found).color(ink).strong(),
        ];
        row(ui, cells, Some(*same));
    }
    match results.iter().all(|(_, same)| *same) {
        true => remark(ui, "✓", theme.certain, &say!(words, "draft-example-right")),
        false => remark(ui, "×", theme.problem, &say!(words, "draft-example-wrong")),
    }
}

/// The conditions for saving the policy, each with whether it is met.
fn before_saving_ui(ui: &mut Ui, pen: &mut Pen<'_>, found: &Found) {
    let ViewContext { words, theme, .. } = pen.cx;
    ui.label(strong(say!(words, "draft-before-saving")));
    let count = |what: Lack| found.lacking.iter().filter(|one| one.what == what).count();
    let blanks = count(Lack::Blank) + count(Lack::Words);
    let uncited = count(Lack::Citation);
    let fails = |results: &&Vec<Compared>| results.iter().any(|(_, same)| !same);
    let wrong = found.examples.iter().flatten().filter(fails).count();
    let mut lines = vec![
        match blanks {
            0 => (Some(true), say!(words, "draft-check-blanks")),
            count => (Some(false), say!(words, "draft-check-blanks-left", count = count)),
        },
        match count(Lack::Source) {
            0 => (Some(true), say!(words, "draft-check-sources")),
            _ => (Some(false), words.capital(&words.lack(Lack::Source))),
        },
        match uncited {
            0 => (Some(true), say!(words, "draft-check-cites")),
            count => (Some(false), say!(words, "draft-check-cites-left", count = count)),
        },
    ];
    if found.no_grade {
        lines.push((Some(false), say!(words, "draft-check-grade")));
    }
    lines.push(match (found.problems.len(), found.checked.is_some()) {
        (0, true) => (Some(true), say!(words, "draft-check-problems")),
        (0, false) => (None, say!(words, "draft-check-waiting")),
        (count, _) => (Some(false), say!(words, "draft-check-problems-left", count = count)),
    });
    if !found.examples.is_empty() {
        lines.push(match wrong {
            0 => (Some(true), say!(words, "draft-check-examples")),
            count => (Some(false), say!(words, "draft-check-examples-wrong", count = count)),
        });
    }
    for (state, text) in lines {
        match state {
            Some(true) => remark(ui, "✓", theme.certain, &text),
            Some(false) => remark(ui, "×", theme.problem, &text),
            None => remark(ui, "…", theme.unknown, &text),
        }
    }
    for (path, text) in &found.problems {
        let go = egui::Button::new(RichText::new(text.as_str()).small().color(theme.problem)).frame(false).wrap();
        let go = ui.add(go);
        focus_ring(ui, theme, &go);
        if go.clicked() {
            pen.form.wanted = Some(drawn(path));
        }
    }
    let next = egui::Button::new(small(theme, say!(words, "draft-next-problem")));
    if found.missing() > 0 {
        let next = ui.add(next);
        focus_ring(ui, theme, &next);
        if next.clicked() {
            pen.form.wanted = found.next_problem(pen.form.hand.as_ref());
        }
    }
    ui.add_space(4.0);
    ui.add(Label::new(small(theme, say!(words, "draft-after-saving"))).wrap());
}
