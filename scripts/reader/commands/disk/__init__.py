"""Write files so that a crash, a full disk or a second command leaves the old ones whole.

A file is written beside its place, flushed to the disk, and renamed. So is a folder, with
a list of what was written into it: only what stands there, unchanged, is ever deleted.
"""

from __future__ import annotations

from reader.commands.disk.files import BusyError, alone, make, make_all, make_folder, write
from reader.commands.disk.folders import LIST, StrangeError, replace, replacing, strange
from reader.commands.disk.problems import busy, kept, not_ours, unwritable

__all__ = [
    "LIST",
    "BusyError",
    "StrangeError",
    "alone",
    "busy",
    "kept",
    "make",
    "make_all",
    "make_folder",
    "not_ours",
    "replace",
    "replacing",
    "strange",
    "unwritable",
    "write",
]
