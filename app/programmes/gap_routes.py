"""Pages of what is missing: needs no programme answers, programmes nobody needs, by domain and in won."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.areas import rounds
from app.areas import store as areas_store
from app.codebook.labels import LABELS as CODEBOOK
from app.db import get_db
from app.paging import Page, page_number
from app.programmes import access
from app.programmes.blueprint import bp
from app.programmes.matching.gaps import Need, by_domain, idle, needs
from app.programmes.matching.reading import Held, hold_round, themes_of
from app.tables.sheets import table_response
from app.words.formats import named
from app.words.labels import label

PAGE = 50
DOMAINS = tuple(CODEBOOK["domain"])
# The word of the address for needs that belong to no domain.
NONE = "none"


@bp.get("/programmes/gaps")
@permit("programmes.view")
def gaps() -> ResponseReturnValue:
    held, every, found = _asked()
    page = Page(page_number(), PAGE, len(found))
    return render_template(
        "programmes/gaps.html",
        lines=by_domain(held, every, DOMAINS),
        needs=found[(page.number - 1) * PAGE : page.number * PAGE],
        page=page,
        idle=idle(held),
        areas=_areas(),
        themes=themes_of(get_db()),
        domains=DOMAINS,
        domain=request.args.get("domain", ""),
        answered=request.args.get("answered") == "1",
        rules=held.rules,
        guarded=any(place.guarded for place in held.places),
        round=rounds.current(),
        exports=access.exports("programmes.gaps_export", domain=request.args.get("domain", "")),
    )


@bp.get("/programmes/gaps.<any(csv, xlsx):kind>")
@permit("programmes.view")
def gaps_export(kind: str) -> ResponseReturnValue:
    _held, _every, found = _asked(every=True)
    areas, themes = _areas(), themes_of(get_db())
    titles = [
        *(
            _("코드"),
            _("밀집지역"),
            _("종류"),
            _("분야"),
            _("필요"),
            _("말한 기업"),
            _("지표 점수"),
            _("맞는 지원사업"),
        ),
    ]
    table = [
        [
            *(areas[n.area_id]["code"], named(areas[n.area_id]), _("목소리") if n.kind == "theme" else _("지표")),
            *(_domain(n), _name(n, themes), n.firms, n.points and round(n.points, 1), n.answers),
        ]
        for n in found
    ]
    return table_response(kind, _("필요와 지원사업"), titles, table)


def _domain(need: Need) -> str:
    return label(need.domain, "domain") if need.domain else _("분야 없음")


def _name(need: Need, themes: dict[str, Any]) -> str:
    if need.kind == "domain":
        return label(need.code, "domain")
    return named(themes[need.code]) if need.code in themes else need.code


def _asked(*, every: bool = False) -> tuple[Held, list[Need], list[Need]]:
    """Programmes held against the areas of one's scope, all needs, and those the address asks for: usually those
    unanswered."""
    db, domain = get_db(), request.args.get("domain", "")
    held = hold_round(db, access.round_id(), my_scope())
    all_, listed = every or request.args.get("answered") == "1", needs(held)
    return held, listed, [n for n in listed if (all_ or not n.answers) and domain in ("", n.domain or NONE)]


def _areas() -> dict[str, Any]:
    return {area["id"]: area for area in areas_store.list_areas(get_db(), my_scope())}
