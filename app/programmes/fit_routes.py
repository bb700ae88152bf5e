"""Pages of matching: what fits an area and a firm and why, and the round as a table of areas."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.areas import rounds
from app.areas import store as areas_store
from app.areas.anonymity import told
from app.db import get_db
from app.paging import Page, page_number
from app.programmes import access
from app.programmes.blueprint import bp
from app.programmes.matching.finding import GROUPS, groups, listing, match
from app.programmes.matching.gaps import needs
from app.programmes.matching.ground import Ground
from app.programmes.matching.lines import USUAL, AreaLine, Wanted, lines, narrow, ordered
from app.programmes.matching.reading import (
    Held,
    ground_of_area,
    ground_of_firm,
    hold_all,
    hold_round,
    themes_of,
)
from app.programmes.picks import pick_store
from app.programmes.picks.pick_store import Wanted as PicksWanted
from app.tables.sheets import long_table_response
from app.words.formats import named
from app.words.labels import LABELS, label

# Programmes on the page of a place, and areas in the table.
PAGE, AREAS = 20, 50


@bp.get("/areas/<area_id>/programmes")
@permit("programmes.view")
def area(area_id: str) -> ResponseReturnValue:
    db, found = get_db(), access.my_area(area_id)
    ground = ground_of_area(db, access.round_id(), area_id, my_scope())
    offers = pick_store.offers_of_area(db, area_id, access.round_id() or "")
    return render_template("programmes/area.html", area=found, offers=offers, **_place(ground))


@bp.get("/programmes/firms/<firm_id>")
@permit("programmes.pick")
def firm(firm_id: str) -> ResponseReturnValue:
    db, found = get_db(), access.my_firm(firm_id)
    ground = ground_of_firm(db, access.round_id(), found, my_scope())
    offers, _total = pick_store.listed(db, PicksWanted(firm=firm_id), my_scope())
    return render_template(
        "programmes/firm.html",
        firm=found,
        area=areas_store.find_area(db, found["area_id"]),
        industry=next((i for i in areas_store.list_industries(db) if i["code"] == found["industry_code"]), None),
        offers=offers,
        **_place(ground),
    )


def _place(ground: Ground) -> dict[str, Any]:
    """What the page of a place says: its needs, and the programmes of the list asked for, in words."""
    held, themes = hold_all(get_db(), [ground]), themes_of(get_db())
    show = request.args.get("show", "fits")
    show = show if show in GROUPS else "fits"
    q = request.args.get("q", "").strip()
    listed = listing(held, show, q)
    page = Page(page_number(), PAGE, len(listed))
    shown = listed[(page.number - 1) * PAGE : page.number * PAGE]
    return {
        "held": held,
        "ground": ground,
        "spoke": told(ground.spoke),
        "themes": themes,
        "needs": needs(held),
        "groups": groups(held),
        "show": show,
        "q": q,
        "page": page,
        "matches": [match(held, themes, 0, n) for n in shown],
        "soon": access.soon(held.rules),
    }


@bp.get("/programmes/fits")
@permit("programmes.view")
def fits() -> ResponseReturnValue:
    held, found, wanted, sort = _asked_lines()
    page = Page(page_number(), AREAS, len(found))
    shown = found[(page.number - 1) * AREAS : page.number * AREAS]
    return render_template(
        "programmes/fits.html",
        lines=shown,
        page=page,
        wanted=wanted,
        sort=sort,
        best=access.best_of(held, shown),
        levels=[code for code in LABELS["level"] if any(p.level == code for p in held.places)],
        round=rounds.current(),
        told=told,
        exports=access.exports("programmes.fits_export", **asdict(wanted), sort=sort),
    )


@bp.get("/programmes/fits.<any(csv, xlsx):kind>")
@permit("programmes.view")
def fits_export(kind: str) -> ResponseReturnValue:
    """A row an area and programme that fits it: what the table holds, pair by pair."""
    held, found, _wanted, _sort = _asked_lines()
    titles = [
        *(_("코드"), _("밀집지역"), _("단계"), _("말한 기업"), _("지원사업 코드"), _("지원사업")),
        *(_("기관"), _("한도(원)"), _("마감일"), _("점수")),
    ]
    table = [
        [
            *(line.area["code"], named(line.area), label(line.ground.level, "level"), told(line.ground.spoke)),
            *(p.code, named(p), p.owner, p.cap, p.closes_on, scores[n]),
        ]
        for line, scores in ((line, held.fits.scores(line.place)) for line in found)
        for n, p in enumerate(held.programmes)
        if held.fits.fits[line.place, n]
    ]
    return long_table_response(kind, _("지역별 맞는 지원사업"), titles, table)


def _asked_lines() -> tuple[Held, list[AreaLine], Wanted, str]:
    db, scope, round_id = get_db(), my_scope(), access.round_id()
    held = hold_round(db, round_id, scope)
    offered = pick_store.offered(db, round_id, scope) if round_id else {}
    wanted = Wanted(**{f.name: request.args.get(f.name, "").strip() for f in fields(Wanted)})
    sort = request.args.get("sort", USUAL)
    found = narrow(lines(held, areas_store.list_areas(db, scope), offered), wanted)
    return held, ordered(found, sort), wanted, sort
