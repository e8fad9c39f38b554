//! Two states of the library against each other: what changed in words, and what it means in money on the
//! reference productions.

use std::sync::Arc;

use egui::{Label, ScrollArea, Ui};

use super::pages::{link, page_of};
use crate::data::overlay::Key;
use crate::say;
use crate::session::difference::{Asked, Difference};
use crate::study::differences::Change;
use crate::ui::looking::{Asks, Looking, Told};
use crate::ui::view::{Opened, Shelf, View};
use crate::ui::widgets::{empty, hairline, section, small, strong};
use crate::words::differences::Sides;

/// Which states are compared, and what came out.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct Changes {
    /// The earlier state, by its position; the built-in library is the first. None for the one before the
    /// later state, so that only what came last is told.
    before: Option<usize>,
    /// The later state, none for the library as it is now.
    after: Option<usize>,
    /// What was asked for last: the revision of the session and both states.
    asked: Option<Asked>,
    /// What came out.
    result: Option<Arc<Difference>>,
}

impl Changes {
    /// Both states, where `last` is the one that is loaded now.
    fn states(&self, last: usize) -> (usize, usize) {
        let after = self.after.unwrap_or(last).min(last);
        (self.before.unwrap_or(after.saturating_sub(1)).min(last), after)
    }

    /// Takes up what was worked out, unless something else was asked for since.
    pub(in crate::ui) fn take(&mut self, difference: Difference) {
        if self.asked == Some(difference.asked) {
            self.result = Some(Arc::new(difference));
        }
    }
}

pub(super) fn changes_ui(ui: &mut Ui, looking: &Looking<'_>, view: &mut View, asks: &mut Asks) {
    let Looking { session, words, theme, .. } = looking;
    let names = states(looking, view);
    let last = names.len() - 1;
    ui.horizontal_wrapped(|ui| {
        ui.label(say!(words, "changes-from"));
        let changes = &mut view.library.changes;
        let (mut before, mut after) = changes.states(last);
        pick(ui, "before", &names, &mut before);
        ui.label(say!(words, "changes-to"));
        pick(ui, "after", &names, &mut after);
        if (before, after) != changes.states(last) {
            changes.before = (before + 1 != after).then_some(before);
            changes.after = (after != last).then_some(after);
        }
    });
    ui.add_space(8.0);
    let (before, after) = view.library.changes.states(last);
    if before == after {
        empty(ui, theme, &say!(words, "library-changes"), &say!(words, "changes-same"));
        return;
    }
    let wanted = (session.revision(), before, after);
    if view.library.changes.asked != Some(wanted) {
        view.library.changes.asked = Some(wanted);
        asks.answers.push(Told::Differ(wanted));
    }
    let Some(difference) = view.library.changes.result.clone() else {
        ui.horizontal(|ui| {
            ui.spinner();
            ui.label(small(theme, say!(words, "changes-working")));
        });
        return;
    };
    if difference.asked != wanted {
        ui.label(small(theme, say!(words, "changes-working")));
    }
    difference_ui(ui, looking, view, &difference);
}

/// The states that can be compared: the built-in library, each layer over it, and the user's edits.
fn states(looking: &Looking<'_>, view: &View) -> Vec<String> {
    let Looking { session, words, .. } = looking;
    let mut names = vec![say!(words, "library-built-in")];
    if view.world {
        names.push(format!("+ {}", say!(words, "library-world")));
    }
    names.extend(view.layers.iter().map(|path| {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        format!("+ {name}")
    }));
    if !session.edits().is_empty() {
        names.push(format!("+ {}", say!(words, "library-edits", count = session.edits().len())));
    }
    names
}

fn pick(ui: &mut Ui, salt: &str, names: &[String], at: &mut usize) {
    let selected = names.get(*at).cloned().unwrap_or_default();
    egui::ComboBox::from_id_salt(salt).selected_text(selected).show_ui(ui, |ui| {
        for (index, name) in names.iter().enumerate() {
            ui.selectable_value(at, index, name);
        }
    });
}

fn difference_ui(ui: &mut Ui, looking: &Looking<'_>, view: &mut View, difference: &Difference) {
    let Looking { words, theme, .. } = looking;
    let Difference { before, after, records, money, .. } = difference;
    if records.is_empty() {
        empty(ui, theme, &say!(words, "library-changes"), &say!(words, "changes-none"));
        return;
    }
    let sides = Sides { before, after };
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        ui.set_max_width(ui.available_width().min(900.0));
        section(ui, theme, say!(words, "changes-money", count = money.len()));
        if money.is_empty() {
            ui.label(small(theme, say!(words, "changes-no-money")));
        } else {
            money_ui(ui, looking, difference);
        }
        section(ui, theme, say!(words, "changes-records", count = records.len()));
        for one in records {
            let page = page_of(&Key::new(one.kind, &one.id));
            match page.filter(|_| one.change != Change::Removed) {
                Some(page) => {
                    if link(ui, looking, &words.changed(sides, one)) {
                        (view.shelf, view.opened) = (shelf_of(&page), Some(page));
                    }
                }
                None => drop(ui.add(Label::new(strong(words.changed(sides, one))).wrap())),
            }
            ui.label(small(theme, format!("{} · {}", words.record(one.kind), one.id)));
            for line in words.change(sides, one) {
                ui.add(Label::new(line).wrap());
            }
            ui.add_space(4.0);
            hairline(ui, theme.faint);
        }
    });
}

/// The shelf that a page stands on.
fn shelf_of(page: &Opened) -> Shelf {
    match page {
        Opened::Policy(_) => Shelf::Policies,
        Opened::Place(_) => Shelf::Places,
        Opened::Indicator(_) => Shelf::Figures,
        Opened::Source(_) => Shelf::Sources,
        Opened::Finding(_) | Opened::Judgement(_) => Shelf::Contradictions,
    }
}

/// Certain and up to, before and after, for each production and place that comes out otherwise.
fn money_ui(ui: &mut Ui, looking: &Looking<'_>, difference: &Difference) {
    let Looking { words, theme, .. } = looking;
    let Difference { after, money, .. } = difference;
    egui::Grid::new("changes-money").num_columns(4).spacing([16.0, 6.0]).striped(false).show(ui, |ui| {
        let heads = [
            words.capital(&say!(words, "record-place")),
            words.capital(&say!(words, "record-production")),
            say!(words, "changes-before"),
            say!(words, "changes-after"),
        ];
        heads.into_iter().for_each(|head| drop(ui.label(small(theme, head))));
        ui.end_row();
        for one in money {
            ui.label(words.place(after, &one.place));
            let production = after.productions.get(&one.production).map(|production| words.text(&production.name));
            ui.label(production.unwrap_or(&one.production));
            ui.label(words.ends(one.before, one.currency));
            ui.label(strong(words.ends(one.after, one.currency)));
            ui.end_row();
        }
    });
}
