//! What a frame costs without the GPU: layout and tessellation of every view, with the built-in library and
//! with one twenty times as large, at 1280×800.
//!
//! `cargo bench --bench frames`. Goals: a median under 4 ms, a 99th percentile under 8 ms, and no growth with
//! the library, because only what is visible is laid out.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    missing_docs,
    reason = "a benchmark may fail loudly and read the clock"
)]

#[path = "copies/mod.rs"]
mod copies;

use std::path::Path;
use std::time::{Duration, Instant};

use backlot::data::progress::Progress;
use backlot::data::read::{Layer, read};
use backlot::data::seeds;
use backlot::model::text::Language;
use backlot::ui::app::App;
use backlot::ui::passing::Explained;
use backlot::ui::platform::{Job, Pick, Platform, Reply};
use backlot::ui::tab::Tab;
use backlot::ui::theme;
use backlot::ui::view::{Shelf, View};
use jiff::civil::{Date, date};

use copies::copies;

/// Frames that are measured of each view, after as many that are not.
const FRAMES: usize = 300;
const TIMES: usize = 20;

/// An outside in which nothing happens.
struct Nowhere;

impl Platform for Nowhere {
    fn today(&self) -> Date {
        date(2026, 11, 25)
    }

    fn pick(&mut self, _: Pick) {}

    fn run(&mut self, _: Job) {}

    fn poll(&mut self) -> Vec<Reply> {
        Vec::new()
    }

    fn is_busy(&self) -> bool {
        false
    }

    fn exists(&self, _: &Path) -> bool {
        false
    }
}

fn frame(ctx: &egui::Context, app: &mut App, now: f64) -> Duration {
    let input = egui::RawInput {
        screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1280.0, 800.0))),
        time: Some(now),
        focused: true,
        ..egui::RawInput::default()
    };
    let since = Instant::now();
    let output = ctx.run_ui(input, |ui| app.frame(ui));
    let shapes = ctx.tessellate(output.shapes, output.pixels_per_point);
    let took = since.elapsed();
    assert!(!shapes.is_empty());
    took
}

/// The median and the 99th percentile, in milliseconds.
fn measure(view: View, layers: &[Layer], why: Option<Explained>) -> (f64, f64) {
    let ctx = egui::Context::default();
    ctx.set_fonts(theme::fonts(Language::Chinese));
    let mut app = App::new(Box::new(Nowhere), view, Language::Chinese);
    let staged =
        app.session.below().stage(layers.to_vec(), layers.len(), &Progress::default()).expect("nobody cancels");
    assert!(app.session.lay(staged));
    if let Some(why) = why {
        app.explain(why);
    }
    let mut now = 0.0;
    let mut next = || {
        now += 1.0 / 60.0;
        now
    };
    for _ in 0..FRAMES {
        frame(&ctx, &mut app, next());
    }
    let mut all: Vec<f64> = (0..FRAMES).map(|_| frame(&ctx, &mut app, next()).as_secs_f64() * 1000.0).collect();
    all.sort_by(f64::total_cmp);
    (all[FRAMES / 2], all[FRAMES * 99 / 100])
}

fn main() {
    let home = vec![seeds::layer()];
    let large = vec![seeds::layer(), copies(TIMES)];
    let library = read(&large).library;
    println!("{} policies, then {}", read(&home).library.policies.len(), library.policies.len());
    let of = |tab: Tab| View { tab, hint_closed: true, ..View::default() };
    let shelf = |shelf: Shelf| View { shelf, ..of(Tab::Library) };
    let views: Vec<(&str, View, Option<Explained>)> = vec![
        ("compare", of(Tab::Compare), None),
        ("calculator", of(Tab::Calculator), None),
        ("calculator, why", of(Tab::Calculator), Some(Explained::Place("shanghai".into()))),
        ("growth", of(Tab::Growth), None),
        ("report", of(Tab::Report), None),
        ("library, policies", shelf(Shelf::Policies), None),
        ("library, figures", shelf(Shelf::Figures), None),
        ("library, contradictions", shelf(Shelf::Contradictions), None),
        ("library, problems", shelf(Shelf::Problems), None),
    ];
    println!("{:<26}{:>10}{:>10}{:>14}{:>10}", "ms", "median", "99 %", "large: median", "99 %");
    for (name, view, why) in views {
        let (median, most) = measure(view.clone(), &home, why.clone());
        let (large_median, large_most) = measure(view, &large, why);
        println!("{name:<26}{median:>10.2}{most:>10.2}{large_median:>14.2}{large_most:>10.2}");
    }
}
