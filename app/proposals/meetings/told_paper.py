"""The paper "말씀하신 것, 한 것" that lies on the table of a series' next meeting."""

from __future__ import annotations

import sqlite3

from flask_babel import gettext as _

from app.papers.model import Block, Heading, Lead, Note, Paper, Table, Text
from app.proposals.keeping.proposal import ANSWERED, OPEN
from app.proposals.meetings.telling import Line, Told
from app.words.formats import day, named, number
from app.words.labels import label

# Number, proposal, who said it, state, what was done: widths to each other.
_SHARES = (1.7, 3.6, 1.4, 1.3, 3.6)


def told_paper(told: Told, series: sqlite3.Row, *, by: str, office: str, made_on: str, example: bool) -> Paper:
    """The page's words as a paper; what fewer than three firms said is told without their number."""
    meeting = told.meeting
    planned = _("%(day)s 예정", day=day(series["next_on"])) if series["next_on"] else _("다음 회의")
    when = day(meeting["held_on"]) if meeting else planned
    number_of = _("제%(n)s차", n=meeting["number"]) if meeting and meeting["number"] else ""
    blocks: list[Block] = [Lead(told.sentences()[0]), *(Text(sentence) for sentence in told.sentences()[1:])]
    if told.lines:
        blocks.append(_states(told))
    for name, lines in told.grouped(by):
        blocks += [Heading(f"{name} ({_('%(n)s건', n=number(len(lines)))})", 1), _table(lines)]
    blocks.append(Note(_("‘새로’는 지난 회의 뒤에 달라진 제안입니다. 기업은 여러 번 말했어도 한 곳으로 셉니다.")))
    return Paper(
        title=_("말씀하신 것, 한 것"),
        subtitle=" · ".join(part for part in (str(named(series)), number_of, when) if part),
        blocks=tuple(blocks),
        office=office,
        made_on=made_on,
        example=example,
        keywords=(_("제안"), str(named(series))),
    )


def _states(told: Told) -> Table:
    states = [state for state in (*ANSWERED, *reversed(OPEN)) if told.states[state]]
    return Table(
        head=(_("상태"), _("제안 수")),
        rows=tuple((label(state, "proposal_state"), number(told.states[state])) for state in states),
        caption=_("제안의 상태"),
        numeric=frozenset({1}),
        shares=(2, 1),
    )


def _table(lines: list[Line]) -> Table:
    return Table(
        head=(_("번호"), _("말씀하신 것"), _("말한 곳"), _("상태"), _("한 것")),
        rows=tuple(_row(line) for line in lines),
        shares=_SHARES,
    )


def _row(line: Line) -> tuple[str, ...]:
    p = line.proposal
    state = label(p["state"], "proposal_state")
    return (
        f"{p['round_code']}-{p['number']}",
        f"{p['title']}\n{p['text']}" if p["text"] != p["title"] else p["title"],
        said_by(line),
        f"{state}\n{_('새로')}" if line.fresh else state,
        done(line),
    )


def said_by(line: Line) -> str:
    """How many said it: firms once each, fewer than three without a number."""
    parts = [_("기업 3곳 미만") if line.firms is None else _("기업 %(n)s곳", n=number(line.firms))] * (line.firms != 0)
    if line.others:
        parts.append(_("전문가 %(n)s명", n=number(line.others)))
    return ", ".join(parts) or "–"


def done(line: Line) -> str:
    """What became of it, in the words of a table's cell."""
    p = line.proposal
    parts = [p["reflected_in"], p["reason"]]
    if p["state"] == "review":
        parts.append(_("%(who)s에서 검토하고 있습니다.", who=p["organization"]))
    elif p["organization"] and p["state"] in ANSWERED:
        parts.append(p["organization"])
    if p["state"] in ANSWERED:
        parts.append(day(p["happened_on"] or p["state_at"][:10]))
    elif p["due_on"]:
        late = _("지남 %(n)s일", n=number(line.late)) if line.late else ""
        parts.append(" ".join(part for part in (_("답할 날 %(day)s", day=day(p["due_on"])), late) if part))
    return "\n".join(part for part in parts if part)
