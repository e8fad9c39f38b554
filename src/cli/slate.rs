//! Calculates several productions of one company.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use backlot::data::problem::Problem;
use backlot::data::{check, read};
use backlot::model::library::Library;
use backlot::model::production::Production;
use backlot::model::slate::{Slate, Which};
use backlot::model::visible;
use backlot::report::json::published::{PublishedAnswer, published};
use backlot::rules::fraction::Fraction;
use backlot::rules::stack::together::{Cut, Shared, Sum};
use backlot::rules::value::Range;
use backlot::say;
use backlot::study::calendar::Calendar;
use backlot::study::slate::{self, Column, Money, Rationale, Workable, Worked};
use backlot::words::Words;
use backlot::words::explain::Telling;
use serde::Serialize;

use super::args::SlateJob;
use super::text::{Align, Table};
use super::{End, Result, Stop, inputs, show, tell};
use crate::disk;
use backlot::words::letter::letter;

/// Calculates a slate.
pub(super) fn run(words: &Words, job: &SlateJob) -> Result<End> {
    let loaded = inputs::library(words, &job.libraries)?;
    let library = &loaded.library;
    let file = disk::read_file(&job.file).map_err(|problem| inputs::no_access(words, &problem))?;
    let slate = read::read_slate(&file).map_err(|problem| Stop::Problems(vec![*problem]))?;
    let (found, mut odd) = productions(words, library, &slate, job.file.parent())?;
    let held: Vec<Option<&Production>> = found.iter().map(|production| Some(&**production)).collect();
    odd.extend(check::slate(&slate, library, &held, &file.name, &String::from_utf8_lossy(&file.bytes)));
    let problems = [loaded.problems, odd].concat();
    if problems.iter().any(|problem| problem.severity == backlot::data::problem::Severity::Error) {
        return Ok(tell(words, &problems));
    }
    let day = job.day.unwrap_or_else(inputs::today);
    let worked = slate::slate(library, &slate, &found, day);
    let text = match job.json {
        true => super::text::json(&as_json(library, &slate, &worked, &worked.calendars(library))),
        false => said(words, library, &slate, &worked),
    };
    show(&text, job.json)?;
    Ok(tell(words, &problems))
}

/// Reads a slate and its productions, for a job that also has other inputs. Problems of the slate are not reported
/// here; `backlot slate` reports them.
pub(super) fn read(words: &Words, library: &Library, path: &Path) -> Result<Workable> {
    let file = disk::read_file(path).map_err(|problem| inputs::no_access(words, &problem))?;
    let mut slate = read::read_slate(&file).map_err(|problem| Stop::Problems(vec![*problem]))?;
    let (found, _) = productions(words, library, &slate, path.parent())?;
    for (entry, production) in slate.productions.iter_mut().zip(&found) {
        entry.production = Which::Whole(Box::new(Production::clone(production)));
    }
    let held: Vec<Option<&Production>> = found.iter().map(|production| Some(&**production)).collect();
    let odd = check::slate(&slate, library, &held, &file.name, &String::from_utf8_lossy(&file.bytes));
    let errors = odd.into_iter().filter(|problem| problem.severity == backlot::data::problem::Severity::Error);
    let errors: Vec<Problem> = errors.collect();
    if errors.is_empty() { Ok(Workable::of(library, &slate)) } else { Err(Stop::Problems(errors)) }
}

/// The productions of a slate in order, and the problems of those in files of their own.
fn productions(
    words: &Words,
    library: &Library,
    slate: &Slate,
    folder: Option<&Path>,
) -> Result<(Vec<Arc<Production>>, Vec<Problem>)> {
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    for entry in &slate.productions {
        match &entry.production {
            Which::Whole(production) => found.push(Arc::new(Production::clone(production))),
            Which::Named(name) => {
                let beside = folder.unwrap_or(Path::new("")).join(name);
                if entry.production.path().is_none() || !beside.exists() {
                    let sample = entry.production.stem().and_then(|stem| library.productions.get(stem));
                    let missing = || Stop::Usage(say!(words, "slate-cli-not-found", found = name.as_str()));
                    found.push(Arc::clone(sample.filter(|_| entry.production.path().is_none()).ok_or_else(missing)?));
                    continue;
                }
                let (production, odd) = inputs::production(words, library, &beside)?;
                found.push(Arc::new(production));
                problems.extend(odd);
            }
        }
    }
    Ok((found, problems))
}

