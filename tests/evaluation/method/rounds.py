"""Small invented rounds for the tests of the method: evidence from a few words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from app.evaluation.method.evidence import (
    EXPERT,
    FIRM,
    Adjudicated,
    Answers,
    Areas,
    Codings,
    Evidence,
    Memberships,
    Past,
    Places,
    Register,
    Respondents,
    Revisions,
    Stance,
)
from app.evaluation.method.frame import Domain, SchemeIndicator
from app.evaluation.method.scheme_file import load_scheme

POINTS = 100  # an indicator whose value is its points: goalposts 0 and 100, upwards


def scheme(domains=None, *, draws=200, **changes):
    """The default scheme with few draws; `domains` is name to (W, {indicator: source})."""
    found = load_scheme()
    if domains is not None:
        made = tuple(
            Domain(
                d,
                d,
                d,
                W,
                tuple(
                    SchemeIndicator(code, source, *((0, POINTS) if source == "monitoring" else (100, 40)), 1.0, 0.0)
                    for code, source in indicators.items()
                ),
                (),
            )
            for d, (W, indicators) in domains.items()
        )
        found = replace(found, domains=made)
    return replace(found, uncertain=replace(found.uncertain, draws=draws), **changes)


def ints(rows, width):
    return np.array(rows, np.int64).reshape(-1, width).T


def round_of(
    areas,
    y,
    *,
    kinds=None,
    firms=(),
    answers=(),
    codings=(),
    adjudicated=(),
    revisions=(),
    past=None,
):
    """Evidence.

    `areas` codes; `y` (A, I); `firms` rows (code, area code or codes, spoke, no_crisis, omega, kind), the last three
    optional; `answers` (firm, item, x); `codings` (firm, position, coder, domain, severity, stance or none, theme);
    `adjudicated` (firm, position, domain, severity).
    """
    y = np.array(y, float)
    full = [(*each, False, 1.0, FIRM)[:6] if len(each) < 4 else (*each, 1.0, FIRM)[:6] for each in firms]
    full = [(*each[:4], *(each[4:6] if len(each) > 5 else (1.0, FIRM))) for each in full]
    people = {each[0]: j for j, each in enumerate(full)}
    place_keys = list(dict.fromkeys([(c[0], c[1]) for c in (*codings, *adjudicated)]))
    place = {key: p for p, key in enumerate(place_keys)}
    rows = [(place[c[0], c[1]], *_coding(c[2:])) for c in codings]
    member = [(people[code], areas.index(a)) for code, at, *_ in full for a in ((at,) if isinstance(at, str) else at)]
    return Evidence(
        areas=Areas(tuple(areas), tuple(kinds or ["complex"] * len(areas))),
        register=Register(y, np.where(np.isnan(y), 0, 6), np.where(np.isnan(y), np.nan, 1.0)),
        respondents=Respondents(
            tuple(each[0] for each in full),
            tuple(each[5] for each in full),
            np.array([each[4] for each in full], float),
            np.array([each[2] for each in full], bool),
            np.array([each[3] for each in full], bool),
        ),
        memberships=Memberships(*ints(member, 2)),
        answers=Answers(*ints([(people[f], i, x) for f, i, x in answers], 3)),
        places=Places(*ints([(people[f], position) for f, position in place_keys], 2)),
        codings=Codings(*ints(rows, 6)),
        adjudicated=Adjudicated(*ints([(place[f, p], d, s) for f, p, d, s in adjudicated], 3)),
        revisions=Revisions(
            np.array([i for i, _ in revisions], np.int64), np.array([change for _, change in revisions], float)
        ),
        past=past or Past(np.full(len(areas), -1), np.full((0, len(areas)), np.nan)),
    )


def _coding(rest):
    coder, domain, severity, *more = rest
    stance = more[0] if more else (Stance.NEED if severity else Stance.OTHER)
    return coder, domain, severity, stance, more[1] if len(more) > 1 else domain


def random_round(seed, areas=9):
    """A round of the scheme `MIXED` with everything in it: gaps, blanks, experts, differing coders, settled places."""
    rng = np.random.default_rng(seed)
    codes = [f"A{a}" for a in range(areas)]
    y = np.where(rng.random((areas, 4)) < 0.15, np.nan, rng.uniform(-20, 120, (areas, 4)))
    y[:, 1::2] = np.nan
    asked = rng.random(areas) < 0.7
    firms, answers, codings, settled = [], [], [], []
    for a in np.flatnonzero(asked):
        for j in range(rng.integers(1, 7)):
            name = f"F{a}-{j}"
            spoke = rng.random() < 0.7
            firms.append((name, codes[a], spoke, rng.random() < 0.2, float(rng.choice([1.0, 1.0, 2.5])), FIRM))
            answers += [(name, i, int(rng.integers(-1, 2))) for i in (1, 3) if rng.random() < 0.7]
            for place in range(rng.integers(0, 3) if spoke else 0):
                for coder in range(rng.integers(1, 3)):
                    codings.append((name, place, coder, int(rng.integers(-1, 3)), int(rng.integers(0, 6))))
                if rng.random() < 0.2:
                    settled.append((name, place, int(rng.integers(0, 3)), int(rng.integers(1, 6))))
    firms.append(("Expert", tuple(codes[:3]), True, False, 1.0, EXPERT))
    codings.append(("Expert", 0, 0, 1, 4))
    kinds = [f"kind {a % 2}" for a in range(areas)]
    return round_of(codes, y, kinds=kinds, firms=firms, answers=answers, codings=codings, adjudicated=settled)


MIXED = {
    "finance": (0.4, {"f": "monitoring", "bsi_f": "survey"}),
    "market": (0.6, {"m": "monitoring", "bsi_m": "survey"}),
    "hr": (0.0, {}),
}


def shuffled(e, rng):
    """The same evidence in another order: areas, respondents, places and every row."""
    A, J, P = (rng.permutation(n) for n in (len(e.areas.code), len(e.respondents.code), len(e.places.respondent)))
    to_a, to_j, to_p = (np.argsort(order) for order in (A, J, P))

    def rows(part):
        values = [getattr(part, name) for name in part.__dataclass_fields__]
        order = rng.permutation(len(values[0]))
        return type(part)(*(each[order] for each in values))

    return Evidence(
        areas=Areas(*(tuple(each[a] for a in A) for each in (e.areas.code, e.areas.kind))),
        register=Register(e.register.y[A], e.register.months[A], e.register.age[A]),
        respondents=Respondents(
            tuple(e.respondents.code[j] for j in J),
            tuple(e.respondents.kind[j] for j in J),
            e.respondents.omega[J],
            e.respondents.spoke[J],
            e.respondents.no_crisis[J],
        ),
        memberships=rows(Memberships(to_j[e.memberships.respondent], to_a[e.memberships.area])),
        answers=rows(replace(e.answers, respondent=to_j[e.answers.respondent])),
        places=Places(to_j[e.places.respondent][P], e.places.position[P]),
        codings=rows(replace(e.codings, place=to_p[e.codings.place])),
        adjudicated=rows(replace(e.adjudicated, place=to_p[e.adjudicated.place])),
        revisions=rows(e.revisions),
        past=Past(e.past.level[A], e.past.scores[:, A]),
    ), A


__all__ = ["EXPERT", "FIRM", "MIXED", "random_round", "round_of", "scheme", "shuffled"]
