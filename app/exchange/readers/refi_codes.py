"""Codebooks of REFI-QDA, ``.qdc`` or within a project, in whatever namespace: codes as a tree."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from flask_babel import gettext as _
from lxml import etree

from app.exchange.project.losses import Loss, Reading, gathered
from app.exchange.project.project import Code, Project, guid
from app.exchange.readers import packages
from app.exchange.readers.packages import below, child, local
from app.exchange.readers.values import color, line, words


@dataclass
class Ids:
    """Ids as they come, each used once: a second thing of the same id gets one of its own."""

    taken: set[str] = field(default_factory=set)

    def new(self, raw: str | None, kind: str) -> str:
        wanted = guid(raw, kind) if raw else guid(str(len(self.taken)), kind, "unnamed")
        found, n = wanted, 2
        while found in self.taken:
            found, n = guid(f"{wanted}#{n}", kind), n + 1
        self.taken.add(found)
        return found


def read_codebook(data: bytes, file_name: str) -> Reading:
    """A ``.qdc`` file as a project of codes alone."""
    root = packages.parsed(data, file_name)
    if local(root) not in ("CodeBook", "Project"):
        raise packages.refused(
            file_name, _("REFI-QDA 코드북이 아닙니다"), _("코드북을 QDC 형식으로 내보낸 파일을 올려 주십시오")
        )
    book = root if local(root) == "CodeBook" else child(root, "CodeBook")
    codes = read_codes(book, Ids())
    losses = [Loss("set", line(each.get("name"))) for each in below(child(book, "Sets"), "Set")]
    name = line(root.get("name")) or file_name.rpartition(".")[0]
    return Reading(Project(name, line(root.get("origin")), codes=codes), gathered(losses))


def read_codes(book: etree._Element | None, ids: Ids) -> tuple[Code, ...]:
    """The codes of a codebook, each behind its parent."""
    found: list[Code] = []
    waiting = [(each, "") for each in reversed(list(below(child(book, "Codes"), "Code")))]
    while waiting:
        element, parent = waiting.pop()
        code = replace(_code(element, ids), parent=parent)
        found.append(code)
        waiting += [(each, code.guid) for each in reversed(list(below(element, "Code")))]
    return tuple(found)


def _code(element: etree._Element, ids: Ids) -> Code:
    return Code(
        ids.new(element.get("guid"), "code"),
        line(element.get("name")) or _("이름 없는 코드"),
        color=color(element.get("color")),
        definition=words(packages.words(element, "Description")).strip(),
        codable=(element.get("isCodable") or "true").strip().lower() not in ("false", "0", "no"),
        notes=references(element, "NoteRef"),
    )


def references(element: etree._Element, name: str) -> tuple[str, ...]:
    """Ids that references of a kind point to, each once."""
    raw = [each.get("targetGUID") or each.get("guid") for each in below(element, name)]
    return tuple(dict.fromkeys(guid(each, _KINDS.get(name, "")) for each in raw if each))


# What a reference points to, for ids that are no GUIDs and are made by kind.
_KINDS = {
    "NoteRef": "note",
    "CodeRef": "code",
    "SourceRef": "source",
    "SelectionRef": "selection",
    "VariableRef": "variable",
}
