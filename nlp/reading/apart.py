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

# A sentence longer than this says more than its last words; agenda titles are long. Chosen on the written corpus.
LONGEST, LONGEST_RITE = 90, 260
_BRACKETED = re.compile(r"[(\[<（〔【]([^()\[\]（）]{1,60})[)\]>）〕】]")
_TIME = r"(?:\d{1,2}\s?시(?:\s?\d{1,2}\s?분)?|\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?)"
_CLOCK = re.compile(
    rf"(?:오전|오후|약)?\s?{_TIME}(?:\s?(?:부터|까지|~|-|–|-->)?\s?{_TIME})?\s?(?:[가-힣]{{0,2}}[개속정산폐]회|개의|시작|종료)?"
)
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
    text = _TITLES_EN.sub(r"\1", " ".join(said.text.split()))
    if _is_direction(text):
        return DIRECTION
    if len(text) > LONGEST_RITE:
        return ""
    pieces = [piece.strip(" -–—○●*·\"'“”‘’:") for piece in _PIECES.split(text)]
    pieces = [piece for piece in pieces if any(map(str.isalnum, piece))]
    if _is_rite(pieces):
        return PROCEDURE
    if not pieces or len(text) > LONGEST:
        return ""
    kinds = [_kind(piece.casefold()) for piece in pieces]
    if all(kinds):
        return max(kinds, key=KINDS.index)
    rest = [piece for piece, kind in zip(pieces, kinds, strict=True) if not kind]
    return INTRODUCTION if has_hangul(text) and _introduces(", ".join(rest)) else ""


def _is_direction(text: str) -> bool:
    inside = _BRACKETED.fullmatch(text)
    if inside:
        told = inside[1].casefold()
        return _CLOCK.fullmatch(told.strip()) is not None or any(word in told for word in _LISTS[DIRECTION]["words"])
    return _CLOCK.fullmatch(text) is not None


def _is_rite(pieces: list[str]) -> bool:
    """Whether the last words open, vote on or close something, whatever its title says."""
    return bool(pieces) and any(pieces[-1].casefold().endswith(rite) for rite in _LISTS[PROCEDURE]["rites"])


def _kind(piece: str) -> str:
    """The kind a piece between two marks is of, or ''."""
    named = _NAMED.fullmatch(piece)
    if (named and role_of(named[1])) or _NAMED_EN.fullmatch(piece):
        return INTRODUCTION
    words = _NAME.sub("", piece).split()
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
    tokens = korean.analyse(text.rstrip(" .!~"))
    forms, tags = tokens.forms, tokens.tags
    copula = max((n for n, tag in enumerate(tags) if tag == "VCP"), default=0)
    if not copula or not {"EF", "EC", "EP", "JX"}.issuperset(tags[copula + 1 :]) or "VA" in tags or "VCN" in tags:
        return False
    who = any(text.startswith(f"{word} ") for word in lists["who"])
    named = tags[copula - 1] in ("NNP", "SL", "SW") and who
    title = any("".join(forms[max(0, copula - 3) : copula]).endswith(word) for word in lists["is"])
    return (title or named) and all(_does(forms, tags, n, lists["does"]) for n in range(copula))


def _does(forms: list[str], tags: list[str], n: int, does: frozenset[str]) -> bool:
    """Whether a token says no more than what somebody does for a living."""
    if tags[n][:2] in ("VV", "VX"):
        return forms[n] in does
    if tags[n] in ("XSV", "XSA"):
        return n > 0 and any("".join(forms[max(0, n - 2) : n]).endswith(noun) for noun in does)
    return tags[n] not in ("MAJ", "EF") and forms[n] not in ("안", "못")
