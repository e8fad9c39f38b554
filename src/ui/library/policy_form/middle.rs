//! The middle of the form: below the head its incentives, its joint rules, and everything else.

use egui::{CornerRadius, Frame, Label, Margin, RichText, Role, Stroke, Ui, WidgetInfo};

use super::Pen;
use super::head::{compact_cites_ui, document_ui, opened_cites_ui};
use super::part::{add, chip, fields_ui, part_ui, pieces_ui, remark, remove, shown, words_ui};
use crate::data::draft::number::is_at_most;
use crate::data::draft::page::{cites_around, quotes};
use crate::data::draft::schema::{Asks, CITES, GROUP, INCENTIVE, POLICY, Set, Shape, Ty};
use crate::data::draft::{Change, Path, Seen, Step, clause, with};
use crate::say;
use crate::ui::context::ViewContext;
use crate::ui::icons;
use crate::ui::widgets::{Tone, focus_ring, hairline, small, strong, tag};
use crate::way;

/// The fields of a policy that have their own place in the form.
const OWN_PLACE: [&str; 17] = [
    "id",
    "place",
    "title",
    "issuer",
    "document_no",
    "issued",
    "valid_from",
    "valid_to",
    "status",
    "read",
    "confidence",
    "checked_on",
    "sources",
    "incentives",
    "stacking",
    "examples",
    "lines",
];

/// The fields of an incentive that are in its sentence or its head.
const IN_SENTENCE: [&str; 9] = ["id", "name", "kind", "basis", "claimant", "when", "amount", "per", "cites"];

pub(super) fn middle_ui(ui: &mut Ui, pen: &mut Pen<'_>) {
    let ViewContext { words, theme, .. } = pen.cx;
    ui.label(strong(say!(words, "draft-document")));
    ui.add_space(4.0);
    document_ui(ui, pen);
    ui.add_space(8.0);
    hairline(ui, theme.line);
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        ui.label(strong(say!(words, "draft-clauses")));
        ui.label(small(theme, say!(words, "draft-clauses-help")));
        let add = ui.button(say!(words, "draft-add-clause"));
        focus_ring(ui, theme, &add);
        if add.clicked() {
            add_clause(pen);
        }
    });
    ui.add_space(6.0);
    for at in 0..pen.draft.len(&way!["incentives"]) {
        clause_ui(ui, pen, at);
        ui.add_space(8.0);
    }
    joint_ui(ui, pen);
    lines_ui(ui, pen);
    rest_ui(ui, pen);
}

/// Adds an incentive at the end.
pub(super) fn add_clause(pen: &mut Pen<'_>) {
    let list = way!["incentives"];
    let at = pen.draft.len(&list);
    let text = clause(&pen.draft);
    pen.change(Change::Insert(list, at, text));
    pen.form.wanted = Some(way!["incentives", at, "name"]);
}

/// Moves an incentive up or down, together with the current part.
pub(super) fn shift(pen: &mut Pen<'_>, clause: &Path, down: bool) {
    let Some((Step::Item(at), list)) = clause.split_last() else { return };
    let to = if down { Some(at + 1) } else { at.checked_sub(1) };
    let Some(to) = to.filter(|to| *to < pen.draft.len(list)) else { return };
    pen.change(Change::Shift(clause.clone(), down));
    if let Some(hand) = &mut pen.form.hand
        && let Some(step) = hand.get_mut(list.len())
    {
        *step = Step::Item(to);
        pen.form.wanted = Some(hand.clone());
    }
}

/// One incentive: its name, its citation, its sentence, its conditions, and its problems.
fn clause_ui(ui: &mut Ui, pen: &mut Pen<'_>, at: usize) {
    let ViewContext { words, theme, .. } = pen.cx;
    let path = way!["incentives", at];
    let hand = pen.form.hand.as_ref().is_some_and(|hand| hand.starts_with(&path));
    let stroke = Stroke::new(if hand { 1.5 } else { 1.0 }, if hand { theme.accent } else { theme.line });
    let frame = Frame::new()
        .fill(theme.surface)
        .stroke(stroke)
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::symmetric(12, 10));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        if pen.draft.seen(&path) != Some(Seen::Record) {
            ui.horizontal_wrapped(|ui| part_ui(ui, pen, &path, Ty::Record(&INCENTIVE)));
            return;
        }
        ui.horizontal_wrapped(|ui| {
            ui.label(strong((at + 1).to_string()));
            part_ui(ui, pen, &with(&path, "name"), Ty::Text);
            part_ui(ui, pen, &with(&path, "kind"), Ty::One(Set::Kind));
            let up = small_button(ui, pen, icons::ARROW_UP, &say!(words, "draft-up"));
            let down = small_button(ui, pen, icons::ARROW_DOWN, &say!(words, "draft-down"));
            if up || down {
                pen.form.hand = Some(path.clone());
                shift(pen, &path, down);
            }
            remove(ui, pen, &path);
            cites_ui(ui, pen, &path);
        });
        opened_cites_ui(ui, pen, &with(&path, "cites"));
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| sentence_ui(ui, pen, &path));
        ui.horizontal_wrapped(|ui| conditions_ui(ui, pen, &path));
        ui.horizontal_wrapped(|ui| fields_ui(ui, pen, &path, Ty::Record(&INCENTIVE), &IN_SENTENCE));
        remarks_ui(ui, pen, &path);
    });
}

