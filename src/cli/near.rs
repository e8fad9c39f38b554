//! Changes that bring more in a place.

use std::fmt::Write as _;

use backlot::model::number::Number;
use backlot::model::production::Answer;
use backlot::model::visible;
use backlot::rules::assess::assess_in;
use backlot::rules::context::Context;
use backlot::rules::fraction::Fraction;
use backlot::rules::stack::Blocker;
use backlot::say;
use backlot::study::near::{Blocked, Change, Near, blocked, near_in_all};
use backlot::words::Words;
use serde::Serialize;

use super::args::NearJob;
use super::inputs::Inputs;
use super::{End, Result, goal, show, tell};

/// Changes that bring more, as JSON. Amounts are exact text.
#[derive(Serialize)]
struct Json<'a> {
    place: &'a str,
    changes: Vec<ChangeJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<String>,
    floor_gain: String,
    ceiling_gain: Option<String>,
    /// As `policy/incentive`.
    incentives: Vec<String>,
    /// Whether no smaller change of the same kind brings as much.
    nearest: bool,
    /// The user's cost of the change.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost: Option<String>,
    /// Whether the cost was written for exactly this change.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_is_exact: Option<bool>,
    /// The gains less the cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    floor_net: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ceiling_net: Option<Option<String>>,
    /// The reason that it brings nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    blocked: Option<&'static str>,
}

#[derive(Serialize)]
struct ChangeJson<'a> {
    fact: &'a str,
    from: Option<&'a Answer>,
    to: &'a Answer,
    /// The figure that has to be passed, if reaching it is not enough.
    #[serde(skip_serializing_if = "Option::is_none")]
    beyond: Option<Number>,
}

fn change_json(change: &Change) -> ChangeJson<'_> {
    let Change { fact, from, to, beyond } = change;
    ChangeJson { fact: fact.as_str(), from: from.as_ref(), to, beyond: *beyond }
}

/// Finds changes that bring more.
pub(super) fn run(words: &Words, job: &NearJob) -> Result<End> {
    let inputs = Inputs::read(words, &job.question)?;
    if let Some(wanted) = &job.wanted {
        show(&goal::said(words, &inputs, wanted, job.json)?, job.json)?;
        return Ok(tell(words, &inputs.problems));
    }
    let context = Context::new(&inputs.library, &inputs.production, inputs.day);
    let all = near_in_all(&context, &inputs.places);
    let nothing: Vec<Vec<Blocked>> =
        inputs.places.iter().map(|place| blocked(&context, &assess_in(&context, place))).collect();
    let text = match job.json {
        true => {
            let wins = all.iter().flatten().map(as_json);
            super::text::json(&wins.chain(nothing.iter().flatten().map(blocked_json)).collect::<Vec<_>>())
        }
        false => said(words, &inputs, &all, &nothing),
    };
    show(&text, job.json)?;
    Ok(tell(words, &inputs.problems))
}

fn as_json(near: &Near) -> Json<'_> {
    Json {
        place: near.place.as_str(),
        changes: near.changes.iter().map(change_json).collect(),
        day: near.day.map(|day| day.to_string()),
        floor_gain: near.floor_gain.exact_text(),
        ceiling_gain: near.ceiling_gain.map(Fraction::exact_text),
        incentives: near.incentives.iter().map(|(policy, incentive)| format!("{policy}/{incentive}")).collect(),
        nearest: near.nearest,
        cost: near.cost.as_ref().map(|cost| cost.amount().exact_text()),
        cost_is_exact: near.cost.as_ref().map(|cost| cost.is_exact),
        floor_net: near.floor_net().map(Fraction::exact_text),
        ceiling_net: near.cost.as_ref().map(|_| near.ceiling_net().map(Fraction::exact_text)),
        blocked: None,
    }
}

/// A change that brings nothing: the incentive that is then granted, and the rule that prevents it.
fn blocked_json(one: &Blocked) -> Json<'_> {
    let (policy, incentive) = &one.incentive;
    Json {
        place: one.place.as_str(),
        changes: vec![change_json(&one.change)],
        day: None,
        floor_gain: Fraction::ZERO.exact_text(),
        ceiling_gain: Some(Fraction::ZERO.exact_text()),
        incentives: vec![format!("{policy}/{incentive}")],
        nearest: true,
        cost: None,
        cost_is_exact: None,
        floor_net: None,
        ceiling_net: None,
        blocked: Some(match one.left.because {
            Blocker::Excluded { .. } => "excluded",
            Blocker::Needs { .. } => "needs",
            Blocker::Capped { .. } => "capped",
        }),
    }
}

fn said(words: &Words, inputs: &Inputs, all: &[Vec<Near>], nothing: &[Vec<Blocked>]) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let mut line = |text: &str| {
        let _ = writeln!(out, "{}", visible::line(text.trim_end()));
    };
    for ((place, near), nothing) in inputs.places.iter().zip(all).zip(nothing) {
        // If the user chose no places, those without a change would only fill the page.
        if near.is_empty() && nothing.is_empty() && !inputs.chosen {
            continue;
        }
        line(&words.place(&inputs.library, place));
        if near.is_empty() {
            line(&format!("  {}", say!(words, "near-none")));
        }
        for one in near {
            line(&format!("  {}", words.near(&inputs.library, inputs.production.currency, one)));
        }
        for one in nothing {
            line(&format!("  {}", words.blocked(&inputs.library, inputs.production.currency, one)));
        }
    }
    if all.iter().all(Vec::is_empty) && !inputs.chosen {
        line(&say!(words, "near-none"));
    }
    out
}
