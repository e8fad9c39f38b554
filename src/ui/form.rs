//! The production as a form. It asks only what the chosen places need.
//!
//! A field edits a copy of its own while it has the keyboard and pushes an action whenever what is
//! typed makes sense; what does not is said under the field and changes nothing.

use egui::{Align, ComboBox, Layout, Response, RichText, Role, TextEdit, Ui, WidgetInfo};
use rust_decimal::Decimal;

mod items;

use self::items::items_ui;
use super::looking::{Asks, Looking};
use super::theme::Type;
use super::view::View;
use super::widgets::{dashed_frame, section, small};
use crate::model::fact::{Fact, FactKind, Topic};
use crate::model::id::{FactId, PlaceId};
use crate::model::number::{Number, NumberError, Written};
use crate::model::production::{Answer, Currency};
use crate::model::text::Language;
use crate::rules::assess::merge_questions;
use crate::say;
use crate::session::action::Action;
use crate::study::questions::needed;
use crate::words::Words;
use crate::words::number::Scale;

/// An amount so many times as large as any other is asked about.
const MUCH_LARGER: u32 = 20;

/// Draws the whole form.
pub(super) fn form_ui(ui: &mut Ui, looking: &Looking<'_>, view: &mut View, asks: &mut Asks) {
    let Looking { session, words, theme, .. } = looking;
    let production = session.production();
    name_ui(ui, looking, asks);
    let facts = needed(&session.library, &production.places, session.day);
    let text = if production.places.is_empty() {
        say!(words, "calculator-empty")
    } else {
        say!(words, "calculator-question", count = production.places.len().to_string())
    };
    ui.add(egui::Label::new(small(theme, text)).wrap());

    // Which questions count as open is fixed while somebody types, so that no field jumps away.
    let open_id = egui::Id::unique("open-questions");
    let working = ui.memory(|memory| memory.focused().is_some());
    let kept = ui.data(|data| data.get_temp::<Rows>(open_id));
    let rows = match kept {
        Some(kept) if working && kept.places == production.places => kept,
        _ => {
            let asked = merge_questions(session.assessments().into_iter().map(AsRef::as_ref));
            Rows {
                places: production.places.clone(),
                open: open(looking, asked.into_iter().map(|question| question.fact)),
                answered: facts.iter().filter(|fact| has_answer(looking, fact)).map(|fact| fact.id.clone()).collect(),
            }
        }
    };
    ui.data_mut(|data| data.insert_temp(open_id, rows.clone()));
    let open = &rows.open;
    let answered = |fact: &Fact| rows.answered.contains(&fact.id);

    let mut topic: Option<Topic> = None;
    for fact in facts.iter().filter(|fact| !open.contains(&fact.id) && !fact.per_place && answered(fact)) {
        if topic != Some(fact.topic) {
            topic = Some(fact.topic);
            section(ui, theme, topic_name(words, fact.topic));
        }
        field_ui(ui, looking, fact, None, view.scale, asks);
    }
    let local: Vec<&&Fact> = facts.iter().filter(|fact| !open.contains(&fact.id) && fact.per_place).collect();
    let local: Vec<&&Fact> = local.into_iter().filter(|fact| answered(fact)).collect();
    if !local.is_empty() {
        local_head_ui(ui, looking, view, asks);
        for fact in local {
            field_ui(ui, looking, fact, view.local_place.as_ref(), view.scale, asks);
        }
    }
    if !open.is_empty() {
        section(ui, theme, say!(words, "calculator-open"));
        for id in open {
            if let Some(fact) = session.library.facts.get(id) {
                let place = if fact.per_place { view.local_place.clone() } else { None };
                field_ui(ui, looking, fact, place.as_ref(), view.scale, asks);
            }
        }
    }
    let rest: Vec<&&Fact> = facts.iter().filter(|fact| !open.contains(&fact.id) && !answered(fact)).collect();
    if !rest.is_empty() {
        ui.add_space(8.0);
        let heading = RichText::new(say!(words, "form-not-needed")).small().color(theme.third);
        egui::CollapsingHeader::new(heading).id_salt("other-questions").show_unindented(ui, |ui| {
            for fact in rest {
                field_ui(ui, looking, fact, None, view.scale, asks);
            }
        });
    }
    ui.add_space(24.0);
}

/// Which row stands in which part of the form, kept while somebody works in it.
#[derive(Clone, Default)]
struct Rows {
    places: Vec<PlaceId>,
    open: Vec<FactId>,
    answered: Vec<FactId>,
}

