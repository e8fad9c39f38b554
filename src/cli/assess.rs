//! Calculates what places give a production.

use std::fmt::Write as _;

use backlot::model::date::PartialDate;
use backlot::model::id::PlaceId;
use backlot::model::policy::Basis;
use backlot::model::visible;
use backlot::report::json;
use backlot::report::plan::Plan;
use backlot::report::references::References;
use backlot::rules::assess::{Assessment, assess_all};
use backlot::rules::context::Context;
use backlot::rules::fraction::Fraction;
use backlot::rules::outcome::{Award, Outcome, Unpriced};
use backlot::rules::step::Step;
use backlot::say;
use backlot::study::evidence::{Evidence, official_only, second_hand};
use backlot::study::lines::aside;
use backlot::study::open::{Effect, effects};
use backlot::words::Words;
use backlot::words::explain::Telling;
use backlot::words::number::Scale;
use jiff::civil::Date;
use unicode_width::UnicodeWidthStr as _;

use super::args::Assess;
use super::inputs::Inputs;
use super::text::{self, Align, Table, pad};
use super::{End, Result, show, tell};

/// With more places than this, they are listed and not described one by one, unless the user chose them.
const MOST_TOLD: usize = 6;

/// Calculates what places give a production.
pub(super) fn run(words: &Words, job: &Assess) -> Result<End> {
    let inputs = Inputs::read(words, &job.question)?;
    let text = if job.json {
        let plan = Plan { official: job.official, ..Plan::default() };
        text::json(&json::answer(&inputs.brief(Scale::One, &plan), words))
    } else {
        let official = job.official.then(|| official_only(&inputs.library));
        let library = official.as_ref().unwrap_or(&inputs.library);
        let telling = Telling { words, library, currency: inputs.production.currency };
        let references = References::new(words, library);
        Teller { telling, references, out: String::new() }.tell(&inputs, job.explain)
    };
    show(&text, job.json)?;
    Ok(tell(words, &inputs.problems))
}

struct Teller<'a> {
    telling: Telling<'a>,
    references: References<'a>,
    out: String,
}

