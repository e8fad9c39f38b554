//! The choice of the user's city.

use egui::{ScrollArea, Ui, vec2};

use super::CityDesk;
use crate::model::id::PlaceId;
use crate::say;
use crate::ui::context::ViewContext;
use crate::ui::follow::Follow as _;
use crate::ui::view::View;
use crate::ui::widgets::{empty, focus_ring, small, title};
use crate::words::search::{Findable, sort_key};

/// Draws the list of cities if none is set.
pub(super) fn choose_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View) {
    let ViewContext { session, words, theme, .. } = cx;
    ui.add_space(24.0);
    ui.vertical_centered(|ui| {
        ui.set_max_width(420.0);
        ui.label(title(say!(words, "city-choose")));
        ui.add(egui::Label::new(small(theme, say!(words, "city-choose-hint"))).wrap());
        ui.add_space(8.0);
        let name = say!(words, "where-filter");
        let search = egui::TextEdit::singleline(&mut view.own.of::<CityDesk>().search)
            .hint_text(name.as_str())
            .desired_width(300.0);
        let response = ui.add(search);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &name));
        // A name can be typed at once.
        let desk = view.own.of::<CityDesk>();
        if !desk.searches && ui.memory(|memory| memory.focused().is_none()) {
            response.request_focus();
        }
        desk.searches = true;
        ui.add_space(8.0);
        let all = places(cx, &view.own.of::<CityDesk>().search);
        if all.is_empty() {
            empty(ui, theme, &say!(words, "where-none-title"), &say!(words, "where-none"));
        }
        // Enter takes the first that was found.
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let mut chosen = all.first().filter(|_| entered).cloned();
        ScrollArea::vertical().id_salt("cities").auto_shrink([false, false]).follow(ui, |ui| {
            for place in all {
                let button = egui::Button::new(words.place(&session.library, &place)).min_size(vec2(300.0, 28.0));
                let response = ui.add(button);
                focus_ring(ui, theme, &response);
                if response.clicked() {
                    chosen = Some(place);
                }
            }
        });
        if chosen.is_some() {
            let desk = view.own.of::<CityDesk>();
            desk.search.clear();
            desk.searches = false;
            (view.city, view.passing.enter) = (chosen, true);
        }
    });
}

/// The places with a policy of their own that match a search, sorted by name, Chinese names by pinyin.
pub(super) fn places(cx: &ViewContext<'_>, search: &str) -> Vec<PlaceId> {
    let ViewContext { session, words, .. } = cx;
    let library = session.counted();
    let found = crate::study::offers::places(library).into_iter().filter_map(|id| {
        let place = library.places.get(&id)?;
        let name = words.place(library, &id);
        let own = [place.name.zh.as_str(), place.name.en.as_str(), place.id.as_str(), name.as_str()];
        let all = own.into_iter().chain(place.also.iter().map(String::as_str));
        let key = sort_key(&name, id.as_str());
        Findable::new(all).has(search).then_some((key, id))
    });
    let mut found: Vec<(String, PlaceId)> = found.collect();
    found.sort();
    found.into_iter().map(|(_, id)| id).collect()
}
