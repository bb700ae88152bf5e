"""Pages of what a job groups: topics nobody named, and answers that say nearly the same."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.downloading import record_download
from app.accounts.permissions import permit
from app.coding.statements.speaking import place, speaker
from app.db import get_db
from app.exploring import finding, meaning, store
from app.exploring.access import my_sight, nothing_yet, whole
from app.exploring.blueprint import bp
from app.exploring.choices import Sight
from app.exploring.ordering import job_page, my_job, ordered
from app.paging import Page, page_number
from app.tables.sheets import table_response

PAGE = 20
# As `nlp.exploring.topics` says.
FEWEST_TOPICS, MOST_TOPICS, USUAL_TOPICS = 5, 20, 10
# Percent of likeness, as `nlp.exploring.similar` says: the form asks for whole numbers.
LOWEST, HIGHEST, USUAL = 30, 100, 70
# The same where meaning counts too: below, most pairs of a large round would have to be weighed.
LOWEST_MEANT, USUAL_MEANT = 50, 65


@bp.get("/explore/topics")
@permit("explore.view")
def topics() -> ResponseReturnValue:
    sight = my_sight()
    if sight is None:
        return nothing_yet()
    job, result = my_job("topics")
    quoted = store.within(get_db(), [q for t in result.get("topics", []) for q in t["quotes"]], sight.scope)
    return render_template(
        "exploring/topics.html",
        **job_page(job, sight),
        result=result,
        places=finding.places(get_db(), quoted),
        k=whole("k", json.loads(job["args"])["k"] if job else USUAL_TOPICS, FEWEST_TOPICS, MOST_TOPICS),
        bounds=(FEWEST_TOPICS, MOST_TOPICS),
    )


@bp.post("/explore/topics")
@permit("explore.view")
def find_topics() -> ResponseReturnValue:
    return ordered("topics", k=whole("k", USUAL_TOPICS, FEWEST_TOPICS, MOST_TOPICS))


@bp.get("/explore/alike")
@permit("explore.view")
def alike() -> ResponseReturnValue:
    sight, db = my_sight(), get_db()
    if sight is None:
        return nothing_yet()
    job, result = my_job("alike")
    number, groups = page_number(), _groups(result, sight)
    shown = groups[(number - 1) * PAGE : number * PAGE]
    return render_template(
        "exploring/alike.html",
        **job_page(job, sight),
        result=result,
        groups=shown,
        page=Page(number, PAGE, len(groups)),
        places=finding.places(db, [each for group in shown for each in group["members"]]),
        threshold=whole("threshold", _percent(job), *_bounds()),
        bounds=_bounds(),
        missing=meaning.why_not(),
    )


@bp.post("/explore/alike")
@permit("explore.view")
def find_alike() -> ResponseReturnValue:
    return ordered("alike", threshold=whole("threshold", _usual(), *_bounds()) / 100)


@bp.get("/explore/alike.<any(csv, xlsx):kind>")
@permit("explore.view")
def alike_export(kind: str) -> ResponseReturnValue:
    sight, db = my_sight(), get_db()
    if sight is None:
        return nothing_yet()
    groups = _groups(my_job("alike")[1], sight)
    said = finding.places(db, [each for group in groups for each in group["members"]])
    table = [
        [
            n,
            " · ".join(group.get("words", ())),
            len(group["members"]),
            group["respondents"],
            said[each]["text"],
            speaker(said[each]),
            place(said[each]),
            each,
        ]
        for n, group in enumerate(groups, start=1)
        for each in group["members"]
    ]
    titles = [_("묶음"), _("두드러진 말"), _("답의 수"), _("말한 곳"), _("말"), _("발언자"), _("자리"), _("문장 번호")]
    record_download(db, "alike", len(table))
    return table_response(kind, _("비슷한 답"), titles, table)


def _groups(result: dict[str, Any], sight: Sight) -> list[dict[str, Any]]:
    """The groups with what of them is within the scope today."""
    listed = result.get("groups", [])
    seen = set(store.within(get_db(), [each for group in listed for each in group["members"]], sight.scope))
    groups = [{**group, "members": [each for each in group["members"] if each in seen]} for group in listed]
    # Who said each stands beside it, so their number gives nobody away.
    who = {each: said["respondent_id"] for each, said in finding.places(get_db(), seen).items()}
    groups = [{**group, "respondents": len({who[each] for each in group["members"]})} for group in groups]
    return [group for group in groups if len(group["members"]) > 1]


def _percent(job: sqlite3.Row | None) -> int:
    return round(json.loads(job["args"])["threshold"] * 100) if job else _usual()


def _usual() -> int:
    return USUAL if meaning.why_not() else USUAL_MEANT


def _bounds() -> tuple[int, int]:
    return (LOWEST if meaning.why_not() else LOWEST_MEANT), HIGHEST
