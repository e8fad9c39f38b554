//! Problems in files, in words: the error, the expected value, and the remedy.

use super::Words;
use crate::data::no_text::NoText;
use crate::data::problem::{Bare, Location, NeededKind, Problem, ProblemKind, Severity, Token};
use crate::data::table::fault::Fault;
use crate::data::table::is_table;
use crate::model::number::Number;
use crate::model::record::Record;
use crate::model::unit::Unit;
use crate::model::visible;
use crate::say;

impl Words {
    /// The error, and the remedy.
    #[must_use]
    pub fn problem(&self, problem: &Problem) -> String {
        // A table begins with headings, not with the name of a record.
        if problem.what == ProblemKind::Empty && is_table(&problem.at.file) {
            return say!(self, "problem-empty-table");
        }
        self.what(&problem.what)
    }

    /// The same for a problem that is not in a file.
    #[must_use]
    pub fn what(&self, what: &ProblemKind) -> String {
        let (text, hint) = self.problem_parts(what);
        // A quoted file name or value can contain any characters. They are escaped so that they cannot affect the
        // terminal.
        visible::quoted(&if hint.is_empty() { text } else { format!("{text} {hint}") })
    }

    /// The severity of a problem.
    #[must_use]
    pub fn severity(&self, severity: Severity) -> String {
        match severity {
            Severity::Error => say!(self, "severity-error"),
            Severity::Warning => say!(self, "severity-warning"),
            Severity::Note => say!(self, "severity-note"),
        }
    }

    /// The position of a problem: only the file if it has no line.
    #[must_use]
    pub fn whereabouts(&self, problem: &Problem) -> String {
        match problem.what {
            ProblemKind::Unreadable(_)
            | ProblemKind::IsFolder
            | ProblemKind::NotAFile
            | ProblemKind::NothingFound
            | ProblemKind::TooLarge { .. }
            | ProblemKind::NotText
            | ProblemKind::NoText(_)
            | ProblemKind::Empty => visible::line(&problem.at.file),
            // A problem with a workbook has no line.
            ProblemKind::Table(ref fault) if !matches!(fault, Fault::OpenQuote | Fault::Letters { .. }) => {
                visible::line(&problem.at.file)
            }
            _ => self.location(&problem.at),
        }
    }

    /// A position.
    #[must_use]
    pub fn location(&self, at: &Location) -> String {
        say!(
            self,
            "problem-at",
            file = visible::line(&at.file),
            line = at.line.to_string(),
            column = at.column.to_string()
        )
    }

