//! The offers of places for a production, in words: the finding, and the obstacles.

use super::Words;
use crate::model::id::FactId;
use crate::model::library::Library;
use crate::model::production::Currency;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::offers::{Group, Obstacle, Offer};

impl Words {
    /// The obstacle to more in a place, in a few words.
    #[must_use]
    pub fn obstacle(&self, library: &Library, obstacle: &Obstacle) -> String {
        match obstacle {
            Obstacle::Nothing => "–".to_owned(),
            Obstacle::Questions(facts) => match self.first_of(library, facts) {
                (fact, 0) => say!(self, "where-missing-one", fact = fact),
                (fact, more) => say!(self, "where-missing-more", fact = fact, count = more),
            },
            Obstacle::Authority => say!(self, "where-authority"),
            Obstacle::Unpublished(count) => {
                let count: usize = *count;
                say!(self, "where-unpublished", count = count)
            }
            Obstacle::Unmet(facts) => match self.first_of(library, facts) {
                (fact, 0) => say!(self, "where-unmet-one", fact = fact),
                (fact, more) => say!(self, "where-unmet-more", fact = fact, count = more),
            },
        }
    }

    /// The first of some facts, and the number of others.
    fn first_of(&self, library: &Library, facts: &[FactId]) -> (String, usize) {
        let first = facts.first().map(|fact| self.fact(library, fact)).unwrap_or_default();
        (first, facts.len().saturating_sub(1))
    }

    /// The finding of the table of all places in one sentence, and its qualification.
    #[must_use]
    pub fn found_in_places(&self, library: &Library, currency: Currency, all: &[&Offer]) -> (String, String) {
        let money = |amount: Fraction| self.money(amount, currency);
        let total = all.len().to_string();
        let certain: Vec<&&Offer> = all.iter().filter(|one| !one.assessment.floor.is_zero()).collect();
        let best = certain.iter().max_by_key(|one| one.assessment.floor);
        let finding = match (best, certain.len()) {
            (None, _) => say!(self, "where-finding-none", total = total),
            (Some(best), 1) => {
                let place = self.place(library, &best.place);
                say!(self, "where-finding-one", total = total, place = place, amount = money(best.assessment.floor))
            }
            (Some(best), count) => {
                let place = self.place(library, &best.place);
                let amount = money(best.assessment.floor);
                say!(
                    self,
                    "where-finding-more",
                    total = total,
                    count = count.to_string(),
                    place = place,
                    amount = amount
                )
            }
        };
        // An amount known only at second hand is not presented as the highest.
        let first_hand = |one: &Offer| one.assessment.known_ceiling().and_then(|most| most.minus(one.second_hand));
        let highest = all.iter().filter(|one| one.group == Group::Known).max_by_key(|one| first_hand(one));
        let uncounted = all.iter().filter(|one| one.group == Group::Uncounted).count();
        let mut rest: Vec<String> = Vec::new();
        if let Some((highest, most)) =
            highest.and_then(|one| Some((one, first_hand(one).filter(|most| !most.is_zero())?)))
        {
            let place = self.place(library, &highest.place);
            let because = match &highest.obstacle {
                Obstacle::Questions(facts) => say!(self, "where-because-questions", count = facts.len()),
                _ => say!(self, "where-because-authority"),
            };
            rest.push(say!(self, "where-highest", place = place, amount = money(most), because = because));
        }
        if uncounted > 0 {
            rest.push(say!(self, "where-uncounted-note", count = uncounted.to_string()));
        }
        (finding, rest.join(&self.semicolon()))
    }
}
