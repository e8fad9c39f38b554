//! The real binary on real files.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test may fail loudly and read its own files"
)]

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A day on which the sample's policies are in force.
const DAY: &str = "2026-11-22";

fn backlot(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_backlot")).args(args).args(["--lang", "en"]).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// A folder with one file in it.
fn folder(name: &str, content: &[u8]) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (folder, path)
}

fn assessed(args: &[&str]) -> Value {
    let output = backlot(&[&["assess", "--json", "--on", DAY], args].concat());
    assert_eq!(code(&output), 0, "{}", err(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// An argument that `scripts/run` does not know is a file to open in a window.
#[test]
fn the_script_that_runs_the_program_knows_every_command() {
    let help = out(&backlot(&["--help"]));
    let listed = help.split("Commands:").nth(1).and_then(|rest| rest.split("Arguments:").next()).unwrap();
    let commands: Vec<&str> = listed
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.len() > 15, "{commands:?}");
    let script = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/run")).unwrap();
    let jobs = script.split_once(" in\n").and_then(|(_, rest)| rest.split(')').next()).unwrap();
    let known: Vec<&str> = jobs.split([' ', '|', '\\', '\n']).collect();
    let missing: Vec<&&str> = commands.iter().filter(|command| !known.contains(command)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_sample_may_get_a_tenth_of_its_revenue_in_datong() {
    let answer = assessed(&["--production", "vertical-60", "--place", "datong"]);
    assert_eq!(answer["format"], 3);
    assert_eq!(answer["day"], DAY);
    let place = &answer["places"][0];
    assert_eq!(place["place"], "datong");
    assert_eq!(place["floor"], "0", "works are selected, so nothing is certain");
    assert_eq!(place["ceiling"], "120000");
    let incentives = place["incentives"].as_array().unwrap();
    let find = |id: &str| incentives.iter().find(|one| one["incentive"] == id).unwrap();
    let award = find("vertical-revenue");
    assert_eq!(award["outcome"], "NeedsAnswer");
    assert_eq!(award["reason"]["code"], "AnswersMissing");
    assert_eq!(award["reason"]["missing"], serde_json::json!(["promotes_place", "shows_landmarks"]));
    assert_eq!(award["step"]["kind"], "Incentive");
    assert_eq!(award["citations"][0]["source"], "datong-government-2025");
    let other = find("horizontal-revenue");
    assert_eq!(other["outcome"], "NotEligible");
    assert_eq!(other["reason"]["code"], "ConditionsFailed");
    assert!(!other["reason"]["failed"].as_array().unwrap().is_empty());
}

#[test]
fn places_are_answered_in_the_order_they_were_asked_for_and_by_any_name() {
    let answer =
        assessed(&["--production", "vertical-60", "--place", "佛山", "--place", "Datong", "--place", "datong"]);
    let places: Vec<&str> =
        answer["places"].as_array().unwrap().iter().map(|place| place["place"].as_str().unwrap()).collect();
    assert_eq!(places, ["foshan", "datong"]);
}

#[test]
fn before_a_policy_was_issued_it_pays_nothing() {
    let output =
        backlot(&["assess", "--json", "--production", "vertical-60", "--place", "datong", "--on", "2020-01-01"]);
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let award = &answer["places"][0]["incentives"][0];
    assert_eq!(award["reason"]["code"], "NotInForce");
    assert_eq!(award["floor"], "0");
    assert_eq!(answer["places"][0]["ceiling"], "0");
}

#[test]
fn the_version_names_the_library_as_its_answers_do() {
    let said = backlot(&["--version"]);
    let text = out(&said);
    assert_eq!(code(&said), 0);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], concat!("backlot ", env!("CARGO_PKG_VERSION")));
    assert!(lines[1].contains("built from"), "{text}");
    for (line, more) in [(lines[2], &[][..]), (lines[3], &["--library", "world"])] {
        let answer = assessed(&[&["--production", "vertical-60", "--place", "datong"], more].concat());
        assert!(line.ends_with(answer["library"].as_str().unwrap()), "{text}");
    }
}

#[test]
fn the_text_says_the_same_in_both_languages() {
    let args = ["assess", "--production", "vertical-60", "--place", "datong", "--on", DAY];
    assert!(out(&backlot(&args)).contains("CNY 120,000"));
    let chinese = Command::new(env!("CARGO_BIN_EXE_backlot")).args(args).args(["--lang", "zh"]).output().unwrap();
    assert!(out(&chinese).contains("12 万元"));
    let explained = out(&backlot(&[&args[..], &["--explain"]].concat()));
    assert!(explained.contains("× 10"), "{explained}");
}

#[test]
fn a_library_laid_over_the_built_in_one_changes_the_answer() {
    let built_in = fs::read_to_string("seeds/policies/datong/datong-2025.ron").unwrap();
    let (_folder, path) = folder("datong.ron", built_in.replace("\"10%\"", "\"5%\"").as_bytes());
    let answer = assessed(&["--production", "vertical-60", "--place", "datong", "--library", &path]);
    assert_eq!(answer["places"][0]["ceiling"], "60000");
}

#[test]
fn a_comparison_is_sealed_verified_and_found_out_when_it_is_changed() {
    let built_in = fs::read_to_string("seeds/policies/datong/datong-2025.ron").unwrap();
    let (folder, library) = folder("datong.ron", built_in.replace("\"10%\"", "\"5%\"").as_bytes());
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (sealed, again) = (at("a.backlot"), at("b.backlot"));
    for path in [&sealed, &again] {
        let place = ["--place", "datong", "--place", "foshan"];
        let args = ["seal", "--production", "vertical-60", "--library", &library, "--on", DAY, "--out", path];
        let output = backlot(&[&args[..], &place].concat());
        assert_eq!(code(&output), 0, "{}", err(&output));
        assert!(err(&output).contains("written") && output.stdout.is_empty());
    }
    let text = fs::read_to_string(&sealed).unwrap();
    assert_eq!(text, fs::read_to_string(&again).unwrap(), "the same inputs give the same bytes");
    assert!(!text.contains(folder.path().to_str().unwrap()), "it does not say where the files lay");

    let output = backlot(&["verify", &sealed]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let told = out(&output);
    assert!(told.contains("as of 2026-11-22 · places: 2") && told.ends_with("Verified.\n"), "{told}");

    fs::write(&again, text.replacen("\"60000\"", "\"90000\"", 1)).unwrap();
    let output = backlot(&["verify", &again]);
    assert_eq!(code(&output), 1);
    let told = out(&output);
    assert!(told.contains("Changed after sealing"), "{told}");
    assert!(told.contains("Datong · up to: 90000 as sealed, 60000 here"), "{told}");
    assert!(told.ends_with("Not verified.\n"), "{told}");
    let output = backlot(&["verify", &again, "--json"]);
    assert_eq!(code(&output), 1);
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&answer["verified"], &answer["intact"]), (&false.into(), &false.into()));
    let one = &answer["differences"][0];
    assert_eq!((&one["place"], &one["number"]), (&"datong".into(), &"Ceiling".into()));
    assert_eq!((&one["sealed"], &one["here"]), (&"90000".into(), &"60000".into()));

    let chinese = Command::new(env!("CARGO_BIN_EXE_backlot")).args(["verify", &sealed, "--lang", "zh"]).output();
    assert!(out(&chinese.unwrap()).ends_with("核验通过。\n"));
}

#[test]
fn a_sealed_budget_can_be_rounded_and_what_is_no_bundle_is_said_with_its_line() {
    let text = "Production(name: (zh: \"甲\"), answers: {\"total_budget\": 87654321})";
    let (folder, production) = folder("p.ron", text.as_bytes());
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    // The folder of the production is passed as a library too, as users do.
    let library = folder.path().to_str().unwrap();
    fs::write(folder.path().join("q.ron"), "Places([(id: \"y\", name: (zh: \"乙\", en: \"Y\"), kind: City)])").unwrap();
    let args = ["seal", "--production", &production, "--library", library, "--place", "datong", "--on", DAY];
    let output = backlot(&[&args[..], &["--rounded", "--out", "-"]].concat());
    assert_eq!(code(&output), 0, "{}", err(&output));
    let sealed = out(&output);
    assert!(sealed.contains("88000000") && !sealed.contains("87654321") && sealed.contains("amounts: Rounded"));
    fs::write(at("r.backlot"), &sealed).unwrap();
    let output = backlot(&["verify", &at("r.backlot")]);
    assert_eq!(code(&output), 0);
    assert!(out(&output).contains("rounded to two significant digits"));

    fs::write(at("r.backlot"), sealed.replacen("format: 4,", "format: 7,", 1)).unwrap();
    let output = backlot(&["verify", &at("r.backlot")]);
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains("format 7") && err(&output).contains("newer version"), "{}", err(&output));
    fs::write(at("r.backlot"), sealed.replacen("    day: ", "    dey: ", 1)).unwrap();
    let output = backlot(&["verify", &at("r.backlot")]);
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains("r.backlot:4:"), "{}", err(&output));
    assert_eq!(code(&backlot(&["verify", &at("none.backlot")])), 3);
    assert_eq!(code(&backlot(&["verify"])), 2);
    assert_eq!(code(&backlot(&["seal", "--production", "vertical-60"])), 2);
    let full = backlot(&["seal", "--production", "vertical-60", "--out", &at("no/such/folder.backlot")]);
    assert_eq!(code(&full), 3);
}

