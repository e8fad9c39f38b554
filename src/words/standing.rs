//! The standing of a place, in words.

use rust_decimal::Decimal;

use super::Words;
use super::explain::Telling;
use crate::model::id::PlaceId;
use crate::model::library::Library;
use crate::model::production::Currency;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::standing::answers::{Answered, Flip};
use crate::study::standing::binding::{Binding, Kind};
use crate::study::standing::weights::{By, Odds, PlaceOf, Weighed};
use crate::study::standing::{Against, Cell, Rank, Standing, Value};

/// The number of places named that are first for some answers.
const MOST_FIRST: usize = 5;

impl Words {
    /// A rank: a number, or the best and the worst possible rank, with the number of places level with it. Whether a
    /// place without any published amount is level with others is not known, even if its rank is certain because no
    /// other place pays anything.
    #[must_use]
    pub fn rank(&self, rank: Rank) -> String {
        match (rank.is_certain(), rank.level) {
            (true, level) if level == 0 || rank.is_blank => rank.best.to_string(),
            (true, level) => say!(self, "standing-rank-level", rank = rank.best.to_string(), count = level),
            (false, _) => self.rank_short(rank),
        }
    }

    /// The position of a place relative to another.
    #[must_use]
    pub fn against(&self, against: Against) -> String {
        match against {
            Against::CertainlyAhead => say!(self, "standing-certainly-ahead"),
            Against::PossiblyAhead => say!(self, "standing-possibly-ahead"),
            Against::Level => say!(self, "standing-level"),
            Against::PossiblyBehind => say!(self, "standing-possibly-behind"),
            Against::CertainlyBehind => say!(self, "standing-certainly-behind"),
            Against::CannotBeTold => say!(self, "standing-cannot-be-told"),
        }
    }

    /// The certain amount; a dash if no amount is published, which is not zero.
    #[must_use]
    pub fn certainly(&self, value: Value, currency: Currency) -> String {
        match value.is_unpublished() {
            true => say!(self, "unrecorded-value"),
            false => self.money(value.floor, currency),
        }
    }

    /// The published possible amount: a dash if nothing is published, and signs if there may be more and if it is known
    /// from second-hand reports, wholly or in part.
    #[must_use]
    pub fn published(&self, value: Value, second_hand: Fraction, currency: Currency) -> String {
        let most = match value.is_unpublished() {
            true => return say!(self, "unrecorded-value"),
            false => self.money(value.low, currency),
        };
        let more = value.high != Some(value.low);
        let most = if more { say!(self, "figure-and-more", figure = most) } else { most };
        if second_hand.is_zero() { most } else { format!("{most}†") }
    }

    /// Why a place has no published amount, from the number of its awards without one: none is published, or there is
    /// no ceiling without an answer.
    #[must_use]
    pub fn without_amount(&self, unpriced: usize) -> String {
        match unpriced {
            0 => say!(self, "standing-no-ceiling"),
            _ => say!(self, "unrecorded-note"),
        }
    }

    /// The possible amount as a share of the budget: per cent up to 100 %, a multiple beyond.
    #[must_use]
    pub fn rate(&self, cell: &Cell, budget: Option<Fraction>) -> String {
        match cell.rates(budget) {
            Some([_, most]) if !cell.value.is_unpublished() => self.share_of_budget(most),
            _ => say!(self, "unknown-value"),
        }
    }

    /// A share of a budget: per cent up to 100 %, a multiple beyond.
    #[must_use]
    pub fn share_of_budget(&self, share: Fraction) -> String {
        self.multiple_of_budget(share.decimal())
    }

    /// The same for a share as a decimal number.
    #[must_use]
    pub fn multiple_of_budget(&self, share: Decimal) -> String {
        match share >= Decimal::ONE {
            true => say!(self, "standing-times", figure = share.round_dp(1).normalize().to_string()),
            false => self.percent(share.round_dp(2).normalize()),
        }
    }

