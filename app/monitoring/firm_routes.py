"""The page of firms whose changes are abnormal: for those in whose areas they are, never in public, never exported.

By name only for who sends people to them or goes there; for all others under the signs of the follow-up.
"""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.accounts import signing_in
from app.accounts.permissions import permit
from app.areas import rounds
from app.areas.store import list_areas
from app.clock import today
from app.db import get_db
from app.monitoring.blueprint import bp
from app.monitoring.observations import store
from app.monitoring.reading import firm_reading
from app.monitoring.reading.signs import knows_firms, sign_of
from app.monitoring.reading.wording import change_words, name_of
from app.paging import Page, page_number

SIZE = 50
FILTERS = ("q", "district", "indicator")


@bp.get("/indicators/firms")
@permit("indicators.view")
def firms() -> ResponseReturnValue:
    db, scope = get_db(), signing_in.my_scope()
    view = firm_reading.read_firms(db, scope, month=request.args.get("month", ""), until=today().isoformat())
    wanted = {key: request.args.get(key, "").strip() for key in FILTERS}
    sort = request.args.get("sort", "q")
    names, found = knows_firms(), rounds.current()
    sort = sort if names or sort.lstrip("-") != "name" else "q"
    lines = firm_reading.sorted_lines(firm_reading.narrowed(view.lines, **wanted, names=names), sort) if view else []
    page = Page(page_number(), SIZE, len(lines))
    return render_template(
        "monitoring/firms.html",
        view=view,
        lines=lines[page.first - 1 if lines else 0 : page.last],
        page=page,
        sort=sort,
        wanted=wanted,
        districts=sorted({a["district"] for a in list_areas(db, scope)}),
        indicators=store.list_indicators(db),
        names=names,
        sign=lambda firm: sign_of(found["id"] if found else "", firm["id"]),
        name_of=name_of,
        change_words=change_words,
    )
