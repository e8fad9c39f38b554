//! Variants of a production in words.

use super::Words;
use crate::model::library::Library;
use crate::model::production::{Answer, Production};
use crate::model::variant::{Changed, Variant};
use crate::say;

impl Words {
    /// The name of a variant: its own, else its changes if there are few.
    #[must_use]
    pub fn variant(&self, library: &Library, production: &Production, variant: &Variant) -> String {
        let name = self.text(&variant.name);
        if !name.is_empty() {
            return name.to_owned();
        }
        let mut said: Vec<String> =
            variant.changes.iter().map(|change| self.answer_now(library, production, change)).collect();
        said.extend(variant.day.map(|day| say!(self, "variant-day", day = day.to_string())));
        let rest = said.len().saturating_sub(2);
        said.truncate(2);
        match rest {
            0 if said.is_empty() => say!(self, "variant-no-changes"),
            0 => said.join(&self.comma()),
            rest => say!(self, "variant-and-more", first = said.join(&self.comma()), count = rest),
        }
    }

    /// Every change of a variant, with the old and the new answer.
    #[must_use]
    pub fn variant_changes(&self, library: &Library, production: &Production, variant: &Variant) -> Vec<String> {
        let mut said: Vec<String> =
            variant.changes.iter().map(|change| self.variant_change(library, production, change)).collect();
        said.extend(variant.day.map(|day| say!(self, "variant-day", day = day.to_string())));
        said
    }

    /// A fact and its answer in a variant.
    fn answer_now(&self, library: &Library, production: &Production, change: &Changed) -> String {
        let fact = self.capital(&self.fact(library, &change.fact));
        let value = self.answer_or_not(library, production, change, change.to.as_ref());
        say!(self, "report-labelled", label = fact, value = value)
    }

    /// A fact, its current answer and its answer in a variant.
    fn variant_change(&self, library: &Library, production: &Production, change: &Changed) -> String {
        let fact = self.capital(&self.fact(library, &change.fact));
        let before = match &change.place {
            Some(place) => production.answer(&change.fact, place),
            None => production.answers.get(&change.fact),
        };
        let from = self.answer_or_not(library, production, change, before);
        let to = self.answer_or_not(library, production, change, change.to.as_ref());
        match &change.place {
            Some(place) => {
                let place = self.place(library, place);
                say!(self, "variant-change-in", fact = fact, place = place, from = from, to = to)
            }
            None => say!(self, "variant-change", fact = fact, from = from, to = to),
        }
    }

    fn answer_or_not(
        &self,
        library: &Library,
        production: &Production,
        change: &Changed,
        answer: Option<&Answer>,
    ) -> String {
        match answer {
            Some(answer) => {
                self.answer(library.facts.get(&change.fact).map(AsRef::as_ref), answer, production.currency)
            }
            None => say!(self, "variant-unanswered"),
        }
    }
}
