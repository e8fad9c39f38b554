//! The part of a slate that a library can calculate: the productions it has or knows, in one currency.

use std::sync::Arc;

use crate::model::library::Library;
use crate::model::production::Production;
use crate::model::slate::{Slate, Which};

/// The part of a slate that can be calculated.
#[derive(Clone, Debug)]
pub struct Workable {
    /// The slate without the rest.
    pub slate: Slate,
    /// Its productions, in its order.
    pub productions: Vec<Arc<Production>>,
    /// The number of each in the whole slate, from 0.
    pub rows: Vec<usize>,
    /// The numbers of those that are left out: the library does not know them, or their currency differs from that of
    /// the first.
    pub left_out: Vec<usize>,
}

impl Workable {
    /// The part of a slate that a library can calculate.
    #[must_use]
    pub fn of(library: &Library, slate: &Slate) -> Self {
        let (mut rows, mut productions, mut left_out) = (Vec::new(), Vec::<Arc<Production>>::new(), Vec::new());
        for (at, entry) in slate.productions.iter().enumerate() {
            let production = match &entry.production {
                Which::Whole(production) => Some(Arc::new(Production::clone(production))),
                which @ Which::Named(_) => which.stem().and_then(|stem| library.productions.get(stem)).cloned(),
            };
            let currency = productions.first().map(|first| first.currency);
            match production.filter(|one| currency.is_none_or(|currency| currency == one.currency)) {
                Some(production) => {
                    rows.push(at);
                    productions.push(production);
                }
                None => left_out.push(at),
            }
        }
        let entries = rows.iter().filter_map(|at| slate.productions.get(*at)).cloned().collect();
        let slate = Slate { productions: entries, ..slate.clone() };
        Self { slate, productions, rows, left_out }
    }

    /// The same slate with every production included in full, so that it needs no other file.
    #[must_use]
    pub fn whole(&self) -> Slate {
        let mut slate = self.slate.clone();
        for (entry, production) in slate.productions.iter_mut().zip(&self.productions) {
            entry.production = Which::Whole(Box::new(Production::clone(production)));
        }
        slate
    }

    /// Whether there is anything to calculate.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.productions.is_empty() || self.slate.all_places().is_empty()
    }
}
