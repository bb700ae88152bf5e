"""One row of the sheet survey as a question of the definition."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.xlsform import features, house
from forms.xlsform.findings import Findings
from forms.xlsform.rows.defaults import default_of
from forms.xlsform.rows.kinds import parameters
from forms.xlsform.rows.outline import Item
from forms.xlsform.rows.rules import Rules
from forms.xlsform.sheets.lists import NO, YES, Lists
from forms.xlsform.sheets.tables import Row
from forms.xlsform.sheets.wordings import Wordings

CHOOSING = ("single", "multiple", "rank")
_MEDIA = ("image", "audio", "video")
_ENDS = ("start", "end", "step")
_SEARCH = re.compile(r"(?i)\bsearch\s*\(")
# Appearances that take arguments or stand for a family of their own.
_FAMILIES = (re.compile(r"(?i)(ex):.*", re.S), re.compile(r"(?i)(columns|compact|w|h)-?\d+"))
# `w1` and `h2` are widths and headings of other form engines.
_NUMBERED = {"w": "columns", "h": "columns"}


@dataclass
class Reading:
    """What reading a row needs beside the row."""

    lists: Lists
    wordings: Wordings
    rules: Rules
    findings: Findings
    # Lists that a question names: only these are carried.
    used: dict[str, None] = field(default_factory=dict)


def question(item: Item, reading: Reading) -> dict[str, Any]:
    """The entry of a question; everything that cannot be carried is told."""
    if item.of is not None:
        return _other(item, reading)
    row, findings = item.row, reading.findings
    found: dict[str, Any] = {"id": item.id, "type": item.kind.becomes, **item.kind.feature.settings}
    if item.group is not None:
        found["section"] = item.group.id
    _plain(item, findings)
    _appearance(found, item, findings)
    _choices(found, item, reading)
    _words(found, item, reading)
    _parameters(found, row, findings)
    house.read(found, row, reading.wordings, findings)
    _rules(found, item, reading)
    _media(found, row, reading)
    default = default_of(found, item, reading.lists, reading.rules)
    if default is not None:
        found["default"] = default
    if found["type"] == "calculate":
        _calculated(found, item, findings)
    return found


def _plain(item: Item, findings: Findings) -> None:
    """A type that is carried as another one is told."""
    key = {"plain": "type_plain", "lost": "type_empty"}.get(item.kind.feature.online)
    if key:
        row = item.row
        findings.add(key, row.sheet, row.number, row.heading("type"), value=item.kind.name)


def _words(found: dict[str, Any], item: Item, reading: Reading) -> None:
    row, rules = item.row, reading.rules
    for column, entry in (
        ("label", "label"),
        ("hint", "hint"),
        ("guidance_hint", "guidance"),
        ("required_message", "required_message"),
        ("constraint_message", "constraint_message"),
    ):
        words = rules.piped(reading.wordings.of(row, column), item, column)
        if words and not (found["type"] == "calculate" and entry == "label"):
            found[entry] = words
    if "label" not in found and found["type"] != "calculate":
        found["label"] = found.pop("hint", None) or reading.wordings.same(row.get("name") or item.id)
        reading.findings.add("label_missing", row.sheet, row.number, row.heading("label"), name=row.get("name"))


def _appearance(found: dict[str, Any], item: Item, findings: Findings) -> None:
    written = item.row.get("appearance")
    if not written:
        return
    place = item.row.sheet, item.row.number, item.row.heading("appearance")
    given = found.get("appearance")
    found["appearance"] = f"{given} {written}" if given and given not in written.split() else written
    if "label" in written.split() and found["type"] in CHOOSING:
        # The row of headings of a table: its choices stand with each question here.
        found["type"] = "note"
        findings.add("appearance_label", *place)
    if _SEARCH.search(written) and found["type"] in CHOOSING:
        found["type"] = "text"
        findings.add("appearance_search", *place, value=written)
        return
    tell_appearances(written, place, findings)


def tell_appearances(written: str, place: tuple[str, int, str], findings: Findings) -> None:
    """Tell which words of an appearance change nothing here."""
    for word in appearances(written):
        feature = features.find("appearance", word)
        if feature is None or feature.online == "plain":
            findings.add("appearance_plain", *place, value=word)
        elif feature.lost:
            findings.add("appearance_lost", *place, value=word)


def appearances(written: str) -> list[str]:
    """The words of an appearance, those with numbers or arguments by their family."""
    if found := _FAMILIES[0].fullmatch(written.strip()):
        return [found[1].lower()]
    families = (_FAMILIES[1].fullmatch(word) for word in written.split())
    return [
        _NUMBERED.get(family[1].lower(), family[1].lower()) if family else word
        for family, word in zip(families, written.split(), strict=True)
    ]


def _choices(found: dict[str, Any], item: Item, reading: Reading) -> None:
    """The list a question names; without one it is asked as a text."""
    if found["type"] not in CHOOSING:
        return
    row, written = item.row, item.kind.list or item.row.get("name")
    name = reading.lists.find(written)
    if name is None:
        found["type"] = "text"
        reading.findings.add("list_missing", row.sheet, row.number, row.heading("type"), list=written or "–")
        return
    if name != written and item.kind.list:
        reading.findings.add("list_guessed", row.sheet, row.number, row.heading("type"), list=written, right=name)
    reading.used[name] = None
    found["choices"] = name


def _parameters(found: dict[str, Any], row: Row, findings: Findings) -> None:
    given = parameters(row.get("parameters"))
    known = _ENDS if found["type"] == "range" else ()
    for name in given.keys() - set(known):
        findings.add("parameter_lost", row.sheet, row.number, row.heading("parameters"), value=f"{name}={given[name]}")
    if found["type"] == "range":
        found.update(_range(given, row, findings))


def _range(given: Mapping[str, str], row: Row, findings: Findings) -> dict[str, Any]:
    """Ends and steps; XLSForm's own where the row says nothing."""
    found: dict[str, Any] = {}
    for name, entry, usual in (("start", "min", "1"), ("end", "max", "10"), ("step", "step", "1")):
        text = given.get(name, usual)
        if not re.fullmatch(r"[+-]?\d+(\.\d+)?", text):
            findings.add("parameter_unfit", row.sheet, row.number, row.heading("parameters"), value=f"{name}={text}")
            text = usual
        found[entry] = number(text)
    found["min"], found["max"] = sorted((found["min"], found["max"]))
    found["step"] = abs(found["step"]) or 1
    digits = max(len(str(value).partition(".")[2]) for value in found.values())
    return {**found, "decimals": min(digits, 6)} if digits else found


