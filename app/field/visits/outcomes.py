"""What can come of a visit, why, and the words a firm agrees to: data, so that an office changes a file and no code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.surveys.answering.receipts import text_sha256

FILE = Path(__file__).with_name("outcomes.json")
DONE = "done"
OUTCOMES = (DONE, "refused", "absent", "closed")
OTHER = "other"


@dataclass(frozen=True)
class Wording:
    """A code and its words in both languages."""

    id: str
    ko: str
    en: str

    def of(self, lang: str) -> str:
        return self.en if lang == "en" else self.ko


@dataclass(frozen=True)
class Outcomes:
    """The file as read.

    Attributes
    ----------
    reasons : mapping
        Outcome to the reasons one may give for it; none: none is asked.
    again : frozenset of str
        Outcomes after which a second visit may be planned.
    consent : Wording
        The words of today; `id` is the hash a report names.
    """

    reasons: Mapping[str, tuple[Wording, ...]]
    again: frozenset[str]
    consent: Wording

    def reason(self, outcome: str, code: str) -> Wording | None:
        return next((each for each in self.reasons.get(outcome, ()) if each.id == code), None)


@lru_cache
def outcomes() -> Outcomes:
    """What the shipped file says."""
    given = json.loads(FILE.read_text(encoding="utf-8"))
    reasons = {outcome: tuple(Wording(**each) for each in given["reasons"][outcome]) for outcome in OUTCOMES}
    consent = given["consent"]
    return Outcomes(reasons, frozenset(given["again"]), Wording(consent_sha256(**consent), **consent))


def consent_sha256(ko: str, en: str) -> str:
    """The hash by which words of consent are named: of both languages, for they are one promise."""
    return text_sha256(json.dumps([ko, en], ensure_ascii=False))


def reason_word(outcome: str, code: str | None, lang: str) -> str:
    """A reason in words; the code itself where a later file knows it no more."""
    found = outcomes().reason(outcome, code) if code else None
    return found.of(lang) if found else code or ""
