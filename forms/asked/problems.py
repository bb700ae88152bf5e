"""Sentences of a definition's problems, in both languages; what is said at a field stands in `forms.messages`."""

from __future__ import annotations

PROBLEMS: dict[str, dict[str, str]] = {
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
        "ko": "보관 기간(keep_years)은 1에서 %(most)d 사이의 정수여야 합니다.",
        "en": "keep_years must be a whole number from 1 to %(most)d.",
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
    "unknown_language": {
        "ko": "'%(entry)s'에 설문지의 언어(languages)에 없는 언어가 있습니다: '%(code)s'",
        "en": "'%(entry)s' has a language the questionnaire does not have (languages): '%(code)s'",
    },
    "no_first_wording": {
        "ko": "'%(entry)s'에 첫 언어(%(code)s)의 문구가 있어야 합니다.",
        "en": "'%(entry)s' needs words in the first language (%(code)s).",
    },
    "no_list": {
        "ko": "없는 선택지 목록입니다: '%(list)s'. lists에 적은 이름을 쓰십시오.",
        "en": "There is no list '%(list)s'; use a name of 'lists'.",
    },
    "bad_step": {
        "ko": "눈금(step)은 0보다 커야 하고, 최솟값(min)과 최댓값(max)이 있어야 합니다.",
        "en": "A range needs a minimum (min), a maximum (max) and a step above 0.",
    },
    "bad_most": {
        "ko": "반복 횟수(most)는 1에서 %(most)d 사이의 정수여야 합니다.",
        "en": "How often a section may be repeated (most) must be a whole number from 1 to %(most)d.",
    },
    "bad_metadata": {
        "ko": "metadata는 start, end, today 가운데 하나여야 합니다.",
        "en": "metadata must be one of start, end, today.",
    },
    "no_calculation": {
        "ko": "계산 문항에는 계산식(calculation)이나 metadata가 있어야 합니다.",
        "en": "A calculated question needs a calculation or metadata.",
    },
    "no_rule": {
        "ko": "'%(entry)s'의 식이 비었거나 글이 아닙니다.",
        "en": "The rule of '%(entry)s' is empty or no text.",
    },
    "section_circle": {
        "ko": "묶음이 자기 자신 안에 들어 있습니다.",
        "en": "The section stands inside itself.",
    },
    "consent_always": {
        "ko": "동의 문항은 조건 없이 한 번 물어야 합니다. 조건이나 반복이 있는 묶음 밖으로 옮겨 주십시오.",
        "en": "A consent is asked once and of everybody; move it out of sections with a rule or a repeat.",
    },
}
