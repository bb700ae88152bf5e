"""Sentences about expressions, in both languages; `forms.messages` takes them in."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    # reading an expression
    "logic_empty": {
        "ko": "식이 비어 있습니다.",
        "en": "The expression is empty.",
    },
    "logic_long": {
        "ko": "식이 너무 깁니다. %(most)s자까지 쓸 수 있습니다. 계산 문항으로 나누어 주십시오.",
        "en": "The expression is too long: up to %(most)s characters. Split it into calculated questions.",
    },
    "logic_deep": {
        "ko": "괄호나 if가 너무 깊이 겹칩니다. %(most)s단까지 쓸 수 있습니다. 계산 문항으로 나누어 주십시오.",
        "en": "Parentheses or ifs are nested too deeply: up to %(most)s levels. Split it into calculated questions.",
    },
    "logic_character": {
        "ko": "읽을 수 없는 문자입니다: ‘%(found)s’",
        "en": "This character cannot be read: “%(found)s”",
    },
    "logic_quote": {
        "ko": "따옴표가 닫히지 않았습니다.",
        "en": "The quotation mark is not closed.",
    },
    "logic_brace": {
        "ko": "문항 이름은 ${이름}처럼 적어 주십시오.",
        "en": "Write a question's name as in ${name}.",
    },
    "logic_unexpected": {
        "ko": "‘%(found)s’ 자리에는 값이나 문항이 와야 합니다.",
        "en": "A value or a question belongs here, not “%(found)s”.",
    },
    "logic_end": {
        "ko": "식이 중간에서 끝났습니다. 값이나 닫는 괄호가 빠졌습니다.",
        "en": "The expression ends too early: a value or a closing parenthesis is missing.",
    },
    "logic_rest": {
        "ko": "‘%(found)s’ 앞에 and, or, + 같은 연산자가 없습니다.",
        "en": "There is no operator such as and, or, + before “%(found)s”.",
    },
    "logic_slash": {
        "ko": "나눗셈은 /가 아니라 div로 씁니다. 예: ${a} div ${b}",
        "en": "Division is written div, not /: ${a} div ${b}",
    },
    "logic_predicate": {
        "ko": "대괄호 조건은 옮길 수 없습니다. indexed-repeat(문항, 반복, 순번)으로 적어 주십시오.",
        "en": "Conditions in brackets cannot be carried; write indexed-repeat(question, repeat, place).",
    },
    "logic_path": {
        "ko": "옮길 수 없는 경로입니다: ‘%(found)s’. ${이름}으로 적어 주십시오.",
        "en": "This path cannot be carried: “%(found)s”. Write ${name}.",
    },
    "logic_union": {
        "ko": "‘|’는 쓸 수 없습니다. 둘 중 하나면 or를 쓰십시오.",
        "en": "“|” cannot be used; for either of two write or.",
    },
    "logic_up": {
        "ko": "‘..’은 position(..) 안에서만, 또는 ../이름 꼴로만 쓸 수 있습니다.",
        "en": "“..” stands only in position(..) or as ../name.",
    },
    # functions
    "no_function": {
        "ko": "없는 함수입니다: %(name)s()",
        "en": "There is no function %(name)s().",
    },
    "no_function_like": {
        "ko": "없는 함수입니다: %(name)s(). 혹시 %(like)s()입니까?",
        "en": "There is no function %(name)s(). Did you mean %(like)s()?",
    },
    "not_alike": {
        "ko": "%(name)s() 함수는 옮기지 않습니다. 서버와 노트북이 같은 값을 낸다고 보장할 수 없습니다.",
        "en": "%(name)s() is not carried: server and laptop could not be sure to give the same value.",
    },
    "outside": {
        "ko": "%(name)s() 함수는 옮길 수 없습니다. 설문지 밖의 자료를 읽습니다.",
        "en": "%(name)s() cannot be carried: it reads data outside the questionnaire.",
    },
    "of_places": {
        "ko": "%(name)s() 함수는 옮길 수 없습니다. 위치로 하는 계산은 없습니다.",
        "en": "%(name)s() cannot be carried: there is no reckoning with places.",
    },
    "arguments": {
        "ko": "%(name)s() 함수에는 값이 %(right)s개 있어야 하는데 %(found)s개 있습니다.",
        "en": "%(name)s() takes %(right)s values, not %(found)s.",
    },
    "indexed": {
        "ko": "indexed-repeat()에는 문항, 반복, 순번을 차례로 적습니다. 예: indexed-repeat(${나이}, ${가구원}, 2)",
        "en": "indexed-repeat() takes question, repeat, place: indexed-repeat(${age}, ${member}, 2)",
    },
    "choice_name": {
        "ko": "jr:choice-name()의 두 번째 값은 따옴표 안의 문항입니다. 예: jr:choice-name(${업종}, '${업종}')",
        "en": "The second value of jr:choice-name() is a question in quotes: jr:choice-name(${trade}, '${trade}')",
    },
    # patterns
    "pattern_literal": {
        "ko": "regex()의 두 번째 값은 따옴표 안에 바로 적어야 합니다.",
        "en": "The second value of regex() must be written in quotes right there.",
    },
    "pattern_syntax": {
        "ko": "정규식을 읽을 수 없습니다: ‘%(part)s’ (정규식의 %(place)s번째 글자)",
        "en": "The pattern cannot be read: “%(part)s” (its character %(place)s)",
    },
    "pattern_unlike": {
        "ko": "정규식에 ‘%(part)s’ 부분은 쓸 수 없습니다. 프로그램마다 다르게 읽습니다.",
        "en": "The pattern's “%(part)s” cannot be used: programs read it differently.",
    },
    "pattern_large": {
        "ko": "정규식이 너무 큽니다. 반복 횟수를 줄여 주십시오.",
        "en": "The pattern is too large; let less be repeated.",
    },
    # a whole questionnaire
    "unknown_name": {
        "ko": "없는 문항을 가리킵니다: ${%(name)s}",
        "en": "There is no question ${%(name)s}.",
    },
    "unknown_name_like": {
        "ko": "없는 문항을 가리킵니다: ${%(name)s}. 혹시 ${%(like)s}입니까?",
        "en": "There is no question ${%(name)s}. Did you mean ${%(like)s}?",
    },
    "bare_name": {
        "ko": "무엇인지 알 수 없는 이름입니다: %(name)s. 문항이면 ${%(name)s}, 글이면 '%(name)s'처럼 적어 주십시오.",
        "en": "It is unclear what “%(name)s” is: write ${%(name)s} for a question, '%(name)s' for a text.",
    },
    "unknown_attribute": {
        "ko": "선택지 어디에도 ‘%(name)s’ 열이 없습니다.",
        "en": "No choice has a column “%(name)s”.",
    },
    "no_self": {
        "ko": "‘.’은 자기 값을 뜻하므로 여기에는 쓸 수 없습니다.",
        "en": "“.” means the question's own value and cannot stand here.",
    },
    "cycle": {
        "ko": "식이 서로를 기다립니다: %(path)s",
        "en": "These expressions wait for each other: %(path)s",
    },
    "section_value": {
        "ko": "묶음 ‘%(name)s’에는 값이 없습니다. 반복의 개수는 count(${%(name)s})로 적어 주십시오.",
        "en": "“%(name)s” is a section and has no value; count(${%(name)s}) counts a repeat.",
    },
    "not_in_repeat": {
        "ko": "반복 ‘%(repeat)s’ 안에 ‘%(name)s’ 문항이 없습니다.",
        "en": "“%(name)s” does not stand in the repeat “%(repeat)s”.",
    },
    "not_a_repeat": {
        "ko": "‘%(name)s’ 묶음은 반복이 아닙니다.",
        "en": "“%(name)s” is no repeat.",
    },
    "no_position": {
        "ko": "position()은 반복 안에서만 쓸 수 있습니다.",
        "en": "position() can stand in a repeat only.",
    },
    "repeat_large": {
        "ko": "반복이 %(found)s번까지 늘어날 수 있습니다. 겹친 반복을 모두 곱해 %(most)s번까지만 됩니다.",
        "en": "The repeat may grow to %(found)s instances; repeats within repeats may multiply to %(most)s at most.",
    },
    "no_choices_named": {
        "ko": "‘%(name)s’에는 선택지가 없습니다.",
        "en": "“%(name)s” has no choices.",
    },
    "bad_tree": {
        "ko": "식의 나무를 읽을 수 없습니다: %(found)s",
        "en": "The expression's tree cannot be read: %(found)s",
    },
}
