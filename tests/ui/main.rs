//! What users do in the window, told by accessible label in both languages. No display is needed.

mod desk;
mod stories;
mod window;
