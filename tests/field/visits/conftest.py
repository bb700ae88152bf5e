"""An open survey, firms, and visits of the researcher to them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.clock import today
from app.db import scalar
from app.field.visits import assigning, reporting
from app.ids import new_id
from tests.surveys.conftest import firms, survey

__all__ = ["firms", "survey"]


@pytest.fixture
def send(db: Database, survey: sqlite3.Row, firms: dict[str, str], people: dict[str, str]) -> Callable[..., str]:
    """Send the researcher to a firm, so many days from now; the visit's id."""

    def to(firm: str = "F1", days: int = 0, researcher: str = "researcher") -> str:
        wanted = assigning.Assignment(
            new_id(), survey["id"], (firms[firm],), people[researcher], today() + timedelta(days=max(days, 0)), "chosen"
        )
        assigning.assign(db, wanted, EVERYTHING, person_id=people["analyst"])
        visit_id = str(scalar(db, "select id from visit where firm_id = ? order by id desc", [firms[firm]]))
        if days < 0:  # nobody plans a day that is over: it was planned and became so
            from app.field.visits import store

            day = (today() + timedelta(days=days)).isoformat()
            who = {"researcher_id": people[researcher], "person_id": people["analyst"]}
            store.insert_event(db, visit_id, "assigned", planned_on=day, **who)
        return visit_id

    return to


@pytest.fixture
def tell(db: Database, people: dict[str, str]) -> Iterator[Callable[..., reporting.Reported]]:
    """Tell what came of a visit."""

    def of(visit_id: str, outcome: str = "done", *, who: str = "researcher", **more: object) -> reporting.Reported:
        told = {"id": new_id(), "way": "laptop", **more}
        return reporting.report(
            db,
            reporting.Report(visit_id=visit_id, outcome=outcome, **told),  # type: ignore[arg-type]
            person_id=people[who],
        )

    yield of
