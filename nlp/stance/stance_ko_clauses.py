"""Cutting a Korean sentence into clauses, and finding a mention's words in it."""

from __future__ import annotations

from nlp.cues import cues_ko as ko
from nlp.cues import cues_ko_clauses as joints
from nlp.reading.tokens import Tokens

Spans = tuple[tuple[int, int], ...]


def written(tokens: Tokens, first: int, last: int) -> str:
    written = "".join(f"{tokens.forms[n]}/{tokens.tags[n]} " for n in range(first, last))
    # Kiwi reads 애로는 as 애 + 로 + 는.
    return written.replace(" 애/NNG 로/JKB ", " 애로/NNG 로/JX ") if "애/NNG" in written else written


def sentence(tokens: Tokens, start: int) -> tuple[int, int]:
    for first, last in tokens.sentences:
        if tokens.ends[last - 1] > start:
            return first, last
    return 0, len(tokens)


def clauses(tokens: Tokens, first: int, last: int) -> list[tuple[int, int]]:
    """Cut a sentence after the endings that close a clause."""
    clauses, opened = [], first
    for n in range(first, last):
        if _closes(tokens, n, last):
            clauses.append((opened, n + 1))
            opened = n + 1
    if opened < last:
        clauses.append((opened, last))
    return clauses


def _closes(tokens: Tokens, n: int, last: int) -> bool:
    tag, form = tokens.tags[n], tokens.forms[n]
    if n + 1 >= last:
        return False
    following = tokens.tags[n + 1]
    if tag == "EF":
        return following not in ("SF", "JX", "SSC")
    if tag == "SP":
        return form in ":;："
    if tag == "NNB" and form == "데" and n:
        # "걱정했는데": Kiwi's noun 데, written together with 는, is the ending.
        joined = tokens.tags[n - 1] == "ETM" and tokens.ends[n - 1] >= tokens.starts[n]
        return joined and following[0] != "J" and tokens.ends[n] < tokens.starts[n + 1]
    if tag == "EC" and form in joints.REASONS and n:
        return ko.GOOD.search(written(tokens, max(0, n - 2), n)) is not None
    if tag != "EC" or not (form in joints.CLOSING or form.endswith(joints.CLOSED_BY)):
        return tag == "EC" and form == "습니다"
    if n and tokens.forms[n - 1] in (
        "그렇",
        "이렇",
        "저렇",
    ):  # "관세도 그렇고 인력도 그렇고": the predicate is still to come
        return False
    return following not in ("VX", "JX", "SP") and not (following == "VV" and tokens.forms[n + 1] in ("하", "있"))


def turns(tokens: Tokens, stop: int) -> bool:
    return any(
        tokens.tags[n] in ("EC", "NNB") and tokens.forms[n].endswith(joints.TURNING)
        for n in range(max(0, stop - 2), stop)
    )


def mentioned(tokens: Tokens, clause: tuple[int, int], others: Spans) -> bool:
    begin, end = tokens.starts[clause[0]], tokens.ends[clause[1] - 1]
    return any(start < end and stop > begin for start, stop in others)


def is_topic(tokens: Tokens, end: int) -> bool:
    behind = _first_behind(tokens, 0, end)
    return behind < len(tokens) and tokens.tags[behind] in ("JX", "JKS")


def tells(tokens: Tokens, start: int, end: int) -> bool:
    """Whether another theme's mention is itself a statement, as 사람~없다 is."""
    return any(tokens.tags[n][:2] in ("VV", "VA") for n in range(len(tokens)) if start <= tokens.starts[n] < end)


def phrase(tokens: Tokens, start: int, end: int, last: int) -> str:
    """The mention with the nouns that follow it without a particle: 폐기물 처리 단가, 구인 애로."""
    stop = end
    for n in range(_first_behind(tokens, start, end), last):
        if tokens.tags[n] not in ("NNG", "NNP", "XSN", "XPN") or tokens.starts[n] > stop + 1:
            break
        stop = tokens.ends[n]
    return tokens.text[start:stop]


def _first_behind(tokens: Tokens, start: int, end: int) -> int:
    return next((n for n in range(len(tokens)) if tokens.starts[n] >= end), len(tokens))
