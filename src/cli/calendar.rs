//! When to apply, when policies end and when the money is paid.

use std::fmt::Write as _;

use backlot::model::date::PartialDate;
use backlot::model::visible;
use backlot::report::ics::ics;
use backlot::rules::assess::assess_all;
use backlot::rules::fraction::Fraction;
use backlot::rules::value::Range;
use backlot::say;
use backlot::study::calendar::{By, Calendar, Cash, Entry, Event, calendar, cash};
use backlot::words::Words;
use serde::Serialize;

use super::args::CalendarJob;
use super::inputs::Inputs;
use super::output::Output;
use super::text::{Align, Table};
use super::{End, Result, show, tell};

/// Prints when things happen.
pub(super) fn run(words: &Words, job: &CalendarJob) -> Result<End> {
    let output = Output::beside(words, job.force, job.question.inputs());
    output.check(job.ics.as_deref())?;
    let inputs = Inputs::read(words, &job.question)?;
    let assessed = assess_all(&inputs.library, &inputs.production, &inputs.places, inputs.day);
    let all: Vec<Calendar> = assessed.iter().map(|one| calendar(&inputs.library, &inputs.production, one)).collect();
    let text = match job.json {
        true => super::text::json(&as_json(&all)),
        false => said(words, &inputs, &all),
    };
    show(&text, job.json)?;
    if let Some(path) = &job.ics {
        let own: Vec<_> = all.iter().map(|one| (&inputs.production, one)).collect();
        let name = words.text(&inputs.production.name);
        let bytes = ics(words, &inputs.library, name, &own, inputs.day);
        output.write(Some(path), &bytes)?;
    }
    Ok(tell(words, &inputs.problems))
}

// As JSON. Amounts are exact text; dates are as precise as in the sources.

#[derive(Serialize)]
struct Json<'a> {
    places: Vec<PlaceJson<'a>>,
}

#[derive(Serialize)]
struct PlaceJson<'a> {
    place: &'a str,
    entries: Vec<EntryJson<'a>>,
    cash: Vec<CashJson>,
}

#[derive(Serialize)]
pub(super) struct EntryJson<'a> {
    policy: &'a str,
    incentives: Vec<&'a str>,
    event: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<[Option<String>; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    months: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    second_hand: Option<bool>,
}

#[derive(Serialize)]
struct CashJson {
    month: Option<String>,
    by: &'static str,
    second_hand: bool,
    amount: [Option<String>; 2],
}

fn as_json(all: &[Calendar]) -> Json<'_> {
    let month = |cash: &Cash| CashJson {
        month: cash.month.map(month),
        by: by(cash.by),
        second_hand: cash.second_hand,
        amount: ends(cash.amount),
    };
    let place = |one| -> PlaceJson<'_> {
        let one: &Calendar = one;
        let entries = one.entries.iter().map(entry).collect();
        PlaceJson { place: one.place.as_str(), entries, cash: cash([one]).iter().map(month).collect() }
    };
    Json { places: all.iter().map(place).collect() }
}

fn ends(range: Range) -> [Option<String>; 2] {
    [Some(range.low.exact_text()), range.high.map(Fraction::exact_text)]
}

fn by(by: By) -> &'static str {
    match by {
        By::Published => "Published",
        By::User => "User",
    }
}

fn month(day: jiff::civil::Date) -> String {
    PartialDate::Month(day.year(), day.month()).to_string()
}

/// One entry, as JSON.
pub(super) fn entry(one: &Entry) -> EntryJson<'_> {
    let mut entry = EntryJson {
        policy: one.policy.as_str(),
        incentives: one.incentives.iter().map(|incentive| incentive.as_str()).collect(),
        event: "",
        from: None,
        to: None,
        amount: None,
        share: None,
        months: None,
        by: None,
        second_hand: None,
    };
    match &one.event {
        Event::Window { from, to, .. } => {
            (entry.event, entry.from, entry.to) =
                ("Window", from.map(|day| day.to_string()), to.map(|day| day.to_string()));
        }
        Event::Intake(backlot::model::application::Intake::Rolling) => entry.event = "Rolling",
        Event::Intake(backlot::model::application::Intake::UntilSpent) => entry.event = "UntilSpent",
        Event::NoWindow => entry.event = "NoWindow",
        Event::Begins(day) => (entry.event, entry.from) = ("Begins", Some(day.to_string())),
        Event::Ends(day) => (entry.event, entry.to) = ("Ends", Some(day.to_string())),
        Event::Payment(payment) => {
            entry.event = "Payment";
            (entry.from, entry.to) =
                (payment.due.map(|[first, _]| month(first)), payment.due.map(|[_, last]| month(last)));
            (entry.amount, entry.by) = (Some(ends(payment.amount)), Some(by(payment.by)));
            entry.second_hand = Some(payment.second_hand);
            (entry.share, entry.months) = (Some(payment.share.to_string()), Some(payment.months.to_string()));
        }
        Event::PaidWhen(_) => entry.event = "PaidWhen",
        Event::NotPublished => entry.event = "NotPublished",
    }
    entry
}

fn said(words: &Words, inputs: &Inputs, all: &[Calendar]) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let mut line = |text: &str| {
        let _ = writeln!(out, "{}", visible::line(text.trim_end()));
    };
    let currency = inputs.production.currency;
    for one in all {
        // If the user chose no places, those that pay nothing would only fill the page.
        if one.entries.is_empty() && !inputs.chosen {
            continue;
        }
        line(&words.place(&inputs.library, &one.place));
        if one.entries.is_empty() {
            line(&format!("  {}", say!(words, "calendar-nothing")));
        }
        for entry in &one.entries {
            let (what, when) = words.calendar_entry(&inputs.library, currency, entry);
            let about = words.calendar_about(&inputs.library, entry);
            let what = say!(words, "report-labelled", label = when, value = what);
            line(&format!("  {}", say!(words, "named-terms", name = what, terms = about)));
        }
        let months = cash([one]);
        if !months.is_empty() {
            let mut table = Table::new(vec![
                (say!(words, "calendar-cash"), Align::Left),
                (String::new(), Align::Right),
                (say!(words, "calendar-column-whose"), Align::Left),
            ]);
            for one in &months {
                let (month, amount, whose) = words.calendar_cash(currency, one);
                table.row(vec![month, amount, whose]);
            }
            table.to_string().lines().for_each(|row| line(&format!("  {row}")));
        }
    }
    line("");
    line(&say!(words, "calendar-note"));
    out
}
