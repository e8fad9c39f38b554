//! Sealed bundles: sealing, opening read-only, continuing with a copy, and returning to the user's own session.
//!
//! The user's session is set aside unchanged while a bundle is shown. Its edits of the library are still kept in the
//! file of edits, and never those of the bundle.

use std::mem;
use std::path::PathBuf;
use std::sync::Arc;

use super::App;
use crate::data::overlay::{Key, Overlay};
use crate::data::read::File;
use crate::say;
use crate::session::bundle::{self, Bundle, Sealing, Verdict, sealing};
use crate::session::{MOST_PLACES, Session};
use crate::ui::command::Command;
use crate::ui::context::{After, OnDisk, Request, Requests};
use crate::ui::dialogs::Dialog;
use crate::ui::library::InLibrary;
use crate::ui::platform::Reply;
use crate::ui::sealed::{Own, Sealed};

/// Reads a bundle and prepares it for display.
pub(super) fn unsealed(path: PathBuf, file: &File, asked: bool) -> Reply {
    let read = bundle::open(file).map(|bundle| {
        let session = Box::new(bundle.session(MOST_PLACES));
        (Arc::new(bundle), session)
    });
    Reply::Bundle { path, read, asked, copy: false }
}

impl App {
    /// Whether a read-only bundle is shown.
    fn is_read_only(&self) -> bool {
        self.sealed.as_ref().is_some_and(|sealed| !sealed.copy)
    }

    /// The session with the user's own library and edits.
    pub(super) fn own(&self) -> &Session {
        self.sealed.as_ref().map_or(&self.session, |sealed| &sealed.own.session)
    }

    pub(super) fn own_mut(&mut self) -> &mut Session {
        self.sealed.as_mut().map_or(&mut self.session, |sealed| &mut sealed.own.session)
    }

    /// The session with the production that the user edits: their own, or the copy of a sealed one.
    pub(super) fn drafted(&self) -> &Session {
        if self.is_read_only() { self.own() } else { &self.session }
    }

    pub(super) fn edited_mut(&mut self) -> &mut Session {
        if self.is_read_only() { self.own_mut() } else { &mut self.session }
    }

    /// The file of the production that the user edits.
    pub(super) fn drafted_file(&self) -> &OnDisk {
        match &self.sealed {
            Some(sealed) if !sealed.copy => &sealed.own.file,
            _ => &self.file,
        }
    }

    pub(super) fn file_mut(&mut self) -> &mut OnDisk {
        match &mut self.sealed {
            Some(sealed) if !sealed.copy => &mut sealed.own.file,
            _ => &mut self.file,
        }
    }

    /// A number that changes whenever the draft may have changed.
    #[must_use]
    pub fn draft_revision(&self) -> u64 {
        self.drafted().revision()
    }

    /// The text that the user typed in the library and did not apply. It includes the edits of the library of a copy,
    /// so that they are kept after the copy is closed.
    pub(super) fn typed(&self) -> Vec<(Key, String, bool)> {
        let now = || self.view.own.get::<InLibrary>().map(InLibrary::typed).unwrap_or_default();
        let Some(sealed) = &self.sealed else { return now() };
        let mut typed = sealed.own.library.typed();
        typed.extend(self.done_to_copy());
        let mut seen = std::collections::BTreeSet::new();
        typed.retain(|(key, ..)| seen.insert(key.clone()));
        typed
    }

    /// The edits and typed texts of the library of a copy that differ from the sealed state.
    fn done_to_copy(&self) -> Vec<(Key, String, bool)> {
        let Some(sealed) = self.sealed.as_ref().filter(|sealed| sealed.copy) else { return Vec::new() };
        let before: Overlay = sealed.bundle.edits();
        let edits = self.session.edits();
        let edited = edits.keys().filter_map(|key| {
            let text = edits.text(key)?;
            let new = sealed.own.session.text(key).is_none();
            (before.text(key) != Some(text)).then(|| (key.clone(), text.to_owned(), new))
        });
        let now = self.view.own.get::<InLibrary>().map(InLibrary::typed).unwrap_or_default();
        now.into_iter().chain(edited).collect()
    }

    /// Seals the comparison off the frame.
    pub(super) fn seal(&mut self, path: PathBuf, sealing: Sealing) {
        let (session, words) = (self.drafted().clone(), self.words.clone());
        self.desk.run(Box::new(move |disk| {
            let sealed = sealing::seal_session(&session, sealing).map_err(|what| words.what(&what));
            let written = sealed.and_then(|text| disk.write(&path, text.as_bytes()));
            Reply::Sealed(path, written)
        }));
    }

    /// Called before a reply is handled. If a production was read while a read-only bundle is shown, the bundle is
    /// closed, and the user is still asked about unsaved changes in their own production.
    pub(super) fn before(&mut self, reply: Reply) -> Reply {
        match reply {
            Reply::Production { path, read: read @ Ok(_), text, asked } if self.is_read_only() => {
                let asked = asked && !self.own().is_dirty();
                self.leave_sealed();
                Reply::Production { path, read, text, asked }
            }
            reply => reply,
        }
    }

