//! Writes a production into the text from which it was read, so that comments, order and layout are kept.
//!
//! Entries that changed are removed, replaced and added one by one. The result is read again, and is used only if
//! it equals the production and has every comment. Otherwise the production is written anew, with the comments at
//! its head, and the result says so.
//!
//! Other records are edited as texts and are not written here.

pub(super) mod scan;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::ops::Range;

use ron::ser::PrettyConfig;
use serde::Serialize;
use serde::de::DeserializeOwned;

use self::scan::{Entry, Shape, Value, comments, comments_in, indent_at, root};
use super::read::{File, options, read_production};
use super::write;
use crate::model::production::Production;

/// The text of a file for a production, and what happened to the comments of the earlier text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The text.
    pub text: String,
    /// Whether the comments were moved to the head of the file.
    pub moved: bool,
}

/// The comments of a text, in order.
#[must_use]
pub fn comments_of(text: &str) -> Vec<String> {
    comments(text).into_iter().map(str::to_owned).collect()
}

/// Larger texts are written anew. Patching them would take longer than a frame.
const LARGEST: usize = 1024 * 1024;

/// Writes a production into an earlier text of it, or anew if that is empty.
///
/// # Errors
/// Does not fail for a production that was read or entered. Any other error is that of the writer.
pub fn production(before: &str, production: &Production) -> Result<Written, ron::Error> {
    let plain = || write::production(production);
    if before.trim().is_empty() {
        return Ok(Written { text: plain()?, moved: false });
    }
    let (mark, body) = match before.strip_prefix('\u{feff}') {
        Some(body) => ("\u{feff}", body),
        None => ("", before),
    };
    let said = comments(body);
    let holds = |text: &str| {
        let mut rest = comments(text).into_iter();
        let kept = said.iter().all(|comment| rest.any(|other| other == *comment));
        kept && read(text).is_some_and(|read| read == *production)
    };
    let patched = (body.len() <= LARGEST).then(|| patched(body, production)).flatten();
    if let Some(text) = patched.filter(|text| holds(text)) {
        return Ok(Written { text: format!("{mark}{text}"), moved: false });
    }
    if said.is_empty() {
        return Ok(Written { text: plain()?, moved: false });
    }
    let head: String = said.iter().map(|comment| format!("{comment}\n")).collect();
    Ok(Written { text: format!("{mark}{head}{}", plain()?), moved: true })
}

fn read(text: &str) -> Option<Production> {
    read_production(&File { name: String::new(), bytes: text.as_bytes().to_vec() }).ok()
}

fn patched(text: &str, new: &Production) -> Option<String> {
    let old = read(text)?;
    let mut text = text.to_owned();
    // One kind of change at a time, so that no two of them affect the same position.
    for change in [Change::Remove, Change::Replace, Change::Add] {
        let root = root(&text)?;
        let mut patch = Patch { text: &text, edits: Vec::new(), fields: Vec::new(), change };
        patch.field(&root, "name", &old.name, &new.name)?;
        patch.field(&root, "currency", &old.currency, &new.currency)?;
        patch.field(&root, "places", &old.places, &new.places)?;
        patch.field(&root, "marks", &old.marks, &new.marks)?;
        patch.field(&root, "note", &old.note, &new.note)?;
        patch.field(&root, "assumed", &old.assumed, &new.assumed)?;
        patch.field(&root, "chances", &old.chances, &new.chances)?;
        patch.field(&root, "change_costs", &old.change_costs, &new.change_costs)?;
        patch.field(&root, "variants", &old.variants, &new.variants)?;
        patch.field(&root, "curves", &old.curves, &new.curves)?;
        match entry(&root, "answers") {
            Some(entry) => patch.map(&entry.value, &old.answers, &new.answers)?,
            None => patch.field(&root, "answers", &old.answers, &new.answers)?,
        }
        match entry(&root, "local") {
            Some(entry) => patch.maps(&entry.value, &old.local, &new.local)?,
            None => patch.field(&root, "local", &old.local, &new.local)?,
        }
        let fields = std::mem::take(&mut patch.fields);
        patch.add(&root, &fields)?;
        text = patch.applied();
    }
    Some(text)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Remove,
    Replace,
    Add,
}

/// Changes of one kind to a text.
struct Patch<'a> {
    text: &'a str,
    edits: Vec<(Range<usize>, String)>,
    /// Fields that the record does not have yet.
    fields: Vec<String>,
    change: Change,
}

