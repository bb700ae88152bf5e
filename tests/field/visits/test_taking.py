"""Visits a laptop sends: taken once however often they come, held where they are another's, never thrown away."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlite_utils import Database

from app.clock import now, today
from app.db import rows, scalar
from app.errors import BadInput
from app.field.records.record import Record, read
from app.field.visits.outcomes import outcomes
from app.field.visits.taking import take
from app.ids import new_id
from tests.field.visits.test_reporting import with_photo


@pytest.fixture
def sealed(people: dict[str, str]) -> Callable[..., Record]:
    """A record of a visit as the researcher's laptop seals it."""

    def of(visit: str | None, *, id: str = "", **said: Any) -> Record:
        head = {"v": 1, "kind": "visit", "device": new_id(), "sequence": 1, "made_at": now()}
        told = {"visit": visit, "outcome": "done", **said}
        return read(id or new_id(), json.dumps({**head, "person": people["researcher"], **told}).encode())

    return of


def test_a_visit_of_a_laptop_is_taken_once_with_all_it_says(
    db: Database, send: Callable[..., str], sealed: Callable[..., Record], people: dict[str, str], areas: dict[str, str]
) -> None:
    visit_id, photo = send(), with_photo(db, people["researcher"])
    consent = {"words": outcomes().consent.id, "at": now()}
    record = sealed(visit_id, note="예시 메모", consent=consent, photos=[photo], firm=None, area=areas["B001"])
    first, again = (take(db, record, people["researcher"]) for _n in range(2))
    assert first == again and (first.state, first.area_id) == ("accepted", areas["B001"])
    (told,) = rows(db, "select * from visit_report")
    assert (told["id"], told["way"], told["note"], told["consent_sha256"]) == (
        record.id, "laptop", "예시 메모", consent["words"],
    )  # fmt: skip
    assert scalar(db, "select count(*) from file_use") == 1


def test_anothers_visit_an_unknown_one_and_other_content_are_held(
    db: Database, send: Callable[..., str], sealed: Callable[..., Record], people: dict[str, str]
) -> None:
    visit_id, id = send(), new_id()
    assert take(db, sealed(visit_id), people["facilitator"]).problems == ("visit",)
    unknown = take(db, sealed(new_id()), people["researcher"])
    assert (unknown.state, unknown.problems, unknown.area_id) == ("held", ("visit",), None)
    assert take(db, sealed(visit_id, id=id), people["researcher"]).state == "accepted"
    other = take(db, sealed(visit_id, id=id, note="예시: 다른 말"), people["researcher"])
    assert (other.state, other.problems) == ("held", ("other_content",))
    assert len(rows(db, "select * from visit_report")) == 1


def test_what_breaks_the_rules_is_held_with_its_places_and_nothing_is_half_stored(
    db: Database, send: Callable[..., str], sealed: Callable[..., Record], people: dict[str, str]
) -> None:
    visit_id = send()
    held = take(db, sealed(visit_id, outcome="refused", photos=["0" * 64]), people["researcher"])
    assert (held.state, held.problems) == ("held", ("rules:reason", "rules:photos"))
    assert held.survey_id and not rows(db, "select * from visit_report") and not rows(db, "select * from file_use")


def test_a_visit_nobody_had_planned_begins_with_its_record_in_the_own_areas_alone(
    db: Database,
    survey: Any,
    sealed: Callable[..., Record],
    people: dict[str, str],
    areas: dict[str, str],
    firms: dict[str, str],
) -> None:
    said = {"survey": survey["id"], "area": areas["B001"], "firm": firms["F1"]}
    again = (today() + timedelta(days=2)).isoformat()
    record = sealed(None, **said, outcome="absent", reason="locked", second_on=again)
    for _twice in range(2):
        assert take(db, record, people["researcher"]).state == "accepted"
    assert [r["cause"] for r in rows(db, "select * from visit order by at")] == ["unplanned", "again"]
    for far in ({**said, "area": areas["B002"], "firm": firms["F3"]}, {**said, "firm": firms["F3"]}):
        assert take(db, sealed(None, **far), people["researcher"]).problems == ("visit",)


@pytest.mark.parametrize(
    "said",
    [
        {"outcome": 1},
        {"outcome": None},
        {"reason": ["x"]},
        {"note": "가" * 20_001},
        {"consent": "yes"},
        {"consent": {"words": 1, "at": ""}},
        {"photos": "x"},
        {"photos": ["../../etc/passwd"]},
        {"photos": ["0" * 64] * 101},
        {"second_on": 20261130},
        {"firm": "F1"},
    ],
)
def test_what_is_no_record_of_a_visit_stays_on_the_laptop(
    db: Database, send: Callable[..., str], sealed: Callable[..., Record], people: dict[str, str], said: dict[str, Any]
) -> None:
    with pytest.raises(BadInput):
        take(db, sealed(send(), **said), people["researcher"])
    assert not rows(db, "select * from visit_report")
