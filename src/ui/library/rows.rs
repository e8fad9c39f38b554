//! The list of a shelf. Rows are made once for a library and a language; a search only filters them.

use std::sync::Arc;

use egui::{Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use super::editor::InLibrary;
use crate::data::lint::is_stale;
use crate::model::date::PartialDate;
use crate::model::policy::Policy;
use crate::model::text::{Language, Text};
use crate::report::grid::Grid;
use crate::say;
use crate::study::contradictions::judged_only;
use crate::ui::context::{Requests, ViewContext};
use crate::ui::fitted::fitted;
use crate::ui::follow::follow;
use crate::ui::heads::{Head, Order, head_ui};
use crate::ui::memo::Memo;
use crate::ui::passing::Opened;
use crate::ui::theme::Type;
use crate::ui::view::{Shelf, View};
use crate::ui::widgets::{empty, focus_ring, quiet_link, small};
use crate::words::search::{Findable, sort_key};

const ROW: f32 = 48.0;

/// One line of a shelf.
#[derive(Clone, Debug)]
struct Row {
    name: String,
    about: String,
    side: String,
    findable: Findable,
    /// Its own name and its place. Rows found by these come before others.
    first: Findable,
    opens: Opened,
    /// The number at the side, if it is a count.
    count: Option<usize>,
}

/// A column by which a shelf can be sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Column {
    /// The name.
    Name,
    /// The text at the right edge.
    Side,
}

/// The sort order of the shown shelf; by default by place or by name.
#[derive(Clone, Copy, Debug, Default)]
struct Sorted {
    shelf: Option<Shelf>,
    order: Order<Column>,
}

/// The rows of a shelf for a state of the library and a language.
type Rows = Memo<(u64, Shelf, Language), Arc<Vec<Row>>>;

/// Draws the list of a shelf.
pub(super) fn list_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let key = (session.library_revision(), view.shelf, words.language);
    let all = Arc::clone(view.own.of::<Rows>().get(key, || Arc::new(rows(cx, view.shelf))));
    let typed = view.passing.library_search.as_str();
    let found = all.iter().enumerate().filter(|(_, row)| row.findable.has(typed));
    let mut shown: Vec<usize> = found.map(|(at, _)| at).collect();
    if !typed.trim().is_empty() {
        shown.sort_by_key(|at| !all.get(*at).is_some_and(|row| row.first.has(typed)));
    }
    let shelf = view.shelf;
    let sorted = view.own.of::<Sorted>();
    if sorted.shelf != Some(shelf) {
        *sorted = Sorted { shelf: Some(shelf), order: None };
    }
    if sorted.order.is_none() && typed.trim().is_empty() {
        // The user's city comes first, and its policies.
        shown.sort_by_key(|at| !all.get(*at).is_some_and(|row| is_mine(cx, &row.opens)));
    }
    sort(&all, sorted.order, &mut shown);
    ui.horizontal(|ui| {
        ui.label(small(theme, say!(words, "library-count", count = shown.len().to_string())));
        let copy = say!(words, "where-copy");
        if !shown.is_empty() && quiet_link(ui, theme, &copy, &copy).clicked() {
            requests.copy(grid(cx, shelf, shown.iter().filter_map(|at| all.get(*at))));
        }
    });
    if shown.is_empty() {
        let text = match view.passing.library_search.trim() {
            "" => say!(words, "library-empty"),
            typed => say!(words, "search-empty", text = typed),
        };
        empty(ui, theme, &say!(words, "tab-library"), &text);
        return;
    }
    heads_ui(ui, cx, shelf, &mut view.own.of::<Sorted>().order);
    let mut opened = None;
    let mut list = ScrollArea::vertical().id_salt(view.shelf).auto_shrink([false, false]);
    if let Some(at) = moved_to(ui, view, &all, &shown) {
        opened = shown.get(at).and_then(|at| all.get(*at)).map(|row| row.opens.clone());
        list = list.vertical_scroll_offset((at as f32 * ROW - ui.available_height() / 2.0).max(0.0));
    }
    list.show_rows(ui, ROW, shown.len(), |ui, range| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for row in shown.get(range).into_iter().flatten().filter_map(|at| all.get(*at)) {
            if row_ui(ui, cx, row, view.passing.opened.as_ref() == Some(&row.opens)) {
                opened = Some(row.opens.clone());
            }
        }
        follow(ui);
    });
    if opened.is_some() {
        view.passing.opened = opened;
        view.own.of::<InLibrary>().leave();
    }
}

/// Whether a page is that of the user's city, or of a policy of it.
fn is_mine(cx: &ViewContext<'_>, opens: &Opened) -> bool {
    let place = match opens {
        Opened::Place(place) => Some(place),
        Opened::Policy(policy) => cx.session.library.policies.get(policy).map(|policy| &policy.place),
        _ => None,
    };
    place.is_some() && place == cx.session.city()
}