/// The questions that are open, each once. A field of a list is asked with its list.
fn open(looking: &Looking<'_>, asked: impl Iterator<Item = FactId>) -> Vec<FactId> {
    let facts = &looking.session.library.facts;
    let list = |field: &FactId| {
        let holds =
            |fact: &&std::sync::Arc<Fact>| matches!(&fact.kind, FactKind::List(fields) if fields.contains(field));
        facts.values().find(holds).map(|list| list.id.clone())
    };
    let mut open: Vec<FactId> = Vec::new();
    for fact in asked {
        let fact = list(&fact).unwrap_or(fact);
        if !open.contains(&fact) {
            open.push(fact);
        }
    }
    open
}

/// Whether anything is answered for a fact, anywhere.
fn has_answer(looking: &Looking<'_>, fact: &Fact) -> bool {
    let production = looking.session.production();
    production.answers.contains_key(&fact.id)
        || production.places.iter().any(|place| production.answer(&fact.id, place).is_some())
}

fn name_ui(ui: &mut Ui, looking: &Looking<'_>, asks: &mut Asks) {
    let Looking { session, words, .. } = looking;
    let shown = words.text(&session.production().name).to_owned();
    let mut name = shown.clone();
    let label = say!(words, "form-name");
    // A long name goes on in the next line; the Enter key does not make one.
    let edit = TextEdit::multiline(&mut name)
        .desired_rows(1)
        .return_key(None)
        .font(Type::Head.bold(ui))
        .frame(egui::Frame::NONE)
        .hint_text(say!(words, "unnamed"))
        .desired_width(f32::INFINITY);
    let field = ui.add(edit);
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &label));
    let name = name.replace('\n', " ");
    if name != shown {
        let language = if session.production().name.en.is_empty() { Language::Chinese } else { words.language };
        asks.actions.push(Action::Rename(language, name));
    }
}

/// Which place the local answers are for.
fn local_head_ui(ui: &mut Ui, looking: &Looking<'_>, view: &mut View, asks: &mut Asks) {
    let Looking { session, words, theme, .. } = looking;
    let places = &session.production().places;
    if view.local_place.as_ref().is_some_and(|place| !places.contains(place)) {
        view.local_place = None;
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.label(RichText::new(say!(words, "topic-local")).small().color(theme.third));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let everywhere = say!(words, "form-everywhere");
            let now =
                view.local_place.as_ref().map_or_else(|| everywhere.clone(), |id| words.place(&session.library, id));
            let combo = ComboBox::from_id_salt("local-place").selected_text(RichText::new(now.as_str()).small());
            let response = combo.show_ui(ui, |ui| {
                ui.selectable_value(&mut view.local_place, None, everywhere);
                for place in places {
                    let differs = if session.production().local.contains_key(place) { " *" } else { "" };
                    let name = format!("{}{differs}", words.place(&session.library, place));
                    ui.selectable_value(&mut view.local_place, Some(place.clone()), name);
                }
            });
            let name = say!(words, "form-local-place", place = now);
            response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &name));
        });
    });
    let local = &session.production().local;
    match &view.local_place {
        None if !local.is_empty() => {
            let names: Vec<String> = local.keys().map(|place| words.place(&session.library, place)).collect();
            let text = say!(words, "form-differs", places = names.join(&words.comma()));
            ui.add(egui::Label::new(small(theme, text)).wrap());
        }
        Some(place) if local.contains_key(place) => {
            let text = say!(words, "form-same-again");
            if super::widgets::quiet_link(ui, theme, &text, &text).clicked() {
                asks.actions.push(Action::ClearLocal(place.clone()));
            }
        }
        _ => {}
    }
}

/// One question: its name on the left, its answer on the right.
fn field_ui(ui: &mut Ui, looking: &Looking<'_>, fact: &Fact, place: Option<&PlaceId>, scale: Scale, asks: &mut Asks) {
    let production = looking.session.production();
    let given = match place {
        Some(place) => production.answer(&fact.id, place),
        None => production.answers.get(&fact.id),
    };
    if let FactKind::List(fields) = &fact.kind {
        items_ui(ui, looking, fact, fields, place, scale, asks);
        return;
    }
    let mut answer = None;
    ui.push_id((fact.id.as_str(), place.map(PlaceId::as_str)), |ui| {
        answer = row_ui(ui, looking, fact, given, scale);
    });
    if let Some(answer) = answer {
        asks.actions.push(Action::Answer { fact: fact.id.clone(), place: place.cloned(), answer });
    }
}

