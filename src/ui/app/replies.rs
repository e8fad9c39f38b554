//! What goes out to the desk and what comes back: dialogs, files, reports.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{App, MOST_ODD, MOST_RECENT};
use crate::data::check;
use crate::data::progress::Progress;
use crate::model::production::Answer;
use crate::report::plan::Part;
use crate::report::plot::curve::Drawn;
use crate::report::{self, NotMade, plot};
use crate::say;
use crate::session::difference::{Asked, Difference};
use crate::study::curve::Over;
use crate::study::slate::{Workable, slate as work_out};
use crate::ui::city::CityDesk;
use crate::ui::context::{After, OnDisk};
use crate::ui::curve::Sheets;
use crate::ui::dialogs::Dialog;
use crate::ui::growth::Kept;
use crate::ui::library::{Changes, InLibrary};
use crate::ui::platform::{Disk, NotLibrary, NotWritten, Pick, PlotFile, Purpose, Reply};
use crate::ui::tab::Tab;
use crate::words::Words;
use crate::words::curve::{Axis, CurveWords};

/// What makes the bytes of a file, off the frame.
type Making = Box<dyn FnOnce() -> Result<Vec<u8>, NotMade> + Send>;

#[cfg(feature = "pdf")]
fn picture(svg: &str) -> Result<Vec<u8>, NotMade> {
    plot::picture(svg, 2.0).ok_or(NotMade::Failed(String::new()))
}

#[cfg(not(feature = "pdf"))]
fn picture(_: &str) -> Result<Vec<u8>, NotMade> {
    Err(NotMade::NoPdf)
}

