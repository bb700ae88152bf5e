"""What an observations file looks like: its columns, what each cell may hold, and an example of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from flask_babel import gettext as _

from app.monitoring.method.indicators import Indicator
from app.tables.figures import BEHIND, as_figure, split_mark
from app.tables.heads import Column
from app.tables.moments import dates_among, months_among
from app.words.labels import code_for

COUNTED = ("개소", "명")  # units of things that come whole
# What our own list of values tells besides what an import reads.
PASSED = ("파일", "행", "File", "rows", "Rows")


@dataclass(frozen=True)
class Explained:
    """A column with a word for people: what to write in it, and an example."""

    column: Column
    meaning: str
    example: str


def columns(indicators: Iterable[Indicator]) -> list[Explained]:
    """Columns of observations.csv."""
    listed = list(indicators)
    names = ", ".join(f"{each.name_ko}({each.code})" for each in listed)
    units = ", ".join(dict.fromkeys(each.unit for each in listed))
    return [
        Explained(
            Column("place", ("지역", "밀집지역코드", "Areas")),
            _("밀집지역 코드나 이름, 또는 부산이나 전국. 기업 하나의 값이면 기업 코드"),
            "B001",
        ),
        Explained(Column("indicator", ("지표", "Indicators")), names, "employees"),
        Explained(
            Column("month", ("월", "Month", "기준월", "연월", "시점"), among=_marked_months),
            _("2026-10처럼"),
            "2026-10",
        ),
        Explained(
            Column("value", ("값", "Value"), as_figure, units=None), _("숫자, 또는 X(비공개), …(미상), -(없음)"), "1204"
        ),
        Explained(Column("unit", ("단위", "Unit")), units, "명"),
        Explained(
            Column("published_on", ("공표일", "Publication date"), among=_days),
            _("그 값이 공표된 날. 정정한 값은 새 공표일로 한 줄을 더 적습니다"),
            "2026-11-20",
        ),
        Explained(
            Column("corrects", ("정정",), as_yes, required=False),
            _("공표한 그날에 바로잡은 값이면 ‘예’. 먼저 저장한 값도 이력에 남습니다"),
            "",
        ),
        Explained(
            Column("mark", ("표시", "Mark"), as_mark, required=False),
            _("잠정(p), 추정(e), 정정(r). 값 뒤에 1,204p)처럼 적어도 됩니다"),
            "",
        ),
    ]


def _marked_months(texts: Sequence[str]) -> Callable[[str], tuple[str, str]]:
    """A parser of months to the month and the mark behind it: "2026년 2월 p)" marks its values as provisional."""
    parse = months_among([split_mark(text)[0] for text in texts])

    # The same few months and days come thousands of times.
    @lru_cache(maxsize=4096)
    def parse_marked(text: str) -> tuple[str, str]:
        body, mark = split_mark(text.strip())
        return parse(body), mark

    return parse_marked


def _days(texts: Sequence[str]) -> Callable[[str], str]:
    return lru_cache(maxsize=4096)(dates_among(texts))


def as_mark(text: str) -> str:
    """A mark's word, code or sign."""
    found = code_for(text, "mark") or BEHIND.get(text.strip("() ").casefold())
    if found is None:
        raise ValueError(_("잠정, 추정, 정정 가운데 하나로 적거나 비워 두십시오"))
    return found


def as_yes(text: str) -> bool:
    """예 (or O, y, yes, 1) is yes; 아니오, n, no and 0 are no."""
    word = text.strip().casefold()
    if word in ("예", "o", "y", "yes", "1"):
        return True
    if word in ("아니오", "아니요", "x", "n", "no", "0"):
        return False
    raise ValueError(_("‘예’라고 적거나 비워 두십시오"))


def indicator_words(indicators: Iterable[Indicator]) -> dict[str, Indicator]:
    """Accepted words (code and both names, squeezed) to indicators."""
    return {squeezed(word): each for each in indicators for word in (each.code, each.name_ko, each.name_en)}


def squeezed(text: str) -> str:
    """A word without its spaces and case."""
    return "".join(text.split()).casefold()


def value_problem(indicator: Indicator, value: float) -> str:
    """What is wrong with a value by its unit, in words; empty where nothing is."""
    if value < 0:
        return _("음수일 수 없습니다")
    if indicator.unit in COUNTED and value != int(value):
        return _("소수일 수 없습니다")
    if indicator.unit == "%" and value > 100:
        return _("백분율은 100을 넘을 수 없습니다")
    return ""
