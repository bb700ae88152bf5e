"""What followed from an area's level, as its report tells it: what was offered, what was proposed, what is planned."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence

from flask_babel import gettext as _
from sqlite_utils import Database

from app.papers.model import Block, Heading, Table, Text
from app.plans.plans import Plan, Task
from app.plans.reading import plans_of_area
from app.plans.wording import money_said
from app.programmes.picks.pick_store import offers_of_area
from app.proposals.reading import proposals_of_area
from app.words.formats import day, named, won
from app.words.labels import label


def help_blocks(db: Database, area_id: str, round_: sqlite3.Row, mask: Callable[[str], str]) -> tuple[Block, ...]:
    """Sections of a report; none where nothing has followed yet. Firms are not named: who was offered what is theirs."""
    offers = offers_of_area(db, area_id, round_["id"])
    proposals = proposals_of_area(db, area_id, round_["code"])
    plans = [plan for plan in plans_of_area(db, area_id, round_) if not plan.dropped]
    if not (offers or proposals or plans):
        return ()
    found: list[Block] = [Heading(_("지원, 제안과 계획"))]
    found += [_offers(offers)] if offers else []
    found += [_proposals(proposals, mask)] if proposals else []
    for plan in plans:
        found += _plan(plan, mask)
    return tuple(found)


def _offers(offers: Sequence[sqlite3.Row]) -> Table:
    rows = [
        (
            named(each),
            _("기업 한 곳") if each["firm_id"] else _("지역 전체"),
            label(each["state"], "pick_state"),
            day(each["on_day"]) if each["on_day"] else "",
            won(each["amount"]),
        )
        for each in offers
    ]
    head = (_("지원사업"), _("누구에게"), _("상태"), _("날짜"), _("금액"))
    return Table(head, tuple(rows), _("지원 연계"), shares=(5, 2, 2, 2, 2), numeric=frozenset({4}))


def _proposals(proposals: Sequence[sqlite3.Row], mask: Callable[[str], str]) -> Table:
    rows = [
        (
            mask(each["title"]),
            each["organization"] or each["addressee"] or "",
            label(each["state"], "proposal_state"),
            mask("\n".join(filter(None, (each["reflected_in"], each["reason"])))),
            day(each["due_on"]) if each["due_on"] else "",
        )
        for each in proposals
    ]
    head = (_("제안 내용"), _("맡은 기관"), _("상태"), _("결과"), _("답할 날"))
    return Table(head, tuple(rows), _("이번 회차의 제안"), shares=(5, 3, 2, 4, 2))


def _plan(plan: Plan, mask: Callable[[str], str]) -> Iterator[Block]:
    yield Heading(mask(plan.title), 2)
    yield Text(money_said(plan.money))
    head = (_("영역"), _("과제"), _("담당"), _("기한"), _("금액"), _("상태"))
    rows = tuple(_task(task, mask) for task in plan.tasks)
    if rows:
        yield Table(head, rows, _("예방계획의 과제"), shares=(2, 5, 3, 2, 2, 2), numeric=frozenset({4}))


def _task(task: Task, mask: Callable[[str], str]) -> tuple[str, ...]:
    due = max((each.due_on for each in task.milestones), default="")
    return (
        label(task.domain, "domain") if task.domain else "",
        mask(task.title),
        task.organization,
        day(due) if due else "",
        won(task.budget),
        label(task.status, "plan_status"),
    )
