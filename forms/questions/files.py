"""Photos and other files that belong to an answer: kept beside it under the SHA-256 of their bytes."""

from __future__ import annotations

import re

from wtforms import HiddenField
from wtforms.fields.core import UnboundField

from forms.messages import say
from forms.questions.fields import Validator, presence
from forms.questions.question import Question, QuestionType, Value

_HASH = re.compile(r"[0-9a-f]{64}")


class HashField(HiddenField):
    """The hash of a file that was stored already; the bytes come beside it and are none of the form's business."""

    def __init__(self, label: str, validators: list[Validator], *, lang: str, **kw: object) -> None:
        super().__init__(label, validators, **kw)
        self.lang = lang

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0].strip().lower() if valuelist else None
        if self.data and not _HASH.fullmatch(self.data):
            self.data = None
            raise ValueError(say("file", self.lang))


class File(QuestionType):
    """Any file. Stores the SHA-256 of its bytes in hexadecimal."""

    name = "file"
    summary = "count"
    needs = "file"
    accept = ""

    def field(self, question: Question, lang: str) -> UnboundField:
        return HashField(
            question.label.of(lang),
            [presence(question.required, self.needed(question, lang))],
            lang=lang,
            description=question.hint.of(lang),
        )

    def stored(self, data: object) -> Value | None:
        return str(data) if data else None

    def as_text(self, value: Value | None, question: Question, lang: str) -> str:
        return say("stored_file", lang) if value else ""


class Image(File):
    """A photo."""

    name = "image"
    accept = "image/jpeg,image/png"


class Audio(File):
    """A recording."""

    name = "audio"
    accept = "audio/*"


class Video(File):
    """A film."""

    name = "video"
    accept = "video/*"