impl Patch<'_> {
    /// One field of the production.
    fn field<T: Serialize + PartialEq>(&mut self, root: &Value, name: &str, old: &T, new: &T) -> Option<()> {
        if old == new {
            return Some(());
        }
        match entry(root, name) {
            Some(entry) => self.replace(&entry.value, new),
            None => {
                let field = format!("{name}: {}", self.written(new, 1)?);
                self.fields.push(field);
                Some(())
            }
        }
    }

    /// The changes of a map, entry by entry.
    fn map<K, T>(&mut self, map: &Value, old: &BTreeMap<K, T>, new: &BTreeMap<K, T>) -> Option<()>
    where
        K: Ord + Display,
        T: Serialize + PartialEq,
    {
        let entries = entries(map)?;
        let mut added = Vec::new();
        for (key, value) in new {
            match entries.get(&key.to_string()) {
                Some(entry) if old.get(key) != Some(value) => self.replace(&entry.value, value)?,
                Some(_) => {}
                None => added.push(format!("{}: {}", string(&key.to_string())?, self.written(value, 2)?)),
            }
        }
        self.remove_all(&entries, new);
        self.add(map, &added)
    }

    /// The changes of a map of maps, entry by entry.
    fn maps<K, L, T>(
        &mut self,
        map: &Value,
        old: &BTreeMap<K, BTreeMap<L, T>>,
        new: &BTreeMap<K, BTreeMap<L, T>>,
    ) -> Option<()>
    where
        K: Ord + Display,
        L: Ord + Display + Serialize,
        T: Serialize + PartialEq,
    {
        let entries = entries(map)?;
        let mut added = Vec::new();
        for (key, inner) in new {
            match (entries.get(&key.to_string()), old.get(key)) {
                (Some(entry), Some(before)) => self.map(&entry.value, before, inner)?,
                (Some(entry), None) => self.replace(&entry.value, inner)?,
                (None, _) => added.push(format!("{}: {}", string(&key.to_string())?, self.written(inner, 2)?)),
            }
        }
        self.remove_all(&entries, new);
        self.add(map, &added)
    }

    fn remove_all<K: Display, T>(&mut self, entries: &BTreeMap<String, &Entry>, new: &BTreeMap<K, T>) {
        if self.change != Change::Remove {
            return;
        }
        let stay: BTreeSet<String> = new.keys().map(ToString::to_string).collect();
        for entry in entries.iter().filter(|(key, _)| !stay.contains(*key)).map(|(_, entry)| entry) {
            let end = entry.comma.map_or(entry.value.end, |comma| comma + 1);
            let kept = comments_in(self.text, entry.start..end);
            // If nothing else is on its lines, the lines are removed too.
            let (before, after) = (self.text.get(..entry.start), self.text.get(end..));
            let line = before.and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
            let blank = |text: Option<&str>| text.is_some_and(|text| text.trim().is_empty());
            let rest = after.and_then(|after| after.find('\n')).map_or(self.text.len(), |at| end + at + 1);
            let alone = blank(self.text.get(line..entry.start)) && blank(self.text.get(end..rest));
            if alone && kept.is_empty() {
                self.edits.push((line..rest, String::new()));
            } else {
                let indent = indent_at(self.text, entry.start);
                let kept = kept.iter().map(|comment| ended(comment, &indent)).collect();
                self.edits.push((entry.start..end, kept));
            }
        }
    }

    fn replace<T: Serialize>(&mut self, at: &Value, value: &T) -> Option<()> {
        if self.change != Change::Replace {
            return Some(());
        }
        let indent = indent_at(self.text, at.start);
        let mut text = String::new();
        // Comments inside it are placed before it.
        for comment in comments_in(self.text, at.start..at.end) {
            text.push_str(&ended(&comment, &indent));
        }
        let written = plain(value)?;
        text.push_str(&written.replace('\n', &format!("\n{indent}")));
        self.edits.push((at.start..at.end, text));
        Some(())
    }

    /// Adds entries at the end of a map or a record.
    fn add(&mut self, to: &Value, entries: &[String]) -> Option<()> {
        if self.change != Change::Add || entries.is_empty() {
            return Some(());
        }
        let (Shape::Map(there) | Shape::Record(there)) = &to.shape else { return None };
        let outer = indent_at(self.text, to.start);
        let close = to.end.checked_sub(1)?;
        let Some(last) = there.last() else {
            let indent = format!("{outer}    ");
            let all: String = entries.iter().map(|entry| format!("{indent}{entry},\n")).collect();
            // A comment on its own may end at the line.
            let lead = if self.text.get(..close)?.ends_with('\n') { "" } else { "\n" };
            self.edits.push((close..close, format!("{lead}{all}{outer}")));
            return Some(());
        };
        let mut from = last.value.end;
        match last.comma {
            Some(comma) => from = comma + 1,
            None => self.edits.push((from..from, ",".to_owned())),
        }
        let one_line = !self.text.get(to.start..to.end)?.contains('\n');
        if one_line {
            let all: String = entries.iter().map(|entry| format!(" {entry},")).collect();
            self.edits.push((from..from, all));
            return Some(());
        }
        // Comments after the last entry stay after it.
        let rest = self.text.get(from..close)?;
        let line = rest.find('\n').map_or(close, |at| from + at);
        let behind = self.text.get(from..line)?;
        let at = if behind.trim().is_empty() || behind.trim_start().starts_with("//") { line } else { from };
        let at = if self.text.get(..at)?.ends_with('\r') { at - 1 } else { at };
        let indent = indent_at(self.text, last.start);
        let all: String = entries.iter().map(|entry| format!("\n{indent}{entry},")).collect();
        let tail = if at == close { format!("\n{outer}") } else { String::new() };
        self.edits.push((at..at, format!("{all}{tail}")));
        Some(())
    }

    /// A value as it is written at a depth.
    fn written<T: Serialize>(&self, value: &T, depth: usize) -> Option<String> {
        Some(plain(value)?.replace('\n', &format!("\n{}", "    ".repeat(depth))))
    }

    fn applied(mut self) -> String {
        let returns = self.text.contains("\r\n");
        self.edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut text = self.text.to_owned();
        for (range, new) in self.edits.into_iter().rev() {
            text.replace_range(range, &if returns { new.replace('\n', "\r\n") } else { new });
        }
        text
    }
}

