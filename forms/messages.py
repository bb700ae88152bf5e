"""Sentences of a questionnaire's form and of its definition's problems, in both languages.

They stand here and not in the catalogue because a form is built once per language, outside any request.
"""

from __future__ import annotations

from forms.asked.problems import PROBLEMS
from forms.logic.wording import WORDS

MESSAGES: dict[str, dict[str, str]] = {
    # at the field
    "choose": {
        "ko": "답을 선택해 주십시오.",
        "en": "Please choose an answer.",
    },
    "choose_some": {
        "ko": "하나 이상 선택해 주십시오.",
        "en": "Please choose at least one.",
    },
    "no_choice": {
        "ko": "목록에 있는 답을 선택해 주십시오.",
        "en": "Please choose one of the answers listed.",
    },
    "too_many": {
        "ko": "%(most)d개까지 선택할 수 있습니다.",
        "en": "You can choose up to %(most)d.",
    },
    "write": {
        "ko": "내용을 적어 주십시오.",
        "en": "Please write an answer.",
    },
    "too_long": {
        "ko": "%(most)s자까지 적을 수 있습니다. 지금은 %(now)s자입니다.",
        "en": "Up to %(most)s characters, please; there are %(now)s now.",
    },
    "number": {
        "ko": "숫자를 적어 주십시오.",
        "en": "Please enter a number.",
    },
    "not_a_number": {
        "ko": "숫자만 적어 주십시오. 예: 25",
        "en": "Please enter digits only, such as 25.",
    },
    "whole": {
        "ko": "소수점 없이 적어 주십시오. 예: 25",
        "en": "Please enter a whole number, such as 25.",
    },
    "decimals": {
        "ko": "소수점 아래 %(most)d자리까지 적어 주십시오.",
        "en": "Please enter at most %(most)d digits after the decimal point.",
    },
    "least": {
        "ko": "%(least)s 이상으로 적어 주십시오.",
        "en": "Please enter %(least)s or more.",
    },
    "most": {
        "ko": "%(most)s 이하로 적어 주십시오.",
        "en": "Please enter %(most)s or less.",
    },
    "no_other": {
        "ko": "‘%(choice)s’ 답은 다른 답과 함께 고를 수 없습니다.",
        "en": "‘%(choice)s’ cannot be chosen together with another answer.",
    },
    "step": {
        "ko": "%(least)s부터 %(step)s씩 커지는 값을 골라 주십시오.",
        "en": "Please choose a value that goes up from %(least)s in steps of %(step)s.",
    },
    "date": {
        "ko": "날짜를 적어 주십시오. 예: 2026-11-30",
        "en": "Please enter a date, such as 2026-11-30.",
    },
    "time": {
        "ko": "시각을 적어 주십시오. 예: 14:05",
        "en": "Please enter a time, such as 14:05.",
    },
    "datetime": {
        "ko": "날짜와 시각을 적어 주십시오. 예: 2026-11-30 14:05",
        "en": "Please enter a date and a time, such as 2026-11-30 14:05.",
    },
    "rank": {
        "ko": "모든 항목의 순위를 정해 주십시오.",
        "en": "Please put every item in its place.",
    },
    "ranked_twice": {
        "ko": "같은 항목을 두 번 골랐습니다. 순위마다 다른 항목을 골라 주십시오.",
        "en": "An item was chosen twice; choose another for each place.",
    },
    "geopoint": {
        "ko": "위도와 경도를 적어 주십시오. 예: 37.3382 126.7430",
        "en": "Please enter latitude and longitude, such as 37.3382 126.7430.",
    },
    "file": {
        "ko": "파일을 골라 주십시오.",
        "en": "Please choose a file.",
    },
    "acknowledge": {
        "ko": "읽고 확인한 뒤 표시해 주십시오.",
        "en": "Please read this and tick the box.",
    },
    "constraint": {
        "ko": "이 답은 조건에 맞지 않습니다. 다시 확인해 주십시오.",
        "en": "This answer does not meet the rule; please check it.",
    },
    "no_answer": {
        "ko": "이 문항에 쓸 수 없는 값입니다.",
        "en": "This question cannot hold that value.",
    },
    "consent": {
        "ko": "동의하셔야 답을 저장할 수 있습니다. 동의하지 않으시면 보내지 않고 창을 닫으셔도 됩니다.",
        "en": "Answers can be saved only with your consent. If you do not agree, you may close this page.",
    },
    # words
    "none": {
        "ko": "해당 없음",
        "en": "Not applicable",
    },
    "agreed": {
        "ko": "동의함",
        "en": "Agreed",
    },
    "acknowledged": {
        "ko": "확인함",
        "en": "Confirmed",
    },
    "stored_file": {
        "ko": "파일 있음",
        "en": "File attached",
    },
    "agree": {
        "ko": "위 내용에 동의합니다.",
        "en": "I agree to the above.",
    },
    # of a definition and of its expressions
    **PROBLEMS,
    **WORDS,
}


def say(key: str, lang: str, **params: object) -> str:
    """Return the sentence `key` in Korean, or in English for every other language, with its places filled."""
    sentence = MESSAGES[key]["ko" if lang == "ko" else "en"]
    return sentence % params if params else sentence
