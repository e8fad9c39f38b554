//! Edits of records over the library: they read back as written, are refused if they are wrong, are undone in one step,
//! and are described in words and in money.

use std::sync::Arc;

use backlot::data::overlay::{Kept, Key, Overlay, try_edit};
use backlot::data::progress::Progress;
use backlot::data::read::{Document, File, Layer, read};
use backlot::data::refigured::refigured;
use backlot::data::{seeds, write};
use backlot::model::figures::{Part, Role};
use backlot::model::id::{IncentiveId, PolicyId};
use backlot::model::library::Library;
use backlot::model::number::Number;
use backlot::model::production::Production;
use backlot::model::record::Record;
use backlot::model::text::Language;
use backlot::model::unit::money_figures;
use backlot::session::Session;
use backlot::session::action::Action;
use backlot::study::differences::{Change, Edit, money, records};
use backlot::words::Words;
use backlot::words::differences::Sides;
use jiff::civil::{Date, date};

const DAY: Date = date(2026, 11, 25);

fn datong() -> Key {
    Key::new(Record::Policy, "datong-2025")
}

fn session() -> Session {
    let production = read(&[seeds::layer()]).library.productions[seeds::SAMPLE].clone();
    Session::new(vec![seeds::layer()], 1, Overlay::default(), (*production).clone(), DAY)
}

fn edit(session: &mut Session, key: &Key, text: &str) {
    session.apply(Action::Edit { key: key.clone(), text: Some(text.to_owned()), figure: None });
}

fn most(session: &Session) -> String {
    session.assessment(&"datong".into()).unwrap().ceiling.unwrap().to_string()
}

#[test]
fn every_record_of_both_shelves_reads_back_as_it_is_written() {
    let library = read(&[seeds::layer(), seeds::world()]).library;
    let mut all: Vec<(String, Document)> = Vec::new();
    let mut put = |name: String, document: Document| all.push((name, document));
    library.policies.values().for_each(|one| put(one.id.to_string(), Document::Policy(Arc::clone(one))));
    library.productions.iter().for_each(|(id, one)| put(id.clone(), Document::Production(Arc::clone(one))));
    put("places".into(), Document::Places(library.places.values().cloned().collect()));
    put("sources".into(), Document::Sources(library.sources.values().cloned().collect()));
    put("facts".into(), Document::Facts(library.facts.values().cloned().collect()));
    put("indicators".into(), Document::Indicators(library.indicators.values().cloned().collect()));
    put("seen".into(), Document::Observations(library.observations.values().cloned().collect()));
    put("bands".into(), Document::Bands(library.bands.values().cloned().collect()));
    put("judged".into(), Document::Judgements(library.judgements.values().cloned().collect()));
    put("paid".into(), Document::Payments(library.payments.values().cloned().collect()));
    let file = |(name, document): (String, Document)| File {
        name: format!("{name}.ron"),
        bytes: write::record(&document).unwrap().into_bytes(),
    };
    let again = read(&[Layer { files: all.into_iter().map(file).collect(), problems: vec![] }]);
    assert_eq!(again.problems, vec![]);
    assert_eq!(again.library, library);
}

#[test]
fn a_number_is_replaced_where_it_stands_and_nowhere_else() {
    let library = read(&[seeds::layer(), seeds::world()]).library;
    for policy in library.policies.values() {
        let before = policy.figures();
        for at in 0..before.len() {
            let new = Number(before[at].value.0 + rust_decimal::Decimal::ONE);
            let mut expected = before.clone();
            expected[at].value = new;
            assert_eq!(policy.with_figure(at, new).figures(), expected, "{} number {at}", policy.id);
        }
    }
}

#[test]
fn an_edit_counts_at_once_and_is_undone_and_redone_in_one_step() {
    let mut session = session();
    assert_eq!(most(&session), "120000");
    let text = session.text(&datong()).unwrap();
    assert!(text.starts_with("// Datong"), "the text of the file, with its comments");
    edit(&mut session, &datong(), &text.replace("Fixed(1_000_000)),", "Fixed(2_000_000)),"));
    assert_eq!(most(&session), "0", "the threshold is above the revenue");
    assert_eq!(session.edits().len(), 1);
    assert!(matches!(session.undo(), Some(Action::Edit { .. })));
    assert_eq!((most(&session).as_str(), session.edits().len()), ("120000", 0));
    session.redo();
    assert_eq!(most(&session), "0");
    session.apply(Action::Edit { key: datong(), text: None, figure: None });
    assert_eq!(most(&session), "120000");
    session.undo();
    session.apply(Action::DropEdits);
    assert!(session.edits().is_empty());
    session.undo();
    assert_eq!(session.edits().len(), 1, "even dropping all of them can be undone");
}