impl Teller<'_> {
    fn tell(mut self, inputs: &Inputs, explain: bool) -> String {
        let words = self.telling.words;
        let Inputs { production, places, day, .. } = inputs;
        let (today, library) = (*day, self.telling.library);
        let context = Context::new(library, production, today);
        let assessments: Vec<Assessment> = assess_all(library, production, places, today);
        let day = words.date(PartialDate::Day(*day));
        let name = words.text(&production.name);
        self.line(&format!("{name} · {} {day}", say!(words, "report-about-day")));
        self.line("");
        self.table(&assessments, inputs.chosen);
        self.line("");
        if assessments.iter().any(|one| self.is_second_hand(one)) {
            self.line(&say!(words, "evidence-mark"));
        }
        self.gates(&assessments);
        self.line(&say!(words, "report-caution"));
        if inputs.chosen || explain || assessments.len() <= MOST_TOLD {
            for one in &assessments {
                self.line("");
                self.place(&context, one, explain, today);
                if explain {
                    self.aside(&context, one);
                }
            }
            self.sources();
        } else {
            self.line(&say!(words, "cli-choose-places"));
        }
        self.out
    }

    fn line(&mut self, line: &str) {
        // Writing to a string does not fail.
        let _ = writeln!(self.out, "{}", visible::line(line.trim_end()));
    }

    /// All places. Places that the user did not order are sorted by what they give.
    fn table(&mut self, assessments: &[Assessment], chosen: bool) {
        let words = self.telling.words;
        let mut rows: Vec<&Assessment> = assessments.iter().collect();
        if !chosen {
            rows.sort_by_key(|one| std::cmp::Reverse(one.standing()));
        }
        let mut table = Table::new(vec![
            (say!(words, "report-column-place"), Align::Left),
            (say!(words, "report-certain"), Align::Right),
            (say!(words, "report-possible"), Align::Right),
        ]);
        for one in rows {
            table.row(vec![self.place_name(&one.place), self.certain(one), self.total(one)]);
        }
        self.out += &table.to_string();
    }

    /// The class of the work and the document it needs, once per gate.
    fn gates(&mut self, assessments: &[Assessment]) {
        let words = self.telling.words;
        let mut said: Vec<String> = Vec::new();
        for passage in assessments.iter().flat_map(|one| &one.gates) {
            let Some((label, value)) = words.passage(self.telling.library, passage) else { continue };
            let line = say!(words, "report-labelled", label = label, value = value);
            if !said.contains(&line) {
                let references = self.cite(passage.step.cites());
                self.line(&format!("{line}{references}"));
                said.push(line);
            }
        }
    }

    /// Whether the possible amount of a place is known at second hand, wholly or in part.
    fn is_second_hand(&self, one: &Assessment) -> bool {
        second_hand(self.telling.library, one).is_some_and(|part| !part.is_zero())
    }

    /// The certain amount. A place without recorded money gets a dash, not zero.
    fn certain(&self, one: &Assessment) -> String {
        match one.is_unrecorded() {
            true => say!(self.telling.words, "unrecorded-value"),
            false => self.money(one.floor),
        }
    }

    /// The total possible amount, with a sign if it is known at second hand.
    fn total(&self, one: &Assessment) -> String {
        if one.is_unrecorded() {
            return say!(self.telling.words, "unrecorded-long");
        }
        let most = self.most(one);
        if one.known_ceiling().is_some() && self.is_second_hand(one) { format!("{most}†") } else { most }
    }

    fn place(&mut self, context: &Context<'_>, one: &Assessment, explain: bool, day: Date) {
        let words = self.telling.words;
        let name = self.place_name(&one.place);
        let certain = match one.is_unrecorded() {
            true => say!(words, "unrecorded-long"),
            false => say!(words, "report-flat-total", floor = self.money(one.floor), ceiling = self.total(one)),
        };
        self.line(&say!(words, "report-labelled", label = name, value = certain));
        if let Some(most) = one.within.filter(|_| one.unpriced > 0) {
            let amount = self.money(most);
            self.line(&format!(
                "  {}",
                match one.known_ceiling() {
                    None => say!(words, "cap-only", amount = amount),
                    Some(_) => say!(words, "cap-within", amount = amount),
                }
            ));
        }
        for note in one.reached().map(|reached| self.telling.reached(reached)).unwrap_or_default() {
            self.line(&format!("  {note}"));
        }
        if one.awards.is_empty() {
            self.line(&format!("  {}", say!(words, "report-place-empty")));
        }
        let heads: Vec<(String, String)> =
            one.awards.iter().map(|award| (self.telling.verdict(award), self.amount(award))).collect();
        let widest = |of: &dyn Fn(&(String, String)) -> usize| heads.iter().map(of).max().unwrap_or(0);
        let (verdicts, amounts) = (widest(&|head| head.0.width()), widest(&|head| head.1.width()));
        for (award, (verdict, amount)) in one.awards.iter().zip(&heads) {
            let head = format!("  {}  {}", pad(verdict, verdicts, Align::Left), pad(amount, amounts, Align::Right));
            let policy = self.telling.library.policies.get(&award.policy);
            let incentive = policy.and_then(|policy| policy.incentive(&award.incentive));
            let name = incentive.map_or("", |incentive| words.text(&incentive.name));
            let cites = incentive.map(|incentive| &*incentive.cites).unwrap_or_default();
            let references = self.cite(cites);
            self.line(&format!("{head}  {name}{references}"));
            let margin = " ".repeat(head.width() + 2);
            self.line(&format!("{margin}{}", self.telling.reason(award)));
            if let Some((policy, incentive)) = policy.zip(incentive) {
                let when = words.apply_when(policy.application_of(incentive), day);
                let paid = words.paid_when(policy.payout_of(incentive));
                let seen = words.evidence(Evidence::of(self.telling.library, policy, incentive));
                self.line(&format!("{margin}{}", say!(words, "cli-award-more", when = when, paid = paid, seen = seen)));
                if award.basis != Basis::Entitlement && award.outcome.ceiling().is_none_or(|most| !most.is_zero()) {
                    let paid = words.paid_short(self.telling.library, policy, Some(&incentive.id));
                    self.line(&format!("{margin}{paid}"));
                }
            }
        }
        for reduction in &one.reductions {
            let said = self.telling.say(&reduction.step);
            let range = |range| words.range(range, backlot::rules::step::Unit::Money, one.currency);
            let change =
                say!(words, "report-reduction", before = range(reduction.before), after = range(reduction.after));
            self.line(&format!("  {}", say!(words, "report-labelled", label = said.label, value = change)));
        }
        let effects = effects(context, one);
        if !effects.is_empty() {
            let (alone, answered): (Vec<&Effect>, Vec<&Effect>) =
                effects.iter().partition(|one| one.answers.is_empty());
            for effect in answered {
                let line = self.effect(one, effect);
                self.line(&format!("  {line}"));
            }
            let facts: Vec<String> = alone.iter().map(|one| words.fact(self.telling.library, &one.fact)).collect();
            if !facts.is_empty() {
                self.line(&format!("  {}", say!(words, "reason-needs", facts = facts.join(&words.comma()))));
            }
        }
        if one.certain.truncated || one.possible.truncated {
            self.line(&format!("  {}", say!(self.telling.words, "combination-not-searched")));
        }
        if explain {
            self.explanation(one);
        }
    }

    /// The effect of each answer to an open question on the place.
    fn effect(&self, one: &Assessment, effect: &Effect) -> String {
        let words = self.telling.words;
        let library = self.telling.library;
        let answers = words.each_answer(library, one.currency, effect);
        let fact = words.fact(library, &effect.fact);
        say!(words, "open-effect", fact = fact, answers = answers)
    }

    /// The awards that are left out, every step, and the cash.
    fn explanation(&mut self, one: &Assessment) {
        let words = self.telling.words;
        let left = one.left();
        if !left.is_empty() {
            self.line("");
            self.line(&format!("  {}", say!(words, "why-left")));
            // A cut in both combinations is reported once.
            let mut printed: Vec<String> = Vec::new();
            for left in left {
                let sentence = self.telling.left(one, left);
                if printed.contains(&sentence) {
                    continue;
                }
                printed.push(sentence.clone());
                let references = self.cite(left.because.cites());
                self.line(&format!("    {sentence}{references}"));
            }
        }
        self.line("");
        self.step(&one.explained(), 1);
        for award in &one.awards {
            let Some(cash) = &award.cash else { continue };
            let name = self.telling.say(&award.step).label;
            self.line("");
            self.line(&format!("  {}", say!(words, "cash-label", name = name)));
            self.step(&cash.step, 2);
        }
    }

    /// Named lines that no incentive uses.
    fn aside(&mut self, context: &Context<'_>, one: &Assessment) {
        let aside = aside(context, &one.place);
        if aside.is_empty() {
            return;
        }
        self.line("");
        self.line(&format!("  {}", say!(self.telling.words, "cli-lines-aside")));
        aside.iter().for_each(|aside| self.step(&aside.step, 2));
    }

    fn amount(&self, award: &Award) -> String {
        let words = self.telling.words;
        match &award.outcome {
            Outcome::Paid { floor, ceiling } if floor == ceiling => self.money(*floor),
            Outcome::Paid { .. } | Outcome::NeedsAnswer { .. } | Outcome::Conflict { .. } => {
                let (floor, ceiling) = (award.outcome.floor(), award.outcome.ceiling());
                let most = self.ceiling(ceiling);
                match ceiling {
                    None => most,
                    Some(_) if floor.is_zero() => say!(words, "amount-up-to", amount = most),
                    Some(_) => say!(words, "from-to", from = self.money(floor), to = most),
                }
            }
            Outcome::NotEligible(_) | Outcome::NotCalculable(Unpriced::InKind | Unpriced::NotInForce(_)) => {
                say!(words, "report-not-applicable")
            }
            Outcome::NotCalculable(_) => say!(words, "unknown-value"),
        }
    }

    fn step(&mut self, step: &Step, depth: usize) {
        let said = self.telling.say(step);
        let note = if said.note.is_empty() { String::new() } else { format!(" ({})", said.note) };
        let references = self.cite(step.cites());
        let said = say!(self.telling.words, "report-labelled", label = said.label, value = said.value);
        self.line(&format!("{}{said}{note}{references}", "  ".repeat(depth)));
        for part in &step.parts {
            self.step(part, depth + 1);
        }
    }

    fn cite(&mut self, cites: &[backlot::model::source::Citation]) -> String {
        let mut numbers: Vec<usize> = Vec::new();
        for reference in self.references.cite(cites) {
            if !numbers.contains(&reference.number) {
                numbers.push(reference.number);
            }
        }
        numbers.iter().map(|number| format!(" [{number}]")).collect()
    }

    fn sources(&mut self) {
        let list = self.references.list();
        if list.is_empty() {
            return;
        }
        self.line("");
        self.line(&say!(self.telling.words, "report-sources"));
        for entry in list {
            let facts = entry.facts.join(" · ");
            let link = entry.link.map_or_else(String::new, |link| format!(" · {link}"));
            self.line(&format!("  [{}] {} · {facts}{link}", entry.number, entry.title));
        }
    }

    fn place_name(&self, place: &PlaceId) -> String {
        self.telling.words.place(self.telling.library, place)
    }

    fn money(&self, amount: Fraction) -> String {
        self.telling.words.money(amount, self.telling.currency)
    }

    /// The possible amount of a place, with a sign if an award may pay an unpublished amount.
    fn most(&self, one: &Assessment) -> String {
        let ceiling = one.known_ceiling();
        let figure = self.ceiling(ceiling);
        if one.unpriced > 0 && ceiling.is_some() {
            say!(self.telling.words, "figure-and-more", figure = figure)
        } else {
            figure
        }
    }

    fn ceiling(&self, amount: Option<Fraction>) -> String {
        amount.map_or_else(|| say!(self.telling.words, "no-limit-known"), |amount| self.money(amount))
    }
}