/// Sorts rows, by their indices: counts by size, anything else by text.
fn sort(all: &[Row], order: Order<Column>, shown: &mut [usize]) {
    let Some((by, down)) = order else { return };
    shown.sort_by_cached_key(|at| {
        all.get(*at).map(|row| match by {
            Column::Name => (None, sort_key(&row.name, "")),
            Column::Side => (row.count, sort_key(&row.side, "")),
        })
    });
    if down {
        shown.reverse();
    }
}

/// Rows as a table for the clipboard.
fn grid<'a>(cx: &ViewContext<'_>, shelf: Shelf, rows: impl Iterator<Item = &'a Row>) -> Grid {
    let about = say!(cx.words, "library-column-about");
    Grid {
        heads: vec![name_of(cx, shelf, Column::Name), about, name_of(cx, shelf, Column::Side)],
        rows: rows.map(|row| vec![row.name.clone(), row.about.clone(), row.side.clone()]).collect(),
    }
}

/// The name of a column of a shelf.
fn name_of(cx: &ViewContext<'_>, shelf: Shelf, column: Column) -> String {
    let words = cx.words;
    match (column, shelf) {
        (Column::Name, _) => say!(words, "library-column-name"),
        (Column::Side, Shelf::Places | Shelf::Figures) => say!(words, "library-column-count"),
        (Column::Side, Shelf::Sources) => say!(words, "where-column-evidence"),
        (Column::Side, Shelf::Contradictions) => say!(words, "library-column-rule"),
        (Column::Side, _) => say!(words, "library-column-status"),
    }
}

/// The headings of the list: the name on the left, the side on the right.
fn heads_ui(ui: &mut Ui, cx: &ViewContext<'_>, shelf: Shelf, order: &mut Order<Column>) {
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    let (left, right) = row.split_left_right_at_fraction(0.6);
    for (column, rect) in [(Column::Name, left), (Column::Side, right)] {
        let text = name_of(cx, shelf, column);
        let counts = matches!(shelf, Shelf::Places | Shelf::Figures);
        let (inset, end) = match column {
            Column::Name => ([6.0, 0.0], false),
            Column::Side => ([0.0, 8.0], true),
        };
        let head = Head { text: &text, rect, inset, end, largest_first: end && counts };
        head_ui(ui, cx, column, &head, order);
    }
    ui.painter().hline(row.x_range(), row.bottom(), egui::Stroke::new(1.0, cx.theme.line));
}

/// The row to which the arrow keys move, unless something else uses them.
fn moved_to(ui: &Ui, view: &View, rows: &[Row], shown: &[usize]) -> Option<usize> {
    let typing = ui.ctx().egui_wants_keyboard_input();
    let searching = ui.ctx().memory(|memory| memory.has_focus(super::search_id()));
    if (typing && !searching) || view.own.get::<InLibrary>().is_some_and(|open| open.editor.is_some()) {
        return None;
    }
    let steps = ui.input_mut(|input| {
        input.count_and_consume_key(egui::Modifiers::NONE, egui::Key::ArrowDown) as isize
            - input.count_and_consume_key(egui::Modifiers::NONE, egui::Key::ArrowUp) as isize
    });
    if steps == 0 {
        return None;
    }
    let open = |at: &usize| rows.get(*at).map(|row| &row.opens) == view.passing.opened.as_ref();
    let now = shown.iter().position(open);
    let next = now.map_or(0, |now| now.saturating_add_signed(steps));
    Some(next.min(shown.len().saturating_sub(1)))
}

fn rows(cx: &ViewContext<'_>, shelf: Shelf) -> Vec<Row> {
    match shelf {
        Shelf::Policies => policies(cx),
        Shelf::Places => places(cx),
        Shelf::Figures => indicators(cx),
        Shelf::Sources => sources(cx),
        Shelf::Contradictions => contradictions(cx),
        Shelf::Problems | Shelf::Changes => Vec::new(),
    }
}

/// Sorted by name: by pinyin in Chinese, by letters in English.
fn by_name(rows: impl Iterator<Item = Row>) -> Vec<Row> {
    let mut all: Vec<Row> = rows.collect();
    all.sort_by_cached_key(|row| match &row.opens {
        Opened::Place(id) => sort_key(&row.name, id.as_str()),
        _ => sort_key(&row.name, ""),
    });
    all
}

/// The texts by which a record can be found: both languages.
fn both(text: &Text) -> [&str; 2] {
    [&text.zh, &text.en]
}

/// Marks a record that was not checked for a year.
fn checked(cx: &ViewContext<'_>, side: String, checked_on: PartialDate) -> String {
    if is_stale(checked_on, cx.session.day) { format!("{side} · {}", say!(cx.words, "stale")) } else { side }
}

