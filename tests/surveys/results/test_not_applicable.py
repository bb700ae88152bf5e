"""해당 없음 is stored, told from a blank in every table, counted nowhere, and comes back unchanged."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.ids import new_id
from app.surveys.answering import filling
from app.surveys.answering.responding import Return, accept
from app.surveys.answering.response_store import answers_of_response
from app.surveys.exchange.bringing import bring
from app.surveys.exchange.plain import table as table_of
from app.surveys.exchange.returns import frame_of
from app.surveys.results.summarizing import results_of
from app.tables.sheets import csv_bytes
from tests.surveys.conftest import ANSWERS


def test_a_firm_to_which_it_does_not_apply_is_told_from_one_that_left_it_blank(
    db: Database, survey: sqlite3.Row, areas: dict[str, str], firms: dict[str, str], app
) -> None:
    stored = {}
    for firm, given in (("F1", {"biz_next": ["n/a"]}), ("F2", {}), ("F3", {"biz_next": "4"})):
        area = areas["B002" if firm == "F3" else "B001"]
        done = accept(db, survey, Return(new_id(), area, {**ANSWERS, **given}, "online", firm_id=firms[firm]))
        stored[firm] = answers_of_response(db, done.response_id)
    assert [stored[firm].get("biz_next", "blank") for firm in ("F1", "F2", "F3")] == ["n/a", "blank", 4]
    with app.test_request_context("/"):
        frame = frame_of(db, survey, EVERYTHING)
        titles, table = table_of(frame.variables, frame.rows)
        place = titles.index("biz_next")
        told = {line[titles.index("기업코드")]: line[place : place + 2] for line in table}
        assert told == {"F1": ["not/applicable", "해당 없음"], "F2": [None, ""], "F3": [4, "개선"]}
        pair = results_of(db, survey, EVERYTHING).pair("biz")
        assert pair is not None and pair.next is not None and pair.next.reason == "too_few"
        assert filling.again(survey, stored["F1"]).form["biz_next"].data == "n/a"
        data = csv_bytes(titles, table)
        again = bring(db, data, "응답.csv", survey=survey, person_id=None)
    assert (again.new, again.unchanged) == (0, 3)
