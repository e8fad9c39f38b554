//! Audits the built-in library: every number is cited, every link leads to a reliable publisher, every question is
//! asked once, and nothing pays that is not in force.

use std::collections::{BTreeMap, BTreeSet};

use backlot::data::lint::lint;
use backlot::data::problem::{Problem, Severity};
use backlot::data::read::{File, Layer, Loaded, read};
use backlot::data::seeds;
use backlot::model::fact::FactKind;
use backlot::model::figures::Part;
use backlot::model::id::{FactId, PlaceId};
use backlot::model::policy::{Basis, Kind, Per};
use backlot::rules::assess::assess;
use backlot::study::calendar::{APPLIED, EXPECTED};
use backlot::study::facts::uses;
use backlot::study::questions::is_in_head;
use backlot::study::reference::rankings;
use jiff::civil::{Date, date};

const DAY: Date = date(2026, 11, 25);

fn both_shelves() -> Loaded {
    read(&[seeds::layer(), seeds::world()])
}

#[test]
fn both_shelves_read_without_a_problem_and_only_explained_advice() {
    for loaded in [read(&[seeds::layer()]), both_shelves()] {
        assert_eq!(loaded.problems, vec![]);
        let advice = lint(&loaded, DAY);
        let odd: Vec<&Problem> = advice.iter().filter(|problem| problem.severity != Severity::Note).collect();
        assert!(odd.is_empty(), "{odd:#?}");
    }
}

#[test]
fn every_number_of_every_policy_is_cited() {
    let library = both_shelves().library;
    let (mut count, mut idle) = (0, Vec::new());
    for policy in library.policies.values() {
        for figure in policy.figures() {
            count += 1;
            if !figure.cited {
                idle.push(format!("{}: {:?} {}", policy.id, figure.part, figure.value));
            }
        }
        // The checks report a citation that leads nowhere, so none of these is empty.
        let parts: BTreeSet<Part> = policy.figures().into_iter().map(|figure| figure.part).collect();
        assert!(parts.is_empty() || !policy.sources.is_empty(), "{}", policy.id);
    }
    assert!(idle.is_empty(), "without a source: {idle:#?}");
    assert!(count > 500, "only {count} numbers were looked at");
}

