//! Policies as forms: writing one part does not change any other, every shape can be written, and a text with a blank
//! cannot be read.

use backlot::data::draft::schema::{Asks, Counts, Set, Shape, Ty};
use backlot::data::draft::{self, Change, Draft, Lack, Path, Seen, Step, with};
use backlot::data::patch::comments_of;
use backlot::data::read::{File, Layer, read};
use backlot::data::seeds;
use backlot::model::id::PlaceId;
use backlot::model::source::Citation;
use backlot::way;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

/// The texts of the policies of both shelves.
fn policies() -> Vec<(String, String)> {
    let layers = [seeds::layer(), seeds::world()];
    let files = layers.into_iter().flat_map(|layer| layer.files);
    let text = |file: File| (file.name, String::from_utf8(file.bytes).unwrap());
    files.map(text).filter(|(name, text)| name.contains("policies/") && Draft::new(text.clone()).is_form()).collect()
}

fn parts(draft: &Draft) -> Vec<(Path, Ty, Seen)> {
    let mut all = Vec::new();
    draft.each(&mut |path, ty, seen| all.push((path.clone(), ty, seen)));
    all
}

#[test]
fn every_part_of_every_built_in_policy_is_known_to_the_form() {
    let all = policies();
    assert!(all.len() > 100, "{} policies", all.len());
    let mut seen_parts = 0;
    for (name, text) in all {
        let draft = Draft::new(text);
        assert!(draft.policy().is_some(), "{name}");
        assert!(!draft.has_blank(), "{name}");
        for (path, ty, seen) in parts(&draft) {
            assert_ne!(seen, Seen::Foreign, "{name}: {path:?} {ty:?}");
            seen_parts += 1;
        }
    }
    assert!(seen_parts > 15_000, "{seen_parts} parts");
}

/// Copies the content of one draft into another in the way that a form does: by choosing words, filling in blanks, and
/// adding and removing items.
fn write_again(from: &Draft, path: &Path, ty: Ty, to: &mut Draft, steps: &mut usize) {
    *steps += 1;
    let mut enter = |to: &mut Draft, step: Step| {
        let path = with(path, step);
        let ty = from.ty(&path).unwrap();
        if !to.has(&path) {
            assert!(to.set(&path, &ty.blank()), "{path:?}");
        }
        write_again(from, &path, ty, to, steps);
    };
    match from.seen(path).unwrap() {
        Seen::Word(name) => {
            let Ty::One(set) = ty else { panic!("{ty:?}") };
            if to.seen(path) != Some(Seen::Word(name)) {
                assert!(to.set(path, &set.shape(name).unwrap().blank()), "{path:?}");
            }
            let keys = from.keys(path);
            match keys.is_empty() {
                true => (0..from.len(path)).for_each(|at| enter(to, at.into())),
                false => keys.into_iter().for_each(|key| enter(to, Step::Field(key))),
            }
        }
        Seen::Record | Seen::Text | Seen::Map => {
            let keys = from.keys(path);
            for key in to.keys(path).into_iter().filter(|key| !keys.contains(key)) {
                assert!(to.remove(&with(path, Step::Field(key))));
            }
            keys.into_iter().for_each(|key| enter(to, Step::Field(key)));
        }
        Seen::List(count) => {
            while to.len(path) > count {
                assert!(to.remove(&with(path, to.len(path) - 1)));
            }
            let Ty::List(inner) = ty else { panic!("{ty:?}") };
            while to.len(path) < count {
                let end = to.len(path);
                assert!(to.insert(path, end, &inner.blank()), "{path:?}");
            }
            (0..count).for_each(|at| enter(to, at.into()));
        }
        Seen::Plain => assert!(to.set(path, from.written(path).unwrap()), "{path:?}"),
        Seen::Blank | Seen::Foreign => panic!("{path:?}"),
    }
}

