"""The page on which a person says what a file's columns are; every import that may be matched shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import current_app, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.areas import matching, store
from app.areas.guessing import Guesses, Left, guessed, proposed, with_left, word_guessed
from app.areas.matching import Layout, Tried
from app.db import get_db, writing
from app.errors import BadInput, Conflict
from app.tables import waiting
from app.tables.choosing import Undecided
from app.tables.figures import Figure
from app.tables.heads import HEADER_WITHIN, Column, squeezed
from app.tables.mapping import OF_ONE_FILE, SAME, Mapping
from app.tables.tabular import Unmatched
from app.words.formats import moment, number
from app.words.i18n import in_english, language
from app.words.labels import label

# kWh to MWh, won to millions of won, thousands of people, shares to percent.
FACTORS = (("0.001", "÷ 1,000"), ("0.000001", "÷ 1,000,000"), ("1000", "× 1,000"), ("100", "× 100"))
# A second press comes at once, or when the page has been slow. Chosen, not measured.
AGAIN = timedelta(minutes=10)
SHOWN_ROWS = 8
SHOWN_PROBLEMS = 20
# More unknown words than this are a column of another kind, matched wrongly.
SHOWN_WORDS = 40
# Cells of the first rows, to know the titles by.
SHOWN_CELLS = 6


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
    guesses : other offices' words for our columns, codes and indicators.
    knows : whether a text is one that a field may hold.
    words : field to the words one may choose for a text it does not know.
    told : a field's value in words, None where it says itself.
    indicators : code and name, where columns may stand for indicators.
    """

    kind: str
    columns: Sequence[tuple[Column, str]]
    trial: Callable[[bytes, str, Mapping], int]
    finish: Callable[[bytes, str, Mapping], ResponseReturnValue]
    back: str
    active: str
    crumbs: Sequence[tuple[str | None, str]]
    guesses: Guesses = field(default_factory=Guesses)
    knows: Callable[[str, str], bool] = field(default=lambda _field, _text: False)
    words: dict[str, list[str]] = field(default_factory=dict)
    told: Callable[[str, Any], str | None] = field(default=lambda _field, _value: None)
    indicators: Sequence[tuple[str, str]] = ()

    def plain(self) -> list[Column]:
        return [column for column, _word in self.columns]


@dataclass(frozen=True)
class Unknown:
    """A word of the file no register of ours has, what it means, and whether that is the program's guess."""

    field: str
    word: str
    means: str
    guess: bool


def brought(
    target: Target, data: bytes, file_name: str, stored: Callable[[bytes, str], ResponseReturnValue]
) -> ResponseReturnValue:
    """Store a file as it is, or show the page that matches its columns: where that is asked for, or it has to be."""
    if "match" in request.form:
        return first_page(target, data, file_name)
    try:
        return stored(data, file_name)
    except (Unmatched, Undecided):
        return first_page(target, data, file_name)


def first_page(target: Target, data: bytes, file_name: str) -> ResponseReturnValue:
    """A file has just come: keep it, and show the mapping it had the last time, or a first guess."""
    sha256 = waiting.keep(current_app.config["MOKSORI"].data, current_user.id, data)
    known = matching.offered(get_db(), target.kind, data, file_name)
    layout = matching.layout_of(data, file_name, target.plain(), {}, known[0] if known else None)
    mapping = known[0] if known else _guess(target, layout)
    last = {name: mapping.fixed[name] for name in OF_ONE_FILE if known and name in mapping.fixed}
    mapping = replace(mapping, fixed={name: text for name, text in mapping.fixed.items() if name not in last})
    return _page(target, data, file_name, layout, mapping, sha256=sha256, known=known[1] if known else None, last=last)


def next_page(target: Target) -> ResponseReturnValue:
    """The person has chosen: look at it again, or store it."""
    folder, form = current_app.config["MOKSORI"].data, request.form
    sha256 = form.get("sha256", "")
    data = waiting.kept(folder, current_user.id, sha256)
    if data is None:
        return stored_before(target.kind, sha256, back=target.back)
    file_name = form.get("file_name", "") or _("표")
    layout = matching.layout_of(data, file_name, target.plain(), form, None)
    if form.get("do") == "layout":
        return _page(target, data, file_name, layout, _guess(target, layout), sha256=sha256)
    mapping = matching.chosen(form, layout, target.plain())
    storing = form.get("do") == "store"
    if storing and mapping.name:
        try:
            return _stored(target, data, file_name, mapping, sha256)
        except BadInput:
            pass  # the page tells it, as it does before anything is stored
    page = _page(target, data, file_name, layout, mapping, sha256=sha256, nameless=storing and not mapping.name)
    return page, 422 if storing else 200


def _stored(target: Target, data: bytes, file_name: str, mapping: Mapping, sha256: str) -> ResponseReturnValue:
    """One transaction: a press twice, or a program that ends, leaves all of it or nothing."""
    db, me = get_db(), current_user.id
    with writing(db):
        since = waiting.since(current_app.config["MOKSORI"].data, me, sha256)
        if store.imported_since(db, target.kind, sha256, since=since, person_id=me):
            return stored_before(target.kind, sha256, back=target.back)
        matching.keep(db, target.kind, mapping, me)
        return target.finish(data, file_name, mapping)


