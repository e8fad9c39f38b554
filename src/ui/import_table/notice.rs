//! Statements of a notice that apply to all payments of its table: the policy, the day, and the stage.

use egui::{Role as Part, TextEdit, Ui, WidgetInfo};

use super::{TableImport, choose};
use crate::model::date::PartialDate;
use crate::model::id::{IncentiveId, PolicyId};
use crate::model::payment::Stage;
use crate::say;
use crate::ui::context::ViewContext;
use crate::ui::dates::date_button;
use crate::ui::widgets::{segmented, small};

pub(super) fn notice_ui(ui: &mut Ui, cx: &ViewContext<'_>, import: &mut TableImport) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = &session.library;
    let none = say!(words, "table-notice-in-rows");
    let notice = &mut import.mapping.notice;
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        let name = say!(words, "table-field-policy");
        ui.label(small(theme, name.as_str()));
        let titled = |id: &PolicyId| {
            let policy = library.policies.get(id);
            policy.map_or_else(|| id.to_string(), |one| words.text(&one.title).to_owned())
        };
        let now = notice.policy.as_ref().map_or_else(|| none.clone(), titled);
        let city = session.city();
        let all = || {
            let mut all: Vec<(bool, String, PolicyId)> = library
                .policies
                .values()
                .filter(|policy| !policy.incentives.is_empty())
                .map(|policy| {
                    let place = words.place(library, &policy.place);
                    let title = say!(words, "report-labelled", label = place, value = words.text(&policy.title));
                    (city != Some(&policy.place), title, policy.id.clone())
                })
                .collect();
            // Those of the user's city first.
            all.sort();
            let named = all.into_iter().map(|(_, title, id)| (Some(id), title));
            std::iter::once((None, none.clone())).chain(named).collect()
        };
        if let Some(policy) = choose(ui, &name, 320.0, (&notice.policy, &now), all) {
            notice.policy = policy;
            notice.incentive = None;
        }
        let Some(policy) = notice.policy.as_ref().and_then(|id| library.policies.get(id)) else { return };
        let name = say!(words, "table-field-incentive");
        ui.label(small(theme, name.as_str()));
        let titled = |id: &IncentiveId| {
            policy.incentive(id).map_or_else(|| id.to_string(), |one| words.text(&one.name).to_owned())
        };
        let unsaid = say!(words, "table-notice-no-incentive");
        let now = notice.incentive.as_ref().map_or_else(|| unsaid.clone(), titled);
        let all = || {
            let own = policy.incentives.iter().map(|one| (Some(one.id.clone()), words.text(&one.name).to_owned()));
            std::iter::once((None, unsaid.clone())).chain(own).collect()
        };
        if let Some(incentive) = choose(ui, &name, 220.0, (&notice.incentive, &now), all) {
            notice.incentive = incentive;
        }
    });
    ui.horizontal_wrapped(|ui| {
        let stages = [(Stage::Announced, say!(words, "stage-announced")), (Stage::Paid, say!(words, "stage-paid"))];
        if let Some(stage) = segmented(ui, theme, notice.stage, &stages) {
            notice.stage = stage;
        }
        let name = say!(words, "table-field-paid-on");
        ui.label(small(theme, name.as_str()));
        let read: Option<PartialDate> = import.paid_on.trim().parse().ok();
        let wrong = read.is_none() && !import.paid_on.trim().is_empty();
        let ink = if wrong { theme.problem } else { theme.ink };
        let edit = TextEdit::singleline(&mut import.paid_on).desired_width(110.0).hint_text(cx.today.to_string());
        let field = ui.add(edit.text_color(ink));
        field.widget_info(|| WidgetInfo::labeled(Part::TextInput, true, &name));
        let day = read.and_then(|on| match on {
            PartialDate::Day(day) => Some(day),
            _ => None,
        });
        notice.on = read;
        if let Some(day) = date_button(ui, cx, day, &name) {
            import.paid_on = day.to_string();
        }
    });
    cite_ui(ui, cx, import);
}

fn cite_ui(ui: &mut Ui, cx: &ViewContext<'_>, import: &mut TableImport) {
    let ViewContext { words, theme, .. } = cx;
    ui.horizontal_wrapped(|ui| {
        ui.checkbox(&mut import.mapping.cite_file, say!(words, "table-cite-file"));
        let name = say!(words, "table-publisher-label");
        ui.label(small(theme, name.as_str()));
        let field = ui.add(TextEdit::singleline(&mut import.mapping.publisher).desired_width(220.0));
        field.widget_info(|| WidgetInfo::labeled(Part::TextInput, true, &name));
    });
}
