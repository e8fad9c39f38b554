//! The choices of a menu, and the typed text as a value.

use super::super::Pen;
use super::super::part::{answer, figure, named, requests};
use super::Menu;
use crate::data::draft::page::{fact_beside, ids, own_source};
use crate::data::draft::schema::{Asks, Counts, Holds, Set, Ty};
use crate::data::draft::{Change, Path, Seen, Step, fields_of, with};
use crate::model::date::PartialDate;
use crate::model::fact::FactKind;
use crate::model::id::FactId;
use crate::model::number::Number;
use crate::say;
use crate::ui::context::ViewContext;
use crate::words::search::Findable;

/// A possible value of the part.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub(super) name: String,
    pub(super) findable: Findable,
    pub(super) change: Change,
    /// Whether it acts on the current value.
    pub(super) on_it: bool,
}

impl Menu {
    /// The menu of a part, with all its possible values.
    pub(in super::super) fn of(pen: &Pen<'_>, path: &Path, ty: Ty) -> Self {
        let mut choices = Choices { pen, path, all: Vec::new() };
        choices.fill(ty);
        choices.on_it(ty);
        Self { path: path.clone(), ty, search: String::new(), at: 0, choices: choices.all, drawn: false }
    }
}

struct Choices<'a, 'b> {
    pen: &'a Pen<'b>,
    path: &'a Path,
    all: Vec<Choice>,
}

fn quoted(text: &str) -> String {
    format!("{text:?}")
}

impl Choices<'_, '_> {
    fn add(&mut self, name: String, also: &[&str], change: Change) {
        let findable = Findable::new(also.iter().copied().chain([name.as_str()]));
        self.all.push(Choice { name, findable, change, on_it: false });
    }

    fn put(&mut self, name: String, also: &[&str], value: String) {
        let path = self.path.clone();
        self.add(name, also, Change::Set(path, value));
    }

    /// The facts of a kind, written by `written`.
    fn facts(&mut self, wanted: Asks, written: impl Fn(&str) -> String) {
        let ViewContext { session, words, .. } = self.pen.cx;
        let library = std::sync::Arc::clone(&session.library);
        for fact in library.facts.values().filter(|fact| requests(&fact.kind, wanted)) {
            let name = words.capital(&words.fact(&library, &fact.id));
            let also = [fact.label.zh.as_str(), fact.label.en.as_str(), fact.question.zh.as_str(), fact.id.as_str()];
            self.put(name, &also, written(fact.id.as_str()));
        }
    }

    fn own(&mut self, list: &str, ty: Ty, written: impl Fn(&str) -> String) {
        for id in ids(&self.pen.draft, &[Step::from(list)]) {
            self.put(named(self.pen, &id, ty), &[id.as_str()], written(&id));
        }
    }

    fn shapes(&mut self, set: Set) {
        let words = self.pen.cx.words;
        for shape in set.shapes() {
            let name = match shape.holds {
                Holds::Nothing => words.word(set, shape.name),
                Holds::Values(_) | Holds::Fields(_) => words.shape_name(set, shape),
            };
            self.put(name, &[shape.name], shape.blank());
        }
    }

    fn fill(&mut self, ty: Ty) {
        let ViewContext { session, words, .. } = self.pen.cx;
        let library = std::sync::Arc::clone(&session.library);
        match ty {
            Ty::One(Set::Amount) => {
                self.facts(Asks::Number, |id| format!("Fact({})", quoted(id)));
                self.own("lines", Ty::Line, |id| format!("Line({})", quoted(id)));
                self.shapes(Set::Amount);
            }
            Ty::One(Set::Condition) => {
                self.facts(Asks::YesNo, |id| format!("Yes({})", quoted(id)));
                self.facts(Asks::Choice, |id| format!("OneOf({}, [_])", quoted(id)));
                self.facts(Asks::Number, |id| format!("AtLeast(Fact({}), _)", quoted(id)));
                self.facts(Asks::Date, |id| format!("OnOrAfter({}, _)", quoted(id)));
                self.shapes(Set::Condition);
            }
            Ty::One(set) => self.shapes(set),
            Ty::Fact(wanted) => self.facts(wanted, quoted),
            Ty::Choice => {
                let fact = fact_beside(&self.pen.draft, self.path).and_then(|fact| library.facts.get(&fact).cloned());
                if let Some(FactKind::Choice(all)) = fact.as_ref().map(|fact| &fact.kind) {
                    for choice in all {
                        let also = [choice.label.zh.as_str(), choice.label.en.as_str(), choice.id.as_str()];
                        self.put(words.text(&choice.label).to_owned(), &also, quoted(&choice.id));
                    }
                }
            }
            Ty::Answer => self.answers(),
            Ty::Line => self.own("lines", Ty::Line, quoted),
            Ty::Incentive | Ty::Member => self.own("incentives", Ty::Incentive, quoted),
            Ty::Place => {
                for place in library.places.values() {
                    let mut also = vec![place.name.zh.as_str(), place.name.en.as_str(), place.id.as_str()];
                    also.extend(place.also.iter().map(String::as_str));
                    self.put(words.place(&library, &place.id), &also, quoted(place.id.as_str()));
                }
            }
            Ty::Policy => {
                for policy in library.policies.values() {
                    let also = [policy.title.zh.as_str(), policy.title.en.as_str(), policy.id.as_str()];
                    self.put(words.text(&policy.title).to_owned(), &also, quoted(policy.id.as_str()));
                }
            }
            Ty::Source => {
                let own = own_source(&self.pen.draft);
                if !library.sources.contains_key(&own) {
                    self.put(say!(words, "draft-own-source"), &[own.as_str()], quoted(own.as_str()));
                }
                for source in library.sources.values() {
                    let also = [source.title.zh.as_str(), source.title.en.as_str(), source.id.as_str()];
                    self.put(words.text(&source.title).to_owned(), &also, quoted(source.id.as_str()));
                }
            }
            Ty::YesNo => {
                self.put(say!(words, "yes"), &["true"], "true".to_owned());
                self.put(say!(words, "no"), &["false"], "false".to_owned());
            }
            Ty::Map(keys, inner) => self.keys(*keys, *inner),
            Ty::Record(_)
            | Ty::Text
            | Ty::Plain
            | Ty::Id
            | Ty::Number(_)
            | Ty::Whole
            | Ty::Date
            | Ty::Currency
            | Ty::List(_) => {}
        }
    }

