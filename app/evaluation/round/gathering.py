"""Gathering the inputs of a round as of a day from the stores below; nothing is written."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from sqlite_utils import Database

from app.coding.statements import voices
from app.coding.statements.voices import ProblemCoding, Voice
from app.evaluation.method.scheme import Scheme
from app.evaluation.round import evidence_store, standing_store, store
from app.evaluation.round.inputs import Before, Coded, EvaluatedArea, Inputs, Measured
from app.evaluation.round.measuring import measure_indicators, measure_survey


def gather(db: Database, round_id: str, scheme: Scheme, *, as_of: str) -> Inputs:
    """The inputs of a round.

    Indicators are those published by `as_of`; voices are all that were collected in the round and the codings
    that stand now.
    """
    areas = tuple(EvaluatedArea(r["id"], r["code"], r["kind"]) for r in evidence_store.areas(db))
    last, indicators = measure_indicators(db, areas, scheme, as_of=as_of, until=_last_month_of(db, round_id))
    survey = measure_survey(db, areas, round_id, scheme)
    spoke = [voice for voice in voices.respondents(db, round_id) if voice.area_ids]
    places = {area.id: a for a, area in enumerate(areas)}
    numbers = {voice.respondent_id: j for j, voice in enumerate(spoke)}
    return Inputs(
        areas=areas,
        last_month=last,
        measured=tuple(_in_order(scheme, indicators[a.id], survey[a.id]) for a in areas),
        respondents=tuple(numbers),
        speakers=_speakers(spoke, places),
        codings=_codings(db, round_id, scheme, numbers),
        past=_past(db, round_id, scheme, areas),
    )


def _last_month_of(db: Database, round_id: str) -> str:
    found = store.find_round(db, round_id)
    if found is None:
        raise KeyError(round_id)
    return str(found["ends_on"])[:7]


def _in_order(scheme: Scheme, indicators: dict[str, Measured], survey: dict[str, Measured]) -> tuple[Measured, ...]:
    found = {"monitoring": indicators, "survey": survey}
    return tuple(found[each.source][each.code] for each in scheme.indicators)


def _speakers(spoke: Iterable[Voice], places: dict[str, int]) -> tuple[tuple[int, int, float], ...]:
    """One entry per respondent and area; without a sampling design everybody weighs 1."""
    return tuple(
        (places[area_id], j, 1.0) for j, voice in enumerate(spoke) for area_id in voice.area_ids if area_id in places
    )


def _codings(db: Database, round_id: str, scheme: Scheme, numbers: dict[str, int]) -> tuple[Coded, ...]:
    """Problem codings of scored themes, and beside them where other coders saw no problem."""
    problems = [
        _coded(coding, numbers[coding.respondent_id], domain)
        for coding in voices.problem_codings(db, round_id)
        if coding.respondent_id in numbers and (domain := scheme.domain_of_theme(coding.theme_code)) is not None
    ]
    return (*problems, *_saw_none(db, round_id, scheme, problems))


def _coded(coding: ProblemCoding, respondent: int, domain: int) -> Coded:
    return Coded(
        respondent=respondent,
        domain=domain,
        segment_id=coding.segment_id,
        coder_id=coding.coder_id,
        severity=coding.severity,
        theme=coding.theme_code,
        judgment_id=coding.judgment_id,
    )


def _saw_none(db: Database, round_id: str, scheme: Scheme, problems: list[Coded]) -> list[Coded]:
    """A coder who judged a place and domain where another named a problem, and named none: severity 0."""
    named = {(p.segment_id, p.domain, p.coder_id) for p in problems}
    cells: dict[str, dict[int, int]] = defaultdict(dict)
    for p in problems:
        cells[p.segment_id][p.domain] = p.respondent
    found: dict[tuple[str, int, str], Coded] = {}
    for judgment in evidence_store.other_judgments(db, round_id):
        segment, coder = judgment["segment_id"], judgment["coder_id"]
        for domain, respondent in cells.get(segment, {}).items():
            key = (segment, domain, coder)
            if key in named or not _about(judgment, scheme, domain):
                continue
            theme = judgment["about"] or judgment["theme_code"]
            found.setdefault(key, Coded(respondent, domain, segment, coder, 0, theme, judgment["id"]))
    return list(found.values())


def _about(judgment: sqlite3.Row, scheme: Scheme, domain: int) -> bool:
    """Whether a judgment that names no problem speaks of the domain: "no theme here" speaks of every one."""
    if judgment["action"] == "nothing":
        return True
    themes = {judgment["about"]} if judgment["action"] == "change" else {judgment["theme_code"], judgment["about"]}
    return any(theme and scheme.domain_of_theme(theme) == domain for theme in themes)


def _past(
    db: Database, round_id: str, scheme: Scheme, areas: tuple[EvaluatedArea, ...]
) -> tuple[tuple[Before, ...], ...]:
    """The results that stand of the rounds before, as far back as the rule for stepping down looks."""
    found = []
    for earlier in store.rounds_before(db, round_id, limit=max(1, scheme.step_down_evaluations - 1)):
        scores = standing_store.standing_scores(db, earlier["id"])
        if scores:
            found.append(tuple(Before(*scores.get(area.id, (None, None))) for area in areas))
    return tuple(found)
