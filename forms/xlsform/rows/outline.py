"""Rows of the sheet survey as a tree that is laid flat: each question with the groups and repeats around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from forms.xlsform.findings import Findings
from forms.xlsform.rows.kinds import Kind, of_row
from forms.xlsform.sheets.lists import YES
from forms.xlsform.sheets.tables import Row


@dataclass(eq=False)
class Group:
    """A group or a repeat, and the one it stands in."""

    row: Row
    kind: Kind
    parent: Group | None
    id: str = ""
    filled: bool = False
    title: bool = True

    @property
    def is_repeat(self) -> bool:
        return self.kind.name == "begin_repeat"


@dataclass(eq=False)
class Item:
    """A question, where it stands, and the id it gets."""

    row: Row
    kind: Kind
    group: Group | None
    id: str = ""
    # A question that nobody wrote: the text behind `or_other`.
    of: Item | None = None

    @property
    def path(self) -> tuple[Group, ...]:
        """The groups around it, from the outside in."""
        found, group = [], self.group
        while group is not None:
            found.append(group)
            group = group.parent
        return tuple(reversed(found))


@dataclass
class Outline:
    """Questions and groups in the order of the sheet."""

    items: list[Item] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)


def outline(rows: Iterable[Row], findings: Findings, known_list: Callable[[str], str | None]) -> Outline:
    """Read the rows; what is not carried at all is told and left out."""
    found, around = Outline(), Around(findings)
    for row in rows:
        if not row.cells or _disabled(row, findings):
            continue
        kind = of_row(row, findings, known_list)
        if kind is None:
            continue
        if kind.becomes == "end":
            around.close(row, kind)
        elif kind.becomes == "section":
            found.groups.append(around.open(row, kind))
        elif not kind.becomes:
            findings.add("type_dropped", row.sheet, row.number, row.heading("type"), value=kind.name)
        else:
            found.items += _items(row, kind, around.group)
    around.end()
    _fill(found, findings)
    return found


class Around:
    """The groups that are open."""

    def __init__(self, findings: Findings) -> None:
        self.group: Group | None = None
        self.findings = findings

    def open(self, row: Row, kind: Kind) -> Group:
        if kind.name == "begin_loop":
            self.findings.add("loop_once", row.sheet, row.number, row.heading("type"), list=kind.list or "–")
        self.group = Group(row, kind, self.group)
        return self.group

    def close(self, row: Row, kind: Kind) -> None:
        """Close the innermost group of this kind; an end without a beginning is passed over."""
        repeat, group = kind.name == "end_repeat", self.group
        if group is None:
            self.findings.add("end_alone", row.sheet, row.number, row.heading("type"))
            return
        while group is not None and (group.kind.name == "begin_group") == repeat:
            group = group.parent
        meant = group or self.group
        if meant is not self.group or group is None:
            self.findings.add("end_other", row.sheet, row.number, row.heading("type"), row_opened=self.group_row())
        self.group = meant.parent if meant else None

    def group_row(self) -> int:
        return self.group.row.number if self.group else 0

    def end(self) -> None:
        while self.group is not None:
            row = self.group.row
            self.findings.add("end_missing", row.sheet, row.number, row.heading("type"))
            self.group = self.group.parent


def _disabled(row: Row, findings: Findings) -> bool:
    disabled = row.get("disabled").casefold() in YES
    if disabled:
        findings.add("row_disabled", row.sheet, row.number, row.heading("disabled"))
    return disabled


def _items(row: Row, kind: Kind, group: Group | None) -> list[Item]:
    item = Item(row, kind, group)
    return [item, Item(row, kind, group, of=item)] if kind.other else [item]


def _fill(found: Outline, findings: Findings) -> None:
    """Groups without a question in them have no place on a page."""
    for item in found.items:
        for group in item.path:
            group.filled = True
    for group in found.groups:
        if not group.filled:
            findings.add("group_empty", group.row.sheet, group.row.number, group.row.heading("name"))
    found.groups = [group for group in found.groups if group.filled]
