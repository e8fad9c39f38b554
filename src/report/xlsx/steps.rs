//! Every step of every place, one row each, with formulas between them.

use std::sync::Arc;

use rust_decimal::Decimal;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Book;
use super::answers::{At, Inputs};
use super::follow::{ENDS, Ends, Placed, agreeing, shape};
use super::formula::Term;
use super::page::{Column, FIRST, Page, as_cell};
use super::style::{Tone, count, money, share};
use crate::model::fact::FactKind;
use crate::model::id::{IncentiveId, PolicyId};
use crate::rules::assess::Assessment;
use crate::rules::fraction::Fraction;
use crate::rules::stack::Combination;
use crate::rules::step::{Step, StepKind, Unit, Value};
use crate::say;

/// The number of outline levels of a sheet.
const MOST_LEVELS: u32 = 7;

/// The maximum indentation of a label.
const MOST_INDENT: u32 = 15;

/// A step in its row.
struct Line<'a> {
    step: &'a Step,
    /// The index of its place.
    place: usize,
    level: u32,
    at: At,
    /// The lines of its parts.
    parts: Vec<usize>,
    /// The last line below it.
    last: usize,
    /// The line that explains it, if it was explained before.
    before: Option<usize>,
}

/// The steps explained so far, which can be repeated without their parts.
type Written<'a> = Vec<(&'a StepKind, usize)>;

/// The numbers of the rows with the totals of the places.
pub(super) type Totals = Vec<u32>;

/// The sheet of steps.
pub(super) fn write(book: &mut Book<'_>, inputs: &Inputs) -> Result<(Worksheet, Totals), XlsxError> {
    let assessments = std::mem::take(&mut book.assessments);
    let explained: Vec<Step> = assessments.iter().map(|one| one.explained()).collect();
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut totals = Vec::new();
    for (place, (step, assessment)) in explained.iter().zip(&assessments).enumerate() {
        totals.push(row_of(lines.len()));
        let at = At { place: assessment.place.clone(), policy: None, item: None };
        lay(book, &mut lines, step, (place, 0), at, &mut Vec::new());
    }
    let sheet = sheet(book, inputs, &lines, &assessments);
    book.assessments = assessments;
    Ok((sheet?, totals))
}

/// The number of the row of a line, as shown in the sheet.
fn row_of(line: usize) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX).saturating_add(FIRST + 1)
}

/// Lays out a step and all steps below it.
fn lay<'a>(
    book: &Book<'_>,
    lines: &mut Vec<Line<'a>>,
    step: &'a Step,
    (place, level): (usize, u32),
    at: At,
    written: &mut Written<'a>,
) -> usize {
    let here = lines.len();
    let at = match &step.what {
        StepKind::Incentive(policy, _) | StepKind::Award(policy, _) | StepKind::Policy(policy, _) => {
            at.within(book, policy)
        }
        _ => at,
    };
    let same = |(what, line): &&(&StepKind, usize)| {
        **what == step.what && lines.get(*line).is_some_and(|line| line.step.value == step.value)
    };
    let repeats = matches!(step.what, StepKind::Line(..) | StepKind::Award(..));
    let before = written.iter().find(same).map(|(_, line)| *line).filter(|_| repeats && step.parts.is_empty());
    lines.push(Line { step, place, level, at: at.clone(), parts: Vec::new(), last: here, before });
    let mut parts = Vec::with_capacity(step.parts.len());
    for part in &step.parts {
        // A result for an item of a list applies only to that item, and an award starts again.
        let own_written = matches!(part.what, StepKind::Item(_) | StepKind::Incentive(..));
        let at = match (&step.what, &part.what) {
            // A list within a list is not followed.
            (StepKind::ForEach(list), StepKind::Item(number)) if at.item.is_none() => {
                At { item: Some((list.clone(), *number)), ..at.clone() }
            }
            _ => at.clone(),
        };
        let written: &mut Written<'a> = if own_written { &mut Vec::new() } else { &mut *written };
        parts.push(lay(book, lines, part, (place, level + 1), at, written));
    }
    if repeats && !step.parts.is_empty() {
        written.push((&step.what, here));
    }
    let last = lines.len().saturating_sub(1);
    if let Some(line) = lines.get_mut(here) {
        line.parts = parts;
        line.last = last;
    }
    here
}

