//! Several productions of one company: what each place gives each of them, what rules over the company take away
//! where they come together, and the best assignment.
//!
//! Money known only from second-hand reports is not in the sums; it is reported beside them. So is money that nothing
//! bounds or whose amount is not published.
//! Absent on purpose: what it costs to move a production.

mod search;
mod workable;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use self::search::{Found, Ground, Sums};
use super::calendar::{Calendar, calendar};
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

pub use self::workable::Workable;

/// What a slate comes to.
#[derive(Clone, Debug)]
pub struct Worked {
    /// The productions with the answers of the company, in the order of the slate.
    pub productions: Vec<Arc<Production>>,
    /// The currency of all amounts.
    pub currency: Currency,
    /// What is wanted before all else.
    pub first: Wanted,
    /// The places, in the order of the slate.
    pub places: Vec<PlaceId>,
    /// What each place gives each production by itself, by production and place; none where it may not go there.
    pub offers: Vec<Vec<Option<Offer>>>,
    /// What each place gives all productions that may go there, if all of them do.
    pub together: Vec<Column>,
    /// The best assignment.
    pub best: Assignment,
    /// Why each production goes where it goes.
    pub goes: Vec<Goes>,
    /// What is lost if a place of the best assignment gives nothing.
    pub refusals: Vec<Refusal>,
    /// Questions of the company to which productions give different answers.
    pub differing: Vec<Differing>,
}

/// Sums over productions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Money {
    /// What is certain.
    pub certain: Fraction,
    /// What is possible without the answers that are missing.
    pub settled: Fraction,
    /// What is possible, as far as it can be counted; without what is known from second-hand reports only.
    pub possible: Fraction,
    /// Whether more is possible, whose amount nothing bounds or nobody published.
    pub more: bool,
    /// How much more is possible that is known from second-hand reports only, each production by itself.
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

/// What a place gives several productions together.
#[derive(Clone, Debug)]
pub struct Column {
    /// The place.
    pub place: PlaceId,
    /// How many of the productions may go there.
    pub productions: usize,
    /// What they come to together.
    pub money: Money,
    /// What they would come to if no rule counted over the company.
    pub apart: Money,
    /// The rules that take something away.
    pub cuts: Vec<Cut>,
    /// The rules of the place that count over the company, a year or a pool.
    pub rules: Vec<(Shared, Step)>,
    /// Whether every policy that may pay here was read to its end, so that no such rule can be missing.
    pub read: bool,
}

/// One place for each production.
#[derive(Clone, Debug, Default)]
pub struct Assignment {
    /// The place of each production, among the places; none where it may go nowhere.
    pub places: Vec<Option<usize>>,
    /// What it comes to.
    pub money: Money,
    /// What it would come to if no rule counted over the company.
    pub apart: Money,
    /// The rules that take something away.
    pub cuts: Vec<Cut>,
    /// That nothing is better.
    pub proof: Proof,
}

/// How sure it is that no assignment is better.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// Partial assignments that were looked at; all others are ruled out by a bound.
    pub looked_at: u64,
    /// How many assignments there are; none where there are too many to be counted.
    pub of: Option<u128>,
    /// What no assignment exceeds in the sum that is wanted first; none where the assignment is the best.
    pub bound: Option<Fraction>,
}

/// Where a production goes, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goes {
    /// Why there.
    pub because: Because,
    /// The place that would be best for it by itself, where that is another.
    pub by_itself: Option<usize>,
    /// The best place for it if it may not go there, in the assignment that is best then.
    pub next: Option<usize>,
    /// What that would lose in all: certain, settled and possible. What is gained is negative.
    pub loses: [Fraction; 3],
}

/// Why a production goes where it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Because {
    /// Somebody chose it.
    Chosen,
    /// It may go nowhere else.
    OnlyPlace,
    /// It may go nowhere.
    Nowhere,
    /// Only there anything is certain for it.
    OnlyCertain,
    /// With it elsewhere, less of this sum comes together.
    Most(Sum),
    /// Elsewhere it comes to the same; the order of the places decides.
    Order,
}

