//! Portfolios in words: the drawn productions, the assumptions about the money, and the result.

use super::Words;
use crate::model::fact::FactKind;
use crate::model::id::FactId;
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::portfolio::{Draw, Made, Portfolio, WhenGone};
use crate::model::production::Currency;
use crate::rules::value::Range;
use crate::say;
use crate::study::costs::{Costs, FORMAT, Of, SIZES};
use crate::study::portfolio::Left;
use crate::study::proposals::Proposals;
use crate::study::reform::{Both, Reform};

/// The maximum number of incentives without a published amount that are named.
const MOST_UNCOUNTED: usize = 5;

impl Words {
    /// The cost of a portfolio in one sentence: the most that is paid, how much more than now, and whether the pool
    /// is sufficient.
    #[must_use]
    pub fn costs_found(&self, library: &Library, currency: Currency, portfolio: &Portfolio, costs: &Costs) -> String {
        let (before, after) = (&costs.most.before, &costs.most.after);
        let more = after.paid.minus(before.paid).unwrap_or_default();
        let more = match (more.is_zero(), more.is_negative()) {
            (true, _) => String::new(),
            (false, true) => say!(self, "reform-less", amount = self.money(more.abs(), currency)),
            (false, false) => say!(self, "reform-more", amount = self.money(more, currency)),
        };
        let lacks = after.due.minus(after.paid).filter(|lacks| !lacks.is_zero() && portfolio.pool.is_some());
        // Unpublished amounts may be added, but not beyond a pool that is used up.
        let may_be_more = lacks.is_none() && !costs.reform.unpublished.is_empty();
        let pool = match lacks {
            Some(lacks) => say!(self, "portfolio-found-lacks", amount = self.money(lacks, currency)),
            None => String::new(),
        };
        say!(
            self,
            "portfolio-found",
            place = self.place(library, &costs.reform.place),
            count = self.plain(costs.reform.productions.into()),
            certain = self.money(costs.certain.after.paid, currency),
            paid = match may_be_more {
                true => say!(self, "figure-and-more", figure = self.money(after.paid, currency)),
                false => self.money(after.paid, currency),
            },
            has_more = if more.is_empty() { "no" } else { "yes" },
            more = more,
            has_pool = if pool.is_empty() { "no" } else { "yes" },
            pool = pool
        )
    }

    /// Sentences about the money left in the pool under the proposal and under current law, the amounts without a
    /// limit, the incentives that are not counted, and the payment per local yuan.
    #[must_use]
    pub fn costs_told(
        &self,
        library: &Library,
        currency: Currency,
        portfolio: &Portfolio,
        costs: &Costs,
    ) -> Vec<String> {
        let mut all = vec![self.pool_paid(currency, portfolio, &costs.most.after)];
        if costs.most.before != costs.most.after {
            let before = self.pool_paid(currency, portfolio, &costs.most.before);
            all.push(say!(self, "portfolio-before", sentence = before));
        }
        if costs.unbounded > 0 {
            all.push(say!(self, "portfolio-unbounded", count = costs.unbounded));
        }
        all.extend(self.uncounted(library, &costs.reform));
        all.push(self.money_spent(currency, &costs.effect));
        all
    }

