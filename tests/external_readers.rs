//! Reads reports with other programs: the PDF with poppler, the page with a real browser. If a program is not
//! installed, the test says so; `scripts/test` installs all of them.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test may fail loudly, read its own files and run programs"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use backlot::data::{read, seeds};
use backlot::model::id::PlaceId;
use backlot::model::library::Library;
use backlot::model::text::Language;
use backlot::report::plan::{Part, Plan};
use backlot::report::{Brief, Format, Known, Listener, NotMade, make};
use backlot::words::Words;
use backlot::words::number::{Disclosure, Scale};
use jiff::civil::date;

/// The built-in library, read once for all tests here.
static LIBRARY: LazyLock<Library> = LazyLock::new(|| read::read(&[seeds::layer()]).library);

fn library() -> Library {
    LIBRARY.clone()
}

fn made(library: &Library, language: Language, format: Format, plan: &Plan) -> Vec<u8> {
    make_sample(library, language, format, plan).unwrap()
}

fn make_sample(library: &Library, language: Language, format: Format, plan: &Plan) -> Result<Vec<u8>, NotMade> {
    let production = &library.productions[seeds::SAMPLE];
    let places: Vec<PlaceId> = ["shenzhen", "shanghai", "datong", "foshan"].map(Into::into).to_vec();
    let brief = Brief {
        library,
        production,
        places: &places,
        day: date(2026, 11, 22),
        scale: Scale::Middle,
        errors: 0,
        own: &BTreeSet::new(),
        plan,
        slate: None,
        proposals: None,
        known: Known::default(),
    };
    make(&brief, &Words::new(language), format, &())
}

/// A program of the system, if it is installed. It is required if `BACKLOT_READERS` is set, as by `scripts/test`.
fn found(names: &[&str]) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&paths)
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
        .find(|path| path.is_file());
    if found.is_none() {
        assert!(std::env::var_os("BACKLOT_READERS").is_none(), "none of {names:?} is installed");
        println!("not run: none of {names:?} is installed");
    }
    found
}

