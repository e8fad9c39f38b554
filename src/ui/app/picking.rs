//! Asks for paths, suggests file names, and uses the chosen path for its purpose.

use std::path::PathBuf;
use std::sync::Arc;

use super::{App, MOST_RECENT};
use crate::say;
use crate::ui::context::OnDisk;
use crate::ui::dialogs::Dialog;
use crate::ui::growth::Kept;
use crate::ui::platform::{Pick, Purpose};

impl App {
    pub(super) fn pick(&mut self, purpose: Purpose) {
        let title = match purpose {
            purpose if purpose.is_folder() => say!(self.words, "path-title-folder"),
            _ if purpose.saves() => say!(self.words, "path-title-save"),
            _ => say!(self.words, "path-title-open"),
        };
        self.desk.pick(Pick { purpose, title, suggested: self.suggested(purpose) });
    }

    pub(super) fn export(&mut self, purpose: Purpose) {
        if !self.view.can_report(&self.session) {
            self.say(say!(self.words, "notice-need-places"), true);
        } else {
            self.pick(purpose);
        }
    }

    pub(super) fn suggested(&self, purpose: Purpose) -> String {
        if !purpose.saves() {
            return String::new();
        }
        // The suggested name of a plot is that of its indicator.
        let shown = self.view.own.get::<Kept>().filter(|_| matches!(purpose, Purpose::ExportPlot(_)));
        let indicator = shown.and_then(|kept| self.session.library.indicators.get(&kept.key()?.indicator));
        let name = indicator.map_or_else(|| self.production_name(), |one| self.words.text(&one.name).to_owned());
        format!("{name}.{}", purpose.extension())
    }

    /// Uses a chosen path. `may_overwrite` is true if a native dialog has already asked whether to replace the file.
    pub(super) fn picked(&mut self, purpose: Purpose, mut path: PathBuf, mut may_overwrite: bool) {
        if purpose.saves() && path.extension().is_none() {
            path.set_extension(purpose.extension());
            // The dialog asked about the name without an extension.
            may_overwrite = false;
        }
        let own = self.drafted_file().path.as_ref() == Some(&path);
        match purpose {
            Purpose::Export(_)
            | Purpose::ExportPlot(_)
            | Purpose::Seal(_)
            | Purpose::SaveSlate
            | Purpose::SaveScenario
            | Purpose::SavePortfolio
            | Purpose::ExportCalendar
                if own =>
            {
                self.say(say!(self.words, "notice-own-file"), true);
            }
            Purpose::OpenProduction => self.open(path),
            Purpose::OpenSlate => self.open_slate(path),
            Purpose::AddToSlate => self.add_to_slate(path),
            Purpose::OpenScenario => self.open_scenario(path),
            Purpose::Schedule => self.open_schedule(path),
            Purpose::OpenPortfolio => self.open_portfolio(path),
            Purpose::OpenLibrary | Purpose::Import => self.take(path),
            Purpose::PolicyText => self.read_policy_text(path),
            Purpose::SaveLibrary => self.save_library(path, may_overwrite),
            Purpose::OpenData => self.save_open_data(path, may_overwrite),
            _ if !may_overwrite && self.desk.exists(&path) => {
                self.dialog = Some(Dialog::Overwrite(purpose, path));
            }
            Purpose::SaveProduction => {
                let expected = own.then(|| Arc::clone(&self.drafted_file().text).into());
                self.save(path, expected);
            }
            Purpose::Export(format) => self.write_report(format, path),
            Purpose::ExportPlot(file) => self.write_plot(file, path),
            Purpose::SaveScenario => self.save_scenario(path),
            Purpose::SavePortfolio => self.save_portfolio(path),
            Purpose::Seal(sealing) => self.seal(path, sealing),
            Purpose::SaveSlate => self.save_slate(path),
            Purpose::ExportCalendar => self.save_calendar(path),
        }
    }

    pub(super) fn recently(&mut self, path: PathBuf) {
        self.view.recent.retain(|other| *other != path);
        self.view.recent.insert(0, path);
        self.view.recent.truncate(MOST_RECENT);
    }

    pub(super) fn remember(&mut self, path: PathBuf, text: Arc<str>) {
        self.recently(path.clone());
        self.view.last = Some(path.clone());
        *self.file_mut() = OnDisk { path: Some(path), text };
    }
}
