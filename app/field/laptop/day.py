"""The day's package: what one person needs on site, and no more of anybody than that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from app.accounts.people import Person, Scope
from app.clock import now, today
from app.db import rows
from app.field.records import keys
from app.surveys.asking import store
from app.surveys.asking.frame import area_out, framed
from app.surveys.asking.surveying import state
from app.words.formats import named

# What features above put into the package: name -> (db, person, day) -> list.
PARTS: dict[str, Callable[[Database, Person, date], list[dict[str, Any]]]] = {}


def package(db: Database, person: Person, scope: Scope, *, folder: Path) -> dict[str, Any]:
    """The package without its forms: surveys that run or will, the person's areas and their firms, and the visits."""
    return {
        "person": person.id,
        "made_at": now(),
        "key": keys.jwk(keys.signing_key(folder)),
        "office": keys.jwk(keys.reading_key(folder)),
        "surveys": [{**_survey(survey), "left_out": left_out(db, survey["id"], scope)} for survey in surveys(db)],
        "areas": [
            {"id": r["id"], "code": r["code"], "name": named(r), "district": r["district"]}
            for r in store.areas_in(db, scope)
        ],
        "firms": [dict(r) for r in firms(db, scope)],
        "visits": [],
        **{name: part(db, person, today()) for name, part in PARTS.items()},
    }


def surveys(db: Database) -> list[Any]:
    """Surveys that are open or will be: whoever is away for days takes along what begins meanwhile."""
    return [survey for survey in store.list_surveys(db) if state(survey) != "closed"]


def _survey(survey: Any) -> dict[str, Any]:
    told = {name: survey[name] for name in ("id", "wave", "opens_on", "closes_on")}
    return {**told, "title": named(survey, "title"), "version": survey["version_id"]}


def left_out(db: Database, survey_id: str, scope: Scope) -> list[str]:
    """Firms and areas of the scope, by id, that a survey does not ask: the laptop offers none of them for it."""
    found = rows(
        db,
        f"""select f.id from firm f where {scope.sql("f.area_id")} and not {framed("f", ":survey")}
            union all select a.id from area a where {scope.sql("a.id")} and {area_out("a.id", ":survey")}""",
        {"survey": survey_id},
    )
    return [each["id"] for each in found]


def firms(db: Database, scope: Scope) -> list[Any]:
    return rows(
        db,
        f"""select f.id, f.code, f.name, f.area_id as area, i.name_ko as industry, f.size_band as size
            from firm f left join industry i on i.code = f.industry_code
            where {scope.sql("f.area_id")} order by f.name""",
    )