    fn problem_parts(&self, what: &ProblemKind) -> (String, String) {
        let allowed = |names: &[String]| say!(self, "hint-allowed", allowed = names.join(", "));
        let no_hint = String::new;
        match what {
            ProblemKind::Unreadable(reason) => (say!(self, "problem-unreadable", reason = reason.as_str()), no_hint()),
            ProblemKind::IsFolder => (say!(self, "problem-is-folder"), no_hint()),
            ProblemKind::NotAFile => (say!(self, "problem-not-a-file"), no_hint()),
            ProblemKind::NothingFound => (say!(self, "problem-nothing-found"), no_hint()),
            ProblemKind::TooLarge { bytes, limit } => {
                let megabytes = |bytes: u64| bytes.div_ceil(1024 * 1024).to_string();
                (say!(self, "problem-too-large", bytes = megabytes(*bytes), limit = megabytes(*limit)), no_hint())
            }
            ProblemKind::TooManyPlaces { found, limit } => {
                let (found, limit) = (found.to_string(), limit.to_string());
                (say!(self, "bundle-too-many-places", found = found, limit = limit), no_hint())
            }
            ProblemKind::NewerFormat { found, known } => {
                (say!(self, "bundle-newer-format", found = found.to_string(), known = known.to_string()), no_hint())
            }
            ProblemKind::NotText => (say!(self, "problem-not-text"), no_hint()),
            ProblemKind::Empty => (say!(self, "problem-empty"), no_hint()),
            ProblemKind::TooDeep => (say!(self, "problem-too-deep"), no_hint()),
            ProblemKind::EndsEarly => (say!(self, "problem-ends-early"), no_hint()),
            ProblemKind::Blank => (say!(self, "problem-blank"), no_hint()),
            ProblemKind::Expected(token) => (say!(self, "problem-expected", token = self.token(*token)), no_hint()),
            ProblemKind::FullWidth { found, plain } => {
                (say!(self, "problem-full-width", found = found.to_string(), plain = plain.to_string()), no_hint())
            }
            ProblemKind::Trailing => (say!(self, "problem-trailing"), no_hint()),
            ProblemKind::UnknownField { found, allowed: names } => {
                (say!(self, "problem-unknown-field", found = found.as_str()), allowed(names))
            }
            ProblemKind::UnknownName { found, allowed: names } => {
                (say!(self, "problem-unknown-name", found = found.as_str()), allowed(names))
            }
            ProblemKind::MissingField(field) => {
                (say!(self, "problem-missing-field", field = field.as_str()), no_hint())
            }
            ProblemKind::RepeatedField(field) => {
                (say!(self, "problem-repeated-field", field = field.as_str()), no_hint())
            }
            ProblemKind::WrongValue { expected, found } => {
                (say!(self, "problem-wrong-value", expected = expected.as_str(), found = found.as_str()), no_hint())
            }
            ProblemKind::AmbiguousNumber(found) => {
                (say!(self, "problem-ambiguous-number", found = found.as_str()), no_hint())
            }
            ProblemKind::Table(fault) => (self.table_fault(fault), no_hint()),
            ProblemKind::NotANumber(found) => (say!(self, "problem-not-a-number", found = found.as_str()), no_hint()),
            ProblemKind::NoText(unread) => {
                let said = match unread {
                    NoText::Damaged => say!(self, "unread-damaged"),
                    NoText::Password => say!(self, "unread-password"),
                    NoText::Pictures => say!(self, "unread-pictures"),
                    NoText::TooLong => say!(self, "unread-too-long"),
                    NoText::NoPdf => say!(self, "unread-no-pdf"),
                };
                (said, no_hint())
            }
            ProblemKind::AbsurdNumber => (say!(self, "problem-absurd-number"), no_hint()),
            ProblemKind::InexactNumber => (say!(self, "problem-inexact-number"), no_hint()),
            ProblemKind::NotADate(found) => (say!(self, "problem-not-a-date", found = found.as_str()), no_hint()),
            ProblemKind::NotAPeriod(found) => (say!(self, "problem-not-a-period", found = found.as_str()), no_hint()),
            ProblemKind::NotACurrency(found) => {
                (say!(self, "problem-not-a-currency", found = found.as_str()), no_hint())
            }
            ProblemKind::Other(message) => (say!(self, "problem-other", message = message.as_str()), no_hint()),
            ProblemKind::RepeatedId { record, id, first } => {
                let first = self.location(first);
                (
                    say!(self, "problem-repeated-id", record = self.record(*record), id = id.as_str(), first = first),
                    no_hint(),
                )
            }
            ProblemKind::Dangling { record, id, .. } if id.is_empty() => {
                (say!(self, "problem-nothing-named", record = self.record(*record)), no_hint())
            }
            ProblemKind::NoWords(field) => (say!(self, "problem-no-words", field = field.as_str()), no_hint()),
            ProblemKind::Dangling { record, id, nearest } => {
                let hint = nearest.as_ref().map(|nearest| say!(self, "hint-nearest", nearest = nearest.as_str()));
                (
                    say!(self, "problem-dangling", record = self.record(*record), id = id.as_str()),
                    hint.unwrap_or_default(),
                )
            }
            ProblemKind::NoSuchChoice { fact, choice, allowed: names } => {
                (say!(self, "problem-no-such-choice", fact = fact.as_str(), choice = choice.as_str()), allowed(names))
            }
            ProblemKind::WrongKind { fact, needed } => {
                (say!(self, "problem-wrong-kind", fact = fact.as_str(), needed = self.needed(*needed)), no_hint())
            }
            ProblemKind::WrongAnswer { fact, needed } => {
                (say!(self, "problem-wrong-answer", fact = fact.as_str(), needed = self.needed(*needed)), no_hint())
            }
            ProblemKind::OutOfBounds { fact, found, max } => (
                say!(self, "problem-out-of-bounds", fact = fact.as_str(), found = found.as_str(), max = max.as_str()),
                no_hint(),
            ),
            ProblemKind::Uncited(id) => (say!(self, "problem-uncited", id = id.as_str()), no_hint()),
            ProblemKind::OtherRecord(id) => (say!(self, "problem-other-record", id = id.as_str()), no_hint()),
            ProblemKind::UnusedSource(id) => (say!(self, "problem-unused-source", id = id.as_str()), no_hint()),
            ProblemKind::LinkToCopy(url) => (say!(self, "problem-link-to-copy", url = url.as_str()), no_hint()),
            ProblemKind::NotALink(url) => (say!(self, "problem-not-a-link", url = url.as_str()), no_hint()),
            ProblemKind::Accepted { what, because } => {
                let (text, _) = self.problem_parts(what);
                (text, say!(self, "problem-accepted", because = self.text(because)))
            }
            ProblemKind::AcceptsNothing(advice) => {
                (say!(self, "problem-accepts-nothing", advice = advice.as_str()), no_hint())
            }
            ProblemKind::TooSmall { fact, found, min } => (
                say!(self, "problem-too-small", fact = fact.as_str(), found = found.as_str(), min = min.as_str()),
                no_hint(),
            ),
            ProblemKind::Negative(found) => (say!(self, "problem-negative", found = found.as_str()), no_hint()),
            ProblemKind::RateAboveOne(found) => {
                (say!(self, "problem-rate-above-one", found = found.as_str()), no_hint())
            }
            ProblemKind::MostBelowLeast { least, most } => {
                (say!(self, "problem-most-below-least", least = least.as_str(), most = most.as_str()), no_hint())
            }
            ProblemKind::StaleFigure { figure, old: None, now } => (
                say!(self, "problem-published-figure", figure = figure.as_str(), now = now.as_str()),
                say!(self, "hint-stale-figure", now = now.as_str()),
            ),
            ProblemKind::StaleFigure { figure, old: Some(old), now } => (
                say!(self, "problem-stale-figure", figure = figure.as_str(), old = old.as_str(), now = now.as_str()),
                say!(self, "hint-stale-figure", now = now.as_str()),
            ),
            ProblemKind::StaleBasis { incentive, old, now } => {
                let [old, now]: [&str; 2] = [(*old).into(), (*now).into()];
                (
                    say!(self, "problem-stale-basis", incentive = incentive.as_str(), old = old, now = now),
                    say!(self, "hint-stale-basis", now = now),
                )
            }
            ProblemKind::BasisInKind => (say!(self, "problem-basis-in-kind"), say!(self, "hint-basis-in-kind")),
            ProblemKind::NowhereToGo => (say!(self, "problem-nowhere-to-go"), say!(self, "hint-nowhere-to-go")),
            ProblemKind::ChosenElsewhere(place) => {
                (say!(self, "problem-chosen-elsewhere", place = place.as_str()), say!(self, "hint-chosen-elsewhere"))
            }
            ProblemKind::NotAYear(found) => (say!(self, "problem-not-a-year", found = found.as_str()), no_hint()),
            ProblemKind::CurrenciesDiffer { first, found } => (
                say!(self, "problem-currencies-differ", first = first.as_str(), found = found.as_str()),
                say!(self, "hint-currencies-differ", first = first.as_str()),
            ),
            ProblemKind::NotRising => (say!(self, "problem-not-rising"), no_hint()),
            ProblemKind::Cycle { record, id } => {
                (say!(self, "problem-cycle", record = self.record(*record), id = id.as_str()), no_hint())
            }
            ProblemKind::ListInList(id) => (say!(self, "problem-list-in-list", id = id.as_str()), no_hint()),
            ProblemKind::NotAboveZero(found) => {
                (say!(self, "problem-not-above-zero", found = found.as_str()), no_hint())
            }
            ProblemKind::TableSize { rows, columns } => {
                let (rows, columns) = (rows.to_string(), columns.to_string());
                (say!(self, "problem-table-size", rows = rows, columns = columns), no_hint())
            }
            ProblemKind::OneReading => (say!(self, "problem-one-reading"), no_hint()),
            ProblemKind::NotWhole(found) => (say!(self, "problem-not-whole", found = found.as_str()), no_hint()),
            ProblemKind::NotBelowOne(found) => (say!(self, "problem-not-below-one", found = found.as_str()), no_hint()),
            ProblemKind::PaidTwice => (say!(self, "problem-paid-twice"), no_hint()),
            ProblemKind::NoSuchField { fact, field, allowed: names } => {
                (say!(self, "problem-no-such-field", fact = fact.as_str(), field = field.as_str()), allowed(names))
            }
            ProblemKind::ConvertsTwice => (say!(self, "problem-converts-twice"), no_hint()),
            ProblemKind::NothingInIt => (say!(self, "problem-nothing-in-it"), no_hint()),
            ProblemKind::ChoiceId(id) => (say!(self, "problem-choice-id", id = id.as_str()), no_hint()),
            ProblemKind::NotOne(found) => (say!(self, "problem-not-one", found = found.as_str()), no_hint()),
            ProblemKind::OneLanguage(texts) => {
                let more = texts.saturating_sub(1);
                let text = say!(self, "problem-one-language");
                (text, if more > 0 { say!(self, "hint-more-texts", more = more.to_string()) } else { no_hint() })
            }
            ProblemKind::RepeatedKey(key) => (say!(self, "problem-repeated-key", key = key.as_str()), no_hint()),
            ProblemKind::BareValue { found, place, is_text, is_rate } => {
                (say!(self, "problem-bare-value", found = found.as_str()), self.bare(found, *place, *is_text, *is_rate))
            }
            ProblemKind::UnquotedUnit(found) => {
                (say!(self, "problem-unquoted-unit", found = found.as_str()), no_hint())
            }
            ProblemKind::PercentOf { fact, found } => {
                (say!(self, "problem-percent-of", fact = fact.as_str(), found = found.as_str()), no_hint())
            }
            ProblemKind::AmountInCondition => (say!(self, "problem-amount-in-condition"), no_hint()),
            ProblemKind::ExtraBracket => (say!(self, "problem-extra-bracket"), no_hint()),
            ProblemKind::BadId { record, id, sign } => {
                let record = self.record(*record);
                let text = match sign {
                    None => say!(self, "problem-empty-id", record = record),
                    Some(' ') => say!(self, "problem-id-blank", record = record, id = id.as_str()),
                    Some(sign) => {
                        let code = format!("U+{:04X}", u32::from(*sign));
                        let sign = match sign {
                            sign if sign.is_ascii_graphic() => sign.to_string(),
                            sign if sign.is_alphanumeric() => format!("{sign}, {code}"),
                            _ => code,
                        };
                        say!(self, "problem-bad-id", record = record, id = id.as_str(), sign = sign)
                    }
                };
                (text, say!(self, "hint-ids"))
            }
            ProblemKind::Unread { record, file } => {
                (say!(self, "problem-unread", record = self.record(*record), file = file.as_str()), no_hint())
            }
            ProblemKind::FollowsFrom { record, times } => {
                let (record, times) = (self.record(*record), times.to_string());
                (say!(self, "problem-follows-from", record = record, times = times), no_hint())
            }
            ProblemKind::LeftOut { record, id } => {
                (say!(self, "problem-left-out", record = self.record(*record), id = id.as_str()), no_hint())
            }
            ProblemKind::BrokenCount { fact, found } => {
                (say!(self, "problem-broken-count", fact = fact.as_str(), found = found.as_str()), no_hint())
            }
            ProblemKind::UnitClash { found, needed } => {
                let hint = match (found, needed) {
                    (Unit::Share | Unit::Times, Unit::Money(1)) => say!(self, "hint-unit-share"),
                    (Unit::Count, Unit::Money(1)) => say!(self, "hint-unit-count"),
                    _ => no_hint(),
                };
                (say!(self, "problem-unit-clash", found = self.counts(*found), needed = self.counts(*needed)), hint)
            }
            ProblemKind::ExpectsNothing(id) => (say!(self, "problem-expects-nothing", id = id.as_str()), no_hint()),
            ProblemKind::EndsBeforeBegins { from, to } => {
                (say!(self, "problem-ends-before-begins", from = from.as_str(), to = to.as_str()), no_hint())
            }
            ProblemKind::BeginsBeforeReplaced { from, replaced, began } => {
                let (from, replaced, began) = (from.as_str(), replaced.as_str(), began.as_str());
                (
                    say!(self, "problem-begins-before-replaced", from = from, replaced = replaced, began = began),
                    no_hint(),
                )
            }
            ProblemKind::PaysNothing { example, status } => {
                let status = self.status(*status);
                (say!(self, "lint-pays-nothing", example = example.as_str(), status = status), no_hint())
            }
            ProblemKind::UnusedLine(id) => (say!(self, "lint-unused-line", id = id.as_str()), no_hint()),
            ProblemKind::InvisibleSign(sign) => {
                let code = format!("U+{:04X}", u32::from(*sign));
                (say!(self, "problem-invisible-sign", code = code), no_hint())
            }
            ProblemKind::TierGap(at) => (say!(self, "lint-tier-gap", at = at.as_str()), no_hint()),
            ProblemKind::TierOverlap(at) => (say!(self, "lint-tier-overlap", at = at.as_str()), no_hint()),
            ProblemKind::ChoiceTwice(choice) => (say!(self, "lint-choice-twice", choice = choice.as_str()), no_hint()),
            ProblemKind::Unreachable(id) => (say!(self, "lint-unreachable", id = id.as_str()), no_hint()),
            ProblemKind::CapBelowFixed { cap, fixed } => {
                (say!(self, "lint-cap-below-fixed", cap = cap.as_str(), fixed = fixed.as_str()), no_hint())
            }
            ProblemKind::AboveWhole { fact, rate } => {
                (say!(self, "lint-above-whole", fact = fact.as_str(), rate = rate.as_str()), no_hint())
            }
            ProblemKind::Cliff { fact, at, id, before, after } => {
                let (fact, id) = (fact.as_str(), id.as_str());
                let (at, before, after) = (self.grouped(at), self.grouped(before), self.grouped(after));
                (say!(self, "lint-cliff", fact = fact, at = at, id = id, before = before, after = after), no_hint())
            }
            ProblemKind::NotCertain { id, word } => {
                (say!(self, "lint-not-certain", id = id.as_str(), word = word.as_str()), no_hint())
            }
            ProblemKind::RepeatsCap { id, cap } => {
                (say!(self, "lint-repeats-cap", id = id.as_str(), cap = cap.as_str()), no_hint())
            }
            ProblemKind::EndsBeforeItBegins { from, to } => {
                (say!(self, "problem-ends-before", from = from.as_str(), to = to.as_str()), no_hint())
            }
            ProblemKind::NoDays => (say!(self, "problem-no-days"), no_hint()),
            ProblemKind::MoreThanApplied { granted, applied } => {
                let (granted, applied) = (granted.as_str(), applied.as_str());
                (say!(self, "problem-more-than-applied", granted = granted, applied = applied), no_hint())
            }
            ProblemKind::LongQuote { length, most } => {
                let (length, most) = (length.to_string(), most.to_string());
                (say!(self, "problem-long-quote", length = length, most = most), no_hint())
            }
            ProblemKind::NotAFingerprint(found) => {
                (say!(self, "problem-fingerprint", found = found.as_str()), no_hint())
            }
            ProblemKind::NoPayoutTime(id) => (say!(self, "lint-no-payout-time", id = id.as_str()), no_hint()),
            ProblemKind::TooManyRules(id) => (say!(self, "lint-too-many-rules", id = id.as_str()), no_hint()),
            ProblemKind::UnknownStacking(id) => (say!(self, "lint-unknown-stacking", id = id.as_str()), no_hint()),
            ProblemKind::Stale { id, date } => {
                (say!(self, "lint-stale", id = id.as_str(), date = date.as_str()), no_hint())
            }
            ProblemKind::NoSource(id) => (say!(self, "problem-no-source", id = id.as_str()), no_hint()),
        }
    }

