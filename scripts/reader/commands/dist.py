"""One edition on five carriers: the site as a zip, EPUB, PDF, TEI, and data for programs."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from reader.books.book import UNDATED, book
from reader.books.carriers import carriers, zip_name
from reader.books.packed import packed
from reader.books.pdf import UnprintableError, pdf
from reader.books.pdf import said as lacking_words
from reader.build import Build, build
from reader.commands import disk
from reader.data import crate
from reader.data.exports import exports
from reader.edition.index import Index
from reader.history import paths
from reader.language.words import Lines
from reader.model import Problem, SeedFile
from reader.seeds import from_disk
from reader.site.settings import settings

SUMS = "SHA256SUMS"
READ_ME = """\
{title}, edition of {date}

Open index.html in a browser. No network is needed.

SHA-256 of the source of each text:
{sums}
"""


DISK = re.compile(r"\w+Error: \[Errno \d+\] ")  # what Python says last of a full disk, say


class UnbuiltError(Exception):
    """MkDocs did not build the site; the message is what it says of that."""


def dist(root: Path, folder: Path, address: str) -> Build:
    """Write all carriers, and the site that offers them, into a folder of their own.

    What an earlier run left there stands until all is made, and is replaced then; nothing
    else is. Returns the build, with the problems of the carriers among its own.
    """
    made = build(from_disk.read(root), address, settings=settings(root))
    if made.failed:
        return made
    try:
        with disk.replacing(folder) as work:
            return _with(made, *_made(root, folder, work, made.index, address))
    except disk.BusyError:
        return _with(made, disk.busy(folder))
    except disk.StrangeError as fault:
        return _with(made, *disk.not_ours(fault.paths))
    except UnbuiltError as fault:
        return _with(made, _unbuilt(str(fault)))
    except OSError as fault:
        return _with(made, disk.unwritable(folder, fault))


def _made(root: Path, folder: Path, work: Path, index: Index, address: str) -> tuple[Problem, ...]:
    """Make everything in ``work`` and put it in place of the folder; return what to say of it."""
    pdfs, problems = _pdfs(index, from_disk.read(root))
    files = {**pdfs, **_zip(root, work, index, pdfs)}
    _lay(work / "carriers", files)
    _site(root, work / "site", work / "carriers", index, OFFLINE="false", SITE_URL=address)
    release = _described(index, dict(_files(index, files)))
    sums = "".join(
        f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in release.items()
    )
    site = {f"site/{name}": data for name, data in _below(work / "site")}
    kept = disk.replace(folder, {**release, SUMS: sums.encode(), **site})
    return (*problems, *disk.kept(kept))


def _pdfs(index: Index, files: Sequence[SeedFile]) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Return the PDF of each text, by its name, and what each of them lacks."""
    made: dict[str, bytes] = {}
    problems = []
    for text in index.texts.values():
        path = f"seeds/texts/{text.id}/text.txt"
        try:
            made[f"{text.id}.pdf"], lacking = pdf(book(index, text))
        except UnprintableError as fault:
            problems.append(_unprintable(path, 1, f"the release has no PDF of it: {fault}"))
        else:
            if lacking:
                place = _first(files, path, lacking)
                problems.append(_unprintable(*place, f"{text.id}: {lacking_words(lacking)}"))
    return made, tuple(problems)


def _first(files: Sequence[SeedFile], path: str, lacking: Sequence[str]) -> tuple[str, int]:
    """Return the file and the line where one of some characters stands: in the text, or else."""
    for file in sorted(files, key=lambda file: file.path != path):
        words = file.content.decode("utf-8", "replace")
        found = [place for signs in lacking if (place := words.find(signs)) >= 0]
        if found:
            return file.path, Lines(words).at(min(found))
    return path, 1


def _zip(root: Path, work: Path, index: Index, given: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the site as a zip, by its name; it offers the carriers ``given``."""
    date = index.day or UNDATED
    _lay(work / "carriers", given)
    _site(root, work / "folder", work / "carriers", index, OFFLINE="true", SITE_URL="")
    name = zip_name(index.collection.title, date)
    return {name: packed(dict(_folder(index, work / "folder", date)), date)}


def _with(made: Build, *problems: Problem) -> Build:
    return Build(made.index, made.outputs, (*made.problems, *problems))


def _unprintable(path: str, line: int, message: str) -> Problem:
    fix = "nothing, if the PDF may be so; else name a folder with a font in READER_FONTS"
    return Problem(path, line, "unprintable", message, fix, "warning")


def _unbuilt(said: str) -> Problem:
    fix = "correct what MkDocs names; 'mkdocs build --strict' says it at greater length"
    return Problem("mkdocs.yml", 1, "not-built", f"the site was not built: {said}", fix)


def _site(root: Path, target: Path, given: Path, index: Index, **variables: str) -> None:
    """Build the site in a folder. The sitemap bears the edition's date instead of today's.

    Raises UnbuiltError if MkDocs refuses; a traceback of ours is passed on as it is.
    """
    # The sitemap is packed, and what is packed cannot be older than the format.
    day = datetime.fromisoformat(max(index.day, UNDATED)).replace(tzinfo=UTC)
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": str(int(day.timestamp())),
        "READER_CARRIERS": str(given),
        **variables,
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    done = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    said = done.stdout + done.stderr
    last = said.strip().rpartition("\n")[2]
    if done.returncode and DISK.match(last):
        raise UnbuiltError(last)
    if done.returncode and "Traceback" in said:
        raise RuntimeError(f"the site was not built:\n{said}")
    if done.returncode:
        lines = (line.strip() for line in said.splitlines() if not line.startswith("INFO"))
        raise UnbuiltError("; ".join(line for line in lines if line))


def _folder(index: Index, site: Path, date: str) -> Iterator[tuple[str, bytes]]:
    """Return the files of the zip: one folder, and how to open it."""
    top = zip_name(index.collection.title, date).removesuffix("-site.zip")
    sums = "\n".join(f"{text.sha256}  {text.id}" for text in index.texts.values())
    yield (
        f"{top}/README.txt",
        READ_ME.format(title=index.collection.title, date=date, sums=sums).encode(),
    )
    for name, content in _below(site):
        yield f"{top}/{name}", content


def _below(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Return the files below a folder in the order of their names, each with its content."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    for name in sorted(names):
        yield name, (folder / name).read_bytes()


def _files(index: Index, made: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Return the files of the release: the carriers, and below them the data that is listed."""
    for carrier in carriers(index, made):
        yield Path(carrier.path).name, carrier.output.data
    for export in exports(index):
        if export.path == paths.data(crate.CITATION):
            yield crate.CITATION, export.output.data
        elif export.purpose and export.path.startswith("data/") and "/dts/" not in export.path:
            yield export.path, export.output.data


def _described(index: Index, files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files of the release with the one that describes them."""
    made = crate.crate(index, files)
    return {**files, crate.CRATE: made.encode()}


def _lay(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
