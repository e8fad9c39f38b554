//! Numbers in the text of a policy, in digits and in Chinese characters, the clause they are in,
//! and words that leave the decision to an authority.

use std::ops::Range;

use rust_decimal::Decimal;

use super::schema::Counts;
use crate::model::number::Number;

/// A number of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its range, with its unit.
    pub at: Range<usize>,
    /// The number; money in whole units, a share of 1.
    pub number: Number,
    /// Its unit, as far as it is written.
    pub counts: Counts,
}

const DIGITS: [(char, u32); 14] = [
    ('〇', 0),
    ('零', 0),
    ('一', 1),
    ('二', 2),
    ('两', 2),
    ('三', 3),
    ('四', 4),
    ('五', 5),
    ('六', 6),
    ('七', 7),
    ('八', 8),
    ('九', 9),
    ('壹', 1),
    ('贰', 2),
];

const POWERS: [(char, u32); 6] = [('十', 1), ('百', 2), ('千', 3), ('拾', 1), ('佰', 2), ('仟', 3)];

/// The value of a number in Chinese characters, such as 五, 二十 or 三百五十.
#[must_use]
pub fn spelt(text: &str) -> Option<u32> {
    let (mut total, mut one, mut any) = (0_u32, None::<u32>, false);
    for sign in text.chars() {
        if let Some((_, digit)) = DIGITS.iter().find(|(known, _)| *known == sign) {
            if one.is_some_and(|one| one != 0) {
                return None;
            }
            one = Some(*digit);
        } else if let Some((_, power)) = POWERS.iter().find(|(known, _)| *known == sign) {
            total = total.checked_add(one.take().unwrap_or(1).checked_mul(10_u32.checked_pow(*power)?)?)?;
        } else {
            return None;
        }
        any = true;
    }
    any.then(|| total + one.unwrap_or(0))
}

/// Every number of a text, in order. Ambiguous ones are left out.
#[must_use]
pub fn numbers(text: &str) -> Vec<Found> {
    let mut all = Vec::new();
    let mut rest = 0;
    while let Some((start, sign)) =
        text.get(rest..).and_then(|tail| tail.char_indices().next()).map(|(_, sign)| (rest, sign))
    {
        let tail = text.get(start..).unwrap_or_default();
        let share_of = ["百分之"].iter().find_map(|lead| tail.strip_prefix(lead));
        if let Some(after) = share_of {
            let digits = run(after, |sign| sign.is_ascii_digit() || sign == '.');
            let plain = digits.parse::<Decimal>().ok();
            let word = run(after, is_spelt);
            let (value, length) = match plain {
                Some(value) => (Some(value), digits.len()),
                None => (spelt(word).map(Decimal::from), word.len()),
            };
            if let Some(value) = value.and_then(|value| value.checked_div(Decimal::ONE_HUNDRED)) {
                let end = start + (tail.len() - after.len()) + length;
                all.push(Found { at: start..end, number: Number(value.normalize()), counts: Counts::Share });
                rest = end;
                continue;
            }
        }
        let digits = run(tail, |sign| sign.is_ascii_digit() || sign == '.' || sign == ',');
        let digits = digits.trim_end_matches(['.', ',']);
        let word = run(tail, is_spelt);
        let number = if digits.is_empty() { word } else { digits };
        if number.is_empty() {
            rest += sign.len_utf8();
            continue;
        }
        let after = tail.get(number.len()..).unwrap_or_default();
        let unit = unit(after);
        let value =
            if digits.is_empty() { spelt(word).map(|value| value.to_string()) } else { Some(digits.to_owned()) };
        let end = start + number.len() + unit.map_or(0, |(unit, _)| unit.len());
        rest = end;
        // A single character such as 一 is a number only with a unit; 一、 and 第一 are not.
        if digits.is_empty() && unit.is_none() {
            continue;
        }
        let (written, counts) = unit.map_or(("", Counts::Any), |(unit, counts)| (unit, counts));
        let read = value.and_then(|value| {
            let scale: String = written.chars().filter(|sign| matches!(sign, '万' | '亿' | '%' | '％')).collect();
            Number::parse(&format!("{value}{scale}")).ok()
        });
        if let Some(number) = read {
            all.push(Found { at: start..end, number, counts });
        }
    }
    all
}

