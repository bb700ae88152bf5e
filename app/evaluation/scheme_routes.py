"""Pages of schemes: their versions, one of them to be read, drafts and what these would turn, approval."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlite_utils import Database

from app.accounts import signing_in
from app.accounts.permissions import permit
from app.areas import rounds
from app.codebook import store as codebook_store
from app.db import get_db
from app.errors import Conflict
from app.evaluation.blueprint import bp
from app.evaluation.display import policy, table, trace_store
from app.evaluation.display.calibrating import calibrated
from app.evaluation.drafting import draft_store, foreseeing
from app.evaluation.drafting.drafting import approve, definition_in, drop, is_late, write_draft
from app.evaluation.drafting.fields import WORDS, written
from app.evaluation.drafting.reasons import changed_places
from app.evaluation.method.scheme import Scheme
from app.evaluation.round import scheme_store, store
from app.evaluation.round.presets import scheme_from
from app.words.formats import named
from forms.schemes import DraftFileForm, DraftForm, EndForm


@bp.get("/evaluation/schemes")
@permit("evaluation.view")
def schemes() -> ResponseReturnValue:
    """Every version, who wrote and approved it, and the drafts that wait; it is about no area."""
    db = get_db()
    return render_template(
        "evaluation/drafting/schemes.html",
        schemes=draft_store.list_schemes(db),
        drafts=draft_store.list_drafts(db),
        newest={code: _newest(db, code) for code in {s["code"] for s in draft_store.list_schemes(db)}},
    )


@bp.get("/evaluation/schemes/<scheme_id>")
@permit("evaluation.view")
def scheme(scheme_id: str) -> ResponseReturnValue:
    """A scheme's weights, cut-offs and rules with their reasons; it is about no area."""
    db = get_db()
    found = scheme_store.find_scheme(db, scheme_id) or abort(404)
    return render_template(
        "evaluation/display/scheme.html",
        found=found,
        newest=_newest(db, found["code"]) == found["id"],
        study=calibrated(found["sha256"]) if isinstance(scheme_from(found["definition"]), Scheme) else None,
        **_read(db, json.loads(found["definition"])),
    )


@bp.route("/evaluation/schemes/<scheme_id>/draft", methods=["GET", "POST"])
@permit("schemes.draft")
def draft(scheme_id: str) -> ResponseReturnValue:
    """A form over the newest version; what is sent is a draft, which another person approves."""
    db = get_db()
    base = scheme_store.find_scheme(db, scheme_id) or abort(404)
    if _newest(db, base["code"]) != base["id"] or not isinstance(scheme_from(base["definition"]), Scheme):
        abort(404)
    earlier = _waiting(db, request.args.get("from", ""), base)
    own = json.loads((earlier or base)["definition"])
    form = DraftForm(data={name: own[name] if earlier or name.startswith("legal") else "" for name in WORDS})
    typed = request.form if request.method == "POST" else None
    fields = written(own, typed, base=json.loads(base["definition"]))
    good = form.validate_on_submit() and fields.definition is not None
    if good and fields.asked and fields.definition is not None:
        replaced = earlier["id"] if earlier else ""
        draft_id = write_draft(
            db, base, fields.definition, person=(current_user.id, current_user.name), replaces=replaced
        )
        _ask(db, draft_id)
        flash(_("초안을 남겼습니다. 다른 사람이 승인하면 새 판이 됩니다."), "done")
        return redirect(url_for("evaluation.scheme_draft", draft_id=draft_id))
    page = render_template(
        "evaluation/drafting/draft_form.html",
        base=base,
        earlier=earlier,
        definition=own,
        form=form,
        fields=fields,
        names=_names(db, own),
        file_form=DraftFileForm(formdata=None),
        asks=good,
    )
    return (page, 422) if request.method == "POST" and not good else page


@bp.post("/evaluation/schemes/<scheme_id>/draft/file")
@permit("schemes.draft")
def draft_file(scheme_id: str) -> ResponseReturnValue:
    """A whole scheme from a file, checked as the form is."""
    db = get_db()
    base = scheme_store.find_scheme(db, scheme_id) or abort(404)
    if _newest(db, base["code"]) != base["id"]:
        abort(404)
    form = DraftFileForm()
    if not form.validate_on_submit():
        flash(next(iter(form.errors.values()))[0], "wrong")
        return redirect(url_for("evaluation.draft", scheme_id=scheme_id))
    definition = definition_in(form.file.data.read(), base["code"])
    draft_id = write_draft(db, base, definition, person=(current_user.id, current_user.name))
    _ask(db, draft_id)
    return redirect(url_for("evaluation.scheme_draft", draft_id=draft_id))