/// A comment, ended so that the following text is not part of it.
fn ended(comment: &str, indent: &str) -> String {
    if comment.starts_with("//") { format!("{comment}\n{indent}") } else { format!("{comment} ") }
}

fn entry<'a>(value: &'a Value, name: &str) -> Option<&'a Entry> {
    let (Shape::Record(entries) | Shape::Map(entries)) = &value.shape else { return None };
    entries.iter().find(|entry| entry.key == name)
}

/// The entries of a map by the keys they mean; `None` if a key is repeated.
fn entries(map: &Value) -> Option<BTreeMap<String, &Entry>> {
    let Shape::Map(entries) = &map.shape else { return None };
    let mut all = BTreeMap::new();
    for entry in entries {
        if all.insert(unquoted::<String>(&entry.key)?, entry).is_some() {
            return None;
        }
    }
    Some(all)
}

fn unquoted<T: DeserializeOwned>(text: &str) -> Option<T> {
    options().from_str(text).ok()
}

fn string(text: &str) -> Option<String> {
    options().to_string(text).ok()
}

fn plain<T: Serialize>(value: &T) -> Option<String> {
    options().to_string_pretty(value, PrettyConfig::new().struct_names(false).new_line("\n")).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::id::{FactId, PlaceId};
    use crate::model::number::Number;
    use crate::model::production::Answer;

    const TEXT: &str = r#"// Our production; ask Li before changing it.
Production(
    name: (zh: "甲", en: "A"), // the working title
    places: ["datong", "foshan"],
    /* from the
       budget of May */
    answers: {
        "total_budget": 1_500_000, // with tax
        "orientation": "vertical",
        // counted twice
        "episodes": 60,
    },
    local: {
        "datong": { "local_spend": 800_000 /* signed */ },
    },
)
// the end
"#;

    fn sample() -> Production {
        read(TEXT).unwrap()
    }

    fn number(value: i64) -> Answer {
        Answer::Number(Number(value.into()))
    }

    #[test]
    fn what_did_not_change_stays_letter_by_letter() {
        let written = production(TEXT, &sample()).unwrap();
        assert_eq!(written, Written { text: TEXT.to_owned(), moved: false });
    }

    #[test]
    fn a_changed_a_new_and_a_removed_answer_leave_the_rest_as_it_is() {
        let mut new = sample();
        new.answers.insert("total_budget".into(), number(2_000_000));
        new.answers.insert("has_filing_number".into(), Answer::YesNo(true));
        new.answers.remove(&FactId::from("orientation"));
        let expected =
            TEXT.replace("1_500_000", "2000000").replace("        \"orientation\": \"vertical\",\n", "").replace(
                "        \"episodes\": 60,\n",
                "        \"episodes\": 60,\n        \"has_filing_number\": true,\n",
            );
        let written = production(TEXT, &new).unwrap();
        assert_eq!(written, Written { text: expected, moved: false });
    }

    #[test]
    fn comments_of_what_is_removed_or_replaced_stay() {
        let mut new = sample();
        new.answers.clear();
        new.local.clear();
        new.places.clear();
        new.name.en = "B".to_owned();
        let written = production(TEXT, &new).unwrap();
        assert!(!written.moved);
        for comment in ["with tax", "counted twice", "signed", "working title", "ask Li", "the end", "budget of May"] {
            assert!(written.text.contains(comment), "{comment} in {}", written.text);
        }
        assert_eq!(read(&written.text), Some(new));
    }

    #[test]
    fn odd_layouts_are_written_into_all_the_same() {
        let mut new = sample();
        new.answers.insert("x_new".into(), number(1));
        new.local.entry("foshan".into()).or_default().insert("local_spend".into(), number(7));
        let one_line = r#"Production(name:(zh:"甲",en:"A"),places:["datong","foshan"],answers:{"total_budget":1500000,"orientation":"vertical","episodes":60},local:{"datong":{"local_spend":800000}}) // kept"#;
        let empty = "Production(name: (zh: \"甲\", en: \"A\"), answers: { // none yet\n})";
        let raw = "Production(name: (zh: r#\"// no \"comment\"\"#, en: \"/* nor this */\"), answers: {})";
        for text in [one_line, empty, raw, &TEXT.replace('\n', "\r\n"), &format!("\u{feff}{TEXT}")] {
            let written = production(text, &new).unwrap();
            assert!(!written.moved, "{}", written.text);
            assert_eq!(read(written.text.trim_start_matches('\u{feff}')).as_ref(), Some(&new), "{}", written.text);
            assert_eq!(text.starts_with('\u{feff}'), written.text.starts_with('\u{feff}'));
        }
    }

    #[test]
    fn comments_that_cannot_stay_where_they_were_stand_at_the_head_and_that_is_said() {
        // A map with a repeated key cannot be patched.
        let text = "Production(name: (zh: \"甲\"), answers: { \"episodes\": 1, \"episodes\": 2 /* which? */ })";
        assert_eq!(read(text), None);
        let mut new = sample();
        new.answers.insert("episodes".into(), number(3));
        let written = production(text, &new).unwrap();
        assert!(written.moved && written.text.starts_with("/* which? */\n"), "{}", written.text);
        assert_eq!(read(&written.text), Some(new));
    }

    fn answers() -> impl Strategy<Value = BTreeMap<FactId, Answer>> {
        let answer = prop_oneof![
            any::<bool>().prop_map(Answer::YesNo),
            (0_i64..1_000_000).prop_map(number),
            "[a-z]{1,6}".prop_map(|id| Answer::Choice(id.as_str().into())),
            prop::collection::btree_map(
                "[a-c]".prop_map(|id| FactId::from(id.as_str())),
                (0_i64..9).prop_map(number),
                0..3
            )
            .prop_map(|item| Answer::Items(vec![item].into())),
        ];
        prop::collection::btree_map("[a-f]".prop_map(|id| FactId::from(id.as_str())), answer, 0..6)
    }

    fn productions() -> impl Strategy<Value = Production> {
        let local = prop::collection::btree_map("[p-r]".prop_map(|id| PlaceId::from(id.as_str())), answers(), 0..3);
        (answers(), local, ".{0,6}").prop_map(|(answers, local, zh)| {
            let mut all = Production { answers, local, ..Production::default() };
            all.local.retain(|_, answers| !answers.is_empty());
            // Characters that affect the text around them are escaped when a text is read.
            all.name.zh = crate::model::visible::owned(zh);
            all
        })
    }

    proptest! {
        #[test]
        fn any_production_is_written_into_any_other_and_every_comment_stays(old in productions(), new in productions()) {
            let plain = write::production(&old).unwrap();
            // A comment after every line.
            let lines = plain.lines().enumerate();
            let text: String = lines.map(|(at, line)| format!("{line} // said {at}\n")).collect();
            let written = production(&text, &new).unwrap();
            prop_assert_eq!(read(&written.text), Some(new));
            let kept = comments(&written.text);
            prop_assert!(comments(&text).iter().all(|comment| kept.contains(comment)));
            prop_assert!(!written.moved, "{}", written.text);
        }
    }
}
