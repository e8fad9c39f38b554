//! Published payments of a policy: the known ones, which can be edited, and a form to enter another one.
//!
//! Many payments at once are imported as a table.

use egui::{CollapsingHeader, Grid, Label, RichText, Role, TextEdit, Ui, WidgetInfo};

use super::parts::{edit_buttons, page_button};
use crate::data::overlay::Key;
use crate::data::read::Document;
use crate::data::write;
use crate::model::date::PartialDate;
use crate::model::id::{IncentiveId, PolicyId, SourceId};
use crate::model::number::Number;
use crate::model::payment::{Payment, Stage};
use crate::model::policy::Policy;
use crate::model::record::Record;
use crate::model::source::Citation;
use crate::model::text::Text;
use crate::say;
use crate::session::action::Action;
use crate::ui::context::{Requests, ViewContext};
use crate::ui::dates::date_button;
use crate::ui::heads::{Order, head_cell_ui};
use crate::ui::import_table::choose;
use crate::ui::view::View;
use crate::ui::widgets::{quiet_link, segmented, small};
use crate::words::search::sort_key;

/// The width of a field.
const FIELD: f32 = 220.0;

/// The content of the form. Fields that apply to a whole notice keep their values for the next payment.
#[derive(Clone, Debug)]
struct Entering {
    policy: Option<PolicyId>,
    recipient: String,
    amount: String,
    count: String,
    incentive: Option<IncentiveId>,
    stage: Stage,
    on: String,
    applied: String,
    source: Option<SourceId>,
    at: String,
    note: String,
    /// Whether the user tried to enter it, so that missing fields are reported.
    tried: bool,
}

impl Default for Entering {
    fn default() -> Self {
        Self {
            policy: None,
            recipient: String::new(),
            amount: String::new(),
            count: String::new(),
            incentive: None,
            stage: Stage::Announced,
            on: String::new(),
            applied: String::new(),
            source: None,
            at: String::new(),
            note: String::new(),
            tried: false,
        }
    }
}

/// A fold below the payments: each payment with a button to edit it, and a form for another one.
pub(super) fn payments_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    requests: &mut Requests,
    policy: &Policy,
) {
    let ViewContext { words, theme, .. } = cx;
    let fold = CollapsingHeader::new(small(theme, say!(words, "payment-enter"))).id_salt("payment");
    fold.show(ui, |ui| {
        known_ui(ui, cx, view, requests, policy);
        form_ui(ui, cx, view, requests, policy);
    });
}

/// The columns by which the payments of a policy can be sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Column {
    To,
    Amount,
    Stage,
    On,
}

/// The sort order of the payments. Without one, they are in the order of the library.
#[derive(Clone, Copy, Debug, Default)]
struct Sorted(Order<Column>);

/// The payments that are known, each to be edited.
fn known_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests, policy: &Policy) {
    let ViewContext { session, words, theme, .. } = cx;
    let mut own: Vec<_> = session.library.payments.values().filter(|one| one.policy == policy.id).cloned().collect();
    if own.is_empty() {
        return;
    }
    let mut order = view.own.of::<Sorted>().0;
    if let Some((by, down)) = order {
        own.sort_by(|a, b| match by {
            Column::To => sort_key(words.text(&a.to), "").cmp(&sort_key(words.text(&b.to), "")),
            Column::Amount => a.amount.cmp(&b.amount),
            Column::Stage => a.stage.cmp(&b.stage),
            Column::On => a.on.first_day().cmp(&b.on.first_day()),
        });
        if down {
            own.reverse();
        }
    }
    let columns = [
        (Column::To, say!(words, "table-field-recipient"), false),
        (Column::Amount, say!(words, "table-field-amount"), true),
        (Column::Stage, say!(words, "table-field-stage"), false),
        (Column::On, say!(words, "table-field-paid-on"), false),
    ];
    let copy = say!(words, "where-copy");
    let cells = |payment: &Payment| {
        let amount = words.money(payment.amount.0, policy.currency);
        let amount = if payment.count > 1 { format!("{} × {amount}", payment.count) } else { amount };
        let stage = match payment.stage {
            Stage::Announced => say!(words, "stage-announced"),
            Stage::Paid => say!(words, "stage-paid"),
        };
        [words.text(&payment.to).to_owned(), amount, stage, words.date(payment.on)]
    };
    if quiet_link(ui, theme, &copy, &copy).clicked() {
        let heads = columns.iter().map(|(_, head, _)| head.clone()).collect();
        let rows = own.iter().map(|payment| cells(payment).into()).collect();
        requests.copy(crate::report::grid::Grid { heads, rows });
    }
    Grid::new("payments").num_columns(5).spacing([16.0, 4.0]).show(ui, |ui| {
        for (column, head, figures) in &columns {
            head_cell_ui(ui, cx, *column, (head, *figures), &mut order);
        }
        ui.end_row();
        for payment in own {
            let [to, amount, stage, on] = cells(&payment);
            ui.scope(|ui| {
                ui.set_max_width(FIELD);
                ui.add(Label::new(small(theme, to)).wrap());
            });
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| ui.label(small(theme, amount)));
            ui.label(small(theme, stage));
            ui.label(small(theme, on));
            ui.horizontal(|ui| {
                edit_buttons(ui, cx, view, requests, &Key::new(Record::Payment, payment.id.as_str()));
            });
            ui.end_row();
        }
    });
    ui.add_space(8.0);
    view.own.of::<Sorted>().0 = order;
}

