//! The unit of an amount, derived from how it is made, and where it does not fit the amounts beside it.
//!
//! Money has a power: money times money is not money, and cost per minute times minutes is money again. Shares
//! and counts have none. A bare figure that is compared with an amount, or is its cap or floor, takes the unit
//! of that amount.
//! Different counts are not distinguished: days and episodes have the same unit.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::Serialize;

use super::amount::{Amount, Axis};
use super::condition::Condition;
use super::fact::FactKind;
use super::id::LineId;
use super::library::Library;
use super::number::Number;
use super::policy::Policy;

/// The unit of an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Unit {
    /// Money to a power. 1 is plain money, also if it is per unit.
    Money(i8),
    /// A share of something.
    Share,
    /// A count of something.
    Count,
    /// A number without a unit: a multiple, or a share of a count.
    Times,
    /// Any unit: zero, or not known.
    Any,
}

impl Unit {
    /// Whether two amounts can be added, compared or used for each other.
    #[must_use]
    pub fn fits(self, other: Self) -> bool {
        match (self, other) {
            (Self::Any, _) | (_, Self::Any) => true,
            (Self::Times, Self::Share | Self::Count) | (Self::Share | Self::Count, Self::Times) => true,
            (one, other) => one == other,
        }
    }

    /// Whether it can be paid out.
    #[must_use]
    pub fn is_money(self) -> bool {
        matches!(self, Self::Money(1) | Self::Any)
    }

    fn times(self, other: Self) -> Self {
        match (self, other) {
            (Self::Any, _) | (_, Self::Any) => Self::Any,
            (Self::Money(one), Self::Money(other)) => Self::money(one.saturating_add(other)),
            (Self::Money(power), _) | (_, Self::Money(power)) => Self::Money(power),
            (Self::Times, one) | (one, Self::Times) => one,
            (one, other) if one == other => one,
            _ => Self::Times,
        }
    }

    fn over(self, other: Self) -> Self {
        match (self, other) {
            (Self::Any, _) | (_, Self::Any) => Self::Any,
            (Self::Money(one), Self::Money(other)) => Self::money(one.saturating_sub(other)),
            (Self::Money(power), _) => Self::Money(power),
            (_, Self::Money(power)) => Self::Money(power.saturating_neg()),
            (Self::Count, Self::Count) | (Self::Share, Self::Share) => Self::Times,
            (one, _) => one,
        }
    }

    fn money(power: i8) -> Self {
        if power == 0 { Self::Times } else { Self::Money(power) }
    }
}

/// One step from an amount or a condition to a part of it, as written in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A field.
    Field(&'static str),
    /// An item by its index.
    Item(usize),
}

/// Two amounts that do not fit each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The path to the second one.
    pub at: Vec<Way>,
    /// Its unit.
    pub found: Unit,
    /// The unit that would fit.
    pub needed: Unit,
}

/// Derives the units in one policy.
pub struct Units<'a> {
    library: &'a Library,
    policy: &'a Policy,
    /// The known units of lines; `None` while one is being derived.
    lines: RefCell<BTreeMap<&'a LineId, Unit>>,
}

/// The clashes found so far, and the path to the current part.
#[derive(Default)]
struct Found {
    way: Vec<Way>,
    clashes: Vec<Clash>,
}

impl Found {
    fn clash(&mut self, found: Unit, needed: Unit) {
        // A clash inside a part is reported once, at that part.
        let is_known = self.clashes.iter().any(|clash| clash.at.starts_with(&self.way));
        if !is_known {
            self.clashes.push(Clash { at: self.way.clone(), found, needed });
        }
    }

    fn inside<T>(&mut self, way: &[Way], work: impl FnOnce(&mut Self) -> T) -> T {
        let depth = self.way.len();
        self.way.extend_from_slice(way);
        let done = work(self);
        self.way.truncate(depth);
        done
    }
}

