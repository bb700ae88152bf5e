"""One or two firms leave no trace: their answers trade places between two areas, and no page or export may change."""

from __future__ import annotations

import itertools
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from app import create_app
from app.accounts import signing_in, store
from app.accounts.people import Scope
from app.config import Config
from app.db import connect, row, rows, scalar
from app.evaluation.round.evaluating import evaluate_round
from app.ids import new_id
from app.surveys.answering.responding import Return, accept
from app.surveys.asking import store as survey_store
from app.surveys.exchange.outside import returns_outside
from app.surveys.results.summarizing import results_of
from tests.conftest import PASSWORD, ROLES, FreshClient
from tests.house.test_routes import LETTERS, MAY, address, guarded, signed
from tests.house.test_withdrawn import text_of

# Answers of three firms, as unlike as can be; and of the three of a third area, which may be told.
ONE, TWO, THREE = ("1", "yes", ["finance"], "7"), ("5", "no", ["market"], "333"), ("4", "unsure", ["workforce"], "41")
OTHERS = (("2", "yes", ["finance"], "12"), ("2", "yes", ["finance"], "15"), ("4", "yes", ["finance"], "18"))

# Who reads single returns, and who must know of each that it is there: what these roles' pages say may change.
COUNTERS = {
    *("surveys.index", "surveys.show", "surveys.rates", "surveys.area", "surveys.enter"),
    *("surveys.nonresponse", "surveys.nonresponse_export", "surveys.frame"),
    *("home.area", "home.areas", "home.areas_export", "home.today"),
    *("field.visits", "field.visit", "field.assign", "field.progress", "field.progress_export"),
}
# The trail names each return that came in, for those who keep it.
TRAIL = {"accounts.audit", "accounts.audit_export"}
MAY_CHANGE = {
    # What a firm said last time goes with the researcher who visits it.
    "researcher": COUNTERS | {"field.days_package"},
    # Weights, and what they do to a figure, are for who reads the returns one by one.
    "analyst": COUNTERS | TRAIL | {"surveys.responses", "surveys.responses_outside", "surveys.weights"},
    "admin": TRAIL,
}
# Where scores stand. By the method's second version one firm's word counts in its area's score, and a little in how far
# others' voices count, so these change; the parts of a score that would be that word are told nowhere (see `HIDDEN`).
SCORED = re.compile(r"(evaluation|reports|programmes)[.].*|home[.](area|areas|areas_export|today)")
HIDDEN = "3곳 미만"
SKIPPED = {"accounts.sign_out"}
BY_AREA = {"surveys.results", "surveys.results_export", "coding.quotes", "coding.codings_export", "surveys.responses"}
CHANGING = re.compile(
    r"""<[^>]*csrf_token[^>]*>|nonce="[^"]*"|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{12,}|\d\d:\d\d(:\d\d)?|T\d\d\S+Z"""
)


@dataclass
class Stage:
    """The example round with the returns of three firms in two areas (`small`), and of three in a third (`told`)."""

    app: Flask
    db: Database
    survey: Any
    small: tuple[str, str]
    told: str
    read: dict[str, dict[tuple[str, str], str]] = field(default_factory=dict)

    def pages(self, role: str) -> dict[tuple[str, str], str]:
        """Endpoint and area to what a role reads there: read once, for no test here changes anything."""
        if role not in self.read:
            self.read[role] = self._pages(role)
        return self.read[role]

    def _pages(self, role: str) -> dict[tuple[str, str], str]:
        client = signed(self.app, f"wide-{role}")
        letter = next(letter for letter, each in LETTERS.items() if each == role)
        found = {}
        for area_id in (*self.small, self.told):
            values = self._values(area_id)
            for rule, method in guarded(self.app):
                reads = method == "GET" and rule.endpoint not in SKIPPED and letter in MAY[rule.endpoint]
                own = area_id == self.told or rule.endpoint in BY_AREA or rule.arguments & {"area_id", "area_result_id"}
                if reads and own and rule.arguments <= set(values):
                    # Who reads single returns sees true totals, and what others see where it is asked for.
                    answer = _read(client, f"{address(rule, values)}?area={area_id}&for=outside")
                    found[rule.endpoint, self.code(area_id)] = answer
        return found

    def code(self, area_id: str) -> str:
        """An area's code, which is the same in both."""
        return str(scalar(self.db, "select code from area where id = ?", [area_id]))

    def _values(self, area_id: str) -> dict[str, str]:
        result = row(self.db, "select * from area_result where area_id = ? order by rowid desc limit 1", [area_id])
        assert result is not None
        own = {"survey_id": self.survey["id"], "area_id": area_id, "area_result_id": result["id"]}
        return {**own, "domain": "finance", "item_kind": "survey", "ref": "funding_past", "kind": "", "code": ""}


def _read(client: FlaskClient, path: str) -> str:
    """What is read at an address, without ids, hashes, times and what changes with each request."""
    return CHANGING.sub("", text_of(client.get(path).data))


def _staged(app: Flask, db: Database, *, first: list[Any], second: list[Any]) -> Stage:
    round_id = scalar(db, "select id from round where code = '2026H2'")
    survey = survey_store.find_survey(db, scalar(db, "select id from survey"))
    quiet = rows(
        db,
        """select a.id as area_id from firm f join area a on a.id = f.area_id
           where a.id not in (select area_id from respondent_area) group by a.id having count(*) >= 3
           order by a.code limit 3""",
    )
    one, two, told = (r["area_id"] for r in quiet)
    for area_id, answers in ((one, first), (two, second), (told, OTHERS)):
        firms = rows(db, "select id from firm where area_id = ? order by code", [area_id])
        for firm, answer in zip(firms, answers, strict=False):
            accept(db, survey, Return(new_id(), area_id, _cells(survey, answer), "online", firm_id=firm["id"]))
    evaluate_round(db, round_id, person_id=None)
    return Stage(app, db, survey, (one, two), told)


