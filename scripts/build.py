"""The commands of the reader, for the collection of this repository."""

from __future__ import annotations

import sys
from pathlib import Path

from reader.commands import main

ROOT = Path(__file__).resolve().parent.parent

if __name__ == "__main__":
    sys.exit(main(root=ROOT))
