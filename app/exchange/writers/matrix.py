"""Codes as 0 and 1 for statistics: a row a text or a stretch, a column a code; CSV and SPSS."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from app.exchange.project.project import Project, Source, coded
from app.surveys.exchange.naming import names_of
from app.surveys.exchange.statfiles import sav
from app.surveys.exchange.variables import Value, Variable
from app.tables.sheets import csv_lines

# What a row is.
TEXT, STRETCH = "text", "stretch"


@dataclass(frozen=True)
class Matrix:
    """Rows by units; `variables` say what each column is, in the order of the columns."""

    variables: list[Variable]
    rows: list[dict[str, str | int]]


def matrix(project: Project, unit: str = TEXT, *, by_coder: bool = False) -> Matrix:
    """Whether a unit has a code: given to it or to anything beneath that code in the tree.

    Parameters
    ----------
    unit : str
        "text" or "stretch" (a text from a start to an end).
    by_coder : bool
        A row for each coder of the unit, instead of one for what any coder said.
    """
    names = project.code_names()
    above = _above(project)
    users, cases = project.user_names(), project.cases_at()
    rows: dict[tuple[object, ...], dict[str, str | int]] = {}
    for source in project.sources if unit == TEXT and not by_coder else ():
        whole: dict[str, str | int] = {code: 1 for each in source.codings for code in above[each.code]}
        rows[source.guid, "", "", ""] = _row(project, source) | whole
    for each in coded(project):
        at = (each.selection.start, each.selection.end) if unit == STRETCH else ("", "")
        coder = users.get(each.coding.coder, "") if by_coder else ""
        row = rows.setdefault((each.source.guid, *at, coder), _row(project, each.source))
        if unit == STRETCH and (about := cases.get(each.selection.guid)):
            row |= about.values
        row |= {"start": at[0], "end": at[1], "coder": coder}
        row |= {code: 1 for code in above[each.coding.code]}
    columns = [("document", _("문서"))]
    columns += [("start", _("시작")), ("end", _("끝"))] if unit == STRETCH else []
    columns += [("coder", _("코더"))] if by_coder else []
    columns += [(variable.guid, variable.name) for variable in project.text_variables()]
    short = iter(_short([*(key if key.isalpha() else label for key, label in columns), *names.values()]))
    kinds = {"start": "figure", "end": "figure"}
    answers = (Value("0", 0, _("아니요")), Value("1", 1, _("예")))
    variables = [Variable(key, next(short), label, kinds.get(key, "text")) for key, label in columns]
    variables += [Variable(code, next(short), label, "flag", values=answers) for code, label in names.items()]
    return Matrix(variables, list(rows.values()))


def _row(project: Project, source: Source) -> dict[str, str | int]:
    return {"document": source.name, **source.values, **{code.guid: 0 for code in project.codes}}


def _short(labels: list[str]) -> list[str]:
    """Names as SPSS takes them, in the same order, no two alike."""
    seen: Counter[str] = Counter()
    keys = []
    for label in labels:
        seen[label] += 1
        keys.append(f"{label}#{seen[label]}" if seen[label] > 1 else label)
    named = names_of(keys)
    return [named[key] for key in keys]


def _above(project: Project) -> dict[str, tuple[str, ...]]:
    """Each code with all codes above it."""
    found: dict[str, tuple[str, ...]] = {}
    for code in project.codes:
        found[code.guid] = (code.guid, *found.get(code.parent, ()))
    return found


def matrix_csv(made: Matrix) -> Iterator[bytes]:
    """For any program: names of columns are the codes' own."""
    return csv_lines(
        [v.label for v in made.variables], ([row.get(v.title, "") for v in made.variables] for row in made.rows)
    )


def matrix_sav(made: Matrix, title: str) -> bytes:
    """For SPSS: short names, labels, 0 아니요 and 1 예."""
    return sav(title, made.variables, made.rows)
