"""The sides of a disagreement: what each coder codes in a segment, and who may settle it how."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from app.coding.statements.judgments import CODES

# The machine stands beside the people, marked; it is never one of them.
MACHINE = "machine"


@dataclass(frozen=True)
class Coding:
    """One theme as it is coded in a segment."""

    theme: str
    stance: str
    severity: int | None = None
    statement: str | None = None
    code: str | None = None
    span: tuple[int, int] | None = None


@dataclass(frozen=True)
class Side:
    """What one coder, or the machine, says of a segment.

    Attributes
    ----------
    coder : str
        A person's id, or "machine".
    codings : tuple of Coding
        Empty where the coder found nothing there.
    rejected : tuple of str
        Suggested themes the coder turned down.
    memos : tuple of str
    settles : bool
        Whether it can be what is settled: nothing in it is left undecided.
    """

    coder: str
    name: str
    codings: tuple[Coding, ...]
    rejected: tuple[str, ...] = ()
    memos: tuple[str, ...] = ()
    settles: bool = True


def sides_of(words: Iterable[sqlite3.Row]) -> list[Side]:
    """The sides of `settlement_store.words_on`, one a coder."""
    found = []
    for (coder, name), group in groupby(words, key=lambda r: (r["coder_id"], r["name"])):
        own = list(group)
        coded = [r for r in own if r["action"] in CODES]
        found.append(
            Side(
                coder=coder,
                name=name,
                codings=tuple(coding_of(r) for r in coded),
                rejected=tuple(r["theme_code"] for r in own if r["action"] == "reject"),
                memos=tuple(r["memo"] for r in own if r["memo"]),
                settles=all(r["stance"] != "undecided" for r in coded),
            )
        )
    return found


def coding_of(row: sqlite3.Row | Mapping[str, Any]) -> Coding:
    """A row of judgments or of what is settled as a coding."""
    span = None if row["span_start"] is None else (row["span_start"], row["span_end"])
    return Coding(row["theme_code"], row["stance"], row["severity"], row["statement"], row["code_id"], span)


def machine_side(suggestions: Iterable[sqlite3.Row], name: str) -> Side:
    """What the machine proposes and is sure of."""
    sure = [s for s in suggestions if s["grade"] != "perhaps"]
    codings = tuple(
        Coding(s["theme_code"], s["stance"], s["severity"] if s["stance"] == "need" else None) for s in sure
    )
    return Side(MACHINE, name, codings, settles=all(_whole(c) for c in codings))


def _whole(coding: Coding) -> bool:
    return coding.stance in ("need", "none", "resolved") and (coding.stance == "need") == (coding.severity is not None)


def act_for(person: str, coders: Collection[str]) -> str:
    """What it is when a person settles: whoever coded the segment is a party to it and proposes, anybody else settles.

    A party alone would only overrule the other; two parties who agree need no third.
    """
    return "propose" if person in coders else "settle"
