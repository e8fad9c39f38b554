//! Indicators over time in words: the finding of a plot, and the labels of its axes.

use super::Words;
use crate::model::date::Period;
use crate::model::id::PlaceId;
use crate::model::indicator::{Indicator, Nature, Unit};
use crate::model::library::Library;
use crate::model::text::{Language, Text};
use crate::say;
use crate::study::chart::{Chart, Event, Line, Mark, Ranked};
use crate::study::growth::{Peers, Point, Series, compound_growth};

impl Words {
    /// The finding of a plot in one or two sentences: size and growth, reported and expected.
    /// If the sources disagree on a value, no growth is stated from it.
    #[must_use]
    pub fn growth_finding(&self, library: &Library, indicator: &Indicator, all: &[Series<'_>]) -> String {
        let main = all.iter().filter(|series| series.method.is_empty()).max_by_key(|series| series.points.len());
        let Some(main) = main else { return String::new() };
        let place = self.place(library, &main.place);
        let value = |point: &Point<'_>| match point.observations.first().filter(|_| !point.quotient) {
            Some(seen) => self.observed(&indicator.unit, seen),
            None => self.as_exact(point.precision, self.measure(&indicator.unit, point.value)),
        };
        let (known, expected): (Vec<&Point<'_>>, Vec<&Point<'_>>) = main
            .points
            .iter()
            .filter(|point| !point.differs())
            .partition(|point| matches!(point.nature, Nature::Actual | Nature::Estimate));
        let one = |point: &Point<'_>| {
            let (value, period) = (self.with_nature(value(point), point.nature), self.span(point.period));
            say!(self, "growth-sentence-one", place = place.as_str(), value = value, period = period)
        };
        let rise = |first: &Point<'_>, last: &Point<'_>| {
            let rate = self.signed_percent(compound_growth(first, last)?);
            // Within one year, an annual average has no meaning.
            let rate = if last.position() - first.position() < 1.2 {
                say!(self, "growth-rate-next", rate = rate)
            } else {
                say!(self, "growth-rate-yearly", rate = rate)
            };
            Some(say!(
                self,
                "growth-sentence-rise",
                place = place.as_str(),
                from = value(first),
                first = self.span(first.period),
                to = value(last),
                last = self.span(last.period),
                rate = rate
            ))
        };
        let mut sentences = Vec::new();
        match (known.first(), known.last()) {
            (Some(first), Some(last)) => sentences.push(rise(first, last).unwrap_or_else(|| one(last))),
            _ => sentences.extend(expected.first().map(|point| one(point))),
        }
        if let (Some(base), Some(last)) = (known.last(), expected.last())
            && let Some(rate) = compound_growth(base, last)
        {
            let (to, period, rate) = (value(last), self.span(last.period), self.signed_percent(rate));
            sentences.push(say!(self, "growth-sentence-expected", to = to, last = period, rate = rate));
        }
        self.set(sentences.join(" "))
    }

    /// The finding of a plot. For bars: the largest, and the rank of the place in `front`. For lines: size and growth,
    /// of the place in `front` if it has a line.
    #[must_use]
    pub fn chart_finding(
        &self,
        library: &Library,
        indicator: &Indicator,
        all: &[Series<'_>],
        chart: Option<&Chart>,
        front: Option<&PlaceId>,
    ) -> String {
        let Some(chart) = chart.filter(|chart| !chart.bars.is_empty()) else {
            let of_front: Vec<Series<'_>> = all
                .iter()
                .filter(|series| Some(&series.place) == front && !series.points.is_empty())
                .cloned()
                .collect();
            let said = self.growth_finding(library, indicator, &of_front);
            return if said.is_empty() { self.growth_finding(library, indicator, all) } else { said };
        };
        let period = chart.shared.map_or_else(String::new, |period| self.span(period));
        let said = |bar: &Ranked| self.bar_value(library, indicator, bar);
        let ranked: Vec<&Ranked> = chart.bars.iter().filter(|bar| !bar.apart).collect();
        let Some(first) = ranked.first().copied() else { return String::new() };
        let place = self.place(library, &first.place);
        let mut sentences = vec![match ranked.len() {
            1 => say!(self, "growth-sentence-one", place = place, value = said(first), period = period),
            count => say!(
                self,
                "growth-bars-most",
                place = place,
                value = said(first),
                period = period,
                count = count.to_string()
            ),
        }];
        let ranks = ranked.iter().copied().enumerate();
        let own = ranks.skip(1).find(|(_, bar)| Some(&bar.place) == front);
        if let Some((rank, bar)) = own {
            let (place, rank) = (self.place(library, &bar.place), (rank + 1).to_string());
            sentences.push(say!(self, "growth-bars-rank", place = place, rank = rank, value = said(bar)));
        }
        self.set(sentences.join(" "))
    }

    /// A value with the kind of statement, if it is not reported.
    fn with_nature(&self, value: String, nature: Nature) -> String {
        match nature {
            Nature::Actual | Nature::Estimate => value,
            Nature::Forecast | Nature::Target | Nature::Capacity => [value, self.nature(nature)].join(&self.comma()),
        }
    }

    /// The value of a bar, with its precision and, if it is not reported, the kind of statement.
    #[must_use]
    pub fn bar_value(&self, library: &Library, indicator: &Indicator, bar: &Ranked) -> String {
        let seen = bar.observations.first().and_then(|id| library.observations.get(id)).filter(|_| !bar.quotient);
        let value = match seen {
            Some(seen) => self.observed(&indicator.unit, seen),
            None => self.as_exact(bar.precision, self.measure(&indicator.unit, bar.value)),
        };
        let value = self.with_nature(value, bar.nature);
        if bar.apart { say!(self, "growth-bar-other", value = value, period = self.span(bar.period)) } else { value }
    }

    /// The label at the end of a line: its name, and its last value with the kind of statement.
    #[must_use]
    pub fn line_end(
        &self,
        library: &Library,
        indicator: &Indicator,
        chart: &Chart,
        line: &Line,
        mark: &Mark,
    ) -> [String; 2] {
        let place = self.place(library, &line.place);
        let name = match line.method.as_str() {
            "" | "target" => place,
            _ => say!(self, "growth-method", place = place),
        };
        let value = self.mark_value(library, indicator, mark);
        let height = if chart.log { 10_f64.powf(mark.y) } else { mark.y };
        let value = if chart.index { format!("{} · {value}", axis_figure(height.round())) } else { value };
        [name, self.with_nature(value, mark.nature)]
    }

    /// The value of a point, with its precision.
    #[must_use]
    pub fn mark_value(&self, library: &Library, indicator: &Indicator, mark: &Mark) -> String {
        let seen = mark.observations.first().and_then(|id| library.observations.get(id)).filter(|_| !mark.quotient);
        match seen {
            Some(seen) => self.observed(&indicator.unit, seen),
            None => self.as_exact(mark.precision, self.measure(&indicator.unit, mark.value)),
        }
    }

    /// The indicator that results from dividing one by a count, with its name and unit.
    #[must_use]
    pub fn quotient(&self, indicator: &Indicator, by: &Indicator) -> Indicator {
        let name = say!(self, "growth-quotient", name = self.text(&indicator.name), by = self.text(&by.name));
        let unit = say!(self, "growth-quotient-unit", unit = self.unit(&indicator.unit), by = self.unit(&by.unit));
        let both = |text: String| Text { zh: text.clone(), en: text };
        Indicator { name: both(name), unit: Unit::Count(both(unit)), relates: None, note: None, ..indicator.clone() }
    }

    /// The name of a rule for peers.
    #[must_use]
    pub fn peers(&self, rule: Peers) -> String {
        match rule {
            Peers::Compared => say!(self, "growth-peers-compared"),
            Peers::Province => say!(self, "growth-peers-province"),
            Peers::Size => say!(self, "growth-peers-size"),
            Peers::All => say!(self, "growth-peers-all"),
        }
    }

    /// The day a policy on the time axis begins, its place and its title.
    #[must_use]
    pub fn event(&self, library: &Library, event: &Event) -> String {
        let title = library.policies.get(&event.policy).map_or("", |policy| self.text(&policy.title));
        let (date, place) = (self.date(event.from), self.place(library, &event.place));
        say!(self, "growth-event", date = date, place = place, title = title)
    }

    /// The values that are not drawn: those of another period or without one, of another scale, and places for
    /// which an index has no base. For lines also the neighbouring points that are not joined.
    #[must_use]
    pub fn not_drawn(
        &self,
        library: &Library,
        indicator: &Indicator,
        places: &[PlaceId],
        chart: &Chart,
    ) -> Vec<String> {
        let drawn: std::collections::BTreeSet<_> = chart.drawn().collect();
        let mut said = Vec::new();
        if !chart.baseless.is_empty() {
            let names: Vec<String> = chart.baseless.iter().map(|place| self.place(library, place)).collect();
            let base = chart.shared.map_or_else(String::new, |period| self.span(period));
            said.push(say!(self, "growth-baseless", places = self.list_and(&names), base = base));
        }
        for line in &chart.lines {
            said.extend(line.parted().map(|(from, to)| {
                let (place, from, to) =
                    (self.place(library, &line.place), self.span(from.period), self.span(to.period));
                say!(self, "growth-not-joined", place = place, from = from, to = to)
            }));
        }
        // For quotients the places without one are named. Their values are in the table.
        if chart.bars.is_empty() || chart.bars.iter().any(|bar| bar.quotient) {
            return said;
        }
        let apart = library.observations_of(&indicator.id).filter(|seen| {
            places.contains(&seen.place) && seen.plot && seen.value.is_some() && !drawn.contains(&seen.id)
        });
        said.extend(apart.map(|seen| {
            let value = self.with_nature(self.observed(&indicator.unit, seen), seen.nature);
            let place = self.place(library, &seen.place);
            say!(self, "growth-apart", place = place, value = value, period = self.period(seen))
        }));
        said
    }

    /// A period as people write it: `2024`, `2024-01–2024-06`.
    #[must_use]
    pub fn span(&self, period: Period) -> String {
        period.to_string().replace("..", "–")
    }

    /// The number of an indicator's units that make one unit on the axis of a plot.
    #[must_use]
    pub fn axis_factor(&self, unit: &Unit) -> f64 {
        match (unit, self.language) {
            (Unit::Yuan | Unit::Dollar, Language::Chinese) => 1e8,
            (Unit::Yuan | Unit::Dollar, Language::English) => 1e9,
            (Unit::Share | Unit::Change, _) => 0.01,
            _ => 1.0,
        }
    }

    /// The unit on the axis of a plot.
    #[must_use]
    pub fn axis_unit(&self, unit: &Unit) -> String {
        match unit {
            Unit::Yuan => say!(self, "scale-growth-money"),
            Unit::Dollar => say!(self, "scale-growth-dollar"),
            Unit::Share | Unit::Change => "%".to_owned(),
            _ => self.unit(unit),
        }
    }

    /// A rate with its sign and one decimal. Growth is a statistic, never money.
    #[must_use]
    pub fn signed_percent(&self, rate: f64) -> String {
        let sign = if rate < 0.0 { "−" } else { "+" };
        let space = if self.language == Language::English { "\u{202f}" } else { "" };
        format!("{sign}{:.1}{space}%", rate.abs() * 100.0)
    }
}

/// A figure on an axis, without unnecessary digits.
#[must_use]
pub fn axis_figure(value: f64) -> String {
    let decimals = if value.fract().abs() < 1e-9 {
        0
    } else if value.abs() >= 100.0 {
        1
    } else {
        2
    };
    let text = format!("{value:.decimals$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text };
    let (whole, rest) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && digit.is_ascii_digit() && (whole.len() - at).is_multiple_of(3) && !grouped.ends_with('-') {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    rest.map_or(grouped.clone(), |rest| format!("{grouped}.{rest}"))
}
