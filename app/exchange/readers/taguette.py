"""Projects of Taguette, its SQLite file: documents in HTML, tags as paths with dots, highlights by bytes of words."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.exchange.project.finding import Findable
from app.exchange.project.losses import Loss, Reading, gathered
from app.exchange.project.positions import Span, check
from app.exchange.project.project import Code, Coding, Project, Selection, Source, User, guid, in_tree_order
from app.exchange.readers.databases import Database
from app.exchange.readers.markup import Plain, plain
from app.exchange.readers.values import line, moment, words
from transcripts.decoding.characters import BROKEN
from transcripts.text.normalizing import Run, mapped, stored_offset

TABLES = frozenset(["projects", "documents", "tags", "highlights", "highlight_tags"])


def read(db: Database, file_name: str) -> Reading:
    """Every project of the file as one; where there are several, each has a code of its own above its tags."""
    return _Reader(db).read(file_name)


@dataclass(frozen=True)
class _Highlight:
    id: int
    start: int
    end: int
    snippet: str


@dataclass
class _Reader:
    db: Database
    losses: list[Loss] = field(default_factory=list)
    checks: dict[str, str] = field(default_factory=dict)
    given: dict[int, tuple[str, str]] = field(default_factory=dict)
    tags: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    highlights: dict[int, list[_Highlight]] = field(default_factory=lambda: defaultdict(list))

    def read(self, file_name: str) -> Reading:
        projects = {id: line(name) for id, name in self.db.rows("projects", "id", "name")}
        self.given = dict(self._given())
        codes = self._codes(projects)
        for highlight, tag in self.db.rows("highlight_tags", "highlight_id", "tag_id"):
            self.tags[highlight].append(guid(str(tag), "taguette tag"))
        for document, *rest in self.db.rows("highlights", "document_id", "id", "start_offset", "end_offset", "snippet"):
            self.highlights[document].append(_Highlight(*rest))
        sources = tuple(self._sources())
        people = dict.fromkeys(who for who, _at in self.given.values() if who)
        project = Project(
            " · ".join(projects.values()) or file_name,
            "Taguette",
            users=tuple(User(guid(who, "taguette user"), who) for who in people),
            codes=codes,
            sources=sources,
        )
        return Reading(project, gathered(self.losses), self.checks)

    def _given(self) -> Iterator[tuple[int, tuple[str, str]]]:
        """Highlight to who made it and when, by the log of what was done."""
        for who, at, payload in self.db.rows("commands", "user_login", "date", "payload"):
            try:
                told = json.loads(payload or "")
            except ValueError:
                continue
            if isinstance(told, dict) and told.get("type") == "highlight_add":
                yield int(told.get("highlight_id") or 0), (line(who), _moment(at))

    def _codes(self, projects: dict[int, str]) -> tuple[Code, ...]:
        found: dict[str, Code] = {}
        tops = {id: guid(str(id), "taguette project") if len(projects) > 1 else "" for id in projects}
        found |= {top: Code(top, projects[id], codable=False) for id, top in tops.items() if top}
        listed = list(self.db.rows("tags", "id", "project_id", "path", "description"))
        ids = {(project, words(path)): guid(str(id), "taguette tag") for id, project, path, _d in listed}
        for id, project, path, memo in listed:
            own, above = words(path), words(path).rpartition(".")[0]
            while above and (project, above) not in ids:
                above = above.rpartition(".")[0]
            parent = ids.get((project, above), "") if above else tops.get(project, "")
            name = own.removeprefix(f"{above}.") if above else own
            found[guid(str(id), "taguette tag")] = Code(
                guid(str(id), "taguette tag"), line(name), parent, definition=words(memo).strip()
            )
        return in_tree_order(found.values())

    def _sources(self) -> Iterator[Source]:
        columns = ("id", "name", "description", "created", "contents")
        for id, name, memo, created, contents in self.db.rows("documents", *columns):
            shown = plain(str(contents or ""))
            text, runs = mapped(shown.text, BROKEN)
            findable = Findable(text)
            selections = tuple(
                made
                for each in self.highlights[id]
                if (made := self._selection(each, shown, runs, findable, line(name))) is not None
            )
            yield Source(
                guid(str(id), "taguette document"), line(name), text, selections, memo=words(memo), at=_moment(created)
            )

    def _selection(
        self, each: _Highlight, shown: Plain, runs: Iterable[Run], findable: Findable, where: str
    ) -> Selection | None:
        said = plain(str(each.snippet or "")).text.strip()
        at = _stored(shown, tuple(runs), each)
        if at is None or (said and check(findable.text, *at, said) != "named"):
            places = findable.find(said)
            at = places[0] if len(places) == 1 else at
        if at is None:
            self.losses.append(Loss("out_of_range", where))
            return None
        id = guid(str(each.id), "taguette highlight")
        self.checks[id] = check(findable.text, *at, said)
        who, when = self.given.get(each.id, ("", ""))
        coder = guid(who, "taguette user") if who else ""
        codings = tuple(
            Coding(guid(f"{each.id}/{tag}", "taguette coding"), tag, coder, when) for tag in self.tags[each.id]
        )
        return Selection(id, *at, codings, coder=coder, at=when)


def _moment(raw: object) -> str:
    """Taguette writes its moments in UTC and does not say so."""
    told = moment(raw)
    return f"{told}+00:00" if len(told) in (19, 26) else told


def _stored(shown: Plain, runs: tuple[Run, ...], each: _Highlight) -> Span | None:
    if not isinstance(each.start, int) or not isinstance(each.end, int):
        return None
    start, end = shown.at(each.start), shown.at(each.end, end=True)
    if start is None or end is None or start >= end:
        return None
    return stored_offset(runs, start), stored_offset(runs, end, end=True)
