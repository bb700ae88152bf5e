"""Rounds with evaluations, observations, classifications and voices, written straight into the tables."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from app.areas.opening import open_round
from app.areas.respondents import respondent_for_firm
from app.clock import now
from app.codebook.publishing import install_first
from app.db import scalar, writing
from app.evaluation.method.scheme_file import PRESETS
from app.ids import new_id
from app.monitoring.method.indicators import load_indicators

AT = "2026-11-01T00:00:00.000000+00:00"


def put(db: Database, table: str, **values: object) -> str:
    """Insert one row; `id` is made when the table has text ids and none is given."""
    db.conn.execute(
        f"insert into {table}({', '.join(values)}) values ({', '.join('?' * len(values))})",
        list(values.values()),
    )
    return str(values.get("id", ""))


def firm(db: Database, area_id: str, code: str, **fields: object) -> str:
    usual = {"name": f"예시 {code}", "size_band": "small", "created_at": now()}
    with writing(db):
        return put(db, "firm", id=new_id(), code=code, area_id=area_id, **{**usual, **fields})


def observe(db: Database, area_id: str, indicator: str, *values: tuple[str, float, str]) -> None:
    """Rows of (month, value, day published)."""
    with writing(db):
        if not scalar(db, "select count(*) from indicator"):
            for i in load_indicators():
                put(db, "indicator", **{f: getattr(i, f) for f in INDICATOR})
        run = put(db, "import_run", id=new_id(), kind="observations", file_name="a", sha256="b", rows=1, at=now())
        for number, (month, value, day) in enumerate(values):
            put(
                db,
                "vintage",
                id=new_id(),
                area_id=area_id,
                indicator_code=indicator,
                month=month,
                value=value,
                published_on=day,
                import_id=run,
                source_row=number,
            )


INDICATOR = ("code", "name_ko", "name_en", "unit", "unit_en", "kind", "bad", "source_ko", "position")


def classify(db: Database, area_id: str, quarter: str, state: str, *, undetermined: int = 0) -> None:
    with writing(db):
        put(
            db,
            "classification",
            id=new_id(),
            area_id=area_id,
            quarter=quarter,
            state=state,
            undetermined=undetermined,
            coverage=1.0,
            reasons="[]",
            scheme_sha256="s",
            as_of="2026-11-01",
            computed_at=now(),
        )


@pytest.fixture
def earlier(db: Database, round_id: str) -> str:
    """The round before."""
    return open_round(db, "2026H1")


def evaluate(db: Database, round_id: str, levels: dict[str, str | None], *, at: str = AT) -> dict[str, str]:
    """An evaluation of a round: area id to level (None: undetermined); returns area id to its result's id."""
    if not scalar(db, "select count(*) from codebook"):
        install_first(db)
    columns = {r[1]: r for r in db.conn.execute("pragma table_info(evaluation)")}
    with writing(db):
        scheme = scalar(db, "select id from scheme") or put(
            db,
            "scheme",
            id=new_id(),
            code="national3",
            number=1,
            definition=PRESETS["national3"].read_text("utf-8"),
            sha256="s",
            author="예시",
            reason="예시",
            legal_basis="예시",
            created_at=AT,
        )
        known = {
            "id": new_id(),
            "round_id": round_id,
            "scheme_id": scheme,
            "codebook_id": scalar(db, "select id from codebook"),
            "as_of": "2026-11-01",
            "seed": 1,
            "draws": 10,
            "created_at": at,
        }
        # What has a default keeps it: a run is no trial unless somebody says so.
        rest = {
            name: "{}" if info[2] == "TEXT" else 1
            for name, info in columns.items()
            if info[3] and info[4] is None and name not in known
        }
        evaluation = put(db, "evaluation", **known, **rest)
        return {area: _result(db, evaluation, area, level) for area, level in levels.items()}


def _result(db: Database, evaluation: str, area_id: str, level: str | None) -> str:
    return put(
        db,
        "area_result",
        id=new_id(),
        evaluation_id=evaluation,
        area_id=area_id,
        score=42.24,
        level=level,
        undetermined=int(level is None),
        robustness=0.87,
        shares="{}",
        losses="[]",
        respondents=3,
    )


def set_level(db: Database, result: str, state: str, level: str) -> None:
    with writing(db):
        put(db, "level_event", area_result_id=result, state=state, level=level, at=now())


def speak(db: Database, roundtable_id: str) -> None:
    """A transcript in which each of the participants says one word."""
    from app.db import rows

    with writing(db):
        document = put(
            db,
            "document",
            id=new_id(),
            roundtable_id=roundtable_id,
            format="txt",
            language="ko",
            text="네네네네",
            sha256=roundtable_id,
            file_name="예시.txt",
            file_sha256=roundtable_id,
            created_at=AT,
        )
        found = rows(db, "select id from participant where roundtable_id = ? order by position", [roundtable_id])
        for place, who in enumerate(found):
            turn = {"id": new_id(), "document_id": document, "position": place, "participant_id": who["id"]}
            put(db, "turn", **turn, start=place, end=place + 1)


def roundtable(db: Database, round_id: str, area_id: str, code: str, firms: tuple[str, ...] = ()) -> str:
    """A roundtable at which firms sat; no transcript."""
    with writing(db):
        found = put(
            db,
            "roundtable",
            id=new_id(),
            code=code,
            kind="roundtable",
            round_id=round_id,
            title=f"예시 간담회 {code}",
            held_on="2026-10-14",
            starts_at="15:00",
            ends_at="16:30",
            place="예시 회의실",
            created_at=now(),
        )
        put(db, "roundtable_area", roundtable_id=found, area_id=area_id)
        for position, firm_id in enumerate(firms, start=1):
            put(
                db,
                "participant",
                id=new_id(),
                roundtable_id=found,
                position=position,
                label=f"참가자 {position}",
                organization="예시 기업",
                org_kind="firm",
                firm_id=firm_id,
                respondent_id=respondent_for_firm(db, round_id, firm_id),
            )
    return found
