"""Pages of series: every figure with its source and when it was known, as files and pictures; files brought in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import may, permit
from app.accounts.signing_in import my_scope
from app.accounts.store import record
from app.areas import store as areas_store
from app.clock import today
from app.clusters import importing, series_store
from app.clusters.blueprint import bp
from app.clusters.drawing import series_chart
from app.clusters.routes import words
from app.clusters.series import Value, known_on
from app.db import get_db, writing
from app.tables.refused import refused_at
from app.tables.sheets import download, table_response
from app.words.formats import named, number
from app.words.labels import label
from forms.helping.clusters import ClusterImportForm

KINDS = ("zones", "series")


@bp.get("/clusters/series")
@permit("areas.view")
def series() -> ResponseReturnValue:
    """Every figure: what was known on the day asked for, and what was told before and since."""
    db, day = get_db(), _day()
    values = series_store.values(db)
    known = known_on(values, day)
    return render_template(
        "clusters/series.html",
        values=sorted(values, key=lambda v: (v.series, v.cluster, v.starts_on, v.ends_on, v.as_of, v.id)),
        known={v.id for v in known},
        told_by=series_store.told_by(db),
        series={r["code"]: r for r in series_store.list_series(db)},
        clusters={r["code"]: named(r) for r in areas_store.list_clusters(db)},
        asked=day,
        today=today().isoformat(),
        may_take_back=may("areas.import") and my_scope().area_ids is None,
        **words(),
    )


@bp.post("/clusters/series/<int:place_value_id>/wrong")
@permit("areas.import")
def take_back(place_value_id: int) -> ResponseReturnValue:
    """A figure told by mistake counts nowhere any more; its row stays."""
    if my_scope().area_ids is not None:
        abort(403)
    db = get_db()
    found = next((v for v in series_store.values(db) if v.id == place_value_id), None) or abort(404)
    with writing(db):
        if series_store.take_back(db, found.id, person_id=current_user.id):
            told = {"name": found.series, "before": f"{found.starts_on}–{found.ends_on}: {found.value:.0f}"}
            record(db, "place value taken back", person_id=current_user.id, object_kind="place_value", **told)
    flash(_("잘못된 값으로 표시했습니다. 이제 어느 화면에도 쓰이지 않습니다."), "done")
    return redirect(url_for("clusters.series"), 303)


@bp.get("/clusters/series.<any(csv, xlsx, svg, png):kind>")
@permit("areas.view")
def series_export(kind: str) -> ResponseReturnValue:
    """Every figure not taken back, as a file that comes back in as it went out; or the picture of the series asked for."""
    return _picture(kind) if kind in ("svg", "png") else _table(kind)


def _table(kind: str) -> ResponseReturnValue:
    db = get_db()
    known = {r["code"]: r for r in series_store.list_series(db)}
    clusters = {r["code"]: str(named(r)) for r in areas_store.list_clusters(db)}
    titles = [_("계열"), _("클러스터"), _("시작일"), _("종료일"), _("값"), _("단위"), _("출처"), _("기준일")]
    table = [
        [
            *(named(known[v.series]), clusters.get(v.cluster), v.starts_on, v.ends_on, _plain(v, known)),
            *(label(known[v.series]["unit"], "series_unit"), v.source, v.as_of),
        ]
        for v in series_store.values(db)
        if not v.wrong
    ]
    return table_response(kind, _("시·클러스터 통계"), titles, table)


def _picture(kind: str) -> ResponseReturnValue:
    """The picture of a series, of the city or of the cluster asked for."""
    db, code, series_code = get_db(), request.args.get("cluster", ""), request.args.get("series", "")
    of = next((r for r in series_store.list_series(db) if r["code"] == series_code), None) or abort(404)
    clusters = {r["code"]: str(named(r)) for r in areas_store.list_clusters(db)}
    if code and code not in clusters:
        abort(404)
    values: list[Value] = known_on(series_store.values(db, cluster=code), today().isoformat())
    where = clusters[code] if code else _("시 전체")
    shown = [v for v in values if v.series == series_code]
    drawn = series_chart(shown, name=named(of), unit=of["unit"], where=where) or abort(404)
    name = f"{where} {named(of)}.{kind}"
    if kind == "png":
        return download(drawn.png(), name, "image/png")
    return download(iter([str(drawn.svg()).encode()]), name, "image/svg+xml")


@bp.route("/clusters/import", methods=["GET", "POST"], endpoint="import")
@permit("areas.import")
def bring() -> ResponseReturnValue:
    if my_scope().area_ids is not None:
        abort(403)  # a file may name every area: only who sees all of them may bring one
    form = ClusterImportForm(kind=request.args.get("kind", KINDS[0]))
    if form.validate_on_submit():
        kind = form.kind.data
        with refused_at(form.file):
            done = importing.bring(get_db(), kind, form.file.data.read(), form.file.data.filename, current_user.id)
            told = {"new": number(done.new), "changed": number(done.changed), "unchanged": number(done.unchanged)}
            flash(_("새로 추가 %(new)s건, 변경 %(changed)s건, 그대로 %(unchanged)s건입니다.", **told), "done")
            return redirect(url_for("clusters.zones" if kind == "zones" else "clusters.series"), 303)
    explained = {kind: importing.columns_of(get_db(), kind) for kind in KINDS}
    return render_template("clusters/import.html", form=form, explained=explained), 422 if form.errors else 200


@bp.get("/clusters/import/<any(zones, series):kind>.<any(csv, xlsx):form>")
@permit("areas.import")
def template(kind: str, form: str) -> ResponseReturnValue:
    explained = importing.columns_of(get_db(), kind)
    titles, example = [e.column.titles[0] for e in explained], [e.example for e in explained]
    return table_response(form, label(kind, "cluster_import"), titles, [example])


def _day() -> str:
    """The day the address asks for; nonsense and the future ask for today."""
    try:
        return min(date.fromisoformat(request.args.get("as_of", "")).isoformat(), today().isoformat())
    except ValueError:
        return today().isoformat()


def _plain(value: Value, series: Mapping[str, Any]) -> float:
    """A whole number without its point; won are whole."""
    whole = series[value.series]["unit"] == "won" or value.value == int(value.value)
    return round(value.value) if whole else value.value