// As JSON. Amounts are exact text.

#[derive(Serialize)]
struct Json<'a> {
    year: i16,
    first: &'static str,
    currency: &'a str,
    productions: Vec<ProductionJson<'a>>,
    places: Vec<PlaceJson<'a>>,
    best: BestJson<'a>,
    refusals: Vec<RefusalJson<'a>>,
    differing: Vec<&'a str>,
    calendar: Vec<CalendarJson<'a>>,
}

#[derive(Serialize)]
struct CalendarJson<'a> {
    production: usize,
    place: &'a str,
    entries: Vec<super::calendar::EntryJson<'a>>,
}

#[derive(Serialize)]
struct ProductionJson<'a> {
    name: &'a backlot::model::text::Text,
    year: i16,
    offers: Vec<OfferJson<'a>>,
    place: Option<&'a str>,
    because: &'static str,
    by_itself: Option<&'a str>,
    next: Option<&'a str>,
    /// Certain, settled, possible.
    loses: [String; 3],
}

#[derive(Serialize)]
struct OfferJson<'a> {
    place: &'a str,
    floor: String,
    settled: String,
    ceiling: Option<String>,
    unpriced: usize,
    second_hand: String,
    published: Vec<PublishedAnswer>,
}

#[derive(Serialize)]
struct MoneyJson {
    floor: String,
    settled: String,
    ceiling: String,
    more: bool,
    second_hand: String,
}

#[derive(Serialize)]
struct PlaceJson<'a> {
    place: &'a str,
    productions: usize,
    together: MoneyJson,
    apart: MoneyJson,
    cuts: Vec<CutJson>,
    read: bool,
}

#[derive(Serialize)]
struct CutJson {
    policy: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    incentive: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<usize>,
    counts: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<i16>,
    before: [Option<String>; 2],
    after: [Option<String>; 2],
    citations: Vec<String>,
}

#[derive(Serialize)]
struct BestJson<'a> {
    places: Vec<Option<&'a str>>,
    together: MoneyJson,
    apart: MoneyJson,
    cuts: Vec<CutJson>,
    exact: bool,
    bound: Option<String>,
    looked_at: u64,
    of: Option<String>,
}

#[derive(Serialize)]
struct RefusalJson<'a> {
    place: &'a str,
    places: Vec<Option<&'a str>>,
    together: MoneyJson,
}

