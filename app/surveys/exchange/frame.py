"""What stands in each cell of a file of returns, with 해당 없음, left open and not asked kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.surveys.exchange.variables import NOT_ASKED, Union, Variable, place_variable, variables_of
from forms.keys import base, key, place
from forms.logic.evaluating import evaluate
from forms.questionnaire import Questionnaire
from forms.questions.question import NOT_APPLICABLE

Row = dict[str, Any]


@dataclass(frozen=True)
class Frame:
    """A table of returns: its columns, a row a return, and a table of its own for each repeat.

    A cell is None where nothing was answered, `NOT_APPLICABLE` or `NOT_ASKED`, else a code, 0 or 1, a number, a text, an
    ISO day or moment, or of "several" the list of codes.
    """

    variables: Sequence[Variable]
    rows: Sequence[Row]
    union: Union
    repeats: tuple[Repeat, ...] = ()


@dataclass(frozen=True)
class Repeat:
    """A repeat as a long table: a row a place of a return, by receipt."""

    section: str
    title: str
    variables: Sequence[Variable]
    rows: Sequence[Row]


def asked_keys(questionnaire: Questionnaire, answers: Mapping[str, Any], clock: str) -> frozenset[str] | None:
    """Keys of what was asked of somebody who answered so; None where every question always is."""
    if not questionnaire.ruled:
        return None
    return evaluate(questionnaire.model, answers, now=clock).relevant


def cells(variables: Iterable[Variable], answers: Mapping[str, Any], version: int, asked: frozenset[str] | None) -> Row:
    """The cells of one return's answers."""
    return {v.title: _cell(v, answers.get(v.key), _is_asked(v, version, asked)) for v in variables if v.key}


def _is_asked(variable: Variable, version: int, asked: frozenset[str] | None) -> bool:
    if variable.versions and version not in variable.versions:
        return False
    return asked is None or variable.key in asked or not variable.versions


def _cell(variable: Variable, value: Any, asked: bool) -> Any:
    if value is None or value == []:
        return None if asked else NOT_ASKED
    if value == NOT_APPLICABLE:
        return value
    if variable.choice:
        chosen = value if isinstance(value, list) else [value]
        if variable.kind == "rank":
            return chosen.index(variable.choice) + 1 if variable.choice in chosen else None
        return int(variable.choice in chosen)
    return int(value) if variable.kind == "flag" else value


def repeats_of(
    union: Union,
    variables: Sequence[Variable],
    rows: Sequence[tuple[Row, Mapping[str, Any], int, frozenset[str] | None]],
    fixed: Sequence[Variable],
) -> tuple[Repeat, ...]:
    """Long tables of repeats: rows are (fixed cells, answers, version, asked) of each return."""
    sections = _repeated(union, variables)
    return tuple(_long(union, section, ids, rows, fixed) for section, ids in sections.items())


def _repeated(union: Union, variables: Sequence[Variable]) -> dict[str, list[str]]:
    """Section to the questions of it that stand at places."""
    found: dict[str, list[str]] = {}
    for variable in variables:
        question = union.questions.get(base(variable.key))
        if question and place(variable.key) and question.id not in found.setdefault(question.section or "", []):
            found[question.section or ""].append(question.id)
    return found


def _long(
    union: Union,
    section: str,
    ids: Sequence[str],
    rows: Sequence[tuple[Row, Mapping[str, Any], int, frozenset[str] | None]],
    fixed: Sequence[Variable],
) -> Repeat:
    chosen = [v for v in variables_of(union, (), ()) if v.key in ids]
    lines: list[Row] = []
    for known, answers, version, asked in rows:
        for at in sorted({place(k) for k in answers if base(k) in ids}):
            there = {id: answers[key(id, at)] for id in ids if key(id, at) in answers}
            here = None if asked is None else frozenset(id for id in ids if key(id, at) in asked)
            line = {"place": ".".join(map(str, at)), **cells(chosen, there, version, here)}
            lines.append({**{v.title: known[v.title] for v in fixed}, **line})
    title = next(
        (s.title.of(union.lang) for _n, q in reversed(union.versions) for s in q.sections if s.id == section), ""
    )
    return Repeat(section, title or section, [*fixed, place_variable(), *chosen], lines)
