"""Needs that no programme answers, programmes nobody needs, and both by domain and in won. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.programmes.matching.fit import themes_asked
from app.programmes.matching.reading import Held
from app.programmes.register.programme import Programme


@dataclass(frozen=True)
class Need:
    """What an area needs and whether a programme that fits it answers.

    Attributes
    ----------
    kind : str
        "theme": enough firms named it; "domain": its numbers are bad enough.
    firms : int or None
        Firms that named the theme; None of a domain.
    points : float or None
        The domain's score; None of a theme.
    answers : int
        Programmes that fit the area and answer this.
    """

    area_id: str
    kind: str
    code: str
    domain: str | None
    firms: int | None
    points: float | None
    answers: int


@dataclass(frozen=True)
class DomainLine:
    """A domain over all areas: what is asked for and what there is.

    Attributes
    ----------
    domain : str or None
        None: themes that belong to no domain.
    needs, areas : int
        Needs, each a theme or the numbers of an area; and their areas.
    unanswered, unanswered_areas : int
        Of those the needs and areas no fitting programme is there for.
    programmes, idle : int
        Programmes that are open here; those among them that fit no area.
    won : int
        Of answered themes the firms that named them times the highest known limit of a programme that answers: the most
        it could come to.
    unknown : int
        Of answered themes the firms where nobody knows a limit.
    """

    domain: str | None
    needs: int
    areas: int
    unanswered: int
    unanswered_areas: int
    programmes: int
    idle: int
    won: int
    unknown: int


def needs(held: Held) -> list[Need]:
    """Every need of every area, those without an answer first, then the one most firms named."""
    themes, domains = list(held.domains), sorted({d for place in held.places for d in place.points})
    answers = _answers(held, themes, domains)
    at = {("theme", code): n for n, code in enumerate(themes)}
    at |= {("domain", code): n for n, code in enumerate(domains, len(themes))}
    found = []
    for place, row in zip(held.places, answers, strict=True):
        for code in sorted(place.said, key=lambda each: at.get(("theme", each), 0)):
            firms = place.said[code]
            if firms >= held.rules.least_firms and code in held.domains:
                found.append(
                    Need(place.area_id, "theme", code, held.domains[code], firms, None, row[at["theme", code]])
                )
        for code, points in sorted(place.points.items()):
            if points >= held.rules.domain_points:
                found.append(Need(place.area_id, "domain", code, code, None, points, row[at["domain", code]]))
    return sorted(found, key=lambda each: (each.answers > 0, -(each.firms or 0), -(each.points or 0), each.area_id))


def _answers(held: Held, themes: Sequence[str], domains: Sequence[str]) -> list[list[int]]:
    """Of each place, theme by theme and domain by domain, how many programmes that fit it answer."""
    answering = np.array(
        [
            [*(code in asked for code in themes), *(code in p.domains for code in domains)]
            for p, asked in ((p, themes_asked(p, held.domains)) for p in held.programmes)
        ],
        np.float32,
    ).reshape(len(held.programmes), len(themes) + len(domains))
    found: list[list[int]] = (held.fits.fits.astype(np.float32) @ answering).astype(int).tolist()
    return found


def offered_here(held: Held) -> list[int]:
    """The places of programmes that could be offered today: of this region, and not over or ahead."""
    return [
        n
        for n, programme in enumerate(held.programmes)
        if programme.region in ("", held.rules.region) and programme.period(held.day) in ("open", "unknown")
    ]


def idle(held: Held) -> list[Programme]:
    """Programmes that could be offered today and fit no area."""
    fits = np.asarray(held.fits.fits.any(axis=0))
    return [held.programmes[n] for n in offered_here(held) if not fits[n]]


def by_domain(held: Held, found: Sequence[Need], domains: Sequence[str]) -> list[DomainLine]:
    """A line a domain of these needs, in the order given; last one of those that belong to none, where there are any."""
    mine: dict[str | None, list[Need]] = {domain: [] for domain in domains}
    for need in found:
        mine.setdefault(need.domain, []).append(need)
    asked, here = [themes_asked(p, held.domains) for p in held.programmes], offered_here(held)
    answered = {need.code for need in found if need.answers and need.firms}
    most = {theme: _most(held, [n for n, themes in enumerate(asked) if theme in themes]) for theme in answered}
    return [_line(held, domain, each, most, here) for domain, each in mine.items()]


def _line(
    held: Held,
    domain: str | None,
    found: Sequence[Need],
    most: Mapping[str, Mapping[str, int]],
    offered: Sequence[int],
) -> DomainLine:
    here = [n for n in offered if domain in held.programmes[n].domains]
    open_ = [need for need in found if not need.answers]
    answered = [(need.firms, most[need.code][need.area_id]) for need in found if need.answers and need.firms]
    return DomainLine(
        domain=domain,
        needs=len(found),
        areas=len({need.area_id for need in found}),
        unanswered=len(open_),
        unanswered_areas=len({need.area_id for need in open_}),
        programmes=len(here),
        idle=int((~held.fits.fits[:, here].any(axis=0)).sum()),
        won=sum(firms * cap for firms, cap in answered if cap >= 0),
        unknown=sum(firms for firms, cap in answered if cap < 0),
    )


def _most(held: Held, answering: Sequence[int]) -> dict[str, int]:
    """Area to the highest known limit of those of these programmes that fit it; -1: none is known."""
    known = [(n, cap) for n in answering if (cap := held.programmes[n].cap) is not None]
    caps = np.array([cap for _n, cap in known], np.int64)
    found = np.where(held.fits.fits[:, [n for n, _cap in known]], caps[None, :], -1).max(axis=1, initial=-1)
    return {place.area_id: cap for place, cap in zip(held.places, found.tolist(), strict=True)}
