"""The data map is true: it knows every personal column of the schema, and gives it to nobody the dictionary does not."""

from __future__ import annotations

import re

import pytest

from app.requests.labels import LABELS
from app.requests.places import PLACES, Place
from tests.house.data_dictionary import read_words, said_of, schema
from tests.house.privacy_map import PAGE, written
from tests.house.test_walk import allowed

WORDS = read_words()
MAPPED = {column for place in PLACES for column in place.columns}


def test_every_column_marked_personal_is_on_the_map() -> None:
    personal = {
        f"{table}.{column.name}"
        for table, found in schema().items()
        for column in found.columns
        if not found.view and "personal" in (said_of(WORDS, table, column.name) or {})
    }
    assert len(personal) > 30 and personal - MAPPED == set()


def test_every_column_on_the_map_is_in_the_schema() -> None:
    assert MAPPED - {f"{table}.{column.name}" for table, found in schema().items() for column in found.columns} == set()


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.code)
def test_the_map_gives_a_place_to_nobody_the_dictionary_does_not(place: Place) -> None:
    split = [column.split(".") for column in place.columns]
    assert place.roles <= frozenset().union(*(allowed(WORDS, table, column) for table, column in split))
    told = " ".join(
        f"{WORDS['tables'][table]['readers']} {(said_of(WORDS, table, column) or {}).get('readers', '')}"
        for table, column in split
    )
    for name in re.findall(r"\bas `([a-z_]+)`", told):
        told += WORDS["tables"].get(name, {}).get("readers", "")
    assert {name for name in place.readers if f"{{{name}}}" not in told} == set()


def test_every_place_says_what_why_how_long_and_how_it_ends() -> None:
    codes = {place.code for place in PLACES}
    for kind in ("held_place", "held_why", "held_until", "held_end"):
        assert set(LABELS[kind]) == codes, kind


def test_the_page_has_the_map_as_it_is() -> None:
    assert PAGE.read_text(encoding="utf-8") == written(), "run: python tests/house/privacy_map.py"
