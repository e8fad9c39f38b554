//! Number formats: how a sheet shows a value.
//!
//! A format can change the scale of a number (`0!.0,` shows ten thousands), add a unit, or show only the month of a
//! date. Colours, widths, grouping and rounding do not affect the result.

use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use super::super::headings::month_and_day;
use super::super::{Cell, Shown};
use super::{number, number_cell};
use crate::model::date::PartialDate;

/// Longer formats are not parsed.
const LONGEST: usize = 1_024;

/// A number format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Format {
    sections: Vec<Section>,
}

/// One of the formats for positive, negative and zero, or for a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Section {
    when: Option<(Compare, Decimal)>,
    shows: Shows,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compare {
    Less,
    AtMost,
    Equal,
    Other,
    AtLeast,
    More,
}

/// The output of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Shows {
    /// The number, divided by a power of ten, with texts beside it.
    Number { before: String, after: String, divided: u32, percents: u32, decimals: u32 },
    /// A text instead of the number.
    Text(String),
    /// A date, with these parts of it.
    Date { year: bool, month: bool, day: bool },
    /// A time of day or a duration.
    Time,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Literal(String),
    Digit,
    Point,
    Comma,
    Percent,
    Letters(char, usize),
    Elapsed,
    Exponent,
    Text,
}

impl Format {
    /// Parses a format as XLSX and XLS write it.
    pub(super) fn parse(code: &str) -> Self {
        if code.len() > LONGEST {
            return Self::default();
        }
        Self { sections: sections(code).iter().map(|section| Section::parse(section)).collect() }
    }

    /// The cell that a sheet shows for a number.
    pub(super) fn apply(&self, value: f64, since_1904: bool) -> Cell {
        let Some(exact) = number(value) else { return number_cell(value) };
        let Some((section, at)) = self.section(exact) else { return Cell::Number(exact) };
        match &section.shows {
            Shows::Number { before, after, divided, percents, decimals } => {
                let shown = scaled(exact, *divided, *percents, *decimals);
                let Some(shown) = shown else { return Cell::Number(exact) };
                // The sign of a negative number is in its own section, as a stroke or as brackets.
                let own_sign = at > 0 && exact < Decimal::ZERO;
                let plain = |text: &str| {
                    let dropped =
                        |sign: char| own_sign && matches!(sign, '(' | ')' | '-' | '\u{2212}' | '\u{ff08}' | '\u{ff09}');
                    text.replace(dropped, "").trim().to_owned()
                };
                let (before, after) = (plain(before), plain(after));
                if before.is_empty() && after.is_empty() {
                    return Cell::Number(shown);
                }
                Cell::Shown(Box::new(Shown { before, number: shown, after }))
            }
            // Bookkeepers write zero as a stroke.
            Shows::Text(text)
                if exact.is_zero()
                    && text.chars().all(|sign| matches!(sign, '-' | ' ' | '\u{2013}' | '\u{2014}' | '?'))
                    && !text.is_empty() =>
            {
                Cell::Number(exact)
            }
            Shows::Text(text) => Cell::text(text),
            Shows::Date { year, month, day } => {
                day_of(value, since_1904).map_or(Cell::Number(exact), |date| shown_date(date, *year, *month, *day))
            }
            Shows::Time => Cell::Text(time(value)),
        }
    }

    /// The section for a number, and its index.
    fn section(&self, value: Decimal) -> Option<(&Section, usize)> {
        let all = || self.sections.iter().enumerate().map(|(at, section)| (section, at));
        if self.sections.iter().any(|section| section.when.is_some()) {
            let holds = |section: &Section| match section.when {
                None => true,
                Some((compare, with)) => match compare {
                    Compare::Less => value < with,
                    Compare::AtMost => value <= with,
                    Compare::Equal => value == with,
                    Compare::Other => value != with,
                    Compare::AtLeast => value >= with,
                    Compare::More => value > with,
                },
            };
            return all().find(|(section, _)| holds(section));
        }
        let at = match self.sections.len() {
            0 => return None,
            1 => 0,
            2 => usize::from(value < Decimal::ZERO),
            _ if value.is_zero() => 2,
            _ => usize::from(value < Decimal::ZERO),
        };
        all().nth(at)
    }
}

/// A number scaled by its format, with a minimum of decimals.
fn scaled(value: Decimal, divided: u32, percents: u32, decimals: u32) -> Option<Decimal> {
    let mut shown = value;
    for _ in 0..percents {
        shown = shown.checked_mul(Decimal::ONE_HUNDRED)?;
    }
    let by = 10_i64.checked_pow(divided).map(Decimal::from)?;
    shown = shown.checked_div(by)?.normalize();
    if shown.scale() < decimals && decimals < 20 {
        shown.rescale(decimals);
    }
    Some(shown)
}

