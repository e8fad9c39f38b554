#!/usr/bin/env python3
"""Opens spreadsheets that are made to need much time or memory, and measures both for each.

Started by scripts/limits: limits.py PROGRAM FOLDER [NAME]...
"""

import io
import json
import os
import resource
import struct
import subprocess
import sys
import tempfile
import zipfile

MEGABYTE = 1024 * 1024
LARGEST = 32 * MEGABYTE
MOST_SECONDS = 5.0
MOST_BYTES = 1024 * MEGABYTE
ON = "2026-11-22"


def csv_files():
    def rows(line, most=LARGEST - 1024, head="indicator,place,period,value\n"):
        out, at, size = [head], 0, len(head)
        while True:
            out.append(line(at))
            size += len(out[-1].encode())
            at += 1
            if size > most:
                out.pop()
                break
        return "".join(out).encode()

    yield "rows-to-the-limit", "".join(
        ["indicator,place,period,value\n"] + [f"Market size,China,{1900 + at % 200},{at}\n" for at in range(299_999)]
    ).encode()
    yield "rows-beyond-the-limit", rows(lambda at: f"Market size,China,{1900 + at % 200},{at}\n")
    yield "wrong-names", rows(lambda at: f"Markt size {at},Chine {at},year {at},x{at}\n", 20 * MEGABYTE)
    yield "wrong-names-to-the-limit", rows(lambda at: f"Markt size {at},Chine {at},year {at},x{at}\n", 13 * MEGABYTE)
    yield "long-cells", rows(lambda at: f"{'a' * 30_000}{at},{'b' * 30_000},2024,1\n")
    yield "long-questions", rows(lambda at: f"{'a ' * 15_000}{at},{at}\n", head="Question,Answer\n")
    yield "long-answers", rows(lambda at: f"Local spend,{'5' * 30_000}\n", head="Question,Answer\n")
    yield "long-answers-in-words", rows(lambda at: f"Local spend,{'万' * 10_000}\n", head="Question,Answer\n")
    yield "long-headings", rows(lambda at: ",".join(["预算（万元）" * 1_600] * 40) + "\n", head="")
    yield "one-line", b"a" * (LARGEST - 1)
    yield "one-line-of-cells", b"a," * (16 * MEGABYTE - 1)
    yield "headings-to-the-limit", (",".join(f"heading number {at}" for at in range(16_384)) + "\n").encode()
    wide = ",".join(f"Market size {at}" for at in range(1_000))
    yield "cells-to-the-limit", (wide + "\n" + (",".join(["1234"] * 1_000) + "\n") * 2_400).encode()
    yield "quotes", b'"' * (LARGEST - 1)
    yield "a-quote-never-closed", b'a,b\n"' + b"x,\n" * (10 * MEGABYTE)
    yield "high-bytes", b"\xc4\xe3\xba\xc3," * (6 * MEGABYTE)
    yield "nothing", b"\0" * LARGEST
    yield "currencies-in-a-heading", ("¥$€￥" * 200_000 + ",x\n1,2\n").encode()
    yield "line-ends", b"\n" * (LARGEST - 1)


def zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, content in parts:
            with package.open(name, "w", force_zip64=False) as part:
                for piece in content if not isinstance(content, (str, bytes)) else [content]:
                    part.write(piece if isinstance(piece, bytes) else piece.encode())
    return out.getvalue()


RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def xlsx(sheet, strings=None, styles=None, names=("S",), more=()):
    sheets = "".join(f'<sheet name="{name}" sheetId="{at + 1}" r:id="r{at}"/>' for at, name in enumerate(names))
    to = "".join(
        f'<Relationship Id="r{at}" Type="{RELS}/worksheet" Target="worksheets/sheet1.xml"/>' for at in range(len(names))
    )
    parts = [
        ("xl/workbook.xml", f"<workbook><sheets>{sheets}</sheets></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            f'<Relationships>{to}<Relationship Id="s" Type="{RELS}/sharedStrings" Target="sharedStrings.xml"/>'
            f'<Relationship Id="t" Type="{RELS}/styles" Target="styles.xml"/></Relationships>',
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ]
    if strings is not None:
        parts.append(("xl/sharedStrings.xml", strings))
    if styles is not None:
        parts.append(("xl/styles.xml", styles))
    return zipped([*parts, *more])


def sheet(rows, after=""):
    yield "<worksheet><sheetData>"
    yield from rows
    yield f"</sheetData>{after}</worksheet>"


def column(at):
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name


def xlsx_files():
    def grid(rows, columns, cell):
        names = [column(at) for at in range(columns)]
        for row in range(1, rows + 1):
            inside = "".join(cell(f"{name}{row}", row, at) for at, name in enumerate(names))
            yield f'<row r="{row}">{inside}</row>'

    number = lambda name, row, at: f'<c r="{name}"><v>{row * 31 + at}</v></c>'
    heads = ["indicator", "place", "period", "value"]
    words = ["Market size", "China", "2024", "7"]
    figures = lambda name, row, at: f'<c r="{name}" t="inlineStr"><is><t>{(heads if row == 1 else words)[at]}</t></is></c>'
    yield "figures-to-the-limit", xlsx(sheet(grid(299_999, 4, figures)))
    yield "cells-to-the-limit", xlsx(sheet(grid(2_480, 1_000, number)))
    yield "rows-to-the-limit", xlsx(sheet(grid(299_999, 8, number)))
    yield "shared-strings", xlsx(
        sheet(grid(100_000, 10, lambda name, row, at: f'<c r="{name}" t="s"><v>{row * 10 + at}</v></c>')),
        strings=(piece for piece in ["<sst>", *(f"<si><t>text {at}</t></si>" for at in range(1_900_000)), "</sst>"]),
    )
    yield "one-string-everywhere", xlsx(
        sheet(grid(2_400, 1_000, lambda name, row, at: f'<c r="{name}" t="s"><v>0</v></c>')),
        strings=f"<sst><si><t>{'x' * 32_000}</t></si></sst>",
    )
    yield "unpacked-to-the-limit", xlsx(
        sheet(f'<row><c t="inlineStr"><is><t>{"a" * 1_000_000}</t></is></c></row>' for _ in range(180))
    )
    yield "unpacked-beyond-the-limit", xlsx(
        sheet(f'<row><c t="inlineStr"><is><t>{"a" * 1_000_000}</t></is></c></row>' for _ in range(2_000))
    )
    yield "corners", xlsx(
        sheet(['<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'])
    )
    yield "corners-of-many-rows", xlsx(sheet(f'<row r="{at}"><c r="XFD{at}"><v>1</v></c></row>' for at in range(1, 300_000)))
    merged = "".join(f'<mergeCell ref="A{at}:XFD{at + 1}"/>' for at in range(1, 400_000, 2))
    yield "merged-everywhere", xlsx(sheet(grid(1_000, 100, number), f"<mergeCells>{merged}</mergeCells>"))
    merged = '<mergeCell ref="A1:XFD1048576"/>' * 200_000
    yield "merged-again-and-again", xlsx(sheet(grid(1_000, 100, number), f"<mergeCells>{merged}</mergeCells>"))
    formats = "".join(f'<numFmt numFmtId="{200 + at}" formatCode="{"#,##0.00" * 40}{at}"/>' for at in range(100_000))
    xfs = "".join(f'<xf numFmtId="{200 + at}"/>' for at in range(100_000))
    yield "number-formats", xlsx(
        sheet(grid(2_000, 100, lambda name, row, at: f'<c r="{name}" s="{row * 40 + at}"><v>{at}</v></c>')),
        styles=f"<styleSheet><numFmts>{formats}</numFmts><cellXfs>{xfs}</cellXfs></styleSheet>",
    )
    yield "sheets", xlsx(sheet(grid(10, 3, number)), names=[f"S{at}" for at in range(60_000)])
    nothing = lambda: (piece for piece in ["<worksheet><sheetData>", "<row/>" * 4_000_000, "</sheetData></worksheet>"])
    yield "empty-sheets", xlsx(nothing(), names=[f"S{at}" for at in range(60_000)])
    yield "parts", xlsx(sheet(grid(10, 3, number)), more=[(f"xl/media/{at}", "x") for at in range(60_000)])
    yield "nested", xlsx(["<worksheet><sheetData>", "<row>" * 6_000_000, "</sheetData></worksheet>"])
    yield "attributes", xlsx(["<worksheet ", *(f'a{at}="1" ' for at in range(2_000_000)), "><sheetData/></worksheet>"])
    yield "hidden", xlsx(sheet(f'<row r="{at}" hidden="1"><c><v>1</v></c></row>' for at in range(1, 1_000_000)))
    yield "not-packed", xlsx(sheet(grid(1, 1, number)), more=[("xl/media/noise", os.urandom(31 * MEGABYTE))])
    yield "entities", xlsx(
        [
            '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
            '<worksheet><sheetData><row><c t="inlineStr"><is><t>',
            "&b;" * 1_000_000,
            "</t></is></c></row></sheetData></worksheet>",
        ]
    )


def ods_files():
    def ods(rows, before=""):
        yield "<office:document-content>" + before
        yield "<office:body><office:spreadsheet><table:table table:name='S'>"
        yield from rows
        yield "</table:table></office:spreadsheet></office:body></office:document-content>"

    def file(rows, before=""):
        return zipped([("content.xml", ods(rows, before))])

    def cell(columns=1, text="1", span=""):
        return (
            f"<table:table-cell office:value-type='float' office:value='{text}' "
            f"table:number-columns-repeated='{columns}' {span}><text:p>{text}</text:p></table:table-cell>"
        )

    def row(inside, rows=1):
        return f"<table:table-row table:number-rows-repeated='{rows}'>{inside}</table:table-row>"

    named = lambda words: "".join(f"<table:table-cell office:value-type='string'><text:p>{word}</text:p></table:table-cell>" for word in words)
    yield "figures-to-the-limit", file(
        [row(named(["indicator", "place", "period", "value"])), row(named(["Market size", "China", "2024", "7"]), 299_998)]
    )
    yield "repeated-to-the-limit", file([row(cell(1_000), 2_480)])
    yield "repeated-beyond-the-limit", file([row(cell(16_384), 1_048_576)])
    yield "rows-to-the-limit", file([row(cell(8), 299_999)])
    yield "cells-one-by-one", file(row("".join(cell(1, str(at)) for at in range(1_000))) for _ in range(600))
    yield "spans", file(
        row("".join(cell(1, "1", "table:number-columns-spanned='16384' table:number-rows-spanned='1048576'") for _ in range(200)))
        for _ in range(2_000)
    )
    paragraphs = "<text:p>a</text:p>" * 500_000
    yield "paragraphs", file([row(f"<table:table-cell office:value-type='string'>{paragraphs}</table:table-cell>")])
    yield "text-in-text", file(
        [row("<table:table-cell office:value-type='string'><text:p>" + "<text:span>" * 3_000_000 + "</text:p></table:table-cell>")]
    )
    yield "blanks", file(
        row(f"<table:table-cell office:value-type='string'><text:p><text:s text:c='{2**31}'/></text:p></table:table-cell>")
        for _ in range(50_000)
    )
    styles = "".join(
        f"<style:style style:name='c{at}' style:data-style-name='n{at}'/><number:number-style style:name='n{at}'>"
        f"<number:number number:decimal-places='2'/></number:number-style>"
        for at in range(300_000)
    )
    yield "styles", file([row(cell(3), 10)], f"<office:automatic-styles>{styles}</office:automatic-styles>")
    yield "unpacked-beyond-the-limit", file(
        row(f"<table:table-cell office:value-type='string'><text:p>{'a' * 1_000_000}</text:p></table:table-cell>")
        for _ in range(2_000)
    )
    yield "empty-tables", file([f"</table:table><table:table table:name='T{at}'>" for at in range(300_000)])
    yield "tables", file(f"</table:table><table:table table:name='T{at}'>{row(cell())}" for at in range(100_000))


def compound(stream):
    """A compound file that holds one stream, the workbook."""
    size = max(len(stream), 4096)
    stream = stream.ljust(size, b"\0")
    sectors = -(-size // 512)
    # FAT sectors cover the stream, the directory and themselves.
    fats = 1
    while (sectors + 1 + fats) > fats * 128:
        fats += 1
    chain = list(range(1, sectors)) + [0xFFFFFFFE]
    directory = sectors
    table = chain + [0xFFFFFFFE] + [0xFFFFFFFD] * fats
    difats = max(0, -(-(fats - 109) // 127))
    table += [0xFFFFFFFC] * difats
    while len(table) > fats * 128:
        fats += 1
        table.insert(directory + 1, 0xFFFFFFFD)
    table += [0xFFFFFFFF] * (fats * 128 - len(table))
    first_fat = directory + 1
    places = [first_fat + at for at in range(fats)]
    first_difat = first_fat + fats if difats else 0xFFFFFFFE
    head = bytearray(512)
    head[0:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", head, 44, fats, directory, 0, 4096, 0xFFFFFFFE, 0, first_difat, difats, 0)
    for at in range(109):
        struct.pack_into("<I", head, 76 + 4 * at, places[at] if at < len(places) else 0xFFFFFFFF)

    def entry(name, kind, child, start, length):
        text = name.encode("utf-16-le")
        out = bytearray(128)
        out[0 : len(text)] = text
        struct.pack_into("<HBBIII", out, 64, len(text) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        struct.pack_into("<IQ", out, 116, start, length)
        return bytes(out)

    entries = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Workbook", 2, 0xFFFFFFFF, 0, size)
    out = bytes(head) + stream.ljust(sectors * 512, b"\0") + entries.ljust(512, b"\0")
    out += b"".join(struct.pack("<I", one) for one in table)
    rest = places[109:]
    for at in range(difats):
        some = rest[at * 127 : (at + 1) * 127]
        after = first_difat + at + 1 if at + 1 < difats else 0xFFFFFFFE
        out += b"".join(struct.pack("<I", one) for one in [*some, *([0xFFFFFFFF] * (127 - len(some))), after])
    return out


def xls_files():
    def record(kind, body):
        return struct.pack("<HH", kind, len(body)) + body

    bof = lambda kind: record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 0))
    eof = record(0x0A, b"")

    def book(cells, strings=b"", more=b""):
        start = bof(5)
        name = b"S"
        bound = 4 + 8 + len(name)
        offset = len(start) + bound + len(strings) + len(more) + len(eof)
        start += record(0x85, struct.pack("<IBBBB", offset, 0, 0, len(name), 0) + name)
        return compound(start + more + strings + eof + bof(0x10) + cells + eof)

    number = lambda row, at: record(0x203, struct.pack("<HHHd", row, at, 0, row + at))
    yield "cells-to-the-limit", book(b"".join(number(row % 65_536, row // 65_536) for row in range(1_800_000)))
    yield "many-values", book(
        b"".join(
            record(0xBD, struct.pack("<HH", row, 0) + b"\0\0\0\0\0\x40" * 256 + struct.pack("<H", 255)) for row in range(20_000)
        )
    )

    def shared(count, text, claimed=None):
        one = struct.pack("<HB", len(text), 0) + text
        body = struct.pack("<II", claimed or count, claimed or count)
        out, first = b"", True
        pieces = []
        room = 8_000
        for _ in range(count):
            if len(body) + len(one) > room:
                pieces.append(record(0xFC if first else 0x3C, body))
                first, body = False, b""
            body += one
        pieces.append(record(0xFC if first else 0x3C, body))
        return out + b"".join(pieces)

    label = lambda row, at, which: record(0xFD, struct.pack("<HHHI", row, at, 0, which))
    yield "shared-strings", book(b"".join(label(row, 0, row) for row in range(60_000)), shared(1_000_000, b"a text of it"))
    yield "strings-that-are-claimed", book(label(0, 0, 0), shared(1, b"x", 2**32 - 1))
    yield "one-string-everywhere", book(
        b"".join(label(row % 65_536, row // 65_536, 0) for row in range(1_700_000)), shared(1, b"y" * 7_000)
    )
    yield "merged-again-and-again", book(
        number(0, 0) + record(0xE5, struct.pack("<H", 1_000) + struct.pack("<HHHH", 0, 65_535, 0, 255) * 1_000) * 3_000
    )
    yield "formats", book(
        number(0, 0),
        more=b"".join(record(0x41E, struct.pack("<HHB", at % 65_536, 200, 0) + b"#,##0.00" * 25) for at in range(140_000)),
    )
    yield "sheets", compound(
        bof(5) + b"".join(record(0x85, struct.pack("<IBBBB", 0, 0, 0, 1, 0) + b"S") for _ in range(2_000_000)) + eof
    )
    yield "empty-records", book(record(0x203, b"") * 7_500_000)
    whole = bytearray(book(number(0, 0)))
    yield "nothing-after-the-head", bytes(whole[:512]) + b"\0" * (LARGEST - 512)
    yield "noise-after-the-head", bytes(whole[:512]) + os.urandom(LARGEST - 512)
    circle = bytearray(book(b"".join(number(row, 0) for row in range(20_000))))
    fat = 512 + struct.unpack_from("<I", circle, 76)[0] * 512
    struct.pack_into("<I", circle, fat + 4 * 100, 5)
    yield "a-chain-in-a-circle", bytes(circle)


def measured(program, path):
    """The worse of reading a file as figures and as answers: seconds of processor time, bytes, exit codes, words."""
    worst = (0.0, 0, [], "")
    for kind in ("observations", "answers"):
        out = path + ".ron"
        command = [program, "import", path, "--as", kind, "--on", ON, "--out", out, "--force", "--lang", "en"]
        # A small process is in between, because a new process counts the memory of its parent.
        told = subprocess.run([sys.executable, __file__, "--measure", *command], capture_output=True, check=True)
        seconds, memory, code, said = json.loads(told.stdout)
        worst = (max(worst[0], seconds), max(worst[1], memory), worst[2] + [code], said)
        for left in (out, path + "-source.ron"):
            if os.path.exists(left):
                os.remove(left)
    return worst


def measure(command):
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        said.seek(max(0, said.seek(0, os.SEEK_END) - 4_000))
        lines = said.read().decode(errors="replace").splitlines()
    code = os.waitstatus_to_exitcode(status)
    print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, code, lines[-1][:100] if lines else ""]))


def main():
    program, folder, *wanted = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    bad = tried = 0
    print("| file | size | processor time | memory | ends with |\n|---|---:|---:|---:|---|")
    for kind, files in (("csv", csv_files), ("xlsx", xlsx_files), ("ods", ods_files), ("xls", xls_files)):
        if wanted and not any(one.startswith(kind) or kind in one for one in wanted):
            continue
        for name, content in files():
            if wanted and not any(f"{name}.{kind}".endswith(one) for one in wanted):
                continue
            if len(content) > LARGEST:
                print(f"{name}.{kind} has {len(content)} bytes, which is too large to be read at all.", file=sys.stderr)
                bad += 1
                continue
            path = os.path.join(folder, f"{name}.{kind}")
            with open(path, "wb") as file:
                file.write(content)
            seconds, memory, codes, said = measured(program, path)
            os.remove(path)
            over = seconds > MOST_SECONDS or memory > MOST_BYTES or any(code not in (0, 1, 2, 3) for code in codes)
            bad += over
            tried += 1
            size = f"{len(content) / MEGABYTE:.1f} MB" if len(content) >= 100_000 else f"{len(content)} bytes"
            mark = " **over**" if over else ""
            print(
                f"| {name}.{kind} | {size} | {seconds:.1f} s | {memory / MEGABYTE:.0f} MB{mark} | "
                f"{', '.join(map(str, codes))}: {said.replace(path, 'it').replace('|', '/')} |",
                flush=True,
            )
    print(f"\n{tried} files, {bad} over {MOST_SECONDS:.0f} s, over 1 GiB or ended without words.")
    return 1 if bad else 0


if sys.argv[1] == "--measure":
    measure(sys.argv[2:])
else:
    sys.exit(main())
