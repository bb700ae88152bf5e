"""Charts of areas drawn in the worker, before anybody opens a page that shows them; kept by `app/charts/keeping.py`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from sqlite_utils import Database

from app import jobs
from app.accounts.people import EVERYTHING
from app.areas import rounds
from app.areas import store as areas_store
from app.charts import keeping
from app.charts.charts import Chart
from app.clock import today
from app.db import rows
from app.evaluation.display.display import Display, read_display
from app.evaluation.display.wording import item_name, waterfall
from app.evaluation.round import standing_store, store
from app.jobs import Report
from app.monitoring.reading.area_reading import read_area
from app.words.i18n import speaking

# Half a minute of the worker in one language. Chosen: all areas of a province; of the nation those that need most,
# for the worker has other work too, and the others are drawn at the first look.
MOST_AREAS = 100


def area_waterfall(display: Display, indicators: Mapping[str, sqlite3.Row]) -> Chart | None:
    """What adds up to an area's score, as its page shows it: items without their year."""
    return waterfall(display, lambda code, kind: item_name(code, kind, indicators, ()))


def draw_ahead(db: Database, _args: dict[str, Any], report: Report) -> dict[str, Any]:
    """The job: draw what the pages of the areas show now, the worst first, in the languages people have chosen.

    May be repeated: what is kept is only looked at. Where other work waits it ends, and asks to be done after that.
    """
    areas = _worst_first(db)
    languages = [r["locale"] for r in rows(db, "select distinct locale from person order by locale = 'en'")] or ["ko"]
    drawn = 0
    for n, (area_id, result) in enumerate(areas):
        report(n, len(areas), "")
        if jobs.waiting(db):
            jobs.want(db, "draw_ahead")
            return {"areas": n, "charts": drawn}
        for language in languages:
            with speaking(language):
                drawn += sum(1 for _ in _drawn(db, area_id, result))
    return {"areas": len(areas), "charts": drawn}


def _worst_first(db: Database) -> list[tuple[str, sqlite3.Row | None]]:
    """Area and what stands of it in the newest round, by its score; then those without one."""
    current = rounds.present(db)
    standing = {r["area_id"]: r for r in standing_store.standing_lines(db, current["id"])} if current else {}
    listed = [(r["id"], standing.get(r["id"])) for r in areas_store.list_areas(db, EVERYTHING)]
    listed.sort(key=lambda each: -float((each[1] and each[1]["score"]) or -1.0))
    return listed[:MOST_AREAS]


def _drawn(db: Database, area_id: str, result: sqlite3.Row | None) -> Iterator[object]:
    """Every chart of an area's evaluation and of its indicators, in the sizes their pages show."""
    indicators = store.indicators(db)
    for anonymous in (False, True) if result else ():
        chart = area_waterfall(read_display(db, result, anonymous=anonymous), indicators)  # type: ignore[arg-type]
        if chart:
            yield chart.responsive()
    view = read_area(db, area_id, as_of=None, until=today().isoformat())
    for each in view.indicators if view else ():
        if each.chart:
            yield each.chart.svg()


def thin_charts(_db: Database) -> None:
    """What the worker does once a day: charts that nobody looks at any more go."""
    folder = keeping.folder_here()
    if folder:
        keeping.thin(folder)
