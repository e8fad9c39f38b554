//! The provinces as squares at their approximate positions. No borders are drawn.

use egui::{Align2, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::super::context::ViewContext;
use super::super::theme::Type;
use super::super::view::View;
use super::super::widgets::{dashed_frame, small, title};
use super::Row;
use super::Table;
use crate::model::id::PlaceId;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::offers::Group;

/// A square: the id of the province, its column and its row. Their labels are in the words, in the same order.
type Tile = (&'static str, u8, u8);

const TILES: [Tile; 34] = [
    ("heilongjiang", 7, 0),
    ("inner-mongolia", 4, 1),
    ("beijing", 5, 1),
    ("tianjin", 6, 1),
    ("jilin", 7, 1),
    ("xinjiang", 0, 2),
    ("gansu", 2, 2),
    ("ningxia", 3, 2),
    ("shanxi", 4, 2),
    ("hebei", 5, 2),
    ("shandong", 6, 2),
    ("liaoning", 7, 2),
    ("qinghai", 2, 3),
    ("shaanxi", 3, 3),
    ("henan", 4, 3),
    ("anhui", 5, 3),
    ("jiangsu", 6, 3),
    ("shanghai", 7, 3),
    ("tibet", 1, 4),
    ("sichuan", 2, 4),
    ("chongqing", 3, 4),
    ("hubei", 4, 4),
    ("jiangxi", 5, 4),
    ("zhejiang", 6, 4),
    ("yunnan", 2, 5),
    ("guizhou", 3, 5),
    ("hunan", 4, 5),
    ("guangdong", 5, 5),
    ("fujian", 6, 5),
    ("taiwan", 7, 5),
    ("guangxi", 4, 6),
    ("macao", 5, 6),
    ("hongkong", 6, 6),
    ("hainan", 4, 7),
];

const GAP: f32 = 3.0;

/// Draws the map. A click limits the table to a province.
pub(super) fn map_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View) {
    let ViewContext { words, theme, .. } = cx;
    ui.label(title(say!(words, "where-map")));
    ui.add_space(6.0);
    let side = ((ui.available_width() - 7.0 * GAP) / 8.0).min(38.0);
    let (area, _) = ui.allocate_exact_size(vec2(8.0 * side + 7.0 * GAP, 8.0 * side + 7.0 * GAP), Sense::hover());
    let all = view.own.of::<Table>().rows.last().cloned().unwrap_or_default();
    let most = all.iter().filter_map(counted).max().unwrap_or_default();
    let signs = say!(words, "where-signs");
    for ((id, column, row), sign) in TILES.into_iter().zip(signs.split('/')) {
        let province = PlaceId::from(id);
        let at = area.min + vec2(f32::from(column), f32::from(row)) * (side + GAP);
        let rect = Rect::from_min_size(at, vec2(side, side));
        let rows: Vec<&Row> = all.iter().filter(|row| row.offer.province.as_ref() == Some(&province)).collect();
        tile_ui(ui, cx, view, (&province, sign), rect, &rows, most);
    }
    ui.add_space(6.0);
    ui.add(egui::Label::new(small(theme, say!(words, "where-map-note", unit = words.scale(view.scale)))).wrap());
}

/// The possible amount of a place, without what is known at second hand only.
fn counted(row: &Row) -> Option<Fraction> {
    row.offer.assessment.known_ceiling()?.minus(row.offer.second_hand)
}

fn tile_ui(
    ui: &Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    (province, sign): (&PlaceId, &str),
    rect: Rect,
    rows: &[&Row],
    most: Fraction,
) {
    let ViewContext { session, words, theme, .. } = cx;
    let response = ui.interact(rect, ui.scope_id().with(("tile", province.as_str())), Sense::click());
    let best = rows.iter().filter_map(|row| counted(row)).max().filter(|best| !best.is_zero());
    let certain = rows.iter().any(|row| !row.offer.assessment.floor.is_zero());
    let value = best.map(|best| words.figure(best, view.scale));
    let name = match rows.is_empty() {
        true => say!(words, "where-tile-none", province = sign),
        false => say!(
            words,
            "where-tile",
            province = words.place(&session.library, province),
            count = rows.len().to_string(),
            most = value.clone().unwrap_or_else(|| say!(words, "unknown-value"))
        ),
    };
    let chosen = view.own.of::<Table>().province.as_ref() == Some(province);
    response.widget_info(|| WidgetInfo::selected(Role::Button, !rows.is_empty(), chosen, &name));
    let painter = ui.painter();
    let corner = CornerRadius::same(3);
    let share = best
        .and_then(|best| best.divided_by(most))
        .map_or(0.0, |share| rust_decimal::prelude::ToPrimitive::to_f32(&share.decimal()).unwrap_or_default());
    if let Some(value) = &value {
        // By the square root, so that small amounts are visible beside the largest.
        let ground = theme.discretionary_ground.lerp_to_gamma(theme.discretionary, share.sqrt() * 0.55);
        painter.rect_filled(rect, corner, if certain { theme.certain.gamma_multiply(0.25) } else { ground });
        let font = egui::FontId::new(Type::Small.font(ui).size * 0.92, Type::Small.font(ui).family);
        let top = rect.center() - vec2(0.0, 7.0);
        painter.text(top, Align2::CENTER_CENTER, sign, Type::Small.bold(ui), theme.ink);
        painter.text(rect.center() + vec2(0.0, 7.0), Align2::CENTER_CENTER, value, font, theme.ink);
    } else {
        let known = !rows.is_empty();
        if known {
            painter.rect_filled(rect, corner, theme.surface);
        } else {
            // An outline alone, so that the sign is legible in high contrast too.
            painter.rect_stroke(rect, corner, Stroke::new(1.0, theme.faint), StrokeKind::Inside);
        }
        let ink = if known { theme.unknown } else { theme.third };
        painter.text(rect.center(), Align2::CENTER_CENTER, sign, Type::Small.font(ui), ink);
        if rows.iter().any(|row| row.offer.group != Group::Known) {
            dashed_frame(painter, rect.shrink(0.5), theme.unknown);
        }
    }
    if certain {
        painter.rect_stroke(rect, corner, Stroke::new(1.5, theme.certain), StrokeKind::Inside);
    }
    if chosen || response.has_focus() {
        painter.rect_stroke(rect, corner, Stroke::new(2.0, theme.accent), StrokeKind::Outside);
    }
    if !rows.is_empty() && response.on_hover_text(name).clicked() {
        view.own.of::<Table>().province = if chosen { None } else { Some(province.clone()) };
    }
}
