"""Weighing a survey's respondents: computed at any time to be looked at, fixed by an analyst to be used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

import numpy as np
from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.surveys.weighing import weight_store
from app.surveys.weighing.raking import design_effect, effective, poststratified, raked, trimmed
from app.surveys.weighing.strata import Classes, Firm, classes_of

HOW = ("none", "poststratified", "raked")
# Within a third and three times the mean, as surveys of firms commonly trim. Policy; an analyst may choose others.
LOW, HIGH = 0.33, 3.0
LOWEST, HIGHEST = 0.05, 20.0
LEAST_REASON, LONGEST_REASON = 5, 300


@dataclass(frozen=True)
class Cell:
    """A class of firms: how many the register has, how many answered, and the share of all before and after weighing."""

    size: str
    industry: str
    firms: int
    answered: int
    wanted: float
    reached: float


@dataclass(frozen=True)
class Weights:
    """Weights of a survey's respondents on a scale of mean 1.

    Attributes
    ----------
    omega : mapping
        Respondent id to weight.
    outside : int
        Respondents whose size nobody knows, neither the register nor they themselves: they weigh 1.
    unlisted : int
        Respondents on no list who are weighed by the size and industry they say of themselves.
    cut : int
        Weights that lie on a bound.
    effect : float
        Kish's design effect of all.
    n_eff : float
        Respondents without weights whose mean would be as sure.
    problem : str
        Why everybody weighs 1 although weights were asked for; "" where nothing is wrong.
    """

    how: str
    bounds: tuple[float, float]
    omega: Mapping[str, float]
    cells: tuple[Cell, ...] = ()
    outside: int = 0
    unlisted: int = 0
    cut: int = 0
    effect: float = 1.0
    n_eff: float = 0.0
    problem: str = ""


def weights_of(db: Database, survey_id: str, how: str, *, low: float = LOW, high: float = HIGH) -> Weights:
    """Weights of whoever counts now, by the register as it is now. Stores nothing. Raises BadInput for wrong bounds."""
    _refuse_wrong(how, low, high)
    found = weight_store.respondents(db, survey_id)
    known = {r["respondent_id"]: Firm(r["size_band"], r["industry"] or "") for r in found if r["size_band"]}
    unlisted = sum(not r["listed"] and r["respondent_id"] in known for r in found)
    everybody = dict.fromkeys((r["respondent_id"] for r in found), 1.0)
    plain = Weights(
        how, (low, high), everybody, outside=len(found) - len(known), unlisted=unlisted, n_eff=float(len(found))
    )
    if how == "none" or not known:
        return plain
    population = {Firm(r["size_band"], r["industry"]): r["firms"] for r in weight_store.register(db, survey_id)}
    for firm in known.values():
        population.setdefault(firm, 0)
    classes = classes_of(list(known.values()), population)
    try:
        raw = _raw(how, list(known.values()), population, classes)
    except ValueError:
        told = _("레이킹이 수렴하지 않았습니다. 사후층화를 쓰거나 응답을 더 받아 주십시오.")
        return replace(plain, problem=told)
    cut = trimmed(raw, low, high)
    omega = {**everybody, **dict(zip(known, cut.tolist(), strict=True))}
    every = np.array(list(omega.values()))
    return Weights(
        how,
        (low, high),
        omega,
        _cells(how, list(known.values()), cut, population, classes),
        plain.outside,
        unlisted,
        int(np.sum((cut <= low) | (cut >= high))),
        design_effect(every),
        effective(every),
    )


def _raw(how: str, sample: list[Firm], population: Mapping[Firm, int], classes: Classes) -> np.ndarray:
    if how == "poststratified":
        cell, targets = _numbered(
            [classes.cell(f) for f in sample], {f: classes.cell(f) for f in population}, population
        )
        return poststratified(cell, targets)
    margins, wanted = [], []
    for m in (0, 1):
        of = {f: classes.margins(f)[m] for f in population}
        margin, targets = _numbered([classes.margins(f)[m] for f in sample], of, population)
        margins.append(margin)
        wanted.append(targets)
    return raked(margins, wanted)


def _numbered(of_sample: list, of_population: Mapping, population: Mapping[Firm, int]) -> tuple[np.ndarray, np.ndarray]:
    """Classes as numbers 0, 1, ... and the register's firms of each."""
    numbers = {each: n for n, each in enumerate(sorted(set(of_sample)))}
    targets = np.zeros(len(numbers))
    for firm, count in population.items():
        targets[numbers[of_population[firm]]] += count
    return np.array([numbers[each] for each in of_sample], np.int64), targets


