//! The initial text of a new policy, clause, example and source record. Everything unknown is blank, so that generated
//! text cannot be mistaken for text that a person wrote.

use super::schema::BLANK;
use super::text::{ids, quoted};
use super::{Draft, Step};
use crate::model::date::PartialDate;
use crate::model::id::{PlaceId, PolicyId, SourceId};
use crate::model::library::Library;
use crate::model::source::Grade;
use crate::way;

/// A policy of which only the place and the day are known.
#[must_use]
pub fn begin(library: &Library, place: Option<&PlaceId>, today: jiff::civil::Date) -> Draft {
    let place_text = place.map_or_else(|| BLANK.to_owned(), |place| quoted(place.as_str()));
    let id = free_id(library, place, today);
    let text = format!(
        "Policy(
    id: {},
    place: {place_text},
    title: (zh: {BLANK}),
    issuer: (zh: {BLANK}),
    status: {BLANK},
    read: {BLANK},
    confidence: {BLANK},
    checked_on: \"{today}\",
    sources: [],
    incentives: [],
)
",
        quoted(id.as_str())
    );
    Draft::new(text)
}

/// An id for a policy that is not in use, from place and year.
#[must_use]
fn free_id(library: &Library, place: Option<&PlaceId>, today: jiff::civil::Date) -> PolicyId {
    let stem = format!("{}-{}", place.map_or("policy", PlaceId::as_str), today.year());
    let mut all = std::iter::once(stem.clone()).chain((2..).map(|count| format!("{stem}-{count}")));
    let free = all.find(|id| !library.policies.contains_key(&PolicyId::from(id.as_str())));
    PolicyId::from(free.unwrap_or(stem).as_str())
}

/// An incentive without content.
#[must_use]
pub fn clause(draft: &Draft) -> String {
    let id = free_name(draft, &way!["incentives"], "clause");
    format!(
        "(
    id: {},
    name: (zh: {BLANK}),
    kind: {BLANK},
    basis: {BLANK},
    amount: {BLANK},
    per: {BLANK},
    cites: [],
)",
        quoted(&id)
    )
}

/// A share of a blank amount, with a cap.
#[must_use]
pub fn capped_share(rate: &str, cap: &str) -> String {
    format!("AtMost(cap: Fixed({cap}), of: Share(rate: {rate}, of: {BLANK}))")
}

/// A worked example without content.
#[must_use]
pub fn example(draft: &Draft) -> String {
    let id = free_name(draft, &way!["examples"], "example");
    format!(
        "(
    id: {},
    title: (zh: {BLANK}),
    origin: {BLANK},
    answers: {{}},
    expect: (),
)",
        quoted(&id)
    )
}

fn free_name(draft: &Draft, list: &[Step], stem: &str) -> String {
    let known = ids(draft, list);
    let mut all = (known.len() + 1..).map(|count| format!("{stem}-{count}"));
    all.find(|id| !known.contains(id)).unwrap_or_else(|| stem.to_owned())
}

/// The id of the source that is the document of the draft.
#[must_use]
pub fn own_source(draft: &Draft) -> SourceId {
    SourceId::from(format!("{}-text", draft.plain(&way!["id"]).unwrap_or_default()).as_str())
}

/// The record of the document of a draft as a source, filled in from the head of the draft.
#[must_use]
pub fn source(draft: &Draft, grade: Grade, url: &str) -> String {
    let text = |path: &[Step]| {
        let (zh, en) = draft.both(path);
        if en.is_empty() {
            format!("(zh: {})", quoted(&zh))
        } else {
            format!("(zh: {}, en: {})", quoted(&zh), quoted(&en))
        }
    };
    let line = |name: &str, value: Option<String>| {
        value.map_or_else(String::new, |value| format!("        {name}: {value},\n"))
    };
    let date = draft.plain(&way!["issued"]).filter(|date| date.parse::<PartialDate>().is_ok());
    let url = Some(url.trim()).filter(|url| !url.is_empty());
    format!(
        "Sources([\n    (\n        id: {},\n        title: {},\n        publisher: {},\n{}{}        grade: {grade:?},\n        checked_on: {},\n    ),\n])\n",
        quoted(own_source(draft).as_str()),
        text(&way!["title"]),
        text(&way!["issuer"]),
        line("date", date.map(|date| quoted(&date))),
        line("url", url.map(quoted)),
        quoted(&draft.plain(&way!["checked_on"]).unwrap_or_default()),
    )
}
