//! Window or command line.

mod cli;
#[cfg(feature = "desktop")]
mod desktop;
mod disk;

fn main() -> std::process::ExitCode {
    cli::run(std::env::args_os())
}
