//! Converts design tokens to an egui style. This is the only file that makes colours.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Shadow, Stroke, TextStyle};
use serde::{Deserialize, Serialize};

use crate::model::mark::Mark;
use crate::model::text::Language;

/// The colours of a theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// The page.
    pub paper: Color32,
    /// Bars, drawers, fields.
    pub surface: Color32,
    /// The rail.
    pub sunk: Color32,
    /// A hairline.
    pub line: Color32,
    /// A fainter hairline.
    pub faint: Color32,
    /// Text.
    pub ink: Color32,
    /// Secondary text.
    pub second: Color32,
    /// Tertiary text.
    pub third: Color32,
    /// Selected items, and nothing else.
    pub accent: Color32,
    /// The background of selected items.
    pub accent_ground: Color32,
    /// Certain money.
    pub certain: Color32,
    /// Discretionary money.
    pub discretionary: Color32,
    /// Discretionary money as text.
    pub discretionary_text: Color32,
    /// The background of discretionary money.
    pub discretionary_ground: Color32,
    /// Something unknown.
    pub unknown: Color32,
    /// Errors.
    pub problem: Color32,
    /// Places, in the order of the colours of marks.
    pub places: Vec<Color32>,
    /// Whether it is a dark theme.
    pub dark: bool,
}

/// The choice of a theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Look {
    /// As in the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// Black on white with strong lines.
    HighContrast,
}

/// The family for headings and the answer.
#[must_use]
pub fn bold() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// A step of the type scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Tags, notes, the footer.
    Small,
    /// Everything else.
    Body,
    /// The headings of places.
    Head,
    /// Titles of plots and views.
    Title,
    /// The main result.
    Answer,
}

impl Type {
    /// Its name in egui.
    #[must_use]
    pub fn style(self) -> TextStyle {
        match self {
            Self::Small => TextStyle::Small,
            Self::Body => TextStyle::Body,
            Self::Head => TextStyle::Heading,
            Self::Title => TextStyle::Name("title".into()),
            Self::Answer => TextStyle::Name("answer".into()),
        }
    }

    /// Its font, for text painted by hand.
    #[must_use]
    pub fn font(self, ui: &egui::Ui) -> FontId {
        FontId::proportional(self.style().resolve(ui.style()).size)
    }

    /// The same in bold.
    #[must_use]
    pub fn bold(self, ui: &egui::Ui) -> FontId {
        FontId::new(self.style().resolve(ui.style()).size, bold())
    }
}

/// Sizes shared by all themes.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Scale {
    small: f32,
    body: f32,
    head: f32,
    title: f32,
    answer: f32,
    item_gap: (f32, f32),
    button_padding: (f32, f32),
    control: (f32, f32),
    menu_margin: i8,
    dialog_margin: i8,
    control_radius: u8,
    menu_radius: u8,
    dialog_radius: u8,
}