#[test]
fn built_in_policies_can_be_written_anew_from_nothing_through_the_form() {
    let library = read(&[seeds::layer()]).library;
    let mut steps = 0;
    for (name, text) in policies().into_iter().filter(|(_, text)| text.len() < 9_000).step_by(5) {
        let from = Draft::new(text);
        let mut to = draft::begin(&library, None, jiff::civil::date(2026, 11, 29));
        assert!(to.policy().is_none() && to.has_blank());
        write_again(&from, &Path::new(), Ty::Record(&draft::schema::POLICY), &mut to, &mut steps);
        assert!(!to.has_blank(), "{name}:\n{}", to.text());
        assert_eq!(to.policy(), from.policy(), "{name}:\n{}", to.text());
    }
    assert!(steps > 1_000, "{steps} steps");
}

/// A possible content of a blank.
fn filled(ty: Ty) -> &'static str {
    match ty {
        Ty::Plain => "\"words\"",
        Ty::Id => "\"made\"",
        Ty::Number(Counts::Share) => "\"10%\"",
        Ty::Number(_) | Ty::Whole => "3",
        Ty::Date => "\"2026-01-02\"",
        Ty::YesNo => "true",
        Ty::Fact(_) => "\"local_spend\"",
        Ty::Choice => "\"vertical\"",
        Ty::Line => "\"line\"",
        Ty::Member | Ty::Incentive => "\"clause-1\"",
        Ty::Place => "\"datong\"",
        Ty::Policy => "\"datong-2025\"",
        Ty::Source => "\"a-source\"",
        Ty::Currency => "\"USD\"",
        Ty::Answer => "4",
        Ty::One(set) => match set {
            Set::Amount => "Fixed(4)",
            Set::Condition => "Yes(\"presents_work\")",
            Set::Bound => "AtLeast(4)",
            Set::Limit => "AtMost(4)",
            Set::Axis => "Steps(by: Fixed(3), from: [AtLeast(4)])",
            other => other.shapes()[0].name,
        },
        Ty::Text | Ty::Record(_) | Ty::List(_) | Ty::Map(..) => panic!("{ty:?}"),
    }
}

fn fill(draft: &mut Draft) {
    while let Some(blank) = draft.lacking().into_iter().find(|one| one.what == Lack::Blank) {
        let ty = draft.ty(&blank.path).unwrap();
        assert!(draft.set(&blank.path, filled(ty)), "{blank:?} {ty:?}\n{}", draft.text());
    }
}

#[test]
fn every_word_of_the_rule_language_can_be_chosen_and_is_read() {
    let library = read(&[seeds::layer()]).library;
    let mut words = 0;
    let mut check = |path: Path, shape: &Shape, optional: bool| {
        let mut draft = draft::begin(&library, Some(&"datong".into()), jiff::civil::date(2026, 11, 29));
        let clause = draft::clause(&draft);
        assert!(draft.insert(&way!["incentives"], 0, &clause));
        assert!(draft.set(&path, &shape.blank()), "{}", shape.name);
        if optional {
            for field in shape.fields().iter().filter(|field| !field.needed) {
                assert!(draft.set(&with(&path, field.name), &field.ty.blank()), "{}", field.name);
            }
        }
        fill(&mut draft);
        let policy = draft.policy();
        assert!(policy.is_some(), "{}:\n{}", shape.name, draft.text());
        words += 1;
    };
    for optional in [false, true] {
        Set::Amount.shapes().iter().for_each(|shape| check(way!["incentives", 0, "amount"], shape, optional));
        Set::Condition.shapes().iter().for_each(|shape| check(way!["incentives", 0, "when"], shape, optional));
        Set::Basis.shapes().iter().for_each(|shape| check(way!["incentives", 0, "basis"], shape, optional));
        Set::Kind.shapes().iter().for_each(|shape| check(way!["incentives", 0, "kind"], shape, optional));
        Set::Per.shapes().iter().for_each(|shape| check(way!["incentives", 0, "per"], shape, optional));
        Set::Status.shapes().iter().for_each(|shape| check(way!["status"], shape, optional));
        Set::DatedBy.shapes().iter().for_each(|shape| check(way!["dated_by"], shape, optional));
        Set::Rule.shapes().iter().for_each(|shape| check(way!["stacking", "rule"], shape, optional));
    }
    assert!(words > 150, "{words}");
    // Those that the guide lists, and no others.
    let guide = include_str!("../../docs/format.md");
    let table = guide.split("| shape | result | content |").nth(1).unwrap().split("\n\n").next().unwrap();
    let listed: Vec<&str> = table.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let known: Vec<&str> = Set::Amount.shapes().iter().map(|shape| shape.name).collect();
    assert_eq!(known, listed);
}

