//! The inputs of a job: the library, the production, the places and the day.

use std::collections::BTreeSet;
use std::path::Path;

use backlot::data::problem::{Problem, Severity};
use backlot::data::read::{File, Layer, Loaded};
use backlot::data::{check, read, seeds};
use backlot::model::id::{PlaceId, PolicyId};
use backlot::model::library::Library;
use backlot::model::production::Production;
use backlot::model::scenario::Scenario;
use backlot::report::plan::Plan;
use backlot::report::{Brief, Known};
use backlot::say;
use backlot::words::Words;
use backlot::words::number::Scale;
use jiff::civil::Date;

use super::args::Question;
use super::{Result, Stop};
use crate::disk;

/// The inputs of a job.
pub(super) struct Inputs {
    /// The files of the built-in library and of the layers over it.
    pub layers: Vec<Layer>,
    /// The same, read.
    pub library: Library,
    /// Errors in the library, and all problems of the production.
    pub problems: Vec<Problem>,
    /// The number of them that are in the library.
    errors: usize,
    /// The production.
    pub production: Production,
    /// The places, in the requested order.
    pub places: Vec<PlaceId>,
    /// Whether the user chose the places. Otherwise they are all that have a policy.
    pub chosen: bool,
    /// The day.
    pub day: Date,
    /// The policies that are not in the built-in library.
    own: BTreeSet<PolicyId>,
}

impl Inputs {
    /// Reads everything that a question names.
    pub(super) fn read(words: &Words, question: &Question) -> Result<Self> {
        let layers = layers(words, &question.libraries)?;
        let loaded = loaded(&layers);
        // The second shelf is built in too, whatever layer it is.
        let world = read::read(&[seeds::world()]).library;
        let mut own = loaded.policies_above(1);
        own.retain(|id| world.policies.get(id) != loaded.library.policies.get(id));
        let Loaded { mut library, mut problems, .. } = loaded;
        if let Some(path) = &question.scenario {
            library = under(words, &library, path)?;
        }
        let errors = problems.len();
        // The brief of a city is about no production.
        let (production, odd) = match question.production.as_os_str().is_empty() {
            true => (Production::default(), Vec::new()),
            false => production(words, &library, &question.production)?,
        };
        problems.extend(odd);
        let mut places: Vec<PlaceId> = Vec::new();
        for name in &question.places {
            let place = place(words, &library, name)?;
            if !places.contains(&place) {
                places.push(place);
            }
        }
        if places.is_empty() {
            places.extend(production.places.iter().filter(|place| library.places.contains_key(place)).cloned());
        }
        let chosen = !places.is_empty();
        if !chosen {
            let has_policy = |place: &&PlaceId| library.policies_of(place).next().is_some();
            places.extend(library.places.keys().filter(has_policy).cloned());
        }
        let day = question.day.unwrap_or_else(today);
        Ok(Self { layers, library, problems, errors, production, places, chosen, day, own })
    }

    /// The inputs of a report for it.
    pub(super) fn brief<'a>(&'a self, scale: Scale, plan: &'a Plan) -> Brief<'a> {
        Brief {
            library: &self.library,
            production: &self.production,
            places: &self.places,
            day: self.day,
            scale,
            errors: self.errors,
            own: &self.own,
            plan,
            slate: None,
            proposals: None,
            known: Known::default(),
        }
    }
}

/// The built-in library with files and folders over it, and its errors.
pub(super) fn library(words: &Words, paths: &[std::path::PathBuf]) -> Result<Loaded> {
    layers(words, paths).map(|layers| loaded(&layers))
}

/// The files of the built-in library, and over them those of some paths.
fn layers(words: &Words, paths: &[std::path::PathBuf]) -> Result<Vec<Layer>> {
    let mut layers = vec![seeds::layer()];
    for path in paths {
        let layer = if is_world(path) { seeds::world() } else { disk::layer(path) };
        if layer.files.is_empty()
            && let Some(problem) = layer.problems.first()
        {
            return Err(no_access(words, problem));
        }
        layers.push(layer);
    }
    Ok(layers)
}

/// The records in some files, and the errors in them.
fn loaded(layers: &[Layer]) -> Loaded {
    let mut loaded = read::read(layers);
    // Productions in a library are samples. The production in question is checked separately.
    loaded.problems.retain(|problem| problem.severity == Severity::Error && !problem.at.file.is_empty());
    loaded
}

/// Whether a path means the built-in shelf of world screen incentives and not a file.
pub(super) fn is_world(path: &Path) -> bool {
    path.as_os_str() == "world" && !path.exists()
}

/// Marks files below the ones in question. No path of a user begins with it.
pub(super) const BELOW: &str = "\0";

