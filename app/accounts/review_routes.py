"""The administrator's pages of the monthly review: the months, and one month with what was unusual in it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.blueprint import bp
from app.accounts.permissions import permit
from app.accounts.review import reviewing, store, unusual
from app.accounts.review.unusual import Finding
from app.db import get_db
from app.paging import Page, page_number
from forms.accounts import ReviewForm

MONTHS_A_PAGE = 12
# What the page says of the rules.
RULES = {
    "night": unusual.NIGHT_FROM,
    "morning": unusual.NIGHT_TO,
    "files": unusual.MANY_FILES,
    "rows": unusual.MANY_ROWS,
    "openings": unusual.MANY_OPENINGS,
    "tries": unusual.MANY_TRIES,
}


@bp.get("/audit/reviews")
@permit("audit.review")
def reviews() -> ResponseReturnValue:
    db, listed, number = get_db(), reviewing.months(get_db()), page_number()
    page = Page(number, MONTHS_A_PAGE, len(listed))
    shown = listed[(number - 1) * MONTHS_A_PAGE : number * MONTHS_A_PAGE]
    return render_template(
        "accounts/reviews.html",
        months=[reviewing.summary(db, code) for code in shown],
        page=page,
        due=reviewing.due(db),
    )


@bp.route("/audit/reviews/<month>", methods=["GET", "POST"])
@permit("audit.review")
def review(month: str) -> ResponseReturnValue:
    db = get_db()
    if month not in reviewing.months(db):
        abort(404)
    found, form = reviewing.read_month(db, month), ReviewForm()
    if form.validate_on_submit():
        if form.note.data or not found.findings:
            reviewing.confirm(db, month, form.note.data or "", person_id=current_user.id)
            flash(_("점검한 것으로 남겼습니다."), "done")
            return redirect(url_for("accounts.reviews"))
        form.note.errors = [_("눈에 띄는 접속이 있으므로 무엇을 확인했는지 적어 주십시오.")]
    page = render_template(
        "accounts/review.html",
        month=found,
        form=form,
        names=store.people(db),
        days=_days(month),
        entries_of=_entries_of,
        rules=RULES,
    )
    return page, 422 if form.errors else 200


def _days(month: str) -> dict[str, str]:
    """The days of a month, as the trail is narrowed by them."""
    first, end = reviewing.days(month)
    return {"since": first.isoformat(), "until": (end - timedelta(days=1)).isoformat()}


def _entries_of(finding: Finding) -> str:
    """The trail's entries a finding was made of."""
    day = finding.day.isoformat()
    asked: dict[str, Any] = {"since": day, "until": day}
    if finding.kind == "failed":
        return url_for("accounts.audit", action="sign-in refused", address=finding.address or "", **asked)
    narrowed: dict[str, Any] = {"person": finding.person_id or "", "address": finding.address or ""}
    if finding.kind in ("downloads", "rows", "refused"):
        narrowed["task"] = "refused" if finding.kind == "refused" else "download"
    return url_for("accounts.audit", **asked, **narrowed)