def number(text: str) -> int | float:
    value = float(text)
    return int(value) if value.is_integer() else value


def _rules(found: dict[str, Any], item: Item, reading: Reading) -> None:
    row, rules = item.row, reading.rules
    for column, entry in (
        ("relevant", "relevant"),
        ("constraint", "constraint"),
        ("calculation", "calculation"),
        ("choice_filter", "filter"),
    ):
        source = found.pop("constraint", None) or row.get(column) if entry == "constraint" else row.get(column)
        if not source or (entry == "constraint" and found.pop("bounded", False)):
            continue
        if entry == "filter" and "choices" not in found:
            rules.findings.add("filter_alone", row.sheet, row.number, row.heading(column), source=source)
        elif rule := rules.rule(item, entry, source, column):
            found[entry] = rule
    _required(found, item, reading)
    _flags(found, item, reading)


def _required(found: dict[str, Any], item: Item, reading: Reading) -> None:
    written = item.row.get("required")
    if not written or found["type"] in ("note", "calculate"):
        return
    flag = as_flag(written)
    rule = reading.rules.rule(item, "required", written, "required") if flag is None else None
    if flag is not None or rule is not None:
        found["required"] = rule if flag is None else flag


def as_flag(written: str) -> bool | None:
    """Whether a cell says yes or no; None where it is a rule."""
    word = written.strip().casefold().replace(" ", "")
    return True if word in YES else False if word in NO else None


def _flags(found: dict[str, Any], item: Item, reading: Reading) -> None:
    written = item.row.get("read_only")
    flag = as_flag(written) if written else False
    if flag is None:
        reading.rules.refuse(item, "readonly", written, "read_only", ("식으로 된 읽기 전용입니다.", "It is a rule."))
    elif written and found["type"] not in ("note", "calculate"):
        found["readonly"] = flag


def _media(found: dict[str, Any], row: Row, reading: Reading) -> None:
    media: dict[str, str] = {}
    for kind in _MEDIA:
        files = reading.wordings.of(row, kind, told=False)
        if files:
            media[kind] = files[reading.wordings.first]
            heading = row.heading(kind)
            reading.findings.add(
                "media_file", row.sheet, row.number, heading, file=", ".join(dict.fromkeys(files.values()))
            )
    if media:
        found["media"] = media


def _calculated(found: dict[str, Any], item: Item, findings: Findings) -> None:
    """A hidden value holds at least nothing: rules may ask for it."""
    if not {"calculation", "default", "metadata"} & found.keys():
        found["default"] = ""
        if item.kind.name == "calculate" and not item.row.get("calculation"):
            row = item.row
            findings.add("calculate_empty", row.sheet, row.number, row.heading("calculation"))


def _other(item: Item, reading: Reading) -> dict[str, Any]:
    """The text behind `or_other`, asked where the choice `other` is taken."""
    of = item.of
    assert of is not None
    words = reading.wordings
    found: dict[str, Any] = {"id": item.id, "type": "text", "label": _specify(words)}
    if item.group is not None:
        found["section"] = item.group.id
    return {**found, "relevant": f"selected(${{{of.id}}}, 'other')"}


def _specify(words: Wordings) -> Mapping[str, str]:
    said = {"ko": "기타(직접 입력)", "en": "Specify other."}
    return {code: said.get(code, said["en"]) for code in words.codes if code in said} or words.same(said["en"])