fn said(program: &Path, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{program:?} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_is_the_same_twice_and_another_program_reads_its_text_titles_and_fonts() {
    let library = library();
    let folder = tempfile::tempdir().unwrap();
    for (language, words) in [
        (Language::Chinese, ["60集竖屏微短剧", "确定可得", "竖屏分账奖励", "指标走势"]),
        (
            Language::English,
            ["60-episode vertical micro-drama", "Certain", "Vertical revenue award", "Indicators over time"],
        ),
    ] {
        let pdf = made(&library, language, Format::Pdf, &Plan::with_annex());
        assert_eq!(pdf, made(&library, language, Format::Pdf, &Plan::with_annex()), "the same inputs, the same bytes");
        let file = folder.path().join("report.pdf");
        std::fs::write(&file, &pdf).unwrap();
        let file = file.to_str().unwrap();
        let Some(text) = found(&["pdftotext"]) else { return };
        // The PDF has a thin space between Chinese characters and digits, which some readers return as a space.
        let text = said(&text, &[file, "-"]).replace([' ', '\n'], "");
        for word in words {
            assert!(text.contains(&word.replace(' ', "")), "{word} cannot be selected");
        }
        let Some(info) = found(&["pdfinfo"]) else { return };
        let info = said(&info, &[file]);
        assert!(info.contains("A4") && info.contains("Tagged:          yes"), "{info}");
        let Some(fonts) = found(&["pdffonts"]) else { return };
        let fonts = said(&fonts, &[file]);
        for line in fonts.lines().skip(2) {
            assert!(line.contains("yes yes yes"), "embedded, subset and with its characters: {line}");
        }
        // Every part is a bookmark.
        let raw = String::from_utf8_lossy(&pdf);
        assert!(raw.contains("/Outlines"), "no bookmarks");
    }
}

#[cfg(feature = "pdf")]
#[test]
fn what_a_user_typed_is_no_markup_in_a_pdf() {
    let library = library();
    let title = "#panic(\"x\") *b* $x^2$ <t> `r` \\ [a] @q #include \"/etc/passwd\"".to_owned();
    let plan = Plan { title: title.clone(), parts: vec![Part::Result], ..Plan::with_annex() };
    let pdf = made(&library, Language::English, Format::Pdf, &plan);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.pdf");
    std::fs::write(&file, &pdf).unwrap();
    let Some(text) = found(&["pdftotext"]) else { return };
    let text = said(&text, &["-layout", file.to_str().unwrap(), "-"]);
    let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    assert!(plain(&text).contains(&plain(&title)), "{text}");
}

#[cfg(feature = "pdf")]
#[test]
fn every_indicator_can_be_drawn_in_both_languages_on_every_axis() {
    use backlot::report::plot::{Dress, Wanted, csv, plot, png, svg};
    use backlot::study::marks::Marks;
    let library = library();
    let mut drawn = 0;
    let mut apart = 0;
    for (language, log, index, each) in [
        (Language::Chinese, false, false, false),
        (Language::English, true, false, false),
        (Language::English, false, true, false),
        (Language::Chinese, false, false, true),
    ] {
        let wanted = Wanted { log, index, each, policies: true, ..Wanted::default() };
        let words = Words::new(language);
        for indicator in library.indicators.values() {
            let mut places: Vec<PlaceId> =
                library.observations_of(&indicator.id).map(|seen| seen.place.clone()).collect();
            places.dedup();
            let Some(plot) = plot(&library, &words, indicator, &places, &Marks::default(), &wanted) else {
                continue;
            };
            drawn += 1;
            let drawing = svg(&plot, Dress::Alone);
            assert!(!drawing.contains("NaN") && !drawing.contains("inf"), "{}: {drawing}", indicator.id);
            if !plot.each.is_empty() {
                apart += 1;
                assert!(each && plot.each.len() > 1);
                // Every place is named once, above its own drawing.
                assert_eq!(drawing.matches("class=\"name\"").count(), plot.each.len(), "{}: {drawing}", indicator.id);
            }
            // A file that is not SVG gives no picture.
            assert!(png(&plot, 1.0).is_some_and(|png| png.starts_with(b"\x89PNG")), "{}", indicator.id);
            assert_eq!(drawing, svg(&plot, Dress::Alone), "the same drawing twice");
            let rows = String::from_utf8(csv(&plot)).unwrap();
            assert!(rows.lines().count() >= plot.rows.len() + 3);
        }
    }
    assert!(drawn > 60 && apart > 0, "only {drawn} plots were drawn, {apart} of them apart");
}

#[test]
fn a_report_nobody_wants_any_more_is_not_made() {
    struct Stop;
    impl Listener for Stop {
        fn step(&self, done: usize, _: usize) -> bool {
            done < 1
        }
    }
    let library = library();
    let production = &library.productions[seeds::SAMPLE];
    let places: Vec<PlaceId> = vec!["datong".into()];
    let brief = Brief {
        library: &library,
        production,
        places: &places,
        day: date(2026, 11, 22),
        scale: Scale::Middle,
        errors: 0,
        own: &BTreeSet::new(),
        plan: &Plan::with_annex(),
        slate: None,
        proposals: None,
        known: Known::default(),
    };
    let words = Words::new(Language::English);
    assert_eq!(make(&brief, &words, Format::Html, &Stop), Err(NotMade::Cancelled));
    assert!(make(&brief, &words, Format::Html, &()).is_ok());
}

#[test]
fn covered_amounts_stand_nowhere_in_a_report() {
    let library = library();
    let production = &library.productions[seeds::SAMPLE];
    // The revenue share, the amount it brings in Datong, and the local spend, in every spelling.
    assert!(production.answers.values().any(|answer| format!("{answer:?}").contains("1200000")));
    let secret = [
        "1,200,000",
        "1200000",
        "120 万",
        "120.0",
        "120,000",
        "12.0",
        "12 万",
        "800,000",
        "80 万",
        "120万元",
        "4,200,000",
        "420 万",
    ];
    for amounts in [Disclosure::Banded, Disclosure::Hidden] {
        let plan = Plan { amounts, ..Plan::with_annex() };
        // The results of reference productions and the figures of policies are public.
        let plan =
            Plan { parts: vec![Part::Result, Part::Places, Part::Questions, Part::Answers, Part::Method], ..plan };
        // A workbook, which contains exact figures, is refused.
        assert!(make_sample(&library, Language::English, Format::Xlsx, &plan).is_err());
        for (language, format) in [
            (Language::Chinese, Format::Html),
            (Language::English, Format::Html),
            (Language::Chinese, Format::Markdown),
            (Language::English, Format::Csv),
        ] {
            let text = String::from_utf8(made(&library, language, format, &plan)).unwrap();
            let text = text.split("<body>").last().unwrap();
            for word in secret {
                assert!(!text.contains(word), "{amounts:?} {format:?} {language:?} tells {word}");
            }
        }
    }
}

/// Possible contents of the brief: nothing, one place, several, many, and a production without any answers.
fn pages(library: &Library) -> Vec<(&'static str, backlot::model::production::Production, Vec<PlaceId>)> {
    let sample = (*library.productions[seeds::SAMPLE]).clone();
    let empty = backlot::model::production::Production::default();
    let ids = |all: &[&str]| all.iter().map(|id| PlaceId::from(*id)).collect::<Vec<_>>();
    let six = ids(&["shenzhen", "shanghai", "datong", "foshan", "zhengzhou", "hangzhou-binjiang"]);
    vec![
        ("four", sample.clone(), ids(&["zhengzhou", "xian", "datong", "foshan"])),
        ("six", sample.clone(), six.clone()),
        ("one", sample.clone(), ids(&["foshan"])),
        ("unrecorded", sample.clone(), ids(&["nanjing"])),
        ("none", sample.clone(), vec![]),
        ("empty", empty, six),
        (
            "many",
            sample,
            library.places.keys().filter(|id| library.policies_of(id).next().is_some()).cloned().collect(),
        ),
    ]
}

/// If `BACKLOT_KEEP` names a folder, the files are kept there for inspection.
fn kept(name: &str, bytes: &[u8]) {
    if let Some(folder) = std::env::var_os("BACKLOT_KEEP") {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(Path::new(&folder).join(name), bytes).unwrap();
    }
}

fn make_one_page(
    library: &Library,
    production: &backlot::model::production::Production,
    places: &[PlaceId],
    language: Language,
    format: Format,
) -> Vec<u8> {
    let (own, plan) = (BTreeSet::new(), Plan::default());
    let brief = Brief {
        library,
        production,
        places,
        day: date(2026, 11, 29),
        scale: if language == Language::Chinese { Scale::Middle } else { Scale::One },
        errors: 0,
        own: &own,
        plan: &plan,
        slate: None,
        proposals: None,
        known: Known::default(),
    };
    make(&brief, &Words::new(language), format, &()).unwrap()
}

fn count_pages(info: &Path, file: &Path) -> String {
    let info = said(info, &[file.to_str().unwrap()]);
    info.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap().trim().to_owned()
}

#[cfg(feature = "pdf")]
#[test]
fn the_answer_is_always_one_page_of_pdf() {
    let Some(info) = found(&["pdfinfo"]) else { return };
    let library = library();
    let folder = tempfile::tempdir().unwrap();
    for (language, short) in [(Language::Chinese, "zh"), (Language::English, "en")] {
        for (name, production, places) in pages(&library) {
            let pdf = make_one_page(&library, &production, &places, language, Format::Pdf);
            kept(&format!("{name}-{short}.pdf"), &pdf);
            let file = folder.path().join("page.pdf");
            std::fs::write(&file, &pdf).unwrap();
            assert_eq!(count_pages(&info, &file), "1", "{name} in {language:?}");
        }
    }
}

#[test]
fn a_text_document_is_the_same_twice_and_an_office_program_sets_it() {
    let library = library();
    let folder = tempfile::tempdir().unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let office = found(&["soffice", "libreoffice"]);
    let info = found(&["pdfinfo"]);
    let set = |bytes: &[u8]| -> Option<PathBuf> {
        let file = folder.path().join("page.docx");
        std::fs::write(&file, bytes).unwrap();
        let out = folder.path().to_str().unwrap();
        said(
            office.as_ref()?,
            &[&profile, "--headless", "--convert-to", "pdf", "--outdir", out, file.to_str().unwrap()],
        );
        Some(folder.path().join("page.pdf"))
    };
    for (language, short) in [(Language::Chinese, "zh"), (Language::English, "en")] {
        for (name, production, places) in pages(&library) {
            let docx = make_one_page(&library, &production, &places, language, Format::Docx);
            assert_eq!(docx, make_one_page(&library, &production, &places, language, Format::Docx), "the same twice");
            kept(&format!("{name}-{short}.docx"), &docx);
            if let Some((file, info)) = set(&docx).zip(info.as_ref()) {
                assert_eq!(count_pages(info, &file), "1", "{name} in {language:?}");
            }
        }
        let long = made(&library, language, Format::Docx, &Plan::with_annex());
        assert!(long == made(&library, language, Format::Docx, &Plan::with_annex()), "with pictures the same twice");
        let mut parts = zip::ZipArchive::new(std::io::Cursor::new(&long)).unwrap();
        let pictures = parts.file_names().filter(|name| name.as_ref().is_ok_and(|name| name.ends_with(".png"))).count();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut parts.by_name("word/document.xml").unwrap(), &mut text).unwrap();
        assert!(
            pictures > 0 && text.matches("<pic:pic>").count() == pictures && text.matches("descr=").count() == pictures
        );
        kept(&format!("annex-{short}.docx"), &long);
        let Some((file, text)) = set(&long).zip(found(&["pdftotext"])) else { continue };
        let text = said(&text, &[file.to_str().unwrap(), "-"]).replace([' ', '\n'], "");
        let head = Words::new(language).place(&library, &"datong".into());
        assert!(text.contains(&head) && text.matches("[1]").count() > 1, "{}", text.len());
    }
}

