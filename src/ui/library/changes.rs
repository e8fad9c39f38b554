//! Compares two states of the library: the changes in words, and their effect on the amounts for the reference
//! productions.

use std::sync::Arc;

use egui::{Label, ScrollArea, Ui};

use super::parts::{link, page_of};
use crate::data::overlay::Key;
use crate::model::id::PolicyId;
use crate::say;
use crate::session::difference::{Asked, Compared, Difference};
use crate::study::differences::{Change, Clauses, Money};
use crate::study::reform::Toll;
use crate::ui::context::{Request, Requests, ViewContext};
use crate::ui::follow::Follow as _;
use crate::ui::passing::Opened;
use crate::ui::view::{Shelf, View};
use crate::ui::widgets::{empty, hairline, section, segmented, small, strong};
use crate::words::differences::Sides;

/// The compared states, and the result.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct Changes {
    /// The kind of comparison.
    kind: Kind,
    /// The compared editions of a policy, the later one first; `None` for the first pair.
    editions: Option<(PolicyId, PolicyId)>,
    /// The scenario, by its index: those of the view City that change something, then those of the library.
    scenario: usize,
    /// The earlier state, by its index; the built-in library is the first. `None` for the state before the
    /// later one, so that only the last change is shown.
    before: Option<usize>,
    /// The later state; `None` for the current library.
    after: Option<usize>,
    /// The last request: the revision of the session and both states.
    asked: Option<Asked>,
    /// The result.
    result: Option<Arc<Difference>>,
}

/// The kind of comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    /// Two states of the library.
    #[default]
    States,
    /// Two editions of a policy.
    Editions,
    /// Current law and a scenario.
    Scenario,
}

impl Changes {
    /// Compares two editions of a policy.
    pub(super) fn show_editions(&mut self, old: PolicyId, new: PolicyId) {
        self.kind = Kind::Editions;
        self.editions = Some((old, new));
    }

    /// Compares current law and a scenario of the view City, by its index among those that change something.
    pub(in crate::ui) fn show_proposed(&mut self, at: usize) {
        self.kind = Kind::Scenario;
        self.scenario = at;
    }

    /// Both states, where `last` is the current one.
    fn states(&self, last: usize) -> (usize, usize) {
        let after = self.after.unwrap_or(last).min(last);
        (self.before.unwrap_or(after.saturating_sub(1)).min(last), after)
    }

    /// Takes a result, unless another one was requested since.
    pub(in crate::ui) fn take(&mut self, difference: Difference) {
        if self.asked.as_ref() == Some(&difference.asked) {
            self.result = Some(Arc::new(difference));
        }
    }
}

pub(super) fn changes_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let mut wanted = None;
    ui.horizontal_wrapped(|ui| {
        let kinds = [
            (Kind::States, say!(words, "changes-states")),
            (Kind::Editions, say!(words, "changes-editions")),
            (Kind::Scenario, say!(words, "changes-scenario")),
        ];
        if let Some(kind) = segmented(ui, theme, view.own.of::<Changes>().kind, &kinds) {
            view.own.of::<Changes>().kind = kind;
        }
        wanted = match view.own.of::<Changes>().kind {
            Kind::States => states_ui(ui, cx, view),
            Kind::Editions => editions_ui(ui, cx, view),
            Kind::Scenario => scenario_ui(ui, cx, view),
        };
    });
    ui.add_space(8.0);
    let Some(what) = wanted else {
        let none = match view.own.of::<Changes>().kind {
            Kind::States => say!(words, "changes-same"),
            Kind::Editions => say!(words, "changes-no-editions"),
            Kind::Scenario => say!(words, "changes-no-scenario"),
        };
        empty(ui, theme, &say!(words, "library-changes"), &none);
        return;
    };
    let wanted = Asked { revision: session.revision(), portfolio: session.portfolio_revision(), what };
    if view.own.of::<Changes>().asked.as_ref() != Some(&wanted) {
        view.own.of::<Changes>().asked = Some(wanted.clone());
        requests.others.push(Request::Differ(wanted.clone()));
    }
    let Some(difference) = view.own.of::<Changes>().result.clone() else {
        ui.horizontal(|ui| {
            ui.spinner();
            ui.label(small(theme, say!(words, "changes-working")));
        });
        return;
    };
    if difference.asked != wanted {
        ui.label(small(theme, say!(words, "changes-working")));
    }
    difference_ui(ui, cx, view, &difference);
}

