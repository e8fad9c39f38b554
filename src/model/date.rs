//! Dates as sources print them: often only a year, or a year and a month.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, date};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A date known to the day, the month or only the year: `2025-04-03`, `2025-04`, `2025`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartialDate {
    /// Only the year is known.
    Year(i16),
    /// The year and the month are known.
    Month(i16, i8),
    /// The day is known.
    Day(Date),
}

impl PartialDate {
    /// The first day it can mean.
    #[must_use]
    pub fn first_day(self) -> Date {
        match self {
            Self::Year(year) => date(year, 1, 1),
            Self::Month(year, month) => date(year, month, 1),
            Self::Day(day) => day,
        }
    }

    /// The last day it can mean.
    #[must_use]
    pub fn last_day(self) -> Date {
        match self {
            Self::Year(year) => date(year, 12, 31),
            Self::Month(year, month) => date(year, month, 1).last_of_month(),
            Self::Day(day) => day,
        }
    }
}

/// The reason that a text is not a date or a period.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not a date.
    #[error("{0:?} is not a date; write 2025, 2025-04 or 2025-04-03")]
    Date(String),
    /// Not a period.
    #[error("{0:?} is not a period; write 2024, 2025-H1, 2025-Q3, 2025-08, 2025-08-10 or 2022..2024")]
    Period(String),
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let wrong = || DateError::Date(text.to_owned());
        let year = |part: &str| {
            let year: i16 = part.parse().map_err(|_| wrong())?;
            if part.len() == 4 && (1900..=2200).contains(&year) { Ok(year) } else { Err(wrong()) }
        };
        let parts: Vec<&str> = text.split('-').collect();
        match parts.as_slice() {
            [y] => Ok(Self::Year(year(y)?)),
            [y, m] => match m.parse() {
                Ok(month @ 1..=12) if m.len() == 2 => Ok(Self::Month(year(y)?, month)),
                _ => Err(wrong()),
            },
            [y, m, d] if m.len() == 2 && d.len() == 2 => {
                let month = m.parse().map_err(|_| wrong())?;
                let day = d.parse().map_err(|_| wrong())?;
                Date::new(year(y)?, month, day).map(Self::Day).map_err(|_| wrong())
            }
            _ => Err(wrong()),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year}"),
            Self::Month(year, month) => write!(f, "{year}-{month:02}"),
            Self::Day(day) => write!(f, "{day}"),
        }
    }
}

/// The period that an observation covers: `2024`, `2025-H1`, `2025-Q3`, `2025-08`, `2025-08-10`, or a
/// range of these such as `2025-01..2025-08`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

impl Period {
    /// The year, if the period is exactly one calendar year.
    #[must_use]
    pub fn whole_year(self) -> Option<i16> {
        let year = self.start.year();
        (self.start == date(year, 1, 1) && self.end == date(year, 12, 31)).then_some(year)
    }

    /// Its length in calendar months, at least one.
    fn months(self) -> i32 {
        i32::from(self.end.year() - self.start.year()) * 12 + i32::from(self.end.month() - self.start.month()) + 1
    }
}

impl FromStr for Period {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let wrong = || DateError::Period(text.to_owned());
        if let Some((from, to)) = text.split_once("..") {
            let (from, to): (Self, Self) = (from.parse()?, to.parse()?);
            return if from.start <= to.end { Ok(Self { start: from.start, end: to.end }) } else { Err(wrong()) };
        }
        let part_of_year = |first: i8, last: i8, year: &str| {
            let year: PartialDate = year.parse().map_err(|_| wrong())?;
            let year = year.first_day().year();
            Ok(Self { start: date(year, first, 1), end: date(year, last, 1).last_of_month() })
        };
        match text.split_once('-') {
            Some((year, "H1")) => part_of_year(1, 6, year),
            Some((year, "H2")) => part_of_year(7, 12, year),
            Some((year, "Q1")) => part_of_year(1, 3, year),
            Some((year, "Q2")) => part_of_year(4, 6, year),
            Some((year, "Q3")) => part_of_year(7, 9, year),
            Some((year, "Q4")) => part_of_year(10, 12, year),
            _ => {
                let day: PartialDate = text.parse().map_err(|_| wrong())?;
                Ok(Self { start: day.first_day(), end: day.last_day() })
            }
        }
    }
}

impl fmt::Display for Period {
    /// Writes the shortest form that reads back as the same period.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.start.year();
        let whole_months = self.start.day() == 1 && self.end == self.end.last_of_month();
        if self.start == self.end {
            return write!(f, "{}", self.start);
        }
        if !whole_months {
            return write!(f, "{}..{}", self.start, self.end);
        }
        match (self.start.month(), self.months()) {
            (1, 12) => write!(f, "{year}"),
            (1, 6) => write!(f, "{year}-H1"),
            (7, 6) => write!(f, "{year}-H2"),
            (month @ (1 | 4 | 7 | 10), 3) => write!(f, "{year}-Q{}", month / 3 + 1),
            (month, 1) => write!(f, "{year}-{month:02}"),
            (1, months) if months % 12 == 0 => write!(f, "{year}..{}", self.end.year()),
            (month, _) => write!(f, "{year}-{month:02}..{}-{:02}", self.end.year(), self.end.month()),
        }
    }
}

macro_rules! serde_as_text {
    ($($name:ty),*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }
    )*};
}

serde_as_text!(PartialDate, Period);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_dates_know_their_first_and_last_day() {
        let days = |text: &str| text.parse().map(|month: PartialDate| (month.first_day(), month.last_day()));
        assert_eq!(days("2024-02").ok(), Some((date(2024, 2, 1), date(2024, 2, 29))));
        assert!("2024-13".parse::<PartialDate>().is_err());
        assert!("24-01".parse::<PartialDate>().is_err());
    }

    #[test]
    fn periods_read_back_as_written() {
        for text in [
            "2024",
            "2025-H1",
            "2025-H2",
            "2025-Q1",
            "2025-Q3",
            "2025-08",
            "2025-08-10",
            "2022..2024",
            "2025-01..2025-09",
            "2024-07-01..2025-06-15",
        ] {
            assert_eq!(text.parse::<Period>().map(|period| period.to_string()).ok().as_deref(), Some(text));
        }
        assert!("2025..2024".parse::<Period>().is_err());
        assert!("2025-Q5".parse::<Period>().is_err());
    }
}
