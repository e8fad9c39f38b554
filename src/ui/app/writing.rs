//! Composes and writes reports and plots off the frame.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::App;
use crate::data::progress::Progress;
use crate::report::plan::Part;
use crate::report::plot::curve::Drawn;
use crate::report::{self, NotMade, plot};
use crate::say;
use crate::study::slate::{Workable, slate as work_out};
use crate::ui::curve::{Sheets, present};
use crate::ui::growth::Kept;
use crate::ui::platform::{Disk, NotWritten, PlotFile, Purpose, Reply};
use crate::ui::report::made::{self, PreviewInputs, PreviewKey};
use crate::ui::report::proposed::{Needed, Proposed};
use crate::ui::slate::Shown;
use crate::ui::tab::Tab;
use crate::words::Words;
use crate::words::curve::{Axis, CurveWords};

/// A function that makes the bytes of a file off the frame.
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
    /// Composes the document of the preview off the frame.
    pub(super) fn compose_preview(&mut self, key: PreviewKey) {
        let language = key.language();
        let words = if language == self.words.language { self.words.clone() } else { Words::new(language) };
        let inputs = PreviewInputs {
            key,
            reported: self.session.reported(),
            words,
            slate: self.view.own.of::<Shown>().made().cloned(),
            proposals: self.view.own.of::<Proposed>().last().cloned().flatten(),
        };
        self.desk.run(Box::new(move |_| {
            let document = Box::new(inputs.compose());
            Reply::Previewed(Box::new(inputs.key), document)
        }));
    }

    /// Makes a report off the frame and writes it completely or not at all.
    pub(super) fn write_report(&mut self, format: report::Format, path: PathBuf) {
        self.make_report(format, Some(path));
    }

    /// Makes the report as PDF and opens it in the program of the system, from which it can be printed.
    pub(super) fn print(&mut self) {
        if !self.view.can_report(&self.session) {
            self.say(say!(self.words, "notice-need-places"), true);
        } else {
            self.make_report(report::Format::Pdf, None);
        }
    }

    /// Writes the report into a file. Without a path it is written where only this user can read it, and opened in the
    /// program of the system.
    fn make_report(&mut self, format: report::Format, path: Option<PathBuf>) {
        let reported = self.session.reported();
        let language = self.view.report_language.unwrap_or(self.words.language);
        let words = if language == self.words.language { self.words.clone() } else { Words::new(language) };
        let (scale, plan) = (self.view.scale, self.view.report.clone());
        let told = plan.annex && plan.parts.contains(&Part::Slate) || format == report::Format::Xlsx;
        let slate = self.session.slate().filter(|_| told).cloned();
        let mut needed = Needed::of(&plan);
        needed.part |= format == report::Format::Xlsx;
        let desk = needed.desk(&self.session);
        let rivals = self.view.city_rivals.clone();
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
            let (counted, day) = (&reported.counted, reported.day);
            let workable = slate.map(|slate| Workable::of(counted, &slate)).filter(|workable| !workable.is_empty());
            let worked = workable.map(|one| work_out(counted, &one.slate, &one.productions, day));
            let proposals = desk.map(|desk| needed.work_out(&desk, counted, &rivals, day));
            let brief = made::brief(&reported, scale, &plan);
            let brief = report::Brief { slate: worked.as_ref(), proposals: proposals.as_ref(), ..brief };
            let made = report::make_with(&brief, &words, format, &*progress, &Installed(disk));
            let made = made.map_err(NotWritten::NotMade);
            let lacking = made.as_ref().map(|made| made.lacking.clone()).unwrap_or_default();
            let written = made.and_then(|made| written_if_wanted(disk, &path, &made.bytes, &progress));
            let shown = written.is_ok().then(|| prints.then(|| disk.show(&path))).flatten();
            Reply::Exported { path, written, shown, lacking, progress }
        }));
    }

    /// Writes the displayed plot.
    pub(super) fn write_plot(&mut self, file: PlotFile, path: PathBuf) {
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

    /// The function that makes the file of the displayed plot of an indicator. `None` if no plot is displayed.
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

    /// The function that makes the file of the displayed response curve. `None` if no curve is displayed.
    fn curve_file(&self, file: PlotFile) -> Option<Making> {
        let curve = self.view.own.get::<Sheets>()?.shown()?.clone();
        let bends = self.view.own.get::<Sheets>()?.bends().to_vec();
        let library = Arc::clone(&self.session.library);
        let words = self.words.clone();
        let production = self.session.production().clone();
        let (scale, day) = (self.view.scale, self.session.day);
        let band = self.view.own.get::<Sheets>()?.band_of(&self.session.places());
        let fingerprint = self.session.fingerprint().to_owned();
        let marks = self.session.marks().clone();
        Some(Box::new(move || {
            let nothing = || NotMade::Failed(String::new());
            let axis = Axis::of(&library, &curve.over).ok_or_else(nothing)?;
            let place = curve.places.get(band).map(|line| &line.place);
            let now = match &axis {
                Axis::Answer(fact) => present(&production, fact, place),
                Axis::Figure(..) => None,
            };
            let telling = CurveWords { words: &words, library: &library, axis, currency: production.currency };
            let drawn = Drawn { words: telling, curve: &curve, bends: &bends, now, marks: &marks, band, scale };
            let short = fingerprint.get(..12).unwrap_or_default();
            let about = say!(words, "curve-file", day = day.to_string(), library = short);
            match file {
                PlotFile::Csv => Ok(plot::curve::csv(&drawn)),
                PlotFile::Svg => Ok(plot::curve::svg(&drawn, &about).into_bytes()),
                PlotFile::Png => picture(&plot::curve::svg(&drawn, &about)),
            }
        }))
    }

    /// Reports the result of writing a report or a plot.
    pub(super) fn exported(
        &mut self,
        path: &Path,
        (written, shown): (Result<(), NotWritten>, Option<Result<(), String>>),
        lacking: &[char],
        progress: &Arc<Progress>,
    ) {
        self.making.retain(|other| !Arc::ptr_eq(other, progress));
        match written {
            Ok(()) => {
                let path = path.display().to_string();
                let (text, bad) = match shown {
                    None => (say!(self.words, "notice-exported", path = path), false),
                    Some(Ok(())) => (say!(self.words, "notice-printing", path = path), false),
                    Some(Err(reason)) => (say!(self.words, "notice-not-printing", path = path, reason = reason), true),
                };
                self.say(text, bad);
                if !lacking.is_empty() {
                    let said = self.words.lacking_signs(lacking);
                    self.say(said, true);
                }
            }
            // The user cancelled it, so there is nothing to report.
            Err(_) if progress.is_cancelled() => {}
            Err(why) => {
                let said = not_written(&self.words, why);
                self.say(said, true);
            }
        }
    }
}

/// The fonts of the system, for a job.
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

/// Writes the bytes, unless the job was cancelled meanwhile.
fn written_if_wanted(disk: &dyn Disk, path: &Path, bytes: &[u8], progress: &Progress) -> Result<(), NotWritten> {
    if progress.is_cancelled() {
        return Err(NotWritten::NotMade(NotMade::Cancelled));
    }
    disk.write(path, bytes).map_err(NotWritten::Disk)
}
