"""Links of a survey: made by analysts and researchers, told once, listed without their tokens, revoked."""

from __future__ import annotations

import sqlite3

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import signing_in
from app.accounts.downloading import record_download
from app.accounts.permissions import permit
from app.areas.finding.finding import area_found
from app.db import get_db
from app.errors import Conflict
from app.paging import Page, page_number
from app.surveys.answering import inviting
from app.surveys.asking import frame_store, store
from app.surveys.asking.asked import area_asked, survey_asked
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.blueprint import bp
from app.surveys.reaching import letters
from app.surveys.reaching.addresses import answer_address
from app.tables.sheets import table_response
from app.words.formats import day, named, number
from forms.surveys import LinkForm

# A page of more links is not read; the file has all of them. Chosen, not measured.
SHOWN = 200


@bp.route("/surveys/<survey_id>/links", methods=["GET", "POST"])
@permit("surveys.invite")
def links(survey_id: str) -> ResponseReturnValue:
    survey = survey_asked(survey_id)
    form = _form(survey_id)
    if form.validate_on_submit():
        try:
            return _make(survey_id, form)
        except Conflict as error:
            form.firm.errors = [str(error)]
    area_id, search = area_asked(), request.args.get("q", "").strip()
    found = store.list_invitations(get_db(), survey_id, signing_in.my_scope(), area_id=area_id, search=search)
    page = Page(page_number(), 50, len(found))
    return render_template(
        "surveys/answering/links.html",
        survey=survey,
        form=form,
        links=found[(page.number - 1) * page.size : page.number * page.size],
        page=page,
        area_id=area_id,
        search=search,
    ), 422 if form.errors else 200


def _form(survey_id: str) -> LinkForm:
    """Links for the area chosen, with that area's firms to choose one from."""
    db = get_db()
    form = LinkForm(data={"kind": request.args.get("kind", "open")})
    area = area_found("area")
    firms = frame_store.asked_firms(db, survey_id, area["id"]) if area else []
    form.firm.choices = [("", _("골라 주십시오")), *((f["id"], f"{f['name']} {f['code']}") for f in firms)]
    return form


def _make(survey_id: str, form: LinkForm) -> ResponseReturnValue:
    db, me = get_db(), current_user.id
    last = form.last_on.data
    limits = inviting.Limits(form.most.data, form.most_a_day.data, last.isoformat() if last else None)
    area = area_found("area")
    areas = frame_store.asked_areas(db, survey_id, signing_in.my_scope())
    if area and not form.everywhere.data:
        areas = [each for each in areas if each["id"] == area["id"]]
        if not areas:
            raise Conflict(_("이 조사에서 뺀 지역입니다. ‘관리’의 조사 대상에서 다시 넣은 뒤 만드십시오."))
    if form.kind.data == "firm":
        firm = store.find_firm(db, form.firm.data) or abort(404)
        signing_in.require_area(firm["area_id"])
        made = [inviting.make_firm_link(db, survey_id, firm, person_id=me)]
    else:
        made = inviting.make_links(db, survey_id, areas, firms=form.kind.data == "firms", person_id=me, limits=limits)
    if not made:
        flash(_("모든 기업에 이미 링크가 있거나 응답이 있습니다. 새로 만든 링크는 없습니다."), "careful")
        return redirect(url_for("surveys.links", survey_id=survey_id))
    return _made(survey_id, made, areas[0] if len(areas) == 1 else None)


def _made(survey_id: str, made: list[inviting.Link], area: sqlite3.Row | None) -> str:
    return render_template(
        "surveys/answering/links_made.html",
        survey=survey_asked(survey_id),
        links=made[:SHOWN],
        count=len(made),
        area=area,
    )


@bp.get("/surveys/<survey_id>/links.csv")
@permit("surveys.invite")
def links_csv(survey_id: str) -> ResponseReturnValue:
    """The links that take answers now, with their addresses; one made by another secret has none that can be told."""
    survey_asked(survey_id)
    found = store.list_invitations(get_db(), survey_id, signing_in.my_scope(), area_id=area_asked())
    table = []
    for link in found:
        if link["revoked_at"] or link["used_at"]:
            continue
        token = inviting.told_again(link)
        address = answer_address(token) if token else None
        table.append([link["area_code"], named(link), link["firm_code"], link["firm_name"], address])
    record_download(get_db(), "links", len(table), object_kind="survey", object_id=survey_id)
    titles = [_("밀집지역코드"), _("밀집지역"), _("기업코드"), _("기업"), _("응답 링크")]
    return table_response("csv", _("응답 링크"), titles, table)


@bp.get("/surveys/<survey_id>/posters")
@permit("surveys.invite")
def posters(survey_id: str) -> ResponseReturnValue:
    """The open links that take answers, each with its QR code on a sheet to hang up or hand round."""
    survey = survey_asked(survey_id)
    found = store.list_invitations(get_db(), survey_id, signing_in.my_scope(), area_id=area_asked())
    told = [(link, inviting.told_again(link)) for link in found if not (link["revoked_at"] or link["firm_id"])]
    return render_template(
        "surveys/reaching/posters.html",
        survey=survey,
        posters=[(link, answer_address(token)) for link, token in told if token],
        minutes=questionnaire_of(survey["definition"]).minutes,
        qr=letters.qr_svg,
    )


@bp.app_template_global()
def link_limits(link: sqlite3.Row) -> str:
    """How far an open link goes, in words; empty where it has no limit."""
    told = [
        _("모두 %(n)s건", n=number(link["most"])) if link["most"] else "",
        _("하루 %(n)s건", n=number(link["most_a_day"])) if link["most_a_day"] else "",
        _("%(day)s까지", day=day(link["last_on"])) if link["last_on"] else "",
    ]
    return " · ".join(filter(None, told))


@bp.post("/surveys/<survey_id>/links/<invitation_id>/revoke")
@permit("surveys.invite")
def revoke_link(survey_id: str, invitation_id: str) -> ResponseReturnValue:
    _link(survey_id, invitation_id)
    inviting.revoke(get_db(), invitation_id, person_id=current_user.id)
    flash(_("링크를 폐기했습니다. 이미 받은 응답은 그대로 남습니다."), "done")
    return redirect(url_for("surveys.links", survey_id=survey_id))


@bp.post("/surveys/<survey_id>/links/<invitation_id>/remake")
@permit("surveys.invite")
def remake_link(survey_id: str, invitation_id: str) -> ResponseReturnValue:
    link = _link(survey_id, invitation_id)
    made = inviting.remake(get_db(), link, person_id=current_user.id)
    return _made(survey_id, [made], store.find_area(get_db(), link["area_id"]))


def _link(survey_id: str, invitation_id: str) -> sqlite3.Row:
    """A link of this survey in one's own areas."""
    link = store.find_invitation(get_db(), invitation_id)
    if link is None or link["survey_id"] != survey_id:
        abort(404)
    signing_in.require_area(link["area_id"])
    return link
