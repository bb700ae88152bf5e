"""Needs that no programme answers, programmes nobody needs, and both by domain and in won. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.programmes.matching.fit import Fits, themes_asked
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
        Firms that named the theme; None of a domain, and where the reader may not know.
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
    asking, areas : int
        Firms that named a problem, of areas where enough did; and these areas. Of themes whose number is not told none.
    unanswered, unanswered_areas : int
        Of those the firms and areas no fitting programme is there for.
    programmes, idle : int
        Programmes that are open here; those among them that fit no area.
    won : int
        Firms with a fitting programme times the highest known limit among these: the most it could come to.
    unknown : int
        Firms with a fitting programme of which nobody knows any limit.
    """

    domain: str
    asking: int
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
            if place.said.get(code, 0) >= held.rules.least_firms:
                firms = place.firms_told(code)
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
    """A line a domain, in the order given."""
    return [_line(held, domain) for domain in domains]


def _line(held: Held, domain: str) -> DomainLine:
    here = [n for n in offered_here(held) if domain in held.programmes[n].domains]
    asking = np.array([place.asking.get(domain, 0) for place in held.places], np.int64)
    asking[asking < held.rules.least_firms] = 0
    answered, most = _answered(held.fits, here, [held.programmes[n].cap for n in here])
    won = sum(int(n) * int(cap) for n, cap in zip(asking, most, strict=True) if cap >= 0)
    fits = np.asarray(held.fits.fits[:, here].any(axis=0))
    return DomainLine(
        domain=domain,
        asking=int(asking.sum()),
        areas=int((asking > 0).sum()),
        unanswered=int(asking[~answered].sum()),
        unanswered_areas=int(((asking > 0) & ~answered).sum()),
        programmes=len(here),
        idle=int((~fits).sum()),
        won=won,
        unknown=int(asking[answered & (most < 0)].sum()),
    )


def _answered(fits: Fits, here: list[int], caps: list[int | None]) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Whether a place has a fitting programme among these, and the highest known limit (-1: none)."""
    there = fits.fits[:, here]
    known = np.array([-1 if cap is None else cap for cap in caps], np.int64)
    most = np.where(there, known[None, :], -1).max(axis=1, initial=-1)
    return np.asarray(there.any(axis=1)), most
