//! The library as open data: a Frictionless data package of CSV tables, and all records in the format of the library,
//! from which it can be read again without loss.
//!
//! The columns are described in `assets/opendata/datapackage.json`; this module only writes the rows. Cells that begin
//! with `=` are not protected against being read as formulas, because open data must be exact. For tables that are
//! meant for spreadsheet programs, see `report`.

use std::sync::Arc;

use csv::{Terminator, WriterBuilder};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::data::overlay::{Key, text_of};
use crate::data::read::{Document, Loaded};
use crate::data::write;
use crate::model::figures::Part;
use crate::model::indicator::Unit;
use crate::model::library::Library;
use crate::model::policy::Policy;
use crate::model::record::Record;
use crate::model::source::Citation;
use crate::model::text::Text;
use crate::study::fingerprint::fingerprint;

const DESCRIPTION: &str = include_str!("../../assets/opendata/datapackage.json");
const README: &str = include_str!("../../assets/opendata/README.md");
const LICENSES: [(&str, &str); 2] =
    [("LICENSE-APACHE", include_str!("../../LICENSE-APACHE")), ("LICENSE-MIT", include_str!("../../LICENSE-MIT"))];

/// The folder of the records in the format of the library.
pub const RECORDS: &str = "records";

type Rows = Vec<Vec<String>>;

/// The whole library as the files of a data package. The same library gives the same bytes.
///
/// # Errors
/// The name of a record that cannot be written, or whose file would be outside the folder.
pub fn package(loaded: &Loaded) -> Result<Vec<(String, Vec<u8>)>, String> {
    let library = &loaded.library;
    let mut description: Value = serde_json::from_str(DESCRIPTION).map_err(|error| error.to_string())?;
    let print = fingerprint(library);
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    if let Some(resources) = description.get_mut("resources").and_then(Value::as_array_mut) {
        for resource in resources {
            let text = |of: &str| resource.get(of).and_then(Value::as_str).unwrap_or_default().to_owned();
            let (name, path) = (text("name"), text("path"));
            let bytes = sheet(&columns(resource), rows(library, &name)).map_err(|error| error.to_string())?;
            if let Some(resource) = resource.as_object_mut() {
                resource.insert("bytes".to_owned(), json!(bytes.len()));
                resource.insert("hash".to_owned(), json!(format!("sha256:{}", digest(&bytes))));
            }
            files.push((path, bytes));
        }
    }
    if let Some(description) = description.as_object_mut() {
        description.insert("version".to_owned(), json!(env!("CARGO_PKG_VERSION")));
        description.insert("id".to_owned(), json!(print));
        let named = |source: &crate::model::source::Source| {
            let mut named = json!({ "title": source.publisher.zh });
            if let (Some(url), Some(named)) = (&source.url, named.as_object_mut()) {
                named.insert("path".to_owned(), json!(url));
            }
            named
        };
        let sources: Vec<Value> = library.sources.values().map(|source| named(source)).collect();
        description.insert("sources".to_owned(), json!(sources));
    }
    let mut text = serde_json::to_string_pretty(&description).map_err(|error| error.to_string())?;
    text.push('\n');
    files.push(("datapackage.json".to_owned(), text.into_bytes()));
    let readme = README.replace("{ version }", env!("CARGO_PKG_VERSION")).replace("{ fingerprint }", &print);
    files.push(("README.md".to_owned(), readme.into_bytes()));
    files.extend(LICENSES.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())));
    files.extend(records(loaded)?);
    Ok(files)
}

/// All records as files in the format of the library.
fn records(loaded: &Loaded) -> Result<Vec<(String, Vec<u8>)>, String> {
    let library = &loaded.library;
    fn all<K, T>(of: &std::collections::BTreeMap<K, Arc<T>>) -> Vec<Arc<T>> {
        of.values().cloned().collect()
    }
    let lists = [
        ("places", Document::Places(all(&library.places))),
        ("sources", Document::Sources(all(&library.sources))),
        ("facts", Document::Facts(all(&library.facts))),
        ("indicators", Document::Indicators(all(&library.indicators))),
        ("observations", Document::Observations(all(&library.observations))),
        ("rates", Document::Rates(all(&library.rates))),
        ("bands", Document::Bands(all(&library.bands))),
        ("judgements", Document::Judgements(all(&library.judgements))),
        ("payments", Document::Payments(all(&library.payments))),
    ];
    let mut files = Vec::new();
    for (name, document) in lists {
        let text = write::record(&document).map_err(|_| name.to_owned())?;
        files.push((format!("{RECORDS}/{name}.ron"), text.into_bytes()));
    }
    let policies = library.policies.keys().map(|id| Key::new(Record::Policy, id.as_str()));
    let productions = library.productions.keys().map(|id| Key::new(Record::Production, id));
    let scenarios = library.scenarios.keys().map(|id| Key::new(Record::Scenario, id));
    let slates = library.slates.keys().map(|id| Key::new(Record::Slate, id));
    let portfolios = library.portfolios.keys().map(|id| Key::new(Record::Portfolio, id));
    for key in policies.chain(productions).chain(scenarios).chain(slates).chain(portfolios) {
        let text = text_of(loaded, &key).filter(|_| key.stays_inside()).ok_or_else(|| key.id.clone())?;
        files.push((format!("{RECORDS}/{}", key.file()), text.into_bytes()));
    }
    Ok(files)
}

