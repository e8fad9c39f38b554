//! Formulas that are evaluated here before a spreadsheet does it.

use std::fmt::{self, Display, Formatter};

use crate::rules::fraction::Fraction;

/// Formulas with more operands are not written. A reader could not follow them, and cells have limits.
const MOST_OPERANDS: usize = 200;

/// A formula, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Term {
    /// A cell, and the number in it; `None` if it holds a text.
    Cell(String, Option<Fraction>),
    /// A number.
    Number(Fraction),
    /// A number, written as a percentage.
    Percent(Fraction),
    /// A sum.
    Sum(Vec<Self>),
    /// The first minus the second, never below zero.
    Less(Box<Self>, Box<Self>),
    /// A product.
    Times(Vec<Self>),
    /// The first divided by the second.
    Over(Box<Self>, Box<Self>),
    /// The smallest. A cell with a text, for an amount without a limit, does not count.
    Least(Vec<Self>),
    /// The largest.
    Most(Vec<Self>),
}

impl Term {
    /// The first minus the second, never below zero.
    pub(super) fn less(from: Self, less: Self) -> Self {
        Self::Less(Box::new(from), Box::new(less))
    }

    /// The first divided by the second.
    pub(super) fn over(of: Self, by: Self) -> Self {
        Self::Over(Box::new(of), Box::new(by))
    }

    /// The exact result in a spreadsheet; `None` if it would be an error.
    pub(super) fn value(&self) -> Option<Fraction> {
        let all = |terms: &[Self]| -> Option<Vec<Fraction>> {
            let few = !terms.is_empty() && terms.len() <= MOST_OPERANDS;
            few.then(|| terms.iter().map(Self::value).collect())?
        };
        match self {
            Self::Cell(_, value) => *value,
            Self::Number(number) | Self::Percent(number) => Some(*number),
            Self::Sum(terms) => all(terms)?.into_iter().try_fold(Fraction::ZERO, Fraction::plus),
            Self::Less(from, less) => Some(from.value()?.minus(less.value()?)?.max(Fraction::ZERO)),
            Self::Times(terms) => all(terms)?.into_iter().try_fold(Fraction::ONE, Fraction::times),
            Self::Over(of, by) => of.value()?.divided_by(by.value()?),
            Self::Least(terms) => {
                let counted = terms.iter().filter(|term| !matches!(term, Self::Cell(_, None)));
                all(&counted.cloned().collect::<Vec<_>>())?.into_iter().min()
            }
            Self::Most(terms) => all(terms)?.into_iter().max(),
        }
    }

    /// Whether it needs brackets beside `*` and `/`.
    fn binds_loosely(&self) -> bool {
        match self {
            Self::Sum(terms) => terms.len() > 1,
            Self::Times(terms) => terms.len() > 1,
            Self::Over(..) => true,
            _ => false,
        }
    }
}

impl Display for Term {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let list = |f: &mut Formatter<'_>, terms: &[Self], between: &str, tight: bool| {
            for (at, term) in terms.iter().enumerate() {
                if at > 0 {
                    f.write_str(between)?;
                }
                match tight && term.binds_loosely() {
                    true => write!(f, "({term})")?,
                    false => write!(f, "{term}")?,
                }
            }
            Ok(())
        };
        match self {
            Self::Cell(at, _) => f.write_str(at),
            Self::Number(number) => write!(f, "{number}"),
            Self::Percent(number) => match number.times(100.into()) {
                Some(hundredths) => write!(f, "{hundredths}%"),
                None => write!(f, "{number}"),
            },
            Self::Sum(terms) => list(f, terms, "+", false),
            Self::Less(from, less) => write!(f, "MAX(0,{from}-{less})"),
            Self::Times(terms) => list(f, terms, "*", true),
            // The dividend can be a product; the divisor cannot.
            Self::Over(of, by) => match by.binds_loosely() {
                true => write!(f, "{of}/({by})"),
                false => write!(f, "{of}/{by}"),
            },
            Self::Least(terms) | Self::Most(terms) if terms.len() == 1 => list(f, terms, ",", false),
            Self::Least(terms) => {
                f.write_str("MIN(")?;
                list(f, terms, ",", false)?;
                f.write_str(")")
            }
            Self::Most(terms) => {
                f.write_str("MAX(")?;
                list(f, terms, ",", false)?;
                f.write_str(")")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(at: &str, value: i64) -> Term {
        Term::Cell(at.to_owned(), Some(value.into()))
    }

    #[test]
    fn a_formula_says_what_it_comes_to() {
        let rate = Term::Percent(Fraction::ONE.divided_by(8.into()).unwrap());
        let capped = Term::Least(vec![cell("D5", 40), Term::Times(vec![cell("D6", 400), rate])]);
        assert_eq!(capped.to_string(), "MIN(D5,D6*12.5%)");
        assert_eq!(capped.value(), Some(40.into()));
        let part = Term::over(Term::Times(vec![cell("A1", 6), cell("A2", 4)]), Term::Number(3.into()));
        assert_eq!((part.to_string().as_str(), part.value()), ("A1*A2/3", Some(8.into())));
        let rest = Term::less(cell("A1", 6), cell("A2", 9));
        assert_eq!((rest.to_string().as_str(), rest.value()), ("MAX(0,A1-A2)", Some(Fraction::ZERO)));
        let nested = Term::Times(vec![Term::Sum(vec![cell("A1", 1), cell("A2", 2)]), cell("A3", 3)]);
        assert_eq!((nested.to_string().as_str(), nested.value()), ("(A1+A2)*A3", Some(9.into())));
    }

    #[test]
    fn what_would_be_an_error_comes_to_nothing() {
        let text = || Term::Cell("E7".to_owned(), None);
        assert_eq!(Term::Sum(vec![cell("A1", 1), text()]).value(), None);
        assert_eq!(Term::Least(vec![cell("A1", 1), text()]).value(), Some(Fraction::ONE));
        assert_eq!(Term::Least(vec![text()]).value(), None);
        assert_eq!(Term::over(cell("A1", 1), Term::Number(Fraction::ZERO)).value(), None);
        assert_eq!(Term::Sum(vec![]).value(), None);
    }
}
