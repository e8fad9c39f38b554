//! Policies with other figures: proposed changes of single numbers, assumed amounts where none is published, and
//! proposed changes of how certain an incentive is.
//!
//! Conditions, dates and shapes cannot be changed. A change of those is another policy.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::amount::Amount;
use super::figures::{Figure, Part, Role};
use super::id::{IncentiveId, PolicyId};
use super::library::Library;
use super::number::Number;
use super::policy::{Basis, Incentive, Policy};
use super::text::Text;

/// Proposed changes of figures and of bases, with their author and reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Its name.
    pub title: Text,
    /// Its author.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// The reason for it.
    #[serde(default, skip_serializing_if = "Text::is_blank")]
    pub reason: Text,
    /// The changes of figures, in the order they were made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// The changes of bases, in the order they were made. They are made before those of figures, so that an assumed
    /// amount is never certain.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bases: Vec<BasisChange>,
}

/// One figure of a policy, before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The policy.
    pub policy: PolicyId,
    /// Which of its figures.
    pub figure: FigureName,
    /// The figure of the policy. It is compared with the policy when the scenario is read, so that a changed law is
    /// noticed. None for an amount that is not published; the new figure is then an assumption of the author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<Number>,
    /// The proposed figure.
    pub new: Number,
}

/// The basis of an incentive, before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BasisChange {
    /// The policy.
    pub policy: PolicyId,
    /// The incentive.
    pub incentive: IncentiveId,
    /// Its basis in the policy. It is compared with the policy when the scenario is read, so that a changed law is
    /// noticed.
    pub old: Basis,
    /// The proposed basis. Neither of the two can be help in kind, which is no money.
    pub new: Basis,
}

/// A figure of a policy by its part and its role, such as `incentive:ID/cap` or `stacking/cap`. `#2` is the second
/// with the same part and role, in reading order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FigureName {
    part: Part,
    role: Role,
    /// Its number among those with the same part and role, from 1.
    place: usize,
}

/// A text that names no figure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{0}\" names no figure; write incentive:ID/cap, line:ID/amount, stacking/cap or pool, with #2 for the second of the same role"
)]
pub struct FigureNameError(pub String);

impl FromStr for FigureName {
    type Err = FigureNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let named = || {
            let (name, place) = match text.split_once('#') {
                Some((name, place)) => (name, place.parse().ok().filter(|place| *place > 0)?),
                None => (text, 1),
            };
            let (part, role) = match name.rsplit_once('/') {
                Some((part, role)) => (part, Role::named(role)?),
                None => (name, (name == "pool").then_some(Role::Pool)?),
            };
            Some(Self { part: Part::named(part)?, role, place })
        };
        named().ok_or_else(|| FigureNameError(text.to_owned()))
    }
}

impl TryFrom<String> for FigureName {
    type Error = FigureNameError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<FigureName> for String {
    fn from(name: FigureName) -> Self {
        name.to_string()
    }
}

impl fmt::Display for FigureName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.part, self.role) {
            (Part::Pool, Role::Pool) => f.write_str("pool")?,
            (part, role) => write!(f, "{part}/{}", role.name())?,
        }
        if self.place > 1 { write!(f, "#{}", self.place) } else { Ok(()) }
    }
}

impl FigureName {
    /// The name of the unpublished amount of an incentive.
    #[must_use]
    pub fn unpublished(incentive: &IncentiveId) -> Self {
        Self { part: Part::Incentive(incentive.clone()), role: Role::Amount, place: 1 }
    }
}

impl Policy {
    /// The incentive that a name refers to, if its amount is not published and one can be assumed. None for help in
    /// kind, and none if its conditions state amounts with the same name.
    #[must_use]
    pub fn unpublished(&self, name: &FigureName) -> Option<&Incentive> {
        let Part::Incentive(id) = &name.part else { return None };
        let own = self.incentive(id).filter(|one| one.amount.is_none() && one.basis != Basis::InKind)?;
        let is_free = *name == FigureName::unpublished(id) && self.figure(name).is_none();
        is_free.then_some(own)
    }

    /// Every unpublished amount for which one can be assumed, with its name. As a figure it is zero, and nothing is
    /// cited for it.
    #[must_use]
    pub fn unpublished_figures(&self) -> Vec<(FigureName, Figure)> {
        let named = self.incentives.iter().filter_map(|one| {
            let name = FigureName::unpublished(&one.id);
            self.unpublished(&name)?;
            let (part, role) = (name.part.clone(), name.role);
            Some((name, Figure { part, role, is_share: false, value: Number::ZERO, cited: false }))
        });
        named.collect()
    }

    /// The policy with an assumed amount for an incentive whose amount is not published; none if it is published or
    /// not money. An assumed amount is never certain: it is the maximum that the authority may grant.
    #[must_use]
    pub fn assuming(&self, name: &FigureName, amount: Number) -> Option<Self> {
        let id = self.unpublished(name)?.id.clone();
        let mut policy = self.clone();
        let incentive = policy.incentives.iter_mut().find(|one| one.id == id)?;
        incentive.amount = Some(Amount::Fixed(amount));
        if matches!(incentive.basis, Basis::Entitlement | Basis::CaseByCase) {
            incentive.basis = Basis::UpTo;
        }
        Some(policy)
    }

