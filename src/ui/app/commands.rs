//! Carries out commands.

use super::{App, drop_focus};
use crate::model::text::Language;
use crate::report::Format;
use crate::say;
use crate::session::action::Action;
use crate::session::bundle::Sealing;
use crate::ui::command::Command;
use crate::ui::context::{After, OnDisk};
use crate::ui::curve::Sheets;
use crate::ui::dialogs::Dialog;
use crate::ui::platform::{PlotFile, Purpose};
use crate::ui::sought;
use crate::ui::tab::Tab;
use crate::ui::theme::Look;
use crate::ui::tour;

impl App {
    pub(super) fn command(&mut self, ctx: &egui::Context, command: Command) {
        match command {
            Command::New => self.unless_unsaved(ctx, After::New),
            Command::Open => self.unless_unsaved(ctx, After::Open),
            Command::Sample => self.unless_unsaved(ctx, After::Sample),
            Command::Save => match self.file.clone() {
                OnDisk { path: Some(path), text } => self.save(path, Some(text.into())),
                OnDisk { path: None, .. } => self.pick(Purpose::SaveProduction),
            },
            Command::SaveAs => self.pick(Purpose::SaveProduction),
            Command::Versions => self.look_up_versions(),
            Command::OpenLibrary => self.pick(Purpose::OpenLibrary),
            Command::Import => self.pick(Purpose::Import),
            Command::SaveLibrary if self.session.edits().is_empty() => {
                self.say(say!(self.words, "notice-no-edits"), false);
            }
            Command::SaveLibrary => self.pick(Purpose::SaveLibrary),
            Command::OpenData => self.pick(Purpose::OpenData),
            Command::SaveScenario => self.pick(Purpose::SaveScenario),
            Command::OpenScenario => self.pick(Purpose::OpenScenario),
            Command::Print => self.print(),
            Command::ExportPdf => self.export(Purpose::Export(Format::Pdf)),
            Command::ExportXlsx => self.export(Purpose::Export(Format::Xlsx)),
            Command::ExportDocx => self.export(Purpose::Export(Format::Docx)),
            Command::ExportHtml => self.export(Purpose::Export(Format::Html)),
            Command::ExportMarkdown => self.export(Purpose::Export(Format::Markdown)),
            Command::ExportCsv => self.export(Purpose::Export(Format::Csv)),
            Command::PlotSvg | Command::PlotPng | Command::PlotCsv if !command.enabled(&self.session, &self.view) => {
                self.say(say!(self.words, "notice-no-plot"), false);
            }
            Command::PlotSvg => self.pick(Purpose::ExportPlot(PlotFile::Svg)),
            Command::PlotPng => self.pick(Purpose::ExportPlot(PlotFile::Png)),
            Command::PlotCsv => self.pick(Purpose::ExportPlot(PlotFile::Csv)),
            Command::Seal if self.session.production().places.is_empty() => {
                self.say(say!(self.words, "notice-need-places"), true);
            }
            Command::Seal => self.dialog = Some(Dialog::Seal(Sealing::default())),
            Command::NewVariant => {
                let shown = self.session.shown().and_then(|at| self.session.pinned().variants.get(at)).cloned();
                let mut variant = shown.unwrap_or_default();
                variant.name = crate::model::text::Text::default();
                variant.worked_out = Some(self.session.worked_out());
                self.session.apply(Action::AddVariant(Box::new(variant)));
                self.view.tab = Tab::Calculator;
            }
            Command::PinVariant => {
                if let Some(at) = self.session.shown() {
                    self.session.apply(Action::PinVariant(at));
                }
            }
            Command::Undo => {
                let text = match self.session.undo() {
                    Some(action) => say!(self.words, "notice-undone", what = self.action(&action)),
                    None => say!(self.words, "notice-nothing-to-undo"),
                };
                drop_focus(ctx);
                self.say(text, false);
            }
            Command::Redo => {
                let text = match self.session.redo() {
                    Some(action) => say!(self.words, "notice-redone", what = self.action(&action)),
                    None => say!(self.words, "notice-nothing-to-redo"),
                };
                drop_focus(ctx);
                self.say(text, false);
            }
            Command::Show(tab) => {
                // From the field of a figure, its own curve.
                if let Some(fact) = sought::focused(ctx).filter(|_| tab == Tab::Curve) {
                    self.turn_to_curve(fact);
                }
                (self.view.tab, self.view.passing.enter) = (tab, true);
            }
            Command::OpenSlate => self.pick(Purpose::OpenSlate),
            Command::SaveSlate => self.pick_for_slate(Purpose::SaveSlate),
            Command::AddToSlate => self.pick(Purpose::AddToSlate),
            Command::SaveCalendar => self.pick_for_slate(Purpose::ExportCalendar),
            Command::Search => self.dialog = Some(Dialog::palette()),
            Command::Language => {
                self.view.language = Some(match self.words.language {
                    Language::Chinese => Language::English,
                    Language::English => Language::Chinese,
                });
            }
            Command::Theme => {
                self.view.look = match self.view.look {
                    Look::HighContrast => Look::Light,
                    _ if self.theme.dark => Look::HighContrast,
                    _ => Look::Dark,
                };
            }
            Command::Scale => self.view.scale = next_scale(self.view.scale),
            Command::Back => self.view.passing.why.back(),
            Command::Forward => self.view.passing.why.forward(),
            Command::Close => {
                if self.dialog.take().is_none() && self.view.passing.tour.take().is_none() {
                    match self.view.passing.why.now() {
                        Some(_) => self.view.passing.why.close(),
                        None if self.view.tab == Tab::Library => self.view.passing.library_search.clear(),
                        None => {}
                    }
                }
                self.after_save = None;
            }
            Command::PlotOrTable if self.view.tab == Tab::Growth => self.view.growth.table = !self.view.growth.table,
            Command::PlotOrTable if self.view.tab == Tab::Curve => {
                self.view.own.of::<Sheets>().table = !self.view.own.of::<Sheets>().table
            }
            Command::PlotOrTable => {}
            Command::Tour => {
                self.view.hint_closed = false;
                tour::begin(&mut self.view);
            }
            Command::Shortcuts => self.dialog = Some(Dialog::Shortcuts),
            Command::ZoomIn => self.view.zoom = (self.view.zoom + 0.1).min(2.0),
            Command::ZoomOut => self.view.zoom = (self.view.zoom - 0.1).max(0.8),
            Command::ZoomReset => self.view.zoom = 1.0,
            Command::Motion => {
                self.view.still = !self.view.still;
                let text =
                    if self.view.still { say!(self.words, "notice-still") } else { say!(self.words, "notice-moving") };
                self.say(text, false);
            }
            Command::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
        }
    }
}

fn next_scale(scale: crate::words::number::Scale) -> crate::words::number::Scale {
    use crate::words::number::Scale;
    match scale {
        Scale::One => Scale::Middle,
        Scale::Middle => Scale::Large,
        Scale::Large => Scale::One,
    }
}
