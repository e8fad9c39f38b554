//! Measures reports: PDF, workbook and page of 6 and of 60 places. For each, the first one in a process (cold), the
//! following ones with other figures (warm), and the peak memory of the process; and LibreOffice converting the same
//! workbook to PDF, in the same run.
//!
//! `cargo bench --no-default-features --features pdf --bench reports`. Every row is a process of its own.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    missing_docs,
    reason = "a benchmark may fail loudly, read the clock and start programs"
)]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use backlot::data::{read, seeds};
use backlot::model::id::PlaceId;
use backlot::model::number::Number;
use backlot::model::production::Answer;
use backlot::model::text::Language;
use backlot::report::plan::Plan;
use backlot::report::{Brief, Format, Known, make};
use backlot::words::Words;
use backlot::words::number::Scale;
use jiff::civil::date;
use rust_decimal::Decimal;

const WARM: usize = 5;
const SIZES: [usize; 2] = [6, 60];
const FORMATS: [Format; 3] = [Format::Pdf, Format::Xlsx, Format::Html];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|one| one == "--one") {
        return one(&arguments[at + 1], arguments[at + 2].parse().expect("a number"), arguments.get(at + 3));
    }
    println!("{:<34}{:>10}{:>10}{:>10}{:>12}", "report", "cold ms", "warm ms", "KiB", "peak MiB");
    let folder = tempfile::tempdir().expect("a folder");
    let this = std::env::current_exe().expect("this program");
    for places in SIZES {
        for format in FORMATS {
            let file = folder.path().join(format!("{places}.{}", format.extension()));
            let said = Command::new(&this)
                .args(["--one", format.extension(), &places.to_string()])
                .arg(&file)
                .output()
                .expect("it runs");
            print!("{}", String::from_utf8_lossy(&said.stdout));
        }
        office(&folder.path().join(format!("{places}.xlsx")), places, folder.path());
    }
}

/// Makes one report several times and prints the times.
fn one(format: &str, places: usize, file: Option<&String>) {
    let format = Format::named(format).expect("a format");
    let library = read::read(&[seeds::layer(), seeds::world()]).library;
    let all = library.places.keys().filter(|place| library.policies_of(place).next().is_some());
    let places: Vec<PlaceId> = all.take(places).cloned().collect();
    let sample = &library.productions[seeds::SAMPLE];
    let words = Words::new(Language::Chinese);
    let mut times: Vec<Duration> = Vec::new();
    let mut bytes = Vec::new();
    for round in 0..=WARM {
        // The figure differs each time, so that nothing is cached that would not be cached after an edit.
        let mut production = (**sample).clone();
        for answer in production.answers.values_mut() {
            if let Answer::Number(Number(value)) = answer
                && *value > Decimal::from(100_000)
            {
                *value += Decimal::from(round as u64 * 1_000);
            }
        }
        let brief = Brief {
            library: &library,
            production: &production,
            places: &places,
            day: date(2026, 11, 22),
            scale: Scale::Middle,
            errors: 0,
            own: &BTreeSet::new(),
            plan: &Plan::with_annex(),
            slate: None,
            proposals: None,
            known: Known::default(),
        };
        let since = Instant::now();
        bytes = make(&brief, &words, format, &()).expect("a report");
        times.push(since.elapsed());
    }
    if let Some(file) = file {
        std::fs::write(file, &bytes).expect("it is written");
    }
    let cold = times.remove(0);
    times.sort();
    let name = format!("{} of {} places", format.extension().to_uppercase(), places.len());
    row(&name, Some(cold), times[WARM / 2], bytes.len(), peak("self").unwrap_or(0));
}

fn row(name: &str, cold: Option<Duration>, warm: Duration, bytes: usize, peak: u64) {
    let ms = |time: Duration| format!("{:.1}", time.as_secs_f64() * 1000.0);
    let cold = cold.map_or_else(|| "-".to_owned(), ms);
    println!("{name:<34}{cold:>10}{:>10}{:>10}{:>12}", ms(warm), bytes / 1024, peak / 1024);
}

/// The peak memory of a process, in KiB.
fn peak(process: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// LibreOffice converting a workbook to PDF: once to create its profile, which is not measured, and once measured.
fn office(workbook: &Path, places: usize, folder: &Path) {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let start = || {
        Command::new("soffice")
            .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
            .arg(folder.join("office"))
            .arg(workbook)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
    };
    let Ok(mut first) = start() else {
        println!("LibreOffice is not installed: not compared");
        return;
    };
    first.wait().expect("it ends");
    let since = Instant::now();
    let mut child = start().expect("it starts");
    let mut most = 0;
    while child.try_wait().expect("it can be asked").is_none() {
        // The program is a child process of its launcher.
        let all = std::fs::read_dir("/proc").expect("a process table").filter_map(Result::ok);
        let office = all.filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let line = std::fs::read(entry.path().join("cmdline")).ok()?;
            let ours = String::from_utf8_lossy(&line).contains(folder.join("profile").to_str()?);
            ours.then(|| peak(&name)).flatten()
        });
        most = most.max(office.max().unwrap_or(0));
        std::thread::sleep(Duration::from_millis(20));
    }
    let took = since.elapsed();
    let made = folder.join("office").join(format!("{places}.pdf"));
    let bytes = std::fs::metadata(made).map_or(0, |file| usize::try_from(file.len()).unwrap_or(0));
    row(&format!("LibreOffice: XLSX of {places} to PDF"), None, took, bytes, most);
}