/// The number of a text for a blank of some kind: the first whose unit fits.
#[must_use]
pub fn number_for(text: &str, counts: Counts) -> Option<Number> {
    let all = numbers(text);
    let fits = |found: &&Found| match counts {
        Counts::Any => true,
        Counts::Many => matches!(found.counts, Counts::Many | Counts::Any),
        Counts::Money => matches!(found.counts, Counts::Money | Counts::Any),
        Counts::Share => found.counts == Counts::Share,
    };
    all.iter().find(|found| found.counts == counts).or_else(|| all.iter().find(fits)).map(|found| found.number)
}

fn is_spelt(sign: char) -> bool {
    DIGITS.iter().any(|(known, _)| *known == sign) || POWERS.iter().any(|(known, _)| *known == sign)
}

fn run(text: &str, fits: impl Fn(char) -> bool) -> &str {
    let end = text.find(|sign| !fits(sign)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// The unit after a number.
fn unit(after: &str) -> Option<(&str, Counts)> {
    const UNITS: [(&str, Counts); 20] = [
        ("亿元", Counts::Money),
        ("万元", Counts::Money),
        ("亿", Counts::Money),
        ("万", Counts::Money),
        ("元", Counts::Money),
        ("%", Counts::Share),
        ("％", Counts::Share),
        ("部", Counts::Many),
        ("集", Counts::Many),
        ("家", Counts::Many),
        ("人", Counts::Many),
        ("名", Counts::Many),
        ("个", Counts::Many),
        ("次", Counts::Many),
        ("天", Counts::Many),
        ("日", Counts::Many),
        ("年", Counts::Many),
        ("分钟", Counts::Many),
        ("倍", Counts::Many),
        ("项", Counts::Many),
    ];
    UNITS.iter().find_map(|(unit, counts)| {
        let end = unit.len();
        after.starts_with(unit).then(|| (after.get(..end).unwrap_or_default(), *counts))
    })
}

/// The clause at a position of a text, written like a locator: `第三条/article 3`, or the numbering of the
/// paragraph. Empty if nothing is numbered.
#[must_use]
pub fn clause_at(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or_default();
    let line_end = text.get(at..).and_then(|after| after.find('\n')).map_or(text.len(), |end| at + end);
    let head = text.get(..line_end).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    for (start, row) in rows(head).into_iter().rev() {
        if start > line {
            continue;
        }
        let row = row.trim_start_matches([' ', '\u{3000}', '\t']);
        if let Some(inside) = row.strip_prefix('第') {
            let number = run(inside, |sign| is_spelt(sign) || sign.is_ascii_digit());
            let value = number.parse().ok().or_else(|| spelt(number));
            let kind = inside.get(number.len()..).and_then(|rest| rest.chars().next());
            if let (Some(value), Some('条')) = (value, kind) {
                return format!("第{number}条/article {value}");
            }
        }
        let number = run(row.trim_start_matches(['（', '(']), |sign| is_spelt(sign) || sign.is_ascii_digit());
        let value = number.parse::<u32>().ok().or_else(|| spelt(number));
        let lead = row.len() - row.trim_start_matches(['（', '(']).len();
        let behind = row.get(lead + number.len()..).and_then(|rest| rest.chars().next());
        if let (Some(value), Some('、' | '．' | '.' | '）' | ')')) = (value, behind) {
            let sign = row.get(..lead + number.len() + behind.map_or(0, char::len_utf8)).unwrap_or_default();
            return format!("{}/item {value}", sign.trim_end_matches(['、', '．', '.']));
        }
        let lower = row.to_ascii_lowercase();
        if let Some(rest) = ["article ", "section "].iter().find_map(|word| lower.strip_prefix(word)) {
            let number = run(rest, |sign| sign.is_ascii_digit());
            if !number.is_empty() {
                return row.get(..row.len() - rest.len() + number.len()).unwrap_or_default().to_owned();
            }
        }
    }
    String::new()
}

/// The lines of a text with their offsets.
fn rows(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n')
        .map(|row| {
            let start = at;
            at += row.len();
            (start, row)
        })
        .collect()
}

/// Whether a text says that the figure is a maximum, so that the authority can give less.
#[must_use]
pub fn is_at_most(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["不超过", "最高", "不高于", "以内", "up to", "not exceeding", "at most"].iter().any(|word| lower.contains(word))
}

/// The text of a web page: tags are removed, blocks end lines, and the most common entities are decoded.
#[must_use]
pub fn text_of_page(page: &str) -> String {
    let lower = page.to_ascii_lowercase();
    let mut out = String::new();
    let mut at = 0;
    while let Some(rest) = page.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with('<') {
            let tail = lower.get(at..).unwrap_or_default();
            let skipped = ["script", "style", "head", "!--"].iter().find(|name| {
                tail.get(1..).is_some_and(|tail| tail.starts_with(**name))
                    && tail
                        .get(1 + name.len()..)
                        .is_some_and(|tail| **name == "!--" || !tail.starts_with(char::is_alphanumeric))
            });
            let end = match skipped {
                Some(&"!--") => tail.find("-->").map(|end| end + 3),
                Some(name) => {
                    tail.find(&format!("</{name}")).and_then(|end| Some(end + tail.get(end..)?.find('>')? + 1))
                }
                None => tail.find('>').map(|end| end + 1),
            };
            let end = end.unwrap_or(tail.len());
            let name =
                run(tail.get(1..).unwrap_or_default().trim_start_matches('/'), |sign| sign.is_ascii_alphanumeric());
            if ["p", "div", "br", "li", "tr", "table", "h1", "h2", "h3", "h4", "title", "section"].contains(&name) {
                out.push('\n');
            }
            at += end.max(1);
        } else if let Some((name, sign)) = named_sign(rest) {
            out.push_str(&sign);
            at += name;
        } else {
            let next = rest.char_indices().skip(1).find(|(_, sign)| matches!(sign, '<' | '&'));
            let end = next.map_or(rest.len(), |(end, _)| end);
            out.push_str(rest.get(..end).unwrap_or_default());
            at += end;
        }
    }
    let lines = out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A character written as an entity, and its length.
fn named_sign(text: &str) -> Option<(usize, String)> {
    let inside = text.strip_prefix('&')?;
    let end = inside.find(';').filter(|end| *end <= 8)?;
    let name = inside.get(..end)?;
    let sign = match name {
        "nbsp" | "ensp" | "emsp" => ' ',
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "ldquo" => '“',
        "rdquo" => '”',
        "mdash" => '—',
        "middot" => '·',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((end + 2, sign.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, Counts)> {
        numbers(text).into_iter().map(|one| (one.number.to_string(), one.counts)).collect()
    }

    #[test]
    fn numbers_are_read_in_digits_and_in_characters() {
        let all = found("按不超过当地支出的10%给予补助，每部最高20万元，奖励五万元，前三名，百分之五，1,500元");
        let expected = [
            ("0.1", Counts::Share),
            ("200000", Counts::Money),
            ("50000", Counts::Money),
            ("3", Counts::Many),
            ("0.05", Counts::Share),
            ("1500", Counts::Money),
        ];
        assert_eq!(all, expected.map(|(number, counts)| (number.to_owned(), counts)));
        assert_eq!(found("一、在本市；第二条"), []);
    }

    #[test]
    fn a_blank_takes_the_number_whose_unit_fits() {
        let text = "按10%给予补助，最高20万元";
        assert_eq!(number_for(text, Counts::Money), Number::parse("200000").ok());
        assert_eq!(number_for(text, Counts::Share), Number::parse("10%").ok());
        assert_eq!(number_for("奖励五万元", Counts::Share), None);
        assert_eq!(number_for("奖励50", Counts::Money), Number::parse("50").ok());
    }

    #[test]
    fn the_clause_is_the_nearest_numbering_above() {
        let text = "某办法\n第一条 总则\n第十二条 补助\n最高20万元。\n二、其他\n（三）再说";
        let at = |word: &str| clause_at(text, text.find(word).unwrap_or_default());
        assert_eq!(at("20万元"), "第十二条/article 12");
        assert_eq!(at("总则"), "第一条/article 1");
        assert_eq!(at("其他"), "二/item 2");
        assert_eq!(at("再说"), "（三）/item 3");
        assert_eq!(at("某办法"), "");
    }

    #[test]
    fn a_page_becomes_lines_of_text() {
        let page = "<html><head><title>x</title><style>p{}</style></head><body><p>第一条&nbsp;<b>补助</b></p><!-- no --><div>最高&#50;0万元 &lt;部</div><script>a<b</script></body>";
        assert_eq!(text_of_page(page), "第一条 补助\n最高20万元 <部");
        assert_eq!(text_of_page("a & b < c"), "a & b");
    }
}
