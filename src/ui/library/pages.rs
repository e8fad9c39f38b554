//! The open page: a place, an indicator, a source, a contradiction. Policies have a file of
//! their own.

use egui::{Label, RichText, Ui};

use super::parts::{copy_button, edit_buttons, link, page_button};
use super::policy::policy_page;
use crate::data::overlay::Key;
use crate::model::id::{IndicatorId, JudgementId, ObservationId, PlaceId, SourceId};
use crate::model::indicator::{Observation, Unit};
use crate::model::judgement::Judgement;
use crate::model::record::Record;
use crate::model::source::{Citation, Reach};
use crate::say;
use crate::session::MOST_PLACES;
use crate::session::action::Action;
use crate::study::contradictions::Finding;
use crate::ui::context::{Requests, ViewContext};
use crate::ui::marks::checked_tag;
use crate::ui::passing::Opened;
use crate::ui::sources::cites_ui;
use crate::ui::tab::Tab;
use crate::ui::view::View;
use crate::ui::widgets::{Tone, empty, hairline, section, small, strong, tag, tags, title};

pub(super) fn opened_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let ViewContext { words, theme, .. } = cx;
    ui.spacing_mut().item_spacing.y = 4.0;
    match view.passing.opened.clone() {
        None => empty(ui, theme, &say!(words, "library-pick-title"), &say!(words, "library-pick")),
        Some(Opened::Policy(id)) => policy_page(ui, cx, view, requests, &id),
        Some(Opened::Place(id)) => place_page(ui, cx, view, requests, &id),
        Some(Opened::Indicator(id)) => indicator_page(ui, cx, view, requests, &id),
        Some(Opened::Source(id)) => source_page(ui, cx, view, requests, &id),
        Some(Opened::Finding(at)) => match cx.session.contradictions.get(at) {
            Some(finding) => finding_page(ui, cx, view, finding),
            None => view.passing.opened = None,
        },
        Some(Opened::Judgement(id)) => judgement_page(ui, cx, view, requests, &id),
    }
}

fn place_page(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests, id: &PlaceId) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = &session.library;
    let Some(place) = library.places.get(id) else { return };
    ui.label(small(theme, words.place_kind(place.kind)));
    ui.add(Label::new(title(words.place(library, id))).wrap());
    let around: Vec<PlaceId> = library.chain(id).into_iter().skip(1).map(|place| place.id.clone()).collect();
    ui.horizontal_wrapped(|ui| {
        for other in &around {
            if link(ui, cx, &words.place(library, other)) {
                view.passing.opened = Some(Opened::Place(other.clone()));
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        let chosen = &session.production().places;
        let add = say!(words, "library-compare-place");
        let can = !chosen.contains(id) && chosen.len() < MOST_PLACES;
        if can && page_button(ui, cx, &add) {
            requests.actions.push(Action::AddPlace(id.clone()));
        }
        edit_buttons(ui, cx, view, requests, &Key::new(Record::Place, id.as_str()));
        if page_button(ui, cx, &say!(words, "library-new-policy")) {
            super::begin_policy(cx, view, Some(id));
        }
    });
    if let Some(note) = &place.note {
        section(ui, theme, say!(words, "why-note"));
        ui.add(Label::new(words.text(note)).wrap());
    }
    remarks_ui(ui, cx, place);
    section(ui, theme, say!(words, "library-policies"));
    let mut any = false;
    for policy in library.policies_of(id) {
        any = true;
        ui.horizontal_wrapped(|ui| {
            if link(ui, cx, words.text(&policy.title)) {
                view.passing.opened = Some(Opened::Policy(policy.id.clone()));
            }
            ui.label(small(theme, words.status(policy.status_on(session.day))));
        });
    }
    if !any {
        ui.label(small(theme, say!(words, "library-no-policy")));
    }
    let inside: Vec<_> = library.places.values().filter(|other| other.parent.as_ref() == Some(id)).collect();
    if !inside.is_empty() {
        section(ui, theme, say!(words, "library-inside"));
        ui.horizontal_wrapped(|ui| {
            for other in inside {
                if link(ui, cx, words.text(&other.name)) {
                    view.passing.opened = Some(Opened::Place(other.id.clone()));
                }
            }
        });
    }
    section(ui, theme, say!(words, "library-indicators"));
    let mut seen: Vec<&Observation> =
        library.observations.values().map(AsRef::as_ref).filter(|seen| seen.place == *id).collect();
    seen.sort_by_key(|seen| (&seen.indicator, seen.period));
    if seen.is_empty() {
        ui.label(small(theme, say!(words, "library-no-figure")));
    }
    for one in seen {
        let Some(indicator) = library.indicators.get(&one.indicator) else { continue };
        ui.horizontal_wrapped(|ui| {
            if link(ui, cx, words.text(&indicator.name)) {
                view.passing.opened = Some(Opened::Indicator(indicator.id.clone()));
            }
            ui.label(small(theme, words.period(one)));
            ui.label(words.observed(&indicator.unit, one));
        });
    }
}

/// Statements by the place and about it. Advice is not a policy.
fn remarks_ui(ui: &mut Ui, cx: &ViewContext<'_>, place: &crate::model::place::Place) {
    let ViewContext { words, theme, .. } = cx;
    if place.remarks.is_empty() {
        return;
    }
    section(ui, theme, say!(words, "remarks-title"));
    for remark in &place.remarks {
        tags(ui, |ui| drop(tag(ui, theme, Tone::Plain, &words.remark_kind(remark.kind))));
        ui.add(Label::new(words.text(&remark.text)).wrap());
        cites_ui(ui, cx, &remark.cites);
    }
}

fn indicator_page(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests, id: &IndicatorId) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = &session.library;
    let Some(indicator) = library.indicators.get(id) else { return };
    ui.label(small(theme, words.unit(&indicator.unit)));
    ui.add(Label::new(title(words.text(&indicator.name))).wrap());
    if let Some(note) = &indicator.note {
        ui.add(Label::new(RichText::new(words.text(note)).color(theme.second)).wrap());
    }
    ui.horizontal_wrapped(|ui| {
        if indicator.unit != Unit::Words && page_button(ui, cx, &say!(words, "library-plot")) {
            view.tab = Tab::Growth;
            view.growth.indicator = Some(id.clone());
        }
        edit_buttons(ui, cx, view, requests, &Key::new(Record::Indicator, id.as_str()));
    });
    let mut seen: Vec<&Observation> = library.observations_of(id).collect();
    seen.sort_by_key(|seen| (&seen.place, seen.period, &seen.id));
    for one in seen {
        ui.add_space(8.0);
        hairline(ui, theme.faint);
        observation_ui(ui, cx, view, requests, one);
    }
}

