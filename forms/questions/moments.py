"""Dates and times of day, stored as ISO text: 2026-11-30, 14:05, 2026-11-30T14:05."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime

from wtforms import StringField
from wtforms.fields.core import UnboundField

from forms.messages import say
from forms.questions.fields import Validator, presence
from forms.questions.question import Question, QuestionType, Value

# As people write them: 2026-11-30, 2026. 11. 30., 2026/11/30, 2026년 11월 30일, 20261130; of a month or a year its start.
_DAY = r"(?P<y>\d{4})\s*(?:[-./년]\s*(?P<m>\d{1,2})\s*(?:[-./월]\s*(?:(?P<d>\d{1,2})\s*[.일]?)?)?|년)?"
_DIGITS = r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)"
_CLOCK = (
    r"(?P<half>오전|오후|AM|PM)?\s*(?P<h>\d{1,2})(?::|시\s*)(?P<n>\d{1,2})?분?(?::\d\d(?:\.\d+)?)?\s*(?P<late>AM|PM)?"
)
_ZONE = r"(?:Z|[+-]\d\d:?\d\d)?"
_WORDS = re.I | re.A


class MomentField(StringField):
    """A moment as it was typed; ``data`` is its ISO text, or None."""

    def __init__(
        self, label: str, validators: list[Validator], *, kind: Moment, lang: str, whole: bool, **kw: object
    ) -> None:
        super().__init__(label, validators, **kw)
        self.kind, self.lang, self.whole = kind, lang, whole

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        typed = unicodedata.normalize("NFKC", valuelist[0])[:60].strip() if valuelist else ""
        self.data = self.kind.iso(typed, whole=self.whole) if typed else None
        if typed and self.data is None:
            raise ValueError(say(self.kind.name, self.lang))

    def _value(self) -> str:
        return str(self.data or (self.raw_data or [""])[0])


class Moment(QuestionType):
    """A day, a time of day, or both. ``appearance`` month-year or year asks less and stores its first day."""

    summary = "dates"
    shape = ""
    patterns: tuple[str, ...] = ()

    def __init__(self) -> None:
        self._read = [re.compile(pattern, _WORDS) for pattern in self.patterns]

    def iso(self, typed: str, *, whole: bool = True) -> str | None:
        """The ISO text of what was typed; None where it is no such moment, or (`whole`) a month or a year alone."""
        found = next((match for each in self._read if (match := each.fullmatch(typed))), None)
        if found and whole and "d" in found.groupdict() and not found["d"]:
            return None
        try:
            return datetime(*_numbers(found.groupdict())).strftime(self.shape) if found else None
        except ValueError:
            return None

    def field(self, question: Question, lang: str) -> UnboundField:
        return MomentField(
            question.label.of(lang),
            [presence(question.required, self.needed(question, lang))],
            kind=self,
            lang=lang,
            whole=not question.appearances & {"year", "month-year"},
            description=question.hint.of(lang),
            render_kw={"autocomplete": "off"},
        )

    def sentences(self, question: Question, lang: str) -> dict[str, str]:
        return {**super().sentences(question, lang), "unread": say(self.name, lang)}

    def stored(self, data: object) -> Value | None:
        return str(data) if data else None

    def as_text(self, value: Value | None, question: Question, lang: str) -> str:
        return str(value).replace("T", " ") if value else ""


class Date(Moment):
    """A day."""

    name = needs = "date"
    shape = "%Y-%m-%d"
    patterns = (_DIGITS, rf"{_DAY}(?:[T ]00:00(?::00(?:\.0+)?)?{_ZONE})?")


class Time(Moment):
    """A time of day, to the minute."""

    name = needs = "time"
    shape = "%H:%M"
    patterns = (rf"{_CLOCK}{_ZONE}",)


class DateTime(Moment):
    """A day with the time; a day alone is its beginning."""

    name = needs = "datetime"
    shape = "%Y-%m-%dT%H:%M"
    patterns = (rf"{_DAY}(?:[T ]\s*{_CLOCK})?{_ZONE}",)


def _numbers(found: dict[str, str | None]) -> tuple[int, int, int, int, int]:
    y, m, d, hour, minute = (
        int(found.get(name) or first) for name, first in zip("ymdhn", (2000, 1, 1, 0, 0), strict=True)
    )
    half = (found.get("half") or found.get("late") or "").lower()
    if half and not 1 <= hour <= 12:
        raise ValueError("no such hour of half a day")
    if half:
        hour = hour % 12 + (12 if half in ("오후", "pm") else 0)
    return y, m, d, hour, minute
