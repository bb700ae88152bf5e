"""Months, dates and times as Korean offices and Excel write them. What may be read two ways is asked, never guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta, timezone

from flask_babel import gettext as _

from app.clock import SEOUL
from app.tables.periods import is_no_month

SERIAL_ZERO = datetime(1899, 12, 30)
SERIALS = (32_874, 54_789)  # 1990 to 2049: outside of these five digits are no day of Excel's but a number
ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = "월화수목금토일"

_YEAR = r"(?P<y>\d{4}|['’‘`]\d{2}|(?:1[3-9]|[2-9]\d))"
_DAY = re.compile(
    _YEAR + r"\s*[년.\-/]\s*(?P<m>\d{1,2})\s*[월.\-/]\s*(?P<d>\d{1,2})\s*[일.]?\s*"
    r"(?:\(?(?P<w>[월화수목금토일])(?:요일)?\)?)?\s*\.?\s*"
)
_COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:\.0)?")
_SLASHED = re.compile(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4})\s*")
_WORDED = re.compile(r"(?P<d>\d{1,2})[-\s](?P<word>[A-Za-z]{3,9})[-\s](?P<y>\d{4})\s*")
_SERIAL = re.compile(r"(\d{5})(\.\d+)?")
_HALF = "(?P<{0}>오전|오후|[aApP]\\.?[mM]\\.?)?"
_TIME = re.compile(
    r"[T,]?\s*" + _HALF.format("before") + r"\s*(?P<h>\d{1,2})\s*(?::|시)\s*(?:(?P<min>\d{1,2})\s*(?:분|(?=:|\s|$|[^\d]))"
    r"(?::?\s*(?P<s>\d{1,2})(?:[.,]\d+)?\s*초?)?)?\s*" + _HALF.format("after") +
    r"\s*(?P<zone>Z|KST|UTC|GMT|[-+]\d{2}:?\d{2})?"
)  # fmt: skip
_MONTH = re.compile(_YEAR + r"\s*(?:년도?|[.\-/\s])\s*(?P<m>\d{1,2})\s*(?P<end>월|\.)?")
_MONTHS = (
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})월?"),
    re.compile(r"(?P<y>\d{4})\s*[Mm]\s*(?P<m>\d{1,2})"),
    re.compile(r"(?P<m>\d{1,2})/(?P<y>\d{4})"),
    re.compile(r"(?P<word>[A-Za-z]{3,9})\.?[-\s,]+(?P<y>\d{4}|['’‘`]?\d{2})"),
    re.compile(r"(?P<y>\d{4})[-\s](?P<word>[A-Za-z]{3,9})"),
)
# October as a number is 2025.1 in a cell that does not show its second digit; so is January.
_TENTH = re.compile(r"(?:\d{4}|\d{2})\.1")
Parse = Callable[[str], str]


def as_date(text: str) -> str:
    """A date as ISO text; of a date with a time, its day in Korea."""
    return _in_seoul(_moment(_plain(text), None, _not_a_date())).date().isoformat()


def dates_among(texts: Sequence[str]) -> Parse:
    """A parser for a column's dates: others of the column may show which of 9/1/2025's numbers is the month."""
    order = _slash_order(texts)
    return lambda text: _in_seoul(_moment(_plain(text), order, _not_a_date())).date().isoformat()


def as_moment(text: str) -> str:
    """An instant as ISO text in UTC; what says no zone is Korea's time, what says no time is midnight."""
    told = _("일시는 2026-11-22 14:30처럼 적어 주십시오")
    return _in_seoul(_moment(_plain(text), None, told)).astimezone(UTC).isoformat(timespec="microseconds")


def as_month(text: str) -> str:
    """A month as 2026-10; one that may be January or October is refused."""
    return months_among(())(text)


def months_among(texts: Sequence[str]) -> Parse:
    """A parser for a column's months: the others may show whether 2025.1 is January or October."""
    tails = {plain.rpartition(".")[2] for plain in map(_plain, texts) if re.fullmatch(r"(?:\d{4}|\d{2})\.\d\d", plain)}
    # Who writes 2025.04 would write January 2025.01; who has written 2025.10 has no need of 2025.1 for it.
    january, october = any(tail.startswith("0") for tail in tails), "10" in tails

    def parse(text: str) -> str:
        plain = _plain(text)
        if not _TENTH.fullmatch(plain):
            return _month(plain)
        if january == october:
            raise ValueError(_("1월인지 10월인지 알 수 없습니다. 2025-01이나 2025-10처럼 적어 주십시오"))
        return _month(plain + "0" if january else plain)

    return parse


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _not_a_date() -> str:
    return _("날짜는 2026-11-22처럼 적어 주십시오")


