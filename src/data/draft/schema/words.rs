//! The words of the rule language, with the content of the brackets of each.

use super::{Asks, Counts, Field, Holds, Kind, Set, Shape, Ty};

pub(super) const fn needed(name: &'static str, ty: Ty) -> Field {
    Field { name, ty, needed: true }
}

pub(super) const fn may(name: &'static str, ty: Ty) -> Field {
    Field { name, ty, needed: false }
}

pub(super) const fn bare(name: &'static str) -> Shape {
    Shape { name, holds: Holds::Nothing }
}

pub(super) const fn values(name: &'static str, all: &'static [Ty]) -> Shape {
    Shape { name, holds: Holds::Values(all) }
}

pub(super) const fn fields(name: &'static str, all: &'static [Field]) -> Shape {
    Shape { name, holds: Holds::Fields(all) }
}

/// A place in a source.
pub static CITATION: Kind =
    Kind { name: "Citation", fields: &[needed("source", Ty::Source), may("at", Ty::Plain), may("quote", Ty::Plain)] };

pub(super) const AMOUNT: Ty = Ty::One(Set::Amount);
pub(super) const CONDITION: Ty = Ty::One(Set::Condition);
pub(super) const SHARE: Ty = Ty::Number(Counts::Share);
pub(super) const MONEY: Ty = Ty::Number(Counts::Money);
pub(super) const MANY: Ty = Ty::Number(Counts::Many);
pub(super) const ANY: Ty = Ty::Number(Counts::Any);
/// The citations of a part.
pub const CITES: Ty = Ty::List(&Ty::Record(&CITATION));
pub(super) const AMOUNTS: Ty = Ty::List(&AMOUNT);
pub(super) const MEMBERS: Ty = Ty::List(&Ty::Member);
pub(super) const TEXTS: Ty = Ty::List(&Ty::Text);

pub(super) static SLICE: Kind = Kind { name: "Slice", fields: &[may("up_to", ANY), needed("rate", SHARE)] };

pub(super) static TIER: Kind = Kind {
    name: "Tier",
    fields: &[needed("from", Ty::One(Set::Bound)), may("to", Ty::One(Set::Limit)), needed("gives", AMOUNT)],
};

pub(super) static CASE: Kind =
    Kind { name: "Case", fields: &[needed("is", Ty::List(&Ty::Choice)), needed("gives", AMOUNT)] };

pub(super) static POINT: Kind = Kind { name: "Point", fields: &[needed("at", ANY), needed("gives", ANY)] };

pub(super) static VERSION: Kind =
    Kind { name: "Version", fields: &[needed("from", Ty::Date), needed("gives", AMOUNT), may("cites", CITES)] };

pub(super) static READING: Kind = Kind { name: "Reading", fields: &[needed("gives", AMOUNT), needed("cites", CITES)] };

pub(super) static READING_OF_CONDITION: Kind =
    Kind { name: "Reading", fields: &[needed("gives", CONDITION), needed("cites", CITES)] };

pub(super) static AMOUNT_SHAPES: [Shape; 31] = [
    values("Fixed", &[MONEY]),
    values("Rate", &[SHARE]),
    values("Count", &[MANY]),
    values("Fact", &[Ty::Fact(Asks::Number)]),
    values("Line", &[Ty::Line]),
    values("Award", &[Ty::Member]),
    fields("Share", &[needed("rate", SHARE), needed("of", AMOUNT)]),
    values("Sum", &[AMOUNTS]),
    fields("Difference", &[needed("from", AMOUNT), needed("less", AMOUNT)]),
    values("Product", &[AMOUNTS]),
    fields("Prorated", &[needed("of", AMOUNT), needed("part", AMOUNT), needed("whole", AMOUNT)]),
    values("LesserOf", &[AMOUNTS]),
    values("GreaterOf", &[AMOUNTS]),
    fields("AtMost", &[needed("cap", AMOUNT), needed("of", AMOUNT)]),
    fields("AtLeast", &[needed("floor", AMOUNT), needed("of", AMOUNT)]),
    fields("WithinTotal", &[needed("share", SHARE), needed("of", AMOUNT), needed("beside", AMOUNT)]),
    fields("Slices", &[needed("of", AMOUNT), needed("slices", Ty::List(&Ty::Record(&SLICE)))]),
    fields("Tiers", &[needed("by", AMOUNT), needed("tiers", Ty::List(&Ty::Record(&TIER)))]),
    fields(
        "Table",
        &[
            needed("rows", Ty::One(Set::Axis)),
            needed("columns", Ty::One(Set::Axis)),
            needed("gives", Ty::List(&Ty::List(&ANY))),
        ],
    ),
    fields("Choice", &[needed("by", Ty::Fact(Asks::Choice)), needed("cases", Ty::List(&Ty::Record(&CASE)))]),
    fields("Taper", &[needed("by", AMOUNT), needed("from", Ty::Record(&POINT)), needed("to", Ty::Record(&POINT))]),
    fields("ByYear", &[needed("year", AMOUNT), needed("gives", AMOUNTS), may("cumulative", Ty::YesNo)]),
    fields("PerUnit", &[needed("count", AMOUNT), needed("each", AMOUNT), may("limit", MANY)]),
    fields("ForEach", &[needed("list", Ty::Fact(Asks::List)), needed("gives", AMOUNT)]),
    fields("If", &[needed("when", CONDITION), needed("then", AMOUNT), may("otherwise", AMOUNT)]),
    fields("Between", &[needed("least", AMOUNT), needed("most", AMOUNT), may("decided", Ty::Fact(Asks::Number))]),
    values("Dated", &[Ty::List(&Ty::Record(&VERSION))]),
    fields("Rounded", &[needed("of", AMOUNT), needed("to", ANY), needed("mode", Ty::One(Set::Rounding))]),
    fields("Converted", &[needed("from", Ty::Currency), needed("of", AMOUNT)]),
    values("DaysBetween", &[Ty::Fact(Asks::Date), Ty::Fact(Asks::Date)]),
    values("Contested", &[Ty::List(&Ty::Record(&READING))]),
];

