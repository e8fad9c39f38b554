//! Backlot 剧策 compares regional incentive policies. The rooms, in reading order:

pub mod data;
pub mod model;
pub mod rules;
pub mod words;
