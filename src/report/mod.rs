//! One report document, many writers.
