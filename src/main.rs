//! The window or the command line.

mod cli;
#[cfg(feature = "desktop")]
mod desktop;
mod disk;
mod fonts;

fn main() -> std::process::ExitCode {
    cli::run(std::env::args_os())
}
