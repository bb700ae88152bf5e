"""From a file and a scheme to a model: reads the table, sets units aside that are known too little, computes the rest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from flask_babel import gettext as _

from app.errors import BadInput, Problem
from app.indices.aggregating import nodes
from app.indices.drawing import alternatives_of
from app.indices.model import Model, model_of
from app.indices.scheme import Scheme
from app.indices.table import Table, read_units
from app.indices.unfit import Unfit
from app.indices.weighing import effective, weights_of
from app.tables.problems import Problems

# Three units make the fewest ranks that can be moved at all.
LEAST_UNITS = 3


@dataclass(frozen=True)
class Built:
    """An index of a table.

    Attributes
    ----------
    known : ndarray, shape (all units,): the share of the weight each has values for.
    scored : ndarray of int: positions of the units that have a score, in the model's order.
    """

    table: Table
    model: Model
    known: np.ndarray
    scored: np.ndarray


def build(data: bytes, file_name: str, scheme: Scheme) -> Built:
    """The index of a file's table.

    Raises
    ------
    BadInput
        With every problem of the table, or with what a method of the scheme cannot be used on.
    """
    table = read_units(data, file_name, scheme)
    share = effective(scheme.index, weights_of(scheme.index, None))
    weight = np.array([share[each.code] for each in scheme.indicators])
    known = ~np.isnan(table.values) @ weight
    scored = np.flatnonzero(known >= scheme.least_known - 1e-9)
    if scored.size < LEAST_UNITS:
        what = _("점수를 낼 수 있는 단위가 %(n)s개뿐입니다", n=scored.size)
        right = _("빈칸을 채우거나 least_known을 낮춰 주십시오(지금 %(least)s)", least=f"{scheme.least_known:g}")
        raise BadInput(Problem(file_name, what, right), source=file_name)
    try:
        _whole_for_topsis(scheme, table.values[scored])
        model = model_of(scheme, table.values[scored], alternatives_of(scheme))
        _tried(model)
    except Unfit as unfit:
        raise BadInput(*_told(unfit, scheme, table, scored), source=file_name) from unfit
    return Built(table, model, known, scored)


def _tried(model: Model) -> None:
    """Every alternative computed once, so that none fails among the draws."""
    ways = ("", *(each for factor in model.scheme.uncertainty for each in factor.aggregates))
    for leaves in model.normalised:
        for way in dict.fromkeys(ways):
            nodes(model.scheme.index, leaves, model.weights[None], way)


def _whole_for_topsis(scheme: Scheme, values: np.ndarray) -> None:
    ways = {node.aggregate for node in scheme.index.walk()}
    ways |= {each for factor in scheme.uncertainty for each in factor.aggregates}
    holes = np.isnan(values)
    if "topsis" in ways and holes.any():
        column = int(np.flatnonzero(holes.any(axis=0))[0])
        what = _("TOPSIS는 빈칸이 있으면 계산할 수 없습니다")
        right = _("빈칸을 채우거나, 빈칸이 있는 단위를 빼도록 least_known을 1로 적어 주십시오")
        raise Unfit(what, right, at=np.flatnonzero(holes[:, column]).tolist(), column=column)


def _told(unfit: Unfit, scheme: Scheme, table: Table, scored: np.ndarray) -> list[Problem]:
    """Where it is, as people find it in their file."""
    title = scheme.indicators[unfit.column].column if unfit.column is not None and not unfit.group else ""
    if unfit.group:
        group = next(node for node in scheme.index.walk() if node.code == unfit.group and node.parts)
        part = group.parts[unfit.column or 0]
        title = next(
            (each.column for each in scheme.indicators if each.code == part.code and not part.parts), part.code
        )
    if unfit.at:
        problems = Problems()
        for at in unfit.at:
            problems.add(table.rows[scored[at]], title, unfit.what, unfit.right)
        return problems.listed()
    return [Problem(_("‘%(title)s’ 열", title=title), unfit.what, unfit.right)]