fn small_button(ui: &mut Ui, pen: &Pen<'_>, sign: &str, label: &str) -> bool {
    let theme = pen.cx.theme;
    let button = ui.add(egui::Button::new(RichText::new(sign).small().color(theme.third)).frame(false));
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
    focus_ring(ui, theme, &button);
    button.on_hover_text(label).clicked()
}

/// The citations of an incentive, or that it has none.
fn cites_ui(ui: &mut Ui, pen: &mut Pen<'_>, path: &Path) {
    let ViewContext { words, theme, .. } = pen.cx;
    let cites = with(path, "cites");
    match pen.draft.is_empty(&cites) {
        true => drop(tag(ui, theme, Tone::Problem, &say!(words, "draft-no-cite"))),
        false => drop(tag(ui, theme, Tone::Certain, &say!(words, "draft-has-cite"))),
    }
    compact_cites_ui(ui, pen, &cites);
}

fn sentence_ui(ui: &mut Ui, pen: &mut Pen<'_>, path: &Path) {
    let words = pen.cx.words;
    let draft = pen.draft.clone();
    let pieces = words.sentence_of_record("Incentive", |name| draft.has(&with(path, name)));
    pieces_ui(ui, pen, path, pieces);
    for (name, ty) in
        [("per", Ty::One(Set::Per)), ("amount", Ty::One(Set::Amount)), ("claimant", Ty::Fact(Asks::YesNo))]
    {
        if !pen.draft.has(&with(path, name)) {
            add(ui, pen, &say!(words, "draft-add", what = words.part_label(name)), |pen| {
                pen.set(&with(path, name), ty.blank());
                pen.form.wanted = Some(with(path, name));
            });
        }
    }
}

fn conditions_ui(ui: &mut Ui, pen: &mut Pen<'_>, path: &Path) {
    let words = pen.cx.words;
    let when = with(path, "when");
    words_ui(ui, &say!(words, "draft-conditions"));
    match pen.draft.seen(&when) {
        None => ui.label(small(pen.cx.theme, say!(words, "draft-no-condition"))),
        Some(_) => ui.scope(|ui| part_ui(ui, pen, &when, Ty::One(Set::Condition))).response,
    };
    add(ui, pen, &say!(words, "draft-add", what = words.part_label("when")), |pen| {
        let next = match pen.draft.seen(&when) {
            None => when.clone(),
            Some(Seen::Word("All")) => with(&with(&when, 0), pen.draft.len(&with(&when, 0))),
            Some(_) => with(&with(&when, 0), 1),
        };
        pen.change(Change::AddCondition(when.clone(), "_".to_owned()));
        pen.form.wanted = Some(next);
    });
}

/// Problems, and remarks about readings that may be unexpected.
fn remarks_ui(ui: &mut Ui, pen: &mut Pen<'_>, path: &Path) {
    let ViewContext { words, theme, .. } = pen.cx;
    let basis = pen.draft.seen(&with(path, "basis"));
    let quoted = quotes(&pen.draft).into_iter().filter(|(part, _)| part.starts_with(path));
    let at_most = quoted.into_iter().any(|(_, quote)| is_at_most(&quote));
    if at_most && basis == Some(Seen::Word("Entitlement")) {
        remark(ui, "!", theme.discretionary_text, &say!(words, "draft-remark-at-most"));
    }
    if basis == Some(Seen::Word("UpTo")) {
        remark(ui, "!", theme.discretionary_text, &say!(words, "draft-remark-up-to"));
    }
    let found = std::sync::Arc::clone(&pen.form.found);
    for (_, text) in found.problems_in(path) {
        remark(ui, "×", theme.problem, text);
    }
    let uncited = pen.draft.is_empty(&with(path, "cites")) && found.is_wrong(&with(path, "cites"));
    if uncited {
        remark(ui, "×", theme.problem, &say!(words, "draft-cite-help"));
    }
}

