//! The commands and their options for clap, with help in both languages.

use std::path::PathBuf;

use backlot::say;
use backlot::words::Words;
use clap::{Arg, ArgAction, Command, value_parser};

/// The whole command line.
pub(super) fn command(words: &Words) -> Command {
    let arguments = say!(words, "cli-heading-arguments");
    let options = say!(words, "cli-heading-options");
    let path = || value_parser!(PathBuf);
    let production = Arg::new("production")
        .long("production")
        .value_name("P.ron")
        .required(true)
        .value_parser(path())
        .help(say!(words, "cli-arg-production"));
    let library = Arg::new("library")
        .long("library")
        .value_name("PATH")
        .action(ArgAction::Append)
        .value_parser(path())
        .help(say!(words, "cli-arg-library"));
    let place =
        Arg::new("place").long("place").value_name("ID").action(ArgAction::Append).help(say!(words, "cli-arg-place"));
    let on = Arg::new("on").long("on").value_name("YYYY-MM-DD").help(say!(words, "cli-arg-on"));
    let json = Arg::new("json").long("json").action(ArgAction::SetTrue).help(say!(words, "cli-arg-json"));
    let explain = Arg::new("explain").long("explain").action(ArgAction::SetTrue).help(say!(words, "cli-arg-explain"));
    let official =
        Arg::new("official").long("official").action(ArgAction::SetTrue).help(say!(words, "cli-arg-official"));
    let scenario = Arg::new("scenario")
        .long("scenario")
        .value_name("S.ron")
        .value_parser(path())
        .help(say!(words, "cli-arg-scenario"));
    let notes = Arg::new("notes").long("notes").action(ArgAction::SetTrue).help(say!(words, "cli-arg-notes"));
    let alone = Arg::new("alone").long("alone").action(ArgAction::SetTrue).help(say!(words, "cli-arg-alone"));
    let out = Arg::new("out")
        .long("out")
        .short('o')
        .value_name("FILE")
        .required(true)
        .value_parser(path())
        .help(say!(words, "cli-arg-out"));
    let force = Arg::new("force").long("force").action(ArgAction::SetTrue).help(say!(words, "cli-arg-force"));
    let format =
        Arg::new("format").long("format").value_name("pdf|xlsx|docx|html|md|csv").help(say!(words, "cli-arg-format"));
    let annex = Arg::new("annex").long("annex").action(ArgAction::SetTrue).help(say!(words, "cli-arg-annex"));
    let parts = Arg::new("parts").long("parts").value_name("LIST").help(say!(words, "cli-arg-parts"));
    let amounts =
        Arg::new("amounts").long("amounts").value_name("exact|banded|hidden").help(say!(words, "cli-arg-amounts"));
    let title = Arg::new("title").long("title").value_name("TEXT").help(say!(words, "cli-arg-title"));
    let asked = Arg::new("question").long("question").value_name("TEXT").help(say!(words, "cli-arg-question"));
    let rounded =
        Arg::new("rounded").long("rounded").action(ArgAction::SetTrue).help(say!(words, "bundle-cli-arg-rounded"));
    let beside = Arg::new("slate")
        .long("slate")
        .value_name("S.ron")
        .value_parser(path())
        .help(say!(words, "cli-arg-report-slate"));
    let portfolio = Arg::new("portfolio")
        .long("portfolio")
        .value_name("FILE")
        .value_parser(path())
        .help(say!(words, "cli-arg-portfolio"));
    let proposed = [
        Arg::new("propose")
            .long("propose")
            .value_name("S.ron")
            .action(ArgAction::Append)
            .value_parser(path())
            .help(say!(words, "cli-arg-propose")),
        portfolio.clone(),
        Arg::new("city").long("city").value_name("ID").help(say!(words, "cli-arg-propose-city")),
    ];
    let lang = Arg::new("lang").long("lang").value_name("zh|en").global(true).help(say!(words, "cli-arg-lang"));
    let help = Arg::new("help").long("help").short('h').action(ArgAction::Help).global(true);
    let version = Arg::new("version").long("version").short('V').action(ArgAction::Version);
    let many = |id: &'static str, name: &'static str| {
        Arg::new(id).value_name(name).num_args(0..).value_parser(path()).help_heading(arguments.clone())
    };

    let dress = |command: Command, usage: &'static str, about: String| {
        let heading = say!(words, "cli-heading-usage");
        command
            .about(about)
            .override_usage(usage)
            .help_template(format!("{{about}}\n\n{heading}\n  {{usage}}\n\n{{all-args}}{{after-help}}\n"))
            .next_help_heading(options.clone())
            .disable_help_flag(true)
            .disable_version_flag(true)
            .disable_help_subcommand(true)
            .args_override_self(true)
            .term_width(0)
    };
    let assess = dress(
        Command::new("assess"),
        "backlot assess --production P.ron [--library PATH]... [--place ID]... [--on DATE] [--scenario S.ron] [--json] [--explain] [--official]",
        say!(words, "cli-about-assess"),
    )
    .args([&production, &library, &place, &on, &scenario, &json, &explain, &official]);
    let check = dress(
        Command::new("check"),
        "backlot check [--alone] [--library PATH]... [--notes] [--on DATE] PATH...",
        say!(words, "cli-about-check"),
    )
    .arg(many("paths", "PATH").required(true).num_args(1..).help(say!(words, "cli-arg-paths")))
    .args([library.clone().conflicts_with("alone"), alone, notes, on.clone()]);
    let case = dress(
        Command::new("case"),
        "backlot case [--library PATH]... [--explain] PATH...",
        say!(words, "cli-about-case"),
    )
    .arg(many("paths", "PATH").required(true).num_args(1..).help(say!(words, "cli-arg-case-paths")))
    .args([&library, &explain]);
    let report = dress(
        Command::new("report"),
        "backlot report [--production P.ron] --out FILE [--force] [--format pdf|xlsx|docx|html|md|csv] [--annex] [--parts LIST] [--amounts exact|banded|hidden] [--title TEXT] [--question TEXT] [--slate S.ron] [--propose S.ron]... [--portfolio FILE] [--city ID] [--brief producer|city] [--rival ID]... [--library PATH]... [--place ID]... [--on DATE] [--official]",
        say!(words, "cli-about-report"),
    )
    .args([&production.clone().required(false).required_unless_present("brief"), &out, &force, &format, &annex, &parts, &amounts, &title, &asked, &beside, &library, &place, &on, &official])
    .args(&proposed)
    .args([
        Arg::new("brief").long("brief").value_name("producer|city").help(say!(words, "cli-arg-brief")),
        Arg::new("rival").long("rival").value_name("ID").action(ArgAction::Append).help(say!(words, "cli-arg-rivals")),
    ]);
    let places =
        dress(Command::new("places"), "backlot places [--library PATH]... [--json]", say!(words, "cli-about-places"))
            .args([&library, &json]);
    let folder = Arg::new("folder").value_name("DIR").required(true).value_parser(path());
    let export = dress(
        Command::new("export"),
        "backlot export DIR [--library PATH]... [--force]",
        say!(words, "cli-about-export"),
    )
    .args([&folder.help(say!(words, "cli-arg-package")), &library, &force]);
    let facts =
        dress(Command::new("facts"), "backlot facts [--library PATH]... [--json]", say!(words, "cli-about-facts"))
            .args([&library, &json]);
    let contradictions = dress(
        Command::new("contradictions"),
        "backlot contradictions [--library PATH]... [--json]",
        say!(words, "cli-about-contradictions"),
    )
    .args([&library, &json]);
    let number = |id: &'static str, help: String| {
        Arg::new(id).long(id).value_name("NUMBER").required(true).allow_hyphen_values(true).help(help)
    };
    let curve = dress(
        Command::new("curve"),
        "backlot curve --production P.ron --over FACT --from A --to B [--place ID]... [--library PATH]... [--on DATE] [--scenario S.ron] [--json]",
        say!(words, "cli-about-curve"),
    )
    .args([&production, &library, &place, &on, &scenario, &json])
    .args([
        Arg::new("over").long("over").value_name("FACT").required(true).help(say!(words, "cli-arg-over")),
        number("from", say!(words, "cli-arg-from")),
        number("to", say!(words, "cli-arg-to")),
    ]);
    let near = dress(
        Command::new("near"),
        "backlot near --production P.ron [--goal AMOUNT [--over FACT] [--up-to]] [--place ID]... [--library PATH]... [--on DATE] [--scenario S.ron] [--json]",
        say!(words, "cli-about-near"),
    )
    .args([
        Arg::new("goal").long("goal").value_name("AMOUNT").help(say!(words, "cli-arg-goal")),
        Arg::new("over").long("over").value_name("FACT").requires("goal").help(say!(words, "cli-arg-goal-over")),
        Arg::new("up-to")
            .long("up-to")
            .requires("goal")
            .action(ArgAction::SetTrue)
            .help(say!(words, "cli-arg-goal-up-to")),
    ])
    .args([&production, &library, &place, &on, &scenario, &json]);
    let variants = dress(
        Command::new("variants"),
        "backlot variants --production P.ron [--place ID]... [--library PATH]... [--on DATE] [--scenario S.ron] [--json]",
        say!(words, "cli-about-variants"),
    )
    .args([&production, &library, &place, &on, &scenario, &json]);
    let rank = dress(
        Command::new("rank"),
        "backlot rank [--production P.ron] [--library PATH]... [--place ID]... [--on DATE] [--scenario S.ron] [--json] [--official]",
        say!(words, "cli-about-rank"),
    )
    .args([&production.clone().required(false), &library, &place, &on, &scenario, &json, &official]);
    let calendar = dress(
        Command::new("calendar"),
        "backlot calendar --production P.ron [--place ID]... [--library PATH]... [--on DATE] [--scenario S.ron] [--ics FILE] [--force] [--json]",
        say!(words, "cli-about-calendar"),
    )
    .args([&production, &library, &place, &on, &scenario, &force, &json])
    .arg(Arg::new("ics").long("ics").value_name("FILE").value_parser(path()).help(say!(words, "cli-arg-ics")));
    let slate = dress(
        Command::new("slate"),
        "backlot slate S.ron [--library PATH]... [--on DATE] [--json]",
        say!(words, "cli-about-slate"),
    )
    .arg(
        Arg::new("file")
            .value_name("S.ron")
            .required(true)
            .value_parser(path())
            .help_heading(arguments.clone())
            .help(say!(words, "cli-arg-slate")),
    )
    .args([&library, &on, &json]);
    let many_of = |id: &'static str, name: &'static str, help: String| {
        Arg::new(id).long(id).value_name(name).action(ArgAction::Append).help(help)
    };
    let city = Arg::new("place").long("place").value_name("ID").required(true).help(say!(words, "cli-arg-city"));
    let standing = dress(
        Command::new("standing"),
        "backlot standing --place ID [--rival ID]... [--production NAME]... [--weight NAME=N]... [--answers] [--library PATH]... [--on DATE] [--scenario S.ron] [--json]",
        say!(words, "cli-about-standing"),
    )
    .arg(city.clone())
    .args([
        many_of("rival", "ID", say!(words, "cli-arg-rivals")),
        many_of("production", "NAME", say!(words, "cli-arg-references")),
        many_of("weight", "NAME=N", say!(words, "cli-arg-weight")),
        Arg::new("answers").long("answers").action(ArgAction::SetTrue).help(say!(words, "cli-arg-answers")),
    ])
    .args([&library, &on, &scenario, &json]);
    let reform = dress(
        Command::new("reform"),
        "backlot reform --scenario S.ron [--portfolio FILE] [--place ID] [--library PATH]... [--on DATE] [--json]",
        say!(words, "cli-about-reform"),
    )
    .args([
        scenario.clone().required(true).help(say!(words, "cli-arg-reform-scenario")),
        portfolio.clone(),
        city.clone().required(false).help(say!(words, "cli-arg-reform-place")),
    ])
    .args([&library, &on, &json]);
    let overtake = dress(
        Command::new("overtake"),
        "backlot overtake --place ID [--rival ID | --among N] [--production NAME] [--portfolio FILE] [--certain] [--two] [--library PATH]... [--on DATE] [--json]",
        say!(words, "cli-about-overtake"),
    )
    .args([
        city,
        Arg::new("rival").long("rival").value_name("ID").conflicts_with("among").help(say!(words, "cli-arg-rival")),
        Arg::new("among")
            .long("among")
            .value_name("N")
            .value_parser(clap::value_parser!(usize))
            .help(say!(words, "cli-arg-among")),
        Arg::new("production").long("production").value_name("NAME").help(say!(words, "cli-arg-reference")),
        portfolio,
        Arg::new("certain").long("certain").action(ArgAction::SetTrue).help(say!(words, "cli-arg-certain")),
        Arg::new("two").long("two").action(ArgAction::SetTrue).help(say!(words, "cli-arg-two")),
    ])
    .args([&library, &on, &json]);
    let seal = dress(
        Command::new("seal"),
        "backlot seal --production P.ron --out F.backlot [--force] [--library PATH]... [--place ID]... [--on DATE] [--rounded] [--slate S.ron] [--propose S.ron]... [--portfolio FILE] [--city ID]",
        say!(words, "bundle-cli-about-seal"),
    )
    .args([&production, &out.clone().help(say!(words, "bundle-cli-arg-out")), &force, &library, &place, &on, &rounded])
    .arg(beside.help(say!(words, "bundle-cli-arg-slate")))
    .args(&proposed);
    let verify =
        dress(Command::new("verify"), "backlot verify F.backlot [--json]", say!(words, "bundle-cli-about-verify"))
            .arg(
                Arg::new("file")
                    .value_name("F.backlot")
                    .required(true)
                    .value_parser(path())
                    .help_heading(arguments.clone())
                    .help(say!(words, "bundle-cli-arg-file")),
            )
            .arg(&json);
    let import = dress(
        Command::new("import"),
        "backlot import FILE [--as observations|answers|payments|schedule] [--sheet NAME] [--heading-row N] [--column FACT=HEADING]... [--unit UNIT] [--location LOCATION=PLACE]... [--year YEAR] [--production P.ron] [--policy ID] [--incentive ID] [--paid-on DATE] [--stage announced|paid] [--library PATH]... [--on DATE] [--out FILE.ron] [--force]",
        say!(words, "table-cli-about"),
    )
    .arg(
        Arg::new("table")
            .value_name("FILE")
            .required(true)
            .value_parser(path())
            .help_heading(arguments.clone())
            .help(say!(words, "table-cli-arg-file")),
    )
    .arg(Arg::new("as").long("as").value_name("observations|answers|payments|schedule").help(say!(words, "table-cli-arg-as")))
    .arg(Arg::new("sheet").long("sheet").value_name("NAME").help(say!(words, "table-cli-arg-sheet")))
    .arg(
        Arg::new("heading-row")
            .long("heading-row")
            .value_name("N")
            .value_parser(clap::value_parser!(usize))
            .help(say!(words, "table-cli-arg-heading-row")),
    )
    .arg(
        Arg::new("column")
            .long("column")
            .value_name("FACT=HEADING")
            .action(ArgAction::Append)
            .help(say!(words, "table-cli-arg-column")),
    )
    .arg(Arg::new("unit").long("unit").value_name("UNIT").help(say!(words, "table-cli-arg-unit")))
    .arg(
        Arg::new("location")
            .long("location")
            .value_name("LOCATION=PLACE")
            .action(ArgAction::Append)
            .help(say!(words, "schedule-cli-arg-location")),
    )
    .arg(Arg::new("year").long("year").value_name("YEAR").help(say!(words, "schedule-cli-arg-year")))
    .arg(production.required(false).help(say!(words, "table-cli-arg-production")))
    .arg(Arg::new("policy").long("policy").value_name("ID").help(say!(words, "table-cli-arg-policy")))
    .arg(Arg::new("incentive").long("incentive").value_name("ID").help(say!(words, "table-cli-arg-incentive")))
    .arg(Arg::new("paid-on").long("paid-on").value_name("DATE").help(say!(words, "table-cli-arg-paid-on")))
    .arg(Arg::new("stage").long("stage").value_name("announced|paid").help(say!(words, "table-cli-arg-stage")))
    .args([library, on.clone(), out.required(false).help(say!(words, "table-cli-arg-out")), force]);
    let editions = Arg::new("editions")
        .long("editions")
        .num_args(2)
        .value_names(["OLD", "NEW"])
        .conflicts_with("scenario")
        .help(say!(words, "cli-arg-editions"));
    let libraries = many("libraries", "LIBRARY").num_args(1..=2).help(say!(words, "cli-arg-libraries"));
    let of_clauses = Arg::new("portfolio")
        .long("portfolio")
        .value_name("FILE")
        .value_parser(path())
        .help(say!(words, "cli-arg-diff-portfolio"));
    let diff = dress(
        Command::new("diff"),
        "backlot diff [--portfolio FILE] [--on DATE] [BEFORE] AFTER\n  backlot diff --scenario S.ron [--portfolio FILE] [--on DATE] [LIBRARY]\n  backlot diff --editions OLD NEW [--portfolio FILE] [--on DATE] [LIBRARY]...",
        say!(words, "cli-about-diff"),
    )
    .arg(libraries.required_unless_present_any(["scenario", "editions"]))
    .args([scenario, editions, of_clauses, on]);
    dress(Command::new("backlot"), "backlot [FILE]...\n  backlot COMMAND …", say!(words, "cli-about"))
        .version(env!("CARGO_PKG_VERSION"))
        .subcommand_help_heading(say!(words, "cli-heading-commands"))
        .after_help(say!(words, "cli-after-help"))
        .arg(many("files", "FILE").help(say!(words, "cli-arg-files")))
        .arg(lang)
        .arg(help.help(say!(words, "cli-arg-help")))
        .arg(version.help(say!(words, "cli-arg-version")))
        .subcommands([
            assess,
            case,
            check,
            report,
            places,
            export,
            facts,
            contradictions,
            diff,
            curve,
            near,
            variants,
            rank,
            slate,
            calendar,
            standing,
            reform,
            overtake,
            seal,
            verify,
            import,
        ])
}
