//! The app in a window of any size, with a method for each action of a user.

use backlot::model::text::Language;
use backlot::rules::assess::Assessment;
use backlot::ui::app::App;
use backlot::ui::theme;
use backlot::ui::view::View;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::desk::{Answer, Outside, TestDesk};

pub(crate) struct Window {
    pub harness: Harness<'static, App>,
    pub outside: Outside,
}

impl Window {
    /// Clicks the first "Copy table". Returns the text in the clipboard.
    pub(crate) fn copied_table(&mut self) -> String {
        self.harness.query_all_by_label("Copy table").next().unwrap().click();
        // The text is in the output of the frame that handles the click.
        let copied = (0..4).find_map(|_| {
            self.harness.step();
            self.harness.output().platform_output.commands.iter().find_map(|command| match command {
                egui::OutputCommand::CopyText(text) => Some(text.clone()),
                _ => None,
            })
        });
        copied.expect("nothing was copied")
    }

    pub(crate) fn open(language: Language) -> Self {
        Self::sized(language, [1280.0, 800.0], View::default())
    }

    pub(crate) fn sized(language: Language, size: [f32; 2], view: View) -> Self {
        let outside = Outside::default();
        let app = App::new(Box::new(TestDesk::new(outside.clone())), view, language);
        let mut harness = Harness::builder()
            .with_size(size)
            .with_max_steps(12)
            .with_context_setup(move |ctx| ctx.set_fonts(theme::fonts(language)))
            .build_ui_state(|ui, app: &mut App| app.frame(ui), app);
        harness.run_steps(4);
        Self { harness, outside }
    }

    pub(crate) fn app(&mut self) -> &mut App {
        self.harness.state_mut()
    }

    pub(crate) fn settle(&mut self) {
        self.harness.run_steps(4);
    }

    pub(crate) fn sees(&self, label: &str) -> bool {
        self.harness.query_all_by_label(label).next().is_some()
    }

    pub(crate) fn sees_part(&self, part: &str) -> bool {
        self.harness.query_all_by_label_contains(part).next().is_some()
    }

    pub(crate) fn expect(&self, label: &str) {
        assert!(self.sees(label), "nothing is labelled {label:?}");
    }

    /// The labels that begin with a text, in reading order.
    pub(crate) fn labels_with(&self, start: &str) -> Vec<String> {
        let all = self.harness.query_all_by_label_contains(start);
        all.filter_map(|node| node.accesskit_node().label()).filter(|label| label.starts_with(start)).collect()
    }

    pub(crate) fn click(&mut self, label: &str) {
        let all: Vec<_> = self.harness.query_all_by_label(label).collect();
        all.first().unwrap_or_else(|| panic!("nothing to click is labelled {label:?}")).click();
        self.settle();
    }

    /// Clicks as a screen reader does, also on widgets that are scrolled out of view.
    pub(crate) fn press(&mut self, label: &str) {
        let all: Vec<_> = self.harness.query_all_by_label(label).collect();
        all.first().unwrap_or_else(|| panic!("nothing to press is labelled {label:?}")).click_accesskit();
        self.settle();
    }

    pub(crate) fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Focuses a field, replaces its text, and keeps the focus there.
    pub(crate) fn fill(&mut self, label: &str, text: &str) {
        self.harness.get_by_role_and_label(Role::TextInput, label).focus();
        self.settle();
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.settle();
        self.harness.get_by_role_and_label(Role::TextInput, label).type_text(text);
        self.settle();
    }

    /// Moves the keyboard focus elsewhere.
    pub(crate) fn leave(&mut self) {
        self.harness.ctx.memory_mut(|memory| {
            if let Some(id) = memory.focused() {
                memory.surrender_focus(id);
            }
        });
        self.settle();
    }

    pub(crate) fn answer_dialogs(&self, answers: &[Answer]) {
        self.outside.answers.borrow_mut().extend(answers.iter().cloned());
    }

    pub(crate) fn assessment(&mut self, place: &str) -> Assessment {
        let assessment = self.app().session.assessment(&place.into());
        (**assessment.unwrap_or_else(|| panic!("{place} is not compared"))).clone()
    }

    pub(crate) fn floor(&mut self, place: &str) -> String {
        self.assessment(place).floor.to_string()
    }

    /// The possible amount of a place. No amount of the built-in library is certain for the sample.
    pub(crate) fn most(&mut self, place: &str) -> String {
        self.assessment(place).ceiling.map_or_else(|| "no limit".to_owned(), |most| most.to_string())
    }
}