/// Changing figures by the fast path gives the same library as reading everything.
#[test]
fn a_changed_figure_is_taken_over_as_if_everything_were_read() {
    let layers = vec![seeds::layer(), seeds::world()];
    let production = read(&layers).library.productions[seeds::SAMPLE].clone();
    let start = Session::new(layers.clone(), 2, Overlay::default(), (*production).clone(), DAY);
    let before = read(&layers);
    let mut quick = [0, 0];
    for (turn, policy) in start.library.policies.values().enumerate().step_by(11) {
        let figures = policy.figures();
        let Some(figure) = figures.get(turn % figures.len().max(1)) else { continue };
        let changed = policy.with_figure(turn % figures.len(), Number(figure.value.0 * rust_decimal::Decimal::TEN));
        let key = Key::new(Record::Policy, policy.id.as_str());
        let text = write::record(&Document::Policy(Arc::new(changed))).unwrap();
        let plain = try_edit(&layers, &Overlay::default(), &before, &key, &text);
        match (refigured(&before, &key, &text, 2), &plain) {
            (None, _) => {}
            (Some(Err(problems)), Err(expected)) => {
                quick[1] += 1;
                assert_eq!(&problems, expected, "{}", policy.id);
            }
            (Some(Ok(loaded)), Ok(expected)) => {
                quick[0] += 1;
                assert!(loaded.library == expected.library, "{}", policy.id);
                assert_eq!(loaded.problems, expected.problems, "{}", policy.id);
            }
            (Some(found), expected) => panic!("{}: {:?} / {:?}", policy.id, found.err(), expected.as_ref().err()),
        }
        let mut session = start.clone();
        edit(&mut session, &key, &text);
        let Ok(_) = plain else { continue };
        let mut edits = Overlay::default();
        edits.set(key.clone(), Some(text));
        let anew = Session::new(layers.clone(), 2, edits, (*production).clone(), DAY);
        assert_eq!((&session.problems, &session.notes), (&anew.problems, &anew.notes), "{}", policy.id);
        let told = |session: &Session| format!("{:?} {:?}", session.examples, session.own);
        assert!(told(&session) == told(&anew), "the examples after {}", policy.id);
        assert_eq!(session.assessments(), anew.assessments(), "{}", policy.id);
        session.undo();
        assert!(session.library == start.library && session.problems == start.problems, "{}", policy.id);
        assert_eq!((&session.notes, &session.own), (&start.notes, &start.own), "{}", policy.id);
    }
    assert!(quick[0] >= 5, "{quick:?} were taken over and refused the quick way");
    let policy = &before.library.policies[&"datong-2025".into()];
    let below = policy.with_figure(0, Number((-1).into()));
    let text = write::record(&Document::Policy(Arc::new(below))).unwrap();
    let refused = refigured(&before, &datong(), &text, 2).unwrap().unwrap_err();
    assert_eq!(refused, try_edit(&layers, &Overlay::default(), &before, &datong(), &text).unwrap_err());
}

