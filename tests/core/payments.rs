//! Notices of payments: the record of every row, its errors, and that importing the same notice again changes nothing.

use backlot::data::overlay::{Overlay, read_with};
use backlot::data::progress::Progress;
use backlot::data::read::{Document, File};
use backlot::data::seeds;
use backlot::data::table::mapping::{Kind, Mapping, Notice};
use backlot::data::table::propose::{Effect, ImportTarget, Outcome, Proposal, propose};
use backlot::data::table::{self, Table};
use backlot::model::library::Library;
use backlot::model::payment::{Payment, Stage};
use backlot::model::production::Production;
use backlot::model::text::Language;
use backlot::study::paid::record;
use backlot::words::Words;

use super::table::{TODAY, library};

/// One of its payments is built in.
const POLICY: &str = "wangcheng-2025";

fn notice() -> Notice {
    Notice { policy: Some(POLICY.into()), on: "2026-06-30".parse().ok(), ..Notice::default() }
}

fn table(text: &str) -> Table {
    table::read(&File { name: "公示表.csv".into(), bytes: text.as_bytes().to_vec() }, None).unwrap()
}

fn proposed(library: &Library, text: &str, notice: Notice) -> (Mapping, Proposal) {
    let table = table(text);
    let mapping = Mapping { notice, ..Mapping::guess(&table, library, None) };
    let production = Production::default();
    let ground = ImportTarget { library, production: &production, today: TODAY };
    let proposal = propose(&table, &mapping, ground, &Progress::default()).unwrap();
    (mapping, proposal)
}

fn payments(proposal: &Proposal) -> Vec<Payment> {
    let one = |line: &table::propose::ProposedChange| match &line.outcome {
        Outcome::Payment { after, .. } => (**after).clone(),
        other => panic!("row {}: {other:?}", line.row),
    };
    proposal.lines.iter().map(one).collect()
}

fn said(proposal: &Proposal, language: Language) -> Vec<String> {
    let words = Words::new(language);
    let mut said = Vec::new();
    for line in &proposal.lines {
        if let Outcome::Wrong(troubles) = &line.outcome {
            said.extend(troubles.iter().map(|trouble| words.trouble_in("t.csv", line.row, trouble)));
        }
    }
    said
}

#[test]
fn a_notice_is_known_by_its_headings_and_every_row_is_a_payment() {
    for (text, expected) in [
        (
            "附件：拟补助名单\n序号,企业名称,项目名称,拟补助金额（万元）\n1,甲影视公司,《长夜》,20\n2,乙公司,《春山》,12.5\n",
            vec![("甲影视公司 · 《长夜》", "200000"), ("乙公司 · 《春山》", "125000")],
        ),
        ("单位：万元\n企业,项目,金额\n甲影视公司,长夜,20\n", vec![("甲影视公司 · 长夜", "200000")]),
        ("Recipient,Project,Amount (CNY k)\nA Films,Long Night,200\n", vec![("A Films · Long Night", "200000")]),
        ("企业,金额\n甲影视公司,20万元\n乙公司,\"¥125,000\"\n", vec![("甲影视公司", "200000"), ("乙公司", "125000")]),
    ] {
        let (mapping, proposal) = proposed(&library(), text, notice());
        assert_eq!(mapping.kind, Kind::Payments, "{text}");
        let payments = payments(&proposal);
        let found: Vec<(String, String)> =
            payments.iter().map(|one| (one.to.zh.clone(), one.amount.to_string())).collect();
        let expected: Vec<(String, String)> =
            expected.iter().map(|(to, amount)| ((*to).to_owned(), (*amount).to_owned())).collect();
        assert_eq!(found, expected, "{text}");
        for one in &payments {
            assert_eq!((one.policy.as_str(), one.stage, one.count), (POLICY, Stage::Announced, 1));
            assert_eq!(one.cites[0].source, proposal.source.id);
        }
    }
}

