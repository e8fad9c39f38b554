//! Changes between two days, in words.

use super::Words;
use crate::model::date::PartialDate;
use crate::model::library::Library;
use crate::say;
use crate::study::later::{Turn, Turned};

impl Words {
    /// A change of a policy, in one line.
    #[must_use]
    pub fn turn(&self, library: &Library, turn: &Turn) -> String {
        let Some(policy) = library.policies.get(&turn.policy) else { return turn.policy.to_string() };
        let names = turn.incentives.iter().filter_map(|incentive| policy.incentive(incentive));
        let names: Vec<String> = names.map(|incentive| self.text(&incentive.name).to_owned()).collect();
        let name = if names.is_empty() { self.text(&policy.title).to_owned() } else { names.join(&self.comma()) };
        let name = say!(self, "later-name", place = self.place(library, &policy.place), name = name);
        let day = |day: PartialDate| self.date(day);
        match turn.what {
            Turned::Begins(from) => say!(self, "later-begins", name = name, day = day(from)),
            Turned::Ends(Some(to)) => say!(self, "later-ends", name = name, day = day(to)),
            Turned::Ends(None) => say!(self, "later-ended", name = name),
            Turned::Stands(status) => say!(self, "later-stands", name = name, status = self.status(status)),
            Turned::Opens(Some(to)) => say!(self, "later-opens-until", name = name, day = day(to)),
            Turned::Opens(None) => say!(self, "later-opens", name = name),
            Turned::Closes(Some(to)) => say!(self, "later-closes-on", name = name, day = day(to)),
            Turned::Closes(None) => say!(self, "later-closes", name = name),
        }
    }
}
