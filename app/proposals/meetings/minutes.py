"""회의록: a roundtable as a paper: who was there, what was presented, themes with their firms, proposals, what is next."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas import anonymity
from app.clock import today
from app.coding.access import theme_names
from app.papers.model import Block, Break, Bullets, Facts, Heading, Note, Paper, Table, Text
from app.proposals.keeping import store
from app.proposals.keeping.proposal import OPEN, days_late
from app.proposals.meetings import minutes_store, series_store
from app.roundtables.record import store as roundtables
from app.roundtables.record.hearing import Audience, Gap, Participant, audience, shown
from app.roundtables.record.records import ORG_KINDS
from app.roundtables.talk import turn_store
from app.roundtables.talk.telling import Presented, kind_told, presented, told
from app.words.formats import clock, day, named, number, weekday
from app.words.labels import label

# As minutes list them: who led, who represents the public, who spoke for themselves.
ORDER = ("moderator", *(kind for kind in ORG_KINDS if kind != "moderator"))


@dataclass(frozen=True)
class Minuted:
    """A roundtable as its minutes tell it: nobody by name, whoever reads them; only what the scope may hear."""

    roundtable: sqlite3.Row
    areas: tuple[sqlite3.Row, ...]
    people: tuple[Participant, ...]
    topics: tuple[str, ...]
    presentations: tuple[Presented, ...]
    who: Audience
    document: sqlite3.Row | None
    scope: Scope


def read_minutes(db: Database, found: sqlite3.Row, scope: Scope) -> Minuted:
    where = roundtables.areas_of(db, [found["id"]])[found["id"]]
    everybody = roundtables.participants_of(db, found["id"])
    who = audience(everybody, (a["id"] for a in where), scope)
    people = tuple(told(each, knows=False) for each in everybody if each.id in who.participant_ids)
    return Minuted(
        roundtable=found,
        areas=tuple(a for a in where if scope.allows(a["id"])),
        people=people,
        topics=tuple(roundtables.topics_of(db, found["id"])),
        presentations=tuple(presented(roundtables.presentations_of(db, found["id"]), people)),
        who=who,
        document=turn_store.document_of(db, found["id"]),
        scope=scope,
    )


def minutes_paper(
    db: Database, minuted: Minuted, *, office: str, made_on: str, example: bool, verbatim: bool = False
) -> Paper:
    """The minutes; with `verbatim` what was said is an annex, as the transcript has it without names."""
    found = minuted.roundtable
    blocks = [
        *_head(minuted),
        *_people(minuted.people),
        *_agenda(minuted),
        *_themes(db, minuted),
        *_proposals(db, minuted),
        *(_verbatim(db, minuted) if verbatim else ()),
    ]
    return Paper(
        title=_("%(title)s 회의록", title=found["title"]),
        subtitle=_series(found),
        blocks=tuple(blocks),
        office=office,
        made_on=made_on,
        example=example,
        keywords=(_("회의록"), found["title"]),
    )


def _series(found: sqlite3.Row) -> str:
    if not found["series_ko"]:
        return ""
    number_of = _("제%(n)s차", n=found["number"]) if found["number"] else ""
    return " ".join(part for part in (str(named(found, "series")), number_of) if part)


def _head(minuted: Minuted) -> list[Block]:
    found = minuted.roundtable
    firms = len({each.organization for each in minuted.people if each.org_kind == "firm"})
    pairs = (
        (_("일시"), f"{weekday(found['held_on'])} {found['starts_at']}–{found['ends_at']}"),
        (_("장소"), found["place"]),
        (_("종류"), kind_told(found)),
        (_("밀집지역"), ", ".join(str(named(area)) for area in minuted.areas)),
        (_("참석"), _("%(n)s명(기업 %(firms)s곳)", n=number(len(minuted.people)), firms=number(firms))),
    )
    return [Facts(pairs)]


def _people(people: Sequence[Participant]) -> list[Block]:
    """Participants by organisation: how many and in which roles, no names."""
    lines: Counter[tuple[str, str]] = Counter((each.org_kind, each.organization) for each in people)
    roles: dict[tuple[str, str], list[str]] = {}
    for each in people:
        roles.setdefault((each.org_kind, each.organization), []).append(each.role)
    ordered = sorted(lines, key=lambda key: (ORDER.index(key[0]), key[1]))
    rows = tuple(
        (
            label(kind, "org_kind"),
            organization,
            ", ".join(dict.fromkeys(role for role in roles[kind, organization] if role)) or "–",
            number(lines[kind, organization]),
        )
        for kind, organization in ordered
    )
    table = Table(
        head=(_("구분"), _("기관·기업"), _("직책"), _("인원")),
        rows=rows,
        caption=_("참석자"),
        numeric=frozenset({3}),
        shares=(2, 4, 3, 1),
    )
    if not rows:
        return [Heading(_("참석자"), 1), Text(_("적은 참석자가 없습니다."))]
    why = _(
        "기업과 사람의 이름은 번호로 가렸습니다. 번호는 참여자를 기록에 적은 차례라 1부터 이어지지 않을 수 있습니다."
    )
    numbered = any(each.shown_organization for each in people)
    return [Heading(_("참석자"), 1), table, *([Note(why)] if numbered else [])]


def _agenda(minuted: Minuted) -> list[Block]:
    blocks: list[Block] = []
    if minuted.topics:
        blocks += [Heading(_("안건"), 1), Bullets(minuted.topics)]
    if minuted.presentations:
        rows = tuple(
            (
                each.title,
                each.organization,
                " · ".join(part for part in (each.role, each.speaker) if part) or "–",
                _minutes(each),
            )
            for each in minuted.presentations
        )
        head = (_("제목"), _("기관"), _("발표자"), _("녹취록의 분"))
        blocks += [Heading(_("발표"), 1), Table(head=head, rows=rows, caption=_("발표"), shares=(4, 3, 2, 1.2))]
    return blocks


def _minutes(each: Presented) -> str:
    if each.minute_from is None:
        return "–"
    return f"{each.minute_from}–{each.minute_to}" if each.minute_to is not None else str(each.minute_from)


def _themes(db: Database, minuted: Minuted) -> list[Block]:
    if minuted.document is None:
        return [Heading(_("논의"), 1), Text(_("녹취록을 아직 올리지 않아 주제별로 요약하지 못했습니다."))]
    found = minutes_store.themes_of(db, minuted.document["id"], minuted.scope)
    if not found:
        return [Heading(_("논의"), 1), Text(_("녹취록에서 어려움으로 본 발언이 아직 없습니다."))]
    speaking = minutes_store.firms_speaking(db, minuted.document["id"], minuted.scope)
    names = theme_names(db)
    rows = tuple(
        (
            names.get(r["theme_code"], r["theme_code"]),
            _share(r["firms"], speaking),
            number(r["others"]) if r["others"] else "–",
            number(r["statements"]),
        )
        for r in found
    )
    head = (_("주제"), _("말한 기업"), _("전문가"), _("말(문장)"))
    table = Table(head=head, rows=rows, caption=_("주제별 어려움"), numeric=frozenset({1, 2, 3}), shares=(4, 2, 1, 1))
    notes = [_("한 기업은 여러 번 말했어도 한 곳으로 셉니다. 3곳 미만이면 수를 싣지 않습니다.")]
    if not all(r["by_people"] for r in found):
        notes.append(_("전문가가 아직 판단하지 않은 발언은 기계가 제안한 주제로 셌습니다."))
    return [Heading(_("논의"), 1), table, Note(" ".join(notes))]


def _share(firms: int, of: int) -> str:
    if anonymity.is_small(firms):
        return _("3곳 미만")
    if not firms:
        return "–"
    return _("%(of)s곳 중 %(n)s곳", of=number(of), n=number(firms))


def _proposals(db: Database, minuted: Minuted) -> list[Block]:
    document = minuted.document
    document_id = document["id"] if document is not None else None
    ids = minutes_store.proposals_of(db, minuted.roundtable["id"], document_id, minuted.scope)
    stands, firms = store.proposals_named(db, ids), store.firms_of(db, ids)
    rows = tuple(
        (
            f"{p['round_code']}-{p['number']}",
            f"{p['title']}\n{p['text']}",
            _firms(firms[p["id"]]["firms"], firms[p["id"]]["others"]),
            p["addressee"] or p["organization"] or "–",
            label(p["state"], "proposal_state"),
        )
        for p in (stands[each] for each in ids)
    )
    head = (_("번호"), _("제안 내용"), _("말한 곳"), _("받는 곳"), _("상태"))
    table = Table(head=head, rows=rows, caption=_("나온 제안"), shares=(1.7, 4.4, 1.4, 2.1, 1.3))
    said: Block = table if rows else Text(_("이 회의의 발언으로 만든 제안이 아직 없습니다."))
    return [Heading(_("나온 제안"), 1), said, *_next(db, minuted, [stands[each] for each in ids])]


def _firms(firms: int, others: int) -> str:
    words = [_("3곳 미만") if anonymity.is_small(firms) else _("기업 %(n)s곳", n=number(firms))] * (firms > 0)
    return ", ".join([*words, *([_("전문가 %(n)s명", n=number(others))] if others else [])]) or "–"


def _next(db: Database, minuted: Minuted, proposals: Sequence[sqlite3.Row]) -> list[Block]:
    """What is to be done, by whom and until when; and when the series meets next."""
    steps = [_step(p) for p in proposals if p["state"] in OPEN]
    found = minuted.roundtable
    if found["series_id"]:
        planned = series_store.next_meeting(db, found["series_id"], today().isoformat())
        if planned and planned > found["held_on"]:
            steps.append(_("다음 회의: %(day)s", day=weekday(planned)))
    said: Block = Bullets(tuple(steps)) if steps else Text(_("남은 일이 없습니다."))
    return [Heading(_("다음에 할 일"), 1), said]


def _step(p: sqlite3.Row) -> str:
    who = p["organization"] or p["addressee"] or _("답할 곳을 정해야 합니다")
    due = day(p["due_on"]) if p["due_on"] else _("기한 없음")
    late = days_late(p["state"], p["due_on"], today())
    words = f"{p['title']} – {who}, {due}"
    return f"{words} ({_('지남 %(n)s일', n=number(late))})" if late else words


def _verbatim(db: Database, minuted: Minuted) -> list[Block]:
    """The transcript without names, speech by speech; what the reader may not hear is told as a gap."""
    if minuted.document is None:
        return []
    blocks: list[Block] = [Break(), Heading(_("붙임: 발언 전문"), 1)]
    blocks.append(Note(_("사람과 기업의 이름은 가렸습니다. 시각은 녹취록의 시각입니다.")))
    by_id = {each.id: each for each in minuted.people}
    turns = [turn for turn in turn_store.turns_of(db, minuted.document) if not turn.aside]
    for turn in shown(turns, minuted.who):
        if isinstance(turn, Gap):
            blocks.append(Note(_("다른 지역의 발언 %(n)s개는 싣지 않았습니다.", n=number(turn.count))))
            continue
        speaker = by_id.get(turn.participant_id or "")
        name = speaker.label if speaker else _("발언자 미상")
        when = f" ({clock(turn.time_start)})" if turn.time_start is not None else ""
        blocks.append(Text(f"{name}{when}: {turn.text}"))
    return blocks
