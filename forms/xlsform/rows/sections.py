"""A group or a repeat as a section of the definition."""

from __future__ import annotations

from typing import Any

from forms.definition import MOST_INSTANCES
from forms.xlsform import features
from forms.xlsform.rows.outline import Group
from forms.xlsform.rows.questions import Reading, tell_appearances

TABLE, PAGE = "table-list", "field-list"


def section(group: Group, reading: Reading, tabled: bool) -> dict[str, Any]:
    """The entry of a section; a group without words is a bare one."""
    row, rules = group.row, reading.rules
    found: dict[str, Any] = {"id": group.id}
    if title := rules.piped(reading.wordings.of(row, "label"), group, "label"):
        found["title"] = title
    if group.parent is not None:
        found["parent"] = group.parent.id
    if (source := row.get("relevant")) and (rule := rules.rule(group, "relevant", source, "relevant")):
        found["relevant"] = rule
    if group.is_repeat:
        found["repeat"] = _repeat(group, reading)
    if layout := _layout(group, reading, tabled):
        found["layout"] = layout
    return found


def _repeat(group: Group, reading: Reading) -> dict[str, Any]:
    row = group.row
    written = row.get("repeat_count")
    most = row.get("moksori_most")
    found: dict[str, Any] = {"most": int(most)} if most.isdigit() else {}
    if written.isdigit():
        if int(written) > MOST_INSTANCES:
            heading = row.heading("repeat_count")
            reading.findings.add("repeat_most", row.sheet, row.number, heading, count=written, most=MOST_INSTANCES)
        return {**found, "count": min(int(written), MOST_INSTANCES)}
    if written and (rule := reading.rules.rule(group, "count", written, "repeat_count")):
        found["count"] = rule
    return found


def _layout(group: Group, reading: Reading, tabled: bool) -> str:
    row, words = group.row, group.row.get("appearance").split()
    rest = " ".join(word for word in words if word not in (TABLE, PAGE))
    tell_appearances(rest, (row.sheet, row.number, row.heading("appearance")), reading.findings)
    if given := row.get("moksori_layout"):
        return given
    if TABLE in words or tabled:
        return "table"
    return "page" if PAGE in words else ""


def kept_appearance(group: Group) -> str:
    """What of an appearance a layout does not say: it is given back on export."""
    words = group.row.get("appearance").split()
    feature = [
        word
        for word in words
        if (found := features.find("appearance", word)) is None or found.name not in (TABLE, PAGE)
    ]
    return " ".join(feature)
