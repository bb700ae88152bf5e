"""What came by page, by table or from a laptop is judged by one set of rules."""

import json
from pathlib import Path

import pytest
from werkzeug.datastructures import MultiDict

from forms.asked.building import form_of
from forms.asked.counting import MOST_IN_ALL
from forms.asked.judging import started
from forms.questionnaire import Questionnaire, check_answers, check_typed

EVERY = Questionnaire.from_dict(json.loads((Path(__file__).parents[1] / "every_type.json").read_text(encoding="utf-8")))
NOW = "2026-11-30T14:05:09"
GIVEN = {
    **{"agree": True, "district": "north", "estate": "n2", "employees": 10, "need": ["none"]},
    **{"grade": 2, "name[1]": "예시 가", "heads[1]": 7, "name[2]": "예시 나", "heads[2]": 3},
}


def typed(**more):
    return check_typed(EVERY, {**GIVEN, **more}, now=NOW)


def test_sound_answers_are_kept_with_what_is_calculated_from_them():
    answers, wrong = typed()
    assert not wrong
    assert answers == {**GIVEN, "all_heads": 10}


def test_a_table_and_a_page_say_the_same_as_a_laptop():
    cells = {"agree": "yes", "district": "north", "estate": "n2", "employees": "10명", "need": "none"}
    cells |= {"name[1]": "예시 가", "heads[1]": "7", "name[2]": "예시 나", "heads[2]": "3"}
    assert check_answers(EVERY, cells, now=NOW) == typed()
    form = form_of(EVERY, "ko", MultiDict({**cells, "agree": "y"}), now=NOW)
    assert form.answers() == typed()[0] and not form.errors


def test_what_is_not_relevant_is_dropped_with_its_faults():
    answers, wrong = typed(employees=0, **{"name[1]": "", "heads[1]": 70})
    assert (answers, wrong) == (
        {"agree": True, "district": "north", "estate": "n2", "employees": 0, "need": ["none"]},
        {},
    )


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({"estate": "s1"}, {"estate": "목록에 있는 답을 선택해 주십시오."}),
        ({"heads[2]": 11}, {"heads[2]": "모두 합친 사람 수보다 많습니다."}),
        ({"heads[2]": None}, {"heads[2]": "숫자를 적어 주십시오."}),
        ({"heads[2]": "3"}, {"heads[2]": "이 문항에 쓸 수 없는 값입니다."}),
        ({"founded": "2026-12-01"}, {"founded": "오늘이나 그 전의 날짜를 적어 주십시오."}),
        ({"need": ["rnd"]}, {"wish": "내용을 적어 주십시오."}),
        ({"photo": "0" * 64}, {"read_it": "읽고 확인한 뒤 표시해 주십시오."}),
        ({"grade": 3}, {"name[3]": "내용을 적어 주십시오.", "heads[3]": "숫자를 적어 주십시오."}),
        ({"stranger": 1}, {"stranger": "이 문항에 쓸 수 없는 값입니다."}),
        ({"employees[2]": 1}, {"employees[2]": "이 문항에 쓸 수 없는 값입니다."}),
        ({"busy": 42}, {"busy": "0%부터 5씩 커지는 값을 골라 주십시오."}),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_its_key(more, wrong):
    assert typed(**more) == ({}, wrong)


def test_one_instance_more_than_is_allowed_is_no_answer():
    answers, wrong = typed(**{"grade": 7, "name[7]": "예시"})
    assert answers == {} and wrong["name[7]"] == "이 문항에 쓸 수 없는 값입니다."


def test_a_default_stands_in_a_new_form_and_does_not_come_back_once_it_was_emptied():
    assert started(EVERY, "ko", now=NOW)["opens"] == "09:00"
    assert "opens" not in typed()[0]


def test_a_calculation_goes_over_whatever_was_sent_for_it():
    assert typed(all_heads=99)[0]["all_heads"] == 10


def test_metadata_is_the_clock_and_when_the_page_says_it_began():
    assert typed(began="2026-11-30T14:00")[0]["began"] == "2026-11-30T14:00"


def test_thousands_of_instances_are_cut_before_they_cost_anything():
    sections = [{"id": "a", "repeat": {}}, {"id": "b", "parent": "a", "repeat": {}}]
    words = {"ko": "가", "en": "a"}
    question = {"id": "q", "type": "text", "section": "b", "label": words}
    nested = Questionnaire.from_dict({"id": "n", "title": words, "sections": sections, "questions": [question]})
    sent = MultiDict({f"q[{n}.50]": "x" for n in range(1, 51)})
    assert len(form_of(nested, "ko", sent).asked) <= MOST_IN_ALL