    /// A figure in groups of three digits.
    fn grouped(&self, figure: &str) -> String {
        Number::parse(figure).map_or_else(|_| figure.to_owned(), |number| self.plain(number.0))
    }

    /// The text to write instead of a bare value.
    fn bare(&self, found: &str, place: Bare, is_text: bool, is_rate: bool) -> String {
        match (place, is_text, is_rate) {
            (Bare::Amount, true, _) => say!(self, "hint-bare-text", found = found),
            (Bare::Amount, false, true) => say!(self, "hint-bare-rate", found = found),
            (Bare::Amount, false, false) => say!(self, "hint-bare-amount", found = found),
            (Bare::Start, ..) => say!(self, "hint-bare-start", found = found),
            (Bare::End, ..) => say!(self, "hint-bare-end", found = found),
            (Bare::Outcome, ..) => say!(self, "hint-bare-outcome", found = found),
            (Bare::Condition, true, _) => say!(self, "hint-bare-condition", found = found),
            (Bare::Condition, false, _) => say!(self, "hint-bare-comparison", found = found),
            (Bare::Rule, ..) => say!(self, "hint-bare-rule", found = found),
        }
    }

    /// The unit of an amount, as a noun.
    fn counts(&self, unit: Unit) -> String {
        match unit {
            Unit::Money(1) => say!(self, "counts-money"),
            Unit::Money(power) if power > 1 => say!(self, "counts-money-squared"),
            Unit::Money(_) => say!(self, "counts-per-money"),
            Unit::Share => say!(self, "counts-share"),
            Unit::Count => say!(self, "counts-count"),
            Unit::Times | Unit::Any => say!(self, "counts-number"),
        }
    }

