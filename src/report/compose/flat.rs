//! One row per incentive and place, with exact figures: for spreadsheets.

use super::Composer;
use super::places::find;
use crate::model::date::PartialDate;
use crate::model::source::Source;
use crate::model::visible;
use crate::report::document::{Entry, Flat};
use crate::report::references::link;
use crate::rules::fraction::Fraction;
use crate::rules::outcome::{Award, Outcome, Unpriced};
use crate::say;
use crate::study::evidence::Evidence;
use crate::words::names::locator;

impl Composer<'_> {
    pub(super) fn flat(&self) -> Flat {
        let words = self.words;
        let columns = vec![
            say!(words, "report-flat-place"),
            say!(words, "report-flat-policy"),
            say!(words, "report-flat-incentive"),
            say!(words, "report-flat-kind"),
            say!(words, "report-flat-basis"),
            say!(words, "report-flat-status"),
            say!(words, "report-flat-outcome"),
            say!(words, "report-flat-floor"),
            say!(words, "report-flat-ceiling"),
            say!(words, "report-flat-currency"),
            say!(words, "report-flat-reason"),
            say!(words, "report-flat-source"),
            say!(words, "report-flat-locator"),
            say!(words, "report-flat-link"),
            say!(words, "report-flat-checked-on"),
            say!(words, "evidence-title"),
            say!(words, "apply-times"),
            say!(words, "apply-paid"),
        ];
        let rows = self.assessments.iter().flat_map(|one| {
            let place = self.place_name(&one.place);
            one.awards.iter().filter_map(move |award| self.flat_row(&place, award))
        });
        Flat { readme: self.readme(), columns, rows: rows.collect() }
    }

    fn readme(&self) -> Vec<Entry> {
        let words = self.words;
        let entry = |label: String, value: String| Entry { label, value };
        let mut all = vec![
            entry(say!(words, "report-kicker"), visible::line(words.text(&self.brief.production.name))),
            entry(say!(words, "report-about-day"), words.date(PartialDate::Day(self.brief.day))),
            entry(say!(words, "report-about-library"), self.fingerprint.clone()),
            entry(say!(words, "report-about-program"), env!("CARGO_PKG_VERSION").to_owned()),
            entry(say!(words, "report-flat-note"), say!(words, "report-caution")),
            entry(say!(words, "report-flat-note"), say!(words, "report-flat-note-empty")),
            entry(say!(words, "report-flat-note"), say!(words, "report-flat-note-sum")),
        ];
        all.extend(self.assessments.iter().map(|one| {
            let total = say!(
                words,
                "report-flat-total",
                floor = self.money(one.floor),
                ceiling = self.ceiling(one.known_ceiling())
            );
            let total = if one.is_unrecorded() { say!(words, "unrecorded-long") } else { total };
            entry(self.place_name(&one.place), total)
        }));
        all
    }

    fn flat_row(&self, place: &str, award: &Award) -> Option<Vec<String>> {
        let words = self.words;
        let (policy, incentive) = find(self.brief.library, award)?;
        // Figures for programs are exact or left out.
        let exact = |amount: Fraction| if self.open() { amount.to_string() } else { self.money(amount) };
        let (floor, ceiling) = match &award.outcome {
            Outcome::Paid { .. } | Outcome::NeedsAnswer { .. } | Outcome::Conflict { .. } => {
                (exact(award.outcome.floor()), award.outcome.ceiling().map_or_else(String::new, exact))
            }
            Outcome::NotEligible(_) | Outcome::NotCalculable(Unpriced::NotInForce(_)) => {
                ("0".to_owned(), "0".to_owned())
            }
            Outcome::NotCalculable(_) => (String::new(), String::new()),
        };
        let cited: Vec<(&Source, &str)> = incentive
            .cites
            .iter()
            .filter_map(|cite| Some((self.brief.library.sources.get(&cite.source)?.as_ref(), cite.at.as_str())))
            .collect();
        let each = |of: &dyn Fn(&Source, &str) -> String, between: &str| {
            cited.iter().map(|(source, at)| of(source, at)).collect::<Vec<_>>().join(between)
        };
        Some(vec![
            place.to_owned(),
            words.text(&policy.title).to_owned(),
            words.text(&incentive.name).to_owned(),
            words.kind(incentive.kind),
            words.basis(incentive.basis),
            words.status(policy.status_of(incentive, self.brief.day)),
            self.telling.verdict(award),
            floor,
            ceiling,
            self.brief.production.currency.code().to_owned(),
            // The explanation would disclose the amount.
            if self.open() { self.telling.reason(award) } else { String::new() },
            each(&|source, _| words.text(&source.title).to_owned(), &words.semicolon()),
            each(&|_, at| locator(words.language, at).to_owned(), &words.semicolon()),
            each(&|source, _| link(source).unwrap_or_default().to_owned(), " ").trim().to_owned(),
            words.date(policy.checked_on),
            words.evidence(Evidence::of(self.brief.library, policy, incentive)),
            words.apply_when(policy.application_of(incentive), self.brief.day),
            words.paid_when(policy.payout_of(incentive)),
        ])
    }
}
