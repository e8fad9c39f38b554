//! The cash from an award: fees, tax, instalments and present value. They do not change the award.

use rust_decimal::Decimal;

use super::context::Case;
use super::outcome::Outcome;
use super::step::{Step, StepKind, Unit};
use super::value::{EvalError, Range};
use crate::model::id::FactId;
use crate::model::number::Number;
use crate::model::payout::{Instalment, Payout};
use crate::model::policy::Incentive;
use crate::model::production::Answer;

pub use crate::model::walk::DISCOUNT_RATE;

/// The cash from an award, in the currency of the production.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cash {
    /// The amount after fees, costs and tax.
    pub net: Range,
    /// The instalments in order of time: the months after the application, and the amount. Empty if the policy does not
    /// state when it pays.
    pub instalments: Vec<(Number, Range)>,
    /// The value of the instalments at the time of the application. None without a yearly discount rate, or if the
    /// policy does not state when it pays.
    pub present: Option<Range>,
    /// The calculation.
    pub step: Step,
}

/// The cash from an award. None if it has no amount, or if the policy states nothing about its payout.
pub(super) fn of(case: &Case<'_>, incentive: &Incentive, outcome: &Outcome) -> Result<Option<Cash>, EvalError> {
    let Some(payout) = case.policy.payout_of(incentive).filter(|payout| payout.changes_cash()) else { return Ok(None) };
    if matches!(outcome, Outcome::NotEligible(_) | Outcome::NotCalculable(_)) {
        return Ok(None);
    }
    let award = Range { low: outcome.floor(), high: outcome.ceiling() };
    let what = StepKind::Incentive(case.policy.id.clone(), incentive.id.clone());
    let award = Step::amount(what, award, Unit::Money, Vec::new());
    let net = net(case, payout, award)?;
    let net = case.converted(net, case.policy.currency, case.context.production.currency)?;
    let range = net.range();
    let mut parts = vec![net];
    let mut instalments = Vec::new();
    let at_once = payout.after_months.map(|after_months| Instalment { after_months, share: Number::ONE });
    let mut in_parts: Vec<&Instalment> = at_once.iter().chain(&payout.instalments).collect();
    in_parts.sort_by_key(|part| part.after_months);
    for part in in_parts {
        let amount = range.times(Range::exactly(part.share.0))?;
        let what = StepKind::Instalment(part.after_months, part.share);
        parts.push(Step::amount(what, amount, Unit::Money, Vec::new()));
        instalments.push((part.after_months, amount));
    }
    let present = match case.answer(&FactId::from(DISCOUNT_RATE)) {
        Some(Answer::Number(rate)) if !instalments.is_empty() => {
            let present = present(&instalments, rate.0)?;
            parts.push(Step::amount(StepKind::Present(*rate), present, Unit::Money, Vec::new()));
            Some(present)
        }
        _ => None,
    };
    let step = Step::amount(StepKind::Cash, range, Unit::Money, parts).citing(&payout.cites);
    Ok(Some(Cash { net: range, instalments, present, step }))
}

/// The award as it is redeemed, less fees, costs and tax.
fn net(case: &Case<'_>, payout: &Payout, award: Step) -> Result<Step, EvalError> {
    let gross = award.range();
    let mut parts = vec![award];
    let mut left = gross;
    let one = |what: StepKind, range: Range| Step::amount(what, range, Unit::Money, Vec::new());
    if let Some(rate) = payout.redeemed_at {
        left = gross.times(Range::exactly(rate.0))?;
        parts.push(one(StepKind::Redeemed(rate), left));
    }
    // A fee is calculated for each end separately: the fee on the lower end is deducted from the lower end.
    let redeemed = left;
    let off = |left: Range, taken: Range| -> Result<Range, EvalError> {
        let low = Range::exactly(left.low).less(Range::exactly(taken.low))?.low;
        let high = match (left.high, taken.high) {
            (Some(a), Some(b)) => Range::exactly(a).less(Range::exactly(b))?.high,
            (a, _) => a,
        };
        Ok(Range { low, high })
    };
    if let Some(rate) = payout.fee_rate {
        let fee = gross.times(Range::exactly(rate.0))?;
        parts.push(one(StepKind::FeeRate(rate), fee));
        left = off(left, fee)?;
    }
    if let Some(costs) = &payout.costs {
        let costs: Step = case.amount_at(costs, 0)?;
        let range = costs.range();
        parts.push(Step::amount(StepKind::Costs, range, Unit::Money, vec![costs]));
        // Costs do not depend on the award, so the highest costs may apply to the lowest award.
        left = left.less(range)?;
    }
    if let Some(rate) = payout.tax {
        let tax = redeemed.times(Range::exactly(rate.0))?;
        parts.push(one(StepKind::Tax(rate), tax));
        left = off(left, tax)?;
    }
    Ok(Step::amount(StepKind::Net, left, Unit::Money, parts))
}

/// The present value of payments, discounted each month by a twelfth of the yearly rate.
fn present(instalments: &[(Number, Range)], yearly: Decimal) -> Result<Range, EvalError> {
    let monthly = yearly.checked_div(Decimal::from(12)).ok_or(EvalError::TooLarge)?;
    let growth = Decimal::ONE.checked_add(monthly).ok_or(EvalError::TooLarge)?;
    let mut total = Range::ZERO;
    for (months, amount) in instalments {
        let months = u32::try_from(months.0.round()).map_err(|_| EvalError::TooLarge)?;
        let mut factor = Decimal::ONE;
        for _ in 0..months.min(1200) {
            factor = factor.checked_mul(growth).ok_or(EvalError::TooLarge)?;
        }
        total = total.plus(amount.over(Range::exactly(factor))?)?;
    }
    // Rounded to hundredths, because a present value is an estimate.
    total.map(|value| Ok(value.decimal().round_dp(2).into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_in_a_year_at_twelve_per_cent_is_discounted_month_by_month() {
        let in_a_year = [(Number::from(12), Range::exactly(1_126_825))];
        let now = present(&in_a_year, "0.12".parse().unwrap()).unwrap();
        assert_eq!(now.exact().unwrap().decimal().round(), Decimal::from(1_000_000));
    }
}
