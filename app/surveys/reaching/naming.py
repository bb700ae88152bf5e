"""What a sending is called: a first notice to who was never written to, a reminder by its number to the others."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from app.words.formats import number as told


def numbers_said(numbers: Mapping[int, int]) -> str:
    """A sending in words, from how often its firms were written to before to how many firms that is.

    One kind is named alone ("첫 안내", "독려 2차"), several each with its firms ("첫 안내 19곳, 독려 1차 2곳").
    """
    if len(numbers) == 1:
        return _one(next(iter(numbers)))
    return ", ".join(
        _("%(what)s %(n)s곳", what=_one(number), n=told(firms)) for number, firms in sorted(numbers.items())
    )


def _one(number: int) -> str:
    return _("첫 안내") if number == 0 else _("독려 %(number)s차", number=number)
