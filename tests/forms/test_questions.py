"""What every question type can do, and what each does with hostile input."""

import json
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from forms.questionnaire import Questionnaire, build_form, check_answers, check_typed
from forms.questions import TYPES, QuestionType

YES_NO = [
    {"id": "yes", "label": {"ko": "예", "en": "Yes"}},
    {"id": "no", "label": {"ko": "아니요", "en": "No"}},
]
HASH = "0123456789abcdef" * 4
LONG = {"ko": "목적과 항목", "en": "Purpose and items"}

# One sound question of each type, an answer as a browser sends it, what is stored, and its words.
CASES = {
    "likert": ({"scale": 5}, ["2"], 2, "악화", "Worse"),
    "single": ({"choices": YES_NO}, ["no"], "no", "아니요", "No"),
    "multiple": ({"choices": YES_NO, "max": 2}, ["yes", "no", "yes"], ["yes", "no"], "예, 아니요", "Yes, No"),
    "number": (
        {"min": 0, "max": 5000, "unit": {"ko": "명", "en": "people"}},
        ["１,234명"],
        1234,
        "1,234명",
        "1,234 people",
    ),
    "text": ({}, [" 첫 줄\r\n둘째 "], "첫 줄\n둘째", "첫 줄\n둘째", "첫 줄\n둘째"),
    "consent": ({"hint": LONG}, ["y"], True, "동의함", "Agreed"),
    "rank": ({"choices": YES_NO}, ["no", "yes"], ["no", "yes"], "1. 아니요, 2. 예", "1. No, 2. Yes"),
    "range": ({"min": 0, "max": 10, "step": 2}, ["4"], 4, "4", "4"),
    "date": ({}, ["2026. 11. 30."], "2026-11-30", "2026-11-30", "2026-11-30"),
    "time": ({}, ["오후 2:05"], "14:05", "14:05", "14:05"),
    "datetime": ({}, ["2026-11-30 14:05:59"], "2026-11-30T14:05", "2026-11-30 14:05", "2026-11-30 14:05"),
    "geopoint": ({}, ["37.3382, 126.7430"], "37.3382 126.743 0 0", "37.3382, 126.743", "37.3382, 126.743"),
    **dict.fromkeys(("image", "file", "audio", "video"), ({}, [HASH], HASH, "파일 있음", "File attached")),
    "acknowledge": ({}, ["y"], True, "확인함", "Confirmed"),
}
# What nobody answers is tried in tests/forms/asked.
SILENT = {"note", "calculate"}


def questionnaire(**settings):
    question = {"id": "q", "required": True, "label": {"ko": "물음", "en": "Question"}, **settings}
    title = {"ko": "작은 설문", "en": "Tiny survey"}
    return Questionnaire.from_dict({"id": "tiny", "title": title, "questions": [question]})


def tiny(kind, **more):
    return questionnaire(type=kind, **{**CASES[kind][0], **more})


def wrong(kind, sent, lang="ko", **more):
    return check_answers(tiny(kind, **more), {"q": sent}, lang=lang)[1].get("q")


def test_every_type_has_a_case_here():
    assert set(CASES) | SILENT == set(TYPES)
    assert {kind for kind, made in TYPES.items() if not made.asks} == SILENT


@pytest.mark.parametrize("kind", CASES)
class TestEveryType:
    def test_is_found_under_its_own_name_and_explains_itself(self, kind):
        assert isinstance(TYPES[kind], QuestionType) and TYPES[kind].name == kind
        assert TYPES[kind].summary in {"scale", "shares", "numbers", "texts", "count", "dates", "ranks"}
        assert type(TYPES[kind]).__doc__

    def test_stores_an_answer_as_json_that_comes_back(self, kind):
        _, sent, stored, *_ = CASES[kind]
        answers, problems = check_answers(tiny(kind), {"q": sent})
        assert (answers, problems) == ({"q": stored}, {})
        assert json.loads(json.dumps(answers)) == answers

    def test_goes_into_a_cell_and_over_the_wire_and_comes_back(self, kind):
        _, _, stored, *_ = CASES[kind]
        assert check_answers(tiny(kind), {"q": TYPES[kind].cells(stored)}) == ({"q": stored}, {})
        assert check_typed(tiny(kind), {"q": stored}) == ({"q": stored}, {})
        assert TYPES[kind].cells(None) == ""

    def test_refuses_a_value_of_another_kind_over_the_wire(self, kind):
        for value in ({"a": 1}, [1], 7.25, "gar;bage" if kind != "text" else 5, [["yes"]]):
            answers, problems = check_typed(tiny(kind), {"q": value})
            assert (answers, set(problems)) == ({}, {"q"}), value

    def test_says_a_stored_answer_in_both_languages(self, kind):
        _, _, stored, korean, english = CASES[kind]
        question = tiny(kind).question("q")
        assert TYPES[kind].as_text(stored, question, "ko") == korean
        assert TYPES[kind].as_text(stored, question, "en") == english
        assert TYPES[kind].as_text(None, question, "ko") == ""
        assert TYPES[kind].as_number(None, question) is None

    def test_asks_for_a_required_answer_in_the_language_of_the_form(self, kind):
        korean, english = wrong(kind, []), wrong(kind, [], lang="en")
        assert any("가" <= letter <= "힣" for letter in korean) and korean.rstrip(" :-.0123456789").endswith(
            ("오", "됩니다", "예")
        )
        assert english.isascii() and english != korean

    def test_takes_white_space_for_no_answer(self, kind):
        if kind != "consent":
            assert wrong(kind, ["  "]) == wrong(kind, [])

    def test_leaves_out_what_need_not_be_answered(self, kind):
        if kind != "consent":
            assert check_answers(tiny(kind, required=False), {"q": []}) == ({}, {})
            assert check_typed(tiny(kind, required=False), {}) == ({}, {})

    def test_builds_the_same_class_once_per_version_and_language(self, kind):
        assert build_form(tiny(kind), "ko") is build_form(tiny(kind), "ko")
        assert build_form(tiny(kind), "ko") is not build_form(tiny(kind), "en")

    @settings(max_examples=40, deadline=None)
    @given(sent=st.lists(st.text(max_size=12), max_size=3))
    def test_meets_any_input_with_a_stored_value_or_a_korean_sentence(self, kind, sent):
        answers, problems = check_answers(tiny(kind), {"q": sent})
        assert bool(answers) != bool(problems)
        assert not problems or any("가" <= letter <= "힣" for letter in problems["q"])


