//! One part of a policy: a word in a frame that opens a menu, or a sentence of such words.

use egui::{Color32, CornerRadius, Response, RichText, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::Pen;
use super::menu::{Menu, menu_ui};
use crate::data::draft::schema::{Asks, CITATION, Counts, Set, Ty};
use crate::data::draft::{Change, Path, Seen, Step, with};
use crate::model::id::{FactId, LineId, PlaceId, PolicyId, SourceId};
use crate::model::number::Number;
use crate::model::production::Currency;
use crate::model::text::Text;
use crate::say;
use crate::ui::context::ViewContext;
use crate::ui::icons;
use crate::ui::widgets::{dashed_frame, focus_ring, small, strong};
use crate::way;
use crate::words::draft::Piece;

/// Draws a part and everything in it.
pub(super) fn part_ui(ui: &mut Ui, pen: &mut Pen<'_>, path: &Path, ty: Ty) {
    match pen.draft.seen(path) {
        None => {}
        Some(Seen::Blank) => drop(chip(ui, pen, path, ty, None)),
        Some(Seen::Plain | Seen::Text) => {
            // An empty text is a blank.
            let text = Some(shown(pen, path, ty)).filter(|text| !text.is_empty());
            chip(ui, pen, path, ty, text);
        }
        Some(Seen::Word(word)) => word_ui(ui, pen, path, ty, word),
        Some(Seen::Record) => record_ui(ui, pen, path, ty),
        Some(Seen::List(count)) => list_ui(ui, pen, path, ty, count),
        Some(Seen::Map) => map_ui(ui, pen, path, ty),
        Some(Seen::Foreign) => foreign_ui(ui, pen),
    }
}

/// A part that the form cannot show. It is kept unchanged and shown as text.
fn foreign_ui(ui: &mut Ui, pen: &mut Pen<'_>) {
    let ViewContext { words, theme, .. } = pen.cx;
    ui.label(RichText::new(say!(words, "draft-foreign")).color(theme.third));
    let text = ui.add(egui::Button::new(small(theme, say!(words, "draft-mode-text"))));
    focus_ring(ui, theme, &text);
    pen.text_mode |= text.clicked();
}

/// A word of the rule language: alone, around one value, or as a sentence.
fn word_ui(ui: &mut Ui, pen: &mut Pen<'_>, path: &Path, ty: Ty, word: &'static str) {
    let Ty::One(set) = ty else { return };
    let Some(shape) = set.shape(word) else { return };
    let words = pen.cx.words;
    if pen.draft.is_empty(path) && !matches!(shape.holds, crate::data::draft::schema::Holds::Values(_)) {
        chip(ui, pen, path, ty, Some(words.word(set, word)));
        return;
    }
    if is_leaf(set, word) {
        let inner = with(path, 0);
        let text = match pen.draft.seen(&inner) {
            Some(Seen::Plain) => pen.draft.ty(&inner).map(|ty| shown(pen, &inner, ty)),
            _ => None,
        };
        chip(ui, pen, path, ty, text);
        return;
    }
    let draft = pen.draft.clone();
    for piece in words.sentence(set, shape, |name| draft.has(&with(path, name))) {
        match piece {
            Piece::Words(text) => words_ui(ui, &text),
            Piece::Part(step) => {
                let inner = with(path, step);
                let Some(inner_ty) = pen.draft.ty(&inner) else { continue };
                match (inner_ty, pen.draft.seen(&inner)) {
                    (Ty::List(_), Some(Seen::List(count))) => joined_ui(ui, pen, &inner, inner_ty, count, word),
                    _ => part_ui(ui, pen, &inner, inner_ty),
                }
            }
        }
    }
    more(ui, pen, path, ty, &words.shape_name(set, shape));
}

/// Words between blanks.
pub(super) fn words_ui(ui: &mut Ui, text: &str) {
    // Punctuation follows the word before it directly.
    if text.starts_with([',', '.', ';', ':', ')']) {
        ui.add_space(-ui.spacing().item_spacing.x);
    }
    ui.label(text);
}

/// The name of the field of a part.
fn called(pen: &Pen<'_>, path: &Path) -> String {
    let field = path.iter().rev().find_map(|step| match step {
        Step::Field(name) => Some(name.as_str()),
        Step::Item(_) => None,
    });
    field.map(|name| pen.cx.words.part_label(name)).unwrap_or_default()
}

/// Whether a word is only a wrapper around one value.
fn is_leaf(set: Set, word: &str) -> bool {
    matches!(
        (set, word),
        (Set::Amount, "Fixed" | "Rate" | "Count" | "Fact" | "Line") | (Set::Condition, "Yes") | (Set::Outcome, "Paid")
    )
}

/// A small button after a sentence, for actions on the whole of it.
fn more(ui: &mut Ui, pen: &mut Pen<'_>, path: &Path, ty: Ty, name: &str) {
    let ViewContext { words, theme, .. } = pen.cx;
    let button =
        egui::Button::new(RichText::new("▼").small().color(theme.third)).frame(false).min_size(vec2(16.0, 22.0));
    let button = ui.add(button);
    let label = say!(words, "draft-more", what = name);
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    focus_ring(ui, theme, &button);
    opened(pen, path, ty, &button.on_hover_text(label));
}

/// Opens and draws the menu of a part.
pub(super) fn opened(pen: &mut Pen<'_>, path: &Path, ty: Ty, button: &Response) {
    if pen.form.wanted.as_ref() == Some(path) {
        pen.form.wanted = None;
        button.request_focus();
        button.scroll_to_me(Some(egui::Align::Center));
    }
    if button.gained_focus() || button.clicked() {
        pen.form.hand = Some(path.clone());
    }
    if button.clicked() {
        pen.form.menu = match &pen.form.menu {
            Some(menu) if menu.path == *path => None,
            _ => Some(Menu::of(pen, path, ty)),
        };
    }
    if pen.form.menu.as_ref().is_some_and(|menu| menu.path == *path) {
        menu_ui(pen, button);
    }
}

/// A value in a frame, or a blank. A click or Enter opens the possible values.
pub(super) fn chip(ui: &mut Ui, pen: &mut Pen<'_>, path: &Path, ty: Ty, value: Option<String>) -> Response {
    let ViewContext { words, theme, .. } = pen.cx;
    let hand = pen.form.hand.as_ref() == Some(path);
    let wrong = pen.form.found.is_problem(path);
    let (text, label) = match &value {
        Some(value) => (strong(value.as_str()).color(if hand { theme.accent } else { theme.ink }), value.clone()),
        None => {
            let blank = words.blank(ty);
            let label = say!(words, "draft-blank", what = blank.as_str());
            (RichText::new(blank).color(theme.third), label)
        }
    };
    let line = match (hand, wrong, value.is_some()) {
        (true, ..) => theme.accent,
        (_, true, _) => theme.problem,
        (_, _, true) => theme.line,
        _ => Color32::TRANSPARENT,
    };
    let button = egui::Button::new(text)
        .fill(theme.surface)
        .stroke(Stroke::new(if hand { 1.5 } else { 1.0 }, line))
        .corner_radius(CornerRadius::same(4))
        .wrap_mode(egui::TextWrapMode::Truncate)
        .min_size(vec2(28.0, 25.0));
    let button = ui.add(button);
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    if value.is_none() && !hand {
        dashed_frame(ui.painter(), button.rect.shrink(0.5), if wrong { theme.problem } else { theme.unknown });
    }
    focus_ring(ui, theme, &button);
    opened(pen, path, ty, &button);
    button
}

/// The words and parts of a sentence, in order.
pub(super) fn pieces_ui(ui: &mut Ui, pen: &mut Pen<'_>, path: &Path, pieces: Vec<Piece>) {
    for piece in pieces {
        match piece {
            Piece::Words(text) => words_ui(ui, &text),
            Piece::Part(step) => {
                let inner = with(path, step);
                if let Some(ty) = pen.draft.ty(&inner) {
                    part_ui(ui, pen, &inner, ty);
                }
            }
        }
    }
}

fn record_ui(ui: &mut Ui, pen: &mut Pen<'_>, path: &Path, ty: Ty) {
    let Ty::Record(kind) = ty else { return };
    let draft = pen.draft.clone();
    let pieces = pen.cx.words.sentence_of_record(kind.name, |name| draft.has(&with(path, name)));
    if pieces.is_empty() {
        fields_ui(ui, pen, path, ty, &[]);
        return;
    }
    pieces_ui(ui, pen, path, pieces);
    if kind.fields.iter().any(|field| !field.needed && !draft.has(&with(path, field.name))) && *kind != CITATION {
        more(ui, pen, path, ty, &called(pen, path));
    }
}

/// The fields of a record one after another, each with its name; `without` are drawn elsewhere.
pub(super) fn fields_ui(ui: &mut Ui, pen: &mut Pen<'_>, path: &Path, ty: Ty, without: &[&str]) {
    let ViewContext { words, theme, .. } = pen.cx;
    let Ty::Record(kind) = ty else { return };
    let there = kind.fields.iter().filter(|field| !without.contains(&field.name));
    for field in there {
        let inner = with(path, field.name);
        if !pen.draft.has(&inner) {
            continue;
        }
        ui.label(small(theme, words.part_label(field.name)));
        part_ui(ui, pen, &inner, field.ty);
        if !field.needed {
            remove(ui, pen, &inner);
        }
        ui.end_row();
    }
    let can = |field: &&crate::data::draft::schema::Field| {
        !without.contains(&field.name) && !pen.draft.has(&with(path, field.name))
    };
    if kind.fields.iter().any(|field| can(&field)) {
        more(ui, pen, path, ty, &called(pen, path));
    }
}

/// A small cross that removes a part.
pub(super) fn remove(ui: &mut Ui, pen: &mut Pen<'_>, path: &Path) {
    let ViewContext { words, theme, .. } = pen.cx;
    let cross = egui::Button::new(RichText::new(icons::CLOSE).small().color(theme.third)).frame(false);
    let cross = ui.add(cross);
    let label = say!(words, "draft-remove");
    cross.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    focus_ring(ui, theme, &cross);
    if cross.on_hover_text(label).clicked() {
        pen.change(Change::Remove(path.clone()));
    }
}

fn list_ui(ui: &mut Ui, pen: &mut Pen<'_>, path: &Path, ty: Ty, count: usize) {
    joined_ui(ui, pen, path, ty, count, "");
}

/// The items of a list, with the word between them. Records and rows have a line each.
fn joined_ui(ui: &mut Ui, pen: &mut Pen<'_>, path: &Path, ty: Ty, count: usize, word: &str) {
    let Ty::List(inner) = ty else { return };
    let ViewContext { words, theme, .. } = pen.cx;
    let rows = matches!(inner, Ty::List(_)) || matches!(inner, Ty::Record(kind) if **kind != CITATION);
    for at in 0..count {
        let item = with(path, at);
        if rows {
            ui.end_row();
            ui.add_space(18.0);
        } else if at > 0 {
            words_ui(ui, &words.joint(word));
        }
        part_ui(ui, pen, &item, *inner);
        if rows {
            remove(ui, pen, &item);
        }
    }
    if rows {
        ui.end_row();
        ui.add_space(18.0);
    }
    let add = egui::Button::new(RichText::new("+").color(theme.second)).min_size(vec2(22.0, 22.0));
    let add = ui.add(add);
    let label = say!(words, "draft-add", what = words.blank(*inner));
    add.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    focus_ring(ui, theme, &add);
    if pen.form.wanted.as_ref() == Some(path) {
        pen.form.wanted = None;
        add.request_focus();
        add.scroll_to_me(Some(egui::Align::Center));
    }
    if add.on_hover_text(label).clicked() {
        pen.change(Change::Insert(path.clone(), count, inner.blank()));
        pen.form.wanted = Some(with(path, count));
    }
}

/// A map by ids: one line per id.
fn map_ui(ui: &mut Ui, pen: &mut Pen<'_>, path: &Path, ty: Ty) {
    let Ty::Map(keys, inner) = ty else { return };
    for key in pen.draft.keys(path) {
        let item = with(path, Step::Field(key.clone()));
        ui.end_row();
        ui.add_space(18.0);
        let name = named(pen, &key, *keys);
        words_ui(ui, &name);
        part_ui(ui, pen, &item, *inner);
        remove(ui, pen, &item);
    }
    ui.end_row();
    ui.add_space(18.0);
    more(ui, pen, path, ty, &pen.cx.words.blank(*keys));
}

/// The name of the record with an id.
pub(super) fn named(pen: &Pen<'_>, id: &str, ty: Ty) -> String {
    let ViewContext { words, session, .. } = pen.cx;
    let library = &session.library;
    let own = |list: &str, name: &str| {
        let list = vec![Step::from(list)];
        let found = (0..pen.draft.len(&list)).map(|at| with(&list, at));
        let item = found.into_iter().find(|item| pen.draft.plain(&with(item, "id")).as_deref() == Some(id))?;
        let (zh, en) = pen.draft.both(&with(&item, name));
        Some(words.text(&Text { zh, en }).to_owned()).filter(|name| !name.is_empty())
    };
    match ty {
        Ty::Fact(_) => words.fact(library, &FactId::from(id)),
        Ty::Place => words.place(library, &PlaceId::from(id)),
        Ty::Policy => library
            .policies
            .get(&PolicyId::from(id))
            .map_or_else(|| id.to_owned(), |one| words.text(&one.title).to_owned()),
        Ty::Source => match library.sources.get(&SourceId::from(id)) {
            Some(source) => words.text(&source.title).to_owned(),
            None if id == crate::data::draft::page::own_source(&pen.draft).as_str() => say!(words, "draft-own-source"),
            None => id.to_owned(),
        },
        Ty::Line => own("lines", "label").unwrap_or_else(|| LineId::from(id).to_string()),
        Ty::Member | Ty::Incentive => own("incentives", "name").unwrap_or_else(|| match id.split_once('/') {
            Some((policy, incentive)) => {
                let policy = library.policies.get(&PolicyId::from(policy));
                let found = policy.and_then(|policy| policy.incentive(&incentive.into()));
                found.map_or_else(|| id.to_owned(), |one| words.text(&one.name).to_owned())
            }
            None => id.to_owned(),
        }),
        _ => id.to_owned(),
    }
}

/// A value as people read it.
pub(super) fn shown(pen: &Pen<'_>, path: &Path, ty: Ty) -> String {
    let ViewContext { words, session, .. } = pen.cx;
    let library = &session.library;
    let Some(plain) = pen.draft.plain(path) else {
        return match ty {
            Ty::Text => {
                let (zh, en) = pen.draft.both(path);
                words.text(&Text { zh, en }).to_owned()
            }
            _ => pen.draft.written(path).unwrap_or_default().to_owned(),
        };
    };
    let number = || Number::parse(&plain).ok();
    match ty {
        Ty::Number(counts) => number().map_or(plain.clone(), |number| figure(pen, number, counts)),
        Ty::Date => plain.parse().map_or(plain.clone(), |date| words.date(date)),
        Ty::YesNo | Ty::Answer if plain == "true" => say!(words, "yes"),
        Ty::YesNo | Ty::Answer if plain == "false" => say!(words, "no"),
        Ty::Choice => {
            let fact = crate::data::draft::page::fact_beside(&pen.draft, path);
            let kind = fact.and_then(|fact| library.facts.get(&fact));
            kind.map_or(plain.clone(), |fact| words.choice(&fact.kind, &plain))
        }
        Ty::Answer => match path.last() {
            Some(Step::Field(fact)) => answer(pen, &FactId::from(fact.as_str()), &plain),
            _ => plain,
        },
        Ty::Fact(_) | Ty::Place | Ty::Policy | Ty::Source | Ty::Line | Ty::Member | Ty::Incentive => {
            named(pen, &plain, ty)
        }
        _ => plain,
    }
}

/// An answer as people read it.
pub(super) fn answer(pen: &Pen<'_>, fact: &FactId, plain: &str) -> String {
    let ViewContext { words, session, .. } = pen.cx;
    let library = &session.library;
    let Some(known) = library.facts.get(fact) else { return plain.to_owned() };
    match Number::parse(plain) {
        Ok(number) => words.measured(library, fact, number.0, currency(pen)),
        Err(_) => words.choice(&known.kind, plain),
    }
}

/// A figure as people read it.
pub(super) fn figure(pen: &Pen<'_>, number: Number, counts: Counts) -> String {
    let words = pen.cx.words;
    match counts {
        Counts::Money => words.money(number.0, currency(pen)),
        Counts::Share => words.percent(number.0),
        Counts::Many | Counts::Any => words.plain(number.0),
    }
}

/// The currency of the policy.
pub(super) fn currency(pen: &Pen<'_>) -> Currency {
    let code = pen.draft.plain(&way!["currency"]);
    code.and_then(|code| code.parse().ok()).unwrap_or_default()
}

/// Whether a fact takes the requested kind of answer.
pub(super) fn requests(kind: &crate::model::fact::FactKind, wanted: Asks) -> bool {
    use crate::model::fact::FactKind as Kind;
    match wanted {
        Asks::Any => true,
        Asks::Number => matches!(kind, Kind::Money | Kind::Count(_) | Kind::Percent),
        Asks::YesNo => matches!(kind, Kind::YesNo),
        Asks::Choice => matches!(kind, Kind::Choice(_)),
        Asks::Date => matches!(kind, Kind::Date),
        Asks::List => matches!(kind, Kind::List(_)),
    }
}

/// A line below an incentive, with a sign before it.
pub(super) fn remark(ui: &mut Ui, sign: &str, color: Color32, text: &str) {
    ui.scope(|ui| line(ui, sign, color, text));
}

fn line(ui: &mut Ui, sign: &str, color: Color32, text: &str) {
    ui.spacing_mut().interact_size.y = 18.0;
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(16.0, 18.0), Sense::hover());
        ui.painter().text(
            rect.center(),
            egui::Align2::CENTER_CENTER,
            sign,
            crate::ui::theme::Type::Body.font(ui),
            color,
        );
        ui.add(egui::Label::new(RichText::new(text).small().color(color)).wrap());
    });
}

/// A dashed button that adds something.
pub(super) fn add(ui: &mut Ui, pen: &mut Pen<'_>, text: &str, mut then: impl FnMut(&mut Pen<'_>)) {
    let theme = pen.cx.theme;
    let button = egui::Button::new(small(theme, text)).fill(Color32::TRANSPARENT).stroke(Stroke::NONE);
    let button = ui.add(button.min_size(vec2(0.0, 22.0)));
    dashed_frame(ui.painter(), button.rect.shrink(0.5), theme.line);
    focus_ring(ui, theme, &button);
    if button.clicked() {
        then(pen);
    }
}
