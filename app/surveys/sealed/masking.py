"""De-identifying the open answers of one return: all of them as one text, so that one person is one pseudonym in all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.personal.disguises import Choices, Plan, layered, planned
from forms.keys import base
from transcripts.personal.findings import Known, KnownFirm
from transcripts.personal.firms import Register

# Two empty lines: no name, number or firm reaches over them.
BETWEEN = "\n\n\n"
_KOREAN = re.compile("[가-힣]")


@dataclass(frozen=True)
class Masked:
    """An open answer: as it was written, and as it is read; the same where nothing was replaced."""

    raw: str
    shown: str


def plan(answers: Sequence[str], register: Register, *, own: str = "", choices: Choices | None = None) -> Plan:
    """Look for everything in a return's open answers that may say who somebody is. Stores nothing.

    Parameters
    ----------
    answers : sequence of str
        What was written, in NFC.
    register : Register
        The firms of the register.
    own : str
        The name of the firm that answers, if it told one.
    choices : Choices or None
        What a person said of unsure findings; None: none is replaced.
    """
    text = BETWEEN.join(answers)
    present = [KnownFirm(own)] if own.strip() else []
    known = Known((), tuple(present), choices.words if choices else {}, register=register)
    language = "ko" if _KOREAN.search(text) else "en"
    found = planned(text, known, settled={}, choices=choices or Choices(), language=language)
    return found.decided() if choices is None else found


def masked(answers: Sequence[str], done: Plan) -> list[Masked]:
    """The answers as a plan of them shows each."""
    layers = layered(done)
    found, at = [], 0
    for raw in answers:
        start, end = layers.map.span_to_shown(at, at + len(raw))
        found.append(Masked(raw, layers.shown[start:end]))
        at += len(raw) + len(BETWEEN)
    return found


def open_answers(answers: Mapping[str, object], asked: Iterable[str]) -> dict[str, str]:
    """Of a return's answers those to open questions that have words, by key."""
    open_ones = frozenset(asked)
    found = {key: text for key, text in answers.items() if base(key) in open_ones}
    return {key: text for key, text in found.items() if isinstance(text, str) and text.strip()}
