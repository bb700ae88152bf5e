"""Personal links of a series: made and ended by who holds the meetings, opened by firms without an account."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.limiting import limiter
from app.accounts.permissions import permit, public
from app.accounts.signing_in import my_scope
from app.clock import today
from app.db import get_db
from app.errors import BadInput
from app.proposals import access
from app.proposals.blueprint import bp
from app.proposals.meetings import linking, series_store
from app.proposals.told_routes import my_series
from app.surveys.answering.links import token_within
from app.words.labels import label
from forms.helping.proposals import LinkForm


@bp.route("/series/<series_id>/links", methods=["GET", "POST"])
@permit("roundtables.raw")
def links(series_id: str) -> ResponseReturnValue:
    """Who took part and whose links open; for who knows the names, for letters are addressed to them."""
    db, series, form = get_db(), my_series(series_id), LinkForm()
    people = series_store.people_of(db, series_id, my_scope())
    form.whom.choices = [(r["id"], r["organization"]) for r in people]
    if request.method == "GET":
        form.expires_on.data = (today() + timedelta(days=linking.USUAL_DAYS)).isoformat()
    wanted = _wanted(series_id, form) if request.method == "POST" and form.validate() else []
    if wanted and "confirmed" in request.form:
        given = {"expires_on": _last_day(form), "person_id": access.me()}
        made = linking.make_links(db, series_id, form.whom.data or [], my_scope(), **given)
        flash(_("링크 %(n)s개를 만들었습니다.", n=made), "done")
        return redirect(url_for("proposals.links", series_id=series_id), 303)
    page = render_template(
        "proposals/links.html",
        series=series,
        form=form,
        people=people,
        wanted=[] if "back" in request.form else wanted,
        links=_listed(series_id, people),
        kind=lambda r: label(r["org_kind"], "org_kind"),
    )
    return page, 422 if form.errors else 200


def _wanted(series_id: str, form: LinkForm) -> list[sqlite3.Row]:
    """For whom links would be made: shown by name before any is; what is wrong is said at the fields."""
    chosen, last_day = form.whom.data or [], _last_day(form)
    try:
        found = linking.wanting(get_db(), series_id, chosen, my_scope(), expires_on=last_day)
    except BadInput as error:
        form.expires_on.errors = [f"{error.problems[0].what}. {error.problems[0].right}."]
        return []
    if not chosen:
        form.whom.errors = [_("링크를 만들 곳을 하나 이상 골라 주십시오.")]
    elif not found:
        form.whom.errors = [_("고른 곳에는 쓸 수 있는 링크가 이미 있습니다. 아래 목록의 주소를 보내 주십시오.")]
    return found


def _last_day(form: LinkForm) -> str:
    return (form.expires_on.data or "").strip()


def _listed(series_id: str, people: list[sqlite3.Row]) -> list[dict[str, object]]:
    """The links of the series that are of organisations the person may know, with their addresses while they open."""
    names = {linking.whose(r): r["organization"] for r in people}
    found = []
    for link in series_store.links_of(get_db(), series_id):
        if linking.whose(link) in names:
            token = linking.token_again(link) if linking.opens(link) else None
            found.append(
                {"link": link, "name": names[linking.whose(link)], "token": token, "opens": linking.opens(link)}
            )
    return found


@bp.post("/series/<series_id>/links/<link_id>/revoke")
@permit("roundtables.raw")
def revoke_link(series_id: str, link_id: str) -> ResponseReturnValue:
    my_series(series_id)
    done = linking.revoke(get_db(), series_id, link_id, person_id=access.me())
    flash(_("링크를 막았습니다. 이제 열리지 않습니다.") if done else _("이미 막은 링크입니다."), "done")
    return redirect(url_for("proposals.links", series_id=series_id), 303)


@bp.get("/p/<token>", strict_slashes=False)
@public
# By address, as respondents' pages are: lower locks out firms that share one; 128 bits are not guessed anyway.
@limiter.limit("120/minute;1000/hour")
def own(token: str) -> ResponseReturnValue:
    """What became of what one firm or organisation proposed, on a phone, without an account."""
    db = get_db()
    link = linking.found_by(db, token)
    if link is None:
        inside = token_within(token)
        if inside and linking.found_by(db, inside):
            return redirect(url_for("proposals.own", token=inside))
        return render_template("proposals/own_closed.html", known=False), 404
    if not linking.opens(link):
        return render_template("proposals/own_closed.html", known=True), 410
    next_on = series_store.next_meeting(db, link["series_id"], today().isoformat())
    return render_template("proposals/own.html", link=link, found=linking.own(db, link), next_on=next_on)
