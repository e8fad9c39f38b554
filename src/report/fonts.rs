//! The fonts of reports. They are part of the program, so that a report looks the same everywhere.

/// The family name of the Chinese fonts.
#[cfg(feature = "pdf")]
pub(super) const FAMILY: &str = "Noto Sans CJK SC";

/// Regular and bold, and six Latin punctuation characters for English text.
#[cfg(feature = "pdf")]
pub(super) const ALL: [&[u8]; 4] = [
    include_bytes!("../../assets/fonts/NotoSansSC-Regular-subset.otf"),
    include_bytes!("../../assets/fonts/NotoSansSC-Bold-subset.otf"),
    include_bytes!("../../assets/fonts/NotoSans-Regular-punctuation.ttf"),
    include_bytes!("../../assets/fonts/NotoSans-Bold-punctuation.ttf"),
];

/// Provides fonts of the system for characters that the built-in fonts lack. It is called only for documents with such
/// characters.
pub trait Shelf {
    /// The bytes of font files that together cover as many of the characters as possible.
    fn fonts_with(&self, signs: &[char]) -> Vec<Vec<u8>>;
}

/// No fonts of the system.
impl Shelf for () {
    fn fonts_with(&self, _: &[char]) -> Vec<Vec<u8>> {
        Vec::new()
    }
}
