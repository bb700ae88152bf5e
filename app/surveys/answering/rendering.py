"""The questions of a form nobody has touched: the same for everybody who opens it, so they are rendered once a process."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from markupsafe import Markup

from app.surveys.answering.filling import Filling
from app.words.i18n import language

_KEPT: dict[Hashable, Markup] = {}
# A long form is half a megabyte; a round has a few surveys in two languages. Chosen, not measured.
_MOST = 32


def once(filled: Filling, made_of: tuple[Hashable, ...], caller: Callable[[], Markup]) -> Markup:
    """What `caller` renders; kept where the form is untouched, by everything it is made of."""
    if filled.untouched is None:
        return caller()
    key = (filled.form.questionnaire.sha256, filled.form.lang, language(), filled.untouched, *made_of)
    found = _KEPT.get(key)
    if found is None:
        if len(_KEPT) >= _MOST:
            _KEPT.clear()
        found = _KEPT[key] = caller()
    return found
