//! An empty window, to measure the time that the window itself takes: prints the time to its first frame.
//!
//! `cargo run --release --example empty_window` beside `RUST_LOG=backlot=info backlot`.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    missing_docs,
    reason = "a measurement reads the clock and prints"
)]

use std::time::Instant;

struct Empty {
    since: Instant,
    told: bool,
}

impl eframe::App for Empty {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        egui::CentralPanel::default().show(ui, |ui| ui.label(""));
        if !self.told {
            self.told = true;
            println!("first frame after {} ms", self.since.elapsed().as_millis());
            ui.send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }
}

fn main() -> eframe::Result {
    let since = Instant::now();
    let viewport = egui::ViewportBuilder::default().with_inner_size([1280.0, 800.0]);
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    eframe::run_native("empty", options, Box::new(move |_| Ok(Box::new(Empty { since, told: false }))))
}
