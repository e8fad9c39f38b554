//! The table of the views: the name, icon and key of each, in the order of the bar.
//!
//! The bar, its menu for views without room, the palette, the shortcuts and the tests use this table. The views
//! themselves are not here: a row names the file and the function of a view, and [`app`](super::app) calls it.

use egui::Key;
use serde::{Deserialize, Serialize};

use super::icons;
use crate::say;
use crate::words::Words;

/// The table. It is passed to a macro that expands its rows: here to the enum below, in `app` to the functions that
/// draw the views. A row has the name of the view, its message, its icon, its key, and its file with the function that
/// draws it.
macro_rules! views {
    ($then:ident) => {
        $then! {
            /// All places for this production.
            Where: "tab-where", MAP_PIN, Num1, whereto::where_ui;
            /// Policy cards side by side.
            Compare: "tab-compare", COLUMNS, Num2, compare::compare_ui;
            /// The questions, the result and its reasons.
            #[default]
            Calculator: "tab-calculator", CALCULATOR, Num3, calculator::calculator_ui;
            /// The result of places for each value of one number. It opens from the calculator and is not in the bar.
            Curve: "curve-button", CHART_LINE_UP, R, curve::curve_ui;
            /// Several productions of one company.
            Slate: "tab-slate", FILM_SLATE, Num4, slate::slate_ui;
            /// Indicators over time.
            Growth: "tab-growth", CHART_LINE_UP, Num5, growth::growth_ui;
            /// The rank of the user's city, and its proposals.
            City: "tab-city", MAP_PIN, Num6, city::city_ui;
            /// The records of the library.
            Library: "tab-library", BOOKS, Num7, library::library_ui;
            /// The report for a meeting.
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
            /// All views, in the order of the bar.
            pub const ALL: &[Self] = &[$(Self::$tab),*];

            /// The views in the bar.
            pub(super) fn bar() -> impl Iterator<Item = Self> {
                Self::ALL.iter().copied().filter(|tab| tab.behind().is_none())
            }

            /// The view from which it opens, if it is not in the bar.
            pub(super) fn behind(self) -> Option<Self> {
                (self == Self::Curve).then_some(Self::Calculator)
            }

            /// Its name.
            #[must_use]
            pub fn name(self, words: &Words) -> String {
                match self {
                    $(Self::$tab => say!(words, $message),)*
                }
            }

            /// Its icon in lists of commands.
            pub(super) fn icon(self) -> &'static str {
                match self {
                    $(Self::$tab => icons::$icon,)*
                }
            }

            /// Its key, pressed together with Ctrl, or Cmd on macOS.
            pub(super) fn key(self) -> Key {
                match self {
                    $(Self::$tab => Key::$key,)*
                }
            }
        }
    };
}

views!(tabs);
