"""What firms said in a round, by theme: firms counted, not mentions, and no sum from which one or two could be found."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas.anonymity import LEAST_FIRMS, release
from app.charts import charts
from app.codebook import store as codebook_store
from app.coding.statements import named_store
from app.coding.telling.opening import words_told
from app.coding.themes import group_store
from app.coding.themes.themes import Prevalence
from app.reports.rounds import round_store
from app.reports.rounds.figures import Column, Figures, Link
from app.reports.rounds.round_report import Section
from app.words.formats import named, number, percent
from app.words.labels import label

# Themes drawn in the chart. Chosen, not measured: what one look takes in.
DRAWN = 8
# Statements of a theme that are looked through for some that stand alone. Chosen, not measured.
LOOKED_AT = 24


@dataclass(frozen=True)
class Said:
    """How many firms named a theme as a problem.

    Attributes
    ----------
    theme : str
        Its code.
    k : int
        Firms that named it, of areas whose number may be told or which are told together.
    severity : float or None
        Mean over those firms of each one's gravest word, 1 to 5.
    areas : mapping
        Area to its firms, where their number may be told.
    """

    theme: str
    k: int
    severity: float | None
    areas: Mapping[str, int]


@dataclass(frozen=True)
class Heard:
    """What firms of a scope said.

    Attributes
    ----------
    themes : tuple of Said
        Most firms first.
    n : int
        Firms that spoke, of areas where three or more did.
    spoke : mapping
        Area to its firms that spoke, three or more.
    withheld : int
        Areas of which one or two firms spoke: counted nowhere.
    gravest : mapping
        Theme to statements that pages tell, those experts marked and then the gravest first, one of each speaker.
    """

    themes: tuple[Said, ...]
    n: int
    spoke: Mapping[str, int]
    withheld: int
    gravest: Mapping[str, Sequence[str]] = field(default_factory=dict)


def heard(db: Database, round_id: str, scope: Scope, *, words: bool = True) -> Heard:
    """What firms of a scope said in a round; `words`: the statements too, of which quotes are taken."""
    cells = {(area, theme) for area, theme, stance in words_told(db, round_id, scope) if stance == "need"}
    spoke = {area: there.firms for area, there in named_store.spoke(db, round_id).items() if there.firms}
    told = counted(spoke, group_store.firms_by_area(db, round_id), scope, cells)
    return replace(told, gravest=round_store.gravest(db, round_id, cells, LOOKED_AT)) if words else told


def counted(
    spoke: Mapping[str, int],
    by_area: Mapping[tuple[str, str], Prevalence],
    scope: Scope,
    cells: Collection[tuple[str, str]],
) -> Heard:
    """Firms by theme. A theme's sum holds areas that tell it alone and, with three or more firms together, the others.

    `spoke` has the firms of every area that spoke, `by_area` those that named a theme. `cells` are areas and themes that
    pages tell: no other is told here, so that whoever reads both subtracts nothing. Whoever may see which areas: a sum
    less what is told of its areas is nothing, or those others as a whole.
    """
    tellable = {area: n for area, n in spoke.items() if n >= LEAST_FIRMS}
    named = {key: cell for key, cell in by_area.items() if key[0] in tellable}
    mine = [area for area in spoke if scope.allows(area)]
    by_theme: dict[str, dict[str, Prevalence]] = {}
    for (area, theme), cell in named.items():
        by_theme.setdefault(theme, {})[area] = cell
    found = []
    for theme, of_theme in sorted(by_theme.items()):
        told = release({area: {theme: cell.k or 0} for area, cell in of_theme.items()})
        summed = told.within(mine)
        k = sum(of_theme[area].k or 0 for area in summed)
        grave = sum((of_theme[area].severity or 0) * (of_theme[area].k or 0) for area in summed)
        shown = sorted(area for area in told.shown if scope.allows(area) and (area, theme) in cells)
        if k:
            found.append(Said(theme, k, grave / k, {area: of_theme[area].k or 0 for area in shown}))
    own = {area: tellable[area] for area in sorted(mine) if area in tellable}
    return Heard(
        tuple(sorted(found, key=lambda each: (-each.k, each.theme))), sum(own.values()), own, len(mine) - len(own)
    )


def themes_of(db: Database) -> dict[str, sqlite3.Row]:
    """Themes by code of the newest codebook."""
    book = codebook_store.newest(db)
    return {each["code"]: each for each in codebook_store.themes(db, book["id"])} if book else {}


def section(db: Database, said: Heard) -> Section | None:
    """The section of themes; None where no firm's word may be told."""
    if not said.themes:
        return None
    names = names_of(db, said)
    return Section(
        "themes",
        _("기업이 말한 애로"),
        sentences=(leading(db, said), _counting(said)),
        charts=(_chart(said, names),),
        tables=(_table(db, said, names),),
    )


