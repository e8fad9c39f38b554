//! Differences between two states of a production, in words.

use super::Words;
use crate::model::library::Library;
use crate::model::production::{Answer, Production};
use crate::model::text::Text;
use crate::say;
use crate::study::productions::{Differing, differing};

impl Words {
    /// One line for each difference between two states of a production.
    #[must_use]
    pub fn productions_differ(&self, library: &Library, before: &Production, after: &Production) -> Vec<String> {
        let line = |what: String, old: String, new: String| {
            say!(self, "production-differs", what = what, before = old, after = new)
        };
        let text = |text: &Text| match self.text(text) {
            "" => say!(self, "production-nothing"),
            said => said.to_owned(),
        };
        let note = |note: &Option<Text>| note.as_ref().map_or_else(|| say!(self, "production-nothing"), &text);
        let lines = differing(before, after).into_iter().map(|one| match one {
            // Only the name in the other language may differ.
            Differing::Name(old, new) if self.text(&old) == self.text(&new) => {
                let both = |name: &Text| format!("{} / {}", name.zh, name.en);
                line(say!(self, "production-name"), both(&old), both(&new))
            }
            Differing::Name(old, new) => line(say!(self, "production-name"), text(&old), text(&new)),
            Differing::Currency(old, new) => {
                line(say!(self, "production-currency"), old.code().to_owned(), new.code().to_owned())
            }
            Differing::Note(old, new) => line(say!(self, "production-note"), note(&old), note(&new)),
            Differing::Places(old, new) => {
                let names = |places: &[crate::model::id::PlaceId]| {
                    let all: Vec<String> = places.iter().map(|id| self.place(library, id).to_string()).collect();
                    if all.is_empty() { say!(self, "production-nothing") } else { all.join(&self.comma()) }
                };
                line(say!(self, "production-places"), names(&old), names(&new))
            }
            Differing::Answer { fact, place, before: old, after: new } => {
                let known = library.facts.get(&fact).map(AsRef::as_ref);
                let answer = |answer: &Option<Answer>, of: &Production| match answer {
                    Some(answer) => self.answer(known, answer, of.currency),
                    None => say!(self, "production-unanswered"),
                };
                let fact = self.fact(library, &fact);
                let what = match place {
                    Some(place) => {
                        let place = self.place(library, &place).to_string();
                        say!(self, "production-fact-in", fact = fact, place = place)
                    }
                    None => fact,
                };
                line(what, answer(&old, before), answer(&new, after))
            }
        });
        lines.collect()
    }
}