fn as_json<'a>(library: &Library, slate: &Slate, worked: &'a Worked, calendars: &'a [Option<Calendar>]) -> Json<'a> {
    let name = |place: Option<usize>| place.and_then(|place| worked.places.get(place)).map(|place| place.as_str());
    let names = |places: &[Option<usize>]| places.iter().map(|place| name(*place)).collect::<Vec<_>>();
    let production = |at: usize| -> Option<ProductionJson<'a>> {
        let (production, goes) = (worked.productions.get(at)?, worked.goes.get(at)?);
        let offers = worked.places.iter().zip(worked.offers.get(at)?).filter_map(|(place, offer)| {
            let offer = offer.as_ref()?;
            let one = &offer.assessment;
            Some(OfferJson {
                place: place.as_str(),
                floor: one.floor.exact_text(),
                settled: one.settled.exact_text(),
                ceiling: one.known_ceiling().map(Fraction::exact_text),
                unpriced: one.unpriced,
                second_hand: offer.second_hand.exact_text(),
                published: published(library, one),
            })
        });
        Some(ProductionJson {
            name: &production.name,
            year: slate.productions.get(at).map_or(slate.year, |entry| slate.year_of(entry)),
            offers: offers.collect(),
            place: name(worked.best.places.get(at).copied().flatten()),
            because: because(goes.because),
            by_itself: name(goes.by_itself),
            next: name(goes.next),
            loses: goes.loses.map(Fraction::exact_text),
        })
    };
    let best = &worked.best;
    Json {
        year: slate.year,
        first: match slate.first {
            backlot::model::slate::Wanted::Certain => "Certain",
            backlot::model::slate::Wanted::UpTo => "UpTo",
        },
        currency: worked.currency.code(),
        productions: (0..worked.productions.len()).filter_map(production).collect(),
        places: worked.together.iter().map(place).collect(),
        best: BestJson {
            places: names(&best.places),
            together: money(&best.money),
            apart: money(&best.apart),
            cuts: best.cuts.iter().map(cut).collect(),
            exact: best.proof.bound.is_none(),
            bound: best.proof.bound.map(Fraction::exact_text),
            looked_at: best.proof.looked_at,
            of: best.proof.of.map(|of| of.to_string()),
        },
        refusals: worked
            .refusals
            .iter()
            .map(|refusal| RefusalJson {
                place: name(Some(refusal.place)).unwrap_or_default(),
                places: names(&refusal.places),
                together: money(&refusal.money),
            })
            .collect(),
        differing: worked.differing.iter().map(|one| one.fact.as_str()).collect(),
        calendar: calendars
            .iter()
            .enumerate()
            .filter_map(|(production, calendar)| {
                let calendar = calendar.as_ref()?;
                let entries = calendar.entries.iter().map(super::calendar::entry).collect();
                Some(CalendarJson { production, place: calendar.place.as_str(), entries })
            })
            .collect(),
    }
}

fn because(because: Rationale) -> &'static str {
    match because {
        Rationale::Chosen => "Chosen",
        Rationale::OnlyPlace => "OnlyPlace",
        Rationale::Nowhere => "Nowhere",
        Rationale::OnlyCertain => "OnlyCertain",
        Rationale::Most(Sum::Certain) => "MostCertain",
        Rationale::Most(Sum::Settled) => "MostSettled",
        Rationale::Most(Sum::Possible) => "MostPossible",
        Rationale::Order => "Order",
    }
}

fn money(money: &Money) -> MoneyJson {
    MoneyJson {
        floor: money.certain.exact_text(),
        settled: money.settled.exact_text(),
        ceiling: money.possible.exact_text(),
        more: money.more,
        second_hand: money.second_hand.exact_text(),
    }
}

fn place(column: &Column) -> PlaceJson<'_> {
    PlaceJson {
        place: column.place.as_str(),
        productions: column.productions,
        together: money(&column.money),
        apart: money(&column.apart),
        cuts: column.cuts.iter().map(cut).collect(),
        read: column.read,
    }
}

fn cut(cut: &Cut) -> CutJson {
    let ends = |range: Range| [Some(range.low.exact_text()), range.high.map(Fraction::exact_text)];
    let (counts, year, incentive, group) = match &cut.rule {
        Shared::Once(_, incentive, None) => ("Company", None, Some(incentive), None),
        Shared::Once(_, incentive, Some(year)) => ("CompanyYear", Some(*year), Some(incentive), None),
        Shared::Group(_, group, None) => ("Company", None, None, Some(*group)),
        Shared::Group(_, group, Some(year)) => ("CompanyYear", Some(*year), None, Some(*group)),
        Shared::Quota(_, incentive, year) => ("Quota", Some(*year), Some(incentive), None),
        Shared::Pool(_, year) => ("Pool", Some(*year), None, None),
    };
    CutJson {
        policy: cut.rule.policy().to_string(),
        incentive: incentive.map(ToString::to_string),
        group,
        counts,
        year,
        before: ends(cut.before),
        after: ends(cut.after),
        citations: cut.step.cites().iter().map(|cite| cite.source.to_string()).collect(),
    }
}