def _cells(
    how: str, sample: list[Firm], omega: np.ndarray, population: Mapping[Firm, int], classes: Classes
) -> tuple[Cell, ...]:
    """What was wanted and what is reached, class by class: cells after post-stratification, margins after raking."""
    lines: list[Cell] = []
    every, total, weight = sum(population.values()), len(sample), float(omega.sum())
    kinds = [lambda f: classes.cell(f)[::-1]] if how == "poststratified" else [
        lambda f: (classes.sizes[f.size], ""), lambda f: ("", classes.industries[f.industry])]  # fmt: skip
    for kind in kinds:
        firms: Counter[tuple[str, str]] = Counter()
        for firm, count in population.items():
            firms[kind(firm)] += count
        answered = Counter(kind(f) for f in sample)
        reached: Counter[tuple[str, str]] = Counter()
        for f, w in zip(sample, omega.tolist(), strict=True):
            reached[kind(f)] += w
        lines += [
            Cell(*each, firms[each], answered[each], firms[each] / every, reached[each] / weight)
            for each in sorted(firms, key=str)
            if total
        ]
    return tuple(lines)


def fix(
    db: Database, survey_id: str, how: str, *, low: float, high: float, reason: str, person_id: str | None
) -> Weights:
    """Fix weights for a survey: results and, from now on, evaluations use them until others are fixed. Appended.

    Raises BadInput for wrong bounds or no reason, Conflict where no weights can be made.
    """
    reason = " ".join(reason.split())
    if not LEAST_REASON <= len(reason) <= LONGEST_REASON:
        right = _("%(least)s~%(most)s자로 적어 주십시오", least=LEAST_REASON, most=LONGEST_REASON)
        raise BadInput(Problem(_("사유"), _("너무 짧거나 깁니다"), right))
    with writing(db):
        found = weights_of(db, survey_id, how, low=low, high=high)
        if found.problem or not found.omega:
            raise Conflict(found.problem or _("아직 응답이 없습니다."))
        weight_store.insert_weighting(
            db,
            survey_id,
            {} if how == "none" else found.omega,
            how=how,
            bounds=found.bounds,
            design_effect=found.effect,
            cells=[asdict(each) for each in found.cells],
            reason=reason,
            person_id=person_id,
        )
        record(db, "weights fixed", person_id=person_id, object_kind="survey", object_id=survey_id)
    return found


def fixed(db: Database, survey_id: str, *, until: str | None = None) -> dict[str, float]:
    """Respondent id to the weight that is in force (or was at an instant); empty where everybody weighs 1."""
    found = weight_store.newest(db, survey_id, until=until)
    return weight_store.weights(db, found["id"]) if found else {}


def of_round(db: Database, round_id: str, *, until: str) -> dict[str, float]:
    """Respondent id to its weight in a round's evaluation, of those fixed by an instant: of several surveys the newest."""
    weights: dict[str, float] = {}
    for survey_id in weight_store.surveys_of_round(db, round_id):
        weights |= fixed(db, survey_id, until=until)
    return weights


def _refuse_wrong(how: str, low: float, high: float) -> None:
    problems = []
    if how not in HOW:
        problems.append(Problem(_("방법"), _("고르지 않았습니다"), _("목록에서 방법을 골라 주십시오")))
    if not LOWEST <= low <= 1 <= high <= HIGHEST:
        right = _(
            "아래쪽은 %(lowest)s~1, 위쪽은 1~%(highest)s 사이의 수로 적어 주십시오", lowest=LOWEST, highest=HIGHEST
        )
        problems.append(Problem(_("자르는 곳"), _("쓸 수 없는 수입니다"), right))
    if problems:
        raise BadInput(*problems)
