"""BSI of anyone's table: a row an answer (item, period, value, weight), or a row a return (`biz_past`, `biz_next`, …)."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask_babel import gettext as _

from app.errors import BadInput, Problem
from app.surveys.results.intervals import adjusted, standard_error
from app.tables.grids import read_sheets

WORDS = Path(__file__).with_name("bsi_words.json")
METHOD = "Bonett-Price 2012 (multinomial delta, n + 2)"
# Told of a file at once; a file that is wrong altogether would fill the screen. Chosen.
MOST_PROBLEMS = 50
_WIDE = re.compile(r"(.+)[_ ](past|next)")


@dataclass(frozen=True)
class Answer:
    """One answer of a file: where it stands, what it is about, what it says, how much it weighs."""

    row: int
    item: str
    period: str
    text: str
    weight: float


@dataclass(frozen=True)
class Rows:
    """A file's answers, and whether they have weights."""

    answers: Sequence[Answer]
    weighted: bool
    left_out: int = 0


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(WORDS.read_text("utf-8"))
    return found


def report(data: bytes, file_name: str, *, points: int | None = None) -> dict[str, Any]:
    """What docs/schemas/output/bsi.schema.json describes.

    Parameters
    ----------
    points : int or None
        3 or 5: what the numbers mean; None: five points where any number is above 3, three where none is, and -1, 0, 1
        as they are where any is below 1.

    Raises
    ------
    BadInput
        With every row that cannot be read, or where no column says what is answered.
    """
    found = _rows(data, file_name)
    points = points or _points(found.answers)
    problems: list[Problem] = []
    groups: dict[tuple[str, str], list[tuple[int | None, float]]] = {}
    for each in found.answers:
        try:
            groups.setdefault((each.item, each.period), []).append((_sign(each.text, points), each.weight))
        except ValueError:
            what = _("쓸 수 없는 값입니다: ‘%(text)s’", text=each.text[:40])
            where = _("%(row)s행 %(item)s", row=each.row, item=each.item)
            problems.append(Problem(where, what, _("1~%(points)s, -1·0·1, 또는 개선·비슷·악화", points=points or 5)))
    if problems:
        raise BadInput(*problems[:MOST_PROBLEMS], source=file_name)
    items = [_item(*key, given, found.weighted) for key, given in groups.items()]
    told = {"file": file_name, "points": points, "level": 0.95, "method": METHOD, "left_out": found.left_out}
    return {**told, "items": items}


def _item(item: str, period: str, given: Sequence[tuple[int | None, float]], weighted: bool) -> dict[str, Any]:
    signs = [(sign, weight) for sign, weight in given if sign is not None]
    up, same, down = (sum(s == sign for s, _w in signs) for sign in (1, 0, -1))
    line: dict[str, Any] = {"item": item, "period": period or None, "n": len(signs), "blank": len(given) - len(signs)}
    line |= {"positive": up, "neutral": same, "negative": down, **_index(up, same, down)}
    return {**line, "weighted": _weighted(signs) if weighted else None}


def _index(up: float, same: float, down: float) -> dict[str, Any]:
    n = up + same + down
    if not n:
        return {"bsi": None, "se": None, "interval": None}
    low, high = adjusted(up, same, down)
    value = 100 + 100 * (up - down) / n
    return {"bsi": round(value, 4), "se": round(standard_error(up, same, down), 4), "interval": _pair(low, high)}


def _pair(low: float, high: float) -> list[float]:
    return [round(low, 4), round(high, 4)]


def _weighted(signs: Sequence[tuple[int, float]]) -> dict[str, Any] | None:
    """Shares by weight, and the index with the interval of the effective number of answers."""
    every, squares = sum(w for _s, w in signs), sum(w * w for _s, w in signs)
    if not squares:
        return None
    n_eff = every * every / squares
    shares = [sum(w for s, w in signs if s == sign) / every for sign in (1, 0, -1)]
    told = dict(zip(("positive", "neutral", "negative"), (round(share, 6) for share in shares), strict=True))
    effect = {"n_eff": round(n_eff, 4), "design_effect": round(len(signs) / n_eff, 6)}
    return {**told, **_index(*(share * n_eff for share in shares)), **effect}


