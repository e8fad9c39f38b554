//! Everything that can be done by name: in menus, in the palette, by shortcut.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::icons;
use super::library::Editor;
use super::view::{Tab, View};
use crate::say;
use crate::session::Session;
use crate::words::Words;
use crate::words::number::Disclosure;

/// A command. It carries nothing; what it works on is what is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// Starts an empty production.
    New,
    /// Opens a production.
    Open,
    /// Opens the built-in sample.
    Sample,
    /// Saves the production.
    Save,
    /// Saves the production under another name.
    SaveAs,
    /// Shows earlier versions of the file of the production.
    Versions,
    /// Lays a folder over the library.
    OpenLibrary,
    /// Imports RON files into the library.
    Import,
    /// Saves the edits of the library as a library of the user's own.
    SaveLibrary,
    /// Shows the report.
    Report,
    /// Writes a report as PDF.
    ExportPdf,
    /// Writes a report as a workbook.
    ExportXlsx,
    /// Writes a report as HTML.
    ExportHtml,
    /// Writes a report as Markdown.
    ExportMarkdown,
    /// Writes a report as CSV.
    ExportCsv,
    /// Writes the plot as SVG.
    PlotSvg,
    /// Writes the plot as PNG.
    PlotPng,
    /// Writes the figures behind the plot as CSV.
    PlotCsv,
    /// Seals the comparison into one file.
    Seal,
    /// Takes the last edit back.
    Undo,
    /// Makes it again.
    Redo,
    /// Shows every place for this production.
    Where,
    /// Shows the policy cards.
    Compare,
    /// Shows the calculator.
    Calculator,
    /// Shows indicators over time.
    Growth,
    /// Shows what is loaded.
    Library,
    /// Opens the palette.
    Search,
    /// The other language.
    Language,
    /// The other theme.
    Theme,
    /// The next unit of figures.
    Scale,
    /// Explains what was explained before.
    Back,
    /// Explains what was explained after.
    Forward,
    /// Closes what is in front.
    Close,
    /// Shows all shortcuts.
    Shortcuts,
    /// Shows a plot as a table, or the table as a plot.
    PlotOrTable,
    /// Larger.
    ZoomIn,
    /// Smaller.
    ZoomOut,
    /// Actual size.
    ZoomReset,
    /// Nothing moves by itself, or it may again.
    Motion,
    /// Closes the window.
    Quit,
}

impl Command {
    /// All of them, in the order of the palette.
    pub const ALL: [Self; 40] = [
        Self::Where,
        Self::Compare,
        Self::Calculator,
        Self::Growth,
        Self::Library,
        Self::Report,
        Self::Search,
        Self::New,
        Self::Open,
        Self::Sample,
        Self::Save,
        Self::SaveAs,
        Self::Versions,
        Self::OpenLibrary,
        Self::Import,
        Self::SaveLibrary,
        Self::ExportPdf,
        Self::ExportXlsx,
        Self::ExportHtml,
        Self::ExportMarkdown,
        Self::ExportCsv,
        Self::PlotSvg,
        Self::PlotPng,
        Self::PlotCsv,
        Self::Seal,
        Self::Undo,
        Self::Redo,
        Self::Language,
        Self::Theme,
        Self::Scale,
        Self::Back,
        Self::Forward,
        Self::Close,
        Self::Shortcuts,
        Self::PlotOrTable,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::Motion,
        Self::Quit,
    ];