/// What is lost if a place gives nothing.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The place, among the places.
    pub place: usize,
    /// What the best assignment without it comes to.
    pub money: Money,
    /// The place of each production then.
    pub places: Vec<Option<usize>>,
}

/// A question of the company to which productions give different answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// The question.
    pub fact: FactId,
    /// What each production answers, in their order; none where it does not.
    pub answers: Vec<Option<Answer>>,
}

/// Works a slate out for a day. `productions` are those of the slate, in its order; all count in one currency.
#[must_use]
pub fn slate(library: &Library, slate: &Slate, productions: &[Arc<Production>], day: Date) -> Worked {
    let productions: Vec<Arc<Production>> =
        productions.iter().map(|production| Arc::new(slate.in_company(production))).collect();
    let places: Vec<PlaceId> =
        slate.all_places().into_iter().filter(|place| library.places.contains_key(place)).collect();
    let mut rows: Vec<Vec<Option<Offer>>> = Vec::with_capacity(productions.len());
    let mut cells: Vec<Cell<'_>> = Vec::new();
    // Where the cell of each production and place is.
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
        self.told(cells, [sum(Sum::Certain), sum(Sum::Settled), sum(Sum::Possible)])
    }

    fn apart(&self, cells: &[usize]) -> Money {
        let sum = |sum: Sum| Fraction::total(cells.iter().map(|cell| self.together.alone(sum, *cell)));
        self.told(cells, [sum(Sum::Certain), sum(Sum::Settled), sum(Sum::Possible)])
    }

    fn told(&self, cells: &[usize], [certain, settled, possible]: [Fraction; 3]) -> Money {
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
        Assignment { places: self.places_of(&found.cells), money, apart, cuts, proof }
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
        let Some(cell) = found.cells.get(production).copied().flatten() else { return nothing(Because::Nowhere) };
        let own = choices.get(production).map(Vec::as_slice).unwrap_or_default();
        let chosen = self.slate.productions.get(production).is_some_and(|entry| entry.chosen.is_some());
        if own.len() < 2 {
            return nothing(if chosen { Because::Chosen } else { Because::OnlyPlace });
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
            // In the order of the sums, whatever decides.
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
            None => Because::Order,
            Some(Sum::Certain) if only_certain() => Because::OnlyCertain,
            Some(sum) => Because::Most(*sum),
        };
        let next = other.cells.get(production).copied().flatten().and_then(|cell| self.place_of(cell));
        Goes { because, by_itself, next, loses }
    }

    /// Questions that awards per company ask, and to which productions give different answers.
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
    /// The whole budget of all productions; none where one has none.
    #[must_use]
    pub fn budget(&self) -> Option<Fraction> {
        let own = self.productions.iter().map(|production| budget(production));
        own.reduce(|all, next| all?.plus(next?)).flatten()
    }

    /// When to apply and when the money comes, for each production in the place it goes to, in their order; none
    /// where it may go nowhere.
    #[must_use]
    pub fn calendars(&self, library: &Library) -> Vec<Option<Calendar>> {
        let goes = self.best.places.iter().zip(&self.offers).zip(&self.productions);
        goes.map(|((place, row), production)| {
            let offer = row.get((*place)?)?.as_ref()?;
            Some(calendar(library, production, &offer.assessment))
        })
        .collect()
    }

    /// What each place of the best assignment gives for certain to the productions that go there, by itself.
    #[must_use]
    pub fn certain_places(&self) -> Vec<usize> {
        let paying = self.best.places.iter().zip(&self.offers).filter_map(|(place, row)| {
            let offer = row.get((*place)?)?.as_ref()?;
            (!offer.assessment.floor.is_zero()).then_some((*place)?)
        });
        paying.collect::<BTreeSet<usize>>().into_iter().collect()
    }
}

/// The whole budget of a production, where it is answered.
#[must_use]
pub fn budget(production: &Production) -> Option<Fraction> {
    match production.answers.get(&FactId::from(BUDGET)) {
        Some(Answer::Number(budget)) => Some(Fraction::of(budget.0)).filter(|budget| !budget.is_zero()),
        _ => None,
    }
}
