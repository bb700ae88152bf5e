"""Who reads what: no page shows a role what the data dictionary gives to others, on a walk over every page."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from flask import Flask
from sqlite_utils import Database

from app.accounts.permissions import EVERYONE, PERMISSIONS
from app.db import rows
from tests.house.data_dictionary import ROLES, read_words, said_of, schema
from tests.house.test_routes import address, guarded, signed, values, world
from tests.house.test_withdrawn import text_of

__all__ = ["values", "world"]  # fixtures: the example round, and one real value for every argument of an address
# Shorter values stand on pages by chance. Ids, days, codes and names of files stand in links and code.
SHORTEST = 6
CHANCE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|[\w.:+-]{1,32}", re.ASCII)
# Words of ordinary speech, which questionnaires and quotes have too.
ORDINARY = ("term.form", "theme.name_ko", "theme.name_en")
Words = dict[str, Any]


def allowed(words: Words, table: str, column: str = "") -> frozenset[str]:
    """Roles the words give a column (or a table) to; a respondent or "the person" is none."""
    said = words["tables"][table]
    text = (said_of(words, table, column) or {}).get("readers", said["readers"]) if column else said["readers"]
    found = {role for name in re.findall(r"\{([a-z]+\.[a-z]+)\}", text) for role in PERMISSIONS[name]}
    if "everybody" in text and "everybody else" not in text:
        found |= EVERYONE
    if column and "as the table" in text:
        found |= allowed(words, table)
    for name in re.findall(r"\bas `([a-z_]+)`", text):
        found |= allowed(words, name) if name in words["tables"] else allowed(words, table, name)
    return frozenset(found)


def tell_tales(db: Database, words: Words) -> dict[str, tuple[frozenset[str], set[str]]]:
    """Values of text columns to who may read them, by any column that holds them, and those columns."""
    found: dict[str, tuple[frozenset[str], set[str]]] = {}
    for name, table in schema().items():
        for column in (c for c in table.columns if c.type == "text" and not c.values and not table.view):
            may, quoted = allowed(words, name, column.name), f'"{column.name}"'
            for (value,) in rows(db, f"select distinct {quoted} from {name} where length({quoted}) >= {SHORTEST}"):
                if value[0] not in "[{" and not CHANCE.fullmatch(value) and f"{name}.{column.name}" not in ORDINARY:
                    before, columns = found.get(value, (frozenset(), set()))
                    found[value] = (before | may, columns | {f"{name}.{column.name}"})
    return found


def pages(app: Flask, role: str, values: dict[str, str]) -> str:
    """Everything a role of all areas can get, as one text."""
    client = signed(app, f"wide-{role}")
    paths = {address(rule, values) for rule, method in guarded(app) if method == "GET"}
    answers = [client.get(path) for path in sorted(paths) if not path.startswith("/sign-out")]
    return "\n".join(html.unescape(text_of(answer.data)) for answer in answers if answer.status_code == 200)


@pytest.fixture(scope="module")
def tales(world: tuple[Flask, Database], values: dict[str, str]) -> dict[str, tuple[frozenset[str], set[str]]]:
    return tell_tales(world[1], read_words())


@pytest.mark.parametrize("role", ROLES)
def test_no_page_shows_a_role_what_the_dictionary_gives_to_others(
    role: str,
    world: tuple[Flask, Database],
    values: dict[str, str],
    tales: dict[str, tuple[frozenset[str], set[str]]],
) -> None:
    text = pages(world[0], role, values)
    met = {value: found for value, found in tales.items() if value in text}
    open_to_role = [value for value, (may, _columns) in tales.items() if role in may]
    wrong = {
        f"{', '.join(sorted(columns))}: {value[:40]}"
        for value, (may, columns) in met.items()
        if role not in may and not any(value in longer for longer in open_to_role)
    }
    assert wrong == set()
    # A walk that comes by nothing would prove nothing; by what is sealed only the facilitator comes.
    assert len(met) > 100
    sealed = {value for value, (may, _columns) in tales.items() if may == {"facilitator"}}
    assert bool(sealed & met.keys()) is (role == "facilitator")
