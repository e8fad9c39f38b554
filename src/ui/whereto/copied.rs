//! The texts of figures, and the rows as a table for spreadsheets.

use super::super::context::{ViewContext, is_second_hand};
use super::super::view::View;
use super::Row;
use super::columns::Column;
use crate::report::grid::Grid;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::offers::Group;

impl Row {
    pub(super) fn share_text(&self, cx: &ViewContext<'_>) -> String {
        let words = cx.words;
        match self.offer.share {
            Some([floor, most]) if floor == most => words.percent(rounded(floor)),
            Some([floor, most]) => format!(
                "{}–{}",
                words.plain(rounded(floor) * rust_decimal::Decimal::ONE_HUNDRED),
                words.percent(rounded(most))
            ),
            None => "–".to_owned(),
        }
    }

    pub(super) fn net_text(&self, cx: &ViewContext<'_>, view: &View) -> String {
        let figure = |amount: Fraction| cx.words.short_figure(amount, view.scale);
        match self.offer.net {
            Some([most, least]) if most == least => figure(most),
            Some([most, least]) => format!("{} · {}", figure(most), figure(least)),
            None => "–".to_owned(),
        }
    }
}

fn rounded(share: Fraction) -> rust_decimal::Decimal {
    share.decimal().round_dp(2).normalize()
}

/// The rows as a table for spreadsheets, in whole yuan.
pub(super) fn copied(cx: &ViewContext<'_>, shown: &[&Row]) -> Grid {
    let words = cx.words;
    let chances = !cx.session.production().chances.is_empty();
    let is_told = |column: &Column| chances || *column != Column::Expected;
    let row = |row: &&Row| {
        let offer = &row.offer;
        let amount = |amount: Option<Fraction>| amount.map_or_else(String::new, |amount| amount.to_string());
        let counted = offer.group != Group::Uncounted;
        let second_hand = if is_second_hand(cx, &offer.assessment) { "†" } else { "" };
        let cells = [
            row.name.clone(),
            amount(Some(offer.assessment.floor).filter(|_| counted)),
            format!("{}{second_hand}", amount(offer.assessment.known_ceiling().filter(|_| counted))),
            amount(offer.expected),
            row.share_text(cx),
            offer.net.map_or_else(String::new, |[most, least]| format!("{most} · {least}")),
            row.missing.clone(),
            offer.evidence.map_or_else(String::new, |evidence| words.evidence(evidence)),
            row.paid.clone(),
            row.deadline.clone(),
        ];
        let told = cells.into_iter().zip(Column::ALL).filter(|(_, column)| is_told(column)).map(|(cell, _)| cell);
        told.chain([row.published.join(&words.semicolon())]).collect()
    };
    let heads = Column::ALL.into_iter().filter(is_told).map(|column| column.name(cx));
    let heads = heads.chain([say!(words, "where-column-published")]).collect();
    Grid { heads, rows: shown.iter().map(row).collect() }
}
