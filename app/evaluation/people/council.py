"""The list of what waits for the council or the ministry as the address asks for it: searched, ordered, paged, reached."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, fields

from flask import abort, request

from app.accounts import signing_in
from app.db import get_db
from app.evaluation.display.lines import Line, Wanted, narrow, ordered
from app.evaluation.people import sitting, vote_store
from app.evaluation.people.list_form import OUT, Given, chosen_in, read_list
from app.evaluation.round import store
from app.evaluation.round.presets import scheme_of
from app.paging import Page, page_number
from app.words.labels import label

# Rows one looks through with a choice each. Chosen, not measured.
SIZE = 50
SORTS = ("-level", "-score", "name", "district", "robustness")
ALL, SHOWN = "all", "page"


@dataclass(frozen=True)
class Asked:
    """The list as asked for.

    Attributes
    ----------
    state : str
        "decided" or "confirmed".
    every, found, shown : list of Line
        What is ready; of it what fits the search; of it this page.
    held : list of sitting.Waiting
        What fits the search and must wait for something.
    chosen : dict
        Code of an area to another level than the one that stands, or that it is left out.
    reach : str
        Whether the act reaches all that fit the search, or this page alone.
    levels : list of str
        Of the scheme.
    """

    state: str
    wanted: Wanted
    sort: str
    every: list[Line]
    found: list[Line]
    shown: list[Line]
    held: list[sitting.Waiting]
    page: Page
    chosen: dict[str, str]
    reach: str
    levels: list[str]
    given: Given
    out: str = OUT
    sorts: tuple[str, ...] = SORTS

    @property
    def kept(self) -> dict[str, str]:
        """What is chosen of areas that are not shown: sent along."""
        shown = {line.row["code"] for line in self.shown}
        return {code: what for code, what in self.chosen.items() if code not in shown}

    @property
    def options(self) -> dict[str, list[tuple[str, str]]]:
        """Choices of the search; only what occurs."""
        rows = [line.row for line in self.every] + [each.line.row for each in self.held]
        levels = {line.level for line in self.every}
        return {
            "district": [(d, label(d, "district")) for d in sorted({r["district"] for r in rows})],
            "kind": [(k, label(k, "area_kind")) for k in sorted({r["kind"] for r in rows})],
            "level": [(each, label(each, "level")) for each in self.levels if each in levels],
        }


def asks_words() -> bool:
    """Whether what would be recorded is asked for."""
    return request.args.get("step") == "words"


def asked_list(current: sqlite3.Row, person_id: str) -> Asked:
    """The list of a round for a person; who sits in the team is refused."""
    db, scope = get_db(), signing_in.my_scope()
    if vote_store.seat_of(db, current["id"], person_id):
        abort(403)
    state = "confirmed" if request.args.get("state") == "confirmed" else "decided"
    wanted = Wanted(**{f.name: request.args.get(f.name, "").strip() for f in fields(Wanted) if f.name != "state"})
    asked = request.args.get("sort", "")
    sort = asked if asked in SORTS else SORTS[0]
    listed = sitting.on_the_list(db, current["id"], scope, state)
    every = sitting.ready(listed)
    found = ordered(narrow(every, wanted), sort)
    page = Page(page_number(), SIZE, len(found))
    shown = found[(page.number - 1) * SIZE : page.number * SIZE]
    reach = SHOWN if request.args.get("reach") == SHOWN else ALL
    evaluation = store.newest_evaluation(db, current["id"])
    levels = [each.id for each in scheme_of(db, evaluation["scheme_id"]).levels] if evaluation else []
    chosen = chosen_in(request.args.getlist("x"))
    return Asked(
        state=state,
        wanted=wanted,
        sort=sort,
        every=every,
        found=found,
        shown=shown,
        held=[each for each in listed if not each.ready and narrow([each.line], wanted)],
        page=page,
        chosen=chosen,
        reach=reach,
        levels=levels,
        given=read_list(chosen, found if reach == ALL else shown, levels, request.form),
    )