/// Marks a record that is not in the built-in library.
fn own(cx: &ViewContext<'_>, policy: &Policy, side: &str) -> String {
    match cx.session.own.contains(&policy.id) {
        true => format!("{side} · {}", say!(cx.words, "origin-own")),
        false => side.to_owned(),
    }
}

fn policies(cx: &ViewContext<'_>) -> Vec<Row> {
    let ViewContext { session, words, .. } = cx;
    let library = &session.library;
    let row = |policy: &Policy| {
        let mut about = vec![words.place(library, &policy.place), words.text(&policy.issuer).to_owned()];
        about.extend(policy.document_no.clone());
        about.extend(policy.issued.map(|date| words.date(date)));
        if let Some(verdicts) = session.examples.get(&policy.id) {
            let passed = verdicts.iter().filter(|verdict| verdict.passes()).count();
            let (passed, count) = (passed.to_string(), verdicts.len().to_string());
            about.push(say!(words, "examples-pass", passed = passed, count = count));
        }
        let mut found = Vec::from(both(&policy.title));
        found.extend(both(&policy.issuer));
        found.extend(policy.document_no.as_deref());
        found.push(policy.id.as_str());
        let chain = library.chain(&policy.place);
        found.extend(chain.iter().flat_map(|place| both(&place.name)));
        found.extend(policy.incentives.iter().flat_map(|incentive| both(&incentive.name)));
        let cites = policy.incentives.iter().flat_map(|incentive| incentive.cites.iter()).chain(&policy.sources);
        found.extend(cites.map(|cite| cite.quote.as_str()).filter(|quote| !quote.is_empty()));
        let status = words.status(policy.status_on(session.day));
        let about = about.join(" · ");
        found.extend([status.as_str(), about.as_str()]);
        Row {
            name: words.text(&policy.title).to_owned(),
            first: Findable::new(
                both(&policy.title).into_iter().chain(chain.first().iter().flat_map(|place| both(&place.name))),
            ),
            findable: Findable::new(found),
            side: checked(cx, own(cx, policy, &status), policy.checked_on),
            about,
            opens: Opened::Policy(policy.id.clone()),
            count: None,
        }
    };
    let mut all: Vec<(String, &Policy)> = library
        .policies
        .values()
        .map(|policy| (sort_key(&words.place(library, &policy.place), policy.place.as_str()), policy.as_ref()))
        .collect();
    // By place, the newest first.
    all.sort_by(|(a_place, a), (b_place, b)| (a_place, b.issued, &a.id).cmp(&(b_place, a.issued, &b.id)));
    all.into_iter().map(|(_, policy)| row(policy)).collect()
}

fn places(cx: &ViewContext<'_>) -> Vec<Row> {
    let ViewContext { session, words, .. } = cx;
    let library = &session.library;
    let row = |place: &Arc<crate::model::place::Place>| {
        let policies = library.policies_of(&place.id).count();
        let figures = library.observations.values().filter(|seen| seen.place == place.id).count();
        let mut about = vec![words.place_kind(place.kind)];
        about.extend(place.parent.as_ref().map(|parent| words.place(library, parent)));
        let mut found = Vec::from(both(&place.name));
        found.push(place.id.as_str());
        found.extend(place.also.iter().map(String::as_str));
        found.extend(place.remarks.iter().flat_map(|remark| both(&remark.text)));
        let chain = library.chain(&place.id);
        found.extend(chain.iter().skip(1).flat_map(|place| both(&place.name)));
        Row {
            name: words.place(library, &place.id),
            about: about.join(" · "),
            side: say!(words, "library-place-side", policies = policies, figures = figures),
            first: Findable::new(both(&place.name).into_iter().chain([place.id.as_str()])),
            findable: Findable::new(found),
            opens: Opened::Place(place.id.clone()),
            count: Some(policies),
        }
    };
    by_name(library.places.values().map(row))
}

fn indicators(cx: &ViewContext<'_>) -> Vec<Row> {
    let ViewContext { session, words, .. } = cx;
    let library = &session.library;
    let row = |indicator: &Arc<crate::model::indicator::Indicator>| {
        let seen: Vec<_> = library.observations_of(&indicator.id).collect();
        let mut places: Vec<String> = Vec::new();
        let mut found = Vec::from(both(&indicator.name));
        found.push(indicator.id.as_str());
        for one in &seen {
            let name = words.place(library, &one.place);
            if !places.contains(&name) {
                places.push(name);
            }
            found.extend([one.id.as_str(), one.printed.as_str()]);
            found.extend(one.cites.iter().map(|cite| cite.quote.as_str()).filter(|quote| !quote.is_empty()));
            found.extend(library.places.get(&one.place).into_iter().flat_map(|place| both(&place.name)));
        }
        let unit = words.unit(&indicator.unit);
        Row {
            name: words.text(&indicator.name).to_owned(),
            about: [unit, places.join(&words.comma())]
                .iter()
                .filter(|part| !part.is_empty())
                .cloned()
                .collect::<Vec<_>>()
                .join(" · "),
            side: say!(words, "library-figures", count = seen.len()),
            first: Findable::new(both(&indicator.name)),
            findable: Findable::new(found),
            opens: Opened::Indicator(indicator.id.clone()),
            count: Some(seen.len()),
        }
    };
    by_name(library.indicators.values().map(row))
}