    /// What it is called.
    #[must_use]
    pub fn name(self, words: &Words) -> String {
        match self {
            Self::New => say!(words, "command-new"),
            Self::Open => say!(words, "command-open"),
            Self::Sample => say!(words, "command-sample"),
            Self::Save => say!(words, "command-save"),
            Self::SaveAs => say!(words, "command-save-as"),
            Self::Versions => say!(words, "command-versions"),
            Self::OpenLibrary => say!(words, "command-open-library"),
            Self::Import => say!(words, "command-import"),
            Self::SaveLibrary => say!(words, "command-save-library"),
            Self::Report => say!(words, "tab-report"),
            Self::ExportPdf => say!(words, "command-export-pdf"),
            Self::ExportXlsx => say!(words, "command-export-xlsx"),
            Self::PlotSvg => say!(words, "command-plot-svg"),
            Self::PlotPng => say!(words, "command-plot-png"),
            Self::PlotCsv => say!(words, "command-plot-csv"),
            Self::ExportHtml => say!(words, "command-export-html"),
            Self::ExportMarkdown => say!(words, "command-export-markdown"),
            Self::ExportCsv => say!(words, "command-export-csv"),
            Self::Seal => say!(words, "bundle-command-seal"),
            Self::Undo => say!(words, "command-undo"),
            Self::Redo => say!(words, "command-redo"),
            Self::Where => say!(words, "tab-where"),
            Self::Compare => say!(words, "tab-compare"),
            Self::Calculator => say!(words, "tab-calculator"),
            Self::Growth => say!(words, "tab-growth"),
            Self::Library => say!(words, "tab-library"),
            Self::Search => say!(words, "command-search"),
            Self::Language => say!(words, "command-language"),
            Self::Theme => say!(words, "command-theme"),
            Self::Scale => say!(words, "command-scale"),
            Self::Back => say!(words, "command-why-back"),
            Self::Forward => say!(words, "command-why-forward"),
            Self::Close => say!(words, "command-close"),
            Self::Shortcuts => say!(words, "command-shortcuts"),
            Self::PlotOrTable => say!(words, "command-plot-or-table"),
            Self::ZoomIn => say!(words, "command-zoom-in"),
            Self::ZoomOut => say!(words, "command-zoom-out"),
            Self::ZoomReset => say!(words, "command-zoom-reset"),
            Self::Motion => say!(words, "command-motion"),
            Self::Quit => say!(words, "command-quit"),
        }
    }

    /// Whether there is anything for it to work on.
    #[must_use]
    pub fn enabled(self, session: &Session, view: &View) -> bool {
        match self {
            Self::Undo => session.history().next_undo().is_some(),
            Self::Redo => session.history().next_redo().is_some(),
            // A sealed bundle is read-only: there is nothing to save, and nothing to add to.
            Self::Save
            | Self::SaveAs
            | Self::Versions
            | Self::SaveLibrary
            | Self::OpenLibrary
            | Self::Import
            | Self::Seal
                if view.read_only =>
            {
                false
            }
            Self::SaveLibrary => !session.edits().is_empty(),
            // A workbook is made from the amounts themselves.
            Self::ExportXlsx if view.report.amounts != Disclosure::Exact => false,
            Self::ExportPdf
            | Self::ExportXlsx
            | Self::ExportHtml
            | Self::ExportMarkdown
            | Self::ExportCsv
            | Self::Seal => !session.production().places.is_empty(),
            Self::PlotSvg | Self::PlotPng | Self::PlotCsv => {
                view.tab == Tab::Growth && view.growth.page.chart.is_some()
            }
            Self::PlotOrTable => view.tab == Tab::Growth,
            Self::Back => view.why.can_go_back(),
            Self::Forward => view.why.can_go_forward(),
            _ => true,
        }
    }

