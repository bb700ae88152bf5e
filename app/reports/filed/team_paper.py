"""The verification team's record (현장검증단 기록): who sat, where they went, what they found, how they voted and why."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flask import current_app
from flask_babel import gettext as _
from sqlite_utils import Database

from app.coding.telling.masking import Mask
from app.coding.telling.name_store import mask_of
from app.evaluation.display.display import Display, read_display
from app.evaluation.people import balloting, referring, telling, visit_store, visits
from app.evaluation.people.balloting import BallotBox
from app.evaluation.people.grounds import from_json
from app.evaluation.round import store as evaluation_store
from app.evaluation.round.presets import scheme_of
from app.papers.model import Block, Bullets, Facts, Heading, Lead, Note, Paper, SignOff, Table, Text
from app.words.formats import day, moment, named, number, percent
from app.words.i18n import language
from app.words.labels import label


@dataclass(frozen=True)
class Record:
    """All of a record: votes are in `box` only once the vote is over."""

    result: sqlite3.Row
    round: sqlite3.Row
    display: Display
    box: BallotBox
    visits: tuple[sqlite3.Row, ...]
    events: tuple[sqlite3.Row, ...]
    evidence: Callable[[sqlite3.Row], list[str]]
    levels: tuple[str, ...]
    mask: Mask
    example: bool


def read_record(db: Database, result: sqlite3.Row) -> Record:
    """The record of a result as it may leave the house: nobody's open vote, firms masked."""
    round_ = evaluation_store.find_round(db, result["round_id"])
    assert round_ is not None
    mask = mask_of(db, round_["id"])

    def evidence(event: sqlite3.Row) -> list[str]:
        found = referring.told(db, result, from_json(event["evidence"]), anonymous=True)
        return [mask(f"{each.source}: {each.words}" if each.source else each.words) for each in found if each.words]

    return Record(
        result=result,
        round=round_,
        display=read_display(db, result, anonymous=True, alone=True),
        box=balloting.read_box(db, result, ""),
        visits=tuple(reversed(visit_store.visits_of(db, result["id"]))),
        events=tuple(evaluation_store.events_of(db, result["id"])),
        evidence=evidence,
        levels=tuple(each.id for each in scheme_of(db, result["scheme_id"]).levels),
        mask=mask,
        example=bool(current_app.config["MOKSORI"].example),
    )


def team_paper(record: Record) -> Paper:
    result = record.result
    return Paper(
        title=_("%(area)s 현장검증단 기록", area=named(result)),
        subtitle=f"{named(record.round)} · {result['code']} · {label(result['district'], 'district')}",
        blocks=tuple(_blocks(record)),
        language=language(),
        example=record.example,
        running=_("%(round)s 현장검증단 기록 · %(area)s", round=named(record.round), area=named(result)),
        keywords=(named(record.round), named(result), _("현장검증단 기록")),
        sign_off=SignOff(tuple(label(line.seat, "seat") for line in record.box.lines)),
    )


def _blocks(record: Record) -> Iterator[Block]:
    yield Lead(_lead(record))
    yield Facts(tuple(_facts(record)))
    yield Heading(_("1. 검증단"))
    yield _members(record)
    yield Heading(_("2. 현장에서 볼 것"))
    checks = (visits.check_words(check, record.display.result) for check in visits.checks(record.display))
    yield Bullets(tuple(checks))
    yield Heading(_("3. 방문과 확인한 내용"))
    if not record.visits:
        yield Text(_("적은 방문이 없습니다."))
    for visit in record.visits:
        yield from _visit(record, visit)
    yield Heading(_("4. 표"))
    yield from _votes(record)
    yield Heading(_("5. 단계의 기록"))
    yield Bullets(tuple(_event(record, event) for event in record.events) or (_("아직 기록이 없습니다."),))


