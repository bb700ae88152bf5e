"""Who reads what by the data dictionary; that no page shows a role what is others' is held by the walk (test_walk.py)."""

from __future__ import annotations

import re
from typing import Any

from sqlite_utils import Database

from app.accounts.permissions import EVERYONE, PERMISSIONS
from app.db import rows
from tests.house.data_dictionary import said_of, schema

# Shorter values stand on pages by chance. Ids, days, codes and names of files stand in links and code.
SHORTEST = 6
CHANCE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|[\w.:+-]{1,32}", re.ASCII)
# Words of ordinary speech, which questionnaires and quotes have too.
ORDINARY = ("term.form", "theme.name_ko", "theme.name_en")
Words = dict[str, Any]
# A value of the database to who may read it, and the columns it stands in.
Tales = dict[str, tuple[frozenset[str], set[str]]]


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


def tell_tales(db: Database, words: Words) -> Tales:
    """Values of text columns to who may read them, by any column that holds them, and those columns."""
    found: Tales = {}
    for name, table in schema().items():
        for column in (c for c in table.columns if c.type == "text" and not c.values and not table.view):
            may, quoted = allowed(words, name, column.name), f'"{column.name}"'
            for (value,) in rows(db, f"select distinct {quoted} from {name} where length({quoted}) >= {SHORTEST}"):
                if value[0] not in "[{" and not CHANCE.fullmatch(value) and f"{name}.{column.name}" not in ORDINARY:
                    before, columns = found.get(value, (frozenset(), set()))
                    found[value] = (before | may, columns | {f"{name}.{column.name}"})
    return found
