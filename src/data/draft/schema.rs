//! What may stand where in a policy: every record with its fields and every word of the rule language with what
//! stands in its brackets, in the order in which they are written.
//!
//! It repeats the shapes of `model` as data, so that a form can be drawn for them and a blank can say what belongs
//! in it. A test holds it to the model: every word can be written with it, and the built-in policies hold nothing
//! that it does not know.

mod records;
mod words;

pub use self::records::{EXAMPLE, GROUP, INCENTIVE, POLICY};
pub use self::words::CITATION;
pub use self::words::CITES;
use self::words::{
    ADVICE_SHAPES, AMOUNT_SHAPES, AXIS_SHAPES, BASIS_SHAPES, BOUND_SHAPES, CONDITION_SHAPES, CONFIDENCE_SHAPES,
    DATED_BY_SHAPES, INTAKE_SHAPES, KIND_SHAPES, LIMIT_SHAPES, ORIGIN_SHAPES, OUTCOME_SHAPES, PER_SHAPES, READ_SHAPES,
    RELATION_SHAPES, ROUNDING_SHAPES, RULE_SHAPES, STATUS_SHAPES,
};

/// What may stand in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ty {
    /// Words in both languages: `(zh: "…", en: "…")`.
    Text,
    /// A plain text, such as a document number.
    Plain,
    /// An id of something new.
    Id,
    /// A number, and what it counts.
    Number(Counts),
    /// A whole number that is not negative.
    Whole,
    /// A date as far as it is known.
    Date,
    /// `true` or `false`.
    YesNo,
    /// The id of a fact of some kind.
    Fact(Asks),
    /// A choice of the fact beside it.
    Choice,
    /// A named line of the policy.
    Line,
    /// An incentive, also of another policy, or many.
    Member,
    /// An incentive of the policy.
    Incentive,
    /// A place.
    Place,
    /// A policy.
    Policy,
    /// A source.
    Source,
    /// A currency.
    Currency,
    /// An answer, as a production gives it.
    Answer,
    /// One of the words of a set.
    One(Set),
    /// A record.
    Record(&'static Kind),
    /// A list.
    List(&'static Ty),
    /// What is told by the ids of something else: `{"id": …}`.
    Map(&'static Ty, &'static Ty),
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counts {
    /// Money in the currency of the policy.
    Money,
    /// A share of something: 0.1 is 10 %.
    Share,
    /// How many.
    Many,
    /// What stands beside it says what.
    Any,
}

/// What kind of answer a fact must take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asks {
    /// A number of any kind.
    Number,
    /// Yes or no.
    YesNo,
    /// One of a list.
    Choice,
    /// A date.
    Date,
    /// A list of items.
    List,
    /// Anything.
    Any,
}

/// A record.
#[derive(Debug)]
pub struct Kind {
    /// What it is called where words are looked up for it.
    pub name: &'static str,
    /// Its fields.
    pub fields: &'static [Field],
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Kind {}

/// A field of a record, or of a word with brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What stands in it.
    pub ty: Ty,
    /// Whether it must be there.
    pub needed: bool,
}

/// A closed set of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Set {
    /// How an amount is worked out.
    Amount,
    /// When something holds.
    Condition,
    /// Where a step starts.
    Bound,
    /// Where a step ends.
    Limit,
    /// What picks a row or a column.
    Axis,
    /// How incentives add up.
    Rule,
    /// What requires or excludes what.
    Relation,
    /// Where a policy stands.
    Status,
    /// How much was read.
    Read,
    /// How sure the curator is.
    Confidence,
    /// What an incentive rewards.
    Kind,
    /// How certain it is.
    Basis,
    /// What one amount is for.
    Per,
    /// Which day picks a version.
    DatedBy,
    /// Which way something is rounded.
    Rounding,
    /// What must become of an incentive.
    Outcome,
    /// Where the result of an example comes from.
    Origin,
    /// How applications are taken.
    Intake,
    /// Advice of the checks.
    Advice,
}

/// A word of a set, with what stands in its brackets.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The word.
    pub name: &'static str,
    /// What stands in its brackets.
    pub holds: Holds,
}

/// What stands in the brackets of a word.
#[derive(Clone, Copy, Debug)]
pub enum Holds {
    /// There are none.
    Nothing,
    /// Values side by side.
    Values(&'static [Ty]),
    /// Fields.
    Fields(&'static [Field]),
}

impl Set {
    /// Its words.
    #[must_use]
    pub fn shapes(self) -> &'static [Shape] {
        match self {
            Self::Amount => &AMOUNT_SHAPES,
            Self::Condition => &CONDITION_SHAPES,
            Self::Bound => &BOUND_SHAPES,
            Self::Limit => &LIMIT_SHAPES,
            Self::Axis => &AXIS_SHAPES,
            Self::Rule => &RULE_SHAPES,
            Self::Relation => &RELATION_SHAPES,
            Self::Status => &STATUS_SHAPES,
            Self::Read => &READ_SHAPES,
            Self::Confidence => &CONFIDENCE_SHAPES,
            Self::Kind => &KIND_SHAPES,
            Self::Basis => &BASIS_SHAPES,
            Self::Per => &PER_SHAPES,
            Self::DatedBy => &DATED_BY_SHAPES,
            Self::Rounding => &ROUNDING_SHAPES,
            Self::Outcome => &OUTCOME_SHAPES,
            Self::Origin => &ORIGIN_SHAPES,
            Self::Intake => &INTAKE_SHAPES,
            Self::Advice => &ADVICE_SHAPES,
        }
    }

    /// A word of it.
    #[must_use]
    pub fn shape(self, name: &str) -> Option<&'static Shape> {
        self.shapes().iter().find(|shape| shape.name == name)
    }
}

impl Kind {
    /// A field of it.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

impl Shape {
    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> &'static [Field] {
        match self.holds {
            Holds::Fields(all) => all,
            Holds::Values(_) | Holds::Nothing => &[],
        }
    }
}

/// The sign that stands for what is not filled in. The reader takes it for no value of any kind, so that nothing that
/// holds one can be applied.
pub const BLANK: &str = "_";

impl Ty {
    /// What stands there while nothing is filled in: every needed part is blank.
    #[must_use]
    pub fn blank(self) -> String {
        match self {
            Self::Text => format!("(zh: {BLANK})"),
            Self::Record(kind) => format!("({})", blanks(kind.fields)),
            Self::List(inner) => match inner {
                // A citation or a member is for whoever fills it in to add.
                Self::Record(kind) if **kind == CITATION => "[]".to_owned(),
                _ => format!("[{}]", inner.blank()),
            },
            Self::Map(..) => "{}".to_owned(),
            _ => BLANK.to_owned(),
        }
    }
}

impl Shape {
    /// The word with every needed part blank.
    #[must_use]
    pub fn blank(&self) -> String {
        match self.holds {
            Holds::Nothing => self.name.to_owned(),
            Holds::Values(all) => {
                let all: Vec<String> = all.iter().map(|ty| ty.blank()).collect();
                format!("{}({})", self.name, all.join(", "))
            }
            Holds::Fields(all) => format!("{}({})", self.name, blanks(all)),
        }
    }
}

fn blanks(fields: &[Field]) -> String {
    let all = fields.iter().filter(|field| field.needed);
    all.map(|field| format!("{}: {}", field.name, field.ty.blank())).collect::<Vec<_>>().join(", ")
}
