"""Making a project of standing codings, as much of it as one person may read."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.coding.codes.codes import codes_now
from app.coding.statements.segment_store import heard_by
from app.coding.statements.speaking import firm_cells, place, speaker
from app.coding.telling.eyes import Eyes
from app.coding.telling.masking import MASK
from app.coding.telling.opening import as_read
from app.coding.themes import quote_store
from app.coding.themes.quote_list import Wanted
from app.exchange.carrying import store
from app.exchange.carrying.ids import MARKS, code_id, mark_codes, mark_id, person_id, theme_id
from app.exchange.carrying.notes import with_memos
from app.exchange.carrying.tree import tree_of
from app.exchange.project.project import Case, Code, Coding, Project, Selection, Source, User, Variable, guid
from app.words.labels import label

GAP = "[…]"
Said = sqlite3.Row | Mapping[str, Any]


@dataclass(frozen=True)
class Heard:
    """A transcript without the speeches a person may not hear; `kept` are stretches of it and where each begins now."""

    text: str
    kept: tuple[tuple[int, int, int], ...]

    def moved(self, start: int, end: int) -> tuple[int, int] | None:
        """A stretch of the stored text in this one; None where it is not heard."""
        for first, last, now in self.kept:
            if first <= start and end <= last:
                return start - first + now, end - first + now
        return None


def heard(text: str, turns: Sequence[tuple[int, int, bool]]) -> Heard:
    """What is left of a text when speeches (start, end, whether it is heard) become gaps; what follows a gap moves.

    >>> heard("가: 예\\n나: 비밀\\n다: 끝", [(0, 4, True), (5, 10, False), (10, 14, True)]).text
    '가: 예\\n[…]다: 끝'
    """
    pieces: list[str] = []
    kept: list[tuple[int, int, int]] = []
    at, length = 0, 0
    for start, end in [*((start, end) for start, end, may in turns if not may), (len(text), len(text))]:
        if at < start:
            kept.append((at, start, length))
            pieces.append(text[at:start])
            length += start - at
        if start < end and (not pieces or pieces[-1] != GAP):
            pieces.append(GAP)
            length += len(GAP)
        at = max(at, end)
    return Heard("".join(pieces), tuple(kept))


@dataclass(frozen=True)
class Manner:
    """How codings are told to whoever asked for the file.

    Attributes
    ----------
    anonymous : bool
        For readers who could look a firm up: each statement is a text of its own, without speaker, coder, memo or code
        beneath its theme, which may be named with a firm's own words.
    marks : bool
        Whether stance, severity and kind of statement become codes of their own, for formats with no place for them.
    counting : bool
        Only the words that count, for documents that are read: what was settled in place of its coders' words. Else
        every coder's word, and what was settled beside them as a coder of its own.
    """

    anonymous: bool
    marks: bool = False
    counting: bool = False


def gather(
    db: Database,
    wanted: Wanted,
    themes: Mapping[str, sqlite3.Row],
    *,
    name: str,
    manner: Manner,
    memos: Sequence[sqlite3.Row] = (),
) -> Project:
    """Standing codings as a project.

    Parameters
    ----------
    wanted : Wanted
        Scope, filters and rules of quotes: what is not to be quoted, or waits for the coder's own word, stays out.
    themes : mapping of code to row
        The codebook's themes in order.
    memos : sequence of row
        What the reader may read of memos; those on what the project holds become notes of it.
    """
    found: Sequence[Said] = quote_store.codings(db, wanted)
    if manner.counting:
        found = [each for each in found if each["counts"]]
    found = as_read(db, found, Eyes(wanted.scope, single=not manner.anonymous))
    codes = [] if manner.anonymous else codes_now(db)
    made = _Gathered(db, wanted, manner, {each.id for each in codes})
    if not manner.anonymous:
        made.texts = store.texts_of(db, list({c["document_id"] for c in found if c["document_id"]}))
    for each in found:
        made.take(each)
    tree = tree_of(themes, codes, made.used)
    marks = mark_codes(mark_words()) if manner.marks else ()
    project = made.project(name, (*tree, *marks))
    return project if manner.anonymous else with_memos(project, memos, made.places)


def mark_words() -> dict[str, str]:
    return {"stance": _("태도"), "severity": _("심각도"), "statement": _("발언 종류")}


@dataclass
class _Gathered:
    db: Database
    wanted: Wanted
    manner: Manner
    codes: Collection[str]
    texts: Mapping[str, str] = field(default_factory=dict)
    heard: dict[str, Heard] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    selections: dict[str, dict[tuple[int, int], Selection]] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    places: dict[tuple[str, str], str] = field(default_factory=dict)

    def take(self, said: Said) -> None:
        source, at = self._source(said)
        if at is None:
            return
        told = self.selections.setdefault(source.guid, {})
        selection = told.get(at) or Selection(guid(f"{source.guid}/{at}", "moksori selection"), *at)
        coder = "" if self.manner.anonymous else self._coder(said)
        memo = "" if self.manner.anonymous else said["memo"] or ""
        memos = "\n".join(filter(None, (selection.memo, memo if memo not in selection.memo else "")))
        told[at] = replace(selection, codings=(*selection.codings, *self._codings(said, coder)), memo=memos)
        self.places.setdefault(("segment", said["id"]), selection.guid)
        if not self.manner.anonymous and said["respondent_id"]:
            self._case(said, selection.guid)

    def _coder(self, said: Said) -> str:
        id = person_id(said["coder_id"])
        self.users.setdefault(id, User(id, _("조정하여 정함") if said["is_settled"] else said["coder"]))
        return id

    def _source(self, said: Said) -> tuple[Source, tuple[int, int] | None]:
        """The text a statement stands in as its reader may have it, and where in it the coded words are."""
        whole = said["span_start"] is None
        span = (said["start"], said["end"]) if whole else (said["span_start"], said["span_end"])
        if self.manner.anonymous:
            number = _("인용 %(n)s", n=len(self.sources) + 1)
            source = self.sources.setdefault(said["id"], Source(said["id"], number, said["text"]))
            # Where a name was masked letters moved: the whole statement is what was coded then.
            moved = MASK in said["text"]
            return source, (0, len(said["text"])) if moved else (span[0] - said["start"], span[1] - said["start"])
        if said["document_id"]:
            id = said["document_id"]
            text = self._heard(id, said["roundtable_id"])
            source = self.sources.setdefault(id, Source(id, said["roundtable_title"], text.text))
            self.places[("document", id)] = id
            return source, text.moved(*span)
        id, name = said["answer_id"], f"{place(said)} · {speaker(said)}"
        return self.sources.setdefault(id, Source(id, name, said["answer_text"], values=_firm(said))), span

    def _heard(self, document_id: str, roundtable_id: str) -> Heard:
        if document_id not in self.heard:
            may = heard_by(self.db, roundtable_id, self.wanted.scope)
            turns = [(t["start"], t["end"], may(t["participant_id"])) for t in store.turns_of(self.db, document_id)]
            self.heard[document_id] = heard(self.texts.get(document_id, ""), turns)
        return self.heard[document_id]

    def _codings(self, said: Said, coder: str) -> list[Coding]:
        id, at = guid(f"{said['judgment_id']}{_within(said)}", "moksori judgment"), said["at"]
        words = mark_words()
        kinds = {kind: str(said[kind]) for kind in MARKS if said[kind] is not None}
        code = self._code(said)
        if not self.manner.marks:
            told = {words[k]: value if k == "severity" else label(value, k) for k, value in kinds.items()}
            return [Coding(id, code, coder, at, values=told)]
        own = Coding(id, code, coder, at)
        marks = [Coding(guid(f"{id}/{k}", "moksori mark"), mark_id(k, value), coder, at) for k, value in kinds.items()]
        return [own, *marks]

    def _code(self, said: Said) -> str:
        """The code beneath the theme where one was given that is a code still, else the theme."""
        finer = said["code_id"] if said["code_id"] in self.codes else None
        self.used.update(filter(None, (said["theme_code"], finer)))
        return code_id(finer) if finer else theme_id(said["theme_code"])

    def _case(self, said: Said, selection: str) -> None:
        id = guid(said["respondent_id"], "moksori respondent")
        case = self.cases.get(id) or Case(id, speaker(said), values=_firm(said))
        held = (*case.selections, *(() if selection in case.selections else (selection,)))
        self.cases[id] = replace(case, selections=held)

    def project(self, name: str, codes: tuple[Code, ...]) -> Project:
        sources = tuple(
            replace(
                source, selections=tuple(sorted(self.selections[source.guid].values(), key=lambda s: (s.start, s.end)))
            )
            for source in self.sources.values()
            if source.guid in self.selections
        )
        variables = (
            () if self.manner.anonymous else tuple(Variable(variable, word) for variable, word in _variables().items())
        )
        return Project(
            name,
            users=tuple(self.users.values()),
            codes=codes,
            sources=sources,
            variables=variables,
            cases=tuple(self.cases.values()),
            memo=_("이름을 가린 글입니다. 철회한 말은 들어 있지 않습니다."),
        )


def _within(said: Said) -> str:
    """What tells codings of one settlement apart."""
    return f"/{said['theme_code']}" if said["is_settled"] else ""


def _variables() -> dict[str, str]:
    words = {"area": _("밀집지역"), "industry": _("업종"), "size": _("규모")}
    return {guid(key, "moksori variable"): word for key, word in words.items()}


def _firm(said: Said) -> dict[str, str]:
    values = (said["area_codes"] or "", *firm_cells(said))
    return {variable: value for variable, value in zip(_variables(), values, strict=True) if value}
