//! The missing parts of a draft, and the parts that can already be calculated.

use std::sync::Arc;

use super::schema::{BLANK, Ty};
use super::{Draft, Path, Seen, Step, with};
use crate::data::read::{Document, File, document};
use crate::model::policy::Policy;
use crate::way;

/// A missing part of a draft, and its position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// The path to it.
    pub path: Path,
    /// The kind.
    pub what: Lack,
}

/// The kind of a missing part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lack {
    /// A blank to fill in.
    Blank,
    /// Words for an empty text.
    Words,
    /// A source.
    Source,
    /// A citation for numbers.
    Citation,
}

impl Draft {
    /// Everything that is still needed before the draft can be applied, in reading order. All other problems are
    /// found by the reader and the checks.
    #[must_use]
    pub fn lacking(&self) -> Vec<Lacking> {
        let mut all = Vec::new();
        self.each(&mut |path, _, seen| {
            if seen == Seen::Blank {
                all.push(Lacking { path: path.clone(), what: Lack::Blank });
            }
        });
        for name in ["title", "issuer"] {
            let (zh, en) = self.both(&way![name]);
            let blank = self.seen(&way![name, "zh"]) == Some(Seen::Blank);
            if zh.trim().is_empty() && en.trim().is_empty() && !blank {
                all.push(Lacking { path: way![name], what: Lack::Words });
            }
        }
        if self.is_empty(&way!["sources"]) {
            all.push(Lacking { path: way!["sources"], what: Lack::Source });
        }
        let meant = (0..self.len(&way!["accepts"]))
            .any(|at| self.seen(&way!["accepts", at, "advice"]) == Some(Seen::Word("NoSource")));
        if !meant {
            let uncited = self.stating().into_iter().filter(|part| self.is_uncited(part));
            all.extend(uncited.map(|part| Lacking { path: with(&part, "cites"), what: Lack::Citation }));
        }
        all
    }

    /// The parts that state numbers and have citations.
    fn stating(&self) -> Vec<Path> {
        let mut all = Vec::new();
        for list in [way!["incentives"], way!["lines"], way!["stacking", "groups"], way!["precedents"]] {
            all.extend((0..self.len(&list)).map(|at| with(&list, at)));
        }
        all.extend([way!["pool"], way!["payout"]].into_iter().filter(|part| self.has(part)));
        all
    }

    fn is_uncited(&self, part: &[Step]) -> bool {
        let cited = |path: &[Step]| !self.is_empty(&with(path, "cites"));
        if cited(part) || (part.starts_with(&way!["stacking"]) && cited(&way!["stacking"])) {
            return false;
        }
        let mut states = false;
        self.each_of(part, &mut |path, ty, seen| {
            let own =
                (part.len()..path.len()).filter_map(|end| path.get(..end)).any(|path| path != part && cited(path));
            states |= matches!(ty, Ty::Number(_) | Ty::Whole) && seen == Seen::Plain && !own;
        });
        states
    }

    /// The record in the draft; `None` while something in it is blank or invalid.
    #[must_use]
    pub fn policy(&self) -> Option<Policy> {
        let file = File { name: String::new(), bytes: self.text.as_bytes().to_vec() };
        match document(&file).ok()? {
            Document::Policy(policy) => Some(Arc::unwrap_or_clone(policy)),
            _ => None,
        }
    }

    /// The policy as far as it is filled in, to be calculated while it is written. Incentives, rules and examples
    /// with blanks are left out, and so are blanks of its head that change no amount. `None` while place or status
    /// are blank, or something in it cannot be read.
    #[must_use]
    pub fn countable(&self) -> Option<Policy> {
        let mut draft = self.clone();
        for list in [
            way!["incentives"],
            way!["examples"],
            way!["stacking", "groups"],
            way!["stacking", "relations"],
            way!["precedents"],
            way!["gates"],
            way!["sources"],
        ] {
            for at in (0..draft.len(&list)).rev() {
                let item = with(&list, at);
                if draft.holds_blank(&item) {
                    draft.remove(&item);
                }
            }
        }
        for name in ["pool", "payout", "application"] {
            if draft.holds_blank(&way![name]) {
                draft.remove(&way![name]);
            }
        }
        for (name, value) in
            [("title", "(zh: \"\")"), ("issuer", "(zh: \"\")"), ("read", "Opening"), ("confidence", "Low")]
        {
            if draft.holds_blank(&way![name]) {
                draft.set(&way![name], value);
            }
        }
        draft.policy()
    }

    fn holds_blank(&self, path: &[Step]) -> bool {
        let mut blank = false;
        self.each_of(path, &mut |_, _, seen| blank |= seen == Seen::Blank);
        blank
    }

    /// Whether anything in it is blank.
    #[must_use]
    pub fn has_blank(&self) -> bool {
        self.text.contains(BLANK) && self.holds_blank(&[])
    }
}