#[test]
fn an_unknown_place_names_the_nearest() {
    let output = backlot(&["assess", "--production", "vertical-60", "--place", "datang"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("datong"), "{}", err(&output));
    assert!(output.stdout.is_empty());
}

#[test]
fn a_broken_file_is_told_with_line_and_column_and_the_rest_is_read() {
    let (folder, path) =
        folder("broken.ron", b"Places([\n    (id: \"x\" name: (zh: \"\xe7\x94\xb2\"), kind: City),\n])");
    fs::write(folder.path().join("good.ron"), "Places([(id: \"y\", name: (zh: \"乙\", en: \"Y\"), kind: City)])")
        .unwrap();
    let output = backlot(&["check", folder.path().to_str().unwrap()]);
    assert_eq!(code(&output), 1);
    let text = out(&output);
    assert!(text.contains(&format!("{path}:2:14: error: ")), "{text}");
    assert!(text.contains("files: 2, errors: 1, warnings: 0"), "{text}");
}

#[test]
fn an_odd_answer_is_told_where_it_stands() {
    let text = "Production(\n    name: (zh: \"甲\"),\n    answers: {\n        \"local_location_share\": \"180%\",\n        \"no_such_fact\": 1,\n    },\n)";
    let (_folder, path) = folder("p.ron", text.as_bytes());
    let output = backlot(&["check", &path]);
    assert_eq!(code(&output), 1);
    let told = out(&output);
    assert!(told.contains(":4:9: error: "), "{told}");
    assert!(told.contains(":5:9: warning: "), "{told}");
    let output = backlot(&["assess", "--production", &path, "--place", "datong"]);
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains(":4:9: error: "), "{}", err(&output));
    assert!(out(&output).contains("Datong"));
}

#[test]
fn the_built_in_files_may_be_checked_over_themselves() {
    let output = backlot(&["check", "seeds"]);
    assert_eq!(code(&output), 0, "{}", out(&output));
    assert_eq!(code(&backlot(&["check", "--alone", "seeds"])), 0);
}

#[test]
fn what_is_no_text_file_is_a_problem_and_no_panic() {
    let deep = format!("Policy(incentives: [(when: {}", "Not(".repeat(100_000));
    let cases: [(&str, &[u8], &str); 4] = [
        ("binary.ron", b"\x7fELF\xff\xfe\x00\x01", "not a text file"),
        ("empty.ron", b"", "empty"),
        ("deep.ron", deep.as_bytes(), "nested too deeply"),
        ("nul.ron", b"Places([\0])", "not a text file"),
    ];
    for (name, content, words) in cases {
        let (_folder, path) = folder(name, content);
        for command in [&["check"][..], &["assess", "--production"]] {
            let output = backlot(&[command, &[path.as_str()]].concat());
            assert_eq!(code(&output), 1, "{name}");
            let told = out(&output) + &err(&output);
            assert!(told.contains(words) && told.contains(name), "{told}");
        }
    }
}

#[test]
fn a_folder_a_missing_file_and_a_huge_one_are_refused() {
    let root = tempfile::tempdir().unwrap();
    let huge = root.path().join("huge.ron");
    fs::File::create(&huge).unwrap().set_len(33 * 1024 * 1024).unwrap();
    let at = |path: &Path| path.to_str().unwrap().to_owned();
    let cases =
        [(at(root.path()), "folder"), (at(&root.path().join("no.ron")), "cannot be read"), (at(&huge), "33 MB")];
    for (path, words) in cases {
        let output = backlot(&["assess", "--production", &path]);
        assert_eq!(code(&output), 3, "{path}");
        assert!(err(&output).contains(words), "{}", err(&output));
    }
    let checked = backlot(&["check", &at(&huge)]);
    assert_eq!(code(&checked), 1);
    assert!(out(&checked).contains("33 MB"), "{}", out(&checked));
}

#[test]
fn a_report_is_written_twice_with_the_same_bytes() {
    let root = tempfile::tempdir().unwrap();
    for name in ["a.html", "a.md", "a.csv"] {
        let path = root.path().join(name);
        let path = path.to_str().unwrap();
        let args =
            ["report", "--production", "vertical-60", "--place", "datong", "--place", "foshan", "--on", DAY, "--out"];
        let write = || {
            let output = backlot(&[&args[..], &[path, "--force"]].concat());
            assert_eq!(code(&output), 0, "{}", err(&output));
            fs::read(path).unwrap()
        };
        let first = write();
        assert!(!first.is_empty());
        assert_eq!(first, write(), "{name}");
        let text = String::from_utf8(first).unwrap();
        assert!(text.contains("120,000") || text.contains("120000"), "{name}");
    }
    assert_eq!(fs::read_dir(root.path()).unwrap().count(), 3);
}

#[test]
fn a_report_that_cannot_be_written_leaves_nothing_behind() {
    let root = tempfile::tempdir().unwrap();
    let inside = root.path().join("no/such/folder.html");
    let args = ["report", "--production", "vertical-60", "--place", "datong", "--out"];
    let output = backlot(&[&args[..], &[inside.to_str().unwrap()]].concat());
    assert_eq!(code(&output), 3);
    assert!(err(&output).contains("not written"), "{}", err(&output));
    let onto = root.path().join("folder.html");
    fs::create_dir(&onto).unwrap();
    assert_eq!(code(&backlot(&[&args[..], &[onto.to_str().unwrap()]].concat())), 3);
    assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_backlot"))
        .args(["assess", "--production", "vertical-60", "--json", "--lang", "en"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0), "{told}");
    assert!(!told.contains("panicked"), "{told}");
}

#[test]
fn places_are_listed() {
    let output = backlot(&["places", "--json"]);
    let list: Value = serde_json::from_slice(&output.stdout).unwrap();
    let datong = list.as_array().unwrap().iter().find(|place| place["id"] == "datong").unwrap();
    assert_eq!(datong["name_zh"], "大同");
    assert_eq!(datong["policies"], 2);
    assert_eq!(datong["incentives"], 4);
    assert!(out(&backlot(&["places"])).contains("Datong"));
}

#[cfg(not(feature = "desktop"))]
#[test]
fn without_a_window_it_says_so() {
    let output = backlot(&[]);
    assert_eq!(code(&output), 3);
    assert!(err(&output).contains("no window"), "{}", err(&output));
}

/// A policy with an example that passes or fails.
fn with_example(expected: &str) -> String {
    format!(
        r#"Policy(
    id: "flat-2026", place: "datong", title: (zh: "定额", en: "Flat"), issuer: (zh: "某局", en: "An office"),
    status: InForce, read: Whole, confidence: High, checked_on: "2026-11-01",
    sources: [(source: "datong-government-2025")],
    incentives: [(id: "flat", name: (zh: "定额", en: "Flat sum"), kind: Work, basis: Entitlement,
        amount: AtMost(cap: Fixed(30_000), of: Share(rate: "10%", of: Fact("local_spend"))),
        cites: [(source: "datong-government-2025")])],
    examples: [(id: "one", title: (zh: "按10%计，最高3万元", en: "A tenth, 30,000 at most"), origin: Computed,
        answers: {{"local_spend": 900_000}}, expect: (incentives: {{"flat": {expected}}}))],
)"#
    )
}

