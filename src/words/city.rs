//! The sentences of the city view.

use super::Words;
use crate::model::id::PlaceId;
use crate::model::library::Library;
use crate::say;
use crate::study::city::City;
use crate::study::standing::{Cell, Rank, Row};

impl Words {
    /// The finding of the city view in one sentence, and its qualification.
    #[must_use]
    pub fn city_found(&self, library: &Library, city: &City) -> (String, String) {
        let standing = &city.standing;
        let ranks = standing.rows.iter().map(|row| {
            let moved = city.moved.iter().find(|moved| moved.production == row.production);
            moved.map_or(row.rank, |moved| moved.rank.after)
        });
        let open = ranks.filter(|rank| !rank.is_certain()).count();
        let rest = say!(self, "city-rest", open = open);
        if city.moved.is_empty() {
            // That finding already states the number of open ranks.
            return (self.standing_found(library, standing), String::new());
        }
        let moved = city.moved.iter().filter(|moved| moved.rank.before.published != moved.rank.after.published).count();
        let mut passed: Vec<&PlaceId> = city.moved.iter().flat_map(|moved| &moved.overtaken).collect();
        passed.sort_unstable();
        passed.dedup();
        // Rivals in the comparison are named first.
        passed.sort_by_key(|place| !standing.rivals.contains(place));
        let names: Vec<String> = passed.iter().take(3).map(|place| self.place(library, place)).collect();
        let total = &city.reform.total;
        let more = total.after.high.zip(total.before.high).and_then(|(after, before)| after.minus(before));
        let currency = standing.rows.first().map(|row| row.currency).unwrap_or_default();
        let cost = match more {
            Some(more) if more.is_negative() => say!(self, "reform-less", amount = self.money(more.abs(), currency)),
            Some(more) => say!(self, "reform-more", amount = self.money(more, currency)),
            None => say!(self, "reform-more-unknown"),
        };
        let found = say!(
            self,
            "city-found",
            moved = moved,
            total = standing.rows.len().to_string(),
            passed = passed.len(),
            places = self.list_and(&names),
            cost = cost
        );
        (found, rest)
    }

    /// The accessible text of a cell of the heat map.
    #[must_use]
    pub fn cell_called(&self, library: &Library, production: &str, row: &Row, cell: &Cell) -> String {
        say!(
            self,
            "city-cell",
            place = self.place(library, &cell.place),
            production = production,
            certain = self.money(cell.value.floor, row.currency),
            most = self.published(cell.value, cell.second_hand, row.currency),
            rate = self.rate(cell, row.budget),
            rank = self.rank(cell.rank)
        )
    }

    /// A rank in a few characters: by published amounts, and in brackets its range with the unpublished ones.
    #[must_use]
    pub fn rank_short(&self, rank: Rank) -> String {
        let (best, worst) = (rank.best.to_string(), rank.worst.to_string());
        match (rank.is_certain(), rank.is_blank) {
            (true, _) => best,
            (false, true) => say!(self, "standing-rank-blank", best = best, worst = worst),
            (false, false) => {
                say!(self, "standing-rank-between", rank = rank.published.to_string(), best = best, worst = worst)
            }
        }
    }

    /// The name of a built-in set of weights; its id if there are no words for it.
    #[must_use]
    pub fn weights_called(&self, name: &str) -> String {
        match name {
            "vertical" => say!(self, "city-weights-vertical"),
            "base" => say!(self, "city-weights-base"),
            "exporter" => say!(self, "city-weights-exporter"),
            other => other.to_owned(),
        }
    }
}