#[test]
fn a_row_may_say_policy_incentive_day_stage_and_count_itself() {
    let library = library();
    let policy = &library.policies[&"wuxi-2019-culture".into()];
    let incentive = &policy.incentives[0];
    let text = format!(
        "企业,金额（万元）,政策,奖项,兑付日期,申报日期,状态,家数,来源,来源位置\n\
         甲公司,10,{},{},2026-05-20,2026-03-01,已兑付,3,wuxi-notice-2020,第 2 行\n",
        policy.title.zh, incentive.name.zh
    );
    let (_, proposal) = proposed(&library, &text, Notice::default());
    let [one] = payments(&proposal).try_into().unwrap();
    assert_eq!((one.policy.clone(), one.incentive.clone()), (policy.id.clone(), Some(incentive.id.clone())));
    assert_eq!((one.stage, one.count, one.on.to_string()), (Stage::Paid, 3, "2026-05-20".into()));
    assert_eq!(one.applied_on.unwrap().to_string(), "2026-03-01");
    assert_eq!((one.cites[0].source.as_str(), one.cites[0].at.as_str()), ("wuxi-notice-2020", "第 2 行"));
}

#[test]
fn what_is_wrong_is_said_with_row_and_heading_and_nothing_is_guessed() {
    let text = "企业,项目,金额（万元）,日期,政策,奖项,申报日期,家数\n\
        甲公司,长夜,20,2026-06-30,wangcheng-2026,,,\n\
        乙公司,春山,约20,不久,wangcheng-2025,没有的奖项,,\n\
        ,长夜,20,2026-06-30,wangcheng-2025,,,\n\
        合计,,40,,,,,\n\
        丙公司,远山,0,2026-06-30,wangcheng-2025,,2026-07-01,几家\n\
        丁公司,远山,,2026-06-30,wangcheng-2025,,,\n";
    let (_, proposal) = proposed(&library(), text, Notice::default());
    assert_eq!(proposal.count(Effect::Wrong), 6);
    let said = said(&proposal, Language::English);
    let all = said.join("\n");
    for part in [
        "row 2: Column E: There is no policy \"wangcheng-2026\"",
        "row 3: Column C: \"约20\"",
        "row 3: Column D: \"不久\" is not a date",
        "row 3: Column F: The policy has no incentive \"没有的奖项\"",
        "row 4: Column A: Recipient is missing",
        "row 5: Column A: \"合计\" is the sum of other rows",
        "row 6: Column C: 0 is not above zero",
        "row 6: Column G: The last day",
        "row 6: Column H: \"几家\"",
        "row 7: Column C: Amount is missing",
    ] {
        assert!(all.contains(part), "{part}\nin\n{all}");
    }
    assert_eq!(said.iter().filter(|said| said.contains("row 5")).count(), 1, "of a sum nothing else is said");
    let chinese = self::said(&proposal, Language::Chinese);
    assert_eq!(chinese.len(), said.len());
    let (_, proposal) = proposed(&library(), "企业,金额\n甲公司,20万\n", Notice::default());
    let all = self::said(&proposal, Language::English).join("\n");
    assert!(all.contains("No policy is named") && all.contains("No day is given"), "{all}");
}

#[test]
fn the_same_payment_counts_once_in_a_table_and_once_in_the_library() {
    let text = "企业,项目,金额（万元）,兑付日期\n甲公司,长夜,20,2026-06-30\n甲公司,长夜,20,2026-06-30\n甲公司,春山,20,2026-06-30\n";
    let (_, first) = proposed(&library(), text, notice());
    assert_eq!((first.count(Effect::New), first.count(Effect::Wrong)), (2, 1));
    assert!(said(&first, Language::English)[0].contains('2'), "the earlier row is named");
    let mut edits = Overlay::default();
    for (key, text) in first.accept(|_| true).texts {
        edits.set(key, Some(text));
    }
    let read = read_with(&[seeds::layer()], &edits, None);
    assert_eq!(
        read.problems.iter().filter(|problem| problem.severity == backlot::data::problem::Severity::Error).count(),
        0
    );
    let (_, again) = proposed(&read.library, text, notice());
    assert_eq!((again.count(Effect::Same), again.count(Effect::New)), (2, 0));
    // The built-in payment counts with the two. Only it is certainly paid.
    let found = record(&read.library, &POLICY.into(), None).unwrap();
    assert_eq!((found.recipients, found.paid), (3, 1));
    // If the announced payments are made, importing the notice changes their records.
    let paid = Notice { stage: Stage::Paid, ..notice() };
    let with_stage = text.replace("兑付日期\n", "兑付日期,状态\n").replace("06-30\n", "06-30,已兑付\n");
    let (_, later) = proposed(&read.library, &with_stage, paid);
    assert_eq!((later.count(Effect::Changes), later.count(Effect::New)), (2, 0));
}

