#!/usr/bin/env python3
"""Ends the program with SIGKILL while it works, again and again, and counts what was lost.

Started by scripts/kill, on a virtual display and a session bus of its own:
    kill.py PROGRAM WORK_FOLDER PICTURES_FOLDER WINDOW_KILLS COMMAND_KILLS
"""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time

sys.argv, COUNTS = sys.argv[:4], [int(count) for count in sys.argv[4:6]]
from drive import PROGRAM, WORK, Unmet, Window, Words, folder, run, switch_accessibility_on, until  # noqa: E402

random.seed(14)
KEPT = os.path.join(os.environ["HOME"], ".local", "share", "backlot")
# The number of seconds after a key by which the typed text must be stored.
SOON = 0.5


def parts(path):
    """The files that writers left behind: parts and notes of pairs."""
    return [name for name in os.listdir(path) if name.startswith(".backlot-") and name.endswith((".part", ".pair"))]


def kept(name):
    try:
        with open(os.path.join(KEPT, name), encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return None


def report(what, tried, lost, broken, left):
    print(f"{what}: {tried} kills, {lost} lost, {broken} broken, {left} files of the killed before the next start", flush=True)
    return lost + broken


def answers(count):
    """Types a figure into an answer and ends the window in the middle."""
    words = Words("en", "en")
    revenue = words.record("facts.ron", "revenue_share_year", "label")
    lost = broken = left = 0
    last = None
    for number in range(count):
        window = Window("--lang", "en", path="/usr/bin:/bin")
        try:
            if number == 0:
                window.click(words("tab-calculator"), "toggle button")
            if parts(KEPT):
                raise Unmet("What the killed window left behind should be swept when the next one starts.")
            if last and not window.title().startswith("●"):
                print(f"The draft of the window before should be open again: {last}", flush=True)
                lost += 1
            window.click(revenue, "entry")
            window.key("ctrl+a")
            figure = str(random.randrange(10_000, 99_999))
            run("xdotool", "type", "--delay", str(random.randrange(20, 90)), figure)
            waited = random.choice([0.0, 0.02, 0.05, SOON, SOON + random.random() / 2])
            time.sleep(waited)
            window.process.send_signal(signal.SIGKILL)
        finally:
            window.end()
        left += len(parts(KEPT))
        text = kept("draft.ron")
        found = re.search(r'"revenue_share_year": ([0-9_]+)', text or "")
        if text is not None and not text.rstrip().endswith(")"):
            broken += 1
        elif waited >= SOON and (not found or found.group(1) != figure + "000"):
            print(f"{figure} thousand should be kept after {waited:.2f} s; the draft has {found and found.group(1)}.")
            lost += 1
        last = found and found.group(1)
    return report("window, typing an answer", count, lost, broken, left)


def edits(count):
    """Types into a record of the library and ends the window in the middle. Applied edits must stay as well."""
    words = Words("en", "en")
    lost = broken = left = 0
    for number in range(count):
        window = Window("--lang", "en", path="/usr/bin:/bin")
        try:
            window.click(words("tab-library"), "toggle button")
            window.click(words("library-new-policy"), "push button")
            # The only field with several lines.
            tall = lambda: [one for one in window.widgets() if one.role in ("entry", "text") and one.rect[3] > 60]
            window.point(until(tall, "There should be an editor.")[0])
            run("xdotool", "click", "1")
            window.key("ctrl+Home")
            mark = f"kill {random.randrange(10_000, 99_999)}"
            run("xdotool", "type", "--delay", "30", f"// {mark}")
            waited = random.choice([0.0, 0.05, SOON, SOON + random.random() / 2])
            time.sleep(waited)
            window.process.send_signal(signal.SIGKILL)
        finally:
            window.end()
        left += len(parts(KEPT))
        text = kept("edits.ron")
        if text is not None and not text.rstrip().endswith(")"):
            broken += 1
        elif waited >= SOON and mark not in (text or ""):
            print(f"“{mark}” should be kept after {waited:.2f} s.", flush=True)
            lost += 1
    return report("window, typing in the library", count, lost, broken, left)


def commands(count):
    """Ends seal, report and import in the middle. A target is as before, or whole; a pair is both or neither, at the
    latest when the next command has written something else into the folder."""
    place = folder("targets")
    table = os.path.join(place, "t.csv")
    with open(table, "w", encoding="utf-8") as file:
        file.write("indicator,place,period,value\n")
        file.writelines(f"Market size,China,{year},{year}\n" for year in range(1950, 2020))
    jobs = {
        "seal": (["seal", "--production", "vertical-60", "--out", "x.backlot"], ["x.backlot"]),
        "report": (["report", "--production", "vertical-60", "--out", "x.html"], ["x.html"]),
        "import": (["import", "t.csv", "--as", "observations", "--out", "x.ron"], ["x.ron", "x-source.ron"]),
    }
    next_one = [PROGRAM, "report", "--production", "vertical-60", "--out", "next.md", "--on", "2026-11-22", "--force"]
    bad = 0
    for name, (arguments, targets) in jobs.items():
        command = [PROGRAM, *arguments, "--on", "2026-11-22", "--lang", "en"]
        paths = [os.path.join(place, target) for target in targets]

        def contents():
            found = []
            for path in paths:
                try:
                    with open(path, "rb") as file:
                        found.append(file.read())
                except FileNotFoundError:
                    found.append(None)
            return found

        since = time.monotonic()
        subprocess.run([*command, "--force"], cwd=place, capture_output=True, check=False)
        whole, length = contents(), time.monotonic() - since
        if None in whole:
            raise Unmet(f"{name} should write {targets}.")
        halves = broken = left = waiting = 0
        each = -(-count // len(jobs))
        for number in range(each):
            old = number % 2 == 1
            for path in paths:
                if old:
                    with open(path, "wb") as file:
                        file.write(b"old")
                elif os.path.exists(path):
                    os.remove(path)
            process = subprocess.Popen([*command, "--force"], cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            # Most kills are near the end, when it writes.
            time.sleep(length * random.choice([random.random(), 0.8 + random.random() * 0.3]))
            process.send_signal(signal.SIGKILL)
            process.wait()
            before = [b"old" if old else None] * len(paths)
            is_half = lambda found: found not in (before, whole) and all(
                one in (one_before, one_whole) for one, one_before, one_whole in zip(found, before, whole)
            )
            found = contents()
            first = is_half(found)
            left += len(parts(place))
            if first or parts(place):
                waiting += first
                subprocess.run(next_one, cwd=place, capture_output=True, check=True)
                found = contents()
                if parts(place):
                    raise Unmet(f"The next command should leave nothing of the killed one: {parts(place)}")
            halves += is_half(found)
            broken += found not in (before, whole) and not is_half(found)
        bad += report(name, each, halves, broken, left)
        if len(paths) > 1:
            print(f"{name}: {waiting} pairs were half written until the next command", flush=True)
    shutil.rmtree(place)
    return bad


def main():
    switch_accessibility_on()
    window_kills, command_kills = COUNTS
    try:
        bad = answers(-(-window_kills // 2)) + edits(window_kills // 2) + commands(command_kills)
    except (Unmet, subprocess.SubprocessError) as unmet:
        print(f"not ok  {unmet}", file=sys.stderr)
        return 1
    return 1 if bad else 0


sys.exit(main())