    /// Shows a bundle and recalculates it off the frame.
    pub(super) fn show_sealed(&mut self, path: PathBuf, bundle: Arc<Bundle>, mut session: Session) {
        self.leave_sealed();
        session.count_on(&self.session);
        let own = Own {
            session: mem::replace(&mut self.session, session),
            file: mem::take(&mut self.file),
            library: mem::take(self.view.own.of::<InLibrary>()),
        };
        if bundle.places.len() > MOST_PLACES {
            let (shown, all) = (MOST_PLACES.to_string(), bundle.places.len().to_string());
            self.say(say!(self.words, "bundle-notice-places", shown = shown, all = all), false);
        }
        let (waiting, library) = (Arc::clone(&bundle), Arc::clone(&self.session.library));
        self.sealed = Some(Sealed { path: path.clone(), bundle, verdict: None, copy: false, own });
        self.look_afresh();
        self.dialog = None;
        // Waiting dialogs concerned the user's own library.
        self.waiting.clear();
        self.recently(path);
        self.desk.run(Box::new(move |_| {
            let verdict = Box::new(bundle::verify_with(&waiting, &library));
            Reply::Verified(waiting, verdict)
        }));
    }

    /// The result of recalculating a bundle, if that bundle is still open.
    pub(super) fn verified(&mut self, bundle: &Arc<Bundle>, verdict: Verdict) {
        if let Some(sealed) = &mut self.sealed
            && Arc::ptr_eq(&sealed.bundle, bundle)
        {
            sealed.verdict = Some(Arc::new(verdict));
        }
    }

    pub(super) fn show_differing(&mut self) {
        if let Some(sealed) = &self.sealed
            && let Some(verdict) = &sealed.verdict
        {
            self.dialog = Some(Dialog::Differing(Arc::clone(&sealed.bundle), Arc::clone(verdict)));
        }
    }

    /// Continues with a copy. First the user is asked about unsaved changes in their own production, because from
    /// then on the draft holds the copy.
    pub(super) fn edit_copy(&mut self) {
        let Some(sealed) = &mut self.sealed else { return };
        let (path, bundle) = (sealed.path.clone(), Arc::clone(&sealed.bundle));
        if sealed.own.session.is_dirty() {
            self.leave_sealed();
            self.dialog = Some(Dialog::Unsaved(After::Copy(path, bundle)));
        } else {
            self.edit_shown_copy();
        }
    }

    /// Prepares a bundle again off the frame, to continue with a copy of it.
    pub(super) fn copy(&mut self, path: PathBuf, bundle: Arc<Bundle>) {
        self.desk.run(Box::new(move |_| {
            let session = Box::new(bundle.session(MOST_PLACES));
            Reply::Bundle { path, read: Ok((bundle, session)), asked: true, copy: true }
        }));
    }

    /// Continues with a copy of the displayed bundle.
    pub(super) fn edit_shown_copy(&mut self) {
        if let Some(sealed) = &mut self.sealed {
            sealed.copy = true;
        }
        self.view.passing.read_only = false;
        self.session.forget_saved();
        self.say(say!(self.words, "bundle-notice-copy"), false);
    }

    /// Closes the bundle or its copy and restores the user's own library, edits and production.
    pub(super) fn leave_sealed(&mut self) {
        if self.sealed.is_none() {
            return;
        }
        self.view.own.of::<InLibrary>().leave();
        let done = self.typed();
        let lost = !self.done_to_copy().is_empty();
        let Some(Sealed { own, .. }) = self.sealed.take() else { return };
        let Own { mut session, file, mut library } = own;
        session.count_on(&self.session);
        let known = library.typed();
        library.take_up(done.into_iter().filter(|typed| !known.contains(typed)).collect());
        (self.session, self.file) = (session, file);
        *self.view.own.of() = library;
        self.look_afresh();
        if lost {
            self.say(say!(self.words, "bundle-notice-drafts"), false);
        }
    }

    /// Closes a read-only bundle if the user's own production is not saved, so that it is visible when the user is
    /// asked about it.
    pub(super) fn own_in_sight(&mut self) {
        if self.is_read_only() && self.own().is_dirty() {
            self.leave_sealed();
        }
    }

    /// Anything that was open in one library is closed in the other.
    fn look_afresh(&mut self) {
        let view = &mut self.view;
        view.passing.read_only = self.sealed.as_ref().is_some_and(|sealed| !sealed.copy);
        (view.passing.place, view.passing.opened, view.passing.local_place) = (None, None, None);
        view.report.untitle();
        view.passing.why.close();
    }

    /// Removes requests that are not possible for a sealed bundle or the library of a copy, and reports them.
    pub(super) fn refuse(&mut self, requests: &mut Requests) {
        if self.sealed.is_none() {
            return;
        }
        let read_only = self.is_read_only();
        let before = (requests.actions.len(), requests.commands.len(), requests.others.len());
        requests.commands.retain(|command| match command {
            Command::OpenLibrary | Command::Import => false,
            Command::Save | Command::SaveAs | Command::Versions | Command::SaveLibrary | Command::Seal => !read_only,
            _ => true,
        });
        requests.others.retain(|told| match told {
            Request::Accept
            | Request::AcceptSome(_)
            | Request::Table(_)
            | Request::World(_)
            | Request::RemoveLayer(_) => false,
            Request::TakeBack(_) | Request::TakeTheirs(..) => !read_only,
            Request::Day(day) => !read_only || *day == self.session.day,
            _ => true,
        });
        let mut editing = false;
        if read_only {
            requests.actions.clear();
            editing = self.view.own.of::<InLibrary>().editor.take().is_some();
        }
        if editing || before != (requests.actions.len(), requests.commands.len(), requests.others.len()) {
            self.say_refused();
        }
    }

    pub(super) fn say_refused(&mut self) {
        let text = match self.is_read_only() {
            true => say!(self.words, "bundle-refused"),
            false => say!(self.words, "bundle-refused-library"),
        };
        self.say(text, false);
    }
}
