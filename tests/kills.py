"""Kill the commands that write, at random moments: what was there stays whole.

Usage: python tests/kills.py [--kills 100] [--seed 1]

Most kills fall just before something is opened, renamed or deleted, which is when harm
could be done; the others after a random time.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests")]

import standby
from conftest import project

from reader.build import build, report
from reader.commands import disk
from reader.history import record, snapshot
from reader.seeds import from_disk

COMMANDS = ("publish", "release", "write", "dist")
KEPT = "record-as-it-was"
ENTRY = "seeds/glossary/carp.md"
# Runs the build script and kills it, and all it started if asked to, at the n-th such event.
KILLER = """
import os, runpy, signal, sys
script, moment, group, *sys.argv[1:] = sys.argv[1:]
sys.argv[0], left = script, int(moment)
def fall(event, args):
    global left
    writes = event == "open" and isinstance(args[1], str) and set(args[1]) & set("wxa+")
    if writes or event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link",
                           "os.truncate", "ctypes.dlsym", "shutil.rmtree", "subprocess.Popen"):
        left -= 1
        if left == 0:
            (os.killpg if group == "yes" else os.kill)(os.getpid(), signal.SIGKILL)
sys.path.insert(0, os.path.dirname(script))
sys.addaudithook(fall)
runpy.run_path(script, run_name="__main__")
"""


def edition(folder: Path) -> Path:
    """Lay down a small edition that was published, released, written and made into carriers."""
    root = project(folder, from_disk.read(ROOT / "tests/problems/base"))
    # The page of changes links to it.
    (root / "docs/changelog.md").write_text("# Changelog\n", encoding="utf-8")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("nav: [changelog.md]\n")
    change(root, 0)
    for command in COMMANDS:
        done = run(root, command, 0)
        assert done.returncode == 0, done.stdout + done.stderr
    shutil.copytree(root / "seeds/record", root / KEPT)
    return root


def change(root: Path, number: int) -> None:
    """Edit the seeds, so that every command has something new to write."""
    carp = (ROOT / "tests/problems/base" / ENTRY).read_text(encoding="utf-8")
    (root / ENTRY).write_text(f"{carp}\nEdit {number}.\n", encoding="utf-8")
    algae = (ROOT / "tests/problems/base/seeds/glossary/algae.md").read_text(encoding="utf-8")
    for earlier in (root / "seeds/glossary").glob("new-*.md"):
        earlier.unlink()
    if number:
        new = algae.replace("headword: algae", f"headword: new {number}").replace(
            "藻类", f"新{number}"
        )
        new = new.replace("related: [carp]\n", "")
        (root / f"seeds/glossary/new-{number}.md").write_text(new, encoding="utf-8")


def arguments(root: Path, command: str) -> list[str]:
    """Return what a command is called with."""
    days = {"publish": ["--date", "2026-11-25"], "release": ["--date", "2026-11-25"]}
    folder = [str(root / command)] if command in ("write", "dist") else []
    return ["--root", str(root), command, *days.get(command, folder)]


def run(
    root: Path, command: str, moment: int, *, group: bool = True
) -> subprocess.CompletedProcess[str]:
    """Run a command and kill it at a moment; at 0 it comes to its end."""
    script = str(root / "scripts" / "build.py")
    head = ["-c", KILLER, script, str(moment), "yes" if group else "no"]
    return standby.run([*head, *arguments(root, command)], root=root)


def run_for(root: Path, command: str, seconds: float) -> int:
    """Run a command, kill it after a time, and return its exit code."""
    script = str(root / "scripts" / "build.py")
    process = subprocess.Popen(
        [sys.executable, "-B", script, *arguments(root, command)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        cwd=root,
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def contents(root: Path, command: str) -> dict[str, bytes]:
    """Return what a command writes, as it stands on the disk."""
    if command in ("publish", "release"):
        path = root / (record.PATH if command == "publish" else snapshot.PATH)
        return {path.name: path.read_bytes()}
    folder = root / command
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def kill(root: Path, command: str, number: int, dice: random.Random) -> tuple[bool, str]:
    """Kill a command once; return whether it was killed, and what is not whole after it."""
    events = {"publish": 5, "release": 5, "write": 370, "dist": 1060}[command]
    for path in (root / KEPT).iterdir():  # so that each time there is something to take in
        shutil.copy(path, root / "seeds/record")
    change(root, 0)
    before = contents(root, command)
    published = {line.id for line in build(from_disk.read(root)).edition.seeds.published}
    change(root, number)
    if dice.random() < 0.8:
        moment = dice.randint(1, events)
        killed = run(root, command, moment, group=dice.random() < 0.5).returncode == -9
        how = f"{command} at event {moment}"
    else:
        seconds = dice.uniform(0.1, 4)
        killed = run_for(root, command, seconds) == -9
        how = f"{command} after {seconds:.2f} s"
    after = contents(root, command)
    new = after != before
    made = build(from_disk.read(root))
    fault = ""
    if made.failed:
        fault = report(made.problems)
    elif not published <= {line.id for line in made.edition.seeds.published}:
        fault = "ids are lost"
    elif new and command in ("write", "dist") and (paths := disk.strange(root / command)):
        fault = f"the new one is not whole: {paths[:3]}"
    return killed, f"{how}: {fault}" if fault else ""


def kills(root: Path, count: int, seed: int, commands: tuple[str, ...] = COMMANDS) -> Iterator[str]:
    """Kill the commands in turn, ``count`` times in all; give what is not whole afterwards."""
    dice = random.Random(seed)
    number = done = 0
    while done < count and number < 3 * count:
        number += 1
        command = commands[number % len(commands)]
        killed, fault = kill(root, command, number, dice)
        done += killed
        if fault:
            yield fault
    if done < count:
        yield f"only {done} of {count} were killed"
    for path in (root / KEPT).iterdir():
        shutil.copy(path, root / "seeds/record")
    change(root, 10**6)
    for command in commands:  # and the next run, undisturbed, sets all to rights
        last = run(root, command, 0)
        if last.returncode:
            yield f"{command} fails afterwards: {last.stdout}{last.stderr}"
    left = [p for p in root.rglob(".*") if p.name.endswith((".unfinished", ".lock"))]
    if left:
        yield f"left behind: {left}"


def main() -> int:
    """Kill, print what is not whole afterwards, and return 1 if anything is not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    given = parser.parse_args()
    start = time.monotonic()
    print(f"seed {given.seed}, {given.kills} kills", flush=True)  # noqa: T201
    folder = Path(tempfile.mkdtemp(prefix="kills-"))
    found = 0
    for fault in kills(edition(folder / "reader"), given.kills, given.seed):
        found += 1
        print(fault, flush=True)  # noqa: T201
    shutil.rmtree(folder)
    print(f"{found} faults, {time.monotonic() - start:.0f} s")  # noqa: T201
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