@bp.get("/evaluation/drafts/<draft_id>")
@permit("evaluation.view")
def scheme_draft(draft_id: str) -> ResponseReturnValue:
    """What a draft changes, and which levels of the areas one may see it would turn."""
    db, current = get_db(), rounds.current()
    found = draft_store.find_draft(db, draft_id) or abort(404)
    before, after = json.loads(found["base_definition"]), json.loads(found["definition"])
    return render_template(
        "evaluation/drafting/draft.html",
        draft=found,
        definition=after,
        changes=changed_places(before, after),
        reasons=after.get("reasons", {}),
        word=policy.word_of(before, _names(db, before)),
        levels=[each["id"] for each in after["levels"]],
        **_foreseen(db, found, current),
        round=current,
        late=is_late(db, current["id"] if current else None),
        form=EndForm(),
        mine=found["person_id"] == current_user.id,
        unseen=_unseen(db, draft_id, current),
    )


@bp.post("/evaluation/drafts/<draft_id>/foresee")
@permit("evaluation.view")
def foresee_draft(draft_id: str) -> ResponseReturnValue:
    """Let the worker hold a draft beside the newest evaluation: it was written before that, or the look failed."""
    db = get_db()
    found = draft_store.find_draft(db, draft_id) or abort(404)
    if not EndForm().validate_on_submit():
        abort(400)
    _ask(db, found["id"])
    return redirect(url_for("evaluation.scheme_draft", draft_id=draft_id))


@bp.post("/evaluation/drafts/<draft_id>/approve")
@permit("schemes.approve")
def approve_draft(draft_id: str) -> ResponseReturnValue:
    current = rounds.current()
    if not EndForm().validate_on_submit():
        abort(400)
    if _unseen(get_db(), draft_id, current):
        raise Conflict(_("아직 이 회차에 대어 보지 않은 초안입니다. 무엇이 바뀌는지 본 뒤에 승인해 주십시오."))
    scheme_id = approve(get_db(), draft_id, round_id=current["id"] if current else None, person_id=current_user.id)
    flash(_("승인했습니다. 다음에 처음 평가하는 회차부터 이 판을 씁니다."), "done")
    return redirect(url_for("evaluation.scheme", scheme_id=scheme_id))


@bp.post("/evaluation/drafts/<draft_id>/drop")
@permit("schemes.draft")
def drop_draft(draft_id: str) -> ResponseReturnValue:
    if not EndForm().validate_on_submit():
        abort(400)
    drop(get_db(), draft_id, person_id=current_user.id)
    flash(_("초안을 버렸습니다. 적은 것은 기록에 남습니다."), "done")
    return redirect(url_for("evaluation.schemes"))


def _waiting(db: Database, draft_id: str, base: sqlite3.Row) -> sqlite3.Row | None:
    """The draft that is to be changed; it must wait and stand on the version."""
    if not draft_id:
        return None
    found = draft_store.find_draft(db, draft_id)
    return found if found and found["act"] is None and found["base_id"] == base["id"] else abort(404)


def _ask(db: Database, draft_id: str) -> None:
    current = rounds.current()
    foreseeing.ask(
        db, draft_id, store.newest_evaluation(db, current["id"]) if current else None, person_id=current_user.id
    )


def _unseen(db: Database, draft_id: str, current: sqlite3.Row | None) -> bool:
    """Whether nobody can have seen what the draft makes of the round; a look that failed keeps nobody from deciding."""
    evaluation = store.newest_evaluation(db, current["id"]) if current else None
    if evaluation is None or evaluation["method"] == 1:
        return False
    job = foreseeing.job_of(db, draft_id, evaluation)
    return job is None or job["state"] not in ("done", "failed")


def _foreseen(db: Database, draft: sqlite3.Row, current: sqlite3.Row | None) -> dict[str, Any]:
    """The round's newest evaluation, the look of the worker at it, and what came of that for areas one may see."""
    evaluation = store.newest_evaluation(db, current["id"]) if current else None
    if evaluation is None or evaluation["method"] == 1:
        return {"evaluation": None, "job": None, "foreseen": None}
    job, lines = foreseeing.job_of(db, draft["id"], evaluation), table.lines_of(db, evaluation, signing_in.my_scope())
    found = foreseeing.foreseen(job, lines) if job is not None and job["state"] == "done" else None
    return {"evaluation": evaluation, "job": job, "foreseen": found}


def _read(db: Database, definition: dict[str, Any]) -> dict[str, Any]:
    """A definition in words."""
    book = codebook_store.newest(db)
    themes = {theme["code"]: named(theme) for theme in codebook_store.themes(db, book["id"])} if book else {}
    return {
        "definition": definition,
        "parts": policy.parts(definition, _names(db, definition), themes),
        "settings": policy.settings(definition),
        "changed": policy.changed_values(definition, _names(db, definition)),
        "unscored": [themes.get(code, code) for code, domain in definition["themes"].items() if domain is None],
    }


def _names(db: Database, definition: dict[str, Any]) -> dict[str, str]:
    current = rounds.current()
    waves = trace_store.waves_asked(db, current["id"]) if current else ()
    return policy.indicator_names(definition, store.indicators(db), waves)


def _newest(db: Database, code: str) -> str | None:
    found = scheme_store.newest_scheme(db, code)
    return found["id"] if found else None