def _cells(survey: Any, answer: Any) -> dict[str, Any]:
    scale, crisis, causes, employees = answer
    asked = json.loads(survey["definition"])["questions"]
    scales = {q["id"]: scale for q in asked if q["type"] == "likert"}
    return {"consent": "y", **scales, "crisis": crisis, "causes": causes, "employees": employees, "export_share": "10"}


@pytest.fixture(scope="module")
def stages(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stage, Stage]]:
    """The same round twice: one firm here and two there, and the other way round."""
    made = []
    for first, second in (([ONE], [TWO, THREE]), ([TWO, THREE], [ONE])):
        data = tmp_path_factory.mktemp("small") / "data"
        shutil.copytree(example_data, data)
        app = create_app(Config(data=data, example=True))
        app.testing, app.test_client_class = True, FreshClient
        with app.app_context():
            db = connect(app.config["MOKSORI"].database)
            for role in ROLES:
                if not store.find_login(db, f"wide-{role}"):
                    signing_in.add_person(
                        db, login=f"wide-{role}", name="예시", role=role, password=PASSWORD, all_areas=True
                    )
            made.append(_staged(app, db, first=first, second=second))
    yield made[0], made[1]
    for stage in made:
        stage.db.conn.close()


@pytest.mark.parametrize("role", ROLES)
def test_no_page_and_no_export_changes_with_the_answers_of_one_or_two_firms(
    stages: tuple[Stage, Stage], role: str
) -> None:
    with stages[0].app.app_context():
        here = stages[0].pages(role)
    with stages[1].app.app_context():
        there = stages[1].pages(role)
    compared = [(e, area) for e, area in here if e not in MAY_CHANGE.get(role, ()) and not SCORED.fullmatch(e)]
    assert [each for each in compared if here[each] != there[each]] == []
    assert len(compared) > 6


def test_of_a_score_with_one_or_two_firms_in_it_no_part_is_told(stages: tuple[Stage, Stage]) -> None:
    for stage in stages:
        with stage.app.app_context():
            pages = stage.pages("official")
            for area_id in stage.small:
                found = row(
                    stage.db,
                    "select * from area_result where area_id = ? and firms between 1 and 2 order by rowid desc",
                    [area_id],
                )
                for endpoint in ("evaluation.area", "evaluation.cell"):
                    page = pages[endpoint, stage.code(area_id)]
                    assert HIDDEN in page, endpoint
                    for part in ("score_numbers", "voices_points", "voices_contribution") if found else ():
                        told = f">{found[part]:.1f}<" if found[part] else HIDDEN
                        assert told not in page or told == HIDDEN, (endpoint, part)


def test_what_three_firms_say_is_told_and_what_one_or_two_say_is_marked(stages: tuple[Stage, Stage]) -> None:
    stage = stages[0]
    with stage.app.app_context():
        pages = stage.pages("official")
        one, two, told = (stage.code(area_id) for area_id in (*stage.small, stage.told))
    for endpoint in ("surveys.area", "surveys.results", "home.area"):
        assert "3곳 미만" in pages[endpoint, one] and "3곳 미만" in pages[endpoint, two], endpoint
    assert "66.7" in pages["surveys.area", told] and "66.7" in pages["surveys.results_export", told]
    assert "3곳 미만이라 싣지 않았습니다" in pages["surveys.results_export", one]
    assert "싣지 않은 지역" in pages["surveys.results_export", one]


def test_results_over_whichever_areas_do_not_change_with_the_answers_of_one_or_two_firms(
    stages: tuple[Stage, Stage],
) -> None:
    voiced = [r["area_id"] for r in rows(stages[0].db, "select distinct area_id from response order by area_id")]
    small = set(stages[0].small)
    groups = [g for size in (1, 2) for g in itertools.combinations(voiced, size)] + [tuple(voiced)]
    # In three areas of which none is small, nobody's answer has changed places.
    groups += [g for g in itertools.combinations(voiced, 3) if small & set(g)]
    for group in groups:
        scope = Scope(frozenset(group))
        here, there = (results_of(stage.db, stage.survey, scope) for stage in stages)
        assert here == there, group
    here, there = (results_of(stage.db, stage.survey, Scope(None)) for stage in stages)
    assert here == there and here.withheld == 0 and here.responses == 66


def test_rows_for_outside_fit_three_firms_of_the_register_or_more(stages: tuple[Stage, Stage]) -> None:
    stage = stages[0]
    with stage.app.app_context(), stage.app.test_request_context():
        titles, table = returns_outside(stage.db, stage.survey, Scope(None)).table
    place = slice(titles.index("밀집지역코드"), titles.index("종사자 규모") + 1)
    classes = Counter(tuple(line[place]) for line in table)
    assert len(table) == 66 and min(classes.values()) >= 3
    heads = {str(r["employees"]) for r in rows(stage.db, "select employees from firm where employees > 9")}
    receipts = {r["receipt"] for r in rows(stage.db, "select receipt from response")}
    cells = {str(cell) for line in table for cell in line}
    assert not cells & (heads - {"25", "50", "75"}) and not cells & receipts
