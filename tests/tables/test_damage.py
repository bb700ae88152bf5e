"""A small run of `bench/files/tables.py`: no damaged or odd copy of a good table is taken wrongly without a word."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from flask import Flask

from bench.files.table_damage import DAMAGES
from bench.files.tables import prepared, run

HARMLESS = (
    "none",
    "columns in another order",
    "number formats",
    "marks",
    "merged heads and footnotes",
    "encodings and delimiters",
)


@pytest.fixture
def ends(app: Flask, tmp_path: Path) -> dict[str, Counter[str]]:
    db, kinds = prepared(tmp_path / "bench")
    try:
        return run(3 * len(DAMAGES), 7, db, kinds)
    finally:
        db.conn.close()


def test_nothing_is_taken_wrongly_in_silence_and_good_tables_are_taken(ends: dict[str, Counter[str]]) -> None:
    assert {damage: counts["wrong"] for damage, counts in ends.items() if counts["wrong"]} == {}
    assert {damage for damage in HARMLESS if ends[damage]["asked"]} == set()
    assert all(counts.total() == 3 for counts in ends.values())