/// A script that lists elements without an accessible name, and counts plots and tables.
const ASK: &str = r##"<script>
addEventListener('load', () => {
  const nameless = [...document.querySelectorAll('a, summary, table, svg[role=img], section, h1, h2, h3')].filter(one => {
    if (one.matches('section')) return false;
    if (one.matches('table')) return !one.caption || !one.caption.textContent.trim();
    if (one.matches('svg')) return !one.querySelector('title') || !one.querySelector('title').textContent.trim();
    return !one.textContent.trim();
  });
  const dangling = [...document.querySelectorAll('a[href^="#"]')].filter(one => !document.getElementById(one.hash.slice(1)));
  document.querySelectorAll('details').forEach(one => one.open = true);
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const asked = document.createElement('p');
  asked.id = 'asked';
  asked.textContent = JSON.stringify({
    nameless: nameless.map(one => one.outerHTML.slice(0, 200)), dangling: dangling.length, wide,
    plots: document.querySelectorAll('svg.plot').length,
    behind: document.querySelectorAll('figure details table').length,
    steps: document.querySelectorAll('details.steps .line').length,
  });
  document.body.append(asked);
});
</script>"##;

#[test]
fn a_real_browser_shows_the_page_without_errors_names_everything_and_opens_every_reason() {
    let Some(browser) = found(&["chromium", "chromium-browser", "google-chrome"]) else { return };
    let library = library();
    let folder = tempfile::tempdir().unwrap();
    for (language, name) in [(Language::Chinese, "zh"), (Language::English, "en")] {
        let page = made(&library, language, Format::Html, &Plan::with_annex());
        let page = String::from_utf8(page).unwrap();
        assert!(!page.contains("<script"), "the page runs nothing");
        let file = folder.path().join(format!("{name}.html"));
        std::fs::write(&file, page.replace("</body>", &format!("{ASK}</body>"))).unwrap();
        for width in ["1280", "400"] {
            let output = Command::new(&browser)
                .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--dump-dom"])
                .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
                .arg(format!("--window-size={width},900"))
                .arg(format!("--screenshot={}", folder.path().join("page.png").display()))
                .arg(format!("file://{}", file.display()))
                .stdin(Stdio::null())
                .output()
                .unwrap();
            let told = String::from_utf8_lossy(&output.stderr);
            let console: Vec<&str> = told.lines().filter(|line| line.contains("CONSOLE")).collect();
            assert!(console.is_empty(), "{console:?}");
            let dom = String::from_utf8_lossy(&output.stdout);
            let asked = dom.split("<p id=\"asked\">").nth(1).and_then(|rest| rest.split("</p>").next());
            let asked: serde_json::Value =
                serde_json::from_str(asked.unwrap_or_else(|| panic!("{width}: no answer: {told}"))).unwrap();
            assert_eq!(asked["nameless"], serde_json::json!([]), "{asked}");
            assert_eq!(asked["dangling"], 0, "{asked}");
            assert_eq!(asked["wide"], 0, "{name} at {width}: the page is wider than its window: {asked}");
            assert_eq!(asked["plots"], asked["behind"], "a table behind every plot: {asked}");
            assert!(asked["plots"].as_u64() > Some(0) && asked["steps"].as_u64() > Some(20), "{asked}");
        }
    }
}