@pytest.mark.parametrize("sent", [["false"], ["아니오"], [""], ["y", "n"], []])
def test_only_a_ticked_box_is_consent(sent):
    assert check_answers(tiny("consent"), {"q": sent}) == ({}, {"q": wrong("consent", [])})


@pytest.mark.parametrize(
    ("kind", "sent", "korean", "english"),
    [
        ("likert", [], "답을 선택해 주십시오.", "Please choose an answer."),
        ("likert", ["6"], "목록에 있는 답을 선택해 주십시오.", "Please choose one of the answers listed."),
        (
            "single",
            ["maybe"],
            "목록에 있는 답을 선택해 주십시오.",
            "Please choose one of the answers listed.",
        ),
        (
            "multiple",
            ["yes", "x"],
            "목록에 있는 답을 선택해 주십시오.",
            "Please choose one of the answers listed.",
        ),
        ("number", ["스물"], "숫자만 적어 주십시오. 예: 25", "Please enter digits only, such as 25."),
        ("number", ["1e5"], "숫자만 적어 주십시오. 예: 25", "Please enter digits only, such as 25."),
        ("number", ["nan"], "숫자만 적어 주십시오. 예: 25", "Please enter digits only, such as 25."),
        ("number", ["2.5"], "소수점 없이 적어 주십시오. 예: 25", "Please enter a whole number, such as 25."),
        ("number", ["-1"], "0명 이상으로 적어 주십시오.", "Please enter 0 people or more."),
        ("number", ["5001"], "5,000명 이하로 적어 주십시오.", "Please enter 5,000 people or less."),
        ("text", [" \n "], "내용을 적어 주십시오.", "Please write an answer."),
    ],
)
def test_wrong_input_is_answered_at_the_field(kind, sent, korean, english):
    assert wrong(kind, sent) == korean
    assert wrong(kind, sent, lang="en") == english


def test_more_choices_than_allowed_are_refused_with_the_number_allowed():
    assert wrong("multiple", ["yes", "no"], max=1) == "1개까지 선택할 수 있습니다."


def test_a_text_of_100_kilobytes_is_refused_with_its_length():
    assert wrong("text", ["가" * 34_134]) == "4,000자까지 적을 수 있습니다. 지금은 34,134자입니다."
    assert wrong("text", ["가" * 4_000]) is None


def test_length_counts_characters_as_stored_not_as_typed():
    # 각 typed on a Mac is three code points, stored it is one; an emoji counts one.
    assert wrong("text", [unicodedata.normalize("NFD", "각" * 3_999) + "😀"]) is None


def test_text_is_stored_composed_without_control_characters():
    answers, _ = check_answers(tiny("text"), {"q": [unicodedata.normalize("NFD", "한\x00글")]})
    assert answers == {"q": "한글"}


def test_a_million_marks_on_a_letter_do_not_hold_the_server():
    began = time.process_time()
    assert wrong("text", ["가" + "\u0301\u0316" * 500_000]) is None
    assert wrong("number", ["\u0301\u0316" * 500_000]) == "숫자만 적어 주십시오. 예: 25"
    assert time.process_time() - began < 5


