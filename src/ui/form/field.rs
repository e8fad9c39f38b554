//! The field of one question: its text or choice, and whether that is valid.
//!
//! Amounts of money are in whole units of the currency; the same amount in 万 or millions is shown beside them.

use egui::{ComboBox, Response, RichText, TextEdit, Ui};
use rust_decimal::Decimal;

use crate::data::check;
use crate::data::problem::ProblemKind;
use crate::model::fact::{Fact, FactKind};
use crate::model::number::{Number, NumberError, Written};
use crate::model::production::{Answer, Currency};
use crate::say;
use crate::ui::context::ViewContext;
use crate::ui::dates::date_button;
use crate::ui::widgets::dashed_frame;
use crate::words::Words;
use crate::words::number::Scale;

/// An amount this many times larger than any other must be confirmed.
const MUCH_LARGER: u32 = 20;

/// The width of the button that opens a month, beside a field for a day.
const PICK: f32 = 27.0;
/// The width of a typed day.
const LEAST_DAY: f32 = 74.0;

/// The field of a question.
pub(super) struct Field<'a> {
    pub(super) cx: &'a ViewContext<'a>,
    pub(super) fact: &'a Fact,
    /// The current answer.
    pub(super) given: Option<&'a Answer>,
    pub(super) width: f32,
    pub(super) align: egui::Align2,
}

/// The result of a field in a frame.
pub(super) enum Typed {
    Nothing,
    Answer(Option<Answer>),
    /// The amount is far larger than the others and must be confirmed first.
    Asked {
        /// The typed answer.
        answer: Answer,
        /// The previous answer.
        good: Option<Answer>,
    },
    Wrong {
        /// The problem.
        text: String,
        /// The previous answer.
        good: Option<Answer>,
    },
}

/// The answer when the field got the focus.
#[derive(Clone, Default)]
struct Before(Option<Answer>);

