"""WTForms fields and validators whose every message is ours: WTForms' own would come out in English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from wtforms import Field, Form, RadioField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from forms.messages import say

Validator = Callable[[Form, Field], None]
# Twenty-four digits with their commas and a unit fit. Chosen, not measured.
_LONGEST_FIGURE = 60
_NUMBER = re.compile(r"[+-]?\d{1,12}(?:\.\d{1,12})?", re.A)
# One more than UAX #15 allows on a letter; transcripts/text/normalizing.py does the same.
_MARKS = re.compile(rb"[^\x00]{31,}")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")


class PickField(RadioField):
    """Radio buttons; a value that is not on the list is refused by `one_of`."""

    def __init__(self, label: str, validators: list[Validator], **kwargs: object) -> None:
        super().__init__(label, validators, validate_choice=False, **kwargs)


class MultiCheckboxField(SelectMultipleField):
    """Check boxes; values that are not on the list are refused by `one_of`."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: str, validators: list[Validator], **kwargs: object) -> None:
        super().__init__(label, validators, validate_choice=False, **kwargs)


class FigureField(StringField):
    """A number as people write it: 1,234 or １２ or 25명; comma, wide digits and unit are understood.

    ``data`` is an int, a float, or None; what was typed comes back to the page when it is wrong.
    """

    def __init__(self, label: str, validators: list[Validator], *, lang: str, unit: str, **kw: object) -> None:
        super().__init__(label, validators, **kw)
        self.lang, self.unit = lang, unit

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        typed = unicodedata.normalize("NFKC", valuelist[0].strip()[:_LONGEST_FIGURE]) if valuelist else ""
        if not typed:
            return
        unit = unicodedata.normalize("NFKC", self.unit)
        bare = re.sub(r"[,\s]", "", typed.removesuffix(unit) if unit else typed)
        if not _NUMBER.fullmatch(bare):
            raise ValueError(say("not_a_number", self.lang))
        self.data = float(bare) if "." in bare else int(bare)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data:g}" if isinstance(self.data, float) else str(self.data)


class Answered(InputRequired):
    """Required: like `InputRequired`, but white space and control characters alone are no answer."""

    def __call__(self, form: Form, field: Field) -> None:
        sent = field.raw_data or []
        # A field that is not a list reads only the first value sent.
        if not any(clean(str(typed)) for typed in (sent if isinstance(field.data, list) else sent[:1])):
            field.raw_data = []
        super().__call__(form, field)


def presence(required: bool, message: str) -> Validator:
    """Return the validator that begins each field's list: an answer is needed, or may be left out."""
    return Answered(message) if required else Optional()


def one_of(ids: frozenset[str], message: str) -> Validator:
    """Refuse a value, or a list with a value, that is not among `ids`."""

    def check(form: Form, field: Field) -> None:
        given = field.data if isinstance(field.data, list) else [field.data]
        if not ids.issuperset(given):
            raise ValidationError(message)

    return check


def clean(typed: str | None) -> str | None:
    """Bring typed text into its stored form: NFC, ``\\n`` line ends, no control characters, trimmed."""
    if typed is None:
        return None
    lines = typed.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _stream_safe(_CONTROLS.sub("", lines))).strip()


def _stream_safe(text: str) -> str:
    """Keep 30 marks on a letter (UAX #15): sorting a hundred thousand would hold a worker for minutes."""
    classes = b"" if text.isascii() else bytes(map(unicodedata.combining, text))
    kept, end = [], 0
    for run in _MARKS.finditer(classes):
        kept.append(text[end : run.start() + 30])
        end = run.end()
    return "".join([*kept, text[end:]])
