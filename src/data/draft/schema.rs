//! The content that each part of a policy can have: every record with its fields and every word of the rule language
//! with the content of its brackets, in writing order.
//!
//! It repeats the shapes of `model` as data, so that a form can be drawn for them and a blank can say what belongs
//! in it. A test compares it with the model: every word can be written with it, and the built-in policies have
//! nothing that it does not know.

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

/// The type of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ty {
    /// Words in both languages: `(zh: "…", en: "…")`.
    Text,
    /// A plain text, such as a document number.
    Plain,
    /// An id of something new.
    Id,
    /// A number, and its unit.
    Number(Counts),
    /// A whole number that is not negative.
    Whole,
    /// A date, possibly without day or month.
    Date,
    /// `true` or `false`.
    YesNo,
    /// The id of a fact of a kind.
    Fact(Asks),
    /// A choice of the fact beside it.
    Choice,
    /// A named line of the policy.
    Line,
    /// One or several incentives, including those of other policies.
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
    /// An answer, as in a production.
    Answer,
    /// One of the words of a set.
    One(Set),
    /// A record.
    Record(&'static Kind),
    /// A list.
    List(&'static Ty),
    /// Values by the ids of something else: `{"id": …}`.
    Map(&'static Ty, &'static Ty),
}

/// The unit of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counts {
    /// Money in the currency of the policy.
    Money,
    /// A share of something: 0.1 is 10 %.
    Share,
    /// A count.
    Many,
    /// The unit of its neighbours.
    Any,
}

/// The kind of answer that a fact must take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asks {
    /// A number of any kind.
    Number,
    /// Yes or no.
    YesNo,
    /// One of several choices.
    Choice,
    /// A date.
    Date,
    /// A list of items.
    List,
    /// Any kind.
    Any,
}

/// A record.
#[derive(Debug)]
pub struct Kind {
    /// Its name in the messages.
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
    /// Its type.
    pub ty: Ty,
    /// Whether it must be there.
    pub needed: bool,
}

/// A closed set of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Set {
    /// How an amount is calculated.
    Amount,
    /// A condition.
    Condition,
    /// The start of a step.
    Bound,
    /// The end of a step.
    Limit,
    /// The selection of a row or a column.
    Axis,
    /// A stacking rule.
    Rule,
    /// A relation between incentives.
    Relation,
    /// The status of a policy.
    Status,
    /// How much of the text was read.
    Read,
    /// The curator's confidence.
    Confidence,
    /// The kind of an incentive.
    Kind,
    /// The basis of an incentive.
    Basis,
    /// The unit for which an amount is paid.
    Per,
    /// The day that selects a version.
    DatedBy,
    /// The direction of a rounding.
    Rounding,
    /// The expected outcome of an incentive.
    Outcome,
    /// The origin of the result of an example.
    Origin,
    /// How applications are accepted.
    Intake,
    /// Advice of the checks.
    Advice,
}

/// A word of a set, with the content of its brackets.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The word.
    pub name: &'static str,
    /// The content of its brackets.
    pub holds: Holds,
}

/// The content of the brackets of a word.
#[derive(Clone, Copy, Debug)]
pub enum Holds {
    /// No brackets.
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

    /// The word with a name.
    #[must_use]
    pub fn shape(self, name: &str) -> Option<&'static Shape> {
        self.shapes().iter().find(|shape| shape.name == name)
    }
}

impl Kind {
    /// The field with a name.
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

/// The character for a part that is not filled in. The reader accepts it as no kind of value, so a draft that
/// contains one cannot be applied.
pub const BLANK: &str = "_";

impl Ty {
    /// The text of a part that is not filled in: every required part is blank.
    #[must_use]
    pub fn blank(self) -> String {
        match self {
            Self::Text => format!("(zh: {BLANK})"),
            Self::Record(kind) => format!("({})", blanks(kind.fields)),
            Self::List(inner) => match inner {
                // The user adds citations and members.
                Self::Record(kind) if **kind == CITATION => "[]".to_owned(),
                _ => format!("[{}]", inner.blank()),
            },
            Self::Map(..) => "{}".to_owned(),
            _ => BLANK.to_owned(),
        }
    }
}

impl Shape {
    /// The word with every required part blank.
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
