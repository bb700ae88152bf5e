"""What the house's own questionnaires have and XLSForm has no column for: columns `moksori_…`, read and written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from forms.xlsform.findings import Findings
from forms.xlsform.sheets.tables import Row
from forms.xlsform.sheets.wordings import Wordings

# Lists of a scale whose words are the house's own.
SCALE = re.compile(r"likert_([35])")
_NUMBERS = ("min", "max", "decimals", "scale")
# What a bound asks of an answer, by the question's type.
_BOUNDED = {
    "number": (". >= %s", ". <= %s"),
    "multiple": ("", "count-selected(.) <= %s"),
    "text": ("", "string-length(.) <= %s"),
}


def read(found: dict[str, Any], row: Row, words: Wordings, findings: Findings) -> None:
    """Bring the entries of the columns `moksori_…` into a question; a constraint that says a bound again is taken out."""
    if kind := row.get("moksori_type"):
        found["type"] = kind
        found.pop("appearance", None)
    for name in _NUMBERS:
        if text := row.get(f"moksori_{name}"):
            if re.fullmatch(r"[+-]?\d+(\.\d+)?", text):
                found[name] = int(text) if text.lstrip("+-").isdigit() else float(text)
            else:
                findings.add("parameter_unfit", row.sheet, row.number, f"moksori_{name}", value=text)
    if domain := row.get("moksori_domain"):
        found["domain"] = domain
    if bsi := row.get("moksori_bsi").split():
        found["bsi"] = {"item": bsi[0], "period": bsi[-1]}
    if unit := words.of(row, "moksori_unit"):
        found["unit"] = unit
    if found["type"] == "likert" and SCALE.fullmatch(str(found.get("choices"))):
        del found["choices"]
    _unbounded(found, row)


def _unbounded(found: dict[str, Any], row: Row) -> None:
    told, written = bounds(found), row.get("constraint")
    if not told or not written:
        return
    if written == told:
        found["bounded"] = True
    elif written.startswith(f"({told}) and (") and written.endswith(")"):
        found["constraint"] = written[len(told) + 8 : -1]


def bounds(d: Mapping[str, Any]) -> str:
    """The bounds of a question as a constraint that other form engines understand."""
    least, most = _BOUNDED.get(str(d.get("type")), ("", ""))
    parts = [least % d["min"]] if least and d.get("min") is not None else []
    return " and ".join([*parts, most % d["max"]] if most and d.get("max") is not None else parts)


def constraint(d: Mapping[str, Any], own: str) -> str:
    """The constraint of a question with its bounds in it."""
    told = bounds(d)
    return f"({told}) and ({own})" if told and own else told or own


def cells(d: Mapping[str, Any]) -> dict[str, str]:
    """The cells of the columns `moksori_…` of a question, but for its unit, which has languages."""
    found = {f"moksori_{name}": str(d[name]) for name in _NUMBERS if d.get(name) is not None}
    # What XLSForm's own columns say already.
    if d["type"] == "range":
        found = {}
    elif d["type"] == "number" and d.get("decimals") == 6:
        found.pop("moksori_decimals")
    if d["type"] in ("likert", "consent"):
        found["moksori_type"] = d["type"]
    if d.get("domain"):
        found["moksori_domain"] = str(d["domain"])
    if bsi := d.get("bsi"):
        found["moksori_bsi"] = f"{bsi['item']} {bsi['period']}"
    return found
