//! Measures frames without the GPU: layout and tessellation of every view at 1280×800, with the built-in library and
//! with one twenty times as large.
//!
//! In the lines "an answer moves", another answer is given before every frame, so that everything that rests on it is
//! calculated again. The last line is the report with its annex while its title is typed, one letter per frame. It is
//! followed by the longest job, which runs on another thread in the window and between the frames here.
//!
//! `cargo bench --bench frames`. Goals: a median under 4 ms, a 99th percentile under 8 ms, and no growth with the
//! library, because only visible parts are laid out.

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

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, Instant};

use backlot::data::problem::{Location, Problem, ProblemKind};
use backlot::data::progress::Progress;
use backlot::data::read::{File, Layer, read};
use backlot::data::seeds;
use backlot::model::number::Number;
use backlot::model::production::Answer;
use backlot::model::scenario::Change;
use backlot::model::slate::Which;
use backlot::model::text::Language;
use backlot::model::variant::{Changed, Variant};
use backlot::session::action::Action;
use backlot::session::desk::DeskEdit;
use backlot::session::slate::SlateEdit;
use backlot::study::city::levers;
use backlot::ui::app::App;
use backlot::ui::passing::Explained;
use backlot::ui::platform::{Disk, Job, Pick, Platform, Reply, Version};
use backlot::ui::tab::Tab;
use backlot::ui::theme;
use backlot::ui::view::{Shelf, View};
use jiff::civil::{Date, date};

use copies::copies;

/// The number of measured frames of each view, after as many for warming up.
const FRAMES: usize = 300;
const TIMES: usize = 20;
/// The number of measured letters, after as many for warming up.
const TYPED: usize = 60;

/// The state that the bench and the app share.
#[derive(Clone, Default)]
struct Jobs {
    waiting: Rc<RefCell<Vec<Job>>>,
    done: Rc<RefCell<Vec<Reply>>>,
}

impl Jobs {
    /// Runs the waiting jobs, which other threads would run. Returns the time it took.
    fn work(&self) -> Duration {
        let since = Instant::now();
        let jobs: Vec<Job> = self.waiting.borrow_mut().drain(..).collect();
        self.done.borrow_mut().extend(jobs.into_iter().map(|job| job(&NoDisk)));
        since.elapsed()
    }
}

/// An empty file system.
struct NoDisk;

impl Disk for NoDisk {
    fn layer(&self, _: &Path) -> Layer {
        Layer::default()
    }

    fn read(&self, path: &Path) -> Result<File, Box<Problem>> {
        Err(Box::new(Problem::error(Location::start_of(&path.display().to_string()), ProblemKind::NothingFound)))
    }

    fn write(&self, _: &Path, _: &[u8]) -> Result<(), String> {
        Ok(())
    }

    fn passing(&self, name: &str) -> Result<PathBuf, String> {
        Ok(name.into())
    }

    fn show(&self, _: &Path) -> Result<(), String> {
        Ok(())
    }

    fn is_there(&self, _: &Path) -> bool {
        false
    }

    fn is_inside(&self, _: &Path, _: &Path) -> bool {
        true
    }

    fn versions(&self, _: &Path) -> Vec<Version> {
        Vec::new()
    }

    fn remember(&self, _: &Path, _: &[u8]) -> Result<(), String> {
        Ok(())
    }
}

/// A platform on which nothing happens except by the bench.
struct Nowhere(Jobs);

impl Platform for Nowhere {
    fn today(&self) -> Date {
        date(2026, 11, 25)
    }

    fn pick(&mut self, _: Pick) {}

    fn run(&mut self, job: Job) {
        self.0.waiting.borrow_mut().push(job);
    }

    fn poll(&mut self) -> Vec<Reply> {
        self.0.done.borrow_mut().drain(..).collect()
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
    let mut output = ctx.run_ui(input, |ui| app.frame(ui));
    let shapes = ctx.tessellate(output.shapes, output.pixels_per_point);
    let took = since.elapsed();
    assert!(!shapes.is_empty());
    // There is no GPU to receive them.
    output.textures_delta.clear();
    took
}

/// The app with some layers, and its jobs.
fn app(view: View, layers: &[Layer]) -> (App, Jobs) {
    let jobs = Jobs::default();
    let mut app = App::new(Box::new(Nowhere(jobs.clone())), view, Language::Chinese);
    let staged =
        app.session.below().stage(layers.to_vec(), layers.len(), &Progress::default()).expect("nobody cancels");
    assert!(app.session.lay(staged));
    (app, jobs)
}

/// The median and the 99th percentile, in milliseconds.
fn typical(mut all: Vec<f64>) -> (f64, f64) {
    all.sort_by(f64::total_cmp);
    (all[all.len() / 2], all[all.len() * 99 / 100])
}

/// The report with its annex while its title is typed: the frames, and the longest job between them.
fn typing(layers: &[Layer]) -> ((f64, f64), f64) {
    let ctx = egui::Context::default();
    ctx.set_fonts(theme::fonts(Language::Chinese));
    let (mut app, jobs) = app(View { tab: Tab::Report, hint_closed: true, ..View::default() }, layers);
    app.view.report.annex = true;
    let (mut all, mut longest) = (Vec::new(), Duration::ZERO);
    for round in 0..2 * TYPED {
        app.view.report.title.push('a');
        let took = frame(&ctx, &mut app, round as f64 / 60.0);
        let job = jobs.work();
        if round >= TYPED {
            all.push(took.as_secs_f64() * 1000.0);
            longest = longest.max(job);
        }
    }
    (typical(all), longest.as_secs_f64() * 1000.0)
}

/// What is done before the frames are measured, or before each of them.
#[derive(Clone, Debug, PartialEq)]
enum Doing {
    Nothing,
    /// Something is explained.
    Why(Explained),
    /// The production has three variants.
    Variants,
    /// Every sample of the library in the places of the first is in the slate.
    Slate,
    /// Another answer is given before each frame.
    Moving,
    /// A figure of the city is moved before each frame.
    Lever,
}

impl Doing {
    fn begin(&self, app: &mut App) {
        match self {
            Self::Nothing | Self::Moving | Self::Lever => {}
            Self::Why(why) => app.explain(why.clone()),
            Self::Variants => {
                for revenue in [2_000_000, 5_000_000, 12_000_000] {
                    let to = Some(Answer::Number(revenue.into()));
                    let changes = vec![Changed { fact: "revenue_share_year".into(), place: None, to }];
                    app.session.apply(Action::AddVariant(Box::new(Variant { changes, ..Variant::default() })));
                }
            }
            Self::Slate => {
                let names: Vec<String> = app.session.library.productions.keys().cloned().collect();
                let places = app.session.production().places.clone();
                for name in names {
                    let (production, places) = (Which::Named(name), places.clone());
                    app.session.apply(Action::Slate(SlateEdit::Add { production, year: 2026, places }));
                }
            }
        }
    }

