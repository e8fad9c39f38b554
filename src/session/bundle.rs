//! The sealed bundle: a text file with all inputs and results of a comparison, so that anyone can calculate it again.
//!
//! The text is RON. The second line from the end is the seal: SHA-256 over all bytes before that line, which any tool
//! can calculate. A seal detects changes by accident or by someone who did not renew it. It does not prove who sealed
//! the bundle.

mod round;
pub mod sealing;

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::data::overlay::{Key, Overlay, read_with};
use crate::data::problem::{Location, Problem, ProblemKind};
use crate::data::read::{Document, File, Layer, document, value};
use crate::data::seeds;
use crate::model::date::PartialDate;
use crate::model::id::PlaceId;
use crate::model::library::Library;
use crate::model::production::Production;
use crate::model::record::Record;
use crate::model::slate::Slate;
use crate::study::fingerprint::{fingerprint, sha256};
use crate::study::proposals::Desk;
use crate::study::results::beside::{Beside, Company, beside};
use crate::study::results::{Differing, PlaceResult, count, differences, results};
use crate::study::slate::Workable;

use super::Session;
use super::desk::Plans;

/// The latest known format, which is the one that is written. From format 2, results other than those of the answers as
/// they are are sealed, too; from format 3, among them changes that bring more and payments by month, for at most
/// six places; from format 4 for all places, with the user's costs of changes.
pub const FORMAT: u32 = 4;

/// With more places than this, bundles of format 3 have no changes that bring more and no payments.
const MOST_IN_3: usize = 6;

/// The maximum number of places that are sealed and calculated again. The country has some three thousand districts.
const MOST_SEALED: usize = 4000;

/// The ending of the names of bundles, without the dot.
pub const EXTENSION: &str = "backlot";

/// This program.
pub const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// The treatment of the money answers of a production before sealing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Amounts {
    /// They are not changed.
    #[default]
    Exact,
    /// They are rounded to two significant digits, and everything is calculated from these.
    Rounded,
}

/// The options for sealing a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Sealing {
    /// The treatment of the money answers.
    pub amounts: Amounts,
    /// Whether to include the slate.
    pub slate: bool,
    /// Whether to include the scenarios and the portfolio of the city.
    pub city: bool,
}

/// A bundle that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    /// The number of the format.
    pub format: u32,
    /// The version of the program that wrote it.
    pub program: String,
    /// The day of all calculations.
    pub day: Date,
    /// Whether the money answers are exact or rounded.
    pub amounts: Amounts,
    /// The production.
    pub production: Production,
    /// The compared places.
    pub places: Vec<PlaceId>,
    /// The results.
    pub results: Vec<PlaceResult>,
    /// Further results: expected amounts, variants, stored curves, and the slate.
    #[serde(default, skip_serializing_if = "Beside::is_empty")]
    pub beside: Beside,
    /// The slate with its complete productions, if it is included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slate: Option<Slate>,
    /// The scenarios and the portfolio of the city, if they are included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<Desk>,
    /// The fingerprint of the library with its edits.
    pub library: String,
    /// The number of built-in layers, from the lowest.
    pub shelves: usize,
    /// The edits of the library.
    edits: Vec<Edit>,
    /// The files of the library, from the lowest layer.
    layers: Vec<Files>,
    /// The hash that is in the file.
    #[serde(skip_serializing)]
    seal: String,
    /// Whether that hash is the one of the content.
    #[serde(skip)]
    intact: bool,
}

/// The files of one layer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Files {
    files: Vec<Text>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    name: String,
    text: String,
}

/// One edited record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    kind: Record,
    id: String,
    text: String,
}

/// The name of the outermost struct in the file.
#[derive(Serialize, Deserialize)]
enum Sealed<T> {
    Bundle(T),
}

/// The part of a bundle of any format that contains the number of the format.
#[derive(Deserialize)]
struct Head {
    format: u32,
}

