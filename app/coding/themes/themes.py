"""Which share of an area's respondents named a problem, and how severe: counted by respondent, not by mention."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from statistics import fmean

from app.areas.anonymity import LEAST_FIRMS, may_be_told
from app.coding.statements.voices import ProblemCoding, Voice
from app.coding.themes.cells import Named, cells_told

# Upper edges of the shares of one shade each; the last shade is everything above.
SHADES = (0.0, 0.2, 0.4, 0.6)


@dataclass(frozen=True)
class Prevalence:
    """Of `n` respondents of an area `k` named a problem of the theme.

    Attributes
    ----------
    k : int or None
        None where that is withheld: one or two named it, or the sum over the areas would give one or two away.
    severity : float or None
        Mean over those `k` of each one's most severe segment (mean over coders), 1 to 5; None where k is 0 or withheld.
    firms : int
        How many of the k are firms.
    """

    k: int | None
    n: int
    severity: float | None = None
    firms: int = field(default=0, compare=False)

    @property
    def share(self) -> float:
        """k / n, 0 to 1; NaN where nobody spoke or k is withheld."""
        return self.k / self.n if self.n and self.k is not None else float("nan")

    @property
    def shade(self) -> int:
        """0 (nobody) to 4: the class of color in the heat table."""
        return sum(self.share > edge for edge in SHADES)


def voices_by_area(voices: Iterable[Voice]) -> dict[str, list[Voice]]:
    """Area id to everyone who speaks of it."""
    found: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        for area_id in voice.area_ids:
            found[area_id].append(voice)
    return dict(found)


def prevalences(voices: Iterable[Voice], problems: Iterable[ProblemCoding]) -> dict[tuple[str, str], Prevalence]:
    """Prevalence of every (area id, theme code) somebody named a problem of.

    Parameters
    ----------
    voices : iterable of Voice
        All respondents of the round: the denominator.
    problems : iterable of ProblemCoding
        Standing codings of stance "need", of every coder.
    """
    severities = _by_respondent(problems)
    found: dict[tuple[str, str], Prevalence] = {}
    for area_id, there in voices_by_area(voices).items():
        themes = {theme for voice in there for theme in severities.get(voice.respondent_id, ())}
        for theme in themes:
            who = [v for v in there if theme in severities.get(v.respondent_id, ())]
            worst = fmean(severities[v.respondent_id][theme] for v in who)
            found[area_id, theme] = Prevalence(len(who), len(there), worst, sum(v.kind == "firm" for v in who))
    return found


def told(voices: Iterable[Voice], cells: Mapping[tuple[str, str], Prevalence]) -> dict[tuple[str, str], Prevalence]:
    """The prevalences that may be told: none of an area of one or two firms, and k only of cells that are told.

    `cells` are those of all areas of one's own, whichever are shown: which are withheld depends on their sums.
    """
    areas = tellable_areas(voices)
    named = (Named(area, theme, "need", cell.k or 0, cell.firms) for (area, theme), cell in cells.items())
    shown = {(area, theme) for area, theme, _stance in cells_told(named, areas)}
    return {
        key: cell if key in shown else replace(cell, k=None, severity=None)
        for key, cell in cells.items()
        if key[0] in areas
    }


def tellable_areas(voices: Iterable[Voice]) -> frozenset[str]:
    """Areas of which figures may be told: three or more spoke, and among them no one or two firms alone."""
    return frozenset(
        area_id
        for area_id, there in voices_by_area(voices).items()
        if may_be_told(sum(voice.kind == "firm" for voice in there), len(there))
    )


def numbers_told(voices: Iterable[Voice]) -> dict[str, int | None]:
    """Area to how many spoke; None where that may not be told."""
    people = list(voices)
    areas = tellable_areas(people)
    return {area: len(each) if area in areas else None for area, each in voices_by_area(people).items()}


def _by_respondent(problems: Iterable[ProblemCoding]) -> dict[str, dict[str, float]]:
    """Respondent to theme to the severity of the worst segment, each the mean over its coders."""
    coded: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for each in problems:
        coded[each.respondent_id, each.theme_code, each.segment_id].append(each.severity)
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for (respondent, theme, _segment), severities in coded.items():
        found[respondent][theme] = max(found[respondent].get(theme, 0.0), fmean(severities))
    return dict(found)


def quotable_areas(voices: Iterable[Voice]) -> frozenset[str]:
    """Areas of which at least three firms spoke, so that a quote does not give its speaker away."""
    return frozenset(
        area_id
        for area_id, there in voices_by_area(voices).items()
        if sum(voice.kind == "firm" for voice in there) >= LEAST_FIRMS
    )


def may_quote(area_ids: Collection[str], quotable: Collection[str], *, shown: str = "") -> bool:
    """Whether officials may read the words of a respondent of these areas, in the page of one area or of all."""
    if shown:
        return shown in quotable
    return bool(area_ids) and all(area_id in quotable for area_id in area_ids)