/// The built-in library with files and folders over it, as the layers below the files in question.
pub(super) fn below(words: &Words, paths: &[std::path::PathBuf]) -> Result<Vec<Layer>> {
    let mut layers = layers(words, paths)?;
    for layer in &mut layers {
        layer.files.iter_mut().for_each(|file| file.name.insert_str(0, BELOW));
        layer.problems.clear();
    }
    Ok(layers)
}

/// Today in the user's time zone.
#[expect(clippy::disallowed_methods, reason = "the command line is where the clock comes in")]
pub(crate) fn today() -> Date {
    jiff::Zoned::now().date()
}

/// The problems of a production, at their positions in its file.
pub(super) fn odd(production: &Production, library: &Library, file: &File) -> Vec<Problem> {
    check::production(production, library, &file.name, &String::from_utf8_lossy(&file.bytes))
}

/// A production from the path of its file, or a sample of the library by its name.
pub(super) fn production(words: &Words, library: &Library, path: &Path) -> Result<(Production, Vec<Problem>)> {
    let sample = path.to_str().and_then(|name| library.productions.get(name));
    if let Some(sample) = sample
        && !path.exists()
    {
        return Ok(((**sample).clone(), Vec::new()));
    }
    if !path.exists() && path.extension().is_none() {
        let samples: Vec<&str> = library.productions.keys().map(String::as_str).collect();
        let found = path.to_string_lossy();
        return Err(Stop::NoAccess(say!(
            words,
            "cli-no-production",
            found = found.as_ref(),
            samples = samples.join(&words.comma())
        )));
    }
    let file = disk::read_file(path).map_err(|problem| no_access(words, &problem))?;
    let production = read::read_production(&file).map_err(|problem| Stop::Problems(vec![*problem]))?;
    let odd = odd(&production, library, &file);
    Ok((production, odd))
}

/// The library with the figures of a scenario.
pub(super) fn under(words: &Words, library: &Library, path: &Path) -> Result<Library> {
    scenario(words, library, path).map(|scenario| scenario.apply(library).0)
}

/// A scenario, from the path of its file or by its name in the library. A scenario that does not fit the library is
/// refused.
pub(super) fn scenario(words: &Words, library: &Library, path: &Path) -> Result<Scenario> {
    let named = path.to_str().and_then(|name| library.scenarios.get(name)).filter(|_| !path.exists());
    let (scenario, file) = match named {
        Some(scenario) => ((**scenario).clone(), File { name: path.display().to_string(), bytes: Vec::new() }),
        None => {
            let file = disk::read_file(path).map_err(|problem| no_access(words, &problem))?;
            (read::read_scenario(&file).map_err(|problem| Stop::Problems(vec![*problem]))?, file)
        }
    };
    let problems = check::scenario(&scenario, library, &file.name, &String::from_utf8_lossy(&file.bytes));
    if problems.is_empty() { Ok(scenario) } else { Err(Stop::Problems(problems)) }
}

/// A place by its id, or by one of its names.
pub(super) fn place(words: &Words, library: &Library, name: &str) -> Result<PlaceId> {
    if let Some((id, _)) = library.places.get_key_value(&PlaceId::from(name)) {
        return Ok(id.clone());
    }
    let mut named = library.places.values().filter(|place| {
        let names = [&place.name.zh, &place.name.en].into_iter().chain(&place.also);
        names.into_iter().any(|other| other.eq_ignore_ascii_case(name))
    });
    if let (Some(place), None) = (named.next(), named.next()) {
        return Ok(place.id.clone());
    }
    Err(Stop::Usage(match nearest_place(library, name) {
        Some(nearest) => say!(words, "cli-unknown-place-near", found = name, nearest = nearest),
        None => say!(words, "cli-unknown-place", found = name),
    }))
}

/// The id of the place whose id or name is most similar to the input.
fn nearest_place(library: &Library, typed: &str) -> Option<String> {
    let typed = typed.to_lowercase();
    let likeness = |name: &str| strsim::jaro_winkler(&typed, &name.to_lowercase());
    library
        .places
        .values()
        .map(|place| {
            let names = [place.id.as_str(), &place.name.zh, &place.name.en];
            let best = names.into_iter().map(likeness).max_by(f64::total_cmp).unwrap_or_default();
            (best, place.id.to_string())
        })
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(&a.1)))
        .map(|(_, id)| id)
}

pub(super) fn no_access(words: &Words, problem: &Problem) -> Stop {
    Stop::NoAccess(say!(words, "cli-no-access", file = problem.at.file.as_str(), problem = words.problem(problem)))
}