def _lead(record: Record) -> str:
    box, area = record.box, named(record.result)
    if not box.opened:
        return _("%(area)s의 투표가 끝나지 않았습니다. 표는 투표가 끝난 뒤에 싣습니다.", area=area)
    if box.level is None:
        return _("%(area)s의 투표가 끝났으나 정족수 %(n)s표에 모자랍니다.", area=area, n=box.quorum)
    level = label(box.level, "level")
    if box.level == record.result["level"]:
        return _("현장검증단은 %(area)s의 산출 단계 ‘%(level)s’을 그대로 보았습니다.", area=area, level=level)
    return _("현장검증단은 %(area)s의 단계를 ‘%(level)s’로 보았습니다.", area=area, level=level)


def _facts(record: Record) -> Iterator[tuple[str, str]]:
    result = record.display.result
    yield _("밀집지역"), f"{named(record.result)}({record.result['code']})"
    yield _("회차"), named(record.round)
    yield _("산출 단계"), label(result["level"], "level") if result["level"] else _("판단 유보")
    if result["robustness"] is not None:
        yield _("견고도"), percent(result["robustness"])
    if record.box.level:
        yield _("검증단의 단계(중앙값)"), label(record.box.level, "level")
    yield _("자료 기준일"), day(record.result["as_of"])


def _members(record: Record) -> Table:
    rows = tuple(
        (label(line.seat, "seat"), line.holder or _("정하지 않음"), _("냄") if line.voted else _("내지 않음"))
        for line in record.box.lines
    )
    return Table((_("자리"), _("이름"), _("표")), rows, _("검증단의 자리"), shares=(4, 4, 2))


def _visit(record: Record, visit: sqlite3.Row) -> Iterator[Block]:
    seats, looked, photos = (json.loads(visit[name]) for name in ("seats", "looked", "photos"))
    yield Heading(_("%(day)s 방문", day=day(visit["visited_on"])), 2)
    pairs = [
        (_("다녀온 자리"), ", ".join(label(seat, "seat") for seat in seats)),
        (_("본 것"), "\n".join(visits.check_words(check, record.display.result) for check in looked)),
        (_("확인한 내용"), record.mask(visit["note"])),
        (_("사진"), _("%(n)s장(목소리에 있음)", n=len(photos)) if photos else ""),
    ]
    yield Facts(tuple((name, told) for name, told in pairs if told))


def _votes(record: Record) -> Iterator[Block]:
    box = record.box
    if not box.opened or box.team is None:
        yield Text(_("투표가 끝나지 않아 표를 싣지 않습니다."))
        return
    yield Text(_("현장검증단의 표: %(told)s.", told=telling.votes_told(box.team, record.levels)))
    rows = tuple(
        (label(line.seat, "seat"), _vote(line.vote), record.mask(line.vote["reason"]))
        for line in box.lines
        if line.vote is not None
    )
    yield Table((_("자리"), _("단계"), _("사유")), rows, _("자리마다 낸 표"), shares=(3, 2, 7))
    yield Note(
        _(
            "단계를 적은 표의 중앙값이 검증단의 단계입니다. 정족수는 %(quorum)s표이고, 단계를 적은 표는 %(cast)s표입니다.",
            quorum=number(box.quorum),
            cast=number(box.team.cast),
        )
    )


def _vote(vote: sqlite3.Row) -> str:
    return _("기권(이해 충돌)") if vote["conflict"] else label(vote["level"], "level")


def _event(record: Record, event: sqlite3.Row) -> str:
    when = day(event["met_on"]) if event["met_on"] else moment(event["at"])
    why = label(event["reason_code"], "override_reason") if event["reason_code"] else ""
    lines = [
        f"{when} {label(event['state'], 'level_state')}: {label(event['level'], 'level')}",
        _("까닭: %(why)s", why=why) if why else "",
        record.mask(event["reason"]),
        *(_("근거: %(told)s", told=told) for told in record.evidence(event)),
    ]
    return "\n".join(filter(None, lines))
