"""The same round built in two databases, in two orders: other ids, other instants, the same data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlite_utils import Database

from app.accounts import signing_in
from app.clock import now
from app.codebook.publishing import install_first
from app.db import open_database, scalar, writing
from app.evaluation.round import presets
from app.ids import new_id
from tests.evaluation.conftest import Round

Step = Callable[[Round], None]


def firm(number: int, area: str, severities: dict[str, int], **closed: int) -> Step:
    """A firm of the register answers; two experts code what it says."""

    def step(small: Round) -> None:
        small.firms = number - 1
        segment = small.answer(area, closed, text=f"예시 답변 {number}번입니다.")
        for theme, severity in severities.items():
            small.code(segment, theme, severity)
            small.code(segment, theme, max(1, severity - number % 2), coder="analyst")

    return step


def unlisted(area: str, severity: int, **closed: int) -> Step:
    def step(small: Round) -> None:
        segment = small.answer(area, closed, text="예시 답변입니다.", listed=False)
        small.code(segment, "finance", severity)

    return step


STEPS: list[Step] = [
    lambda small: small.calm_nation(),
    lambda small: small.at_points("B001", 55),
    lambda small: small.at_points("B002", 20),
    firm(1, "B001", {"finance": 3}, funding_past=2, biz_past=1),
    firm(2, "B001", {"finance": 4, "market": 2}, funding_past=1),
    firm(3, "B001", {}, biz_past=4),
    firm(4, "B002", {"workforce": 5}, funding_past=5),
    unlisted("B001", 2, biz_past=3),
    unlisted("B001", 4),
    unlisted("B002", 1),
]


def built(path: Path, *, backwards: bool) -> Round:
    """The round in a database of its own, its parts in order or backwards."""
    db = open_database(path)
    turn: Callable[[list], list] = (lambda each: each[::-1]) if backwards else list
    install_first(db)
    presets.install(db)
    round_id = new_id()
    with writing(db):
        db.conn.execute(
            """insert into round(id, code, name_ko, name_en, starts_on, ends_on)
               values (?, '2026H2', '하반기', 'half', '2026-07-01', '2026-12-31')""",
            [round_id],
        )
        db.conn.execute("insert into wave values (?, ?, '2026Q4', '2026-10-01', '2026-12-31')", [new_id(), round_id])
    areas, people = _areas(db, turn), _people(db, turn)
    small = Round(db, round_id, areas, people)
    small._survey()
    for step in turn(STEPS):
        step(small)
    return small


def _areas(db: Database, turn: Callable[[list], list]) -> dict[str, str]:
    found = {}
    with writing(db):
        for code in turn(["B001", "B002"]):
            found[code] = new_id()
            db.conn.execute(
                """insert into area(id, code, name_ko, name_en, kind, district, created_at)
                   values (?, ?, ?, ?, 'complex', '사상구', ?)""",
                [found[code], code, f"예시 {code}", f"Example {code}", now()],
            )
    return found


def _people(db: Database, turn: Callable[[list], list]) -> dict[str, str]:
    return {
        login: signing_in.add_person(
            db, login=login, name=f"예시 {login}", role=login, password="bada-sanno-maul-1", all_areas=True
        )
        for login in turn(["analyst", "expert"])
    }


def ids_of(small: Round) -> set[str]:
    """Ids and names that must stand in no package."""
    texts = {scalar(small.db, "select name from firm limit 1"), "예시 답변", "예시 analyst", "예시 상호"}
    rows = small.db.conn.execute("select id from respondent union select id from area union select id from person")
    return texts | {r["id"] for r in rows}
