"""A file that cannot be taken: what is wrong stands at the field it was chosen in, and the form stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask_babel import gettext as _
from wtforms import Field

from app.errors import BadInput
from app.words.formats import number


@contextmanager
def refused_at(field: Field) -> Iterator[None]:
    """What is refused within stands at the field: one sentence, and every problem in the list beneath it.

    The page goes on after the block, with an error in its form. A browser lets nobody choose the file again, so the
    sentence names it.
    """
    try:
        yield
    except BadInput as error:
        told = {"file": field.data.filename, "n": number(len(error.problems))}
        field.errors = [
            _("‘%(file)s’에서 아무것도 저장하지 않았습니다. 아래 %(n)s건을 고친 뒤 파일을 다시 골라 주십시오.", **told)
        ]
        field.problems = error.problems