# Reading -------------------------------------------------------------------------------------------------------


def _rows(data: bytes, file_name: str) -> Rows:
    for sheet in read_sheets(data, file_name):
        for at, cells in enumerate(sheet.rows[:10]):
            titles = [_plain(cell) for cell in cells]
            if found := _long(titles, sheet.rows[at + 1 :], at + 2) or _wide(titles, sheet.rows[at + 1 :], at + 2):
                return found
    right = _("item·period·value(항목·시기·값) 열이 있거나, biz_past처럼 항목_past·항목_next인 열이 있어야 합니다")
    raise BadInput(Problem(file_name, _("무엇에 대한 답인지 알 수 없습니다"), right), source=file_name)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _at(titles: Sequence[str], name: str) -> int | None:
    return next((titles.index(word) for word in _words()["columns"][name] if word in titles), None)


def _long(titles: Sequence[str], rows: Sequence[Sequence[str]], first: int) -> Rows | None:
    item, value = _at(titles, "item"), _at(titles, "value")
    if item is None or value is None:
        return None
    period, weight = _at(titles, "period"), _at(titles, "weight")
    answers = [
        Answer(n, _cell(r, item), _period(_cell(r, period)), _cell(r, value), _weight(_cell(r, weight), n))
        for n, r in enumerate(rows, first)
        if _cell(r, item)
    ]
    return Rows(answers, weight is not None)


def _wide(titles: Sequence[str], rows: Sequence[Sequence[str]], first: int) -> Rows | None:
    asked = [(n, m[1], m[2]) for n, title in enumerate(titles) if (m := _WIDE.fullmatch(title))]
    if not asked:
        return None
    weight, counted = _at(titles, "weight"), _at(titles, "counted")
    lines = [(n, r) for n, r in enumerate(rows, first) if any(map(str.strip, r))]
    kept = [(n, r) for n, r in lines if counted is None or _plain(_cell(r, counted)) not in _words()["no"]]
    weighted = weight is not None and any(_cell(r, weight) for _n, r in kept)
    answers = [
        Answer(n, item, period, _cell(r, at), _weight(_cell(r, weight), n) if weighted else 1.0)
        for n, r in kept
        for at, item, period in asked
    ]
    return Rows(answers, weighted, len(lines) - len(kept))


def _cell(row: Sequence[str], at: int | None) -> str:
    return "" if at is None or at >= len(row) else row[at].strip()


def _period(text: str) -> str:
    plain = _plain(text)
    return next((code for code, words in _words()["periods"].items() if plain in words), text)


def _weight(text: str, row: int) -> float:
    if not text:
        return 1.0
    try:
        weight = float(text.replace(",", ""))
    except ValueError:
        weight = -1.0
    if not 0 <= weight < float("inf"):
        what = _("쓸 수 없는 가중치입니다: ‘%(text)s’", text=text[:40])
        raise BadInput(Problem(_("%(row)s행", row=row), what, _("0 이상의 수를 적거나 비워 두십시오")))
    return weight


def _number(text: str) -> int | None:
    """A whole number as a table holds it (4, 4.0, +1); None for anything else."""
    found = re.fullmatch(r"([+-]?\d{1,3})(?:\.0+)?", text.strip())
    return int(found[1]) if found else None


def _points(answers: Sequence[Answer]) -> int | None:
    numbers = [n for each in answers if (n := _number(each.text)) is not None]
    if not numbers or min(numbers) < 1:
        return None
    return 5 if max(numbers) > 3 else 3


def _sign(text: str, points: int | None) -> int | None:
    """1 better, 0 the same, -1 worse; None for no answer. Raises ValueError for anything else."""
    plain = _plain(text)
    if plain in _words()["blank"]:
        return None
    number = _number(text)
    if number is None:
        return (
            next(int(sign) for sign in _words()["signs"] if plain in _words()["signs"][sign])
            if _known(plain)
            else _bad()
        )
    if points is None:
        return number if number in (-1, 0, 1) else _bad()
    middle = (points + 1) // 2
    return (number > middle) - (number < middle) if 1 <= number <= points else _bad()


def _known(plain: str) -> bool:
    return any(plain in words for words in _words()["signs"].values())


def _bad() -> int:
    raise ValueError
