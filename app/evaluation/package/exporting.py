"""Exporting an evaluation as one package: scheme, inputs, results, gathered again as of its own moment."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Person
from app.accounts.permissions import PERMISSIONS
from app.accounts.store import record
from app.db import row, rows, writing
from app.errors import BadInput, Conflict, Problem
from app.evaluation.method.result import evaluate
from app.evaluation.method.scheme import REGISTER, Scheme
from app.evaluation.package.layout import MONTHS, PERMISSION, described, readme_of, schema_of
from app.evaluation.package.results import result_tables
from app.evaluation.reading import register_store
from app.evaluation.reading.inputs import digest_of
from app.evaluation.reading.measuring import months_of, read_cube
from app.evaluation.reading.moments import Moment
from app.evaluation.reading.tables import input_tables, written
from app.evaluation.round import presets, scheme_store, store
from app.evaluation.round.gathering import Gathered, gather
from app.evaluation.round.ledger import ledger_of


def export_evaluation(db: Database, evaluation_id: str, folder: Path, *, by: Person) -> list[str]:
    """Write an evaluation's package into a new or empty folder and return the names of its files.

    It replays to the byte, so that single firms' answers stand in it: it goes to who reads them anyway, and the trail
    says so first. Raises BadInput where the person may not or the folder holds anything, Conflict where what the
    evaluation read is no longer there or another version of the program made it.
    """
    if by.role not in PERMISSIONS[PERMISSION]:
        right = _("한 곳의 답을 볼 수 있는 계정(분석가, 전문가)을 적어 주십시오")
        raise BadInput(
            Problem(by.login, _("꾸러미에는 한 곳의 답이 들어 있어 이 계정으로는 내보낼 수 없습니다"), right)
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        right = _("새 폴더나 빈 폴더를 적어 주십시오")
        raise BadInput(Problem("DIR", _("비어 있지 않은 폴더입니다: %(path)s", path=str(folder)), right))
    files = package_of(db, evaluation_id)
    with writing(db):
        record(
            db,
            "data downloaded",
            person_id=by.id,
            object_kind="evaluation",
            object_id=evaluation_id,
            what="package",
            bytes=sum(len(data) for data in files.values()),
        )
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return list(files)


def package_of(db: Database, evaluation_id: str) -> dict[str, bytes]:
    """Name to content of every file of an evaluation's package."""
    found = store.find_evaluation(db, evaluation_id)
    if found is None:
        raise Conflict(_("없는 평가입니다. 회차의 평가 목록에서 다시 골라 주십시오."))
    scheme, moment = (
        _scheme(db, found),
        Moment(found["as_of"], found["read_at"], found["known_at"], bool(found["trial"])),
    )
    gathered = gather(db, found["round_id"], scheme, moment)
    inputs = input_tables(gathered.inputs, scheme)
    if digest_of(inputs) != found["inputs_sha256"]:
        raise Conflict(
            _(
                "이 평가에 쓴 자료가 그 뒤에 파기되었거나 고쳐져 같은 꾸러미를 만들 수 없습니다. "
                "지금 자료로 다시 평가한 뒤 내보내 주십시오."
            )
        )
    outcome = evaluate(gathered.inputs.evidence, scheme)
    ledger = ledger_of(gathered.inputs, scheme, outcome)
    results = result_tables(gathered.inputs, scheme, outcome, ledger)
    _compare(db, evaluation_id, {gathered.area_ids[a.area]: a.score for a in ledger.areas})
    levels = [level.id for level in scheme.levels]
    definition = scheme_store.find_scheme(db, found["scheme_id"])
    assert definition is not None
    files = {
        "scheme.json": definition["definition"].encode(),
        **inputs,
        "evidence/months.csv": written(MONTHS, _months(db, gathered, scheme, moment, found["round_id"])),
        **results,
    }
    about = _about(db, found, scheme)
    files["schema.json"], files["README.md"] = schema_of(levels), readme_of(about)
    return {"package.json": described(about, files), **files}


def _scheme(db: Database, found: sqlite3.Row) -> Scheme:
    scheme = presets.scheme_of(db, found["scheme_id"])
    if not isinstance(scheme, Scheme):
        raise Conflict(_("방법론 1판으로 한 평가입니다. 화면에서 볼 수 있지만 다시 계산하거나 내보낼 수는 없습니다."))
    return replace(scheme, uncertain=replace(scheme.uncertain, draws=found["draws"], seed=found["seed"]))


def _compare(db: Database, evaluation_id: str, scores: dict[str, float | None]) -> None:
    """What is computed now must be what was stored."""
    stored = {
        r["area_id"]: r["score"]
        for r in rows(db, "select area_id, score from area_result where evaluation_id = ?", [evaluation_id])
    }
    if stored != scores:
        raise Conflict(
            _("다른 판의 프로그램으로 한 평가라 점수가 달라집니다. 지금 프로그램으로 다시 평가한 뒤 내보내 주십시오.")
        )


def _about(db: Database, found: sqlite3.Row, scheme: Scheme) -> dict[str, Any]:
    of_round = row(db, "select code, starts_on, ends_on from round where id = ?", [found["round_id"]])
    assert of_round is not None
    return {
        "method": scheme.method,
        "round": of_round["code"],
        "starts_on": of_round["starts_on"],
        "ends_on": of_round["ends_on"],
        "as_of": found["as_of"],
        "trial": bool(found["trial"]),
        "draws": found["draws"],
        "seed": found["seed"],
        "scheme": {"code": found["scheme_code"], "number": found["scheme_number"], "sha256": found["scheme_sha256"]},
        "codebook": {"number": found["codebook_number"]},
        "closed": [{"area": c, "ends_on": day} for c, day in json.loads(found["summary"])["closed"]],
        "inputs_sha256": found["inputs_sha256"],
    }


def _months(db: Database, gathered: Gathered, scheme: Scheme, moment: Moment, round_id: str) -> list[tuple[Any, ...]]:
    """The monthly arithmetic behind every y."""
    ends_on = store.find_round(db, round_id)
    assert ends_on is not None
    until = min(ends_on["ends_on"], moment.as_of)[:7]
    cube = read_cube(db, gathered.area_ids, scheme, moment, until=until)
    kinds = register_store.kinds_of_indicators(db)
    found: list[tuple[Any, ...]] = []
    for i, indicator in enumerate(scheme.indicators):
        window = gathered.inputs.measured.window[i]
        if cube is None or window is None or indicator.source != REGISTER:
            continue
        by_area = months_of(cube, scheme, kinds[indicator.code], indicator.code, window)
        for area, months in zip(gathered.inputs.evidence.areas.code, by_area, strict=True):
            found += [
                (area, indicator.code, m.month, m.value, m.before, m.reference, m.reference_before, m.relative)
                for m in months
            ]
    return sorted(found, key=lambda each: each[:3])
