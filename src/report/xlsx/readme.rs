//! A description of the workbook: its contents, its inputs and how to read it.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::Book;
use super::page::Page;
use super::style::Tone;
use crate::model::date::PartialDate;
use crate::model::policy::Policy;
use crate::model::visible;
use crate::report::compose::{headline, question};
use crate::say;

/// Names with their meaning.
struct Part {
    title: String,
    rows: Vec<(String, String, Option<Tone>)>,
}

/// The first sheet.
pub(super) fn write(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let (words, brief) = (book.words, book.brief);
    let title = headline(&brief, words);
    let mut page = Page::new(book, &book.names.readme, &title, &question(&brief, words))?;
    page.widths(&[26.0, 108.0])?;
    page.sheet.set_print_fit_to_pages(1, 1);
    let mut row = 3;
    for part in [about(book), sheets(book), signs(book), terms(book)] {
        page.text(row, 0, &part.title, &page.style.cell(Tone::Group))?;
        page.text(row, 1, "", &page.style.cell(Tone::Group))?;
        row += 1;
        for (name, text, sample) in part.rows {
            let format: Format = page.style.text(sample.unwrap_or(Tone::Strong));
            page.text(row, 0, &name, &format)?;
            page.text(row, 1, &text, &page.style.text(Tone::Plain))?;
            row += 1;
        }
        row += 1;
    }
    page.finish()
}

fn about(book: &Book<'_>) -> Part {
    let (words, brief) = (book.words, book.brief);
    let plain = |name: String, text: String| (name, text, None);
    let mut rows = vec![
        plain(say!(words, "xlsx-about-caution"), say!(words, "report-caution")),
        plain(say!(words, "xlsx-about-question"), question(&brief, words)),
        plain(say!(words, "xlsx-about-production"), visible::line(words.text(&brief.production.name))),
        plain(say!(words, "report-about-day"), words.date(PartialDate::Day(brief.day))),
        plain(say!(words, "xlsx-about-unit"), say!(words, "xlsx-about-unit-value", unit = book.currency())),
        plain(
            say!(words, "report-about-library"),
            say!(
                words,
                "report-about-library-value",
                policies = words.plain(brief.library.policies.len().into()),
                sources = words.plain(brief.library.sources.len().into()),
                fingerprint = book.fingerprint.as_str()
            ),
        ),
        plain(say!(words, "report-about-program"), env!("CARGO_PKG_VERSION").to_owned()),
    ];
    if let Some(note) = &brief.production.note {
        let note = say!(words, "report-assumed", note = words.text(note));
        rows.push(plain(say!(words, "report-flat-note"), note));
    }
    if brief.errors > 0 {
        let errors = say!(words, "report-errors", count = words.plain(brief.errors.into()));
        rows.push(plain(say!(words, "report-flat-note"), errors));
    }
    let used = |policy: &&Policy| {
        let mut awards = book.assessments.iter().flat_map(|one| &one.awards);
        brief.own.contains(&policy.id) && awards.any(|award| award.policy == policy.id)
    };
    let own = brief.library.policies.values().map(AsRef::as_ref).filter(used);
    let own: Vec<String> = own.map(|policy| words.text(&policy.title).to_owned()).collect();
    if !own.is_empty() {
        rows.push(plain(say!(words, "report-about-own"), own.join(&words.semicolon())));
    }
    Part { title: say!(words, "report-kicker"), rows }
}

fn sheets(book: &Book<'_>) -> Part {
    let (words, names) = (book.words, &book.names);
    let one = |name: &str, text: String| (name.to_owned(), text, None);
    let brief = book.brief;
    let beside = [
        (&names.variants, !brief.production.variants.is_empty(), say!(words, "xlsx-holds-variants")),
        (&names.near, !brief.places.is_empty(), say!(words, "xlsx-holds-near")),
        (&names.expected, !brief.production.chances.is_empty(), say!(words, "xlsx-holds-expected")),
        (&names.curves, !brief.production.curves.is_empty(), say!(words, "xlsx-holds-curves")),
        (&names.slate, brief.slate.is_some(), say!(words, "xlsx-holds-slate")),
        (&names.calendar, !brief.places.is_empty(), say!(words, "xlsx-holds-calendar")),
        (&names.city, brief.proposals.is_some(), say!(words, "xlsx-holds-city")),
        (&names.groups, brief.proposals.is_some(), say!(words, "xlsx-holds-groups")),
    ];
    let mut rows = vec![
        one(&names.front, say!(words, "xlsx-holds-front")),
        one(&names.results, say!(words, "xlsx-holds-results")),
    ];
    rows.extend(beside.into_iter().filter(|(_, there, _)| *there).map(|(name, _, text)| one(name, text)));
    rows.extend([
        one(&names.answers, say!(words, "xlsx-holds-answers")),
        one(&names.cards, say!(words, "xlsx-holds-cards")),
        one(&names.steps, say!(words, "xlsx-holds-steps")),
        one(&names.indicators, say!(words, "xlsx-holds-indicators")),
        one(&names.sources, say!(words, "xlsx-holds-sources")),
    ]);
    Part { title: say!(words, "xlsx-about-sheets"), rows }
}

fn signs(book: &Book<'_>) -> Part {
    let words = book.words;
    let rows = vec![
        (say!(words, "xlsx-sign-input"), say!(words, "xlsx-sign-input-means"), Some(Tone::Input)),
        (say!(words, "xlsx-sign-printed"), say!(words, "xlsx-sign-printed-means"), Some(Tone::Printed)),
        (say!(words, "xlsx-sign-formula"), say!(words, "xlsx-sign-formula-means"), Some(Tone::Plain)),
        (say!(words, "xlsx-sign-worked"), say!(words, "xlsx-sign-worked-means"), Some(Tone::Worked)),
        ("1,000+".to_owned(), say!(words, "xlsx-sign-plus"), Some(Tone::Possible)),
        ("1,000†".to_owned(), say!(words, "xlsx-sign-second-hand"), Some(Tone::Hearsay)),
    ];
    Part { title: say!(words, "xlsx-about-signs"), rows }
}

fn terms(book: &Book<'_>) -> Part {
    let words = book.words;
    let rows = vec![
        (say!(words, "report-certain"), say!(words, "report-method-certain"), Some(Tone::Certain)),
        (say!(words, "report-possible"), say!(words, "report-method-possible"), Some(Tone::Possible)),
        (say!(words, "xlsx-term-unknown"), say!(words, "report-method-unknown"), Some(Tone::Unknown)),
        (words.capital(&say!(words, "not-published")), say!(words, "xlsx-term-unpublished"), Some(Tone::Unknown)),
        (words.capital(&say!(words, "no-limit-known")), say!(words, "xlsx-term-unbounded"), Some(Tone::Unknown)),
        (say!(words, "report-row-stacking"), say!(words, "report-method-stacking"), None),
        (say!(words, "xlsx-term-advice"), say!(words, "report-method-not-advice"), None),
    ];
    Part { title: say!(words, "xlsx-about-terms"), rows }
}
