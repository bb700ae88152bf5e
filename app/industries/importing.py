"""Bringing a cycle's industries, drafts of decisions and results of evaluations as files: all problems told at once."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.areas import store as areas_store
from app.areas.importing import note
from app.db import writing
from app.errors import BadInput, Problem
from app.industries import deciding, decision_store, store
from app.industries.columns import MONEY, columns_of
from app.industries.cycle import Industry, Proposal
from app.personal.written import written
from app.tables.tabular import Table, read_table

KINDS = ("list", "decisions", "incentives")
# What our own lists tell besides what an import reads.
PASSED = (
    "주기",
    "선정",
    "이름",
    "시도",
    "구분",
    "결정일",
    "위원 수",
    "참석",
    "결과 코드",
    "결과 이름",
    "결과 구분",
    "상태",
)


@dataclass(frozen=True)
class Brought:
    """What a file did: rows that were new, changed what was there, or said what was known.

    `decided`: drafts among them that differ from what the committee has decided already.
    """

    new: int
    changed: int
    unchanged: int
    decided: int = 0


def bring(db: Database, kind: str, cycle: sqlite3.Row, data: bytes, file_name: str, person_id: str | None) -> Brought:
    """Take a file of a cycle. May be repeated. Raises BadInput with all problems; then nothing is stored."""
    with writing(db):
        columns = [each.column for each in columns_of(db, kind)]
        table = read_table(data, file_name, columns, passed=PASSED if kind == "decisions" else PASSED[:2])
        if not table.rows and not table.problems:
            what, right = _("제목 줄 아래에 자료가 없습니다"), _("제목 다음 줄부터 한 줄에 하나씩 적어 주십시오")
            raise BadInput(Problem(file_name, what, right), source=file_name)
        _once(table, kind)
        table.refuse_if_broken()
        done = {"list": _list, "decisions": _decisions, "incentives": _incentives}[kind](db, table, cycle, person_id)
        run = areas_store.insert_import_run(db, table, kind=f"industry_{kind}", person_id=person_id)
        counts = (done["new"], done["changed"], done["unchanged"])
        note(db, run, f"industry_{kind}", person_id=person_id, counts=counts)
    return Brought(*counts, done["decided"])


def _once(table: Table, kind: str) -> None:
    """No industry twice in a file (of results: none twice for a year)."""
    first: dict[tuple[Any, ...], int] = {}
    for line in table.rows:
        key = (line["code"], line["year"]) if kind == "incentives" else (line["code"],)
        if None not in key and first.setdefault(key, line["row"]) != line["row"]:
            what = _("같은 코드가 %(row)s행에도 있습니다: ‘%(code)s’", code=line["code"], row=first[key])
            table.wrong(line["row"], _("코드"), what, _("한 행만 남겨 주십시오"))


def _list(db: Database, table: Table, cycle: sqlite3.Row, person_id: str | None) -> Counter[str]:
    table.refuse_if_wrong()
    known, done = store.by_code(db, cycle["id"]), Counter[str]()
    for line in table.rows:
        before = known.get(line["code"])
        kept = store.told_of(before) if before else None
        told = Industry(**{key: _or(line[key], kept, key) for key in Industry.__dataclass_fields__})
        if kept is None:
            store.insert_industry(db, cycle["id"], told, person_id=person_id)
        elif before is not None and told != kept:
            store.update_industry(db, before["id"], told)
        done["new" if kept is None else "changed" if told != kept else "unchanged"] += 1
    return done


def _or(value: Any, kept: Industry | None, key: str) -> Any:
    """A cell's value; an empty one says nothing: what stood stays, else what an industry has by itself."""
    if value is not None:
        return value
    return getattr(kept, key) if kept else Industry.__dataclass_fields__[key].default


