//! The verbs: pure functions from (policy, answers, date) to assessments with steps.
//!
//! Rules never fail, never panic and never print a sentence: whatever is wrong is an outcome with a
//! typed reason. Absent on purpose: files, clocks, languages, and floating point.

pub mod across;
pub mod alone;
pub mod along;
pub mod amount;
mod asked;
pub mod assess;
pub mod award;
pub mod bulk;
pub mod cash;
pub mod completions;
pub mod condition;
pub mod context;
pub mod ends;
mod explain;
pub mod fraction;
pub mod gate;
pub mod outcome;
mod shapes;
pub mod stack;
pub mod step;
mod trace;
pub mod value;
