//! The fonts that reports are set in: they come with the program, so that a report looks the same everywhere.

/// What the Chinese fonts call themselves.
pub(super) const FAMILY: &str = "Noto Sans CJK SC";

/// Regular and bold, and the six Latin signs of punctuation that English is set with.
pub(super) const ALL: [&[u8]; 4] = [
    include_bytes!("../../assets/fonts/NotoSansSC-Regular-subset.otf"),
    include_bytes!("../../assets/fonts/NotoSansSC-Bold-subset.otf"),
    include_bytes!("../../assets/fonts/NotoSans-Regular-punctuation.ttf"),
    include_bytes!("../../assets/fonts/NotoSans-Bold-punctuation.ttf"),
];