#[test]
fn the_examples_of_a_policy_are_worked_out_and_a_wrong_one_is_told() {
    let (_right, path) = folder("p.ron", with_example("Paid(30_000)").as_bytes());
    let output = backlot(&["case", &path]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(out(&output).contains("+ flat-2026/one passes: A tenth, 30,000 at most"), "{}", out(&output));
    assert!(out(&output).contains("examples: 1, passed: 1, failed: 0"));
    let (_wrong, path) = folder("p.ron", with_example("Paid(90_000)").as_bytes());
    let output = backlot(&["case", &path]);
    assert_eq!(code(&output), 1);
    assert!(out(&output).contains("Flat sum: expected CNY 90,000, got CNY 30,000"), "{}", out(&output));
    let (_none, path) = folder("p.ron", b"Places([])");
    let output = backlot(&["case", &path]);
    assert_eq!(code(&output), 0);
    assert!(out(&output).contains("No policy in these files carries an example."));
}

#[test]
fn notes_are_counted_and_listed_only_when_asked_for() {
    let (_folder, path) = folder("p.ron", with_example("Paid(30_000)").as_bytes());
    let output = backlot(&["check", "--on", DAY, &path]);
    assert_eq!(code(&output), 0);
    assert!(out(&output).contains("notes: 1 (shown with --notes)"), "{}", out(&output));
    let output = backlot(&["check", "--on", DAY, "--notes", &path]);
    assert!(
        out(&output).contains("p.ron:2:9: note: The policy does not say when \"flat-2026\" is paid."),
        "{}",
        out(&output)
    );
    let output = backlot(&["check", "--on", "2028-01-01", "--notes", &path]);
    assert!(out(&output).contains("was last checked on 2026-11-01, over a year ago"), "{}", out(&output));
}

/// With a larger sum beside it. It is not known how the two add up.
const LARGER: &str = r#"(id: "larger", name: (zh: "大额", en: "Larger sum"), kind: Work, basis: Entitlement,
    amount: Fixed(120_000), cites: [(source: "datong-government-2025")])"#;

#[test]
fn the_json_answer_tells_the_combination_and_the_cash() {
    let (_folder, path) = folder(
        "p.ron",
        with_example("Paid(30_000)")
            .replace("incentives: [(", &format!("incentives: [{LARGER}, ("))
            .replace("examples: [", "payout: (tax: \"25%\", after_months: 6),\n    examples: [")
            .as_bytes(),
    );
    let answer = assessed(&["--production", "vertical-60", "--library", &path, "--place", "datong"]);
    let place = &answer["places"][0];
    assert_eq!(place["certain"]["total"], "120000");
    assert_eq!(place["certain"]["left"][0]["code"], "Excluded");
    assert_eq!(place["certain"]["left"][0]["instead"], "30000");
    let flat = place["incentives"].as_array().unwrap().iter().find(|one| one["incentive"] == "flat").unwrap();
    assert_eq!(flat["cash"]["net"]["low"], "22500");
    assert_eq!(flat["cash"]["instalments"][0]["after_months"], "6");
    assert_eq!(flat["cash"]["present"], Value::Null);
}