    /// The answers to the fact of the key.
    fn answers(&mut self) {
        let ViewContext { session, words, .. } = self.pen.cx;
        let Some(Step::Field(fact)) = self.path.last() else { return };
        match session.library.facts.get(&FactId::from(fact.as_str())).map(|fact| &fact.kind) {
            Some(FactKind::YesNo) => {
                self.put(say!(words, "yes"), &["true"], "true".to_owned());
                self.put(say!(words, "no"), &["false"], "false".to_owned());
            }
            Some(kind @ FactKind::Choice(all)) => {
                for choice in all.clone() {
                    self.put(words.choice(kind, &choice.id), &[choice.id.as_str()], quoted(&choice.id));
                }
            }
            _ => {}
        }
    }

    /// The keys that a map can have and does not have yet.
    fn keys(&mut self, keys: Ty, inner: Ty) {
        let path = self.path.clone();
        let there = self.pen.draft.keys(&path);
        let mut inside = Choices { pen: self.pen, path: &path, all: Vec::new() };
        inside.fill(keys);
        for choice in inside.all {
            let Change::Set(_, key) = &choice.change else { continue };
            let key = key.trim_matches('"').to_owned();
            if !there.contains(&key) {
                let change = Change::Set(with(&path, Step::Field(key)), inner.blank());
                self.all.push(Choice { change, ..choice });
            }
        }
    }

    /// Actions on the current value.
    fn on_it(&mut self, ty: Ty) {
        let words = self.pen.cx.words;
        let (draft, path) = (&self.pen.draft, self.path);
        let begun = self.all.len();
        let seen = draft.seen(path);
        let word = match seen {
            Some(Seen::Word(word)) => word,
            _ => "",
        };
        // Optional fields.
        if seen.is_some_and(|seen| !matches!(seen, Seen::Blank | Seen::Foreign)) {
            for field in fields_of(ty, word).iter().filter(|field| !field.needed && !draft.has(&with(path, field.name)))
            {
                let name = say!(words, "draft-add", what = words.part_label(field.name));
                self.add(name, &[field.name], Change::Set(with(path, field.name), field.ty.blank()));
            }
        }
        if !matches!(seen, None | Some(Seen::Blank)) {
            let around: &[(&str, &str)] = match ty {
                Ty::One(Set::Amount) => &[
                    ("AtMost(cap: _, of: ", ")"),
                    ("AtLeast(floor: _, of: ", ")"),
                    ("Share(rate: _, of: ", ")"),
                    ("If(when: _, then: ", ")"),
                    ("PerUnit(count: _, each: ", ")"),
                    ("Sum([", ", _])"),
                    ("LesserOf([", ", _])"),
                    ("Rounded(of: ", ", to: _, mode: _)"),
                ],
                Ty::One(Set::Condition) => &[("Any([", ", _])"), ("Not(", ")")],
                _ => &[],
            };
            for (before, after) in around {
                let Ty::One(set) = ty else { continue };
                let Some(shape) = before.split('(').next().and_then(|name| set.shape(name)) else { continue };
                let name = say!(words, "draft-wrap", what = words.shape_name(set, shape));
                self.add(name, &[shape.name], Change::Wrap(path.clone(), (*before).to_owned(), (*after).to_owned()));
            }
            for inner in ["of", "then", "each", "gives"].map(|name| with(path, name)) {
                if ty == Ty::One(Set::Amount) && draft.ty(&inner) == Some(ty) && draft.has(&inner) {
                    self.add(say!(words, "draft-unwrap"), &[], Change::Unwrap(path.clone(), inner));
                }
            }
        }
        self.removal(ty);
        self.all.iter_mut().skip(begun).for_each(|choice| choice.on_it = true);
    }

