"""What the address of a round's pages asks for: which evaluation, which lines, in which order, cut by what."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, fields

from flask import abort, request
from flask_babel import gettext as _
from sqlite_utils import Database

from app.evaluation.display.lines import ABOVE, FOCUS, NONE, STATES, Line, Wanted
from app.evaluation.method.frame import Frame
from app.evaluation.overview.spreading import CUTS
from app.evaluation.round import store
from app.words.labels import label


def chosen(db: Database, current: sqlite3.Row | None, evaluation_id: str | None = None) -> sqlite3.Row | None:
    """The evaluation asked for, which must be of this round; else the newest."""
    asked = evaluation_id or request.args.get("evaluation")
    if current is None:
        return None
    if not asked:
        return store.newest_evaluation(db, current["id"])
    found = store.find_evaluation(db, asked)
    return found if found and found["round_id"] == current["id"] else abort(404)


def asked_alone() -> bool:
    """Whether one evaluation is asked for as it is, instead of what stands in the round."""
    return bool(request.args.get("evaluation"))


def wanted() -> Wanted:
    return Wanted(**{f.name: request.args.get(f.name, "").strip() for f in fields(Wanted)})


def sort() -> str:
    """What needs a look comes first where nothing else is asked for."""
    return request.args.get("sort", "-look")


def cut() -> str:
    asked = request.args.get("cut", "")
    return asked if asked in CUTS else CUTS[0]


def options(lines: Iterable[Line], scheme: Frame) -> dict[str, list[tuple[str, str]]]:
    """Choices of the filters; only what occurs."""
    areas = [line.row for line in lines]
    levels = [(each.id, label(each.id, "level")) for each in scheme.levels]
    return {
        "district": [(d, label(d, "district")) for d in sorted({a["district"] for a in areas})],
        "kind": [(k, label(k, "area_kind")) for k in sorted({a["kind"] for a in areas})],
        "level": [(ABOVE, _("주의 이상")), *levels, (NONE, _("판단 유보·미평가"))],
        "state": [(each, label(each, "level_state")) for each in STATES],
        "focus": list(zip(FOCUS, (_("경계 단계"), _("불일치 있음"), _("의견 필요"), _("단계 바뀜")), strict=True)),
    }


def arguments(evaluation: sqlite3.Row) -> dict[str, str]:
    """What of the address an export of the same lines needs."""
    asked = {key: value for key, value in asdict(wanted()).items() if value}
    return asked | {"sort": sort()} | ({"evaluation": evaluation["id"]} if asked_alone() else {})