#[test]
fn a_record_of_the_library_is_known_again_without_its_id() {
    let library = library();
    let known = &library.payments[&"wangcheng-2025-10-15".into()];
    let text = format!("企业,金额,兑付日期\n{},20万,2025-10-15\n", known.to.zh);
    let (_, proposal) = proposed(&library, &text, notice());
    assert_eq!(payments(&proposal), [(**known).clone()]);
    assert_eq!(proposal.count(Effect::Same), 1);
}

#[test]
fn tables_of_other_kinds_stay_what_they_are() {
    for (text, kind) in [
        ("企业,项目名称,总制作成本（万元）,集数\n甲公司,长夜,80,60\n", Kind::Answers),
        ("科目,金额（万元）\n总制作成本,80\n", Kind::Answers),
        ("地区,指标,时间,金额（亿元）\n深圳,微短剧市场规模,2031,80\n", Kind::Observations),
    ] {
        assert_eq!(Mapping::guess(&table(text), &library(), None).kind, kind, "{text}");
    }
}

#[test]
fn written_payments_are_read_as_they_were() {
    let text = "企业,金额（万元）\n甲公司,20\n";
    let (_, proposal) = proposed(&library(), text, notice());
    let written =
        backlot::data::write::record(&Document::Payments(payments(&proposal).into_iter().map(Into::into).collect()))
            .unwrap();
    let file = File { name: "p.ron".into(), bytes: written.into_bytes() };
    let Document::Payments(back) = backlot::data::read::document(&file).unwrap() else { panic!() };
    assert_eq!(back.iter().map(|one| (**one).clone()).collect::<Vec<_>>(), payments(&proposal));
}

#[test]
fn what_was_announced_and_then_paid_counts_once() {
    let one = |to: &str, amount: u32, stage: Stage, on: &str, incentive: &str| Payment {
        id: format!("{to}-{amount}-{on}-{stage:?}").as_str().into(),
        policy: POLICY.into(),
        incentive: Some(incentive).filter(|id| !id.is_empty()).map(Into::into),
        to: backlot::model::text::Text { zh: to.into(), en: String::new() },
        count: 1,
        amount: i64::from(amount).into(),
        stage,
        on: on.parse().unwrap(),
        applied_on: None,
        cites: Default::default(),
        note: None,
    };
    use Stage::{Announced, Paid};
    // Each with the number of recipients, the number of those that are paid, and the total.
    let cases = [
        (
            "the later state",
            vec![one("甲 · 长夜", 10, Announced, "2026-03", ""), one("甲·《长夜》", 10, Paid, "2026-06", "")],
            (1, 1, 10),
        ),
        ("of less", vec![one("甲", 10, Announced, "2026-03", ""), one("甲", 8, Paid, "2026-06", "a")], (1, 1, 8)),
        (
            "two works",
            vec![one("甲 · 长夜", 10, Announced, "2026-03", ""), one("甲 · 春山", 10, Paid, "2026-06", "")],
            (2, 1, 20),
        ),
        (
            "two incentives",
            vec![one("甲", 10, Announced, "2026-03", "a"), one("甲", 10, Paid, "2026-06", "b")],
            (2, 1, 20),
        ),
        (
            "the next year",
            vec![one("甲", 10, Paid, "2025-06", ""), one("甲", 10, Announced, "2026-03", "")],
            (2, 1, 20),
        ),
        (
            "one for one",
            vec![
                one("甲", 10, Announced, "2026-03", ""),
                one("甲", 20, Announced, "2026-04", ""),
                one("甲", 20, Paid, "2026-06", ""),
            ],
            (2, 1, 30),
        ),
        (
            "the same amount first",
            vec![
                one("甲", 10, Announced, "2026-03", ""),
                one("甲", 20, Announced, "2026-04", ""),
                one("甲", 15, Paid, "2026-05", ""),
                one("甲", 10, Paid, "2026-06", ""),
            ],
            (2, 2, 25),
        ),
    ];
    for (name, mut payments, (count, paid, total)) in cases {
        for _ in 0..2 {
            let counted = backlot::study::paid::counted(payments.iter());
            let sum: rust_decimal::Decimal = counted.iter().map(|one| one.amount.0).sum();
            let found = (counted.len(), counted.iter().filter(|one| one.stage == Paid).count(), sum);
            assert_eq!(found, (count, paid, total.into()), "{name}");
            payments.reverse();
        }
    }
}
