"""Pages of special zones: which there are, where two lie on one area at once, one zone, and its words changed."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import may, permit
from app.accounts.signing_in import my_scope
from app.areas import store as areas_store
from app.clock import today
from app.clusters import store, zoning
from app.clusters.access import group_of, my_cut, the_zone
from app.clusters.blueprint import bp
from app.clusters.crossing import Crossing, Lying, crossing
from app.clusters.reading import Cut
from app.clusters.routes import group_page, words
from app.clusters.zones import by_area, overlaps, years
from app.db import get_db
from app.paging import Page, page_number
from app.tables.sheets import table_response
from app.words.formats import named
from app.words.labels import label
from forms.helping.clusters import ZoneForm

# Areas on a page, each with its overlaps and its years: 50 of a nation come to more than 300 kB.
PAGE = 25


@bp.get("/clusters/zones")
@permit("areas.view")
def zones() -> ResponseReturnValue:
    db, scope, day = get_db(), my_scope(), today().isoformat()
    designated, found = store.designations(db, scope), my_cut("zone")
    met = crossing(_clusters(), _zones(found))
    there, meeting = by_area(designated), overlaps(designated)
    twice = {each.area_id for each in meeting}
    order = sorted(there, key=lambda area: (area not in twice, -len(there[area])))
    page, listed, ended = Page(page_number(), PAGE, len(order)), store.list_zones(db), _ended(designated, day)
    shown = order[page.first - 1 if order else 0 : page.last]
    return render_template(
        "clusters/zones.html",
        cut=found,
        met=met,
        both=_both(met),
        ended=[r for r in listed if r["name"] in ended],
        overlaps=[each for each in meeting if each.area_id in set(shown)],
        areas={area["id"]: area for area in areas_store.list_areas(db, scope)},
        there={area: there[area] for area in shown},
        years=years(designated, day),
        page=page,
        day=day,
        zone_rows={r["id"]: r for r in listed},
        **words(),
    )


def _clusters() -> list[Lying]:
    db = get_db()
    names = {r["code"]: str(named(r)) for r in areas_store.list_clusters(db)}
    members = store.areas_of_clusters(db, my_scope())
    return [Lying(code, name, "cluster", frozenset(members.get(code, ()))) for code, name in names.items()]


def _zones(found: Cut) -> list[Lying]:
    """The zones that hold today."""
    return [Lying(g.key, g.word, "zone", frozenset(place.row["id"] for place in g.places)) for g in found.groups]


def _both(met: Crossing) -> tuple[Lying, Lying, frozenset[str]] | None:
    """The two that were asked for, with the areas in both; None where there are none."""
    one, other = (
        next((each for each in those if each.key == request.args.get(name)), None)
        for name, those in (("first", met.rows), ("second", met.columns))
    )
    return (one, other, met.both(one, other)) if one and other else None


@bp.get("/clusters/zones.<any(csv, xlsx):kind>")
@permit("areas.view")
def zones_export(kind: str) -> ResponseReturnValue:
    """Every designation of the person's areas: the file that comes back in as it went out."""
    db, scope = get_db(), my_scope()
    areas, known = {a["id"]: a for a in areas_store.list_areas(db, scope)}, store.zones_by_name(db)
    titles = [
        *(_("밀집지역코드"), _("지정"), _("종류"), _("법적근거"), _("시작일"), _("종료일"), _("출처"), _("기준일")),
    ]
    table = [
        [
            *(
                areas[d.area_id]["code"],
                d.name,
                label(known[d.name]["kind"], "zone_kind"),
                known[d.name]["legal_basis"],
            ),
            *(d.since, d.until, known[d.name]["source"], known[d.name]["as_of"]),
        ]
        for d in store.designations(db, scope)
        if d.area_id in areas
    ]
    return table_response(kind, _("지정(특구)"), titles, table)


@bp.get("/clusters/zones/<zone_id>")
@permit("areas.view")
def zone(zone_id: str) -> ResponseReturnValue:
    return _zone_page(zone_id, _form(the_zone(zone_id)))


@bp.post("/clusters/zones/<zone_id>")
@permit("areas.import")
def change_zone(zone_id: str) -> ResponseReturnValue:
    found, form = the_zone(zone_id), ZoneForm()
    if my_scope().area_ids is not None:
        abort(403)  # a zone is of every area that lies in it
    form.kind.choices = zoning.kinds()
    if not form.validate_on_submit():
        return _zone_page(zone_id, form), 422
    as_of = form.as_of.data.isoformat() if form.as_of.data else None
    told = (form.kind.data, form.legal_basis.data or "", form.source.data or "", as_of)
    changed = zoning.change(get_db(), found, *told, person_id=current_user.id)
    flash(_("지정의 내용을 고쳤습니다.") if changed else _("바뀐 것이 없습니다."), "done")
    return redirect(url_for("clusters.zone", zone_id=zone_id), 303)


def _zone_page(zone_id: str, form: ZoneForm) -> str:
    shown, found = the_zone(zone_id), my_cut("zone")
    group: dict[str, Any] = group_page(found, group_of(found, zone_id))
    return render_template(
        "clusters/group.html",
        by="zone",
        title=shown["name"],
        zone=shown,
        form=form if may("areas.import") and my_scope().area_ids is None else None,
        series=[],
        **group,
    )


def _form(zone: Any) -> ZoneForm:
    day = zone["as_of"]
    form = ZoneForm(
        formdata=None,
        data={**{key: zone[key] for key in ("kind", "legal_basis", "source")}, "as_of": zoning.as_day(day)},
    )
    form.kind.choices = zoning.kinds()
    return form


def _ended(designated: Any, day: str) -> set[str]:
    """Names of zones of which none holds today."""
    return {d.name for d in designated} - {d.name for d in designated if d.holds(day)}
