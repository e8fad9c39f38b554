//! Policies side by side, aligned by the kind of their incentives.

use super::Composer;
use crate::model::condition::Condition;
use crate::model::id::{PlaceId, PolicyId};
use crate::model::policy::{Basis, Incentive, Policy, Status};
use crate::model::stacking::StackingRule;
use crate::report::document::{Block, Cell, Column, Holds, Item, Row, Section, Table, Tag, Tone};
use crate::report::plan::Part;
use crate::say;
use crate::study::compare::{self, Filter};
use crate::study::evidence::Evidence;

/// The number of places that fit side by side on a page.
const MOST_COLUMNS: usize = 4;

/// Up to this number of payments of a policy are listed one by one; more are only summarised.
const MOST_PAYMENTS: usize = 5;

/// Fewer shared conditions than this are repeated for each incentive.
const LEAST_SHARED: usize = 3;

impl Composer<'_> {
    pub(super) fn cards(&mut self) -> Section {
        let places = self.brief.places;
        let tables = places.len().div_ceil(MOST_COLUMNS).max(1);
        let width = places.len().div_ceil(tables).max(1);
        let blocks = places.chunks(width).map(|chunk| Block::Table(self.card_table(chunk))).collect();
        self.part(Part::Cards, blocks)
    }

    /// The policies of some places, side by side.
    fn card_table(&mut self, places: &[PlaceId]) -> Table {
        let words = self.words;
        let filter = Filter::default();
        let table = compare::table(self.brief.library, places, self.brief.day, filter);
        let mut columns = vec![Column::new(say!(words, "report-column-kind"), Holds::Text)];
        columns.extend(places.iter().map(|place| Column {
            title: self.place_name(place),
            holds: Holds::Text,
            mark: Some(self.marks.of(place)),
        }));
        let shared: Vec<Shared<'_>> = (0..places.len()).map(|at| Shared::of(&table, at)).collect();
        let mut rows = Vec::new();
        if shared.iter().any(|shared| !shared.all.is_empty()) {
            rows.push(Row::Cells(self.shared_row(&shared)));
        }
        for row in &table.rows {
            let kind = Item::toned(words.kind(row.kind), Tone::Quiet);
            let cells = row.cells.iter().zip(&shared).map(|(items, shared)| self.card_cell(items, shared));
            rows.push(Row::Cells(std::iter::once(kind.into()).chain(cells).collect()));
        }
        rows.push(Row::Cells(self.stacking_row(places, filter)));
        rows.push(Row::Cells(self.policy_row(places, say!(words, "row-apply"), |composer, policy| {
            composer.words.policy_apply_when(policy, composer.brief.day)
        })));
        rows.push(Row::Cells(
            self.policy_row(places, say!(words, "row-paid"), |composer, policy| {
                composer.words.policy_paid_when(policy)
            }),
        ));
        let filter = Filter::default();
        let known = |place: &PlaceId| compare::policies(self.brief.library, place, self.brief.day, filter);
        let library = self.brief.library;
        let paid = |policy: &PolicyId| library.payments.values().any(|payment| payment.policy == *policy);
        if places.iter().flat_map(known).any(|policy| !policy.precedents.is_empty() || paid(&policy.id)) {
            rows.push(Row::Cells(self.policy_row(places, say!(words, "row-odds"), |composer, policy| {
                let said = |earlier| composer.words.precedent(earlier, policy.currency);
                let own = library.payments.values().filter(|payment| payment.policy == policy.id);
                let own: Vec<String> = own.map(|payment| composer.words.payment(payment, policy.currency)).collect();
                let all = if own.is_empty() { vec![] } else { composer.words.paid(library, policy, None) };
                let each = if own.len() > MOST_PAYMENTS { vec![] } else { own };
                policy.precedents.iter().map(said).chain(all).chain(each).collect()
            })));
        }
        let names: Vec<String> = places.iter().map(|place| self.place_name(place)).collect();
        let caption = say!(words, "report-cards-caption", places = words.list_and(&names));
        Table { caption, columns, rows, legend: vec![] }
    }

    /// The conditions that several incentives of one policy share, stated once.
    fn shared_row(&self, shared: &[Shared<'_>]) -> Vec<Cell> {
        let words = self.words;
        let mut cells = vec![Item::toned(say!(words, "report-row-shared"), Tone::Quiet).into()];
        cells.extend(shared.iter().map(|shared| {
            match shared.all.is_empty() {
                true => Item::toned(say!(words, "report-not-applicable"), Tone::Quiet).into(),
                false => Cell::Items(
                    shared
                        .all
                        .iter()
                        .map(|(policy, conditions)| Item {
                            text: words.text(&policy.title).to_owned(),
                            details: vec![words.capital(&self.conditions(policy, conditions))],
                            ..Item::default()
                        })
                        .collect(),
                ),
            }
        }));
        cells
    }

    fn conditions(&self, policy: &Policy, all: &[&Condition]) -> String {
        let said = all.iter().map(|one| self.words.condition(self.brief.library, policy, one));
        said.collect::<Vec<_>>().join(&self.words.semicolon())
    }

    /// The conditions of an incentive, without those that its policy shares among several.
    fn own_conditions(&self, policy: &Policy, incentive: &Incentive, shared: &Shared<'_>) -> Option<String> {
        let words = self.words;
        let Some(common) = shared.of_incentive(policy, incentive) else {
            return words.condition_terms(self.brief.library, policy, incentive);
        };
        let own: Vec<&Condition> = parts(&incentive.when).iter().filter(|part| !common.contains(part)).collect();
        Some(match own.is_empty() {
            true => say!(words, "report-shared-only"),
            false => say!(words, "report-shared-and", own = self.conditions(policy, &own)),
        })
    }

    fn card_cell(&mut self, items: &[compare::Item<'_>], shared: &Shared<'_>) -> Cell {
        let words = self.words;
        if items.is_empty() {
            return Item::toned(say!(words, "report-not-applicable"), Tone::Quiet).into();
        }
        let cards = items.iter().map(|item| {
            let compare::Item { policy, incentive, status } = *item;
            let mut details = Vec::new();
            details.extend(words.amount_terms(self.brief.library, policy, incentive));
            details.extend(self.own_conditions(policy, incentive, shared));
            if details.is_empty() || incentive.basis == Basis::InKind {
                details.extend(incentive.note.as_ref().map(|note| words.text(note).to_owned()));
            }
            let mut tags = vec![Tag { text: words.basis(incentive.basis), tone: basis_tone(incentive.basis) }];
            if incentive.amount.is_none() && incentive.basis != Basis::InKind {
                tags.push(Tag { text: say!(words, "not-published"), tone: Tone::Unknown });
            }
            if let Some(quota) = incentive.quota {
                tags.push(Tag { text: say!(words, "quota", count = words.plain(quota.into())), tone: Tone::Plain });
            }
            let evidence = Evidence::of(self.brief.library, policy, incentive);
            let tone = if evidence == Evidence::SecondHand { Tone::Unknown } else { Tone::Plain };
            tags.push(Tag { text: words.evidence(evidence), tone });
            if status != Status::InForce {
                tags.push(Tag { text: words.status(status), tone: Tone::Unknown });
            }
            Item {
                text: words.text(&incentive.name).to_owned(),
                tone: Tone::Strong,
                details,
                tags,
                references: self.references.cite(&incentive.cites),
                ..Item::default()
            }
        });
        Cell::Items(cards.collect())
    }

    /// A row with a text for each policy that offers anything, under its title.
    fn policy_row(&self, places: &[PlaceId], head: String, say: impl Fn(&Self, &Policy) -> Vec<String>) -> Vec<Cell> {
        let mut cells = vec![Item::toned(head, Tone::Quiet).into()];
        for place in places {
            let policies = compare::policies(self.brief.library, place, self.brief.day, Filter::default());
            let silent = say!(self.words, "apply-not-published");
            let mut unsaid = 0;
            let mut items = Vec::new();
            for policy in policies.iter().filter(|policy| !policy.incentives.is_empty()) {
                let mut details = say(self, policy);
                let all = details.len();
                details.retain(|said| *said != silent);
                if details.is_empty() {
                    unsaid += usize::from(all > 0);
                } else {
                    let text = self.words.text(&policy.title).to_owned();
                    items.push(Item { text, details, ..Item::default() });
                }
            }
            items.extend(self.unsaid(unsaid));
            cells.push(if items.is_empty() {
                Item::toned(say!(self.words, "report-not-applicable"), Tone::Quiet).into()
            } else {
                Cell::Items(items)
            });
        }
        cells
    }

    /// A note on the number of policies that do not state it.
    fn unsaid(&self, count: usize) -> Option<Item> {
        (count > 0).then(|| Item::toned(say!(self.words, "report-row-silent", count = count), Tone::Quiet))
    }

    /// The stacking rules of each policy.
    fn stacking_row(&mut self, places: &[PlaceId], filter: Filter) -> Vec<Cell> {
        let words = self.words;
        let mut cells = vec![Item::toned(say!(words, "report-row-stacking"), Tone::Quiet).into()];
        for place in places {
            let policies = compare::policies(self.brief.library, place, self.brief.day, filter);
            let mut unsaid = 0;
            let mut rules = Vec::new();
            for policy in policies.iter().filter(|policy| policy.incentives.len() > 1) {
                let stacking = &policy.stacking;
                let says = !stacking.groups.is_empty() || !stacking.relations.is_empty();
                if stacking.rule == StackingRule::Unknown && !says {
                    unsaid += 1;
                    continue;
                }
                rules.push(Item {
                    text: words.text(&policy.title).to_owned(),
                    details: words.stacking(self.brief.library, policy),
                    references: self.references.cite(&stacking.cites),
                    ..Item::default()
                });
            }
            rules.extend(self.unsaid(unsaid));
            cells.push(if rules.is_empty() {
                Item::toned(say!(words, "report-not-applicable"), Tone::Quiet).into()
            } else {
                Cell::Items(rules)
            });
        }
        cells
    }
}

/// The conditions that several incentives of one policy share, for the policies of one place.
struct Shared<'a> {
    all: Vec<(&'a Policy, Vec<&'a Condition>)>,
}