def stored_before(kind: str, sha256: str, *, back: str) -> ResponseReturnValue:
    """A file that waits no more: told that it is stored where a second press asks for it, else asked for again."""
    since = (datetime.now(UTC) - AGAIN).isoformat(timespec="microseconds")
    found = store.imported_since(get_db(), kind, sha256, since=since, person_id=current_user.id)
    if found is None:
        raise Conflict(_("기다리던 파일이 없습니다. 저장하지 않았습니다. 파일을 다시 골라 주십시오."))
    told = {"file": found["file_name"], "at": moment(found["at"])}
    flash(_("%(file)s: %(at)s에 이미 저장한 파일입니다. 두 번 저장하지 않았습니다.", **told), "done")
    return redirect(back)


def _guess(target: Target, layout: Layout) -> Mapping:
    return guessed(layout, target.plain(), target.guesses, target.knows)


def _tried(target: Target, data: bytes, file_name: str, mapping: Mapping) -> Tried:
    asked = 0

    def store_all() -> None:
        nonlocal asked
        asked = target.trial(data, file_name, mapping)

    found = matching.tried(get_db(), data, file_name, target.plain(), mapping, store_all)
    return Tried(found.table, found.problems, asked, found.told)


def _page(
    target: Target, data: bytes, file_name: str, layout: Layout, mapping: Mapping, *, sha256: str,
    known: Any = None, nameless: bool = False, last: dict[str, str] | None = None,
) -> str:  # fmt: skip
    left = proposed(layout, mapping, target.knows)
    unknown = _unknown(target, layout, mapping, {(each.key, each.word) for each in left if each.stays})
    mapping = _completed(mapping, left, unknown)
    trial = _tried(target, data, file_name, mapping)
    from_columns = mapping.fields() - set(mapping.fixed)
    columns = [column for column in target.plain() if column.name in mapping.fields()]
    first = trial.table.rows[:SHOWN_ROWS] if trial.table else []
    return render_template(
        "areas/columns.html",
        target=target,
        layout=layout,
        top=[(number, cells[:SHOWN_CELLS]) for number, cells in enumerate(layout.sheet.rows[:HEADER_WITHIN], start=1)],
        mapping=mapping,
        sha256=sha256,
        file_name=file_name,
        known=known,
        last=last or {},
        trial=trial,
        nameless=nameless,
        columns=columns,
        shown=[[_told(target, mapping, c.name, line[c.name]) for c in columns] for line in first],
        problems=trial.problems[:SHOWN_PROBLEMS],
        more=len(trial.problems) - SHOWN_PROBLEMS,
        left=left,
        said=unknown[:SHOWN_WORDS],
        rest=unknown[SHOWN_WORDS:],
        yearless=any(kind.yearless and (m := mapping.of_key(kind.key)) and m.field for kind in layout.kinds),
        fixable=[each for each in target.columns if each[0].required and each[0].name not in from_columns],
        factors=[("", _("그대로")), *FACTORS],
        same=SAME,
        title=_title,
        looked="sha256" in request.form,
    )  # fmt: skip


def _title(column: Column) -> str:
    return in_english(column.titles[0]) if language() == "en" else column.titles[0]


def _completed(mapping: Mapping, left: list[Left], unknown: list[Unknown]) -> Mapping:
    """The mapping with what is proposed now of rows and words."""
    words = {name: dict(of) for name, of in mapping.words.items()}
    for each in unknown:
        if each.guess:
            words.setdefault(each.field, {})[squeezed(each.word)] = each.means
    return replace(mapping, left=with_left(mapping, left), words=words)


def _unknown(target: Target, layout: Layout, mapping: Mapping, gone: set[tuple[str, str]]) -> list[Unknown]:
    """Words of columns that take only ours: with what was said of them before, else what they may mean."""
    found: dict[tuple[str, str], Unknown] = {}
    for kind in layout.kinds:
        match = mapping.of_key(kind.key)
        name = match.field if match else ""
        for word in kind.words if name in target.words else ():
            said = mapping.words.get(name, {}).get(squeezed(word))
            if (kind.key, word) in gone or (said is None and target.knows(name, word)):
                continue
            code = "" if said is not None or _asked_before(name, word) else word_guessed(name, word, target.guesses)
            means = (target.told(name, code) or code) if said is None else said or str(_("담지 않음"))
            found.setdefault((name, squeezed(word)), Unknown(name, word, means, bool(code)))
    return list(found.values())


def _asked_before(name: str, word: str) -> bool:
    """Whether the page asked for the word: a person who empties a guess means it."""
    form = request.form
    return any(
        form[key] == word and form.get(key.replace("word", "of", 1)) == name for key in form if key[:5] == "word-"
    )


def _told(target: Target, mapping: Mapping, name: str, value: Any) -> str:
    """A read value for people: figures as they are kept, with their mark; months with theirs; codes in words."""
    if value == SAME:
        return _("지표의 단위 그대로")
    if (words := target.told(name, value)) is not None:
        return words
    if isinstance(value, Figure):
        if value.value is None:
            return label(value.mark, "absence")
        mark = f" {label(value.mark, 'mark')}" if value.mark else ""
        kept = value.value * float(mapping.fixed.get("factor") or 1)
        return f"{number(kept, 0 if kept == int(kept) else 2)}{mark}"
    if name == "month" and isinstance(value, tuple):
        month, mark = value
        return f"{month} {label(mark, 'mark')}" if mark else str(month)
    return "" if value is None else str(value)
