//! Everything with egui: the shell, one file per view, widgets, theme, commands.
//!
//! Drawing code takes shared references and pushes requests, which `app` handles after the frame. Files, dialogs and
//! clocks are behind [`platform::Platform`](crate::ui::platform::Platform). Windows are made by `desktop`, sentences
//! by `words`, and colours by `theme`.

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
mod entry;
mod fitted;
mod follow;
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
mod sought;
mod sources;
mod steps;
mod tour;
mod unread;
mod whereto;
mod widgets;