fn columns(resource: &Value) -> Vec<String> {
    let fields = resource.pointer("/schema/fields").and_then(Value::as_array);
    let names = fields.into_iter().flatten().filter_map(|field| field.get("name").and_then(Value::as_str));
    names.map(str::to_owned).collect()
}

fn sheet(columns: &[String], rows: Rows) -> Result<Vec<u8>, csv::Error> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(columns)?;
    // The writer returns an error for a row that is longer or shorter than the heading.
    rows.iter().try_for_each(|row| writer.write_record(row))?;
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The name of a variant of an enum, as in the files of the library.
fn name(of: &impl Serialize) -> String {
    match serde_json::to_value(of) {
        Ok(Value::String(name)) => name,
        Ok(Value::Object(parts)) => parts.keys().next().cloned().unwrap_or_default(),
        _ => String::new(),
    }
}

fn both(text: &Text) -> [String; 2] {
    [text.zh.clone(), text.en.clone()]
}

fn both_or_none(text: Option<&Text>) -> [String; 2] {
    text.map(both).unwrap_or_default()
}

fn shown(of: Option<&impl ToString>) -> String {
    of.map(ToString::to_string).unwrap_or_default()
}

/// The rows of a table by its name.
fn rows(library: &Library, table: &str) -> Rows {
    match table {
        "places" => places(library),
        "sources" => sources(library),
        "policies" => policies(library),
        "incentives" => incentives(library),
        "figures" => figures(library),
        "citations" => citations(library),
        "indicators" => indicators(library),
        "observations" => observations(library),
        "payments" => payments(library),
        _ => Rows::new(),
    }
}

fn places(library: &Library) -> Rows {
    let row = |place: &crate::model::place::Place| {
        let [zh, en] = both(&place.name);
        vec![place.id.to_string(), zh, en, name(&place.kind), shown(place.parent.as_ref())]
    };
    library.places.values().map(|place| row(place)).collect()
}

fn sources(library: &Library) -> Rows {
    let row = |source: &crate::model::source::Source| {
        let mut row = vec![source.id.to_string()];
        row.extend(both(&source.title));
        row.extend(both(&source.publisher));
        row.extend([shown(source.date.as_ref()), source.url.clone().unwrap_or_default()]);
        row.extend([name(&source.grade), source.checked_on.to_string()]);
        row
    };
    library.sources.values().map(|source| row(source)).collect()
}

fn policies(library: &Library) -> Rows {
    let row = |policy: &Policy| {
        let mut row = vec![policy.id.to_string(), policy.place.to_string()];
        row.extend(both(&policy.title));
        row.extend(both(&policy.issuer));
        row.extend([policy.document_no.clone().unwrap_or_default(), shown(policy.issued.as_ref())]);
        row.extend([shown(policy.valid_from.as_ref()), shown(policy.valid_to.as_ref())]);
        row.extend([shown(policy.replaces.as_ref()), name(&policy.status), name(&policy.read)]);
        row.extend([name(&policy.confidence), policy.checked_on.to_string(), policy.currency.code().to_owned()]);
        row
    };
    library.policies.values().map(|policy| row(policy)).collect()
}

fn incentives(library: &Library) -> Rows {
    let mut rows = Rows::new();
    for policy in library.policies.values() {
        for incentive in &policy.incentives {
            let mut row = vec![policy.id.to_string(), incentive.id.to_string()];
            row.extend(both(&incentive.name));
            row.extend([name(&incentive.kind), name(&incentive.basis)]);
            row.extend([shown(incentive.valid_from.as_ref()), shown(incentive.valid_to.as_ref())]);
            row.push(incentive.amount.as_ref().and_then(|amount| write::line(amount).ok()).unwrap_or_default());
            rows.push(row);
        }
    }
    rows
}

