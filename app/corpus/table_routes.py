"""Figures of the corpus: themes by a variable, themes together, themes from wave to wave; as pages and as files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.permissions import permit
from app.areas import store as areas
from app.charts.charts import Chart
from app.coding.access import is_official
from app.coding.themes.themes import Prevalence
from app.corpus import drawing, people_store, saving
from app.corpus.access import frame, my_question, my_sight, nothing_yet
from app.corpus.blueprint import bp
from app.corpus.counting import by_variable, by_wave
from app.corpus.counting import together as counted_together
from app.corpus.people import VARIABLES
from app.corpus.questions import KINDS, SIZES, STAGES, TURN, Question, Sight
from app.corpus.tables import UNKNOWN, Table
from app.db import get_db
from app.paging import Page, page_number
from app.tables.sheets import download, table_response
from app.words.formats import named, quarter
from app.words.labels import label

SHARES = ("", "column", "row")
# A table with more values than this stands on its side: themes across, values down. Chosen, not measured.
ACROSS = 12
# Values of a table on its side a page; the file has all. Chosen, not measured.
DOWN = 100
TEMPLATES = {"table": "corpus/table.html", "together": "corpus/together.html", "trend": "corpus/trend.html"}


@bp.get("/corpus/table")
@permit("themes.view")
def table() -> ResponseReturnValue:
    """Themes by a variable: who named what."""
    sight = my_sight()
    return _page("table", sight) if sight else nothing_yet()


@bp.get("/corpus/together")
@permit("themes.view")
def together() -> ResponseReturnValue:
    """Themes that are named in reach of each other."""
    sight = my_sight()
    return _page("together", sight) if sight else nothing_yet()


@bp.get("/corpus/trend")
@permit("themes.view")
def trend() -> ResponseReturnValue:
    """Themes from wave to wave."""
    sight = my_sight()
    return _page("trend", sight) if sight else nothing_yet()


@bp.get("/corpus/<any(table, together, trend):page>.<any(csv, xlsx, svg, png):ending>")
@permit("themes.view")
def figure_export(page: str, ending: str) -> ResponseReturnValue:
    """A page's table, or its picture."""
    sight = my_sight()
    if sight is None:
        return nothing_yet()
    question = my_figures()
    around = frame(question)
    found = _figure(page, question, sight, around["known"].themes)
    title = f"{label(page, 'corpus_page')} · {around['asked']}"
    if ending in ("csv", "xlsx"):
        return table_response(ending, label(page, "corpus_page"), *_rows(found))
    drawn = _chart(found, title) or abort(404)
    name = f"{label(page, 'corpus_page')}.{ending}"
    if ending == "png":
        return download(drawn.png(), name, "image/png")
    return download([str(drawn.svg()).encode()], name, "image/svg+xml")  # type: ignore[arg-type]


def my_figures() -> Question:
    """The question of the address; officials ask of whole rounds only, so that no two tables differ by one or two firms."""
    question = my_question()
    if not is_official():
        return question
    whole = not people_store.is_wave(get_db(), question.when)
    # One way of meaning and one reach: two tables that differ by these would differ by one or two firms.
    return Question(when=question.when if whole else "", stance=question.stance or "need", near=TURN)


def _page(page: str, sight: Sight) -> str:
    question = my_figures()
    around = frame(question)
    found = _figure(page, question, sight, around["known"].themes)
    title = f"{label(page, 'corpus_page')} · {around['asked']}"
    return render_template(
        TEMPLATES[page],
        **around,
        **found,
        **down(found),
        kept=question.address(by=found.get("by"), share=found.get("share")),
        chart=_chart(found, title) if page == "trend" else None,
        saved=saving.named_in_address(page),
        linked=_links(replace(question, when="") if page == "trend" else question),
    )


def down(found: dict[str, Any]) -> dict[str, Any]:
    """Of a table's values those that stand on the page, and the page: on its side a table is as long as it has values."""
    if not found.get("sideways"):
        return {}
    values = found["table"].columns
    page = Page(page_number(), DOWN, len(values))
    return {"values": values[page.first - 1 : page.last] if values else [], "down": page}


