"""Returns that were exported, brought back: .sav and .dta become the table an import reads, by the same columns."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.errors import BadInput, Problem
from app.surveys.answering.importing import Imported, import_responses
from app.surveys.exchange.returns import fixed_variables, union_of_all
from app.surveys.exchange.statfiles import STATA_MISSING
from app.surveys.exchange.variables import NOT_ASKED, Variable, variables_of
from app.tables.grids import read_sheets
from app.tables.heads import HEADER_WITHIN
from app.tables.mapping import Mapping as Matched
from forms.keys import base
from forms.questions.question import NOT_APPLICABLE

if TYPE_CHECKING:
    import pandas as pd

SUFFIXES = (".sav", ".dta")
# Titles of an import and the name each has in a file for statistics.
TITLES = {
    "receipt": "접수번호",
    "survey": "조사",
    "area_code": "밀집지역코드",
    "firm_code": "기업코드",
    "channel": "방식 코드",
    "submitted_at": "제출일시",
    "version": "설문지 판",
}
_PLACE = re.compile(r"(.+)_(\d+)((?:_\d+)*)")


def bring(
    db: Database,
    data: bytes,
    file_name: str,
    *,
    survey: sqlite3.Row,
    person_id: str | None,
    mapping: Matched | None = None,
) -> Imported:
    """Import returns of any format there is. May be repeated, as any import. Raises BadInput."""
    data, file_name = plain(db, data, file_name, survey)
    return import_responses(
        db,
        data,
        file_name,
        survey_id=survey["id"],
        person_id=person_id,
        mapping=mapping,
        passed=_passed(db, data, file_name, survey),
    )


def plain(db: Database, data: bytes, file_name: str, survey: sqlite3.Row) -> tuple[bytes, str]:
    """A file as one whose cells can be read: .sav and .dta as CSV, all others as they are."""
    if Path(file_name).suffix.lower() not in SUFFIXES:
        return data, file_name
    return as_table(db, data, file_name, survey), f"{Path(file_name).stem}.csv"


def _passed(db: Database, data: bytes, file_name: str, survey: sqlite3.Row) -> list[str]:
    """Titles of our own files that say once more what a column of codes says: words, and choices as 0 and 1."""
    union = union_of_all(db, survey, "ko")
    titles = {
        cell.strip() for sheet in read_sheets(data, file_name) for row in sheet.rows[:HEADER_WITHIN] for cell in row
    }
    found = variables_of(union, (each for each in titles if base(each) in union.questions), ())
    return [title for v in found for title in ((v.title, v.label) if v.choice else (v.label,))]


def as_table(db: Database, data: bytes, file_name: str, survey: sqlite3.Row) -> bytes:
    """A .sav or .dta as CSV whose columns an import knows: keys of answers, codes as stored."""
    frame = _read(data, file_name)
    union = union_of_all(db, survey, "ko")
    known = {v.name: v for v in variables_of(union, (), fixed_variables(db))}
    repeated = {v.name: v for v in known.values() if v.key}
    columns = {name: _variable(name, known, repeated) for name in frame.columns}
    rows = [_cells(columns, dict(zip(frame.columns, row, strict=True))) for row in frame.itertuples(index=False)]
    titles = list(dict.fromkeys(title for row in rows for title in row))
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(titles)
    writer.writerows([row.get(title, "") for title in titles] for row in rows)
    return out.getvalue().encode()


def _read(data: bytes, file_name: str) -> pd.DataFrame:
    import pyreadstat

    suffix = Path(file_name).suffix.lower()
    with TemporaryDirectory(prefix="moksori-") as folder:
        path = Path(folder, f"returns{suffix}")
        path.write_bytes(data)
        try:
            read = pyreadstat.read_sav if suffix == ".sav" else pyreadstat.read_dta
            frame, _meta = read(str(path), user_missing=True)
        except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError, UnicodeDecodeError) as error:
            right = _("SPSS(.sav)나 Stata(.dta)에서 다시 저장해 올려 주십시오")
            raise BadInput(Problem(file_name, _("읽을 수 없는 파일입니다"), right), source=file_name) from error
    return frame


def _variable(
    name: str, known: Mapping[str, Variable], repeated: Mapping[str, Variable]
) -> tuple[Variable, str] | None:
    """The variable of a name and the key its answers have; of a repeat the place is told by the name's end."""
    if name in known:
        return known[name], known[name].key
    found = _PLACE.fullmatch(name)
    if found and found[1] in repeated:
        place = ".".join([found[2], *found[3].split("_")[1:]])
        return repeated[found[1]], f"{repeated[found[1]].key}[{place}]"
    return None


def _cells(columns: Mapping[str, tuple[Variable, str] | None], row: Mapping[str, Any]) -> dict[str, str]:
    """One row as an import reads it; the choices of a question come together again."""
    cells: dict[str, str] = {}
    several: dict[str, list[tuple[float, str]]] = {}
    for name, found in columns.items():
        if found is None:
            continue
        variable, key = found
        if not key and name not in TITLES:
            continue  # what the program knows of a return, told once more
        value = _value(variable, row[name])
        if variable.choice and value not in ("", NOT_APPLICABLE, NOT_ASKED):
            several.setdefault(key, [])
            if float(value):
                several[key].append((float(value), variable.choice))
        elif not variable.choice or value:
            cells[TITLES.get(name, key or name)] = value
    ranks = {key: sorted(chosen, key=lambda each: each[0]) for key, chosen in several.items()}
    return {**cells, **{key: ";".join(choice for _n, choice in chosen) for key, chosen in ranks.items()}}


def _value(variable: Variable, cell: Any) -> str:
    if cell is None or cell != cell:  # NaN and NaT differ from themselves
        return ""
    codes = {**{letter: code for code, letter in STATA_MISSING.items()}}
    if variable.may_miss:
        codes |= {str(float(number)): code for code, number in variable.missing.items()}
        if (missing := codes.get(str(float(cell)) if isinstance(cell, int | float) else str(cell))) is not None:
            return "" if missing == NOT_ASKED else missing
    if variable.kind == "code" and variable.values:
        numbers = {value.number: value.code for value in variable.values}
        return numbers.get(int(cell), str(cell)) if isinstance(cell, int | float) else str(cell)
    if isinstance(cell, float):
        return str(int(cell)) if cell == int(cell) else repr(cell)
    if variable.kind == "datetime":
        import pandas as pd

        return pd.Timestamp(cell).strftime("%Y-%m-%dT%H:%M")
    return str(cell)[:10] if variable.kind == "date" else str(cell)
