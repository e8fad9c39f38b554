//! Several productions of one company: the offers of each place for each of them, the effect of rules that apply over
//! the company, and the best assignment.
//!
//! Money known only from second-hand reports is not in the sums and is reported separately, as is money that is
//! unbounded or unpublished. The cost of moving a production is not considered.

mod search;
mod workable;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use self::search::{Found, Ground, Sums};
use super::calendar::{Calendar, calendar_with};
use super::evidence::Evidence;
use super::offers::{BUDGET, Offer, offers};
use crate::model::id::{FactId, PlaceId};
use crate::model::library::Library;
use crate::model::policy::{Incentive, Per, Policy, Read};
use crate::model::production::{Answer, Currency, Production};
use crate::model::slate::{Slate, Wanted};
use crate::model::walk::Node;
use crate::rules::context::Context;
use crate::rules::fraction::Fraction;
use crate::rules::stack::together::{Cell, Cut, Shared, Sum, Together};
use crate::rules::step::Step;
use crate::rules::value::Range;

pub use self::workable::Workable;

/// The result of a slate.
#[derive(Clone, Debug)]
pub struct Worked {
    /// The productions with the answers of the company, in the order of the slate.
    pub productions: Vec<Arc<Production>>,
    /// The currency of all amounts.
    pub currency: Currency,
    /// The sum that is maximised first.
    pub first: Wanted,
    /// The places, in the order of the slate.
    pub places: Vec<PlaceId>,
    /// The offer of each place for each production by itself, by production and place; none if it may not go there.
    pub offers: Vec<Vec<Option<Offer>>>,
    /// The result of each place if all productions that may go there do.
    pub together: Vec<Column>,
    /// The best assignment.
    pub best: Assignment,
    /// The reason for the place of each production.
    pub goes: Vec<Goes>,
    /// The loss if a place of the best assignment gives nothing.
    pub refusals: Vec<Refusal>,
    /// Questions of the company that productions answer differently.
    pub differing: Vec<Differing>,
}

/// Sums over productions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Money {
    /// The certain amount.
    pub certain: Fraction,
    /// The possible amount that needs no missing answer.
    pub settled: Fraction,
    /// The possible amount that can be counted, without amounts known only from second-hand reports.
    pub possible: Fraction,
    /// Whether more is possible in unbounded or unpublished amounts.
    pub more: bool,
    /// The further possible amount known only from second-hand reports, of each production by itself.
    pub second_hand: Fraction,
}

impl Money {
    /// One of its sums.
    #[must_use]
    pub fn get(&self, sum: Sum) -> Fraction {
        match sum {
            Sum::Certain => self.certain,
            Sum::Settled => self.settled,
            Sum::Possible => self.possible,
        }
    }
}

/// The result of a place for several productions together.
#[derive(Clone, Debug)]
pub struct Column {
    /// The place.
    pub place: PlaceId,
    /// The number of productions that may go there.
    pub productions: usize,
    /// Their result together.
    pub money: Money,
    /// Their result if no rule applied over the company.
    pub apart: Money,
    /// The rules that reduce it.
    pub cuts: Vec<Cut>,
    /// The rules of the place that apply over the company, a year or a pool.
    pub rules: Vec<(Shared, Step)>,
    /// Whether every policy that may pay here was read in full, so that no such rule can be missing.
    pub read: bool,
}

/// One place for each production.
#[derive(Clone, Debug, Default)]
pub struct Assignment {
    /// The place of each production, as a position among the places; none if it may go nowhere.
    pub places: Vec<Option<usize>>,
    /// Its result.
    pub money: Money,
    /// Its result if no rule applied over the company.
    pub apart: Money,
    /// The rules that reduce it.
    pub cuts: Vec<Cut>,
    /// The payments of awards beside those of the other productions, for each production by the indices of its awards.
    /// Awards known only from second-hand reports are not among them.
    pub paid: Vec<Vec<(usize, Range)>>,
    /// The proof that no assignment is better.
    pub proof: Proof,
}

/// The extent to which it is proven that no assignment is better.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// The number of partial assignments that were examined; all others are excluded by a bound.
    pub looked_at: u64,
    /// The number of assignments; none if there are too many to count.
    pub of: Option<u128>,
    /// The upper bound of all assignments in the sum that is maximised first; none if the assignment is the best.
    pub bound: Option<Fraction>,
}

/// The place of a production, and the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goes {
    /// The reason.
    pub because: Rationale,
    /// The best place for it by itself, if that is another one.
    pub by_itself: Option<usize>,
    /// Its place in the best assignment without its present place.
    pub next: Option<usize>,
    /// The total loss of that assignment: certain, settled and possible. A gain is negative.
    pub loses: [Fraction; 3],
}

