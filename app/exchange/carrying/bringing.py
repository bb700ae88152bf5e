"""Bringing another tool's codings in as a person's own judgments: planned and looked at first, then all or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.accounts.store import record
from app.coding.judging import judging, judgment_store
from app.coding.statements.judgments import LONGEST_MEMO
from app.coding.statements.segment_store import heard_by
from app.coding.statements.spans import Span, clipped
from app.coding.statements.voices import SETTLED
from app.db import writing
from app.errors import Conflict
from app.exchange.carrying import noting, store
from app.exchange.carrying.finer import NOTHING_FINER, Finer, make
from app.exchange.carrying.ids import MARKS, marks_by_id, person_id
from app.exchange.carrying.matching import Match, Stored, match
from app.exchange.carrying.noting import Noted
from app.exchange.project.losses import Reading
from app.exchange.project.project import Coding, Project, Selection, guid
from app.ids import new_id

# What one act may hold: it is taken back in one go, and a person looks at all of it before. Chosen, not measured.
MOST = 5_000


@dataclass(frozen=True)
class Choice:
    """What a person chose on the page.

    Attributes
    ----------
    themes : mapping of str to str
        Code of the file to theme; codes without one are not brought.
    finer : Finer
        Which code beneath its theme each code of the file is; `make` those that are none yet.
    coders : collection of str or None
        Coders of the file whose codings are brought; None: everybody's.
    stance, severity
        Where the file says none: stance, and how severe a need is.
    """

    themes: Mapping[str, str]
    coders: Collection[str] | None = None
    stance: str = "undecided"
    severity: int | None = None
    finer: Finer = NOTHING_FINER
    make: bool = False


@dataclass(frozen=True)
class Origin:
    """Whose coding it was in the file, by the name it has there, which code, and when."""

    coder: str = ""
    code: str = ""
    at: str = ""

    def and_of(self, other: Origin) -> Origin:
        """Of two codings that become one: everybody's name."""
        names = dict.fromkeys(filter(None, (*self.coder.split(", "), *other.coder.split(", "))))
        codes = dict.fromkeys(filter(None, (*self.code.split(", "), *other.code.split(", "))))
        return Origin(", ".join(names), ", ".join(codes), max(self.at, other.at))


@dataclass(frozen=True)
class Item:
    """One judgment to be: the words of one segment and a theme; `source` is whose it was in the file and when."""

    segment_id: str
    start: int
    text: str
    theme: str
    span: Span
    stance: str
    severity: int | None
    statement: str | None
    memo: str
    where: str
    check: str
    code: str | None = None
    file_code: str = ""
    source: Origin = Origin()


@dataclass
class Plan:
    """What would be brought, and why the rest would not: `left` counts codings by a code of ``LABELS["not_brought"]``.

    `touched` says in which segment a stretch of the file stands in: where notes on it come to.
    """

    matches: list[Match]
    items: list[Item] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    touched: dict[str, str] = field(default_factory=dict)


def stored_texts(db: Database, round_id: str, scope: Scope) -> list[Stored]:
    """The texts of a round within a person's scope, transcripts first."""
    talks = [
        Stored("document", d["id"], d["title"] or d["code"], d["text"]) for d in store.documents(db, round_id, scope)
    ]
    return [*talks, *(Stored("answer", a["id"], "", a["text"]) for a in store.answers(db, round_id, scope))]


def plan(db: Database, reading: Reading, choice: Choice, *, round_id: str, scope: Scope, coder_id: str) -> Plan:
    """What of a file would become the person's judgments; nothing is written."""
    made = Plan(match(reading.project.sources, stored_texts(db, round_id, scope)))
    users, names = reading.project.user_names(), reading.project.code_names()
    for each in made.matches:
        if each.stored is None:
            made.left["no_text"] += sum(len(s.codings) for s in each.source.selections)
        else:
            _Planning(db, made, reading, choice, each, each.stored, scope, coder_id, users, names).plan()
    return made