pub(super) static CONDITION_SHAPES: [Shape; 14] = [
    values("Yes", &[Ty::Fact(Asks::YesNo)]),
    values("OneOf", &[Ty::Fact(Asks::Choice), Ty::List(&Ty::Choice)]),
    values("AtLeast", &[AMOUNT, AMOUNT]),
    values("MoreThan", &[AMOUNT, AMOUNT]),
    values("AtMost", &[AMOUNT, AMOUNT]),
    values("LessThan", &[AMOUNT, AMOUNT]),
    values("Equals", &[AMOUNT, AMOUNT]),
    values("OnOrAfter", &[Ty::Fact(Asks::Date), Ty::Date]),
    values("OnOrBefore", &[Ty::Fact(Asks::Date), Ty::Date]),
    values("All", &[Ty::List(&CONDITION)]),
    values("Any", &[Ty::List(&CONDITION)]),
    values("Not", &[CONDITION]),
    fields("Unclear", &[needed("of", Ty::Text), may("cites", CITES)]),
    values("Contested", &[Ty::List(&Ty::Record(&READING_OF_CONDITION))]),
];

pub(super) static BOUND_SHAPES: [Shape; 2] = [values("AtLeast", &[ANY]), values("MoreThan", &[ANY])];
pub(super) static LIMIT_SHAPES: [Shape; 2] = [values("AtMost", &[ANY]), values("LessThan", &[ANY])];
pub(super) static AXIS_SHAPES: [Shape; 2] = [
    fields("Steps", &[needed("by", AMOUNT), needed("from", Ty::List(&Ty::One(Set::Bound)))]),
    fields("Answers", &[needed("by", Ty::Fact(Asks::Choice)), needed("is", Ty::List(&Ty::List(&Ty::Choice)))]),
];
pub(super) static RULE_SHAPES: [Shape; 5] =
    [bare("Unknown"), bare("Sum"), bare("Highest"), values("SumUpTo", &[AMOUNT]), values("AtMost", &[AMOUNT])];
pub(super) static RELATION_SHAPES: [Shape; 2] = [
    fields("Requires", &[needed("incentive", Ty::Member), needed("any_of", MEMBERS), may("cites", CITES)]),
    fields("Excludes", &[needed("incentive", Ty::Member), needed("others", MEMBERS), may("cites", CITES)]),
];
pub(super) static STATUS_SHAPES: [Shape; 6] =
    [bare("InForce"), bare("Unconfirmed"), bare("Upcoming"), bare("Draft"), bare("Expired"), bare("Superseded")];
pub(super) static READ_SHAPES: [Shape; 3] = [bare("Whole"), bare("Opening"), bare("Report")];
pub(super) static CONFIDENCE_SHAPES: [Shape; 3] = [bare("High"), bare("Medium"), bare("Low")];
pub(super) static KIND_SHAPES: [Shape; 16] = [
    bare("Work"),
    bare("Award"),
    bare("Broadcast"),
    bare("Script"),
    bare("Location"),
    bare("Export"),
    bare("Technology"),
    bare("Base"),
    bare("Rent"),
    bare("Company"),
    bare("Talent"),
    bare("Event"),
    bare("Finance"),
    bare("Service"),
    bare("Review"),
    bare("Copyright"),
];
pub(super) static BASIS_SHAPES: [Shape; 5] =
    [bare("Entitlement"), bare("UpTo"), bare("Competitive"), bare("CaseByCase"), bare("InKind")];
pub(super) static PER_SHAPES: [Shape; 8] = [
    bare("Work"),
    bare("Project"),
    bare("Company"),
    bare("CompanyYear"),
    bare("Event"),
    bare("Script"),
    bare("Person"),
    bare("Base"),
];
pub(super) static DATED_BY_SHAPES: [Shape; 2] = [bare("AsOf"), values("Fact", &[Ty::Fact(Asks::Date)])];
pub(super) static ROUNDING_SHAPES: [Shape; 4] = [bare("Nearest"), bare("HalfEven"), bare("Down"), bare("Up")];
pub(super) static OUTCOME_SHAPES: [Shape; 7] = [
    values("Paid", &[MONEY]),
    values("UpTo", &[MONEY]),
    values("Between", &[MONEY, MONEY]),
    bare("NotEligible"),
    values("NeedsAnswer", &[Ty::List(&Ty::Fact(Asks::Any))]),
    bare("NotCalculable"),
    bare("Conflict"),
];
pub(super) static ORIGIN_SHAPES: [Shape; 2] = [bare("Published"), bare("Computed")];
pub(super) static INTAKE_SHAPES: [Shape; 2] = [bare("Rolling"), bare("UntilSpent")];
pub(super) static ADVICE_SHAPES: [Shape; 10] = [
    bare("TierGap"),
    bare("TierOverlap"),
    bare("ChoiceTwice"),
    bare("Unreachable"),
    bare("CapBelowFixed"),
    bare("AboveWhole"),
    bare("Cliff"),
    bare("NoSource"),
    bare("RepeatsCap"),
    bare("NotCertain"),
];
