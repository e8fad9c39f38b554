//! The edits of the city view in words, for undo.

use crate::model::library::Library;
use crate::say;
use crate::session::desk::{Assumed, DeskEdit};
use crate::words::Words;

/// The description of an edit.
pub(in crate::ui) fn edit_words(words: &Words, library: &Library, edit: &DeskEdit) -> String {
    match edit {
        DeskEdit::Propose(change) => say!(words, "action-propose", change = words.figure_change(library, change)),
        DeskEdit::ProposeBasis(change) => say!(words, "action-propose", change = words.basis_change(library, change)),
        DeskEdit::TakeBack => say!(words, "action-take-back"),
        DeskEdit::Open(scenario) => say!(words, "action-proposal", count = scenario.count()),
        DeskEdit::Begin { copy: false, .. } => say!(words, "action-scenario-begin"),
        DeskEdit::Begin { copy: true, .. } => say!(words, "action-scenario-copy"),
        DeskEdit::Remove(_) => say!(words, "action-scenario-remove"),
        DeskEdit::Title(..) => say!(words, "action-scenario-title"),
        DeskEdit::Author(_) => say!(words, "action-scenario-author"),
        DeskEdit::Reason(..) => say!(words, "action-scenario-reason"),
        DeskEdit::Portfolio(_, of) => match of {
            Assumed::Whole => say!(words, "action-portfolio"),
            Assumed::Count(name) => {
                let one = library.productions.get(name).map_or("", |one| words.text(&one.name));
                say!(words, "action-portfolio-count", name = one)
            }
            Assumed::Applications(count) => say!(words, "action-portfolio-applications", count = count.to_string()),
            Assumed::Made(_) => say!(words, "action-portfolio-made"),
            Assumed::Pool => say!(words, "action-portfolio-pool"),
            Assumed::WhenGone => say!(words, "action-portfolio-gone"),
            Assumed::PerCompany => say!(words, "action-portfolio-company"),
            Assumed::LocalYuan => say!(words, "action-portfolio-yuan"),
        },
    }
}
