//! The rules: pure functions from policy, answers and date to assessments with steps.
//!
//! Rules never fail or panic. If something cannot be calculated, the outcome has a typed reason. Rules do not use
//! files, clocks or floating point, and they contain no text in any language.

pub mod across;
pub mod alone;
pub mod along;
pub mod amount;
mod asked;
pub mod assess;
pub mod award;
pub mod cash;
pub mod columns;
pub mod completions;
pub mod condition;
pub mod context;
pub mod each;
pub mod ends;
mod explain;
mod figures;
pub mod fraction;
pub mod gate;
pub mod outcome;
mod shapes;
pub mod stack;
pub mod step;
mod trace;
pub mod value;
