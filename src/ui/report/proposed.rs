//! The proposals of a city, calculated off the frame.

use std::sync::Arc;

use jiff::civil::Date;

use crate::model::id::PlaceId;
use crate::model::library::Library;
use crate::report::plan::{Part, Plan, Reader};
use crate::session::Session;
use crate::study::proposals::{Desk, Proposals};
use crate::ui::memo::Awaited;

/// The inputs of the proposals of a city: the city view, the library, whether only official texts count, the city,
/// the day, the rivals and what is needed.
pub(in crate::ui) type ProposedKey = (u64, u64, bool, Option<PlaceId>, Date, Vec<PlaceId>, Needed);

/// The needed parts of the proposals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Needed {
    /// The part of the annex, or the sheet of the workbook.
    pub part: bool,
    /// The brief of the city.
    pub brief: bool,
}

impl Needed {
    /// What a report needs.
    pub(in crate::ui) fn of(plan: &Plan) -> Self {
        Self { part: plan.annex && plan.parts.contains(&Part::City), brief: plan.reader == Reader::City }
    }

    /// Whether anything is needed.
    pub(in crate::ui) fn any(self) -> bool {
        self.part || self.brief
    }

    /// The proposals of the session as far as they are needed. For the brief, a city is enough.
    pub(in crate::ui) fn desk(self, session: &Session) -> Option<Desk> {
        match self.brief {
            true => session.city_desk(),
            false => session.proposals().filter(|_| self.part),
        }
    }

    /// Calculates what is needed. This takes longer than a frame.
    pub(in crate::ui) fn work_out(self, desk: &Desk, counted: &Library, rivals: &[PlaceId], day: Date) -> Proposals {
        let mut made = desk.work_out(counted, day);
        if self.part {
            made = made.with_answers(counted, rivals, day);
        }
        if self.brief { made.with_briefing(counted, rivals, day) } else { made }
    }
}

/// The calculated proposals. `None` if nothing is proposed.
pub(in crate::ui) type Proposed = Awaited<ProposedKey, Option<Arc<Proposals>>>;
