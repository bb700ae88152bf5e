"""The map of a round's levels as a picture of the report: on its page, in its files, printed in black."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.charts.charts import Chart
from app.charts.places import Kind, Place, places
from app.evaluation.overview import glance
from app.evaluation.overview.glance import Glance
from app.evaluation.overview.mapping import Map, Mark, levels_shown
from app.reports.rounds.leveling import word_of
from app.words.formats import named, number
from app.words.labels import label

# Areas the text alternative names of each level above the best; the list of all areas has every one. Chosen, not measured.
NAMED = 20
# The code of a mark for what was not evaluated.
NONE = "none"
_POINT = re.compile(r"(-?[\d.]+),(-?[\d.]+)")


def drawn(db: Database, seen: Glance, scope: Scope) -> tuple[Chart, ...]:
    """The map of these levels; nothing where no area has a place."""
    found = glance.read_map(db, seen.lines, scope)
    if found is None:
        return ()
    levels = levels_shown(found, [each.id for each in seen.scheme.levels])
    return (
        places(
            [Place(mark.x, mark.y, mark.level or NONE) for mark in found.marks],
            [Kind(level or NONE, word_of(level)) for level in levels],
            outlines=[
                [(float(x), float(y)) for x, y in _POINT.findall(ring)]
                for each in found.outlines
                if each.line is None
                for ring in each.path.split("Z")
                if ring
            ],
            names=[(each.x, each.y, label(each.district, "district")) for each in found.names],
            size=(found.width, found.height),
            title=_("단계 지도"),
            description=_told(found, levels),
        ),
    )


def _told(found: Map, levels: Sequence[str | None]) -> str:
    """What the picture shows, in words: which areas stand at which level, the worst first."""
    by_level: dict[str | None, list[Mark]] = {level: [] for level in reversed(levels)}
    for mark in found.marks:
        by_level.setdefault(mark.level, []).append(mark)
    told = [_of_level(level, marks, worst=level not in (levels[0], None)) for level, marks in by_level.items() if marks]
    if found.unplaced:
        told.append(_("지도에 자리가 없는 곳 %(n)s곳", n=number(len(found.unplaced))))
    return "; ".join(told)


def _of_level(level: str | None, marks: Sequence[Mark], *, worst: bool) -> str:
    counted = _("%(level)s %(n)s곳", level=word_of(level), n=number(len(marks)))
    names = ", ".join(str(named(mark.line.row)) for mark in marks[:NAMED])
    return f"{counted} ({names}{'…' if len(marks) > NAMED else ''})" if worst else counted