/// How the incentives add up: the general rule, joint rules, and what requires or excludes what.
fn joint_ui(ui: &mut Ui, pen: &mut Pen<'_>) {
    let ViewContext { words, theme, .. } = pen.cx;
    if pen.draft.len(&way!["incentives"]) < 2 && !pen.draft.has(&way!["stacking"]) {
        return;
    }
    ui.add_space(4.0);
    ui.label(strong(say!(words, "draft-joint")));
    ui.horizontal_wrapped(|ui| {
        words_ui(ui, &say!(words, "draft-all-clauses"));
        let rule = way!["stacking", "rule"];
        match pen.draft.has(&rule) {
            true => part_ui(ui, pen, &rule, Ty::One(Set::Rule)),
            false => {
                ui.label(small(theme, say!(words, "draft-rule-unknown")));
                add(ui, pen, &say!(words, "draft-add", what = words.part_label("rule")), |pen| {
                    pen.set(&rule, "_");
                    pen.form.wanted = Some(rule.clone());
                });
            }
        }
        if pen.draft.has(&way!["stacking", "cites"]) {
            part_ui(ui, pen, &way!["stacking", "cites"], CITES);
        }
    });
    for list in ["groups", "relations"] {
        let list = way!["stacking", list];
        for at in 0..pen.draft.len(&list) {
            let item = with(&list, at);
            let Some(ty) = pen.draft.ty(&item) else { continue };
            ui.horizontal_wrapped(|ui| {
                part_ui(ui, pen, &item, ty);
                remove(ui, pen, &item);
            });
        }
    }
    ui.horizontal_wrapped(|ui| {
        let relation = |name: &str| Set::Relation.shape(name).map(Shape::blank).unwrap_or_default();
        let begun = [
            ("groups", words.part_label("groups"), Ty::Record(&GROUP).blank()),
            ("relations", say!(words, "draft-requires-name"), relation("Requires")),
            ("relations", say!(words, "draft-excludes-name"), relation("Excludes")),
        ];
        for (list, name, text) in begun {
            add(ui, pen, &say!(words, "draft-add", what = name), |pen| {
                let list = way!["stacking", list];
                let at = pen.draft.len(&list);
                pen.change(Change::Insert(list.clone(), at, text.clone()));
            });
        }
    });
}

/// Named lines that incentives use.
fn lines_ui(ui: &mut Ui, pen: &mut Pen<'_>) {
    let list = way!["lines"];
    if !pen.draft.has(&list) {
        return;
    }
    ui.add_space(6.0);
    ui.label(strong(pen.cx.words.part_label("lines")));
    for at in 0..pen.draft.len(&list) {
        let item = with(&list, at);
        ui.horizontal_wrapped(|ui| {
            part_ui(ui, pen, &with(&item, "label"), Ty::Text);
            words_ui(ui, "=");
            part_ui(ui, pen, &with(&item, "amount"), Ty::One(Set::Amount));
            if let Some(cites) = cites_around(&pen.draft, &item).filter(|cites| pen.draft.has(cites)) {
                part_ui(ui, pen, &cites, CITES);
            }
            remove(ui, pen, &item);
        });
    }
}

/// All other content of a policy, and a menu to add more.
fn rest_ui(ui: &mut Ui, pen: &mut Pen<'_>) {
    let ViewContext { words, theme, .. } = pen.cx;
    let draft = std::sync::Arc::clone(&pen.draft);
    let rest = POLICY.fields.iter().filter(|field| !OWN_PLACE.contains(&field.name));
    let mut any = false;
    for field in rest.clone().filter(|field| draft.has(&way![field.name])) {
        if !any {
            ui.add_space(6.0);
            ui.label(strong(say!(words, "draft-rest")));
            any = true;
        }
        let path = way![field.name];
        ui.horizontal_wrapped(|ui| {
            ui.label(small(theme, words.part_label(field.name)));
            part_ui(ui, pen, &path, field.ty);
            if !matches!(field.ty, Ty::Text | Ty::Policy | Ty::Currency) {
                remove(ui, pen, &path);
            }
        });
    }
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        ui.label(small(theme, say!(words, "draft-more-to-say")));
        let lines = POLICY.fields.iter().filter(|field| field.name == "lines");
        for field in rest.chain(lines).filter(|field| !field.needed && !draft.has(&way![field.name])) {
            add(ui, pen, &words.part_label(field.name), |pen| {
                pen.set(&way![field.name], field.ty.blank());
                pen.form.wanted = Some(way![field.name]);
            });
        }
    });
    // Words for the meaning of the id, for other policies that refer to it.
    ui.horizontal_wrapped(|ui| {
        ui.label(small(theme, words.part_label("id")));
        let id = shown(pen, &way!["id"], Ty::Id);
        match pen.draft.seen(&way!["id"]) {
            Some(Seen::Plain) if pen.cx.session.library.policies.contains_key(&id.as_str().into()) => {
                ui.add(Label::new(small(theme, id)));
            }
            Some(Seen::Plain) => drop(chip(ui, pen, &way!["id"], Ty::Id, Some(id))),
            _ => drop(chip(ui, pen, &way!["id"], Ty::Id, None)),
        }
    });
}
