"""Pages of a round's evaluation: its table and map, and the table to take home."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlite_utils import Database

from app import clock
from app.accounts import signing_in
from app.accounts.permissions import permit
from app.areas import rounds
from app.db import get_db
from app.evaluation.blueprint import bp
from app.evaluation.display import table, trace_store, withdrawn_store
from app.evaluation.display.later import destroyed_sentence, later_sentence
from app.evaluation.display.lines import Line, narrow, ordered
from app.evaluation.overview import asking, glance
from app.evaluation.overview.mapping import levels_shown
from app.evaluation.overview.spreading import CUTS, known_spreads
from app.evaluation.reading import register_store
from app.evaluation.round import evidence_store, store
from app.evaluation.round.presets import scheme_of
from app.paging import Page, page_number
from app.tables.sheets import table_response
from forms.statements import RunForm

# A city's areas on one page; a nation's are paged. Chosen, not measured.
SIZE = 100


@bp.get("/evaluation")
@permit("evaluation.view")
def index() -> ResponseReturnValue:
    db, current = get_db(), rounds.current()
    chosen = asking.chosen(db, current)
    running = {"form": _run_form(db), "job": trace_store.unfinished_job(db)}
    if current is None or chosen is None:
        return render_template("evaluation/overview/round.html", evaluation=None, **running)
    evaluations = store.list_evaluations(db, current["id"])
    given: dict[str, Any] = dict(asking.arguments(chosen))
    return render_template(
        "evaluation/overview/round.html",
        evaluation=chosen,
        evaluations=[e for e in evaluations if not e["trial"]],
        trials=[e for e in evaluations if e["trial"]],
        alone=asking.asked_alone(),
        signed_off=store.signed_off(db, chosen["id"]),
        later=later_sentence(evidence_store.later_inputs(db, current["id"])),
        destroyed=destroyed_sentence(withdrawn_store.destroyed_since(db, chosen["id"])),
        window=evidence_store.window_of(db, chosen["id"]),
        exports=[
            (url_for("evaluation.export", kind=kind, **given), word)
            for kind, word in (("csv", _("CSV 내려받기")), ("xlsx", _("XLSX 내려받기")))
        ],
        **running,
        **_shown(db, chosen),
    )


def _shown(db: Database, chosen: Any) -> dict[str, Any]:
    """The round at a glance, and the lines of the page that is asked for."""
    scope, wanted = signing_in.my_scope(), asking.wanted()
    seen = glance.read_glance(db, chosen, glance.read_lines(db, chosen, scope, alone=asking.asked_alone()), scope)
    lines = ordered(narrow(seen.lines, wanted), asking.sort())
    page = Page(page_number(), SIZE, len(lines))
    levels = [level.id for level in seen.scheme.levels]
    drawn = glance.read_map(db, lines, scope)
    return {
        "glance": seen,
        "scheme": seen.scheme,
        "known": known_spreads(),
        "map": drawn,
        "legend": levels_shown(drawn, levels) if drawn else [],
        "lines": lines[(page.number - 1) * SIZE : page.number * SIZE],
        "page": page,
        "wanted": wanted,
        "sort": asking.sort(),
        "options": asking.options(seen.lines, seen.scheme),
        "cuts": CUTS,
        "by": asking.cut(),
        "groups": glance.read_cut(db, seen.lines, levels, asking.cut()),
    }


@bp.get("/evaluation.<any(csv, xlsx):kind>")
@permit("evaluation.view")
def export(kind: str) -> ResponseReturnValue:
    db, current = get_db(), rounds.current()
    chosen = asking.chosen(db, current)
    if current is None or chosen is None:
        abort(404)
    scope = signing_in.my_scope()
    every = (
        table.lines_of(db, chosen, scope) if asking.asked_alone() else table.standing_lines(db, current["id"], scope)
    )
    lines: list[Line] = ordered(narrow(every, asking.wanted()), asking.sort())
    scheme = scheme_of(db, chosen["scheme_id"])
    name = _("종합평가 %(round)s", round=current["code"])
    return table_response(kind, name, table.titles(scheme), table.rows_of(lines, db, scheme))


def _run_form(db: Database) -> RunForm:
    current = rounds.current()
    fixed = register_store.round_day(db, current["id"]) if current else None
    return RunForm(as_of=date.fromisoformat(fixed) if fixed else clock.today())