@dataclass
class _Planning:
    db: Database
    made: Plan
    reading: Reading
    choice: Choice
    match: Match
    stored: Stored
    scope: Scope
    coder_id: str
    users: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def plan(self) -> None:
        segments = self._segments()
        stands = store.standing_of(self.db, self.coder_id, [s[0] for s in segments])
        found: dict[tuple[str, str], Item] = {}
        for selection in self.match.source.selections:
            for item in self._items(selection, segments):
                key = (item.segment_id, item.theme)
                if stands.get(item.segment_id, set()) & {"", item.theme}:
                    self.made.left["stands"] += 1
                elif key in found:
                    # A theme counts once at a place: the same one given twice there is given to all of its words.
                    there = found[key]
                    span = (min(there.span[0], item.span[0]), max(there.span[1], item.span[1]))
                    found[key] = replace(there, span=span, source=there.source.and_of(item.source))
                    self.made.left["again"] += 1
                else:
                    found[key] = item
        self.made.items += found.values()

    def _segments(self) -> list[tuple[str, int, int, str]]:
        document = self.stored.id if self.stored.kind == "document" else None
        answer = self.stored.id if document is None else None
        rows = store.segments_of(self.db, document_id=document, answer_id=answer, scope=self.scope)
        if document:
            roundtable = store.roundtable_of(self.db, document)
            may = heard_by(self.db, roundtable, self.scope)
            rows = [r for r in rows if may(r["participant_id"])]
        return [(r["id"], r["start"], r["end"], r["text"]) for r in rows]

    def _items(self, selection: Selection, segments: list[tuple[str, int, int, str]]) -> list[Item]:
        codings = [c for c in selection.codings if c.code not in _MARKS]
        own = [c for c in codings if c.coder != _SETTLED]
        self.made.left["settled"] += len(codings) - len(own)
        wanted = [c for c in own if self.choice.coders is None or c.coder in self.choice.coders]
        self.made.left["coder"] += len(own) - len(wanted)
        span = self.match.spans.get(selection.guid)
        if span is None:
            self.made.left["no_place"] += len(wanted)
            return []
        found = []
        for coding in wanted:
            theme = self.choice.themes.get(coding.code, "")
            if not theme:
                self.made.left["no_theme"] += 1
                continue
            told = _said(coding, selection, self.choice)
            check = (self.reading.checks or {}).get(selection.guid, "fits")
            touched = [(s, part) for s in segments if s[2] > span[0] and (part := clipped(span, s[1], s[3]))]
            if not touched:
                self.made.left["no_segment"] += 1
            else:
                self.made.touched.setdefault(selection.guid, touched[0][0][0])
            memo, finer = selection.memo[:LONGEST_MEMO], self.choice.finer.there.get(coding.code)
            source = Origin(self.users.get(coding.coder, ""), self.names.get(coding.code, ""), coding.at)
            found += [
                Item(
                    id, start, text, theme, part, *told, memo, self.match.source.name, check, finer, coding.code, source
                )
                for (id, start, _end, text), part in touched
            ]
        return found


_MARKS = marks_by_id()
# What was settled goes out as a coder of its own; it is nobody's word and comes in as nobody's.
_SETTLED = person_id(SETTLED)


def _said(coding: Coding, selection: Selection, choice: Choice) -> tuple[str, int | None, str | None]:
    """Stance, severity and kind of statement as our own files tell them beside a coding, else as the person chose."""
    beside = {each.guid: each.code for each in selection.codings}
    marks = {
        kind: _MARKS.get(beside.get(guid(f"{coding.guid}/{kind}", "moksori mark"), ""), ("", ""))[1] for kind in MARKS
    }
    stance = marks["stance"] or choice.stance
    severity = int(marks["severity"]) if marks["severity"] else choice.severity
    return stance, severity if stance == "need" else None, marks["statement"] or None


def bring(
    db: Database,
    made: Plan,
    *,
    coder_id: str,
    sha256: str,
    finer: Finer | None = None,
    notes: Collection[Noted] = (),
) -> str:
    """Append every item of a plan as the person's own judgment, all together; returns the act's id.

    With `finer` codes beneath the themes that are missing are made; `notes` become own memos.

    All or none; the bench's undo takes all of them back at once. Raises Conflict for nothing and for too much.
    """
    if not made.items or len(made.items) > MOST:
        words = (
            _("새로 담을 코딩이 없습니다.")
            if not made.items
            else _("한 번에 %(n)s건까지 담습니다. 파일을 나누어 주십시오.", n=MOST)
        )
        raise Conflict(words)
    act, first = new_id(), None
    with writing(db):
        codes = make(db, finer, by=coder_id, wanted=[each.file_code for each in made.items]) if finer else {}
        for item in made.items:
            given = judging.judge(
                db,
                item.segment_id,
                coder_id=coder_id,
                action="add",
                seen=judgment_store.newest_judgment(db, item.segment_id, coder_id),
                theme_code=item.theme,
                stance=item.stance,
                severity=item.severity,
                statement=item.statement,
                memo=item.memo,
                code_id=item.code or codes.get(item.file_code),
                span=item.span,
                together=first,
                act=None if first else act,
            )
            store.note_source(db, given, coder=item.source.coder, code=item.source.code, at=item.source.at)
            first = first or given
        noting.bring(db, notes, act=act, person_id=coder_id)
        store.note_run(db, act, sha256=sha256, rows=len(made.items), person_id=coder_id)
        counts = {"new": len(made.items), "unchanged": made.left["stands"]}
        record(db, "file imported", person_id=coder_id, object_kind="import", object_id=act, kind="exchange", **counts)
    return act


def coders_of(project: Project) -> list[tuple[str, str, int]]:
    """Coders of a file with how many codings each gave; "" is nobody named."""
    counts: Counter[str] = Counter(
        c.coder
        for source in project.sources
        for s in source.selections
        for c in s.codings
        if c.code not in _MARKS and c.coder != _SETTLED
    )
    names = project.user_names()
    return [(coder, names.get(coder, ""), n) for coder, n in counts.most_common()]