def _decisions(db: Database, table: Table, cycle: sqlite3.Row, person_id: str | None) -> Counter[str]:
    """Drafts; all are checked before one is kept, and one that says what waits already is no new one."""
    if cycle["before_id"] is None:
        what = _("%(cycle)s은 첫 주기라 정할 앞 주기의 산업이 없습니다", cycle=cycle["code"])
        raise BadInput(Problem(cycle["code"], what, _("앞 주기가 있는 주기를 골라 주십시오")), source=table.file_name)
    mine = store.by_code(db, cycle["id"])
    known = {**mine, **store.by_code(db, cycle["before_id"])}
    told: dict[str, str] = {}
    meant = [(line, *_proposed(db, table, line, cycle, known, mine, told)) for line in table.rows]
    table.refuse_if_wrong()
    done, ruled = Counter[str](), decision_store.decided(db, cycle["id"])
    for _line, industry, proposal in meant:
        did = _draft(db, industry, cycle, proposal, person_id)
        done[did] += 1
        done["decided"] += did != "unchanged" and industry["id"] in ruled
    return done


def _proposed(
    db: Database,
    table: Table,
    line: dict[str, Any],
    cycle: sqlite3.Row,
    known: dict[str, sqlite3.Row],
    mine: dict[str, sqlite3.Row],
    told: dict[str, str],
) -> tuple[Any, Proposal]:
    """The industry and the proposal of a row; what is wrong goes into the table. `told`: texts that were read before."""

    def text(key: str) -> str:
        said = line[key] or ""
        if said not in told:
            told[said] = written(db, said)
        return told[said]

    found = known.get(line["code"] or "")
    industry = store.find_industry(db, found["id"]) if found else None
    if line["code"] and industry is None:
        what = _("앞 주기의 산업도 이 주기의 후보도 아닙니다: ‘%(code)s’", code=line["code"])
        table.wrong(line["row"], _("코드"), what, _("목록에 있는 코드를 적거나 목록을 먼저 가져와 주십시오"))
    successor = mine.get(line["successor"] or "")
    proposal = Proposal(
        verdict=line["verdict"] or "",
        reason=text("reason"),
        grounds=text("grounds"),
        successor_id=successor["id"] if successor else None,
        name_ko=line["name_ko"] or "",
        kind=line["kind"],
        scope=line["scope"] or "",
    )
    if industry is not None and line["verdict"] and line["reason"]:
        for problem in deciding.faults(db, industry, cycle, proposal):
            table.wrong(line["row"], _("결정"), problem.what, problem.right)
    return industry, proposal


def _draft(db: Database, industry: sqlite3.Row, cycle: sqlite3.Row, proposal: Proposal, person_id: str | None) -> str:
    waits = decision_store.waiting_of(db, industry["id"], cycle["id"])
    stands = next(
        (d for d in decision_store.history(db, industry["id"]) if d["stands"] and d["cycle_id"] == cycle["id"]), None
    )
    for said in (waits, stands if waits is None else None):
        if said and all(
            said[key] == getattr(proposal, key) for key in ("verdict", "reason", "grounds", "successor_id")
        ):
            return "unchanged"
    deciding.draft(db, industry, cycle, proposal, person_id=person_id)
    return "changed" if waits else "new"


def _incentives(db: Database, table: Table, cycle: sqlite3.Row, person_id: str | None) -> Counter[str]:
    known, times = store.by_code(db, cycle["id"]), MONEY.get(table.units.get("amount", "원"), 1)
    for line in table.rows:
        if line["code"] and line["code"] not in known:
            what = _("%(cycle)s 주기에 없는 산업입니다: ‘%(code)s’", cycle=cycle["code"], code=line["code"])
            table.wrong(line["row"], _("코드"), what, _("목록에 있는 코드를 적어 주십시오"))
        if line["year"] is not None and not 1990 <= line["year"] <= 2100:
            table.wrong(line["row"], _("연도"), _("연도가 아닙니다"), _("네 자리 연도를 적어 주십시오"))
        if line["amount"] is not None and line["amount"] < 0:
            table.wrong(line["row"], _("인센티브"), _("0보다 작습니다"), _("0 이상의 금액을 적거나 비워 두십시오"))
    table.refuse_if_wrong()
    done: Counter[str] = Counter()
    for line in table.rows:
        amount = None if line["amount"] is None else round(line["amount"] * times)
        told = {key: line[key] for key in ("year", "grade", "source", "as_of")}
        new = store.insert_incentive(db, known[line["code"]]["id"], amount=amount, person_id=person_id, **told)
        done["new" if new else "unchanged"] += 1
    return done