/// The choice of two states of the library; `None` if they are the same.
fn states_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View) -> Option<Compared> {
    let words = cx.words;
    let names = states(cx, view);
    let last = names.len() - 1;
    ui.label(say!(words, "changes-from"));
    let changes = &mut view.own.of::<Changes>();
    let (mut before, mut after) = changes.states(last);
    pick(ui, "before", &names, &mut before);
    ui.label(say!(words, "changes-to"));
    pick(ui, "after", &names, &mut after);
    if (before, after) != changes.states(last) {
        changes.before = (before + 1 != after).then_some(before);
        changes.after = (after != last).then_some(after);
    }
    let (before, after) = changes.states(last);
    (before != after).then_some(Compared::States(before, after))
}

/// The choice of two editions of a policy; `None` if no policy names its predecessor.
fn editions_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View) -> Option<Compared> {
    let ViewContext { session, words, .. } = cx;
    let library = &session.library;
    let pairs = library.policies.values().filter_map(|policy| Some((policy.replaces.clone()?, policy.id.clone())));
    let pairs: Vec<(PolicyId, PolicyId)> = pairs.filter(|(old, _)| library.policies.contains_key(old)).collect();
    let changes = &mut view.own.of::<Changes>();
    let mut at = changes.editions.as_ref().and_then(|now| pairs.iter().position(|pair| pair == now)).unwrap_or(0);
    let title = |id: &PolicyId| library.policies.get(id).map(|policy| words.text(&policy.title)).unwrap_or_default();
    let names: Vec<String> =
        pairs.iter().map(|(old, new)| say!(words, "changes-pair", before = title(old), after = title(new))).collect();
    if !names.is_empty() {
        pick(ui, "editions", &names, &mut at);
    }
    let (old, new) = pairs.get(at)?.clone();
    changes.editions = Some((old.clone(), new.clone()));
    Some(Compared::Editions(old, new))
}

/// The choice of a scenario to compare with the law; `None` if there is none.
fn scenario_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View) -> Option<Compared> {
    let ViewContext { session, words, .. } = cx;
    let own = session.plans().scenarios().iter().enumerate().filter(|(_, one)| !one.is_empty());
    let own = own.map(|(at, one)| {
        let called = say!(words, "changes-of-city", name = words.scenario_called(at, one));
        (called, Compared::Proposed(Box::new(one.only_changes())))
    });
    let kept = session.library.scenarios.iter();
    let kept = kept.map(|(name, one)| (words.text(&one.title).to_owned(), Compared::Scenario(name.clone())));
    let (names, mut all): (Vec<String>, Vec<Compared>) = own.chain(kept).unzip();
    let at = &mut view.own.of::<Changes>().scenario;
    *at = (*at).min(names.len().saturating_sub(1));
    if !names.is_empty() {
        pick(ui, "scenario", &names, at);
    }
    (*at < all.len()).then(|| all.swap_remove(*at))
}

/// The states that can be compared: the built-in library, each layer over it, and the user's edits.
fn states(cx: &ViewContext<'_>, view: &View) -> Vec<String> {
    let ViewContext { session, words, .. } = cx;
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
    let room = ui.available_width().min(520.0);
    egui::ComboBox::from_id_salt(salt).selected_text(selected).truncate().width(room.min(220.0)).show_ui(ui, |ui| {
        for (index, name) in names.iter().enumerate() {
            ui.selectable_value(at, index, name);
        }
    });
}

