//! Since when a policy holds, and until when: one bar for it and for each it took the place of.

use egui::{Align2, CornerRadius, FontId, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use jiff::civil::Date;

use crate::model::library::Library;
use crate::model::policy::Policy;
use crate::say;
use crate::ui::looking::Looking;
use crate::ui::theme::SMALL;
use crate::ui::view::{Opened, View};
use crate::ui::widgets::{dashed_frame, focus_ring, small};
use crate::words::Words;

const BAR: f32 = 20.0;
/// Room for the words above a bar.
const LABEL: f32 = 19.0;

pub(super) fn timeline_ui(ui: &mut Ui, looking: &Looking<'_>, view: &mut View, policy: &Policy) {
    let Looking { session, words, theme, .. } = looking;
    let versions = versions(&session.library, policy);
    let spans: Vec<Span> = versions.iter().enumerate().map(|(at, one)| span(one, versions.get(at + 1))).collect();
    let day = session.day;
    let known = spans.iter().flat_map(|span| [span.from, span.to]).flatten().chain([day]);
    let (Some(first), Some(last)) = (known.clone().min(), known.max()) else { return };
    let first = position(first) - 0.25;
    let scale = ui.available_width() / (position(last) + 0.5 - first);
    let left = ui.cursor().left();
    let x = |day: Date| left + (position(day) - first) * scale;
    for (one, span) in versions.iter().zip(&spans) {
        let (row, response) = ui.allocate_exact_size(vec2(ui.available_width(), BAR + LABEL), Sense::click());
        let said = sentence(words, span);
        let name = format!("{} · {said}", words.text(&one.title));
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &name));
        let this = one.id == policy.id;
        let label = format!("{}  {said}", one.document_no.clone().unwrap_or_else(|| words.status(one.status_on(day))));
        ui.painter().text(row.left_top(), Align2::LEFT_TOP, label, FontId::proportional(SMALL), theme.second);
        let start = span.from.map_or(row.left(), x);
        let end = span.to.map_or(row.right(), x).max(start + 4.0);
        let bar = Rect::from_min_max(pos2(start, row.top() + LABEL), pos2(end, row.bottom() - 4.0));
        let now = x(day);
        // What is not printed is a dashed frame; what is past or printed is filled.
        if span.from.is_none() || span.to.is_none() {
            dashed_frame(ui, bar.shrink(0.5), theme.unknown);
        }
        let filled = if span.to.is_some() { bar } else { bar.with_max_x(now.max(start)) };
        if span.from.is_some() {
            let color = if this && one.status.can_pay() { theme.accent.gamma_multiply(0.4) } else { theme.line };
            ui.painter().rect_filled(filled, CornerRadius::same(3), color);
        }
        ui.painter().vline(now, bar.y_range().expand(3.0), Stroke::new(1.5, theme.ink));
        focus_ring(ui, theme, &response);
        if response.on_hover_text(words.text(&one.title)).clicked() && !this {
            view.opened = Some(Opened::Policy(one.id.clone()));
        }
    }
    ui.label(small(theme, say!(words, "timeline-day", date = words.date(crate::model::date::PartialDate::Day(day)))));
}

/// From when to when a policy holds, as far as that is printed.
struct Span {
    from: Option<Date>,
    to: Option<Date>,
    /// Whether the end is only that of the version after it.
    replaced: bool,
}

fn span(policy: &Policy, next: Option<&&Policy>) -> Span {
    let from = policy.valid_from.or(policy.issued).map(|date| date.first_day());
    let printed = policy.valid_to.map(|date| date.last_day());
    let follows = next.and_then(|next| next.valid_from.or(next.issued)).map(|date| date.first_day());
    match (printed, follows) {
        (Some(to), Some(follows)) if follows < to => Span { from, to: Some(follows), replaced: true },
        (None, Some(follows)) => Span { from, to: Some(follows), replaced: true },
        (to, _) => Span { from, to, replaced: false },
    }
}

fn sentence(words: &Words, span: &Span) -> String {
    let date = |day| words.date(crate::model::date::PartialDate::Day(day));
    match (span.from, span.to) {
        (Some(from), Some(to)) if span.replaced => {
            say!(words, "timeline-replaced", from = date(from), to = date(to))
        }
        (Some(from), Some(to)) => say!(words, "timeline-from-to", from = date(from), to = date(to)),
        (Some(from), None) => say!(words, "timeline-from", from = date(from)),
        (None, Some(to)) => say!(words, "timeline-to", to = date(to)),
        (None, None) => say!(words, "timeline-unknown"),
    }
}

/// The versions before a policy, itself, and those after it, the oldest first.
fn versions<'a>(library: &'a Library, policy: &'a Policy) -> Vec<&'a Policy> {
    let mut all = vec![policy];
    while let Some(earlier) =
        all.first().and_then(|first| first.replaces.as_ref()).and_then(|id| library.policies.get(id))
        && !all.iter().any(|one| one.id == earlier.id)
    {
        all.insert(0, earlier);
    }
    while let Some(later) =
        library.policies.values().find(|later| later.replaces.as_ref() == all.last().map(|last| &last.id))
        && !all.iter().any(|one| one.id == later.id)
    {
        all.push(later);
    }
    all
}

/// A day as years.
fn position(day: Date) -> f32 {
    f32::from(day.year()) + f32::from(day.day_of_year()) / f32::from(day.days_in_year())
}
