"""A place on the map, taken from the device or typed."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from wtforms import StringField
from wtforms.fields.core import UnboundField

from forms.messages import say
from forms.questions.fields import Validator, presence
from forms.questions.question import Question, QuestionType, Value


class PointField(StringField):
    """Latitude and longitude, and if known altitude and accuracy in metres; ``data`` is the text that is stored."""

    def __init__(self, label: str, validators: list[Validator], *, lang: str, **kw: object) -> None:
        super().__init__(label, validators, **kw)
        self.lang = lang

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        typed = valuelist[0][:120].strip() if valuelist else ""
        self.data = _point(typed) if typed else None
        if typed and self.data is None:
            raise ValueError(say("geopoint", self.lang))

    def _value(self) -> str:
        return str(self.data or (self.raw_data or [""])[0])


class Geopoint(QuestionType):
    """Stores ``latitude longitude altitude accuracy`` in degrees and metres, as XLSForm has it; the last two may be 0."""

    name = "geopoint"
    summary = "count"
    needs = "geopoint"

    def field(self, question: Question, lang: str) -> UnboundField:
        return PointField(
            question.label.of(lang),
            [presence(question.required, self.needed(question, lang))],
            lang=lang,
            description=question.hint.of(lang),
            render_kw={"autocomplete": "off"},
        )

    def sentences(self, question: Question, lang: str) -> dict[str, str]:
        return {**super().sentences(question, lang), "unread": say("geopoint", lang)}

    def stored(self, data: object) -> Value | None:
        return str(data) if data else None

    def as_text(self, value: Value | None, question: Question, lang: str) -> str:
        return ", ".join(str(value).split()[:2]) if value else ""


def _point(typed: str) -> str | None:
    """The stored text of a typed place; None where it is none on Earth.

    >>> _point("37.3382, 126.7430"), _point("126.7 37.3")
    ('37.3382 126.743 0 0', None)
    """
    parts = re.split(r"\s*[,\s]\s*", typed)
    if not 2 <= len(parts) <= 4 or not all(re.fullmatch(r"[+-]?\d{1,7}(?:\.\d{1,17})?", part, re.A) for part in parts):
        return None
    latitude, longitude, altitude, accuracy = (*map(float, parts), 0.0, 0.0)[:4]
    if not (math.fabs(latitude) <= 90 and math.fabs(longitude) <= 180 and accuracy >= 0):
        return None
    # Seven digits are a centimetre; a device knows no more.
    return " ".join(
        f"{round(each, 7) + 0.0:.7f}".rstrip("0").rstrip(".") for each in (latitude, longitude, altitude, accuracy)
    )
