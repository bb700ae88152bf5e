"""Sentences of a questionnaire's form and of its definition's problems, in both languages.

They stand here and not in the catalogue because a form is built once per language, outside any request.
"""

from __future__ import annotations

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
    "agree": {
        "ko": "위 내용에 동의합니다.",
        "en": "I agree to the above.",
    },
    # of a definition
    "not_a_dict": {
        "ko": "정의는 이름과 값의 묶음(JSON 객체)이어야 합니다.",
        "en": "The definition must be a JSON object.",
    },
    "missing": {
        "ko": "'%(entry)s' 항목이 없습니다.",
        "en": "'%(entry)s' is missing.",
    },
    "unknown_key": {
        "ko": "쓸 수 없는 항목입니다: '%(entry)s'",
        "en": "'%(entry)s' is not a known entry.",
    },
    "wrong_kind": {
        "ko": "'%(entry)s'의 값은 %(right)s이어야 합니다.",
        "en": "The value of '%(entry)s' must be: %(right)s.",
    },
    "bad_id": {
        "ko": "아이디는 영문 소문자로 시작하고 소문자·숫자·밑줄만 40자까지 씁니다.",
        "en": "An id begins with a lower-case letter; up to 40 lower-case letters, digits and underscores.",
    },
    "reserved_id": {
        "ko": "이 아이디는 양식이 이미 쓰고 있습니다. 다른 아이디를 정해 주십시오.",
        "en": "The form itself uses this id; choose another.",
    },
    "duplicate_id": {
        "ko": "같은 아이디가 앞에 또 있습니다.",
        "en": "The same id occurs earlier.",
    },
    "unknown_type": {
        "ko": "없는 문항 유형입니다: '%(type)s'. 쓸 수 있는 유형: %(known)s",
        "en": "There is no question type '%(type)s'. Types: %(known)s",
    },
    "no_wording": {
        "ko": "'%(entry)s'에 한국어(ko)와 영어(en) 문구가 모두 있어야 합니다.",
        "en": "'%(entry)s' needs Korean (ko) and English (en) words.",
    },
    "no_choices": {
        "ko": "선택지가 둘 이상 있어야 합니다.",
        "en": "There must be at least two choices.",
    },
    "same_choice": {
        "ko": "선택지 아이디가 겹칩니다.",
        "en": "Two choices have the same id.",
    },
    "bad_scale": {
        "ko": "척도(scale)는 3 또는 5여야 합니다.",
        "en": "The scale must be 3 or 5.",
    },
    "scale_choices": {
        "ko": "선택지 아이디는 낮은 쪽부터 1, 2, 3 … 척도의 점수와 같아야 합니다.",
        "en": "The choices' ids must be the points of the scale from the lowest: 1, 2, 3 …",
    },
    "bounds": {
        "ko": "최솟값(min)이 최댓값(max)보다 큽니다.",
        "en": "The minimum (min) exceeds the maximum (max).",
    },
    "bad_maximum": {
        "ko": "고를 수 있는 개수(max)는 1 이상의 정수여야 합니다.",
        "en": "How many may be chosen (max) must be a whole number from 1.",
    },
    "bad_length": {
        "ko": "글자 수(max)는 1에서 4,000 사이의 정수여야 합니다.",
        "en": "The number of characters (max) must be a whole number from 1 to 4,000.",
    },
    "bad_years": {
        "ko": "보관 기간(keep_years)은 1에서 {most} 사이의 정수여야 합니다.",
        "en": "keep_years must be a whole number from 1 to {most}.",
    },
    "bad_decimals": {
        "ko": "소수 자릿수(decimals)는 0에서 6 사이의 정수여야 합니다.",
        "en": "decimals must be a whole number from 0 to 6.",
    },
    "consent_required": {
        "ko": "동의 문항은 필수(required)여야 하고 동의할 내용(hint)이 있어야 합니다.",
        "en": "A consent must be required and state in its hint what is agreed to.",
    },
    "bad_domain": {
        "ko": "없는 영역입니다: '%(domain)s'. 쓸 수 있는 영역: %(known)s",
        "en": "There is no domain '%(domain)s'. Domains: %(known)s",
    },
    "bad_bsi": {
        "ko": "bsi는 리커트 문항에서 항목(%(items)s)과 시기(past, next)를 정해야 합니다.",
        "en": "bsi belongs to Likert questions and names an item (%(items)s) and a period (past, next).",
    },
    "same_bsi": {
        "ko": "같은 BSI 항목과 시기를 다른 문항이 이미 쓰고 있습니다.",
        "en": "Another question already feeds the same BSI item and period.",
    },
    "bad_section": {
        "ko": "없는 묶음입니다: '%(section)s'",
        "en": "There is no section '%(section)s'.",
    },
    "no_questions": {
        "ko": "문항이 하나도 없습니다.",
        "en": "There is no question.",
    },
    # of its expressions
    **WORDS,
}


def say(key: str, lang: str, **params: object) -> str:
    """Return the sentence `key` in `lang` (ko, en) with its places filled."""
    sentence = MESSAGES[key]["en" if lang == "en" else "ko"]
    return sentence % params if params else sentence
