//! The fonts that reports are set in: they come with the program, so that a report looks the same everywhere.

/// What the Chinese fonts call themselves.
#[cfg(feature = "pdf")]
pub(super) const FAMILY: &str = "Noto Sans CJK SC";

/// Regular and bold, and the six Latin signs of punctuation that English is set with.
#[cfg(feature = "pdf")]
pub(super) const ALL: [&[u8]; 4] = [
    include_bytes!("../../assets/fonts/NotoSansSC-Regular-subset.otf"),
    include_bytes!("../../assets/fonts/NotoSansSC-Bold-subset.otf"),
    include_bytes!("../../assets/fonts/NotoSans-Regular-punctuation.ttf"),
    include_bytes!("../../assets/fonts/NotoSans-Bold-punctuation.ttf"),
];

/// What hands over fonts of the system, for signs that the fonts of the program lack. They are asked for only where
/// a document has such signs.
pub trait Shelf {
    /// The bytes of font files that together have as many of the signs as there are fonts for.
    fn fonts_with(&self, signs: &[char]) -> Vec<Vec<u8>>;
}

/// No fonts of a system.
impl Shelf for () {
    fn fonts_with(&self, _: &[char]) -> Vec<Vec<u8>> {
        Vec::new()
    }
}