/// The row of a question; what it is answered with now, if that changed.
fn row_ui(
    ui: &mut Ui,
    looking: &Looking<'_>,
    fact: &Fact,
    given: Option<&Answer>,
    scale: Scale,
) -> Option<Option<Answer>> {
    let Looking { words, theme, .. } = looking;
    let width = ui.available_width();
    let field_width = (width * 0.44).clamp(96.0, 132.0);
    let mut wrong = None;
    let mut asked = None;
    let mut echo = None;
    let mut changed = None;
    ui.horizontal(|ui| {
        let room = width - field_width - 8.0;
        let label = ui
            .allocate_ui_with_layout(egui::vec2(room, 28.0), Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_width(room);
                let mut job = egui::text::LayoutJob::default();
                let label = words.capital(words.text(&fact.label));
                job.append(&label, 0.0, egui::TextFormat::simple(Type::Body.font(ui), theme.ink));
                let unit = unit(looking, fact, scale);
                if !unit.is_empty() {
                    job.append(&unit, 6.0, egui::TextFormat::simple(Type::Small.font(ui), theme.third));
                }
                let response = ui.add(egui::Label::new(job).wrap());
                response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &label));
                response
            })
            .inner;
        let label = label.on_hover_ui(|ui| help_ui(ui, looking, fact));
        let field = Field { looking, fact, given, width: field_width, scale };
        let (response, told, said) = field.ui(ui);
        echo = said;
        let response = response.labelled_by(label.id);
        response.on_hover_ui(|ui| help_ui(ui, looking, fact));
        match told {
            Typed::Nothing => {}
            Typed::Answer(answer) => changed = Some(answer),
            Typed::Wrong { text, good } => {
                wrong = Some(text);
                if good.as_ref() != given {
                    changed = Some(good);
                }
            }
            Typed::Asked { answer, good } => {
                asked = Some(answer);
                if good.as_ref() != given {
                    changed = Some(good);
                }
            }
        }
    });
    if let Some(text) = wrong {
        ui.label(RichText::new(text).small().color(theme.problem));
    }
    if let Some(text) = echo {
        ui.label(small(theme, text));
    }
    if let Some(answer) = asked {
        ui.horizontal_wrapped(|ui| {
            let currency = looking.session.production().currency;
            let value = words.answer(Some(fact), &answer, currency);
            ui.label(RichText::new(say!(words, "form-much-larger", value = value)).small().color(theme.problem));
            if ui.button(say!(words, "form-much-larger-yes")).clicked() {
                changed = Some(Some(answer));
            }
        });
    }
    changed
}

/// What the figures of a question count: a figure always has its unit.
fn unit(looking: &Looking<'_>, fact: &Fact, scale: Scale) -> String {
    let words = looking.words;
    let currency = looking.session.production().currency;
    match &fact.kind {
        FactKind::Money if currency == Currency::CNY => words.scale(scale),
        FactKind::Money => currency.code().to_owned(),
        FactKind::Count(of) => words.text(of).to_owned(),
        _ => String::new(),
    }
}

fn help_ui(ui: &mut Ui, looking: &Looking<'_>, fact: &Fact) {
    let Looking { session, words, theme, .. } = looking;
    ui.set_max_width(320.0);
    ui.label(words.text(&fact.question));
    if let Some(help) = &fact.help {
        ui.label(small(theme, words.text(help)));
    }
    let all = merge_questions(session.assessments().into_iter().map(AsRef::as_ref));
    if let Some(question) = all.iter().find(|question| question.fact == fact.id) {
        let text = match question.weight {
            Some(weight) => {
                let amount = words.money(weight, session.production().currency);
                say!(words, "question-weight", amount = amount)
            }
            None => say!(words, "question-weight-unknown"),
        };
        ui.label(small(theme, text));
    }
}

struct Field<'a> {
    looking: &'a Looking<'a>,
    fact: &'a Fact,
    given: Option<&'a Answer>,
    width: f32,
    scale: Scale,
}

enum Typed {
    Nothing,
    Answer(Option<Answer>),
    /// It is far larger than the other amounts, and counts only once somebody says that it is meant.
    Asked {
        /// What is typed.
        answer: Answer,
        /// What was answered before.
        good: Option<Answer>,
    },
    Wrong {
        /// What is wrong with it.
        text: String,
        /// What was answered before.
        good: Option<Answer>,
    },
}

/// What a field held when it got the keyboard.
#[derive(Clone, Default)]
struct Before(Option<Answer>);

