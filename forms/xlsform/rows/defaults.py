"""What stands in an answer before anybody answers: the column `default`, as a value of the question's type or a rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from forms.xlsform.rows.outline import Item
from forms.xlsform.rows.rules import Rules
from forms.xlsform.sheets.lists import YES, Lists

_RULE = re.compile(r"(?s).*\$\s?\{.*|\s*[a-z][\w:.-]*\s*\(.*\)\s*|\s*\.\./.*")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_DAY = r"\d{4}-\d\d-\d\d"
_CLOCK = r"\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?"
_MOMENTS = {
    "date": re.compile(_DAY),
    "time": re.compile(_CLOCK),
    "datetime": re.compile(rf"{_DAY}T{_CLOCK}"),
}


def default_of(found: Mapping[str, Any], item: Item, lists: Lists, rules: Rules) -> Any:
    """The value, ``{"expression": …}``, or None where there is none or it does not fit, which is told."""
    written = item.row.get("default")
    if not written or found["type"] == "note":
        return None
    if _RULE.fullmatch(written) and not _is_choice(written, found, lists):
        rule = rules.rule(item, "default", written, "default")
        return {"expression": rule} if rule else None
    value = _VALUES.get(found["type"], _text)(written, found, lists)
    if value is None:
        row = item.row
        rules.findings.add("default_unfit", row.sheet, row.number, row.heading("default"), value=written)
    return value


def _ids(found: Mapping[str, Any], lists: Lists) -> set[str]:
    return {entry.id for entry in lists.by_name.get(str(found.get("choices")), ())}


def _is_choice(written: str, found: Mapping[str, Any], lists: Lists) -> bool:
    return written in _ids(found, lists)


def _text(written: str, found: Mapping[str, Any], lists: Lists) -> str | None:
    return written


def _number(written: str, found: Mapping[str, Any], lists: Lists) -> int | float | None:
    if not _NUMBER.fullmatch(written):
        return None
    value = float(written)
    if found.get("decimals", 0) == 0 and found["type"] == "number" and not value.is_integer():
        return None
    return int(value) if value.is_integer() else value


def _one(written: str, found: Mapping[str, Any], lists: Lists) -> str | None:
    return written if _is_choice(written, found, lists) else None


def _several(written: str, found: Mapping[str, Any], lists: Lists) -> list[str] | None:
    chosen = [written] if _is_choice(written, found, lists) else written.replace(",", " ").split()
    return chosen if chosen and set(chosen) <= _ids(found, lists) else None


def _moment(written: str, found: Mapping[str, Any], lists: Lists) -> str | None:
    return written if _MOMENTS[found["type"]].fullmatch(written) else None


def _tick(written: str, found: Mapping[str, Any], lists: Lists) -> bool | None:
    return True if written.casefold() in YES else None


def _none(written: str, found: Mapping[str, Any], lists: Lists) -> None:
    return None


_VALUES: dict[str, Callable[[str, Mapping[str, Any], Lists], Any]] = {
    "number": _number,
    "range": _number,
    "single": _one,
    "likert": _one,
    "multiple": _several,
    "rank": _several,
    "date": _moment,
    "time": _moment,
    "datetime": _moment,
    "acknowledge": _tick,
    "consent": _none,
    **dict.fromkeys(("image", "file", "audio", "video"), _none),
}