impl<'a> Units<'a> {
    /// Creates one for a policy of a library.
    #[must_use]
    pub fn new(library: &'a Library, policy: &'a Policy) -> Self {
        Self { library, policy, lines: RefCell::default() }
    }

    /// The unit of an amount; any unit if its parts do not fit each other.
    #[must_use]
    pub fn of(&self, amount: &'a Amount) -> Unit {
        self.amount(amount, &mut Found::default())
    }

    /// The clashes within an amount.
    #[must_use]
    pub fn clashes(&self, amount: &'a Amount) -> Vec<Clash> {
        let mut found = Found::default();
        self.amount(amount, &mut found);
        found.clashes
    }

    /// The clashes within an amount, or the amount itself if it is not money.
    #[must_use]
    pub fn unless_money(&self, amount: &'a Amount) -> Vec<Clash> {
        let mut found = Found::default();
        let unit = self.amount(amount, &mut found);
        if !unit.is_money() && found.clashes.is_empty() {
            found.clash(unit, Unit::Money(1));
        }
        found.clashes
    }

    /// The clashes within a condition.
    #[must_use]
    pub fn clashes_in(&self, condition: &'a Condition) -> Vec<Clash> {
        let mut found = Found::default();
        self.condition(condition, &mut found);
        found.clashes
    }

    fn line(&self, id: &'a LineId) -> Unit {
        if let Some(known) = self.lines.borrow().get(id) {
            return *known;
        }
        // The check for cycles reports a line that leads back to itself. Here it fits everything.
        self.lines.borrow_mut().insert(id, Unit::Any);
        let unit = self.policy.line(id).map_or(Unit::Any, |line| self.of(&line.amount));
        self.lines.borrow_mut().insert(id, unit);
        unit
    }

    fn part(&self, amount: &'a Amount, way: &[Way], found: &mut Found) -> Unit {
        found.inside(way, |found| self.amount(amount, found))
    }

