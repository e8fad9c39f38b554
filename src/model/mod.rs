//! The types of the domain: places, policies, incentives, facts, productions, indicators, sources.
//!
//! Plain data and the invariants that types can hold.
//! Evaluation is in `rules`, text formats and file positions in `data`, sentences in `words`. Nothing here
//! reads a clock or a file.

pub mod amount;
pub mod application;
pub mod condition;
pub mod date;
pub mod example;
pub mod fact;
pub mod figures;
pub mod gate;
pub mod id;
pub mod index;
pub mod indicator;
pub mod judgement;
pub mod library;
pub mod mark;
pub mod number;
pub mod payment;
pub mod payout;
pub mod place;
pub mod policy;
pub mod portfolio;
pub mod production;
pub mod rate;
pub mod record;
pub mod scenario;
pub mod slate;
pub mod source;
pub mod stacking;
pub mod text;
pub mod unit;
pub mod variant;
pub mod visible;
pub mod walk;
