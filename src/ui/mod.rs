//! Everything egui: the shell, one file per view, widgets, theme, commands.
//!
//! Drawing code takes shared references and pushes what should happen; `app` makes it happen after
//! the frame. Absent on purpose: files, dialogs and clocks, which come through [`platform::Platform`](crate::ui::platform::Platform); windows,
//! which `desktop` makes; sentences, which are in `words`; colours, which are in `theme`.

pub mod app;
mod applications;
mod applying;
pub mod command;
pub mod passing;
pub mod platform;
pub mod tab;
pub mod theme;
pub mod view;

mod calculator;
mod calendar;
mod city;
mod compare;
mod context;
mod curve;
mod dates;
mod dialogs;
mod drawer;
mod form;
pub mod gallery;
mod growth;
mod heads;
mod icons;
mod import_table;
mod library;
mod marks;
mod memo;
mod near;
mod palette;
mod rail;
mod report;
mod schedule;
mod sealed;
mod shell;
mod slate;
mod sources;
mod steps;
mod tour;
mod whereto;
mod widgets;