impl<'a> Shared<'a> {
    /// The shared conditions in a column of a table: those of every incentive of a policy with at least as many
    /// conditions, if there are two or more of these incentives.
    fn of(table: &compare::Table<'a>, column: usize) -> Self {
        let items = table.rows.iter().filter_map(|row| row.cells.get(column)).flatten();
        let mut asking: Vec<(&'a Policy, Vec<&'a Incentive>)> = Vec::new();
        for item in items.filter(|item| parts(&item.incentive.when).len() >= LEAST_SHARED) {
            match asking.iter_mut().find(|(policy, _)| policy.id == item.policy.id) {
                Some((_, all)) => all.push(item.incentive),
                None => asking.push((item.policy, vec![item.incentive])),
            }
        }
        let shared = asking.into_iter().filter_map(|(policy, incentives)| {
            let (first, rest) = incentives.split_first()?;
            let by_all = |part: &&Condition| rest.iter().all(|other| parts(&other.when).contains(part));
            let common: Vec<&Condition> = parts(&first.when).iter().filter(by_all).collect();
            (!rest.is_empty() && common.len() >= LEAST_SHARED).then_some((policy, common))
        });
        Self { all: shared.collect() }
    }

    /// The conditions that an incentive shares with others of its policy, if any.
    fn of_incentive(&self, policy: &Policy, incentive: &Incentive) -> Option<&[&'a Condition]> {
        let (_, common) = self.all.iter().find(|(other, _)| other.id == policy.id)?;
        common.iter().all(|part| parts(&incentive.when).contains(part)).then_some(common)
    }
}

/// The conditions that must all hold.
fn parts(condition: &Condition) -> &[Condition] {
    match condition {
        Condition::All(all) => all,
        one => std::slice::from_ref(one),
    }
}

fn basis_tone(basis: Basis) -> Tone {
    match basis {
        Basis::Entitlement => Tone::Certain,
        Basis::UpTo | Basis::Competitive => Tone::Possible,
        Basis::CaseByCase => Tone::Unknown,
        Basis::InKind => Tone::Plain,
    }
}