#[test]
fn a_blank_anywhere_keeps_the_policy_from_being_read() {
    let (_, text) = policies().into_iter().find(|(name, _)| name.contains("datong")).unwrap();
    let draft = Draft::new(text);
    let mut tried = 0;
    for (path, ty, seen) in parts(&draft) {
        if matches!(seen, Seen::Plain | Seen::Word(_)) && ty != Ty::Answer {
            let mut changed = draft.clone();
            assert!(changed.set(&path, "_"), "{path:?}");
            assert!(changed.has_blank() && changed.policy().is_none(), "{path:?}");
            tried += 1;
        }
    }
    assert!(tried > 60, "{tried}");
}

const NOTED: &str = r#"// Ask Li before changing it.
Policy(
    id: "noted", // the id
    place: "datong",
    title: (zh: "甲"), issuer: (zh: "乙"),
    status: InForce, read: Whole, confidence: High,
    checked_on: "2026-11-22",
    sources: [(source: "a")],
    incentives: [
        // the first
        (
            id: "one", name: (zh: "一"), kind: Work, basis: UpTo,
            when: Yes("presents_work"), // as printed
            amount: Fixed(200_000 /* or less */),
            cites: [(source: "a", at: "第一条/article 1")],
        ), // behind the first
        // the second
        (id: "two", name: (zh: "二"), kind: Work, basis: UpTo, amount: NewShape(of: 3, odd: [1]), cites: []),
    ],
    // the end
)
"#;

#[test]
fn what_the_form_does_not_know_stays_byte_by_byte_while_the_rest_is_edited() {
    let mut draft = Draft::new(NOTED.to_owned());
    assert_eq!(draft.seen(&way!["incentives", 1, "amount"]), Some(Seen::Foreign));
    assert!(draft.set(&way!["incentives", 0, "amount", 0], "300_000"));
    assert!(draft.set(&way!["incentives", 1, "basis"], "Entitlement"));
    assert!(draft.set_plain(&way!["title", "en"], "A \"quoted\" name"));
    assert!(draft.set_plain(&way!["issued"], "2026"));
    let expected = NOTED
        .replace("Fixed(200_000 /* or less */)", "Fixed(300_000 /* or less */)")
        .replace(
            "(id: \"two\", name: (zh: \"二\"), kind: Work, basis: UpTo",
            "(id: \"two\", name: (zh: \"二\"), kind: Work, basis: Entitlement",
        )
        .replace(
            "title: (zh: \"甲\"), issuer: (zh: \"乙\"),",
            "title: (zh: \"甲\", en: \"A \\\"quoted\\\" name\"), issuer: (zh: \"乙\"),\n    issued: \"2026\",",
        );
    assert_eq!(draft.text(), expected);
}

#[test]
fn clauses_change_places_with_the_comments_above_them() {
    let mut draft = Draft::new(NOTED.to_owned());
    assert!(!draft.shift(&way!["incentives", 0], false) && !draft.shift(&way!["incentives", 1], true));
    assert!(draft.shift(&way!["incentives", 1], false));
    let order: Vec<usize> =
        ["// the second", "\"two\"", "// the first", "\"one\"", "// behind the first", "// the end"]
            .iter()
            .map(|part| draft.text().find(part).unwrap())
            .collect();
    assert!(order.is_sorted(), "{}", draft.text());
    assert!(draft.shift(&way!["incentives", 0], true));
    assert_eq!(draft.text(), NOTED);
}

