//! Sealing: the inputs of a comparison are reduced to those on which results depend, calculated, and written as a bundle.

use std::sync::Arc;

use super::{Amounts, Bundle, Edit, FORMAT, Files, PROGRAM, Parts, Sealed, Sealing, check_places, open, round, tail};
use crate::data::overlay::{Key, read_with};
use crate::data::problem::ProblemKind;
use crate::data::read::{File, LARGEST_FILE};
use crate::data::write;
use crate::model::id::PlaceId;
use crate::model::library::Library;
use crate::model::portfolio::{Applied, Made, Mix, Portfolio};
use crate::model::production::Production;
use crate::model::record::Record;
use crate::model::scenario::Scenario;
use crate::model::slate::{Slate, Which};
use crate::model::variant::Variant;
use crate::session::Session;
use crate::study::fingerprint::{fingerprint, sha256};
use crate::study::proposals::Desk;
use crate::study::results::beside::Beside;
use crate::study::results::results;
use crate::study::slate::Workable;

/// Seals the comparison of a session.
///
/// # Errors
/// As [`seal`].
pub fn seal_session(session: &Session, sealing: Sealing) -> Result<String, ProblemKind> {
    let known = |place: &&PlaceId| session.library.places.contains_key(place);
    let places: Vec<PlaceId> = session.pinned().places.iter().filter(known).cloned().collect();
    let desk = session.proposals().filter(|_| sealing.city);
    let parts = Parts {
        layers: session.layers(),
        shelves: session.shelves,
        edits: session.edits(),
        production: session.pinned(),
        places: &places,
        day: session.chosen_day,
        slate: session.slate().filter(|_| sealing.slate).map(AsRef::as_ref),
        city: desk.as_ref(),
    };
    seal(&parts, sealing.amounts)
}

/// Calculates the results and seals them. The same inputs give the same text.
///
/// Files above the built-in shelves are named by their path within their layer, without the folder on this machine.
/// Productions among them are left out, because no result depends on them and they may be confidential. Files that
/// cannot be read are left out, because no result depends on them.
///
/// # Errors
/// The bundle would be larger than the largest file that is read, or contains characters that a text cannot contain.
pub fn seal(parts: &Parts<'_>, amounts: Amounts) -> Result<String, ProblemKind> {
    check_places(parts.places)?;
    let sealed_layers: Vec<Files> =
        parts.layers.iter().enumerate().map(|(at, layer)| Files::of(layer, at < parts.shelves)).collect();
    let is_kept = |key: &&Key| key.kind != Record::Production;
    let edit = |key: &Key| {
        let text = parts.edits.text(key)?.to_owned();
        Some(Edit { kind: key.kind, id: key.id.clone(), text })
    };
    let mut bundle = Bundle {
        format: FORMAT,
        program: PROGRAM.to_owned(),
        day: parts.day,
        amounts,
        production: as_read(parts.production),
        places: parts.places.to_vec(),
        results: Vec::new(),
        beside: Beside::default(),
        slate: None,
        city: None,
        library: String::new(),
        shelves: parts.shelves,
        edits: parts.edits.keys().filter(is_kept).filter_map(edit).collect(),
        layers: sealed_layers,
        seal: String::new(),
        intact: true,
    };
    let library = read_with(&bundle.layers(), &bundle.edits(), None).library;
    bundle.city = parts.city.map(|city| {
        let all = read_with(parts.layers, parts.edits, None).library;
        desk_as_read(&self_contained(city, &all, &library))
    });
    bundle.slate = parts.slate.map(|slate| slate_as_read(&Workable::of(&library, slate).whole()));
    if amounts == Amounts::Rounded {
        round::production(&mut bundle.production, &library);
        bundle.slate.iter_mut().for_each(|slate| round::slate(slate, &library));
        bundle.city.iter_mut().for_each(|city| round::applications(city, &library));
    }
    bundle.library = fingerprint(&library);
    bundle.results = results(&library, &bundle.production, parts.places, parts.day);
    bundle.beside = bundle.beside(&library);
    let text = text(&bundle)?;
    // The bundle must be readable, whatever characters the user typed into a name.
    let file = File { name: String::new(), bytes: text.into_bytes() };
    let read = open(&file).map_err(|problem| problem.what)?;
    bundle.seal.clone_from(&read.seal);
    if read != bundle {
        return Err(ProblemKind::NotText);
    }
    String::from_utf8(file.bytes).map_err(|_| ProblemKind::NotText)
}

