//! The drawing of a curve as SVG.

use maud::{Markup, html};

use super::super::svg::{Dress, n, shape};
use super::{Anchor, Drawn, Element, Graphic, Ink, graphic};
use crate::report::ink;

const STYLE: &str = include_str!("../../../../assets/report/plot.css");

/// The drawing as a file of its own, with its finding above and its origin below.
#[must_use]
pub fn svg(drawn: &Drawn<'_>, about: &str) -> String {
    let (width, height) = (900.0, 460.0);
    let graphic = graphic(drawn, [width, height]);
    let finding = drawn.words.finding(drawn.curve);
    let markup = html! {
        svg xmlns="http://www.w3.org/2000/svg" class="plot" role="img" viewBox={ "0 0 " (n(width)) " " (n(height + 76.0)) }
            width=(n(width)) height=(n(height + 76.0)) {
            title { (drawn.words.name()) }
            desc { (finding) }
            style { (maud::PreEscaped(STYLE)) }
            rect.ground width=(n(width)) height=(n(height + 76.0)) {}
            text.title x="24" y="30" { (drawn.words.words.capital(&finding)) }
            g transform="translate(0 40)" { @for one in &graphic.elements { (element_svg(one, Dress::Alone)) } }
            text x="24" y=(n(height + 62.0)) { (about) }
        }
    };
    markup.into_string()
}

/// A drawing in a document as SVG, with its title and its finding as description; with the colours of the page, or
/// those of print.
#[must_use]
pub(in crate::report) fn inline([title, finding]: [&str; 2], graphic: &Graphic, dress: Dress) -> String {
    let [width, height] = graphic.size;
    let markup = html! {
        svg xmlns="http://www.w3.org/2000/svg" class="plot" role="img"
            viewBox={ "0 0 " (n(width)) " " (n(height)) } {
            title { (title) }
            desc { (finding) }
            @if dress != Dress::Inline { style { (maud::PreEscaped(STYLE)) } }
            @for one in &graphic.elements { (element_svg(one, dress)) }
        }
    };
    markup.into_string()
}

/// A colour: a class of the page, or a print colour.
fn color(of: Ink, dress: Dress) -> String {
    let (name, digits) = match of {
        Ink::Text => ("ink".to_owned(), "1d1c1a"),
        Ink::Quiet => ("second".to_owned(), "5f5a51"),
        Ink::Grid => ("line".to_owned(), "e4dfd4"),
        Ink::Place(place) if place.color() > 5 => ("ink".to_owned(), ink::place(place)),
        Ink::Place(place) => (format!("place-{}", place.color()), ink::place(place)),
        Ink::Possible => ("possible-ink".to_owned(), "a47708"),
        Ink::Step | Ink::Now => ("wrong".to_owned(), "b3261e"),
    };
    if dress == Dress::Inline { format!("var(--{name})") } else { format!("#{digits}") }
}

fn element_svg(one: &Element, dress: Dress) -> Markup {
    let ground = if dress == Dress::Inline { "var(--paper)" } else { "#ffffff" };
    match one {
        Element::Line { points, ink, width, dashed } => {
            let points: Vec<String> = points.iter().map(|[x, y]| format!("{},{}", n(*x), n(*y))).collect();
            html! {
                polyline points=(points.join(" ")) style={ "fill:none;stroke:" (color(*ink, dress)) }
                    stroke-width=(n(*width)) stroke-dasharray=[dashed.then_some("4 3")] {}
            }
        }
        Element::Ring { at: [x, y], filled, ink } => {
            let ink = color(*ink, dress);
            let fill = if *filled { ink.as_str() } else { ground };
            html! { circle cx=(n(*x)) cy=(n(*y)) r="4" stroke-width="1.5" style={ "fill:" (fill) ";stroke:" (ink) } {} }
        }
        Element::Square { at: [x, y], ink } => html! {
            rect x=(n(x - 3.5)) y=(n(y - 3.5)) width="7" height="7" stroke-width="1.5"
                style={ "fill:" (ground) ";stroke:" (color(*ink, dress)) } {}
        },
        Element::Mark { at: [x, y], place } => shape(*place, *x, *y, 5.0, &format!("place-{}", place.color())),
        Element::Text { at: [x, y], anchor, text, bold, ink, ground } => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            html! {
                text x=(n(*x)) y=(n(y + 4.0)) text-anchor=(anchor) class=[ground.then_some("note")]
                    style={ "fill:" (color(*ink, dress)) @if *bold { ";font-weight:700" } } { (text) }
            }
        }
    }
}
