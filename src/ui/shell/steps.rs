//! The names of edits in the commands Undo and Redo.

use crate::model::library::Library;
use crate::model::production::Currency;
use crate::say;
use crate::session::action::Action;
use crate::session::slate::SlateEdit;
use crate::ui::city::edit_words;
use crate::words::Words;
use crate::words::letter::letter;

/// The name of an edit, for “Undo: …”.
pub(in crate::ui) fn action_words(words: &Words, library: &Library, currency: Currency, action: &Action) -> String {
    let place_name = |id| words.place(library, id);
    match action {
        Action::Answer { fact, answer: None, .. } => say!(words, "action-unanswer", fact = words.fact(library, fact)),
        Action::Answer { fact, place, answer: Some(answer) } => {
            let value = words.answer(library.facts.get(fact).map(AsRef::as_ref), answer, currency);
            let fact = words.fact(library, fact);
            match place {
                Some(place) => say!(words, "action-answer-in", fact = fact, value = value, place = place_name(place)),
                None => say!(words, "action-answer", fact = fact, value = value),
            }
        }
        Action::ClearLocal(place) => say!(words, "action-clear-local", place = place_name(place)),
        Action::Rename(..) => say!(words, "action-rename"),
        Action::Note(..) => say!(words, "action-note"),
        Action::Own(Some(fact)) => say!(words, "action-own", fact = words.fact(library, fact)),
        Action::Own(None) => say!(words, "action-own-all"),
        Action::Chance(..) => say!(words, "action-chance"),
        Action::ChangeCost { new: Some(_), .. } => say!(words, "action-change-cost"),
        Action::ChangeCost { new: None, .. } => say!(words, "action-no-change-cost"),
        Action::KeepCurve(curve) => say!(words, "action-keep-curve", fact = words.fact(library, &curve.over)),
        Action::DropCurve(fact) => say!(words, "action-drop-curve", fact = words.fact(library, fact)),
        Action::AddVariant(_) => say!(words, "action-add-variant"),
        Action::RemoveVariant(at) => say!(words, "action-remove-variant", letter = letter(at + 1)),
        Action::RenameVariant(at, _) => say!(words, "action-rename-variant", letter = letter(at + 1)),
        Action::VariantDay(at, _) => say!(words, "action-variant-day", letter = letter(at + 1)),
        Action::PinVariant(at) => say!(words, "action-pin-variant", letter = letter(at + 1)),
        Action::AddPlace(place) => say!(words, "action-add-place", place = place_name(place)),
        Action::RemovePlace(place) => say!(words, "action-remove-place", place = place_name(place)),
        Action::Edit { key, text, figure } => {
            let name = words.record_called(library, key.kind, &key.id);
            if let Some((figure, value)) = figure
                && let Some(policy) = library.policies.get(&key.id.as_str().into())
            {
                let (part, role) = (words.part(policy, &figure.part), words.role(figure.role));
                let value = words.figure_value(figure.is_share, *value);
                return say!(words, "action-set-figure", part = part, role = role, value = value);
            }
            match text {
                Some(_) => say!(words, "action-edit", name = name),
                None => say!(words, "action-unedit", name = name),
            }
        }
        Action::Take(taken) => say!(words, "table-action", count = taken.rows, name = taken.name.as_str()),
        Action::Restore(_) => say!(words, "action-restore"),
        Action::Slate(edit) => match edit {
            SlateEdit::Take(_) => say!(words, "action-slate-take"),
            SlateEdit::Add { .. } => say!(words, "action-slate-add"),
            SlateEdit::Remove(at) => say!(words, "action-slate-remove", letter = letter(*at)),
            SlateEdit::Choose(at, Some(place)) => {
                say!(words, "action-slate-choose", letter = letter(*at), place = place_name(place))
            }
            SlateEdit::Choose(at, None) => say!(words, "action-slate-free", letter = letter(*at)),
            SlateEdit::ChooseAll(_) => say!(words, "action-slate-choose-all"),
            SlateEdit::Place(place, true) => say!(words, "action-slate-place", place = place_name(place)),
            SlateEdit::Place(place, false) => say!(words, "action-slate-no-place", place = place_name(place)),
            SlateEdit::First(_) => say!(words, "action-slate-first"),
            SlateEdit::Edit(at) => say!(words, "action-slate-edit", letter = letter(*at)),
            SlateEdit::Return => say!(words, "action-slate-return"),
        },
        Action::DropEdits => say!(words, "action-drop-edits"),
        Action::Desk(edit) => edit_words(words, library, edit),
        Action::MovePlace(place, _) => say!(words, "action-move-place", place = place_name(place)),
    }
}
