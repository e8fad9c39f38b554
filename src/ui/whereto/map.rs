//! The provinces as squares, roughly where they lie. No borders are drawn.

use egui::{Align2, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::super::looking::Looking;
use super::super::theme::Type;
use super::super::view::View;
use super::super::widgets::{dashed_frame, small, title};
use super::Row;
use crate::model::id::PlaceId;
use crate::model::text::Language;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::offers::Group;

/// A square: the id of the province, its sign in Chinese and its letters, its column and its row.
type Tile = (&'static str, &'static str, &'static str, u8, u8);

const TILES: [Tile; 34] = [
    ("heilongjiang", "黑", "HL", 7, 0),
    ("inner-mongolia", "蒙", "NM", 4, 1),
    ("beijing", "京", "BJ", 5, 1),
    ("tianjin", "津", "TJ", 6, 1),
    ("jilin", "吉", "JL", 7, 1),
    ("xinjiang", "新", "XJ", 0, 2),
    ("gansu", "甘", "GS", 2, 2),
    ("ningxia", "宁", "NX", 3, 2),
    ("shanxi", "晋", "SX", 4, 2),
    ("hebei", "冀", "HE", 5, 2),
    ("shandong", "鲁", "SD", 6, 2),
    ("liaoning", "辽", "LN", 7, 2),
    ("qinghai", "青", "QH", 2, 3),
    ("shaanxi", "陕", "SN", 3, 3),
    ("henan", "豫", "HA", 4, 3),
    ("anhui", "皖", "AH", 5, 3),
    ("jiangsu", "苏", "JS", 6, 3),
    ("shanghai", "沪", "SH", 7, 3),
    ("tibet", "藏", "XZ", 1, 4),
    ("sichuan", "川", "SC", 2, 4),
    ("chongqing", "渝", "CQ", 3, 4),
    ("hubei", "鄂", "HB", 4, 4),
    ("jiangxi", "赣", "JX", 5, 4),
    ("zhejiang", "浙", "ZJ", 6, 4),
    ("yunnan", "滇", "YN", 2, 5),
    ("guizhou", "黔", "GZ", 3, 5),
    ("hunan", "湘", "HN", 4, 5),
    ("guangdong", "粤", "GD", 5, 5),
    ("fujian", "闽", "FJ", 6, 5),
    ("taiwan", "台", "TW", 7, 5),
    ("guangxi", "桂", "GX", 4, 6),
    ("macao", "澳", "MO", 5, 6),
    ("hongkong", "港", "HK", 6, 6),
    ("hainan", "琼", "HI", 4, 7),
];

const GAP: f32 = 3.0;

/// Draws the map. A click shows the places of a province only.
pub(super) fn map_ui(ui: &mut Ui, looking: &Looking<'_>, view: &mut View) {
    let Looking { words, theme, .. } = looking;
    ui.label(title(say!(words, "where-map")));
    ui.add_space(6.0);
    let side = ((ui.available_width() - 7.0 * GAP) / 8.0).min(38.0);
    let (area, _) = ui.allocate_exact_size(vec2(8.0 * side + 7.0 * GAP, 8.0 * side + 7.0 * GAP), Sense::hover());
    let all = std::sync::Arc::clone(&view.places.0.rows);
    let most = all.iter().filter_map(counted).max().unwrap_or_default();
    for (id, zh, letters, column, row) in TILES {
        let province = PlaceId::from(id);
        let at = area.min + vec2(f32::from(column), f32::from(row)) * (side + GAP);
        let rect = Rect::from_min_size(at, vec2(side, side));
        let rows: Vec<&Row> = all.iter().filter(|row| row.offer.province.as_ref() == Some(&province)).collect();
        let sign = if words.language == Language::Chinese { zh } else { letters };
        tile_ui(ui, looking, view, (&province, sign), rect, &rows, most);
    }
    ui.add_space(6.0);
    ui.add(egui::Label::new(small(theme, say!(words, "where-map-note", unit = words.scale(view.scale)))).wrap());
}

/// What a place gives at most, without what is known at second hand only.
fn counted(row: &Row) -> Option<Fraction> {
    row.offer.assessment.known_ceiling()?.minus(row.offer.second_hand)
}

fn tile_ui(
    ui: &Ui,
    looking: &Looking<'_>,
    view: &mut View,
    (province, sign): (&PlaceId, &str),
    rect: Rect,
    rows: &[&Row],
    most: Fraction,
) {
    let Looking { session, words, theme, .. } = looking;
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
    let chosen = view.places.0.province.as_ref() == Some(province);
    response.widget_info(|| WidgetInfo::selected(Role::Button, !rows.is_empty(), chosen, &name));
    let painter = ui.painter();
    let corner = CornerRadius::same(3);
    let share = best
        .and_then(|best| best.divided_by(most))
        .map_or(0.0, |share| rust_decimal::prelude::ToPrimitive::to_f32(&share.decimal()).unwrap_or_default());
    if let Some(value) = &value {
        // By the square root, so that the smaller ones are seen beside the largest.
        let ground = theme.discretionary_ground.lerp_to_gamma(theme.discretionary, share.sqrt() * 0.55);
        painter.rect_filled(rect, corner, if certain { theme.certain.gamma_multiply(0.25) } else { ground });
        let font = egui::FontId::new(Type::Small.font(ui).size * 0.92, Type::Small.font(ui).family);
        let top = rect.center() - vec2(0.0, 7.0);
        painter.text(top, Align2::CENTER_CENTER, sign, Type::Small.bold(ui), theme.ink);
        painter.text(rect.center() + vec2(0.0, 7.0), Align2::CENTER_CENTER, value, font, theme.ink);
    } else {
        let known = !rows.is_empty();
        painter.rect_filled(rect, corner, if known { theme.surface } else { theme.faint });
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
        view.places.0.province = if chosen { None } else { Some(province.clone()) };
    }
}
