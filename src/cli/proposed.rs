//! The proposal of a city for `report` and `seal`: scenarios and a portfolio.

use std::sync::Arc;

use backlot::model::library::Library;
use backlot::say;
use backlot::study::proposals::Desk;
use backlot::study::reform::place_of;
use backlot::words::Words;
use jiff::civil::Date;

use super::args::Proposed;
use super::{Result, Stop, inputs, reform};

/// Reads it; `None` if nothing is named.
pub(super) fn read(words: &Words, library: &Library, named: &Proposed, day: Date) -> Result<Option<Desk>> {
    if named.scenarios.is_empty() && named.portfolio.is_none() {
        return Ok(None);
    }
    desk(words, library, named, day).map(Some)
}

/// The city with what is named; without scenarios, its current law.
pub(super) fn desk(words: &Words, library: &Library, named: &Proposed, day: Date) -> Result<Desk> {
    let scenarios = named.scenarios.iter().map(|path| inputs::scenario(words, library, path).map(Arc::new));
    let scenarios: Vec<_> = scenarios.collect::<Result<_>>()?;
    let place = match &named.city {
        Some(name) => inputs::place(words, library, name)?,
        None => {
            let mut places: Vec<_> = scenarios.iter().map(|one| place_of(library, one)).collect();
            places.dedup();
            match places.as_slice() {
                [Some(place)] => place.clone(),
                _ => return Err(Stop::Usage(say!(words, "cli-propose-which"))),
            }
        }
    };
    let portfolio = named.portfolio.as_deref().map(|path| reform::portfolio(words, library, path, day)).transpose()?;
    Ok(Desk { place, scenarios, portfolio: Arc::new(portfolio.unwrap_or_default()) })
}
