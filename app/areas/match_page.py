"""The page on which a person says what a file's columns are; every import that may be matched shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.areas import matching
from app.areas.matching import Layout, Tried
from app.db import get_db
from app.errors import Conflict
from app.tables import waiting
from app.tables.figures import Figure
from app.tables.heads import Column
from app.tables.mapping import SAME, Mapping
from app.tables.tabular import Table
from app.words.formats import number
from app.words.labels import label

# kWh to MWh, won to millions of won, thousands of people, shares to percent.
FACTORS = (("0.001", "÷ 1,000"), ("0.000001", "÷ 1,000,000"), ("1000", "× 1,000"), ("100", "× 100"))
SHOWN_ROWS = 8
SHOWN_PROBLEMS = 20
# More unknown words than this are a column of another kind, matched wrongly.
SHOWN_WORDS = 40


@dataclass(frozen=True)
class Target:
    """An import that may be matched.

    Attributes
    ----------
    kind : what is imported, as `column_mapping.kind` has it.
    columns : each column with a word for people.
    trial : stores by a mapping and says how many values would be asked for; it is taken back.
    finish : stores by a mapping for good and answers.
    back, active, crumbs : where the person came from.
    unplaced : field and text of what no register of ours has.
    words : field to the words one may choose for such a text.
    indicators : code and name, where columns may stand for indicators.
    """

    kind: str
    columns: Sequence[tuple[Column, str]]
    trial: Callable[[bytes, str, Mapping], int]
    finish: Callable[[bytes, str, Mapping], ResponseReturnValue]
    back: str
    active: str
    crumbs: Sequence[tuple[str | None, str]]
    unplaced: Callable[[Table], list[tuple[str, str]]] = field(default=lambda _table: [])
    words: dict[str, list[str]] = field(default_factory=dict)
    indicators: Sequence[tuple[str, str]] = ()

    def plain(self) -> list[Column]:
        return [column for column, _word in self.columns]


def first_page(target: Target, data: bytes, file_name: str) -> ResponseReturnValue:
    """A file has just come: keep it, and show the mapping it had the last time, or a first guess."""
    sha256 = waiting.keep(current_app.config["MOKSORI"].data, current_user.id, data)
    db = get_db()
    known = matching.offered(db, target.kind, data, file_name)
    layout = matching.layout_of(data, file_name, target.plain(), {}, known[0] if known else None)
    mapping = known[0] if known else matching.guessed(layout, target.plain(), layout.head_rows)
    return _page(target, data, file_name, layout, mapping, sha256=sha256, known=known[1] if known else None)


def next_page(target: Target) -> ResponseReturnValue:
    """The person has chosen: look at it again, or store it."""
    folder, form = current_app.config["MOKSORI"].data, request.form
    data = waiting.kept(folder, current_user.id, form.get("sha256", ""))
    if data is None:
        raise Conflict(_("맞추던 파일이 없습니다. 저장하지 않았습니다. 파일을 다시 골라 주십시오."))
    file_name = form.get("file_name", "") or _("표")
    layout = matching.layout_of(data, file_name, target.plain(), form, None)
    if form.get("do") == "layout":
        mapping = matching.guessed(layout, target.plain(), layout.head_rows)
    else:
        mapping = matching.chosen(form, layout, target.plain())
    trial = _tried(target, data, file_name, mapping)
    if form.get("do") == "store" and mapping.name and not trial.problems:
        matching.keep(get_db(), target.kind, mapping, current_user.id)
        return target.finish(data, file_name, mapping)
    nameless = form.get("do") == "store" and not mapping.name
    page = _page(target, data, file_name, layout, mapping, sha256=form["sha256"], trial=trial, nameless=nameless)
    return page, 422 if form.get("do") == "store" else 200


def _tried(target: Target, data: bytes, file_name: str, mapping: Mapping) -> Tried:
    asked = 0

    def store() -> None:
        nonlocal asked
        asked = target.trial(data, file_name, mapping)

    found = matching.tried(get_db(), data, file_name, target.plain(), mapping, store)
    return Tried(found.table, found.problems, asked, found.told)


def _page(
    target: Target, data: bytes, file_name: str, layout: Layout, mapping: Mapping, *, sha256: str,
    known: Any = None, trial: Tried | None = None, nameless: bool = False,
) -> str:  # fmt: skip
    trial = trial or _tried(target, data, file_name, mapping)
    from_columns = mapping.fields() - set(mapping.fixed)
    columns = [column for column in target.plain() if column.name in mapping.fields()]
    factor = float(mapping.fixed.get("factor") or 1)
    names = dict(target.indicators)
    first = trial.table.rows[:SHOWN_ROWS] if trial.table else []
    unplaced = target.unplaced(trial.table)[:SHOWN_WORDS] if trial.table else []
    return render_template(
        "areas/columns.html",
        target=target,
        layout=layout,
        mapping=mapping,
        sha256=sha256,
        file_name=file_name,
        known=known,
        trial=trial,
        nameless=nameless,
        columns=columns,
        shown=[[names.get(str(line[c.name])) or _told(line[c.name], factor) for c in columns] for line in first],
        problems=trial.problems[:SHOWN_PROBLEMS],
        more=len(trial.problems) - SHOWN_PROBLEMS,
        said=[*((of, text, "") for of, text in unplaced), *_settled(mapping, {text for _of, text in unplaced})],
        fixable=[each for each in target.columns if each[0].required and each[0].name not in from_columns],
        factors=[("", _("그대로")), *FACTORS],
        same=SAME,
        looked="sha256" in request.form,
    )  # fmt: skip


def _settled(mapping: Mapping, open_words: set[str]) -> list[tuple[str, str, str]]:
    """Words that were matched before, so that they may be seen and changed."""
    return [
        (name, said, meant or str(_("담지 않음")))
        for name, words in mapping.words.items()
        for said, meant in words.items()
        if said not in open_words
    ]


def _told(value: Any, factor: float) -> str:
    """A read value for people: figures as they are kept, with their mark; months with theirs."""
    if isinstance(value, Figure):
        if value.value is None:
            return label(value.mark, "absence")
        mark = f" {label(value.mark, 'mark')}" if value.mark else ""
        kept = value.value * factor
        return f"{number(kept, 0 if kept == int(kept) else 2)}{mark}"
    if isinstance(value, tuple):
        month, mark = value
        return f"{month} {label(mark, 'mark')}" if mark else str(month)
    if value == SAME:
        return _("지표의 단위 그대로")
    return "" if value is None else str(value)
