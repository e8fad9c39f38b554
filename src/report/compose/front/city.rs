//! The brief of an official: the position of a city among its rivals, where it lags and which rule decides it, the
//! cheapest changes that end a lag with their cost, the scenarios, and what is not known.
//!
//! The figures are those of `study::briefing`; nothing is calculated or recommended here.

use super::{MOST_PLACES, Parts};
use crate::model::id::{PlaceId, PolicyId};
use crate::model::library::Library;
use crate::model::policy::Status;
use crate::model::source::Citation;
use crate::model::visible;
use crate::report::compose::places::find;
use crate::report::compose::{Composer, MOST_NAMED};
use crate::report::document::{Block, Column, Holds, Item, Row, Section, Table, Tone};
use crate::report::references::without_locators;
use crate::rules::fraction::Fraction;
use crate::rules::outcome::{Outcome, Unpriced};
use crate::say;
use crate::study::briefing::{Briefing, Choice, Lag};
use crate::study::paid::{odds, record};
use crate::study::proposals::Proposals;
use crate::study::standing::weights::PlaceOf;
use crate::study::standing::{Against, Cell, Rank};
use crate::words::Words;

/// The number of productions for which a lag is explained.
const MOST_LAGS: usize = 3;

/// The number of scenarios, and of names and points in one sentence about what is not known.
const MOST_SCENARIOS: usize = 3;
const MOST_POINTS: usize = 3;

/// The title of the brief of a city.
pub(in crate::report::compose) fn title(words: &Words, library: &Library, of: &PlaceId) -> String {
    say!(words, "front-city-title", place = words.place(library, of))
}

