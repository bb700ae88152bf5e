"""What a cell of the column `type` asks for, in any spelling: `select one from x`, `begin group`, `dateTime`, `integer `."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from forms.xlsform import features
from forms.xlsform.features import Feature, squeezed
from forms.xlsform.findings import Findings
from forms.xlsform.sheets.tables import Row

# Types that name a list behind themselves; a loop's list is what it is repeated over.
LISTED = ("select_one", "select_multiple", "rank", "select_one_external", "select_one_from_file", "osm", "begin_loop")
_OTHER = re.compile(r"(?i)[\s_]+or[\s_]+(?:specify[\s_]+)?other\s*$")
_BETWEEN = re.compile(r"^[\s_:\-(]+|[\s)]+$")
# Columns by which a type that nobody wrote is known.
_TELLING = (("calculation", "calculate"),)


@dataclass(frozen=True)
class Kind:
    """A type as it is asked for: the feature, the list named behind it, whether `or_other` follows."""

    feature: Feature
    list: str = ""
    other: bool = False

    @property
    def name(self) -> str:
        return self.feature.name

    @property
    def becomes(self) -> str:
        return self.feature.becomes


def kind_of(written: str) -> Kind | None:
    """Read the cell; None where it is no type."""
    plain = features.find("type", written)
    if plain:
        return Kind(plain)
    return _listed(written)


def guessed(written: str) -> Kind | None:
    """Read a cell that nearly says a type: `interger`, `selct_one yes_no`."""
    words = written.split()
    for many in range(len(words), 0, -1):
        feature = features.guess("type", " ".join(words[:many]))
        rest = " ".join(words[many:])
        listed = feature is not None and feature.name in LISTED
        if feature and (listed if rest else len(words) == 1 or not listed):
            return Kind(feature, _OTHER.sub("", rest), bool(_OTHER.search(rest)))
    return None


def _listed(written: str) -> Kind | None:
    """A type with a list behind it: the longest spelling that the cell begins with."""
    spellings = [(word, each) for word, each in features.known("type").items() if each.name in LISTED]
    for word, feature in sorted(spellings, key=lambda pair: -len(pair[0])):
        rest = _after(written, word)
        if rest:
            other = _OTHER.search(rest)
            return Kind(feature, rest[: other.start()].strip() if other else rest, bool(other))
    return None


def _after(written: str, word: str) -> str:
    """What stands behind a squeezed spelling, or "" where the cell does not begin with it."""
    for at in range(1, len(written)):
        begun = squeezed(written[:at])
        if begun == word:
            between = _BETWEEN.match(written[at:])
            if between is None and not written[at].isspace():
                continue
            return _BETWEEN.sub("", written[at:])
        if len(begun) > len(word):
            return ""
    return ""


def of_row(row: Row, findings: Findings, known_list: Callable[[str], str | None]) -> Kind | None:
    """The kind of a row; None where it is no question. What is guessed or passed over is told."""
    written, named = row.get("type"), bool(row.get("name") or row.by_language("label"))
    if not written:
        return _untyped(row, findings) if row.cells else None
    kind = kind_of(written)
    if kind is None and (near := guessed(written)):
        findings.add("type_guessed", row.sheet, row.number, row.heading("type"), value=written, right=near.name)
        kind = near
    if kind is None and not named:
        findings.add("row_ignored", row.sheet, row.number, row.heading("type"), value=_short(written))
        return None
    if kind is None and (named_list := known_list(written)):
        findings.add("type_guessed", row.sheet, row.number, row.heading("type"), value=written, right="select_one")
        return Kind(_type("select_one"), named_list)
    if kind is None:
        findings.add("type_unknown", row.sheet, row.number, row.heading("type"), value=_short(written))
        return Kind(_type("text"))
    return kind


def _untyped(row: Row, findings: Findings) -> Kind | None:
    """A row with a name and words but no type is a question somebody left unfinished; anything less is a remark."""
    told = next((kind for column, kind in _TELLING if row.get(column) and row.get("name")), None)
    told = told or ("text" if row.get("name") and row.by_language("label") else None)
    key = "type_missing" if told else "row_ignored"
    values = [_short(text) for text in row.cells.values()]
    findings.add(key, row.sheet, row.number, row.heading("type"), value=told or values[0])
    return Kind(_type(told)) if told else None


def _type(name: str) -> Feature:
    found = features.find("type", name)
    assert found is not None
    return found


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"


def parameters(written: str) -> Mapping[str, str]:
    """`start=1;end=10;step=1`, also with commas or blanks between."""
    return {
        name.strip().casefold(): value.strip().strip("'\"")
        for name, value in re.findall(r"([\w-]+)\s*=\s*([^;,\s]+|'[^']*'|\"[^\"]*\")", written)
    }