def names_of(db: Database, said: Heard) -> dict[str, str]:
    themes = themes_of(db)
    return {each.theme: named(themes[each.theme]) if each.theme in themes else each.theme for each in said.themes}


def leading(db: Database, said: Heard) -> str:
    """The themes most firms named, in a sentence; empty where none may be told."""
    if not said.themes:
        return ""
    names = names_of(db, said)
    tied = [[names[each.theme] for each in those] for _k, those in groupby(said.themes[:3], key=lambda each: each.k)]
    ks = [k for k, _those in groupby(each.k for each in said.themes[:3])]
    first, *rest = [_alike(those, k) for those, k in zip(tied, ks, strict=True)]
    values = {"n": number(said.n), "first": first, "rest": ", ".join(rest)}
    if not rest:
        return _("답하거나 말한 기업 %(n)s곳이 가장 많이 든 애로는 %(first)s입니다.", **values)
    return _("답하거나 말한 기업 %(n)s곳이 가장 많이 든 애로는 %(first)s이고, 다음은 %(rest)s입니다.", **values)


def _alike(names: Sequence[str], k: int) -> str:
    """Themes as many firms named: 판로와 인력(각 16곳)."""
    if len(names) == 1:
        return _("%(theme)s(%(k)s곳)", theme=names[0], k=number(k))
    values = {"rest": ", ".join(names[:-1]), "last": names[-1], "k": number(k)}
    return _("%(rest)s와 %(last)s(각 %(k)s곳)", **values)


def _counting(said: Heard) -> str:
    told = _("한 기업은 여러 번 말해도 한 곳으로 셉니다. 전문가가 애로로 코딩한 말만 셉니다.")
    if not said.withheld:
        return told
    return f"{told} " + _("3곳 미만이 말한 지역 %(n)s곳은 넣지 않았습니다.", n=number(said.withheld))


def _table(db: Database, said: Heard, names: Mapping[str, str]) -> Figures:
    themes = themes_of(db)
    domains = {code: theme["domain"] for code, theme in themes.items()}
    return Figures(
        "themes",
        _("주제별로 애로를 말한 기업"),
        (
            Column(_("주제"), share=4),
            Column(_("영역"), share=2),
            Column(_("말한 기업"), "count"),
            Column(_("응답·발언한 기업"), "count"),
            Column(_("비율"), "percent"),
            Column(_("평균 심각도"), "severity"),
            Column(_("수를 실을 수 있는 지역"), "count"),
        ),
        tuple(
            (
                names[each.theme],
                label(str(domains.get(each.theme) or ""), "domain"),
                *(each.k, said.n, each.k / said.n, each.severity, len(each.areas)),
            )
            for each in said.themes
        ),
        tuple(Link("coding.quotes", {"theme": each.theme}, "quotes.view") for each in said.themes),
        note=_("심각도는 1(가벼움)부터 5(매우 심각)까지이며 기업마다 가장 심각한 말로 셉니다.")
        + " "
        + _(
            "‘수를 실을 수 있는 지역’은 말한 기업이 3곳 이상이고 그 수로 다른 지역의 1–2곳이 드러나지 않는 지역입니다. "
            "나머지 지역의 수는 따로 싣지 않습니다."
        ),
    )


def _chart(said: Heard, names: Mapping[str, str]) -> charts.Chart:
    drawn = said.themes[:DRAWN]
    return charts.bars(
        [
            charts.Bar(
                names[each.theme],
                100 * each.k / said.n,
                text=_("%(k)s곳 (%(share)s)", k=number(each.k), share=percent(each.k / said.n)),
            )
            for each in drawn
        ],
        title=_("애로를 말한 기업의 비율"),
        description=_(
            "응답·발언한 기업 %(n)s곳 가운데 주제마다 애로를 말한 곳: %(told)s",
            n=number(said.n),
            told=", ".join(f"{names[each.theme]} {number(each.k)}" for each in drawn),
        ),
        unit="%",
    )
