"""Pages of bringing codings of another tool: the file, what it holds and would become, storing it, taking it back."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlite_utils import Database

from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.areas import rounds
from app.coding.access import themes_by_code
from app.coding.acts import acting
from app.coding.statements.judgments import STANCES
from app.db import get_db
from app.errors import BadInput, Conflict, Problem
from app.exchange.blueprint import bp
from app.exchange.carrying import bringing, store
from app.exchange.carrying.bringing import Choice, Plan
from app.exchange.carrying.matching import themes_of
from app.exchange.project.losses import Reading, told
from app.exchange.readers import reading
from app.tables import waiting
from forms.coding import ProjectForm

# Codings shown before they are stored; the counts are of all. Chosen, not measured.
SHOWN = 100


@bp.post("/exchange/files")
@permit("review.code")
def bring() -> ResponseReturnValue:
    form = ProjectForm()
    if not form.validate_on_submit():
        problems = [Problem(_("파일"), str(error), _("올릴 파일을 골라 주십시오")) for error in form.file.errors]
        raise BadInput(*problems or [Problem(_("파일"), _("파일이 없습니다"), _("올릴 파일을 골라 주십시오"))])
    data, name = form.file.data.read(), form.file.data.filename or ""
    _read(get_db(), data, name)  # what cannot be read is refused before it is kept
    sha256 = waiting.keep(current_app.config["MOKSORI"].data, current_user.id, data)
    return redirect(url_for("exchange.look", sha256=sha256, name=name[:120]), 303)


@bp.get("/exchange/files/<sha256>")
@permit("review.code")
def look(sha256: str) -> ResponseReturnValue:
    """What a file holds, what of it would be stored, and what not."""
    asked = _asked(sha256)
    names, doubtful = asked.found.project.code_names(), asked.found.doubtful()
    return render_template(
        "exchange/look.html",
        sha256=sha256,
        name=request.args.get("name", ""),
        reading=asked.found,
        losses=told(asked.found.losses),
        plan=asked.plan,
        choice=asked.choice,
        codes=[(code, names[code.guid]) for code in asked.found.project.codes if code.guid in asked.choice.themes],
        counts=_counts(asked.found),
        coders=bringing.coders_of(asked.found.project),
        themes=themes_by_code(get_db()),
        stances=STANCES,
        doubtful=doubtful,
        shown=sorted(asked.plan.items, key=lambda item: item.check != "doubtful")[:SHOWN],
    )


@bp.post("/exchange/files/<sha256>")
@permit("review.code")
def take(sha256: str) -> ResponseReturnValue:
    asked = _asked(sha256)
    bringing.bring(get_db(), asked.plan, coder_id=current_user.id, sha256=sha256)
    waiting.forget(current_app.config["MOKSORI"].data, current_user.id)
    flash(_("코딩 %(n)s건을 내 판단으로 담았습니다.", n=len(asked.plan.items)), "done")
    return redirect(url_for("exchange.index"), 303)


@bp.post("/exchange/brought/<act>/undo")
@permit("review.code")
def undo(act: str) -> ResponseReturnValue:
    db = get_db()
    run = next((run for run in store.runs_of(db, current_user.id) if run["id"] == act), None) or abort(404)
    done = acting.take_back(db, judgment_id=run["first"], act=None, coder_id=current_user.id)
    flash(_("담은 코딩 %(n)s건을 되돌렸습니다.", n=len(done.judgments)), "done")
    return redirect(url_for("exchange.index"), 303)


@dataclass(frozen=True)
class _Asked:
    """A file that waits, as it was read, what was chosen for it and what would become of it."""

    found: Reading
    choice: Choice
    plan: Plan


def _asked(sha256: str) -> _Asked:
    data = waiting.kept(current_app.config["MOKSORI"].data, current_user.id, sha256)
    if data is None:
        raise Conflict(_("올린 파일이 더 기다리고 있지 않습니다. 다시 올려 주십시오."))
    db, current = get_db(), rounds.current() or abort(404)
    found = _read(db, data, request.values.get("name", ""))
    choice = _choice(found)
    planned = bringing.plan(db, found, choice, round_id=current["id"], scope=my_scope(), coder_id=current_user.id)
    return _Asked(found, choice, planned)


def _read(db: Database, data: bytes, name: str) -> Reading:
    current = rounds.current()
    stored = bringing.stored_texts(db, current["id"], my_scope()) if current else []
    return reading.read(data, name, {each.name: each.text for each in stored if each.name})


def _choice(found: Reading) -> Choice:
    """What was chosen; before anything was, what the names of codes say."""
    themes, chosen = themes_by_code(get_db()), themes_of(found.project, themes_by_code(get_db()))
    for code in chosen:
        if (asked := request.values.get(f"theme-{code}")) is not None:
            chosen[code] = asked if asked in themes else ""
    coders = request.values.getlist("coder") if request.values.get("chosen") else None
    stance = request.values.get("stance", "")
    severity = request.values.get("severity", "")
    return Choice(
        chosen,
        frozenset(coders) if coders is not None else None,
        stance if stance in STANCES else "undecided",
        int(severity) if severity in ("1", "2", "3", "4", "5") else 3 if stance == "need" else None,
    )


def _counts(found: Reading) -> dict[str, int]:
    counts: dict[str, int] = {}
    for source in found.project.sources:
        for selection in source.selections:
            for coding in selection.codings:
                counts[coding.code] = counts.get(coding.code, 0) + 1
    return counts