    /// Every number it states, with its name, in reading order.
    #[must_use]
    pub fn named_figures(&self) -> Vec<(FigureName, Figure)> {
        let mut all: Vec<(FigureName, Figure)> = Vec::new();
        for figure in self.figures() {
            let same = |(name, _): &&(FigureName, Figure)| name.part == figure.part && name.role == figure.role;
            let place = all.iter().filter(same).count() + 1;
            all.push((FigureName { part: figure.part.clone(), role: figure.role, place }, figure));
        }
        all
    }

    /// The number with a name, and its index in [`Policy::figures`].
    #[must_use]
    pub fn figure(&self, name: &FigureName) -> Option<(usize, Figure)> {
        let mut all = self.figures().into_iter().enumerate();
        all.by_ref().filter(|(_, figure)| figure.part == name.part && figure.role == name.role).nth(name.place - 1)
    }
}

/// The reason that a change cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clash {
    /// There is no such policy.
    NoPolicy,
    /// The policy has no such figure.
    NoFigure,
    /// The figure is another one now, or is published now: the law was changed, or another library is loaded.
    Stale(Number),
}

/// Why a change of a basis cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BasisClash {
    /// There is no such policy.
    NoPolicy,
    /// The policy has no such incentive.
    NoIncentive,
    /// The basis is another one now: the law was changed, or another library is loaded.
    Stale(Basis),
    /// Help in kind cannot become money, nor money help in kind.
    InKind,
}

/// A change of a scenario that does not fit a library, by its index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// Among the changes of figures.
    Figure(usize, Clash),
    /// Among the changes of bases.
    Basis(usize, BasisClash),
}

impl Change {
    /// Whether it changes nothing: the figure stays, or zero is assumed.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.new == self.old.unwrap_or(Number::ZERO)
    }

    /// Whether it is an assumption about an unpublished amount.
    #[must_use]
    pub fn is_assumed(&self) -> bool {
        self.old.is_none()
    }
}

impl Scenario {
    /// Whether it changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.bases.is_empty()
    }

    /// The number of its changes.
    #[must_use]
    pub fn count(&self) -> usize {
        self.changes.len() + self.bases.len()
    }

    /// Only its changes, without title, author and reason.
    #[must_use]
    pub fn only_changes(&self) -> Self {
        Self { changes: self.changes.clone(), bases: self.bases.clone(), ..Self::default() }
    }

    /// The policies that it changes, once for each change.
    pub fn policies(&self) -> impl Iterator<Item = &PolicyId> {
        let figures = self.changes.iter().map(|change| &change.policy);
        figures.chain(self.bases.iter().map(|change| &change.policy))
    }

    /// Returns the library with every change made. Nothing is read or checked again. A change that does not fit
    /// leaves its figure or basis as it is and is returned.
    #[must_use]
    pub fn apply(&self, library: &Library) -> (Library, Vec<Misfit>) {
        let (mut changed, mut clashes) = (library.clone(), Vec::new());
        for (at, change) in self.bases.iter().enumerate() {
            if let Err(clash) = change.apply(&mut changed) {
                clashes.push(Misfit::Basis(at, clash));
            }
        }
        for (at, change) in self.changes.iter().enumerate() {
            if let Err(clash) = change.apply(&mut changed) {
                clashes.push(Misfit::Figure(at, clash));
            }
        }
        (changed, clashes)
    }
}

impl BasisChange {
    /// Why it does not fit a library; none if it does.
    #[must_use]
    pub fn clash(&self, library: &Library) -> Option<BasisClash> {
        let Some(policy) = library.policies.get(&self.policy) else { return Some(BasisClash::NoPolicy) };
        match policy.incentive(&self.incentive) {
            None => Some(BasisClash::NoIncentive),
            Some(incentive) if incentive.basis != self.old => Some(BasisClash::Stale(incentive.basis)),
            Some(_) if [self.old, self.new].contains(&Basis::InKind) => Some(BasisClash::InKind),
            Some(_) => None,
        }
    }

    fn apply(&self, library: &mut Library) -> Result<(), BasisClash> {
        if let Some(clash) = self.clash(library) {
            return Err(clash);
        }
        let policy = library.policies.get_mut(&self.policy).ok_or(BasisClash::NoPolicy)?;
        let mut changed = Policy::clone(policy);
        let incentive = changed.incentives.iter_mut().find(|one| one.id == self.incentive);
        incentive.ok_or(BasisClash::NoIncentive)?.basis = self.new;
        *policy = Arc::new(changed);
        Ok(())
    }
}

impl Change {
    fn apply(&self, library: &mut Library) -> Result<(), Clash> {
        let policy = library.policies.get_mut(&self.policy).ok_or(Clash::NoPolicy)?;
        let changed = match (policy.figure(&self.figure), self.old) {
            (Some((at, figure)), Some(old)) if figure.value == old => policy.with_figure(at, self.new),
            (Some((_, figure)), _) => return Err(Clash::Stale(figure.value)),
            (None, None) => policy.assuming(&self.figure, self.new).ok_or(Clash::NoFigure)?,
            (None, Some(_)) => return Err(Clash::NoFigure),
        };
        *policy = Arc::new(changed);
        Ok(())
    }
}
