//! Answers built from many assessments and observations.
//!
//! There is no drawing, no sentence, and no money in floating point. Growth rates, which are statistics and not
//! money, are the only binary floats.

pub mod briefing;
pub mod calendar;
pub mod chart;
pub mod city;
pub mod compare;
pub mod contradictions;
pub mod costs;
pub mod curve;
pub mod decisive;
pub mod differences;
pub mod draws;
pub mod evidence;
pub mod examples;
pub mod expected;
pub mod facts;
pub mod fingerprint;
pub mod goal;
pub mod growth;
pub mod later;
pub mod lines;
pub mod marks;
pub mod near;
pub mod offers;
pub mod open;
pub mod overtake;
pub mod paid;
pub mod portfolio;
pub mod productions;
pub mod proposals;
pub mod questions;
pub mod reference;
pub mod reform;
pub mod results;
pub mod slate;
pub mod standing;
pub mod variants;