/// Files that have not changed are not parsed again, and results that cannot have changed are kept. Both must give the
/// same as reading everything.
#[test]
fn any_edit_is_taken_over_as_if_everything_were_read() {
    let mut session = session();
    let production = read(&[seeds::layer()]).library.productions[seeds::SAMPLE].clone();
    let key = |kind, id: &str| Key::new(kind, id);
    let xian = session.library.policies.keys().find(|id| id.as_str().starts_with("xian")).unwrap().to_string();
    let of = |session: &Session, key: &Key| session.text(key).unwrap();
    let datong = datong();
    let fact = key(Record::Fact, "orientation");
    let elsewhere = of(&session, &key(Record::Place, "datong")).replace("\"datong\"", "\"elsewhere\"");
    let source = key(Record::Source, "datong-government-2025");
    let xian = key(Record::Policy, &xian);
    let edits = [
        (datong.clone(), Some(format!("// A comment that moves every line.\n{}", of(&session, &datong)))),
        // A figure, and with it the result of a worked example.
        (datong.clone(), Some(of(&session, &datong).replace("rate: \"10%\"", "rate: \"15%\""))),
        (datong.clone(), Some(of(&session, &datong).replace("\"orientation\"", "\"no_such_fact\""))),
        (xian.clone(), Some(of(&session, &xian).replace("checked_on: \"2026", "checked_on: \"2020"))),
        (fact.clone(), Some(format!("// The fact of every policy.\n{}", of(&session, &fact)))),
        (source.clone(), Some(of(&session, &source).replace("https://", "ftp://"))),
        (key(Record::Place, "elsewhere"), Some(elsewhere.clone())),
        (key(Record::Place, "elsewhere"), Some(format!("{elsewhere}// The same.\n"))),
        (datong.clone(), None),
        (key(Record::Place, "elsewhere"), None),
    ];
    let (mut taken, mut overlay) = (0, Overlay::default());
    for (turn, (key, text)) in edits.into_iter().enumerate() {
        let before = session.edits().len();
        session.apply(Action::Edit { key: key.clone(), text: text.clone(), figure: None });
        let mut next = overlay.clone();
        next.set(key.clone(), text.clone());
        if **session.edits() != next {
            assert_eq!(session.edits().len(), before, "a refused edit changes nothing");
            continue;
        }
        taken += 1;
        overlay = next;
        let anew = Session::new(vec![seeds::layer()], 1, overlay.clone(), (*production).clone(), DAY);
        assert_eq!((&session.problems, &session.notes), (&anew.problems, &anew.notes), "{turn}");
        assert!(session.library == anew.library, "{turn}");
        let told = |session: &Session| format!("{:?} {:?} {:?}", session.examples, session.own, session.contradictions);
        assert!(told(&session) == told(&anew), "the examples after {turn}");
        assert_eq!(session.assessments(), anew.assessments(), "{turn}");
    }
    assert_eq!(taken, 9, "all but the one with an unknown fact");
}

#[test]
fn another_day_is_taken_over_as_if_everything_were_read() {
    let mut session = session();
    let production = session.production().clone();
    for day in [date(2026, 11, 26), date(2028, 3, 1), date(2024, 1, 1), DAY] {
        session.set_day(day);
        let anew = Session::new(vec![seeds::layer()], 1, Overlay::default(), production.clone(), day);
        assert_eq!((&session.problems, &session.notes), (&anew.problems, &anew.notes), "{day}");
        assert!(format!("{:?}", session.examples) == format!("{:?}", anew.examples), "{day}");
        assert_eq!(session.assessments(), anew.assessments(), "{day}");
    }
}

#[test]
fn a_wrong_text_is_refused_with_its_place_and_changes_nothing() {
    let mut session = session();
    let text = session.text(&datong()).unwrap();
    let words = Words::new(Language::English);
    let wrong = |session: &Session, text: &str| -> Vec<String> {
        let problems = session.check_edit(&datong(), text);
        problems.iter().map(|problem| format!("{} {}", words.whereabouts(problem), words.problem(problem))).collect()
    };
    assert!(wrong(&session, &text).is_empty());
    let syntax = text.replace("status: InForce,", "status: InForce");
    assert!(wrong(&session, &syntax)[0].starts_with("edited/policies/datong-2025.ron, line 1"), "{syntax}");
    assert!(wrong(&session, &text.replace("orientation", "no_such_fact"))[0].contains("no fact \"no_such_fact\""));
    assert!(wrong(&session, &text.replace("\"datong-2025\"", "\"other\""))[0].contains("must be the record"));
    assert!(wrong(&session, "Places([])")[0].contains("must be the record"));
    edit(&mut session, &datong(), &syntax);
    assert!(session.edits().is_empty());
    assert_eq!(session.history().next_undo(), None, "nothing happened, so there is nothing to undo");
}

#[test]
fn what_an_edit_would_break_elsewhere_is_refused_too() {
    let session = session();
    let key = Key::new(Record::Source, "datong-government-2025");
    let text = session.text(&key).unwrap();
    assert!(session.check_edit(&key, &text).is_empty());
    let key = Key::new(Record::Fact, "orientation");
    let text = session.text(&key).unwrap().replace("vertical", "upright");
    let problems = session.check_edit(&key, &text);
    assert!(problems.iter().any(|problem| problem.at.file.contains("datong-2025")), "{problems:#?}");
}