fn figures(library: &Library) -> Rows {
    let mut rows = Rows::new();
    for policy in library.policies.values() {
        for (at, figure) in policy.figures().iter().enumerate() {
            let incentive = if let Part::Incentive(id) = &figure.part { id.to_string() } else { String::new() };
            rows.push(vec![
                policy.id.to_string(),
                (at + 1).to_string(),
                figure.part.to_string(),
                incentive,
                figure.role.name().to_owned(),
                figure.value.to_string(),
                figure.is_share.to_string(),
            ]);
        }
    }
    rows
}

/// The citations of a part of a policy. If it has none, those of the policy.
fn cited<'a>(policy: &'a Policy, part: &Part) -> &'a [Citation] {
    let own: &[Citation] = match part {
        Part::Incentive(id) => policy.incentive(id).map_or(&[], |one| &one.cites),
        Part::Line(id) => policy.lines.iter().find(|line| line.id == *id).map_or(&[], |line| &line.cites),
        Part::Pool => policy.pool.as_ref().map_or(&[], |pool| &pool.cites),
        _ => &[],
    };
    if own.is_empty() { &policy.sources } else { own }
}

fn citations(library: &Library) -> Rows {
    let mut rows = Rows::new();
    let mut add = |[of, policy, incentive, figure, record]: [&str; 5], cites: &[Citation]| {
        for cite in cites {
            let head = [of, policy, incentive, figure, record].map(str::to_owned);
            rows.push(head.into_iter().chain([cite.source.to_string(), cite.at.clone(), cite.quote.clone()]).collect());
        }
    };
    for policy in library.policies.values() {
        let id = policy.id.as_str();
        add(["policy", id, "", "", ""], &policy.sources);
        for incentive in &policy.incentives {
            add(["incentive", id, incentive.id.as_str(), "", ""], &incentive.cites);
        }
        for (at, figure) in policy.figures().iter().enumerate() {
            let incentive = if let Part::Incentive(id) = &figure.part { id.as_str() } else { "" };
            add(["figure", id, incentive, &(at + 1).to_string(), ""], cited(policy, &figure.part));
        }
    }
    for seen in library.observations.values() {
        add(["observation", "", "", "", seen.id.as_str()], &seen.cites);
    }
    for payment in library.payments.values() {
        let incentive = shown(payment.incentive.as_ref());
        add(["payment", payment.policy.as_str(), &incentive, "", payment.id.as_str()], &payment.cites);
    }
    rows
}

fn indicators(library: &Library) -> Rows {
    let row = |indicator: &crate::model::indicator::Indicator| {
        let counted = if let Unit::Count(of) = &indicator.unit { Some(of) } else { None };
        let mut row = vec![indicator.id.to_string()];
        row.extend(both(&indicator.name));
        row.push(name(&indicator.unit));
        row.extend(both_or_none(counted));
        row.extend(both_or_none(indicator.note.as_ref()));
        row
    };
    library.indicators.values().map(|indicator| row(indicator)).collect()
}

fn observations(library: &Library) -> Rows {
    let row = |seen: &crate::model::indicator::Observation| {
        let mut row = vec![seen.id.to_string(), seen.indicator.to_string(), seen.place.to_string()];
        row.extend([shown(seen.period.map(|one| one.start).as_ref()), shown(seen.period.map(|one| one.end).as_ref())]);
        row.extend([shown(seen.value.as_ref()), shown(seen.upper.as_ref()), name(&seen.precision)]);
        row.extend([seen.printed.clone(), shown(seen.printed_value.as_ref()), name(&seen.nature)]);
        row.extend([seen.series.clone(), name(&seen.confidence), seen.checked_on.to_string(), seen.plot.to_string()]);
        row.extend(both_or_none(seen.note.as_ref()));
        row
    };
    library.observations.values().map(|seen| row(seen)).collect()
}

fn payments(library: &Library) -> Rows {
    let row = |payment: &crate::model::payment::Payment| {
        let mut row = vec![payment.id.to_string(), payment.policy.to_string(), shown(payment.incentive.as_ref())];
        row.extend(both(&payment.to));
        row.extend([payment.count.to_string(), payment.amount.to_string(), payment.on.to_string()]);
        row
    };
    library.payments.values().map(|payment| row(payment)).collect()
}