impl Scale {
    fn read() -> Option<Self> {
        // Part of the program; a test reads it.
        let text = include_str!("../../assets/theme/scale.ron");
        ron::from_str(text).inspect_err(|error| log::error!("scale: {error}")).ok()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tokens {
    paper: String,
    surface: String,
    sunk: String,
    line: String,
    faint: String,
    ink: String,
    second: String,
    third: String,
    accent: String,
    accent_ground: String,
    certain: String,
    discretionary: String,
    discretionary_text: String,
    discretionary_ground: String,
    unknown: String,
    problem: String,
    places: Vec<String>,
}

impl Theme {
    /// The light theme.
    #[must_use]
    pub fn light() -> Self {
        Self::read(include_str!("../../assets/theme/light.ron"), false)
    }

    /// The dark theme.
    #[must_use]
    pub fn dark() -> Self {
        Self::read(include_str!("../../assets/theme/dark.ron"), true)
    }

    /// The high-contrast theme.
    #[must_use]
    pub fn high_contrast() -> Self {
        Self::read(include_str!("../../assets/theme/high-contrast.ron"), false)
    }

    /// The colour of a place by its mark.
    #[must_use]
    pub fn place(&self, mark: Mark) -> Color32 {
        self.places.get(mark.color()).copied().unwrap_or(self.ink)
    }

    fn read(text: &str, dark: bool) -> Self {
        // The files are part of the program; tests/ui.rs reads them.
        let tokens: Option<Tokens> = ron::from_str(text).inspect_err(|error| log::error!("theme: {error}")).ok();
        let color = |pick: fn(&Tokens) -> &String| {
            tokens.as_ref().and_then(|tokens| hex(pick(tokens))).unwrap_or(Color32::GRAY)
        };
        Self {
            paper: color(|t| &t.paper),
            surface: color(|t| &t.surface),
            sunk: color(|t| &t.sunk),
            line: color(|t| &t.line),
            faint: color(|t| &t.faint),
            ink: color(|t| &t.ink),
            second: color(|t| &t.second),
            third: color(|t| &t.third),
            accent: color(|t| &t.accent),
            accent_ground: color(|t| &t.accent_ground),
            certain: color(|t| &t.certain),
            discretionary: color(|t| &t.discretionary),
            discretionary_text: color(|t| &t.discretionary_text),
            discretionary_ground: color(|t| &t.discretionary_ground),
            unknown: color(|t| &t.unknown),
            problem: color(|t| &t.problem),
            places: tokens.as_ref().map_or_else(Vec::new, |t| t.places.iter().filter_map(|c| hex(c)).collect()),
            dark,
        }
    }

    /// Applies this theme to egui.
    pub fn apply(&self, ctx: &egui::Context) {
        let which = if self.dark { egui::Theme::Dark } else { egui::Theme::Light };
        ctx.set_theme(which);
        ctx.style_mut_of(which, |style| self.style(style));
    }

    fn strong_lines(&self) -> bool {
        !self.dark && self.line.r() < 128
    }

    fn style(&self, style: &mut egui::Style) {
        let Some(scale) = Scale::read() else { return };
        style.text_styles = BTreeMap::from([
            (TextStyle::Small, FontId::proportional(scale.small)),
            (TextStyle::Body, FontId::proportional(scale.body)),
            (TextStyle::Button, FontId::proportional(scale.body)),
            (TextStyle::Monospace, FontId::monospace(scale.body)),
            (TextStyle::Heading, FontId::new(scale.head, bold())),
            (Type::Title.style(), FontId::new(scale.title, bold())),
            (Type::Answer.style(), FontId::new(scale.answer, bold())),
        ]);
        style.animation_time = 0.08;
        style.scroll_animation = egui::style::ScrollAnimation::default();
        let spacing = &mut style.spacing;
        spacing.item_spacing = scale.item_gap.into();
        spacing.button_padding = scale.button_padding.into();
        spacing.interact_size = scale.control.into();
        spacing.menu_margin = Margin::same(scale.menu_margin);
        spacing.window_margin = Margin::same(scale.dialog_margin);
        spacing.scroll = egui::style::ScrollStyle {
            foreground_color: true,
            // With the strong lines of high contrast, the handle is strong too.
            dormant_handle_opacity: if self.strong_lines() { 0.7 } else { 0.15 },
            active_handle_opacity: if self.strong_lines() { 0.8 } else { 0.3 },
            interact_handle_opacity: if self.strong_lines() { 1.0 } else { 0.5 },
            dormant_background_opacity: 0.0,
            active_background_opacity: 0.0,
            interact_background_opacity: 0.0,
            ..egui::style::ScrollStyle::thin()
        };
        spacing.combo_width = 60.0;
        spacing.tooltip_width = 360.0;

        let visuals = &mut style.visuals;
        visuals.dark_mode = self.dark;
        visuals.override_text_color = None;
        visuals.weak_text_color = Some(self.second);
        visuals.hyperlink_color = self.accent;
        visuals.faint_bg_color = self.sunk;
        visuals.extreme_bg_color = self.surface;
        visuals.text_edit_bg_color = Some(self.surface);
        visuals.code_bg_color = self.sunk;
        visuals.warn_fg_color = self.discretionary_text;
        visuals.error_fg_color = self.problem;
        visuals.window_fill = self.surface;
        visuals.window_stroke = Stroke::new(1.0, self.line);
        visuals.panel_fill = self.paper;
        visuals.window_corner_radius = CornerRadius::same(scale.dialog_radius);
        visuals.menu_corner_radius = CornerRadius::same(scale.menu_radius);
        let shadow = Shadow {
            offset: [0, 6],
            blur: 20,
            spread: 0,
            color: Color32::from_black_alpha(if self.dark { 110 } else { 28 }),
        };
        visuals.window_shadow = shadow;
        visuals.popup_shadow = shadow;
        visuals.selection.bg_fill = self.accent_ground;
        visuals.selection.stroke = Stroke::new(1.0, self.accent);
        visuals.striped = false;

        let radius = CornerRadius::same(scale.control_radius);
        let widgets = &mut visuals.widgets;
        let all = [
            (&mut widgets.noninteractive, self.surface, self.line, self.ink),
            (&mut widgets.inactive, self.surface, self.line, self.ink),
            (&mut widgets.hovered, self.sunk, self.third, self.ink),
            (&mut widgets.active, self.accent_ground, self.accent, self.ink),
            (&mut widgets.open, self.sunk, self.third, self.ink),
        ];
        for (widget, fill, stroke, text) in all {
            widget.bg_fill = fill;
            widget.weak_bg_fill = fill;
            widget.bg_stroke = Stroke::new(1.0, stroke);
            widget.fg_stroke = Stroke::new(1.0, text);
            widget.corner_radius = radius;
            widget.expansion = 0.0;
        }
    }
}

/// The fonts of the program: regular for text, bold for headings. In English, six punctuation characters come from a
/// Latin font, because the Chinese one sets them as wide as a Chinese character.
#[must_use]
pub fn fonts(language: Language) -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let regular = FontData::from_static(include_bytes!("../../assets/fonts/NotoSansSC-Regular-subset.otf"));
    let heavy = FontData::from_static(include_bytes!("../../assets/fonts/NotoSansSC-Bold-subset.otf"));
    fonts.font_data.insert("regular".to_owned(), Arc::new(regular));
    fonts.font_data.insert("bold".to_owned(), Arc::new(heavy));
    fonts.families.entry(FontFamily::Proportional).or_default().insert(0, "regular".to_owned());
    fonts.families.entry(FontFamily::Monospace).or_default().push("regular".to_owned());
    let icons = FontData::from_static(include_bytes!("../../assets/icons/Phosphor-subset.ttf"));
    // Icons are slightly larger than the text after them, and aligned with its line.
    let icons = icons.tweak(egui::FontTweak { scale: 1.15, y_offset_factor: 0.08, ..Default::default() });
    fonts.font_data.insert("icons".to_owned(), Arc::new(icons));
    fonts.families.entry(FontFamily::Proportional).or_default().insert(1, "icons".to_owned());
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let bold_first = std::iter::once("bold".to_owned()).chain(fallback).collect();
    fonts.families.insert(bold(), bold_first);
    if language == Language::English {
        let regular = FontData::from_static(include_bytes!("../../assets/fonts/NotoSans-Regular-punctuation.ttf"));
        let heavy = FontData::from_static(include_bytes!("../../assets/fonts/NotoSans-Bold-punctuation.ttf"));
        for (name, data, family) in [("latin", regular, FontFamily::Proportional), ("latin-bold", heavy, bold())] {
            fonts.font_data.insert(name.to_owned(), Arc::new(data));
            fonts.families.entry(family).or_default().insert(0, name.to_owned());
        }
    }
    fonts
}

fn hex(text: &str) -> Option<Color32> {
    let value = u32::from_str_radix(text, 16).ok()?;
    let [_, red, green, blue] = value.to_be_bytes();
    Some(Color32::from_rgb(red, green, blue))
}