#[test]
fn conditions_caps_and_citations_are_added_and_taken_away() {
    let mut draft = Draft::new(NOTED.to_owned());
    let when = way!["incentives", 0, "when"];
    let made = |draft: &mut Draft, change: Change| assert!(draft.apply(&change), "{change:?}");
    made(&mut draft, Change::AddCondition(when.clone(), "Yes(\"is_locally_registered\")".to_owned()));
    made(&mut draft, Change::AddCondition(when.clone(), "_".to_owned()));
    assert_eq!(draft.written(&when), Some("All([Yes(\"presents_work\"), Yes(\"is_locally_registered\"), _])"));
    made(&mut draft, Change::RemoveCondition(way!["incentives", 0, "when", 0, 2]));
    made(&mut draft, Change::RemoveCondition(way!["incentives", 0, "when", 0, 0]));
    assert_eq!(draft.written(&when), Some("Yes(\"is_locally_registered\")"));
    made(&mut draft, Change::RemoveCondition(when.clone()));
    assert!(!draft.has(&when) && draft.text().contains("// as printed"));
    let amount = way!["incentives", 0, "amount"];
    made(&mut draft, Change::Wrap(amount.clone(), "AtMost(cap: _, of: ".to_owned(), ")".to_owned()));
    assert_eq!(draft.written(&amount), Some("AtMost(cap: _, of: Fixed(200_000 /* or less */))"));
    made(&mut draft, Change::Unwrap(amount.clone(), with(&amount, "of")));
    assert_eq!(draft.written(&amount), Some("Fixed(200_000 /* or less */)"));
    let citation = |at: &str, quote: &str| Citation { source: "a".into(), at: at.to_owned(), quote: quote.to_owned() };
    made(&mut draft, Change::Cite(amount.clone(), citation("第二条/article 2", "最高20万元")));
    made(&mut draft, Change::Cite(amount, citation("第二条/article 2", "最高20万元")));
    let cites = way!["incentives", 0, "cites"];
    assert_eq!(draft.len(&cites), 2, "a citation is not repeated");
    assert_eq!(draft::page::quotes(&draft), [(way!["incentives", 0], "最高20万元".to_owned())]);
}

#[test]
fn a_new_policy_says_what_it_lacks_and_counts_what_is_filled_in() {
    let loaded = read(&[seeds::layer()]);
    let mut draft = draft::begin(&loaded.library, Some(&PlaceId::from("yangzhou")), jiff::civil::date(2026, 11, 29));
    assert!(draft.text().contains("id: \"yangzhou-2026\"") && draft.countable().is_none());
    let clause = draft::clause(&draft);
    assert!(draft.insert(&way!["incentives"], 0, &clause));
    let second = draft::clause(&draft);
    assert!(draft.insert(&way!["incentives"], 1, &second));
    assert!(draft.set(&way!["status"], "InForce"));
    for (field, value) in [
        ("name", "(zh: \"补助\")"),
        ("kind", "Location"),
        ("basis", "UpTo"),
        ("amount", "Fixed(50_000)"),
        ("per", "Work"),
    ] {
        assert!(draft.set(&with(&way!["incentives", 0], field), value));
    }
    let counted = draft.countable().unwrap();
    assert_eq!(counted.incentives.len(), 1, "the clause with blanks is left out");
    let lacking = draft.lacking();
    let lacks = |what: Lack, path: Path| lacking.iter().any(|one| one.what == what && one.path == path);
    assert!(lacks(Lack::Blank, way!["title", "zh"]) && lacks(Lack::Source, way!["sources"]));
    assert!(lacks(Lack::Citation, way!["incentives", 0, "cites"]));
    assert!(!lacks(Lack::Citation, way!["incentives", 1, "cites"]), "no number is stated there yet");
    assert!(lacks(Lack::Blank, way!["incentives", 1, "amount"]));
    // The position of a problem leads back to a part.
    let line = draft.line(&way!["incentives", 1, "kind"]);
    let location = backlot::data::problem::Location { file: String::new(), line, column: 15 };
    assert_eq!(draft.at(&location), way!["incentives", 1, "kind"]);
}