    fn token(&self, token: Token) -> String {
        match token {
            Token::Comma => say!(self, "token-comma"),
            Token::Colon => say!(self, "token-colon"),
            Token::List => say!(self, "token-list"),
            Token::ListEnd => say!(self, "token-list-end"),
            Token::Struct => say!(self, "token-struct"),
            Token::StructEnd => say!(self, "token-struct-end"),
            Token::MapEnd => say!(self, "token-map-end"),
            Token::Map => say!(self, "token-map"),
            Token::Text => say!(self, "token-text"),
            Token::TextEnd => say!(self, "token-text-end"),
            Token::Number => say!(self, "token-number"),
            Token::YesNo => say!(self, "token-yes-no"),
            Token::Name => say!(self, "token-name"),
        }
    }

    fn needed(&self, needed: NeededKind) -> String {
        match needed {
            NeededKind::Number => say!(self, "needed-number"),
            NeededKind::YesNo => say!(self, "needed-yes-no"),
            NeededKind::Choice => say!(self, "needed-choice"),
            NeededKind::Date => say!(self, "needed-date"),
            NeededKind::List => say!(self, "needed-list"),
        }
    }

    /// The name of a kind of record.
    #[must_use]
    pub fn record(&self, record: Record) -> String {
        match record {
            Record::Place => say!(self, "record-place"),
            Record::Policy => say!(self, "record-policy"),
            Record::Incentive => say!(self, "record-incentive"),
            Record::Line => say!(self, "record-line"),
            Record::Indicator => say!(self, "record-indicator"),
            Record::Observation => say!(self, "record-observation"),
            Record::Fact => say!(self, "record-fact"),
            Record::Source => say!(self, "record-source"),
            Record::Production => say!(self, "record-production"),
            Record::Scenario => say!(self, "record-scenario"),
            Record::Slate => say!(self, "record-slate"),
            Record::Portfolio => say!(self, "record-portfolio"),
            Record::Rate => say!(self, "record-rate"),
            Record::Band => say!(self, "record-band"),
            Record::Judgement => say!(self, "record-judgement"),
            Record::Payment => say!(self, "record-payment"),
            Record::Example => say!(self, "record-example"),
        }
    }
}