    /// The rule that limits an amount, in a few words.
    #[must_use]
    pub fn binding(&self, library: &Library, currency: Currency, binding: &Binding) -> String {
        let telling = Telling { words: self, library, currency };
        let incentive = binding.incentive.as_ref().and_then(|id| telling.incentive(&binding.policy, id));
        let name = match incentive {
            Some((_, incentive)) => self.text(&incentive.name).to_owned(),
            None => {
                library.policies.get(&binding.policy).map_or_else(String::new, |one| self.text(&one.title).to_owned())
            }
        };
        let what = match binding.kind {
            Kind::Condition => telling.failed(&binding.step),
            Kind::Cap | Kind::Threshold => {
                let said = telling.say(&binding.step);
                if said.note.is_empty() { said.label } else { said.note }
            }
            Kind::Fixed => say!(self, "standing-fixed"),
        };
        say!(self, "report-labelled", label = name, value = what)
    }

    /// The ranks of a place over the productions, in one sentence.
    #[must_use]
    pub fn standing_found(&self, library: &Library, standing: &Standing) -> String {
        let place = self.place(library, &standing.place);
        let total = standing.rows.len();
        let open = standing.rows.iter().filter(|row| !row.rank.is_certain()).count();
        let best = standing.rows.iter().filter(|row| !row.rank.is_blank).min_by_key(|row| row.rank.published);
        match best {
            Some(row) => {
                let name = library.productions.get(&row.production).map_or("", |one| self.text(&one.name));
                say!(
                    self,
                    "standing-found",
                    place = place,
                    rank = row.rank.published.to_string(),
                    of = row.rank.of.to_string(),
                    production = name,
                    open = open,
                    total = total.to_string()
                )
            }
            None => say!(self, "standing-found-open", place = place, total = total.to_string()),
        }
    }

    /// A place with weights: its score, its rank, and the share of all weights for which it is first.
    #[must_use]
    pub fn weighed_place(&self, library: &Library, one: &PlaceOf) -> String {
        let score = self.percent(one.score.decimal().round_dp(3).normalize());
        let most = match &one.most {
            Some(most) if *most == one.score => score,
            _ => say!(self, "figure-and-more", figure = score),
        };
        say!(
            self,
            "standing-weighed-place",
            place = self.place(library, &one.place),
            score = most,
            rank = self.rank(one.rank),
            first = self.odds(&one.first),
            certainly = self.odds(&one.certainly),
            possibly = self.odds(&one.possibly)
        )
    }

    /// A share of all weights; with its sample if it is not exact.
    #[must_use]
    pub fn odds(&self, odds: &Odds) -> String {
        let share = self.percent(odds.decimal().round_dp(3).normalize());
        match odds {
            Odds::Exact(_) => share,
            Odds::Sampled(sampled) => say!(
                self,
                "standing-sampled",
                share = share,
                error = self.percent(sampled.error.round_dp(4).normalize()),
                draws = self.plain(sampled.draws.into()),
                seed = sampled.seed.to_string()
            ),
        }
    }

    /// The share of all answers to open questions for which places are first, the largest share first. The number
    /// of questions that stay open is added.
    #[must_use]
    pub fn answered_found(&self, library: &Library, answered: &Answered) -> String {
        let mut first: Vec<(&PlaceId, &Odds)> = answered.first.iter().map(|(place, odds)| (place, odds)).collect();
        first.retain(|(_, odds)| !odds.decimal().is_zero());
        first.sort_by_key(|(_, odds)| std::cmp::Reverse(odds.decimal()));
        let names: Vec<String> = first
            .iter()
            .take(MOST_FIRST)
            .map(|(place, odds)| format!("{} {}", self.place(library, place), self.odds(odds)))
            .collect();
        let rows = answered.rows.len();
        let drawn = |odds: &Odds| matches!(odds, Odds::Sampled(_));
        let sampled: usize = answered.rows.iter().filter(|row| row.first.iter().any(drawn)).count();
        let mut left: Vec<&crate::model::id::FactId> = answered.rows.iter().flat_map(|row| &row.left).collect();
        left.sort();
        left.dedup();
        say!(
            self,
            "standing-answers",
            places = self.list_and(&names),
            rows = rows,
            sampled = sampled,
            left = left.len()
        )
    }