#[test]
fn the_document_itself_can_be_the_source() {
    let library = read(&[seeds::layer()]).library;
    let mut draft = draft::begin(&library, Some(&PlaceId::from("yangzhou")), jiff::civil::date(2026, 11, 29));
    assert!(draft.set_plain(&way!["title", "zh"], "办法") && draft.set_plain(&way!["issuer", "zh"], "某市"));
    assert!(draft.set_plain(&way!["issued"], "2026-09"));
    let text = draft::source(&draft, backlot::model::source::Grade::Official, "https://example.org/1");
    let files = vec![File { name: "made".to_owned(), bytes: text.into_bytes() }];
    let loaded = read(&[seeds::layer(), Layer { files, problems: Vec::new() }]);
    let source = loaded.library.sources.get(&draft::page::own_source(&draft)).expect("the source");
    assert_eq!((source.title.zh.as_str(), source.publisher.zh.as_str()), ("办法", "某市"));
    assert_eq!(source.date.map(|date| date.to_string()), Some("2026-09".to_owned()));
}

fn change(draft: &Draft, which: usize, part: usize) -> Option<Change> {
    let all = parts(draft);
    let (path, ty, seen) = all.get(part % all.len())?.clone();
    Some(match which % 7 {
        0 => Change::Set(path, ty.blank()),
        1 => Change::Remove(path),
        2 => Change::Shift(path, part.is_multiple_of(2)),
        3 => Change::AddCondition(with(&path, "when"), "_".to_owned()),
        4 => Change::Cite(path, Citation { source: "a".into(), at: part.to_string(), quote: String::new() }),
        5 => match (ty, seen) {
            (Ty::List(inner), Seen::List(count)) => Change::Insert(path, part % (count + 1), inner.blank()),
            (Ty::One(Set::Amount), _) => Change::Wrap(path, "AtMost(cap: _, of: ".to_owned(), ")".to_owned()),
            _ => Change::RemoveCondition(path),
        },
        _ => Change::Set(with(&path, "note"), Ty::Text.blank()),
    })
}

/// With any changes by the form, comments stay, brackets match, and a refused change has no effect.
#[test]
fn no_change_loses_a_comment_or_breaks_the_brackets() {
    let made = std::cell::Cell::new((0_usize, 0_usize));
    let mut runner = TestRunner::new(ProptestConfig { cases: 64, ..ProptestConfig::default() });
    let changes = prop::collection::vec((0_usize..7, 0_usize..400), 1..12);
    let result = runner.run(&changes, |all| {
        let mut draft = Draft::new(NOTED.to_owned());
        for (which, part) in all {
            let Some(change) = change(&draft, which, part) else { continue };
            let before = draft.clone();
            let (done, refused) = made.get();
            if draft.apply(&change) {
                made.set((done + usize::from(draft != before), refused));
            } else {
                made.set((done, refused + 1));
                prop_assert_eq!(&draft, &before, "{:?} was refused and changed something", change);
            }
            prop_assert!(draft.is_form());
            for comment in comments_of(NOTED) {
                prop_assert!(draft.text().contains(&comment), "{:?} lost {}\n{}", change, comment, draft.text());
            }
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    let (done, refused) = made.get();
    assert!(done > 60 && refused > 20, "{done} made, {refused} refused");
}

#[test]
fn a_fact_beside_a_choice_is_found() {
    let text = NOTED.replace("Yes(\"presents_work\")", "OneOf(\"orientation\", [\"vertical\"])");
    let draft = Draft::new(text.replace(
        "Fixed(200_000 /* or less */)",
        "Choice(by: \"channel\", cases: [(is: [\"cctv1\"], gives: Fixed(1))])",
    ));
    let beside = |path: Path| draft::page::fact_beside(&draft, &path).map(|id| id.to_string());
    assert_eq!(beside(way!["incentives", 0, "when", 1, 0]), Some("orientation".to_owned()));
    assert_eq!(beside(way!["incentives", 0, "amount", "cases", 0, "is", 0]), Some("channel".to_owned()));
    assert_eq!(draft.ty(&way!["incentives", 0, "when", 0]), Some(Ty::Fact(Asks::Choice)));
}
