"""Pages of bringing codings of another tool: the file, what it holds and would become, storing it, taking it back."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlite_utils import Database

from app.accounts.permissions import may, permit
from app.accounts.signing_in import my_scope
from app.areas import rounds
from app.codebook import store as codebook
from app.codebook.publishing import definition_of
from app.coding.access import themes_by_code
from app.coding.acts import acting
from app.coding.codes.codes import codes_now
from app.coding.statements.judgments import STANCES
from app.db import get_db
from app.errors import BadInput, Conflict, Problem
from app.exchange.blueprint import bp
from app.exchange.carrying import bringing, noting, proposing, store
from app.exchange.carrying.bringing import Choice, Plan
from app.exchange.carrying.finer import finer_of
from app.exchange.carrying.matching import named_themes, themes_of
from app.exchange.carrying.noting import Notes
from app.exchange.carrying.proposing import Proposal
from app.exchange.project.losses import Reading, told
from app.exchange.readers import reading
from app.memos.access import me
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
        notes=asked.notes,
        choice=asked.choice,
        fresh=_fresh(asked),
        proposal=_proposal(asked.found) if may("codebook.edit") else None,
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
    bringing.bring(
        get_db(),
        asked.plan,
        coder_id=current_user.id,
        sha256=sha256,
        finer=asked.choice.finer if asked.choice.make else None,
        notes=asked.notes.items,
    )
    waiting.forget(current_app.config["MOKSORI"].data, current_user.id)
    flash(_("코딩 %(n)s건을 내 판단으로 담았습니다.", n=len(asked.plan.items)), "done")
    if asked.notes.items:
        flash(_("메모 %(n)s건도 내 메모로 담았습니다.", n=len(asked.notes.items)), "done")
    return redirect(url_for("exchange.index"), 303)


@bp.post("/exchange/files/<sha256>/codebook")
@permit("codebook.edit")
def take_codebook(sha256: str) -> ResponseReturnValue:
    """The codes of a file into the person's own draft of the codebook."""
    proposal = _proposal(_read(get_db(), _waiting(sha256), request.values.get("name", "")))
    if not proposal.anything:
        raise Conflict(_("새로 담을 코드가 없습니다. 파일의 코드가 모두 코드북에 있습니다."))
    proposing.take(get_db(), proposal, person_id=current_user.id)
    if made := len(proposal.finer.missing):
        flash(_("주제 아래에 코드 %(n)s개를 만들었습니다.", n=made), "done")
    if not proposal.themes:
        return redirect(url_for("codebook.index"), 303)
    flash(_("새 주제 %(n)s개를 초안에 담았습니다. 기준과 용어를 채운 뒤 게시하십시오.", n=len(proposal.themes)), "done")
    return redirect(url_for("codebook.draft"), 303)


@bp.post("/exchange/brought/<act>/undo")
@permit("review.code")
def undo(act: str) -> ResponseReturnValue:
    db = get_db()
    run = next((run for run in store.runs_of(db, current_user.id) if run["id"] == act), None) or abort(404)
    done = acting.take_back(db, judgment_id=run["first"], act=None, coder_id=current_user.id)
    flash(_("담은 코딩 %(n)s건을 되돌렸습니다.", n=len(done.judgments)), "done")
    if memos := noting.take_back(db, act, me()):
        flash(_("함께 담은 메모 %(n)s건은 휴지통에 넣었습니다.", n=memos), "done")
    return redirect(url_for("exchange.index"), 303)


@dataclass(frozen=True)
class _Asked:
    """A file that waits, as it was read, what was chosen for it and what would become of it."""

    found: Reading
    choice: Choice
    plan: Plan
    notes: Notes


def _asked(sha256: str) -> _Asked:
    data = _waiting(sha256)
    db, current = get_db(), rounds.current() or abort(404)
    found = _read(db, data, request.values.get("name", ""))
    choice = _choice(found)
    planned = bringing.plan(db, found, choice, round_id=current["id"], scope=my_scope(), coder_id=current_user.id)
    notes = noting.plan(
        db,
        found.project,
        matches=planned.matches,
        touched=planned.touched,
        themes=choice.themes,
        reader=me(),
    )
    return _Asked(found, choice, planned, notes)


def _waiting(sha256: str) -> bytes:
    data = waiting.kept(current_app.config["MOKSORI"].data, current_user.id, sha256)
    if data is None:
        raise Conflict(_("올린 파일이 더 기다리고 있지 않습니다. 다시 올려 주십시오."))
    return data


def _proposal(found: Reading) -> Proposal:
    db = get_db()
    newest = codebook.newest(db)
    draft = proposing.draft_of(db, current_user.id, definition_of(db, newest["id"]) if newest else {"themes": []})
    return proposing.propose(db, found.project, themes_by_code(db), draft)


def _read(db: Database, data: bytes, name: str) -> Reading:
    current = rounds.current()
    stored = bringing.stored_texts(db, current["id"], my_scope()) if current else []
    return reading.read(data, name, {each.name: each.text for each in stored if each.name})


def _choice(found: Reading) -> Choice:
    """What was chosen; before anything was, what the names of codes say."""
    themes, chosen = themes_by_code(get_db()), themes_of(found.project, themes_by_code(get_db()))
    own = named_themes(found.project, themes)
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
        finer_of(found.project, chosen, own, codes_now(get_db())),
        make=bool(request.values.get("make")) or not request.values.get("chosen"),
    )


def _fresh(asked: _Asked) -> list[str]:
    """Names of codes beneath themes that would be made: those codings stand on."""
    given = {item.file_code for item in asked.plan.items if not item.code}
    return [each.code.name for each in asked.choice.finer.missing if each.code.guid in given]


def _counts(found: Reading) -> dict[str, int]:
    counts: dict[str, int] = {}
    for source in found.project.sources:
        for selection in source.selections:
            for coding in selection.codings:
                counts[coding.code] = counts.get(coding.code, 0) + 1
    return counts
