"""Many large values on disk, by their keys, in one file: what a build made, for the next.

A value comes back whole or not at all: each has its hash beside it. Two builds may use one file
at once. What has not been used for longest goes when all together are too large; a file that
SQLite cannot read is deleted, and begun anew.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MOST = 1 << 30  # bytes of values
BATCH = 8 << 20  # bytes that wait in memory to be written at once
PATIENCE = 5.0  # seconds to wait for another build
SCHEMA = """
CREATE TABLE IF NOT EXISTS made (key TEXT PRIMARY KEY, hash BLOB, value BLOB);
CREATE TABLE IF NOT EXISTS used (key TEXT PRIMARY KEY, size INTEGER, at INTEGER);
"""
OLD = "SELECT key, CAST(size AS INTEGER) FROM used ORDER BY at DESC, key"


class Database:
    """Values by their keys, in a file; one that cannot be read or written holds nothing."""

    def __init__(self, path: Path, most: int = MOST) -> None:
        self._path, self._most = path, most
        self._waiting: dict[str, bytes] = {}
        self._size = 0  # of what waits
        self._used: dict[str, int] = {}
        self._file: sqlite3.Connection | None = None
        self._file = self._opened() or self._opened()  # the second time a damaged one is gone

    def get(self, key: str) -> bytes | None:
        """Return a value as it was put, or None."""
        if key in self._waiting:
            return self._waiting[key]
        found = self._asked(key)
        if not found or not isinstance(found[1], bytes) or _hash(key, found[1]) != found[0]:
            return None
        self._used[key] = len(found[1])
        return found[1]

    def put(self, key: str, value: bytes) -> None:
        """Store a value; it may wait to be written until ``close``."""
        self._waiting[key] = value
        self._size += len(value)
        if self._size > BATCH:
            self._write()

    def close(self) -> None:
        """Write what waits, and let go what is old beyond the size that all may have."""
        self._write()
        if self._file:
            with self._guarded(), self._file:
                self._file.execute("BEGIN IMMEDIATE")
                self._let_go(self._file)
        self._shut()

    def _opened(self) -> sqlite3.Connection | None:
        with self._guarded():
            file = sqlite3.connect(self._path, PATIENCE, isolation_level=None)
            self._file = file
            file.execute("PRAGMA synchronous = OFF")  # what is lost with the power is made again
            file.executescript(SCHEMA)
            return file
        return None

    def _asked(self, key: str) -> tuple[bytes, bytes] | None:
        if not self._file:
            return None
        with self._guarded():
            ask = "SELECT hash, value FROM made WHERE key = ?"
            found: tuple[bytes, bytes] | None = self._file.execute(ask, (key,)).fetchone()
            return found
        return None

    def _write(self) -> None:
        """Write what waits, and what was used, in one step."""
        waiting, self._waiting, self._size = self._waiting, {}, 0
        now = time.time_ns()
        used = {**self._used, **{key: len(value) for key, value in waiting.items()}}
        self._used = {}
        if not self._file or not used:
            return
        rows = ((key, _hash(key, value), value) for key, value in waiting.items())
        with self._guarded(), self._file:
            self._file.execute("BEGIN IMMEDIATE")
            self._file.executemany("INSERT OR REPLACE INTO made VALUES (?, ?, ?)", rows)
            self._file.executemany(
                "INSERT OR REPLACE INTO used VALUES (?, ?, ?)",
                ((key, size, now) for key, size in used.items()),
            )

    def _let_go(self, file: sqlite3.Connection) -> None:
        total, old = 0, []
        for key, size in file.execute(OLD):
            total += size
            if total > self._most:
                old.append((key,))
        for table in ("made", "used"):
            file.executemany(f"DELETE FROM {table} WHERE key = ?", old)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Go on without the file if it is damaged, full, or not let go by another build."""
        try:
            yield
        except (sqlite3.Error, ValueError) as fault:  # the second, where no text is where one was
            self._shut()
            if not _is_busy(fault):
                with suppress(OSError):
                    self._path.unlink()

    def _shut(self) -> None:
        file, self._file = self._file, None
        if file:
            with suppress(sqlite3.Error):
                file.close()


def _is_busy(fault: Exception) -> bool:
    """Return whether another build has the file, or the disk is full: the file itself is whole."""
    code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
    return code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL}


def _hash(key: str, value: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\n" + value).digest()