impl Field<'_> {
    /// Draws the field. Returns its response, the typed value, and that value in words.
    pub(super) fn ui(&self, ui: &mut Ui) -> (Response, Typed, Option<String>) {
        let (response, typed, echo) = match &self.fact.kind {
            FactKind::YesNo => {
                let words = self.cx.words;
                let options = [(Answer::YesNo(true), say!(words, "yes")), (Answer::YesNo(false), say!(words, "no"))];
                let (response, typed) = self.choices_ui(ui, &options);
                (response, typed, None)
            }
            FactKind::Choice(choices) => {
                let options: Vec<(Answer, String)> = choices
                    .iter()
                    .map(|choice| {
                        let words = self.cx.words;
                        (Answer::Choice(choice.id.as_str().into()), words.capital(words.text(&choice.label)))
                    })
                    .collect();
                let (response, typed) = self.choices_ui(ui, &options);
                (response, typed, None)
            }
            _ => self.text_ui(ui),
        };
        if self.given.is_none() && !response.has_focus() {
            dashed_frame(ui.painter(), response.rect.shrink(0.5), self.cx.theme.unknown);
        }
        (response, typed, echo)
    }

    fn choices_ui(&self, ui: &mut Ui, options: &[(Answer, String)]) -> (Response, Typed) {
        let ViewContext { words, theme, .. } = self.cx;
        let unknown = say!(words, "calculator-dont-know");
        let now = options.iter().find(|(answer, _)| Some(answer) == self.given);
        let text = match now {
            Some((_, text)) => RichText::new(text),
            None => RichText::new(&unknown).color(theme.unknown),
        };
        let mut typed = Typed::Nothing;
        let combo = ComboBox::from_id_salt("choice").width(self.width).selected_text(text).truncate();
        let response = combo.show_ui(ui, |ui| {
            if ui.selectable_label(now.is_none(), &unknown).clicked() {
                typed = Typed::Answer(None);
                // A choice by keyboard closes the list too.
                ui.close();
            }
            for (answer, text) in options {
                if ui.selectable_label(Some(answer) == self.given, text).clicked() {
                    typed = Typed::Answer(Some(answer.clone()));
                    ui.close();
                }
            }
        });
        (response.response, typed)
    }

    fn text_ui(&self, ui: &mut Ui) -> (Response, Typed, Option<String>) {
        let ViewContext { words, theme, .. } = self.cx;
        let shown = self.given.map_or_else(String::new, |answer| entry_text(words, self.fact, answer));
        let id = ui.scope_id().with("text");
        let kept: Option<String> = ui.data(|data| data.get_temp(id));
        // An answer that waits for confirmation stays in the field.
        let waiting: Option<String> = ui.data(|data| data.get_temp(id.with("waiting")));
        let mut text = kept.clone().or_else(|| waiting.clone()).unwrap_or_else(|| shown.clone());
        let hint = say!(words, "calculator-dont-know");
        // A day is never cut to make room for the button.
        let pickable = self.fact.kind == FactKind::Date && self.width - PICK >= LEAST_DAY;
        let edit = TextEdit::singleline(&mut text)
            .id(id.with("edit"))
            .hint_text(RichText::new(hint).color(theme.unknown))
            .align(self.align)
            .desired_width(if pickable { self.width - PICK } else { self.width })
            .margin(egui::Margin::symmetric(6, 4));
        let (response, picked) = match pickable {
            true => {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 3.0;
                    let response = ui.add(edit);
                    let now =
                        self.given.and_then(|answer| if let Answer::Date(day) = answer { Some(*day) } else { None });
                    let name = words.text(&self.fact.question);
                    (response, date_button(ui, self.cx, now, name))
                })
                .inner
            }
            false => (ui.add(edit), None),
        };
        let before = id.with("before");
        if response.gained_focus() {
            // The whole text is selected, so that typing replaces it.
            select_all(ui, response.id, &text);
            ui.data_mut(|data| data.insert_temp(before, Before(self.given.cloned())));
        }
        let mut typed = Typed::Nothing;
        let mut waits = false;
        let parsed = self.parse(&text);
        let is_typed = text != shown && (response.has_focus() || waiting.is_some());
        let echo = match &parsed {
            Ok(Some(Answer::Number(number))) if self.fact.kind == FactKind::Money => {
                words.echo(number.0, self.cx.session.production().currency)
            }
            _ => None,
        };
        match parsed {
            Ok(Some(answer)) if is_typed && Some(&answer) != self.given && self.is_much_larger(&answer) => {
                let Before(good) = ui.data(|data| data.get_temp(before)).unwrap_or_default();
                if good.as_ref() != Some(&answer) {
                    waits = true;
                    typed = Typed::Asked { answer, good };
                }
            }
            Ok(answer) if response.changed() => typed = Typed::Answer(answer),
            Ok(_) => {}
            // While a figure is invalid, the previous answer is restored.
            Err(wrong) => {
                let Before(good) = ui.data(|data| data.get_temp(before)).unwrap_or_default();
                typed = Typed::Wrong { text: wrong, good };
            }
        }
        if let Some(day) = picked {
            typed = Typed::Answer(Some(Answer::Date(day)));
            ui.data_mut(|data| data.remove::<String>(id));
        }
        if waits {
            ui.data_mut(|data| data.insert_temp(id.with("waiting"), text.clone()));
        } else if waiting.is_some() {
            ui.data_mut(|data| data.remove::<String>(id.with("waiting")));
        }
        if response.has_focus() {
            ui.data_mut(|data| data.insert_temp(id, text));
        } else if kept.is_some() {
            // After typing, the field shows the applied answer.
            ui.data_mut(|data| data.remove::<String>(id));
        }
        (response, typed, echo)
    }

    /// Whether an amount is more than twenty times any other amount of the production.
    fn is_much_larger(&self, answer: &Answer) -> bool {
        let (Answer::Number(amount), FactKind::Money) = (answer, &self.fact.kind) else { return false };
        let production = self.cx.session.production();
        let all = production.answers.iter().chain(production.local.values().flatten());
        let others = all.filter(|(id, _)| **id != self.fact.id).filter_map(|(id, answer)| {
            let fact = self.cx.session.library.facts.get(id)?;
            match (answer, &fact.kind) {
                (Answer::Number(number), FactKind::Money) if number.0 > Decimal::ZERO => Some(number.0),
                _ => None,
            }
        });
        let largest = others.max().and_then(|largest| largest.checked_mul(Decimal::from(MUCH_LARGER)));
        largest.is_some_and(|largest| amount.0 > largest)
    }

    /// The typed answer; `None` for an empty text.
    fn parse(&self, text: &str) -> Result<Option<Answer>, String> {
        let words = self.cx.words;
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        if self.fact.kind == FactKind::Date {
            return text.parse().map(|date| Some(Answer::Date(date))).map_err(|_| say!(words, "form-wrong-date"));
        }
        let value = typed_number(words, self.cx.session.production().currency, &self.fact.kind, text)?;
        let answer = Answer::Number(Number(value));
        match check::answer(&self.cx.session.library, self.fact, &answer) {
            Ok(()) => Ok(Some(answer)),
            Err(ProblemKind::OutOfBounds { .. }) => {
                let max = self.fact.max.unwrap_or(Number::ONE);
                let max = words.answer(Some(self.fact), &Answer::Number(max), self.cx.session.production().currency);
                Err(say!(words, "form-too-large", max = max))
            }
            Err(ProblemKind::TooSmall { .. }) => {
                let min = Answer::Number(self.fact.min.unwrap_or(Number::ZERO));
                let min = words.answer(Some(self.fact), &min, self.cx.session.production().currency);
                Err(say!(words, "form-too-small", min = min))
            }
            Err(ProblemKind::Negative(_)) => Err(say!(words, "form-negative")),
            Err(what @ ProblemKind::BrokenCount { .. }) => Err(words.what(&what)),
            Err(_) => Err(say!(words, "form-wrong-number")),
        }
    }
}