fn sources(cx: &ViewContext<'_>) -> Vec<Row> {
    let ViewContext { session, words, .. } = cx;
    let row = |source: &Arc<crate::model::source::Source>| {
        let mut about = vec![words.text(&source.publisher).to_owned()];
        about.extend(source.date.map(|date| words.date(date)));
        let mut found = Vec::from(both(&source.title));
        found.extend(both(&source.publisher));
        found.push(source.id.as_str());
        found.extend(source.url.as_deref());
        Row {
            name: words.text(&source.title).to_owned(),
            about: about.join(" · "),
            side: checked(
                cx,
                words.reach(source.reach).unwrap_or_else(|| words.grade(source.grade)),
                source.checked_on,
            ),
            first: Findable::new(both(&source.title)),
            findable: Findable::new(found),
            opens: Opened::Source(source.id.clone()),
            count: None,
        }
    };
    by_name(session.library.sources.values().map(row))
}

fn contradictions(cx: &ViewContext<'_>) -> Vec<Row> {
    let ViewContext { session, words, .. } = cx;
    let library = &session.library;
    let found = session.contradictions.iter().enumerate().map(|(at, finding)| {
        let (name, about) = (words.finding_about(library, finding), words.finding(library, finding));
        let mut parts = vec![name.as_str(), about.as_str()];
        let seen = finding.observations.iter().filter_map(|id| library.observations.get(id));
        let places = seen.clone().filter_map(|seen| library.places.get(&seen.place));
        parts.extend(places.flat_map(|place| both(&place.name)));
        parts.extend(seen.flat_map(|seen| [seen.id.as_str(), seen.printed.as_str()]));
        let findable = Findable::new(parts);
        let first = Findable::new([name.as_str()]);
        let side = words.contradiction(&finding.rule);
        Row { side, findable, first, opens: Opened::Finding(at), name, about, count: None }
    });
    let judged = judged_only(library, &session.contradictions).into_iter().map(|judgement| Row {
        name: words.text(&judgement.conflict).to_owned(),
        about: words.text(&judgement.verdict).to_owned(),
        side: say!(words, "contradiction-judged"),
        first: Findable::new(both(&judgement.conflict)),
        findable: Findable::new([both(&judgement.conflict), both(&judgement.verdict)].concat()),
        opens: Opened::Judgement(judgement.id.clone()),
        count: None,
    });
    found.chain(judged).collect()
}

/// Draws a row. Returns whether it was clicked.
fn row_ui(ui: &mut Ui, cx: &ViewContext<'_>, row: &Row, open: bool) -> bool {
    let theme = cx.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Link, true, open, &row.name));
    if open || response.hovered() {
        let fill = if open { theme.accent_ground } else { theme.sunk };
        ui.painter().rect_filled(rect, egui::CornerRadius::same(4), fill);
    }
    let line = |text: &str, font: egui::FontId, color: egui::Color32, room: f32| {
        let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
        job.wrap = egui::text::TextWrapping::truncate_at_width(room);
        ui.painter().layout_job(job)
    };
    let (left, right) = (rect.left() + 6.0, rect.right() - 8.0);
    let side = line(&row.side, Type::Small.font(ui), theme.second, rect.width() * 0.45);
    let room = right - left - side.size().x - 12.0;
    let name = fitted(ui, &row.name, Type::Body, true, theme.ink, room);
    let about = line(&row.about, Type::Small.font(ui), theme.second, right - left);
    let put = |galley: Arc<egui::Galley>, x: f32, y: f32, color: egui::Color32| {
        let at = egui::pos2(x, y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, color);
    };
    let (top, below) = if name.rows.len() > 1 { (17.0, 39.0) } else { (16.0, 34.0) };
    let (top, below) = (rect.top() + top, rect.top() + below);
    let start = right - side.size().x;
    put(side, start, top, theme.second);
    put(name, left, top, theme.ink);
    put(about, left, below, theme.second);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, egui::Stroke::new(1.0, theme.faint));
    focus_ring(ui, theme, &response);
    response.clicked()
}
