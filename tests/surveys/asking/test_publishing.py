"""Publishing questionnaires and opening surveys."""

from __future__ import annotations

import copy
import json

import pytest
from sqlite_utils import Database

from app.errors import BadInput
from app.surveys.asking import presets, store
from app.surveys.asking.publishing import publish, publish_file
from app.surveys.asking.surveying import open_survey, survey_named
from tests.conftest import all_rows
from tests.surveys.conftest import DEFINITION, opened


def test_the_same_definition_is_the_same_version_and_a_change_is_the_next(db: Database) -> None:
    first = publish(db, DEFINITION, None)
    assert publish(db, copy.deepcopy(DEFINITION), None) == first
    changed = copy.deepcopy(DEFINITION)
    changed["questions"][1]["label"]["ko"] = "지난 분기 업황"
    assert publish(db, changed, None) != first
    assert [row["number"] for row in all_rows(db, "questionnaire_version")] == [1, 2]
    assert len(all_rows(db, "questionnaire")) == 1


def test_a_wrong_definition_names_every_problem_and_stores_nothing(db: Database) -> None:
    wrong = copy.deepcopy(DEFINITION)
    wrong["questions"][1]["scale"] = 4
    wrong["questions"][3]["choices"] = []
    with pytest.raises(BadInput) as caught:
        publish(db, wrong, None)
    assert {problem.where for problem in caught.value.problems} == {"biz_past", "causes"}
    assert all_rows(db, "questionnaire") == []


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"[1, 2]", b"{", b"{'id'}"])
def test_a_file_that_is_no_questionnaire_is_refused_in_plain_words(db: Database, data: bytes) -> None:
    with pytest.raises(BadInput):
        publish_file(db, data, "설문.json", None)


def test_the_questionnaire_that_comes_along_can_be_installed_again_and_again(db: Database) -> None:
    assert presets.install(db) == presets.install(db)
    assert store.find_questionnaire(db, "bsi-2026") is not None


def test_a_survey_without_days_takes_those_of_its_wave(db: Database, round_id: str) -> None:
    publish(db, DEFINITION, None)
    survey_id = open_survey(db, wave_code="2026Q4", questionnaire_code="small", person_id=None)
    survey = store.find_survey(db, survey_id)
    assert survey is not None
    assert (survey["opens_on"], survey["closes_on"]) == ("2026-10-01", "2026-12-31")
    assert survey["title_ko"] == "2026년 4분기 작은 설문"
    assert json.loads(survey["definition"])["id"] == "small"


def test_a_survey_keeps_its_version_when_the_questionnaire_goes_on(db: Database, round_id: str) -> None:
    before = opened(db)
    changed = copy.deepcopy(DEFINITION)
    changed["title"]["ko"] = "새 제목"
    publish(db, changed, None)
    assert survey_named(db, "2026Q4")["version_id"] == before["version_id"]


def test_a_survey_of_an_unknown_wave_and_questionnaire_names_both(db: Database, round_id: str) -> None:
    with pytest.raises(BadInput) as caught:
        open_survey(db, wave_code="2031Q1", questionnaire_code="none", person_id=None)
    assert len(caught.value.problems) == 2


def test_a_survey_that_ends_before_it_begins_or_wants_nothing_is_refused(db: Database, round_id: str) -> None:
    publish(db, DEFINITION, None)
    with pytest.raises(BadInput) as caught:
        open_survey(
            db,
            wave_code="2026Q4",
            questionnaire_code="small",
            opens_on="2026-12-01",
            closes_on="2026-11-01",
            target=0,
            person_id=None,
        )
    assert len(caught.value.problems) == 2


def test_a_wave_with_two_surveys_asks_which(db: Database, round_id: str) -> None:
    opened(db)
    opened(db)
    with pytest.raises(BadInput, match="여럿"):
        survey_named(db, "2026Q4")
