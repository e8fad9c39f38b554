//! The cost of a scenario on a portfolio: the pool, and winners and losers by size and by kind.

use std::fmt::Write as _;

use backlot::model::library::Library;
use backlot::model::portfolio::{Portfolio, WhenGone};
use backlot::model::production::Currency;
use backlot::model::visible;
use backlot::rules::fraction::Fraction;
use backlot::say;
use backlot::study::costs::{Costs, Group, Of, SIZES};
use backlot::study::portfolio::Pooled;
use backlot::study::reform::Both;
use backlot::words::Words;
use serde::Serialize;

use super::text::{Align, Table};

/// The same as JSON. Amounts are exact text; an amount without a limit is null.
#[derive(Serialize)]
pub(super) struct Json<'a> {
    pool: Option<String>,
    when_gone: &'a WhenGone,
    per_company: Option<String>,
    local_yuan: Option<String>,
    certain: Two<PooledJson>,
    most: Two<PooledJson>,
    unbounded: u64,
    spent: String,
    silent: u64,
    per_local_yuan: Option<String>,
    additionality: Option<String>,
    sizes: Vec<GroupJson<'a>>,
    kinds: Vec<GroupJson<'a>>,
}

#[derive(Serialize)]
struct Two<T> {
    before: T,
    after: T,
}

#[derive(Serialize)]
struct PooledJson {
    due: String,
    paid: String,
    full: u64,
    part: u64,
    nothing: u64,
    over_company: String,
}

/// A group of productions: with a budget between two limits, modelled on one production of the library, or of one
/// format.
/// All fields are null for productions that do not state it.
#[derive(Serialize)]
struct GroupJson<'a> {
    name: String,
    from: Option<i64>,
    below: Option<i64>,
    like: Option<&'a str>,
    format: Option<&'a str>,
    productions: u64,
    winners: u64,
    losers: u64,
    due: Two<String>,
    paid: Two<String>,
}

fn two<A, B>(both: &Both<A>, of: impl Fn(&A) -> B) -> Two<B> {
    Two { before: of(&both.before), after: of(&both.after) }
}

pub(super) fn as_json<'a>(words: &Words, library: &Library, portfolio: &'a Portfolio, costs: &'a Costs) -> Json<'a> {
    let pooled = |pooled: &Pooled| PooledJson {
        due: pooled.due.exact_text(),
        paid: pooled.paid.exact_text(),
        full: pooled.full,
        part: pooled.part,
        nothing: pooled.nothing,
        over_company: pooled.over_company.exact_text(),
    };
    let group = |group: &'a Group| {
        let (from, below) = match &group.of {
            Of::Size(at) => (at.checked_sub(1).and_then(|at| SIZES.get(at)).copied(), SIZES.get(*at).copied()),
            Of::NoSize | Of::Like(_) | Of::Format(_) | Of::NoKind => (None, None),
        };
        GroupJson {
            name: words.group_called(library, &group.of),
            from,
            below,
            like: if let Of::Like(name) = &group.of { Some(name.as_str()) } else { None },
            format: if let Of::Format(name) = &group.of { Some(name.as_str()) } else { None },
            productions: group.productions,
            winners: group.winners,
            losers: group.losers,
            due: two(&group.due, |amount| amount.exact_text()),
            paid: two(&group.paid, |amount| amount.exact_text()),
        }
    };
    let number = |number: Option<backlot::model::number::Number>| number.map(|number| number.to_string());
    Json {
        pool: number(portfolio.pool),
        when_gone: &portfolio.when_gone,
        per_company: number(portfolio.per_company),
        local_yuan: number(portfolio.local_yuan),
        certain: two(&costs.certain, pooled),
        most: two(&costs.most, pooled),
        unbounded: costs.unbounded,
        spent: costs.effect.spent.exact_text(),
        silent: costs.effect.silent,
        per_local_yuan: costs.effect.per_local_yuan.map(Fraction::exact_text),
        additionality: costs.effect.additionality.map(Fraction::exact_text),
        sizes: costs.sizes.iter().map(group).collect(),
        kinds: costs.kinds.iter().map(group).collect(),
    }
}

/// Sentences about the pool and the payment per local yuan, and the groups, as text.
pub(super) fn said(
    words: &Words,
    library: &Library,
    currency: Currency,
    portfolio: &Portfolio,
    costs: &Costs,
) -> String {
    let mut out = String::new();
    for sentence in words.costs_told(library, currency, portfolio, costs) {
        // Writing to a string does not fail.
        let _ = writeln!(out, "{}", visible::line(sentence.trim_end()));
    }
    let money = |amount: Fraction| words.money(amount, currency);
    for (title, groups) in
        [(say!(words, "portfolio-sizes"), &costs.sizes), (say!(words, "portfolio-kinds"), &costs.kinds)]
    {
        let mut table = Table::new(vec![
            (title, Align::Left),
            (say!(words, "portfolio-column-count"), Align::Right),
            (say!(words, "portfolio-column-due"), Align::Right),
            (say!(words, "portfolio-column-paid"), Align::Right),
            (say!(words, "portfolio-column-gain"), Align::Right),
            (say!(words, "portfolio-column-lose"), Align::Right),
        ]);
        let both = |both: &Both<Fraction>| {
            let (before, after) = (money(both.before), money(both.after));
            if before == after { after } else { format!("{before} → {after}") }
        };
        for group in groups {
            let count = |count: u64| words.plain(count.into());
            table.row(vec![
                words.group_called(library, &group.of),
                count(group.productions),
                both(&group.due),
                both(&group.paid),
                count(group.winners),
                count(group.losers),
            ]);
        }
        let _ = write!(out, "\n{table}");
    }
    let _ = writeln!(out, "{}", say!(words, "portfolio-note"));
    out
}