    /// Several parts that must have the same unit, with the paths to them.
    fn alike(&self, parts: impl Iterator<Item = (&'a Amount, Vec<Way>)>, loose: bool, found: &mut Found) -> Unit {
        let mut common = Unit::Any;
        // Bare figures come last: they take the unit of the others.
        let (bare, rest): (Vec<_>, Vec<_>) = parts.partition(|(part, _)| loose && matches!(part, Amount::Fixed(_)));
        for (part, way) in rest {
            let unit = self.part(part, &way, found);
            if unit.fits(common) {
                common = narrower(common, unit);
            } else {
                found.inside(&way, |found| found.clash(unit, common));
            }
        }
        match (common, bare.first()) {
            (Unit::Any, Some((Amount::Fixed(figure), _))) => fixed(*figure),
            _ => common,
        }
    }

    fn amount(&self, amount: &'a Amount, found: &mut Found) -> Unit {
        use self::Way::{Field, Item};
        let listed = |parts: &'a [Amount]| {
            parts.iter().enumerate().map(|(place, part)| (part, vec![Item(0), Item(place)])).collect::<Vec<_>>()
        };
        match amount {
            Amount::Fixed(figure) => fixed(*figure),
            Amount::Rate(_) => Unit::Share,
            Amount::Count(_) | Amount::DaysBetween(..) => Unit::Count,
            Amount::Fact(id) => match self.library.facts.get(id).map(|fact| &fact.kind) {
                Some(FactKind::Money) => Unit::Money(1),
                Some(FactKind::Percent) => Unit::Share,
                Some(FactKind::Count(_)) => Unit::Count,
                _ => Unit::Any,
            },
            Amount::Line(id) => self.line(id),
            Amount::Award(_) => Unit::Money(1),
            Amount::Share { of, .. } | Amount::Rounded { of, .. } | Amount::Slices { of, .. } => {
                self.part(of, &[Field("of")], found)
            }
            Amount::ForEach { gives, .. } => self.part(gives, &[Field("gives")], found),
            Amount::Converted { of, .. } => {
                let unit = self.part(of, &[Field("of")], found);
                if !unit.is_money() {
                    found.inside(&[Field("of")], |found| found.clash(unit, Unit::Money(1)));
                }
                Unit::Money(1)
            }
            Amount::Sum(parts) => self.sum(listed(parts), found),
            Amount::LesserOf(parts) | Amount::GreaterOf(parts) => self.alike(listed(parts).into_iter(), true, found),
            Amount::Difference { from, less } => {
                self.sum(vec![(&**from, vec![Field("from")]), (&**less, vec![Field("less")])], found)
            }
            Amount::Product(parts) => {
                let units = listed(parts).into_iter().map(|(part, way)| match part {
                    Amount::Count(_) => Unit::Times,
                    part => self.part(part, &way, found),
                });
                units.fold(Unit::Times, Unit::times)
            }
            Amount::Prorated { of, part, whole } => {
                let of = match &**of {
                    Amount::Count(_) => Unit::Times,
                    of => self.part(of, &[Field("of")], found),
                };
                let (part, whole) =
                    (self.part(part, &[Field("part")], found), self.part(whole, &[Field("whole")], found));
                of.times(part.over(whole))
            }
            Amount::AtMost { cap: limit, of } => self.limited(("cap", limit), ("of", of), found),
            Amount::AtLeast { floor: limit, of } => self.limited(("floor", limit), ("of", of), found),
            Amount::WithinTotal { of, beside, .. } => self.limited(("beside", beside), ("of", of), found),
            Amount::Tiers { by, tiers } => {
                self.part(by, &[Field("by")], found);
                let gives = tiers.iter().enumerate();
                let gives = gives.map(|(place, tier)| (&tier.gives, vec![Field("tiers"), Item(place), Field("gives")]));
                self.alike(gives, false, found)
            }
            Amount::Table { rows, columns, gives } => {
                for (axis, side) in [(rows, "rows"), (columns, "columns")] {
                    if let Axis::Steps { by, .. } = axis {
                        self.part(by, &[Field(side), Field("by")], found);
                    }
                }
                bare(gives.iter().flatten().copied())
            }
            Amount::Choice { cases, .. } => {
                let gives = cases.iter().enumerate();
                let gives = gives.map(|(place, case)| (&case.gives, vec![Field("cases"), Item(place), Field("gives")]));
                self.alike(gives, false, found)
            }
            Amount::Taper { by, from, to } => {
                self.part(by, &[Field("by")], found);
                match bare([from.gives, to.gives].into_iter()) {
                    Unit::Share => Unit::Share,
                    _ => Unit::Any,
                }
            }
            Amount::ByYear { year, gives, .. } => {
                let unit = self.part(year, &[Field("year")], found);
                if !unit.fits(Unit::Count) {
                    found.inside(&[Field("year")], |found| found.clash(unit, Unit::Count));
                }
                let gives = gives.iter().enumerate().map(|(place, one)| (one, vec![Field("gives"), Item(place)]));
                self.alike(gives, false, found)
            }
            Amount::PerUnit { count, each, .. } => {
                let (count, each) =
                    (self.part(count, &[Field("count")], found), self.part(each, &[Field("each")], found));
                match (count, each) {
                    (Unit::Count | Unit::Share, each) => Unit::Times.times(each),
                    (count, each) => count.times(each),
                }
            }
            Amount::If { when, then, otherwise } => {
                found.inside(&[Field("when")], |found| self.condition(when, found));
                let then = std::iter::once((&**then, vec![Field("then")]));
                let otherwise = otherwise.as_deref().map(|otherwise| (otherwise, vec![Field("otherwise")]));
                self.alike(then.chain(otherwise), false, found)
            }
            Amount::Between { least, most, .. } => {
                let ends = [(&**least, vec![Field("least")]), (&**most, vec![Field("most")])];
                self.alike(ends.into_iter(), false, found)
            }
            Amount::Dated(versions) => {
                let gives = versions.iter().enumerate();
                let gives = gives.map(|(place, one)| (&one.gives, vec![Item(0), Item(place), Field("gives")]));
                self.alike(gives, false, found)
            }
            Amount::Contested(readings) => {
                let gives = readings.iter().enumerate();
                let gives = gives.map(|(place, one)| (&one.gives, vec![Item(0), Item(place), Field("gives")]));
                self.alike(gives, false, found)
            }
        }
    }

