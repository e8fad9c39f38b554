//! A library many times as large as the built-in one.

use backlot::data::read::{Document, File, Layer, read};
use backlot::data::{seeds, write};

/// Several copies of the built-in library: every place, policy, source and figure with an id of its own.
pub(crate) fn copies(times: usize) -> Layer {
    let library = read(&[seeds::layer()]).library;
    let mut files = Vec::new();
    for copy in 1..times {
        let mut put = |name: &str, document: &Document| {
            let bytes = write::record(document).expect("it was read").into_bytes();
            files.push(File { name: format!("{copy}/{name}.ron"), bytes });
        };
        let own = |id: &str| format!("{id}-{copy}");
        let places = library.places.values().map(|place| {
            let mut place = (**place).clone();
            place.parent = place.parent.map(|parent| own(parent.as_str()).as_str().into());
            place.id = own(place.id.as_str()).as_str().into();
            place.into()
        });
        put("places", &Document::Places(places.collect()));
        let seen = library.observations.values().map(|seen| {
            let mut seen = (**seen).clone();
            seen.place = own(seen.place.as_str()).as_str().into();
            seen.id = own(seen.id.as_str()).as_str().into();
            seen.into()
        });
        put("seen", &Document::Observations(seen.collect()));
        for policy in library.policies.values() {
            let mut policy = (**policy).clone();
            policy.place = own(policy.place.as_str()).as_str().into();
            policy.replaces = None;
            policy.id = own(policy.id.as_str()).as_str().into();
            let id = policy.id.clone();
            put(id.as_str(), &Document::Policy(policy.into()));
        }
    }
    Layer { files, problems: Vec::new() }
}