/// The inputs of a bundle.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    /// The files of the library.
    pub layers: &'a [Layer],
    /// The number of built-in layers, from the lowest.
    pub shelves: usize,
    /// The edits of the library.
    pub edits: &'a Overlay,
    /// The production.
    pub production: &'a Production,
    /// The compared places.
    pub places: &'a [PlaceId],
    /// The day.
    pub day: Date,
    /// The slate, if it is to be included. Productions that the library cannot calculate are left out.
    pub slate: Option<&'a Slate>,
    /// The scenarios and the portfolio of the city, if they are to be included.
    pub city: Option<&'a Desk>,
}

impl Bundle {
    /// The layers of its library.
    #[must_use]
    pub fn layers(&self) -> Vec<Layer> {
        let file = |text: &Text| File { name: text.name.clone(), bytes: text.text.clone().into_bytes() };
        let layer = |layer: &Files| Layer { files: layer.files.iter().map(file).collect(), problems: Vec::new() };
        self.layers.iter().map(layer).collect()
    }

    /// The results other than those of the answers as they are.
    fn beside(&self, library: &Library) -> Beside {
        let workable = self.slate.as_ref().map(|slate| Workable::of(library, slate));
        let company = workable
            .as_ref()
            .filter(|workable| !workable.is_empty())
            .map(|workable| Company { slate: &workable.slate, productions: &workable.productions });
        beside(library, &self.production, &self.places, self.day, company, self.city.as_ref())
    }

    /// The edits of its library.
    #[must_use]
    pub fn edits(&self) -> Overlay {
        let mut edits = Overlay::default();
        for edit in &self.edits {
            edits.set(Key::new(edit.kind, &edit.id), Some(edit.text.clone()));
        }
        edits
    }

    /// A session that displays the bundle, with at most `most_places` of its places.
    #[must_use]
    pub fn session(&self, most_places: usize) -> Session {
        let mut production = self.production.clone();
        production.places = self.places.iter().take(most_places).cloned().collect();
        let shelves = self.shelves.min(self.layers.len());
        let mut session = Session::new(self.layers(), shelves, self.edits(), production, self.day);
        session.keep_slate(self.slate.clone().map(Arc::new));
        if let Some(city) = &self.city {
            let scenarios = city.scenarios.iter().map(|one| (**one).clone()).collect();
            session.keep_plans(Plans::kept(scenarios, (*city.portfolio).clone()));
            session.set_city(Some(&city.place));
        }
        session
    }
}

/// Whether a file is a bundle, by its name or its first word.
#[must_use]
pub fn is_bundle(file: &File) -> bool {
    let ending = file.name.rsplit_once('.').map(|(_, ending)| ending);
    let start = file.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&file.bytes).trim_ascii_start();
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case(EXTENSION)) || start.starts_with(b"Bundle(")
}

impl Files {
    /// The files of a layer on which results can depend.
    fn of(layer: &Layer, built_in: bool) -> Self {
        let folder = if built_in { 0 } else { common_folder(layer) };
        let text = |file: &File| {
            let is_production = matches!(document(file).ok()?, Document::Production(_));
            if is_production && !built_in {
                return None;
            }
            let text = String::from_utf8(file.bytes.clone()).ok()?;
            Some(Text { name: file.name.get(folder..)?.to_owned(), text })
        };
        Self { files: layer.files.iter().filter_map(text).collect() }
    }
}

/// The length in bytes of the folder that the names of all files of a layer begin with.
fn common_folder(layer: &Layer) -> usize {
    let folder = |file: &File| file.name.rfind('/').map_or(0, |at| at + 1);
    let Some(first) = layer.files.first() else { return 0 };
    let mut common = folder(first);
    for file in &layer.files {
        while !(file.name.len() >= common && file.name.get(..common) == first.name.get(..common)) {
            let shorter = first.name.get(..common.saturating_sub(1)).and_then(|name| name.rfind('/'));
            common = shorter.map_or(0, |at| at + 1);
        }
        common = common.min(folder(file));
    }
    common
}

fn check_places(places: &[PlaceId]) -> Result<(), ProblemKind> {
    let (found, limit) = (places.len(), MOST_SEALED);
    if found > limit { Err(ProblemKind::TooManyPlaces { found, limit }) } else { Ok(()) }
}

/// The end of a bundle.
fn tail(seal: &str) -> String {
    format!("    seal: \"{seal}\",\n)\n")
}