fn form_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests, policy: &Policy) {
    let ViewContext { words, theme, .. } = cx;
    let form = view.own.of::<Entering>();
    if form.policy.as_ref() != Some(&policy.id) {
        *form = Entering { policy: Some(policy.id.clone()), ..Entering::default() };
    }
    Grid::new("payment").num_columns(2).spacing([12.0, 6.0]).show(ui, |ui| {
        line_ui(ui, cx, &say!(words, "table-field-recipient"), &mut form.recipient);
        line_ui(ui, cx, &say!(words, "table-field-amount"), &mut form.amount);
        line_ui(ui, cx, &say!(words, "table-field-count"), &mut form.count);
        incentive_ui(ui, cx, form, policy);
        ui.label(small(theme, say!(words, "table-field-stage")));
        let stages = [(Stage::Announced, say!(words, "stage-announced")), (Stage::Paid, say!(words, "stage-paid"))];
        ui.horizontal(|ui| {
            if let Some(stage) = segmented(ui, theme, form.stage, &stages) {
                form.stage = stage;
            }
        });
        ui.end_row();
        day_ui(ui, cx, &say!(words, "table-field-paid-on"), &mut form.on);
        day_ui(ui, cx, &say!(words, "table-field-applied-on"), &mut form.applied);
        source_ui(ui, cx, form, policy);
        line_ui(ui, cx, &say!(words, "table-field-locator"), &mut form.at);
        line_ui(ui, cx, &say!(words, "payment-note"), &mut form.note);
    });
    let made = payment(cx, form, policy);
    if let Err(wrong) = &made
        && form.tried
    {
        for said in wrong {
            ui.add(Label::new(RichText::new(said).small().color(theme.problem)).wrap());
        }
    }
    if !page_button(ui, cx, &say!(words, "payment-record")) {
        return;
    }
    form.tried = true;
    let Ok(payment) = made else { return };
    let key = Key::new(Record::Payment, payment.id.as_str());
    if let Ok(text) = write::record(&Document::Payments(vec![payment.into()])) {
        requests.actions.push(Action::Edit { key, text: Some(text), figure: None });
        // The next payment of the same notice differs in recipient, amount and application day.
        (form.recipient, form.amount, form.count) = Default::default();
        (form.applied, form.note, form.tried) = Default::default();
    }
}

fn line_ui(ui: &mut Ui, cx: &ViewContext<'_>, name: &str, text: &mut String) {
    ui.label(small(cx.theme, name));
    let field = ui.add(TextEdit::singleline(text).desired_width(FIELD));
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
    ui.end_row();
}

fn day_ui(ui: &mut Ui, cx: &ViewContext<'_>, name: &str, text: &mut String) {
    ui.label(small(cx.theme, name));
    ui.horizontal(|ui| {
        let hint = cx.today.to_string();
        let field = ui.add(TextEdit::singleline(text).desired_width(FIELD - 34.0).hint_text(hint));
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
        let day = match text.trim().parse() {
            Ok(PartialDate::Day(day)) => Some(day),
            _ => None,
        };
        if let Some(day) = date_button(ui, cx, day, name) {
            *text = day.to_string();
        }
    });
    ui.end_row();
}

