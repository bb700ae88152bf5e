"""The rules of a judgment: what an expert may say of a segment, and when a segment is done."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from app.tables.checked import N_

CODES = ("accept", "change", "add")
STANCES = ("need", "none", "resolved", "undecided")
STATEMENTS = ("difficulty", "request", "proposal", "praise", "fact", "other")
# Bounds what one form stores. Chosen, not measured.
LONGEST_MEMO = 2000


@dataclass(frozen=True)
class Word:
    """What an expert says of a segment; fields that do not belong to the action are None.

    Parameters
    ----------
    action : str
        accept, change, reject, add or nothing.
    theme_code : str or None
        The theme coded or rejected; for ``change`` the theme it is changed to.
    suggested : str or None
        The theme of the suggestion that is answered.
    statement : str or None
        What kind of statement the segment is; None where nobody said, as in all judgments of old.
    code_id : str or None
        A code beneath the theme.
    span : pair of int or None
        Which words of the segment, in code points of the text it is a part of; None: all of it.
    """

    action: str
    theme_code: str | None = None
    suggested: str | None = None
    stance: str | None = None
    severity: int | None = None
    memo: str = ""
    statement: str | None = None
    code_id: str | None = None
    span: tuple[int, int] | None = None


@dataclass(frozen=True)
class Fault:
    """What is wrong in a field of a judgment; texts are catalogue entries."""

    field: str
    what: str
    right: str


def faults(word: Word, themes: Collection[str]) -> list[Fault]:
    """Everything wrong with a judgment, given the codes of the codebook's themes."""
    found = []
    if word.action not in (*CODES, "reject", "nothing"):
        return [
            Fault("action", N_("없는 판단입니다"), N_("채택, 변경, 반려, 추가, 해당 없음 가운데 하나를 고르십시오"))
        ]
    known = word.theme_code in themes or (word.action == "reject" and word.theme_code == word.suggested is not None)
    if word.action != "nothing" and not known:
        found.append(
            Fault(
                "theme",
                N_("코드북에 없는 주제입니다") if word.theme_code else N_("주제를 고르지 않았습니다"),
                N_("목록에서 주제를 골라 주십시오"),
            )
        )
    if word.action in ("accept", "change") and word.suggested is None:
        found.append(Fault("action", N_("이 문장의 제안이 아닙니다"), N_("제안이 없는 주제는 ‘추가’로 넣어 주십시오")))
    if word.action == "change" and word.theme_code == word.suggested:
        found.append(Fault("theme", N_("제안과 같은 주제입니다"), N_("다른 주제를 고르거나 ‘채택’을 누르십시오")))
    if word.action in CODES:
        found.extend(_measure_faults(word))
    if word.statement is not None and word.statement not in STATEMENTS:
        found.append(Fault("statement", N_("없는 발언 종류입니다"), N_("목록에서 고르거나 비워 두십시오")))
    if len(word.memo) > LONGEST_MEMO:
        found.append(Fault("memo", N_("메모가 너무 깁니다"), N_("2,000자까지 적을 수 있습니다")))
    return found


def _measure_faults(word: Word) -> list[Fault]:
    if word.stance not in STANCES:
        return [Fault("stance", N_("태도를 고르지 않았습니다"), N_("네 가지 가운데 하나를 고르십시오"))]
    if word.stance == "need" and word.severity not in range(1, 6):
        return [Fault("severity", N_("심각도가 없습니다"), N_("애로·요구에는 1에서 5까지 심각도를 고르십시오"))]
    if word.stance != "need" and word.severity is not None:
        return [Fault("severity", N_("심각도를 적을 수 없는 태도입니다"), N_("심각도는 애로·요구에만 고르십시오"))]
    return []


def answer_to(theme_code: str, standing: Iterable[sqlite3.Row]) -> sqlite3.Row | None:
    """The coder's word that stands on a suggestion of this theme: one on the theme, or "no theme here"."""
    return next(
        (j for j in standing if j["action"] == "nothing" or theme_code in (j["about"], j["theme_code"])),
        None,
    )


@dataclass(frozen=True)
class Evidence:
    """The words that caused a suggestion, with their offsets in the segment's text; `cues` are whole phrases."""

    terms: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    cues: tuple[str, ...]


def evidence_of(stored: str, text: str) -> Evidence:
    """Read the stored evidence of a suggestion on a segment's text."""
    found = json.loads(stored)
    terms = tuple(dict.fromkeys(e["text"] for e in found["terms"]))
    spans = tuple((e["start"], e["end"]) for e in found["terms"])
    cues = (phrase(text, c["start"], c["end"], before=c["rule"] == "learned") for c in found["cues"])
    return Evidence(terms, spans, tuple(dict.fromkeys(cue for cue in cues if cue)))


def phrase(text: str, start: int, end: int, *, before: bool = False) -> str:
    """The whole words a stretch touches: a rule finds 있 in 임차권이 있었네요, and nobody reads a bare stem.

    `before` takes the word before as well, for a cue of the learned opinion, which is a single word. Nothing where no word
    of two letters is touched.

    >>> phrase("그래도 임차권이 있었네요.", 9, 10), phrase("그래도 임차권이 있었네요.", 9, 10, before=True)
    ('있었네요', '임차권이 있었네요')
    """
    first, last = start, end
    while first > 0 and not text[first - 1].isspace():
        first -= 1
    while last < len(text) and not text[last].isspace():
        last += 1
    earlier = text[:first].split()[-1:] if before else []
    # A sentence that ended before the word is no part of its phrase.
    words = [word for word in earlier if word[-1].isalnum()] + text[first:last].split()
    told = re.sub(r"^\W+|\W+$", "", " ".join(words))
    return told if sum(map(str.isalnum, told)) > 1 else ""


def all_spans(evidence: Iterable[Evidence]) -> list[tuple[int, int]]:
    """The stretches to underline, overlapping ones joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(span for each in evidence for span in each.spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
