//! The things that a problem found or needs, by kind.

use serde::Serialize;

/// The kind of value that is needed in place of a bare one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Bare {
    /// An amount.
    Amount,
    /// The start of a step.
    Start,
    /// The end of a step.
    End,
    /// The expected outcome of an incentive.
    Outcome,
    /// A condition.
    Condition,
    /// A stacking rule.
    Rule,
}

/// The token that a syntax error expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Token {
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `[`
    List,
    /// `]`
    ListEnd,
    /// `(`
    Struct,
    /// `)`
    StructEnd,
    /// `}`
    MapEnd,
    /// `{`
    Map,
    /// `"…"`
    Text,
    /// The closing `"`.
    TextEnd,
    /// A number.
    Number,
    /// `true` or `false`.
    YesNo,
    /// A name.
    Name,
}

/// The kind of answer that is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum NeededKind {
    /// Money, a count or a share.
    Number,
    /// true or false.
    YesNo,
    /// One of a list.
    Choice,
    /// A date.
    Date,
    /// A list of items.
    List,
}