fn incentive_ui(ui: &mut Ui, cx: &ViewContext<'_>, form: &mut Entering, policy: &Policy) {
    let ViewContext { words, theme, .. } = cx;
    let name = say!(words, "table-field-incentive");
    ui.label(small(theme, name.as_str()));
    let unsaid = say!(words, "table-notice-no-incentive");
    let found = form.incentive.as_ref().and_then(|id| policy.incentive(id));
    let now = found.map_or_else(|| unsaid.clone(), |one| words.text(&one.name).to_owned());
    let all = || {
        let own = policy.incentives.iter().map(|one| (Some(one.id.clone()), words.text(&one.name).to_owned()));
        std::iter::once((None, unsaid.clone())).chain(own).collect()
    };
    if let Some(chosen) = choose(ui, &name, FIELD, (&form.incentive, &now), all) {
        form.incentive = chosen;
    }
    ui.end_row();
}

fn source_ui(ui: &mut Ui, cx: &ViewContext<'_>, form: &mut Entering, policy: &Policy) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = &session.library;
    let name = say!(words, "table-field-source");
    ui.label(small(theme, name.as_str()));
    let none = say!(words, "payment-no-source");
    let titled = |id: &SourceId| {
        library.sources.get(id).map_or_else(|| id.to_string(), |source| words.text(&source.title).to_owned())
    };
    let now = form.source.as_ref().map_or_else(|| none.clone(), titled);
    let all = || {
        // The sources of the policy first, because a notice is often cited there.
        let cited = |id: &SourceId| policy.sources.iter().any(|cite| cite.source == *id);
        let mut all: Vec<(bool, String, SourceId)> =
            library.sources.keys().map(|id| (!cited(id), titled(id), id.clone())).collect();
        all.sort();
        let named = all.into_iter().map(|(_, title, id)| (Some(id), title));
        std::iter::once((None, none.clone())).chain(named).collect()
    };
    if let Some(chosen) = choose(ui, &name, FIELD, (&form.source, &now), all) {
        form.source = chosen;
    }
    ui.end_row();
}

/// The entered payment, or its problems.
fn payment(cx: &ViewContext<'_>, form: &Entering, policy: &Policy) -> Result<Payment, Vec<String>> {
    let ViewContext { session, words, .. } = cx;
    let mut wrong = Vec::new();
    let mut say_wrong = |field: String, problem: String| {
        wrong.push(say!(words, "report-labelled", label = field, value = problem));
    };
    let to = form.recipient.trim().to_owned();
    if to.is_empty() {
        say_wrong(say!(words, "table-field-recipient"), say!(words, "payment-missing"));
    }
    let amount = match Number::parse(&form.amount) {
        Ok(amount) if amount > Number::ZERO => Some(amount),
        Ok(_) => None,
        Err(_) => None,
    };
    if amount.is_none() {
        say_wrong(say!(words, "table-field-amount"), say!(words, "payment-bad-amount"));
    }
    let count = match form.count.trim() {
        "" => Some(1),
        text => text.parse::<u32>().ok().filter(|count| *count > 0),
    };
    if count.is_none() {
        say_wrong(say!(words, "table-field-count"), say!(words, "payment-bad-count"));
    }
    let on: Option<PartialDate> = form.on.trim().parse().ok();
    if on.is_none() {
        say_wrong(say!(words, "table-field-paid-on"), say!(words, "payment-bad-day"));
    }
    let applied_on: Option<PartialDate> = form.applied.trim().parse().ok();
    let late = on.zip(applied_on).is_some_and(|(on, applied)| applied.first_day() > on.last_day());
    if late || (applied_on.is_none() && !form.applied.trim().is_empty()) {
        let problem = if late { say!(words, "payment-late") } else { say!(words, "payment-bad-day") };
        say_wrong(say!(words, "table-field-applied-on"), problem);
    }
    let cite = form.source.as_ref().map(|source| Citation {
        source: source.clone(),
        at: form.at.trim().to_owned(),
        quote: String::new(),
    });
    if cite.is_none() {
        say_wrong(say!(words, "table-field-source"), say!(words, "payment-needs-source"));
    }
    let (Some(amount), Some(count), Some(on), true) = (amount, count, on, wrong.is_empty()) else { return Err(wrong) };
    let id = Payment::made_id(&policy.id, form.incentive.as_ref(), &to, on, amount);
    if session.library.payments.contains_key(&id) {
        return Err(vec![say!(words, "payment-known")]);
    }
    let text = |text: &str| Text { zh: text.to_owned(), en: String::new() };
    let note = form.note.trim();
    Ok(Payment {
        id,
        policy: policy.id.clone(),
        incentive: form.incentive.clone(),
        to: text(&to),
        count,
        amount,
        stage: form.stage,
        on,
        applied_on,
        cites: cite.into_iter().collect(),
        note: (!note.is_empty()).then(|| text(note)),
    })
}
