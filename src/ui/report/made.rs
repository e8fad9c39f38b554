//! The document of the preview: its inputs, and composing it, which takes longer than a frame.

use std::sync::Arc;

use jiff::civil::Date;

use super::proposed::ProposedKey;
use crate::model::text::Language;
use crate::report::document::Document;
use crate::report::plan::Plan;
use crate::report::{Brief, Known, document};
use crate::session::reported::Reported;
use crate::study::proposals::Proposals;
use crate::ui::slate::made::{Key as SlateKey, Made};
use crate::words::Words;
use crate::words::number::Scale;

/// The inputs of the preview, for comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewKey {
    pub(super) revision: u64,
    pub(super) library: u64,
    pub(super) day: Date,
    pub(super) language: Language,
    pub(super) scale: Scale,
    pub(super) plan: Plan,
    pub(super) slate: Option<SlateKey>,
    pub(super) proposals: Option<ProposedKey>,
}

/// The inputs of the preview.
pub(in crate::ui) struct PreviewInputs {
    pub(in crate::ui) key: PreviewKey,
    pub(in crate::ui) reported: Reported,
    pub(in crate::ui) words: Words,
    pub(in crate::ui) slate: Option<Arc<Made>>,
    pub(in crate::ui) proposals: Option<Arc<Proposals>>,
}

impl PreviewKey {
    /// The language of the document.
    pub(in crate::ui) fn language(&self) -> Language {
        self.language
    }
}

impl PreviewInputs {
    /// Composes the document.
    pub(in crate::ui) fn compose(&self) -> Document {
        let slate = self.slate.as_ref().map(|made| &made.worked);
        let brief = brief(&self.reported, self.key.scale, &self.key.plan);
        document(&Brief { slate, proposals: self.proposals.as_deref(), ..brief }, &self.words)
    }
}

/// The inputs of a report, with the results that the session already has.
pub(in crate::ui) fn brief<'a>(reported: &'a Reported, scale: Scale, plan: &'a Plan) -> Brief<'a> {
    let same = reported.is_official == plan.official;
    let known = Known {
        assessments: reported.assessments.as_deref().filter(|_| same),
        counted: Some(&*reported.counted).filter(|_| same),
        fingerprint: Some(reported.fingerprint()),
    };
    Brief {
        library: &reported.library,
        production: &reported.production,
        places: &reported.places,
        day: reported.day,
        scale,
        errors: reported.errors,
        own: &reported.own,
        plan,
        slate: None,
        proposals: None,
        known,
    }
}
