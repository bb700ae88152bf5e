"""The sheets of choices: lists by name, with what is doubled, nameless or wordless put right and told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.xlsform.features import squeezed
from forms.xlsform.findings import Findings
from forms.xlsform.sheets.tables import Row, Table
from forms.xlsform.sheets.wordings import Wordings

# What a choice's id cannot hold: a table's cell separates choices by it.
SEPARATOR = ";"
NOT_APPLICABLE = "n/a"
_MEDIA = ("image", "audio", "video", "big-image")


@dataclass
class Entry:
    """One choice and the row it stands on."""

    id: str
    label: dict[str, str]
    attributes: dict[str, str]
    row: Row
    exclusive: bool = False
    media: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        found: dict[str, Any] = {"id": self.id, "label": self.label}
        if self.attributes:
            found["attributes"] = self.attributes
        if self.exclusive:
            found["exclusive"] = True
        if self.media:
            found["media"] = self.media
        return found


@dataclass
class Lists:
    """Lists of choices by their names as written."""

    by_name: dict[str, list[Entry]] = field(default_factory=dict)
    # What stood before each id that had to be changed.
    names: dict[str, dict[str, str]] = field(default_factory=dict)

    def find(self, written: str) -> str | None:
        """The name of the list meant: as written, or but for case, blanks and hyphens."""
        if written in self.by_name:
            return written
        alike = [name for name in self.by_name if squeezed(name) == squeezed(written)]
        return alike[0] if len(alike) == 1 else None


def lists(tables: list[Table], wordings: Wordings, findings: Findings) -> Lists:
    """Read the lists of all sheets of choices."""
    found = Lists()
    for table in tables:
        last = ""
        for row in table.rows:
            name = row.get("list_name")
            if not name and last and (row.get("name") or row.by_language("label")):
                findings.add("list_name_carried", row.sheet, row.number, row.heading("list_name"), list=last)
                name = last
            if name and (row.get("name") or row.by_language("label")):
                last = name
                _add(found, name, row, wordings, findings)
            elif row and not name and row.cells:
                findings.add("choice_ignored", row.sheet, row.number)
    return found


def _add(found: Lists, name: str, row: Row, wordings: Wordings, findings: Findings) -> None:
    entries = found.by_name.setdefault(name, [])
    id = _id(row, len(entries), findings)
    label = wordings.of(row, "label")
    if not label:
        findings.add("choice_unworded", row.sheet, row.number, row.heading("label"), name=id)
    label = label or wordings.same(row.get("name") or id)
    entry = Entry(id, label, _attributes(row, findings), row, row.get("moksori_exclusive").casefold() in YES)
    told = {kind: wordings.of(row, kind, told=False).get(wordings.first) for kind in _MEDIA}
    entry.media = {kind: name for kind, name in told.items() if name}
    same = next((each for each in entries if each.id == id), None)
    if same is None:
        entries.append(entry)
    elif same.attributes == entry.attributes:
        same.label = {**entry.label, **same.label}
        findings.add("choice_doubled", row.sheet, row.number, row.heading("name"), name=id, first=same.row.number)
    else:
        entry.id = _other(id, {each.id for each in entries})
        entries.append(entry)
        findings.add("choice_renamed", row.sheet, row.number, row.heading("name"), name=id, id=entry.id)


def _other(id: str, taken: set[str]) -> str:
    number = 2
    while f"{id}_{number}" in taken:
        number += 1
    return f"{id}_{number}"


_YES = "yes y true true() 1 1.0 o x ok ✓ ✔ 예 네 필수 참 required always"
_NO = "no n false false() 0 0.0 아니오 아니요 거짓 optional - none"
YES, NO = frozenset(_YES.split()), frozenset(_NO.split())


def _id(row: Row, place: int, findings: Findings) -> str:
    written = row.get("name")
    if not written:
        id = str(place + 1)
        findings.add("choice_unnamed", row.sheet, row.number, row.heading("name"), id=id)
        return id
    id = written.replace(SEPARATOR, ",").strip()
    id = "na" if id.casefold() == NOT_APPLICABLE else id
    if id != written:
        findings.add("choice_renamed", row.sheet, row.number, row.heading("name"), name=written, id=id)
    return id


def _attributes(row: Row, findings: Findings) -> dict[str, str]:
    """Every other column is an attribute, which a filter may ask for."""
    for (column, language), text in row.cells.items():
        if column in _MEDIA:
            findings.add("choice_media", row.sheet, row.number, row.headings.get((column, language), column), file=text)
    return dict(row.others)


def attribute_names(found: Mapping[str, list[Entry]]) -> set[str]:
    """All columns that are an attribute of some choice."""
    return {name for entries in found.values() for entry in entries for name in entry.attributes}
