"""Projects of QualCoder, its ``data.qda``: texts, codes beneath categories, codings with their words, annotations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from app.exchange.project.losses import Loss, Reading, gathered
from app.exchange.project.positions import Claim, Span, Text, check, settle
from app.exchange.project.project import (
    Case,
    Code,
    Coding,
    Note,
    Project,
    Selection,
    Source,
    User,
    Variable,
    guid,
    in_tree_order,
)
from app.exchange.readers.databases import Database
from app.exchange.readers.values import color, line, moment, words
from transcripts.decoding.characters import BROKEN
from transcripts.text.normalizing import mapped, stored_offset

TABLES = frozenset(["source", "code_name", "code_cat", "code_text"])
_KINDS = {"images": "picture", "audio": "audio", "video": "video"}


def read(db: Database, file_name: str) -> Reading:
    return _Reader(db).read(file_name)


@dataclass(frozen=True)
class _Mark:
    """What lies in a text: a coding, an annotation, a part of a case."""

    kind: str
    id: str
    start: Any
    end: Any
    said: str = ""
    code: str = ""
    owner: str = ""
    at: str = ""
    memo: str = ""


@dataclass
class _Reader:
    db: Database
    losses: list[Loss] = field(default_factory=list)
    checks: dict[str, str] = field(default_factory=dict)
    people: dict[str, None] = field(default_factory=dict)
    marks: dict[Any, list[_Mark]] = field(default_factory=lambda: defaultdict(list))
    notes: list[Note] = field(default_factory=list)
    in_cases: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def read(self, file_name: str) -> Reading:
        self._mark()
        way, sources = self._sources()
        codes = in_tree_order(self._codes())
        known = {code.guid for code in codes}
        sources = tuple(self._known(source, known) for source in sources)
        for name, entry, at, owner in self.db.rows("journal", "name", "jentry", "date", "owner"):
            id = guid(f"{name}", "qualcoder journal")
            self.notes.append(Note(id, line(name), words(entry), self._who(owner), moment(at)))
        variables = tuple(
            Variable(guid(f"{name}", "qualcoder attribute"), line(name), "Text", words(memo))
            for name, memo in self.db.rows("attribute_type", "name", "memo")
        )
        cases = tuple(self._cases({source.guid for source in sources}))
        memo = next((words(memo) for (memo,) in self.db.rows("project", "memo")), "")
        project = Project(
            file_name.rpartition(".")[0],
            "QualCoder",
            users=tuple(User(guid(who, "qualcoder user"), who) for who in self.people),
            codes=codes,
            sources=sources,
            notes=tuple(self.notes),
            variables=variables,
            cases=cases,
            memo=memo,
        )
        return Reading(project, gathered(self.losses), self.checks, way)

    def _known(self, source: Source, codes: set[str]) -> Source:
        """A text without codings of codes that were taken away."""
        kept = []
        for selection in source.selections:
            codings = tuple(each for each in selection.codings if each.code in codes)
            if len(codings) == len(selection.codings):
                kept.append(selection)
            else:
                self.losses.append(Loss("code_unknown", source.name))
        return replace(source, selections=tuple(kept))

    def _who(self, owner: object) -> str:
        name = line(owner)
        if not name:
            return ""
        self.people.setdefault(name)
        return guid(name, "qualcoder user")

    def _codes(self) -> Iterator[Code]:
        def above(id: object) -> str:
            return guid(str(id), "qualcoder category") if id is not None else ""

        for id, name, memo, parent in self.db.rows("code_cat", "catid", "name", "memo", "supercatid"):
            yield Code(above(id), line(name), above(parent), definition=words(memo).strip(), codable=False)
        for id, name, memo, parent, shade in self.db.rows("code_name", "cid", "name", "memo", "catid", "color"):
            yield Code(guid(str(id), "qualcoder code"), line(name), above(parent), color(shade), words(memo).strip())

    def _mark(self) -> None:
        columns = ("fid", "cid", "pos0", "pos1", "seltext", "owner", "date", "memo")
        for n, (fid, cid, start, end, said, owner, at, memo) in enumerate(self.db.rows("code_text", *columns)):
            who, code = self._who(owner), guid(str(cid), "qualcoder code")
            mark = _Mark("coding", str(n), start, end, words(said), code, who, moment(at), words(memo))
            self.marks[fid].append(mark)
        for fid, id, start, end, memo, owner, at in self.db.rows(
            "annotation", "fid", "anid", "pos0", "pos1", "memo", "owner", "date"
        ):
            mark = _Mark("annotation", str(id), start, end, owner=self._who(owner), at=moment(at), memo=words(memo))
            self.marks[fid].append(mark)
        for fid, case, start, end in self.db.rows("case_text", "fid", "caseid", "pos0", "pos1"):
            self.marks[fid].append(_Mark("case", str(case), start, end))
        self.losses += [Loss("picture_selection", "") for _each in self.db.rows("code_image", "cid")]
        self.losses += [Loss("media_selection", "") for _each in self.db.rows("code_av", "cid")]

    def _sources(self) -> tuple[str, tuple[Source, ...]]:
        columns = ("id", "name", "fulltext", "mediapath", "memo", "owner", "date")
        listed, texts = [], []
        for id, name, text, path, memo, owner, at in self.db.rows("source", *columns):
            kind = _KINDS.get(str(path or "").strip("/").replace(":", "/").split("/")[0])
            if kind and not text:
                self.losses.append(Loss(kind, line(name)))
                continue
            whole = [m for m in self.marks[id] if isinstance(m.start, int) and isinstance(m.end, int)]
            self.losses += [Loss("no_position", line(name))] * (len(self.marks[id]) - len(whole))
            listed.append((id, line(name), words(memo), self._who(owner), moment(at), whole))
            # Only codings repeat their words; where others stand is told by how those are counted.
            texts.append(Text(str(text or ""), [Claim(m.start, m.end, m.said) for m in whole]))
        way, spans = settle(texts)
        found = zip(listed, texts, spans, strict=True)
        return str(way), tuple(self._source(*each, text.text, at) for each, text, at in found)

    def _source(
        self,
        id: Any,
        name: str,
        memo: str,
        owner: str,
        when: str,
        marks: list[_Mark],
        raw: str,
        spans: list[Span | None],
    ) -> Source:
        text, runs = mapped(raw, BROKEN)
        own = guid(str(id), "qualcoder source")
        selections: list[Selection] = []
        for mark, span in zip(marks, spans, strict=True):
            at = span and (stored_offset(runs, span[0]), stored_offset(runs, span[1], end=True))
            if mark.kind == "case" and (at is None or at == (0, len(text))):
                self.in_cases[mark.id].append(own)
            elif not at or at[0] >= at[1]:
                self.losses.append(Loss("out_of_range", name))
            else:
                selections.append(self._selection(mark, text, at, str(id)))
        return Source(own, name, text, tuple(selections), memo=memo, coder=owner, at=when)

    def _selection(self, mark: _Mark, text: str, at: Span, source: str) -> Selection:
        id = guid(f"{source}/{mark.kind}/{mark.id}/{at}", "qualcoder selection")
        self.checks[id] = check(text, *at, mark.said)
        if mark.kind == "coding":
            coding = Coding(guid(mark.id, "qualcoder coding"), mark.code, mark.owner, mark.at)
            return Selection(id, *at, (coding,), memo=mark.memo, coder=mark.owner, at=mark.at)
        if mark.kind == "case":
            self.in_cases[mark.id].append(id)
            return Selection(id, *at)
        note = Note(guid(mark.id, "qualcoder annotation"), "", mark.memo, mark.owner, mark.at)
        self.notes.append(note)
        return Selection(id, *at, coder=mark.owner, at=mark.at, notes=(note.guid,))

    def _cases(self, sources: set[str]) -> Iterator[Case]:
        values: dict[str, dict[str, str]] = defaultdict(dict)
        for name, kind, value, id in self.db.rows("attribute", "name", "attr_type", "value", "id"):
            if kind == "case" and value not in (None, ""):
                values[str(id)][guid(f"{name}", "qualcoder attribute")] = words(value)
        for id, name, memo in self.db.rows("cases", "caseid", "name", "memo"):
            held = dict.fromkeys(self.in_cases[str(id)])
            yield Case(
                guid(str(id), "qualcoder case"),
                line(name),
                words(memo),
                values=values[str(id)],
                sources=tuple(each for each in held if each in sources),
                selections=tuple(each for each in held if each not in sources),
            )
