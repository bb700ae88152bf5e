"""Terms pasted as lines, 용어; 가중치; 메모: each line a term, or a fault with its number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.codebook.definitions import plain, plain_form
from nlp.reading.language import has_hangul


@dataclass(frozen=True)
class Line:
    """A line read: its number, the term, and the weight's text where that is no number."""

    number: int
    term: dict[str, Any]
    wrong_weight: str = ""


def language_of_form(form: str, chosen: str) -> str:
    """The language chosen, or by its letters where that is left open."""
    return chosen if chosen in ("ko", "en") else "ko" if has_hangul(form) else "en"


def kind_of_form(form: str) -> str:
    return "near" if "~" in form else "surface"


def read_lines(text: str, lang: str = "") -> list[Line]:
    """Every line that is not empty; parts are parted by semicolons (also full-width ones) or tabs."""
    found = []
    for number, raw in enumerate(text.splitlines(), start=1):
        if raw.strip():
            parts = [part.strip() for part in raw.replace("；", ";").replace("\t", ";").split(";", 2)]
            form, weight, note = [*parts, "", ""][:3]
            found.append(_line(number, form, weight, note, lang))
    return found


def _line(number: int, written: str, weight: str, note: str, lang: str) -> Line:
    form = plain_form(written)
    try:
        value, wrong = float(weight or "1"), ""
    except ValueError:
        value, wrong = 1.0, weight
    term = {
        "lang": language_of_form(form, lang),
        "form": form,
        "kind": kind_of_form(form),
        "weight": value,
        "note": plain(note),
    }
    return Line(number, term, wrong)
