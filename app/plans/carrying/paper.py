"""A plan as a paper: how it stands, what it costs as far as it is known, its tasks, what changed, what was said."""

from __future__ import annotations

from collections.abc import Mapping

from flask import current_app
from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.office import office
from app.papers.model import Block, Bullets, Facts, Heading, Lead, Note, Paper, Quote, SignOff, Table, Text
from app.plans import store
from app.plans.plans import RESPONSE, Plan, Task, changes
from app.plans.wording import change_said, declared_said, money_said, standing_said
from app.voices.seeing import said_of
from app.words.formats import day, named, number, won
from app.words.i18n import language
from app.words.labels import label

# Words printed beneath a task: enough to see why it is there; the page has all of them. Chosen, not measured.
QUOTES = 3


def paper_of(db: Database, plan: Plan, before: Plan | None, theme_names: Mapping[str, str]) -> Paper:
    """The paper of a plan; with `before`, as it stood then, what changed since."""
    blocks: list[Block] = [Lead(standing_said(plan)), *_head(db, plan)]
    if before is not None:
        blocks += _changes(before, plan)
    blocks += [block for n, group in enumerate(plan.groups, start=1) for block in _group(plan, n, *group)]
    blocks += _grounds(db, plan, theme_names)
    blocks.append(Note(_("늦음은 이정표의 날짜가 %(day)s 전에 지났는데 이루지 못한 것을 셉니다.", day=day(plan.day))))
    return Paper(
        title=plan.title,
        blocks=tuple(blocks),
        office=office().name,
        made_on=plan.day.isoformat(),
        language=language(),
        example=current_app.config["MOKSORI"].example,
        subtitle=_("%(day)s의 상태", day=day(plan.day)),
        sign_off=SignOff((_("작성"), _("검토"), _("결재"))),
        keywords=(label(plan.kind, "plan_kind"),),
    )


def _head(db: Database, plan: Plan) -> list[Block]:
    roundtable = store.find_roundtable(db, plan.roundtable_id) if plan.roundtable_id else None
    pairs = [
        (_("밀집지역"), named(plan.area) if plan.area else ""),
        (_("계기"), plan.occasion),
        (_("간담회"), f"{roundtable['title']}, {day(roundtable['held_on'])}" if roundtable else ""),
        (_("정한 날"), day(plan.met_on) if plan.met_on else ""),
        (_("발표한 전체 금액"), won(plan.declared) if plan.declared is not None else ""),
        (_("과제 금액"), money_said(plan.money)),
        (_("출처"), plan.source),
    ]
    found: list[Block] = [Facts(tuple((name, told) for name, told in pairs if told))]
    found += [Text(text) for text in (declared_said(plan), plan.note) if text]
    return found


def _changes(before: Plan, plan: Plan) -> list[Block]:
    found = changes(before.tasks, plan.tasks)
    head = Heading(_("%(since)s부터 달라진 것", since=day(before.as_of)), 2)
    if not found:
        return [head, Text(_("두 날 사이에 달라진 것이 없습니다."))]
    kept = ("new", "gone", "edited")
    told = [
        f"{c.task.title}: {label(c.what, 'plan_change')}" + ("" if c.what in kept else f", {change_said(c)}")
        for c in found
    ]
    return [head, Bullets(tuple(told))]


def _group(plan: Plan, n: int, key: str, title: str, tasks: tuple[Task, ...]) -> list[Block]:
    if plan.kind == RESPONSE:
        word = _("전략 %(n)s. %(title)s", n=n, title=title) if key else _("전략을 고르지 않은 과제")
    else:
        word = label(key, "domain") if key else _("영역을 고르지 않은 과제")
    if not tasks:
        return [Heading(word, 1), Text(_("아직 과제가 없습니다."))]
    head = (_("과제"), _("금액"), _("기간"), _("담당"), _("상태"), _("다음 이정표"))
    rows = tuple(_row(plan, task) for task in tasks)
    return [Heading(word, 1), Table(head, rows, numeric=frozenset({1}), shares=(5, 2.4, 1.2, 3, 2.4, 4))]


def _row(plan: Plan, task: Task) -> tuple[str, ...]:
    late, coming = task.days_late(plan.day), task.next_milestone()
    state = label(task.status, "plan_status")
    if late:
        state += "\n" + _("지남 %(n)s일", n=number(late))
    if task.status == "stopped" and task.reason:
        state += f"\n{task.reason}"
    who = "\n".join(filter(None, (task.organization, task.owner))) or "–"
    step = f"{coming.title}\n{day(coming.due_on)}" if coming else "–"
    money = "\n".join(filter(None, (won(task.budget), task.funding)))
    return (task.title, money, label(task.term, "plan_term") if task.term else "–", who, state, step)


def _grounds(db: Database, plan: Plan, theme_names: Mapping[str, str]) -> list[Block]:
    """What was said, of each task, as anybody may read it."""
    segments = {task.id: store.segments_of(db, task.id) for task in plan.tasks if task.grounds}
    if not segments:
        return []
    found: list[Block] = [Heading(_("근거가 된 말"), 1)]
    said = said_of(db, segments, leaving=True)
    for task in plan.tasks:
        told = said.get(task.id)
        if told is None:
            continue
        themes = ", ".join(theme_names.get(code, code) for code in task.themes)
        found.append(Heading(task.title + (f" ({themes})" if themes else ""), 2))
        found += [Quote(w.text, w.who, w.where, language=w.language) for w in told.words[:QUOTES]]
        rest = told.count - len(told.words[:QUOTES])
        if rest:
            found.append(Note(_("싣지 않은 말이 %(n)s건 있습니다.", n=number(rest))))
    return found
