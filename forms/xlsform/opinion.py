"""What pyxform says of a workbook: a second opinion, told beside our own reading and never a reason to refuse."""

from __future__ import annotations

import re
import warnings

from forms.xlsform.findings import Findings

_ROW = re.compile(r"\[row\s*:?\s*(\d+)\]|(?i:row|line)\s*(?:number\s*)?:?\s*(\d+)")
_SHEET = re.compile(r"(?i)\b(survey|choices|settings|external_choices|entities|osm)\b")
# Its messages list every choice doubled; the beginning tells what it is about.
LONGEST = 300


def opinion(data: bytes) -> str:
    """What pyxform cannot accept of a workbook, in its own words; "" where it accepts it."""
    from pyxform.xls2xform import convert

    kind = ".xlsx" if data[:2] == b"PK" else ".xls"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            convert(data, warnings=[], validate=False, file_type=kind, form_name="form")
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # pyxform's readers raise many kinds for one untidy file
        return " ".join(str(error).split())[:LONGEST] or type(error).__name__
    return ""


def tell(said: str, findings: Findings) -> None:
    """Put it among the findings, with sheet and row where it names them."""
    if not said:
        return
    row, sheet = _ROW.search(said), _SHEET.search(said)
    number = next((int(text) for text in row.groups() if text), None) if row else None
    findings.add("pyxform", sheet[1].lower() if sheet else "survey" if number else "", number, told=said)
