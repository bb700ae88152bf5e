"""Projects of REFI-QDA (``.qdpx``) as ATLAS.ti, MAXQDA, NVivo, QualCoder and others write them: tolerant, loss by loss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from flask_babel import gettext as _
from lxml import etree

from app.exchange.project.losses import Loss, Reading, gathered
from app.exchange.project.positions import Span, check, own_name, settle
from app.exchange.project.project import (
    VARIABLE_KINDS,
    Case,
    Coding,
    Note,
    Project,
    Selection,
    Source,
    User,
    Variable,
    guid,
)
from app.exchange.readers import packages
from app.exchange.readers.packages import below, child, local
from app.exchange.readers.refi_codes import Ids, read_codes, references
from app.exchange.readers.refi_texts import Found, Texts
from app.exchange.readers.values import line, moment, words
from transcripts.decoding.characters import BROKEN
from transcripts.text.normalizing import mapped, stored_offset

# Parts of a project that have no place in ours: each kind with what stands in it.
_LEFT = {"Sets": ("Set", "set"), "Links": ("Link", "link"), "Graphs": ("Graph", "graph")}


def read_project(data: bytes, file_name: str) -> Reading:
    """A ``.qdpx`` file, or the ``.qde`` of one whose texts stand within it."""
    if data[:2] == b"PK":
        package = packages.opened(data, file_name)
        listed = package.named(".qde") or package.named(".xml")
        if not listed:
            raise packages.refused(
                file_name,
                _("묶음 안에 프로젝트 파일(project.qde)이 없습니다"),
                _("프로젝트를 REFI-QDA(QDPX) 형식으로 내보낸 파일을 올려 주십시오"),
            )
        root, folder = packages.parsed(package.read(listed[0]), file_name), listed[0].rpartition("/")[0]
    else:
        package, root, folder = packages.none(file_name), packages.parsed(data, file_name), ""
    if local(root) != "Project":
        raise packages.refused(
            file_name, _("REFI-QDA 프로젝트가 아닙니다"), _("프로젝트를 QDPX 형식으로 내보낸 파일을 올려 주십시오")
        )
    return _Reader(root, Texts(package, folder and f"{folder}/")).read()


@dataclass
class _Reader:
    root: etree._Element
    texts: Texts
    ids: Ids = field(default_factory=Ids)
    checks: dict[str, str] = field(default_factory=dict)
    codes: frozenset[str] = frozenset()
    variables: Mapping[str, str] = field(default_factory=dict)

    def read(self) -> Reading:
        root, ids = self.root, self.ids
        codes = read_codes(child(root, "CodeBook"), ids)
        self.codes = frozenset(code.guid for code in codes)
        variables = tuple(self._variables())
        self.variables = {each.guid: each.name for each in variables}
        way, sources = self._sources(list(self.texts.of(child(root, "Sources"))))
        for part, (name, kind) in _LEFT.items():
            self.texts.losses += [Loss(kind, line(each.get("name"))) for each in below(child(root, part), name)]
        users = [User(guid(each.get("guid") or "", "user"), line(each.get("name"))) for each in self._users()]
        project = Project(
            line(root.get("name")),
            line(root.get("origin")),
            users=tuple(users),
            codes=codes,
            sources=sources,
            notes=tuple(self._notes()),
            variables=variables,
            cases=tuple(self._case(each) for each in below(child(root, "Cases"), "Case")),
            memo=words(packages.words(root, "Description")),
        )
        return Reading(project, gathered(self.texts.losses), self.checks, way)

    def _users(self) -> Iterator[etree._Element]:
        return below(child(self.root, "Users"), "User")

    def _variables(self) -> Iterator[Variable]:
        kinds = {kind.lower(): kind for kind in VARIABLE_KINDS}
        for each in below(child(self.root, "Variables"), "Variable"):
            kind = kinds.get((each.get("typeOfVariable") or "").lower(), "Text")
            memo = words(packages.words(each, "Description"))
            yield Variable(self.ids.new(each.get("guid"), "variable"), line(each.get("name")), kind, memo)

    def _notes(self) -> Iterator[Note]:
        for each in below(child(self.root, "Notes"), "Note"):
            name, said = line(each.get("name")), words(packages.words(each, "Description"))
            if child(each, "PlainTextContent") is not None or each.get("plainTextPath"):
                text = self.texts.text_of(each, name)
                said = words(text.text) if text else said
            yield Note(self.ids.new(each.get("guid"), "note"), name, said, *_made(each))

    def _sources(self, found: list[Found]) -> tuple[str, tuple[Source, ...]]:
        way, spans = settle([each.text for each in found])
        return str(way), tuple(self._source(each, at) for each, at in zip(found, spans, strict=True))

    def _source(self, found: Found, spans: list[Span | None]) -> Source:
        text, runs = mapped(found.text.text, BROKEN)
        placed = [*zip(found.selections, spans, strict=True), *found.placed]
        selections = []
        for element, span in placed:
            at = span and (stored_offset(runs, span[0]), stored_offset(runs, span[1], end=True))
            if not at or at[0] >= at[1]:
                self.texts.losses.append(Loss("out_of_range", found.name))
                continue
            selections.append(self._selection(element, text, at, found.name))
        owner = found.owner
        return Source(
            self.ids.new(owner.get("guid"), "source"),
            found.name,
            text,
            tuple(selections),
            tuple(self._codings(owner, found.name)),
            words(packages.words(owner, "Description")),
            *_made(owner),
            references(owner, "NoteRef"),
            self._values(owner, found.name),
        )

    def _selection(self, element: etree._Element, text: str, at: Span, where: str) -> Selection:
        name, quote = words(element.get("name")), text[slice(*at)]
        id = self.ids.new(element.get("guid"), "selection")
        self.checks[id] = check(text, *at, name)
        return Selection(
            id,
            *at,
            tuple(self._codings(element, where)),
            own_name(name, quote),
            words(packages.words(element, "Description")),
            *_made(element),
            references(element, "NoteRef"),
        )

    def _codings(self, element: etree._Element, where: str) -> Iterator[Coding]:
        """Codings of an element; some tools write the references to codes without a coding around them."""
        coder, at = _made(element)
        for each in below(element, "Coding", "CodeRef"):
            bare = local(each) == "CodeRef"
            target = (each,) if bare else tuple(below(each, "CodeRef"))
            for code in (guid(ref.get("targetGUID") or "", "code") for ref in target):
                if code not in self.codes:
                    self.texts.losses.append(Loss("code_unknown", where))
                    continue
                own, moment_ = ("", "") if bare else _made(each)
                id = self.ids.new(None if bare else each.get("guid"), "coding")
                yield Coding(id, code, own or coder, moment_ or at, references(each, "NoteRef"))

    def _case(self, element: etree._Element) -> Case:
        name = line(element.get("name"))
        return Case(
            self.ids.new(element.get("guid"), "case"),
            name,
            words(packages.words(element, "Description")),
            references(element, "CodeRef"),
            self._values(element, name),
            references(element, "SourceRef"),
            references(element, "SelectionRef"),
        )

    def _values(self, element: etree._Element, where: str) -> dict[str, str]:
        """Variable to its value, as it is written."""
        found = {}
        for each in below(element, "VariableValue"):
            values = [words("".join(v.itertext())) for v in each if str(v.tag).endswith("Value")]
            for variable in references(each, "VariableRef"):
                if variable not in self.variables:
                    self.texts.losses.append(Loss("value", where))
                elif values:
                    found[variable] = values[0]
        return found


def _made(element: etree._Element) -> tuple[str, str]:
    """Who made a thing and when; where that is not said, who changed it last."""
    who = _first(element, ("creatingUser", "creatingUserGUID", "modifyingUser"))
    return guid(who, "user") if who else "", moment(_first(element, ("creationDateTime", "modifiedDateTime")))


def _first(element: etree._Element, names: Iterable[str]) -> str:
    return next((value for name in names if (value := element.get(name))), "")
