//! The parts of a zipped workbook, unpacked up to a limit.

use std::cell::Cell as Shared;
use std::collections::HashMap;
use std::io::{self, BufReader, Cursor, Read};
use std::rc::Rc;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::super::fault::Fault;

/// The maximum unpacked size of a part, in bytes.
const MOST_UNPACKED: u64 = 192 * 1024 * 1024;

/// The maximum size of everything that is unpacked: as much as one part that is read twice.
const MOST_IN_ALL: u64 = 2 * MOST_UNPACKED;

/// The maximum number of XML events in all parts together: twice as many as the cells that are read can have. A
/// workbook can have very many empty sheets.
const MOST_PIECES: u64 = 24_000_000;

/// A zipped workbook.
pub(in crate::data) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The number of XML events left.
    pieces: Rc<Shared<u64>>,
    /// The number of bytes left to unpack.
    left: Rc<Shared<u64>>,
    /// Its parts by their names in lower case.
    parts: HashMap<String, usize>,
}

/// The bytes of a part as they are unpacked.
type Unpacked<'p, 'a> = ZipFile<'p, Cursor<&'a [u8]>>;

/// The XML of a part, and whether it was longer than the limit.
pub(in crate::data) struct Part<'p, 'a> {
    xml: Reader<BufReader<Limited<Unpacked<'p, 'a>>>>,
    over: Rc<Shared<bool>>,
    pieces: Rc<Shared<u64>>,
}

impl<'a> Package<'a> {
    pub(in crate::data) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
        let names = zip.file_names().enumerate();
        let parts = names.filter_map(|(at, name)| Some((path(&name.ok()?), at))).collect();
        Ok(Self { zip, pieces: Rc::new(Shared::new(MOST_PIECES)), left: Rc::new(Shared::new(MOST_IN_ALL)), parts })
    }

    pub(super) fn has(&mut self, name: &str) -> bool {
        self.parts.contains_key(&path(name))
    }

    pub(super) fn names_contain(&self, part: &str) -> bool {
        self.parts.keys().any(|name| name.contains(part))
    }

    /// The XML of a part; `None` if there is no such part.
    pub(in crate::data) fn part(&mut self, name: &str) -> Result<Option<Part<'_, 'a>>, Fault> {
        let Some(at) = self.parts.get(&path(name)) else { return Ok(None) };
        let file = match self.zip.by_index(*at) {
            Ok(file) => file,
            Err(ZipError::UnsupportedArchive(reason)) if reason == ZipError::PASSWORD_REQUIRED => {
                return Err(Fault::Password);
            }
            Err(_) => return Err(Fault::Damaged),
        };
        let over = Rc::new(Shared::new(false));
        let all_left = Rc::clone(&self.left);
        let limited = Limited { inner: file, left: MOST_UNPACKED, all_left, over: Rc::clone(&over) };
        let xml = Reader::from_reader(BufReader::with_capacity(64 * 1024, limited));
        Ok(Some(Part { xml, over, pieces: Rc::clone(&self.pieces) }))
    }
}

impl Part<'_, '_> {
    /// The next event.
    pub(in crate::data) fn next<'b>(&mut self, buffer: &'b mut Vec<u8>) -> Result<Event<'b>, Fault> {
        buffer.clear();
        let unpacked =
            || Fault::Unpacked { megabytes: usize::try_from(MOST_UNPACKED / 1024 / 1024).unwrap_or_default() };
        self.pieces.set(self.pieces.get().checked_sub(1).ok_or_else(unpacked)?);
        match self.xml.read_event_into(buffer) {
            Ok(event) => Ok(event),
            Err(_) if self.over.get() => Err(unpacked()),
            Err(_) => Err(Fault::Damaged),
        }
    }
}

/// Names of parts can be written with either slash and in upper or lower case.
fn path(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_lowercase()
}

/// Reads at most a number of bytes.
pub(in crate::data) struct Limited<R> {
    inner: R,
    left: u64,
    /// The number of bytes that all parts together can still read.
    all_left: Rc<Shared<u64>>,
    over: Rc<Shared<bool>>,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let read_now = read as u64;
        match (self.left.checked_sub(read_now), self.all_left.get().checked_sub(read_now)) {
            (Some(left), Some(all_left)) => {
                self.left = left;
                self.all_left.set(all_left);
                Ok(read)
            }
            _ => {
                self.over.set(true);
                Err(io::Error::other("more than is read"))
            }
        }
    }
}

/// The value of an attribute, by its name without a prefix.
pub(in crate::data) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    for one in attributes.with_checks(false).flatten() {
        if one.key.local_name().as_ref() == name {
            return one.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned);
        }
    }
    None
}

/// Adds the character of an entity to a text.
pub(in crate::data) fn push_entity(entity: &BytesRef<'_>, text: &mut String) {
    let known = match &**entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => entity.resolve_char_ref().ok().flatten(),
    };
    text.extend(known);
}