/// Every host of a link, and its owner. A new host is added by a person who visited it.
const HOSTS: &[(&str, &str)] = &[
    ("cd3.lacity.gov", "issuing body: Los Angeles, Council District 3"),
    ("cdn.gcs.gov.mo", "issuing body: Government Information Bureau, Macao"),
    ("cga.ct.gov", "issuing body: legislature of Connecticut"),
    ("cineplay.co.kr", "news: CinePlay, Korea"),
    ("cmpa.ca", "publisher: Canadian Media Producers Association"),
    ("creativebc.com", "issuing body: Creative BC"),
    ("ct.zj.gov.cn", "issuing body: Zhejiang Department of Culture, Broadcasting and Tourism"),
    ("cz.xm.gov.cn", "issuing body: Xiamen Finance Bureau"),
    ("dceo.illinois.gov", "issuing body: State of Illinois"),
    ("dg.wenming.cn", "issuing body: Dongguan, publicity department"),
    ("difang.gmw.cn", "news: Guangming Online"),
    ("directory.afci.org", "publisher: Association of Film Commissioners"),
    ("dlg.usg.edu", "publisher: Digital Library of Georgia"),
    ("dzb.zzrbnews.com", "news: Zhengzhou Daily"),
    ("ekome.media", "issuing body: EKOME, Greece"),
    ("en.hangzhou.com.cn", "news: Hangzhou news group"),
    ("english.beijing.gov.cn", "issuing body: Beijing"),
    ("english.bjtzh.gov.cn", "issuing body: Tongzhou"),
    ("english.jinhua.gov.cn", "issuing body: Jinhua"),
    ("ep.com", "publisher: Entertainment Partners"),
    ("epaper.hubeidaily.net", "news: Hubei Daily"),
    ("epaper.sxrb.com", "news: Shanxi Daily group"),
    ("ffa.de", "issuing body: German Federal Film Board"),
    ("filmbirmingham.co.uk", "publisher: Film Birmingham, a film office"),
    ("filmcommission.cz", "issuing body: Czech Film Commission"),
    ("filmcommission.gr", "issuing body: Hellenic Film Commission"),
    ("filmfrancecannes.com", "issuing body: Film France at Cannes"),
    ("filmincentive.com", "publisher: guide of a consultancy"),
    ("filminireland.com", "issuing body: Film in Ireland"),
    ("finance.sina.cn", "news: Sina Finance"),
    ("ftz.xm.gov.cn", "issuing body: Xiamen Free Trade Zone"),
    ("fundingmatch.app", "publisher: guide of a funding service"),
    ("gd.cri.cn", "news: CRI Online, Guangdong"),
    ("gd.people.com.cn", "news: People's Daily Online, Guangdong"),
    ("gdj.xizang.gov.cn", "issuing body: Tibet Radio and Television Administration"),
    ("gov.uk", "issuing body: United Kingdom"),
    ("govmoney.ca", "publisher: guide of a funding service"),
    ("ha.news.cn", "news: Xinhua, Henan"),
    ("hawaiifilm.com", "publisher: guide of Hawaii producers"),
    ("hkcd.com", "news: Hong Kong Commercial Daily"),
    ("hojemacau.com.mo", "news: Hoje Macau"),
    ("irelandfixer.com", "publisher: guide of a production service"),
    ("kpmfilm.com", "publisher: guide of a credit broker"),
    ("laotiantimes.com", "news: Laotian Times, which carries the release"),
    ("mynewsla.com", "news: MyNewsLA"),
    ("news.66wz.com", "news: Wenzhou news group"),
    ("news.fznews.com.cn", "news: Fuzhou News"),
    ("news.iqilu.com", "news: Qilu, Shandong"),
    ("news.now.com", "news: Now News, Hong Kong"),
    ("nmfilm.com", "issuing body: New Mexico Film Office"),
    ("ontariocreates.ca", "issuing body: Ontario Creates"),
    ("peoplesdaily.pdnews.cn", "publisher: People's Daily, English app"),
    ("qzrb.qz828.com", "news: Quzhou Daily"),
    ("revenue.ie", "issuing body: Irish Revenue"),
    ("sc.china.com.cn", "news: China.com.cn, Sichuan"),
    ("screenauckland.com", "issuing body: Screen Auckland"),
    ("sczg.org.cn", "publisher: China Zhi Gong Party in Sichuan"),
    ("service.shanghai.gov.cn", "issuing body: Shanghai"),
    ("shootincrete.com", "publisher: guide of a production service"),
    ("sistolaw.com", "publisher: law firm"),
    ("sunline.sun0769.com", "publisher: Dongguan Sunshine Hotline"),
    ("support.cchifirm.ca", "publisher: CCH, tax software"),
    ("theyard-vfx.com", "publisher: guide of a VFX house"),
    ("wangchengnews.cn", "news: Wangcheng news"),
    ("www.ato.gov.au", "issuing body: Australian Taxation Office"),
    ("www.bangkokpost.com", "news: Bangkok Post"),
    ("www.bdo.ie", "publisher: BDO, accountants"),
    ("www.beijing.gov.cn", "issuing body: Beijing"),
    ("www.canada.ca", "issuing body: Canada"),
    ("www.castandcrew.com", "publisher: Cast & Crew"),
    ("www.charteredaccountants.ie", "publisher: Chartered Accountants Ireland"),
    ("www.creativebc.com", "issuing body: Creative BC"),
    ("www.dt.gov.cn", "issuing body: Datong"),
    ("www.ep.com", "publisher: Entertainment Partners"),
    ("www.fdc.gov.mo", "issuing body: Cultural Development Fund, Macao"),
    ("www.filmcommission.cz", "issuing body: Czech Film Commission"),
    ("www.filmkorea.or.kr", "issuing body: Korean Film Commissions"),
    ("www.gov.uk", "issuing body: United Kingdom"),
    ("www.jx.xinhuanet.com", "news: Xinhua, Jiangxi"),
    ("www.koreanfilm.or.kr", "issuing body: Korean Film Council"),
    ("www.laplaneterouge.fr", "publisher: guide of a post house"),
    ("www.legislation.ie", "publisher: Irish statutes"),
    ("www.lkc.lt", "issuing body: Lithuanian Film Centre"),
    ("www.maketheday.co.th", "publisher: guide of a production service"),
    ("www.mass.gov", "issuing body: Massachusetts"),
    ("www.mondaq.com", "publisher: Mondaq, law firms"),
    ("www.newindianexpress.com", "news: New Indian Express"),
    ("www.nfi.no", "issuing body: Norwegian Film Institute"),
    ("www.nishithdesai.com", "publisher: law firm"),
    ("www.nyc.gov", "issuing body: City of New York"),
    ("www.nzfilm.co.nz", "issuing body: New Zealand Film Commission"),
    ("www.ontariocreates.ca", "issuing body: Ontario Creates"),
    ("www.oscarfx.com", "publisher: guide of a VFX house"),
    ("www.pattayamail.com", "news: Pattaya Mail"),
    ("www.productionincentives.com", "publisher: guide of Entertainment Partners"),
    ("www.revenue.ie", "issuing body: Irish Revenue"),
    ("www.revenuquebec.ca", "issuing body: Revenu Québec"),
    ("www.rossmartin.co.uk", "publisher: tax advisers"),
    ("www.sc.xinhua.org", "news: Xinhua, Sichuan"),
    ("www.scmp.com", "news: South China Morning Post"),
    ("www.sengpou.com", "news: Seng Pou, Macao"),
    ("www.stheadline.com", "news: Sing Tao Headline, Hong Kong"),
    ("www.thehindubusinessline.com", "news: The Hindu BusinessLine"),
    ("www.thepaper.cn", "news: The Paper"),
    ("www.triple-exposure.co.uk", "publisher: guide of accountants"),
    ("tibet.cn", "news: China Tibet Online"),
    ("www.0571ci.gov.cn", "issuing body: Hangzhou culture industry office"),
    ("www.xm.gov.cn", "issuing body: Xiamen"),
    ("www.yahoo.com", "news: Yahoo, edition of The Hollywood Reporter"),
    ("yicaiglobal.com", "news: Yicai Global"),
    ("zsnews.cn", "news: Zhongshan news"),
];

