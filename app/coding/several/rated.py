"""What a round's coders said as tables: who finds which theme in which segment, the machine beside them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.coding.statements.judgments import CODES
from nlp.agreeing.ratings import NONE
from nlp.agreeing.spans import Span, Text


@dataclass(frozen=True)
class Rated:
    """The words of a round as numbers.

    Attributes
    ----------
    segments, coders, themes : tuple of str
    groups, sources, months : tuple of str
        Of each segment the respondent, the source ("roundtable" or a wave's code) and the month of its newest word.
    present : ndarray of int8, shape (segments, coders, themes)
        1 where the coder names the theme, 0 where not, -1 where he or she has not decided.
    machine : ndarray of int8, shape (segments, themes)
        1 where the machine proposes the theme and is sure of it.
    severity : list of (respondent, tuple of int or None)
        A row a segment and theme that two or more coded as a need; a value a coder.
    spans, texts
        As `nlp.agreeing.spans` takes them; empty where nobody marked a part of a segment.
    """

    segments: tuple[str, ...]
    coders: tuple[str, ...]
    themes: tuple[str, ...]
    groups: tuple[str, ...]
    sources: tuple[str, ...]
    months: tuple[str, ...]
    present: np.ndarray
    machine: np.ndarray
    severity: list[tuple[str, tuple[int | None, ...]]]
    spans: list[Span]
    texts: dict[Hashable, Text]


def rated(
    segments: Sequence[sqlite3.Row],
    words: Sequence[sqlite3.Row],
    proposed: Iterable[sqlite3.Row],
    themes: Sequence[str],
) -> Rated:
    """The tables of rows as `agreement_store` reads them.

    Whoever is done with a segment and does not name a theme says that it is not there; whoever left a suggestion
    unanswered has not decided on what he or she did not mention.
    """
    place = {r["id"]: n for n, r in enumerate(segments)}
    said = [w for w in words if w["segment_id"] in place]
    coders = tuple(sorted({w["coder_id"] for w in said}))
    coder, theme = ({each: n for n, each in enumerate(listed)} for listed in (coders, themes))
    present = np.full((len(segments), len(coders), len(themes)), NONE, np.int8)
    machine = np.zeros((len(segments), len(themes)), np.int8)
    waiting: dict[str, set[str]] = defaultdict(set)
    for s in proposed:
        waiting[s["segment_id"]].add(s["theme_code"])
        if s["grade"] != "perhaps" and s["theme_code"] in theme and s["segment_id"] in place:
            machine[place[s["segment_id"]], theme[s["theme_code"]]] = 1
    own: dict[tuple[str, str], list[sqlite3.Row]] = defaultdict(list)
    for w in said:
        own[w["segment_id"], w["coder_id"]].append(w)
    for (segment, who), given in own.items():
        _fill(present[place[segment], coder[who]], given, waiting[segment], theme)
    newest = {w["segment_id"]: "" for w in said}
    for w in said:
        newest[w["segment_id"]] = max(newest[w["segment_id"]], w["at"][:7])
    return Rated(
        segments=tuple(place),
        coders=coders,
        themes=tuple(themes),
        groups=tuple(r["respondent_id"] for r in segments),
        sources=tuple(r["wave"] or "roundtable" for r in segments),
        months=tuple(newest.get(each, "") for each in place),
        present=present,
        machine=machine,
        severity=_severities(said, segments, coder),
        **_marked(said, segments, own),
    )


def _fill(row: np.ndarray, given: Sequence[sqlite3.Row], suggested: set[str], theme: Mapping[str, int]) -> None:
    """One coder's word on one segment."""
    answered = {w["theme_code"] for w in given} | {w["about"] for w in given}
    if any(w["action"] in ("nothing", "add") for w in given) or suggested <= answered:
        row[:] = 0
    for w in given:
        for named in (w["theme_code"], w["about"]):
            if named in theme and row[theme[named]] == NONE:
                row[theme[named]] = 0
    for w in given:
        if w["action"] in CODES and w["theme_code"] in theme:
            row[theme[w["theme_code"]]] = 1


def _severities(
    said: Sequence[sqlite3.Row], segments: Sequence[sqlite3.Row], coder: Mapping[str, int]
) -> list[tuple[str, tuple[int | None, ...]]]:
    respondent = {r["id"]: r["respondent_id"] for r in segments}
    found: dict[tuple[str, str], list[int | None]] = defaultdict(lambda: [None] * len(coder))
    for w in said:
        if w["action"] in CODES and w["stance"] == "need":
            found[w["segment_id"], w["theme_code"]][coder[w["coder_id"]]] = w["severity"]
    rows = ((respondent[segment], tuple(values)) for (segment, _theme), values in sorted(found.items()))
    return [(who, values) for who, values in rows if sum(v is not None for v in values) > 1]


def _marked(
    said: Sequence[sqlite3.Row],
    segments: Sequence[sqlite3.Row],
    own: Mapping[tuple[str, str], Sequence[sqlite3.Row]],
) -> dict[str, Any]:
    """Which words of a segment carry the theme; a segment coded as a whole is marked from end to end."""
    if all(w["span_start"] is None for w in said):
        return {"spans": [], "texts": {}}
    coders: dict[str, list[str]] = defaultdict(list)
    for segment, who in own:
        coders[segment].append(who)
    known = {r["id"]: r for r in segments}
    texts = {key: Text(r["length"], tuple(coders[key]), r["respondent_id"]) for key, r in known.items() if coders[key]}
    spans = []
    for w in said:
        if w["action"] in CODES:
            r = known[w["segment_id"]]
            start, end = (0, r["length"]) if w["span_start"] is None else (w["span_start"], w["span_end"])
            offset = 0 if w["span_start"] is None else r["start"]
            spans.append(Span(w["segment_id"], w["coder_id"], w["theme_code"], start - offset, end - offset))
    return {"spans": spans, "texts": texts}
