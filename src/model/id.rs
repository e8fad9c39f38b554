//! Names by which the RON files refer to each other, one type per kind of thing.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as written in the files.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.into())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&*self.0, f)
            }
        }
    )*};
}

id! {
    /// Names a [`Place`](super::place::Place), such as `shenzhen`.
    PlaceId;
    /// Names a [`Policy`](super::policy::Policy), such as `datong-2025`.
    PolicyId;
    /// Names an [`Incentive`](super::policy::Incentive) within its policy.
    IncentiveId;
    /// Names a line (an intermediate figure) within its policy.
    LineId;
    /// Names a [`Fact`](super::fact::Fact).
    FactId;
    /// Names a [`Source`](super::source::Source).
    SourceId;
    /// Names an [`Indicator`](super::indicator::Indicator).
    IndicatorId;
    /// Names an [`Observation`](super::indicator::Observation).
    ObservationId;
}
