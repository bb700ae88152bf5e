"""Telling how a level came to stand: what was computed, what the team saw, what the council decided, and why."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from flask_babel import gettext as _
from sqlite_utils import Database

from app.evaluation.method.votes import TeamLevel
from app.evaluation.people import validating
from app.evaluation.round import presets
from app.evaluation.round.item_store import Item
from app.words.formats import day, percent
from app.words.labels import label


def standing_sentence(db: Database, result: Item) -> str:
    """Who set the level that stands, before all else; empty while it is as computed.

    The robustness is told of the computed level alone: it says nothing of another one.
    """
    level, state = result["level_now"] or result["level"], result["state"] or "computed"
    if state == "computed" or level is None:
        return ""
    words = {
        "validated": _("현장검증단 %(votes)s", votes=_votes(db, result, level)),
        "decided": _("지원협의회 의결(%(day)s)", day=day(result["met_on"] or result["state_at"])),
        "confirmed": _("중앙부처 확정(%(day)s)", day=day(result["met_on"] or result["state_at"])),
    }
    if result["level"] is None:
        return _("%(level)s: %(who)s. 산출은 판단 유보.", level=label(level, "level"), who=words[state].strip())
    if result["robustness"] is None:
        return _(
            "%(level)s: %(who)s. 산출은 %(computed)s.",
            level=label(level, "level"),
            who=words[state].strip(),
            computed=label(result["level"], "level"),
        )
    return _(
        "%(level)s: %(who)s. 산출은 %(computed)s(견고도 %(share)s).",
        level=label(level, "level"),
        who=words[state].strip(),
        computed=label(result["level"], "level"),
        share=percent(result["robustness"]),
    )


def course_sentence(result: Item, events: Iterable[sqlite3.Row]) -> str:
    """The level at each step, with the reasons of those that changed it; empty while it is as computed."""
    steps = [_("산출 %(level)s", level=_computed(result))]
    reasons = []
    before = result["level"]
    for event in events:
        if event["state"] == "computed":
            continue
        steps.append(f"{_offices()[event['state']]} {label(event['level'], 'level')}")
        if event["reason_code"] and event["level"] != before:
            reasons.append(label(event["reason_code"], "override_reason"))
        before = event["level"]
    if len(steps) == 1:
        return ""
    course = " → ".join(steps)
    if not reasons:
        return course
    why = _("바꾼 사유: %(reasons)s", reasons=", ".join(dict.fromkeys(reasons)))
    return f"{course}. {why}"


def votes_told(team: TeamLevel, levels: Sequence[str]) -> str:
    """How many votes each level got, without whose they are."""
    told = [
        _("%(level)s %(n)s표", level=label(level, "level"), n=n)
        for level, n in zip(levels, team.counts, strict=True)
        if n
    ]
    return ", ".join([*told, *([_("기권 %(n)s표", n=team.abstained)] if team.abstained else [])])


def signature(event: sqlite3.Row) -> str:
    """Who stands behind an event: the team as a whole with its votes, the person who recorded it, or the system."""
    if event["state"] != "validated":
        return event["person_name"] or _("시스템")
    if not event["votes_cast"]:
        return _("현장검증단")
    told = [_("%(all)s표 중 %(n)s표", all=event["votes_cast"], n=event["votes_for"])]
    if event["abstained"]:
        told.append(_("기권 %(n)s표", n=event["abstained"]))
    return _("현장검증단(%(votes)s)", votes=", ".join(told))


def _votes(db: Database, result: Item, level: str) -> str:
    team = validating.count(db, result)
    place = presets.scheme_of(db, result["scheme_id"]).level_index(level)
    if not team.cast:
        return ""
    return _("%(all)s표 중 %(n)s표", all=team.cast, n=team.counts[place])


def _computed(result: Item) -> str:
    return label(result["level"], "level") if result["level"] else _("판단 유보")


def _offices() -> dict[str, str]:
    return {"validated": _("검증단"), "decided": _("협의회"), "confirmed": _("확정")}