impl Composer<'_> {
    /// The brief of the city; `None` if it was not requested or there is no city.
    pub(super) fn city_front(&mut self) -> Option<Parts> {
        let proposals = self.brief.city_brief()?;
        let briefing = proposals.briefing.as_ref()?;
        let mut sections = vec![self.rivals_in_short(briefing)];
        sections.extend(self.lags(briefing));
        sections.extend(self.options(proposals, briefing));
        sections.extend(self.scenarios(proposals, briefing));
        sections.extend(self.not_known_in_short(briefing));
        Some(Parts {
            line: self.city_line(briefing),
            answer: vec![Item::toned(self.city_answer(briefing), Tone::Strong)],
            qualification: say!(
                self.words,
                "front-city-basis",
                count = briefing.up_to.weights.len(),
                of = briefing.up_to.rank.of.to_string()
            ),
            sections,
        })
    }

    /// The title and the rivals.
    fn city_line(&self, briefing: &Briefing) -> String {
        let words = self.words;
        let rivals = &briefing.standing.rivals;
        let rivals = match rivals.len() > MOST_NAMED {
            true => say!(words, "report-many-places", count = words.plain(rivals.len().into())),
            false => words.list_and(&rivals.iter().map(|one| self.place_name(one)).collect::<Vec<_>>()),
        };
        let given = visible::line(self.brief.plan.title.trim());
        let head = match given.is_empty() {
            true => title(words, self.brief.library, &briefing.standing.place),
            false => given,
        };
        if rivals.is_empty() { head } else { say!(words, "report-labelled", label = head, value = rivals) }
    }

    fn production_name(&self, name: &str) -> String {
        let one = self.brief.library.productions.get(name);
        one.map_or_else(|| name.to_owned(), |one| self.words.text(&one.name).to_owned())
    }

    /// The ranks and the largest lag in one sentence.
    fn city_answer(&self, briefing: &Briefing) -> String {
        let words = self.words;
        let place = self.place_name(&briefing.standing.place);
        let own = |places: &[PlaceOf]| places.first().filter(|one| !one.score.is_none()).map(|one| one.rank);
        let certain = match own(&briefing.certain.places) {
            Some(rank) => say!(words, "front-city-certain", rank = words.rank(rank)),
            None => say!(words, "front-city-certain-none"),
        };
        let most = match own(&briefing.up_to.places) {
            Some(rank) => say!(words, "front-city-up-to", rank = words.rank(rank)),
            None => say!(words, "front-city-up-to-none"),
        };
        let found = say!(words, "front-city-ranks", place = place, certain = certain, most = most);
        match briefing.lags.first().and_then(|lag| briefing.behind(*lag)) {
            Some((row, _, leader)) => say!(
                words,
                "front-city-lags",
                found = found,
                production = self.production_name(&row.production),
                rival = self.place_name(&leader.place)
            ),
            None => say!(words, "front-city-no-lag", found = found),
        }
    }

    /// The city and its rivals, those with the highest ceilings first.
    fn rivals_in_short(&self, briefing: &Briefing) -> Section {
        let words = self.words;
        let of = briefing.up_to.rank.of.to_string();
        let figures = |title: String| Column::new(title, Holds::Figures);
        let columns = vec![
            Column::new(say!(words, "report-column-place"), Holds::Text),
            figures(say!(words, "front-city-column-certain")),
            figures(say!(words, "front-city-column-rank", of = of.as_str())),
            figures(say!(words, "front-city-column-up-to")),
            figures(say!(words, "front-city-column-rank", of = of.as_str())),
        ];
        let mut all: Vec<(&PlaceOf, &PlaceOf)> = briefing.certain.places.iter().zip(&briefing.up_to.places).collect();
        if let Some((_, rivals)) = all.split_first_mut() {
            rivals.sort_by(|a, b| b.1.score.cmp(&a.1.score).then_with(|| b.0.score.cmp(&a.0.score)));
        }
        let more = all.len().saturating_sub(MOST_PLACES + 1);
        all.truncate(MOST_PLACES + 1);
        let rows = all.iter().enumerate().map(|(at, (certain, most))| {
            let tone = if at == 0 { Tone::Strong } else { Tone::Plain };
            let mark = Some(self.marks.of(&most.place));
            let mut cells = vec![Item { mark, ..Item::toned(self.place_name(&most.place), tone) }.into()];
            cells.extend(self.rival_cells(briefing, certain, most).map(Into::into));
            Row::Cells(cells)
        });
        let table = Table { caption: String::new(), columns, rows: rows.collect(), legend: vec![] };
        let any = |has: &dyn Fn(&Cell) -> bool| all.iter().any(|(one, _)| briefing.cells(&one.place).any(has));
        let blank = |one: &PlaceOf| is_blank(briefing, &one.place);
        let notes = [
            (true, say!(words, "front-note-ceiling")),
            (any(&|cell| !cell.rank.is_certain()), say!(words, "front-city-note-rank")),
            (all.iter().any(|(_, most)| most.most.as_ref() != Some(&most.score)), say!(words, "front-note-plus")),
            (all.iter().any(|(one, _)| blank(one)), say!(words, "front-note-unrecorded")),
            (any(&|cell| !cell.second_hand.is_zero()), say!(words, "front-note-hearsay")),
            (more > 0, say!(words, "front-note-more", count = more)),
        ];
        let notes: Vec<String> = notes.into_iter().filter(|(used, _)| *used).map(|(_, text)| text).collect();
        let blocks = vec![Block::Table(table), Block::Paragraph(notes.join(&say!(words, "report-sentence-gap")))];
        Section { id: "front-places", title: String::new(), blocks }
    }

    /// The figures of a place: certain share and rank, published ceiling and rank.
    fn rival_cells(&self, briefing: &Briefing, certain: &PlaceOf, most: &PlaceOf) -> [Item; 4] {
        let words = self.words;
        let dash = || Item::toned(say!(words, "front-city-unpublished"), Tone::Quiet);
        if is_blank(briefing, &most.place) {
            let rank = words.rank_short(Rank { is_blank: true, ..most.rank });
            return [dash(), dash(), dash(), Item::toned(rank, Tone::Unknown)];
        }
        let share = |one: &PlaceOf| words.multiple_of_budget(one.score.decimal());
        let hearsay = briefing.cells(&most.place).any(|cell| !cell.second_hand.is_zero());
        let ceiling = match most.most.as_ref() == Some(&most.score) {
            true => share(most),
            false => say!(words, "figure-and-more", figure = share(most)),
        };
        let ceiling = if hearsay { format!("{ceiling}†") } else { ceiling };
        let tone = |one: &PlaceOf, tone| if one.score.is_none() { Tone::Quiet } else { tone };
        [
            Item::toned(share(certain), tone(certain, Tone::Certain)),
            match certain.score.is_none() && certain.rank.best == 1 {
                true => Item::toned(say!(words, "standing-level"), Tone::Quiet),
                false => Item::plain(words.rank(certain.rank)),
            },
            Item::toned(ceiling, tone(most, Tone::Possible)),
            Item::plain(words.rank(most.rank)),
        ]
    }

    /// The productions with the largest lag, both shares of the budget, and the rules that decide them.
    fn lags(&mut self, briefing: &Briefing) -> Option<Section> {
        let items: Vec<Item> =
            briefing.lags.iter().take(MOST_LAGS).filter_map(|lag| self.lag(briefing, *lag)).collect();
        if items.is_empty() {
            return None;
        }
        let title = say!(self.words, "front-city-where", count = briefing.lags.len());
        Some(Section { id: "front-reasons", title, blocks: vec![Block::List(items)] })
    }

    fn lag(&mut self, briefing: &Briefing, lag: Lag) -> Option<Item> {
        let words = self.words;
        let library = self.brief.library;
        let (row, own, leader) = briefing.behind(lag)?;
        let side = |cell: &Cell| {
            let shares = match (cell.value.is_unpublished(), cell.rates(row.budget)) {
                (false, Some([certain, most])) => {
                    let most = words.share_of_budget(most);
                    let more = cell.value.high != Some(cell.value.low);
                    let most = if more { say!(words, "figure-and-more", figure = most) } else { most };
                    let most = if cell.second_hand.is_zero() { most } else { format!("{most}†") };
                    say!(words, "front-city-shares", certain = words.share_of_budget(certain), most = most)
                }
                _ => say!(words, "front-city-not-published"),
            };
            let binding = cell.binding.as_ref().map(|one| words.binding(library, row.currency, one));
            let place = self.place_name(&cell.place);
            match binding {
                Some(rule) => say!(words, "front-city-side", place = place, shares = shares, rule = rule),
                None => say!(words, "front-city-side-open", place = place, shares = shares),
            }
        };
        let details = vec![side(own), side(leader)];
        let bindings = [own, leader].into_iter().filter_map(|cell| cell.binding.as_ref());
        let mut cites = Vec::new();
        for one in bindings {
            let Some(policy) = library.policies.get(&one.policy) else { continue };
            let incentive = one.incentive.as_ref().and_then(|id| policy.incentive(id));
            let own = incentive.filter(|one| !one.cites.is_empty());
            let all: &[Citation] = own.map_or(&policy.sources, |one| &one.cites);
            cites.extend(all.iter().take(1).cloned());
        }
        let production = self.production_name(&row.production);
        let text = match leader.against {
            Against::CannotBeTold => say!(words, "front-city-lag-open", production = production),
            against => say!(words, "front-city-lag", production = production, against = words.against(against)),
        };
        let references = without_locators(self.references.cite(&cites));
        Some(Item { text, details, tone: Tone::Strong, references, ..Item::default() })
    }

    /// The changes that end a lag, each with its cost, what else it overtakes and the response of the rival.
    fn options(&mut self, proposals: &Proposals, briefing: &Briefing) -> Option<Section> {
        let words = self.words;
        if briefing.lags.is_empty() {
            return None;
        }
        // The productions of a portfolio are confidential if amounts are covered.
        let costs = self.open() || proposals.references;
        let mut blocks = Vec::new();
        let items: Vec<Item> =
            briefing.options.iter().filter_map(|one| self.option(proposals, briefing, one, costs)).collect();
        if !items.is_empty() {
            blocks.push(Block::List(items));
            let count = words.plain(proposals.portfolio.mix.iter().map(|one| one.count).sum::<u32>().into());
            blocks.push(Block::Paragraph(match (costs, proposals.references) {
                (true, true) => say!(words, "front-city-cost-references", count = count),
                (true, false) => say!(words, "front-city-cost-portfolio"),
                (false, _) => say!(words, "front-city-cost-covered"),
            }));
        }
        let firm: Vec<String> = briefing
            .firm
            .iter()
            .filter_map(|lag| Some(self.production_name(&briefing.behind(*lag)?.0.production)))
            .collect();
        if !firm.is_empty() {
            blocks.push(Block::Paragraph(say!(words, "front-city-firm", productions = words.list_and(&firm))));
        }
        let title = say!(words, "front-city-options", count = briefing.options.len());
        (!blocks.is_empty()).then_some(Section { id: "front-options", title, blocks })
    }

    fn option(&mut self, proposals: &Proposals, briefing: &Briefing, one: &Choice, costs: bool) -> Option<Item> {
        let words = self.words;
        let library = self.brief.library;
        let (row, _, leader) = briefing.behind(one.lag)?;
        let mut details = Vec::new();
        details.push(say!(
            words,
            "front-city-passes",
            rival = self.place_name(&leader.place),
            production = self.production_name(&row.production)
        ));
        if costs {
            let bill = &one.way.bill;
            let certain = bill.after.low.minus(bill.before.low);
            let sentence = |text: String| say!(words, "front-sentence", text = text);
            let money = |amount: Fraction| words.signed_money(amount, proposals.currency);
            details.push(sentence(say!(
                words,
                "front-city-cost",
                certain = certain.map_or_else(|| say!(words, "unknown-value"), money),
                most = one.way.more().map_or_else(|| say!(words, "no-limit-known"), money)
            )));
            if one.way.change.is_assumed() {
                details.push(say!(words, "front-city-assumed"));
            }
        }
        // Whether it passes more than this rival on this production.
        let more = one.moved.iter().any(|moved| {
            let rivals = moved.overtaken.iter().filter(|place| briefing.standing.rivals.contains(place));
            let mut rivals = rivals.filter(|place| moved.production != row.production || **place != leader.place);
            rivals.next().is_some()
        });
        if let Some(passed) = words.rivals_overtaken(library, &briefing.standing.rivals, &one.moved).filter(|_| more) {
            details.push(say!(words, "front-sentence", text = passed));
        }
        if let Some(answer) = one.answer.as_ref().filter(|_| costs) {
            details.push(words.overtake_answer(library, proposals.currency, answer));
        }
        let policy = library.policies.get(&one.way.change.policy)?;
        let cites: Vec<_> = policy.sources.iter().take(1).cloned().collect();
        let references = without_locators(self.references.cite(&cites));
        let text = say!(words, "front-sentence", text = words.figure_change(library, &one.way.change));
        Some(Item { text, details, tone: Tone::Strong, references, ..Item::default() })
    }

    /// The scenarios that change something, each with its cost and the rivals it overtakes.
    fn scenarios(&self, proposals: &Proposals, briefing: &Briefing) -> Option<Section> {
        let words = self.words;
        let library = self.brief.library;
        let all: Vec<_> = proposals.all.iter().filter(|one| !one.scenario.is_empty()).collect();
        if all.is_empty() || !self.open() && !proposals.references {
            return None;
        }
        let items = all.iter().take(MOST_SCENARIOS).map(|one| {
            let mut details = vec![words.costs_found(library, proposals.currency, &proposals.portfolio, &one.costs)];
            let passed = words.rivals_overtaken(library, &briefing.standing.rivals, &one.moved);
            details.extend(passed.map(|text| say!(words, "front-sentence", text = text)));
            details.extend(words.scenario_assumes(library, &one.scenario));
            Item { text: words.scenario_called(one.at, &one.scenario), details, tone: Tone::Strong, ..Item::default() }
        });
        let mut blocks = vec![Block::List(items.collect())];
        let more = all.len().saturating_sub(MOST_SCENARIOS);
        if more > 0 {
            blocks.push(Block::Paragraph(say!(words, "front-city-scenarios-more", count = more)));
        }
        Some(Section { id: "front-open", title: say!(words, "front-city-scenarios"), blocks })
    }

    /// Unpublished amounts and policies whose status is not confirmed: of the city, and of the rivals it lags behind.
    fn not_known_in_short(&self, briefing: &Briefing) -> Option<Section> {
        let words = self.words;
        let mut places = vec![&briefing.standing.place];
        for lag in briefing.lags.iter().take(MOST_LAGS) {
            let Some((_, _, leader)) = briefing.behind(*lag) else { continue };
            if !places.contains(&&leader.place) {
                places.push(&leader.place);
            }
        }
        let items = places.into_iter().filter_map(|place| {
            let points = self.unknown_of(briefing, place);
            let text = say!(words, "front-sentence", text = points.join(&words.semicolon()));
            let item =
                Item { text: self.place_name(place), details: vec![text], tone: Tone::Strong, ..Item::default() };
            (!points.is_empty()).then_some(item)
        });
        let items: Vec<Item> = items.collect();
        let title = say!(words, "front-city-unknown");
        (!items.is_empty()).then(|| Section { id: "front-ask", title, blocks: vec![Block::List(items)] })
    }

    fn unknown_of(&self, briefing: &Briefing, place: &PlaceId) -> Vec<String> {
        let words = self.words;
        let library = self.brief.library;
        let (mut amounts, mut status): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        let add = |all: &mut Vec<String>, name: &str| {
            if !all.iter().any(|one| one == name) {
                all.push(name.to_owned());
            }
        };
        for award in briefing.cells(place).flat_map(|cell| &cell.assessment.awards) {
            let Some((policy, incentive)) = find(library, award) else { continue };
            if award.outcome == Outcome::NotCalculable(Unpriced::NotPublished) {
                add(&mut amounts, words.text(&incentive.name));
            }
            if policy.status_on(self.brief.day) == Status::Unconfirmed {
                add(&mut status, words.text(&policy.title));
            }
        }
        let told = |mut names: Vec<String>| {
            let more = names.len().saturating_sub(MOST_POINTS);
            names.truncate(MOST_POINTS);
            if more > 0 {
                names.push(say!(words, "front-and-more", count = more));
            }
            names.join(&words.comma())
        };
        let mut points = Vec::new();
        if !amounts.is_empty() {
            points.push(say!(words, "front-city-amounts", names = told(amounts)));
        }
        if !status.is_empty() {
            points.push(say!(words, "front-city-status", names = told(status)));
        }
        points.push(self.paid_in(briefing, place));
        points
    }

    /// The published payments under the policies of a place that promise something, or that there are none.
    fn paid_in(&self, briefing: &Briefing, place: &PlaceId) -> String {
        let words = self.words;
        let library = self.brief.library;
        let mut policies: Vec<&PolicyId> = Vec::new();
        for award in briefing.cells(place).flat_map(|cell| &cell.assessment.awards) {
            if !policies.contains(&&award.policy) {
                policies.push(&award.policy);
            }
        }
        let known = policies.into_iter().filter_map(|id| library.policies.get(id)).filter_map(|policy| {
            let is_known = record(library, &policy.id, None).is_some() || odds(library, &policy.id).is_some();
            let paid = words.paid_short(library, policy, None);
            is_known.then(|| say!(words, "front-city-paid", name = words.text(&policy.title), paid = paid))
        });
        let known: Vec<String> = known.take(MOST_POINTS).collect();
        if known.is_empty() { say!(words, "paid-short-none") } else { known.join(&words.semicolon()) }
    }
}

/// Whether no amount of a place is published for any of the productions.
fn is_blank(briefing: &Briefing, place: &PlaceId) -> bool {
    briefing.cells(place).all(|cell| cell.value.is_unpublished())
}