impl App {
    pub(super) fn receive(&mut self, ctx: &egui::Context) {
        for reply in self.desk.poll() {
            ctx.request_repaint();
            let Some(reply) = self.still_wanted(reply) else { continue };
            match self.before(reply) {
                // A native dialog asks about the file it is given, not about the files in a folder.
                Reply::Picked(purpose, path) => self.picked(purpose, path, !purpose.is_folder()),
                Reply::Cancelled(_) => self.after_save = None,
                Reply::NoDialog(purpose) => {
                    self.dialog = Some(Dialog::path(purpose, self.suggested(purpose), true));
                }
                Reply::Production { path, read: Ok(_), asked: false, .. } if self.session.is_dirty() => {
                    self.dialog = Some(Dialog::Unsaved(After::OpenPath(path)));
                }
                Reply::Production { path, read: Ok(production), text, .. } => {
                    self.leave_sealed();
                    self.session.open(*production);
                    self.view.passing.place = None;
                    self.view.passing.why.close();
                    let name = self.production_name();
                    self.remember(path, text.as_str().into());
                    self.say(say!(self.words, "notice-opened", name = name), false);
                    self.tell_odd(&text);
                }
                Reply::Production { read: Err(problem), .. } | Reply::Bundle { read: Err(problem), .. } => {
                    let text = format!("{} {}", self.words.whereabouts(&problem), self.words.problem(&problem));
                    self.say(say!(self.words, "notice-open-failed", problem = text), true);
                }
                Reply::Saved { path, production, written } => self.saved(ctx, path, &production, written),
                Reply::Versions(path, found) => self.show_versions(&path, found),
                Reply::Died(reason) => self.died(&reason),
                Reply::Slate { path, read, text } => self.receive_slate(&path, read, &text),
                Reply::ForSlate(_) if self.sealed.is_some() => self.say_refused(),
                Reply::ForSlate(read) => self.receive_for_slate(read),
                Reply::SlateSaved(path, Ok(())) => {
                    self.say(say!(self.words, "notice-slate-saved", path = path.display().to_string()), false);
                }
                Reply::SlateSaved(_, Err(reason)) => {
                    self.say(say!(self.words, "notice-save-failed", reason = reason), true);
                }
                Reply::SlateWorked(key, made) => self.slate_worked(key, *made),
                Reply::Proposals(key, made) => self.receive_proposals(key, *made),
                // It comes out of `still_wanted`.
                Reply::Read(..) => {}
                Reply::Layers(change, staged) => self.lay(change, *staged),
                Reply::Library { .. } if self.sealed.is_some() => self.say_refused(),
                Reply::Library { path, layer, staged, changed } => {
                    self.ask(Dialog::import(path, layer, staged, changed));
                }
                Reply::TakenSome { .. } | Reply::Table { .. } if self.sealed.is_some() => self.say_refused(),
                Reply::Table { path, read } => self.receive_table(path, read),
                Reply::Proposed { progress, proposal } => self.receive_proposal(&progress, proposal),
                Reply::Taken { below, progress, .. } if !self.session.stands_on(&below) => {
                    // The library changed while it was tried: it is tried again on what there is now.
                    self.take_again(&progress);
                }
                Reply::Taken { progress, taken, prepared, .. } => self.receive_taken(&progress, &taken, prepared),
                Reply::TakenSome { below, taken, prepared } if !self.session.stands_on(&below) => {
                    // The library changed while it was tried: it is tried again on what there is now.
                    drop(prepared);
                    self.take_some(taken);
                }
                Reply::TakenSome { taken, prepared, .. } => self.receive_some(&taken, prepared),
                Reply::Differ(difference) => self.view.own.of::<Changes>().take(*difference),
                Reply::City(question, answer) => self.view.own.of::<CityDesk>().take(*question, answer),
                Reply::Scenario(_, read) => self.receive_scenario(read),
                Reply::Portfolio(path, read) => self.receive_portfolio(&path, read),
                Reply::Schedule(..) if self.sealed.is_some() => self.say_refused(),
                Reply::Schedule(path, read) => self.receive_schedule(path, read),
                Reply::ScheduleRead(progress, read) => self.receive_schedule_read(&progress, read),
                Reply::Applications(path, read) => self.receive_applications(path, read),
                Reply::Applied(progress, found) => self.receive_applied(&progress, found),
                Reply::PortfolioSaved(path, written) | Reply::ScenarioSaved(path, written) => {
                    self.scenario_saved(&path, written)
                }
                Reply::PolicyText(Ok(text)) => self.view.own.of::<InLibrary>().take_text(text),
                Reply::PolicyText(Err(problem)) => {
                    let text = format!("{} {}", self.words.whereabouts(&problem), self.words.problem(&problem));
                    self.say(say!(self.words, "notice-open-failed", problem = text), true);
                }
                Reply::OpenData(path, Ok(count)) => {
                    let path = path.display().to_string();
                    self.say(say!(self.words, "notice-open-data", count = count, path = path), false);
                }
                Reply::OpenData(_, Err(reason)) => {
                    self.say(say!(self.words, "notice-save-failed", reason = reason), true);
                }
                Reply::LibrarySaved(path, Ok(count)) => {
                    let said =
                        say!(self.words, "notice-library-saved", count = count, path = path.display().to_string());
                    self.say(said, false);
                }
                Reply::LibrarySaved(_, Err(NotLibrary::Disk(reason))) => {
                    self.say(say!(self.words, "notice-save-failed", reason = reason), true);
                }
                Reply::LibrarySaved(_, Err(NotLibrary::Leaves(key))) => self.say_leaves(&key),
                Reply::Exported { path, written, shown, lacking, progress } => {
                    self.making.retain(|other| !Arc::ptr_eq(other, &progress));
                    match written {
                        Ok(()) => {
                            let path = path.display().to_string();
                            match shown {
                                None => self.say(say!(self.words, "notice-exported", path = path), false),
                                Some(Ok(())) => self.say(say!(self.words, "notice-printing", path = path), false),
                                Some(Err(reason)) => {
                                    self.say(
                                        say!(self.words, "notice-not-printing", path = path, reason = reason),
                                        true,
                                    );
                                }
                            }
                            if !lacking.is_empty() {
                                let said = self.words.lacking_signs(&lacking);
                                self.say(said, true);
                            }
                        }
                        // Whoever cancelled it was told.
                        Err(_) if progress.is_cancelled() => {}
                        Err(why) => {
                            let said = not_written(&self.words, why);
                            self.say(said, true);
                        }
                    }
                }
                Reply::Bundle { path, read: Ok(_), asked: false, .. }
                    if self.session.is_dirty() && self.sealed.is_some() =>
                {
                    self.dialog = Some(Dialog::Unsaved(After::OpenPath(path)));
                }
                Reply::Bundle { path, read: Ok((bundle, session)), copy, .. } => {
                    self.show_sealed(path, bundle, *session);
                    if copy {
                        self.edit_shown_copy();
                    }
                }
                Reply::Verified(bundle, verdict) => self.verified(&bundle, *verdict),
                Reply::Sealed(path, Ok(())) => {
                    self.say(say!(self.words, "bundle-notice-sealed", path = path.display().to_string()), false);
                }
                Reply::Sealed(_, Err(reason)) => {
                    self.say(say!(self.words, "bundle-notice-not-sealed", reason = reason), true);
                }
            }
        }
    }