def test_decimals_are_taken_only_as_far_as_allowed():
    share = tiny("number", decimals=1)
    assert check_answers(share, {"q": "33.3"}) == ({"q": 33.3}, {})
    assert check_answers(share, {"q": "33.0"}) == ({"q": 33}, {})
    assert check_answers(share, {"q": "33.33"})[1] == {"q": "소수점 아래 1자리까지 적어 주십시오."}


def test_a_scale_has_its_signs_around_the_middle():
    five, three = tiny("likert").question("q"), tiny("likert", scale=3).question("q")
    likert = TYPES["likert"]
    assert [likert.sign(point, five) for point in (1, 2, 3, 4, 5)] == [-1, -1, 0, 1, 1]
    assert [likert.sign(point, three) for point in (1, 2, 3)] == [-1, 0, 1]
    assert likert.sign(None, five) is None
    assert [choice.label.ko for choice in three.choices] == ["악화", "비슷", "개선"]


@pytest.mark.parametrize("kind", ["likert", "single"])
def test_not_applicable_is_offered_where_a_question_may_be_left_out_and_is_told_from_a_blank(kind):
    loose = tiny(kind, required=False)
    form = build_form(loose)(formdata=None, meta={"csrf": False})
    assert [str(option.label.text) for option in form.q][-1] == "해당 없음"
    assert check_answers(loose, {"q": [""]}) == ({}, {})
    for said in (["n/a"], "n/a", " 해당 없음 ", "Not applicable"):
        assert check_answers(loose, {"q": said}) == ({"q": "n/a"}, {})
    assert TYPES[kind].as_text("n/a", loose.question("q"), "en") == "Not applicable"
    assert check_answers(tiny(kind), {"q": ["n/a"]})[1] == {"q": "목록에 있는 답을 선택해 주십시오."}


def test_a_text_or_a_number_that_reads_like_not_applicable_is_an_answer_or_wrong():
    assert check_answers(tiny("text", required=False), {"q": "n/a"}) == ({"q": "n/a"}, {})
    assert check_answers(tiny("number", required=False), {"q": "n/a"})[1]


def test_what_was_typed_wrong_comes_back_to_the_page():
    form = build_form(tiny("number"))(formdata=None, meta={"csrf": False})
    form.process(formdata=_sent(q="스물 다섯"))
    assert not form.validate()
    assert 'value="스물 다섯"' in str(form.q())


def test_cells_of_a_table_are_read_as_people_write_them():
    assert check_answers(tiny("multiple"), {"q": "yes; no"})[0] == {"q": ["yes", "no"]}
    assert check_answers(tiny("consent"), {"q": "동의"})[0] == {"q": True}
    assert check_answers(tiny("consent"), {"q": "no"})[0] == {}


def _sent(**values):
    return MultiDict(values)


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("date", "2026년 3월 1일", "2026-03-01"),
        ("date", "20260301", "2026-03-01"),
        ("date", "2026-03-01 00:00:00", "2026-03-01"),
        ("date", "2026/2/29", None),
        ("date", "2026-03", None),
        ("date", "3월 1일", None),
        ("time", "9시 5분", "09:05"),
        ("time", "12:30 AM", "00:30"),
        ("time", "오후 13:00", None),
        ("time", "14:05:00.000+09:00", "14:05"),
        ("time", "25:00", None),
        ("datetime", "2026-11-30", "2026-11-30T00:00"),
        ("datetime", "2026. 11. 30. 오전 9:00", "2026-11-30T09:00"),
        ("datetime", "2026-11-30T14:05:00.000+09:00", "2026-11-30T14:05"),
        ("geopoint", "37.3 126.7 12.5 8", "37.3 126.7 12.5 8"),
        ("geopoint", "126.7 37.3", None),
        ("geopoint", "37.3", None),
        ("range", "5", None),
        ("range", "12", None),
        ("rank", "yes;yes", None),
        ("rank", "yes", None),
        ("file", "0" * 63, None),
    ],
)
def test_moments_places_ranks_and_files_are_read_as_people_write_them_or_refused(kind, typed, stored):
    answers, problems = check_answers(tiny(kind), {"q": typed})
    assert answers.get("q") == stored and bool(problems) == (stored is None)


def test_a_month_or_a_year_is_stored_as_its_first_day_where_no_more_is_asked():
    assert check_answers(tiny("date", appearance="month-year"), {"q": "2026-03"})[0] == {"q": "2026-03-01"}
    assert check_answers(tiny("date", appearance="year"), {"q": "2026"})[0] == {"q": "2026-01-01"}


def test_an_exclusive_choice_stands_alone():
    none = {"id": "none", "label": {"ko": "없음", "en": "None"}, "exclusive": True}
    loose = tiny("multiple", choices=[*YES_NO, none])
    assert check_answers(loose, {"q": "none"})[0] == {"q": ["none"]}
    assert check_answers(loose, {"q": "yes;none"})[1] == {"q": "‘없음’ 답은 다른 답과 함께 고를 수 없습니다."}
