//! The commands in menus, in the palette and by shortcut.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::icons;
use super::tab::Tab;
use super::view::View;
use crate::say;
use crate::session::Session;
use crate::words::Words;
use crate::words::number::Disclosure;

/// A shortcut, as it is written in the table below.
macro_rules! key {
    (no key) => {
        None
    };
    (COMMAND_SHIFT + $key:ident) => {
        Some(KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::$key))
    };
    ($modifiers:ident + $key:ident) => {
        Some(KeyboardShortcut::new(Modifiers::$modifiers, Key::$key))
    };
}

/// Makes [`Command`] from one table with name, icon and shortcut, in the order of the palette.
macro_rules! commands {
    ($($(#[$meta:meta])* $command:ident: $message:tt, $icon:ident, [$($shortcut:tt)*];)*) => {
        /// A command. It has no data except the view it shows, and acts on what is open.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Command {
            /// Shows a view.
            Show(Tab),
            $($(#[$meta])* $command,)*
        }

        impl Command {
            /// All of them, in the order of the palette.
            pub fn all() -> impl Iterator<Item = Self> {
                Tab::ALL.iter().map(|&tab| Self::Show(tab)).chain([$(Self::$command),*])
            }

            /// Its name.
            #[must_use]
            pub fn name(self, words: &Words) -> String {
                match self {
                    Self::Show(tab) => tab.name(words),
                    $(Self::$command => say!(words, $message),)*
                }
            }

            /// Its icon.
            #[must_use]
            pub fn icon(self) -> &'static str {
                match self {
                    Self::Show(tab) => tab.icon(),
                    $(Self::$command => icons::$icon,)*
                }
            }

            /// Its shortcut. On macOS, Ctrl is Cmd.
            #[must_use]
            pub fn shortcut(self) -> Option<KeyboardShortcut> {
                match self {
                    Self::Show(tab) => Some(KeyboardShortcut::new(Modifiers::COMMAND, tab.key())),
                    $(Self::$command => key!($($shortcut)*),)*
                }
            }
        }
    };
}

commands! {
    /// Opens the palette.
    Search: "command-search", MAGNIFYING_GLASS, [COMMAND + K];
    /// Starts an empty production.
    New: "command-new", FILE_PLUS, [COMMAND + N];
    /// Opens a production.
    Open: "command-open", FOLDER_OPEN, [COMMAND + O];
    /// Opens the built-in sample.
    Sample: "command-sample", FILM_SLATE, [no key];
    /// Saves the production.
    Save: "command-save", FLOPPY_DISK, [COMMAND + S];
    /// Saves the production under another name.
    SaveAs: "command-save-as", FLOPPY_DISK_BACK, [COMMAND_SHIFT + S];
    /// Shows earlier versions of the file of the production.
    Versions: "command-versions", UNDO, [no key];
    /// Opens a folder as a layer over the library.
    OpenLibrary: "command-open-library", FOLDERS, [COMMAND_SHIFT + O];
    /// Imports RON files into the library.
    Import: "command-import", DOWNLOAD, [COMMAND + I];
    /// Saves the edits of the library as a library of the user's own.
    SaveLibrary: "command-save-library", BOOKS, [no key];
    /// Writes the library as open data.
    OpenData: "command-open-data", TABLE, [no key];
    /// Writes a report as PDF.
    ExportPdf: "command-export-pdf", FILE_PDF, [COMMAND + P];
    /// Opens a report as PDF in the system's program, for printing.
    Print: "command-print", FILE_PDF, [no key];
    /// Writes a report as a workbook.
    ExportXlsx: "command-export-xlsx", FILE_XLS, [no key];
    /// Writes a report as a text document.
    ExportDocx: "command-export-docx", FILE_TEXT, [no key];
    /// Writes a report as HTML.
    ExportHtml: "command-export-html", FILE_HTML, [COMMAND + E];
    /// Writes a report as Markdown.
    ExportMarkdown: "command-export-markdown", FILE_TEXT, [no key];
    /// Writes a report as CSV.
    ExportCsv: "command-export-csv", FILE_CSV, [no key];
    /// Writes the plot as SVG.
    PlotSvg: "command-plot-svg", FILE_SVG, [no key];
    /// Writes the plot as PNG.
    PlotPng: "command-plot-png", FILE_PNG, [no key];
    /// Writes the figures of the plot as CSV.
    PlotCsv: "command-plot-csv", FILE_CSV, [no key];
    /// Seals the comparison into one file.
    Seal: "bundle-command-seal", SEAL_CHECK, [no key];
    /// Adds a variant of the production with the shown answers.
    NewVariant: "command-new-variant", COLUMNS, [COMMAND + D];
    /// Makes the answers of the shown variant the current ones.
    PinVariant: "command-pin-variant", MAP_PIN, [COMMAND_SHIFT + P];
    /// Opens a slate.
    OpenSlate: "command-open-slate", FOLDER_OPEN, [no key];
    /// Saves the slate.
    SaveSlate: "command-save-slate", FLOPPY_DISK, [no key];
    /// Adds the production of a file to the slate.
    AddToSlate: "command-add-to-slate", FILM_SLATE, [no key];
    /// Writes the calendar as an iCalendar file.
    SaveCalendar: "command-save-calendar", DOWNLOAD, [no key];
    /// Saves the proposed figures as a scenario.
    SaveScenario: "command-save-scenario", FLOPPY_DISK_BACK, [no key];
    /// Opens a scenario.
    OpenScenario: "command-open-scenario", FOLDER_OPEN, [no key];
    /// Undoes the last edit.
    Undo: "command-undo", UNDO, [COMMAND + Z];
    /// Redoes it.
    Redo: "command-redo", REDO, [COMMAND_SHIFT + Z];
    /// Switches the language.
    Language: "command-language", TRANSLATE, [COMMAND_SHIFT + L];
    /// Switches the theme.
    Theme: "command-theme", CIRCLE_HALF, [COMMAND_SHIFT + D];
    /// Switches the unit of figures.
    Scale: "command-scale", COINS, [COMMAND_SHIFT + U];
    /// Goes back in the explanations.
    Back: "command-why-back", ARROW_LEFT, [ALT + ArrowLeft];
    /// Goes forward in the explanations.
    Forward: "command-why-forward", ARROW_RIGHT, [ALT + ArrowRight];
    /// Closes the foremost dialog, drawer or menu.
    Close: "command-close", CLOSE, [NONE + Escape];
    /// Starts the tour of five hints.
    Tour: "command-tour", SCROLL, [no key];
    /// Shows all shortcuts.
    Shortcuts: "command-shortcuts", KEYBOARD, [NONE + F1];
    /// Switches between a plot and its table.
    PlotOrTable: "command-plot-or-table", TABLE, [COMMAND + T];
    /// Zooms in.
    ZoomIn: "command-zoom-in", ZOOM_IN, [COMMAND + Plus];
    /// Zooms out.
    ZoomOut: "command-zoom-out", ZOOM_OUT, [COMMAND + Minus];
    /// Resets the zoom.
    ZoomReset: "command-zoom-reset", FRAME_CORNERS, [COMMAND + Num0];
    /// Switches animations off or on.
    Motion: "command-motion", PAUSE, [no key];
    /// Closes the window.
    Quit: "command-quit", SIGN_OUT, [COMMAND + Q];
}

impl Command {
    /// Whether it can be used now.
    #[must_use]
    pub fn enabled(self, session: &Session, view: &View) -> bool {
        match self {
            Self::Undo => session.history().next_undo().is_some(),
            Self::Redo => session.history().next_redo().is_some(),
            // A sealed bundle is read-only: nothing can be saved or added.
            Self::Save
            | Self::SaveAs
            | Self::Versions
            | Self::SaveLibrary
            | Self::OpenLibrary
            | Self::Import
            | Self::Seal
            | Self::OpenSlate
            | Self::SaveSlate
            | Self::AddToSlate
                if view.passing.read_only =>
            {
                false
            }
            Self::SaveScenario => !session.proposed().is_empty(),
            Self::SaveLibrary => !session.edits().is_empty(),
            Self::SaveSlate => session.slate().is_some(),
            // A workbook needs exact amounts.
            Self::ExportXlsx if view.report.amounts != Disclosure::Exact => false,
            Self::ExportPdf
            | Self::Print
            | Self::ExportXlsx
            | Self::ExportDocx
            | Self::ExportHtml
            | Self::ExportMarkdown
            | Self::ExportCsv => view.can_report(session),
            Self::Seal => !session.production().places.is_empty(),
            Self::PlotSvg | Self::PlotPng | Self::PlotCsv => view.passing.plot == Some(view.tab),
            Self::PlotOrTable => matches!(view.tab, Tab::Growth | Tab::Curve),
            Self::NewVariant => !view.passing.read_only && !session.production().places.is_empty(),
            Self::PinVariant => !view.passing.read_only && session.shown().is_some(),
            Self::Back => view.passing.why.can_go_back(),
            Self::Forward => view.passing.why.can_go_forward(),
            _ => true,
        }
    }
}

/// The commands whose shortcuts were pressed in this frame. Longer shortcuts are checked first,
/// so that Ctrl+Shift+S does not also count as Ctrl+S.
#[must_use]
pub fn pressed(ctx: &egui::Context) -> Vec<Command> {
    let mut all: Vec<(Command, KeyboardShortcut)> =
        Command::all().filter_map(|command| Some((command, command.shortcut()?))).collect();
    all.sort_by_key(|(_, shortcut)| !shortcut.modifiers.shift);
    // On most keyboards the plus is above the equals sign, and users do not press Shift for it.
    all.push((Command::ZoomIn, KeyboardShortcut::new(Modifiers::COMMAND, Key::Equals)));
    // Escape first closes an open list or menu, which egui does.
    let popup = egui::Popup::is_any_open(ctx);
    all.retain(|(command, _)| !(popup && *command == Command::Close));
    // In a record edited as text, undo belongs to the text. A policy edited as a form undoes its own steps until it is
    // saved.
    let last = ctx.data(|data| data.get_temp::<u64>(steps_id()));
    let steps = last.is_some_and(|last| last + 2 >= ctx.cumulative_frame_nr());
    let typing = steps || ctx.memory(|memory| memory.has_focus(text_id()));
    all.retain(|(command, _)| !(typing && matches!(command, Command::Undo | Command::Redo)));
    let writing = ctx.egui_wants_keyboard_input();
    ctx.input_mut(|input| {
        let mut found: Vec<Command> = Vec::new();
        for (command, shortcut) in all {
            if input.consume_shortcut(&shortcut) {
                found.push(command);
            }
        }
        // The question mark shows the shortcuts too, unless something is typed.
        let asked = egui::Event::Text("?".to_owned());
        if !writing && input.events.contains(&asked) {
            found.push(Command::Shortcuts);
        }
        found
    })
}

/// The id under which the frame is stored in which the form last had steps to undo.
pub(super) fn steps_id() -> egui::Id {
    egui::Id::unique("policy-form-steps")
}

/// The id of the field with the whole text, which has its own undo.
pub(super) fn text_id() -> egui::Id {
    egui::Id::unique("library-editor-text")
}
