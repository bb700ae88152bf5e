"""Reads from JSON what schemes of every version of the method have, and names every fault."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from app.evaluation.method.frame import Domain, Frame, Level, SchemeIndicator
from app.monitoring.method.rules import read_rules
from app.tables.checked import N_, Checked

WORDS = (
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


def frame_values(top: Checked, quantitative: Checked, fit: Checked, *, method: int) -> dict[str, Any]:
    """The fields of `Frame`; whoever reads the rest of the two parts finishes them."""
    themes = _themes(top)
    return {
        "method": method,
        **_words(top),
        **_numbers(top, quantitative, fit),
        "domains": tuple(_domain(part, themes, method) for part in top.parts("domains")),
        "unscored_themes": tuple(theme for theme, domain in themes.items() if domain is None),
        "levels": tuple(_level(part) for part in top.parts("levels")),
        "monitoring": read_rules(top.part("monitoring")),
        "version": "",
    }


def check_frame(scheme: Frame, top: Checked) -> None:
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


def _words(top: Checked) -> dict[str, str]:
    words = {name: top.word(name) for name in WORDS}
    try:
        date.fromisoformat(words["date"])
    except ValueError:
        top.say("date", N_("날짜는 2026-11-22와 같이 적어야 합니다."), words["date"])
    return words


def _numbers(top: Checked, quantitative: Checked, fit: Checked) -> dict[str, Any]:
    step, votes = top.part("step_down"), top.part("votes")
    numbers = {
        "lam": top.number("lambda", 0, 1),
        "step_down_points": step.number("points", 0, 100),
        "step_down_evaluations": step.whole("evaluations", 1, 10),
        "months": quantitative.whole("months", 1, 60),
        "months_at_least": quantitative.whole("months_at_least", 1, 60),
        "complete_share": quantitative.number("complete_share", 0, 1),
        "band_low": fit.number("low", 0, 100),
        "band_high": fit.number("high", 0, 100),
        "statement_share": fit.number("statement_share", 0, 1),
        "quorum": votes.whole("quorum", 1),
        "seats": tuple(str(value) for _, value in votes.values("seats")),
    }
    step.finish()
    votes.finish()
    return numbers


def _themes(top: Checked) -> dict[str, Any]:
    """Themes and their domains; an unknown domain is a fault at its theme."""
    part = top.part("themes")
    known = [domain.get("id") for _, domain in top.values("domains") if isinstance(domain, Mapping)]
    values = {theme: part.get(theme) for theme in part.names()}
    for theme, domain in values.items():
        if domain is not None and domain not in known:
            part.say(theme, N_("이 방식에 없는 영역입니다. 영역 이름이거나 null이어야 합니다."), domain)
    return values


def _domain(part: Checked, themes: dict[str, Any], method: int) -> Domain:
    name = part.word("id")
    domain = Domain(
        id=name,
        name_ko=part.word("name_ko"),
        name_en=part.word("name_en"),
        weight=part.number("weight", 0, 1),
        indicators=tuple(_indicator(each) for each in part.parts("indicators")),
        themes=tuple(theme for theme, of in themes.items() if of == name),
    )
    if method > 1:
        part.finish()
    return domain


def _indicator(part: Checked) -> SchemeIndicator:
    source = part.word("source", ("monitoring", "survey"))
    indicator = SchemeIndicator(
        code=part.word("code"),
        source=source,
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


def _twice(top: Checked, key: str, names: list[str]) -> None:
    for name in sorted({n for n in names if names.count(n) > 1}):
        top.say(key, N_("같은 이름이 두 번 나옵니다."), name)
