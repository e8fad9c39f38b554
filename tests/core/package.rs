//! The library as open data: it reads back the same, and every table matches its description.

use std::collections::{BTreeMap, BTreeSet};

use backlot::data::read::{File, Layer, read};
use backlot::data::seeds;
use backlot::session::package::{RECORDS, package};
use serde_json::Value;

fn files() -> BTreeMap<String, Vec<u8>> {
    let loaded = read(&[seeds::layer(), seeds::world()]);
    package(&loaded).unwrap().into_iter().collect()
}

#[test]
fn a_data_package_reads_back_as_the_same_library_and_is_the_same_twice() {
    let loaded = read(&[seeds::layer(), seeds::world()]);
    let all = package(&loaded).unwrap();
    assert_eq!(all, package(&loaded).unwrap(), "the same bytes twice");
    let inside = all.into_iter().filter(|(name, _)| name.starts_with(RECORDS) && name.ends_with(".ron"));
    let layer = Layer { files: inside.map(|(name, bytes)| File { name, bytes }).collect(), problems: vec![] };
    let again = read(&[layer]);
    assert_eq!(again.problems.len(), loaded.problems.len(), "{:?}", again.problems.first());
    assert!(again.library == loaded.library, "the library reads back the same");
}

/// A table with its columns and rows.
fn table(files: &BTreeMap<String, Vec<u8>>, path: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_reader(files[path].as_slice());
    let heads = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    (heads, rows)
}

#[test]
fn every_table_has_the_columns_keys_and_references_that_the_description_promises() {
    let files = files();
    let description: Value = serde_json::from_slice(&files["datapackage.json"]).unwrap();
    let mut ids: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    let resources = description["resources"].as_array().unwrap();
    let mut rows_seen = 0;
    for resource in resources {
        let (heads, rows) = table(&files, resource["path"].as_str().unwrap());
        assert!(!rows.is_empty(), "{} is empty", resource["name"]);
        assert_eq!(resource["bytes"].as_u64().unwrap() as usize, files[resource["path"].as_str().unwrap()].len());
        let fields = resource["schema"]["fields"].as_array().unwrap();
        assert_eq!(heads.len(), fields.len());
        for (at, (head, field)) in heads.iter().zip(fields).enumerate() {
            assert_eq!(field["name"], head.as_str());
            assert!(!field["description"].as_str().unwrap().is_empty());
            let required = field["constraints"]["required"] == true;
            let allowed = field["constraints"]["enum"].as_array();
            for row in &rows {
                rows_seen += 1;
                assert!(!required || !row[at].is_empty(), "{} lacks {head}: {row:?}", resource["name"]);
                let fits = |all: &Vec<Value>| row[at].is_empty() || all.iter().any(|one| one == row[at].as_str());
                assert!(allowed.is_none_or(fits), "{}: {head} is {}", resource["name"], row[at]);
            }
            let values = rows.iter().map(|row| row[at].clone()).collect();
            ids.insert((resource["name"].as_str().unwrap().to_owned(), head.clone()), values);
        }
        let key: Vec<usize> = match &resource["schema"]["primaryKey"] {
            Value::String(name) => vec![heads.iter().position(|head| head == name).unwrap()],
            Value::Array(names) => {
                names.iter().map(|name| heads.iter().position(|head| name == head.as_str()).unwrap()).collect()
            }
            _ => continue,
        };
        let distinct: BTreeSet<Vec<&String>> =
            rows.iter().map(|row| key.iter().map(|at| &row[*at]).collect()).collect();
        assert_eq!(distinct.len(), rows.len(), "{}: the key tells rows apart", resource["name"]);
    }
    for resource in resources {
        let own = resource["name"].as_str().unwrap().to_owned();
        for reference in resource["schema"]["foreignKeys"].as_array().into_iter().flatten() {
            let field = reference["fields"].as_str().unwrap().to_owned();
            let other = reference["reference"]["resource"].as_str().unwrap();
            let other = if other.is_empty() { own.clone() } else { other.to_owned() };
            let known = &ids[&(other, reference["reference"]["fields"].as_str().unwrap().to_owned())];
            let dangling = ids[&(own.clone(), field.clone())].iter().find(|id| !id.is_empty() && !known.contains(*id));
            assert_eq!(dangling, None, "{own}.{field}");
        }
    }
    assert!(rows_seen > 10_000, "only {rows_seen} cells were looked at");
}

#[test]
fn every_figure_of_a_policy_is_cited() {
    let files = files();
    let (_, figures) = table(&files, "figures.csv");
    let (_, citations) = table(&files, "citations.csv");
    let cited: BTreeSet<(&String, &String)> =
        citations.iter().filter(|row| row[0] == "figure").map(|row| (&row[1], &row[3])).collect();
    let bare = figures.iter().filter(|row| !cited.contains(&(&row[0], &row[1]))).count();
    assert_eq!(bare, 0, "of {} figures", figures.len());
}
