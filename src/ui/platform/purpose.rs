//! What a path is wanted for, and which files may be chosen for it.

use crate::data::paper;
use crate::data::table::ENDINGS;
use crate::report::Format;
use crate::session::bundle::{EXTENSION, Sealing};

/// What a path is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Open a production.
    OpenProduction,
    /// Save the production.
    SaveProduction,
    /// Lay a folder of RON files over the library.
    OpenLibrary,
    /// Import RON files or tables.
    Import,
    /// Take shooting days from a schedule.
    Schedule,
    /// Open the text of a policy, to be read beside its form.
    PolicyText,
    /// Write the user's edits into a folder, as a library.
    SaveLibrary,
    /// Write the library into a folder, as open data.
    OpenData,
    /// Write a report.
    Export(Format),
    /// Write the plot that is shown.
    ExportPlot(PlotFile),
    /// Seal the comparison.
    Seal(Sealing),
    /// Open a slate.
    OpenSlate,
    /// Save the slate.
    SaveSlate,
    /// Add the production of a file to the slate.
    AddToSlate,
    /// Write when things happen.
    ExportCalendar,
    /// Open a scenario.
    OpenScenario,
    /// Save the proposed figures as a scenario.
    SaveScenario,
    /// Open a portfolio, or a table of applications.
    OpenPortfolio,
    /// Save the portfolio.
    SavePortfolio,
}

/// A form a plot can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlotFile {
    /// Lines and shapes.
    Svg,
    /// Points of colour.
    Png,
    /// The figures behind it.
    Csv,
}

impl Purpose {
    /// Whether a file is written.
    #[must_use]
    pub fn saves(self) -> bool {
        !matches!(
            self,
            Self::OpenProduction
                | Self::OpenLibrary
                | Self::Import
                | Self::Schedule
                | Self::SaveLibrary
                | Self::OpenData
                | Self::PolicyText
                | Self::OpenSlate
                | Self::AddToSlate
                | Self::OpenScenario
                | Self::OpenPortfolio
        )
    }

    /// Whether a folder is wanted.
    #[must_use]
    pub fn is_folder(self) -> bool {
        matches!(self, Self::OpenLibrary | Self::SaveLibrary | Self::OpenData)
    }

    /// The ending of a file for it, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Export(format) => format.extension(),
            Self::ExportPlot(PlotFile::Svg) => "svg",
            Self::ExportPlot(PlotFile::Png) => "png",
            Self::ExportPlot(PlotFile::Csv) => "csv",
            Self::Seal(_) => EXTENSION,
            Self::ExportCalendar => "ics",
            Self::PolicyText => "txt",
            _ => "ron",
        }
    }

    /// The endings of all files that may be chosen for it.
    #[must_use]
    pub fn extensions(self) -> Vec<&'static str> {
        let tables = ENDINGS
            .into_iter()
            .filter(|_| matches!(self, Self::OpenProduction | Self::Import | Self::Schedule | Self::OpenPortfolio));
        let bundles = (self == Self::OpenProduction).then_some(EXTENSION);
        let pages = paper::ENDINGS.into_iter().skip(1).filter(|_| self == Self::PolicyText);
        std::iter::once(self.extension()).chain(bundles).chain(tables).chain(pages).collect()
    }
}
