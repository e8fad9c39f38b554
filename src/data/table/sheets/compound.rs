//! The container of older workbooks: a small file system in a file, made of sectors chained by tables.
//!
//! No chain is followed further than the length of the file, so that a damaged one ends.

use super::super::fault::Fault;

/// The end of a chain.
const END: u32 = 0xffff_fffa;

/// A number of two bytes.
pub(super) fn word(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// A number of four bytes.
pub(super) fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// A binary number of eight bytes.
pub(super) fn double(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?))
}

/// The stream of a workbook.
pub(super) fn workbook(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let file = Compound::open(bytes).ok_or(Fault::Damaged)?;
    if file.entry("EncryptedPackage").is_some() || file.entry("EncryptionInfo").is_some() {
        return Err(Fault::Password);
    }
    let entry = file.entry("Workbook").or_else(|| file.entry("Book"));
    let entry = entry.ok_or(Fault::OtherKind)?;
    file.stream(entry).ok_or(Fault::Damaged)
}

/// A file within the container.
#[derive(Clone, Copy, Debug)]
struct Entry {
    start: u32,
    size: usize,
}

struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    small_sector: usize,
    cutoff: usize,
    table: Vec<u32>,
    small_table: Vec<u32>,
    /// The container of the small streams.
    small: Vec<u8>,
    entries: Vec<(String, Entry)>,
}

impl<'a> Compound<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let power = |at| word(bytes, at).map(u32::from);
        let sector = 1_usize.checked_shl(power(30)?).filter(|size| (128..=4096).contains(size))?;
        let small_sector = 1_usize.checked_shl(power(32)?).filter(|size| (16..=sector).contains(size))?;
        let mut file = Self {
            bytes,
            sector,
            small_sector,
            cutoff: usize::try_from(long(bytes, 56)?).ok()?,
            table: Vec::new(),
            small_table: Vec::new(),
            small: Vec::new(),
            entries: Vec::new(),
        };
        // The sectors of the table are listed in the header, and then in a chain of their own.
        let mut of_table: Vec<u32> = (0..109).filter_map(|at| long(bytes, 76 + at * 4)).collect();
        let mut next = long(bytes, 68)?;
        let most = bytes.len() / sector + 1;
        for _ in 0..most {
            let Some(part) = file.part(next).filter(|_| next < END) else { break };
            let words = part.len() / 4;
            of_table.extend((0..words.saturating_sub(1)).filter_map(|at| long(part, at * 4)));
            next = long(part, (words.checked_sub(1)?) * 4)?;
        }
        for at in of_table.into_iter().filter(|at| *at < END).take(most) {
            let part = file.part(at)?;
            file.table.extend(part.chunks_exact(4).filter_map(|chunk| long(chunk, 0)));
        }
        file.table.truncate(most + sector / 4);
        let directory = file.chain(long(bytes, 48)?)?;
        let small_table = file.chain(long(bytes, 60)?).unwrap_or_default();
        file.small_table = small_table.chunks_exact(4).filter_map(|chunk| long(chunk, 0)).collect();
        for entry in directory.chunks_exact(128) {
            let (kind, length) = (*entry.get(66)?, usize::from(word(entry, 64)?));
            let name = entry.get(..length.min(64).saturating_sub(2))?;
            let name: Vec<u16> = name.chunks_exact(2).filter_map(|pair| word(pair, 0)).collect();
            let found = Entry { start: long(entry, 116)?, size: usize::try_from(long(entry, 120)?).ok()? };
            if kind == 5 {
                file.small = file.chain(found.start).unwrap_or_default();
            }
            if kind == 2 {
                file.entries.push((String::from_utf16_lossy(&name), found));
            }
        }
        Some(file)
    }

    fn part(&self, at: u32) -> Option<&'a [u8]> {
        let from = usize::try_from(at).ok()?.checked_add(1)?.checked_mul(self.sector)?;
        let to = from.checked_add(self.sector)?.min(self.bytes.len());
        // The last sector of a file can be short.
        self.bytes.get(from..to).filter(|part| !part.is_empty())
    }

    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        let mut whole = Vec::new();
        let mut at = start;
        while at < END {
            whole.extend_from_slice(self.part(at)?);
            if whole.len() > self.bytes.len() {
                return None;
            }
            at = *self.table.get(usize::try_from(at).ok()?)?;
        }
        Some(whole)
    }

    fn small_chain(&self, start: u32) -> Option<Vec<u8>> {
        let mut whole = Vec::new();
        let mut at = start;
        while at < END {
            let from = usize::try_from(at).ok()?.checked_mul(self.small_sector)?;
            let to = from.checked_add(self.small_sector)?.min(self.small.len());
            whole.extend_from_slice(self.small.get(from..to).filter(|part| !part.is_empty())?);
            if whole.len() > self.bytes.len() {
                return None;
            }
            at = *self.small_table.get(usize::try_from(at).ok()?)?;
        }
        Some(whole)
    }

    fn entry(&self, name: &str) -> Option<Entry> {
        self.entries.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, entry)| *entry)
    }

    fn stream(&self, entry: Entry) -> Option<Vec<u8>> {
        let mut whole =
            if entry.size < self.cutoff { self.small_chain(entry.start)? } else { self.chain(entry.start)? };
        if whole.len() < entry.size {
            return None;
        }
        whole.truncate(entry.size);
        Some(whole)
    }
}
