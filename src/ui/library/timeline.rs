//! The period of a policy: one bar for it and for each policy it replaced.
//!
//! Dates are shown with the published precision: a year is not its first day, and a day of issue is not a start.

use egui::{Align2, CornerRadius, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use jiff::civil::Date;

use crate::model::date::PartialDate;
use crate::model::library::Library;
use crate::model::policy::{Policy, Status};
use crate::say;
use crate::ui::context::ViewContext;
use crate::ui::passing::Opened;
use crate::ui::theme::Type;
use crate::ui::view::View;
use crate::ui::widgets::{dashed_frame, focus_ring, small};
use crate::words::Words;

const BAR: f32 = 16.0;
/// The space for the words above a bar.
const LABEL: f32 = 19.0;
/// The space for the years.
const AXIS: f32 = 18.0;
/// Years closer than this are not all labelled.
const YEAR: f32 = 40.0;

pub(super) fn timeline_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, policy: &Policy) {
    let ViewContext { session, words, theme, .. } = cx;
    let versions = versions(&session.library, policy);
    let spans: Vec<Span> = versions.iter().enumerate().map(|(at, one)| span(one, versions.get(at + 1))).collect();
    let day = session.day;
    let known: Vec<Date> = spans.iter().flat_map(|span| [span.first(), span.last()]).flatten().collect();
    let (Some(first), Some(last)) = (known.iter().min(), known.iter().max()) else {
        // Without a date there is nothing to draw.
        ui.label(words.capital(&say!(words, "timeline-unknown")));
        return;
    };
    let (first, last) = (position(*first.min(&day)) - 0.3, position(*last.max(&day)) + 0.5);
    let scale = ui.available_width() / (last - first);
    let left = ui.cursor().left();
    let x = |day: Date| left + (position(day) - first) * scale;
    for (one, span) in versions.iter().zip(&spans) {
        let (row, response) = ui.allocate_exact_size(vec2(ui.available_width(), BAR + LABEL + 4.0), Sense::click());
        let said = sentence(words, span);
        let title = words.text(&one.title);
        let name = format!("{title} · {said}");
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &name));
        let this = one.id == policy.id;
        let label = if versions.len() == 1 { said } else { name };
        let mut job = egui::text::LayoutJob::simple_singleline(label, Type::Small.font(ui), theme.second);
        job.wrap = egui::text::TextWrapping::truncate_at_width(row.width());
        let galley = ui.painter().layout_job(job);
        ui.painter().galley(row.left_top(), galley, theme.second);
        let start = span.first().map_or(row.left(), x);
        let end = span.last().map_or(row.right(), x).clamp(start + 4.0, row.right());
        let bar = Rect::from_min_max(pos2(start, row.top() + LABEL), pos2(end, row.bottom() - 4.0));
        // An unpublished part is a dashed frame; a published or past part is filled.
        if span.from.is_none() || span.to.is_none() {
            dashed_frame(ui.painter(), bar.shrink(0.5), theme.unknown);
        }
        let filled = if span.to.is_some() { bar } else { bar.with_max_x(x(day).clamp(start, end)) };
        if span.first().is_some() {
            let holds = this && one.status_on(day).can_pay();
            let color = if holds { theme.accent.gamma_multiply(0.4) } else { theme.line };
            ui.painter().rect_filled(filled, CornerRadius::same(3), color);
        }
        ui.painter().vline(x(day), bar.y_range().expand(3.0), Stroke::new(1.5, theme.ink));
        focus_ring(ui, theme, &response);
        if response.on_hover_text(title).clicked() && !this {
            view.passing.opened = Some(Opened::Policy(one.id.clone()));
        }
    }
    let (axis, _) = ui.allocate_exact_size(vec2(ui.available_width(), AXIS), Sense::hover());
    let every = (YEAR / scale).ceil().max(1.0);
    let mut year = first.ceil();
    while year <= last {
        let at = pos2(left + (year - first) * scale, axis.top());
        ui.painter().vline(at.x, axis.top()..=axis.top() + 4.0, Stroke::new(1.0, theme.line));
        let font = Type::Small.font(ui);
        ui.painter().text(at + vec2(0.0, 4.0), Align2::CENTER_TOP, format!("{year:.0}"), font, theme.third);
        year += every;
    }
    ui.label(small(theme, say!(words, "timeline-day", date = words.date(PartialDate::Day(day)))));
}

/// The period of a policy, as far as it is published.
struct Span {
    issued: Option<PartialDate>,
    from: Option<PartialDate>,
    to: Option<PartialDate>,
    /// When the next version began, and whether that is certain.
    followed: Option<(PartialDate, bool)>,
}

impl Span {
    /// The start of the bar.
    fn first(&self) -> Option<Date> {
        self.from.or(self.issued).map(PartialDate::first_day)
    }

    /// The end of the bar, if any.
    fn last(&self) -> Option<Date> {
        let followed = self.followed.filter(|(_, sure)| *sure).map(|(date, _)| date.first_day());
        let to = self.to.map(PartialDate::last_day);
        [followed, to].into_iter().flatten().min()
    }
}

fn span(policy: &Policy, next: Option<&&Policy>) -> Span {
    let sure = |next: &Policy| policy.status == Status::Superseded || next.status == Status::InForce;
    let followed = next.and_then(|next| Some((next.valid_from.or(next.issued)?, sure(next))));
    Span { issued: policy.issued, from: policy.valid_from, to: policy.valid_to, followed }
}

fn sentence(words: &Words, span: &Span) -> String {
    let date = |date| words.date(date);
    let mut parts = Vec::new();
    match (span.from, span.to) {
        (Some(from), Some(to)) => parts.push(say!(words, "timeline-from-to", from = date(from), to = date(to))),
        (Some(from), None) => parts.push(say!(words, "timeline-from", from = date(from))),
        (None, to) => {
            parts.extend(span.issued.map(|issued| say!(words, "timeline-issued", date = date(issued))));
            parts.push(match to {
                Some(to) => say!(words, "timeline-to", to = date(to)),
                None => say!(words, "timeline-unknown"),
            });
        }
    }
    if let Some((followed, sure)) = span.followed {
        parts.push(match sure {
            true => say!(words, "timeline-replaced", date = date(followed)),
            false => say!(words, "timeline-reported", date = date(followed)),
        });
    }
    parts.join(&words.semicolon())
}

/// The versions of a policy, from the oldest to the newest.
fn versions<'a>(library: &'a Library, policy: &'a Policy) -> Vec<&'a Policy> {
    let mut all = vec![policy];
    let has = |all: &[&Policy], one: &Policy| all.iter().any(|other| other.id == one.id);
    let before = |all: &[&'a Policy]| library.policies.get(all.first()?.replaces.as_ref()?).map(AsRef::as_ref);
    while let Some(earlier) = before(&all).filter(|earlier| !has(&all, earlier)) {
        all.insert(0, earlier);
    }
    let after = |all: &[&Policy]| {
        let last = &all.last()?.id;
        library.policies.values().map(AsRef::as_ref).find(|later| later.replaces.as_ref() == Some(last))
    };
    while let Some(later) = after(&all).filter(|later| !has(&all, later)) {
        all.push(later);
    }
    all
}

/// A day as years.
fn position(day: Date) -> f32 {
    f32::from(day.year()) + f32::from(day.day_of_year() - 1) / f32::from(day.days_in_year())
}