def _links(question: Question) -> Callable[..., str | None]:
    """Makes addresses of the statements behind a figure; officials are not led by what a firm is.

    Only what a figure adds is written each time: a table has a thousand of them.
    """
    begins = url_for("corpus.find", **question.address())
    begins += "&" if "?" in begins else "?"

    def linked(**changes: Any) -> str | None:
        by_firm = {"industry", "size", "stage"} & set(changes)
        if (is_official() and by_firm) or UNKNOWN in changes.values():
            return None
        return begins + urlencode(changes, doseq=True)

    return linked


def _figure(page: str, question: Question, sight: Sight, themes: Mapping[str, str]) -> dict[str, Any]:
    """What a page of figures is made of."""
    db, codes = get_db(), list(themes)
    if page == "trend":
        n, cells = by_wave(db, question, sight, codes)
        return {"page": page, "n": n, "cells": cells, "codes": codes, "row": themes}
    if page == "together":
        return {
            **{"page": page, "table": counted_together(db, question, sight, codes), "row": themes, "column": themes},
            **{"by": "", "share": "", "sideways": False},
        }
    by = request.args.get("by", "area")
    by = by if by in VARIABLES else "area"
    share = request.args.get("share", "")
    orders = _orders(sight)
    words = {UNKNOWN: _("알 수 없음"), **orders[by]}
    found = by_variable(db, question, sight, by, {"theme": codes, by: list(orders[by])})
    return {
        **{"page": page, "table": found, "row": themes, "column": words, "by": by},
        **{"share": share if share in SHARES else "", "sideways": len(found.columns) > ACROSS or by == "area"},
    }


def _orders(sight: Sight) -> dict[str, dict[str, str]]:
    """Variable to its values in order with their words."""
    db = get_db()

    def worded(kind: str, codes: Sequence[str]) -> dict[str, str]:
        return {code: label(code, kind) for code in codes}

    return {
        "area": {a["id"]: str(named(a)) for a in areas.list_areas(db, sight.scope)},
        "cluster": {r["code"]: str(named(r)) for r in areas.list_clusters(db)},
        "industry": {r["code"]: str(named(r)) for r in areas.list_industries(db)},
        "size": worded("size_band", SIZES),
        "stage": worded("growth_stage", STAGES),
        "kind": worded("respondent_kind", KINDS),
    }


def _chart(found: dict[str, Any], title: str) -> Chart | None:
    if found["page"] == "trend":
        return (
            drawing.trend(list(found["n"]), found["cells"], found["row"], title)
            if any(found["cells"].values())
            else None
        )
    if not found["table"].cells:
        return None
    row, column = ((lambda code, w=found[side]: w.get(code, code)) for side in ("row", "column"))
    return drawing.heat(found["table"], row, column, title, transposed=found["sideways"])


def _rows(found: dict[str, Any]) -> tuple[list[str], list[list[Any]]]:
    """The figures as a table to take home: a row a cell, with its n; what is withheld says so."""
    if found["page"] == "trend":
        return [_("분기"), _("주제"), _("말한 곳"), _("응답·발언한 곳"), _("비율"), _("비고")], [
            [quarter(wave), found["row"][code], *_cell(found["cells"][wave].get(code, Prevalence(0, n)))]
            for wave, n in found["n"].items()
            for code in found["codes"]
            if code in found["row"]
        ]
    cells: Table = found["table"]
    titles = [_("주제"), label(found["by"], "variable") if found["by"] else _("함께 나온 주제"), _("말한 곳")]
    titles += [
        _("열의 전체"),
        _("열에서 차지한 비율"),
        _("비고"),
        _("행의 전체"),
        _("행에서 차지한 비율"),
        _("말의 수"),
    ]
    lines = []
    for (row, column), cell in cells.cells.items():
        total = cells.row_share(row, column)
        across = [total.n, round(total.share, 4)] if total and total.k is not None else [None, None]
        lines.append(
            [found["row"].get(row, row), found["column"].get(column, column), *_cell(cell), *across, cell.places]
        )
    withheld = [found["column"].get(c, c) for c in cells.columns if cells.n[c] is None]
    lines += [["", word, None, None, None, _too_few(), None, None, None] for word in withheld]
    return titles, lines


def _cell(cell: Any) -> list[Any]:
    return [cell.k, cell.n, None if cell.k is None else round(cell.share, 4), _too_few() if cell.k is None else ""]


def _too_few() -> str:
    return _("누구의 말인지 드러날 수 있어 싣지 않았습니다")