    /// What was read, unless nobody wants it any more.
    fn still_wanted(&mut self, reply: Reply) -> Option<Reply> {
        let Reply::Read(progress, read) = reply else { return Some(reply) };
        self.making.retain(|other| !Arc::ptr_eq(other, &progress));
        if progress.is_cancelled() {
            self.name_layers();
            return None;
        }
        read.map(|read| *read)
    }

    /// Says which answers of the open production do not fit; they stay in it and count as unknown.
    pub(super) fn tell_odd(&mut self, text: &str) {
        let name = self.file.path.as_ref().map_or_else(String::new, |path| path.display().to_string());
        let odd = check::production(self.session.pinned(), &self.session.library, &name, text);
        for problem in odd.iter().take(MOST_ODD) {
            let said = format!("{} {}", self.words.whereabouts(problem), self.words.problem(problem));
            self.say(said, true);
        }
        if odd.len() > MOST_ODD {
            let rest = odd.len() - MOST_ODD;
            self.say(say!(self.words, "notice-more-problems", count = rest), true);
        }
    }

    pub(super) fn pick(&mut self, purpose: Purpose) {
        let title = match purpose {
            purpose if purpose.is_folder() => say!(self.words, "path-title-folder"),
            _ if purpose.saves() => say!(self.words, "path-title-save"),
            _ => say!(self.words, "path-title-open"),
        };
        self.desk.pick(Pick { purpose, title, suggested: self.suggested(purpose) });
    }

    pub(super) fn export(&mut self, purpose: Purpose) {
        if self.session.production().places.is_empty() {
            self.say(say!(self.words, "notice-need-places"), true);
        } else {
            self.pick(purpose);
        }
    }

    pub(super) fn suggested(&self, purpose: Purpose) -> String {
        if !purpose.saves() {
            return String::new();
        }
        // A plot is called after what it shows.
        let shown = self.view.own.get::<Kept>().filter(|_| matches!(purpose, Purpose::ExportPlot(_)));
        let indicator = shown.and_then(|kept| self.session.library.indicators.get(&kept.key()?.indicator));
        let name = indicator.map_or_else(|| self.production_name(), |one| self.words.text(&one.name).to_owned());
        format!("{name}.{}", purpose.extension())
    }

    /// A path was chosen. A native dialog has already asked before writing over a file.
    pub(super) fn picked(&mut self, purpose: Purpose, mut path: PathBuf, mut may_overwrite: bool) {
        if purpose.saves() && path.extension().is_none() {
            path.set_extension(purpose.extension());
            // The dialog asked about another name.
            may_overwrite = false;
        }
        let own = self.drafted_file().path.as_ref() == Some(&path);
        match purpose {
            Purpose::Export(_)
            | Purpose::ExportPlot(_)
            | Purpose::Seal(_)
            | Purpose::SaveSlate
            | Purpose::SaveScenario
            | Purpose::SavePortfolio
            | Purpose::ExportCalendar
                if own =>
            {
                self.say(say!(self.words, "notice-own-file"), true);
            }
            Purpose::OpenProduction => self.open(path),
            Purpose::OpenSlate => self.open_slate(path),
            Purpose::AddToSlate => self.add_to_slate(path),
            Purpose::OpenScenario => self.open_scenario(path),
            Purpose::Schedule => self.open_schedule(path),
            Purpose::OpenPortfolio => self.open_portfolio(path),
            Purpose::OpenLibrary | Purpose::Import => self.take(path),
            Purpose::PolicyText => self.read_policy_text(path),
            Purpose::SaveLibrary => self.save_library(path, may_overwrite),
            Purpose::OpenData => self.save_open_data(path, may_overwrite),
            _ if !may_overwrite && self.desk.exists(&path) => {
                self.dialog = Some(Dialog::Overwrite(purpose, path));
            }
            Purpose::SaveProduction => {
                let expected = own.then(|| Arc::clone(&self.drafted_file().text).into());
                self.save(path, expected);
            }
            Purpose::Export(format) => self.write_report(format, path),
            Purpose::ExportPlot(file) => self.write_plot(file, path),
            Purpose::SaveScenario => self.save_scenario(path),
            Purpose::SavePortfolio => self.save_portfolio(path),
            Purpose::Seal(sealing) => self.seal(path, sealing),
            Purpose::SaveSlate => self.save_slate(path),
            Purpose::ExportCalendar => self.save_calendar(path),
        }
    }

