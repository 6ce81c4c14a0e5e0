"""What takes long to make and seldom changes, stored on disk for the next build.

Each value is stored under the hash of all that it is made of, our own code and the versions of
what makes it among them. What is not there, or cannot be read back whole, is made again: so it
may be deleted or damaged, and costs time but never truth. ``READER_CACHE`` names another folder;
if it is empty, nothing is stored. Large values are in ``database``.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket
from platformdirs import user_cache_dir

from reader.stored.database import Database

OURS = Path(__file__).parents[1]
MOST = 12  # values of a kind; those that were made first go
EDITIONS = 3  # of our own code, for which compiled templates are stored


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates in a folder that a build of other code of ours may let go."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store a template, or leave it where it cannot be stored: it is compiled anew then."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


@cache
def folder() -> Path | None:
    """Return the folder of what is stored, or None if nothing can be."""
    named = os.environ.get("READER_CACHE", user_cache_dir("annotated-reader"))
    if not named:
        return None
    try:
        Path(named).mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return Path(named) if os.access(named, os.W_OK) else None


@cache
def own_code() -> str:
    """Return a hash of our own code, by the size and the time of change of each file."""
    found = ((path, path.stat()) for path in own_files())
    facts = [(str(path.relative_to(OURS)), of.st_size, of.st_mtime_ns) for path, of in found]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]


@cache
def own_files() -> tuple[Path, ...]:
    """Return all that our package consists of, templates and fonts too, but what is compiled."""
    found = (path for path in OURS.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return tuple(sorted(found))


def key_of(*parts: object) -> str:
    """Return what tells one state of some values from another; sets are to be sorted before."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def templates() -> BytecodeCache | None:
    """Return where Jinja stores compiled templates, which it checks by their sources.

    What our filters make of words in a template is compiled into it: so our code counts too.
    """
    if (place := folder()) is None:
        return None
    own = place / f"templates-{own_code()}"
    try:
        own.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return None
    for old in _oldest(place.glob("templates-*"), EDITIONS):
        shutil.rmtree(old, ignore_errors=True)
    return _Compiled(str(own))


def strings(
    kind: str, made_of: object, packages: Sequence[str], make: Callable[[], dict[str, str]]
) -> dict[str, str]:
    """Return strings by their names, as they were stored or else as ``make`` makes them.

    ``made_of`` is all that they depend on, as values of JSON, but for our own code and the
    versions of ``packages``.
    """
    if (place := folder()) is None:
        return make()
    named = json.dumps([kind, _makers(packages), made_of], ensure_ascii=False, sort_keys=True)
    path = place / f"{kind}-{hashlib.sha256(named.encode()).hexdigest()[:32]}.json"
    found = _read(path)
    if found is None:
        found = make()
        _write(path, found)
        for old in _oldest(place.glob(f"{kind}-*.json"), MOST):
            with suppress(OSError):
                old.unlink()
    return found


def content(kind: str, made_of: str, packages: Sequence[str], make: Callable[[], bytes]) -> bytes:
    """Return something large as it was stored or else as ``make`` makes it, as ``strings`` does.

    ``made_of`` is a hash of all that it depends on.
    """
    if (place := folder()) is None:
        return make()
    key = key_of(_makers(packages), made_of)
    store = Database(place / f"{kind}.sqlite")
    found = store.get(key)
    if found is None:
        found = make()
        store.put(key, found)
    store.close()
    return found


def _makers(packages: Iterable[str]) -> list[str]:
    """Return the versions of what makes a value: our code, and packages."""
    return [own_code(), *(f"{name} {version(name)}" for name in packages)]


def _read(path: Path) -> dict[str, str] | None:
    """Return what a file holds, unless it is damaged: its first line is the hash of the rest."""
    try:
        digest, _, rest = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if hashlib.sha256(rest).hexdigest().encode() != digest:
        return None
    made: dict[str, str] = json.loads(rest)
    return made


def _write(path: Path, made: dict[str, str]) -> None:
    """Write strings into a file that is there whole or not at all; on a full disk it is not."""
    rest = json.dumps(made, ensure_ascii=False).encode()
    with suppress(OSError):
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest)
        Path(file.name).replace(path)


def _oldest(paths: Iterable[Path], most: int) -> list[Path]:
    """Return what is more than may stay, by the time at which it was made."""
    with suppress(OSError):  # another build may have taken one away
        return sorted(paths, key=lambda path: path.stat().st_mtime)[:-most]
    return []
