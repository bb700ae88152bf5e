"""What the pages of programmes ask first: the round, a programme, an area, a firm or a pick within scope."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from typing import Any

from flask import abort, url_for
from flask_babel import gettext as _
from wtforms import Field, Form, ValidationError

from app.accounts.signing_in import my_scope
from app.areas import rounds
from app.areas import store as areas
from app.clock import today
from app.db import get_db, row
from app.programmes.matching.finding import best
from app.programmes.matching.lines import AreaLine
from app.programmes.matching.reading import Held
from app.programmes.matching.rules import Rules
from app.programmes.picks import pick_store
from app.programmes.register import store
from app.programmes.register.amounts import as_won
from app.programmes.register.programme import Programme
from app.words.formats import named

# Names of programmes beside an area in a table. Chosen, not measured.
NAMED = 3


def round_id() -> str | None:
    """The round that is shown."""
    found = rounds.current()
    return found["id"] if found else None


def my_programme(programme_id: str) -> Programme:
    """The programme, or the end of the request with 404."""
    return store.find(get_db(), programme_id) or abort(404)


def my_area(area_id: str) -> sqlite3.Row:
    """An area of one's own, or the end of the request with 404."""
    if not my_scope().allows(area_id):
        abort(404)
    return areas.find_area(get_db(), area_id) or abort(404)


def my_firm(firm_id: str) -> sqlite3.Row:
    """A firm of one's own areas, or the end of the request with 404."""
    found = row(get_db(), "select * from firm where id = ?", [firm_id])
    return found if found and my_scope().allows(found["area_id"]) else abort(404)


def my_pick(pick_id: str) -> sqlite3.Row:
    """A pick of one's own areas, or the end of the request with 404."""
    return pick_store.find(get_db(), pick_id, my_scope()) or abort(404)


def soon(rules: Rules) -> str:
    """The last day that is soon."""
    return (today() + timedelta(days=rules.soon_days)).isoformat()


def readable_amount(_form: Form, field: Field) -> None:
    """A field's amount can be read, if there is one; else its error says what would be right."""
    try:
        amount(field.data)
    except ValueError as error:
        raise ValidationError(str(error)) from error


def amount(text: str | None) -> int | None:
    """An amount somebody typed, in won; None where the field is empty."""
    return as_won(text) if text and text.strip() else None


def exports(endpoint: str, **asked: Any) -> list[tuple[str, str]]:
    """The links to a list as a file, with its filters."""
    kept = {name: value for name, value in asked.items() if value}
    words = {"csv": _("CSV 내려받기"), "xlsx": _("XLSX 내려받기")}
    return [(url_for(endpoint, kind=kind, **kept), word) for kind, word in words.items()]


def best_of(held: Held, shown: list[AreaLine]) -> dict[str, list[tuple[str, str]]]:
    """Area to the names and pages of the programmes that fit it best."""
    found = {}
    for line in shown:
        programmes = [held.programmes[n] for n in best(held, line.place, NAMED)]
        found[line.area["id"]] = [
            (named(p), url_for("programmes.choose", programme_id=p.id, area_id=line.area["id"])) for p in programmes
        ]
    return found