    /// Works out off the frame what two states of the library differ in.
    pub(super) fn differ(&mut self, asked: Asked) {
        let mut layers = (**self.session.layers()).clone();
        layers.push(self.session.edits().layer());
        let day = self.session.day;
        self.desk.run(Box::new(move |_| Reply::Differ(Box::new(Difference::work_out(asked, &layers, day)))));
    }

    /// Makes a report off the frame and writes it whole or not at all.
    pub(super) fn write_report(&mut self, format: report::Format, path: PathBuf) {
        self.make_report(format, Some(path));
    }

    /// Makes the report as PDF and opens it in the program of the system, which prints it.
    pub(super) fn print(&mut self) {
        if self.session.production().places.is_empty() {
            self.say(say!(self.words, "notice-need-places"), true);
        } else {
            self.make_report(report::Format::Pdf, None);
        }
    }

    /// Writes the report into a file; without one, where the program may leave files, to be opened by the system.
    fn make_report(&mut self, format: report::Format, path: Option<PathBuf>) {
        let library = Arc::clone(&self.session.library);
        let production = self.session.pinned().clone();
        let language = self.view.report_language.unwrap_or(self.words.language);
        let words = if language == self.words.language { self.words.clone() } else { Words::new(language) };
        let (scale, day, errors) = (self.view.scale, self.session.chosen_day(), self.session.errors());
        let own = Arc::clone(&self.session.own);
        let plan = self.view.report.clone();
        let places = self.session.places();
        let told = plan.annex && plan.parts.contains(&Part::Slate) || format == report::Format::Xlsx;
        let slate = self.session.slate().filter(|_| told).cloned();
        let told = plan.annex && plan.parts.contains(&Part::City) || format == report::Format::Xlsx;
        let desk = self.session.proposals().filter(|_| told);
        let counted = Arc::clone(self.session.counted());
        let name = self.suggested(Purpose::Export(format));
        let progress = self.begin(path.as_deref().unwrap_or(Path::new(&name)));
        self.desk.run(Box::new(move |disk| {
            let prints = path.is_none();
            let path = match path.map_or_else(|| disk.passing(&name), Ok) {
                Ok(path) => path,
                Err(reason) => {
                    let written = Err(NotWritten::Disk(reason));
                    return Reply::Exported { path: name.into(), written, shown: None, lacking: Vec::new(), progress };
                }
            };
            let workable = slate.map(|slate| Workable::of(&counted, &slate)).filter(|workable| !workable.is_empty());
            let worked = workable.map(|one| work_out(&counted, &one.slate, &one.productions, day));
            let proposals = desk.map(|desk| desk.work_out(&counted, day));
            let brief = report::Brief {
                library: &library,
                production: &production,
                places: &places,
                day,
                scale,
                errors,
                own: &own,
                plan: &plan,
                slate: worked.as_ref(),
                proposals: proposals.as_ref(),
            };
            let made = report::make_with(&brief, &words, format, &*progress, &Installed(disk));
            let made = made.map_err(NotWritten::NotMade);
            let lacking = made.as_ref().map(|made| made.lacking.clone()).unwrap_or_default();
            let written = made.and_then(|made| written_if_wanted(disk, &path, &made.bytes, &progress));
            let shown = written.is_ok().then(|| prints.then(|| disk.show(&path))).flatten();
            Reply::Exported { path, written, shown, lacking, progress }
        }));
    }

    /// Writes the plot that is shown.
    fn write_plot(&mut self, file: PlotFile, path: PathBuf) {
        let made = match self.view.tab {
            Tab::Curve => self.curve_file(file),
            _ => self.growth_file(file),
        };
        let Some(made) = made else { return };
        let progress = self.begin(&path);
        self.desk.run(Box::new(move |disk| {
            let made = made().map_err(NotWritten::NotMade);
            let written = made.and_then(|bytes| written_if_wanted(disk, &path, &bytes, &progress));
            Reply::Exported { path, written, shown: None, lacking: Vec::new(), progress }
        }));
    }

