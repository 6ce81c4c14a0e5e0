"""One edition on five carriers: the site as a zip, EPUB, PDF, TEI, and data for programs."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from reader import paths, seeds
from reader.build import Build, build, unwritable
from reader.export import crate, exports
from reader.export.book import UNDATED, book
from reader.export.carriers import carriers, zip_name
from reader.export.packed import packed
from reader.export.pdf import UnprintableError, pdf
from reader.index import Index
from reader.model import Problem

SUMS = "SHA256SUMS"
READ_ME = """\
Annotated reader, edition of {date}

Open index.html in a browser. No network is needed.

SHA-256 of the source of each text:
{sums}
"""


def dist(root: Path, folder: Path, address: str) -> Build:
    """Write all carriers, and the site that offers them, into a folder of their own.

    What an earlier run left there is removed. Returns the build, with the problems of the
    carriers among its own.
    """
    made = build(seeds.read(root), address)
    if made.failed:
        return made
    strange = sorted(_strange(folder))
    if strange:
        return _with(made, _refused(strange[0]))
    index = made.index
    try:
        pdfs = {f"{text.id}.pdf": pdf(book(index, text)) for text in index.texts.values()}
    except UnprintableError as fault:
        return _with(made, _unprintable(str(fault)))
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        files = {**pdfs, **_zip(root, work, index, pdfs)}
        _lay(work / "carriers", files)
        _site(root, work / "site", work / "carriers", index, OFFLINE="false", SITE_URL=address)
        try:
            _replace(folder, _described(index, dict(_files(index, files))), work / "site")
        except OSError as fault:
            return _with(made, unwritable(folder, fault))
    return made


def _zip(root: Path, work: Path, index: Index, given: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the site as a zip, by its name; it offers the carriers ``given``."""
    date = index.day or UNDATED
    _lay(work / "carriers", given)
    _site(root, work / "folder", work / "carriers", index, OFFLINE="true", SITE_URL="")
    return {zip_name(date): packed(dict(_folder(index, work / "folder", date)), date)}


def _with(made: Build, problem: Problem) -> Build:
    return Build(made.index, made.outputs, (*made.problems, problem))


def _strange(folder: Path) -> Iterator[Path]:
    """Return the files of a folder that no release left there: they would be lost."""
    listed = folder / SUMS
    lines = listed.read_text(encoding="utf-8").splitlines() if listed.is_file() else []
    known = {listed, *(folder / line.partition("  ")[2] for line in lines)}
    site = folder / "site" if lines else None
    if folder.is_file():
        yield folder
    for path in folder.rglob("*"):
        if not path.is_dir() and path not in known and site not in path.parents:
            yield path


def _refused(path: Path) -> Problem:
    message = "no release made this file; nothing was written"
    fix = "choose a new or an empty folder, or move what does not belong there away"
    return Problem(path.as_posix(), 1, "folder-not-empty", message, fix)


def _unprintable(message: str) -> Problem:
    fix = "leave the character out, or add a font that has it in scripts/reader/export/pdf.py"
    return Problem("seeds", 1, "unprintable", f"no PDF can be made: {message}", fix)


def _site(root: Path, target: Path, given: Path, index: Index, **variables: str) -> None:
    """Build the site in a folder. The sitemap bears the edition's date instead of today's."""
    day = datetime.fromisoformat(index.day or UNDATED).replace(tzinfo=UTC)
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
    if done.returncode:
        raise RuntimeError(f"the site was not built:\n{done.stdout}{done.stderr}")


def _folder(index: Index, site: Path, date: str) -> Iterator[tuple[str, bytes]]:
    """Return the files of the zip: one folder, and how to open it."""
    top = zip_name(date).removesuffix("-site.zip")
    sums = "\n".join(f"{text.sha256}  {text.id}" for text in index.texts.values())
    yield f"{top}/README.txt", READ_ME.format(date=date, sums=sums).encode()
    for name in sorted(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()):
        yield f"{top}/{name}", (site / name).read_bytes()


def _files(index: Index, made: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Return the files of the release: the carriers, and below them the data that is listed."""
    for carrier in carriers(index, made):
        yield Path(carrier.path).name, carrier.binary
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
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _replace(folder: Path, files: Mapping[str, bytes], site: Path) -> None:
    """Put the files and the site in place of what an earlier run left."""
    sums = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items()
    )
    if folder.exists():
        shutil.rmtree(folder)
    _lay(folder, {**files, SUMS: sums.encode()})
    shutil.copytree(site, folder / "site")