fn difference_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, difference: &Difference) {
    let ViewContext { words, theme, .. } = cx;
    let Difference { before, after, records, money, clauses, .. } = difference;
    if let Compared::Editions(..) = difference.asked.what {
        let Some(told) = clauses.first() else { return };
        ScrollArea::vertical().auto_shrink([false, false]).follow(ui, |ui| {
            ui.set_max_width(ui.available_width().min(900.0));
            ui.add(Label::new(small(theme, say!(words, "changes-editions-help"))).wrap());
            clauses_ui(ui, cx, difference, told);
        });
        return;
    }
    if records.is_empty() {
        empty(ui, theme, &say!(words, "library-changes"), &say!(words, "changes-none"));
        return;
    }
    let sides = Sides { before, after };
    ScrollArea::vertical().auto_shrink([false, false]).follow(ui, |ui| {
        ui.set_max_width(ui.available_width().min(900.0));
        section(ui, theme, say!(words, "changes-money", count = money.len()));
        if money.is_empty() {
            ui.label(small(theme, say!(words, "changes-no-money")));
        } else {
            money_ui(ui, cx, difference);
        }
        section(ui, theme, say!(words, "changes-records", count = records.len()));
        for one in records {
            let page = page_of(&Key::new(one.kind, &one.id));
            match page.filter(|_| one.change != Change::Removed) {
                Some(page) => {
                    if link(ui, cx, &words.changed(sides, one)) {
                        (view.shelf, view.passing.opened) = (shelf_of(&page), Some(page));
                    }
                }
                None => drop(ui.add(Label::new(strong(words.changed(sides, one))).wrap())),
            }
            ui.label(small(theme, format!("{} · {}", words.record(one.kind), one.id)));
            match clauses.iter().find(|told| told.after.id.as_str() == one.id) {
                Some(told) => clauses_ui(ui, cx, difference, told),
                None => words.change(sides, one).into_iter().for_each(|line| drop(ui.add(Label::new(line).wrap()))),
            }
            ui.add_space(4.0);
            hairline(ui, theme.faint);
        }
    });
}

/// The shelf of a page.
fn shelf_of(page: &Opened) -> Shelf {
    match page {
        Opened::Policy(_) => Shelf::Policies,
        Opened::Place(_) => Shelf::Places,
        Opened::Indicator(_) => Shelf::Figures,
        Opened::Source(_) => Shelf::Sources,
        Opened::Finding(_) | Opened::Judgement(_) => Shelf::Contradictions,
    }
}

/// Each changed clause of a policy: its changes, and their effect on the reference productions.
fn clauses_ui(ui: &mut Ui, cx: &ViewContext<'_>, difference: &Difference, told: &Clauses) {
    let ViewContext { words, theme, .. } = cx;
    let Difference { before, after, .. } = difference;
    let sides = Sides { before, after };
    if told.clauses.is_empty() {
        ui.label(small(theme, say!(words, "changes-none")));
    }
    for clause in &told.clauses {
        let (name, lines) = words.clause(sides, told, clause);
        ui.add_space(4.0);
        ui.add(Label::new(strong(name)).wrap());
        lines.into_iter().for_each(|line| drop(ui.add(Label::new(line).wrap())));
        effects_ui(ui, cx, difference, &clause.money, &say!(words, "clause-no-money"));
        toll_ui(ui, cx, difference, clause.toll.as_ref());
    }
    if told.clauses.len() > 1 {
        ui.add_space(6.0);
        ui.add(Label::new(strong(say!(words, "clause-together"))).wrap());
        effects_ui(ui, cx, difference, &told.together, &say!(words, "changes-no-money"));
        toll_ui(ui, cx, difference, told.toll.as_ref());
    }
    let note = match told.toll {
        Some(_) => say!(words, "clause-portfolio-note"),
        None => say!(words, "clause-portfolio-none"),
    };
    ui.add_space(4.0);
    ui.add(Label::new(small(theme, note)).wrap());
}

/// The effect on the portfolio of the view City.
fn toll_ui(ui: &mut Ui, cx: &ViewContext<'_>, difference: &Difference, toll: Option<&Toll>) {
    let Some(toll) = toll else { return };
    ui.horizontal(|ui| {
        ui.add_space(16.0);
        ui.add(Label::new(strong(cx.words.clause_toll(&difference.after, toll))).wrap());
    });
}

/// The effect on each reference production.
fn effects_ui(ui: &mut Ui, cx: &ViewContext<'_>, difference: &Difference, money: &[Money], none: &str) {
    let ViewContext { words, theme, .. } = cx;
    if money.is_empty() {
        ui.add(Label::new(small(theme, none)).wrap());
    }
    for one in money {
        ui.horizontal(|ui| {
            ui.add_space(16.0);
            ui.add(Label::new(words.clause_money(&difference.after, one)).wrap());
        });
    }
}

/// Certain and up to, before and after, for each production and place with a difference.
fn money_ui(ui: &mut Ui, cx: &ViewContext<'_>, difference: &Difference) {
    let ViewContext { words, theme, .. } = cx;
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