impl Field<'_> {
    /// The field, what is typed into it, and that in words.
    fn ui(&self, ui: &mut Ui) -> (Response, Typed, Option<String>) {
        let (response, typed, echo) = match &self.fact.kind {
            FactKind::YesNo => {
                let words = self.looking.words;
                let options = [(Answer::YesNo(true), say!(words, "yes")), (Answer::YesNo(false), say!(words, "no"))];
                let (response, typed) = self.choices_ui(ui, &options);
                (response, typed, None)
            }
            FactKind::Choice(choices) => {
                let options: Vec<(Answer, String)> = choices
                    .iter()
                    .map(|choice| {
                        let words = self.looking.words;
                        (Answer::Choice(choice.id.as_str().into()), words.capital(words.text(&choice.label)))
                    })
                    .collect();
                let (response, typed) = self.choices_ui(ui, &options);
                (response, typed, None)
            }
            _ => self.text_ui(ui),
        };
        if self.given.is_none() && !response.has_focus() {
            dashed_frame(ui.painter(), response.rect.shrink(0.5), self.looking.theme.unknown);
        }
        (response, typed, echo)
    }

    fn choices_ui(&self, ui: &mut Ui, options: &[(Answer, String)]) -> (Response, Typed) {
        let Looking { words, theme, .. } = self.looking;
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
            }
            for (answer, text) in options {
                if ui.selectable_label(Some(answer) == self.given, text).clicked() {
                    typed = Typed::Answer(Some(answer.clone()));
                }
            }
        });
        (response.response, typed)
    }

    fn text_ui(&self, ui: &mut Ui) -> (Response, Typed, Option<String>) {
        let Looking { words, theme, .. } = self.looking;
        let scale = self.scale;
        let shown = self.given.map_or_else(String::new, |answer| entry_text(words, self.fact, answer, scale));
        let id = ui.scope_id().with("text");
        let kept: Option<String> = ui.data(|data| data.get_temp(id));
        // What waits for a yes stays in the field.
        let waiting: Option<String> = ui.data(|data| data.get_temp(id.with("waiting")));
        let mut text = kept.clone().or_else(|| waiting.clone()).unwrap_or_else(|| shown.clone());
        let hint = say!(words, "calculator-dont-know");
        let edit = TextEdit::singleline(&mut text)
            .id(id.with("edit"))
            .hint_text(RichText::new(hint).color(theme.unknown))
            .align(egui::Align2::RIGHT_CENTER)
            .desired_width(self.width)
            .margin(egui::Margin::symmetric(6, 4));
        let response = ui.add(edit);
        let before = id.with("before");
        if response.gained_focus() {
            // All of it is marked, so that typing replaces it.
            select_all(ui, response.id, &text);
            ui.data_mut(|data| data.insert_temp(before, Before(self.given.cloned())));
        }
        let mut typed = Typed::Nothing;
        let mut waits = false;
        let parsed = self.parse(&text, scale);
        let is_typed = text != shown && (response.has_focus() || waiting.is_some());
        let echo = match &parsed {
            Ok(Some(answer @ Answer::Number(_))) if is_typed && self.fact.kind == FactKind::Money => {
                let currency = self.looking.session.production().currency;
                Some(say!(words, "form-echo", value = words.answer(Some(self.fact), answer, currency)))
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
            // Half of a wrong figure is not an answer: what stood there before holds again.
            Err(wrong) => {
                let Before(good) = ui.data(|data| data.get_temp(before)).unwrap_or_default();
                typed = Typed::Wrong { text: wrong, good };
            }
        }
        if waits {
            ui.data_mut(|data| data.insert_temp(id.with("waiting"), text.clone()));
        } else if waiting.is_some() {
            ui.data_mut(|data| data.remove::<String>(id.with("waiting")));
        }
        if response.has_focus() {
            ui.data_mut(|data| data.insert_temp(id, text));
        } else if kept.is_some() {
            // Whatever was typed, the field shows what counts.
            ui.data_mut(|data| data.remove::<String>(id));
        }
        (response, typed, echo)
    }

    /// Whether an amount is more than twenty times any other amount of the production.
    fn is_much_larger(&self, answer: &Answer) -> bool {
        let (Answer::Number(amount), FactKind::Money) = (answer, &self.fact.kind) else { return false };
        let production = self.looking.session.production();
        let all = production.answers.iter().chain(production.local.values().flatten());
        let others = all.filter(|(id, _)| **id != self.fact.id).filter_map(|(id, answer)| {
            let fact = self.looking.session.library.facts.get(id)?;
            match (answer, &fact.kind) {
                (Answer::Number(number), FactKind::Money) if number.0 > Decimal::ZERO => Some(number.0),
                _ => None,
            }
        });
        let largest = others.max().and_then(|largest| largest.checked_mul(Decimal::from(MUCH_LARGER)));
        largest.is_some_and(|largest| amount.0 > largest)
    }

    /// What is typed as an answer; none for nothing.
    fn parse(&self, text: &str, scale: Scale) -> Result<Option<Answer>, String> {
        let words = self.looking.words;
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        if self.fact.kind == FactKind::Date {
            return text.parse().map(|date| Some(Answer::Date(date))).map_err(|_| say!(words, "form-wrong-date"));
        }
        let written = Written::read(text).map_err(|wrong| match wrong {
            NumberError::Ambiguous(_) => say!(words, "form-wrong-ambiguous"),
            _ => say!(words, "form-wrong-number"),
        })?;
        let currency = self.looking.session.production().currency;
        let is_money = self.fact.kind == FactKind::Money;
        let is_own =
            |code: &str| code == currency.code() || (code == "CNY" && currency.code() == "JPY" && !text.contains('元'));
        match written.currency {
            Some(_) if !is_money => return Err(say!(words, "form-wrong-kind")),
            Some(code) if !is_own(code) => return Err(say!(words, "form-wrong-currency", code = currency.code())),
            _ => {}
        }
        if written.percent && self.fact.kind != FactKind::Percent {
            return Err(say!(words, "form-wrong-kind"));
        }
        // With a sign of the currency an amount is meant as it is written.
        let explicit = written.currency.is_some() || written.scaled || written.percent;
        let number = written.number;
        let factor = match self.fact.kind {
            _ if explicit => Decimal::ONE,
            FactKind::Money => scale.factor(words.language),
            FactKind::Percent => Decimal::new(1, 2),
            _ => Decimal::ONE,
        };
        let value = number.0.checked_mul(factor).ok_or_else(|| say!(words, "form-wrong-number"))?.normalize();
        let answer = Answer::Number(Number(value));
        match crate::data::check::answer(&self.looking.session.library, self.fact, &answer) {
            Ok(()) => Ok(Some(answer)),
            Err(crate::data::problem::What::OutOfBounds { .. }) => {
                let max = self.fact.max.unwrap_or(Number::ONE);
                let max =
                    words.answer(Some(self.fact), &Answer::Number(max), self.looking.session.production().currency);
                Err(say!(words, "form-too-large", max = max))
            }
            Err(crate::data::problem::What::TooSmall { .. }) => {
                let min = Answer::Number(self.fact.min.unwrap_or(Number::ZERO));
                let min = words.answer(Some(self.fact), &min, self.looking.session.production().currency);
                Err(say!(words, "form-too-small", min = min))
            }
            Err(crate::data::problem::What::Negative(_)) => Err(say!(words, "form-negative")),
            Err(what @ crate::data::problem::What::BrokenCount { .. }) => Err(words.what(&what)),
            Err(_) => Err(say!(words, "form-wrong-number")),
        }
    }
}

