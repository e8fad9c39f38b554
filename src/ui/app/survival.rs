//! The data that is kept in case the program ends unexpectedly: the draft of the production, the edits of the
//! library, and typed text that was not applied.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::App;
use crate::data::overlay::Kept;
use crate::data::patch;
use crate::data::problem::Problem;
use crate::data::read::{File, read_production};
use crate::say;
use crate::session::Session;
use crate::ui::library::InLibrary;

impl App {
    /// The text of the production, if it has unsaved changes.
    #[must_use]
    pub fn draft(&self) -> Option<String> {
        let session = self.drafted();
        let text = || patch::production(&self.drafted_file().text, session.kept()).ok();
        session.is_dirty().then(text).flatten().map(|written| written.text)
    }

    /// Restores a draft of the last run.
    ///
    /// # Errors
    /// The problem if the draft cannot be read. Nothing is changed then.
    pub fn recover(&mut self, draft: &str) -> Result<(), Box<Problem>> {
        let file = File { name: String::new(), bytes: draft.as_bytes().to_vec() };
        let production = read_production(&file)?;
        self.session.recover(production);
        // The draft has the comments of the file that it came from.
        self.file.text = draft.into();
        self.say(say!(self.words, "notice-recovered"), false);
        Ok(())
    }

    /// The edits of the library and the typed text that was not applied, as text to be kept between runs. `None` if
    /// there are none.
    #[must_use]
    pub fn kept_edits(&self) -> Option<String> {
        let kept = Kept { edits: (**self.own().edits()).clone(), drafts: self.typed() };
        if kept == Kept::default() { None } else { kept.write().ok() }
    }

    /// A number that changes whenever [`kept_edits`](Self::kept_edits) may have changed.
    #[must_use]
    pub fn kept_revision(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.own().revision().hash(&mut hasher);
        self.typed().hash(&mut hasher);
        hasher.finish()
    }

    /// Restores the edits of an earlier run. Returns false if they cannot be read.
    pub fn take_up_edits(&mut self, text: &str) -> bool {
        let file = File { name: String::new(), bytes: text.as_bytes().to_vec() };
        let Ok(Kept { edits, drafts }) = Kept::read(&file) else { return false };
        self.view.own.of::<InLibrary>().take_up(drafts);
        let layers = (**self.session.layers()).clone();
        let production = self.session.kept().clone();
        let shelves = layers.len() - self.layers.len();
        self.session = Session::new(layers, shelves, edits, production, self.session.chosen_day());
        self.take_up_slate();
        self.take_up_plans();
        true
    }
}