/// Any fonts of this machine.
#[cfg(feature = "pdf")]
struct Fonts(Vec<Vec<u8>>);

#[cfg(feature = "pdf")]
impl backlot::report::fonts::Shelf for Fonts {
    fn fonts_with(&self, signs: &[char]) -> Vec<Vec<u8>> {
        let has = |font: &&Vec<u8>| !backlot::report::pdf::covered(font, signs).is_empty();
        self.0.iter().filter(has).take(1).cloned().collect()
    }
}

#[cfg(feature = "pdf")]
#[test]
fn signs_without_a_font_are_named_and_a_font_of_the_system_draws_them() {
    use backlot::report::make_with;
    let title = "ő ł ฿ 龘 𠮷 한국어 ภาษา العربية 🎬 end";
    let policy = format!(
        "Policy(id: \"glyph\", place: \"yangzhou\", title: (zh: \"甲\", en: \"{title}\"), issuer: (zh: \"试\", en: \"Test\"),
        status: InForce, read: Whole, confidence: High, checked_on: \"2026-11-22\", sources: [],
        incentives: [(id: \"big\", name: (zh: \"大\", en: \"Big\"), kind: Work, basis: Entitlement, amount: Fixed(1), cites: [])])"
    );
    let file = read::File { name: "glyph.ron".to_owned(), bytes: policy.into_bytes() };
    let library = read::read(&[seeds::layer(), read::Layer { files: vec![file], problems: vec![] }]).library;
    let production = &library.productions[seeds::SAMPLE];
    let (own, plan) = (BTreeSet::new(), Plan::with_annex());
    let make_in = |place: &str, shelf: &dyn backlot::report::fonts::Shelf| {
        let places = [PlaceId::from(place)];
        let brief = Brief {
            library: &library,
            production,
            places: &places,
            day: date(2026, 11, 22),
            scale: Scale::One,
            errors: 0,
            own: &own,
            plan: &plan,
            slate: None,
            proposals: None,
            known: Known::default(),
        };
        make_with(&brief, &Words::new(Language::English), Format::Pdf, &(), shelf).unwrap()
    };
    let alone = make_in("yangzhou", &());
    for sign in ['ő', 'ł', '𠮷', '龘', '한', 'ภ', 'ا', '🎬'] {
        assert!(alone.lacking.contains(&sign), "{sign}: {:?}", alone.lacking);
    }
    assert!(!alone.lacking.iter().any(|sign| sign.is_ascii()), "{:?}", alone.lacking);
    let said = Words::new(Language::English).lacking_signs(&alone.lacking);
    assert!(said.contains('ł') && said.contains('🎬'), "{said}");

    let mut files = Vec::new();
    let mut open = vec![PathBuf::from("/usr/share/fonts")];
    while let Some(folder) = open.pop() {
        for path in std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "ttf" || ending == "otf") {
                files.push(path);
            }
        }
    }
    files.sort();
    let fonts: Vec<Vec<u8>> = files.iter().map(|path| std::fs::read(path).unwrap()).collect();
    let has = |font: &Vec<u8>| !backlot::report::pdf::covered(font, &['ł']).is_empty();
    let fonts = Fonts(fonts.into_iter().filter(has).take(1).collect());
    if fonts.0.is_empty() {
        println!("not run: no font of this machine has ł");
        return;
    }
    let helped = make_in("yangzhou", &fonts);
    assert!(!helped.lacking.contains(&'ł') && helped.lacking.len() < alone.lacking.len(), "{:?}", helped.lacking);
    assert_ne!(helped.bytes, alone.bytes);
    // A report without such characters does not depend on the fonts of the machine.
    let (one, other) = (make_in("datong", &()), make_in("datong", &fonts));
    assert_eq!((one.lacking.len(), one.bytes == other.bytes), (0, true));
}
