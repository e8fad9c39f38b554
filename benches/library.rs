//! Measures reading, checking and comparing the library. The edit of a record reads and checks the whole library again,
//! so applying it takes this long.
//!
//! `cargo bench --no-default-features --bench library`

#![allow(clippy::expect_used, clippy::indexing_slicing, missing_docs, reason = "a benchmark may fail loudly")]

#[path = "copies/mod.rs"]
mod copies;

use backlot::data::lint::lint;
use backlot::data::overlay::{Key, Overlay};
use backlot::data::read::{Document, Layer, Loaded, read};
use backlot::data::seeds;
use backlot::data::write::record;
use backlot::model::number::Number;
use backlot::model::record::Record;
use backlot::session::Session;
use backlot::session::action::Action;
use backlot::study::contradictions::find;
use backlot::study::differences::{money, records};
use backlot::study::reference::rankings;
use copies::copies;
use divan::Bencher;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

const DAY: Date = date(2026, 11, 25);

fn main() {
    divan::main();
}

fn home() -> Vec<Layer> {
    vec![seeds::layer()]
}

fn both() -> Vec<Layer> {
    vec![seeds::layer(), seeds::world()]
}

/// Reads and checks the built-in library.
#[divan::bench]
fn read_home(bencher: Bencher<'_, '_>) {
    let layers = home();
    bencher.bench(|| read(&layers));
}

/// Reads and checks both shelves.
#[divan::bench]
fn read_both(bencher: Bencher<'_, '_>) {
    let layers = both();
    bencher.bench(|| read(&layers));
}

/// Advice on both shelves.
#[divan::bench]
fn advice(bencher: Bencher<'_, '_>) {
    let loaded: Loaded = read(&both());
    bencher.bench(|| lint(&loaded, DAY));
}

/// Contradictions between the figures.
#[divan::bench]
fn contradictions(bencher: Bencher<'_, '_>) {
    let library = read(&both()).library;
    bencher.bench(|| find(&library));
}

/// Checks one edit against both shelves, as when the user stops typing.
#[divan::bench]
fn check_an_edit(bencher: Bencher<'_, '_>) {
    let (session, key, text) = edited();
    bencher.bench(|| session.check_edit(&key, &text));
}

/// Applies one edit: reads and checks the library, and calculates all examples and the open comparison.
#[divan::bench]
fn apply_an_edit(bencher: Bencher<'_, '_>) {
    let (session, key, text) = edited();
    bencher
        .with_inputs(|| (session.clone(), Action::Edit { key: key.clone(), text: Some(text.clone()), figure: None }))
        .bench_values(|(mut session, action)| {
            session.apply(action);
            session
        });
}

/// Applies one changed figure, with both shelves and with a library twenty times as large.
#[divan::bench(args = [1, 20])]
fn apply_a_figure(bencher: Bencher<'_, '_>, times: usize) {
    let (session, key, text) = figure(times);
    bencher
        .with_inputs(|| (session.clone(), Action::Edit { key: key.clone(), text: Some(text.clone()), figure: None }))
        .bench_values(|(mut session, action)| {
            session.apply(action);
            session
        });
}

/// Chooses another day.
#[divan::bench]
fn change_the_day(bencher: Bencher<'_, '_>) {
    let (session, ..) = edited();
    bencher.with_inputs(|| session.clone()).bench_values(|mut session| {
        session.set_day(DAY.tomorrow().expect("there is one"));
        session
    });
}

/// Undoes a changed figure.
#[divan::bench(args = [1, 20])]
fn undo_a_figure(bencher: Bencher<'_, '_>, times: usize) {
    let (mut session, key, text) = figure(times);
    session.apply(Action::Edit { key, text: Some(text), figure: None });
    bencher.with_inputs(|| session.clone()).bench_values(|mut session| {
        session.undo();
        session
    });
}

/// Describes the differences between two libraries in words.
#[divan::bench]
fn difference_in_records(bencher: Bencher<'_, '_>) {
    let (home, both) = (read(&home()).library, read(&both()).library);
    bencher.bench(|| records(&home, &both));
}

/// Calculates the effect of the differences between two libraries: eight productions in every place with a policy, with
/// both libraries.
#[divan::bench]
fn difference_in_money(bencher: Bencher<'_, '_>) {
    let (home, both) = (read(&home()).library, read(&both()).library);
    bencher.bench(|| money(&home, &both, DAY));
}

/// Ranks every place with a policy for every reference production.
#[divan::bench]
fn rank(bencher: Bencher<'_, '_>) {
    let library = read(&home()).library;
    let places: Vec<_> =
        library.places.keys().filter(|place| library.policies_of(place).next().is_some()).cloned().collect();
    bencher.bench(|| rankings(&library, &places, DAY));
}

/// Both shelves, the first of them several times, and a text with one changed figure.
fn figure(times: usize) -> (Session, Key, String) {
    let mut layers = both();
    layers.push(copies(times));
    let production = (*read(&home()).library.productions[seeds::SAMPLE]).clone();
    let session = Session::new(layers, 2, Overlay::default(), production, DAY);
    assert!(session.library.policies.len() > times * 70, "{} policies", session.library.policies.len());
    let policy = session.library.policies.get(&"datong-2025".into()).expect("the policy is loaded");
    let figure = policy.figures()[0].value;
    let changed = policy.with_figure(0, Number(figure.0 + Decimal::ONE));
    let text = record(&Document::Policy(changed.into())).expect("it can be written");
    (session, Key::new(Record::Policy, "datong-2025"), text)
}

fn edited() -> (Session, Key, String) {
    let production = (*read(&home()).library.productions[seeds::SAMPLE]).clone();
    let session = Session::new(both(), 2, Overlay::default(), production, DAY);
    let key = Key::new(Record::Policy, "datong-2025");
    let text = session.text(&key).expect("the policy is loaded").replace("10%", "12%");
    (session, key, text)
}
