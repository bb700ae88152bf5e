"""What of a result may be told: its arithmetic stays as it is, figures of one or two firms stand on no page."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.areas.anonymity import is_small, may_be_told
from app.evaluation.round.item_store import Item

# What a score and everything drawn from it is told by: with the register's numbers and the scheme, which anybody may
# read, any of these says what the one or two firms in it said. The level and whether it is firm are told.
OF_SCORE = (
    *("score", "score_numbers", "voices_points", "voices_contribution", "numbers", "voices", "geometric"),
    *("geometric_level", "band_low", "band_high", "data_low", "data_high", "robustness", "robustness_error"),
    *("rank_low", "rank_high"),
)
# Columns of a domain that speak of all who spoke, and those that speak of who named a problem.
OF_VOICES = ("l", "burden", "n_eff", "credibility", "b0", "prevalence_k", "prevalence_n")
OF_NAMED = ("prevalence_k", "mean_severity", "wilson_low", "wilson_high")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """What may be told of a result.

    Attributes
    ----------
    respondents : int or None
        Who spoke; None where those are too few to tell.
    voices : bool
        False where one or two firms spoke: nothing they said is told.
    parts : bool
        False where the score less what is told would be the word of one or two firms, so that its parts are not.
    score : bool
        False where the parts may not be told and the reader does not read single answers anyway: the level is told, and
        neither the score nor what is drawn from it.
    """

    respondents: int | None
    voices: bool
    parts: bool
    score: bool = True


def told_of(
    rows: Iterable[sqlite3.Row], items: Iterable[Item], *, firms: int, respondents: int, answers: bool = False
) -> Told:
    """What may be told of a result with these domains and items, at which so many firms spoke.

    `answers`: to a reader who reads single answers.
    """
    counted, hidden = any(row["l"] is not None for row in rows), any(hides(item) for item in items)
    return told(firms, respondents, counted=counted, hidden=hidden, answers=answers)


@lru_cache(maxsize=1024)  # pure, of small numbers: a nation's two thousand results have a hundred kinds
def told(firms: int, respondents: int, *, counted: bool, hidden: bool, answers: bool) -> Told:
    """What may be told where the voices are `counted` in the score, and a survey's figure of too few is `hidden`."""
    voices = not respondents or may_be_told(firms, respondents)
    parts = (voices or not counted) and not hidden
    return Told(respondents if voices else None, voices, parts, parts or answers)


def result_told(row: Item, told: Told) -> Item:
    """A result's row, with None for the score and what is drawn from it where that may not be told.

    How many domains wait for a statement hangs on what was said, too: whether any does is told.
    """
    if told.score:
        return row
    found = dict(row)
    found |= {name: None for name in OF_SCORE if name in found} | {"shares": "{}"}
    return found | {"open": min(found["open"], 1)} if "open" in found else found


def hides(item: Item) -> bool:
    """Whether an item is a survey's figure of one or two firms that counts in the score."""
    return item["kind"] == "survey" and item["raw"] is not None and is_small(json.loads(item["evidence"]).get("n") or 0)


def domain_told(row: sqlite3.Row, told: Told, items: Iterable[Item], *, untold: bool = False) -> dict[str, Any]:
    """A domain's row with None where it may not be told.

    `withheld` says that the voices are, `few` that who named a problem are, being one or two or `untold`, where another
    number would tell of as few (see `named_store`). `fit` is "nothing" where both strands are
    silent: there is nothing to compare.
    """
    found = dict(row) | {"withheld": not told.voices, "few": untold or is_small(row["prevalence_k"])}
    if not told.voices:
        found |= dict.fromkeys((*OF_VOICES, *OF_NAMED, "fit"))
    elif found["few"]:
        found |= dict.fromkeys(OF_NAMED)
    if any(item["domain"] == row["domain"] and hides(item) for item in items):
        found |= {"q": None, "fit": None}
    if found["fit"] == "silence" and found["q"] is None and found["l"] is None and not row["contribution_l"]:
        found["fit"] = "nothing"
    return found if told.parts else found | {"contribution_q": None, "contribution_l": None}


def item_told(item: Item, told: Told) -> dict[str, Any]:
    """An item's row with None where it may not be told; `withheld` says that its own figure is."""
    found = dict(item) | {"withheld": hides(item)}
    if found["withheld"]:
        found |= {"raw": None, "points": None}
    return found if told.parts else found | {"contribution": None, "weight": None}


def counts_told(evidence: Mapping[str, Any]) -> bool:
    """Whether the answers of each sign behind a survey's figure may be told beside it."""
    return not any(is_small(evidence.get(sign) or 0) for sign in ("positive", "neutral", "negative"))


def contribution(row: Row) -> float | None:
    """What a domain adds to the score; None where that may not be told."""
    return None if row["contribution_q"] is None else float(row["contribution_q"] + row["contribution_l"])