#[test]
fn edits_are_kept_between_runs_word_for_word() {
    let mut edits = Overlay::default();
    edits.set(datong(), Some("// \"quotes\", \n new lines and 中文".to_owned()));
    let drafts = vec![(Key::new(Record::Place, "new"), "typed, not applied".to_owned(), true)];
    let kept = Kept { edits: edits.clone(), drafts };
    let file = |bytes: Vec<u8>| File { name: "edits.ron".into(), bytes };
    assert_eq!(Kept::read(&file(kept.write().unwrap().into_bytes())), Ok(kept));
    for torn in [b"torn off in the mid".to_vec(), b"\xff\xfe".to_vec(), Vec::new()] {
        assert!(Kept::read(&file(torn)).is_err());
    }
    let names: Vec<String> = edits.layer().files.into_iter().map(|file| file.name).collect();
    assert_eq!(names, ["edited/policies/datong-2025.ron"]);
}

fn with(change: impl Fn(&str) -> String) -> (Library, Library) {
    let before = read(&[seeds::layer()]);
    let mut layer = seeds::layer();
    for file in layer.files.iter_mut().filter(|file| file.name.ends_with("datong-2025.ron")) {
        file.bytes = change(std::str::from_utf8(&file.bytes).unwrap()).into_bytes();
    }
    let after = read(&[layer]);
    assert_eq!(after.problems, vec![]);
    (before.library, after.library)
}

#[test]
fn libraries_that_say_the_same_differ_in_nothing() {
    let (before, after) = with(|text| format!("// another comment\n{text}"));
    assert_eq!(records(&before, &after), vec![]);
    assert_eq!(money(&before, &after, DAY), vec![]);
}

#[test]
fn a_changed_number_is_told_in_words_and_in_money() {
    let (before, after) = with(|text| text.replacen("rate: \"10%\"", "rate: \"12%\"", 1));
    let changed = records(&before, &after);
    let [one] = changed.as_slice() else { panic!("{changed:#?}") };
    let number = |text: &str| Number::parse(text).unwrap();
    let expected = Edit::Figure {
        part: Part::Incentive(IncentiveId::from("vertical-revenue")),
        role: Role::Rate,
        is_share: true,
        before: number("10%"),
        after: number("12%"),
    };
    assert_eq!(one.change, Change::Edited(vec![expected]));
    let words = Words::new(Language::English);
    let sides = Sides { before: &before, after: &after };
    assert_eq!(words.change(sides, one), ["Vertical revenue award · rate: 10\u{202f}% → 12\u{202f}%"]);
    let moved = money(&before, &after, DAY);
    let sample = moved.iter().find(|one| one.production == seeds::SAMPLE).unwrap();
    assert_eq!(sample.place.as_str(), "datong");
    assert_eq!(words.change_of_ends(sample), "CNY 0 – CNY 120,000 → CNY 0 – CNY 144,000");
    assert!(moved.iter().all(|one| one.place.as_str() == "datong"), "nothing else moves");
}

#[test]
fn figures_that_change_are_told_in_their_units() {
    let (before, after) = with(|text| {
        text.replace("cap: Fixed(1_000_000)", "cap: Fixed(1_200_000)")
            .replace("(\"revenue_share_year\"), Fixed(2_000_000)", "(\"revenue_share_year\"), Fixed(300_000)")
    });
    let changed = records(&before, &after);
    let [one] = changed.as_slice() else { panic!("{changed:#?}") };
    let sides = Sides { before: &before, after: &after };
    let said = |language| Words::new(language).change(sides, one).join("\n");
    let chinese = said(Language::Chinese);
    assert!(chinese.contains("100 万元 → 120 万元") && chinese.contains("200 万元 → 30 万元"), "{chinese}");
    assert!(said(Language::English).contains("CNY 1,000,000 → CNY 1,200,000"));
}

#[test]
fn a_figure_is_money_if_what_it_is_compared_with_is_money() {
    let library = read(&[seeds::layer()]).library;
    let mut known = 0;
    for policy in library.policies.values() {
        let figures = policy.figures();
        let are_money = money_figures(&library, policy);
        assert_eq!(figures.len(), are_money.len());
        for (figure, is_money) in figures.iter().zip(are_money) {
            assert!(!(is_money && figure.is_share), "{}: {figure:?}", policy.id);
            known += u32::from(is_money);
        }
    }
    assert!(known > 200, "{known}");
    let days = &library.policies[&PolicyId::from("ouhai-2026")];
    let at = days.figures().iter().position(|one| one.role == Role::Threshold && one.value == 7.into()).unwrap();
    assert!(!money_figures(&library, days)[at], "seven days of shooting");
}