/// The production as it will be read from the bundle, so that the hash matches.
fn as_read(production: &Production) -> Production {
    let variant = |variant: &Variant| Variant { name: variant.name.as_read(), ..variant.clone() };
    Production {
        name: production.name.as_read(),
        note: production.note.as_ref().map(|note| note.as_read()),
        variants: production.variants.iter().map(variant).collect(),
        ..production.clone()
    }
}

fn slate_as_read(slate: &Slate) -> Slate {
    let mut slate =
        Slate { name: slate.name.as_read(), note: slate.note.as_ref().map(|note| note.as_read()), ..slate.clone() };
    for entry in &mut slate.productions {
        if let Which::Whole(production) = &mut entry.production {
            **production = as_read(production);
        }
    }
    slate
}

/// The scenarios and the portfolio for a bundle without the user's own sample productions. Where the portfolio counts
/// such a production, it becomes applications. Where parts are drawn from one, the bundle contains it completely.
fn self_contained(desk: &Desk, all: &Library, sealed: &Library) -> Desk {
    let portfolio = &desk.portfolio;
    let once = || all.productions.keys().map(|name| Mix { production: name.clone(), count: 1, company: None });
    let mix: Vec<Mix> = if portfolio.counts_nothing() { once().collect() } else { portfolio.mix.clone() };
    let is_sealed = |name: &String| sealed.productions.get(name) == all.productions.get(name);
    let (kept, own): (Vec<Mix>, Vec<Mix>) = mix.into_iter().partition(|mix| is_sealed(&mix.production));
    let whole = |made: &Made| match made.like.as_ref().filter(|name| made.base.is_none() && !is_sealed(name)) {
        Some(name) => Made { like: None, base: all.productions.get(name).cloned(), ..made.clone() },
        None => made.clone(),
    };
    let made = portfolio.made.iter().map(whole).collect();
    if own.is_empty() {
        let portfolio = Portfolio { made, ..(**portfolio).clone() };
        return Desk { portfolio: Arc::new(portfolio), ..desk.clone() };
    }
    let own = own.iter().filter_map(|mix| {
        let production = (**all.productions.get(&mix.production)?).clone();
        let applied = Applied { company: mix.company.clone(), production };
        Some(std::iter::repeat_n(applied, usize::try_from(mix.count).unwrap_or(usize::MAX)))
    });
    let applications = own.flatten().chain(portfolio.applications.iter().cloned()).collect();
    let portfolio = Portfolio { mix: kept, made, applications: Arc::new(applications), ..(**portfolio).clone() };
    Desk { portfolio: Arc::new(portfolio), ..desk.clone() }
}

fn desk_as_read(desk: &Desk) -> Desk {
    let scenario = |one: &Arc<Scenario>| {
        let (title, reason) = (one.title.as_read(), one.reason.as_read());
        Arc::new(Scenario { title, reason, ..(**one).clone() })
    };
    let portfolio = &desk.portfolio;
    let applied = |one: &Applied| Applied { production: as_read(&one.production), ..one.clone() };
    let made = |one: &Made| Made { base: one.base.as_ref().map(|base| as_read(base).into()), ..one.clone() };
    let portfolio = Portfolio {
        title: portfolio.title.as_read(),
        note: portfolio.note.as_ref().map(|note| note.as_read()),
        applications: Arc::new(portfolio.applications.iter().map(applied).collect()),
        made: portfolio.made.iter().map(made).collect(),
        ..(**portfolio).clone()
    };
    Desk { scenarios: desk.scenarios.iter().map(scenario).collect(), portfolio: Arc::new(portfolio), ..desk.clone() }
}

fn text(bundle: &Bundle) -> Result<String, ProblemKind> {
    let text = write::with_texts(&Sealed::Bundle(bundle)).map_err(|error| ProblemKind::Other(error.to_string()))?;
    let head = text.strip_suffix(")\n").unwrap_or(&text);
    let text = format!("{head}{}", tail(&sha256(head.as_bytes())));
    let bytes = text.len() as u64;
    if bytes > LARGEST_FILE { Err(ProblemKind::TooLarge { bytes, limit: LARGEST_FILE }) } else { Ok(text) }
}
