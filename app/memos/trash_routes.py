"""The trash of all, for the administrator alone: how much lies there, never what it says, and emptying it for good."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import permit
from app.db import get_db
from app.memos import store
from app.memos.blueprint import bp
from app.memos.emptying import empty_trash
from forms.coding import EmptyForm


@bp.get("/memos/trash")
@permit("memos.empty")
def trash_of_all() -> ResponseReturnValue:
    return _page("")


@bp.post("/memos/trash")
@permit("memos.empty")
def empty() -> ResponseReturnValue:
    form = EmptyForm()
    if (form.said.data or "").strip().casefold() != _("비웁니다").casefold():
        return _page(_("되돌릴 수 없으므로 ‘%(word)s’라고 적어 주십시오.", word=_("비웁니다"))), 422
    done = empty_trash(get_db(), form.until.data or 0, person_id=current_user.id)
    flash(_("메모 %(memos)s건의 글 %(texts)s개를 파기했습니다.", memos=done.memos, texts=done.texts), "done")
    return redirect(url_for("memos.trash_of_all"), 303)


def _page(wrong: str) -> str:
    return render_template("memos/trash.html", kinds=store.in_trash(get_db()), wrong=wrong)
