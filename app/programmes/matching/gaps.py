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
    answering = np.array(
        [
            [*(code in asked for code in themes), *(code in p.domains for code in domains)]
            for p, asked in ((p, themes_asked(p, held.domains)) for p in held.programmes)
        ],
        np.float32,
    ).reshape(len(held.programmes), len(themes) + len(domains))
    answers = (held.fits.fits.astype(np.float32) @ answering).astype(int).tolist()
    found = []
    for place, row in zip(held.places, answers, strict=True):
        for code, answered in zip(themes, row, strict=False):
            if (firms := place.said.get(code, 0)) >= held.rules.least_firms:
                found.append(Need(place.area_id, "theme", code, held.domains[code], firms, None, answered))
        for code, answered in zip(domains, row[len(themes) :], strict=True):
            if (points := place.points.get(code, 0)) >= held.rules.domain_points:
                found.append(Need(place.area_id, "domain", code, code, None, points, answered))
    return sorted(found, key=lambda each: (each.answers > 0, -(each.firms or 0), -(each.points or 0), each.area_id))


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


def by_domain(held: Held, domains: Sequence[str]) -> list[DomainLine]:
    """A line a domain, in the order given; last one of the needs that belong to none, where there are any."""
    mine: dict[str | None, list[Need]] = {domain: [] for domain in domains}
    for need in needs(held):
        mine.setdefault(need.domain, []).append(need)
    most = {theme: _most(held, theme) for theme in held.domains}
    return [_line(held, domain, found, most) for domain, found in mine.items()]


def _line(held: Held, domain: str | None, found: Sequence[Need], most: Mapping[str, Mapping[str, int]]) -> DomainLine:
    here = [n for n in offered_here(held) if domain in held.programmes[n].domains]
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


def _most(held: Held, theme: str) -> dict[str, int]:
    """Area to the highest known limit of the programmes that fit it and answer a theme; -1: none is known."""
    known = [
        (n, p.cap)
        for n, p in enumerate(held.programmes)
        if p.cap is not None and theme in themes_asked(p, held.domains)
    ]
    caps = np.array([cap for _n, cap in known], np.int64)
    found = np.where(held.fits.fits[:, [n for n, _cap in known]], caps[None, :], -1).max(axis=1, initial=-1)
    return {place.area_id: cap for place, cap in zip(held.places, found.tolist(), strict=True)}
