//! The icons of commands, from the Phosphor icon font in the program.

/// A document with a plus.
pub(super) const FILE_PLUS: &str = "\u{e236}";
/// An open folder.
pub(super) const FOLDER_OPEN: &str = "\u{e256}";
/// Several folders.
pub(super) const FOLDERS: &str = "\u{e260}";
/// A clapperboard.
pub(super) const FILM_SLATE: &str = "\u{e8c2}";
/// A floppy disk.
pub(super) const FLOPPY_DISK: &str = "\u{e248}";
/// A floppy disk from behind.
pub(super) const FLOPPY_DISK_BACK: &str = "\u{eaf4}";
/// Books.
pub(super) const BOOKS: &str = "\u{e758}";
/// An arrow into a tray.
pub(super) const DOWNLOAD: &str = "\u{e20c}";
/// A page of HTML.
pub(super) const FILE_HTML: &str = "\u{eb38}";
/// A page of text.
pub(super) const FILE_TEXT: &str = "\u{e23a}";
/// A page of CSV.
pub(super) const FILE_CSV: &str = "\u{eb1c}";
/// An arrow that turns back.
pub(super) const UNDO: &str = "\u{e08a}";
/// An arrow that turns forward.
pub(super) const REDO: &str = "\u{e08c}";
/// Columns.
pub(super) const COLUMNS: &str = "\u{e546}";
/// A calculator.
pub(super) const CALCULATOR: &str = "\u{e538}";
/// A rising line.
pub(super) const CHART_LINE_UP: &str = "\u{e156}";
/// A magnifying glass.
pub(super) const MAGNIFYING_GLASS: &str = "\u{e30c}";
/// Two scripts.
pub(super) const TRANSLATE: &str = "\u{e4a2}";
/// A circle, half filled.
pub(super) const CIRCLE_HALF: &str = "\u{e18c}";
/// Coins.
pub(super) const COINS: &str = "\u{e78e}";
/// An arrow to the left.
pub(super) const ARROW_LEFT: &str = "\u{e058}";
/// An arrow to the right.
pub(super) const ARROW_RIGHT: &str = "\u{e06c}";
/// A cross.
pub(super) const CLOSE: &str = "\u{e4f6}";
/// A keyboard.
pub(super) const KEYBOARD: &str = "\u{e2d8}";
/// A magnifying glass with a plus.
pub(super) const ZOOM_IN: &str = "\u{e310}";
/// A magnifying glass with a minus.
pub(super) const ZOOM_OUT: &str = "\u{e30e}";
/// The corners of a frame.
pub(super) const FRAME_CORNERS: &str = "\u{e626}";
/// A table.
pub(super) const TABLE: &str = "\u{e476}";
/// A pin on a map.
pub(super) const MAP_PIN: &str = "\u{e316}";
/// A scroll.
pub(super) const SCROLL: &str = "\u{eb7a}";
/// A bar chart.
pub(super) const CHART_BAR: &str = "\u{e150}";
/// A page of PDF.
pub(super) const FILE_PDF: &str = "\u{e702}";
/// A page of a spreadsheet.
pub(super) const FILE_XLS: &str = "\u{eb22}";
/// A picture of pixels.
pub(super) const FILE_PNG: &str = "\u{eb18}";
/// A picture of lines.
pub(super) const FILE_SVG: &str = "\u{ed08}";
/// An arrow upwards.
pub(super) const ARROW_UP: &str = "\u{e08e}";
/// An arrow downwards.
pub(super) const ARROW_DOWN: &str = "\u{e03e}";
/// Two upright bars.
pub(super) const PAUSE: &str = "\u{e39e}";
/// A seal with a tick.
pub(super) const SEAL_CHECK: &str = "\u{e606}";
/// A door with an arrow out of it.
pub(super) const SIGN_OUT: &str = "\u{e42a}";
