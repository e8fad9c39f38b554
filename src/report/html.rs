//! A self-contained web page. It fetches nothing and runs nothing.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::document::{
    Bar, Block, Cell, Column, Document, Holds, Item, Node, PlaceHead, Reference, Row, Section, SourceEntry, Table, Tag,
    Tone,
};
use super::plot::svg::{place_class, shape};
use super::plot::{Dress, Plot, curve, svg};
use crate::model::mark::Mark;
use crate::model::text::Language;

const STYLE: &str = include_str!("../../assets/report/report.css");

/// The page.
pub(super) fn write(document: &Document) -> Vec<u8> {
    page(document).into_string().into_bytes()
}

fn page(document: &Document) -> Markup {
    let language = match document.language {
        Language::Chinese => "zh-CN",
        Language::English => "en",
    };
    html! {
        (DOCTYPE)
        html lang=(language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content=(concat!("Backlot ", env!("CARGO_PKG_VERSION")));
                title { (document.front.sentence()) " · " (document.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (front(document))
                @if !document.sections.is_empty() {
                    header.annex id="annex" {
                        p.kicker { (document.kicker) }
                        h2 { (document.title) }
                        p.subtitle { (document.subtitle) }
                        dl.about {
                            @for entry in &document.about {
                                div { dt { (entry.label) } dd { (entry.value) } }
                            }
                        }
                        p.caution { (document.caution) }
                    }
                    nav {
                        @for section in &document.sections {
                            a href={ "#" (section.id) } { (section.title) }
                        }
                    }
                    main {
                        @for section in &document.sections { (part(section)) }
                    }
                }
            }
        }
    }
}

/// The brief. If there is an annex, the full list of sources is there, and the brief links to it.
fn front(document: &Document) -> Markup {
    let front = &document.front;
    let anchored = document.sections.is_empty();
    html! {
        article.front {
            div.brand {
                p { b { (document.brand[0]) " " span { (document.brand[1]) } } " " (front.kind) }
                p { (front.day) }
            }
            p.production { (front.production) }
            @if !front.question.is_empty() { p.production { (front.question) } }
            h1 { @for piece in &front.answer { span.text.(tone(piece.tone)) { (piece.text) } } }
            p.subtitle { (front.qualification) }
            @for remark in &front.remarks { p.caution { (remark) } }
            @for section in &front.sections {
                section.(section.id) id=(section.id) {
                    @if !section.title.is_empty() { h2 { (section.title) } }
                    @for block in &section.blocks {
                        @match block {
                            Block::Paragraph(text) => p.small { (text) },
                            Block::List(items) if section.is_numbered() => ol.reasons {
                                @for item in items { li { (reason(item)) } }
                            },
                            Block::List(items) => ul.ask { @for item in items { li { (words(item)) } } },
                            Block::Table(table) => (small_grid(table, &section.title)),
                            Block::Sources(all) => ol.sources.short {
                                @for entry in all { (short_source(entry, anchored)) }
                            },
                            other => (piece(other)),
                        }
                    }
                }
            }
            footer { p { (front.limits) } p { (front.stamp) } }
        }
    }
}

/// A reason: a sentence, what it rests on, and its sources at the end.
fn reason(item: &Item) -> Markup {
    html! {
        span.text.(tone(item.tone)) { (item.text) }
        @for detail in &item.details { span.detail { (detail) } }
        (labels(item))
    }
}

/// A small table. Its title is the heading above it, or its first column.
fn small_grid(table: &Table, title: &str) -> Markup {
    let first = table.columns.first().map_or("", |column| column.title.as_str());
    let named = Table { caption: if title.is_empty() { first } else { title }.to_owned(), ..table.clone() };
    grid(&named)
}

fn short_source(entry: &SourceEntry, anchored: bool) -> Markup {
    let id = anchored.then(|| format!("source-{}", entry.number));
    html! {
        li id=[id] {
            @match &entry.link {
                Some(link) => a href=(link) rel="noreferrer" { (entry.title) },
                None => (entry.title),
            }
            " " span.quiet { (entry.facts.join(" · ")) }
        }
    }
}

fn part(section: &Section) -> Markup {
    html! {
        section id=(section.id) {
            h2 { (section.title) }
            @for block in &section.blocks { (piece(block)) }
        }
    }
}

fn piece(block: &Block) -> Markup {
    html! {
        @match block {
            Block::Paragraph(text) => p { (text) },
            Block::Note(text) => p.caution { (text) },
            Block::Place(head) => (place(head)),
            Block::Table(table) => (grid(table)),
            Block::Plot(plot) => (drawn(plot)),
            Block::Drawing(drawing) => figure { (PreEscaped(curve::inline([&drawing.title, &drawing.finding], &drawing.graphic, Dress::Inline))) },
            Block::List(items) => ul.points {
                @for item in items { li { (words(item)) } }
            },
            Block::Steps { title, root } => details.steps {
                summary { (title) }
                ul.tree { (step(root)) }
            },
            Block::Sources(all) => ol.sources {
                @for entry in all { (source(entry)) }
            },
        }
    }
}

/// A plot with its finding, and its figures in a table that can be opened.
fn drawn(plot: &Plot) -> Markup {
    html! {
        figure {
            figcaption { b { (plot.title) } " " (plot.finding) (references(&plot.references)) }
            (PreEscaped(svg(plot, Dress::Inline)))
            details {
                summary { (plot.behind) }
                div.scroll { table {
                    caption { (plot.title) }
                    thead { tr { @for title in &plot.columns { th scope="col" { (title) } } } }
                    tbody { @for row in &plot.rows { tr {
                        @for (at, cell) in row.iter().enumerate() {
                            @if at == 0 { th scope="row" { (cell) } } @else { td { (cell) } }
                        }
                    } } }
                } }
            }
        }
    }
}

fn place(head: &PlaceHead) -> Markup {
    html! {
        div.place {
            h3 { (mark(head.mark)) (head.name) }
            dl.figures {
                @for figure in [&head.certain, &head.possible] {
                    div { dt { (figure.label) } dd.text.(tone(figure.tone)) { (figure.value) } }
                }
            }
        }
    }
}

fn grid(table: &Table) -> Markup {
    html! {
        div.scroll {
            table.cards[table.columns.iter().any(|column| column.mark.is_some())] {
                caption {
                    span.caption { (table.caption) }
                    @if !table.legend.is_empty() {
                        span.legend {
                            @for entry in &table.legend {
                                span { i.swatch.(tone(entry.tone)) {} (entry.text) }
                            }
                        }
                    }
                }
                thead { tr { @for column in &table.columns { (head(column)) } } }
                tbody {
                    @for row in &table.rows {
                        @match row {
                            Row::Group(item) => tr.group {
                                th scope="rowgroup" colspan=(table.columns.len()) { (words(item)) }
                            },
                            Row::Cells(cells) | Row::Sum(cells) => tr {
                                @for (at, (cell, column)) in cells.iter().zip(&table.columns).enumerate() {
                                    @if at == 0 {
                                        th scope="row" { (content(cell)) }
                                    } @else {
                                        td.(holds(column.holds)) { (content(cell)) }
                                    }
                                }
                            },
                        }
                    }
                }
            }
        }
    }
}

fn head(column: &Column) -> Markup {
    html! {
        @if column.title.is_empty() {
            td.(holds(column.holds)) {}
        } @else {
            th scope="col" class=(holds(column.holds)) {
                @if let Some(at) = column.mark { (mark(at)) }
                (column.title)
            }
        }
    }
}

fn content(cell: &Cell) -> Markup {
    html! {
        @match cell {
            Cell::Bar(bar) => (strip(*bar)),
            Cell::Items(items) => @if let [item] = items.as_slice() {
                (words(item))
            } @else {
                @for item in items { div.item { (words(item)) } }
            },
        }
    }
}

/// A bar. It is hidden from screen readers, because the figures are beside it.
fn strip(bar: Bar) -> Markup {
    let part = |part: u16| format!("{}.{}%", part / 10, part % 10);
    let span = |from: u16, to: u16| format!("left:{};width:{}", part(from), part(to.saturating_sub(from)));
    html! {
        span.bar aria-hidden="true" {
            @let settled = bar.settled.min(bar.known);
            @if bar.possible > bar.known { i.hearsay style=(span(bar.known, bar.possible)) {} }
            @if bar.known > settled { i.unanswered style=(span(settled, bar.known)) {} }
            @if settled > bar.certain { i.possible style=(span(bar.certain, settled)) {} }
            @if bar.certain > 0 { i.certain style=(span(0, bar.certain)) {} }
        }
    }
}

fn words(item: &Item) -> Markup {
    // The labels of a text are below it. A label without a text takes its position.
    let below = !item.tags.is_empty() && !item.text.is_empty();
    html! {
        @if !item.text.is_empty() {
            span.text.(tone(item.tone)) {
                @if let Some(at) = item.mark { (mark(at)) }
                (item.text)
            }
        }
        @if !below { (labels(item)) }
        @for detail in &item.details { span.detail { (detail) } }
        @if below { span.labels { (labels(item)) } }
    }
}

fn labels(item: &Item) -> Markup {
    html! {
        @for tag in &item.tags { (label(tag)) " " }
        (references(&item.references))
    }
}

fn label(tag: &Tag) -> Markup {
    html! { span.tag.(tone(tag.tone)) { (tag.text) } }
}

fn references(all: &[Reference]) -> Markup {
    html! {
        @for reference in all {
            " "
            a.ref href={ "#source-" (reference.number) } {
                "[" (reference.number) "]"
                @if !reference.at.is_empty() { span { " " (reference.at) } }
            }
        }
    }
}

fn step(node: &Node) -> Markup {
    let line = html! {
        span.label { (node.label) (references(&node.references)) }
        span.value { (node.value) }
        @if !node.note.is_empty() { span.note { (node.note) } }
    };
    html! {
        li.decisive[node.decisive] {
            @if node.parts.is_empty() {
                div.line { (line) }
            } @else if node.folds {
                details {
                    summary.line { (line) }
                    ul { @for part in &node.parts { (step(part)) } }
                }
            } @else {
                div.line { (line) }
                ul { @for part in &node.parts { (step(part)) } }
            }
        }
    }
}

fn source(entry: &SourceEntry) -> Markup {
    html! {
        li id={ "source-" (entry.number) } {
            span.text {
                @match &entry.link {
                    Some(link) => a href=(link) rel="noreferrer" { (entry.title) },
                    None => (entry.title),
                }
            }
            span.detail { (entry.facts.join(" · ")) }
            @if let Some(link) = &entry.link { span.detail.address { (link) } }
            @if !entry.note.is_empty() { span.detail { (entry.note) } }
        }
    }
}

/// The colour and shape of a place, the same everywhere.
fn mark(mark: Mark) -> Markup {
    html! { svg.mark viewBox="0 0 10 10" aria-hidden="true" { (shape(mark, 5.0, 5.0, 4.2, &place_class(mark))) } }
}

fn holds(holds: Holds) -> &'static str {
    match holds {
        Holds::Text => "words",
        Holds::Figures => "figures",
        Holds::Bars => "bars",
    }
}

fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Strong => "strong",
        Tone::Certain => "certain",
        Tone::Possible => "possible",
        Tone::Open => "unanswered",
        Tone::Hearsay => "hearsay",
        Tone::Unknown => "unknown",
        Tone::Quiet => "quiet",
    }
}