/// One observation: its value, the printed value, its sources, and its buttons.
fn observation_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests, seen: &Observation) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = &session.library;
    let Some(indicator) = library.indicators.get(&seen.indicator) else { return };
    ui.horizontal_wrapped(|ui| {
        if link(ui, cx, &words.place(library, &seen.place)) {
            view.passing.opened = Some(Opened::Place(seen.place.clone()));
        }
        ui.label(small(theme, words.period(seen)));
        ui.label(small(theme, seen.id.as_str()));
    });
    ui.add(Label::new(strong(words.observed(&indicator.unit, seen))).wrap());
    ui.add(Label::new(small(theme, say!(words, "observed-printed", text = seen.printed.as_str()))).wrap());
    if let Some(wrong) = seen.printed_value {
        let wrong = words.measure(&indicator.unit, wrong.0);
        ui.add(
            Label::new(RichText::new(say!(words, "report-judged-wrong", value = wrong)).small().color(theme.problem))
                .wrap(),
        );
    }
    tags(ui, |ui| {
        tag(ui, theme, Tone::Plain, &words.nature(seen.nature));
        tag(ui, theme, Tone::Plain, &words.confidence(seen.confidence));
        checked_tag(ui, cx, seen.checked_on);
    });
    if let Some(note) = &seen.note {
        ui.add(Label::new(small(theme, words.text(note))).wrap());
    }
    cites_ui(ui, cx, &seen.cites);
    contradictions_ui(ui, cx, view, &seen.id);
    ui.horizontal_wrapped(|ui| {
        let key = Key::new(Record::Observation, seen.id.as_str());
        copy_button(ui, cx, requests, || words.observation_citation(library, seen));
        edit_buttons(ui, cx, view, requests, &key);
    });
}

/// The contradictions of an observation.
fn contradictions_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, id: &ObservationId) {
    let ViewContext { session, words, .. } = cx;
    for (at, finding) in session.contradictions.iter().enumerate() {
        if finding.observations.contains(id) && link(ui, cx, &words.finding(&session.library, finding)) {
            view.passing.opened = Some(Opened::Finding(at));
        }
    }
}

