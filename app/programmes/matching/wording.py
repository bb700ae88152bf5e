"""Why a programme fits a place or does not, condition by condition, in words with their numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from app.programmes.matching.fit import ANY, ASKS, FAILED, MET, UNKNOWN, themes_asked
from app.programmes.matching.ground import Ground
from app.programmes.matching.rules import Rules
from app.programmes.register.programme import Programme
from app.words.formats import day, named, number
from app.words.labels import label

STATES = {ANY: "any", MET: "met", FAILED: "failed", UNKNOWN: "unknown"}
# Condition to the kind of its codes' words.
KINDS = {
    "level": "level",
    "area_kind": "area_kind",
    "industry": "industry_kind",
    "stage": "growth_stage",
    "size": "size_band",
    "domain": "domain",
}


@dataclass(frozen=True)
class Reason:
    """One sentence: of which condition, what it came to, and the theme whose statements it stands on.

    `own` says that the firm itself said it, which is for who reads single answers alone.
    """

    condition: str
    state: str
    text: str
    theme: str = ""
    own: bool = False


@dataclass(frozen=True)
class Pair:
    """One programme and one place, with what is needed to speak of them."""

    programme: Programme
    place: Ground
    rules: Rules
    domains: Mapping[str, str | None]
    themes: Mapping[str, Any]
    day: str

    def theme_name(self, code: str) -> str:
        return named(self.themes[code]) if code in self.themes else code


def reasons(pair: Pair, states: Mapping[str, int]) -> list[Reason]:
    """What every condition says of the pair, in the order of the rules; of a theme a sentence each."""
    return [
        Reason(name, STATES[state], text, theme, own)
        for name, state in states.items()
        for text, theme, own in _told(pair, name, state)
    ]


def _told(pair: Pair, name: str, state: int) -> Iterable[tuple[str, str, bool]]:
    if state == ANY:
        return [(_("가리지 않습니다."), "", False)]
    if name == "theme":
        return _themes(pair, state)
    if name == "domain" and state == MET:
        return _domains(pair)
    return [(_SENTENCES.get(name, _codes)(pair, name, state), "", False)]


def _themes(pair: Pair, state: int) -> Iterable[tuple[str, str, bool]]:
    asked = themes_asked(pair.programme, pair.domains)
    listed = [code for code in pair.themes if code in asked]
    if state == MET:
        for code in sorted(listed, key=lambda c: (-pair.place.said.get(c, 0), c)):
            if pair.place.said.get(code, 0) >= pair.rules.least_firms:
                yield _named_by(pair, code), code, False
            if code in pair.place.own:
                yield _("%(theme)s: 이 기업이 말했습니다.", theme=pair.theme_name(code)), code, True
        return
    if not pair.place.spoke:
        yield _("이번 회차에 이 지역에서 말한 기업이 없습니다."), "", False
        return
    words = ", ".join(pair.theme_name(code) for code in listed) or _("주제")
    least = number(pair.rules.least_firms)
    if pair.place.guarded:
        yield _("%(themes)s: 말한 기업이 %(n)s곳에 못 미치거나 수를 싣지 않습니다.", themes=words, n=least), "", False
        return
    yield _("%(themes)s: 말한 기업이 %(n)s곳에 못 미칩니다.", themes=words, n=least), "", False


def _named_by(pair: Pair, code: str) -> str:
    """How many firms named a theme."""
    told = {"whole": number(pair.place.spoke), "part": number(pair.place.said[code])}
    return _("%(theme)s: 기업 %(whole)s곳 중 %(part)s곳이 말했습니다.", theme=pair.theme_name(code), **told)


def _domains(pair: Pair) -> Iterable[tuple[str, str, bool]]:
    for domain in pair.programme.domains:
        points = pair.place.points.get(domain)
        if points is not None and points >= pair.rules.domain_points:
            sentence = _(
                "%(domain)s 분야의 지표 점수가 %(points)s점으로 기준 %(least)s점 이상입니다.",
                domain=label(domain, "domain"),
                points=number(points, 1),
                least=number(pair.rules.domain_points),
            )
            yield sentence, "", False


def _region(pair: Pair, _name: str, state: int) -> str:
    if state == MET:
        return _("%(region)s에서 시행합니다.", region=pair.programme.region or pair.rules.region)
    return _("%(region)s의 사업입니다. 이 지역에는 권하지 않고 참고로만 보입니다.", region=pair.programme.region)


def _open(pair: Pair, _name: str, state: int) -> str:
    programme = pair.programme
    if state == UNKNOWN:
        return _("접수 기간을 모릅니다. 신청 전에 확인해야 합니다.")
    if state == FAILED and programme.closes_on and programme.closes_on < pair.day:
        return _("%(day)s에 마감했습니다.", day=day(programme.closes_on))
    if state == FAILED:
        return _("%(day)s부터 받습니다.", day=day(programme.opens_on))
    if programme.closes_on:
        return _("%(day)s까지 받습니다.", day=day(programme.closes_on))
    return _("%(day)s부터 받고 있고 마감일은 모릅니다.", day=day(programme.opens_on))


def _level(pair: Pair, name: str, state: int) -> str:
    asked = _words(pair, name)
    if state == UNKNOWN:
        return _("이번 회차의 단계가 아직 없습니다(대상: %(asked)s).", asked=asked)
    return _("단계가 ‘%(level)s’입니다(대상: %(asked)s).", level=label(pair.place.level, "level"), asked=asked)


def _domain(pair: Pair, name: str, state: int) -> str:
    if state == UNKNOWN:
        return _("이 지역의 지표 점수가 없습니다.")
    least = number(pair.rules.domain_points)
    return _("%(asked)s 분야의 지표 점수가 기준 %(least)s점보다 낮습니다.", asked=_words(pair, name), least=least)


def _codes(pair: Pair, name: str, state: int) -> str:
    """Kinds of area, industries, stages and sizes: what is there of what the programme is for."""
    asked, kind = _words(pair, name), KINDS[name]
    if name == "area_kind":
        return _("지역의 종류가 %(own)s입니다(대상: %(asked)s).", own=label(pair.place.kind, kind), asked=asked)
    there = {"industry": pair.place.industries, "stage": pair.place.stages, "size": pair.place.sizes}[name]
    if state == UNKNOWN:
        return _("명부에 값이 없어 알 수 없습니다(대상: %(asked)s).", asked=asked)
    if pair.place.firm_id:
        own = ", ".join(label(code, kind) for code in there)
        return _("이 기업은 %(own)s에 듭니다(대상: %(asked)s).", own=own, asked=asked)
    firms = sum(there.get(code, 0) for code in getattr(pair.programme, ASKS[name]))
    if state == FAILED:
        return _("대상(%(asked)s)인 기업이 명부에 없습니다.", asked=asked)
    return _("대상(%(asked)s)인 기업이 %(n)s곳 있습니다.", asked=asked, n=number(firms))


def _words(pair: Pair, name: str) -> str:
    return ", ".join(label(code, KINDS[name]) for code in getattr(pair.programme, ASKS[name]))


_SENTENCES: dict[str, Callable[[Pair, str, int], str]] = {
    "region": _region,
    "open": _open,
    "level": _level,
    "domain": _domain,
}