    /// Before a frame, by its number.
    fn again(&self, app: &mut App, round: usize) {
        if *self == Self::Moving {
            let answer = Some(Answer::Number(Number::from(1_000_000 + 7_919 * round as i64)));
            let fact = "revenue_share_year".into();
            app.session.apply(Action::Answer { fact, place: None, answer });
        }
        if *self == Self::Lever {
            let city = app.view.city.clone().expect("a city is chosen");
            let all = levers(&app.session.library, &city, app.session.day);
            let lever =
                all.iter().find(|lever| !lever.figure.is_share && lever.is_published).expect("it has an amount");
            let new = Number::from(1_000_000 + 7_919 * round as i64);
            let (policy, figure) = (lever.policy.clone(), lever.name.clone());
            let change = Change { policy, figure, old: Some(lever.figure.value), new };
            app.session.apply(Action::Desk(DeskEdit::Propose(change)));
        }
    }
}

/// The median and the 99th percentile, in milliseconds.
fn measure(view: View, layers: &[Layer], doing: &Doing) -> (f64, f64) {
    let ctx = egui::Context::default();
    ctx.set_fonts(theme::fonts(Language::Chinese));
    let (mut app, jobs) = app(view, layers);
    doing.begin(&mut app);
    let mut times = Vec::new();
    for round in 0..2 * FRAMES {
        doing.again(&mut app, round);
        let took = frame(&ctx, &mut app, round as f64 / 60.0);
        if round >= FRAMES {
            times.push(took.as_secs_f64() * 1000.0);
        } else {
            jobs.work();
        }
    }
    typical(times)
}

fn main() {
    let home = vec![seeds::layer()];
    let large = vec![seeds::layer(), copies(TIMES)];
    let library = read(&large).library;
    println!("{} policies, then {}", read(&home).library.policies.len(), library.policies.len());
    let of = |tab: Tab| View { tab, hint_closed: true, ..View::default() };
    let shelf = |shelf: Shelf| View { shelf, ..of(Tab::Library) };
    let city = |place: &str| View { city: Some(place.into()), ..of(Tab::City) };
    let why = Doing::Why(Explained::Place("shanghai".into()));
    let views: Vec<(&str, View, Doing)> = vec![
        ("where", of(Tab::Where), Doing::Nothing),
        ("where, an answer moves", of(Tab::Where), Doing::Moving),
        ("compare", of(Tab::Compare), Doing::Nothing),
        ("calculator", of(Tab::Calculator), Doing::Nothing),
        ("calculator, why", of(Tab::Calculator), why),
        ("calculator, variants", of(Tab::Calculator), Doing::Variants),
        ("calculator, an answer moves", of(Tab::Calculator), Doing::Moving),
        ("curve", of(Tab::Curve), Doing::Nothing),
        ("curve, an answer moves", of(Tab::Curve), Doing::Moving),
        ("slate", of(Tab::Slate), Doing::Slate),
        ("city", city("zhengzhou"), Doing::Nothing),
        ("city, a figure moves", city("zhengzhou"), Doing::Lever),
        ("growth", of(Tab::Growth), Doing::Nothing),
        ("report", of(Tab::Report), Doing::Nothing),
        ("library, policies", shelf(Shelf::Policies), Doing::Nothing),
        ("library, figures", shelf(Shelf::Figures), Doing::Nothing),
        ("library, contradictions", shelf(Shelf::Contradictions), Doing::Nothing),
        ("library, problems", shelf(Shelf::Problems), Doing::Nothing),
    ];
    println!("{:<36}{:>10}{:>10}{:>14}{:>10}", "ms", "median", "99 %", "large: median", "99 %");
    // An argument selects the views whose names contain it.
    let only = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    for (name, view, doing) in views.into_iter().filter(|(name, ..)| name.contains(&only)) {
        let (median, most) = measure(view.clone(), &home, &doing);
        let (large_median, large_most) = measure(view, &large, &doing);
        println!("{name:<36}{median:>10.2}{most:>10.2}{large_median:>14.2}{large_most:>10.2}");
    }
    let ((median, most), job) = typing(&home);
    let ((large_median, large_most), large_job) = typing(&large);
    let name = "report, typing";
    println!("{name:<36}{median:>10.2}{most:>10.2}{large_median:>14.2}{large_most:>10.2}");
    println!("{:<36}{job:>10.2}{:>10}{large_job:>14.2}", "  the longest job", "");
}
