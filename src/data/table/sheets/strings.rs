//! The shared texts of the cells of an XLSX file.

use quick_xml::events::Event;

use super::super::fault::Fault;
use super::package::{Part, push_entity};

/// The maximum number of texts, and of their bytes.
const MOST: usize = 2_000_000;
const MOST_BYTES: usize = 96 * 1024 * 1024;

/// Reads all of them. The pronunciation of a Chinese or Japanese text is stored beside it and is not part of it.
pub(super) fn read(part: &mut Part<'_, '_>) -> Result<Vec<String>, Fault> {
    let mut texts = Vec::new();
    let mut text = String::new();
    let (mut in_text, mut in_sound, mut bytes) = (false, 0_usize, 0);
    let mut buffer = Vec::new();
    loop {
        match part.next(&mut buffer)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "si" => text.clear(),
                "t" => in_text = in_sound == 0,
                "rPh" => in_sound += 1,
                _ => {}
            },
            Event::Empty(element) if element.local_name().as_ref() == "si" => texts.push(String::new()),
            Event::End(element) => match element.local_name().as_ref() {
                "si" => {
                    bytes += text.len();
                    texts.push(escaped(&text));
                }
                "t" => in_text = false,
                "rPh" => in_sound = in_sound.saturating_sub(1),
                _ => {}
            },
            Event::Text(part) if in_text => text.push_str(&part),
            Event::CData(part) if in_text => text.push_str(&part),
            Event::GeneralRef(entity) if in_text => push_entity(&entity, &mut text),
            Event::Eof => return Ok(texts),
            _ => {}
        }
        if texts.len() > MOST || bytes + text.len() > MOST_BYTES {
            return Err(Fault::Unpacked { megabytes: MOST_BYTES / 1024 / 1024 });
        }
    }
}

/// Decodes `_x000D_`, which XLSX writes for a character that XML cannot contain.
pub(super) fn escaped(text: &str) -> String {
    let Some(_) = text.find("_x") else { return text.to_owned() };
    let mut parts = text.split("_x");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part.get(..4).filter(|_| part.get(4..5) == Some("_"));
        let sign = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        match sign {
            Some(sign) => {
                plain.push(sign);
                plain.push_str(part.get(5..).unwrap_or_default());
            }
            None => {
                plain.push_str("_x");
                plain.push_str(part);
            }
        }
    }
    plain
}