    /// The incentives that are not counted because no amount is published; none if all are.
    #[must_use]
    pub fn uncounted(&self, library: &Library, reform: &Reform) -> Option<String> {
        let mut names: Vec<String> = Vec::new();
        for (policy, incentive) in &reform.unpublished {
            let found = library.policies.get(policy).and_then(|policy| policy.incentive(incentive));
            let name = found.map_or_else(|| incentive.to_string(), |one| self.text(&one.name).to_owned());
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let more = names.len().saturating_sub(MOST_UNCOUNTED);
        names.truncate(MOST_UNCOUNTED);
        if more > 0 {
            names.push(say!(self, "front-and-more", count = more));
        }
        (!names.is_empty()).then(|| say!(self, "reform-uncounted", names = names.join(&self.comma())))
    }

    /// The incentives that pay something, with their names; those of a place around the city with its name. What the
    /// law does not publish is unbounded before, and not zero. `library` has the law.
    #[must_use]
    pub fn bills_called(&self, library: &Library, reform: &Reform) -> Vec<(String, Both<Range>)> {
        let nothing = Both { before: Range::ZERO, after: Range::ZERO };
        let named = reform.incentives.iter().filter(|bill| bill.amount != nothing).map(|bill| {
            let policy = library.policies.get(&bill.policy);
            let incentive = policy.and_then(|policy| policy.incentive(&bill.incentive));
            let name = incentive.map_or_else(|| bill.incentive.to_string(), |one| self.text(&one.name).to_owned());
            let outside = policy.filter(|policy| policy.place != reform.place);
            let name = match outside {
                Some(policy) => format!("{name} · {}", self.place(library, &policy.place)),
                None => name,
            };
            let is_published = incentive.is_none_or(|one| one.amount.is_some());
            let before = if is_published { bill.amount.before } else { Range { high: None, ..bill.amount.before } };
            (name, Both { before, ..bill.amount })
        });
        named.collect()
    }

    /// The rows below the total of a bill: the deduction by caps per company, the lack of money in the pool, and the
    /// amount paid. Empty if neither caps per company nor a pool are assumed.
    #[must_use]
    pub fn pooled_rows(&self, portfolio: &Portfolio) -> Vec<(String, Left)> {
        let mut all: Vec<(String, Left)> = Vec::new();
        if portfolio.per_company.is_some() {
            all.push((say!(self, "portfolio-row-over"), |pooled| pooled.over_company));
        }
        if portfolio.pool.is_some() {
            let lacks: Left = |pooled| pooled.due.minus(pooled.paid).unwrap_or_default();
            all.push((say!(self, "portfolio-row-lacks"), lacks));
        }
        if !all.is_empty() {
            all.push((say!(self, "portfolio-row-paid"), |pooled| pooled.paid));
        }
        all
    }

    /// The productions that are counted and the assumptions about the money, in sentences.
    #[must_use]
    pub fn portfolio_counted(&self, library: &Library, proposals: &Proposals) -> String {
        let Proposals { portfolio, currency, .. } = proposals;
        let mut all: Vec<String> = Vec::new();
        if proposals.references {
            all.push(say!(self, "portfolio-counts-each"));
        } else {
            let mix = portfolio.mix.iter().filter(|mix| mix.count > 0).filter_map(|mix| {
                let one = library.productions.get(&mix.production)?;
                Some(say!(
                    self,
                    "portfolio-counts-one",
                    name = self.text(&one.name),
                    count = self.plain(mix.count.into())
                ))
            });
            let mix: Vec<String> = mix.collect();
            if !mix.is_empty() {
                all.push(say!(self, "portfolio-counts-mix", mix = mix.join(&self.semicolon())));
            }
            if !portfolio.applications.is_empty() {
                all.push(say!(self, "portfolio-counts-applications", count = portfolio.applications.len()));
            }
            all.extend(portfolio.made.iter().filter(|made| made.count > 0).map(|made| self.made_told(library, made)));
        }
        if let Some(pool) = portfolio.pool {
            let gone = self.when_gone(library, &portfolio.when_gone);
            all.push(say!(self, "portfolio-counts-pool", pool = self.money(pool.0, *currency), gone = gone));
        }
        if let Some(cap) = portfolio.per_company {
            all.push(say!(self, "portfolio-counts-cap", cap = self.money(cap.0, *currency)));
        }
        if let Some(worth) = portfolio.local_yuan {
            all.push(say!(self, "portfolio-counts-worth", worth = self.plain(worth.0)));
        }
        self.set(all.join(" "))
    }

    /// The common property of the productions of a group.
    #[must_use]
    pub fn group_called(&self, library: &Library, of: &Of) -> String {
        let end = |at: usize| SIZES.get(at).map_or_else(String::new, |end| self.money(*end, Currency::default()));
        match of {
            Of::Size(0) => say!(self, "portfolio-size-below", end = end(0)),
            Of::Size(at) if *at >= SIZES.len() => say!(self, "portfolio-size-from", end = end(SIZES.len() - 1)),
            Of::Size(at) => say!(self, "portfolio-size-between", from = end(at - 1), to = end(*at)),
            Of::NoSize => say!(self, "portfolio-no-size"),
            Of::Like(name) => {
                library.productions.get(name).map_or_else(|| name.clone(), |one| self.text(&one.name).to_owned())
            }
            Of::Format(choice) => {
                let fact = library.facts.get(&FactId::from(FORMAT));
                let choice = fact.map_or_else(|| choice.clone(), |fact| self.choice(&fact.kind, choice));
                say!(self, "portfolio-applications-of", kind = choice)
            }
            Of::NoKind => say!(self, "portfolio-no-kind"),
        }
    }

    /// The rule for the time after a pool is used up.
    #[must_use]
    pub fn when_gone(&self, library: &Library, when: &WhenGone) -> String {
        match when {
            WhenGone::FirstCome => say!(self, "portfolio-gone-first"),
            WhenGone::ProRata => say!(self, "portfolio-gone-rata"),
            WhenGone::ByScore(fact) => say!(self, "portfolio-gone-score", fact = self.fact(library, fact)),
        }
    }

    /// The drawn productions, in sentences: their number, their model, and the distribution of each answer.
    #[must_use]
    pub fn made_told(&self, library: &Library, made: &Made) -> String {
        let named = || made.like.as_ref().and_then(|name| library.productions.get(name));
        let like = made.base.as_ref().or_else(named);
        let like = match like {
            Some(one) => say!(self, "portfolio-made-after", name = self.text(&one.name)),
            None => say!(self, "portfolio-made-bare"),
        };
        let draws: Vec<String> = made.draw.iter().map(|(fact, draw)| self.draw_told(library, fact, draw)).collect();
        say!(
            self,
            "portfolio-made-told",
            count = self.plain(made.count.into()),
            like = like,
            seed = made.seed.to_string(),
            draws = draws.join(&self.semicolon())
        )
    }

    fn draw_told(&self, library: &Library, id: &FactId, draw: &Draw) -> String {
        let kind = library.facts.get(id).map(|fact| &fact.kind);
        let number = |number: Number| match kind {
            Some(FactKind::Money) => self.money(number.0, Currency::default()),
            _ => self.plain(number.0),
        };
        let percent = |share: Number| self.percent(share.0);
        let share_of = |weight: u32, sum: u32| {
            let share = rust_decimal::Decimal::from(weight) / rust_decimal::Decimal::from(sum.max(1));
            self.percent(share.round_dp(2).normalize())
        };
        let what = match draw {
            Draw::Between(from, to) => {
                say!(self, "portfolio-drawn-between", from = number(*from), to = number(*to))
            }
            Draw::PartOf(of, from, to) => say!(
                self,
                "portfolio-drawn-part",
                fact = self.fact(library, of),
                from = percent(*from),
                to = percent(*to)
            ),
            Draw::Yes(share) => say!(self, "portfolio-drawn-yes", share = percent(*share)),
            Draw::Stretches(all) => {
                let sum = all.iter().map(|one| one.weight).fold(0, u32::saturating_add);
                let parts = all.iter().map(|one| {
                    let share = share_of(one.weight, sum);
                    say!(self, "portfolio-drawn-stretch", share = share, from = number(one.from), to = number(one.to))
                });
                self.list_and(&parts.collect::<Vec<_>>())
            }
            Draw::OneOf(all) => {
                let sum = all.values().copied().fold(0, u32::saturating_add);
                let parts = all.iter().map(|(choice, weight)| {
                    let name = kind.map_or_else(|| choice.clone(), |kind| self.choice(kind, choice));
                    say!(self, "portfolio-drawn-choice", share = share_of(*weight, sum), choice = name)
                });
                self.list_and(&parts.collect::<Vec<_>>())
            }
        };
        say!(self, "report-labelled", label = self.capital(&self.fact(library, id)), value = what)
    }
}
