"""Themes of one area from wave to wave."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from app.coding.statements.voices import ProblemCoding, Voice
from app.coding.themes.themes import Prevalence, prevalences


def by_wave(
    voices: Iterable[Voice],
    problems: Iterable[ProblemCoding],
    *,
    area_id: str,
    waves: Mapping[str, str],
    spoke: Mapping[str, Collection[str]],
) -> dict[str, dict[str, Prevalence]]:
    """Wave code to theme code to its prevalence in the area, in order of time; themes nobody named are left out.

    Parameters
    ----------
    waves : mapping
        Segment id to the wave it was said in.
    spoke : mapping
        Wave code to the ids of the respondents who answered or spoke in it: each wave's own denominator.
    """
    people, coded = list(voices), list(problems)
    found: dict[str, dict[str, Prevalence]] = {}
    for wave in sorted(spoke):
        there = [v for v in people if v.respondent_id in spoke[wave]]
        said = [p for p in coded if waves.get(p.segment_id) == wave]
        if there:
            cells = prevalences(there, said)
            found[wave] = {code: cell for (where, code), cell in cells.items() if where == area_id}
    return found