/// The reason for the place of a production.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rationale {
    /// The user chose it.
    Chosen,
    /// It may go to no other place.
    OnlyPlace,
    /// It may go nowhere.
    Nowhere,
    /// Only there an amount is certain for it.
    OnlyCertain,
    /// In any other place this sum would be less.
    Most(Sum),
    /// Another place gives the same; the order of the places decides.
    Order,
}

/// The loss if a place gives nothing.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The place, as a position among the places.
    pub place: usize,
    /// The result of the best assignment without it.
    pub money: Money,
    /// The place of each production then.
    pub places: Vec<Option<usize>>,
}

/// A question of the company that productions answer differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// The question.
    pub fact: FactId,
    /// The answer of each production, in their order; none if there is none.
    pub answers: Vec<Option<Answer>>,
}

/// Calculates a slate for a day. `productions` are those of the slate, in its order; all have one currency.
#[must_use]
pub fn slate(library: &Library, slate: &Slate, productions: &[Arc<Production>], day: Date) -> Worked {
    let productions: Vec<Arc<Production>> =
        productions.iter().map(|production| Arc::new(slate.in_company(production))).collect();
    let places: Vec<PlaceId> =
        slate.all_places().into_iter().filter(|place| library.places.contains_key(place)).collect();
    let mut rows: Vec<Vec<Option<Offer>>> = Vec::with_capacity(productions.len());
    let mut cells: Vec<Cell<'_>> = Vec::new();
    // The cell of each production and place.
    let mut at: Vec<Vec<Option<usize>>> = Vec::with_capacity(productions.len());
    let hearsay =
        |policy: &Policy, incentive: &Incentive| Evidence::of(library, policy, incentive) == Evidence::SecondHand;
    for ((production, entry), own) in productions.iter().zip(&slate.productions).zip(0..) {
        let allowed = slate.allowed(entry);
        let wanted: Vec<PlaceId> = places
            .iter()
            .filter(|place| allowed.contains(place) || entry.chosen.as_ref() == Some(place))
            .cloned()
            .collect();
        let context = Context::new(library, production, day);
        let found = offers(library, production, &wanted, day).into_iter();
        let mut found: BTreeMap<PlaceId, Offer> = found.map(|offer| (offer.place.clone(), offer)).collect();
        let (mut row, mut places_of) = (Vec::with_capacity(places.len()), Vec::with_capacity(places.len()));
        for place in &places {
            let Some(offer) = found.remove(place) else {
                row.push(None);
                places_of.push(None);
                continue;
            };
            places_of.push(Some(cells.len()));
            let year = slate.year_of(entry);
            cells.push(Cell::new(&context, Arc::clone(&offer.assessment), own, year, hearsay));
            row.push(Some(offer));
        }
        rows.push(row);
        at.push(places_of);
    }
    let table = Table { library, slate, places, offers: rows, at, together: Together::new(cells) };
    table.worked(productions.clone())
}

struct Table<'a> {
    library: &'a Library,
    slate: &'a Slate,
    places: Vec<PlaceId>,
    offers: Vec<Vec<Option<Offer>>>,
    at: Vec<Vec<Option<usize>>>,
    together: Together<'a>,
}

