"""Spoilt seeds, two thousand of them; tests/fuzz.py runs more, and any of them again."""

from __future__ import annotations

import random
from dataclasses import replace

import fuzz
import pytest

from reader.model import SeedFile
from reader.seeds import keys, vocabulary

SEED = 15


@pytest.mark.parametrize("first", range(0, 2000, 500))
def test_spoilt_seeds_give_outputs_or_named_problems(first: int) -> None:
    """All are read and checked; one in ten of the good ones is built."""
    found = list(fuzz.faults(SEED, range(first, first + 500), share=10))
    said = [
        f"python tests/fuzz.py --seed {SEED} --case {one.number}\n{fault}" for one, fault in found
    ]
    assert found == [], "\n".join(said)


def test_every_key_of_every_seed_is_spoilt() -> None:
    spoilt = {words.partition(":")[0] for n in range(4000) for words in fuzz.case(SEED, n).spoilt}
    for kind, fields in fuzz.KEYS.items():
        assert {f"{kind}.{field.name}" for field in fields} <= spoilt


def test_a_fault_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check of names is left out, so that what it keeps away gets through."""
    fields = tuple(
        replace(field, check=None) if field.name == "responsible" else field for field in keys.ENTRY
    )
    monkeypatch.setattr(keys, "ENTRY", fields)
    vocabulary.entry.cache_clear()
    assert list(fuzz.built([fuzz.Case(1, names_without_a_name(), ())], printed=False))


def names_without_a_name() -> tuple[SeedFile, ...]:
    dice, values = random.Random(1), fuzz.edition("c1")
    values["entry"]["responsible"] = "; ;"
    files = fuzz.written(dice, "c1", values, fuzz.sources("c1"))
    return tuple(file for file in files if "/record/" not in file.path)