#[test]
fn every_link_leads_to_an_issuing_body_a_news_organisation_or_a_publisher() {
    let library = both_shelves().library;
    let known: BTreeMap<&str, &str> = HOSTS.iter().copied().collect();
    let mut unknown = BTreeSet::new();
    for source in library.sources.values() {
        let Some(url) = &source.url else { continue };
        assert!(!source.unofficial_copy, "{} links an unofficial copy", source.id);
        let host = url.split("//").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
        if !known.contains_key(host) {
            unknown.insert(format!("{host} ({})", source.id));
        }
    }
    assert!(unknown.is_empty(), "who speaks there? {unknown:#?}");
}

#[test]
fn every_question_is_asked_once_with_help_and_used() {
    let library = both_shelves().library;
    let (mut labels, mut questions) = (BTreeMap::new(), BTreeMap::new());
    let uses = uses(&library);
    for fact in library.facts.values() {
        let id = &fact.id;
        for text in [&fact.label, &fact.question, fact.help.as_ref().unwrap_or_else(|| panic!("{id} has no help"))] {
            assert!(!text.zh.is_empty() && !text.en.is_empty(), "{id} speaks one language");
        }
        for text in [fact.label.zh.to_lowercase(), fact.label.en.to_lowercase()] {
            if let Some(other) = labels.insert(text, id.clone()) {
                assert_eq!(other, *id, "two facts of one name");
            }
        }
        for text in [fact.question.zh.to_lowercase(), fact.question.en.to_lowercase()] {
            if let Some(other) = questions.insert(text, id.clone()) {
                assert_eq!(other, *id, "two facts with one question");
            }
        }
        if let (Some(min), Some(max)) = (fact.min, fact.max) {
            assert!(min < max, "{id}");
        }
        if let FactKind::Count(unit) = &fact.kind {
            assert!(!unit.zh.is_empty() && !unit.en.is_empty(), "{id} counts nothing");
        }
        // The form asks for facts about every production itself, and the calendar asks for two.
        let by_itself = is_in_head(id) || [APPLIED, EXPECTED].contains(&id.as_str());
        assert!(by_itself || uses.contains_key(id), "nobody asks for {id}");
    }
}

