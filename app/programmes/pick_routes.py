"""Pages of picks: choosing whom to offer a programme, the list of offers, one with all that became of it."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from dataclasses import asdict
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.areas import rounds
from app.clock import today
from app.db import get_db
from app.errors import BadInput
from app.paging import Page, page_number
from app.programmes import access
from app.programmes.blueprint import bp
from app.programmes.matching.finding import Match, match
from app.programmes.matching.ground_store import statements
from app.programmes.matching.reading import ground_of_area, hold_all, themes_of
from app.programmes.picks import pick_store
from app.programmes.picks.pick import PAID, Told, may_follow
from app.programmes.picks.pick_store import Wanted
from app.programmes.picks.picking import Offer, pick, take_off, tell
from app.programmes.register import store
from app.programmes.register.programme import Programme
from app.tables.sheets import table_response
from app.voices.seeing import said
from app.words.formats import named
from app.words.labels import LABELS, label
from forms.helping.picks import PickForm, ToldForm

# Statements of each theme on the page that asks whom to offer it to; all are one click away. Chosen, not measured.
PAGE, FIRMS, STATEMENTS = 50, 30, 3


@bp.route("/programmes/<programme_id>/areas/<area_id>", methods=["GET", "POST"])
@permit("programmes.view")
def choose(programme_id: str, area_id: str) -> ResponseReturnValue:
    """One programme and one area: why it fits, which firms it is for, and whom it is offered to."""
    found, area, form = access.my_programme(programme_id), access.my_area(area_id), PickForm()
    if form.is_submitted():
        return _picked(found, area, form)
    return _choosing(found, area, form)


@permit("programmes.pick")
def _picked(programme: Programme, area: sqlite3.Row, form: PickForm) -> ResponseReturnValue:
    round_id, firms = access.round_id(), request.form.getlist("firm")
    whole = bool(form.whole.data)
    if not form.validate() or not (firms or whole) or round_id is None:
        return _choosing(programme, area, form, nobody=not (firms or whole)), 422
    held, found = _match(programme, area["id"])
    known = {f["id"] for f in pick_store.firms(get_db(), area["id"], {})[0]}
    if not set(firms) <= known:
        abort(404)
    offer = Offer(
        programme=programme,
        round_id=round_id,
        area_id=area["id"],
        firm_ids=[] if whole else firms,
        reason=form.reason.data or "",
        reasons=found.reasons,
        rules_sha256=held.rules.sha256,
    )
    try:
        made = pick(get_db(), offer, person_id=current_user.id)
    except BadInput as error:
        form.reason.errors = [_sentence(error)]
        return _choosing(programme, area, form), 422
    told = _("%(n)s건을 권했다고 기록했습니다. 답을 들으면 여기에 적어 주십시오.", n=len(made))
    flash(told if made else _("이미 권한 곳입니다. 새로 기록하지 않았습니다."), "done")
    if len(made) == 1:
        return redirect(url_for("programmes.offer", pick_id=made[0]), 303)
    return redirect(url_for("programmes.offers", area=area["id"], programme=programme.id), 303)


def _choosing(programme: Programme, area: sqlite3.Row, form: PickForm, *, nobody: bool = False) -> str:
    db, q, at = get_db(), request.args.get("q", "").strip(), page_number()
    held, found = _match(programme, area["id"])
    firms, total = pick_store.firms(db, area["id"], _asks(programme), q=q, limit=FIRMS, offset=(at - 1) * FIRMS)
    return render_template(
        "programmes/choose.html",
        programme=programme,
        area=area,
        form=form,
        found=found,
        rules=held.rules,
        ground=held.places[0],
        firms=firms,
        page=Page(at, FIRMS, total),
        q=q,
        live=pick_store.live_firms(db, programme.id, area["id"]),
        said=said(db, _grounds(found, area["id"])),
        chosen=set(request.form.getlist("firm")) | set(request.args.getlist("firm")),
        nobody=nobody,
        day=held.day,
        soon=access.soon(held.rules),
        round=rounds.current(),
    )


def _match(programme: Programme, area_id: str) -> tuple[Any, Match]:
    db = get_db()
    held = hold_all(db, [ground_of_area(db, access.round_id(), area_id, my_scope())], [programme])
    return held, match(held, themes_of(db), 0, 0)


def _grounds(found: Match, area_id: str) -> list[str]:
    """The statements behind the themes that speak for the programme, the first of each."""
    themes, round_id, kept = {r.theme for r in found.met if r.theme}, access.round_id(), Counter[str]()
    shown = []
    for segment_id, theme in statements(get_db(), round_id, area_id, themes) if round_id and themes else ():
        kept[theme] += 1
        if kept[theme] <= STATEMENTS:
            shown.append(segment_id)
    return shown


def _asks(programme: Programme) -> dict[str, Any]:
    """What a programme asks of a firm, by the columns of the register."""
    return {"f.growth_stage": programme.stages, "f.size_band": programme.sizes, "i.kind": programme.industry_kinds}


def _sentence(error: BadInput) -> str:
    return " ".join(f"{p.what}. {p.right}." for p in error.problems)


@bp.get("/programmes/offers")
@permit("programmes.pick")
def offers() -> ResponseReturnValue:
    db, wanted, scope, at = get_db(), _wanted(), my_scope(), page_number()
    sort = request.args.get("sort", "due")
    found, total = pick_store.listed(db, wanted, scope, sort=sort, limit=PAGE, offset=(at - 1) * PAGE)
    paid, unknown = pick_store.money(db, wanted, scope)
    return render_template(
        "programmes/offers.html",
        offers=found,
        page=Page(at, PAGE, total),
        wanted=wanted,
        sort=sort,
        counts=pick_store.counts(db, Wanted(**{**asdict(wanted), "state": "", "live": False}), scope),
        paid=paid,
        unknown=unknown,
        labels=LABELS,
        day=today().isoformat(),
        programme=store.find(db, wanted.programme) if wanted.programme else None,
        area=access.my_area(wanted.area) if wanted.area else None,
        exports=access.exports("programmes.offers_export", **_kept(wanted), sort=sort),
    )


@bp.get("/programmes/offers.<any(csv, xlsx):kind>")
@permit("programmes.pick")
def offers_export(kind: str) -> ResponseReturnValue:
    found, _total = pick_store.listed(get_db(), _wanted(), my_scope(), sort=request.args.get("sort", "due"))
    titles = [
        *(_("회차"), _("지역 코드"), _("밀집지역"), _("기업 코드"), _("기업"), _("지원사업 코드"), _("지원사업")),
        *(_("상태"), _("날짜"), _("금액(원)"), _("까닭"), _("메모"), _("권한 날")),
    ]
    table = [
        [
            *(o["round_code"], o["area_code"], named(o, "area"), o["firm_code"], o["firm_name"] or _("지역 전체")),
            *(o["code"], named(o), label(o["state"], "pick_state"), o["on_day"], o["amount"]),
            *(o["reason"], o["note"], o["offered_on"]),
        ]
        for o in found
    ]
    return table_response(kind, _("지원 연계"), titles, table)


def _wanted() -> Wanted:
    asked = {name: request.args.get(name, "").strip() for name in ("q", "area", "programme", "firm", "state")}
    round_ = request.args.get("round", "all")
    return Wanted(
        **asked, round_id=access.round_id() or "" if round_ == "now" else "", live=request.args.get("live") == "1"
    )


def _kept(wanted: Wanted) -> dict[str, str]:
    asked = {name: value for name, value in asdict(wanted).items() if isinstance(value, str) and name != "round_id"}
    return asked | {"round": "now" if wanted.round_id else "", "live": "1" if wanted.live else ""}


@bp.get("/programmes/offers/<pick_id>")
@permit("programmes.pick")
def offer(pick_id: str) -> ResponseReturnValue:
    return _offer_page(access.my_pick(pick_id), ToldForm(on_day=today()))


@bp.post("/programmes/offers/<pick_id>")
@permit("programmes.pick")
def tell_offer(pick_id: str) -> ResponseReturnValue:
    found, form = access.my_pick(pick_id), ToldForm()
    form.amount.validators = (*form.amount.validators, access.readable_amount)
    if not form.validate():
        return _offer_page(found, form), 422
    told = Told(form.state.data or "", form.on_day.data, access.amount(form.amount.data), form.note.data or "")
    try:
        tell(get_db(), pick_id, told, person_id=current_user.id)
    except BadInput as error:
        for problem in error.problems:
            field = next((each for each in form if str(each.label.text) == problem.where), form.state)
            field.errors = [*field.errors, f"{problem.what}. {problem.right}."]
        return _offer_page(found, form), 422
    flash(_("기록했습니다."), "done")
    return redirect(url_for("programmes.offer", pick_id=pick_id), 303)


@bp.post("/programmes/offers/<pick_id>/statements")
@permit("programmes.pick")
def untie(pick_id: str) -> ResponseReturnValue:
    access.my_pick(pick_id)
    ended = take_off(get_db(), pick_id, request.form.get("segment", ""), person_id=current_user.id)
    flash(_("발언을 떼었습니다. 붙였던 기록은 남습니다.") if ended else _("붙어 있지 않은 발언입니다."), "done")
    return redirect(url_for("programmes.offer", pick_id=pick_id), 303)


def _grounds_told(found: sqlite3.Row) -> list[dict[str, Any]]:
    """Why it was offered, as it was seen on that day; of themes those alone whose number the reader may know."""
    kept = [
        r
        for r in json.loads(found["grounds"])
        if r["state"] == "met" and r["condition"] in ("theme", "domain", "level")
    ]
    scope = my_scope()
    if scope.answers or not any(r["theme"] for r in kept):
        return kept
    ground = ground_of_area(get_db(), found["round_id"], found["area_id"], scope)
    return [r for r in kept if not r["theme"] or r["theme"] in ground.said]


def _offer_page(found: sqlite3.Row, form: ToldForm) -> str:
    db = get_db()
    form.state.choices = [(code, label(code, "pick_state")) for code in may_follow(found["state"])]
    return render_template(
        "programmes/offer.html",
        offer=found,
        grounds=_grounds_told(found),
        form=form,
        events=pick_store.events_of(db, found["id"]),
        then=store.find_version(db, found["version_id"]),
        now=store.find(db, found["programme_id"]),
        said=said(db, pick_store.segments_of(db, found["id"])),
        asked=pick_store.themes_of(db, found["id"]),
        themes=themes_of(db),
        pays=bool(set(PAID) & set(may_follow(found["state"]))),
    )