/// A number as people type it, in the unit of a kind of fact; otherwise the problem.
pub(in crate::ui) fn typed_number(
    words: &Words,
    currency: Currency,
    kind: &FactKind,
    text: &str,
) -> Result<Decimal, String> {
    let written = Written::read(text).map_err(|wrong| match wrong {
        NumberError::Ambiguous(_) => say!(words, "form-wrong-ambiguous"),
        _ => say!(words, "form-wrong-number"),
    })?;
    let is_own =
        |code: &str| code == currency.code() || (code == "CNY" && currency.code() == "JPY" && !text.contains('元'));
    match written.currency {
        Some(_) if *kind != FactKind::Money => return Err(say!(words, "form-wrong-kind")),
        Some(code) if !is_own(code) => return Err(say!(words, "form-wrong-currency", code = currency.code())),
        _ => {}
    }
    if written.percent && *kind != FactKind::Percent {
        return Err(say!(words, "form-wrong-kind"));
    }
    // In Korean money the letter can also mean won.
    if written.typed_wan && currency.code() == "KRW" {
        return Err(say!(words, "form-wrong-ambiguous"));
    }
    let explicit = written.scaled || written.percent;
    let factor = if *kind == FactKind::Percent && !explicit { Decimal::new(1, 2) } else { Decimal::ONE };
    let value = written.number.0.checked_mul(factor).ok_or_else(|| say!(words, "form-wrong-number"))?;
    Ok(value.normalize())
}

/// An answer as it is written in a field, without its unit.
fn entry_text(words: &Words, fact: &Fact, answer: &Answer) -> String {
    match (answer, &fact.kind) {
        (Answer::Number(number), FactKind::Money) => words.figure(number.0, Scale::One),
        (Answer::Number(number), FactKind::Percent) => {
            let hundredfold = number.0.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(number.0);
            format!("{}%", hundredfold.normalize())
        }
        (Answer::Number(number), _) => words.plain(number.0),
        (Answer::Date(date), _) => date.to_string(),
        (Answer::YesNo(_) | Answer::Choice(_) | Answer::Items(_), _) => String::new(),
    }
}

/// Selects the whole text.
fn select_all(ui: &Ui, id: egui::Id, text: &str) {
    if let Some(mut state) = TextEdit::load_state(ui.ctx(), id) {
        let range =
            egui::text::CCursorRange::two(egui::text::CCursor::new(0), egui::text::CCursor::new(text.chars().count()));
        state.cursor.set_char_range(Some(range));
        TextEdit::store_state(ui.ctx(), id, state);
    }
}
