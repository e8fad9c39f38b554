//! Finds names by typed text: letters, pinyin (`shenzhen`) or the first letters of the pinyin (`sz`).

use pinyin::ToPinyinMulti as _;

/// The maximum number of spellings of a word that has several characters with several readings, such as 长 and 重.
const MOST_SPELLINGS: usize = 8;

/// Latin words up to this length must be at the start of a spelling. Inside one they would match nearly everything.
const SHORT: usize = 3;

/// Words prepared for search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findable {
    /// As written, in lower case.
    written: String,
    /// In pinyin and in first letters, one spelling per line.
    spelt: String,
}

impl Findable {
    /// Prepares words for search.
    #[must_use]
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut made = Self::default();
        for word in words {
            made.written.push_str(&word.to_lowercase());
            made.written.push('\n');
            if !word.is_ascii() {
                spell(word, &mut made.spelt);
            }
        }
        made
    }

    /// All texts by which it can be found, one spelling per line.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.written.lines().chain(self.spelt.lines())
    }

    /// Whether every typed word occurs. Words are separated by spaces.
    #[must_use]
    pub fn has(&self, typed: &str) -> bool {
        typed.to_lowercase().split_whitespace().all(|word| self.has_word(word))
    }

    fn has_word(&self, word: &str) -> bool {
        let short = word.len() <= SHORT && word.is_ascii();
        let begins = |text: &str| text.split(|sign: char| !sign.is_alphanumeric()).any(|part| part.starts_with(word));
        match short {
            true => begins(&self.written) || self.spelt.lines().any(|line| line.starts_with(word)),
            false => self.written.contains(word) || self.spelt.contains(word),
        }
    }
}

/// The sort key of a name: its pinyin if it is Chinese, otherwise its letters. If a character has several readings,
/// the one in `like`, such as an id in pinyin, is used: 长沙 is changsha.
#[must_use]
pub fn sort_key(name: &str, like: &str) -> String {
    let read = |sign| {
        let mut all = readings(sign);
        let fits = all.iter().position(|reading| reading.len() > 1 && like.contains(reading.as_str()));
        all.swap_remove(fits.unwrap_or(0))
    };
    name.to_lowercase().chars().map(read).collect()
}

/// Writes a text in pinyin and in first letters, for each reading of its characters.
fn spell(text: &str, out: &mut String) {
    let mut spellings = vec![(String::new(), String::new())];
    for sign in text.chars() {
        let readings = readings(sign);
        let room = MOST_SPELLINGS / spellings.len();
        let more = readings.iter().take(room.max(1)).flat_map(|syllable| {
            spellings.iter().map(move |(whole, first)| {
                (format!("{whole}{syllable}"), format!("{first}{}", syllable.get(..1).unwrap_or_default()))
            })
        });
        spellings = more.collect();
    }
    for (whole, first) in spellings {
        out.push_str(&whole);
        out.push('\n');
        out.push_str(&first);
        out.push('\n');
    }
}

/// The ways to type a character: each of its readings, the letter itself, or a space.
fn readings(sign: char) -> Vec<String> {
    if sign.is_ascii_alphanumeric() {
        return vec![sign.to_ascii_lowercase().to_string()];
    }
    let mut all: Vec<String> = Vec::new();
    for reading in sign.to_pinyin_multi().into_iter().flatten() {
        // ü is typed as v.
        let syllable = reading.plain().replace('ü', "v");
        if !all.contains(&syllable) {
            all.push(syllable);
        }
    }
    if all.is_empty() { vec![" ".to_owned()] } else { all }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_letters_pinyin_and_first_letters() {
        let place = Findable::new(["长沙市", "Changsha"]);
        for typed in ["长沙", "changsha", "css", "CHANG", "沙 chang"] {
            assert!(place.has(typed), "{typed}");
        }
        assert!(!place.has("shenzhen"));
        assert!(Findable::new(["重庆"]).has("chongqing"));
        assert!(Findable::new(["文旅+微短剧"]).has("wenlv"));
        assert!(Findable::new(["微短剧3条"]).has("wdj3t"));
        assert!(Findable::new(["深圳市"]).has("sz") && !Findable::new(["支持深圳"]).has("sz"));
        assert!(Findable::new(["United Kingdom (UK)"]).has("uk") && !Findable::new(["Pukou"]).has("uk"));
        assert!(place.has(""), "nothing typed finds everything");
        assert_eq!(sort_key("长沙", "changsha"), "changsha");
        assert_eq!(sort_key("重庆", "chongqing-2025"), "chongqing");
    }
}
