//! Makes the bytes the same on every system: the directory of a zip file names the system on which it was made.

/// The signature of an entry of the directory.
const ENTRY: &[u8] = b"PK\x01\x02";
/// The length of an entry before its name.
const HEAD: usize = 46;
/// The signature of the end of the directory.
const END: &[u8] = b"PK\x05\x06";
/// The system that every entry names, by its number in the format: Unix.
const SYSTEM: u8 = 3;

/// Makes every entry of the directory name the same system. A file that is not a zip file is unchanged.
pub(super) fn on_every_system(mut zip: Vec<u8>) -> Vec<u8> {
    let Some(end) = zip.windows(END.len()).rposition(|window| window == END) else { return zip };
    let (Some(count), Some(mut at)) = (number(&zip, end + 10, 2), number(&zip, end + 16, 4)) else { return zip };
    for _ in 0..count {
        if zip.get(at..at + ENTRY.len()) != Some(ENTRY) {
            break;
        }
        if let Some(system) = zip.get_mut(at + 5) {
            *system = SYSTEM;
        }
        // Name, extra field and comment follow.
        let lengths: Option<usize> = [28, 30, 32].iter().map(|place| number(&zip, at + place, 2)).sum();
        let Some(lengths) = lengths else { break };
        at += HEAD + lengths;
    }
    zip
}

/// A little-endian number with a length in bytes.
fn number(zip: &[u8], at: usize, bytes: usize) -> Option<usize> {
    Some(zip.get(at..at + bytes)?.iter().rev().fold(0, |number, byte| (number << 8) | usize::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The positions in a zip file where its entries name their system.
    fn named(zip: &[u8]) -> Vec<usize> {
        (0..zip.len()).filter(|at| zip[*at..].starts_with(ENTRY)).map(|at| at + 5).collect()
    }

    #[test]
    fn a_file_made_on_another_system_has_the_same_bytes() {
        let mut book = rust_xlsxwriter::Workbook::new();
        book.add_worksheet().write(0, 0, "x").unwrap();
        let made = on_every_system(book.save_to_buffer().unwrap());
        let places = named(&made);
        assert!(places.len() > 5 && places.iter().all(|at| made[*at] == SYSTEM));
        for other in [0, 10, 19] {
            let mut there = made.clone();
            places.iter().for_each(|at| there[*at] = other);
            assert_ne!(there, made);
            assert!(on_every_system(there) == made);
        }
    }

    #[test]
    fn what_is_no_zip_file_stays_as_it_is() {
        for bytes in [&b""[..], b"PK", b"PK\x05\x06", b"PK\x05\x06xxxxxx\x01\x00xxxx\xff\xff\xff\xff"] {
            assert_eq!(on_every_system(bytes.to_vec()), bytes);
        }
    }
}
