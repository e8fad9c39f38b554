//! The records of a policy, with their fields.

use super::words::{AMOUNT, ANY, CITES, CONDITION, MANY, MEMBERS, MONEY, SHARE, TEXTS, may, needed};
use super::{Asks, Kind, Set, Ty};

static WINDOW: Kind = Kind {
    name: "Window",
    fields: &[may("from", Ty::Date), may("to", Ty::Date), may("round", Ty::Text), may("cites", CITES)],
};

static APPLICATION: Kind = Kind {
    name: "Application",
    fields: &[
        may("windows", Ty::List(&Ty::Record(&WINDOW))),
        may("intake", Ty::One(Set::Intake)),
        may("at", Ty::Text),
        may("papers", TEXTS),
        may("decided_by", Ty::Text),
        may("decided_in_days", MANY),
        may("note", Ty::Text),
        may("cites", CITES),
    ],
};

static INSTALMENT: Kind = Kind { name: "Instalment", fields: &[needed("after_months", MANY), needed("share", SHARE)] };

static PAYOUT: Kind = Kind {
    name: "Payout",
    fields: &[
        may("redeemed_at", SHARE),
        may("fee_rate", SHARE),
        may("costs", AMOUNT),
        may("tax", SHARE),
        may("after_months", MANY),
        may("instalments", Ty::List(&Ty::Record(&INSTALMENT))),
        may("when", Ty::Text),
        may("cites", CITES),
    ],
};

/// An incentive.
pub static INCENTIVE: Kind = Kind {
    name: "Incentive",
    fields: &[
        needed("id", Ty::Id),
        needed("name", Ty::Text),
        needed("kind", Ty::One(Set::Kind)),
        needed("basis", Ty::One(Set::Basis)),
        may("claimant", Ty::Fact(Asks::YesNo)),
        may("when", CONDITION),
        may("amount", AMOUNT),
        may("per", Ty::One(Set::Per)),
        may("quota", Ty::Whole),
        may("valid_from", Ty::Date),
        may("valid_to", Ty::Date),
        may("application", Ty::Record(&APPLICATION)),
        may("payout", Ty::Record(&PAYOUT)),
        needed("cites", CITES),
        may("note", Ty::Text),
    ],
};

/// Incentives with a joint rule.
pub static GROUP: Kind = Kind {
    name: "Group",
    fields: &[
        needed("label", Ty::Text),
        needed("members", MEMBERS),
        needed("rule", Ty::One(Set::Rule)),
        may("per", Ty::One(Set::Per)),
        may("cites", CITES),
    ],
};

static STACKING: Kind = Kind {
    name: "Stacking",
    fields: &[
        may("rule", Ty::One(Set::Rule)),
        may("cites", CITES),
        may("groups", Ty::List(&Ty::Record(&GROUP))),
        may("relations", Ty::List(&Ty::One(Set::Relation))),
    ],
};

static POOL_PART: Kind =
    Kind { name: "PoolPart", fields: &[needed("for", Ty::Text), needed("amount", MONEY), may("cites", CITES)] };

static POOL_USE: Kind = Kind {
    name: "PoolUse",
    fields: &[needed("period", Ty::Plain), needed("amount", MONEY), may("note", Ty::Text), may("cites", CITES)],
};

static POOL: Kind = Kind {
    name: "Pool",
    fields: &[
        needed("amount", MONEY),
        needed("per", Ty::Text),
        may("may_be_more", Ty::YesNo),
        may("parts", Ty::List(&Ty::Record(&POOL_PART))),
        may("used", Ty::List(&Ty::Record(&POOL_USE))),
        may("cites", CITES),
    ],
};

static LINE: Kind = Kind {
    name: "Line",
    fields: &[needed("id", Ty::Id), needed("label", Ty::Text), needed("amount", AMOUNT), may("cites", CITES)],
};

static PRECEDENT: Kind = Kind {
    name: "Precedent",
    fields: &[
        needed("period", Ty::Plain),
        may("applied", Ty::Whole),
        may("granted", Ty::Whole),
        may("amount", MONEY),
        needed("note", Ty::Text),
        may("cites", CITES),
    ],
};

static GATE_CASE: Kind = Kind {
    name: "GateCase",
    fields: &[
        may("when", CONDITION),
        needed("class", Ty::Text),
        needed("needs", Ty::Text),
        may("paper", Ty::Fact(Asks::YesNo)),
        may("cites", CITES),
    ],
};

static GATE: Kind = Kind {
    name: "Gate",
    fields: &[
        needed("label", Ty::Text),
        may("valid_to", Ty::Date),
        needed("cases", Ty::List(&Ty::Record(&GATE_CASE))),
        may("cites", CITES),
    ],
};

static EXPECTED: Kind = Kind {
    name: "Expected",
    fields: &[
        may("incentives", Ty::Map(&Ty::Incentive, &Ty::One(Set::Outcome))),
        may("lines", Ty::Map(&Ty::Line, &ANY)),
        may("net", Ty::Map(&Ty::Incentive, &MONEY)),
        may("instalments", Ty::Map(&Ty::Incentive, &Ty::List(&MONEY))),
        may("floor", MONEY),
        may("ceiling", MONEY),
        may("rounded_to", ANY),
    ],
};

/// A worked example.
pub static EXAMPLE: Kind = Kind {
    name: "Example",
    fields: &[
        needed("id", Ty::Id),
        needed("title", Ty::Text),
        needed("origin", Ty::One(Set::Origin)),
        may("on", Ty::Date),
        may("place", Ty::Place),
        may("currency", Ty::Currency),
        may("answers", Ty::Map(&Ty::Fact(Asks::Any), &Ty::Answer)),
        needed("expect", Ty::Record(&EXPECTED)),
        may("cites", CITES),
        may("note", Ty::Text),
    ],
};

static ACCEPTED: Kind =
    Kind { name: "Accepted", fields: &[needed("advice", Ty::One(Set::Advice)), needed("because", Ty::Text)] };

/// A policy.
pub static POLICY: Kind = Kind {
    name: "Policy",
    fields: &[
        needed("id", Ty::Id),
        needed("place", Ty::Place),
        needed("title", Ty::Text),
        needed("issuer", Ty::Text),
        may("document_no", Ty::Plain),
        may("issued", Ty::Date),
        may("valid_from", Ty::Date),
        may("valid_to", Ty::Date),
        may("replaces", Ty::Policy),
        may("version", Ty::Text),
        needed("status", Ty::One(Set::Status)),
        may("dated_by", Ty::One(Set::DatedBy)),
        may("currency", Ty::Currency),
        needed("read", Ty::One(Set::Read)),
        needed("confidence", Ty::One(Set::Confidence)),
        needed("checked_on", Ty::Date),
        needed("sources", CITES),
        may("stacking", Ty::Record(&STACKING)),
        may("pool", Ty::Record(&POOL)),
        may("lines", Ty::List(&Ty::Record(&LINE))),
        may("incentives", Ty::List(&Ty::Record(&INCENTIVE))),
        may("payout", Ty::Record(&PAYOUT)),
        may("application", Ty::Record(&APPLICATION)),
        may("precedents", Ty::List(&Ty::Record(&PRECEDENT))),
        may("gates", Ty::List(&Ty::Record(&GATE))),
        may("examples", Ty::List(&Ty::Record(&EXAMPLE))),
        may("note", Ty::Text),
        may("unread", TEXTS),
        may("accepts", Ty::List(&Ty::Record(&ACCEPTED))),
    ],
};
