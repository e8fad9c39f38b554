//! The columns of the table: names, order and widths. In a window of 1280 points all of them fit beside the map; where
//! there is less room, the last ones are left out first.

use std::cmp::Ordering;

use egui::{Rect, pos2, vec2};

use super::super::context::ViewContext;
use super::Row;
use crate::model::text::Language;
use crate::say;

/// The minimum width of the column with the missing information, while other columns have no room to spare.
const MISSING: f32 = 240.0;

/// Its width where it is narrowest.
const LEAST_MISSING: f32 = 126.0;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::ui) enum Column {
    Place,
    Certain,
    UpTo,
    Expected,
    Share,
    Net,
    Missing,
    Evidence,
    Paid,
    Deadline,
}

impl Column {
    pub(super) const ALL: [Self; 10] = [
        Self::Place,
        Self::Certain,
        Self::UpTo,
        Self::Expected,
        Self::Share,
        Self::Net,
        Self::Missing,
        Self::Evidence,
        Self::Paid,
        Self::Deadline,
    ];

    /// The columns that are left out first if there is not enough room.
    const OPTIONAL: [Self; 6] = [Self::Paid, Self::Deadline, Self::Evidence, Self::Net, Self::Share, Self::Expected];

    pub(super) fn name(self, cx: &ViewContext<'_>) -> String {
        let words = cx.words;
        match self {
            Self::Place => say!(words, "report-column-place"),
            Self::Certain => say!(words, "column-certain"),
            Self::UpTo => say!(words, "column-up-to"),
            Self::Expected => say!(words, "where-column-expected"),
            Self::Share => say!(words, "where-column-share"),
            Self::Net => say!(words, "where-column-net"),
            Self::Missing => say!(words, "where-column-missing"),
            Self::Evidence => say!(words, "where-column-evidence"),
            Self::Paid => say!(words, "where-column-paid"),
            Self::Deadline => say!(words, "where-column-deadline"),
        }
    }

    /// Its width; `None` for the one that takes the rest.
    fn width(self, language: Language) -> Option<f32> {
        let english = language == Language::English;
        let of = |chinese: f32, in_english: f32| Some(if english { in_english } else { chinese });
        match self {
            Self::Place => of(146.0, 150.0),
            Self::Certain => of(78.0, 72.0),
            Self::UpTo => of(134.0, 132.0),
            Self::Expected => of(72.0, 80.0),
            Self::Share => of(84.0, 80.0),
            Self::Net => of(104.0, 110.0),
            Self::Missing => None,
            Self::Evidence => of(70.0, 72.0),
            Self::Paid => of(72.0, 70.0),
            Self::Deadline => of(78.0, 72.0),
        }
    }

    pub(super) fn is_figures(self) -> bool {
        matches!(self, Self::Certain | Self::UpTo | Self::Expected | Self::Share | Self::Net)
    }

    pub(super) fn order(self, a: &Row, b: &Row) -> Ordering {
        let (one, other) = (&a.offer, &b.offer);
        match self {
            Self::Place => a.name.cmp(&b.name),
            Self::Certain => one.assessment.floor.cmp(&other.assessment.floor),
            Self::UpTo => one.assessment.known_ceiling().cmp(&other.assessment.known_ceiling()),
            Self::Expected => one.expected.cmp(&other.expected),
            Self::Share => one.share.cmp(&other.share),
            Self::Net => one.net.cmp(&other.net),
            Self::Missing => a.missing.cmp(&b.missing),
            Self::Evidence => one.evidence.cmp(&other.evidence),
            Self::Paid => a.paid.cmp(&b.paid),
            // Rows without a deadline are last.
            Self::Deadline => {
                one.deadline.is_none().cmp(&other.deadline.is_none()).then(one.deadline.cmp(&other.deadline))
            }
        }
    }
}

/// The positions of columns.
pub(super) struct Columns(pub(super) Vec<(Column, f32, f32)>);

impl Columns {
    pub(super) fn of(cx: &ViewContext<'_>, width: f32) -> Self {
        let language = cx.words.language;
        let need =
            |kept: &[Column]| kept.iter().map(|column| column.width(language).unwrap_or(LEAST_MISSING)).sum::<f32>();
        let mut kept: Vec<Column> = Column::ALL.to_vec();
        if !cx.session.production().answers.contains_key(&crate::study::offers::BUDGET.into()) {
            kept.retain(|column| !matches!(column, Column::Share | Column::Net));
        }
        // Expected amounts need a chance given by the user.
        if cx.session.production().chances.is_empty() {
            kept.retain(|column| *column != Column::Expected);
        }
        for column in Column::OPTIONAL {
            if need(&kept) > width {
                kept.retain(|one| *one != column);
            }
        }
        if need(&kept) > width {
            kept.retain(|one| *one != Column::Missing);
        }
        let fixed: f32 = kept.iter().filter_map(|column| column.width(language)).sum();
        // The column with the missing information needs room for one sentence. Names, evidence and dates get the rest
        // of a wide window.
        let rest = (width - fixed).max(0.0);
        let spare = if kept.contains(&Column::Missing) { (rest - MISSING).max(0.0) } else { 0.0 };
        let more = |column: Column| match column {
            Column::Place => (spare * 0.3).min(90.0),
            Column::Paid if kept.contains(&Column::Missing) => (spare * 0.4).min(180.0),
            Column::Evidence | Column::Deadline => (spare * 0.1).min(44.0),
            _ => 0.0,
        };
        let given: f32 = kept.iter().map(|column| more(*column)).sum();
        let widths: Vec<f32> = kept
            .iter()
            .map(|column| column.width(language).map_or(rest - given, |width| width + more(*column)))
            .collect();
        let squeeze = if fixed > width { width / fixed } else { 1.0 };
        let mut at = 0.0;
        let placed = kept.into_iter().zip(widths).map(|(column, wide)| {
            let wide = wide * squeeze;
            at += wide;
            (column, at - wide, wide)
        });
        Self(placed.collect())
    }

    pub(super) fn rect(&self, column: Column, row: Rect) -> Option<Rect> {
        let (_, at, width) = self.0.iter().find(|(one, ..)| *one == column)?;
        Some(Rect::from_min_size(pos2(row.left() + at, row.top()), vec2(*width, row.height())))
    }
}