def _month(text: str) -> str:
    told = _("월은 2026-10처럼 적어 주십시오")
    if is_no_month(text):
        raise ValueError(_("월이 아니라 분기나 해입니다. 월별 값을 2026-10처럼 월과 함께 적어 주십시오"))
    for pattern in (_MONTH, *_MONTHS):
        if found := pattern.fullmatch(text):
            return _day(found.groupdict() | {"d": "1"}, told).isoformat()[:7]
    return _moment(text, None, told).date().isoformat()[:7]


def _moment(text: str, slashes: str | None, told: str) -> datetime:
    """Day, time and zone of a text; without a zone where it says none."""
    if (found := _SERIAL.fullmatch(text)) and SERIALS[0] <= int(found[1]) <= SERIALS[1]:
        return SERIAL_ZERO + timedelta(seconds=round(float(text) * 86_400))
    for pattern in () if is_no_month(text) else (_DAY, _COMPACT, _SLASHED, _WORDED):
        if found := pattern.match(text):
            day = _day(found.groupdict(), told, slashes)
            break
    else:
        raise ValueError(told)
    rest = text[found.end() :]
    moment = datetime(day.year, day.month, day.day)
    return _timed(moment, rest, told) if rest else moment


def _day(parts: dict[str, str | None], told: str, slashes: str | None = None) -> date:
    year, month, day = _year(parts["y"] or ""), parts.get("m"), parts.get("d")
    if "a" in parts:
        month, day = _slashed(int(parts["a"] or 0), int(parts["b"] or 0), slashes)
    if word := parts.get("word"):
        month = str(ENGLISH.index(word[:3].lower()) + 1) if word[:3].lower() in ENGLISH else "0"
    try:
        found = date(year, int(month or 0), int(day or 0))
    except ValueError:
        raise ValueError(told) from None
    weekday = parts.get("w")
    if weekday and WEEKDAYS.index(weekday) != found.weekday():
        right = WEEKDAYS[found.weekday()]
        raise ValueError(_("요일이 맞지 않습니다. 그날의 요일: %(weekday)s", weekday=right))
    return found


def _year(text: str) -> int:
    year = int(text.lstrip("'’‘`"))
    if year > 99:
        return year
    ends = date.today().year + 10
    return ends - (ends - year) % 100


def _slashed(first: int, second: int, order: str | None) -> tuple[str, str]:
    """Month and day of 9/25/2025: the number above 12 is the day; of 9/1/2025 only the other dates can say."""
    if first > 12 or (order == "day first" and second <= 12):
        return str(second), str(first)
    if second > 12 or order == "month first":
        return str(first), str(second)
    raise ValueError(_("어느 쪽이 월인지 알 수 없습니다. 2026-11-22처럼 적어 주십시오"))


def _slash_order(texts: Sequence[str]) -> str | None:
    pairs = [(int(found["a"]), int(found["b"])) for text in texts if (found := _SLASHED.match(_plain(text)))]
    orders = {"day first" if a > 12 else "month first" for a, b in pairs if a > 12 or b > 12}
    return orders.pop() if len(orders) == 1 else None


def _timed(day: datetime, text: str, told: str) -> datetime:
    found = _TIME.fullmatch(text.strip())
    if found is None or (found["before"] and found["after"]):
        raise ValueError(told)
    half = (found["before"] or found["after"] or "").replace(".", "").lower()
    hour = int(found["h"])
    if half in ("오전", "am", "오후", "pm") and hour <= 12:
        hour = hour % 12 + (12 if half in ("오후", "pm") else 0)
    elif half in ("오전", "am"):
        raise ValueError(told)
    try:
        moment = day.replace(hour=hour, minute=int(found["min"] or 0), second=int(found["s"] or 0))
    except ValueError:
        raise ValueError(told) from None
    return moment.replace(tzinfo=_zone(found["zone"])) if found["zone"] else moment


def _zone(text: str) -> timezone:
    if text in ("Z", "UTC", "GMT"):
        return UTC
    if text == "KST":
        return timezone(timedelta(hours=9))
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[-2:])))


def _in_seoul(moment: datetime) -> datetime:
    return moment.astimezone(SEOUL) if moment.tzinfo else moment.replace(tzinfo=SEOUL)
