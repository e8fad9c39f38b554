//! The proposals of a city and their cost: each scenario with its changes, its bill beside that of current law, the
//! pool, winners and losers, and the changes of ranks.

use rust_decimal::Decimal;

use super::Composer;
use crate::model::production::Currency;
use crate::report::document::{Block, Cell, Column, Holds, Item, Row, Section, Table, Tone};
use crate::report::plan::Part;
use crate::rules::fraction::Fraction;
use crate::rules::value::Range;
use crate::say;
use crate::study::costs::{Costs, Group};
use crate::study::portfolio::Pooled;
use crate::study::proposals::{Answers, Proposal, Proposals};
use crate::study::reform::Both;
use crate::words::number::Scale;

impl Composer<'_> {
    pub(super) fn city(&mut self) -> Section {
        // The productions of a portfolio have amounts of their own, for which no bands were chosen.
        let Some(proposals) = self.brief.proposals.filter(|_| self.open()) else {
            return self.part(Part::City, vec![]);
        };
        let words = self.words;
        let mut blocks = vec![Block::Paragraph(words.portfolio_counted(self.brief.library, proposals))];
        for proposal in &proposals.all {
            blocks.extend(self.proposal(proposals, proposal));
        }
        blocks.push(Block::Note(say!(words, "portfolio-note")));
        blocks.extend(proposals.answers.iter().flat_map(|answers| self.open_answers(answers)));
        self.part(Part::City, blocks)
    }

    fn proposal(&self, proposals: &Proposals, proposal: &Proposal) -> Vec<Block> {
        let (words, library) = (self.words, self.brief.library);
        let (costs, currency) = (&proposal.costs, proposals.currency);
        let mut details = words.scenario_changes(library, &proposal.scenario);
        let found = words.costs_found(library, currency, &proposals.portfolio, costs);
        let law = proposal.scenario.is_empty();
        let name =
            if law { say!(words, "report-city-law") } else { words.scenario_called(proposal.at, &proposal.scenario) };
        details.extend(words.bases_uncertain(library, &proposal.scenario, self.brief.day));
        details.extend(words.scenario_reason(&proposal.scenario));
        let said = Item {
            text: say!(words, "report-labelled", label = name, value = found),
            details,
            tone: Tone::Strong,
            ..Item::default()
        };
        let mut blocks = vec![Block::List(vec![said]), Block::Table(self.bill(proposals, costs, law))];
        for sentence in words.costs_told(library, currency, &proposals.portfolio, costs) {
            blocks.push(Block::Paragraph(sentence));
        }
        blocks.push(Block::Table(self.groups(currency, costs, law)));
        let moved = proposal.moved.iter().filter(|one| one.tells_something());
        let moved: Vec<Item> = moved.map(|one| Item::plain(words.rank_moved(library, one))).collect();
        if !moved.is_empty() {
            blocks.push(Block::Paragraph(say!(words, "report-city-ranks")));
            blocks.push(Block::List(moved));
        }
        blocks
    }

    /// What open answers change under current law.
    fn open_answers(&self, answers: &Answers) -> Vec<Block> {
        let (words, library) = (self.words, self.brief.library);
        let Answers { standing, answered } = answers;
        let rivals: Vec<String> = standing.rivals.iter().map(|place| words.place(library, place)).collect();
        let among = say!(
            words,
            "report-city-answers",
            place = words.place(library, &standing.place),
            rivals = words.list_and(&rivals)
        );
        let flips = words.answered_flips(library, standing, answered).into_iter().map(Item::plain);
        vec![
            Block::Paragraph(among),
            Block::Paragraph(words.answered_found(library, answered)),
            Block::List(flips.collect()),
        ]
    }

    /// Every incentive that pays something, then the total and the deductions from it.
    fn bill(&self, proposals: &Proposals, costs: &Costs, law: bool) -> Table {
        let (words, currency) = (self.words, proposals.currency);
        let unit = self.unit_of(currency);
        let ends = [say!(words, "reform-column-certain"), say!(words, "reform-column-up-to")];
        let mut columns = vec![Column::new(say!(words, "reform-column-incentive"), Holds::Text)];
        for end in &ends {
            let title = |state: String| {
                say!(words, "report-city-column", end = end.as_str(), state = state, unit = unit.as_str())
            };
            columns.push(Column::new(title(say!(words, "city-cell-now")), Holds::Figures));
            if !law {
                columns.push(Column::new(title(say!(words, "city-cell-then")), Holds::Figures));
            }
        }
        let mut rows = Vec::new();
        for (name, amount) in words.bills_called(self.brief.library, &costs.reform) {
            rows.push(Row::Cells(self.bill_row(Item::plain(name), amount, currency, law)));
        }
        let total = Item::toned(say!(words, "reform-row-total"), Tone::Strong);
        rows.push(Row::Sum(self.bill_row(total, costs.reform.total, currency, law)));
        for (name, of) in words.pooled_rows(&proposals.portfolio) {
            let both = |pools: &Both<Pooled>| Both { before: of(&pools.before), after: of(&pools.after) };
            let (certain, most) = (both(&costs.certain), both(&costs.most));
            let exact = |certain, most| Range { low: certain, high: Some(most) };
            let amount = Both { before: exact(certain.before, most.before), after: exact(certain.after, most.after) };
            rows.push(Row::Sum(self.bill_row(Item::plain(name), amount, currency, law)));
        }
        Table { caption: say!(words, "report-city-bill"), columns, rows, legend: vec![] }
    }

    fn bill_row(&self, name: Item, amount: Both<Range>, currency: Currency, law: bool) -> Vec<Cell> {
        let certain = |range: Range| {
            let tone = if range.low.is_zero() { Tone::Quiet } else { Tone::Certain };
            Item::toned(self.figure_of(currency, range.low), tone).sized(range.low)
        };
        let most = |range: Range| match range.high {
            Some(high) if high.is_zero() => Item::toned(self.figure_of(currency, high), Tone::Quiet).sized(high),
            Some(high) => Item::toned(self.figure_of(currency, high), Tone::Possible).sized(high),
            None => Item::toned(say!(self.words, "no-limit-known"), Tone::Unknown),
        };
        let Both { before, after } = amount;
        let items = match law {
            true => vec![name, certain(before), most(before)],
            false => vec![name, certain(before), certain(after), most(before), most(after)],
        };
        items.into_iter().map(Cell::from).collect()
    }

    /// Productions by the size of their budget, then by kind.
    fn groups(&self, currency: Currency, costs: &Costs, law: bool) -> Table {
        let words = self.words;
        let unit = self.unit_of(currency);
        let figures = |title: String| Column::new(title, Holds::Figures);
        let with_unit = |title: String| say!(words, "report-city-unit", title = title, unit = unit.as_str());
        let mut columns = vec![
            Column::new(say!(words, "report-city-group"), Holds::Text),
            figures(say!(words, "portfolio-column-count")),
            figures(with_unit(say!(words, "portfolio-column-due"))),
            figures(with_unit(say!(words, "portfolio-column-paid"))),
        ];
        if !law {
            columns.push(figures(say!(words, "portfolio-column-gain")));
            columns.push(figures(say!(words, "portfolio-column-lose")));
        }
        let mut rows = Vec::new();
        for (title, groups) in
            [(say!(words, "portfolio-sizes"), &costs.sizes), (say!(words, "portfolio-kinds"), &costs.kinds)]
        {
            rows.push(Row::Group(Item::toned(title, Tone::Strong)));
            rows.extend(groups.iter().map(|group| Row::Cells(self.group_row(currency, group, law))));
        }
        Table { caption: say!(words, "report-city-groups"), columns, rows, legend: vec![] }
    }

    fn group_row(&self, currency: Currency, group: &Group, law: bool) -> Vec<Cell> {
        let words = self.words;
        let count = |count: u64, tone: Tone| {
            Item::toned(words.plain(count.into()), if count == 0 { Tone::Quiet } else { tone })
                .sized(Decimal::from(count))
        };
        let mut items = vec![
            Item::plain(words.group_called(self.brief.library, &group.of)),
            count(group.productions, Tone::Plain),
            Item::toned(self.figure_of(currency, group.due.after), Tone::Possible).sized(group.due.after),
            Item::plain(self.figure_of(currency, group.paid.after)).sized(group.paid.after),
        ];
        if !law {
            items.push(count(group.winners, Tone::Plain));
            items.push(count(group.losers, Tone::Strong));
        }
        items.into_iter().map(Cell::from).collect()
    }

    /// The unit of a column of money, in a currency that can differ from that of the production.
    fn unit_of(&self, currency: Currency) -> String {
        match currency {
            Currency::CNY => self.words.scale(self.brief.scale),
            other => other.code().to_owned(),
        }
    }

    fn figure_of(&self, currency: Currency, amount: Fraction) -> String {
        let scale = if currency == Currency::CNY { self.brief.scale } else { Scale::One };
        let figure = self.words.figure(amount, scale);
        figure.strip_suffix(".0").map_or(figure.clone(), str::to_owned)
    }
}
