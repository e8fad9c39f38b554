//! The changes that bring more in each place: what changes, what it gains, the incentives and their clauses. Below them
//! the changes that gain nothing, with the rule that prevents it. If the user states costs of changes, the cost and what
//! is left after it stand with the gain, marked as an assumption.

use super::Composer;
use crate::model::id::{IncentiveId, PlaceId, PolicyId};
use crate::report::document::{Block, Cell, Column, Holds, Item, Row, Section, Table, Tag, Tone};
use crate::report::plan::Part;
use crate::rules::context::Context;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::near::{Near, blocked, near_in_all, order};

/// The number of changes listed for a place.
const MOST: usize = 12;

impl Composer<'_> {
    pub(super) fn near(&mut self) -> Section {
        // A change discloses answers of the production.
        if !self.open() {
            return self.part(Part::Near, vec![]);
        }
        let (library, production, words) = (self.brief.library, self.brief.production, self.words);
        let context = Context::new(library, production, self.brief.day);
        let (mut rows, mut nothing, mut is_costed) = (Vec::new(), Vec::new(), false);
        let places: Vec<PlaceId> = self.assessments.iter().map(|one| one.place.clone()).collect();
        let all = near_in_all(&context, &places);
        for (one, mut found) in self.assessments.clone().into_iter().zip(all) {
            nothing.extend(blocked(&context, &one).iter().map(|blocked| {
                let said = words.blocked(library, production.currency, blocked);
                let place = self.place_name(&one.place);
                let references = self.references.cite(blocked.left.because.cites());
                Item {
                    text: say!(words, "report-labelled", label = place, value = said),
                    references,
                    ..Item::default()
                }
            }));
            found.sort_by_key(|near| order(library, near));
            if found.is_empty() {
                continue;
            }
            rows.push(Row::Group(self.place_item(&one.place)));
            is_costed |= found.iter().take(MOST).any(|near| near.cost.is_some());
            let rest = found.len().saturating_sub(MOST);
            rows.extend(found.iter().take(MOST).map(|near| Row::Cells(self.change(near))));
            if rest > 0 {
                let text = Item::toned(say!(words, "near-report-rest", count = rest), Tone::Quiet);
                rows.push(Row::Cells([text, Item::default(), Item::default()].map(Cell::from).to_vec()));
            }
        }
        let mut blocks = Vec::new();
        if is_costed {
            blocks.push(Block::Note(say!(words, "near-cost-note")));
        }
        if !rows.is_empty() {
            let heads = [
                say!(words, "near-column-change"),
                say!(words, "near-column-gain"),
                say!(words, "report-flat-incentive"),
            ];
            let columns = heads.map(|title| Column::new(title, Holds::Text)).to_vec();
            blocks.push(Block::Table(Table { caption: say!(words, "near-caption"), columns, rows, legend: vec![] }));
        }
        if !nothing.is_empty() {
            blocks.push(Block::Paragraph(say!(words, "near-nothing-title")));
            blocks.push(Block::List(nothing));
        }
        self.part(Part::Near, blocks)
    }

    fn change(&mut self, near: &Near) -> Vec<Cell> {
        let (library, words, currency) = (self.brief.library, self.words, self.brief.production.currency);
        let what = words.capital(&words.near_changes(library, currency, near));
        let what = if near.nearest { what } else { say!(words, "near-not-proven", line = what) };
        let tone = if near.floor_gain > Fraction::ZERO { Tone::Certain } else { Tone::Possible };
        let gain = Item::toned(words.gain(currency, near), tone);
        let net = words.near_net(library, currency, near).map(|net| {
            let assumption = Tag { text: say!(words, "report-your-assumption"), tone: Tone::Possible };
            Item { tags: vec![assumption], ..Item::plain(words.capital(&net)) }
        });
        let gain = Cell::Items(std::iter::once(gain).chain(net).collect());
        let incentives = near.incentives.iter().map(|named| self.incentive(named)).collect();
        vec![Item::plain(what).into(), gain, Cell::Items(incentives)]
    }

    /// An incentive with its clauses.
    fn incentive(&mut self, (policy, incentive): &(PolicyId, IncentiveId)) -> Item {
        let known = self.brief.library.policies.get(policy).and_then(|policy| policy.incentive(incentive));
        let Some(known) = known else { return Item::plain(incentive.to_string()) };
        let references = self.references.cite(&known.cites);
        Item { text: self.words.text(&known.name).to_owned(), references, ..Item::default() }
    }
}