    fn removal(&mut self, ty: Ty) {
        let words = self.pen.cx.words;
        let Some((last, parent)) = self.path.split_last() else { return };
        let (draft, path) = (&self.pen.draft, self.path.clone());
        let change = match last {
            Step::Item(_) if ty == Ty::One(Set::Condition) => Change::RemoveCondition(path),
            Step::Item(_) if matches!(draft.ty(parent), Some(Ty::List(_))) => Change::Remove(path),
            Step::Field(name) => {
                let word = match draft.seen(parent) {
                    Some(Seen::Word(word)) => word,
                    _ => "",
                };
                let needed = draft.ty(parent).map(|ty| fields_of(ty, word)).unwrap_or_default();
                match needed.iter().any(|field| field.name == *name && !field.needed) && draft.has(&path) {
                    true => Change::Remove(path),
                    false => return,
                }
            }
            Step::Item(_) => return,
        };
        self.add(say!(words, "draft-remove"), &[], change);
    }
}

/// The typed text as a value: its label, and what it would write.
pub(super) fn typed(pen: &Pen<'_>, path: &Path, ty: Ty, text: &str) -> Vec<(String, Change)> {
    let words = pen.cx.words;
    let text = text.trim();
    if text.is_empty() {
        return Vec::new();
    }
    let set = |name: String, value: String| (name, Change::Set(path.clone(), value));
    let number = Number::parse(text).ok();
    match ty {
        Ty::Number(counts) => number
            .map(|number| share_of(number, counts, text))
            .map(|number| set(figure(pen, number, counts), written(number, counts)))
            .into_iter()
            .collect(),
        Ty::Whole => number
            .filter(|number| number.0.is_integer())
            .map(|number| set(words.plain(number.0), number.to_string()))
            .into_iter()
            .collect(),
        Ty::One(Set::Amount) => {
            let Some(number) = number else { return Vec::new() };
            let money = figure(pen, number, Counts::Money);
            if text.ends_with(['%', '％']) {
                let rate = figure(pen, number, Counts::Share);
                let of =
                    Set::Amount.shape("Share").map(|shape| words.shape_name(Set::Amount, shape)).unwrap_or_default();
                let rate_written = written(number, Counts::Share);
                return vec![
                    set(format!("{rate} · {of}"), format!("Share(rate: {rate_written}, of: _)")),
                    set(format!("{rate} · {}", say!(words, "draft-name-rate")), format!("Rate({rate_written})")),
                ];
            }
            vec![
                set(
                    format!("{money} · {}", say!(words, "draft-name-fixed")),
                    format!("Fixed({})", written(number, Counts::Money)),
                ),
                set(
                    format!("{} · {}", words.plain(number.0), say!(words, "draft-name-count")),
                    format!("Count({})", written(number, Counts::Many)),
                ),
            ]
        }
        Ty::Date => text
            .parse::<PartialDate>()
            .map(|date| set(words.date(date), quoted(&date.to_string())))
            .into_iter()
            .collect(),
        Ty::Plain | Ty::Id => vec![(text.to_owned(), Change::Plain(path.clone(), text.to_owned()))],
        Ty::Currency if text.len() == 3 => {
            let code = text.to_ascii_uppercase();
            vec![set(code.clone(), quoted(&code))]
        }
        Ty::Member if text.contains(['/', '*']) => vec![set(text.to_owned(), quoted(text))],
        Ty::Answer => {
            let Some(Step::Field(fact)) = path.last() else { return Vec::new() };
            let fact = FactId::from(fact.as_str());
            match (number, text.parse::<PartialDate>()) {
                (Some(number), _) => {
                    let share = matches!(
                        pen.cx.session.library.facts.get(&fact).map(|fact| &fact.kind),
                        Some(FactKind::Percent)
                    );
                    let counts = if share { Counts::Share } else { Counts::Many };
                    let number = share_of(number, counts, text);
                    vec![set(answer(pen, &fact, &number.to_string()), written(number, counts))]
                }
                (None, Ok(date)) => vec![set(words.date(date), quoted(&date.to_string()))],
                (None, Err(_)) => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

/// A share typed without a sign: 10 is ten per cent, and so is 0.1.
fn share_of(number: Number, counts: Counts, text: &str) -> Number {
    let bare = counts == Counts::Share && !text.ends_with(['%', '％']) && number > Number::ONE;
    if bare { Number((number.0 / rust_decimal::Decimal::ONE_HUNDRED).normalize()) } else { number }
}

/// A number as it is written in a file: shares as percentages, whole numbers in groups of three.
pub(super) fn written(number: Number, counts: Counts) -> String {
    if counts == Counts::Share {
        return match number.0.checked_mul(rust_decimal::Decimal::ONE_HUNDRED) {
            Some(hundred) => format!("\"{}%\"", hundred.normalize()),
            None => number.to_string(),
        };
    }
    let text = number.0.normalize().to_string();
    if text.contains('.') || text.len() < 5 {
        return text;
    }
    let mut out = String::new();
    for (at, sign) in text.chars().enumerate() {
        if at > 0 && (text.len() - at).is_multiple_of(3) && sign.is_ascii_digit() {
            out.push('_');
        }
        out.push(sign);
    }
    out
}