/// The day of a serial number.
fn day_of(value: f64, since_1904: bool) -> Option<Date> {
    let serial = value.floor();
    if !(0.0..3_000_000.0).contains(&serial) {
        return None;
    }
    let days = serial as i64;
    let start = match (since_1904, days) {
        (true, _) => date(1904, 1, 1),
        // The calendar of spreadsheets has a 29 February 1900.
        (false, ..60) => date(1899, 12, 31),
        (false, _) => date(1899, 12, 30),
    };
    start.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// A date with the precision that is shown. A date without a year is a text, so that no year is added to it.
pub(super) fn shown_date(date: Date, year: bool, month: bool, day: bool) -> Cell {
    match (year, month, day) {
        (true, true, true) => Cell::Date(PartialDate::Day(date)),
        (true, true, false) => Cell::Date(PartialDate::Month(date.year(), date.month())),
        (true, false, _) => Cell::Date(PartialDate::Year(date.year())),
        // With its signs, so that it is clear which of the two is the month.
        (false, true, true) => Cell::Text(month_and_day(date.month(), date.day())),
        (false, true, false) => Cell::Text(format!("M{}", date.month())),
        (false, false, _) => Cell::Text(format!("D{}", date.day())),
    }
}

/// A time or a duration, in hours, minutes and seconds.
fn time(value: f64) -> String {
    let seconds = (value * 86_400.0).round().abs();
    if seconds >= 1e12 {
        return value.to_string();
    }
    let seconds = seconds as u64;
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// Splits a format at its semicolons.
fn sections(code: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let (mut quoted, mut escaped, mut bracketed) = (false, false, false);
    for sign in code.chars() {
        let plain = !quoted && !escaped && !bracketed;
        if plain && sign == ';' {
            sections.push(String::new());
            continue;
        }
        if let Some(section) = sections.last_mut() {
            section.push(sign);
        }
        match sign {
            _ if escaped => escaped = false,
            '"' if !bracketed => quoted = !quoted,
            '\\' | '!' | '_' | '*' if plain => escaped = true,
            '[' if plain => bracketed = true,
            ']' if !quoted => bracketed = false,
            _ => {}
        }
    }
    sections.truncate(8);
    sections
}

impl Section {
    fn parse(code: &str) -> Self {
        let mut when = None;
        let tokens = tokens(code, &mut when);
        Self { when, shows: shows(&tokens) }
    }
}

fn tokens(code: &str, when: &mut Option<(Compare, Decimal)>) -> Vec<Token> {
    let signs: Vec<char> = code.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    let literal = |tokens: &mut Vec<Token>, text: &str| match tokens.last_mut() {
        Some(Token::Literal(before)) => before.push_str(text),
        _ => tokens.push(Token::Literal(text.to_owned())),
    };
    while let Some(sign) = signs.get(at).copied() {
        let next = signs.get(at + 1).copied();
        at += 1;
        match sign {
            '"' => {
                let text: String = signs.iter().skip(at).take_while(|sign| **sign != '"').collect();
                at += text.chars().count() + 1;
                literal(&mut tokens, &text);
            }
            '\\' | '!' => {
                at += 1;
                if let Some(next) = next {
                    // On its own, so that a point written like this is distinguished from other texts.
                    tokens.push(Token::Literal(next.to_string()));
                }
            }
            '_' => {
                at += 1;
                literal(&mut tokens, " ");
            }
            '*' => at += 1,
            '[' => {
                let text: String = signs.iter().skip(at).take_while(|sign| **sign != ']').collect();
                at += text.chars().count() + 1;
                bracket(&text, &mut tokens, when);
            }
            '0' | '#' | '?' => tokens.push(Token::Digit),
            '.' => tokens.push(Token::Point),
            ',' => tokens.push(Token::Comma),
            '%' => tokens.push(Token::Percent),
            '@' => tokens.push(Token::Text),
            'E' | 'e' if matches!(next, Some('+' | '-')) => {
                at += 1;
                tokens.push(Token::Exponent);
            }
            'G' | 'g' if signs.iter().skip(at - 1).take(7).collect::<String>().eq_ignore_ascii_case("general") => {
                at += 6;
                tokens.push(Token::Digit);
            }
            'A' | 'a' if matches!(next, Some('/' | 'M' | 'm')) => {
                let rest = signs.iter().skip(at).take_while(|sign| matches!(sign, '/' | 'M' | 'm' | 'P' | 'p'));
                at += rest.count();
                tokens.push(Token::Letters('h', 1));
            }
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'e' | 'E' | 'a' | 'g' | 'b' | 'B' => {
                let letter = sign.to_ascii_lowercase();
                let more = signs.iter().skip(at).take_while(|sign| sign.to_ascii_lowercase() == letter).count();
                at += more;
                tokens.push(Token::Letters(letter, more + 1));
            }
            other => literal(&mut tokens, &other.to_string()),
        }
    }
    tokens
}

/// The content of square brackets: a currency, a condition or a duration. A colour has no effect.
fn bracket(text: &str, tokens: &mut Vec<Token>, when: &mut Option<(Compare, Decimal)>) {
    if let Some(currency) = text.strip_prefix('$') {
        let sign = currency.split('-').next().unwrap_or_default();
        if !sign.is_empty() {
            tokens.push(Token::Literal(sign.to_owned()));
        }
        return;
    }
    let compares = [
        ("<=", Compare::AtMost),
        (">=", Compare::AtLeast),
        ("<>", Compare::Other),
        ("<", Compare::Less),
        (">", Compare::More),
        ("=", Compare::Equal),
    ];
    for (sign, compare) in compares {
        if let Some(with) = text.strip_prefix(sign)
            && let Ok(with) = with.trim().parse()
        {
            *when = Some((compare, with));
            return;
        }
    }
    if !text.is_empty() && text.chars().all(|sign| matches!(sign.to_ascii_lowercase(), 'h' | 'm' | 's')) {
        tokens.push(Token::Elapsed);
    }
}

fn shows(tokens: &[Token]) -> Shows {
    if tokens.contains(&Token::Elapsed) {
        return Shows::Time;
    }
    if tokens.iter().any(|token| matches!(token, Token::Letters(..))) {
        return date_parts(tokens);
    }
    let digits: Vec<usize> =
        tokens.iter().enumerate().filter(|(_, token)| **token == Token::Digit).map(|(at, _)| at).collect();
    let literals = |tokens: &[Token]| -> String {
        let text = tokens.iter().map(|token| match token {
            Token::Literal(text) => text.as_str(),
            Token::Percent => "%",
            _ => "",
        });
        text.collect()
    };
    let (Some(first), Some(last)) = (digits.first().copied(), digits.last().copied()) else {
        if tokens.contains(&Token::Text) {
            let (before, after) = (String::new(), String::new());
            return Shows::Number { before, after, divided: 0, percents: 0, decimals: 0 };
        }
        return Shows::Text(literals(tokens));
    };
    let percents = tokens.iter().filter(|token| **token == Token::Percent).count();
    let before = literals(tokens.get(..first).unwrap_or_default());
    let mut after = literals(tokens.get(last + 1..).unwrap_or_default());
    let exponent = tokens.iter().position(|token| *token == Token::Exponent);
    let point = tokens.iter().position(|token| *token == Token::Point).unwrap_or(tokens.len());
    let whole_end = digits.iter().copied().rfind(|at| *at < point);
    let count = |from: usize, to: usize, wanted: &Token| {
        let part = tokens.get(from..to.min(tokens.len())).unwrap_or_default();
        u32::try_from(part.iter().filter(|token| *token == wanted).count()).unwrap_or_default()
    };
    // Commas after the last digit divide by thousands.
    let commas = match whole_end {
        Some(end) => {
            count(end, point, &Token::Comma) + count(last, tokens.len(), &Token::Comma) * u32::from(last > point)
        }
        None => 0,
    };
    let mut divided = commas * 3;
    let mut decimals =
        if point < tokens.len() { count(point, exponent.unwrap_or(tokens.len()), &Token::Digit) } else { 0 };
    for (at, token) in tokens.iter().enumerate().take(last).skip(first) {
        let Token::Literal(text) = token else { continue };
        match text.as_str() {
            // A point that is written as text still separates decimals.
            "." if point == tokens.len() && exponent.is_none() => {
                let behind = count(at, tokens.len(), &Token::Digit);
                divided += behind;
                decimals = behind;
            }
            "," | " " | "'" | "/" => {}
            text if text.trim().is_empty() => {}
            // Other text between digits makes them no number.
            text => after.push_str(&format!("?{text}")),
        }
    }
    let percents = u32::try_from(percents).unwrap_or_default();
    if divided > 18 || percents > 4 {
        return Shows::Text(literals(tokens));
    }
    Shows::Number { before, after, divided, percents, decimals }
}

/// The parts of a date that are shown. The letter for months means minutes beside hours or seconds.
fn date_parts(tokens: &[Token]) -> Shows {
    let letters: Vec<(char, usize)> = tokens
        .iter()
        .filter_map(|token| match token {
            Token::Letters(letter, count) => Some((*letter, *count)),
            _ => None,
        })
        .collect();
    let has = |wanted: char| letters.iter().any(|(letter, _)| *letter == wanted);
    let year = has('y') || has('e') || has('b');
    let day = letters.iter().any(|(letter, count)| *letter == 'd' && *count <= 2);
    let month = letters.iter().enumerate().any(|(at, (letter, count))| {
        let hours_before = at.checked_sub(1).and_then(|at| letters.get(at)).is_some_and(|(letter, _)| *letter == 'h');
        let seconds_behind = letters.get(at + 1).is_some_and(|(letter, _)| *letter == 's');
        *letter == 'm' && (*count > 2 || !(hours_before || seconds_behind))
    });
    if !year && !day && !month { Shows::Time } else { Shows::Date { year, month, day } }
}

/// The format with a number that workbooks do not write out.
pub(super) fn built_in(id: u32) -> Option<&'static str> {
    Some(match id {
        1 => "0",
        2 | 39 | 40 => "0.00",
        3 | 37 | 38 => "#,##0",
        4 => "#,##0.00",
        5 | 6 | 41 | 42 => "#,##0",
        7 | 8 | 43 | 44 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 | 13 => "# ?/?",
        14 | 15 | 30 | 31 => "yyyy-m-d",
        16 | 28 | 29 | 51 | 53 | 54 | 58 => "m-d",
        17 | 27 | 36 | 50 | 52 | 57 => "yyyy-m",
        18..=21 | 32..=35 | 45 | 47 | 55 | 56 => "h:mm:ss",
        22 => "yyyy-m-d h:mm",
        46 => "[h]:mm:ss",
        48 => "##0.0E+0",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, value: f64) -> String {
        match Format::parse(code).apply(value, false) {
            Cell::Date(date) => format!("date {date}"),
            Cell::Text(text) => format!("text {text}"),
            cell => cell.to_string(),
        }
    }

    #[test]
    fn a_format_is_applied_as_far_as_it_changes_something() {
        for (code, value, expected) in [
            ("General", 80.0, "80"),
            ("0.00", 80.0, "80.00"),
            ("0.0", 80.456, "80.456"),
            ("#,##0", 800_000.0, "800000"),
            ("0.0%", 0.85, "85.0%"),
            ("0\"%\"", 85.0, "85%"),
            ("0!.0,", 800_000.0, "80.0"),
            ("0\\.0,", 834_567.0, "83.4567"),
            ("0\".\"0000", 800_000.0, "80.0000"),
            ("#,##0,", 800_000.0, "800"),
            ("0.0,,\"M\"", 1_500_000.0, "1.5M"),
            ("0,.0", 1_500.0, "1.5"),
            ("0.00\"万元\"", 80.0, "80.00万元"),
            ("0!.0,\"万\"", 800_000.0, "80.0万"),
            ("[$¥-804]#,##0.00", 80.0, "¥80.00"),
            ("[$€-2] #,##0", 80.0, "€80"),
            ("[Red]0.0%;-0.0%", -0.05, "-5.0%"),
            ("0.00_);(0.00)", -50.0, "-50.00"),
            ("_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* \"-\"??_ ;_ @_ ", 80.0, "¥80.00"),
            ("_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* \"-\"_ ;_ @_ ", -80.0, "¥-80.00"),
            ("#,##0;-#,##0;\"-\"", 0.0, "0"),
            ("0;-0;\"none\"", 0.0, "text none"),
            (";;;", 80.0, ""),
            ("[>=10000]0!.0,\"万\";0", 800_000.0, "80.0万"),
            ("[>=10000]0!.0,\"万\";0", 800.0, "800"),
            ("0.00E+00", 800_000.0, "800000.00"),
            ("@", 80.0, "80"),
            ("\"约\"0", 80.0, "约80"),
            ("000-0000", 1_234_567.0, "1234567?-"),
            ("yyyy-mm-dd", 45_870.0, "date 2025-08-01"),
            ("yyyy\"年\"m\"月\"", 45_870.0, "date 2025-08"),
            ("mmm-yy", 45_870.0, "date 2025-08"),
            ("yyyy", 45_870.0, "date 2025"),
            ("m\"月\"d\"日\"", 45_870.0, "text 8月1日"),
            ("yyyy/m/d h:mm", 45_870.5, "date 2025-08-01"),
            ("h:mm", 0.5, "text 12:00:00"),
            ("[h]:mm:ss", 1.5, "text 36:00:00"),
            ("[$-804]yyyy\"年\"m\"月\";@", 45_870.0, "date 2025-08"),
        ] {
            assert_eq!(shown(code, value), expected, "{code}");
        }
    }
}