/// Reads a bundle and checks its seal. To check its results, see [`verify`].
///
/// # Errors
/// The problem because of which it cannot be read.
pub fn open(file: &File) -> Result<Bundle, Box<Problem>> {
    let newer = |found| ProblemKind::NewerFormat { found, known: FORMAT };
    let refuse = |what| Box::new(Problem::error(Location::start_of(&file.name), what));
    let (text, Sealed::Bundle(mut bundle)) = value::<Sealed<Bundle>>(file).map_err(|problem| {
        // A later format may have other fields. That the format is too new is more useful than the name of an unknown
        // field.
        match value::<Sealed<Head>>(file) {
            Ok((_, Sealed::Bundle(head))) if head.format > FORMAT => refuse(newer(head.format)),
            _ => problem,
        }
    })?;
    match bundle.format {
        0 => {
            let (expected, found) = (FORMAT.to_string(), bundle.format.to_string());
            return Err(refuse(ProblemKind::WrongValue { expected, found }));
        }
        later if later > FORMAT => return Err(refuse(newer(later))),
        _ => {}
    }
    let at = |needle: &str| Location::at(&file.name, text, text.find(needle).map_or(0, |at| at + "\n    ".len()));
    check_places(&bundle.places).map_err(|what| Box::new(Problem::error(at("\n    places: ["), what)))?;
    // The same range of days as everywhere else. Far outside it, the calendar is not reliable.
    if bundle.day.to_string().parse::<PartialDate>().is_err() {
        return Err(Box::new(Problem::error(at("\n    day: "), ProblemKind::NotADate(bundle.day.to_string()))));
    }
    let head = text.strip_suffix(&tail(&bundle.seal));
    // A byte order mark at the start is not part of the sealed bytes.
    let whole = text.len() == file.bytes.len();
    bundle.intact = whole && head.is_some_and(|head| sha256(head.as_bytes()) == bundle.seal);
    Ok(bundle)
}

/// The result of calculating a bundle again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Whether nothing was changed after sealing.
    pub intact: bool,
    /// The number of values that were calculated again.
    pub numbers: usize,
    /// The values that differ, with the sealed and the calculated one.
    pub differences: Vec<Differing>,
    /// The calculated fingerprint of its library, if it differs.
    pub library: Option<String>,
    /// The version of the program that sealed it, if it differs.
    pub program: Option<String>,
    /// Whether its built-in layers are those of this program.
    pub shelves: bool,
}

impl Verdict {
    /// Whether all values are as they were sealed. Another version of the program may calculate another fingerprint for
    /// the same library, so for another version only the values count.
    #[must_use]
    pub fn passes(&self) -> bool {
        self.intact && self.differences.is_empty() && (self.library.is_none() || self.program.is_some())
    }
}

/// Calculates all results in a bundle again with this program, from the library in the bundle. Too slow for a frame.
#[must_use]
pub fn verify(bundle: &Bundle) -> Verdict {
    verify_with(bundle, &read_with(&bundle.layers(), &bundle.edits(), None).library)
}

/// The same with the library in the bundle already read, as by [`Bundle::session`].
#[must_use]
pub fn verify_with(bundle: &Bundle, library: &Library) -> Verdict {
    let now = results(library, &bundle.production, &bundle.places, bundle.day);
    let mut differing = differences(&bundle.results, &now);
    let mut numbers = count(&now);
    // Earlier formats contain only the results of the answers as they are.
    if bundle.format > 1 {
        let mut beside = bundle.beside(library);
        if bundle.format < 3 || bundle.format == 3 && bundle.places.len() > MOST_IN_3 {
            beside.near.clear();
            beside.payments.clear();
        }
        numbers += beside.count();
        differing.extend(bundle.beside.differences(&beside));
    }
    let fingerprint = fingerprint(library);
    let own = [Files::of(&seeds::layer(), true), Files::of(&seeds::world(), true)];
    let built_in = bundle.layers.get(..bundle.shelves);
    Verdict {
        intact: bundle.intact,
        numbers,
        differences: differing,
        library: (fingerprint != bundle.library).then_some(fingerprint),
        program: (bundle.program != PROGRAM).then(|| bundle.program.clone()),
        shelves: built_in.is_some_and(|layers| own.starts_with(layers)),
    }
}