/// Every entitlement of the built-in library, and the clause that makes it one. A new one is added by a person who read
/// its clause.
const ENTITLED: &[(&str, &str)] = &[
    ("henan-2025-fifteen/five-one", "每部奖励10万元: a fixed amount for a work that enters"),
    ("xiamen-ftz-2021/broadcast-abroad", "50,000 for each country, capped; replaced"),
    ("xiamen-ftz-2024/copyright-sale", "10 % of the price, capped; replaced"),
    ("xiamen-ftz-2024/overseas-event", "50 % of venue and publicity, capped; replaced"),
    ("xiamen-ftz-2025/key-exporter", "a fixed amount on top of the city award; not confirmed, so never certain"),
    ("xiamen-ftz-2025/qianfan", "给予一次性叠加奖励30万元: a fixed amount; not confirmed, so never certain"),
];

#[test]
fn what_is_certain_is_known_by_its_clause() {
    let library = read(&[seeds::layer()]).library;
    let mut entitled = Vec::new();
    for policy in library.policies.values() {
        for incentive in policy.incentives.iter().filter(|one| one.basis == Basis::Entitlement) {
            entitled.push(format!("{}/{}", policy.id, incentive.id));
        }
    }
    entitled.sort_unstable();
    let known: Vec<&str> = ENTITLED.iter().map(|(id, _)| *id).collect();
    assert_eq!(entitled, known, "which clause makes it certain?");
}

/// Words of a quote, and the questions of which the rule must ask at least one.
const NEEDS: &[(&str, &[&str])] = &[
    ("第一出品方", &["is_first_producer"]),
    ("讲好", &["promotes_place", "tells_chinese_stories"]),
    ("标志性地貌", &["shows_landmarks"]),
    ("较大影响力", &["has_wide_influence"]),
    ("示范效应", &["has_wide_influence"]),
    ("我省", &["is_in_provincial_plus_plan"]),
    ("集聚区内", &["is_in_designated_cluster"]),
    ("应用场景建设", &["is_ai_scene_project"]),
    ("播出平台", &["is_broadcast_platform"]),
    ("项目建设方", &["is_base_builder"]),
    ("特色园区", &["is_themed_park"]),
    ("出资方", &["is_sponsor"]),
    ("与海珠区合作", &["is_event_with_authority"]),
    ("参加评奖评优", &["has_microdrama_licence"]),
];