#[test]
fn facts_are_listed_with_unit_range_and_use() {
    let output = backlot(&["facts"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let text = out(&output);
    let line = text.lines().find(|line| line.starts_with("episodes ")).unwrap();
    assert!(line.contains("count (episodes), 1 episodes – 2,000 episodes"), "{line}");
    let listed: Value = serde_json::from_slice(&backlot(&["facts", "--json"]).stdout).unwrap();
    let revenue = listed.as_array().unwrap().iter().find(|fact| fact["id"] == "revenue_share_year").unwrap();
    assert!(revenue["policies"].as_array().unwrap().contains(&"datong-2025".into()));
    assert!(revenue["help"]["zh"].is_string());
}

#[test]
fn contradictions_are_listed_with_both_sources() {
    let output = backlot(&["contradictions"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let text = out(&output);
    assert!(text.contains("N13  Yicai 2025-10-20: \"856.5 billion yuan\""), "{text}");
    assert!(text.contains("N12  National Business Daily 2025-11-07: \"85.65 billion yuan\""));
    assert!(text.contains("found by rule: 11, judged by hand: "), "{text}");
}

#[test]
fn two_libraries_are_told_apart_in_words_and_in_money() {
    let policy =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/policies/datong/datong-2025.ron"));
    let (_folder, path) = folder("datong.ron", policy.unwrap().replace("10%", "12%").as_bytes());
    let output = backlot(&["diff", &path, "--on", DAY]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let text = out(&output);
    assert!(text.contains("Vertical revenue award · rate: 10"), "{text}");
    assert!(text.contains("CNY 0 – CNY 120,000 → CNY 0 – CNY 144,000"), "{text}");
    let same = backlot(&["diff", &path, &path]);
    assert_eq!(out(&same), "records changed: 0, results changed: 0\n");
}

#[test]
fn the_brief_of_a_city_needs_no_production_and_that_of_a_producer_does() {
    let made = backlot(&[
        "report",
        "--brief",
        "city",
        "--city",
        "zhengzhou",
        "--rival",
        "xian",
        "--format",
        "md",
        "--out",
        "-",
        "--on",
        DAY,
        "--lang",
        "en",
    ]);
    assert_eq!(code(&made), 0, "{}", err(&made));
    let text = out(&made);
    assert!(text.contains("Position brief") && text.contains("no payment was published"), "{text}");
    let city = ["report", "--brief", "city", "--city", "zhengzhou", "--out", "-", "--lang", "en"];
    for more in [["--format", "xlsx"].as_slice(), &["--format", "md", "--annex"]] {
        let refused = backlot(&[city.as_slice(), more].concat());
        assert!(code(&refused) != 0 && err(&refused).contains("--production"), "{}", err(&refused));
    }
    let refused = backlot(&["report", "--brief", "producer", "--format", "md", "--out", "-", "--lang", "en"]);
    assert!(code(&refused) != 0 && err(&refused).contains("--production"), "{}", err(&refused));
}

#[test]
fn a_changed_clause_is_calculated_on_a_portfolio() {
    let policy =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/policies/datong/datong-2025.ron"));
    let (folder, path) = folder("datong.ron", policy.unwrap().replace("10%", "12%").as_bytes());
    let portfolio = folder.path().join("p.ron");
    let text = r#"Portfolio(title: (zh: "年", en: "Year"), mix: [(production: "vertical-60", count: 12)])"#;
    fs::write(&portfolio, text).unwrap();
    let portfolio = portfolio.display().to_string();
    let output = backlot(&["diff", &path, "--portfolio", &portfolio, "--on", DAY, "--lang", "en"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let text = out(&output);
    let told = "Portfolio in Datong, 12 productions: CNY 0 – CNY 1,440,000 → CNY 0 – CNY 1,728,000; 12 gain, 0 lose";
    assert!(text.contains(told), "{text}");
}

#[test]
fn the_world_shelf_is_a_library_by_name() {
    let listed: Value = serde_json::from_slice(&backlot(&["places", "--json", "--library", "world"]).stdout).unwrap();
    assert!(listed.as_array().unwrap().iter().any(|place| place["id"] == "georgia-us"));
    let listed: Value = serde_json::from_slice(&backlot(&["places", "--json"]).stdout).unwrap();
    assert!(listed.as_array().unwrap().iter().all(|place| place["id"] != "georgia-us"));
}

/// A policy of a city with one entitlement: a tenth of the local spend, up to a cap, from a threshold.
const CITY: &str = r#"Policy(
    id: "tongcheng-2026", place: "datong", title: (zh: "同城办法", en: "Tongcheng measures"),
    issuer: (zh: "同城", en: "Tongcheng"), status: InForce, read: Whole, confidence: High, checked_on: "2026-11-22",
    issued: "2026-01-01", sources: [], incentives: [(
        id: "works", name: (zh: "作品", en: "Works"), kind: Work, basis: Entitlement, cites: [],
        when: AtLeast(Fact("local_spend"), Fixed(1_000_000)),
        amount: AtMost(cap: Fixed(300_000), of: Share(rate: "10%", of: Fact("local_spend"))),
    )],
)"#;

#[test]
fn a_curve_is_told_in_exact_pieces() {
    let (_kept, library) = folder("tongcheng.ron", CITY.as_bytes());
    let asked = |more: &[&str]| {
        let args = ["curve", "--production", "vertical-60", "--library", &library, "--on", DAY];
        backlot(&[&args, more].concat())
    };
    let axis = ["--over", "local_spend", "--from", "0", "--to", "5000000"];
    let output = asked(&[&axis[..], &["--place", "datong", "--place", "shenzhen", "--json"]].concat());
    assert_eq!(code(&output), 0, "{}", err(&output));
    let curve: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&curve["fact"], &curve["from"], &curve["to"]), (&"local_spend".into(), &"0".into(), &"5000000".into()));
    let piece = |from: &str, to: &str, ins: [bool; 2], at: [&str; 2]| serde_json::json!({"from": from, "to": to, "from_in": ins[0], "to_in": ins[1], "at_from": at[0], "at_to": at[1]});
    let expected = [
        piece("0", "1000000", [true, false], ["0", "0"]),
        piece("1000000", "3000000", [true, true], ["100000", "300000"]),
        piece("3000000", "5000000", [false, true], ["300000", "300000"]),
    ];
    assert_eq!(curve["places"][0]["floor"], Value::from(expected.to_vec()));
    let told = out(&asked(&[&axis[..], &["--place", "datong"]].concat()));
    assert!(told.contains("Certain: at CNY 1,000,000 it jumps from CNY 0 to CNY 100,000"), "{told}");
    // A figure as the axis.
    let figure = ["--over", "tongcheng-2026/incentive:works/threshold", "--from", "0", "--to", "9000000"];
    let output = asked(&[&figure[..], &["--place", "datong", "--json"]].concat());
    let curve: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&curve["policy"], &curve["figure"]), (&"tongcheng-2026".into(), &"incentive:works/threshold".into()));
    assert_eq!(curve["places"][0]["floor"].as_array().unwrap().len(), 2, "{curve}");
    // Anything that cannot be an axis is refused with a hint.
    for (over, from, to, said) in [
        ("local_spent", "0", "1", "local_spend"),
        ("is_first_producer", "0", "1", "not answered with a number"),
        ("local_spend", "5", "5", "--from must be less"),
        ("local_spend", "-5", "5", "at least"),
        ("local_spend", "five", "6", "--from needs a number"),
        ("tongcheng-2026/incentive:works/size", "0", "1", "incentive:works/cap"),
        ("nowhere/pool", "0", "1", "no policy"),
    ] {
        let output = asked(&["--over", over, "--from", from, "--to", to]);
        assert_eq!(code(&output), 2, "{over}: {}", err(&output));
        assert!(err(&output).contains(said), "{over}: {}", err(&output));
    }
}

#[test]
fn what_would_win_more_is_found_with_the_exact_figure() {
    let (_kept, library) = folder("tongcheng.ron", CITY.as_bytes());
    let production = |spend: u32| {
        folder(
            "d.ron",
            format!(r#"Production(name: (zh: "剧", en: "Drama"), answers: {{"local_spend": {spend}}})"#).as_bytes(),
        )
    };
    let (_too, drama) = production(450_000);
    let args = ["near", "--production", &drama, "--library", &library, "--place", "datong", "--on", DAY];
    let output = backlot(&[&args[..], &["--json"]].concat());
    assert_eq!(code(&output), 0, "{}", err(&output));
    let near: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let spend: Vec<&Value> = near.iter().filter(|one| one["changes"][0]["fact"] == "local_spend").collect();
    let told: Vec<(&Value, &Value)> = spend.iter().map(|one| (&one["changes"][0]["to"], &one["floor_gain"])).collect();
    // The cap is reached at three million, the threshold is one million.
    assert_eq!(told, [(&3_000_000.into(), &"300000".into()), (&1_000_000.into(), &"100000".into())]);
    assert_eq!(spend[0]["incentives"], serde_json::json!(["tongcheng-2026/works"]));
    let told = out(&backlot(&args));
    assert!(
        told.contains("Raise local spend from CNY 450,000 to CNY 1,000,000 (by CNY 550,000): CNY 100,000 more"),
        "{told}"
    );
    // With a cost of the user's own, what is left stands beside the gain; without one there is no such key.
    assert!(near.iter().all(|one| one.get("cost").is_none() && one.get("floor_net").is_none()));
    let costed = r#"Production(name: (zh: "剧", en: "Drama"), answers: {"local_spend": 450_000},
        change_costs: [(place: "datong", changes: {"local_spend": 1_000_000}, cost: "12万")])"#;
    let (_kept_too, costed) = folder("d.ron", costed.as_bytes());
    let args = ["near", "--production", &costed, "--library", &library, "--place", "datong", "--on", DAY];
    let output = backlot(&[&args[..], &["--json"]].concat());
    let near: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let one = near.iter().find(|one| one["changes"][0]["to"] == 1_000_000).unwrap();
    let net = ["cost", "cost_is_exact", "floor_net", "ceiling_net"].map(|key| one[key].to_string());
    assert_eq!(net, ["\"120000\"", "true", "\"-20000\"", "\"-20000\""]);
    assert_eq!(near.last(), Some(one), "it brings no more than it costs");
    let told = out(&backlot(&args));
    assert!(told.contains("your cost CNY 120,000 (your assumption): net −CNY 20,000 for certain"), "{told}");
}

#[test]
fn every_place_is_put_in_order_for_one_production() {
    let args = ["rank", "--production", "vertical-60", "--on", DAY];
    let output = backlot(&[&args[..], &["--json"]].concat());
    assert_eq!(code(&output), 0, "{}", err(&output));
    let all: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert!(all.len() > 60, "{}", all.len());
    let of = |place: &str| all.iter().find(|one| one["place"] == place).unwrap_or_else(|| panic!("{place}"));
    let datong = of("datong");
    assert_eq!(
        (&datong["group"], &datong["ceiling"], &datong["share"][1]),
        (&"known".into(), &"120000".into(), &"0.08".into())
    );
    assert_eq!(datong["net"], serde_json::json!(["1500000", "1380000"]));
    assert_eq!(of("shenzhen")["group"], "second_hand");
    let groups: Vec<&Value> = all.iter().map(|one| &one["group"]).collect();
    let firsts: Vec<&&Value> =
        groups.iter().enumerate().filter(|(at, one)| *at == 0 || groups[at - 1] != **one).map(|(_, one)| one).collect();
    assert_eq!(firsts, [&"known", &"second_hand", &"uncounted"], "each group once, in this order");
    let told = out(&backlot(&args));
    assert!(told.contains("places pays anything for certain") && told.contains("Datong"), "{told}");
}

#[test]
fn a_scenario_moves_the_figures_it_names() {
    let (_kept, library) = folder("tongcheng.ron", CITY.as_bytes());
    let scenario = |old: &str| {
        format!(
            r#"Scenario(title: (zh: "提高", en: "Higher"), changes: [
    (policy: "tongcheng-2026", figure: "incentive:works/cap", old: {old}, new: 400_000),
])"#
        )
    };
    let (_also, path) = folder("higher.ron", scenario("300_000").as_bytes());
    let production = r#"Production(name: (zh: "剧", en: "Drama"), answers: {"local_spend": 9_000_000})"#;
    let (_too, production) = folder("drama.ron", production.as_bytes());
    let args = ["--production", &production, "--library", &library, "--place", "datong"];
    assert_eq!(assessed(&args)["places"][0]["floor"], "300000");
    assert_eq!(assessed(&[&args[..], &["--scenario", &path]].concat())["places"][0]["floor"], "400000");
    let ranked = backlot(&["rank", "--library", &library, "--scenario", &path, "--place", "datong", "--on", DAY]);
    assert_eq!(code(&ranked), 0, "{}", err(&ranked));
    // A law that changed since is reported.
    let (_stale, path) = folder("stale.ron", scenario("250_000").as_bytes());
    let output = backlot(&[&["assess", "--on", DAY], &args[..], &["--scenario", &path]].concat());
    assert_eq!(code(&output), 1);
    assert!(
        err(&output).contains(":2:") && err(&output).contains("is 300000 in the library, not 250000"),
        "{}",
        err(&output)
    );
    let checked = backlot(&["check", "--library", &library, &path]);
    assert_eq!(code(&checked), 1, "{}", out(&checked));
    assert!(out(&checked).contains("not 250000"), "{}", out(&checked));
}

#[test]
fn places_are_ranked_on_the_reference_productions() {
    let args = ["rank", "--place", "shenzhen", "--place", "datong", "--on", DAY, "--json"];
    let listed: Value = serde_json::from_slice(&backlot(&args).stdout).unwrap();
    let sample: Vec<&Value> =
        listed.as_array().unwrap().iter().filter(|one| one["production"] == "vertical-60").collect();
    assert_eq!(
        (&sample[0]["place"], &sample[0]["ceiling"], &sample[0]["rank"]["published"]),
        (&"shenzhen".into(), &"2000000".into(), &1.into())
    );
    // Amounts that are not published leave the ranks open, and no place without one is said to give nothing.
    assert_eq!((&sample[0]["rank"]["worst"], &sample[0]["within"]), (&2.into(), &Value::Null));
    let said = out(&backlot(&["rank", "--place", "shenzhen", "--place", "datong", "--on", DAY, "--lang", "en"]));
    let first = said.split("\n\n").find(|part| part.contains("first-drama")).unwrap();
    assert!(first.contains("CNY 1,000,000"), "{first}");
    let blank =
        said.lines().find(|line| line.trim_start().starts_with("– (")).expect("a place without a published amount");
    assert!(!blank.contains("CNY 0"), "{blank}");
    assert!(said.contains("In brackets: the best and the worst rank"), "{said}");
    assert_eq!((&sample[1]["place"], &sample[1]["floor"]), (&"datong".into(), &"0".into()));
}

