"""The word for every code stored in a table: each feature brings its own (`labels.py` beside it), they meet here."""

from __future__ import annotations

from functools import lru_cache

from flask import has_app_context
from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from app.features import labels_of

# Words of no single feature.
GENERAL = {
    "job_state": {"queued": _l("대기"), "running": _l("진행 중"), "done": _l("완료"), "failed": _l("실패")},
    "language": {"ko": _l("한국어"), "en": _l("영어")},
}


def _gathered() -> dict[str, dict[str, object]]:
    """A dict a kind of code. A kind several features speak of (jobs, downloads) has the words of all of them."""
    found: dict[str, dict[str, object]] = {}
    for words in (GENERAL, *labels_of()):
        for kind, of_kind in words.items():
            found.setdefault(kind, {}).update(of_kind)
    return found


LABELS = _gathered()

LEVEL_SHAPES = {"good": "●", "caution": "▲", "warning": "◆", "serious": "■", "danger": "⬟"}


def label(code: str | None, kind: str) -> str:
    """The word for a stored code; a dash for none, the code itself where no word exists."""
    if code is None or code == "":
        return "–"
    return str(LABELS[kind].get(code, code))


def code_for(text: str, kind: str) -> str | None:
    """The stored code for a word a person wrote: the Korean or English word, in any spacing, or the code itself."""
    return _codes(kind, has_app_context()).get("".join(text.split()))


@lru_cache(maxsize=256)
def _codes(kind: str, english: bool) -> dict[str, str]:
    """Codes, Korean words and, where a catalogue is at hand, English ones to the code; without spaces."""
    listed = LABELS[kind]
    found = {code: code for code in listed}
    for code, word in listed.items():
        found.setdefault(str(getattr(word, "_args", (word,))[0]).replace(" ", ""), code)
    if english:
        with force_locale("en"):
            for code, word in listed.items():
                found.setdefault(str(word).replace(" ", ""), code)
    return found


def choices(kind: str) -> list[tuple[str, str]]:
    """Codes and words, in order, for a select field."""
    return [(code, str(word)) for code, word in LABELS[kind].items()]
