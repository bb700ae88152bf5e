"""Gathering what of a round is published, of everything that stands in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import current_app
from sqlite_utils import Database

from app.accounts.office import read_office
from app.accounts.people import Scope
from app.areas.anonymity import LEAST_FIRMS
from app.coding.telling.eyes import LEAVING
from app.coding.telling.opening import opened
from app.coding.themes.key_quotes import key_quotes, stands_alone
from app.coding.themes.quote_list import Wanted
from app.evaluation.display.lines import Line
from app.evaluation.overview import glance
from app.evaluation.overview.mapping import Map
from app.evaluation.round import store as evaluation_store
from app.evaluation.round.presets import scheme_of
from app.reports.extent import read_extent
from app.reports.public import public_store
from app.reports.public.published import UNDETERMINED, WAITING, Drawn, PublicArea, PublicQuote, PublicRound, slug
from app.reports.rounds import round_store, theming
from app.reports.rounds.theming import Heard

# Domains that are named as having led to a level, and from which part of the score on. Chosen, not measured.
LED, LEAST_SHARE = 2, 0.15
# Themes of an area with a quote each, and how many are looked through for one that stands alone. Chosen, not measured.
QUOTED, LOOKED_AT = 2, 5


def gather(db: Database, round_: sqlite3.Row, scope: Scope, *, draft: bool, quotes: bool) -> PublicRound | None:
    """What is published of a round over the areas of a scope; None where nothing was evaluated."""
    evaluation = evaluation_store.newest_evaluation(db, round_["id"])
    if evaluation is None:
        return None
    scope = replace(scope, answers=False)
    lines = glance.read_standing(db, round_["id"], scope)
    heard = theming.heard(db, round_["id"], scope)
    drawn = glance.read_map(db, lines, scope)
    earlier = next(iter(evaluation_store.rounds_before(db, round_["id"], limit=1)), None)
    before = public_store.decided(db, earlier["id"], scope) if earlier else {}
    now = public_store.decided(db, round_["id"], scope)
    areas = [_area(line, now.get(line.row["area_id"]), before, draft=draft) for line in lines]
    led = _led(db, lines, areas)
    said = _said(heard)
    places = {mark.line.row["area_id"]: (mark.x, mark.y) for mark in drawn.marks} if drawn else {}
    spoken = _quotes(db, round_["id"], scope, said) if quotes else {}
    return PublicRound(
        round=round_,
        evaluation=evaluation,
        scheme=scheme_of(db, evaluation["scheme_id"]),
        draft=draft,
        areas=tuple(
            replace(
                area,
                led=led.get(key, ()),
                firms=heard.spoke.get(key),
                themes=said.get(key, ()),
                quotes=spoken.get(key, ()),
                place=places.get(key),
            )
            for line, area in zip(lines, areas, strict=True)
            for key in [line.row["area_id"]]
        ),
        extent=read_extent(db, round_["id"], len(lines)),
        heard=heard,
        themes=theming.themes_of(db),
        before=earlier if before else None,
        office=read_office(db),
        map=_drawn(drawn),
        example=bool(current_app.config["MOKSORI"].example),
    )


def _area(line: Line, now: sqlite3.Row | None, before: Mapping[str, sqlite3.Row], *, draft: bool) -> PublicArea:
    """An area's level as far as it is decided; in a draft as it stands."""
    row, then = line.row, before.get(line.row["area_id"])
    found = PublicArea(row, slug(row["code"]), WAITING, before=then["level"] if then else "", grade=row["grade"] or "")
    if now is not None:
        return replace(found, level=now["level"], state=now["state"], on=now["on_day"], changed=bool(now["changed"]))
    if not draft:
        return found
    return replace(found, level=line.level or UNDETERMINED, changed=bool(row["override"]))


def _led(db: Database, lines: Sequence[Line], areas: Sequence[PublicArea]) -> dict[str, tuple[tuple[str, float], ...]]:
    """Area to the domains that make most of its score, where its level is published and its parts may be told."""
    told = {
        line.row["id"]: line.row
        for line, area in zip(lines, areas, strict=True)
        if area.rank > 0 and not area.changed and line.parts and line.row["score"]
    }
    found = {}
    for result, domains in round_store.domains_of(db, list(told)).items():
        row = told[result]
        shares = [(d, (r["contribution_q"] + r["contribution_l"]) / row["score"]) for d, r in domains.items()]
        most = sorted((each for each in shares if each[1] >= LEAST_SHARE), key=lambda each: (-each[1], each[0]))
        found[row["area_id"]] = tuple(most[:LED])
    return found


def _said(heard: Heard) -> dict[str, tuple[tuple[str, int], ...]]:
    """Area to its themes with the firms that named each, three or more; most first."""
    found: dict[str, list[tuple[str, int]]] = {}
    for theme in heard.themes:
        for area, k in theme.areas.items():
            if k >= LEAST_FIRMS and area in heard.spoke:
                found.setdefault(area, []).append((theme.theme, k))
    return {area: tuple(sorted(themes, key=lambda each: (-each[1], each[0]))) for area, themes in found.items()}


def _quotes(
    db: Database, round_id: str, scope: Scope, said: Mapping[str, Sequence[tuple[str, int]]]
) -> dict[str, tuple[PublicQuote, ...]]:
    """Area to a quote of each of its first themes: one that can be read by itself, names of firms masked."""
    found = {}
    for area, themes in said.items():
        told = [_quote(db, round_id, scope, (area, theme)) for theme, _k in themes[:QUOTED]]
        found[area] = tuple(each for each in told if each is not None)
    return found


def _quote(db: Database, round_id: str, scope: Scope, cell: tuple[str, str]) -> PublicQuote | None:
    """The gravest word of a cell that stands alone, as anybody may read it."""
    area, theme = cell
    wanted = Wanted(round_id, scope, area=area, theme=theme, stance="need", told=frozenset([(area, theme, "need")]))
    found = [each["id"] for each in key_quotes(db, wanted, LOOKED_AT) if each["text"] and stands_alone(each)]
    told = opened(db, found, LEAVING)
    first = next((each for each in told.said if (area, theme, "need") in told.codings[each["id"]]), None)
    return PublicQuote(theme, first["text"], first["language"]) if first else None


def _drawn(found: Map | None) -> Drawn | None:
    """The map without its marks: these are drawn anew, for their order would tell which level an area has."""
    if found is None:
        return None
    outlines = tuple(each.path for each in found.outlines if each.line is None)
    return Drawn(found.width, found.height, outlines, found.names)
