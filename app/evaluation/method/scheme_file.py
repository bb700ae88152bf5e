"""Reads schemes from JSON, names every fault, and computes a scheme's version."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from app.evaluation.method.scheme import Domain, Level, Scheme, SchemeIndicator, Uncertain, Voices
from app.monitoring.method.rules import read_rules
from app.tables.checked import N_, Checked, FaultyFile

FOLDER = Path(__file__).parents[1] / "schemes"
PRESETS = {path.stem: path for path in sorted(FOLDER.glob("*.json"))}
DEFAULT = "national3"


def load_scheme(name: str = DEFAULT) -> Scheme:
    """A shipped preset by name. Raises KeyError for an unknown one, FaultyFile for a faulty one."""
    return read_scheme(json.loads(PRESETS[name].read_text("utf-8")))


def canonical(data: object) -> str:
    """JSON with sorted keys, no spaces, whole numbers as integers: the same policy gives the same text."""
    return json.dumps(_plain(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def version_of(data: object) -> str:
    """SHA-256 of the canonical JSON, 64 hex digits."""
    return sha256(canonical(data).encode()).hexdigest()


def read_scheme(data: Mapping[str, Any]) -> Scheme:
    """A scheme from parsed JSON.

    Raises
    ------
    FaultyFile
        With every fault of the file.
    """
    top = Checked(data)
    values: dict[str, Any] = {**_words(top), **_numbers(top), **_parts(top), "version": ""}
    scheme = Scheme(**values)
    _check(scheme, top)
    top.finish()
    if top.faults:
        raise FaultyFile(top.faults)
    return replace(scheme, version=version_of(data))


def _words(top: Checked) -> dict[str, str]:
    names = (
        "id",
        "name_ko",
        "name_en",
        "author",
        "date",
        "reason_ko",
        "reason_en",
        "legal_basis_ko",
        "legal_basis_en",
    )
    words = {name: top.word(name) for name in names}
    try:
        date.fromisoformat(words["date"])
    except ValueError:
        top.say("date", N_("날짜는 2026-11-22와 같이 적어야 합니다."), words["date"])
    return words


def _numbers(top: Checked) -> dict[str, Any]:
    step, quantitative, fit, votes = (top.part(key) for key in ("step_down", "quantitative", "fit", "votes"))
    numbers = {
        "lam": top.number("lambda", 0, 1),
        "step_down_points": step.number("points", 0, 100),
        "step_down_evaluations": step.whole("evaluations", 1, 10),
        "months": quantitative.whole("months", 1, 60),
        "months_at_least": quantitative.whole("months_at_least", 1, 60),
        # A version stored before this rule ended its window at the newest month any area had.
        "complete_share": quantitative.number("complete_share", 0, 1) if quantitative.has("complete_share") else 0.0,
        "survey_at_least": quantitative.whole("survey_at_least", 1),
        "band_low": fit.number("low", 0, 100),
        "band_high": fit.number("high", 0, 100),
        "statement_share": fit.number("statement_share", 0, 1),
        "quorum": votes.whole("quorum", 1),
        "seats": tuple(str(value) for _, value in votes.values("seats")),
    }
    for part in (step, quantitative, fit, votes):
        part.finish()
    return numbers


def _parts(top: Checked) -> dict[str, Any]:
    themes = _themes(top)
    return {
        "domains": tuple(_domain(part, themes) for part in top.parts("domains")),
        "unscored_themes": tuple(theme for theme, domain in themes.items() if domain is None),
        "levels": tuple(_level(part) for part in top.parts("levels")),
        "voices": _voices(top.part("voices")),
        "uncertain": _uncertain(top.part("uncertainty")),
        "monitoring": read_rules(top.part("monitoring")),
    }


def _themes(top: Checked) -> dict[str, Any]:
    """Themes and their domains; an unknown domain is a fault at its theme."""
    part = top.part("themes")
    known = [domain.get("id") for _, domain in top.values("domains") if isinstance(domain, Mapping)]
    values = {theme: part.get(theme) for theme in part.names()}
    for theme, domain in values.items():
        if domain is not None and domain not in known:
            part.say(theme, N_("이 방식에 없는 영역입니다. 영역 이름이거나 null이어야 합니다."), domain)
    return values


def _domain(part: Checked, themes: dict[str, Any]) -> Domain:
    name = part.word("id")
    domain = Domain(
        id=name,
        name_ko=part.word("name_ko"),
        name_en=part.word("name_en"),
        weight=part.number("weight", 0, 1),
        b0=part.number("b0", 0, 1),
        indicators=tuple(_indicator(each) for each in part.parts("indicators")),
        themes=tuple(theme for theme, of in themes.items() if of == name),
    )
    part.finish()
    return domain


def _indicator(part: Checked) -> SchemeIndicator:
    indicator = SchemeIndicator(
        code=part.word("code"),
        source=part.word("source", ("monitoring", "survey")),
        upper=part.number("upper"),
        lower=part.number("lower"),
        weight=part.number("weight", 1e-6),
        noise_sd=part.number("noise_sd", 0),
    )
    if indicator.upper == indicator.lower:
        part.say("lower", N_("upper와 달라야 합니다."), indicator.lower)
    part.finish()
    return indicator


def _level(part: Checked) -> Level:
    level = Level(part.word("id"), part.word("name_ko"), part.word("name_en"), part.number("start", 0, 100))
    part.finish()
    return level


def _voices(part: Checked) -> Voices:
    points = tuple(value for _, value in part.values("severity_points"))
    if len(points) != 5 or any(not isinstance(p, int | float) for p in points) or list(points) != sorted(points):
        part.say("severity_points", N_("커지는 숫자 다섯 개여야 합니다."), points)
    elif points[0] < 0 or points[-1] > 1:
        part.say("severity_points", N_("0에서 1 사이여야 합니다."), points)
    low, high = part.number("K_low", 0), part.number("K_high", 0)
    voices = Voices(
        severity_points=points,
        K=part.number("K", low, high),
        K_bounds=(low, high),
        least_areas=part.whole("least_areas", 2),
        least_respondents=part.number("least_respondents", 1),
    )
    part.finish()
    return voices


def _uncertain(part: Checked) -> Uncertain:
    uncertain = Uncertain(
        draws=part.whole("draws", 1, 1_000_000),
        seed=part.whole("seed"),
        domain_concentration=part.number("domain_concentration", 1),
        indicator_shape=part.number("indicator_shape", 0.1),
        lambda_halfwidth=part.number("lambda_halfwidth", 0, 0.5),
        goalpost_shift=part.number("goalpost_shift", 0, 0.49),
        firm_share=part.number("firm_share", 0, 1),
    )
    part.finish()
    return uncertain


def _check(scheme: Scheme, top: Checked) -> None:
    """What one value alone cannot show."""
    total = sum(domain.weight for domain in scheme.domains)
    if abs(total - 1) > 1e-9:
        top.say("domains", N_("영역 가중치의 합이 1이어야 합니다."), round(total, 6))
    starts = [level.start for level in scheme.levels]
    if len(starts) < 2 or starts[0] != 0 or any(a >= b for a, b in pairwise(starts)):
        top.say(
            "levels",
            N_("단계는 둘 이상이어야 하며, 첫 단계는 0에서 시작하고 다음 단계로 갈수록 커져야 합니다."),
            starts,
        )
    if scheme.band_low >= scheme.band_high:
        top.say("fit", N_("low가 high보다 작아야 합니다."), scheme.band_low)
    if scheme.quorum > len(scheme.seats):
        top.say("votes", N_("의결 정족수가 자리 수보다 큽니다."), scheme.quorum)
    if scheme.months_at_least > scheme.months:
        top.say("quantitative", N_("months_at_least는 months보다 클 수 없습니다."), scheme.months_at_least)
    _twice(top, "domains", [d.id for d in scheme.domains])
    _twice(top, "domains[].indicators", [i.code for i in scheme.indicators])
    _twice(top, "levels", [level.id for level in scheme.levels])
    _twice(top, "votes.seats", list(scheme.seats))


def _twice(top: Checked, key: str, names: list[str]) -> None:
    for name in sorted({n for n in names if names.count(n) > 1}):
        top.say(key, N_("같은 이름이 두 번 나옵니다."), name)


def _plain(data: Any) -> Any:
    """Numbers in one spelling: 1.0 and 1 are the same policy."""
    if isinstance(data, Mapping):
        return {str(key): _plain(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_plain(value) for value in data]
    return int(data) if isinstance(data, float) and data.is_integer() else data