// As text.

fn said(words: &Words, library: &Library, slate: &Slate, worked: &Worked) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let mut line = |text: &str| {
        let _ = writeln!(out, "{}", visible::line(text.trim_end()));
    };
    let telling = Telling { words, library, currency: worked.currency };
    let (finding, rest) = words.slate_finding(library, worked);
    line(words.text(&slate.name));
    line(&finding);
    line(&rest);
    line("");
    let (mut second_hand, mut published) = (false, BTreeSet::new());
    let mut head = vec![(say!(words, "slate-column-production"), Align::Left)];
    head.extend(worked.places.iter().map(|place| (words.place(library, place), Align::Right)));
    let mut table = Table::new(head);
    for (at, (production, row)) in worked.productions.iter().zip(&worked.offers).enumerate() {
        let mut cells = vec![format!("{} {}", letter(at), words.text(&production.name))];
        let goes = worked.best.places.get(at).copied().flatten();
        for (place, offer) in row.iter().enumerate() {
            let Some(offer) = offer else {
                cells.push(String::new());
                continue;
            };
            let one = &offer.assessment;
            let most = one
                .known_ceiling()
                .map_or_else(|| say!(words, "unknown-value"), |most| words.money(most, worked.currency));
            let more = one.unpriced > 0 && one.known_ceiling().is_some();
            let most = if more { say!(words, "figure-and-more", figure = most) } else { most };
            let most = if offer.second_hand.is_zero() { most } else { format!("{most}†") };
            second_hand |= !offer.second_hand.is_zero();
            let mark = words.paid_mark(library, one);
            if mark.is_some() {
                let all = words.paid_beside(library, one).into_iter();
                let place = words.place(library, &offer.place);
                published.extend(all.map(|said| say!(words, "report-labelled", label = place.as_str(), value = said)));
            }
            let most = mark.map_or(most.clone(), |mark| format!("{most} ({mark})"));
            let text = say!(words, "from-to", from = words.money(one.floor, worked.currency), to = most);
            cells.push(if goes == Some(place) { format!("→ {text}") } else { text });
        }
        table.row(cells);
    }
    let mut cells = vec![say!(words, "slate-all-here")];
    for column in &worked.together {
        let most = words.slate_most(worked, &column.money);
        cells.push(say!(words, "from-to", from = words.money(column.money.certain, worked.currency), to = most));
    }
    table.row(cells);
    table.to_string().lines().for_each(&mut line);
    if second_hand {
        line(&say!(words, "evidence-mark"));
    }
    if !published.is_empty() {
        line("");
        line(&say!(words, "where-column-published"));
        published.iter().for_each(|said| line(&format!("  {said}")));
    }
    line("");
    for column in &worked.together {
        for cut in &column.cuts {
            line(&say!(
                words,
                "report-labelled",
                label = words.place(library, &column.place),
                value = words.slate_cut(&telling, cut)
            ));
        }
    }
    line(&say!(words, "slate-suggested"));
    for (at, (goes, place)) in worked.goes.iter().zip(&worked.best.places).enumerate() {
        let place = place.and_then(|place| worked.places.get(place));
        let place = place.map_or_else(|| say!(words, "slate-nowhere"), |place| words.place(library, place));
        let goes_to = say!(words, "slate-goes", letter = letter(at), place = place);
        let because = words.slate_because(library, worked, goes);
        line(&format!("  {}", say!(words, "report-labelled", label = goes_to, value = because)));
    }
    for cut in &worked.best.cuts {
        line(&format!("  {}", words.slate_cut(&telling, cut)));
    }
    line(&words.slate_proof(worked));
    for refusal in &worked.refusals {
        line(&words.slate_refusal(library, worked, refusal));
    }
    for differing in &worked.differing {
        line(&words.slate_differing(library, worked, differing));
    }
    out
}
