"""Pages that try a draft of the codebook on what was said: its preview with quotes, and publishing it."""

from __future__ import annotations

import sqlite3
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import jobs
from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.areas import rounds
from app.codebook import draft_store, drafting, releasing, store
from app.codebook.access import my_draft, preview_of, rebase_page, themes_by_code
from app.codebook.draft_store import Draft
from app.codebook.publishing import definition_of
from app.coding.access import theme_names
from app.coding.blueprint import bp
from app.coding.codes import code_store
from app.coding.codes.effects import Effects, effects
from app.coding.codes.theme_carrying import planned
from app.coding.statements.speaking import place, speaker
from app.coding.trying import term_store
from app.coding.trying.term_effects import CHANGED, GAINED, LOST
from app.coding.trying.term_preview import total_of
from app.db import get_db, writing
from app.paging import Page, page_number
from forms.codebook import PublishForm

SIDES = (GAINED, LOST, CHANGED)
PAGE = 50


@bp.post("/codebook/draft/preview")
@permit("codebook.edit")
def preview() -> ResponseReturnValue:
    db, mine, found = get_db(), my_draft(), rounds.current() or abort(404)
    args = {"draft": mine.id, "changed": mine.changed, "round_id": found["id"]}
    job_id = jobs.enqueue(db, "preview_terms", args, person_id=current_user.id)
    with writing(db):
        draft_store.set_preview(db, mine.id, job_id)
    return redirect(url_for("coding.job", job_id=job_id), 303)


@bp.get("/codebook/draft/preview")
@permit("codebook.edit")
def previewed() -> ResponseReturnValue:
    db, mine = get_db(), my_draft()
    result = preview_of(mine)
    names = themes_by_code(mine.definition, definition_of(db, mine.base_id))
    code, what = request.args.get("theme", ""), request.args.get("what", "")
    terms, number = _terms(result, code) if result else [], page_number()
    return render_template(
        "codebook/preview.html",
        draft=mine,
        base=store.get(db, mine.base_id),
        result=result,
        state=releasing.preview_state(db, mine),
        names=names,
        theme=code if code in names else "",
        what=what if what in SIDES else "",
        terms=terms[(number - 1) * PAGE : number * PAGE],
        page=Page(number, PAGE, len(terms)),
        quotes=_quotes(result, code, what) if result else [],
        total=lambda kind: total_of(result or {"themes": {}}, kind),
        speaker=speaker,
        place=place,
    )


def _terms(result: dict[str, Any], code: str) -> list[tuple[str, str, str, str, dict[str, int]]]:
    """Changed terms of the searched letters and the theme, sorted as the address asks."""
    search, sort = request.args.get("q", "").strip().casefold(), request.args.get("sort", "")
    found = [tuple(t) for t in result["terms"] if code in ("", t[1]) and search in t[3].casefold()]
    if sort.lstrip("-") in SIDES:
        found.sort(key=lambda t: t[4].get(sort.lstrip("-"), 0), reverse=sort.startswith("-"))
    return found


def _quotes(result: dict[str, Any], code: str, what: str) -> list[tuple[str, str, list[tuple[sqlite3.Row, list[Any]]]]]:
    """Theme, side, and its quotes as far as the person may read them: texts are fetched anew, by scope."""
    groups = []
    for theme, sides in result["quotes"].items():
        for side in SIDES:
            if code in ("", theme) and what in ("", side) and sides.get(side):
                shown = sides[side][: PAGE if code else 3]
                said = term_store.placed_in_scope(get_db(), [q[0] for q in shown], my_scope())
                groups.append((theme, side, [(said[q[0]], q) for q in shown if q[0] in said]))
    return groups


@bp.route("/codebook/draft/publish", methods=["GET", "POST"])
@permit("codebook.edit")
def publish_terms() -> ResponseReturnValue:
    db, mine, form = get_db(), my_draft(), PublishForm()
    if releasing.overtaken(db, mine):
        return rebase_page(), 409 if request.method == "POST" else 200
    if form.validate_on_submit():
        changed = -1 if form.changed.data is None else form.changed.data
        releasing.publish_draft(db, current_user.id, changed=changed, note=form.note.data)
        return redirect(url_for("coding.published"), 303)
    if request.method == "GET" and releasing.preview_state(db, mine) != releasing.FRESH:
        flash(_("미리 보기를 마친 초안만 게시할 수 있습니다. 먼저 미리 보기를 해 주십시오."), "careful")
        return redirect(url_for("codebook.draft"))
    if request.method == "GET":
        form.changed.data = mine.changed
    return _publish_page(form), 422 if form.errors else 200


def _publish_page(form: PublishForm) -> str:
    db, mine = get_db(), my_draft()
    result = preview_of(mine) or {"themes": {}, "segments": 0, "terms": []}
    return render_template(
        "codebook/publish.html",
        form=form,
        base=store.get(db, mine.base_id),
        difference=drafting.difference_of(db, mine),
        result=result,
        names=themes_by_code(mine.definition, definition_of(db, mine.base_id)),
        total=lambda kind: total_of(result, kind),
        carried=_carried(mine),
    )


def _carried(mine: Draft) -> list[tuple[str, str, Effects]]:
    """Each theme the draft drops, where its codings go, and what that changes."""
    db, now, found = get_db(), rounds.current(), []
    for code in drafting.difference_of(db, mine).themes_gone:
        into = mine.themes_into.get(code, "")
        moved = planned(db, code, into) if into else []
        found.append((code, into, effects(db, moved, scope=my_scope(), round_id=now["id"] if now else None)))
    return found


@bp.get("/codebook/published")
@permit("codebook.edit")
def published() -> ResponseReturnValue:
    """The newest version, and what is to be done with it next."""
    newest = store.newest(get_db()) or abort(404)
    carried, names = code_store.themes_carried(get_db()), theme_names(get_db())
    return render_template("codebook/published.html", book=newest, round=rounds.current(), carried=carried, names=names)
