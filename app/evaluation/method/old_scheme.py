"""Schemes of the method's first version: read so that old evaluations can be shown, never computed with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.evaluation.method.frame import Frame
from app.evaluation.method.frame_file import frame_values
from app.tables.checked import Checked


@dataclass(frozen=True)
class OldVoices:
    """Policy of the voices in method 1; least n_eff below which they counted as missing, fallback and bounds of K."""

    severity_points: tuple[float, ...]
    K: float
    K_bounds: tuple[float, float]
    least_areas: int
    least_respondents: float


@dataclass(frozen=True)
class OldUncertain:
    """Policy of the draws in method 1."""

    draws: int
    seed: int
    domain_concentration: float
    indicator_shape: float
    lambda_halfwidth: float
    goalpost_shift: float
    firm_share: float


@dataclass(frozen=True)
class OldScheme(Frame):
    """A scheme of method 1: `b0` are the domains' fallback burdens, `survey_at_least` the fewest answers of a BSI."""

    b0: tuple[float, ...]
    survey_at_least: int
    voices: OldVoices
    uncertain: OldUncertain


def read_old(data: Mapping[str, Any], *, version: str) -> OldScheme:
    """A stored scheme of method 1; it was checked when it was stored and is not checked again."""
    top = Checked(data)
    quantitative = top.part("quantitative")
    values = frame_values(top, quantitative, top.part("fit"), method=1) | {"version": version}
    voices, uncertain = top.part("voices"), top.part("uncertainty")
    points = tuple(float(value) for _, value in voices.values("severity_points"))
    return OldScheme(
        **values,
        b0=tuple(part.number("b0") for part in top.parts("domains")),
        survey_at_least=quantitative.whole("survey_at_least"),
        voices=OldVoices(
            severity_points=points,
            K=voices.number("K"),
            K_bounds=(voices.number("K_low"), voices.number("K_high")),
            least_areas=voices.whole("least_areas"),
            least_respondents=voices.number("least_respondents"),
        ),
        uncertain=OldUncertain(
            draws=uncertain.whole("draws"),
            seed=uncertain.whole("seed"),
            domain_concentration=uncertain.number("domain_concentration"),
            indicator_shape=uncertain.number("indicator_shape"),
            lambda_halfwidth=uncertain.number("lambda_halfwidth"),
            goalpost_shift=uncertain.number("goalpost_shift"),
            firm_share=uncertain.number("firm_share"),
        ),
    )