#[test]
fn a_table_becomes_a_library_that_can_be_laid_over_and_all_problems_are_told() {
    let text = "Place,Indicator,Period,Value (CNY m)\nDatong,market_size,2031,25\nAtlantis,market_size,soon,lots\n";
    let (folder, path) = folder("figures.csv", text.as_bytes());
    let written = folder.path().join("mine/figures.ron");
    fs::create_dir(folder.path().join("mine")).unwrap();
    let target = written.to_str().unwrap();
    let output = backlot(&["import", &path, "--as", "observations", "--on", DAY, "--out", target]);
    assert_eq!(code(&output), 1, "{}", err(&output));
    for said in
        ["row 3: Column A: There is no place \"Atlantis\".", "Column C: \"soon\"", "Column D: \"lots\"", "1 new"]
    {
        assert!(err(&output).contains(said), "{said}: {}", err(&output));
    }
    assert!(fs::read_to_string(&written).unwrap().contains("value: 25000000"));
    let output = backlot(&["check", folder.path().join("mine").to_str().unwrap()]);
    assert_eq!(code(&output), 0, "{}", out(&output));
    let output = backlot(&["import", &path]);
    assert_eq!(code(&output), 2, "{}", err(&output));
    let output = backlot(&["import", &path, "--as", "poems"]);
    assert_eq!(code(&output), 2, "{}", err(&output));
}