    /// Amounts that are added or subtracted. A bare `Count` among rates is a multiple of the whole.
    fn sum(&self, parts: Vec<(&'a Amount, Vec<Way>)>, found: &mut Found) -> Unit {
        let units: Vec<(Unit, bool, Vec<Way>)> = parts
            .into_iter()
            .map(|(part, way)| (self.part(part, &way, found), matches!(part, Amount::Count(_)), way))
            .collect();
        let rates = units.iter().any(|(unit, ..)| *unit == Unit::Share);
        let mut common = Unit::Any;
        for (unit, is_count, way) in units {
            let unit = if is_count && rates { Unit::Times } else { unit };
            if unit.fits(common) {
                common = narrower(common, unit);
            } else {
                found.inside(&way, |found| found.clash(unit, common));
            }
        }
        common
    }

    /// An amount with a limit of the same unit.
    fn limited(
        &self,
        (limit_field, limit): (&'static str, &'a Amount),
        (of_field, of): (&'static str, &'a Amount),
        found: &mut Found,
    ) -> Unit {
        let parts = [(of, vec![Way::Field(of_field)]), (limit, vec![Way::Field(limit_field)])];
        self.alike(parts.into_iter(), true, found)
    }

    fn condition(&self, condition: &'a Condition, found: &mut Found) {
        use self::Way::{Field, Item};
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                for (place, part) in parts.iter().enumerate() {
                    found.inside(&[Item(0), Item(place)], |found| self.condition(part, found));
                }
            }
            Condition::Not(part) => found.inside(&[Item(0)], |found| self.condition(part, found)),
            Condition::AtLeast(a, b)
            | Condition::MoreThan(a, b)
            | Condition::AtMost(a, b)
            | Condition::LessThan(a, b)
            | Condition::Equals(a, b) => {
                self.alike([(a, vec![Item(0)]), (b, vec![Item(1)])].into_iter(), true, found);
            }
            Condition::Contested(readings) => {
                for (place, reading) in readings.iter().enumerate() {
                    let way = [Item(0), Item(place), Field("gives")];
                    found.inside(&way, |found| self.condition(&reading.gives, found));
                }
            }
            Condition::Yes(_)
            | Condition::OneOf(..)
            | Condition::OnOrAfter(..)
            | Condition::OnOrBefore(..)
            | Condition::Unclear { .. } => {}
        }
    }
}

/// For each of [`Policy::figures`], whether it is money: a sum, or a figure that is compared with money or limits it.
#[must_use]
pub fn money_figures(library: &Library, policy: &Policy) -> Vec<bool> {
    policy.are_money(&|amount| Units::new(library, policy).of(amount).is_money())
}

/// Zero fits everything.
fn fixed(figure: Number) -> Unit {
    if figure == Number::ZERO { Unit::Any } else { Unit::Money(1) }
}

/// Figures without a unit word: rates if none is above one.
fn bare(mut figures: impl Iterator<Item = Number> + Clone) -> Unit {
    if figures.clone().all(|figure| figure == Number::ZERO) {
        Unit::Any
    } else if figures.all(|figure| figure <= Number::ONE) {
        Unit::Share
    } else {
        Unit::Money(1)
    }
}

/// The more specific of two units that fit each other.
fn narrower(one: Unit, other: Unit) -> Unit {
    match (one, other) {
        (Unit::Any, unit) | (unit, Unit::Any) | (Unit::Times, unit) | (unit, Unit::Times) => unit,
        (one, _) => one,
    }
}
