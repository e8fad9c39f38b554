//! The cost of changed figures on many productions.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use backlot::data::check;
use backlot::data::problem::Severity;
use backlot::data::progress::Progress;
use backlot::data::read;
use backlot::data::table;
use backlot::data::table::applications::{Applications, Columns, applications};
use backlot::data::table::propose::ImportTarget;
use backlot::model::library::Library;
use backlot::model::portfolio::Portfolio;
use backlot::model::production::{Currency, Production};
use backlot::model::visible;
use backlot::rules::fraction::Fraction;
use backlot::rules::value::Range;
use backlot::say;
use backlot::session::file_kind::FileKind;
use backlot::study::costs::Costing;
use backlot::study::portfolio::Drawn;
use backlot::study::reform::{Both, Moved, Reform, place_of, ranks, reform};
use backlot::study::standing::standing;
use backlot::words::Words;
use jiff::civil::Date;
use serde::Serialize;

use super::args::ReformJob;
use super::inputs::{self, no_access};
use super::text::{Align, Table};
use super::{End, Result, Stop, costs, show, tell, warn};
use crate::disk;

/// The effect of a scenario, as JSON. Amounts are exact text; an amount without a limit is null.
#[derive(Serialize)]
struct Json<'a> {
    incentives: Vec<BillJson<'a>>,
    total: BothJson,
    winners: u64,
    losers: u64,
    ranks: Vec<RankJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    portfolio: Option<costs::Json<'a>>,
}

#[derive(Serialize)]
struct BillJson<'a> {
    policy: &'a str,
    incentive: &'a str,
    before: RangeJson,
    after: RangeJson,
}

#[derive(Serialize)]
struct BothJson {
    before: RangeJson,
    after: RangeJson,
}

#[derive(Serialize)]
struct RangeJson {
    floor: String,
    ceiling: Option<String>,
}

#[derive(Serialize)]
struct RankJson<'a> {
    production: &'a str,
    before: usize,
    after: usize,
}

/// Calculates the effect of a scenario.
pub(super) fn run(words: &Words, job: &ReformJob) -> Result<End> {
    let loaded = inputs::library(words, &job.libraries)?;
    let library = &loaded.library;
    let scenario = inputs::scenario(words, library, &job.scenario)?;
    let day = job.day.unwrap_or_else(inputs::today);
    let place = match &job.place {
        Some(name) => inputs::place(words, library, name)?,
        None => place_of(library, &scenario).ok_or_else(|| Stop::Usage(say!(words, "reform-which-place")))?,
    };
    let portfolio = job.portfolio.as_deref().map(|path| portfolio(words, library, path, day)).transpose()?;
    let moved = ranks(&standing(library, &place, &[], &[], day), library, &scenario, day);
    let text = match portfolio.map(Arc::new) {
        Some(portfolio) => {
            let costing = Costing::new(library, &portfolio, &place, day);
            let (costs, currency) = (costing.work_out(&scenario), costing.drawn().currency());
            match job.json {
                true => {
                    let costs_told = costs::as_json(words, library, &portfolio, &costs);
                    super::text::json(&Json { portfolio: Some(costs_told), ..as_json(&costs.reform, &moved) })
                }
                false => {
                    let said = Teller { words, library, currency }.said(&costs.reform, &moved);
                    format!("{said}\n{}", costs::said(words, library, currency, &portfolio, &costs))
                }
            }
        }
        None => {
            let drawn = Arc::new(Drawn::references(library));
            let reform = reform(library, &scenario, &drawn, &place, day);
            match job.json {
                true => super::text::json(&as_json(&reform, &moved)),
                false => {
                    let said = Teller { words, library, currency: drawn.currency() }.said(&reform, &moved);
                    let uncounted = words.uncounted(library, &reform).map(|text| format!("{}\n", visible::line(&text)));
                    format!("{said}{}", uncounted.unwrap_or_default())
                }
            }
        }
    };
    let text = match job.json {
        true => text,
        false => words
            .bases_uncertain(library, &scenario, day)
            .into_iter()
            .fold(text, |text, line| format!("{text}{}\n", visible::line(&line))),
    };
    show(&text, job.json)?;
    Ok(tell(words, &loaded.problems))
}

