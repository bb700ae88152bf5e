"""Definitions of questionnaires: every problem is named; versions; the first questionnaire itself."""

import copy
import csv
import json
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from forms.asked.building import form_of
from forms.questionnaire import Questionnaire, QuestionnaireError, build_form, check_answers

ROOT = Path(__file__).parents[2]
DEFINITION = json.loads((ROOT / "app/surveys/questionnaires/bsi-2026.json").read_text(encoding="utf-8"))


def words(ko="가", en="a"):
    return {"ko": ko, "en": en}


def tiny(*questions, **more):
    return {"id": "tiny", "title": words(), "questions": list(questions), **more}


def question(id="q1", **more):
    return {"id": id, "type": "text", "label": words(), **more}


def problems(definition):
    with pytest.raises(QuestionnaireError) as caught:
        Questionnaire.from_dict(definition)
    return [(problem.question, problem.key) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("definition", "found"),
    [
        ([], [(None, "not_a_dict")]),
        (tiny(), [(None, "no_questions")]),
        (tiny(question("Q-1")), [("Q-1", "bad_id")]),
        (tiny(question("data")), [("data", "reserved_id")]),
        (tiny(question("validate")), [("validate", "reserved_id")]),
        (tiny(question(), question()), [("q1", "duplicate_id")]),
        (tiny(question(type="slider")), [("q1", "unknown_type")]),
        (tiny(question(label={"ko": "가"})), [("q1", "no_wording")]),
        (tiny(question(requird=True)), [("q1", "unknown_key")]),
        (tiny(question(required="yes")), [("q1", "wrong_kind")]),
        (tiny(question(type="likert")), [("q1", "bad_scale")]),
        (tiny(question(type="likert", scale=4)), [("q1", "bad_scale")]),
        (tiny(question(type="single")), [("q1", "no_choices")]),
        (tiny(question(type="number", min=5, max=1)), [("q1", "bounds")]),
        (tiny(question(type="number", min=float("nan"))), [("q1", "wrong_kind")]),
        (tiny(question(max=100_000)), [("q1", "bad_length")]),
        (tiny(question(type="consent")), [("q1", "consent_required")]),
        (tiny(question(domain="luck")), [("q1", "bad_domain")]),
        (tiny(question(section="s9")), [("q1", "bad_section")]),
        (tiny(question(bsi={"item": "biz", "period": "past"})), [("q1", "unknown_key"), ("q1", "bad_bsi")]),
        (tiny(question(type="likert", scale=3, bsi=["biz"])), [("q1", "bad_bsi")]),
        (tiny({"type": "text", "label": words()}), [("1번째 문항", "bad_id")]),
        (tiny("not a question"), [(None, "wrong_kind"), (None, "no_questions")]),
    ],
)  # fmt: skip
def test_a_problem_is_named_with_its_question(definition, found):
    assert problems(definition) == found


def test_all_problems_come_at_once_in_korean_and_english():
    bad = tiny(question("A"), question("q2", type="likert", scale=9), question("q3", domain="luck"))
    with pytest.raises(QuestionnaireError) as caught:
        Questionnaire.from_dict(bad)
    assert str(caught.value).split("\n") == [
        "A: 아이디는 영문 소문자로 시작하고 소문자·숫자·밑줄만 40자까지 씁니다.",
        "q2: 척도(scale)는 3 또는 5여야 합니다.",
        "q3: 없는 영역입니다: 'luck'. 쓸 수 있는 영역: finance, market, technology, hr, rnd, external",
    ]
    assert caught.value.problems[1].say("en") == "q2: The scale must be 3 or 5."


def test_the_version_follows_the_content_and_not_the_order_of_keys():
    first = Questionnaire.from_dict(DEFINITION)
    assert Questionnaire.from_dict(dict(reversed(DEFINITION.items()))).sha256 == first.sha256
    assert Questionnaire.from_dict(json.loads(first.canonical)) == first
    changed = copy.deepcopy(DEFINITION)
    changed["questions"][1]["label"]["ko"] += " "
    assert Questionnaire.from_dict(changed).sha256 != first.sha256
    assert Questionnaire.from_dict(changed).consent_sha256 == first.consent_sha256


def test_the_first_questionnaire_asks_six_items_for_two_quarters():
    made = Questionnaire.from_dict(DEFINITION)
    items = ("biz", "sales", "exports", "profit", "funding", "staffing")
    asked = {question.id: question for question in made.questions}
    assert list(asked) == [
        "consent",
        *(f"{item}_past" for item in items),
        *(f"{item}_next" for item in items),
        *("crisis", "causes", "employees", "export_share", "hardest", "wanted"),
    ]
    for item in items:
        for period in ("past", "next"):
            bsi = asked[f"{item}_{period}"].bsi
            assert (bsi.item, bsi.period, asked[f"{item}_{period}"].scale) == (item, period, 5)
    assert asked["causes"].maximum == 3 and len(asked["causes"].choices) == 12


def test_nobody_is_asked_in_half_a_language():
    for question_ in Questionnaire.from_dict(DEFINITION).questions:
        assert any("가" <= letter <= "힣" for letter in question_.label.ko)
        assert not any("가" <= letter <= "힣" for letter in question_.label.en + question_.hint.en)


def test_the_consent_names_what_the_law_asks_for():
    text = Questionnaire.from_dict(DEFINITION).question("consent").hint.ko
    assert all(word in text for word in ("목적", "항목", "보유·이용 기간", "거부할 권리", "불이익"))


def test_the_form_stands_under_its_sections_and_guards_against_forgery():
    app = Flask(__name__)
    app.secret_key = "for this test only"
    with app.test_request_context("/", method="POST", data={"biz_past": "3"}):
        form = build_form(Questionnaire.from_dict(DEFINITION), "ko")()
        assert not form.validate()
        assert "csrf_token" in form.errors
        assert form.consent.errors[0].startswith("동의하셔야 답을 저장할 수 있습니다.")
        titles = [section.title.ko for section, _ in form.by_section()]
        assert titles[:2] == ["개인정보 수집·이용 동의", "지난 분기 실적"]
        assert sum(len(inside) for _, inside in form.by_section()) == 19


def test_the_example_responses_fit_the_questionnaire():
    path = ROOT / "example/responses.csv"
    if not path.exists():
        pytest.skip("example/responses.csv is not here")
    made = Questionnaire.from_dict(DEFINITION)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            answers, wrong = check_answers(made, row)
            assert not wrong, (row["응답코드"], wrong)
            assert answers["consent"] is True and answers["biz_past"] == int(row["biz_past"])


@pytest.mark.parametrize("id", ["said", "words", "known", "steps", "pattern", "counts", "nodes", "meta", "form_errors"])
def test_a_question_may_be_called_as_something_of_its_form_is(app: Flask, id: str) -> None:
    asked = Questionnaire.from_dict(
        tiny(question(id), question("q2", hint=words(f"${{{id}}}"), relevant=f"${{{id}}} = '가'"))
    )
    with app.test_request_context():
        form = form_of(asked, "ko", MultiDict({id: "가", "q2": "나"}))
        assert form.answers() == {id: "가", "q2": "나"} and not form.errors
        assert ">가<" in form.said(asked.questions[1].hint) and form.blank(id) is form[id]
        assert [type(each) for each in (form.words, form.steps, form.counts, form.known)] == [dict, list, tuple, dict]
        assert list(form.pattern._fields) == [], "no repeat, so nothing of one"