impl Table<'_> {
    fn worked(self, productions: Vec<Arc<Production>>) -> Worked {
        let choices: Vec<Vec<usize>> = self.choices(None);
        let order = match self.slate.first {
            Wanted::Certain => [Sum::Certain, Sum::Settled, Sum::Possible],
            Wanted::UpTo => [Sum::Possible, Sum::Certain, Sum::Settled],
        };
        let ground = Ground::new(&self.together, &choices, order);
        let found = ground.best(&choices);
        let best = self.assignment(&found, &choices);
        let goes = (0..choices.len()).map(|production| self.goes(&ground, &found, &choices, production)).collect();
        let used: BTreeSet<usize> = best.places.iter().flatten().copied().collect();
        let refusals = used.into_iter().map(|place| {
            let without = ground.best(&self.choices(Some(place)));
            Refusal { place, money: self.money(&cells_of(&without)), places: self.places_of(&without.cells) }
        });
        let refusals = refusals.collect();
        let together = (0..self.places.len()).map(|place| self.column(place)).collect();
        let currency = productions.first().map(|production| production.currency).unwrap_or_default();
        let differing = self.differing(&productions);
        let first = self.slate.first;
        let Self { places, offers, .. } = self;
        Worked { productions, currency, first, places, offers, together, best, goes, refusals, differing }
    }

    /// The cells that each production may go to, without a place.
    fn choices(&self, without: Option<usize>) -> Vec<Vec<usize>> {
        let of = |(row, entry): (&Vec<Option<usize>>, &crate::model::slate::Entry)| -> Vec<usize> {
            let may = |place: &PlaceId| entry.chosen.as_ref().is_none_or(|chosen| chosen == place);
            let cells = row.iter().zip(&self.places).enumerate();
            cells
                .filter(|(at, (_, place))| may(place) && Some(*at) != without)
                .filter_map(|(_, (cell, _))| *cell)
                .collect()
        };
        self.at.iter().zip(&self.slate.productions).map(of).collect()
    }

    fn place_of(&self, cell: usize) -> Option<usize> {
        self.at.iter().find_map(|row| row.iter().position(|own| *own == Some(cell)))
    }

    fn places_of(&self, cells: &[Option<usize>]) -> Vec<Option<usize>> {
        cells.iter().map(|cell| self.place_of((*cell)?)).collect()
    }

    fn money(&self, cells: &[usize]) -> Money {
        let sum = |sum: Sum| self.together.total(sum, cells).amount;
        self.money_of(cells, [sum(Sum::Certain), sum(Sum::Settled), sum(Sum::Possible)])
    }

    fn apart(&self, cells: &[usize]) -> Money {
        let sum = |sum: Sum| Fraction::total(cells.iter().map(|cell| self.together.alone(sum, *cell)));
        self.money_of(cells, [sum(Sum::Certain), sum(Sum::Settled), sum(Sum::Possible)])
    }

    fn money_of(&self, cells: &[usize], [certain, settled, possible]: [Fraction; 3]) -> Money {
        let offers = || cells.iter().filter_map(|cell| self.offer(*cell));
        let more = offers().any(|offer| offer.assessment.unpriced > 0 || offer.assessment.ceiling.is_none());
        let second_hand = Fraction::total(offers().map(|offer| offer.second_hand));
        Money { certain, settled, possible, more, second_hand }
    }

    fn offer(&self, cell: usize) -> Option<&Offer> {
        let (row, place) = self
            .at
            .iter()
            .enumerate()
            .find_map(|(row, cells)| Some((row, cells.iter().position(|own| *own == Some(cell))?)))?;
        self.offers.get(row)?.get(place)?.as_ref()
    }

    fn assignment(&self, found: &Found, choices: &[Vec<usize>]) -> Assignment {
        let cells = cells_of(found);
        let of = choices.iter().try_fold(1_u128, |all, cells| all.checked_mul(cells.len().max(1) as u128));
        let proof = Proof { looked_at: found.looked_at, of, bound: found.bound.map(|[first, ..]| first) };
        let (money, apart, cuts) = (self.money(&cells), self.apart(&cells), self.together.cuts(&cells));
        let mut each = self.together.payments(&cells).into_iter();
        let paid = found.cells.iter().map(|cell| cell.and_then(|_| each.next()).unwrap_or_default()).collect();
        Assignment { places: self.places_of(&found.cells), money, apart, cuts, paid, proof }
    }

    fn column(&self, place: usize) -> Column {
        let cells: Vec<usize> = self.at.iter().filter_map(|row| row.get(place).copied().flatten()).collect();
        let id = self.places.get(place).cloned().unwrap_or_else(|| PlaceId::from(""));
        let mut rules: BTreeMap<Shared, Step> = BTreeMap::new();
        for cell in &cells {
            rules.extend(self.together.rules_of(*cell));
        }
        let pays = |policy: &&Policy| {
            cells.iter().filter_map(|cell| self.offer(*cell)).any(|offer| {
                let awards = offer.assessment.awards.iter().filter(|award| award.policy == policy.id);
                awards.into_iter().any(|award| award.outcome.ceiling().is_none_or(|most| !most.is_zero()))
            })
        };
        let read = self.library.policies_in(&id).into_iter().filter(pays).all(|policy| policy.read == Read::Whole);
        let (money, apart, cuts) = (self.money(&cells), self.apart(&cells), self.together.cuts(&cells));
        Column { place: id, productions: cells.len(), money, apart, cuts, rules: rules.into_iter().collect(), read }
    }

    fn goes(&self, ground: &Ground<'_, '_>, found: &Found, choices: &[Vec<usize>], production: usize) -> Goes {
        let nothing = |because| Goes { because, by_itself: None, next: None, loses: [Fraction::ZERO; 3] };
        let Some(cell) = found.cells.get(production).copied().flatten() else { return nothing(Rationale::Nowhere) };
        let own = choices.get(production).map(Vec::as_slice).unwrap_or_default();
        let chosen = self.slate.productions.get(production).is_some_and(|entry| entry.chosen.is_some());
        if own.len() < 2 {
            return nothing(if chosen { Rationale::Chosen } else { Rationale::OnlyPlace });
        }
        let order = ground.order();
        let alone = |cell: usize| -> Sums { order.map(|sum| self.together.alone(sum, cell)) };
        let best = own.iter().copied().reduce(|best, next| if alone(next) > alone(best) { next } else { best });
        let by_itself = best.filter(|best| alone(*best) > alone(cell)).and_then(|best| self.place_of(best));
        let mut elsewhere = choices.to_vec();
        if let Some(cells) = elsewhere.get_mut(production) {
            cells.retain(|other| *other != cell);
        }
        let other = ground.best(&elsewhere);
        let mut loses = [Fraction::ZERO; 3];
        for (at, slot) in loses.iter_mut().enumerate() {
            // In the order of the sums, whichever decides.
            let sum = Sum::ALL.get(at).and_then(|sum| order.iter().position(|own| own == sum));
            let of = |sums: &Sums| sum.and_then(|sum| sums.get(sum)).copied().unwrap_or_default();
            *slot = of(&found.sums).minus(of(&other.sums)).unwrap_or_default();
        }
        let differs = (0..3).find(|at| found.sums.get(*at) != other.sums.get(*at)).and_then(|at| order.get(at));
        let only_certain = || {
            let certain = |cell: &usize| !self.together.alone(Sum::Certain, *cell).is_zero();
            certain(&cell) && !own.iter().any(|other| *other != cell && certain(other))
        };
        let because = match differs {
            None => Rationale::Order,
            Some(Sum::Certain) if only_certain() => Rationale::OnlyCertain,
            Some(sum) => Rationale::Most(*sum),
        };
        let next = other.cells.get(production).copied().flatten().and_then(|cell| self.place_of(cell));
        Goes { because, by_itself, next, loses }
    }

    /// Questions of awards per company that productions answer differently.
    fn differing(&self, productions: &[Arc<Production>]) -> Vec<Differing> {
        let mut asked: BTreeSet<&FactId> = BTreeSet::new();
        let policies: BTreeSet<_> =
            self.places.iter().flat_map(|place| self.library.policies_in(place)).map(|policy| &policy.id).collect();
        for policy in policies.into_iter().filter_map(|id| self.library.policies.get(id)) {
            let company =
                |incentive: &&Incentive| matches!(incentive.per, Some(Per::Company | Per::CompanyYear | Per::Base));
            for incentive in policy.incentives.iter().filter(company) {
                incentive.walk(&mut |node: Node<'_>| {
                    asked.extend(node.facts().into_iter().filter_map(|fact| Some(&self.library.facts.get(fact)?.id)));
                });
            }
        }
        let answers = |fact: &FactId| -> Vec<Option<Answer>> {
            productions.iter().map(|production| production.answers.get(fact).cloned()).collect()
        };
        let all = asked.into_iter().map(|fact| Differing { fact: fact.clone(), answers: answers(fact) });
        let differs = |one: &Differing| {
            let mut given = one.answers.iter().flatten();
            given.next().is_some_and(|first| given.any(|other| other != first))
        };
        all.filter(differs).collect()
    }
}