fn sheet(
    book: &mut Book<'_>,
    inputs: &Inputs,
    lines: &[Line<'_>],
    assessments: &[Arc<Assessment>],
) -> Result<Worksheet, XlsxError> {
    let words = book.words;
    let mut page = Page::new(book, &book.names.steps, &book.names.steps, &say!(words, "xlsx-steps-lead"))?;
    let columns = [
        Column::text(say!(words, "report-column-place"), 24.0),
        Column::numbers(say!(words, "xlsx-column-level"), 7.0),
        Column::text(say!(words, "xlsx-column-step"), 58.0),
        Column::figures(say!(words, "xlsx-column-least"), 17.0),
        Column::figures(say!(words, "xlsx-column-most"), 17.0),
        Column::unit(say!(words, "xlsx-column-unit"), 10.0),
        Column::text(say!(words, "xlsx-column-note"), 50.0),
        Column::text(say!(words, "report-column-source"), 26.0),
    ];
    page.columns(&columns, 3)?;
    page.filter(FIRST.saturating_add(u32::try_from(lines.len()).unwrap_or_default()).saturating_sub(1), columns.len())?;
    let mut breaks = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let row = row_of(index).saturating_sub(1);
        let Some(assessment) = assessments.get(line.place) else { continue };
        if line.level == 0 && index > 0 {
            breaks.push(row);
        }
        write_texts(book, &mut page, row, line, assessment)?;
        write_ends(book, inputs, &mut page, lines, index, assessment)?;
    }
    // The sign for a group is beside its result, which comes first here.
    page.sheet.group_symbols_above(true);
    for (index, line) in lines.iter().enumerate() {
        if line.last > index && line.level < MOST_LEVELS {
            page.sheet.group_rows(row_of(index), row_of(line.last).saturating_sub(1))?;
        }
    }
    page.sheet.set_page_breaks(&breaks)?;
    page.finish()
}

/// The name of a step, with its note and its sources.
fn write_texts(
    book: &mut Book<'_>,
    page: &mut Page,
    row: u32,
    line: &Line<'_>,
    assessment: &Assessment,
) -> Result<(), XlsxError> {
    let said = book.telling.say(line.step);
    let tone = match line.step.what {
        StepKind::Place(..) => Tone::Group,
        StepKind::Policy(..) | StepKind::Group(..) | StepKind::Incentive(..) => Tone::Strong,
        _ => Tone::Plain,
    };
    let ground = |other: Tone| if tone == Tone::Group { tone } else { other };
    let style = page.style;
    let place = book.words.place(book.brief.library, &assessment.place);
    page.text(row, 0, &place, &style.text(ground(Tone::Quiet)))?;
    page.number(row, 1, line.level.into(), &style.number(ground(Tone::Quiet)))?;
    let indent = u8::try_from(line.level.min(MOST_INDENT)).unwrap_or_default();
    page.indented(row, 2, &said.label, &style.text(tone), indent)?;
    page.line(row, 5, &unit(book, line.step), &style.unit(ground(Tone::Quiet)))?;
    let mut notes = Vec::new();
    if let StepKind::Incentive(policy, incentive) = &line.step.what
        && let Some(award) = assessment.award(policy, incentive)
    {
        notes.push(book.telling.verdict(award));
        notes.push(book.telling.reason(award));
    }
    notes.push(said.note);
    notes.retain(|note| !note.is_empty());
    let decided = if said.decisive { Tone::Possible } else { Tone::Quiet };
    page.text(row, 6, &notes.join("\n"), &style.text(ground(decided)))?;
    let references = book.references.cite(line.step.cites());
    page.text(row, 7, &Book::numbers(&references), &style.text(ground(Tone::Quiet)))
}

