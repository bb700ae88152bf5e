"""Pages of clusters: all beside each other with the city's series, one with its areas and findings, themes by group."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.clock import today
from app.clusters import series_store, store
from app.clusters.access import group_of, links_to_words, my_cut, my_themes, the_cluster, theme_names
from app.clusters.blueprint import bp
from app.clusters.drawing import series_chart
from app.clusters.figures import figure_told, span_told
from app.clusters.reading import CUTS, Cut, Group
from app.clusters.series import Value, known_on
from app.clusters.zones import by_area, overlaps
from app.coding.themes.groups import Grouped
from app.db import get_db
from app.paging import Page, page_number
from app.tables.sheets import table_response
from app.words.formats import named
from app.words.labels import label

# Themes told of a group beside others; its own page has all. Chosen, not measured.
FOREMOST = 3
# Areas of a group on one page. Chosen, not measured.
PAGE = 100


@bp.get("/clusters")
@permit("areas.view")
def index() -> ResponseReturnValue:
    db, found = get_db(), my_cut("cluster")
    return render_template(
        "clusters/index.html",
        cut=found,
        grouped=my_themes(found),
        foremost=FOREMOST,
        series=[(each, *_place_values(each["code"])) for each in series_store.list_series(db)],
        **words(),
    )


@bp.get("/clusters.<any(csv, xlsx):kind>")
@permit("areas.view")
def export(kind: str) -> ResponseReturnValue:
    return table_response(kind, _("혁신클러스터"), *_rows(my_cut("cluster"), _("클러스터")))


@bp.get("/clusters/<cluster_code>")
@permit("areas.view")
def cluster(cluster_code: str) -> ResponseReturnValue:
    shown, found = the_cluster(cluster_code), my_cut("cluster")
    group = group_of(found, cluster_code)
    return render_template(
        "clusters/group.html",
        by="cluster",
        title=named(shown),
        zone=None,
        series=[(each, *_place_values(each["code"], cluster_code)) for each in series_store.list_series(get_db())],
        **group_page(found, group),
    )


@bp.get("/clusters/themes")
@permit("themes.view")
def themes() -> ResponseReturnValue:
    by = _by()
    found = my_cut(by)
    return render_template("clusters/themes.html", by=by, cuts=CUTS, cut=found, grouped=my_themes(found), **words())


@bp.get("/clusters/themes.<any(csv, xlsx):kind>")
@permit("themes.view")
def themes_export(kind: str) -> ResponseReturnValue:
    by = _by()
    found = my_cut(by)
    grouped, names = my_themes(found) or Grouped({}, {}), theme_names(get_db())
    titles = [label(by, "cluster_cut"), _("주제"), _("말한 곳"), _("애로를 말한 곳"), _("비율"), _("평균 심각도")]
    table = []
    for group in found.all:
        n = grouped.n.get(group.key, 0)
        for code, name in names.items():
            cell = grouped.cells.get((group.key, code))
            if n is None or (cell and cell.k is None):
                table.append([group.word, name, n if n is not None else _("싣지 않음"), _("싣지 않음"), None, None])
            else:
                share = round(cell.share, 3) if cell else 0 if n else None
                severity = round(cell.severity, 2) if cell and cell.severity else None
                table.append([group.word, name, n, cell.k if cell else 0, share, severity])
    return table_response(kind, _("클러스터·지정별 주제"), titles, table)


def group_page(found: Cut, group: Group) -> dict[str, Any]:
    """What the page of one cluster or zone is made of."""
    db, scope, day = get_db(), my_scope(), today().isoformat()
    page = Page(page_number(), PAGE, len(group.places))
    shown = group.places[page.first - 1 if group.places else 0 : page.last]
    names = {place.row["id"]: str(named(place.row)) for place in shown}
    designated = [each for each in store.designations(db, scope) if each.area_id in names]
    grouped = my_themes(found)
    return {
        "cut": found,
        "group": group,
        "shown": shown,
        "names": names,
        "page": page,
        "designated": by_area(designated),
        "overlaps": [each for each in overlaps(designated) if each.holds(day)],
        "ordered": grouped is not None and grouped.foremost(group.key) is not None,
        "themes_here": grouped.of(group.key) if grouped else {},
        "n": grouped.n.get(group.key, 0) if grouped else None,
        "grouped": grouped,
        "day": day,
        **words(),
    }


def words() -> dict[str, Any]:
    """What every page of clusters needs to name themes and figures, and where figures lead."""
    return {
        "theme_words": theme_names(get_db()),
        "figure_told": figure_told,
        "span_told": span_told,
        "exports": lambda endpoint, **kept: [
            (url_for(endpoint, kind="csv", **kept), _("CSV 내려받기")),
            (url_for(endpoint, kind="xlsx", **kept), _("XLSX 내려받기")),
        ],
        **links_to_words(),
    }


def _place_values(series: str, cluster_code: str = "") -> tuple[list[Value], Any]:
    """What is known today of a series of a place, and its picture."""
    db = get_db()
    values = [
        v for v in known_on(series_store.values(db, cluster=cluster_code), today().isoformat()) if v.series == series
    ]
    of = next(each for each in series_store.list_series(db) if each["code"] == series)
    where = named(the_cluster(cluster_code)) if cluster_code else _("시 전체")
    return values, series_chart(values, name=named(of), unit=of["unit"], where=where)


def _rows(found: Cut, word: str) -> tuple[list[str], list[list[Any]]]:
    """The groups as a table to take home; the last row has every area once."""
    levels = [label(level, "level") for level in found.levels]
    titles = [
        *(word, _("밀집지역"), _("기업 수"), _("주의 이상")),
        *levels,
        _("단계 없음"),
        *(_("지난 회차: %(level)s", level=level) for level in levels),
    ]
    table = [
        [
            *(group.word, len(group.places), group.firms, group.above),
            *(group.levels[level] for level in found.levels),
            group.levels[None],
            *(group.before[level] for level in found.levels),
        ]
        for group in (*found.all, found.whole)
    ]
    return titles, table


def _by() -> str:
    by = request.args.get("by", CUTS[0])
    return by if by in CUTS else abort(404)