#[test]
fn a_rule_asks_what_its_quote_says_for_whom_and_per_what() {
    let library = both_shelves().library;
    let mut wrong = Vec::new();
    let mut seen = 0;
    for policy in library.policies.values() {
        for incentive in &policy.incentives {
            let mut asks: BTreeSet<FactId> = incentive.claimant.iter().cloned().collect();
            incentive.walk(&mut |node| asks.extend(node.facts().into_iter().cloned()));
            for cite in incentive.cites.iter().filter(|cite| !cite.quote.is_empty()) {
                seen += 1;
                let mut must = |holds: bool, what: &str| {
                    if !holds {
                        wrong.push(format!("{}/{}: {what}: {}", policy.id, incentive.id, cite.quote));
                    }
                };
                for (word, facts) in NEEDS.iter().filter(|(word, _)| cite.quote.contains(word)) {
                    must(facts.iter().any(|fact| asks.contains(&FactId::from(*fact))), word);
                }
                let capped = ["最高", "不超过", "不高于", "不超"].iter().any(|word| cite.quote.contains(word));
                must(!capped || incentive.basis != Basis::Entitlement, "a ceiling is no promise");
                let once = cite.quote.contains("一次性");
                must(!once || incentive.per != Some(Per::CompanyYear), "paid once");
                let each = cite.quote.contains("每部");
                must(!each || incentive.per == Some(Per::Work), "per work");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(seen > 20, "only {seen} quotes were looked at");
}

#[test]
fn what_is_a_draft_expired_or_replaced_never_pays() {
    let library = read(&[seeds::layer()]).library;
    let past: Vec<_> = library.policies.values().filter(|policy| !policy.status_on(DAY).can_pay()).collect();
    assert!(past.len() >= 5, "nothing to look at");
    for policy in past {
        for production in library.productions.values() {
            let assessment = assess(&library, production, &policy.place, DAY);
            for award in assessment.awards.iter().filter(|award| award.policy == policy.id) {
                assert!(award.outcome.floor().is_zero(), "{}/{}", policy.id, award.incentive);
                assert!(award.outcome.ceiling().is_none_or(|most| most.is_zero()), "{}/{}", policy.id, award.incentive);
            }
        }
    }
}

#[test]
fn the_world_shelf_is_off_by_default_dated_and_proven_by_examples() {
    let home = read(&[seeds::layer()]).library;
    let both = both_shelves().library;
    let world: Vec<_> = both.policies.values().filter(|policy| !home.policies.contains_key(&policy.id)).collect();
    assert!(world.len() >= 37, "{} programmes", world.len());
    for policy in world {
        assert!(policy.version.is_some(), "{} does not say which law it was written from", policy.id);
        assert!(!policy.examples.is_empty(), "{} has no worked example", policy.id);
    }
}

#[test]
fn the_reference_productions_write_their_assumptions_down_and_touch_every_kind() {
    let library = read(&[seeds::layer()]).library;
    assert!((6..=10).contains(&library.productions.len()));
    let mut kinds: BTreeSet<Kind> = BTreeSet::new();
    for (name, production) in &library.productions {
        let note = production.note.as_ref().unwrap_or_else(|| panic!("{name} does not say what it assumes"));
        assert!(note.zh.chars().count() > 40 && note.en.len() > 80, "{name} assumes in silence");
        assert!(production.places.len() >= 2, "{name} compares nothing");
        for place in &production.places {
            for award in assess(&library, production, place, DAY).awards {
                let incentive = library.policies[&award.policy].incentive(&award.incentive).unwrap();
                kinds.insert(incentive.kind);
            }
        }
    }
    let missing: Vec<Kind> = Kind::ALL.iter().copied().filter(|kind| !kinds.contains(kind)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn places_are_ranked_by_what_is_certain_then_by_what_is_possible() {
    let library = read(&[seeds::layer()]).library;
    let places: Vec<PlaceId> = ["shenzhen", "datong", "shanghai", "nanjing"].map(PlaceId::from).into();
    let all = rankings(&library, &places, DAY);
    let sample = all.iter().find(|ranking| ranking.production == seeds::SAMPLE).unwrap();
    let order: Vec<&str> = sample.places.iter().map(|one| one.place.as_str()).collect();
    assert_eq!(order, ["shanghai", "shenzhen", "datong"], "nothing is certain, so what is possible decides");
    assert_eq!(sample.places.iter().map(|one| one.rank.published).collect::<Vec<_>>(), [1, 2, 3]);
    // A certain 30,000 comes before possible millions.
    let text = r#"Policy(id: "flat", place: "datong", title: (zh: "定额", en: "Flat"), issuer: (zh: "某局", en: "An office"),
        status: InForce, read: Whole, confidence: High, checked_on: "2026-11-01", sources: [(source: "datong-government-2025")],
        incentives: [(id: "flat", name: (zh: "定额", en: "Flat sum"), kind: Work, basis: Entitlement,
            amount: Fixed(30_000), cites: [(source: "datong-government-2025")])])"#;
    let file = File { name: "flat.ron".into(), bytes: text.into() };
    let library = read(&[seeds::layer(), Layer { files: vec![file], problems: vec![] }]).library;
    let all = rankings(&library, &places, DAY);
    let sample = all.iter().find(|ranking| ranking.production == seeds::SAMPLE).unwrap();
    let order: Vec<&str> = sample.places.iter().map(|one| one.place.as_str()).collect();
    assert_eq!(order, ["datong", "shanghai", "shenzhen"]);
}