    /// What makes the file of the plot of an indicator.
    fn growth_file(&self, file: PlotFile) -> Option<Making> {
        let library = Arc::clone(&self.session.library);
        let words = self.words.clone();
        let key = self.view.own.get::<Kept>()?.key()?;
        let (indicator, places, wanted) = (key.indicator.clone(), key.places.clone(), key.wanted.clone());
        let marks = self.session.marks().clone();
        Some(Box::new(move || {
            let plot = library.indicators.get(&indicator);
            let plot = plot.and_then(|indicator| plot::plot(&library, &words, indicator, &places, &marks, &wanted));
            let plot = plot.ok_or(NotMade::Failed(String::new()))?;
            match file {
                PlotFile::Csv => Ok(plot::csv(&plot)),
                PlotFile::Svg => Ok(plot::svg(&plot, plot::Dress::Alone).into_bytes()),
                PlotFile::Png => picture(&plot::svg(&plot, plot::Dress::Alone)),
            }
        }))
    }

    /// What makes the file of the response curve.
    fn curve_file(&self, file: PlotFile) -> Option<Making> {
        let curve = self.view.own.get::<Sheets>()?.shown()?.clone();
        let library = Arc::clone(&self.session.library);
        let words = self.words.clone();
        let production = self.session.production().clone();
        let (scale, day) = (self.view.scale, self.session.day);
        let band = self.view.own.get::<Sheets>()?.band_of(&production.places);
        let fingerprint = self.session.fingerprint().to_owned();
        let marks = self.session.marks().clone();
        Some(Box::new(move || {
            let nothing = || NotMade::Failed(String::new());
            let axis = Axis::of(&library, &curve.over).ok_or_else(nothing)?;
            let now = match &curve.over {
                Over::Answer(fact) => match production.answers.get(fact) {
                    Some(Answer::Number(number)) => Some(*number),
                    _ => None,
                },
                Over::Figure(..) => None,
            };
            let telling = CurveWords { words: &words, library: &library, axis, currency: production.currency };
            let drawn = Drawn { words: telling, curve: &curve, now, marks: &marks, band, scale };
            let short = fingerprint.get(..12).unwrap_or_default();
            let about = say!(words, "curve-file", day = day.to_string(), library = short);
            match file {
                PlotFile::Csv => Ok(plot::curve::csv(&drawn)),
                PlotFile::Svg => Ok(plot::curve::svg(&drawn, &about).into_bytes()),
                PlotFile::Png => picture(&plot::curve::svg(&drawn, &about)),
            }
        }))
    }

    /// Takes note of something long that begins.
    pub(super) fn begin(&mut self, path: &Path) -> Arc<Progress> {
        self.begin_named(path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned())
    }

    /// The same for something that has no path.
    pub(super) fn begin_named(&mut self, name: String) -> Arc<Progress> {
        let progress = Progress::of(name);
        self.making.push(Arc::clone(&progress));
        progress
    }

    pub(super) fn recently(&mut self, path: PathBuf) {
        self.view.recent.retain(|other| *other != path);
        self.view.recent.insert(0, path);
        self.view.recent.truncate(MOST_RECENT);
    }

    pub(super) fn remember(&mut self, path: PathBuf, text: Arc<str>) {
        self.recently(path.clone());
        self.view.last = Some(path.clone());
        *self.file_mut() = OnDisk { path: Some(path), text };
    }
}

/// The fonts of whoever runs a job.
struct Installed<'a>(&'a dyn Disk);

impl report::fonts::Shelf for Installed<'_> {
    fn fonts_with(&self, signs: &[char]) -> Vec<Vec<u8>> {
        self.0.fonts_with(signs)
    }
}

fn not_written(words: &Words, why: NotWritten) -> String {
    match why {
        NotWritten::Disk(reason) => say!(words, "notice-export-failed", reason = reason),
        NotWritten::NotMade(NotMade::NoPdf) => say!(words, "report-no-pdf"),
        NotWritten::NotMade(NotMade::NotCovered) => say!(words, "report-not-covered"),
        NotWritten::NotMade(NotMade::Cancelled) => say!(words, "report-cancelled"),
        NotWritten::NotMade(NotMade::Failed(reason)) => say!(words, "report-failed", reason = reason),
    }
}

/// Writes what was made, unless it was cancelled meanwhile.
fn written_if_wanted(disk: &dyn Disk, path: &Path, bytes: &[u8], progress: &Progress) -> Result<(), NotWritten> {
    if progress.is_cancelled() {
        return Err(NotWritten::NotMade(NotMade::Cancelled));
    }
    disk.write(path, bytes).map_err(NotWritten::Disk)
}