/// The portfolio in a file: a record, or a table with one application per row. A row that cannot be read is
/// reported and left out.
pub(super) fn portfolio(words: &Words, library: &Library, path: &Path, day: Date) -> Result<Portfolio> {
    if let Some(known) = path.to_str().and_then(|name| library.portfolios.get(name)).filter(|_| !path.exists()) {
        return Ok((**known).clone());
    }
    let file = disk::read_file(path).map_err(|problem| no_access(words, &problem))?;
    if FileKind::of(&file) == FileKind::Table {
        let table = table::read(&file, None).map_err(|problem| Stop::Problems(vec![*problem]))?;
        let ground = ImportTarget { library, production: &Production::default(), today: day };
        let columns = Columns::guess(&table, library);
        let found = applications(&table, &columns, ground, &Progress::default());
        let found = found.unwrap_or_else(|| Applications { read: Vec::new(), wrong: Vec::new() });
        let mut message = String::new();
        for (row, troubles) in &found.wrong {
            for trouble in troubles {
                message.push_str(&words.trouble_in(&file.name, *row, trouble));
                message.push('\n');
            }
        }
        let (read, wrong) = (found.read.len(), found.wrong.len());
        message.push_str(&say!(
            words,
            "reform-rows",
            read = words.plain(read.into()),
            wrong = words.plain(wrong.into())
        ));
        message.push('\n');
        warn(&message);
        if found.read.is_empty() {
            return Err(Stop::Usage(say!(words, "reform-no-rows", file = file.name.as_str())));
        }
        return Ok(Portfolio { applications: Arc::new(found.read), ..Portfolio::default() });
    }
    let portfolio = read::read_portfolio(&file).map_err(|problem| Stop::Problems(vec![*problem]))?;
    let problems = check::portfolio(&portfolio, library, &file.name, &String::from_utf8_lossy(&file.bytes));
    match problems.iter().any(|problem| problem.severity == Severity::Error) {
        true => Err(Stop::Problems(problems)),
        false => Ok(portfolio),
    }
}

fn as_json<'a>(reform: &'a Reform, moved: &'a [Moved]) -> Json<'a> {
    Json {
        incentives: reform
            .incentives
            .iter()
            .map(|bill| BillJson {
                policy: bill.policy.as_str(),
                incentive: bill.incentive.as_str(),
                before: range(bill.amount.before),
                after: range(bill.amount.after),
            })
            .collect(),
        total: BothJson { before: range(reform.total.before), after: range(reform.total.after) },
        winners: reform.winners,
        losers: reform.losers,
        ranks: moved
            .iter()
            .map(|one| RankJson {
                production: &one.production,
                before: one.rank.before.published,
                after: one.rank.after.published,
            })
            .collect(),
        portfolio: None,
    }
}

fn range(range: Range) -> RangeJson {
    RangeJson { floor: range.low.exact_text(), ceiling: range.high.map(Fraction::exact_text) }
}

struct Teller<'a> {
    words: &'a Words,
    library: &'a Library,
    currency: Currency,
}

impl Teller<'_> {
    fn ends(&self, range: Range) -> [String; 2] {
        let high = range.high.map(|high| self.words.money(high, self.currency));
        let high = high.unwrap_or_else(|| say!(self.words, "no-limit-known"));
        [self.words.money(range.low, self.currency), high]
    }

    fn said(&self, reform: &Reform, moved: &[Moved]) -> String {
        let words = self.words;
        let mut out = String::new();
        // Writing to a string does not fail.
        let mut line = |text: &str| {
            let _ = writeln!(out, "{}", text.trim_end());
        };
        line(&visible::line(&words.reformed(self.library, self.currency, reform)));
        line("");
        let mut table = Table::new(vec![
            (say!(words, "reform-column-incentive"), Align::Left),
            (say!(words, "reform-column-certain"), Align::Right),
            (say!(words, "reform-column-up-to"), Align::Right),
        ]);
        let mut row = |name: String, amount: Both<Range>| {
            let [before, after] = [self.ends(amount.before), self.ends(amount.after)];
            let both = |at: usize| {
                let (before, after) = (before.get(at).cloned(), after.get(at).cloned());
                let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
                if before == after { after } else { format!("{before} → {after}") }
            };
            table.row(vec![name, both(0), both(1)]);
        };
        for (name, amount) in words.bills_called(self.library, reform) {
            row(name, amount);
        }
        row(say!(words, "reform-row-total"), reform.total);
        line(&table.to_string());
        for one in moved.iter().filter(|one| one.tells_something()) {
            line(&visible::line(&words.rank_moved(self.library, one)));
        }
        out
    }
}
