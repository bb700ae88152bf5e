"""What every role meets on one walk over every page: what is recorded, what asks first, and who reads what.

One walk a role for all of it: each costs seconds, for there are two hundred pages and files.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlite_utils import Database

from app.accounts import access, entries, reasons
from app.accounts.permissions import EVERYONE, PERMISSIONS
from app.db import rows, scalar
from app.words.labels import LABELS
from tests.house.data_dictionary import read_words, said_of, schema
from tests.house.test_routes import LETTERS, MAY, address, guarded, signed, values, world
from tests.house.test_withdrawn import text_of

__all__ = ["values", "world"]  # fixtures: the example round, and one real value for every argument of an address

# Files with single statements that leave without a question: what a report quotes was chosen and masked for outside.
TOLD_OUTSIDE = {
    *(
        "plans.paper",
        "reports.area_paper_file",
        "reports.council_paper",
        "reports.paper_file",
        "reports.public_zip",
        "reports.round_file",
        "reports.team_paper",
    ),
}
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


@dataclass(frozen=True)
class Met:
    """One page or file as a role gets it.

    Attributes
    ----------
    asks : bool
        Whether it asked first why it is wanted.
    first, text : str
        What the first answer said, and the one after the reason was given; the same where it did not ask.
    first_is_file, is_file, found : bool
        `found`: the last answer is a page or file and no redirect or refusal.
    entries : tuple of dict
        What the trail says of it.
    """

    endpoint: str
    asks: bool
    first: str
    text: str
    first_is_file: bool
    is_file: bool
    found: bool
    entries: tuple[dict[str, Any], ...]

    def tells(self, words: list[str], text: str) -> bool:
        return any(word in text for word in words)


Walk = Callable[[str], list[Met]]


@pytest.fixture(scope="module")
def walk(world: tuple[Flask, Database], values: dict[str, str]) -> Walk:
    """A role's letter to everything it may get, got once."""
    app, db = world
    walked: dict[str, list[Met]] = {}

    def of(letter: str) -> list[Met]:
        if letter not in walked:
            walked[letter] = _walked(app, db, values, letter)
        return walked[letter]

    return of


def _walked(app: Flask, db: Database, values: dict[str, str], letter: str) -> list[Met]:
    client, found = signed(app, f"wide-{LETTERS[letter]}"), []
    client.gives = ""  # type: ignore[attr-defined]
    for rule, method in guarded(app):
        if method != "GET" or letter not in MAY[rule.endpoint]:
            continue
        last, path = scalar(db, "select ifnull(max(id), 0) from audit"), address(rule, values)
        first = answer = client.get(path)
        if asks := first.status_code == reasons.ASKED:
            answer = client.get(f"{path}?reason=check")
        text = text_of(first.data)
        kept = rows(db, "select * from audit where id > ? order by id", [last])
        met = Met(
            endpoint=rule.endpoint,
            asks=asks,
            first=text,
            text=text_of(answer.data) if asks else text,
            first_is_file=access.is_file(first),
            is_file=access.is_file(answer),
            found=answer.status_code == 200,
            entries=tuple(dict(r) for r in kept),
        )
        found.append(met)
    return found


@pytest.fixture(scope="module")
def said(world: tuple[Flask, Database]) -> list[str]:
    """Statements and participants that no page may show without an entry."""
    db = world[1]
    found = [r[0] for r in rows(db, "select text from segment where length(text) > 15")]
    # A coder of the same name as a participant's label is no participant.
    named = "exists (select 1 from person p where instr(p.name, t.label))"
    labels = f"select label from participant t where length(label) > 3 and not {named}"
    found += [r[0] for r in rows(db, labels)]
    return found


@pytest.fixture(scope="module")
def tales(world: tuple[Flask, Database], values: dict[str, str]) -> Tales:
    return tell_tales(world[1], read_words())


@pytest.mark.parametrize("letter", LETTERS)
def test_every_file_any_role_takes_home_is_in_the_trail(world: tuple[Flask, Database], walk: Walk, letter: str) -> None:
    person = scalar(world[1], "select id from person where login = ?", [f"wide-{LETTERS[letter]}"])
    files, missing = [met for met in walk(letter) if met.found and met.is_file], []
    for met in files:
        taken = [r for r in met.entries if entries.task_of(r["action"]) == "download"]
        if [(r["person_id"], r["address"], r["page"]) for r in taken] != [(person, "127.0.0.1", met.endpoint)]:
            missing.append(met.endpoint)
        what = [json.loads(r["detail"]).get("what", "original") for r in taken]
        missing += [f"{met.endpoint}: no word for {w}" for w in what if w not in LABELS["download"]]
    assert missing == [] and len(files) >= 2


@pytest.mark.parametrize("letter", LETTERS)
def test_every_page_that_shows_what_people_said_leaves_an_entry(walk: Walk, said: list[str], letter: str) -> None:
    assert [met.endpoint for met in walk(letter) if not met.entries and met.tells(said, met.text)] == []


@pytest.mark.parametrize("letter", LETTERS)
def test_a_file_with_what_people_said_asks_first_and_no_other_does(walk: Walk, said: list[str], letter: str) -> None:
    met = walk(letter)
    assert [f"{m.endpoint}: asks {m.asks}" for m in met if m.asks != (m.endpoint in reasons.REASONED)] == []
    free = [m for m in met if m.first_is_file and m.endpoint not in TOLD_OUTSIDE]
    assert [f"{m.endpoint}: hands out what people said" for m in free if m.tells(said, m.first)] == []


@pytest.mark.parametrize("letter", LETTERS)
def test_no_page_shows_a_role_what_the_dictionary_gives_to_others(walk: Walk, tales: Tales, letter: str) -> None:
    role = LETTERS[letter]
    text = "\n".join(html.unescape(met.text) for met in walk(letter) if met.found)
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
