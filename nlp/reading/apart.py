"""What is said and is no statement: assent, greeting, self-introduction, procedure, stage directions.

A sentence is set aside only if every word of it is of the kind: "안녕하세요, 요즘 죽겠습니다" stays a statement.
The words are data (`apart.json`).
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from nlp.reading import korean
from nlp.reading.language import has_hangul
from nlp.reading.roles import role_of
from nlp.reading.said import OUTSIDE, Said

ASSENT, GREETING, INTRODUCTION, PROCEDURE, DIRECTION = "assent", "greeting", "introduction", "procedure", "direction"
# What stands last prevails: "네, 감사합니다" greets.
KINDS = (ASSENT, GREETING, INTRODUCTION, PROCEDURE, DIRECTION)


def _words(listed: str) -> frozenset[str]:
    return frozenset(word for word in listed.split(" / ") if word)


_DATA: dict[str, Any] = json.loads((Path(__file__).parent / "apart.json").read_text(encoding="utf-8"))
_FILLERS = _words(_DATA["fillers"])
_LISTS = {kind: {key: _words(listed) for key, listed in _DATA[kind].items()} for kind in KINDS}

# The last words of whatever is set aside as a whole.
_LAST = tuple(
    {end.split()[-1] for kind in KINDS for key in ("alone", "heads", "rites") for end in _LISTS[kind].get(key, ())}
)
_THANKS = tuple(head for head in _LISTS[GREETING]["alone"] if "감사" in head and head.endswith("니다"))
_RITES = tuple(_LISTS[PROCEDURE]["rites"])

# A sentence longer than this says more than its last words; agenda titles are long. Chosen on the written corpus.
LONGEST, LONGEST_RITE, SHORT = 90, 260, 40
# Adjectives and "아니다" say how things are; who introduces himself needs none.
_NEVER = frozenset({"VA", "VA-I", "VCN", "MAG"})
_BRACKETED = re.compile(r"[(\[<（〔【]([^()\[\]（）]{1,60})[)\]>）〕】]")
_TIME = r"(?:\d{1,2}\s?시(?:\s?\d{1,2}\s?분)?|\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?)"
_CLOCK = re.compile(
    rf"(?:오전|오후|약)?\s?{_TIME}(?:\s?(?:부터|까지|~|-|–|-->)?\s?{_TIME})?\s?(?:[가-힣]{{0,2}}[개속정산폐]회|개의|시작|종료)?"
)
_BEGINS_EN = re.compile(r"(?:i\b|i'?m\b|my name\b)", re.IGNORECASE)
_MARKS = re.compile(r"[^\w\s]+$|[ㅋㅎㅠㅜ]+$")
_PIECES = re.compile(r"[.!?…~,;]+(?=\s|$)|\s[-–—]\s|[ㅋㅎㅠㅜ]{2,}|\^\^")
# 질의해 주시기, 말씀드리겠습니다: the matter and its light verb.
_LIGHT = re.compile(rf"({'|'.join(sorted(_LISTS[PROCEDURE]['matters']))})(?=해|하여|하[시실겠세십죠도]|드리|마치)")
_COPULA = re.compile(r"(?:입니다|이고요|이구요|고요|이에요|예요|입니더|이라고|라고)\W*$")
_PARTICLE = re.compile(
    r"(?<=[가-힣])(?:을|를|은|는|이|가|과|와|의|도|만|에|에서|께|께서|께서는|으로|로|부터|로부터|으로부터|에게)$"
)
_NUMBER = re.compile(r"\d{1,4}(?:분|분간|조|번|항|차|호|년|년도|월|일|시)?|제\d+(?:차|항|회)")
_RESPECT = re.compile(r"[가-힣]*(?:장|위원|의원|관|대표|교수|이사|상무|전무|박사|선생)님(?:들)?")
_OFFICE = re.compile(r"[가-힣]{2,}(?:과|국|실|팀|위원회|사업소|센터|진흥원|연구원|재단|공단)")
# Enough to tell a name behind a title from a thing (대표 인건비입니다).
_SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍고문양손배백허유남심노하곽성차주우구민엄채원천방변염"
_NAMED = re.compile(rf"(?:.{{1,40}}\s)?(\S+)\s[{_SURNAMES}○][가-힣○]{{1,3}}(?:입니다|이고요|이라고 합니다)")
_NAMES = ("입니다", "이고요", "이라고 합니다")
_NAMED_EN = re.compile(
    r"(?:my name is|my name's)(?: \w+){1,5}|(?:i'?m|i am) (?:the |an? )?(?:[\w-]+ ){0,2}(?:owner|manager|president|director|"
    r"founder|ceo|chairman|professor|economist|operator|supervisor|partner)(?: (?:of|at|for|with|in|from|here)\b"
    r"(?: (?!and\b|but\b|who\b)[\w'&-]+){0,12})?"
)
_NAME = re.compile(
    rf"(?<!\S)[{_SURNAMES}○][가-힣○]{{1,3}}\s(?=(?:위원|의원|의장|[과국실팀]장|장관|차관|대표|교수|박사))"
)
_TITLES_EN = re.compile(r"\b(Mr|Ms|Mrs|Dr|Sen|Rep|Gov)\.")


def apart(said: Said) -> str:
    """Why a sentence is no statement, one of `KINDS`; '' where it is one, or where there is any doubt.

    >>> apart(Said("네, 맞습니다.")), apart(Said("안녕하세요, 요즘 죽겠습니다."))
    ('assent', '')
    """
    if len(said.text) > LONGEST_RITE or not _may_be(said.text):
        return ""
    text = _TITLES_EN.sub(r"\1", " ".join(said.text.split()))
    if _is_direction(text):
        return DIRECTION
    pieces = [piece.strip(" -–—○●*·\"'“”‘’:") for piece in _PIECES.split(text)]
    pieces = [piece for piece in pieces if any(map(str.isalnum, piece))]
    if pieces and pieces[-1].casefold().endswith(_RITES):
        return PROCEDURE
    # An official's thanks are manners, whatever for; a firm's may praise a measure.
    if said.role in OUTSIDE and len(pieces) == 1 and text.rstrip(" .!").endswith(_THANKS):
        return GREETING
    if not pieces or len(text) > LONGEST:
        return ""
    kinds, rest = set(), []
    for piece in pieces:
        kind = _kind(piece.casefold())
        if kind:
            kinds.add(kind)
        elif not _COPULA.search(text):
            return ""
        else:
            rest.append(piece)
    if rest:
        return INTRODUCTION if has_hangul(text) and _introduces(", ".join(rest)) else ""
    return max(kinds, key=KINDS.index)


def _may_be(text: str) -> bool:
    """Whether beginning or end allow any kind: a quick look, for nearly all are statements."""
    last = _MARKS.sub("", text[-40:].casefold()).split()[-1:] or [""]
    ends = last[0] in _FILLERS or last[0].endswith(_LAST) or _addressed(last[0])
    return (
        ends
        or text[:1] in "([<（〔【"
        or text[:1].isdigit()
        or bool(_BEGINS_EN.match(text) or _COPULA.search(text[-12:]))
    )


def _is_direction(text: str) -> bool:
    inside = _BRACKETED.fullmatch(text)
    if inside:
        told = inside[1].casefold()
        acts = told.endswith(tuple(_LISTS[DIRECTION]["ends"])) or any(
            word in told for word in _LISTS[DIRECTION]["words"]
        )
        return acts or _CLOCK.fullmatch(told.strip()) is not None
    return _CLOCK.fullmatch(text) is not None


def _kind(piece: str) -> str:
    """The kind a piece between two marks is of, or ''."""
    named = _NAMED.fullmatch(piece) if piece.endswith(_NAMES) else None
    if (named and role_of(named[1])) or (piece[:1] in ("m", "i") and _NAMED_EN.fullmatch(piece)):
        return INTRODUCTION
    words = [word for word in _NAME.sub("", piece).split() if any(map(str.isalnum, word))]
    for kind in (ASSENT, GREETING, PROCEDURE):
        if _ends(words, _LISTS[kind]["alone"], _LISTS[kind]["words"]):
            return kind
    parted = _LIGHT.sub(r"\1 ", " ".join(words)).replace("해주", "해 주").split()
    lists = _LISTS[PROCEDURE]
    known = (
        lists["words"]
        | lists["matters"]
        | frozenset(word for word in parted if _OFFICE.fullmatch(word) or _OFFICE.fullmatch(_bare(word)))
    )
    if any({word, _bare(word)} & lists["matters"] for word in parted) and _ends(parted, lists["heads"], known):
        return PROCEDURE
    if not words or not _known(words, _LISTS[GREETING]["words"]):
        return ""
    return GREETING if any(map(_addressed, words)) else ASSENT if _FILLERS.issuperset(words) else ""


def _ends(words: list[str], heads: frozenset[str], known: frozenset[str]) -> bool:
    """Whether the last words are a head, and all before them known."""
    return any(
        " ".join(words[-count:]) in heads and _known(words[:-count], known)
        for count in range(min(5, len(words)), 0, -1)
    )


def _known(words: list[str], known: frozenset[str]) -> bool:
    """Whether every word is one of these, a filler, a number, or somebody called."""
    return all(
        {word, _bare(word)} & known or word in _FILLERS or _NUMBER.fullmatch(_bare(word)) or _called(word)
        for word in words
    )


def _called(word: str) -> bool:
    """Whether a word names somebody who leads or sits in an office, or calls somebody with respect."""
    bare = _bare(word)
    return _addressed(word) or (role_of(bare) in OUTSIDE and bare[-1] in "장원관자")


def _addressed(word: str) -> bool:
    return (
        word == "여러분" or _RESPECT.fullmatch(_bare(word)) is not None or (word.isascii() and role_of(word) in OUTSIDE)
    )


def _bare(word: str) -> str:
    return _PARTICLE.sub("", word)


def _introduces(text: str) -> bool:
    """Whether somebody only says who he or she is and what the firm makes: no other verb, no trouble."""
    lists = _LISTS[INTRODUCTION]
    if not _COPULA.search(text) or any(trouble in text for trouble in lists["troubles"]):
        return False
    who = any(text.startswith(f"{word} ") for word in lists["who"])
    # Without "저는" only a title or a trade at the very end tells it: 관리부장입니다, 도금하는 집이고요.
    if not who and (len(text) > SHORT or not _COPULA.sub("", text).endswith(tuple(lists["is"]))):
        return False
    tokens = korean.analyse(text.rstrip(" .!~"))
    forms, tags = tokens.forms, tokens.tags
    copula = max((n for n, tag in enumerate(tags) if tag == "VCP"), default=0)
    if not copula or not {"EF", "EC", "EP", "JX"}.issuperset(tags[copula + 1 :]) or not _NEVER.isdisjoint(tags):
        return False
    named = who and copula < 5 and tags[copula - 1] in ("NNP", "SL", "SW")
    title = any("".join(forms[max(0, copula - 3) : copula]).endswith(word) for word in lists["is"])
    return (title or named) and all(_does(forms, tags, n, lists["does"]) for n in range(copula))


def _does(forms: list[str], tags: list[str], n: int, does: frozenset[str]) -> bool:
    """Whether a token says no more than what somebody does for a living."""
    if tags[n][:2] in ("VV", "VX"):
        return forms[n] in does
    if tags[n] in ("XSV", "XSA"):
        return n > 0 and any("".join(forms[max(0, n - 2) : n]).endswith(noun) for noun in does)
    if tags[n] == "EC":
        return forms[n] in ("고", "며", "어")
    return tags[n] not in ("MAJ", "EF", "JX") or (n < 3 and tags[n] == "JX")
