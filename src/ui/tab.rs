//! The table of the views: what each is called, its sign and its key, in the order of the bar.
//!
//! The bar, the menu of what does not fit in it, the palette, the shortcuts and the tests read this table. Absent on
//! purpose: the views themselves; a row names the file of a view, and [`app`](super::app) draws it.

use egui::Key;
use serde::{Deserialize, Serialize};

use super::icons;
use crate::say;
use crate::words::Words;

/// The table itself, handed to a macro that makes something of its rows: the enum below, and in `app` what draws each.
/// A row has the name of the view, its words, its sign, its key, and its file with the function that draws it.
macro_rules! views {
    ($then:ident) => {
        $then! {
            /// Every place for this production.
            Where: "tab-where", MAP_PIN, Num1, whereto::where_ui;
            /// Policy cards side by side.
            Compare: "tab-compare", COLUMNS, Num2, compare::compare_ui;
            /// Form, answer and reasons.
            #[default]
            Calculator: "tab-calculator", CALCULATOR, Num3, calculator::calculator_ui;
            /// What places give along one number; it stands behind the calculator, not in the bar.
            Curve: "curve-button", CHART_LINE_UP, R, curve::curve_ui;
            /// Several productions of one company.
            Slate: "tab-slate", FILM_SLATE, Num4, slate::slate_ui;
            /// Indicators over time.
            Growth: "tab-growth", CHART_LINE_UP, Num5, growth::growth_ui;
            /// Where my city stands.
            City: "tab-city", MAP_PIN, Num6, city::city_ui;
            /// Everything that is loaded.
            Library: "tab-library", BOOKS, Num7, library::library_ui;
            /// What is taken into the meeting.
            Report: "tab-report", SCROLL, Num8, report::report_ui;
        }
    };
}

pub(super) use views;

macro_rules! tabs {
    ($($(#[$meta:meta])* $tab:ident: $message:tt, $icon:ident, $key:ident, $file:ident::$draw:ident;)*) => {
        /// A view of the window.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Tab {
            $($(#[$meta])* $tab,)*
        }

        impl Tab {
            /// All of them, in the order of the bar.
            pub const ALL: &[Self] = &[$(Self::$tab),*];

            /// Those that stand in the bar.
            pub(super) fn bar() -> impl Iterator<Item = Self> {
                Self::ALL.iter().copied().filter(|tab| tab.behind().is_none())
            }

            /// The view that it stands behind, if it is not in the bar.
            pub(super) fn behind(self) -> Option<Self> {
                (self == Self::Curve).then_some(Self::Calculator)
            }

            /// What it is called.
            #[must_use]
            pub fn name(self, words: &Words) -> String {
                match self {
                    $(Self::$tab => say!(words, $message),)*
                }
            }

            /// The sign that stands before it in lists of commands.
            pub(super) fn icon(self) -> &'static str {
                match self {
                    $(Self::$tab => icons::$icon,)*
                }
            }

            /// The key that shows it, together with Ctrl, or Cmd on macOS.
            pub(super) fn key(self) -> Key {
                match self {
                    $(Self::$tab => Key::$key,)*
                }
            }
        }
    };
}

views!(tabs);