/// The result of a step, with formulas if they are exact.
fn write_ends(
    book: &Book<'_>,
    inputs: &Inputs,
    page: &mut Page,
    lines: &[Line<'_>],
    index: usize,
    assessment: &Assessment,
) -> Result<(), XlsxError> {
    let Some(line) = lines.get(index) else { return Ok(()) };
    let (step, style) = (line.step, page.style);
    let row = row_of(index).saturating_sub(1);
    let tone = match step.what {
        StepKind::Answered(..) => Tone::Input,
        StepKind::Fixed => Tone::Printed,
        StepKind::Place(..) => Tone::Group,
        StepKind::Policy(..) | StepKind::Group(..) | StepKind::Incentive(..) => Tone::Strong,
        _ => Tone::Plain,
    };
    let Value::Amount(range, unit) = step.value else {
        page.text(row, 3, &book.telling.value(step), &style.beside_figures(tone))?;
        return page.text(row, 4, "", &style.cell(if tone == Tone::Group { tone } else { Tone::Plain }));
    };
    let formulas = agreeing(step, ends(inputs, lines, index, assessment));
    for ((column, value), formula) in (3u16..).zip([Some(range.low), range.high]).zip(formulas) {
        let Some(value) = value.map(Fraction::decimal) else {
            let text = match step.what {
                StepKind::Missing(_) => say!(book.words, "unknown-value"),
                _ => say!(book.words, "no-limit-known"),
            };
            let tone = if tone == Tone::Group { tone } else { Tone::Unknown };
            page.text(row, column, &text, &style.beside_figures(tone))?;
            continue;
        };
        match formula {
            Some(term) => {
                let format = style.figure(tone, pattern(unit, value));
                page.formula(row, column, &term.to_string(), &as_cell(value).to_string(), &format)?;
            }
            None => {
                let tone = if tone == Tone::Plain { Tone::Worked } else { tone };
                page.number(row, column, value, &style.figure(tone, pattern(unit, value)))?;
            }
        }
    }
    Ok(())
}

/// The formulas for the two ends of a step.
fn ends(inputs: &Inputs, lines: &[Line<'_>], index: usize, assessment: &Assessment) -> Ends {
    let Some(line) = lines.get(index) else { return [None, None] };
    let placed = |index: usize| Some(Placed { step: lines.get(index)?.step, row: row_of(index) });
    let Some(own) = placed(index) else { return [None, None] };
    match &line.step.what {
        // One cell is enough to change an exact answer.
        StepKind::Answered(fact, answer) => {
            let cell = inputs.cell(&line.at, fact, answer);
            [cell.map(|at| Term::Cell(at, Some(line.step.range().low))), Some(own.low())]
        }
        StepKind::Fixed => [None, Some(own.low())],
        StepKind::Place(..) => {
            let parts: Vec<Placed<'_>> = line.parts.iter().copied().filter_map(placed).collect();
            let [low, high] = agreeing(line.step, shape(line.step, &parts));
            let by_award = |combination: &Combination, end: usize| {
                let terms = combination.taken.iter().map(|(at, paid)| {
                    let award = assessment.awards.get(*at)?;
                    let row = row_of_award(lines, line.place, &award.policy, &award.incentive)?;
                    Some(Term::Cell(format!("{}{row}", ENDS.get(end)?), *paid)).filter(|_| {
                        let whole = if end == 0 { Some(award.outcome.floor()) } else { award.outcome.ceiling() };
                        whole == *paid
                    })
                });
                terms.collect::<Option<Vec<Term>>>().filter(|terms| !terms.is_empty()).map(Term::Sum)
            };
            [low.or_else(|| by_award(&assessment.certain, 0)), high.or_else(|| by_award(&assessment.possible, 1))]
        }
        what => match line.before.and_then(placed) {
            Some(before) => [Some(before.low()), Some(before.high())],
            None => {
                let parts: Vec<Placed<'_>> = line.parts.iter().copied().filter_map(placed).collect();
                // The list of a sum can be among its parts.
                let items = matches!(what, StepKind::ForEach(_));
                if items && parts.iter().any(|part| !matches!(part.step.what, StepKind::Item(_))) {
                    return [None, None];
                }
                shape(line.step, &parts)
            }
        },
    }
}

fn row_of_award(lines: &[Line<'_>], place: usize, policy: &PolicyId, incentive: &IncentiveId) -> Option<u32> {
    let is = |line: &Line<'_>| match &line.step.what {
        StepKind::Incentive(a, b) => line.place == place && a == policy && b == incentive,
        _ => false,
    };
    lines.iter().position(is).map(row_of)
}

fn pattern(unit: Unit, value: Decimal) -> &'static str {
    match unit {
        Unit::Money | Unit::MoneyIn(_) => money(value),
        Unit::Share => share(value),
        Unit::Count => count(value),
    }
}

/// The unit of the amount of a step.
fn unit(book: &Book<'_>, step: &Step) -> String {
    let Value::Amount(_, unit) = step.value else { return String::new() };
    let fact = match &step.what {
        StepKind::Answered(fact, _) | StepKind::Missing(fact) => book.brief.library.facts.get(fact),
        _ => None,
    };
    match (unit, fact.map(|fact| &fact.kind)) {
        (Unit::Money, _) => book.currency(),
        (Unit::MoneyIn(currency), _) => book.currency_name(currency),
        (Unit::Count, Some(FactKind::Count(unit))) => book.words.text(unit).to_owned(),
        (Unit::Share | Unit::Count, _) => String::new(),
    }
}