#[test]
fn a_changed_rule_a_head_and_a_new_incentive_are_told_each_in_its_way() {
    let (before, after) = with(|text| {
        text.replacen("Yes(\"is_online\"),", "", 1)
            .replace("status: InForce", "status: Draft")
            .replace("\"horizontal-revenue\"", "\"wide\"")
    });
    let changed = records(&before, &after);
    let Change::Edited(edits) = &changed[0].change else { panic!("{changed:#?}") };
    assert!(edits.iter().any(|edit| matches!(edit, Edit::Field { name, .. } if name == "status")));
    assert!(edits.contains(&Edit::Rule("vertical-revenue".into())));
    assert!(edits.contains(&Edit::IncentiveAdded("wide".into())));
    assert!(edits.contains(&Edit::IncentiveRemoved("horizontal-revenue".into())));
    let words = Words::new(Language::English);
    let said = words.change(Sides { before: &before, after: &after }, &changed[0]).join("\n");
    assert!(said.contains("Status: in force → draft"), "{said}");
    assert!(said.contains("New: Horizontal revenue award"), "{said}");
    assert!(said.contains("Vertical revenue award: "), "{said}");
}

#[test]
fn the_edit_of_one_policy_leaves_all_others_alone() {
    let mut session = session();
    let before = session.library.clone();
    let text = session.text(&datong()).unwrap();
    edit(&mut session, &datong(), &text.replace("rate: \"10%\"", "rate: \"11%\""));
    let changed = records(&before, &session.library);
    assert_eq!(changed.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["datong-2025"]);
    assert_eq!(before.policies[&PolicyId::from("datong-2025")].figures().len(), 6);
    session.open(Production::default());
    assert_eq!(session.edits().len(), 1, "opening another production keeps the library");
}

#[test]
fn rows_that_would_break_the_library_change_nothing_and_it_is_said() {
    use backlot::session::action::ImportedRecords;
    let mut session = session();
    let key = Key::new(Record::Observation, "new");
    let broken = |place: &str| ImportedRecords {
        name: "t.csv".into(),
        rows: 1,
        texts: vec![(
            key.clone(),
            format!(
                "Observations([(id: \"new\", indicator: \"market_size\", place: \"{place}\", period: \"2031\", value: 1, \
                 printed: \"1\", nature: Target, cites: [], checked_on: \"2026\")])"
            ),
        )],
        answers: vec![("episodes".into(), None, backlot::model::production::Answer::Number(77.into()))],
    };
    let before = session.production().clone();
    let below = session.below();
    let errors = Session::try_take(&below, broken("atlantis").into()).unwrap_err();
    assert_eq!(errors.len(), 1);
    session.apply(Action::Take(broken("atlantis").into()));
    assert_eq!((session.production(), session.edits().len()), (&before, 0));
    assert!(session.history().next_undo().is_none());
    // Records and answers of one table are one undo step.
    session.apply(Action::Take(broken("shenzhen").into()));
    assert!(session.library.observations.contains_key(&"new".into()));
    assert_ne!(session.production(), &before);
    session.undo();
    assert_eq!((session.production(), session.edits().len()), (&before, 0));
    assert!(!session.library.observations.contains_key(&"new".into()));
}

#[test]
fn files_that_were_staged_come_to_the_same_as_those_read_at_once() {
    let mut session = session();
    let layers = vec![seeds::layer(), seeds::world()];
    let stage = |session: &Session, progress: &Progress| session.below().stage(layers.clone(), 2, progress);
    let progress = Progress::default();
    let early = stage(&session, &progress).unwrap();
    assert_eq!(progress.done() + 1, progress.all(), "only taking it over is left");
    let text = session.text(&datong()).unwrap();
    edit(&mut session, &datong(), &format!("{text}\n// seen\n"));
    let (before, edits) = (session.library.clone(), session.edits().clone());
    assert!(!session.lay(early), "the edit would be lost");
    assert_eq!((&session.library, session.edits()), (&before, &edits));
    let staged = stage(&session, &Progress::default()).unwrap();
    assert!(session.lay(staged));
    let anew = Session::new(layers.clone(), 2, (*edits).clone(), session.production().clone(), DAY);
    assert_eq!((&session.library, &session.problems, &session.notes), (&anew.library, &anew.problems, &anew.notes));
    assert_eq!((&session.own, session.fingerprint()), (&anew.own, anew.fingerprint()));
    assert_eq!(most(&session), most(&anew));
    let unwanted = Progress::default();
    unwanted.cancel();
    assert!(stage(&session, &unwanted).is_none());
}
