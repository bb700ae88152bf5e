"""Pages of evaluation: the round's table, running an evaluation."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict, fields
from datetime import date

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlite_utils import Database

from app import clock, jobs
from app.accounts import signing_in
from app.accounts.permissions import permit
from app.areas import rounds
from app.areas import store as areas_store
from app.db import get_db
from app.evaluation.blueprint import bp
from app.evaluation.display import table, trace_store, withdrawn_store
from app.evaluation.display.lines import ABOVE, FOCUS, STATES, Line, Wanted, narrow, ordered
from app.evaluation.display.wording import (
    destroyed_sentence,
    later_sentence,
    newer_sentence,
)
from app.evaluation.method.frame import Frame
from app.evaluation.people import telling
from app.evaluation.reading import register_store
from app.evaluation.reading.moments import checked_day
from app.evaluation.round import evidence_store, store
from app.evaluation.round.presets import scheme_of
from app.paging import Page, page_number
from app.tables.sheets import table_response
from app.words.labels import label
from forms.statements import RunForm

# Importing the act registers its job, the store its count.
SIZE = 100
bp.add_app_template_global(newer_sentence, "newer_sentence")
bp.add_app_template_global(telling.signature, "signature")


# The round -------------------------------------------------------------------------------------------------


@bp.get("/evaluation")
@permit("evaluation.view")
def index() -> ResponseReturnValue:
    db, current = get_db(), rounds.current()
    chosen = _chosen(db, current)
    if current is None or chosen is None:
        return render_template("evaluation/index.html", evaluation=None, form=_run_form(), job=_job(db))
    every, wanted, sort = _all_lines(db, chosen), _wanted(), _sort()
    lines = ordered(narrow(every, wanted), sort)
    page = Page(page_number(), SIZE, len(lines))
    scheme = scheme_of(db, chosen["scheme_id"])
    inputs = evidence_store.later_inputs(db, current["id"])
    return render_template(
        "evaluation/index.html",
        evaluation=chosen,
        evaluations=store.list_evaluations(db, current["id"]),
        signed_off=store.signed_off(db, chosen["id"]),
        scheme=scheme,
        lines=lines[(page.number - 1) * SIZE : page.number * SIZE],
        page=page,
        wanted=wanted,
        sort=sort,
        alone=_asked_alone(),
        later=later_sentence(inputs),
        destroyed=destroyed_sentence(withdrawn_store.destroyed_since(db, chosen["id"])),
        window=evidence_store.window_of(db, chosen["id"]),
        options=_options(scheme),
        spread=table.spread(db, current["id"], every, scheme, signing_in.my_scope()),
        exports=_exports(chosen, wanted, sort),
        form=_run_form(),
        job=_job(db),
    )


@bp.get("/evaluation.<any(csv, xlsx):kind>")
@permit("evaluation.view")
def export(kind: str) -> ResponseReturnValue:
    db, current = get_db(), rounds.current()
    chosen = _chosen(db, current)
    if current is None or chosen is None:
        abort(404)
    lines = ordered(narrow(_all_lines(db, chosen), _wanted()), _sort())
    scheme = scheme_of(db, chosen["scheme_id"])
    name = _("종합평가 %(round)s", round=current["code"])
    return table_response(kind, name, table.titles(scheme), table.rows_of(lines, db, scheme))


@bp.post("/evaluation/run")
@permit("evaluation.run")
def run() -> ResponseReturnValue:
    current = rounds.current() or abort(404)
    form = RunForm()
    if not form.validate_on_submit():
        flash(next(iter(form.errors.values()))[0], "wrong")
        return redirect(url_for("evaluation.index"))
    checked_day(form.as_of.data.isoformat(), today=clock.today(), first=current["starts_on"], where=_("기준일"))
    args = {"round_id": current["id"], "as_of": form.as_of.data.isoformat(), "person_id": current_user.id}
    job_id = jobs.enqueue(get_db(), "evaluate", args, person_id=current_user.id)
    return redirect(url_for("evaluation.job", job_id=job_id))


@bp.get("/evaluation/jobs/<job_id>")
@permit("evaluation.run")
def job(job_id: str) -> ResponseReturnValue:
    found = jobs.find(get_db(), job_id)
    if found is None or found["kind"] != "evaluate":
        abort(404)
    return render_template("evaluation/job.html", job=found)


# What is asked for -----------------------------------------------------------------------------------------


def _chosen(db: Database, current: sqlite3.Row | None) -> sqlite3.Row | None:
    """The evaluation asked for, which must be of this round; else the newest."""
    asked = request.args.get("evaluation")
    if current is None:
        return None
    if not asked:
        return store.newest_evaluation(db, current["id"])
    found = store.find_evaluation(db, asked)
    return found if found and found["round_id"] == current["id"] else abort(404)


def _asked_alone() -> bool:
    """Whether one evaluation is asked for as it is, instead of what stands in the round."""
    return bool(request.args.get("evaluation"))


def _all_lines(db: Database, chosen: sqlite3.Row) -> list[Line]:
    scope = signing_in.my_scope()
    return table.lines_of(db, chosen, scope) if _asked_alone() else table.standing_lines(db, chosen["round_id"], scope)


def _wanted() -> Wanted:
    return Wanted(**{f.name: request.args.get(f.name, "").strip() for f in fields(Wanted)})


def _sort() -> str:
    return request.args.get("sort", "-score")


def _options(scheme: Frame) -> dict[str, list[tuple[str, str]]]:
    """Choices of the filters."""
    areas = areas_store.list_areas(get_db(), signing_in.my_scope())
    return {
        "district": [(d, label(d, "district")) for d in sorted({a["district"] for a in areas})],
        "kind": [(k, label(k, "area_kind")) for k in sorted({a["kind"] for a in areas})],
        "level": [(ABOVE, _("주의 이상")), *((each.id, label(each.id, "level")) for each in scheme.levels)],
        "state": [(each, label(each, "level_state")) for each in STATES],
        "focus": list(zip(FOCUS, (_("경계 단계"), _("불일치 있음"), _("의견 필요"), _("단계 바뀜")), strict=True)),
    }


def _exports(chosen: sqlite3.Row, wanted: Wanted, sort: str) -> list[tuple[str, str]]:
    asked = {key: value for key, value in asdict(wanted).items() if value}
    if _asked_alone():
        asked["evaluation"] = chosen["id"]
    return [
        (url_for("evaluation.export", kind=kind, sort=sort, **asked), word)
        for kind, word in (("csv", _("CSV 내려받기")), ("xlsx", _("XLSX 내려받기")))
    ]


def _run_form() -> RunForm:
    current = rounds.current()
    fixed = register_store.round_day(get_db(), current["id"]) if current else None
    return RunForm(as_of=date.fromisoformat(fixed) if fixed else clock.today())


def _job(db: Database) -> sqlite3.Row | None:
    """The evaluation that is running or waiting."""
    return trace_store.unfinished_job(db)
