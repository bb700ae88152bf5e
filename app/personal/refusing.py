"""Resident registration numbers are refused before anything is stored, whichever form they are typed into."""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _

from app.errors import BadInput, Problem
from transcripts.personal.residents import resident_numbers

# Forms that say it at the field, or whose text is looked through and masked on a page of its own.
_OWN_WORDS = frozenset({"surveys.answer", "surveys.enter", "roundtables.names"})
# Nobody types so much; a long field of ours (a definition, a list of links) is no place for one.
_LONGEST = 20_000
_DIGITS = 13


def message() -> str:
    """What is said at a field that holds one."""
    return _("주민등록번호처럼 보이는 번호가 있습니다. 저장하지 않았습니다. 번호를 지우고 다시 보내 주십시오.")


def holds_resident_number(text: object) -> bool:
    if not isinstance(text, str) or len(text) > _LONGEST:
        return False
    # Thirteen digits: only wide ones, and those said in Hangul, might stand in a shorter text.
    return (len(text) >= _DIGITS or not text.isascii()) and bool(resident_numbers(text))


def refuse() -> None:
    """Before each request: raise BadInput for a form with a resident number in any field but a password's."""
    if request.method != "POST" or request.endpoint in _OWN_WORDS:
        return
    for name, value in request.form.items(multi=True):
        if "password" not in name and holds_resident_number(value):
            right = _("뒤로 돌아가 그 번호만 지우고 다시 보내 주십시오. 적으신 다른 내용은 그 화면에 있습니다")
            raise BadInput(
                Problem(_("적으신 내용"), _("주민등록번호처럼 보이는 번호가 있어 저장하지 않았습니다"), right)
            )