/// An answer as it stands in a field, without its unit.
fn entry_text(words: &Words, fact: &Fact, answer: &Answer, scale: Scale) -> String {
    match (answer, &fact.kind) {
        (Answer::Number(number), FactKind::Money) => words.figure(number.0, scale),
        (Answer::Number(number), FactKind::Percent) => {
            let hundredfold = number.0.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(number.0);
            format!("{}%", hundredfold.normalize())
        }
        (Answer::Number(number), _) => words.plain(number.0),
        (Answer::Date(date), _) => date.to_string(),
        (Answer::YesNo(_) | Answer::Choice(_) | Answer::Items(_), _) => String::new(),
    }
}

fn select_all(ui: &Ui, id: egui::Id, text: &str) {
    if let Some(mut state) = TextEdit::load_state(ui.ctx(), id) {
        let range =
            egui::text::CCursorRange::two(egui::text::CCursor::new(0), egui::text::CCursor::new(text.chars().count()));
        state.cursor.set_char_range(Some(range));
        TextEdit::store_state(ui.ctx(), id, state);
    }
}

/// What a part of the form is called.
pub(super) fn topic_name(words: &Words, topic: Topic) -> String {
    match topic {
        Topic::Work => say!(words, "topic-work"),
        Topic::Local => say!(words, "topic-local"),
        Topic::Release => say!(words, "topic-release"),
        Topic::Recognition => say!(words, "topic-recognition"),
        Topic::Applicant => say!(words, "topic-applicant"),
        Topic::Export => say!(words, "topic-export"),
        Topic::Base => say!(words, "topic-base"),
    }
}
