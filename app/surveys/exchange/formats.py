"""Every format returns are written in: its ending, its type, who may need a warning, and how it is made of a frame."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext as _

from app.surveys.asking.asked import told_apart
from app.surveys.exchange.frame import Frame
from app.surveys.exchange.naming import SPSS, STATA, Limits
from app.surveys.exchange.plain import csv_of, table, xlsx_of
from app.surveys.exchange.statfiles import Cut, cuts, dta, sav
from app.tables.sheets import CSV_TYPE, XLSX_TYPE, csv_bytes, xlsx_bytes


@dataclass(frozen=True)
class Format:
    """One format; `limits` where a program cuts what is too long."""

    ending: str
    content_type: str
    limits: Limits | None
    write: Callable[[str, Frame], bytes]

    def cuts(self, frame: Frame) -> list[Cut]:
        """What of a frame the format cuts."""
        return cuts(frame.variables, self.limits, frame.rows) if self.limits else []


FORMATS = {
    each.ending: each
    for each in (
        Format("csv", CSV_TYPE, None, lambda _title, frame: csv_of(frame)),
        Format("xlsx", XLSX_TYPE, None, lambda _title, frame: xlsx_of(frame)),
        Format("sav", "application/x-spss-sav", SPSS, lambda title, f: sav(title, f.variables, f.rows)),
        Format("dta", "application/x-stata-dta", STATA, lambda title, f: dta(title, f.variables, f.rows)),
    )
}


def written(ending: str, survey: sqlite3.Row, frame: Frame, *, repeat: str = "") -> tuple[bytes, int]:
    """A file's bytes and how many rows it has; of one repeat alone where its section is named.

    Raises KeyError for an ending or a repeat there is not.
    """
    title = _("설문 응답 %(wave)s", wave=told_apart(survey))
    if not repeat:
        return FORMATS[ending].write(title, frame), len(frame.rows)
    found = {each.section: each for each in frame.repeats}[repeat]
    plain = table(found.variables, found.rows)
    whole = {
        "csv": lambda: csv_bytes(*plain),
        "xlsx": lambda: xlsx_bytes({found.title[:27] or "-": plain}),
        "sav": lambda: sav(found.title, found.variables, found.rows),
        "dta": lambda: dta(found.title, found.variables, found.rows),
    }
    return whole[ending](), len(found.rows)
