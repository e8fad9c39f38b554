//! The verbs: pure functions from (policy, answers, date) to assessments with steps.
//!
//! Rules never fail, never panic and never print a sentence: whatever is wrong is an outcome with a
//! typed reason. Absent on purpose: files, clocks, languages, and floating point.

pub mod assess;
pub mod evaluate;
pub mod outcome;
pub mod stack;
pub mod step;
pub mod value;
