//! The purposes of paths, and the files that can be chosen for each.

use crate::data::paper;
use crate::data::table::ENDINGS;
use crate::report::Format;
use crate::session::bundle::{EXTENSION, Sealing};

/// The purpose of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Open a production.
    OpenProduction,
    /// Save the production.
    SaveProduction,
    /// Open a folder of RON files as a layer over the library.
    OpenLibrary,
    /// Import RON files or tables.
    Import,
    /// Read shooting days from a schedule.
    Schedule,
    /// Open the text of a policy, shown beside its form.
    PolicyText,
    /// Write the user's edits into a folder, as a library.
    SaveLibrary,
    /// Write the library into a folder, as open data.
    OpenData,
    /// Write a report.
    Export(Format),
    /// Write the shown plot.
    ExportPlot(PlotFile),
    /// Seal the comparison.
    Seal(Sealing),
    /// Open a slate.
    OpenSlate,
    /// Save the slate.
    SaveSlate,
    /// Add the production in a file to the slate.
    AddToSlate,
    /// Write the calendar.
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

/// A file format of plots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlotFile {
    /// Vector graphics.
    Svg,
    /// A bitmap.
    Png,
    /// The figures.
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

    /// Whether it needs a folder.
    #[must_use]
    pub fn is_folder(self) -> bool {
        matches!(self, Self::OpenLibrary | Self::SaveLibrary | Self::OpenData)
    }

    /// The file ending, without the dot.
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

    /// The endings of all files that can be chosen.
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
