"""Pages of memos: the list, one with its versions, and what writes them; for scripts the same as JSON."""

from __future__ import annotations

import sqlite3
from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import permit
from app.db import get_db
from app.errors import BadInput, Problem, in_json
from app.memos import noting, store
from app.memos.access import back, me, my_memo, my_thing, readable, wanted
from app.memos.blueprint import bp
from app.memos.memo import KINDS, Note
from app.memos.noting import Stale
from app.memos.things import find_thing
from app.paging import Page, page_number
from forms.coding import MemoForm

PAGE = 30
ON = "/memos/on/<any(segment, code, theme, document, area, diary):kind>/<object_id>"


@bp.get("/memos")
@permit("memos.write")
def index() -> ResponseReturnValue:
    db, reader, asked, number = get_db(), me(), wanted(), page_number()
    found, total = store.list_memos(db, asked, reader, limit=PAGE, offset=(number - 1) * PAGE)
    return render_template(
        "memos/index.html",
        wanted=asked,
        memos=readable(found),
        things={m["id"]: find_thing(db, m["kind"], m["object_id"], reader) for m in found},
        page=Page(number, PAGE, total),
        kinds=KINDS,
        authors=store.authors(db, reader),
        form=MemoForm(),
    )


@bp.get("/memos/<memo_id>")
@permit("memos.write")
def memo(memo_id: str) -> ResponseReturnValue:
    return _page(my_memo(memo_id))


@bp.post("/memos/<memo_id>")
@permit("memos.write")
def change(memo_id: str) -> ResponseReturnValue:
    found, form = my_memo(memo_id), MemoForm()
    if not form.validate():
        return _page(found, form=form), 422
    try:
        changed = noting.change(get_db(), memo_id, _note(form), me())
    except Stale as stale:
        return _page(stale.stands, form=form, stale=True), 409
    except BadInput as error:
        return _refused(found, form, error)
    flash(_("메모를 저장했습니다.") if changed else _("바뀐 것이 없습니다."), "done")
    return redirect(back(url_for("memos.memo", memo_id=memo_id)), 303)


@bp.post(ON)
@permit("memos.write")
def make(kind: str, object_id: str) -> ResponseReturnValue:
    thing, form = my_thing(kind, object_id), MemoForm()
    if not form.validate():
        return render_template("memos/new.html", thing=thing, form=form, came=request.form.get("back", "")), 422
    try:
        noting.write(get_db(), thing, _note(form), person_id=current_user.id)
    except BadInput as error:
        form.text.errors = [_whole(error.problems[0])]
        return render_template("memos/new.html", thing=thing, form=form, came=request.form.get("back", "")), 422
    flash(_("메모를 저장했습니다."), "done")
    return redirect(back(f"{thing.address}#memos"), 303)


@bp.post("/memos/<memo_id>/trash")
@permit("memos.write")
def trash(memo_id: str) -> ResponseReturnValue:
    my_memo(memo_id)
    noting.put_in_trash(get_db(), memo_id, me())
    flash(_("메모를 휴지통에 넣었습니다. 목록의 ‘내 휴지통’에서 되살릴 수 있습니다."), "done")
    return redirect(back(url_for("memos.index")), 303)


@bp.post("/memos/<memo_id>/restore")
@permit("memos.write")
def restore(memo_id: str) -> ResponseReturnValue:
    my_memo(memo_id)
    noting.restore(get_db(), memo_id, me())
    flash(_("메모를 되살렸습니다."), "done")
    return redirect(url_for("memos.memo", memo_id=memo_id), 303)


@bp.get(f"{ON}.json")
@in_json
@permit("memos.write")
def listed(kind: str, object_id: str) -> ResponseReturnValue:
    thing = my_thing(kind, object_id)
    found = readable(store.memos_of(get_db(), kind, object_id, me()))
    return jsonify(kind=kind, object=object_id, name=thing.name, memos=[_told(each) for each in found])


@bp.post(f"{ON}.json")
@in_json
@permit("memos.write")
def note(kind: str, object_id: str) -> ResponseReturnValue:
    """A new memo, or with `memo` and `seen` another version of one's own; 409 tells both where it changed meanwhile."""
    thing, sent = my_thing(kind, object_id), request.get_json(silent=True)
    given = sent if isinstance(sent, dict) else {}
    said = Note(str(given.get("text", "")), given.get("in_reports") is True, _number(given.get("seen")))
    memo_id = str(given.get("memo") or "")
    try:
        if memo_id:
            noting.change(get_db(), my_memo(memo_id)["id"], said, me())
            return jsonify(_told(my_memo(memo_id)))
        return jsonify(_told(my_memo(noting.write(get_db(), thing, said, person_id=current_user.id)))), 201
    except Stale as stale:
        words = _("다른 화면에서 이 메모를 바꾸셨습니다. 두 글을 견주어 하나를 고르십시오.")
        return jsonify(error=words, yours=said.text, stands=_told(stale.stands), seen=stale.stands["seen"]), 409


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _note(form: MemoForm) -> Note:
    return Note(form.text.data or "", bool(form.in_reports.data), form.seen.data or 0)


def _told(memo: sqlite3.Row) -> dict[str, Any]:
    return {
        **{name: memo[name] for name in ("id", "text", "author", "at", "made_at", "seen", "versions")},
        **{"in_reports": bool(memo["in_reports"]), "mine": memo["person_id"] == current_user.id},
    }


def _page(found: sqlite3.Row, *, form: MemoForm | None = None, stale: bool = False) -> str:
    db = get_db()
    given = form or MemoForm(formdata=None, data={"text": found["text"], "in_reports": bool(found["in_reports"])})
    given.seen.data = found["seen"]
    return render_template(
        "memos/memo.html",
        memo=found,
        thing=find_thing(db, found["kind"], found["object_id"], me()),
        versions=store.versions_of(db, found["id"]),
        form=given,
        stale=stale,
        mine=found["person_id"] == current_user.id,
    )


def _whole(problem: Problem) -> str:
    return f"{problem.what}. {problem.right}."


def _refused(found: sqlite3.Row, form: MemoForm, error: BadInput) -> ResponseReturnValue:
    form.text.errors = [_whole(error.problems[0])]
    return _page(found, form=form), 422