    /// The fewest answers that change which place is first: one sentence per production, those with the fewest answers
    /// first, followed by the number of productions that no answers change.
    #[must_use]
    pub fn answered_flips(&self, library: &Library, standing: &Standing, answered: &Answered) -> Vec<String> {
        let places: Vec<&PlaceId> = std::iter::once(&standing.place).chain(&standing.rivals).collect();
        let named = |all: &[usize]| {
            let names = all.iter().filter_map(|at| places.get(*at)).take(MOST_FIRST);
            self.list_and(&names.map(|place| self.place(library, place)).collect::<Vec<_>>())
        };
        let (mut flips, mut firm, mut unsure) = (Vec::new(), 0_usize, 0_usize);
        for (row, one) in standing.rows.iter().zip(&answered.rows) {
            match &one.flip {
                Flip::Nobody => {}
                Flip::None(None) => firm += 1,
                Flip::None(Some(_)) => unsure += 1,
                Flip::By { from, answers, to } => {
                    let said = answers.iter().map(|(id, answer)| {
                        let answer = self.answer(library.facts.get(id).map(AsRef::as_ref), answer, row.currency);
                        say!(self, "standing-answer", fact = self.fact(library, id), answer = answer)
                    });
                    let said = self.list_and(&said.collect::<Vec<_>>());
                    let production = library.productions.get(&row.production).map_or("", |one| self.text(&one.name));
                    let (from, to) = (named(from), named(to));
                    let line = say!(
                        self,
                        "standing-answers-flip",
                        production = production,
                        answers = said,
                        from = from,
                        to = to
                    );
                    flips.push((answers.len(), line));
                }
            }
        }
        flips.sort_by_key(|(count, _)| *count);
        let mut lines: Vec<String> = flips.into_iter().map(|(_, line)| line).collect();
        if firm > 0 {
            lines.push(say!(self, "standing-answers-firm", count = firm));
        }
        if unsure > 0 {
            lines.push(say!(self, "standing-answers-unsure", count = unsure));
        }
        lines
    }

    /// A note that all places are level at zero, so that the first rank has no meaning; `None` if one of them gives
    /// something.
    #[must_use]
    pub fn weighed_level(&self, weighed: &Weighed) -> Option<String> {
        let level = weighed.places.iter().all(|one| one.score.is_none());
        level.then(|| match weighed.by {
            By::Certain => say!(self, "standing-level-certain"),
            By::UpTo => say!(self, "standing-level-up-to"),
        })
    }

    /// The dependence on the weights, in one sentence: the place that is first for each share of them, the smallest
    /// change that alters this, and the places that no other beats.
    #[must_use]
    pub fn robust(&self, library: &Library, standing: &Standing, weighed: &Weighed) -> String {
        let name = |place: &PlaceId| self.place(library, place);
        let leading = weighed.places.iter().max_by(|a, b| a.score.cmp(&b.score));
        let level = self.weighed_level(weighed);
        let (Some(leading), None) = (leading, &level) else { return level.unwrap_or_default() };
        let unbeaten: Vec<String> = weighed
            .places
            .iter()
            .filter(|one| one.beaten_by.is_none() && !one.score.is_none())
            .map(|one| name(&one.place))
            .collect();
        let production = |at: usize| {
            let row = standing.rows.get(at);
            let one = row.and_then(|row| library.productions.get(&row.production));
            one.map_or_else(String::new, |one| self.text(&one.name).to_owned())
        };
        let flip = weighed.flip.as_ref().map_or_else(
            || say!(self, "standing-no-flip", place = name(&leading.place)),
            |flip| {
                let from: Vec<String> = flip.from.iter().map(|(at, _)| production(*at)).collect();
                say!(
                    self,
                    "standing-flip",
                    place = name(&flip.second),
                    moved = self.percent(flip.moved.decimal().round_dp(4).normalize()),
                    from = self.list_and(&from),
                    to = production(flip.to)
                )
            },
        );
        say!(
            self,
            "standing-robust",
            place = name(&leading.place),
            share = self.odds(&leading.first),
            flip = flip,
            unbeaten = self.list_and(&unbeaten)
        )
    }
}