    /// The sign that stands before it.
    #[must_use]
    pub fn icon(self) -> &'static str {
        match self {
            Self::New => icons::FILE_PLUS,
            Self::Open => icons::FOLDER_OPEN,
            Self::Sample => icons::FILM_SLATE,
            Self::Save => icons::FLOPPY_DISK,
            Self::SaveAs => icons::FLOPPY_DISK_BACK,
            Self::Versions => icons::UNDO,
            Self::OpenLibrary => icons::FOLDERS,
            Self::Import => icons::DOWNLOAD,
            Self::SaveLibrary | Self::Library => icons::BOOKS,
            Self::Report => icons::SCROLL,
            Self::ExportPdf => icons::FILE_PDF,
            Self::ExportXlsx => icons::FILE_XLS,
            Self::ExportHtml => icons::FILE_HTML,
            Self::ExportMarkdown => icons::FILE_TEXT,
            Self::ExportCsv | Self::PlotCsv => icons::FILE_CSV,
            Self::PlotSvg => icons::FILE_SVG,
            Self::PlotPng => icons::FILE_PNG,
            Self::Seal => icons::SEAL_CHECK,
            Self::Undo => icons::UNDO,
            Self::Redo => icons::REDO,
            Self::Where => icons::MAP_PIN,
            Self::Compare => icons::COLUMNS,
            Self::Calculator => icons::CALCULATOR,
            Self::Growth => icons::CHART_LINE_UP,
            Self::Search => icons::MAGNIFYING_GLASS,
            Self::Language => icons::TRANSLATE,
            Self::Theme => icons::CIRCLE_HALF,
            Self::Scale => icons::COINS,
            Self::Back => icons::ARROW_LEFT,
            Self::Forward => icons::ARROW_RIGHT,
            Self::Close => icons::CLOSE,
            Self::Shortcuts => icons::KEYBOARD,
            Self::PlotOrTable => icons::TABLE,
            Self::ZoomIn => icons::ZOOM_IN,
            Self::ZoomOut => icons::ZOOM_OUT,
            Self::ZoomReset => icons::FRAME_CORNERS,
            Self::Motion => icons::PAUSE,
            Self::Quit => icons::SIGN_OUT,
        }
    }

    /// Its shortcut. Where Ctrl is written, macOS has Cmd.
    #[must_use]
    pub fn shortcut(self) -> Option<KeyboardShortcut> {
        let shift = Modifiers::COMMAND | Modifiers::SHIFT;
        let (modifiers, key) = match self {
            Self::New => (Modifiers::COMMAND, Key::N),
            Self::Open => (Modifiers::COMMAND, Key::O),
            Self::Save => (Modifiers::COMMAND, Key::S),
            Self::SaveAs => (shift, Key::S),
            Self::OpenLibrary => (shift, Key::O),
            Self::Import => (Modifiers::COMMAND, Key::I),
            Self::ExportHtml => (Modifiers::COMMAND, Key::E),
            Self::ExportPdf => (Modifiers::COMMAND, Key::P),
            Self::Report => (Modifiers::COMMAND, Key::Num6),
            Self::Undo => (Modifiers::COMMAND, Key::Z),
            Self::Redo => (shift, Key::Z),
            Self::Where => (Modifiers::COMMAND, Key::Num1),
            Self::Compare => (Modifiers::COMMAND, Key::Num2),
            Self::Calculator => (Modifiers::COMMAND, Key::Num3),
            Self::Growth => (Modifiers::COMMAND, Key::Num4),
            Self::Library => (Modifiers::COMMAND, Key::Num5),
            Self::Search => (Modifiers::COMMAND, Key::K),
            Self::Language => (shift, Key::L),
            Self::Theme => (shift, Key::D),
            Self::Scale => (shift, Key::U),
            Self::Back => (Modifiers::ALT, Key::ArrowLeft),
            Self::Forward => (Modifiers::ALT, Key::ArrowRight),
            Self::Close => (Modifiers::NONE, Key::Escape),
            Self::Shortcuts => (Modifiers::NONE, Key::F1),
            Self::PlotOrTable => (Modifiers::COMMAND, Key::T),
            Self::ZoomIn => (Modifiers::COMMAND, Key::Plus),
            Self::ZoomOut => (Modifiers::COMMAND, Key::Minus),
            Self::ZoomReset => (Modifiers::COMMAND, Key::Num0),
            Self::Quit => (Modifiers::COMMAND, Key::Q),
            Self::Motion
            | Self::Sample
            | Self::SaveLibrary
            | Self::Versions
            | Self::ExportXlsx
            | Self::ExportMarkdown
            | Self::ExportCsv
            | Self::PlotSvg
            | Self::PlotPng
            | Self::PlotCsv
            | Self::Seal => return None,
        };
        Some(KeyboardShortcut::new(modifiers, key))
    }
}

/// The commands whose shortcuts were pressed in this frame. Longer shortcuts are looked at first,
/// so that Ctrl+Shift+S does not also count as Ctrl+S.
#[must_use]
pub fn pressed(ctx: &egui::Context) -> Vec<Command> {
    let mut all: Vec<(Command, KeyboardShortcut)> =
        Command::ALL.iter().filter_map(|&command| Some((command, command.shortcut()?))).collect();
    all.sort_by_key(|(_, shortcut)| !shortcut.modifiers.shift);
    // On most keyboards the plus stands above the sign of equality, and nobody presses Shift for it.
    all.push((Command::ZoomIn, KeyboardShortcut::new(Modifiers::COMMAND, Key::Equals)));
    // Escape first closes the list or menu that is open; egui does that by itself.
    let popup = egui::Popup::is_any_open(ctx);
    all.retain(|(command, _)| !(popup && *command == Command::Close));
    // Where a record is edited as text, undo belongs to the text.
    let typing = ctx.memory(|memory| memory.has_focus(Editor::text_id()));
    all.retain(|(command, _)| !(typing && matches!(command, Command::Undo | Command::Redo)));
    let writing = ctx.egui_wants_keyboard_input();
    ctx.input_mut(|input| {
        let mut found: Vec<Command> = Vec::new();
        for (command, shortcut) in all {
            if input.consume_shortcut(&shortcut) {
                found.push(command);
            }
        }
        // The question mark shows the shortcuts too, where nothing is being typed.
        let asked = egui::Event::Text("?".to_owned());
        if !writing && input.events.contains(&asked) {
            found.push(Command::Shortcuts);
        }
        found
    })
}
