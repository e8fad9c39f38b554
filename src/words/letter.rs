//! Letters for items side by side: variants, productions of a slate.

/// The letter for an index: 0 is A; after Z come AA, AB and so on.
#[must_use]
pub fn letter(place: usize) -> String {
    let sign = char::from(b'A' + u8::try_from(place % 26).unwrap_or_default());
    match place / 26 {
        0 => sign.to_string(),
        before => format!("{}{sign}", letter(before - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn letters_go_on_after_z() {
        let all: Vec<String> = [0, 1, 25, 26, 27, 51, 52, 701, 702].into_iter().map(letter).collect();
        assert_eq!(all, ["A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]);
    }
}
