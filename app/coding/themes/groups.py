"""Themes by what respondents share (an industry, a cluster, a zone): everyone counted once, nobody's word given away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.areas.anonymity import is_small, release
from app.coding.statements.voices import ProblemCoding, Voice
from app.coding.themes.themes import Prevalence, prevalences, tellable_areas, told, voices_by_area


@dataclass(frozen=True)
class Grouped:
    """Groups by themes.

    Attributes
    ----------
    n : mapping
        Group to how many of it spoke; None where that may not be told, and then nothing of it is.
    cells : mapping
        (group, theme) to its prevalence; k None where it is withheld. None where nobody named it.
    """

    n: Mapping[str, int | None]
    cells: Mapping[tuple[str, str], Prevalence]

    def of(self, group: str) -> dict[str, Prevalence]:
        """The themes of one group, the most named first, what is withheld last."""
        found = {theme: cell for (key, theme), cell in self.cells.items() if key == group}
        return dict(sorted(found.items(), key=lambda each: (each[1].k is None, -(each[1].k or 0), each[0])))


def by_group(
    voices: Iterable[Voice],
    problems: Iterable[ProblemCoding],
    groups: Mapping[str, Collection[str]],
    *,
    inside: Mapping[str, Collection[str]] | None = None,
    single: bool = False,
) -> Grouped:
    """Who named a problem of which theme, by groups of respondents.

    Parameters
    ----------
    groups : mapping
        Respondent to the groups it belongs to; somebody in two is counted once in each.
    inside : mapping, optional
        Group to the areas it is made of. Figures of areas are told elsewhere: what is left of a group without those
        must be no one or two firms either.
    single : bool
        For who reads single statements: to such a person nothing is given away by a difference, so that one or two alone
        are withheld.
    """
    people, named = list(voices), list(problems)
    grouped = [
        Voice(v.respondent_id, v.kind, tuple(groups[v.respondent_id])) for v in people if v.respondent_id in groups
    ]
    there, tellable = voices_by_area(grouped), tellable_areas(grouped)
    cells = prevalences(grouped, named)
    if single:
        shown = {key for key, cell in cells.items() if not is_small(cell.k or 0)}
    else:
        shown = _shown(cells, _left_over(people, named, cells, inside or {}))
    return Grouped(
        {group: len(each) if group in tellable else None for group, each in there.items()},
        {
            key: cell if key in shown else replace(cell, k=None, severity=None)
            for key, cell in cells.items()
            if key[0] in tellable
        },
    )


def _left_over(
    people: Sequence[Voice],
    named: Sequence[ProblemCoding],
    cells: Mapping[tuple[str, str], Prevalence],
    inside: Mapping[str, Collection[str]],
) -> set[tuple[str, str]]:
    """Cells of which one or two are left without the areas whose own figures are told."""
    by_area = {key: cell.k for key, cell in told(people, prevalences(people, named)).items() if cell.k}
    return {
        (group, theme)
        for (group, theme), cell in cells.items()
        if is_small((cell.k or 0) - sum(by_area.get((area, theme), 0) for area in inside.get(group, ())))
    }


def _shown(cells: Mapping[tuple[str, str], Prevalence], left: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The cells told: none of one or two, none that would give one away, and no difference of a row that does."""
    rows: dict[str, dict[str, dict[str, int]]] = {}
    for (group, theme), cell in cells.items():
        rows.setdefault(theme, {})[group] = {theme: 1 if (group, theme) in left else cell.k or 0}
    return {(group, theme) for theme, row in rows.items() for group in release(row).shown}