#[test]
fn a_budget_becomes_the_answers_of_a_production() {
    let (_folder, path) = folder("b.csv", "科目,金额（万元）\n总制作成本,88\n集数,61集\n".as_bytes());
    let output = backlot(&["import", &path, "--production", "vertical-60"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(out(&output).contains("\"total_budget\": 880000") && out(&output).contains("\"episodes\": 61"));
    assert!(out(&output).contains("revenue_share_year"), "what it had stays");
}

/// A policy of Datong with more fields.
fn small_policy(more: &str) -> String {
    format!(
        "Policy(id: \"small\", place: \"datong\", title: (zh: \"小\", en: \"Small\"), issuer: (zh: \"局\", en: \"Office\"),
        status: InForce, read: Whole, confidence: High, checked_on: \"2026-11-01\",
        sources: [(source: \"datong-government-2025\")], payout: (after_months: 3), {more})"
    )
}

const GRANT: &str = "(id: \"grant\", name: (zh: \"补\", en: \"Grant\"), kind: Work, basis: Entitlement, amount: Fixed(100), \
    cites: [(source: \"datong-government-2025\")])";

#[test]
fn no_text_of_a_file_acts_on_the_terminal_or_forges_a_line() {
    let files = [
        r#"Places([(id: "a\u{1b}[31mEVIL", name: (zh: "x", en: "x"), kind: City, parent: "no\u{1b}[31mEVIL")])"#,
        r#"Places([(id: "a", name: (zh: "x", en: "x"), kind: City, parent: "no\nfake.ron:1:1: error: forged")])"#,
        r#"Places([(id: "a", name: (zh: "x", en: "x"), kind: City, parent: "no\r\u{9b}2K")])"#,
        "Places([(id: \"a\", name: (zh: \"x\", en: \"\u{202e}x\"), kind: City, parent: \"\u{2066}no\")])",
    ];
    for text in files {
        let (_folder, path) = folder("hostile.ron", text.as_bytes());
        let said = out(&backlot(&["check", &path]));
        assert!(!said.chars().any(|sign| sign != '\n' && backlot::model::visible::acts(sign)), "{said:?}");
        for line in said.lines().filter(|line| line.contains("error: ") || line.contains("warning: ")) {
            let rest = line.strip_prefix(&format!("{path}:")).unwrap_or_else(|| panic!("{line}"));
            let mut numbers = rest.splitn(3, ':');
            assert!(
                numbers.next().unwrap().parse::<usize>().is_ok() && numbers.next().unwrap().parse::<usize>().is_ok()
            );
        }
    }
}

#[test]
fn an_open_ceiling_has_its_plus_on_the_terminal_too() {
    let open = GRANT.replace("grant", "open").replace("amount: Fixed(100), ", "");
    let (_folder, path) = folder("small.ron", small_policy(&format!("incentives: [{GRANT}, {open}]")).as_bytes());
    let place = r#"Places([(id: "hamlet", name: (zh: "村", en: "Hamlet"), kind: City)])"#;
    let (_other, places) = folder("places.ron", place.as_bytes());
    let text = fs::read_to_string(&path).unwrap().replace("\"datong\"", "\"hamlet\"");
    fs::write(&path, text).unwrap();
    let args = ["assess", "--production", "vertical-60", "--library", &places, "--library", &path, "--place", "hamlet"];
    let said = out(&backlot(&[&args[..], &["--on", DAY]].concat()));
    assert!(said.contains("CNY 100+"), "{said}");
}

#[test]
fn examples_lie_over_any_library_and_say_how_they_were_worked_out() {
    let example = "examples: [(id: \"e\", title: (zh: \"例\", en: \"e\"), origin: Computed, answers: {\"is_series\": true}, \
        expect: (incentives: {\"grant\": Paid(100)}))]";
    let (_folder, path) = folder("small.ron", small_policy(&format!("incentives: [{GRANT}], {example}")).as_bytes());
    let alone = backlot(&["case", &path]);
    assert_eq!(code(&alone), 1, "the fact stands on the other shelf");
    assert!(out(&alone).contains("not calculated, because their policy has an error: 1"), "{}", out(&alone));
    let over = backlot(&["case", "--library", "world", "--explain", &path]);
    assert_eq!(code(&over), 0, "{}{}", out(&over), err(&over));
    assert!(out(&over).contains("passed: 1, failed: 0") && out(&over).contains("    Grant"), "{}", out(&over));
    assert_eq!(code(&backlot(&["check", &path])), 1);
    let checked = backlot(&["check", "--library", "world", &path]);
    assert_eq!(code(&checked), 0, "{}", out(&checked));
}

#[test]
fn examples_that_were_not_worked_out_are_counted() {
    let (folder, path) = folder("facts.ron", b"Facts([(id: \"mine\", kind: Count((zh: \"a\")))])");
    let example = "examples: [(id: \"e\", title: (zh: \"例\", en: \"e\"), origin: Computed, expect: (floor: 100))]";
    let rule = GRANT.replace("Fixed(100)", "Sum([Fact(\"mine\"), Fact(\"mine\")])");
    let text = small_policy(&format!("incentives: [{rule}], {example}"));
    fs::write(folder.path().join("small.ron"), text).unwrap();
    let all = backlot(&["case", folder.path().to_str().unwrap()]);
    assert_eq!(code(&all), 1);
    assert!(out(&all).contains("because their policy has an error: 1"), "{}", out(&all));
    assert!(out(&all).contains("files that cannot be read, and any examples in them: 1"), "{}", out(&all));
    assert!(!err(&all).contains("There is no fact \"mine\""), "{}", err(&all));
    assert!(err(&all).contains("Because this file cannot be read") && err(&all).contains(&path), "{}", err(&all));
}

#[test]
fn a_line_that_no_incentive_uses_is_told_with_the_steps() {
    let lines = "lines: [(id: \"withheld\", label: (zh: \"扣\", en: \"withheld\"), amount: Fixed(7), cites: [(source: \"datong-government-2025\")])]";
    let (_folder, path) = folder("small.ron", small_policy(&format!("incentives: [{GRANT}], {lines}")).as_bytes());
    let args = ["--production", "vertical-60", "--library", &path, "--place", "datong"];
    let text = out(&backlot(&[&["assess", "--explain", "--on", DAY][..], &args[..]].concat()));
    assert!(text.contains("Lines that no incentive uses") && text.to_lowercase().contains("withheld"), "{text}");
    let answer = assessed(&args);
    assert_eq!(answer["places"][0]["lines"][0]["line"], "withheld");
    assert_eq!(answer["places"][0]["lines"][0]["step"]["amount"]["low"], "7");
}
/// The files in a folder other than leftovers, with their content.
fn inside(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect();
    all.sort();
    all
}

const TABLE: &str = "indicator,place,period,value\nMarket size,China,2024,504\n";
const PRODUCTION: &str = "Production(name: (zh: \"甲\", en: \"A\"), places: [\"datong\"])";

#[test]
fn nothing_is_written_over_what_is_there_or_what_is_read() {
    let (folder, production) = folder("p.ron", PRODUCTION.as_bytes());
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(at("t.csv"), TABLE).unwrap();
    fs::write(at("mine.html"), "mine").unwrap();
    fs::write(at("i-source.ron"), "mine").unwrap();
    fs::create_dir(at("library")).unwrap();
    fs::write(at("library/c.ron"), "Places([(id: \"y\", name: (zh: \"乙\", en: \"Y\"), kind: City)])").unwrap();
    let before =
        |()| (fs::read(at("library/c.ron")).unwrap(), fs::read(&production).unwrap(), fs::read(at("t.csv")).unwrap());
    let was = before(());
    let library = at("library");
    let report = ["report", "--production", &production, "--library", &library, "--format", "html", "--out"];
    let seal = ["seal", "--production", &production, "--library", &library, "--out"];
    let table = at("t.csv");
    let import = ["import", &table, "--as", "observations", "--out"];
    // (command, target, whether --force may replace it, part of the message)
    let cases: Vec<(&[&str], String, bool, &str)> = vec![
        (&report, at("mine.html"), true, "already exists"),
        (&seal, at("mine.html"), true, "already exists"),
        (&import, at("i.ron"), true, "already exists"),
        (&report, production.clone(), false, "also read by this command"),
        (&seal, production.clone(), false, "also read by this command"),
        (&seal, at("library/c.ron"), false, "also read by this command"),
        (&import, at("t.csv"), false, "also read by this command"),
    ];
    for (command, target, replaced, said) in cases {
        let output = backlot(&[command, &[target.as_str()]].concat());
        assert_eq!(code(&output), 3, "{command:?} {target}: {}", err(&output));
        assert!(err(&output).contains(said), "{command:?}: {}", err(&output));
        assert_eq!(fs::read_to_string(at("mine.html")).unwrap(), "mine");
        let output = backlot(&[command, &[target.as_str(), "--force"]].concat());
        assert_eq!(code(&output) == 0, replaced, "{command:?} {target} --force: {}", err(&output));
        assert_eq!(before(()), was, "{command:?} {target}");
        fs::write(at("mine.html"), "mine").unwrap();
    }
    assert!(fs::read_to_string(at("i-source.ron")).unwrap().starts_with("Sources("), "--force replaced both");
    assert!(inside_names(folder.path()).iter().all(|name| !name.ends_with(".part")));
}

fn inside_names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn a_table_and_its_source_are_written_both_or_neither() {
    let (folder, table) = folder("t.csv", TABLE.as_bytes());
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(at("x-source.ron"), "mine").unwrap();
    let before = inside(folder.path());
    let output = backlot(&["import", &table, "--as", "observations", "--out", &at("x.ron")]);
    assert_eq!(code(&output), 3);
    assert!(err(&output).contains("x-source.ron already exists"), "{}", err(&output));
    assert_eq!(inside(folder.path()), before);
    let output = backlot(&["import", &table, "--as", "observations", "--out", &at("y.ron")]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(Path::new(&at("y.ron")).exists() && Path::new(&at("y-source.ron")).exists());
}

#[cfg(unix)]
#[test]
fn pipes_devices_and_dangling_links_are_no_traps() {
    let (folder, table) = folder("t.csv", TABLE.as_bytes());
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let pipe = at("pipe.ron");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let output = backlot(&["check", folder.path().to_str().unwrap()]);
    assert_eq!(code(&output), 1);
    assert!(out(&output).contains("pipe, a device or a socket"), "{}", out(&output));
    let output = backlot(&["assess", "--production", &pipe]);
    assert_eq!(code(&output), 3, "{}", err(&output));
    let output = backlot(&["import", &table, "--as", "observations", "--out", "/dev/full"]);
    assert_eq!(code(&output), 3, "{}", err(&output));
    assert!(!Path::new("/dev/full-source.ron").exists());
    let output = backlot(&["report", "--production", "vertical-60", "--format", "md", "--out", "/dev/full"]);
    assert_eq!(code(&output), 3);
    assert!(err(&output).contains("space"), "{}", err(&output));
    std::os::unix::fs::symlink(at("to.html"), at("link.html")).unwrap();
    let output = backlot(&["report", "--production", "vertical-60", "--out", &at("link.html")]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(fs::symlink_metadata(at("link.html")).unwrap().is_symlink() && Path::new(&at("to.html")).is_file());
}

#[test]
fn an_empty_table_is_told_of_headings() {
    let (_folder, table) = folder("t.csv", b"");
    let output = backlot(&["import", &table]);
    assert!(err(&output).contains("row of headings") && !err(&output).contains("Policy("), "{}", err(&output));
}

#[test]
fn what_killed_runs_left_beside_a_target_is_swept() {
    let (folder, _) = folder("a.txt", b"x");
    fs::write(folder.path().join(".backlot-17-0.part"), "half a report").unwrap();
    let out = folder.path().join("r.md");
    let output = backlot(&["report", "--production", "vertical-60", "--out", out.to_str().unwrap()]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let mut names = inside_names(folder.path());
    names.sort();
    assert_eq!(names, ["a.txt", "r.md"]);
}

/// A policy whose incentives exclude each other in so many ways that not every combination can be examined.
fn tangled(incentives: usize, exclusions: usize, caps: usize) -> String {
    let mut seed = 5_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let excludes: String = (0..exclusions)
        .map(|_| format!("Excludes(incentive: \"i{}\", others: [\"i{}\"]),", next(incentives), next(incentives)))
        .collect();
    let groups: String = (0..caps)
        .map(|at| {
            let members: String = (0..8).map(|_| format!("\"i{}\",", next(incentives))).collect();
            format!(
                "(label: (zh: \"g{at}\", en: \"g{at}\"), members: [{members}], rule: SumUpTo(Fixed({}))),",
                900 + next(900)
            )
        })
        .collect();
    let all: String = (0..incentives)
        .map(|at| {
            let cites = "cites: [(source: \"datong-government-2025\")]";
            format!("(id: \"i{at}\", name: (zh: \"x\", en: \"x\"), kind: Work, basis: Entitlement, amount: Fixed({}), {cites}),", 100 + next(1000))
        })
        .collect();
    format!(
        "Policy(id: \"big\", place: \"datong\", title: (zh: \"x\", en: \"x\"), issuer: (zh: \"x\", en: \"x\"), status: InForce, \
         read: Report, confidence: High, checked_on: \"2025\", sources: [(source: \"datong-government-2025\")], \
         stacking: (rule: Sum, relations: [{excludes}], groups: [{groups}]), incentives: [{all}])"
    )
}

#[test]
fn a_tangle_of_rules_is_cut_short_said_and_warned_of() {
    for (incentives, exclusions, caps) in [(60, 180, 15), (120, 500, 0), (300, 4_000, 40), (900, 20_000, 200)] {
        let (_folder, path) = folder("big.ron", tangled(incentives, exclusions, caps).as_bytes());
        let since = std::time::Instant::now();
        let output = backlot(&["check", &path]);
        assert!(out(&output).contains("too many rules between its incentives"), "{incentives}: {}", out(&output));
        let args = ["assess", "--production", "vertical-60", "--place", "datong", "--on", DAY, "--library", &path];
        let output = backlot(&args);
        assert_eq!(code(&output), 0, "{}", err(&output));
        assert!(out(&output).contains("Not every combination was tried"), "{incentives}");
        // Much longer than it takes without optimisation beside other tests. Without a bound it would never end.
        assert!(since.elapsed().as_secs() < 240, "{incentives}");
    }
}

#[test]
fn a_schedule_gives_shooting_days_once_every_location_lies_somewhere() {
    let text = "通告\n日期,场次,拍摄地点\n3月5日,1-1,郑州\n3月6日,1-2,郑州\n3月7日,2-1,三号棚\n";
    let (_folder, path) = folder("schedule.csv", text.as_bytes());
    let output = backlot(&["import", &path, "--lang", "en"]);
    assert_eq!(code(&output), 1, "{}", err(&output));
    assert!(err(&output).contains("row 3: Column A: \"3月5日\" has no year"), "{}", err(&output));
    assert!(out(&output).is_empty(), "{}", out(&output));
    let output = backlot(&["import", &path, "--year", "2026", "--lang", "en"]);
    assert_eq!(code(&output), 1, "{}", err(&output));
    assert!(err(&output).contains("--location '三号棚=PLACE'"), "{}", err(&output));
    assert!(out(&output).is_empty(), "{}", out(&output));
    let chosen = ["import", &path, "--year", "2026", "--lang", "en", "--location", "三号棚=datong"];
    let output = backlot(&chosen);
    assert_eq!(code(&output), 0, "{}", err(&output));
    for said in [
        "Column C \"拍摄地点\": Location",
        "Zhengzhou: 2 days of shooting, 2 days in a row",
        "3 days of shooting in total",
    ] {
        assert!(err(&output).contains(said), "{said}: {}", err(&output));
    }
    assert!(out(&output).contains("\"local_consecutive_shooting_days\": 2"), "{}", out(&output));
    assert!(out(&output).contains("\"datong\": {"), "{}", out(&output));
    for (wrong, says) in [
        (["--location", "四号棚=datong"], "is called \"四号棚\""),
        (["--location", "三号棚"], "is not LOCATION=PLACE"),
        (["--year", "MMXXVI"], "\"MMXXVI\" is not a year"),
    ] {
        let output = backlot(&[["import", &path, "--lang", "en"].as_slice(), &wrong].concat());
        assert_eq!(code(&output), 2, "{}", err(&output));
        assert!(err(&output).contains(says), "{says}: {}", err(&output));
    }
    // If the rows are said to be answers, there are no days.
    let output = backlot(&["import", &path, "--as", "answers", "--lang", "en"]);
    assert!(err(&output).contains("Nothing was recognised"), "{}", err(&output));
}

#[test]
fn an_import_says_what_it_took_each_column_for_and_can_be_told_otherwise() {
    let text = "说明\n科目,2025年,2026年\n总制作成本,60,80\n当地支出,40,50\n";
    let (_folder, path) = folder("years.csv", text.as_bytes());
    let output = backlot(&["import", &path, "--as", "answers", "--lang", "en"]);
    assert_eq!(code(&output), 1, "{}", err(&output));
    assert!(err(&output).contains("\"2025年\"") && err(&output).contains("\"2026年\""), "{}", err(&output));
    let chosen = ["--column", "Answer=2026年", "--unit", "万元", "--heading-row", "2"];
    let output = backlot(&[["import", &path, "--as", "answers", "--lang", "en"].as_slice(), &chosen].concat());
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(out(&output).contains("\"total_budget\": 800000"), "{}", out(&output));
    for said in
        ["Column C \"2026年\": Answer", "Unit of the sheet for amounts of money: 万元", "\"2025年\" contains figures"]
    {
        assert!(err(&output).contains(said), "{said}: {}", err(&output));
    }
    for (wrong, says) in [
        (["--column", "Answer=2027年"], "There is no column \"2027年\""),
        (["--column", "Nonsense=2026年"], "\"Nonsense\" is neither"),
        (["--column", "Answer"], "is not FACT=HEADING"),
        (["--unit", "bananas"], "\"bananas\" is not a unit of money"),
        (["--sheet", "S"], "There is no sheet \"S\""),
        (["--heading-row", "99"], "There is no row 99, or it is empty"),
    ] {
        let output = backlot(&[["import", &path, "--as", "answers", "--lang", "en"].as_slice(), &wrong].concat());
        assert_eq!(code(&output), 2, "{}", err(&output));
        assert!(err(&output).contains(says), "{says}: {}", err(&output));
    }
    let book = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/import/hidden-sheet.xlsx");
    let output = backlot(&["import", book, "--as", "answers", "--sheet", "旧版", "--lang", "en"]);
    assert!(out(&output).contains("\"total_budget\": 1200000"), "{}", err(&output));
    let (_folder, path) = folder("nothing.csv", b"Item|Amount\nTotal production cost|800000\n");
    let output = backlot(&["import", &path, "--as", "answers", "--lang", "en"]);
    assert_eq!((code(&output), out(&output).as_str()), (1, ""), "{}", err(&output));
    assert!(err(&output).contains("Nothing was recognised"), "{}", err(&output));
}

#[test]
fn a_notice_of_payments_becomes_records_and_stands_beside_the_incentive() {
    let text = "企业,项目,金额（万元）\n甲影视公司,长夜,20\n合计,,20\n";
    let (folder, path) = folder("notice.csv", text.as_bytes());
    let target = folder.path().join("payments.ron");
    let target = target.to_str().unwrap();
    let import = ["import", &path, "--lang", "en", "--out", target];
    let output = backlot(&import);
    assert_eq!(code(&output), 1, "no policy is named");
    assert!(err(&output).contains("No policy is named"), "{}", err(&output));
    let said = ["--policy", "wangcheng-2025", "--paid-on", "2026-06", "--stage", "paid", "--force"];
    let output = backlot(&[import.as_slice(), &said].concat());
    assert_eq!(code(&output), 1, "the row of sums is refused");
    assert!(err(&output).contains("1 new") && err(&output).contains("sum of other rows"), "{}", err(&output));
    let written = fs::read_to_string(target).unwrap();
    assert!(written.contains("stage: Paid") && written.contains("200000"), "{written}");
    let beside = folder.path().join("payments-source.ron");
    assert!(beside.exists());
    let (payments, source) = (target, beside.to_str().unwrap());
    let layers = ["--library", source, "--library", payments];
    let ask = ["assess", "--production", "vertical-60", "--place", "changsha-wangcheng", "--on", DAY, "--json"];
    let output = backlot(&[ask.as_slice(), &layers].concat());
    let answer: Value = serde_json::from_str(&out(&output)).unwrap();
    let incentives = answer["places"][0]["incentives"].as_array().unwrap();
    let one = incentives.iter().find(|one| one["policy"] == "wangcheng-2025").unwrap();
    assert_eq!((&one["paid"]["recipients"], &one["paid"]["by_incentive"]), (&2.into(), &false.into()));
    assert_eq!(one["paid"]["mean"], "200000");
    for (wrong, says) in [
        (["--policy", "no-such"], "There is no policy \"no-such\""),
        (["--stage", "soon"], "\"soon\" is not a stage"),
        (["--paid-on", "gestern"], "gestern"),
    ] {
        let output = backlot(&[import.as_slice(), &["--force"], wrong.as_slice()].concat());
        assert_eq!(code(&output), 2, "{}", err(&output));
        assert!(err(&output).contains(says), "{says}: {}", err(&output));
    }
}

#[test]
fn variants_are_told_with_their_differences() {
    let text = r#"Production(name: (zh: "甲", en: "A"), answers: {"orientation": "vertical", "revenue_share_year": 1_200_000, "is_locally_registered": true, "is_fully_ai_made": false},
        chances: [(of: Basis(UpTo), share: "50%")],
        variants: [(changes: [(fact: "revenue_share_year", to: 2_000_000)])])"#;
    let (_kept, path) = folder("a.ron", text.as_bytes());
    let output = backlot(&["variants", "--production", &path, "--place", "datong", "--on", DAY, "--json"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let [a, b] = [0, 1].map(|at| &told[at]);
    assert_eq!(
        (&a["letter"], &b["letter"], a["changes"].as_array().map(Vec::len)),
        (&"A".into(), &"B".into(), Some(0))
    );
    let most = |one: &Value| one["places"][0]["ceiling"].as_str().unwrap().parse::<f64>().unwrap();
    assert_eq!(b["places"][0]["ceiling_difference"].as_str().unwrap().parse::<f64>().unwrap(), most(b) - most(a));
    assert!(most(b) > most(a) && a["places"][0]["expected"].is_string());
    let output = backlot(&["variants", "--production", &path, "--place", "datong", "--on", DAY, "--lang", "en"]);
    assert!(out(&output).contains("1,200,000 → CNY 2,000,000") && out(&output).contains('+'), "{}", out(&output));
    let ranked = backlot(&["rank", "--production", &path, "--on", DAY, "--lang", "en"]);
    assert!(out(&ranked).contains("Expected") && out(&ranked).contains("your assumption"), "{}", out(&ranked));
}

#[test]
fn the_nearest_number_that_reaches_an_amount_is_told_and_reaches_it() {
    let goal = |more: &[&str]| {
        let args =
            [&["near", "--production", "vertical-60", "--place", "datong", "--on", DAY, "--json"], more].concat();
        let output = backlot(&args);
        assert_eq!(code(&output), 0, "{}", err(&output));
        serde_json::from_slice::<Vec<Value>>(&output.stdout).unwrap()
    };
    let told = goal(&["--goal", "30万", "--up-to", "--over", "revenue_share_year"]);
    assert_eq!(told.len(), 1);
    let at = told[0]["at"].as_str().unwrap();
    let (_kept, path) = folder("a.ron", format!(
        r#"Production(name: (zh: "甲", en: "A"), answers: {{"orientation": "vertical", "is_locally_registered": true, "is_fully_ai_made": false, "revenue_share_year": {at}}})"#
    ).as_bytes());
    let assessed = backlot(&["assess", "--production", &path, "--place", "datong", "--on", DAY, "--json"]);
    let assessed: Value = serde_json::from_slice(&assessed.stdout).unwrap();
    assert_eq!(assessed["places"][0]["ceiling"], "300000", "{assessed}");
    assert_eq!(goal(&["--goal", "1", "--up-to", "--over", "revenue_share_year"])[0]["reached"], true);
    let every = goal(&["--goal", "30万", "--up-to"]);
    assert!(every.len() > 1 && every.iter().any(|one| one["at"].as_str() == Some(at)), "{every:?}");
    let output = backlot(&["near", "--production", "vertical-60", "--goal", "many"]);
    assert_eq!(code(&output), 2);
    let output =
        backlot(&["near", "--production", "vertical-60", "--goal", "1", "--over", "orientation", "--lang", "en"]);
    assert!(code(&output) == 2 && err(&output).contains("cannot be an axis"), "{}", err(&output));
}

#[test]
fn a_slate_is_worked_out_with_its_files_and_its_proof() {
    let text = r#"Slate(
    name: (zh: "两部", en: "Two"), year: 2026, places: ["datong", "wuhan-east-lake", "xiamen-ftz"],
    productions: [(production: Named("vertical-60")), (production: Named("other.ron"), chosen: "datong")],
)"#;
    let (kept, path) = folder("two.ron", text.as_bytes());
    let other = r#"Production(name: (zh: "另一部", en: "Other"), answers: {"total_budget": 900_000, "orientation": "vertical", "revenue_share_year": 2_600_000, "is_locally_registered": true})"#;
    fs::write(kept.path().join("other.ron"), other).unwrap();
    let output = backlot(&["slate", &path, "--on", DAY, "--json"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&told["best"]["exact"], &told["best"]["of"]), (&true.into(), &"3".into()));
    assert_eq!(
        (&told["productions"][1]["place"], &told["productions"][1]["because"]),
        (&"datong".into(), &"Chosen".into())
    );
    assert_eq!(told["productions"][0]["offers"].as_array().unwrap().len(), 3);
    assert!(!told["calendar"].as_array().unwrap().is_empty());
    let said = out(&backlot(&["slate", &path, "--on", DAY]));
    assert!(said.contains("A → ") && said.contains("B → Datong: chosen by you"), "{said}");
    assert!(said.contains("Proven to be the best of 3 assignments"), "{said}");
    // Changes that do not fit are reported.
    fs::write(kept.path().join("two.ron"), text.replace("chosen: \"datong\"", "chosen: \"foshan\"")).unwrap();
    let output = backlot(&["slate", &path, "--on", DAY]);
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains(":3:") && err(&output).contains("was chosen"), "{}", err(&output));
    let output = backlot(&["slate", &path.replace("two.ron", "other.ron")]);
    assert_eq!(code(&output), 1, "a production is no slate");
}

#[test]
fn a_calendar_is_told_and_written_for_other_programs() {
    let (kept, _path) = folder("unused.ron", b"");
    let ics = kept.path().join("mine.ics");
    let args = ["calendar", "--production", "vertical-60", "--place", "datong", "--place", "foshan", "--on", DAY];
    let output = backlot(&[&args[..], &["--json", "--ics", ics.to_str().unwrap()]].concat());
    assert_eq!(code(&output), 0, "{}", err(&output));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let entries = told["places"][0]["entries"].as_array().unwrap();
    let has = |event: &str| entries.iter().any(|entry| entry["event"] == event);
    assert!(has("NotPublished") && !has("Payment"), "{entries:#?}");
    let written = fs::read_to_string(&ics).unwrap();
    assert!(written.starts_with("BEGIN:VCALENDAR\r\n") && written.ends_with("END:VCALENDAR\r\n"));
    let again = backlot(&[&args[..], &["--ics", ics.to_str().unwrap()]].concat());
    assert_eq!(code(&again), 3, "what is there is not replaced unasked");
    assert!(out(&backlot(&args)).contains("not published"));
}

#[test]
fn the_city_desk_works_without_a_window() {
    let args = ["standing", "--place", "zhengzhou", "--rival", "xian", "--rival", "shenzhen", "--on", DAY, "--json"];
    let output = backlot(&args);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let standing: Value = serde_json::from_slice(&output.stdout).unwrap();
    let rows = standing["productions"].as_array().unwrap();
    assert_eq!(rows.len(), 8);
    for row in rows {
        assert_eq!(row["places"].as_array().unwrap().len(), 3, "no place is dropped");
        let (best, worst) = (row["rank"]["best"].as_u64().unwrap(), row["rank"]["worst"].as_u64().unwrap());
        assert!(best <= worst);
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.ron");
    let changes =
        r#"(policy: "zhengzhou-2024-opinions", figure: "incentive:yellow-river/amount", old: 300_000, new: 1_400_000)"#;
    let bases = r#"(policy: "zhengzhou-2024-opinions", incentive: "yellow-river", old: UpTo, new: Competitive)"#;
    let text = format!(r#"Scenario(title: (zh: "高", en: "Higher"), changes: [{changes}], bases: [{bases}])"#);
    fs::write(&path, text).unwrap();
    let path = path.display().to_string();
    let said = out(&backlot(&["diff", "--scenario", &path, "--on", DAY, "--lang", "en"]));
    assert!(said.contains("basis: discretionary → competitive"), "{said}");
    let output = backlot(&["reform", "--scenario", &path, "--on", DAY, "--json"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let reform: Value = serde_json::from_slice(&output.stdout).unwrap();
    let bills = reform["incentives"].as_array().unwrap();
    let bill = bills.iter().find(|one| one["incentive"] == "yellow-river").unwrap();
    let amount = |at: &str| bill[at]["ceiling"].as_str().unwrap().parse::<u64>().unwrap();
    assert_eq!(amount("before") * 14, amount("after") * 3);
    assert_eq!(reform["losers"], 0);
    assert!(reform["winners"].as_u64().unwrap() > 0 && reform["ranks"].as_array().unwrap().len() == 8);
    assert!(reform.get("portfolio").is_none());
    let portfolio = folder.path().join("p.ron");
    let text = r#"Portfolio(title: (zh: "年", en: "Year"), pool: 500_000, local_yuan: "0.2",
        mix: [(production: "vertical-60", count: 12), (production: "costume-5m", count: 3)])"#;
    fs::write(&portfolio, text).unwrap();
    let portfolio = portfolio.display().to_string();
    let on = ["reform", "--scenario", &path, "--portfolio", &portfolio, "--on", DAY, "--lang", "en"];
    let output = backlot(&[on.as_slice(), &["--json"]].concat());
    assert_eq!(code(&output), 0, "{}", err(&output));
    let reform: Value = serde_json::from_slice(&output.stdout).unwrap();
    let costs = &reform["portfolio"];
    assert_eq!((&costs["pool"], &costs["when_gone"]), (&"500000".into(), &"FirstCome".into()));
    for groups in ["sizes", "kinds"] {
        let groups = costs[groups].as_array().unwrap();
        let sum = |of: &str| groups.iter().map(|group| group[of].as_u64().unwrap()).sum::<u64>();
        assert_eq!((sum("productions"), sum("winners")), (15, reform["winners"].as_u64().unwrap()));
    }
    assert_eq!(costs["most"]["after"]["paid"], "500000", "the pool is gone");
    let said = out(&backlot(&on));
    for part in ["By size", "By kind", "gain", "lose", "500,000"] {
        assert!(said.contains(part), "{part} in {said}");
    }
    let (page, sealed) = (folder.path().join("r.html"), folder.path().join("c.backlot"));
    let (page, sealed) = (page.to_str().unwrap(), sealed.to_str().unwrap());
    let proposed = ["--production", "vertical-60", "--propose", &path, "--portfolio", &portfolio, "--on", DAY];
    let report = [&["report", "--parts", "city", "--out", page, "--lang", "en"], proposed.as_slice()].concat();
    let output = backlot(&report);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(fs::read_to_string(page).unwrap().contains("Proposals of the city"));
    let output = backlot(&[&["seal", "--out", sealed, "--place", "zhengzhou"], proposed.as_slice()].concat());
    assert_eq!(code(&output), 0, "{}", err(&output));
    let output = backlot(&["verify", sealed, "--lang", "en"]);
    assert_eq!(code(&output), 0, "{}", out(&output));
    assert!(out(&output).contains("scenarios of Zhengzhou: 1"), "{}", out(&output));
    let unsaid =
        backlot(&["report", "--production", "vertical-60", "--portfolio", &portfolio, "--out", page, "--force"]);
    assert_eq!(code(&unsaid), 2, "whose portfolio is not said");
    let args =
        ["overtake", "--place", "zhengzhou", "--rival", "xian", "--production", "costume-5m", "--on", DAY, "--json"];
    let output = backlot(&args);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["rival"], "xian");
    let args = ["standing", "--place", "zhengzhou", "--answers", "--on", DAY];
    let output = backlot(&[args.as_slice(), &["--json"]].concat());
    let standing: Value = serde_json::from_slice(&output.stdout).unwrap();
    let flips: Vec<&Value> =
        standing["answers"]["productions"].as_array().unwrap().iter().map(|one| &one["flip"]).collect();
    let found: Vec<&&Value> = flips.iter().filter(|flip| flip["found"] == "answers").collect();
    assert!(flips.len() == 8 && !found.is_empty(), "{flips:?}");
    for flip in &found {
        let list = |name: &str| flip[name].as_array().unwrap().clone();
        assert!(!list("answers").is_empty() && list("from").iter().all(|place| !list("to").contains(place)), "{flip}");
    }
    let said = out(&backlot(&[args.as_slice(), &["--lang", "en"]].concat()));
    assert_eq!(said.matches("Fewer answers do not change who is first").count(), found.len(), "{said}");
    let wrong = backlot(&["standing", "--place", "zhengzhou", "--weight", "vertical-60=-1"]);
    assert_eq!(code(&wrong), 2);
    assert!(err(&wrong).contains("vertical-60=-1"));
}
