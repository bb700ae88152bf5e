"""The area a page asks for, from what stands in its field: an id of an old address, a code, a name, initials."""

from __future__ import annotations

import sqlite3
import unicodedata

from flask import abort, g, make_response, render_template, request
from sqlite_utils import Database

from app.accounts import signing_in
from app.accounts.people import Scope
from app.areas import store
from app.areas.finding.initials import are_initials, initials
from app.db import get_db

# What a person reads through; a longer text finds fewer. So few that the field can offer all from the start. Chosen.
MOST = 20
# So many a list to choose from still holds; more are found by typing. Chosen, not measured.
MOST_LISTED = 100


def matches(db: Database, scope: Scope, typed: str) -> list[sqlite3.Row]:
    """The areas of a scope that a text may mean, by code; one that it names exactly alone."""
    text = _bare(typed)
    every = store.list_areas(db, scope)
    exact = [area for area in every if text in _names(area)]
    return exact or [area for area in every if _meant(area, text)]


def _names(area: sqlite3.Row) -> set[str]:
    """What names one area and no other: its id, code, names, and code with name as the field shows it."""
    code, names = area["code"], (area["name_ko"], area["name_en"])
    return {area["id"], *map(_bare, (code, *names, *(f"{code} {name}" for name in names)))}


def _meant(area: sqlite3.Row, text: str) -> bool:
    words = _bare(f"{area['code']} {area['name_ko']} {area['name_en']}")
    if are_initials(text):
        return text.replace(" ", "") in initials(area["name_ko"]).replace(" ", "")
    return all(word in words for word in text.split())


def _bare(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def area_found(name: str = "area") -> sqlite3.Row | None:
    """The area that a field of the page's address or form holds; None for an empty one.

    Where it may be several, or none of one's own, the request ends with a page to choose from (300, 404): nothing
    tells whether another's area exists.
    """
    found: dict[str, sqlite3.Row | None] = g.setdefault("areas_found", {})
    if name not in found:
        # a form that was sent knows better than the address it stands at
        typed = request.form.get(name, request.args.get(name, ""))
        found[name] = _one(name, typed.strip()[:120])
    return found[name]


def _one(name: str, typed: str) -> sqlite3.Row | None:
    if not typed:
        return None
    found = matches(get_db(), signing_in.my_scope(), typed)
    if len(found) == 1:
        return found[0]
    page = render_template(
        "areas/which.html", name=name, typed=typed, found=found[:MOST], more=max(len(found) - MOST, 0)
    )
    abort(make_response(page, 300 if found else 404))


def choosable(every: list[sqlite3.Row]) -> list[sqlite3.Row] | None:
    """The areas for a list to choose from; None where they are so many that the page has the field instead."""
    return every if len(every) <= MOST_LISTED else None


def few() -> list[sqlite3.Row]:
    """The areas of the person signed in, where they are so few that the field can name them all; else none."""
    if "few_areas" not in g:
        every = store.list_areas(get_db(), signing_in.my_scope())
        g.few_areas = every if len(every) <= MOST else []
    return list(g.few_areas)
