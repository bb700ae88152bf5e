"""How dates, times, numbers and money read: 2026. 11. 22., 15:00, 64.0, 15억 원."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import wraps
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from app.clock import in_seoul
from app.words.i18n import language
from app.words.labels import LEVEL_SHAPES, label

WEEKDAYS_KO = "월화수목금토일"
MISSING = "–"


def day(value: str | date | None) -> str:
    """A date: 2026. 11. 22. in Korean, 22 Nov 2026 in English. Instants are shown as Korea's date."""
    if not value:
        return MISSING
    if isinstance(value, str):
        value = in_seoul(value).date() if "T" in value else date.fromisoformat(value)
    if language() == "en":
        return f"{value.day} {value:%b} {value.year}"
    return f"{value.year}. {value.month}. {value.day}."


def weekday(value: str) -> str:
    """A date with its weekday: 2025. 4. 9.(수)."""
    found = date.fromisoformat(value)
    if language() == "en":
        return f"{found:%a} {day(value)}"
    return f"{day(value)}({WEEKDAYS_KO[found.weekday()]})"


def moment(value: str | None) -> str:
    """An instant in Korean time: 2026. 11. 22. 15:04."""
    if not value:
        return MISSING
    found = in_seoul(value) if "T" in value else datetime.fromisoformat(value)
    return f"{day(found.date())} {found:%H:%M}"


def month(value: str | None) -> str:
    """A month, 2026-10: 2026. 10."""
    if not value:
        return MISSING
    year, number = value.split("-")[:2]
    return f"{year}-{number}" if language() == "en" else f"{year}. {int(number)}."


def quarter(value: str) -> str:
    """A quarter, 2026Q3: 2026년 3분기."""
    year, number = value.split("Q")
    return f"{year} Q{number}" if language() == "en" else f"{year}년 {number}분기"


def clock(seconds: float | None) -> str:
    """Seconds of a recording as 1:02:03 or 02:03."""
    if seconds is None:
        return ""
    whole = int(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


def number(value: float | None, digits: int = 0, *, sign: bool = False) -> str:
    """A number with thousands commas and fixed digits; a dash for none or NaN; a real minus sign."""
    if value is None or math.isnan(value):
        return MISSING
    text = f"{value:{'+' if sign else ''},.{digits}f}"
    if float(text.replace(",", "")) == 0:
        text = text.lstrip("+-")
    return text.replace("-", "−")


def percent(share: float | None, digits: int = 0) -> str:
    """A share of 1 as percent: 64 %."""
    return MISSING if share is None or math.isnan(share) else f"{number(share * 100, digits)} %"


def percents(shares: Iterable[float | None], digits: int = 0) -> list[str]:
    """Shares of one whole as percent that add up as they stand: 33.4, 33.3, 33.3 (largest remainder).

    Each is the percent of `percent` or one last digit beside it. What is none or NaN stays a dash and counts nothing.
    """
    scale = 100 * 10**digits
    exact = [None if each is None or math.isnan(each) else each * scale for each in shares]
    known = [n for n, each in enumerate(exact) if each is not None]
    parts = {n: math.floor(exact[n] + 1e-9) for n in known}  # type: ignore[operator]
    short = round(sum(exact[n] for n in known)) - sum(parts.values())  # type: ignore[misc]
    for n in sorted(known, key=lambda n: (parts[n] - exact[n], n))[:short]:  # type: ignore[operator]
        parts[n] += 1
    return [percent(parts[n] / scale if n in parts else None, digits) for n in range(len(exact))]


def share_of(part: int, whole: int) -> str:
    """A share never without its n: 14곳 중 9곳(64 %)."""
    if not whole:
        return MISSING
    return _("%(whole)s곳 중 %(part)s곳(%(percent)s)", whole=whole, part=part, percent=percent(part / whole))


def count(value: int, unit: str = "") -> str:
    return f"{number(value)}{unit}"


# A ten-thousandfold each, as amounts are said in Korean: 2조 2,000억 원.
_WON = ((10**12, "조"), (10**8, "억"), (10**4, "만"))


def won(amount: int | None) -> str:
    """An amount in won: 15억 원, 800만 원, 4,265억 원; KRW 1.5 billion in English. None: nobody knows it."""
    if amount is None:
        return _("금액 모름")
    if language() == "en":
        return _english_won(amount)
    parts, rest = [], abs(amount)
    for size, word in _WON:
        count_, rest = divmod(rest, size)
        if count_:
            parts.append(f"{number(count_)}{word}")
    text = " ".join([*parts, *([number(rest)] if rest or not parts else [])])
    return f"{'−' if amount < 0 else ''}{text}{'원' if rest or not parts else ' 원'}"


def _english_won(amount: int) -> str:
    """In billions or millions where three digits behind the point say it exactly, else in full."""
    for size, word in ((10**9, "billion"), (10**6, "million")):
        if abs(amount) >= size and amount * 1000 % size == 0:
            return f"KRW {number(amount / size, 3).rstrip('0').rstrip('.')} {word}"
    return f"KRW {number(amount)}"


def named(row: object, field: str = "name") -> str:
    """The name in the page's language of a row that has name_ko and name_en (or title_…, definition_…)."""
    other = row[f"{field}_en"] if language() == "en" else None  # type: ignore[index]
    return other or row[f"{field}_ko"]  # type: ignore[index]


def product() -> str:
    """The name of this workbench, which in Korean is also the word for voices."""
    return "Moksori" if language() == "en" else "목소리"


def level_mark(level: str | None, undetermined: object = False) -> Markup:
    """A risk level as word, shape and color, never color alone; without one, whether the evidence was too thin."""
    if not level:
        word = _("판단 유보") if undetermined else _("미평가")
        return Markup('<span class="level level-none">{}</span>').format(word)
    return Markup(
        '<span class="level level-{}"><span class="level-shape" aria-hidden="true">{}</span>{}</span>'
    ).format(level, LEVEL_SHAPES[level], label(level, "level"))


def quoted(text: str, spans: list[tuple[int, int]]) -> Markup:
    """Text with some stretches (code point offsets) underlined as the words that caused a suggestion."""
    out, position = Markup(""), 0
    for start, end in sorted(spans):
        if start < position:
            continue
        out += escape(text[position:start]) + Markup("<mark>{}</mark>").format(text[start:end])
        position = end
    return out + escape(text[position:])


def _at_render(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """A filter Jinja does not work out beforehand: of a constant it would keep the language of whoever came first."""

    @pass_context
    @wraps(filter_)
    def filtered(_context: Context, *args: Any, **kwargs: Any) -> Any:
        return filter_(*args, **kwargs)

    return filtered


_FILTERS: dict[str, Callable[..., Any]] = {
    "from_json": json.loads,
    "day": day,
    "weekday": weekday,
    "moment": moment,
    "month": month,
    "quarter": quarter,
    "clock": clock,
    "number": number,
    "percent": percent,
    "percents": percents,
    "won": won,
    "named": named,
    "label": label,
    "level_mark": level_mark,
    "quoted": quoted,
}
FILTERS = {name: _at_render(filter_) for name, filter_ in _FILTERS.items()}
GLOBALS = {"share_of": share_of, "ngettext": ngettext, "product": product}
