"""What kind of statement a sentence is: a difficulty, a request, a proposal, praise, or a plain fact."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.cues import cues_en, cues_ko
from nlp.cues import cues_statements as cues
from nlp.cues.cues import NEED
from nlp.reading.tokens import Tokens
from nlp.stance.stance_ko_clauses import sentence, written

DIFFICULTY, REQUEST, PROPOSAL, PRAISE, FACT = "difficulty", "request", "proposal", "praise", "fact"
KINDS = (DIFFICULTY, REQUEST, PROPOSAL, PRAISE, FACT)

_ASKING = tuple(pattern for rule, _, _, pattern in cues_ko.RULES if rule in ("request", "wish", "ask"))
_WANTED = re.compile(r"(?<!\S)(?:필요|시급|절실|절박)(?:/\w+ (?:\S+/J\w+ )*(?:하|이)?|하)/")
_NOT_WANTED = re.compile(r"필요\S* (?:\S+/J\w+ )*(?:없|않|(?:하/XSA )?지/EC)")


@dataclass(frozen=True, slots=True)
class Statement:
    """The kind proposed for the sentence a theme is mentioned in.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    rule : str
        What decided: ``proposed``, ``must``, ``asked``, ``thanked``, ``need`` or ``nothing``.
    """

    kind: str
    rule: str


def judge(tokens: Tokens, language: str, start: int, stance: str) -> Statement:
    """The kind of the sentence at `start`.

    Parameters
    ----------
    tokens : Tokens
        The analysis of the whole text.
    language : str
        ``ko`` or ``en``.
    start : int
        Where the theme is mentioned, in code points of ``tokens.text``.
    stance : str
        What `nlp.stance.stance` says of the mention: a need that is neither asked nor proposed is a difficulty.
    """
    first, last = sentence(tokens, start)
    if language == "en":
        return _english(" ".join(tokens.forms[first:last]), stance)
    return _korean(written(tokens, first, last), stance)


def _korean(said: str, stance: str) -> Statement:
    if cues.PROPOSED.search(said):
        return Statement(PROPOSAL, "proposed")
    if _asks(said):
        return Statement(REQUEST, "asked")
    if cues.MUST.search(said):
        return Statement(PROPOSAL, "must")
    if stance != NEED and cues.THANKED.search(said) and not cues.NOT_THANKED.search(said):
        return Statement(PRAISE, "thanked")
    return Statement(DIFFICULTY, "need") if stance == NEED else Statement(FACT, "nothing")


def _asks(said: str) -> bool:
    if any(pattern.search(said) for pattern in _ASKING):
        return True
    return _WANTED.search(said) is not None and not _NOT_WANTED.search(said)


def _english(said: str, stance: str) -> Statement:
    if cues.PROPOSED_EN.search(said):
        return Statement(PROPOSAL, "proposed")
    if cues.THANKED_EN.search(said) and not cues.NOT_THANKED_EN.search(said):
        return Statement(PRAISE, "thanked")
    if cues.REQUESTED_EN.search(said) and not cues_en.RULES[0][3].search(said):
        return Statement(REQUEST, "asked")
    return Statement(DIFFICULTY, "need") if stance == NEED else Statement(FACT, "nothing")
