"""What a score of method 2 is added up from: each number, each BSI, and the voices laid to domains."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from app.charts import charts
from app.evaluation.round.item_store import Item
from app.words.labels import label

KINDS = ("indicator", "survey", "voices")


@dataclass(frozen=True)
class SourceStep:
    """One source of a score: weight times points is what it adds.

    Attributes
    ----------
    kind : str
        "indicator", "survey" or "voices".
    ref, domain : str
        Code of the number, empty of the voices; domain it belongs, or is laid, to.
    weight : float
        e / E [0, 1].
    points, contribution : float
    """

    kind: str
    ref: str
    domain: str
    weight: float
    points: float
    contribution: float


def steps_of(items: Iterable[Item], domains: Iterable[Item], points: float | None) -> tuple[SourceStep, ...]:
    """The sources that count, numbers in the scheme's order and then the voices of each domain; `points` is L."""
    found = [
        SourceStep(i["kind"], i["ref"], i["domain"], i["weight"], i["points"], i["contribution"])
        for i in items
        if i["kind"] in ("indicator", "survey") and i["points"] is not None and i["weight"]
    ]
    found.sort(key=lambda step: KINDS.index(step.kind))
    for each in domains:
        if points and each["contribution_l"]:
            laid = each["contribution_l"]
            found.append(SourceStep("voices", "", each["domain"], laid / points, points, laid))
    return tuple(found)


def kind_word(kind: str) -> str:
    return {"indicator": _("지표"), "survey": _("설문(BSI)"), "voices": _("목소리")}[kind]


def chart_of(
    steps: Iterable[SourceStep],
    name: Callable[[SourceStep], str],
    *,
    description: str,
    levels: Iterable[tuple[str, float]],
) -> charts.Chart:
    """The waterfall of the sources; what adds nothing is left to the table."""
    drawn = [
        charts.Step(_named(each, name(each)), each.contribution, kind_word(each.kind))
        for each in steps
        if each.contribution
    ]
    return charts.waterfall(
        drawn,
        total=_("점수"),
        title=_("점수가 쌓인 순서"),
        description=description,
        references=[charts.Reference(start, f"{label(level, 'level')} {start:g}") for level, start in levels],
        domain=(0, 100),
    )


def _named(step: SourceStep, name: str) -> str:
    return _("목소리 · %(domain)s", domain=label(step.domain, "domain")) if step.kind == "voices" else name
