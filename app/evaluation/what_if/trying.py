"""A scheme with other values for once: read from what was typed, with every fault at its field; nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from flask_babel import gettext as _

from app.evaluation.method.frame import Domain
from app.evaluation.method.scheme import Scheme
from app.words.formats import number
from app.words.labels import label

LAMBDA, WEIGHT, CUT = "lambda", "weight-", "cut-"


@dataclass(frozen=True)
class Field:
    """One value that may be tried: its name in the address, its word, what the scheme has, what was typed."""

    name: str
    word: str
    own: float
    typed: str
    most: float
    step: float
    fault: str = ""


@dataclass(frozen=True)
class Tried:
    """The fields as they were typed, and the scheme they make; None while one of them is at fault."""

    fields: tuple[Field, ...]
    scheme: Scheme | None

    @property
    def other(self) -> bool:
        """Whether anything differs from the scheme's own values."""
        return any(_read(each)[0] != each.own for each in self.fields)


def tried(scheme: Scheme, typed: Mapping[str, str]) -> Tried:
    """The scheme with the values of `typed`; what is not there keeps the scheme's own value."""
    fields = [replace(each, fault=_read(each)[1]) for each in _fields(scheme, typed)]
    values = {each.name: _read(each)[0] for each in fields}
    fields = _together(scheme, fields, values)
    if any(each.fault for each in fields):
        return Tried(tuple(fields), None)
    weights = {d.id: values[WEIGHT + d.id] for d in _weighing(scheme)}
    return Tried(
        tuple(fields),
        replace(
            scheme,
            lam=values[LAMBDA],
            domains=tuple(replace(d, weight=weights.get(d.id, d.weight)) for d in scheme.domains),
            levels=(scheme.levels[0], *(replace(level, start=values[CUT + level.id]) for level in scheme.levels[1:])),
        ),
    )


def _fields(scheme: Scheme, typed: Mapping[str, str]) -> list[Field]:
    def field(name: str, word: str, own: float, most: float, step: float) -> Field:
        return Field(name, word, own, typed.get(name, f"{own:g}").strip(), most, step)

    return [
        field(LAMBDA, _("지표·설문의 몫"), scheme.lam, 1, 0.01),
        *(
            field(WEIGHT + d.id, _("%(domain)s 영역의 비중", domain=label(d.id, "domain")), d.weight, 1, 0.01)
            for d in _weighing(scheme)
        ),
        *(
            field(CUT + level.id, _("‘%(level)s’의 시작", level=label(level.id, "level")), level.start, 100, 0.1)
            for level in scheme.levels[1:]
        ),
    ]


def _weighing(scheme: Scheme) -> list[Domain]:
    """Domains whose weight moves a score: those with indicators, in proportion to one another."""
    return [d for d in scheme.domains if d.indicators]


def _read(field: Field) -> tuple[float, str]:
    """The value of a field, and what is wrong with it."""
    right = _("0에서 %(most)s까지의 수를 적어 주십시오.", most=number(field.most))
    try:
        value = float(field.typed.replace(",", "."))
    except ValueError:
        return field.own, _("수가 아닙니다. %(right)s", right=right)
    return (value, "") if 0 <= value <= field.most else (field.own, right)


def _together(scheme: Scheme, fields: list[Field], values: dict[str, float]) -> list[Field]:
    """Faults that one value alone does not show."""
    faults = {}
    weighing = _weighing(scheme)
    if not any(values[WEIGHT + d.id] for d in weighing):
        faults[WEIGHT + weighing[0].id] = _("지표가 있는 영역 가운데 하나는 비중이 0보다 커야 합니다.")
    cuts = [(CUT + level.id, values[CUT + level.id]) for level in scheme.levels[1:]]
    for (_name, low), (name, high) in pairwise([("", 0.0), *cuts]):
        if high <= low:
            faults[name] = _("앞 단계의 시작(%(low)s)보다 커야 합니다.", low=number(low, 1))
    return [replace(each, fault=each.fault or faults.get(each.name, "")) for each in fields]