fn source_page(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests, id: &SourceId) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = &session.library;
    let Some(source) = library.sources.get(id) else { return };
    ui.label(small(theme, words.text(&source.publisher)));
    ui.add(Label::new(title(words.text(&source.title))).wrap());
    let date = source.date.map_or_else(|| say!(words, "report-source-undated"), |date| words.date(date));
    ui.label(small(theme, date));
    tags(ui, |ui| {
        tag(ui, theme, Tone::Plain, &words.grade(source.grade));
        if source.unofficial_copy {
            tag(ui, theme, Tone::Unknown, &say!(words, "unofficial-copy"));
        }
        if let Some(reach) = words.reach(source.reach) {
            let tone = if source.reach == Reach::Gone { Tone::Problem } else { Tone::Certain };
            tag(ui, theme, tone, &reach);
        }
        if let Some(day) = source.read_on {
            tag(ui, theme, Tone::Plain, &say!(words, "source-read-on", date = words.date(day)));
        }
        checked_tag(ui, cx, source.checked_on);
    });
    if let Some(fingerprint) = &source.fingerprint {
        let text = say!(words, "source-fingerprint", fingerprint = fingerprint.as_str());
        ui.add(Label::new(small(theme, text)).wrap());
    }
    if let Some(url) = &source.url {
        ui.hyperlink_to(RichText::new(url).small(), url);
    }
    if let Some(note) = &source.note {
        ui.add(Label::new(words.text(note)).wrap());
    }
    ui.horizontal_wrapped(|ui| {
        let cite = Citation { source: id.clone(), at: String::new(), quote: String::new() };
        copy_button(ui, cx, requests, || words.citation(library, &cite));
        edit_buttons(ui, cx, view, requests, &Key::new(Record::Source, id.as_str()));
    });
    section(ui, theme, say!(words, "library-cited-by"));
    for policy in library.policies.values() {
        let direct = policy.sources.iter().chain(policy.incentives.iter().flat_map(|one| one.cites.iter()));
        if direct.into_iter().any(|cite| cite.source == *id) && link(ui, cx, words.text(&policy.title)) {
            view.passing.opened = Some(Opened::Policy(policy.id.clone()));
        }
    }
    for seen in library.observations.values().filter(|seen| seen.cites.iter().any(|cite| cite.source == *id)) {
        let Some(indicator) = library.indicators.get(&seen.indicator) else { continue };
        let name =
            format!("{} · {} · {}", words.place(library, &seen.place), words.text(&indicator.name), words.period(seen));
        if link(ui, cx, &name) {
            view.passing.opened = Some(Opened::Indicator(seen.indicator.clone()));
        }
    }
}

fn finding_page(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, finding: &Finding) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = &session.library;
    ui.label(small(theme, words.contradiction(&finding.rule)));
    ui.add(Label::new(title(words.finding_about(library, finding))).wrap());
    ui.add(Label::new(words.finding(library, finding)).wrap());
    section(ui, theme, say!(words, "contradiction-who"));
    for id in &finding.observations {
        said_ui(ui, cx, view, id);
    }
    if let Some(judgement) = finding.judgement.as_ref().and_then(|id| library.judgements.get(id)) {
        judged_ui(ui, cx, judgement);
    } else {
        section(ui, theme, say!(words, "contradiction-resolve"));
        ui.add(Label::new(words.finding_resolve(library, finding)).wrap());
    }
}

/// The value of each source, and the value used.
fn said_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, id: &ObservationId) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = &session.library;
    let Some(seen) = library.observations.get(id) else { return };
    let Some(indicator) = library.indicators.get(&seen.indicator) else { return };
    let name =
        format!("{} · {} · {}", words.place(library, &seen.place), words.text(&indicator.name), words.period(seen));
    if link(ui, cx, &name) {
        view.passing.opened = Some(Opened::Indicator(seen.indicator.clone()));
    }
    ui.add(Label::new(words.printed_by(library, id)).wrap());
    let used = say!(words, "contradiction-used", value = words.observed(&indicator.unit, seen));
    ui.add(Label::new(small(theme, used)).wrap());
    ui.add_space(6.0);
}

/// The conclusion of a curator.
fn judged_ui(ui: &mut Ui, cx: &ViewContext<'_>, judgement: &Judgement) {
    let ViewContext { words, theme, .. } = cx;
    section(ui, theme, say!(words, "contradiction-verdict"));
    ui.add(Label::new(strong(words.text(&judgement.verdict))).wrap());
    ui.add(Label::new(words.text(&judgement.why)).wrap());
    section(ui, theme, say!(words, "contradiction-resolve"));
    ui.add(Label::new(words.text(&judgement.resolve)).wrap());
    ui.add_space(4.0);
    tags(ui, |ui| {
        tag(ui, theme, Tone::Plain, &words.confidence(judgement.confidence));
        checked_tag(ui, cx, judgement.checked_on);
    });
}

fn judgement_page(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests, id: &JudgementId) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = &session.library;
    let Some(judgement) = library.judgements.get(id) else { return };
    ui.label(small(theme, say!(words, "contradiction-judged")));
    ui.add(Label::new(title(words.text(&judgement.conflict))).wrap());
    ui.horizontal_wrapped(|ui| {
        edit_buttons(ui, cx, view, requests, &Key::new(Record::Judgement, id.as_str()));
    });
    section(ui, theme, say!(words, "contradiction-who"));
    for seen in &judgement.observations {
        said_ui(ui, cx, view, seen);
    }
    for policy in judgement.policies.iter().filter_map(|id| library.policies.get(id)) {
        if link(ui, cx, words.text(&policy.title)) {
            view.passing.opened = Some(Opened::Policy(policy.id.clone()));
        }
    }
    judged_ui(ui, cx, judgement);
}
