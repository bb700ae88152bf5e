"""SPSS and Stata files of returns, with labels of variables and values and with missing values of three kinds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from app.surveys.exchange.frame import Row
from app.surveys.exchange.naming import SPSS, STATA, Limits, cut, cut_apart
from app.surveys.exchange.plain import missing_words
from app.surveys.exchange.variables import NOT_ASKED, Variable
from forms.questions.question import NOT_APPLICABLE

if TYPE_CHECKING:
    import pandas as pd

# Stata's own codes of missing values.
STATA_MISSING = {NOT_APPLICABLE: "a", NOT_ASKED: "b"}
NUMBERS = ("code", "flag", "figure", "rank")


@dataclass(frozen=True)
class Cut:
    """What a program's limits cut: the variable, what of it, and to how many bytes."""

    title: str
    what: str
    limit: int


def cuts(variables: Sequence[Variable], limits: Limits, rows: Sequence[Row] = ()) -> list[Cut]:
    """Every label, and of `rows` every text, that is longer than a program keeps: to be said before the file is made."""
    found = []
    for v in _kept(variables):
        if len(v.label.encode()) > limits.variable:
            found.append(Cut(v.title, _("변수 설명"), limits.variable))
        if any(len(value.words.encode()) > limits.value for value in v.values):
            found.append(Cut(v.title, _("값 설명"), limits.value))
        if v.kind == "text" and any(len(str(row.get(v.title) or "").encode()) > limits.text for row in rows):
            found.append(Cut(v.title, _("글"), limits.text))
    return found


def sav(title: str, variables: Sequence[Variable], rows: Sequence[Row]) -> bytes:
    """An SPSS file; 해당 없음 and 묻지 않음 are user-missing codes, a blank is system-missing."""
    import pandas as pd
    import pyreadstat

    kept = _kept(variables)
    labels = {v.name: _value_labels(v, SPSS) for v in kept if v.kind in NUMBERS and (v.values or v.may_miss)}
    missing: dict[str, Any] = {v.name: sorted(v.missing.values()) for v in kept if v.may_miss}
    frame = pd.DataFrame({v.name: _column(v, rows, SPSS, v.missing) for v in kept})
    return _written(
        "returns.sav",
        lambda path: pyreadstat.write_sav(
            frame,
            path,
            file_label=cut(title, SPSS.file),
            column_labels={v.name: cut(v.label, SPSS.variable) for v in kept},
            variable_value_labels=labels,
            missing_ranges=missing,
            variable_measure={v.name: _measure(v) for v in kept},
        ),
    )


def dta(title: str, variables: Sequence[Variable], rows: Sequence[Row]) -> bytes:
    """A Stata file (version 14 and later); 해당 없음 is .a, 묻지 않음 .b, a blank the plain missing value."""
    import pandas as pd
    import pyreadstat

    kept = _kept(variables)
    frame = pd.DataFrame({v.name: _column(v, rows, STATA, STATA_MISSING) for v in kept})
    labels = {v.name: _stata_labels(v) for v in kept if v.kind in NUMBERS and (v.values or v.may_miss)}
    missing = {v.name: list(STATA_MISSING.values()) for v in kept if v.may_miss}
    return _written(
        "returns.dta",
        lambda path: pyreadstat.write_dta(
            frame,
            path,
            file_label=cut(title, STATA.file),
            column_labels={v.name: cut(v.label, STATA.variable) for v in kept},
            variable_value_labels=labels,
            missing_user_values=missing,
            version=15,
        ),
    )


def _kept(variables: Sequence[Variable]) -> list[Variable]:
    """All but the columns of several choices in one cell, of which each choice has its own."""
    return [v for v in variables if v.kind != "several"]


def _written(name: str, write: Any) -> bytes:
    with TemporaryDirectory(prefix="moksori-") as folder:
        path = Path(folder, name)
        write(str(path))
        return path.read_bytes()


def _measure(variable: Variable) -> str:
    if variable.ordered:
        return "ordinal"
    return {"figure": "scale", "rank": "ordinal"}.get(variable.kind, "nominal")


def _value_labels(variable: Variable, limits: Limits) -> dict[Any, str]:
    words = missing_words()
    labels: dict[Any, str] = {value.number: value.words for value in variable.values}
    labels |= {1: _("예"), 0: _("아니요")} if variable.kind == "flag" else {}
    labels |= {number: words[code] for code, number in variable.missing.items()} if variable.may_miss else {}
    return cut_apart(labels, limits.value)


def _stata_labels(variable: Variable) -> dict[Any, str]:
    numbers = set(variable.missing.values())
    plain = {code: word for code, word in _value_labels(variable, STATA).items() if code not in numbers}
    words = missing_words()
    return plain | ({letter: words[code] for code, letter in STATA_MISSING.items()} if variable.may_miss else {})


def _column(variable: Variable, rows: Sequence[Row], limits: Limits, missing: Any) -> pd.Series:
    import pandas as pd

    cells = [row.get(variable.title) for row in rows]
    if variable.kind in NUMBERS:
        numbers = {value.code: value.number for value in variable.values}
        return _numbers([_number(cell, numbers, missing, variable) for cell in cells])
    if variable.kind == "date":
        return pd.Series([_day(cell) for cell in cells], dtype=object)
    if variable.kind == "datetime":
        return pd.Series(pd.to_datetime([_moment(cell) for cell in cells]).astype("datetime64[us]"))
    return pd.Series([cut(_text(cell), limits.text) for cell in cells], dtype=object)


def _numbers(cells: list[Any]) -> pd.Series:
    """Numbers as such; where a cell is a letter (Stata's missing values) as objects."""
    import pandas as pd

    return pd.Series(cells, dtype=object if any(isinstance(cell, str) for cell in cells) else float)


def _number(cell: Any, numbers: dict[str, int], missing: Any, variable: Variable) -> Any:
    if cell is None:
        return None
    if cell in (NOT_APPLICABLE, NOT_ASKED):
        return missing[cell] if variable.may_miss else None
    return float(numbers[str(cell)]) if numbers else float(cell)


def _text(cell: Any) -> str:
    return "" if cell is None or cell == NOT_ASKED else str(cell)


def _day(cell: Any) -> date | None:
    return date.fromisoformat(cell) if isinstance(cell, str) and cell not in (NOT_APPLICABLE, NOT_ASKED) else None


def _moment(cell: Any) -> datetime | None:
    return datetime.fromisoformat(cell) if isinstance(cell, str) and cell not in (NOT_APPLICABLE, NOT_ASKED) else None