fn cells_of(found: &Found) -> Vec<usize> {
    found.cells.iter().flatten().copied().collect()
}

impl Worked {
    /// The total budget of all productions; none if one of them has none.
    #[must_use]
    pub fn budget(&self) -> Option<Fraction> {
        let own = self.productions.iter().map(|production| budget(production));
        own.reduce(|all, next| all?.plus(next?)).flatten()
    }

    /// The application windows and payments of each production in its place, in their order; none if it has no place.
    /// Payments are those beside the other productions.
    #[must_use]
    pub fn calendars(&self, library: &Library) -> Vec<Option<Calendar>> {
        let goes = self.best.places.iter().zip(&self.offers).zip(self.productions.iter().zip(&self.best.paid));
        goes.map(|((place, row), (production, paid))| {
            let offer = row.get((*place)?)?.as_ref()?;
            Some(calendar_with(library, production, &offer.assessment, paid))
        })
        .collect()
    }

    /// The certain amount of each place of the best assignment for the productions that go there, by itself.
    #[must_use]
    pub fn certain_places(&self) -> Vec<usize> {
        let paying = self.best.places.iter().zip(&self.offers).filter_map(|(place, row)| {
            let offer = row.get((*place)?)?.as_ref()?;
            (!offer.assessment.floor.is_zero()).then_some((*place)?)
        });
        paying.collect::<BTreeSet<usize>>().into_iter().collect()
    }
}

/// The whole budget of a production, if it is answered.
#[must_use]
pub fn budget(production: &Production) -> Option<Fraction> {
    match production.answers.get(&FactId::from(BUDGET)) {
        Some(Answer::Number(budget)) => Some(Fraction::of(budget.0)).filter(|budget| !budget.is_zero()),
        _ => None,
    }
}
