"""Themes of one area from wave to wave."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from app.areas.anonymity import is_small, may_be_told
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


def trend_told(
    trend: Mapping[str, Mapping[str, Prevalence]],
    *,
    voices: Iterable[Voice],
    spoke: Mapping[str, Collection[str]],
    whole: Mapping[str, Prevalence],
) -> dict[str, dict[str, Prevalence]]:
    """The waves of an area as far as they may be told beside the whole round: no wave less another leaves one or two.

    Where one wave, or the round less it, is of one or two respondents, none is told; where that is so of a theme, the
    theme's waves are not.
    """
    people = list(voices)
    waves = [[v for v in people if v.respondent_id in spoke[wave]] for wave in trend]
    if not all(_apart(there, people) for there in waves):
        return {}
    themes = {code for code, cell in whole.items() if not any(_few(found.get(code), cell) for found in trend.values())}
    return {wave: {code: cell for code, cell in found.items() if code in themes} for wave, found in trend.items()}


def _apart(there: Sequence[Voice], people: Sequence[Voice]) -> bool:
    firms, rest = sum(v.kind == "firm" for v in there), len(people) - len(there)
    return may_be_told(firms, len(there)) and not is_small(rest)


def _few(cell: Prevalence | None, whole: Prevalence) -> bool:
    k, all_ = (cell.k if cell else 0) or 0, whole.k
    return all_ is None or is_small(k) or is_small(all_ - k)
